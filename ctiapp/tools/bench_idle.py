"""``idle-cpu``: what the signed-in application does while nothing happens.

The application tells the CPU time of all its threads at the beginning and at the end of each
round. There is no yardstick: a program that rests needs nothing.
"""

from __future__ import annotations

import asyncio
from statistics import median
from typing import TYPE_CHECKING

from ctiapp.services.agentpolls import LIVELY_S
from ctiapp.tools.bench_process import signed_in, simulated_pbx
from ctiapp.tools.bench_report import Result, spread

if TYPE_CHECKING:
    from ctiapp.tools.bench import Effort
    from ctiapp.tools.bench_process import Child

SETTLE_S = 20.0 + LIVELY_S
"""After a sign-in each question about the queues is asked once, one a second, and what is seen is
asked for often: somebody has just sat down. A desktop is idle some time after anything happened."""
ROUND_S = 20.0
"""So long that each round has as many heartbeats (5 s), looks (10 s) and questions (4 s)."""
ROUNDS = 3
"""More of them tell no more."""


async def cpu(child: Child) -> tuple[float, float]:
    """CPU seconds so far, and when that was."""
    child.say("cpu")
    said = await child.heard("cpu")
    return float(said["cpu_s"]), float(said["now_s"])


async def idle_cpu(effort: Effort) -> Result:
    """Sign in, and look on."""
    shares: list[float] = []
    async with simulated_pbx() as pbx, signed_in(pbx) as app:
        await asyncio.sleep(SETTLE_S)
        cpu_s, now_s = await cpu(app.child)
        for _ in range(min(effort.rounds, ROUNDS)):
            await asyncio.sleep(ROUND_S)
            before, (cpu_s, now_s) = (cpu_s, now_s), await cpu(app.child)
            shares.append((cpu_s - before[0]) / (now_s - before[1]) * 100.0)
    return Result(value=median(shares), detail={"percent": spread(shares)})
