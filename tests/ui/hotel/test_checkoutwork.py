"""Check-out: nothing half done is shown as done."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import LinkTimeout, UsageError
from ctiapp.model.notice import Notice, Severity
from ctiapp.ui import text
from ctiapp.ui.hotel.checkoutwork import CheckOutWork
from tests.ui.fakes import until
from tests.ui.hotel.house import House, stage

pytestmark = pytest.mark.usefixtures("scheme")


async def test_one_room_is_shown_wiped_and_read_back() -> None:
    house = House()
    async with stage(house) as shown:
        work = CheckOutWork(shown.bench)
        work.open(["105"])
        assert not work.form.hold.isEnabled()
        await shown.idle()
        assert "08:17" in text.bare(work.form.lead.text())
        assert work.form.stands.shown[0] == "Name: Lukas Brandt"
        work.form.sure.emit(("105",))
        await until(lambda: work.form.sent)
        assert house.checkouts.started == [["105"]]
        assert text.bare(work.form.outcome.text()) == "Room 105 is checked out."
        assert "cannot be read" in work.form.lines.shown[2]
        assert work.form.lines.buttons == {}
        work.form.close_button.click()
        assert shown.place.form is None
        assert not work.changed


async def test_what_is_still_there_can_be_tried_again() -> None:
    house = House()
    house.checkouts.fails = {"105"}
    async with stage(house) as shown:
        work = CheckOutWork(shown.bench)
        work.open(["105"])
        await shown.idle()
        work.form.sure.emit(("105",))
        await until(lambda: work.form.sent)
        assert "Not everything" in work.form.outcome.text()
        house.checkouts.fails = set()
        work.form.lines.buttons["wake_ups"].click()
        await until(lambda: "is checked out" in work.form.outcome.text())


async def test_a_refusal_leaves_the_question() -> None:
    house = House()
    house.checkouts.talking = {"105"}
    house.checkouts.refused["105"] = Notice.of("error.link_timeout", severity=Severity.ERROR)
    async with stage(house) as shown:
        work = CheckOutWork(shown.bench)
        work.open(["105"])
        await shown.idle()
        assert "on the phone" in work.form.warning.text()
        work.form.sure.emit(("105",))
        await until(work.form.failure.isVisible)
        assert not work.form.sent
        house.checkouts.start_error = UsageError("x", key="checkout.no_preview", room="105")
        work.form.sure.emit(("105",))
        assert work.form.failure.isVisible()
        assert not work.form.busy


async def test_several_rooms_each_have_their_own_result() -> None:
    house = House()
    house.checkouts.fails = {"106"}
    house.checkouts.talking = {"107"}
    async with stage(house) as shown:
        work = CheckOutWork(shown.bench)
        work.open(["105", "106", "107"])
        await shown.idle()
        assert "On a call" in work.form.stands.shown[2]
        work.form.sure.emit(("105", "106", "107"))
        await until(lambda: bool(work.form.lines.buttons))
        assert set(work.form.lines.buttons) == {"106"}
        assert "Wake-ups" in work.form.lines.shown[1]
        house.checkouts.fails = set()
        work.form.lines.buttons["106"].click()
        await until(lambda: "All 3 rooms" in text.bare(work.form.outcome.text()))


async def test_planned_wake_up_calls_are_shown_before_and_after() -> None:
    """Which go, with their dates, of one room as of several; and which stay."""
    house = House()
    house.checkouts.planned = {"105": "2026-03-03 07:00"}
    house.checkouts.left = {"105": "2026-03-24 06:00"}
    async with stage(house) as shown:
        work = CheckOutWork(shown.bench)
        work.open(["105"])
        await shown.idle()
        assert "Planned wake-ups: 2026-03-03 07:00" in map(text.bare, work.form.stands.shown)
        work.open(["105", "106"])
        await shown.idle()
        first, second = map(text.bare, work.form.stands.shown)
        assert "Planned wake-ups: 2026-03-03 07:00" in first
        assert "Planned" not in second
        erased = text.bare(work.form.lead.text())
        assert "this is erased: Name, Mobile, Voicemail." in erased
        work.form.sure.emit(("105", "106"))
        await until(lambda: "All 2 rooms" in text.bare(work.form.outcome.text()))
        first, second = map(text.bare, work.form.lines.shown)
        assert "2026-03-24 06:00" in first
        assert "Planned" not in second


async def test_what_was_not_begun_can_be_stopped() -> None:
    house = House()
    async with stage(house) as shown:
        work = CheckOutWork(shown.bench)
        work.open(["105", "106", "107"])
        await shown.idle()
        work.form.sure.emit(("105", "106", "107"))
        work.open(["101"])
        assert work.form.numbers == ("105", "106", "107"), "what goes on is shown"
        work.form.stop.click()
        job = house.checkouts.job
        assert job is not None
        await job.ended()
        assert "Not everything" in work.form.outcome.text()
        assert len(work.form.lines.buttons) >= 2


async def test_what_cannot_be_read_is_said() -> None:
    house = House()
    house.checkouts.error = LinkTimeout("slow")
    async with stage(house) as shown:
        work = CheckOutWork(shown.bench)
        work.open(["105"])
        await shown.idle()
        assert work.form.failure.isVisible()
        assert not work.form.hold.isEnabled()
        shown.house = None
        work.open(["106"])
        work.form.sure.emit(("105",))
        assert house.checkouts.started == []
