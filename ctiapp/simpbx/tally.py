"""How often a client asks: what a polite one must keep low."""

from __future__ import annotations

from collections import Counter, deque

_WINDOW_S = 1.0


class Tally:
    """Counts requests by endpoint, and the most of them within any one second."""

    def __init__(self) -> None:
        """Start with none."""
        self.counts: Counter[str] = Counter()
        self.peaks: Counter[str] = Counter()
        """The most requests of an endpoint within one second."""
        self.peak = 0
        """The most requests of any kind within one second."""
        self._recent: deque[tuple[float, str]] = deque()

    def note(self, endpoint: str, at_s: float) -> None:
        """Count a request that came at ``at_s`` (seconds of any clock that never goes back)."""
        self.counts[endpoint] += 1
        self._recent.append((at_s, endpoint))
        while self._recent[0][0] <= at_s - _WINDOW_S:
            self._recent.popleft()
        same = sum(name == endpoint for _, name in self._recent)
        self.peaks[endpoint] = max(self.peaks[endpoint], same)
        self.peak = max(self.peak, len(self._recent))

    def clear(self) -> None:
        """Start again."""
        self.counts.clear()
        self.peaks.clear()
        self.peak = 0
        self._recent.clear()
