"""A button that is held down, a list of what became of each thing, buttons that never are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ctiapp.ui.hotel import parts
from ctiapp.ui.hotel.faces import LineFace, Look
from ctiapp.ui.hotel.parts import HoldButton, LineList, Wrapped
from ctiapp.ui.kit import KeyButton
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def button(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> HoldButton:
    """A button that is to be held for a moment."""
    monkeypatch.setattr(parts, "HOLD_MS", 30)
    made = HoldButton("Check out room 105")
    qtbot.addWidget(made)
    made.show()
    return made


def test_held_long_enough_it_does_its_work(button: HoldButton, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.held):
        qtbot.mousePress(button, LEFT)
    assert not button.holding
    tapped: list[int] = []
    button.tapped.connect(lambda: tapped.append(1))
    qtbot.mouseRelease(button, LEFT)
    assert tapped == [], "it was not let go too soon"
    with qtbot.waitSignal(button.held):
        qtbot.keyPress(button, Qt.Key.Key_Space)


def test_let_go_too_soon_it_does_nothing(button: HoldButton, qtbot: QtBot) -> None:
    held: list[int] = []
    button.held.connect(lambda: held.append(1))
    with qtbot.waitSignal(button.tapped):
        qtbot.mousePress(button, LEFT)
        button.grab()
        qtbot.mouseRelease(button, LEFT)
    with qtbot.waitSignal(button.tapped):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    with qtbot.waitSignal(button.held):  # the marker: only this one was held
        qtbot.mousePress(button, LEFT)
    assert held == [1]


def test_what_is_pending_cannot_be_held(button: HoldButton, qtbot: QtBot) -> None:
    button.set_pending("Checking out…")
    qtbot.mousePress(button, LEFT)
    assert not button.holding


def test_lines_change_in_their_place(qtbot: QtBot) -> None:
    made = LineList("Receipt")
    qtbot.addWidget(made)
    failed = Look("stop", Shape.CROSS, "not done")
    made.show_lines((LineFace("1", "Room 101", "waiting"), LineFace("2", "Room 102", "no", failed)))
    first = made.findChildren(KeyButton)
    made.show_lines(
        (LineFace("1", "Room 101", "done"), LineFace("2", "<b>Room</b>", "no", failed, again=True))
    )
    assert made.findChildren(KeyButton) == first
    assert made.shown == ("Room 101: done", "<b>Room</b>: no")
    assert set(made.buttons) == {"2"}
    assert made.buttons["2"].accessibleName() == "Try again: <b>Room</b>"
    with qtbot.waitSignal(made.again) as again:
        made.buttons["2"].click()
    assert again.args == ["2"]
    made.show_lines(())
    assert made.isHidden()


def test_buttons_stand_in_as_many_rows_as_they_need(qtbot: QtBot) -> None:
    buttons = [KeyButton(word) for word in ("Call the room", "Ring again", "Woken in person")]
    parent = QWidget()
    qtbot.addWidget(parent)
    row = Wrapped(buttons, parent)
    parent.show()
    row.show()
    whole = row.sizeHint()
    row.resize(whole)
    assert len({button.y() for button in buttons}) == 1
    narrow = whole.width() - 20
    row.resize(narrow, row.heightForWidth(narrow))
    assert len({button.y() for button in buttons}) == 2
    assert all(button.geometry().right() < narrow for button in buttons)
    assert row.heightForWidth(narrow) > whole.height()
    buttons[2].hide()
    row.settle()
    assert row.heightForWidth(narrow) == whole.height()
