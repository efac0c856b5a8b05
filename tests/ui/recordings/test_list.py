"""The list of recordings: painted and spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from ctiapp.ui.recordings.list import RecordingList, RecordingModel
from ctiapp.ui.recordings.soundlist import ROW
from ctiapp.ui.recordings.viewmodel import face
from tests.ui.recordings.taped import taped
from tests.ui.recordings.test_viewmodel import KNOWN

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def shown(qtbot: QtBot) -> RecordingList:
    model = RecordingModel(lambda each: face(each, KNOWN))
    made = RecordingList(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 400)
    model.show_items([taped(3), taped(2, "2001"), taped(1, "6402")])
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_line_is_spoken_whole_with_what_is_done_with_it(shown: RecordingList) -> None:
    shown.sounds.show_marks({"3.wav": "Playing"})
    said = shown.sounds.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Anna Simmons → you, ")
    assert said.endswith(", Playing")
    assert shown.sounds.rowCount() == 3
    assert shown.sounds.sound(9) is None


@pytest.mark.parametrize("width", [900, 420])
def test_a_long_name_is_cut_and_leaves_room_for_the_other(
    qtbot: QtBot, shown: RecordingList, width: int
) -> None:
    from ctiapp.model.number import Number
    from ctiapp.model.records import RecordParty

    long = RecordParty(Number("1"), "Wolfeschlegelsteinhausenbergerdorff " * 4)
    shown.resize(width, 400)
    shown.sounds.show_items([taped(1, long, long)])
    shown.sounds.show_marks({"1.wav": "Saving… 43 %"})
    picture = shown.grab().toImage()
    assert picture.format() != QImage.Format.Format_Invalid
    colours = {picture.pixel(x, ROW // 2 - 8) for x in range(60, width // 3)}
    assert len(colours) > 2
