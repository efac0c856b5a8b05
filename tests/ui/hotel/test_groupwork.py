"""A group wake-up: each room has its own result, and what failed can be tried again."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import LinkTimeout, UsageError
from ctiapp.services.hotel import groups
from ctiapp.ui import text
from ctiapp.ui.hotel.groupwork import GroupWork
from tests.ui.fakes import until
from tests.ui.hotel.house import House, stage

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "GAP_S", 0)


async def test_every_room_is_told_of_and_the_failed_ones_tried_again() -> None:
    house = House()
    house.groups.fails["108"] = LinkTimeout("slow")
    async with stage(house) as shown:
        shown.list_rooms()
        work = GroupWork(shown.bench)
        work.show_rooms(shown.place.table.rooms.rows)
        shown.place.table.marking.emit("107")
        shown.place.table.marking.emit("108")
        work.open()
        assert work.form.picked.rooms == ("107", "108")
        assert not work.changed
        work.form.time.edit.setText("6")
        assert work.changed
        work.form.name.edit.setText("Nordlys")
        work.form.submit.click()
        assert "Setting wake-ups" in work.form.outcome.text()
        await until(work.form.retry.isVisible)
        assert text.bare(work.form.outcome.text()) == "1 of 2 are not set."
        assert work.form.lines.shown[0] == "Room 107: done"
        assert "in time" in work.form.lines.shown[1]
        house.groups.fails.clear()
        work.form.retry.click()
        await until(lambda: "All 2 wake-ups" in text.bare(work.form.outcome.text()))
        (rooms, alarm, on, name) = house.groups.started[0]
        assert (rooms, alarm.at.hour, on, name) == (["107", "108"], 6, None, "Nordlys")


async def test_no_more_rings_are_offered_than_the_pbx_has() -> None:
    house = House()
    async with stage(house) as shown:
        work = GroupWork(shown.bench)
        house.alarms.most_snoozes = 1
        work.open()
        assert (work.form.snoozes.count(), work.form.snoozes.times) == (2, 1)
        house.alarms.most_snoozes = 0
        work.open()
        assert work.form.snoozes.parentWidget().isHidden()
        assert work.form.minutes.parentWidget().isHidden()
        assert work.form.snoozes.times == 0


async def test_it_can_be_stopped_and_goes_on_unseen() -> None:
    house = House()
    async with stage(house) as shown:
        shown.list_rooms()
        work = GroupWork(shown.bench)
        work.show_rooms(shown.place.table.rooms.rows)
        work.open()
        work.form.rooms.edit.setText("101-104")
        work.form.time.edit.setText("6")
        work.form.submit.click()
        work.form.close_button.click()
        assert shown.place.form is None
        work.open()
        assert work.form.sent, "it goes on: that is shown, and no new one"
        work.form.stop.click()
        job = house.groups.job
        assert job is not None
        await job.finished()
        await until(lambda: not job.running)
        assert any("stopped" in line for line in work.form.lines.shown)
        work.open()
        assert not work.form.sent


async def test_a_refusal_is_said_in_the_form() -> None:
    house = House()
    house.groups.error = UsageError("no", key="wakeup.no_rooms")
    async with stage(house) as shown:
        shown.list_rooms()
        work = GroupWork(shown.bench)
        work.show_rooms(shown.place.table.rooms.rows)
        work.open()
        work.form.submit.click()
        assert house.groups.started == []
        work.form.rooms.edit.setText("101")
        work.form.time.edit.setText("6")
        work.form.submit.click()
        assert work.form.failure.isVisible()
