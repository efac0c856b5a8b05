"""The extensions as the People lists show them: one lamp, one word, one number each.

A lamp is looked up when its line is painted: with ten thousand extensions and hundreds of events a
second only the few dozen on the screen cost anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.directory import LineState, Presence
from ctiapp.model.engagement import Doing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.directory import Extension, PersonKey
    from ctiapp.model.engagement import Engagement
    from ctiapp.model.number import Number
    from ctiapp.state import changes as lamps
    from ctiapp.ui.people.ways import Way


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
    UNREGISTERED = "unregistered"
    UNKNOWN = "unknown"


BUSY = frozenset({Lamp.TALKING, Lamp.RINGING})
"""Whoever is on a call, or is being called."""

_BY_LINE = {LineState.RINGING: Lamp.RINGING, LineState.BUSY: Lamp.TALKING}
_BY_PRESENCE = {
    Presence.DO_NOT_DISTURB: Lamp.DO_NOT_DISTURB,
    Presence.AWAY: Lamp.AWAY,
    Presence.LUNCH: Lamp.LUNCH,
    Presence.BUSINESS_TRIP: Lamp.BUSINESS_TRIP,
    Presence.OFF_WORK: Lamp.OFF_WORK,
}


def lamp(
    line: LineState | None,
    presence: Presence | None,
    doing: Doing | None = None,
    *,
    registered: bool | None = None,
) -> Lamp:
    """What the phone does comes before what its user says: it is the newer truth.

    Args:
        line: what the phone tells of itself (P 30008); None where it never told.
        presence: what its user says.
        doing: what the calls of the office say that it does; None: it is in none.
        registered: whether any phone is registered; None where that is not known. One that is not
            can take no call, whatever else is said.
    """
    if line in _BY_LINE:
        # A phone that rings for a second call goes on talking.
        return Lamp.TALKING if doing in (Doing.TALKING, Doing.CALLING) else _BY_LINE[line]
    if doing is not None:
        return Lamp.RINGING if doing is Doing.RINGING else Lamp.TALKING
    if registered is False:
        return Lamp.UNREGISTERED
    if presence in _BY_PRESENCE:
        return _BY_PRESENCE[presence]
    if line is LineState.UNKNOWN:
        return Lamp.UNKNOWN  # it was told before a gap: whoever is available may be on a call
    if line is LineState.IDLE or presence is Presence.AVAILABLE:
        return Lamp.FREE
    if registered and presence in (None, Presence.UNKNOWN):
        return Lamp.FREE  # a PBX without presence: the phone is there, and in no call
    return Lamp.UNKNOWN


class LampSource(Protocol):
    """Where the lamps are known; filled by the composition root."""

    def lamp(self, number: Number) -> lamps.Lamp | None:
        """What is known of an extension now; None where nothing was told."""

    def engagement(self, number: Number) -> Engagement | None:
        """Who an extension rings for, or talks with; None where with nobody, or not known."""

    @property
    def doubtful(self) -> bool:
        """Whether the list of extensions is from before a gap: its word counts no more."""

    def subscribe(
        self, listener: Callable[[tuple[Number, ...] | None], None]
    ) -> Callable[[], None]:
        """Hear whose lamp changed (None: anybody's); the answer ends it."""


class NoLamps:
    """Nothing is known of anybody's phone."""

    doubtful = False

    def lamp(self, number: Number) -> lamps.Lamp | None:
        """Nothing."""
        del number
        return None

    def engagement(self, number: Number) -> Engagement | None:
        """Nobody."""
        del number
        return None

    def subscribe(
        self, listener: Callable[[tuple[Number, ...] | None], None]
    ) -> Callable[[], None]:
        """Nothing will ever change."""
        del listener
        return lambda: None


@dataclass(frozen=True, slots=True)
class Person:
    """One extension as it is painted.

    Attributes:
        name: who sits there; the number where nobody is named.
        number: the extension.
        lamp: how it stands.
        engaged: the call that the lamp tells of; None where it tells of none, or it is not known.
        presence: what the lamp does not say: a presence beside a call or an unregistered phone.
        department: where they work; empty where that is not known.
        ways: the numbers to choose from, the likeliest first; none where they have one alone.
        key: which entry of the directory they are, where it matters which number is taken.
    """

    name: str
    number: Number
    lamp: Lamp
    engaged: Engagement | None = None
    presence: Lamp | None = None
    department: str = ""
    ways: tuple[Way, ...] = ()
    key: PersonKey | None = None


def person(
    extension: Extension,
    known: lamps.Lamp | None,
    engaged: Engagement | None = None,
    *,
    doubtful: bool = False,
    department: str = "",
) -> Person:
    """An extension with its lamp as it is now; the list's word holds until an event says more.

    Args:
        extension: as the list has it.
        known: what was told of it since.
        engaged: the call that it is in.
        doubtful: the list is from before a gap.
        department: where they work.
    """
    line = None if known is None else known.line
    presence = (None if known is None else known.presence) or extension.presence
    registered = None if known is None else known.registered
    if registered is None and not doubtful:
        registered = extension.registered
    doing = None if engaged is None else engaged.doing
    shown = lamp(line, presence, doing, registered=registered)
    beside = _BY_PRESENCE.get(presence)
    return Person(
        extension.name or extension.number.text,
        extension.number,
        shown,
        engaged if shown in BUSY else None,
        beside if beside is not shown else None,
        department,
    )


def others(extensions: Iterable[Extension], me: Number | None) -> tuple[Extension, ...]:
    """Everybody but oneself, in the order of the directory."""
    return tuple(extension for extension in extensions if extension.number != me)
