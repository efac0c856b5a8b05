"""How long something is still possible, counted down on screen in a number and words."""

from __future__ import annotations

import math

from ctiapp.ui import words
from ctiapp.ui.ages import Age


class Countdown(Age):
    """``7 s left to decide``; nothing where no end is known, and never less than none."""

    def set_until(self, mono_s: float | None) -> None:
        """Count down to that moment on the monotonic clock; None: show nothing."""
        self.set_since(mono_s)

    def refresh(self) -> None:
        """Show what is left now; a second that has begun is still one."""
        until_s = self._since_s
        left_s = None if until_s is None else max(0.0, until_s - self._ticker.clock())
        self._put(left_s)

    def _put(self, seconds: float | None) -> None:
        left = None if seconds is None else math.ceil(seconds)
        shown = "" if left is None else words.left_to_decide(left)
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName("" if left is None else words.left_to_decide_spoken(left))
