"""What all small lists over the window share: they take the keyboard, and give it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ctiapp.ui.popover import Popover, step

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


class List(Popover):
    """Two buttons at a corner, that writes down how it was closed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.rows = [QPushButton("one"), QPushButton("two")]
        for row in self.rows:
            self._column.addWidget(row)
        self.placed = 0
        self.closed: list[str] = []

    def place(self) -> None:
        self.placed += 1
        self.setGeometry(200, 100, 150, 120)

    def show_rows(self) -> None:
        """Open."""
        before = QApplication.focusWidget()
        self.place()
        self.show()
        self.rows[0].setFocus()
        self._watch(before)

    def _has_closed(self, key: str) -> None:
        self.closed.append(key)


class Stage:
    """A window with a field and a button, and a list over it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.window.resize(500, 400)
        qtbot.addWidget(self.window)
        self.field, self.button = QLineEdit(), QPushButton("elsewhere")
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addWidget(self.button)
        column.addStretch(1)
        self.list = List(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.field.setFocus()
        self.list.show_rows()


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_it_gives_the_keyboard_back(stage: Stage) -> None:
    assert stage.list.rows[0].hasFocus()
    assert stage.list.put_away("Esc")
    assert (stage.list.open, stage.field.hasFocus()) == (False, True)
    assert not stage.list.put_away()
    assert stage.list.closed == ["Esc"]


def test_a_click_elsewhere_closes_it_and_one_in_it_does_not(qtbot: QtBot, stage: Stage) -> None:
    qtbot.mouseClick(stage.list.rows[1], Qt.MouseButton.LeftButton)
    assert stage.list.open
    qtbot.mouseClick(stage.button, Qt.MouseButton.LeftButton)
    assert not stage.list.open


def test_who_goes_elsewhere_by_key_keeps_the_keyboard_there(stage: Stage) -> None:
    stage.button.setFocus()
    assert not stage.list.open
    assert stage.button.hasFocus()


def test_in_a_window_of_another_size_it_is_placed_anew(qtbot: QtBot, stage: Stage) -> None:
    placed = stage.list.placed
    stage.window.resize(520, 420)
    qtbot.waitUntil(lambda: stage.list.placed > placed)
    stage.list.put_away()
    placed = stage.list.placed
    stage.window.resize(500, 400)
    assert stage.list.placed == placed


def test_steps_go_round(stage: Stage) -> None:
    rows = stage.list.rows
    for by, place in ((1, 1), (1, 0), (-1, 1)):
        step(rows, by)
        assert rows[place].hasFocus()
    stage.list.put_away()
    stage.list.show_rows()
    stage.list.setFocus()
    step(rows, 1)
    assert rows[0].hasFocus()
