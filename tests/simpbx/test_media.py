"""Muting and recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx import media
from ctiapp.simpbx.errors import WrongStateError

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_a_leg_is_muted_and_nothing_tells_of_it(office: Office) -> None:
    _, own = office.talk()
    told = len(office.facts)
    media.mute(own, muted=True)
    media.mute(own, muted=True)
    states = [own.muted]
    media.mute(own, muted=False)
    assert [*states, own.muted] == [True, False]
    assert len(office.facts) == told


def test_a_recording_has_a_name_in_the_record(office: Office) -> None:
    _, own = office.talk()
    media.start_recording(office.exchange, own)
    media.pause_recording(own)
    media.start_recording(office.exchange, own)
    assert own.recording == "paused"
    media.resume_recording(own)
    office.exchange.hang_up(own)
    name = "20231114221320-1700000000.1-5503301-2000-Inbound.wav"
    assert [record.recording for record in office.records()] == [name]


def test_what_cannot_be_done(office: Office) -> None:
    caller, ringing = office.ring_in().legs
    for leg in (caller, ringing):
        with pytest.raises(WrongStateError):
            media.mute(leg, muted=True)
        with pytest.raises(WrongStateError):
            media.start_recording(office.exchange, leg)
    office.exchange.pick_up(ringing)
    with pytest.raises(WrongStateError):
        media.pause_recording(ringing)
    media.start_recording(office.exchange, ringing)
    with pytest.raises(WrongStateError):
        media.resume_recording(ringing)


def test_the_name_says_when_who_and_which_way() -> None:
    name = media.file_name(1_700_000_000.0, "1700000000.1", "", "2000", "inbound")
    assert name == "20231114221320-1700000000.1-Unknown-2000-Inbound.wav"
