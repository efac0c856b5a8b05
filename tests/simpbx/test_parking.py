"""Parking slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.errors import FullError, SlotError, WrongStateError
from ctiapp.simpbx.facts import LegState, Reason

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_a_parked_party_is_held_and_the_parker_hears_the_slot(office: Office) -> None:
    caller, own = office.talk()
    entry = office.exchange.parking.park(caller)
    assert (entry.slot, entry.parker_number, entry.parked_number) == ("6001", "2000", "5503301")
    assert office.last() == {caller.channel: "held", own.channel: "up"}
    office.wait(1.1)
    assert office.last() == {caller.channel: "held"}
    assert office.exchange.state_of("2000") == "idle"
    with pytest.raises(WrongStateError):
        office.exchange.unhold(caller)


def test_the_wrong_channel_parks_the_wrong_person(office: Office) -> None:
    caller, own = office.talk()
    entry = office.exchange.parking.park(own)
    assert (entry.parker_number, entry.parked_number) == ("5503301", "2000")
    office.wait(1.1)
    assert not caller.alive
    office.wait(60)
    assert own.call.over


@pytest.mark.parametrize("by_phone", [False, True])
def test_who_dials_the_slot_comes_into_the_parked_call(office: Office, by_phone: bool) -> None:
    caller, _ = office.talk()
    office.exchange.parking.park(caller, "6005", by_phone=True)
    if by_phone:
        dialled = office.exchange.router.dial("2003", "6005")
        fetcher = office.leg("2003")
    else:
        dialled = office.exchange.router.dial_for("2003", "6005")
        fetcher = office.leg("2003")
        office.exchange.pick_up(fetcher)
    assert dialled.over
    assert fetcher.call is caller.call
    assert fetcher.bridge is caller.bridge
    assert caller.state is LegState.UP
    assert not office.exchange.parking.slots
    assert caller.call.to_number == "2003"
    assert office.last() == {fetcher.channel: "gone"}
    office.wait(100)
    assert not caller.call.over


def test_an_empty_slot_is_no_number(office: Office) -> None:
    office.exchange.router.dial("2000", "6001")
    assert office.failures() == [Reason.NOT_FOUND.value]


def test_nobody_fetches_it_and_it_rings_the_parker_again(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.parking.park(caller)
    office.wait(59.9)
    assert office.exchange.state_of("2000") == "idle"
    office.wait(0.2)
    back = office.leg("2000")
    assert back.call is caller.call
    assert back.ringing
    assert back.channel != own.channel
    assert not office.exchange.parking.slots
    office.exchange.pick_up(back)
    assert caller.bridge is back.bridge


def test_a_recall_that_nobody_answers_ends(office: Office) -> None:
    caller, _ = office.talk()
    office.exchange.parking.park(caller)
    office.wait(121)
    assert caller.call.over


def test_who_hangs_up_in_a_slot_frees_it(office: Office) -> None:
    for patience in (0.5, 5):
        caller, _ = office.talk()
        office.exchange.parking.park(caller)
        office.wait(patience)
        office.exchange.hang_up(caller)
        assert caller.call.over
        assert not office.exchange.parking.slots
        assert not office.exchange.legs


def test_a_parker_may_put_the_handset_down_before_the_prompt_is_over(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.parking.park(caller)
    office.exchange.hang_up(own)
    office.wait(2)
    assert office.last() == {caller.channel: "held", own.channel: "gone"}


def test_a_call_fetched_at_once_is_the_fetchers_alone(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.parking.park(caller)
    office.exchange.router.dial("2003", "6001")
    assert not own.alive
    office.wait(2)
    assert [leg.extension for leg in caller.call.legs] == [None, "2003"]


def test_slots_are_given_out_once(office: Office) -> None:
    first, _ = office.talk()
    office.exchange.parking.park(first, "6002")
    second, _ = office.talk("2001")
    for slot in ("6002", "6021"):
        with pytest.raises(SlotError):
            office.exchange.parking.park(second, slot)
    office.exchange.directory.parking_slots = ("6002",)
    with pytest.raises(FullError):
        office.exchange.parking.park(second)
    with pytest.raises(WrongStateError):
        office.exchange.parking.park(first)
