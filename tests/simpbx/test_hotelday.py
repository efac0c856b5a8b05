"""A day at the front desk of a hotel."""

from __future__ import annotations

from datetime import datetime

import pytest

from ctiapp.simpbx import editing
from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.facts import CallChanged, ExtensionParty, Fact, LegState
from ctiapp.simpbx.guestrooms import DEAF_ROOM, ROOMS, TOUR_ROOMS
from ctiapp.simpbx.hotelday import FIRST_CALL_S
from ctiapp.simpbx.scenarios import Stage
from ctiapp.simpbx.world import build

USER = "2000"


class Day:
    """The scenario from 04:00 in Berlin on, and all that was told."""

    def __init__(self) -> None:
        self.exchange = Exchange(build(24, seed=1), now_s=1_780_000_000.0, seed=1)
        self.exchange.wall.set_zone("Europe/Berlin")
        self.facts: list[Fact] = []
        self.exchange.listen(self.facts.append)
        self.until("2026-06-02 04:00")
        self.stage = Stage(self.exchange, Bots(self.exchange, seed=1), seed=1)
        self.stage.play("hotel")

    def until(self, shown: str) -> None:
        self.exchange.advance(self.exchange.wall.moment(datetime.fromisoformat(shown)))

    def states_of(self, number: str) -> set[LegState]:
        """Return in which states an extension's phones have been seen."""
        return {
            member.state
            for fact in self.facts
            if isinstance(fact, CallChanged)
            for member in fact.call.members
            if isinstance(member.party, ExtensionParty) and member.party.number == number
        }


@pytest.fixture
def day() -> Day:
    return Day()


def test_everybody_is_woken_but_one(day: Day) -> None:
    day.until("2026-06-02 07:00")
    rings = day.exchange.wakeups.rings
    answered = {ring.extension for ring in rings if ring.outcome == "answered"}

    assert set(TOUR_ROOMS) <= answered
    assert {"102", "104", "105", "603"} <= answered
    deaf = [ring.outcome for ring in rings if ring.extension == DEAF_ROOM]
    assert deaf == ["no answer"] * 3
    assert [alarm.extension for alarm in day.exchange.wakeups.alarms.values()] == ["603"]


def test_the_desk_is_called_once_somebody_is_there_and_left_to_them(day: Day) -> None:
    day.until("2026-06-02 04:20")
    assert day.states_of(USER) == set()
    day.stage.user_arrived()
    day.exchange.advance(day.exchange.now_s + FIRST_CALL_S)
    assert day.states_of(USER) == {LegState.RINGING}
    (call,) = [leg.call for leg in day.exchange.legs_of(USER)]
    assert call.from_number in ROOMS
    day.until("2026-06-02 08:00")

    assert LegState.UP not in day.states_of(USER)


def test_nobody_answers_in_a_vacant_room_until_somebody_checks_in(day: Day) -> None:
    extensions = day.exchange.directory.extensions
    vacant = next(number for number in ROOMS if not extensions[number].name)
    extensions[vacant].voicemail = False
    call = day.exchange.router.dial(USER, vacant)
    day.exchange.advance(day.exchange.now_s + 61)
    assert (call.over, call.answered_s) == (True, None)

    editing.put_extension(day.exchange, vacant, {"first_name": "Ada"})
    call = day.exchange.router.dial(USER, vacant)
    day.exchange.advance(day.exchange.now_s + 30)
    assert call.answered_s is not None


def test_it_ends_when_it_is_stopped(day: Day) -> None:
    day.stage.user_arrived()
    day.stage.stop()
    day.exchange.advance(day.exchange.now_s + 600)
    day.facts.clear()
    editing.put_extension(day.exchange, "101", {"first_name": ""})

    assert len(day.facts) == 1
    assert day.stage.bots.habits == {}
    assert not day.exchange.calls
