"""People who answer, talk and hang up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.bots import Bots, Habit, Plan
from ctiapp.simpbx.facts import LegState

if TYPE_CHECKING:
    from tests.simpbx.office import Office


@pytest.fixture
def bots(office: Office) -> Bots:
    bots = Bots(office.exchange, seed=1)
    bots.start()
    return bots


def test_a_colleague_answers_in_two_to_six_seconds_and_hangs_up_later(
    office: Office, bots: Bots
) -> None:
    call = office.ring_in("2001")
    office.wait(1.9)
    assert office.exchange.state_of("2001") == "ringing"
    office.wait(4.2)
    assert office.exchange.state_of("2001") == "busy"
    office.wait(121)
    assert call.over


def test_nobody_acts_for_the_user(office: Office, bots: Bots) -> None:
    call = office.ring_in("2000")
    office.wait(59)
    assert call.legs[1].ringing


def test_the_outside_world_answers_and_waits_while_it_is_held(office: Office, bots: Bots) -> None:
    call = office.exchange.router.dial("2000", "5503301")
    office.wait(9)
    own, outside = call.legs
    assert outside.state is LegState.UP
    office.exchange.hold(own)
    office.wait(1000)
    assert own.state is LegState.HELD
    office.exchange.unhold(own)
    office.wait(41)
    assert call.over


def test_a_caller_has_only_so_much_patience(office: Office, bots: Bots) -> None:
    call = office.ring_in("2000")
    bots.behave(call, Plan(patience=(5.0, 5.0)))
    office.wait(6)
    assert call.over
    assert office.records()[0].status == "no answer"


def test_a_colleague_who_talks_does_not_pick_up(office: Office, bots: Bots) -> None:
    bots.plan = Plan(talk=(500.0, 500.0))
    office.ring_in("2001")
    office.wait(10)
    second = office.ring_in("2001")
    office.wait(30)
    assert second.legs[1].ringing


def test_a_plan_can_refuse(office: Office, bots: Bots) -> None:
    call = office.ring_in("2001")
    bots.behave(call, Plan(refuse_share=1.0))
    office.wait(7)
    assert office.failures() == ["refused"]


def test_bots_that_stop_take_no_new_call_but_end_the_old(office: Office, bots: Bots) -> None:
    old = office.ring_in("2001")
    office.wait(0)
    bots.stop()
    new = office.ring_in("2002")
    office.wait(30)
    assert old.answered_s is not None
    assert new.legs[1].ringing


def test_a_call_that_goes_on_without_somebody_ends_all_the_same(office: Office, bots: Bots) -> None:
    call = office.ring_in("2001")
    office.wait(7)
    office.exchange.conferences.invite(office.leg("2001"), "2002")
    office.wait(7)
    assert len([leg for leg in call.legs if leg.talking]) == 3
    office.wait(500)
    assert call.over


def test_who_is_parked_or_on_the_way_waits(office: Office, bots: Bots) -> None:
    call = office.ring_in("2001")
    bots.behave(call, Plan(talk=(1.0, 1.0)))
    office.wait(2)
    office.exchange.pick_up(office.leg("2001"))
    office.exchange.parking.park(call.legs[0], by_phone=True)
    office.wait(59)
    assert call.slot
    office.wait(7)
    assert office.leg("2001").talking
    office.wait(60)
    assert call.over


def test_everybody_can_be_faster(office: Office, bots: Bots) -> None:
    bots.speed = 10.0
    call = office.ring_in("2001")
    office.wait(0.7)
    assert office.exchange.state_of("2001") == "busy"
    office.wait(13)
    assert call.over


@pytest.mark.parametrize(
    ("habit", "outcome"),
    [
        (Habit(answer=(9.0, 9.0)), "busy"),
        (Habit(misses=1.0), "ringing"),
        (Habit(answer=(9.0, 9.0), refuses=1.0), "idle"),
    ],
)
def test_a_colleague_with_habits(office: Office, bots: Bots, habit: Habit, outcome: str) -> None:
    bots.habits["2001"] = habit
    call = office.ring_in("2001")
    bots.behave(call, Plan(answer=None))
    office.wait(8.9)
    assert office.exchange.state_of("2001") == "ringing"
    office.wait(0.2)
    assert office.exchange.state_of("2001") == outcome
