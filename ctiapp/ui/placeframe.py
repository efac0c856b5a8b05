"""The frame of a place that shares its room among its parts and tells whether it can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget


class PlaceFrame(QFrame):
    """It takes what there is, and can be as small as the window.

    Signals:
        seen: it can be seen now, or no more.
    """

    seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")

    def _share(self) -> None:
        """Give each part its room: the place has another size."""

    def sizeHint(self) -> QSize:
        """It takes what there is."""
        return QSize(800, 600)

    def minimumSizeHint(self) -> QSize:
        """It can be as small as the window."""
        return QSize(400, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        """It can be seen."""
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """It cannot be seen."""
        super().hideEvent(event)
        self.seen.emit(False)
