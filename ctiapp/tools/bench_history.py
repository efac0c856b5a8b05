"""``history``: two hundred thousand calls of the past: taken in, looked through, scrolled.

The real application, signed in to the simulated PBX, takes in as many lines of a PBX's list as a
busy reception has in years, as the history does it, in its own thread; then

* pages at any depth are read, and searches and filters are asked, as the place asks them;
* the place is opened for the first time, with all its pages;
* it is scrolled from the newest call to the oldest, by pages and by leaps, each step painted, the
  rows of each step asked for and painted when they come;
* calls come while it is looked at, at its beginning and in the midst of it.

What counts is the longest that the window's thread computed between two turns of its loop while it
was looked at: that is a frame that the eye would miss. It runs in a process of its own, and once.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctiapp.model.call import Direction, EndReason
from ctiapp.model.history import HistoryFilter, Kind
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.services.journal import CALL
from ctiapp.tools.bench_process import head_of, running, simulated_pbx
from ctiapp.tools.bench_report import SLACK, Result, percentile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ctiapp.app import Application
    from ctiapp.model.journal import Fact
    from ctiapp.tools.bench import Effort

LINES = 200_000
PEOPLE = 8_000
"""So many people call."""
STEPS = 400
"""So many steps the list is scrolled."""
COME = 20
"""So many calls come while the list is looked at."""
PAGES = 400
"""So many pages are read."""
PAGE = 50
"""Calls of a page."""
FRAME_MS = 33.0
"""The longest that a frame may take."""
PAGE_MS = 50.0
"""The longest that a page may take, p99: three frames."""
SEARCH_MS = 500.0
"""The longest that a search of all calls may take, p99; the window paints meanwhile."""
TAKEN_WITHIN_S = 1500.0
SCROLLED_WITHIN_S = 300.0

_OUTCOMES = (*(Outcome.ANSWERED,) * 6, Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.BUSY)


async def history(effort: Effort) -> Result:
    """Take in once, then open, scroll and let calls come; the longest frame of it counts."""
    steps = max(20, STEPS * min(effort.rounds, 5) // 5)
    with tempfile.TemporaryDirectory(prefix="ctiapp-bench-") as data_dir:
        async with simulated_pbx("--extensions", "20") as pbx:
            head = {**head_of(pbx, data_dir), "lines": LINES, "steps": steps}
            async with running("-m", "ctiapp.tools.bench_history", head=head) as child:
                taken = await child.heard("taken", TAKEN_WITHIN_S)
                looked = await child.heard("looked", SCROLLED_WITHIN_S)
                scrolled = await child.heard("scrolled", SCROLLED_WITHIN_S)
        file_mb = sum(each.stat().st_size for each in _files(data_dir)) / 1e6
    frames = {key: float(scrolled[f"{key}_cpu_ms"]) for key in ("opened", "longest", "came")}
    longest_ms = max(frames.values())
    page, search = looked["page"]["p99"], looked["search"]["p99"]
    broken = [
        *([f"a page took {page:.0f} ms"] if page > PAGE_MS * SLACK else []),
        *([f"a search took {search:.0f} ms"] if search > SEARCH_MS * SLACK else []),
    ]
    return Result(
        value=longest_ms,
        detail={
            "calls": taken["calls"],
            "days": taken["days"],
            "us_a_line": round(taken["us_a_line"]),
            "frames_over_50_ms_taking": taken["long_cpu"],
            "ms": {"page": looked["page"], "search": looked["search"], "days": looked["days"]},
            "steps": scrolled["steps"],
            "frame_max_cpu_ms": round(longest_ms, 1),
            "frame_max_cpu_ms_of": {
                "opening": round(frames["opened"], 1),
                "scrolling": round(frames["longest"], 1),
                "calls_that_come": round(frames["came"], 1),
            },
            "frame_max_wall_ms": round(scrolled["longest_ms"], 1),
            "rows_shown": scrolled["rows"],
            "file_mb": round(file_mb, 1),
        },
        broken="; ".join(broken) or None,
    )


def _files(data_dir: str) -> list[Path]:
    return list(Path(data_dir).glob("history.sqlite*"))


def lines(count: int, until: datetime, rng: random.Random) -> Iterator[CallRecord]:
    """The lines of a busy extension, the newest first: three a quarter of an hour by day."""
    people = [Number(f"+4989{rng.randrange(10**6, 10**7)}") for _ in range(PEOPLE)]
    me = RecordParty(Number("2000"), "Leo Ball")
    at = until
    for index in range(count):
        at -= timedelta(seconds=rng.randrange(60, 540))
        person = rng.randrange(PEOPLE)
        other = RecordParty(people[person], f"Caller {person}")
        out = rng.random() < 0.3
        outcome = rng.choice(_OUTCOMES)
        yield CallRecord(
            uid=f"line-{index}",
            at=at,
            caller=me if out else other,
            callee=other if out else me,
            direction=Direction.OUTBOUND if out else Direction.INBOUND,
            outcome=outcome,
            ring_s=rng.randrange(2, 30),
            talk_s=rng.randrange(5, 50) if outcome is Outcome.ANSWERED else 0,
            recording=f"{index}.wav" if index % 7 == 0 else "",
        )


# --- the program ---------------------------------------------------------------------------------


def _say(at: str, **what: object) -> None:
    print(json.dumps({"at": at, **what}), flush=True)


def _spread(times_ms: list[float]) -> dict[str, float]:
    return {
        "p50": round(percentile(times_ms, 0.50), 2),
        "p99": round(percentile(times_ms, 0.99), 2),
    }


class Reader:
    """Fills the history of the running application, then reads and scrolls it."""

    def __init__(self, application: Application, head: dict[str, Any]) -> None:
        self._application = application
        self._services = application.core.services
        self._head = head
        self._rng = random.Random(11)

    async def run(self) -> None:
        """All of it."""
        await self._online()
        await self._take()
        await self._look()
        await self._scroll()

    async def _online(self) -> None:
        online = asyncio.Event()

        def hear() -> None:
            if self._services.history.synced_at is not None:
                online.set()

        end = self._services.history.subscribe(hear)
        hear()
        await online.wait()
        end()

    async def _take(self) -> None:
        from ctiapp.services.historysync import CHUNK
        from ctiapp.tools.pulse import Pulse

        past = self._services.history
        owner = past.owner
        assert owner is not None  # noqa: S101 - signed in
        every = list(lines(self._head["lines"], self._services.clock().at, self._rng))
        pulse = Pulse()
        begun_s = time.monotonic()
        for start in range(0, len(every), CHUNK):
            await past.file.record(owner, every[start : start + CHUNK], past.reading)
        took_s = time.monotonic() - begun_s
        pulse.stop()
        days = await past.days()
        _say(
            "taken",
            us_a_line=took_s / len(every) * 1e6,
            calls=sum(each.count for each in days),
            days=len(days),
            long_cpu=pulse.long_cpu,
        )

    async def _look(self) -> None:
        past = self._services.history
        days = await past.days()
        pages: list[float] = []
        for _ in range(PAGES):
            day = self._rng.choice(days)
            offset = self._rng.randrange(day.count)
            begun_s = time.perf_counter()
            await past.page(HistoryFilter(), day.day, offset, PAGE)
            pages.append((time.perf_counter() - begun_s) * 1000.0)
        searches: list[float] = []
        counts: list[float] = []
        for turn in range(60):
            text = ("", f"caller {turn}", str(self._rng.randrange(10**3, 10**5)))[turn % 3]
            wanted = HistoryFilter(text=text, kind=tuple(Kind)[turn % len(Kind)])
            begun_s = time.perf_counter()
            found = await past.days(wanted)
            if found:
                await past.page(wanted, found[0].day, 0, PAGE)
            (searches if text else counts).append((time.perf_counter() - begun_s) * 1000.0)
        _say("looked", page=_spread(pages), search=_spread(searches), days=_spread(counts))

    async def _scroll(self) -> None:
        from PySide6.QtWidgets import QAbstractItemView

        from ctiapp.tools.painted import Painted
        from ctiapp.tools.pulse import Pulse
        from ctiapp.ui.history.list import HistoryList
        from ctiapp.ui.mainwindow import Place

        window = self._application.shell.window
        painted = Painted(window)
        opened = Pulse(FRAME_MS)
        window.place_wanted.emit(Place.HISTORY)
        place = self._application.shell.rooms.history.place
        complete = asyncio.Event()
        place.completed.connect(complete.set)
        await complete.wait()
        view = window.findChild(HistoryList)
        assert isinstance(view, QAbstractItemView)  # noqa: S101 - the place was just opened
        bar = view.verticalScrollBar()
        while not bar.maximum():
            view.viewport().update()
            await painted.next()
        opened.stop()
        pulse = Pulse(FRAME_MS)
        steps = self._head["steps"]
        for step in range(steps):
            if step % 2:
                bar.setValue(min(bar.maximum(), bar.value() + bar.pageStep()))
            else:
                bar.setValue(bar.maximum() * step // steps)
            view.viewport().update()
            await painted.next()
        pulse.stop()
        came = Pulse(FRAME_MS)
        for turn in range(COME):
            bar.setValue(0 if turn % 2 else bar.maximum() // 2)
            await self._comes(turn)
            for _ in range(4):  # counted, asked for, read, and painted
                view.viewport().update()
                await painted.next()
        came.stop()
        _say(
            "scrolled",
            opened_cpu_ms=opened.longest_cpu_ms,
            came_cpu_ms=came.longest_cpu_ms,
            steps=steps,
            rows=view.model().rowCount(),
            longest_ms=pulse.longest_ms,
            longest_cpu_ms=pulse.longest_cpu_ms,
        )

    async def _comes(self, turn: int) -> None:
        """One more call, as this desk sees it; the list has heard of it."""
        past = self._services.history
        heard = asyncio.Event()
        end = past.subscribe(heard.set)
        call_id = CallId(f"{turn}.1")
        facts: dict[str, Fact] = {
            "me": "2000",
            "direction": "inbound",
            "incoming": True,
            "outcome": EndReason.CALLER_GAVE_UP.value,
        }
        number = Number(f"+4989{self._rng.randrange(10**6, 10**7)}")
        self._application.core.journal.put(CALL, call_id, number, facts)
        await heard.wait()
        end()


def main() -> int:
    """Run the application as the first line of input has it."""
    from ctiapp import app
    from ctiapp.tools.bench_app import options_of

    head: dict[str, Any] = json.loads(sys.stdin.readline())

    async def script(application: Application) -> None:
        await Reader(application, head).run()

    return app.run(options_of(head), script=script)


if __name__ == "__main__":
    sys.exit(main())
