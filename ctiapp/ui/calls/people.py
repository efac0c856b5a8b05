"""The extensions as the People list shows them: one lamp, one word, one number each.

A lamp is looked up when its line is painted: with ten thousand extensions and hundreds of events a
second only the few dozen on the screen cost anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.directory import LineState, Presence
from ctiapp.state import changes as lamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.directory import Extension
    from ctiapp.model.number import Number


class Lamp(Enum):
    """A person's lamp: each has a shape, a colour and a word of its own."""

    FREE = "free"
    TALKING = "talking"
    RINGING = "ringing"
    DO_NOT_DISTURB = "do_not_disturb"
    AWAY = "away"
    LUNCH = "lunch"
    BUSINESS_TRIP = "business_trip"
    OFF_WORK = "off_work"
    UNKNOWN = "unknown"


_BY_LINE = {LineState.RINGING: Lamp.RINGING, LineState.BUSY: Lamp.TALKING}
_BY_PRESENCE = {
    Presence.DO_NOT_DISTURB: Lamp.DO_NOT_DISTURB,
    Presence.AWAY: Lamp.AWAY,
    Presence.LUNCH: Lamp.LUNCH,
    Presence.BUSINESS_TRIP: Lamp.BUSINESS_TRIP,
    Presence.OFF_WORK: Lamp.OFF_WORK,
}


def lamp(line: LineState | None, presence: Presence | None) -> Lamp:
    """What the phone does comes before what its user says: it is the newer truth."""
    if line in _BY_LINE:
        return _BY_LINE[line]
    if presence in _BY_PRESENCE:
        return _BY_PRESENCE[presence]
    if line is LineState.UNKNOWN:
        return Lamp.UNKNOWN  # it was told before a gap: whoever is available may be on a call
    if line is LineState.IDLE or presence is Presence.AVAILABLE:
        return Lamp.FREE
    return Lamp.UNKNOWN


class LampSource(Protocol):
    """Where the lamps are known; filled by the composition root."""

    def lamp(self, number: Number) -> lamps.Lamp | None:
        """What is known of an extension now; None where nothing was told."""

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear that some lamp changed; the answer ends it."""


class NoLamps:
    """Nothing is known of anybody's phone."""

    def lamp(self, number: Number) -> lamps.Lamp | None:
        """Nothing."""
        del number
        return None

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Nothing will ever change."""
        del listener
        return lambda: None


class StoreLamps:
    """The lamps of the store, by its two methods.

    Args:
        get: what is known of an extension, e.g. ``store.lamps.get``.
        subscribe: tells each batch of changes, e.g. ``store.subscribe``.
        doubtful: whether the list of extensions is from before a gap; its word then counts no more.
    """

    def __init__(
        self,
        get: Callable[[Number], lamps.Lamp | None],
        subscribe: Callable[[Callable[[tuple[lamps.Change, ...]], None]], Callable[[], None]],
        doubtful: Callable[[], bool] = lambda: False,
    ) -> None:
        self._get = get
        self._subscribe = subscribe
        self._doubtful = doubtful

    def lamp(self, number: Number) -> lamps.Lamp | None:
        """What is known of an extension now."""
        known = self._get(number)
        if not self._doubtful() or (known is not None and known.presence is not None):
            return known
        return replace(known or lamps.Lamp(), presence=Presence.UNKNOWN)

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear that some lamp changed; the answer ends it."""

        def on_changes(changes: tuple[lamps.Change, ...]) -> None:
            told = (lamps.LampChanged, lamps.LampsChanged)
            if any(isinstance(change, told) for change in changes):
                listener()

        return self._subscribe(on_changes)


@dataclass(frozen=True, slots=True)
class Person:
    """One extension as it is painted."""

    name: str
    number: Number
    lamp: Lamp


def person(extension: Extension, known: lamps.Lamp | None) -> Person:
    """An extension with its lamp as it is now; the list's word holds until an event says more."""
    line = None if known is None else known.line
    presence = None if known is None else known.presence
    return Person(
        extension.name or extension.number.text,
        extension.number,
        lamp(line, presence or extension.presence),
    )


def others(extensions: Iterable[Extension], me: Number | None) -> tuple[Extension, ...]:
    """Everybody but oneself, in the order of the directory."""
    return tuple(extension for extension in extensions if extension.number != me)
