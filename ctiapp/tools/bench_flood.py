"""The real application, window and all, fed with frames faster than any PBX would send them.

Run as a program by ``store`` and ``growth``: between the link and the screen everything is as in
use, only the socket is missing. The first line of input says what to do (JSON).
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.call import Moment
from ctiapp.model.directory import Extension
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Page
from ctiapp.services.longlived import live_objects
from ctiapp.settings import SignIn, StartOptions
from ctiapp.simpbx.people import names
from ctiapp.state.store import ENDED_SHOWN_S
from ctiapp.tools.bench_app import say
from ctiapp.tools.bench_feed import ME, decode, make_batch
from ctiapp.tools.pulse import Pulse
from ctiapp.tools.replay import Recording, ReplayPbx

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ctiapp.app import Application
    from ctiapp.pbx.interface import Account, EventStream
    from ctiapp.tools.bench_feed import Batch

EXTENSIONS = 200
AT_ONCE = 16
"""Frames handed over before the loop comes round: as many as a WebSocket keeps by itself."""
PATIENCE_S = 60.0
PAINT_S = 2.0


class FedStream:
    """An event stream that somebody feeds."""

    def __init__(self, feed: asyncio.Queue[str]) -> None:
        self._feed = feed

    def probe(self) -> None:
        """It lives: nothing lies between."""

    async def frames(self) -> AsyncGenerator[tuple[str, float], None]:
        """Yield what was fed; the loop comes round after a few."""
        count = 0
        while True:
            frame = await self._feed.get()
            yield frame, time.monotonic()
            self._feed.task_done()
            count += 1
            if count % AT_ONCE == 0:
                await asyncio.sleep(0)


class FedPbx(ReplayPbx):
    """A PBX with a directory, whose events come from here."""

    def __init__(self, account: Account, feed: asyncio.Queue[str]) -> None:
        super().__init__(account, Recording(Path(), account.kind, ME, "Me"), 1.0)
        self._feed = feed

    @asynccontextmanager
    async def stream(self) -> AsyncGenerator[EventStream, None]:
        """The fed frames."""
        yield FedStream(self._feed)

    async def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        """Everybody whom the frames tell of."""
        people = tuple(
            Extension(ExtensionId(str(index)), Number(str(2000 + index)), f"{given} {family}")
            for index, (given, family) in enumerate(names(EXTENSIONS, seed=1))
        )
        yield Page(people, len(people))


class Script:
    """Feeds the application."""

    def __init__(self, head: dict[str, int], feed: asyncio.Queue[str]) -> None:
        self._head = head
        self._feed = feed

    async def run(self, application: Application) -> None:
        """Do what the first line of input says."""
        services = application.core.services
        async with asyncio.timeout(PATIENCE_S):
            while not services.directory.progress.done:  # noqa: ASYNC110 - nothing hurries here
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.5)
        if "flood" in self._head:
            await self._flood(self._head["flood"], self._head["rounds"])
        else:
            await self._calls(application, self._head["calls"], self._head["every"])

    async def _flood(self, events: int, rounds: int) -> None:
        """So many events as fast as they are taken, several times over."""
        batch = make_batch(events, extensions=EXTENSIONS, own_every=50)
        told = islice(batch.cycles(), rounds * events)
        for _ in range(rounds):
            frames = [frame for _, frame in islice(told, events)]
            gc.collect()
            pulse = Pulse()
            started_s = time.monotonic()
            for frame in frames:
                self._feed.put_nowait(frame)
            await self._feed.join()
            passed_s = time.monotonic() - started_s
            pulse.stop()
            say(
                "flooded",
                rate=events / passed_s,
                longest_ms=pulse.longest_ms,
                longest_cpu_ms=pulse.longest_cpu_ms,
            )
            await asyncio.sleep(0.2)

    async def _calls(self, application: Application, calls: int, every: int) -> None:
        """One call of one's own after the other, each painted; look at what is left now and then.

        What an ended call leaves on the screen goes when its time is let pass.
        """
        desk, store = application.core.services.desk, application.core.store
        batch = make_batch(2000, extensions=EXTENSIONS, own_every=1)
        lives = _lives(batch)
        told = asyncio.Event()
        desk.subscribe_popup(lambda _: told.set())
        for count in range(1, calls + 1):
            cycle, index = divmod(count, len(lives))
            for frame in lives[index]:
                ringing, painted_ms = desk.popup.visible, desk.popup.latency_ms
                self._feed.put_nowait(batch.frames[frame].text(cycle))
                await self._feed.join()
                if desk.cards and desk.cards[0].rings and not ringing:
                    async with asyncio.timeout(PAINT_S):
                        while desk.popup.latency_ms == painted_ms:
                            told.clear()
                            await told.wait()
            await asyncio.sleep(0.02)
            now = Moment(time.monotonic(), datetime.now(UTC))
            store.tick(replace(now, mono_s=now.mono_s + ENDED_SHOWN_S))
            if count % every == 0:
                await asyncio.sleep(0.1)
                gc.collect()
                say("look", calls=count, objects=live_objects(), last=count == calls)


def _lives(batch: Batch) -> list[list[int]]:
    """The places of the frames of each of one's own calls that ring here, in their order."""
    lives: dict[str, list[int]] = {}
    for index, frame in enumerate(batch.frames):
        if frame.call_id:
            lives.setdefault(frame.call_id, []).append(index)
    rings = f'"{ME}"'
    return [
        life
        for life in lives.values()
        if rings in json.dumps(decode(batch.frames[life[0]].text(0)))
    ]


def main() -> int:
    """Run the application as the first line of input has it."""
    from ctiapp import app

    head = json.loads(sys.stdin.readline())
    feed: asyncio.Queue[str] = asyncio.Queue()
    options = StartOptions(
        data_dir=Path(head.pop("data_dir")),
        sign_in=SignIn("fed.invalid", "bench", "none", ME),
    )
    return app.run(
        options,
        pbx_factory=lambda account: FedPbx(account, feed),
        script=Script(head, feed).run,
    )


if __name__ == "__main__":
    sys.exit(main())
