"""The lamps of all extensions: what is told of each one's phone and user."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.state.changes import Lamp, LampChanged

if TYPE_CHECKING:
    from ctiapp.model.number import Number

MAX_LAMPS = 20_000
"""Extensions whose lamps are kept at most."""


def light(
    lamps: dict[Number, Lamp],
    event: events.LineChanged | events.PresenceChanged | events.RegistrationChanged,
) -> list[LampChanged]:
    """Take in what is told of an extension: the change, if it is one and there is room."""
    before = lamps.get(event.number, Lamp())
    if event.number not in lamps and len(lamps) >= MAX_LAMPS:
        return []
    match event:
        case events.LineChanged(_, state):
            after = replace(before, line=state)
        case events.PresenceChanged(_, presence):
            after = replace(before, presence=presence)
        case events.RegistrationChanged(_, _, registered):
            after = replace(before, registered=registered)
    if after == before:
        return []
    lamps[event.number] = after
    return [LampChanged(event.number, after)]
