"""Where a PBX posts its events: a small HTTP server on this computer, one for a link.

It is plain HTTP, whatever way requests go, as all handbooks print it: no secret comes this way.
Anybody who reaches the port can post. So it listens on the one address by which the PBX is reached,
at a path that nobody can guess; every body is bounded, and so is what is kept of them, and how many
connections there are: at the limit the oldest gives way. What a body means, and whether it is from
this PBX at all, the dialect says.

A PBX posts again what is not answered with 200. So each body is answered as soon as it is
here, before anything reads it, and one that is the same as the one before it, within a while, is
dropped. Not one that came earlier: "extension 2000: Ringing" is news again after "Idle".
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import re
import secrets
import socket
import time
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING, Final, cast

from ctiapp import log
from ctiapp.model.errors import (
    CannotConnect,
    CannotListen,
    CtiError,
    LinkLost,
    UsageError,
)
from ctiapp.pbx.interface import Listening
from ctiapp.pbx.pushed import BEAT_S, Pushed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from aiohttp import web

    from ctiapp.pbx.address import Origin

MAX_BODY: Final = 256 * 2**10
"""The most bytes of one event."""

MAX_OPEN: Final = 64
"""The most connections at a time."""

BACKLOG: Final = 8
"""The most that are taken in before the loop comes round, and may be one too many meanwhile."""

HEAD_S: Final = 10.0
"""How long a connection may ask for nothing, in seconds: when it is new, and between requests."""

REPEAT_S: Final = 10.0
"""For so long, in seconds, a body that is the same as the one before it is the same event."""

BODY_S: Final = 10.0
"""How long a body may take to arrive, in seconds."""

NAME_S: Final = 0.5
"""Seconds within which the PBX's name must be found, to see by which address it is reached now."""

_TOLD = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_.-]{1,253})(:[0-9]{1,5})?")

_logger = log.topic("pbx")


class _Strangers(logging.Logger):
    """What the HTTP server logs of what it refuses by itself: told once, and it fills no log.

    Attributes:
        refused: how often something came that is no HTTP: a scanner, or a PBX that posts a head
            without a path, as OpenVox' page prints it (fact sheet, section 5).
    """

    def __init__(self) -> None:
        super().__init__("receiver-of-strangers")
        self.refused = 0

    def handle(self, record: logging.LogRecord) -> None:
        """Count what is no HTTP; nothing that a stranger sent is quoted."""
        from aiohttp.http_exceptions import HttpProcessingError

        why = record.exc_info[1] if record.exc_info else None
        if isinstance(why, HttpProcessingError):
            self.refused += 1
            if self.refused == 1:
                kind = type(why).__name__
                _logger.warning("what came where events are posted was no HTTP: %s", kind)


class _Guest(asyncio.Protocol):
    """One connection: counted as soon as it is there, and then served by another protocol.

    Args:
        inner: serves it.
        guests: all that are open, the oldest first; at the limit that one gives way.
    """

    def __init__(self, inner: asyncio.Protocol, guests: dict[_Guest, asyncio.Transport]) -> None:
        self._inner = inner
        self._guests = guests

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let it in; no more are open then than may be."""
        while len(self._guests) >= MAX_OPEN:
            oldest = next(iter(self._guests))
            self._guests.pop(oldest).abort()
        self._guests[self] = cast("asyncio.Transport", transport)
        self._inner.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._guests.pop(self, None)
        self._inner.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Pass on what it sends."""
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Pass on that it sends no more."""
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        """Pass on that it takes nothing now."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Pass on that it takes again."""
        self._inner.resume_writing()


