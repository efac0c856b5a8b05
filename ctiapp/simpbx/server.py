"""The simulated PBX as a process: one port for the API, a second, loopback only, to control it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.control import Control
from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.face import Behind
from ctiapp.simpbx.gate import shut
from ctiapp.simpbx.guests import Guests
from ctiapp.simpbx.options import OptionsError
from ctiapp.simpbx.p_series.face import PSeriesFace
from ctiapp.simpbx.scenarios import Stage
from ctiapp.simpbx.tls import self_signed
from ctiapp.simpbx.world import build

if TYPE_CHECKING:
    import ssl
    from typing import Self

    from ctiapp.simpbx.face import Face
    from ctiapp.simpbx.hub import Hub
    from ctiapp.simpbx.options import PbxOptions
    from ctiapp.simpbx.p_series.facade import PSeries
    from ctiapp.simpbx.pushface import PushFace
    from ctiapp.simpbx.web import ApiSite

_LISTED_EXTENSIONS = 50
_LOOPBACK = "127.0.0.1"
_SHUTDOWN_S = 0.5
_BACKLOG = 128


def _face_of(kind: str) -> type[PSeriesFace | PushFace]:
    """Return the face of a kind of PBX. Loads that of no other vendor."""
    if kind == "cloud":
        from ctiapp.simpbx.cloud.facade import Cloud

        return Cloud
    if kind == "k2":
        from ctiapp.simpbx.k2.facade import K2

        return K2
    if kind == "openvox":
        from ctiapp.simpbx.openvox.facade import OpenVox

        return OpenVox
    return PSeriesFace


class RunningPbx:
    """A simulated PBX that serves. Made by :func:`serve`; an asynchronous context manager."""

    def __init__(self, options: PbxOptions) -> None:
        """Build the PBX; nothing listens yet."""
        self.options = options
        self.offset_s = 0.0
        self.rate = 1.0
        """How many seconds pass for the exchange in one."""
        self._anchors_s = (0.0, 0.0)
        directory = build(options.directory_size, seed=options.seed, contacts=options.contacts)
        self.exchange = Exchange(directory, now_s=time.time(), seed=options.seed)
        self.face = self._make_face()
        self.guests = Guests(self.exchange)
        bots = Bots(self.exchange, seed=options.seed)
        bots.spared = self.guests.habits
        self.stage = Stage(self.exchange, bots, seed=options.seed)
        self.face.on_subscribed = self.stage.user_arrived
        self.control = Control(self)
        self.url = ""
        self.control_url = ""
        self._runners: list[web.AppRunner] = []
        self._gates: list[asyncio.Server] = []
        self._alarm: asyncio.TimerHandle | None = None
        self._closed = False
        self._certificates: tempfile.TemporaryDirectory[str] | None = None
        self.exchange.listen(self.face.tell)

    def _make_face(self) -> Face:
        """Make the face of the vendor that is asked for."""
        seed, now_s = self.options.seed, self.plain_now_s
        making = _face_of(self.options.kind)
        return making(Behind(self.exchange, seed=seed, pump=self.pump, now_s=now_s))

    def _p_series(self) -> PSeriesFace:
        if not isinstance(self.face, PSeriesFace):
            message = f"a PBX of kind {self.options.kind} has none of that: the P-Series does"
            raise ControlError(message)
        return self.face

    @property
    def api(self) -> PSeries:
        """The P-Series' API; ``ControlError`` on a PBX of another kind."""
        return self._p_series().api

    @property
    def hub(self) -> Hub:
        """The P-Series' event sockets; ``ControlError`` on a PBX of another kind."""
        return self._p_series().hub

    @property
    def site(self) -> ApiSite:
        """What serves the P-Series' API; ``ControlError`` on a PBX of another kind."""
        return self._p_series().site

    @property
    def description(self) -> dict[str, object]:
        """What a client needs to know: the first line of output."""
        numbers = list(self.exchange.directory.extensions)
        return {
            "url": self.url,
            "kind": self.options.kind,
            "client_id": self.face.client_id,
            "client_secret": self.face.client_secret,
            "extensions": numbers[:_LISTED_EXTENSIONS],
            "control_url": self.control_url,
            **self.face.described(),
        }

    async def start(self) -> None:
        """Listen on both ports and begin the scenario. Raises ``OSError`` where a port is taken."""
        options = self.options
        context: ssl.SSLContext | None = None
        if options.tls:
            self._certificates = tempfile.TemporaryDirectory(prefix="simpbx-")
            folder = Path(self._certificates.name)
            context = await asyncio.to_thread(self_signed, folder, options.host)
        scheme = "https" if options.tls else "http"
        port = await self._listen(self.face.application(), options.host, options.port, context)
        host = f"[{options.host}]" if ":" in options.host else options.host
        self.url = f"{scheme}://{host}:{port}"
        await self.face.start(options.host)
        control = self.control.application()
        port = await self._listen(control, _LOOPBACK, options.control_port, None)
        self.control_url = f"http://{_LOOPBACK}:{port}"
        if options.scenario is not None:
            self.stage.play(options.scenario)
        self.pump()

    async def _listen(
        self, app: web.Application, host: str, port: int, context: ssl.SSLContext | None
    ) -> int:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_S)
        self._runners.append(runner)
        await runner.setup()
        # Not by a site of aiohttp's: those close without waiting for whom they have let in.
        assert runner.server is not None  # noqa: S101 - it is set up
        loop = asyncio.get_running_loop()
        server = await loop.create_server(runner.server, host, port, ssl=context, backlog=_BACKLOG)
        self._gates.append(server)
        bound: int = server.sockets[0].getsockname()[1]
        return bound

    async def close(self) -> None:
        """Stop serving and break every connection. Harmless when repeated."""
        self._closed = True
        if self._alarm is not None:
            self._alarm.cancel()
        self.stage.stop()
        await self.face.close()
        for gate in self._gates:
            await shut(gate)
        self._gates.clear()
        for runner in self._runners:
            await runner.cleanup()
        self._runners.clear()
        if self._certificates is not None:
            self._certificates.cleanup()

    async def __aenter__(self) -> Self:
        """Return the PBX, which runs already."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self.close()

    def plain_now_s(self) -> float:
        """Real time and what was skipped, in epoch seconds: what tokens live by."""
        return time.time() + self.offset_s

    def now_s(self) -> float:
        """The exchange's clock, in epoch seconds: it may have been set, and run faster."""
        plain_s, shown_s = self._anchors_s
        return shown_s + (self.plain_now_s() - plain_s) * self.rate

    def skip(self, seconds: float, *, silence: bool = False) -> None:
        """Let time pass at once; ``silence`` lets the sockets' clients have been silent, too."""
        shown_s = self.now_s() + seconds
        self.offset_s += seconds
        self._anchors_s = (self.plain_now_s(), shown_s)
        if silence:
            self.face.skip(seconds)
        self.pump()

    def set_clock(self, at_s: float) -> None:
        """Let time pass at once for the exchange alone, until its clock shows ``at_s``."""
        self._anchors_s = (self.plain_now_s(), max(at_s, self.now_s()))
        self.pump()

    def set_rate(self, rate: float) -> None:
        """Let time pass faster for the exchange alone; ``rate`` is above 0."""
        self._anchors_s = (self.plain_now_s(), self.now_s())
        self.rate = rate
        self.pump()

    def restart(self, down_s: float) -> int:
        """Go down and come up again after a time in which no alarm rings.

        Ends every call, and of sockets and tokens what the vendor's do not outlive; returns how
        many calls there were.
        """
        exchange, ended = self.exchange, 0
        self.face.go_down()
        exchange.wakeups.sleep()
        while exchange.calls:
            exchange.end(next(iter(exchange.calls.values())))
            ended += 1
        self.skip(down_s)
        exchange.wakeups.wake()
        exchange.started_s = exchange.now_s
        self.face.come_up()
        return ended

    def pump(self) -> None:
        """Do what is due and set the alarm for what comes next."""
        if self._closed:
            return
        self.exchange.advance(self.now_s())
        plain_now_s = self.plain_now_s()
        self.face.close_due(plain_now_s)
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        waits = [self.face.next_due_in_s(plain_now_s)]
        due_s = self.exchange.next_due_s()
        if due_s is not None:
            waits.append((due_s - self.now_s()) / self.rate)
        known = [wait for wait in waits if wait is not None]
        if known:
            loop = asyncio.get_running_loop()
            self._alarm = loop.call_later(max(0.001, min(known)), self.pump)


