"""The frame of every form: fields first, then what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.notice import Notice
from ctiapp.ui.hotel.faces import LineFace
from ctiapp.ui.hotel.sideform import Captioned, SideForm, beside
from ctiapp.ui.kit import KeyButton
from ctiapp.ui.labelledfields import LabelledField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def form(qtbot: QtBot) -> SideForm:
    """A form with one field."""
    made = SideForm("Save", "Receipt")
    qtbot.addWidget(made)
    made.field = LabelledField("Guest")  # type: ignore[attr-defined]
    made.column.addLayout(beside(made.field, Captioned("More", KeyButton("x"))))  # type: ignore[attr-defined]
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.begin("Check in", "Please")
    return made


def test_enter_in_a_field_sends_it_once(form: SideForm, qtbot: QtBot) -> None:
    sent: list[int] = []
    form.submitted.connect(lambda: sent.append(1))
    form.focus_first()
    field = form.field  # type: ignore[attr-defined]
    assert field.edit.hasFocus()
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    form.set_busy("Saving…")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    form.submit.click()
    assert sent == [1]
    assert form.busy


def test_what_failed_is_said_and_nothing_is_lost(form: SideForm) -> None:
    field = form.field  # type: ignore[attr-defined]
    field.edit.setText("Anna")
    form.set_busy("Saving…")
    form.show_failure(Notice.of("error.link_timeout"))
    assert not form.busy
    assert "does not answer in time" in form.failure.message
    assert field.edit.text() == "Anna"
    form.blame(field, "Nobody is named.")
    assert field.complaint.text() == "Nobody is named."
    assert field.edit.hasFocus()


def test_what_became_of_it_takes_the_place_of_the_fields(form: SideForm, qtbot: QtBot) -> None:
    form.focus_first()
    form.show_outcome("Saved.", (LineFace("name", "Name", "Anna"),), fields=True)
    assert form.sent
    assert form.submit.isHidden()
    assert form.lines.shown == ("Name: Anna",)
    assert form.close_button.hasFocus()
    assert form.close_button.shown == "Close"
    form.back.click()
    assert not form.sent
    assert form.close_button.shown == "Cancel"
    form.show_outcome("Saved.", (), fields=False)
    assert form.back.isHidden()
    form.focus_first()
    with qtbot.waitSignal(form.closed):
        form.close_button.click()
