"""A line about something: Enter keeps it once, Esc's button leaves all as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.ui.linebar import LineBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english", "scheme")


def test_what_is_kept_and_what_is_left(qtbot: QtBot) -> None:
    bar = LineBar("Keep", "Why", 5)
    qtbot.addWidget(bar)
    told: list[object] = []
    bar.kept.connect(lambda key, written: told.append((key, written)))
    bar.left.connect(lambda: told.append("left"))
    assert (bar.isHidden(), bar.key, bar.leave()) == (True, "", False)

    bar.open("7", "About Ann", "Why Ann", "now")
    assert (bar.isHidden(), bar.key, bar.field.text()) == (False, "7", "now")
    assert bar.field.accessibleName() == "Why Ann"
    qtbot.keyClicks(bar.field, "abcdef")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert told == [("7", "nowab")]
    bar.open("8", "About Ben", "Why Ben")
    assert bar.field.text() == ""
    bar.leave_button.click()
    assert told == [("7", "nowab"), "left"]
    assert (bar.isHidden(), bar.key) == (True, "")
