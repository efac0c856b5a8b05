"""The lamps of all extensions: what is told of each one's phone and user."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.directory import LineState, Presence
from ctiapp.state.changes import Lamp, LampChanged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.model.directory import Extension
    from ctiapp.model.number import Number

log = logging.getLogger("ctiapp.state")

ENGAGED = (LineState.RINGING, LineState.BUSY)
"""What a phone does that is in a call."""
MAX_LAMPS = 20_000
"""Extensions whose lamps are kept at most."""

_DESK_PHONE = "sip"
"""The kind of device that nearly every extension has (P 30007)."""


def light(
    lamps: dict[Number, Lamp],
    event: events.LineChanged | events.PresenceChanged | events.RegistrationChanged,
    now_s: float,
) -> list[LampChanged]:
    """Take in what is told of an extension: the change, if it is one and there is room.

    Args:
        lamps: what is known.
        event: what is told.
        now_s: when it arrived, on the monotonic clock.
    """
    before = lamps.get(event.number, Lamp())
    if event.number not in lamps and len(lamps) >= MAX_LAMPS:
        return []
    match event:
        case events.LineChanged(_, state):
            after = replace(before, line=state, line_told_s=now_s)
        case events.PresenceChanged(_, presence):
            after = replace(before, presence=presence)
        case events.RegistrationChanged(_, device, registered):
            after = _registered(before, device.casefold(), on=registered)
    lamps[event.number] = after
    return [] if after == before else [LampChanged(event.number, after)]


def _registered(before: Lamp, device: str, *, on: bool) -> Lamp:
    """One device registers or leaves; others may be there that nobody told of.

    While any is, the extension is registered. Where none of those told of is, and the desk phone is
    among them, it is not; else the list of extensions has the last word.
    """
    told = dict(before.devices)
    told[device] = on
    known = True if any(told.values()) else False if _DESK_PHONE in told else None
    return replace(before, registered=known, devices=frozenset(told.items()))


def doubt(lamps: dict[Number, Lamp]) -> None:
    """After a gap nobody knows how they stand: what was told of becomes unknown.

    What was never told of stays None: events may not be ticked for it, and then a picture of it
    would never be brought up to date.
    """
    for number, lamp in lamps.items():
        lamps[number] = Lamp(
            None if lamp.line is None else LineState.UNKNOWN,
            None if lamp.presence is None else Presence.UNKNOWN,
        )


def take_lines(
    lamps: dict[Number, Lamp], lines: Mapping[Number, LineState], asked_s: float
) -> bool:
    """Take in whose line is busy, where no event has told since; whether that changed any.

    A gap leaves lines unknown, and the picture says how they are. Without a gap an event may be
    lost all the same: whoever was said to ring or talk before one asked, and is in no call of the
    picture, is idle. Nothing else is overruled: a phone may be idle in a call that others hold.

    Args:
        lamps: what is known.
        lines: whose line rings or is busy; whoever is not named is in no call.
        asked_s: when that was asked for, on the monotonic clock.
    """
    found: dict[Number, Lamp] = {}
    lost = 0
    for number, lamp in lamps.items():
        if lamp.line is LineState.UNKNOWN:
            found[number] = replace(lamp, line=lines.get(number, LineState.IDLE))
        elif lamp.line in ENGAGED and number not in lines and lamp.line_told_s <= asked_s:
            found[number] = replace(lamp, line=LineState.IDLE)
            lost += 1
    if lost:
        log.info("lost events made good: %d phones are idle, and nobody told", lost)
    lamps.update(found)
    return bool(found)


def take_list(
    lamps: dict[Number, Lamp], extensions: Iterable[Extension], me: Number | None
) -> bool:
    """Take in how the list has people, where no event has told since; whether that changed any.

    One's own presence is taken in even where no event ever told of it: what is known of it
    otherwise is how it was when one signed in.
    """
    changed = False
    for extension in extensions:
        mine = extension.number == me
        before = lamps.get(extension.number)
        if before is None:
            if not mine:
                continue
            before = Lamp()
        after = before
        if before.presence is Presence.UNKNOWN or (mine and before.presence is None):
            after = replace(after, presence=extension.presence)
        if before.registered is None:
            after = replace(after, registered=extension.registered)
        if after != before:
            lamps[extension.number] = after
            changed = True
    return changed
