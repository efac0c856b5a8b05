"""The slider of a sound: a click goes there, a key a step; a drag is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from ctiapp.ui.recordings.track import STEP_MS, Track

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_clicks_keys_and_drags_say_where_one_wants_to_be(qtbot: QtBot) -> None:
    track = Track()
    qtbot.addWidget(track)
    track.setRange(0, 60_000)
    track.resize(400, 24)
    track.show()
    wanted: list[int] = []
    track.wanted.connect(wanted.append)
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(200, 12))
    assert 28_000 < wanted[-1] < 32_000
    track.setValue(10_000)
    qtbot.keyClick(track, Qt.Key.Key_Right)
    assert wanted[-1] == 10_000 + STEP_MS
    qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(100, 12))
    qtbot.mouseMove(track, QPoint(300, 12))
    assert 42_000 < wanted[-1] < 48_000
    qtbot.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(300, 12))
