"""The lamps of all extensions."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.directory import LineState, Presence
from ctiapp.model.number import Number
from ctiapp.state.changes import Lamp, LampChanged
from ctiapp.state.lamps import MAX_LAMPS
from tests.state.desk import Told


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def test_lamps_gather_what_is_told_of_an_extension(told: Told) -> None:
    """Phone, person and registration, each from an event of its own."""
    number = Number("2001")
    assert told.take(events.LineChanged(number, LineState.RINGING)) == (
        LampChanged(number, Lamp(LineState.RINGING)),
    )
    told.take(events.PresenceChanged(number, Presence.LUNCH))
    told.take(events.RegistrationChanged(number, "sip", registered=True))
    assert told.store.lamps[number] == Lamp(LineState.RINGING, Presence.LUNCH, registered=True)
    assert told.take(events.LineChanged(number, LineState.RINGING)) == ()


def test_lamps_are_bounded(told: Told) -> None:
    """Those known go on; more than anybody has are left out."""
    for number in range(MAX_LAMPS + 50):
        told.take(events.LineChanged(Number(str(number)), LineState.BUSY), 0.0)
    assert len(told.store.lamps) == MAX_LAMPS
    told.take(events.LineChanged(Number("0"), LineState.IDLE))
    assert told.store.lamps[Number("0")] == Lamp(LineState.IDLE)
