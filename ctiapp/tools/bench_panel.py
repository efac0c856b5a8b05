"""``panel``: ten thousand people on the panel, hundreds of whom change a second, and each frame.

The place as it is in use, over a real store, in a window of its own; every change goes through
`Store.apply`. A timer that should come every two milliseconds tells how long the window stood still
between two turns of its loop: that is a frame that the eye would miss. Meanwhile one scrolls, types
to filter, and takes the other size. What counts is what the window's thread computed: a machine
that gives the processor to somebody else is no fault of the panel. It runs in a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import sys
from statistics import median
from typing import TYPE_CHECKING

from ctiapp.tools.bench_process import running
from ctiapp.tools.bench_report import SLACK, Result, spread

if TYPE_CHECKING:
    from ctiapp.tools.bench import Effort

PEOPLE = 10_000
RATE = 200
"""Changes a second."""
LENGTH_S = 6.0
FRAME_MS = 33.0
"""The longest that a frame may take."""


async def panel(effort: Effort) -> Result:
    """Measure; the longest frame of each round counts."""
    head = {"people": PEOPLE, "rate": RATE, "length_s": LENGTH_S}
    rounds = []
    for _ in range(effort.rounds):
        async with running("-m", "ctiapp.tools.bench_panel", head=head) as child:
            rounds.append(await child.heard("painted", LENGTH_S + 60.0))
    longest_ms = median(one["max_ms"] for one in rounds)
    return Result(
        value=longest_ms,
        detail={
            "people": PEOPLE,
            "changes_per_s": round(median(one["rate"] for one in rounds), 1),
            "paints": round(median(one["paints"] for one in rounds)),
            "frame_p50_ms": spread([one["p50_ms"] for one in rounds]),
            "frame_p99_ms": spread([one["p99_ms"] for one in rounds]),
            "frame_max_ms": spread([one["max_ms"] for one in rounds]),
            "frame_max_wall_ms": spread([one["max_wall_ms"] for one in rounds]),
        },
        broken=f"a frame took {longest_ms:.0f} ms" if longest_ms > FRAME_MS * SLACK else None,
    )


# --- the program ---------------------------------------------------------------------------------


def main() -> int:
    """Show the panel, change who is busy, and tell how long the frames took."""
    import qasync
    from PySide6.QtWidgets import QApplication

    from ctiapp.settings import Language, Theme
    from ctiapp.tools.panel_day import PanelDay
    from ctiapp.ui import theme, words

    head = json.loads(sys.stdin.readline())
    app = QApplication([])
    words.install(Language.ENGLISH)
    scheme = theme.Theme(app, Theme.LIGHT)
    day = PanelDay(head["people"], head["rate"], head["length_s"])

    async def until_over() -> None:
        over = asyncio.Event()
        day.over.connect(over.set)
        day.start()
        await over.wait()

    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        runner.run(until_over())
    print(json.dumps({"at": "painted", **day.result()}), flush=True)
    day.close()
    scheme.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
