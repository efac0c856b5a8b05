"""``cold-start``: from the start of the process until the signed-out window is painted.

The application goes the whole way through its command line, with an empty data directory. A bare
PySide6 window takes turns with it. Both tell the system's monotonic clock once the first paint is
done. What must not be loaded before the window shows is looked for at that moment.

An installed application is compiled, so both have their byte code in a directory of this run,
written by a first start that does not count; whatever the environment says of byte code.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from ctiapp.tools.bench_bare import WINDOW
from ctiapp.tools.bench_process import running
from ctiapp.tools.bench_report import Result, spread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.tools.bench import Effort

APP = "ctiapp.tools.bench_first_paint"


@dataclass(frozen=True, slots=True)
class Start:
    """One start of a window.

    Attributes:
        painted_ms: from the start of the process until it was painted.
        cpu_ms: what the process computed until then; hardly depends on what else runs.
        early: what it had loaded by then, and should not have.
        own: how many modules of ours it had loaded by then.
    """

    painted_ms: float
    cpu_ms: float
    early: tuple[str, ...] = ()
    own: int = 0


def compiled_in(directory: str) -> dict[str, str]:
    """An environment in which byte code is kept there, and nowhere else."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "PYTHONPYCACHEPREFIX": directory}


async def start(*arguments: str, env: Mapping[str, str] | None = None) -> Start:
    """Start an interpreter and wait for its window."""
    started_s = time.monotonic()
    async with running(*arguments, env=env) as child:
        painted = await child.heard("painted")
        return Start(
            (float(painted["now_s"]) - started_s) * 1000.0,
            float(painted["cpu_s"]) * 1000.0,
            tuple(painted.get("early", ())),
            int(painted.get("own", 0)),
        )


async def cold_start(effort: Effort) -> Result:
    """Start both by turns; the first start of each compiles, and is not counted."""
    apps: list[Start] = []
    bares: list[Start] = []
    with tempfile.TemporaryDirectory(prefix="ctiapp-bench-") as top:
        env = compiled_in(f"{top}/compiled")
        for turn in range(effort.rounds + 1):
            apps.append(await start("-m", APP, "--data-dir", f"{top}/{turn}", env=env))
            bares.append(await start("-c", WINDOW, env=env))
    del apps[0], bares[0]
    early = {name for one in apps for name in one.early}
    return Result(
        value=median(one.painted_ms for one in apps),
        yardstick=median(one.painted_ms for one in bares),
        detail={
            "app_ms": spread([one.painted_ms for one in apps]),
            "bare_ms": spread([one.painted_ms for one in bares]),
            "app_cpu_ms": spread([one.cpu_ms for one in apps]),
            "bare_cpu_ms": spread([one.cpu_ms for one in bares]),
            "imported_early": sorted(early),
            "own_modules": max(one.own for one in apps),
        },
        broken=f"imported before the window showed: {', '.join(sorted(early))}" if early else None,
    )
