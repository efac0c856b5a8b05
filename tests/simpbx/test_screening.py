"""Inbound calls that wait to be let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import CallChanged, DestinationAsked, InboundOffered, LegState

if TYPE_CHECKING:
    from ctiapp.simpbx.legs import Leg
    from tests.simpbx.office import Office


@pytest.fixture
def offered(office: Office) -> Leg:
    office.exchange.directory.trunks["City-SIP"].inbound_control = True
    return office.ring_in().legs[0]


def test_an_offered_call_rings_nobody_until_it_is_accepted(office: Office, offered: Leg) -> None:
    (told,) = office.told(InboundOffered)
    assert [member.state for member in told.call.members] == [LegState.DIALLING]
    assert not office.told(CallChanged)
    office.wait(9.9)
    office.exchange.screening.accept(offered)
    assert office.leg("2000").ringing
    with pytest.raises(WrongStateError):
        office.exchange.screening.accept(offered)
    office.wait(11)
    assert len(office.exchange.legs_of("2000")) == 1


def test_after_ten_seconds_it_is_let_in(office: Office, offered: Leg) -> None:
    office.wait(10)
    assert office.leg("2000").ringing
    with pytest.raises(WrongStateError):
        office.exchange.screening.refuse(offered)


def test_a_refused_call_ends(office: Office, offered: Leg) -> None:
    office.exchange.screening.refuse(offered)
    assert [record.status for record in office.records()] == ["busy"]
    office.wait(20)
    assert office.exchange.state_of("2000") == "idle"


def test_who_hangs_up_is_forgotten(office: Office, offered: Leg) -> None:
    office.exchange.hang_up(offered)
    assert offered.call.over
    assert not office.exchange.screening.offered
    office.wait(20)
    assert not office.exchange.calls


def test_where_a_call_goes_is_asked_after_it_was_let_in(office: Office, offered: Leg) -> None:
    """And left to its line's own destination where nobody says."""
    office.exchange.directory.trunks["City-SIP"].destination_control = True
    assert not office.told(DestinationAsked)
    office.exchange.screening.accept(offered)
    (told,) = office.told(DestinationAsked)
    assert [member.party for member in told.call.members] == [offered.party]
    office.wait(9.9)
    assert office.exchange.legs_of("2000") == []
    office.wait(0.2)
    assert office.leg("2000").ringing