async def serve(options: PbxOptions) -> RunningPbx:
    """Start a simulated PBX in this event loop.

    Raises ``OptionsError`` for options that name nothing, ``OSError`` where it cannot listen.
    """
    options.check()
    pbx = RunningPbx(options)
    try:
        await pbx.start()
    except BaseException:
        await pbx.close()
        raise
    return pbx


def main(options: PbxOptions) -> int:
    """Run a simulated PBX until it is interrupted or terminated; returns the exit code.

    Its first line of output is the JSON object of :attr:`RunningPbx.description`. Raises
    ``OptionsError`` for options that name nothing.
    """
    options.check()
    try:
        return asyncio.run(_run(options))
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        sys.stderr.write(f"cannot listen: {error}\n")
        return 1


async def _run(options: PbxOptions) -> int:
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there an interrupt arrives as KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, over.set)
    async with await serve(options) as pbx:
        sys.stdout.write(json.dumps(pbx.description) + "\n")
        sys.stdout.flush()
        if options.exit_with_stdin:
            _watch_stdin(loop, over)
        await over.wait()
    return 0


def _watch_stdin(loop: asyncio.AbstractEventLoop, over: asyncio.Event) -> None:
    """Set ``over`` when standard input ends; a thread, as no loop can watch every kind of it."""

    def watch() -> None:
        # Not through sys.stdin: a thread that waits inside it would break the interpreter's exit.
        while os.read(descriptor, 1024):
            pass
        # The loop may have ended for another reason in the meantime.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(over.set)

    if sys.stdin is None:  # a program without a console has none
        return
    descriptor = sys.stdin.fileno()
    threading.Thread(target=watch, name="stdin", daemon=True).start()


__all__ = ["OptionsError", "RunningPbx", "main", "serve"]
