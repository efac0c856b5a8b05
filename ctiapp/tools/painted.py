"""When a window has painted what it was told: the end of the paint, not its wish."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Painted(QObject):
    """Sees the paints of a window and all that is in it.

    Args:
        window: a window that is shown.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._waiting: list[asyncio.Future[None]] = []
        window.installEventFilter(self)

    def next(self) -> asyncio.Future[None]:
        """Done when the next paint of the window has returned."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        return future

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The window is about to paint: what is posted now comes right after it."""
        if event.type() == QEvent.Type.UpdateRequest and self._waiting:
            QTimer.singleShot(0, self._over)
        return False

    def _over(self) -> None:
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)
