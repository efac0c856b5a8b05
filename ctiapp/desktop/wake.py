"""The computer slept, or its network changed: told at once, so that no dead link is believed.

Three witnesses, since none is there on every system, and none sees everything:

* the clocks: a computer that sleeps lets the wall clock go on while the monotonic clock rests
  (Linux, macOS), or lets a tick come far too late (Windows). This one is always there.
* login1 (`ctiapp.desktop.login1`): systemd says so, a moment earlier, where it runs.
* the network (`ctiapp.desktop.network`): Qt says when the way out changes.

Several of them may speak of the same night; what they tell is a hint, and a second hint does no
harm. None of them may cost an idle computer anything to speak of: one tick a second, of a few
microseconds.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger("ctiapp.app")

TICK_S = 1.0
"""How often the clocks are compared: a resume is to be noticed within two seconds."""
APART_S = 2.0
"""By how much the clocks must have moved apart within one tick: a clock that is set right by the
network's time in small steps is no sleep."""
LATE_S = 10.0
"""How late a tick must be, by the monotonic clock alone, to have been slept through. A window that
was busy for some seconds was awake."""


def slept(mono_s: float, wall_s: float, *, tick_s: float = TICK_S) -> bool:
    """Whether the computer slept between two ticks, or its wall clock was set.

    Args:
        mono_s: what passed between them on the monotonic clock.
        wall_s: what passed on the wall clock; negative where it was set back.
        tick_s: what should have passed.
    """
    return abs(wall_s - mono_s) >= APART_S or mono_s - tick_s >= LATE_S


class ClockWatch:
    """Compares the two clocks once a second.

    Args:
        woke: called, on the loop, when they tell of a sleep.
        mono: the monotonic clock, in seconds.
        wall: the wall clock, in seconds.
    """

    def __init__(
        self,
        woke: Callable[[], None],
        *,
        mono: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._woke = woke
        self._mono, self._wall = mono, wall
        self._before = (mono(), wall())
        self._handle: asyncio.Handle | None = None

    def start(self) -> None:
        """Begin; needs a running loop."""
        self._before = (self._mono(), self._wall())
        self._arm()

    def stop(self) -> None:
        """Compare no more."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def tick(self) -> None:
        """Compare now with the last time."""
        now = (self._mono(), self._wall())
        mono_s, wall_s = (each - then for each, then in zip(now, self._before, strict=True))
        self._before = now
        if slept(mono_s, wall_s):
            log.info("the clocks moved apart by %.1f s in %.1f s", wall_s - mono_s, mono_s)
            self._woke()

    def _arm(self) -> None:
        self._handle = asyncio.get_running_loop().call_later(TICK_S, self._on_time)

    def _on_time(self) -> None:
        self._arm()
        self.tick()
