"""When a window has painted what it was told: the end of the paint, not its wish."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_OVER = QEvent.Type(QEvent.registerEventType())


@dataclass(frozen=True, slots=True)
class Instant:
    """When a paint had returned.

    Attributes:
        clock_s: by ``time.perf_counter``.
        cpu_s: what the window's thread had computed by then (``time.thread_time``).
    """

    clock_s: float
    cpu_s: float

    @staticmethod
    def now() -> Instant:
        """This one."""
        return Instant(time.perf_counter(), time.thread_time())


class Painted(QObject):
    """Sees the paints of a window and all that is in it.

    Args:
        window: a window that is shown.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._waiting: list[asyncio.Future[Instant]] = []
        window.installEventFilter(self)

    def next(self) -> asyncio.Future[Instant]:
        """When the next paint of the window has returned."""
        future: asyncio.Future[Instant] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        return future

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The window is about to paint: what is posted now comes right after it, before all else.

        So what else the window has to do then is not taken for a part of the paint.
        """
        if event.type() == QEvent.Type.UpdateRequest and self._waiting:
            over = Qt.EventPriority.HighEventPriority.value
            QCoreApplication.postEvent(self, QEvent(_OVER), over)
        return False

    def event(self, event: QEvent) -> bool:
        """It has painted."""
        if event.type() != _OVER:
            return super().event(event)
        painted = Instant.now()
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(painted)
        return True
