"""The wake-up calls of each room: worked out once, until something is otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.hotel import Alarm
from ctiapp.model.number import Number
from ctiapp.model.wakes import Plan, PlanState, Upcoming, Wake
from ctiapp.services.hotel.roomwakes import RoomWakes
from tests.services.hotel.house import Book, Hotel, Plans, Wakes, ext

if TYPE_CHECKING:
    from ctiapp.model.ids import ExtensionId

ROOM, OTHER = Number("105"), Number("106")
PLAN = Plan(1, ROOM, date(2026, 3, 3), Alarm("", time(7)))
WALL = datetime(2026, 3, 2, 5, 45)  # noqa: DTZ001 - the PBX's
WAKE = Wake("w", ROOM, ext("105"), WALL, WALL.replace(tzinfo=UTC), PLAN.alarm)


class Counting(Book):
    """Tells how often the next one was worked out."""

    asked = 0

    def upcoming(self, ext_id: ExtensionId) -> Upcoming | None:
        self.asked += 1
        return super().upcoming(ext_id)


@pytest.fixture
async def book(time_flies: None) -> Counting:
    """Room 105 is woken at seven and at half past."""
    hotel = Hotel()
    hotel.ring_at("105", "10:00", "10:30", days=frozenset(range(7)))
    made = Counting(hotel.house, hotel.clock)
    await made.refresh()
    return made


def test_plans_are_told_by_room_as_long_as_they_are_to_ring() -> None:
    """In order of time; only the room whose plans changed is named."""
    plans = Plans()
    ringing = RoomWakes(Book.__new__(Book), plans, Wakes())
    later = replace(PLAN, plan_id=2, on=date(2026, 3, 4))
    plans.all = (later, PLAN, replace(PLAN, plan_id=3, state=PlanState.PAST))

    assert ringing.look_at_plans() == {ROOM}
    assert ringing.planned(ROOM) == (PLAN, later)
    assert ringing.planned(OTHER) == ()

    plans.all = (*plans.all, replace(PLAN, plan_id=4, room=OTHER))
    assert ringing.look_at_plans() == {OTHER}
    assert ringing.look_at_plans() == set()


def test_how_they_went_is_told_by_room() -> None:
    """And where one is gone, that room changed as well."""
    wakes = Wakes()
    ringing = RoomWakes(Book.__new__(Book), Plans(), wakes)
    early = replace(WAKE, wake_id="e", at=WAKE.at - timedelta(hours=1))
    wakes.today = (WAKE, early)

    assert ringing.look_at_wakes() == {ROOM}
    assert ringing.today(ROOM) == (early, WAKE)

    wakes.today = ()
    assert ringing.look_at_wakes() == {ROOM}
    assert ringing.today(ROOM) == ()


async def test_the_next_one_is_worked_out_once(book: Counting) -> None:
    """Until the room's alarms are others, or it has rung, or the clock is another."""
    ringing = RoomWakes(book, Plans(), Wakes())
    assert not ringing.knows_next(ext("105"))
    first = ringing.next_wake(ext("105"))
    assert first is not None
    assert ringing.next_wake(ext("105")) == first
    assert (book.asked, ringing.knows_next(ext("105"))) == (1, True)

    assert ringing.over(first.at - timedelta(seconds=1)) == []
    assert ringing.over(first.at) == [ext("105")]
    assert not ringing.knows_next(ext("105"))

    ringing.next_wake(ext("105"))
    ringing.forget_next()
    ringing.next_wake(ext("105"))
    book.alarms = {ext("105"): book.alarms[ext("105")][1:]}
    then = ringing.next_wake(ext("105"))
    assert then is not None
    assert (then.wall.time(), book.asked) == (time(10, 30), 4)


async def test_a_room_without_alarms_has_none(book: Counting) -> None:
    """Nothing is worked out for it, nor for one whose alarms are gone."""
    ringing = RoomWakes(book, Plans(), Wakes())
    ringing.next_wake(ext("105"))
    book.alarms = {}

    assert ringing.next_wake(ext("105")) is ringing.next_wake(ext("106")) is None
    assert ringing.knows_next(ext("105"))
    assert book.asked == 1
    assert ringing.over(datetime.max.replace(tzinfo=UTC)) == []