class Receiver:
    """Listens for what a PBX posts. Make one with `open`, and close it.

    Args:
        listening: where to listen.
        host: the local address.
        clock: monotonic seconds; events are stamped with it.

    Attributes:
        path: where it listens for events, and for nothing else; nobody can guess it.
    """

    def __init__(self, listening: Listening, host: str, clock: Callable[[], float]) -> None:
        self._listening = listening
        self._host = host
        self._clock = clock
        self.path = f"/{secrets.token_hex(16)}"
        self._port = listening.port
        self._server: asyncio.Server | None = None
        self._http: web.Server | None = None
        self._pbx: Origin | None = None
        self._guests: dict[_Guest, asyncio.Transport] = {}
        self._stream: Pushed | None = None
        self._last: tuple[bytes, float] | None = None
        self._oversized = False
        self._strangers = _Strangers()
        self._heard = asyncio.Event()
        self._overhear: Callable[[str], None] | None = None

    @classmethod
    async def open(
        cls,
        listening: Listening | None,
        pbx: Origin,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> Receiver:
        """Listen from now on.

        Args:
            listening: where; None for the default.
            pbx: the PBX that is to reach it.
            clock: monotonic seconds.

        Raises:
            CannotListen: the port is taken, or the address is none of this computer's.
            CannotConnect: no way leads to the PBX, so that none leads back.
            UsageError: key ``address.invalid``: ``told`` is no address.
        """
        listening = listening or Listening()
        if listening.told and not _TOLD.fullmatch(listening.told):
            raise UsageError("no address of ours", key="address.invalid", code="told")
        receiver = cls(listening, await _local_address(pbx), clock)
        receiver._pbx = pbx
        await receiver._listen()
        return receiver

    def address_for_pbx(self) -> str:
        """Where the PBX is to post: ``host:port/path``."""
        return self.authority + self.path

    @property
    def authority(self) -> str:
        """Where the PBX reaches us: ``host:port``."""
        told = self._listening.told
        if told:
            named = _TOLD.fullmatch(told)
            return told if named is not None and named[2] else f"{told}:{self._port}"
        host = self._reached
        return f"[{host}]:{self._port}" if ":" in host else f"{host}:{self._port}"

    @property
    def port(self) -> int:
        """The TCP port that is listened on."""
        return self._port

    @property
    def _reached(self) -> str:
        """The address by which we are reached: where every one is listened on, the local one."""
        return self._host if self._is_anywhere else self._listening.host

    @property
    def _is_anywhere(self) -> bool:
        """Whether the user named no address of this computer."""
        return self._listening.host in ("", "0.0.0.0", "::")  # noqa: S104 - compared

    async def has_moved(self) -> bool:
        """Whether the PBX was told an address by which it reaches this computer no longer.

        One that the user named stays as it is; where no way leads to the PBX, that says nothing.
        """
        if self._listening.told or not self._is_anywhere or self._pbx is None:
            return False
        with suppress(TimeoutError, CannotConnect):
            async with asyncio.timeout(NAME_S):
                return await _local_address(self._pbx) != self._host
        return False

    def miss(self) -> None:
        """Nothing comes, though it should; see `heard`."""
        self._heard.clear()

    async def heard(self, within_s: float) -> bool:
        """Wait until anything was posted since the last `miss`; False: nothing in time.

        Also what came while no stream was open: the PBX takes it for told, and may post no more.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._heard.wait()
        return self._heard.is_set()

    @contextmanager
    def overheard(self, listener: Callable[[str], None]) -> Iterator[None]:
        """Have somebody else hear each body that is posted, whether a stream is open or not."""
        self._overhear = listener
        try:
            yield
        finally:
            self._overhear = None

    def fail(self, error: CtiError) -> None:
        """End the stream that is open by this error, if one is."""
        if self._stream is not None:
            self._stream.fail(error)

    @asynccontextmanager
    async def stream(
        self, beat: Callable[[], Awaitable[None]], *, every_s: float = BEAT_S
    ) -> AsyncIterator[Pushed]:
        """Deliver what is posted from now on, to the stream that was opened last.

        Args:
            beat: asks the PBX for a sign of life, with the way that a request takes.
            every_s: seconds from one to the next.
        """
        stream = Pushed(beat, every_s)
        self._stream = stream
        watchdog = asyncio.create_task(stream.watch(), name="receiver-watchdog")
        try:
            yield stream
        finally:
            if self._stream is stream:
                self._stream = None
            watchdog.cancel()
            await asyncio.gather(watchdog, return_exceptions=True)

    async def close(self) -> None:
        """Listen no longer."""
        server, self._server = self._server, None
        http, self._http = self._http, None
        if server is not None:
            server.close()
        if http is not None:
            await http.shutdown(0.1)
        for transport in list(self._guests.values()):
            transport.abort()
        if self._stream is not None:
            self._stream.fail(LinkLost("closed"))

    async def _listen(self) -> None:
        await asyncio.to_thread(importlib.import_module, "aiohttp.web")  # a heavy import
        from aiohttp import web

        self._http = web.Server(
            self._answer,
            access_log=None,
            logger=self._strangers,
            auto_decompress=False,
            lingering_time=1.0,
            keepalive_timeout=HEAD_S,
        )
        host = self._listening.host or self._host
        try:
            self._server = await asyncio.get_running_loop().create_server(
                self._connection, host, self._listening.port, backlog=BACKLOG
            )
        except (OSError, OverflowError) as err:
            words = getattr(err, "strerror", None) or type(err).__name__
            raise CannotListen(words, address=host, port=self._listening.port) from err
        self._port = int(self._server.sockets[0].getsockname()[1])

    def _connection(self) -> asyncio.Protocol:
        """Serve one connection more."""
        http = self._http
        return asyncio.Protocol() if http is None else _Guest(http(), self._guests)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request, and close: a PBX opens a connection for each event, and may wait."""
        response = await self._answered(request)
        response.force_close()
        return response

    async def _answered(self, request: web.BaseRequest) -> web.Response:
        from aiohttp import web

        path = request.path.rstrip("/").encode()
        if not secrets.compare_digest(path, self.path.encode()):
            return web.Response(status=404)
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        if request.headers.get("Expect", "").casefold() == "100-continue":
            await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            request.writer.output_size = 0  # of the answer that follows
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_S):
                async for piece in request.content.iter_any():
                    body += piece
                    if len(body) > MAX_BODY:
                        break
        except TimeoutError:
            return web.Response(status=408)
        self._take(bytes(body))
        return web.Response(text="")

    def _take(self, body: bytes) -> None:
        self._heard.set()
        now_s = self._clock()
        last, self._last = self._last, (body, now_s)
        if len(body) > MAX_BODY:
            if not self._oversized:
                self._oversized = True
                _logger.warning("an event of more than %s bytes was left out", MAX_BODY)
            return
        if self._overhear is not None:
            self._overhear(body.decode("utf-8-sig", "replace"))
        if last is not None and last[0] == body and now_s - last[1] <= REPEAT_S:
            return
        if self._stream is not None:
            self._stream.take(body.decode("utf-8-sig", "replace"), now_s)


async def _local_address(pbx: Origin) -> str:
    """Find the address of ours by which the PBX is reached; nothing is sent."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(pbx.host, pbx.port, type=socket.SOCK_DGRAM)
        for family, kind, protocol, _, where in found:
            with suppress(OSError), socket.socket(family, kind, protocol) as probe:
                probe.connect(where)
                return str(probe.getsockname()[0])
    except OSError as err:
        raise CannotConnect(err.strerror or type(err).__name__) from err
    raise CannotConnect("no way to the PBX")
