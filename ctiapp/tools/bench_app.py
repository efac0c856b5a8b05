"""The real application, started as a user would, that also tells a bench what happens in it.

Run as a program: the first line of input is JSON (``data_dir`` and whom to sign in), each further
one a word. It listens to the same services as the window, and what it hears while a pop is on its
way it only keeps in memory: printing comes after the paint.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctiapp.model.call import Moment
from ctiapp.services.connection import Connection
from ctiapp.settings import SignIn, StartOptions
from ctiapp.state.store import ENDED_SHOWN_S
from ctiapp.tools.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.app import Application
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.services.screenpop import PopupStatus

AFTER_BURST_S = 0.5
"""How long to look on after the last frame of a burst: what it set off is painted by then."""


def say(at: str, **what: object) -> None:
    """Tell the bench something."""
    print(json.dumps({"at": at, **what}), flush=True)


def listen(loop: asyncio.AbstractEventLoop, on_word: Callable[[str], None]) -> None:
    """Call back on the loop for each line of input, and with ``quit`` when it ends.

    A thread: not every loop on every system can watch a pipe.
    """

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(on_word, line.strip())
        loop.call_soon_threadsafe(on_word, "quit")

    threading.Thread(target=read, name="words", daemon=True).start()


class Witness:
    """Hears what happens in the application, and obeys the bench.

    Words: ``take`` lets ended calls leave the screen and answers the frames since the last time;
    ``cpu`` answers the CPU seconds so far; ``watch N`` answers how long the window ever stood still
    until so many frames have come; ``quit`` ends.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._services = application.core.services
        self._frames: list[str] = []
        self._latency_ms: float | None = None
        self._online = self._loaded = self._visible = False
        self._over = asyncio.Event()
        self._wanted = 0
        self._pulse: Pulse | None = None

    async def run(self) -> None:
        """Be there until the bench has seen enough."""
        services = self._services
        services.session.subscribe(self._on_status)
        services.session.subscribe_frames(self._on_frame)
        services.directory.subscribe(self._on_directory)
        services.desk.subscribe_popup(self._on_popup)
        listen(asyncio.get_running_loop(), self._on_word)
        await self._over.wait()

    def _on_status(self, status: ConnectionStatus) -> None:
        if status.state is Connection.ONLINE and not self._online:
            self._online = True
            say("online")
        elif status.state in (Connection.REFUSED, Connection.SIGNED_OUT) and status.notice:
            say("refused", why=status.notice.key)

    def _on_frame(self, arrived: tuple[str, float]) -> None:
        if not self._wanted:
            self._frames.append(arrived[0])
            return
        self._wanted -= 1
        if not self._wanted:
            asyncio.get_running_loop().call_later(AFTER_BURST_S, self._burst_over)

    def _watch(self, frames: int) -> None:
        self._wanted = frames
        self._pulse = Pulse()
        say("watching")

    def _burst_over(self) -> None:
        if self._pulse is not None:
            self._pulse.stop()
            say(
                "stood",
                longest_ms=self._pulse.longest_ms,
                longest_cpu_ms=self._pulse.longest_cpu_ms,
                cards=len(self._services.desk.all_cards),
            )

    def _on_directory(self, progress: DirectoryProgress) -> None:
        if progress.done and not self._loaded:
            self._loaded = True
            say("loaded", entries=progress.loaded)

    def _on_popup(self, popup: PopupStatus) -> None:
        if popup.latency_ms != self._latency_ms:
            self._latency_ms = popup.latency_ms
            say("painted", call=popup.call_id, latency_ms=popup.latency_ms, now_s=time.monotonic())
        if self._visible and not popup.visible:
            say("gone")
        self._visible = popup.visible

    def _on_word(self, word: str) -> None:
        if word == "take":
            self._take()
        elif word == "cpu":
            say("cpu", cpu_s=time.process_time(), now_s=time.monotonic())
        elif word.startswith("watch "):
            self._watch(int(word.removeprefix("watch ")))
        elif word == "quit":
            self._over.set()

    def _take(self) -> None:
        """Let the time pass for which an ended call is still shown."""
        now = Moment(time.monotonic(), datetime.now(UTC))
        self._application.core.store.tick(replace(now, mono_s=now.mono_s + ENDED_SHOWN_S))
        frames, self._frames = self._frames, []
        say("taken", frames=frames)


def options_of(head: Mapping[str, Any]) -> StartOptions:
    """How to start, by the first line of input (`ctiapp.tools.bench_process.head_of`)."""
    return StartOptions(
        data_dir=Path(head["data_dir"]),
        sign_in=SignIn(
            url=head["url"],
            client_id=head["client_id"],
            client_secret=head["client_secret"],
            extension=head["extension"],
        ),
    )


def main() -> int:
    """Run the application as the first line of input has it."""
    from ctiapp import app

    head = json.loads(sys.stdin.readline())

    async def script(application: Application) -> None:
        await Witness(application).run()

    return app.run(options_of(head), script=script)


if __name__ == "__main__":
    sys.exit(main())
