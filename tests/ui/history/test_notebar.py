"""The field for a note on a past call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.history.notebar import NoteBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def bar(qtbot: QtBot) -> NoteBar:
    made = NoteBar()
    qtbot.addWidget(made)
    return made


def test_enter_keeps_what_was_typed(qtbot: QtBot, bar: NoteBar) -> None:
    kept: list[tuple[str, str]] = []
    bar.kept.connect(lambda key, note: kept.append((key, note)))
    bar.write("7", "before", "Joseph <b>Goffin</b>")
    assert bar.isVisible()
    assert bar.field.text() == "before"
    assert bar.field.accessibleName() == "Note on the call with Joseph <b>Goffin</b>"
    bar.field.setText("after")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert kept == [("7", "after")]
    assert not bar.isVisible()


def test_the_button_keeps_it_too(qtbot: QtBot, bar: NoteBar) -> None:
    kept: list[str] = []
    bar.kept.connect(lambda _, note: kept.append(note))
    bar.write("7", "note", "Anna")
    qtbot.keyClicks(bar.field, "!")
    qtbot.mouseClick(bar.keep_button, Qt.MouseButton.LeftButton)
    assert kept == ["note!"]


def test_leaving_keeps_nothing(qtbot: QtBot, bar: NoteBar) -> None:
    told: list[str] = []
    bar.kept.connect(lambda *_: told.append("kept"))
    bar.left.connect(lambda: told.append("left"))
    assert not bar.leave()
    bar.write("7", "", "Anna")
    qtbot.mouseClick(bar.leave_button, Qt.MouseButton.LeftButton)
    assert not bar.leave()
    assert told == ["left"]
    assert not bar.isVisible()
