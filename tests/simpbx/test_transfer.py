"""Blind transfers, and calls that come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import CallTransferred, LegState, Reason, Role

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_the_moved_party_hears_the_target_ring_in_the_same_call(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.transfers.blind(caller, "2001")
    target = office.leg("2001")
    assert target.call is caller.call
    assert list(office.last().items()) == [
        (caller.channel, "dialling"),
        (target.channel, "ringing"),
    ]
    assert not own.alive
    assert office.exchange.state_of("2000") == "idle"
    (told,) = office.told(CallTransferred)
    assert [m.state for m in told.call.members] == [LegState.UP, LegState.UP]
    office.exchange.pick_up(target)
    assert list(office.last().values()) == ["up", "up"]
    assert caller.bridge is target.bridge
    office.exchange.hang_up(target)
    assert [record.to_number for record in office.records()] == ["2001"]


def test_the_wrong_channel_moves_the_wrong_person(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.transfers.blind(own, "2001")
    assert not caller.alive
    assert own.state is LegState.DIALLING
    assert office.leg("2001").ringing


def test_at_a_phone_the_transferor_hangs_up(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.transfers.blind(caller, "2001", by_phone=True)
    assert office.last()[own.channel] == "gone"
    office.exchange.rules.transfer_told = False
    other, _ = office.talk("2002")
    office.exchange.transfers.blind(other, "2003")
    assert len(office.told(CallTransferred)) == 1


@pytest.mark.parametrize("how", ["rings out", "refused", "off", "do not disturb"])
def test_a_failed_transfer_comes_back_on_a_new_channel(office: Office, how: str) -> None:
    caller, own = office.talk()
    if how == "off":
        office.exchange.register("2001", registered=False)
    if how == "do not disturb":
        office.exchange.set_presence("2001", "do_not_disturb")
    office.exchange.transfers.blind(caller, "2001")
    if how == "refused":
        office.exchange.hang_up(office.leg("2001"))
    if how == "rings out":
        office.wait(29.9)
        assert office.exchange.state_of("2000") == "idle"
        office.wait(0.2)
    back = office.leg("2000")
    assert len(office.failures()) == 1
    assert office.exchange.state_of("2001") == "idle"
    assert back.call is caller.call
    assert back.ringing
    assert back.channel != own.channel
    office.wait(40)
    assert back.ringing
    office.exchange.pick_up(back)
    assert caller.bridge is back.bridge
    assert caller.role is Role.CALLER


def test_what_comes_back_to_nobody_ends(office: Office) -> None:
    caller, _ = office.talk()
    office.exchange.transfers.blind(caller, "2001")
    office.wait(31)
    assert office.leg("2000").ringing
    office.wait(61)
    assert caller.call.over
    assert office.failures() == [Reason.RANG_OUT.value] * 2
    office.exchange.register("2002", registered=True)
    caller, _ = office.talk("2002")
    office.exchange.register("2002", registered=False)
    office.exchange.transfers.blind(caller, "2001")
    office.wait(31)
    assert caller.call.over


def test_calls_that_do_not_come_back_end(office: Office) -> None:
    office.exchange.rules.comes_back = False
    caller, _ = office.talk()
    office.exchange.transfers.blind(caller, "2001")
    office.exchange.hang_up(office.leg("2001"))
    assert caller.call.over
    assert office.failures() == [Reason.REFUSED.value]


def test_a_transfer_to_ones_own_number_fetches_the_call_back(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.transfers.blind(caller, "2001")
    office.exchange.transfers.blind(caller, "2000")
    assert office.exchange.state_of("2001") == "idle"
    back = office.leg("2000")
    assert list(office.last()) == [caller.channel, back.channel]
    assert back.channel != own.channel
    assert not office.failures()
    office.exchange.transfers.blind(caller, "2002")
    assert office.exchange.state_of("2000") == "idle"
    assert office.leg("2002").ringing
    office.exchange.pick_up(office.leg("2002"))
    assert list(office.last().values()) == ["up", "up"]


def test_who_hangs_up_on_the_way_ends_the_call(office: Office) -> None:
    caller, _ = office.talk()
    office.exchange.transfers.blind(caller, "2001")
    office.exchange.hang_up(caller)
    assert caller.call.over
    assert not office.exchange.legs


def test_a_queue_takes_a_transferred_call_for_good(office: Office) -> None:
    caller, _ = office.talk()
    office.exchange.transfers.blind(caller, "6402")
    assert caller.state is LegState.UP
    assert caller.call.waiting
    office.exchange.queues.waiting(office.exchange.directory.queues["6402"])
    office.wait(60)
    assert not office.failures()
    assert not caller.call.over


@pytest.mark.parametrize(
    ("number", "reason"),
    [("9999", Reason.NOT_FOUND), ("2001", Reason.NO_DIAL_PERMISSION)],
)
def test_what_is_not_allowed_is_refused_later_and_moves_nobody(
    office: Office, number: str, reason: Reason
) -> None:
    caller, own = office.talk()
    office.exchange.directory.extensions["2000"].may_dial = False
    office.exchange.transfers.blind(caller, number)
    assert not office.failures()
    office.wait(1)
    assert office.failures() == [reason.value]
    assert caller.bridge is own.bridge
    office.exchange.transfers.blind(caller, "2001", rights_of="2002")
    assert office.leg("2001").ringing


def test_rights_to_call_out_can_be_lent(office: Office) -> None:
    caller, _ = office.talk("2011")
    office.exchange.transfers.blind(caller, "5503309")
    office.wait(1)
    assert office.failures() == [Reason.NO_OUTBOUND_RIGHT.value]
    office.exchange.transfers.blind(caller, "5503309", rights_of="2000")
    outside = caller.call.legs[-1]
    assert outside.party.known_as == "5503309"
    office.exchange.pick_up(outside)
    assert caller.bridge is outside.bridge


def test_only_conversations_of_two_can_be_passed_on(office: Office) -> None:
    ringing = office.ring_in("2005").legs[0]
    with pytest.raises(WrongStateError):
        office.exchange.transfers.blind(ringing, "2001")
    caller, own = office.talk()
    office.exchange.conferences.invite(own, "2001")
    office.exchange.pick_up(office.leg("2001"))
    with pytest.raises(WrongStateError):
        office.exchange.transfers.blind(caller, "2002")
