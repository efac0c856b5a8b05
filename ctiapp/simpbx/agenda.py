"""Actions in time order, run by a clock that somebody else turns."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(order=True, slots=True)
class Timer:
    """One planned action. ``at_s`` is in seconds of the exchange's clock."""

    at_s: float
    number: int
    action: Callable[[], None] | None = field(compare=False)

    def cancel(self) -> None:
        """Forget the action; harmless when it has run already."""
        self.action = None


class Agenda:
    """A heap of timed actions; equal times run in the order in which they were planned."""

    def __init__(self, now_s: float) -> None:
        """Start the clock at ``now_s`` seconds."""
        self.now_s = now_s
        self._heap: list[Timer] = []
        self._count = 0

    def after(self, delay_s: float, action: Callable[[], None]) -> Timer:
        """Plan ``action`` for ``delay_s`` seconds from now (never in the past)."""
        self._count += 1
        timer = Timer(self.now_s + max(0.0, delay_s), self._count, action)
        heapq.heappush(self._heap, timer)
        return timer

    def next_due_s(self) -> float | None:
        """When the next action is due, in seconds of this clock; None when nothing is planned."""
        while self._heap and self._heap[0].action is None:
            heapq.heappop(self._heap)
        return self._heap[0].at_s if self._heap else None

    def advance(self, to_s: float) -> None:
        """Run all that is due up to ``to_s``, each at its own time. Time never runs backwards."""
        while (due := self.next_due_s()) is not None and due <= to_s:
            timer = heapq.heappop(self._heap)
            self.now_s = max(self.now_s, timer.at_s)
            action, timer.action = timer.action, None
            if action is not None:
                action()
        self.now_s = max(self.now_s, to_s)
