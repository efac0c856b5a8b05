"""Check-in: what is written is what was typed, and what cannot be written is said at its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.hotel import Alarm
from ctiapp.tools.scenes_hotel import ROOMS, TODAY
from ctiapp.ui.hotel.guestform import GuestForm, draft_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def form(qtbot: QtBot) -> GuestForm:
    """The form, of no room yet."""
    made = GuestForm()
    qtbot.addWidget(made)
    made.show()
    return made


def room(number: str) -> Any:
    """One of the sample hotel's."""
    return next(each for each in ROOMS if each.number.text == number)


def test_a_vacant_room_begins_with_today_and_one_night(form: GuestForm) -> None:
    form.show_draft(draft_of(room("101"), TODAY))
    assert form.submit.shown == "Check in"
    assert not form.changed
    assert form.outside_hint.isVisible(), "the PBX does not say whether it may call outside"
    form.guests[0].edit.setText(" Anna Li ")
    form.guests[1].edit.setText("Tom Li")
    form.language.setCurrentIndex(form.language.findData("zh"))
    form.outside.setChecked(True)
    form.wake.edit.setText("615")
    form.email.edit.setText("anna@example.com")
    written = form.valid()
    assert written is not None
    assert written.guests == ("Anna Li", "Tom Li")
    assert (written.language, written.outside, written.again) == ("zh", True, False)
    assert written.wake == Alarm("", time(6, 15))
    assert (written.arrival, written.departure) == (TODAY, TODAY + timedelta(days=1))
    assert form.changed


def test_what_this_pbx_does_not_set_is_not_offered(form: GuestForm) -> None:
    form.show_draft(draft_of(room("105"), TODAY, sets_outside=False))
    assert not form.outside.isVisible()
    assert not form.outside_hint.isVisible()
    assert form.check_in is not None
    assert form.check_in.outside is False
    form.show_draft(draft_of(room("101"), TODAY))
    assert form.outside.isVisible()
    assert form.outside_hint.isVisible()


def test_those_who_are_there_are_edited(form: GuestForm) -> None:
    form.show_draft(draft_of(room("105"), TODAY))
    assert form.submit.shown == "Save"
    assert form.guests[0].edit.text() == "Herr Lukas Brandt"
    assert form.wake.isHidden()
    written = form.valid()
    assert written is not None
    assert written.again
    assert written.routes == frozenset({"1"})
    assert not form.changed


def test_a_third_guest_is_not_lost(form: GuestForm) -> None:
    there = replace(room("105"), confirmed=False, guests=("A", "B", "C"))
    form.show_draft(draft_of(there, TODAY))
    written = form.check_in
    assert written is not None
    assert written.guests == ("A", "B", "C")


def test_what_cannot_be_written_is_said_where_it_stands(form: GuestForm) -> None:
    form.show_draft(draft_of(room("101"), TODAY))
    assert form.valid() is None
    assert form.guests[0].complaint.text()
    form.guests[0].edit.setText("Anna")
    form.wake.edit.setText("soon")
    assert form.valid() is None
    assert "6:30" in form.wake.complaint.text()
    form.wake.edit.clear()
    form.email.edit.setText("no address")
    assert form.valid() is None
    assert form.email.complaint.text()
    form.email.edit.clear()
    form.departure.show_day(date(2026, 11, 1))
    assert form.valid() is None
    assert form.departure_wrong.isVisible()
    form.departure.show_day(None)
    assert form.valid() is not None
    assert form.departure_wrong.isHidden()


def test_once_they_are_there_it_writes_of_those(form: GuestForm) -> None:
    form.show_draft(draft_of(room("101"), TODAY))
    form.guests[0].edit.setText("Anna")
    form.wake.edit.setText("6:00")
    form.now_there()
    written = form.valid()
    assert written is not None
    assert written.again
    assert written.wake is None
