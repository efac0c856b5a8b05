"""Calls of many, and rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.errors import FullError, WrongStateError
from ctiapp.simpbx.facts import HostLeft, LegState, Reason

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_an_invited_party_joins_the_call(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.conferences.invite(own, "2001")
    assert list(office.last().values()) == ["up", "up", "ringing"]
    office.exchange.pick_up(office.leg("2001"))
    assert list(office.last().values()) == ["up", "up", "up"]
    assert caller.call.to_number == "2000"
    office.exchange.conferences.invite(own, "5503309")
    outside = caller.call.legs[-1]
    office.exchange.pick_up(outside)
    assert outside.bridge is own.bridge
    office.exchange.hang_up(own)
    assert len(caller.company()) == 2
    office.exchange.hang_up(caller)
    office.exchange.hang_up(outside)
    assert not office.exchange.calls


def test_who_holds_cannot_invite(office: Office) -> None:
    _, own = office.talk()
    office.exchange.hold(own)
    with pytest.raises(WrongStateError):
        office.exchange.conferences.invite(own, "2001")
    office.exchange.unhold(own)
    office.exchange.conferences.invite(own, "2001")
    assert list(office.last().values()) == ["up", "up", "ringing"]


def test_who_does_not_come_is_told_and_the_call_goes_on(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.conferences.invite(own, "2001")
    office.exchange.hang_up(office.leg("2001"))
    assert office.failures() == [Reason.REFUSED.value]
    office.exchange.conferences.invite(own, "2001")
    office.wait(61)
    assert office.failures()[1:] == [Reason.RANG_OUT.value]
    assert office.last() == {caller.channel: "up", own.channel: "up"}
    office.exchange.conferences.invite(own, "2000")
    assert office.failures()[2:] == [Reason.BUSY.value]


def test_an_inviter_who_leaves_leaves_the_others_to_meet(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.conferences.invite(own, "2001")
    office.exchange.hang_up(own)
    assert not caller.call.over
    office.exchange.pick_up(office.leg("2001"))
    assert caller.partner() is office.leg("2001")


def test_an_inviter_who_leaves_for_nobody_ends_the_call(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.conferences.invite(own, "2001")
    office.exchange.hang_up(own)
    office.exchange.hang_up(office.leg("2001"))
    assert caller.call.over
    assert not office.exchange.legs


def test_nine_are_enough(office: Office) -> None:
    caller, own = office.talk()
    for number in range(2001, 2008):
        office.exchange.conferences.invite(own, str(number))
        with pytest.raises(WrongStateError):
            office.exchange.conferences.invite(own, "2010")
        office.exchange.pick_up(office.leg(str(number)))
    assert len(caller.company()) == 8
    with pytest.raises(FullError):
        office.exchange.conferences.invite(own, "2008")


@pytest.mark.parametrize("number", ["6400", "6200", "6500", "6001", "9999"])
def test_services_cannot_be_invited(office: Office, number: str) -> None:
    _, own = office.talk()
    office.exchange.conferences.invite(own, number)
    office.wait(1)
    assert office.failures() == [Reason.NOT_FOUND.value]


def test_a_room_has_a_call_a_participant_and_tells_when_the_host_leaves(office: Office) -> None:
    first = office.exchange.router.dial("2000", "6500")
    second = office.exchange.router.dial("2001", "6500")
    host, guest = first.legs[0], second.legs[0]
    assert host.bridge is guest.bridge
    assert (host.state, host.path) == (LegState.UP, "6500")
    assert not host.company()
    with pytest.raises(WrongStateError):
        office.exchange.transfers.blind(guest, "2002")
    office.exchange.hang_up(host)
    assert office.told(HostLeft) == [HostLeft(first.id, "2000")]
    assert not second.over
    office.exchange.hang_up(guest)
    assert len(office.told(HostLeft)) == 1
    assert not office.exchange.conferences.rooms


def test_an_invitation_ends_when_the_call_is_passed_on_or_parked(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.conferences.invite(own, "2001")
    office.exchange.transfers.blind(caller, "2002")
    assert office.exchange.state_of("2001") == "idle"
    office.exchange.pick_up(office.leg("2002"))
    office.exchange.conferences.invite(office.leg("2002"), "2001")
    office.exchange.parking.park(caller)
    assert office.exchange.state_of("2001") == "idle"
    office.wait(61)
    assert office.leg("2002").ringing
    assert not office.failures()
