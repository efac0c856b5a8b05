"""One wake-up call: a time, and once, on weekdays or on a date."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.hotel import Alarm
from ctiapp.ui.hotel.wakeform import WakeDraft, WakeForm, When

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

TODAY = date(2026, 11, 22)
NEW = WakeDraft("105", Alarm("", time(7)))


@pytest.fixture
def form(qtbot: QtBot) -> WakeForm:
    """The form of a new one."""
    made = WakeForm()
    qtbot.addWidget(made)
    made.show()
    made.show_draft(NEW, TODAY)
    return made


def test_a_new_one_begins_empty_and_rings_once(form: WakeForm) -> None:
    assert form.time.edit.text() == ""
    assert not form.changed
    assert form.valid() is None
    assert form.time.complaint.text()
    form.time.edit.setText("0615")
    assert form.changed
    found = form.valid()
    assert found == WakeDraft("105", Alarm("", time(6, 15), snooze_min=10))
    assert form.hint.isHidden()


def test_weekdays_need_one_at_least(form: WakeForm) -> None:
    form.time.edit.setText("7")
    form.whens[When.DAYS].click()
    assert form.valid() is None
    assert form.wrong.isVisible()
    form.days.show_days({0, 1})
    found = form.valid()
    assert found is not None
    assert found.alarm.days == {0, 1}
    assert form.wrong.isHidden()


def test_a_date_says_what_it_needs(form: WakeForm, qtbot: QtBot) -> None:
    form.time.edit.setText("7")
    form.whens[When.DATE].click()
    assert form.hint.isVisible()
    assert "has to run" in form.hint.text()
    with qtbot.waitSignal(form.edited):
        form.day.show_day(date(2026, 11, 30))
    found = form.valid()
    assert found is not None
    assert (found.on, found.alarm.days) == (date(2026, 11, 30), frozenset())
    assert form.when is When.DATE


def test_what_is_there_is_shown_and_changed(form: WakeForm) -> None:
    alarm = Alarm("9", time(6, 30), frozenset(range(5)), 3, 7, "piano")
    form.show_draft(WakeDraft("105", alarm), TODAY)
    assert form.when is When.DAYS
    assert not form.changed
    assert form.draft == WakeDraft("105", alarm), "nothing of it is lost"
    form.snoozes.show_times(0)
    assert form.changed
    form.show_next("Rings next: tomorrow")
    assert form.next.text() == "Rings next: tomorrow"
    planned = WakeDraft("105", Alarm("", time(6)), date(2026, 11, 24), 7)
    form.show_draft(planned, TODAY)
    assert form.when is When.DATE
    assert form.begun == planned
    assert not planned.new
