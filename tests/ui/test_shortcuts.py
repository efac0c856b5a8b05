"""Keys reach their actions whichever widget has the focus, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from ctiapp.ui.keymap import Action, Keymap
from ctiapp.ui.shortcuts import Shortcuts, key_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

Key = Qt.Key
Mod = Qt.KeyboardModifier


@pytest.fixture
def keys(qapp: QApplication) -> Iterator[Shortcuts]:
    owner = QWidget()
    made = Shortcuts(Keymap(), owner)
    made.start()
    yield made
    made.stop()
    owner.deleteLater()


@pytest.fixture
def seen(keys: Shortcuts) -> list[Action]:
    actions: list[Action] = []
    keys.triggered.connect(actions.append)
    return actions


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QPushButton, QWidget])
def test_a_key_works_from_any_widget_once(
    qtbot: QtBot, seen: list[Action], kind: type[QWidget]
) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    qtbot.keyClick(widget, Key.Key_F8)
    qtbot.keyClick(widget, Key.Key_F8, Mod.ShiftModifier)

    assert seen == [Action.HANG_UP, Action.REJECT]


def test_the_field_gets_what_is_no_key_of_ours(qtbot: QtBot, seen: list[Action]) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "a1")
    qtbot.keyClick(field, Key.Key_K, Mod.ControlModifier)

    assert field.text() == "a1"
    assert seen == [Action.SEARCH]


def test_a_key_held_down_counts_once(qtbot: QtBot, seen: list[Action]) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    for repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Key.Key_F9, Mod.NoModifier, "", autorep=repeated, count=1
        )
        QApplication.sendEvent(field, event)

    assert seen == [Action.HOLD]


def test_a_key_that_did_its_work_goes_nowhere_while_it_is_held(
    qtbot: QtBot, keys: Shortcuts
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)

    def press(key: Qt.Key, text: str, *, held: bool) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Mod.NoModifier, text, autorep=held)
        QApplication.sendEvent(field, event)

    keys.spend("1")
    press(Key.Key_1, "1", held=True)
    press(Key.Key_1, "1", held=True)
    assert field.text() == ""

    press(Key.Key_1, "1", held=False)
    press(Key.Key_1, "1", held=True)
    assert field.text() == "11"


def test_a_changed_key_holds_at_once(qtbot: QtBot, keys: Shortcuts, seen: list[Action]) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    keys.set_keymap(Keymap({"hold": "Ctrl+J"}))
    qtbot.keyClick(field, Key.Key_F9)
    qtbot.keyClick(field, Key.Key_J, Mod.ControlModifier)

    assert seen == [Action.HOLD]


def test_a_key_of_two_actions_is_told_and_does_nothing(
    qtbot: QtBot, keys: Shortcuts, seen: list[Action]
) -> None:
    told: list[tuple[str, object]] = []
    keys.conflict.connect(lambda key, actions: told.append((key, actions)))
    keys.set_keymap(Keymap({"hold": "F8"}))
    field = QLineEdit()
    qtbot.addWidget(field)
    qtbot.keyClick(field, Key.Key_F8)

    assert seen == []
    assert told == [("F8", (Action.HANG_UP, Action.HOLD))]


def test_escape_asks_the_innermost_first_and_goes_on_where_nothing_is_open(
    qtbot: QtBot, keys: Shortcuts
) -> None:
    asked: list[str] = []
    open_now = {"outer": True, "inner": True}

    def closer(name: str) -> bool:
        asked.append(name)
        was, open_now[name] = open_now[name], False
        return was

    keys.push(lambda: closer("outer"))
    keys.push(lambda: closer("inner"))
    escaped: list[bool] = []

    class Field(QLineEdit):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            escaped.append(event.key() == Key.Key_Escape)

    field = Field()
    qtbot.addWidget(field)
    qtbot.keyClick(field, Key.Key_Escape)
    assert asked == ["inner"]
    qtbot.keyClick(field, Key.Key_Escape)
    assert asked == ["inner", "inner", "outer"]
    assert escaped == []
    qtbot.keyClick(field, Key.Key_Escape)
    assert escaped == [True]


def test_a_key_that_is_asked_for_is_taken_and_not_obeyed(
    qtbot: QtBot, keys: Shortcuts, seen: list[Action]
) -> None:
    taken: list[str] = []
    keys.captured.connect(taken.append)
    keys.capture(True)
    field = QLineEdit()
    qtbot.addWidget(field)
    qtbot.keyClick(field, Key.Key_F8, Mod.ShiftModifier)
    qtbot.keyClick(field, Key.Key_X)

    assert (taken, seen, field.text()) == (["Shift+F8", "X"], [], "")


def test_a_modifier_alone_is_no_key() -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Shift, Mod.ShiftModifier)

    assert key_of(event) == ""


def test_a_stopped_filter_lets_keys_be(qtbot: QtBot, keys: Shortcuts, seen: list[Action]) -> None:
    keys.stop()
    field = QLineEdit()
    qtbot.addWidget(field)
    qtbot.keyClick(field, Key.Key_F8)

    assert seen == []


def test_a_key_is_written_as_the_system_does() -> None:
    assert "F8" in shown("Shift+F8")
