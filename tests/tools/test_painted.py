"""The end of a paint is known, and not before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ctiapp.tools.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot


class Canvas(QWidget):
    """Counts its paints."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.paints += 1


async def test_the_next_paint_has_been_when_it_is_told(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    painted = Painted(canvas)
    shown = painted.next()
    canvas.show()
    canvas.update()
    await shown
    before = canvas.paints
    waiting = [painted.next(), painted.next()]
    canvas.update()
    for each in waiting:
        await each
    assert canvas.paints > before
