"""``store``: how many events a second go through wire and store, and what the window makes of it.

The plain loop only decodes the same frames. Both take turns in one process, several rounds.
"""

from __future__ import annotations

import asyncio
import gc
import time
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from ctiapp.tools.bench_feed import decode, make_batch
from ctiapp.tools.bench_report import Result
from ctiapp.tools.bench_stack import Stack, Wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.tools.bench import Effort

EVENTS = 20_000
OWN_EVERY = 50
"""One call in so many is one's own, as for a receptionist of a big office."""

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


async def store(effort: Effort) -> Result:
    """Measure."""
    plain, wired, whole = await asyncio.to_thread(rates, effort.rounds)
    return Result(
        value=median(wired),
        yardstick=median(plain),
        detail={
            "events": EVENTS,
            "with_view_models_per_s": round(median(whole)),
        },
    )
