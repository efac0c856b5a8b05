"""``memory``: what the signed-in application keeps, with 10,000 extensions loaded.

Counted is what each would hold if it ran alone: its own pages, and those of files as a whole. That
is what PSS is where nobody else runs Qt; where somebody does, PSS counts Qt's code in parts, which
makes a small program look smaller still, and the ratio depends on the neighbours. PSS itself stands
in the details. Application and bare window take turns.
"""

from __future__ import annotations

import asyncio
import os
from statistics import median
from typing import TYPE_CHECKING

from ctiapp.tools.bench_bare import WINDOW
from ctiapp.tools.bench_process import memory_mb, running, signed_in, simulated_pbx
from ctiapp.tools.bench_report import Result, spread

if TYPE_CHECKING:
    from ctiapp.tools.bench import Effort

EXTENSIONS = 10_000
ROUNDS = 3
"""Memory hardly differs from one start to the next."""
SETTLE_S = 1.0


async def memory(effort: Effort) -> Result:
    """Start both by turns."""
    memory_mb(os.getpid())  # says at once where nothing can be seen here
    app: list[float] = []
    bare: list[float] = []
    app_pss: list[float] = []
    bare_pss: list[float] = []
    loaded: list[float] = []
    async with simulated_pbx("--extensions", str(EXTENSIONS)) as pbx:
        for _ in range(min(effort.rounds, ROUNDS)):
            async with running("-c", WINDOW) as child:
                await child.heard("painted")
                await asyncio.sleep(SETTLE_S)
                bare.append(memory_mb(child.pid, "Rss"))
                bare_pss.append(memory_mb(child.pid))
            async with signed_in(pbx) as signed:
                await asyncio.sleep(SETTLE_S)
                app.append(memory_mb(signed.child.pid, "Rss"))
                app_pss.append(memory_mb(signed.child.pid))
                loaded.append(signed.loaded_s)
    return Result(
        value=median(app),
        yardstick=median(bare),
        detail={
            "extensions": EXTENSIONS,
            "app": spread(app),
            "bare": spread(bare),
            "app_pss_mb": round(median(app_pss), 1),
            "bare_pss_mb": round(median(bare_pss), 1),
            "start_to_loaded_s": spread(loaded),
        },
    )
