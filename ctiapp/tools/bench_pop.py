"""``pop`` and ``pop-big``: how long from the frame's arrival until its pop is painted.

The real application, signed in to the simulated PBX, and the bare pop take turns, ring by ring, so
that whatever else the machine does meets both alike. The bare pop gets the very frames that the
application got. In ``pop`` each round is a new start of both: the first ring counts.

Both have made, polished and drawn their pops once before. With 30 rings a round the p99 is the
worst of the round, so that a machine that stumbles once does so on either side; the median over the
rounds counts, and the p50 stands beside it.

Both stamp a frame when ``recv`` returns it, and a pop when the last of its pixels is painted.
"""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING

from websockets.asyncio.server import ServerConnection, serve

from ctiapp.tools.bench_process import BenchError, running, signed_in, simulated_pbx
from ctiapp.tools.bench_report import Result, SkippedError, machine, percentile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from ctiapp.tools.bench import Effort
    from ctiapp.tools.bench_process import Child, SignedInApp

RINGS = 30
"""Rings a round."""
PAUSE_S = 0.02
"""Between two turns: both are at rest when the next frame comes."""
CALLERS = ("+49301234567", "5503301", "+4989765432", "013812340000")
P99 = 0.99


@dataclass(slots=True)
class Round:
    """The latencies of one round, in milliseconds.

    Attributes:
        app, bare: frame received -> painted, in the order of the rings.
        asked: the PBX was asked to ring -> painted by the application; tells what a stamp taken
            inside the application cannot see.
    """

    app: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)


class BarePop:
    """The bare pop's process and the socket that feeds it."""

    def __init__(self, child: Child, socket: ServerConnection) -> None:
        self._child = child
        self._socket = socket

    async def ring(self, frames: Sequence[str]) -> float:
        """Feed one call, ring to end; the milliseconds until it was painted."""
        ringing, ending = split(frames)
        for frame in ringing:
            await self._socket.send(frame)
        painted = await self._child.heard("painted")
        await asyncio.sleep(PAUSE_S)
        for frame in ending:
            await self._socket.send(frame)
        await self._child.heard("gone")
        return float(painted["latency_ms"])


def split(frames: Sequence[str]) -> tuple[list[str], list[str]]:
    """What makes it ring, and what ends it: from the first frame on that tells of a leg gone."""
    for index, frame in enumerate(frames):
        if '\\"BYE\\"' in frame or json.loads(frame).get("type") == 30012:
            return list(frames[:index]), list(frames[index:])
    raise BenchError("the call did not end")


def of_call(frames: Sequence[str], call: str) -> list[str]:
    """The frames that tell of this call."""
    return [frame for frame in frames if call in frame]


@asynccontextmanager
async def bare_pop() -> AsyncIterator[BarePop]:
    """Run the bare pop, fed by a server of its own."""
    joined: asyncio.Future[ServerConnection] = asyncio.get_running_loop().create_future()
    over = asyncio.Event()

    async def on_connection(socket: ServerConnection) -> None:
        joined.set_result(socket)
        await over.wait()

    async with serve(on_connection, "127.0.0.1", 0, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        async with running("-m", "ctiapp.tools.bench_bare", f"ws://127.0.0.1:{port}") as child:
            await child.heard("ready")
            try:
                yield BarePop(child, await joined)
            finally:
                over.set()


async def ring_app(app: SignedInApp, caller: str, measured: Round) -> list[str]:
    """Let the PBX ring once and end it; notes the latency, returns the frames of the call."""
    child, pbx = app.child, app.pbx
    asked_s = time.monotonic()
    answer = await pbx.control("call", **{"from": caller, "to": pbx.account.extension})
    call = str(answer["call_id"])
    while True:
        painted = await child.heard("painted", 15.0)
        if painted["call"] == call:
            break
    measured.app.append(float(painted["latency_ms"]))
    measured.asked.append((float(painted["now_s"]) - asked_s) * 1000.0)
    await asyncio.sleep(PAUSE_S)
    await pbx.control("caller_hangup", call_id=call)
    await child.heard("gone", 15.0)
    await asyncio.sleep(PAUSE_S)
    child.say("take")
    taken = await child.heard("taken")
    return of_call(taken["frames"], call)


async def ring_in_turns(app: SignedInApp, bare: BarePop, rings: int) -> Round:
    """One round: the application and the bare pop by turns."""
    measured = Round()
    for index in range(rings):
        frames = await ring_app(app, CALLERS[index % len(CALLERS)], measured)
        await asyncio.sleep(PAUSE_S)
        measured.bare.append(await bare.ring(frames))
        await asyncio.sleep(PAUSE_S)
    return measured


def result_of(rounds: Sequence[Round]) -> Result:
    """The medians over the rounds of each round's p99; p50 and first rings beside them."""

    def over(values: Sequence[Sequence[float]], share: float) -> float:
        return round(median(percentile(one, share) for one in values), 3)

    apps = [one.app for one in rounds]
    bares = [one.bare for one in rounds]
    return Result(
        value=over(apps, P99),
        yardstick=over(bares, P99),
        detail={
            "rings": sum(map(len, apps)),
            "p50_ms": over(apps, 0.5),
            "p50_yardstick_ms": over(bares, 0.5),
            "p50_ratio": round(over(apps, 0.5) / over(bares, 0.5), 3),
            "worst_ms": round(max(map(max, apps)), 3),
            "first_ring_ms": round(median(one[0] for one in apps), 3),
            "first_ring_yardstick_ms": round(median(one[0] for one in bares), 3),
            "asked_to_painted_p50_ms": over([one.asked for one in rounds], 0.5),
            "asked_to_painted_p99_ms": over([one.asked for one in rounds], P99),
        },
    )


def check_display() -> None:
    """Raise `SkippedError` where no card can be placed."""
    if str(machine()["qt_platform"]).startswith("wayland"):
        raise SkippedError("on Wayland pops are notifications of the desktop")


async def pop(effort: Effort) -> Result:
    """An idle office."""
    check_display()
    rounds = []
    async with simulated_pbx() as pbx:
        for _ in range(effort.rounds):
            async with signed_in(pbx) as app, bare_pop() as bare:
                rounds.append(await ring_in_turns(app, bare, RINGS))
    return result_of(rounds)


async def pop_big(effort: Effort) -> Result:
    """10,000 extensions, and 200 events a second of other people's calls."""
    check_display()
    async with (
        simulated_pbx("--scenario", "big") as pbx,
        signed_in(pbx) as app,
        bare_pop() as bare,
    ):
        rounds = [await ring_in_turns(app, bare, RINGS) for _ in range(effort.rounds)]
    found = result_of(rounds)
    return replace(found, detail={**found.detail, "loaded_s": round(app.loaded_s, 2)})
