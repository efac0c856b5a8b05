"""``memory``: what the signed-in application keeps, with 10,000 extensions loaded.

PSS, so that a page that several programs share counts in parts. Application and bare window take
turns and never run at the same time, so that neither is cheaper for the other.
"""

from __future__ import annotations

import asyncio
import os
from statistics import median
from typing import TYPE_CHECKING

from ctiapp.tools.bench_bare import WINDOW
from ctiapp.tools.bench_process import pss_mb, running, signed_in, simulated_pbx
from ctiapp.tools.bench_report import Result, spread

if TYPE_CHECKING:
    from ctiapp.tools.bench import Effort

EXTENSIONS = 10_000
ROUNDS = 3
"""Memory hardly differs from one start to the next."""
SETTLE_S = 1.0


async def memory(effort: Effort) -> Result:
    """Start both by turns."""
    pss_mb(os.getpid())  # says at once where nothing can be seen here
    app: list[float] = []
    bare: list[float] = []
    loaded: list[float] = []
    async with simulated_pbx("--extensions", str(EXTENSIONS)) as pbx:
        for _ in range(min(effort.rounds, ROUNDS)):
            async with running("-c", WINDOW) as child:
                await child.heard("painted")
                await asyncio.sleep(SETTLE_S)
                bare.append(pss_mb(child.pid))
            async with signed_in(pbx) as signed:
                await asyncio.sleep(SETTLE_S)
                app.append(pss_mb(signed.child.pid))
                loaded.append(signed.loaded_s)
    return Result(
        value=median(app),
        yardstick=median(bare),
        detail={
            "extensions": EXTENSIONS,
            "app": spread(app),
            "bare": spread(bare),
            "start_to_loaded_s": spread(loaded),
        },
    )
