"""Legs, bridges and calls under a clock that the test turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.errors import NoSuchChannelError, WrongStateError
from ctiapp.simpbx.facts import (
    CallChanged,
    ExtensionStateChanged,
    LegState,
    PresenceChanged,
    Reason,
    RegistrationChanged,
)

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_a_call_rings_talks_holds_and_ends_with_a_record(office: Office) -> None:
    call = office.ring_in()
    assert call.id == "1700000000.1"
    leg = office.leg("2000")
    assert leg.channel == "PJSIP/2000-00000002"
    assert office.exchange.state_of("2000") == "ringing"
    office.wait(5)
    office.exchange.pick_up(leg)
    office.exchange.hold(leg)
    assert leg.state is LegState.HELD
    office.exchange.unhold(leg)
    office.wait(10)
    office.exchange.hang_up(leg)
    assert office.last() == {
        "PJSIP/trunk-City-SIP-endpoint-00000001": "up",
        "PJSIP/2000-00000002": "gone",
    }
    (record,) = office.records()
    assert (record.status, record.duration_s, record.talk_s) == ("answered", 15, 10)
    assert (record.from_number, record.to_number, record.did) == ("5503301", "2000", "+49305550100")
    assert not office.exchange.calls
    assert not office.exchange.legs
    states = [f.state for f in office.facts if isinstance(f, ExtensionStateChanged)]
    assert states == ["ringing", "busy", "idle"]


def test_a_caller_who_gives_up_stands_as_the_one_who_hung_up(office: Office) -> None:
    call = office.ring_in()
    office.exchange.hang_up(call.legs[0])
    assert list(office.last().values()) == ["gone", "ringing"]
    assert office.records()[0].status == "no answer"
    assert not office.failures()


def test_two_devices_ring_and_the_one_that_answers_silences_the_other(office: Office) -> None:
    office.exchange.register("2000", registered=True, devices=2)
    assert [f.kind for f in office.facts if isinstance(f, RegistrationChanged)] == ["Desktop"]
    office.ring_in()
    first, second = office.exchange.legs_of("2000")
    office.exchange.pick_up(second)
    assert not first.alive
    assert list(office.last()) == [second.call.legs[0].channel, second.channel]
    assert office.exchange.state_of("2000") == "busy"


def test_one_device_that_refuses_leaves_the_other_ringing(office: Office) -> None:
    office.exchange.register("2000", registered=True, devices=2)
    call = office.ring_in()
    first, second = office.exchange.legs_of("2000")
    office.exchange.hang_up(first)
    assert second.ringing
    office.exchange.hang_up(second)
    assert call.over
    assert office.failures() == [Reason.REFUSED.value]


def test_a_second_call_on_the_same_phone_puts_the_first_on_hold(office: Office) -> None:
    office.ring_in()
    first = office.leg("2000")
    office.exchange.pick_up(first)
    office.ring_in(caller="5503302")
    second = office.exchange.legs_of("2000")[1]
    office.exchange.pick_up(second)
    assert (first.state, second.state) == (LegState.HELD, LegState.UP)
    office.exchange.unhold(first)
    assert (first.state, second.state) == (LegState.UP, LegState.HELD)


def test_who_waits_in_a_queue_can_pick_up_and_take_back_another_call(office: Office) -> None:
    """Music cannot be held: it plays on."""
    talk = office.talk()[1]
    office.exchange.hold(talk)
    waiting = office.exchange.router.dial("2000", "6405").legs[0]
    office.exchange.unhold(talk)
    assert (talk.state, waiting.state) == (LegState.UP, LegState.UP)
    office.ring_in(caller="5503302")
    office.exchange.pick_up(office.exchange.legs_of("2000")[-1])
    assert (talk.state, waiting.state) == (LegState.HELD, LegState.UP)


def test_what_a_leg_cannot_do_is_refused(office: Office) -> None:
    call = office.ring_in()
    leg = office.leg("2000")
    with pytest.raises(WrongStateError):
        office.exchange.hold(leg)
    with pytest.raises(WrongStateError):
        office.exchange.unhold(leg)
    with pytest.raises(WrongStateError):
        office.exchange.pick_up(call.legs[0])
    office.exchange.hang_up(leg)
    with pytest.raises(NoSuchChannelError):
        office.exchange.hang_up(leg)
    with pytest.raises(NoSuchChannelError):
        office.exchange.leg(leg.channel)


def test_presence_is_told_once(office: Office) -> None:
    office.exchange.set_presence("2000", "lunch")
    office.exchange.set_presence("2000", "lunch")
    assert office.facts == [PresenceChanged("2000", "lunch")]


def test_a_snapshot_does_not_change_afterwards(office: Office) -> None:
    office.ring_in()
    told = next(fact for fact in office.facts if isinstance(fact, CallChanged))
    office.exchange.pick_up(office.leg("2000"))
    assert told.call.members[1].state is LegState.RINGING
