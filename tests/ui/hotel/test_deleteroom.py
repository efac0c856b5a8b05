"""A room is deleted by nobody who did not mean it: its number is typed, or the button held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.services.hotel.newrooms import Leaving
from ctiapp.ui import text
from ctiapp.ui.hotel.deleteroom import DeleteRoomForm

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ANN = Leaving(Number("315"), "Ann Lee", "ann@guest.example", "", 2, 1, on_phone=False)


@pytest.fixture
def form(qtbot: QtBot, english: None) -> DeleteRoomForm:
    made = DeleteRoomForm()
    qtbot.addWidget(made)
    made.resize(324, 700)
    made.show_room("315")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def meant(form: DeleteRoomForm) -> list[str]:
    """Which rooms it was sure of."""
    found: list[str] = []
    form.sure.connect(found.append)
    return found


def test_before_it_is_known_what_goes_nothing_can_be_deleted(form: DeleteRoomForm) -> None:
    assert not form.hold.isEnabled()
    assert not form.typed.isEnabled()
    form.show_leaving(ANN)
    assert form.hold.isEnabled()


def test_what_goes_is_shown(form: DeleteRoomForm) -> None:
    form.show_leaving(ANN)
    assert form.stands.shown == (
        "Guest or name: Ann Lee",
        "E-mail: ann@guest.example",
        "Wake-up calls: 2",
        "Wake-up calls with a date: 1",
        "Voicemail, settings and passwords: ",
    )
    form.show_leaving(Leaving(Number("315"), "", "", "", None, 0, on_phone=False))
    assert form.stands.shown == (
        "Guest or name: nobody",
        "Wake-up calls: could not be read",
        "Voicemail, settings and passwords: ",
    )


def test_its_number_and_enter_delete_it_once(qtbot: QtBot, form: DeleteRoomForm) -> None:
    form.close_button.setFocus()
    form.show_leaving(ANN)
    found = meant(form)
    edit = form.typed.edit
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, "31")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert found == []
    assert "Type the number" in form.typed.complaint.text()
    qtbot.keyClicks(edit, "5")
    assert form.typed.complaint.isHidden()
    for _ in range(2):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert found == ["315"]
    assert form.busy


def test_a_click_alone_deletes_nothing(qtbot: QtBot, form: DeleteRoomForm) -> None:
    form.show_leaving(ANN)
    found = meant(form)
    qtbot.mouseClick(form.hold, Qt.MouseButton.LeftButton)
    assert found == []
    qtbot.mousePress(form.hold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: found == ["315"], timeout=5000)


def test_a_room_on_the_phone_stays(form: DeleteRoomForm) -> None:
    form.show_leaving(Leaving(Number("315"), "", "", "", 0, 0, on_phone=True))
    assert "on the phone" in form.warning.text()
    assert not form.hold.isEnabled()


def test_where_nothing_could_be_read_nothing_can_be_deleted(form: DeleteRoomForm) -> None:
    form.show_refused(Notice.of("error.link_timeout", severity=Severity.ERROR))
    assert form.failure.isVisible()
    assert not form.hold.isEnabled()


def test_it_is_said_what_became_of_it(form: DeleteRoomForm) -> None:
    form.show_leaving(ANN)
    form.show_busy(True)
    form.show_deleted((Notice.of("error.storage", severity=Severity.WARNING),))
    assert text.bare(form.outcome.text()) == "315 is deleted: the PBX has it no more."
    assert form.lines.shown[0].startswith("At this desk: A file")
    assert not form.busy
    form.show_room("316")
    assert form.fields.isVisible()
    assert form.typed.edit.text() == ""


def test_a_failure_can_be_tried_again(form: DeleteRoomForm) -> None:
    form.show_leaving(ANN)
    form.show_busy(True)
    form.show_failure(Notice.of("station.in_use", severity=Severity.ERROR))
    assert not form.busy
    assert form.hold.isEnabled()


def test_esc_leaves(qtbot: QtBot, form: DeleteRoomForm) -> None:
    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(form.close_button, Qt.Key.Key_Escape)
