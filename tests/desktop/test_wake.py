"""The clocks as witnesses of a sleep."""

from __future__ import annotations

import asyncio

import pytest

from ctiapp.desktop import wake
from ctiapp.desktop.wake import ClockWatch, slept


@pytest.mark.parametrize(
    ("mono_s", "wall_s", "expected"),
    [
        (1.0, 1.0, False),
        (1.4, 1.4, False),  # a busy window
        (6.0, 6.0, False),  # a very busy one
        (1.0, 1.5, False),  # the clock is set right in small steps
        (1.0, 3601.0, True),  # Linux, macOS: the monotonic clock rested
        (3600.0, 3600.0, True),  # Windows: it went on, and the tick came late
        (1.0, -3599.0, True),  # the clock was set back
        (1.0, 3.0, True),
    ],
)
def test_what_counts_as_sleep(mono_s: float, wall_s: float, expected: bool) -> None:
    assert slept(mono_s, wall_s) is expected


class Clocks:
    """Two clocks that a test sets."""

    def __init__(self) -> None:
        self.mono_s, self.wall_s = 100.0, 1e9
        self.woken = 0
        self.told = asyncio.Event()
        self.watch = ClockWatch(self.woke, mono=lambda: self.mono_s, wall=lambda: self.wall_s)

    def woke(self) -> None:
        self.woken += 1
        self.told.set()

    def pass_by(self, mono_s: float, wall_s: float) -> None:
        self.mono_s += mono_s
        self.wall_s += wall_s
        self.watch.tick()


async def test_each_sleep_is_told_once() -> None:
    clocks = Clocks()
    clocks.pass_by(1, 1)
    assert clocks.woken == 0
    clocks.pass_by(1, 60)
    assert clocks.woken == 1
    clocks.pass_by(1, 1)
    assert clocks.woken == 1


async def test_it_ticks_by_itself_until_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wake, "TICK_S", 0.01)
    clocks = Clocks()
    clocks.watch.start()
    clocks.wall_s += 60
    async with asyncio.timeout(10):
        await clocks.told.wait()
    clocks.watch.stop()
    clocks.wall_s += 60
    clocks.told.clear()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await clocks.told.wait()


async def test_what_was_before_the_start_is_no_sleep() -> None:
    clocks = Clocks()
    clocks.wall_s += 60
    clocks.watch.start()
    clocks.watch.tick()
    clocks.watch.stop()
    assert clocks.woken == 0
