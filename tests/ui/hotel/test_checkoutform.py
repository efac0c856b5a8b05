"""Nothing is wiped by a slip: the number is typed, or the button held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.hotel import parts
from ctiapp.ui.hotel.checkoutform import CheckOutForm
from ctiapp.ui.hotel.faces import LineFace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

LEFT = Qt.MouseButton.LeftButton
STANDS = (LineFace("name", "Name", "Lukas Brandt"),)


@pytest.fixture
def form(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CheckOutForm:
    """Room 105, as it was read."""
    monkeypatch.setattr(parts, "HOLD_MS", 30)
    made = CheckOutForm()
    qtbot.addWidget(made)
    made.show()
    made.show_rooms(("105",))
    made.show_stands(STANDS, "This will be erased")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.typed.edit.setFocus()
    return made


def test_before_it_was_read_nothing_can_be_done(form: CheckOutForm, qtbot: QtBot) -> None:
    sure: list[tuple[str, ...]] = []
    form.sure.connect(sure.append)
    form.show_rooms(("105",))
    assert not form.hold.isEnabled()
    form.focus_first()
    qtbot.keyClicks(form.typed.edit, "105")
    qtbot.keyClick(form.typed.edit, Qt.Key.Key_Return)
    assert sure == [], "nothing is wiped unseen"
    assert form.typed.complaint.text()
    form.show_stands(STANDS, "This will be erased", warning="It talks.")
    assert form.typed.edit.text() == "105", "and nothing typed is lost"
    assert form.typed.complaint.text() == ""
    assert form.hold.isEnabled()
    assert form.stands.shown == ("Name: Lukas Brandt",)
    assert form.warning.text() == "It talks."


def test_a_click_alone_does_nothing(form: CheckOutForm, qtbot: QtBot) -> None:
    sure: list[tuple[str, ...]] = []
    form.sure.connect(sure.append)
    qtbot.mouseClick(form.hold, LEFT)
    assert form.typed.complaint.text()
    form.typed.edit.setText("106")
    qtbot.keyClick(form.typed.edit, Qt.Key.Key_Return)
    assert sure == []
    qtbot.mousePress(form.hold, LEFT)
    qtbot.waitUntil(lambda: bool(sure))
    assert sure == [("105",)]
    assert form.busy


def test_the_number_typed_is_enough(form: CheckOutForm, qtbot: QtBot) -> None:
    sure: list[tuple[str, ...]] = []
    form.sure.connect(sure.append)
    form.typed.edit.setText(" 105 ")
    qtbot.keyClick(form.typed.edit, Qt.Key.Key_Return)
    qtbot.keyClick(form.typed.edit, Qt.Key.Key_Return)
    assert sure == [("105",)], "once"
    assert not form.changed


def test_of_several_rooms_their_number_is_typed(form: CheckOutForm, qtbot: QtBot) -> None:
    form.show_rooms(("105", "106", "107"))
    form.show_stands(STANDS, "lead")
    assert form.hold.shown == "Check out 3 rooms"
    assert "(3)" in form.typed.edit.accessibleName()
    form.typed.edit.setText("3")
    form.typed.edit.setFocus()
    with qtbot.waitSignal(form.sure) as sure:
        qtbot.keyClick(form.typed.edit, Qt.Key.Key_Return)
    assert sure.args == [("105", "106", "107")]
    form.show_progress("1 of 3", STANDS, running=True)
    with qtbot.waitSignal(form.stopped):
        form.stop.click()
    form.show_progress("done", STANDS, running=False)
    assert form.stop.isHidden()
    assert form.submit.isHidden()
