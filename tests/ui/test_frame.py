"""The rail's buttons and the quiet line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ctiapp.ui.frame import NavButton, Toast

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_a_place_has_its_key_in_its_name(qtbot: QtBot) -> None:
    button = NavButton("phone", "Calls")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Calls"
    button.set_key("Ctrl+1")
    assert button.accessibleName() == "Calls, Ctrl+1"
    button.set_face("lock", "Sign in")
    assert button.accessibleName() == "Sign in, Ctrl+1"


def test_a_place_says_how_much_waits_there(qtbot: QtBot) -> None:
    button = NavButton("history", "History")
    qtbot.addWidget(button)
    button.set_key("Ctrl+4")
    plain = button.grab().toImage()
    button.set_badge(3)
    assert button.accessibleName() == "History, 3 waiting, Ctrl+4"
    few = button.grab().toImage()
    button.set_badge(1234)
    many = button.grab().toImage()
    assert button.badge == 1234
    assert plain != few != many
    button.set_badge(100)
    assert button.grab().toImage() == many
    button.set_badge(0)
    assert button.accessibleName() == "History, Ctrl+4"
    assert button.grab().toImage() == plain


def test_a_toast_goes_by_itself_and_takes_no_click(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    below = QPushButton(window)
    below.setGeometry(0, 300, 600, 100)
    clicked: list[bool] = []
    below.clicked.connect(lambda: clicked.append(True))
    window.show()
    toast = Toast(window)
    toast.say("There is no call to do that with.")
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    spot = toast.geometry().center()
    assert window.childAt(spot) is below
    qtbot.mouseClick(below, Qt.MouseButton.LeftButton, pos=below.mapFromParent(spot))
    assert clicked == [True]

    toast._timer.timeout.emit()
    assert toast.isHidden()
