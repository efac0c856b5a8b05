"""A text that runs: the layout hears of it only where it takes another width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject

from ctiapp.ui import text
from ctiapp.ui.agent.reading import Reading
from ctiapp.ui.theme import SCALE

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


class Ear(QObject):
    """Hears what a widget's parent is asked to lay out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.heard += event.type() == QEvent.Type.LayoutRequest
        return False


def test_running_digits_move_nothing(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    reading = Reading()
    QVBoxLayout(parent).addWidget(reading)
    reading.put("0:09")
    parent.show()
    qtbot.waitExposed(parent)
    qtbot.waitUntil(reading.isVisible)
    parent.grab()
    ear = Ear()
    parent.installEventFilter(ear)
    wide = reading.sizeHint()
    before = bytes(reading.grab().toImage().constBits())
    reading.put("0:11")
    parent.grab()

    assert (ear.heard, reading.sizeHint()) == (0, wide)
    assert bytes(reading.grab().toImage().constBits()) != before
    reading.put("10:00")
    qtbot.waitUntil(lambda: ear.heard > 0)
    assert reading.sizeHint().width() > wide.width()


def test_it_is_bare_text_and_can_be_left_out(qtbot: QtBot) -> None:
    reading = Reading(SCALE.small)
    qtbot.addWidget(reading)
    reading.put(f"{text.isolate('0:42')} ago")

    assert reading.text() == "0:42 ago"
    assert reading.sizeHint().width() == reading.needs("9:99 ago")
    assert reading.minimumSizeHint().width() == 1
    reading.put("")
    assert reading.sizeHint().width() == 0
