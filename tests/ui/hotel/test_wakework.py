"""One wake-up call, with a date or without: what was there goes only once the new one stands."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.errors import CommandError, UsageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.wakes import ClockChange
from ctiapp.ui import text
from ctiapp.ui.hotel.viewmodel import panel_face
from ctiapp.ui.hotel.wakeform import When
from ctiapp.ui.hotel.wakework import WakeWork
from tests.ui.hotel.house import TODAY, TOMORROW, House, stage

if TYPE_CHECKING:
    from tests.ui.hotel.house import Stage

pytestmark = pytest.mark.usefixtures("scheme")

ONCE = Alarm("", time(6, 15), snooze_min=10)


async def write(shown: Stage, work: WakeWork, typed: str = "6:15", **how: Any) -> None:
    """Write a time, choose how, and send it."""
    work.form.time.edit.setText(typed)
    if "on" in how:
        work.form.whens[When.DATE].click()
        work.form.day.show_day(how["on"])
    if "days" in how:
        work.form.whens[When.DAYS].click()
        work.form.days.show_days(how["days"])
    work.form.submit.click()
    await shown.idle()


async def test_a_new_one_is_set_and_said_so() -> None:
    house = House()
    async with stage(house) as shown:
        work = WakeWork(shown.bench)
        work.open_new("105")
        await write(shown, work)
        assert house.alarms.orders == [("add", "105", ONCE)]
        assert shown.place.form is None
        assert shown.keys == ["hotel.wake_set"]
        work.open_new("105")
        await write(shown, work, on=TOMORROW)
        assert house.plans.orders == [("plan", "105", TOMORROW, ONCE)]
        assert shown.keys[-1] == "hotel.wake_planned"


async def test_where_it_rings_once_nothing_is_asked_about_ringing_again() -> None:
    house = House()
    async with stage(house) as shown:
        work = WakeWork(shown.bench)
        work.open_new("105")
        assert not work.form.snoozes.parentWidget().isHidden()
        house.alarms.most_snoozes = 0
        work.open_new("105")
        assert work.form.snoozes.parentWidget().isHidden()
        await write(shown, work)
        assert house.alarms.orders == [("add", "105", ONCE)]


async def test_when_it_rings_next_is_said_while_it_is_written() -> None:
    house = House()
    async with stage(house) as shown:
        work = WakeWork(shown.bench)
        work.open_new("105")
        assert work.form.next.isHidden()
        work.form.time.edit.setText("9:00")
        work.form._on_edited()
        assert "today 09:00" in text.bare(work.form.next.text())
        work.form.time.edit.setText("7:00")
        work.form._on_edited()
        assert "tomorrow 07:00" in text.bare(work.form.next.text())
        work.form.whens[When.DATE].click()
        work.form.day.show_day(TODAY)
        assert "over already" in work.form.next.text()
        night = datetime.combine(TOMORROW, time(2, 30))
        house.time.doubts = {night: ClockChange.SKIPPED, night - timedelta(days=1): None}  # type: ignore[dict-item]
        work.form.time.edit.setText("2:30")
        work.form.day.show_day(TOMORROW)
        assert "choose another one" in work.form.next.text()
        house.time.doubts = {night: ClockChange.TWICE}
        work.form._on_edited()
        assert "comes twice" in work.form.next.text()


async def test_what_the_pbx_has_is_changed() -> None:
    house = House()
    async with stage(house) as shown:
        work = WakeWork(shown.bench)
        work.open("103", "alarm/07:00")
        assert work.form.when is When.DAYS
        assert not work.changed
        await write(shown, work, "7:30", days={0})
        ((verb, ext_id, alarm),) = house.alarms.orders
        assert (verb, ext_id, alarm.alarm_id, alarm.at) == ("change", "103", "07:00", time(7, 30))
        work.open("103", "alarm/07:00")
        await write(shown, work, on=TOMORROW)
        assert house.plans.orders[0][0] == "plan"
        assert house.alarms.orders[-1] == ("remove", "103", "07:00"), "only once the new one stands"


async def test_what_could_not_be_set_leaves_what_was_there() -> None:
    house = House()
    house.plans.errors = [UsageError("x", key="wakeup.past")]
    async with stage(house) as shown:
        work = WakeWork(shown.bench)
        work.open("103", "alarm/07:00")
        await write(shown, work, on=TODAY)
        assert house.alarms.orders == []
        assert work.form.failure.isVisible()
        assert shown.place.form is work.form


async def test_a_plan_at_the_same_time_is_planned_anew_or_as_before() -> None:
    house = House()
    async with stage(house) as shown:
        work = WakeWork(shown.bench)
        work.open("107", "plan/107")
        work.form.snoozes.show_times(3)
        work.form.submit.click()
        await shown.idle()
        assert [order[0] for order in house.plans.orders] == ["cancel", "plan"]
        assert house.plans.orders[1][3].snoozes == 3
        house.plans.orders.clear()
        house.plans.errors = [UsageError("x", key="wakeup.past")]
        work.open("107", "plan/107")
        work.form.snoozes.show_times(2)
        work.form.submit.click()
        await shown.idle()
        assert [order[0] for order in house.plans.orders] == ["cancel", "plan"]
        assert house.plans.orders[1][3].snoozes == 0, "it stands as before"
        assert work.form.failure.isVisible()
        house.plans.orders.clear()
        work.open("107", "plan/107")
        await write(shown, work, "6:45")
        assert [order[0] for order in house.plans.orders] == ["plan", "cancel"]
        work.open("107", "plan/107")
        work.form.whens[When.ONCE].click()
        await write(shown, work, "6:50")
        assert house.alarms.orders[-1][0] == "add"
        assert house.plans.orders[-1] == ("cancel", 107)


async def test_it_is_taken_away_or_stands_as_before() -> None:
    house = House()
    async with stage(house) as shown:
        work = WakeWork(shown.bench)
        room = house.rooms.picture.rooms[2]
        from ctiapp.tools.scenes_hotel import FACTS

        shown.place.panel.show_room(panel_face(room, FACTS))
        work.remove("103", "alarm/07:00")
        work.remove("107", "plan/107")
        await shown.idle()
        assert house.alarms.orders == [("remove", "103", "07:00")]
        assert house.plans.orders == [("cancel", 107)]
        house.alarms.error = CommandError("no", key="wakeup.not_removed")
        card = shown.place.panel.cards["alarm/07:00"]
        card.sure.click()
        work.remove("103", "alarm/07:00")
        await shown.idle()
        assert not card.remove.pending
        assert shown.keys == ["wakeup.not_removed"]
        work.remove("103", "past/x")
        work.open("103", "alarm/gone")
        work.open("999", "alarm/1")
        assert shown.keys[1:] == ["hotel.wake_gone"] * 3
