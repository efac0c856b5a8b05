"""How long the window ever stood still, seen from inside its event loop."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 2


class Pulse(QObject):
    """A timer that should come often; how late it comes is how long the window stood still.

    Attributes:
        longest_ms: the longest time between two ticks.
        longest_cpu_ms: the most that this thread computed between two ticks: what is left of it
            where the machine has other things to do as well.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self.longest_cpu_ms = 0.0
        self._last_s, self._last_cpu_s = time.monotonic(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now_s, cpu_s = time.monotonic(), time.thread_time()
        self.longest_ms = max(self.longest_ms, (now_s - self._last_s) * 1000.0)
        self.longest_cpu_ms = max(self.longest_cpu_ms, (cpu_s - self._last_cpu_s) * 1000.0)
        self._last_s, self._last_cpu_s = now_s, cpu_s

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()
