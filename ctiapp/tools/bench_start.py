"""``cold-start``: from the start of the process until the signed-out window is painted.

The application goes the whole way through its command line, with an empty data directory. A bare
PySide6 window takes turns with it. Both tell the system's monotonic clock once the first paint is
done. What must not be loaded before the window shows is looked for at that moment.
"""

from __future__ import annotations

import tempfile
import time
from statistics import median
from typing import TYPE_CHECKING

from ctiapp.tools.bench_bare import WINDOW
from ctiapp.tools.bench_process import running
from ctiapp.tools.bench_report import Result, spread

if TYPE_CHECKING:
    from ctiapp.tools.bench import Effort

APP = "ctiapp.tools.bench_first_paint"


async def painted_ms(*arguments: str) -> tuple[float, list[str]]:
    """Start an interpreter; milliseconds until its window is painted, and what it loaded early."""
    started_s = time.monotonic()
    async with running(*arguments) as child:
        painted = await child.heard("painted")
        return (float(painted["now_s"]) - started_s) * 1000.0, list(painted.get("early", ()))


async def cold_start(effort: Effort) -> Result:
    """Start both by turns; the first start of each warms the disk and is not counted."""
    app: list[float] = []
    bare: list[float] = []
    early: set[str] = set()
    for counted in (False, *[True] * effort.rounds):
        with tempfile.TemporaryDirectory(prefix="ctiapp-bench-") as data_dir:
            app_ms, loaded = await painted_ms("-m", APP, "--data-dir", data_dir)
        bare_ms, _ = await painted_ms("-c", WINDOW)
        early.update(loaded)
        if counted:
            app.append(app_ms)
            bare.append(bare_ms)
    return Result(
        value=median(app),
        yardstick=median(bare),
        detail={"app": spread(app), "bare": spread(bare), "imported_early": sorted(early)},
        broken=f"imported before the window showed: {', '.join(sorted(early))}" if early else None,
    )
