"""``store``: how many events a second go through wire and store, and what the window makes of it.

The plain loop only decodes the same frames. Both take turns in one process, several rounds. Then
the real application, window and all, gets them as fast as it takes them, and a timer tells how long
the window ever stood still. What counts of that is what its thread computed: a machine that gives
the processor to somebody else is no fault of the window.
"""

from __future__ import annotations

import asyncio
import gc
import tempfile
import time
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from ctiapp.tools.bench_feed import decode, make_batch
from ctiapp.tools.bench_process import running
from ctiapp.tools.bench_report import SLACK, Result, spread
from ctiapp.tools.bench_stack import Stack, Wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.tools.bench import Effort

EVENTS = 20_000
OWN_EVERY = 50
"""One call in so many is one's own, as for a receptionist of a big office."""

FRAME_MS = 50.0
"""The longest that the window may stand still, whatever comes in."""

Told = tuple[float, str]


def decode_rate(frames: Sequence[Told]) -> float:
    """Events a second that are only decoded."""
    started_s = time.perf_counter()
    for _, frame in frames:
        decode(frame)
    return len(frames) / (time.perf_counter() - started_s)


def feed_rate(stack: Wire, frames: Sequence[Told]) -> float:
    """Events a second that go all the way through."""
    started_s = time.perf_counter()
    for at_s, frame in frames:
        stack.feed(at_s, frame)
    return len(frames) / (time.perf_counter() - started_s)


def rates(rounds: int) -> tuple[list[float], list[float], list[float]]:
    """Events a second of each round: decoded; through wire and store; to the view models."""
    told = list(islice(make_batch(EVENTS, own_every=OWN_EVERY).cycles(), EVENTS))
    plain, wired, whole = [], [], []
    for _ in range(rounds):
        gc.collect()
        plain.append(decode_rate(told))
        wired.append(feed_rate(Wire(), told))
        whole.append(feed_rate(Stack(), told))
    return plain, wired, whole


async def flooded(rounds: int) -> list[dict[str, float]]:
    """With the window on, for each round: events a second, and the longest frame in ms."""
    with tempfile.TemporaryDirectory(prefix="ctiapp-bench-") as data_dir:
        head = {"data_dir": data_dir, "flood": EVENTS, "rounds": rounds}
        async with running("-m", "ctiapp.tools.bench_flood", head=head) as child:
            return [await child.heard("flooded") for _ in range(rounds)]


async def store(effort: Effort) -> Result:
    """Measure both."""
    plain, wired, whole = await asyncio.to_thread(rates, effort.rounds)
    window = await flooded(effort.rounds)
    stood_ms = median(one["longest_cpu_ms"] for one in window)
    return Result(
        value=median(wired),
        yardstick=median(plain),
        detail={
            "events": EVENTS,
            "with_view_models_per_s": round(median(whole)),
            "with_window_per_s": round(median(one["rate"] for one in window)),
            "longest_frame_ms": spread([one["longest_ms"] for one in window]),
            "longest_frame_cpu_ms": spread([one["longest_cpu_ms"] for one in window]),
        },
        broken=f"with the window on a frame took {stood_ms:.0f} ms"
        if stood_ms > FRAME_MS * SLACK
        else None,
    )
