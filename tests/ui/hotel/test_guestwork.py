"""Check-in: what is written is read back, and shown so."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.model.stays import ItemState
from ctiapp.ui.hotel.guestwork import GuestWork
from tests.ui.hotel.house import House, stage

pytestmark = pytest.mark.usefixtures("scheme")


async def test_the_receipt_says_what_the_pbx_has() -> None:
    house = House()
    async with stage(house) as shown:
        work = GuestWork(shown.bench)
        work.open("101")
        assert shown.place.form is work.form
        assert work.form.guests[0].edit.hasFocus()
        work.form.submit.click()
        assert house.checkins.written == [], "nobody is named"
        work.form.guests[0].edit.setText("Anna Li")
        work.form.guests[1].edit.setText("Tom Li")
        assert work.changed
        work.form.submit.click()
        assert work.form.busy
        await shown.idle()
        assert "Checked in to room" in work.form.outcome.text()
        assert work.form.lines.shown[0] == "Name: Anna Li / Tom Li · confirmed"
        assert work.form.back.isHidden()
        assert not work.changed
        work.form.close_button.click()
        assert shown.place.form is None
        assert shown.place.table.hasFocus() or not shown.place.table.rooms.rows


async def test_at_a_pbx_that_sets_no_outside_rights_there_is_no_box_for_them() -> None:
    house = House()
    house.checkins.sets_outside = False
    async with stage(house) as shown:
        work = GuestWork(shown.bench)
        work.open("101")
        assert work.form.outside.isHidden()
        assert work.form.outside_hint.isHidden()


async def test_what_is_not_as_it_was_written_can_be_corrected() -> None:
    house = House()
    house.checkins.state = ItemState.FAILED
    async with stage(house) as shown:
        work = GuestWork(shown.bench)
        work.open("101")
        work.form.guests[0].edit.setText("Anna Li")
        work.form.submit.click()
        await shown.idle()
        assert "Not everything" in work.form.outcome.text()
        work.form.back.click()
        house.checkins.state = ItemState.DONE
        work.form.submit.click()
        await shown.idle()
        assert [each.again for each in house.checkins.written] == [False, True]


async def test_a_refusal_keeps_what_was_typed() -> None:
    house = House()
    house.checkins.error = UsageError("x", key="checkin.occupied", room="101", guest="B")
    async with stage(house) as shown:
        work = GuestWork(shown.bench)
        work.open("101")
        work.form.guests[0].edit.setText("Anna Li")
        work.form.submit.click()
        await shown.idle()
        assert work.form.failure.isVisible()
        assert not work.form.sent
        assert work.form.guests[0].edit.text() == "Anna Li"
        shown.house = None
        work.form.submit.click()
        work.open("102")
        assert len(house.checkins.written) == 1, "there is no desk any more"


async def test_a_room_that_is_none_opens_nothing() -> None:
    async with stage() as shown:
        work = GuestWork(shown.bench)
        work.open("999")
        assert shown.place.form is None
