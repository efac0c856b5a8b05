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
        long: how often it was longer than ``long_ms``.
        long_cpu: how often this thread computed for longer than that.

    Args:
        long_ms: what is counted as long.
    """

    def __init__(self, long_ms: float = 50.0) -> None:
        super().__init__()
        self._long_ms = long_ms
        self.long = 0
        self.long_cpu = 0
        self.longest_ms = 0.0
        self.longest_cpu_ms = 0.0
        self._last_s, self._last_cpu_s = time.monotonic(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now_s, cpu_s = time.monotonic(), time.thread_time()
        stood_ms = (now_s - self._last_s) * 1000.0
        computed_ms = (cpu_s - self._last_cpu_s) * 1000.0
        self.longest_ms = max(self.longest_ms, stood_ms)
        self.longest_cpu_ms = max(self.longest_cpu_ms, computed_ms)
        self.long += stood_ms > self._long_ms
        self.long_cpu += computed_ms > self._long_ms
        self._last_s, self._last_cpu_s = now_s, cpu_s

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()
