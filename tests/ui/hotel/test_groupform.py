"""A group wake-up: which rooms are meant is shown before anything is set."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.hotel import Alarm
from ctiapp.ui.hotel.faces import LineFace, RoomFace
from ctiapp.ui.hotel.groupform import GroupDraft, GroupForm

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

ROOMS = (*(RoomFace(str(n)) for n in range(101, 107)), RoomFace("107", "Group Nordlys"))


@pytest.fixture
def form(qtbot: QtBot) -> GroupForm:
    """The form, with two rooms marked."""
    made = GroupForm()
    qtbot.addWidget(made)
    made.show()
    made.show_rooms(ROOMS)
    made.show_draft(("101", "102"))
    return made


def test_rooms_are_marked_or_written(form: GroupForm) -> None:
    assert form.found.text() == "2 rooms"
    form.show_marked(("101",))
    assert form.found.text() == "1 room"
    form.rooms.edit.setText("103-105, nordlys")
    assert form.picked.rooms == ("103", "104", "105", "107")
    assert not form.changed
    form.time.edit.setText("6")
    form.name.edit.setText("Nordlys")
    form.day.show_day(date(2026, 11, 24))
    assert form.hint.isVisible()
    assert form.changed
    alarm = Alarm("", time(6), frozenset(), 2, 5)
    rooms = ("103", "104", "105", "107")
    assert form.valid() == GroupDraft(rooms, alarm, date(2026, 11, 24), "Nordlys")


def test_what_is_wrong_is_said_at_its_field(form: GroupForm) -> None:
    form.rooms.edit.setText("101, 999")
    assert form.valid() is None
    assert "999" in form.rooms.complaint.text()
    form.rooms.edit.clear()
    assert form.valid() is None
    assert form.rooms.complaint.text()
    form.rooms.edit.setText("101")
    assert form.valid() is None
    assert form.time.complaint.text()


def test_it_can_be_stopped_and_tried_again(form: GroupForm, qtbot: QtBot) -> None:
    lines = (LineFace("101", "Room 101", "done"), LineFace("102", "Room 102", "no"))
    form.show_progress("1 of 2", lines, done=1, running=True, failed=True)
    assert form.progress.isVisible()
    assert form.retry.isHidden()
    with qtbot.waitSignal(form.stopped):
        form.stop.click()
    form.show_marked(("101", "102", "103"))
    assert form.picked.rooms == ("101", "102"), "what was sent does not change any more"
    form.show_progress("1 failed", lines, done=2, running=False, failed=True)
    assert form.stop.isHidden()
    with qtbot.waitSignal(form.retried):
        form.retry.click()
    form.show_draft(())
    assert form.retry.isHidden()
    assert form.progress.isHidden()
