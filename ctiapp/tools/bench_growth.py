"""``growth``: what a call leaves behind once it is over.

A process of its own feeds frames of whole calls through wire, store, desk and view models, with a
clock that runs ahead, and looks at its memory and its living objects now and then. After the
warm-up the slope is what counts: a leak, however small, is a line that rises.

Beside it the real application, window and all, gets one call of one's own after the other, each
painted: fewer calls, so there only the living objects are judged.

The slope is the median of the slopes between all pairs of looks (Theil-Sen): one look at a bad
moment moves it little. It is told per call, so that a leak of 1 kB a call is 1,024.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

from ctiapp.services.longlived import live_objects
from ctiapp.tools.bench_process import memory_mb, running
from ctiapp.tools.bench_report import Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.tools.bench import Effort

EVENTS = 200_000
WARM_UP = 0.2
"""The share of the looks that comes before the memory has found its size."""
LOOKS = 25
BATCH = 4000
WINDOW_CALLS = 600
LIMIT_OBJECTS = 0.5
"""Living objects that a call may leave behind: one is a leak, none is not."""
LIMIT_WINDOW_OBJECTS = 1.0
"""The same in the window, whose number of objects goes up and down by a hundred between two looks:
over so many calls that is a slope of 0.3 either way, and what a call is made of is several."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a process had at one moment.

    Attributes:
        calls: how many calls have come and gone.
        memory_mb: its PSS.
        objects: how many objects the garbage collector knows, once it has collected.
    """

    calls: int
    memory_mb: float
    objects: int


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The median of the slopes between all pairs of points.

    Raises:
        ValueError: there are no two points to draw a line through.
    """
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    if not slopes:
        raise ValueError("no two points")
    return median(slopes)


def result_of(looks: Sequence[Look], events: int) -> Result:
    """What the looks after the warm-up tell."""
    steady = looks[round(len(looks) * WARM_UP) :]
    bytes_a_call = slope([(look.calls, look.memory_mb * 1e6) for look in steady])
    objects_a_call = slope([(look.calls, look.objects) for look in steady])
    calls = steady[-1].calls - steady[0].calls
    share = calls / max(1, looks[-1].calls) * events / 10_000
    return Result(
        value=max(0.0, bytes_a_call),
        detail={
            "events": events,
            "calls": looks[-1].calls,
            "objects_a_call": round(objects_a_call, 4),
            "kb_per_10000_events": round(bytes_a_call * calls / 1e3 / share, 2),
            "objects_per_10000_events": round(objects_a_call * calls / share, 2),
            "pss_mb": [round(look.memory_mb, 2) for look in looks],
            "objects": [look.objects for look in looks],
        },
        broken=f"{objects_a_call:.2f} living objects a call stay behind"
        if objects_a_call >= LIMIT_OBJECTS
        else None,
    )


async def measured(events: int, *, leak: int = 0) -> Result:
    """Feed so many events in a process of its own.

    Args:
        events: how many.
        leak: bytes that each call of one's own is made to leave behind, to see that it is seen.
    """
    memory_mb(os.getpid())  # says at once where nothing can be seen here
    head = {"events": events, "leak": leak}
    looks: list[Look] = []
    async with running("-m", "ctiapp.tools.bench_growth", head=head) as child:
        while True:
            said = await child.heard("look")
            looks.append(Look(said["calls"], memory_mb(child.pid), said["objects"]))
            child.say("go")
            if said["last"]:
                return result_of(looks, said["events"])


async def window(calls: int) -> list[Look]:
    """What calls leave behind in the real application, each painted on its way."""
    looks: list[Look] = []
    with tempfile.TemporaryDirectory(prefix="ctiapp-bench-") as data_dir:
        head = {"data_dir": data_dir, "calls": calls, "every": max(1, calls // LOOKS)}
        async with running("-m", "ctiapp.tools.bench_flood", head=head) as child:
            while not looks or looks[-1].calls < calls:
                said = await child.heard("look")
                looks.append(Look(said["calls"], memory_mb(child.pid), said["objects"]))
    return looks


def with_window(result: Result, looks: Sequence[Look]) -> Result:
    """The same with what the window leaves behind; its first half is its warm-up."""
    steady = looks[len(looks) // 2 :]
    objects_a_call = slope([(look.calls, look.objects) for look in steady])
    broken = result.broken
    if broken is None and objects_a_call >= LIMIT_WINDOW_OBJECTS:
        broken = f"in the window {objects_a_call:.2f} living objects a call stay behind"
    detail = {
        "window_calls": looks[-1].calls,
        "window_objects_a_call": round(objects_a_call, 4),
        "window_objects": [look.objects for look in looks],
        "window_pss_mb": [round(look.memory_mb, 2) for look in looks],
    }
    return replace(result, detail={**result.detail, **detail}, broken=broken)


async def growth(_: Effort) -> Result:
    """200,000 events, and some hundred calls in the window."""
    found = await measured(EVENTS)
    return with_window(found, await window(WINDOW_CALLS))


# --- the process that is looked at ---------------------------------------------------------------


def feed(events: int, leak: int) -> None:
    """Feed; at each look, say what there is and wait for a word, so that it holds still."""
    from ctiapp.state.changes import CallChanged
    from ctiapp.tools.bench_feed import make_batch
    from ctiapp.tools.bench_stack import Stack

    batch = make_batch(BATCH)
    stack = Stack()
    leaked: list[bytearray] = []
    if leak:
        stack.store.subscribe(
            lambda changes: leaked.extend(
                bytearray(leak)
                for change in changes
                if isinstance(change, CallChanged) and change.after is None
            )
        )
    every = max(1, events // LOOKS)
    last = False
    for count, (at_s, frame) in enumerate(batch.cycles(), 1):
        stack.feed(at_s, frame)
        if count % every == 0:
            last = count >= events
            calls = round(count / len(batch.frames) * batch.own_calls)
            _show(count, calls, last=last)
        if last:
            return


def _show(events: int, calls: int, *, last: bool) -> None:
    gc.collect()
    objects = live_objects()
    look = {"at": "look", "events": events, "calls": calls, "objects": objects, "last": last}
    print(json.dumps(look), flush=True)
    sys.stdin.readline()


def main() -> int:
    """Be the process that is looked at."""
    head = json.loads(sys.stdin.readline())
    feed(head["events"], head["leak"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
