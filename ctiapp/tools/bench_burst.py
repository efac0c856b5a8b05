"""``flood``: 20,000 frames at once over a real socket, and how long the window ever stood still.

The real application is signed in to the simulated PBX, which sends them as fast as the socket takes
them: lamps of colleagues, calls of one's own that ring and end, and frames that nobody can read.
What counts is what the window's thread computed between two turns of its loop: a machine that gives
the processor to somebody else is no fault of the window. What memory grew by stands beside it.
Of the rounds the best counts, for each kind: what else a machine does only ever adds. So there is
one round, and another only where that one was over the limit.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from ctiapp.tools.bench_process import memory_mb, signed_in, simulated_pbx
from ctiapp.tools.bench_report import BUDGETS, Result, spread

if TYPE_CHECKING:
    from ctiapp.tools.bench import Effort
    from ctiapp.tools.bench_process import SignedInApp

FRAMES = 20_000
ROUNDS = 4
"""So many there are at most; each is a start of its own, and a burst is many frames already."""
PATIENCE_S = 120.0
SETTLE_S = 2.0

GROWTH_MB = 200.0
"""What the bursts of a round may leave behind at most: ten kilobytes of each ring. On a machine
that does nothing else they leave a few megabytes; where it takes so long that pictures are asked
for meanwhile, each of which ends all these calls, more than a hundred: leaks are ``growth``'s to
find.
"""


def _event(kind: int, **body: object) -> str:
    return json.dumps({"type": kind, "sn": "1", "msg": json.dumps(body)})


def _ringing(status: str) -> str:
    inbound = {"from": "5503302", "to": "2000", "channel_id": "in-{n}", "member_status": "ALERT"}
    mine = {"number": "2000", "channel_id": "own-{n}", "member_status": status}
    members = [{"inbound": inbound}, {"extension": mine}]
    return _event(30011, call_id="flood-{n}", members=members)


KINDS = {
    "lamps": _event(30008, extension="2001", status="busy"),
    "strangers": _event(30008, extension="9{n}", status="ringing"),
    "nonsense": '{"type":30011,"msg":"{{{{"}',
    "rings": _ringing("RING"),
}
"""What is sent, by its name; ``{n}`` counts. Rings come last: their calls stay."""


async def burst(app: SignedInApp, frame: str, times: int) -> dict[str, float]:
    """Send one frame so often, and hear how long the window stood still."""
    app.child.say(f"watch {times}")
    await app.child.heard("watching")
    await app.pbx.control("send", frame=frame, times=times)
    return await app.child.heard("stood", PATIENCE_S)


async def flood(effort: Effort) -> Result:
    """Every kind in turn, in one application a round; the worst kind counts."""
    cpu: dict[str, list[float]] = {kind: [] for kind in KINDS}
    wall: dict[str, list[float]] = {kind: [] for kind in KINDS}
    grown: list[float] = []
    for _ in range(min(effort.rounds, ROUNDS)):
        async with simulated_pbx() as pbx, signed_in(pbx) as app:
            await asyncio.sleep(SETTLE_S)
            before_mb = memory_mb(app.child.pid)
            for kind, frame in KINDS.items():
                stood = await burst(app, frame, FRAMES)
                cpu[kind].append(stood["longest_cpu_ms"])
                wall[kind].append(stood["longest_ms"])
            grown.append(memory_mb(app.child.pid) - before_mb)
        value, left_mb = max(min(each) for each in cpu.values()), min(grown)
        if value <= BUDGETS["flood"].limit:
            break
    return Result(
        value=value,
        detail={
            "frames": FRAMES,
            "longest_frame_cpu_ms": {kind: round(min(each), 1) for kind, each in cpu.items()},
            "longest_frame_ms": {kind: round(min(each), 1) for kind, each in wall.items()},
            "grown_mb": spread(grown),
        },
        broken=f"bursts left {left_mb:.0f} MB behind" if left_mb > GROWTH_MB else None,
    )
