"""A K2's events by TCP: we open the connection, log in in clear text, and read objects (section 3).

What the log-in answers, how events are divided, what keeps the connection alive and how a refused
log-in looks is documented nowhere. So everything that is no JSON object is noise, the operating
system watches over the connection, and one that is closed soon after a log-in was refused: that is
not tried again by itself, for five failures lock this address.
"""

from __future__ import annotations

import asyncio
import socket
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

from ctiapp import log
from ctiapp.model.errors import (
    CannotConnect,
    CredentialsRejected,
    CtiError,
    LinkLost,
    LinkTimeout,
    UsageError,
    WireError,
)
from ctiapp.pbx.jsonstream import ObjectScanner
from ctiapp.pbx.k2.wire import VERSION
from ctiapp.pbx.pushed import WITHIN_S

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

SOON_S: Final = 3.0
"""Closed within so many seconds of the log-in, and before any event: refused (inferred)."""

SETTLE_S: Final = 0.3
"""How long, in seconds, a refusal is waited for before the stream is given out."""

AT_ONCE: Final = 16
"""The most events that are delivered before the loop comes round: the window paints between."""

WHOLE_S: Final = 5.0
"""An event that is not whole so many seconds after its beginning, though more came, never is."""

_PIECE: Final = 2**16
_IDLE_S, _EVERY_S, _COUNT = 15, 5, 2
_PROBE_S: Final = 1
_PROBE_COUNT: Final = 1
_PROBING_S: Final = 5.0
_REFUSED: Final = ("response: error", "response: failed", "response: fail", "authentication failed")
"""What the relatives of this port say to a wrong password (inferred)."""

_logger = log.topic("pbx")


def log_in_text(client_id: str, secret: str) -> bytes:
    r"""Write the block of the log-in: four lines and a blank one, each ended by ``\r\n``.

    Raises:
        UsageError: key ``error.credentials``: there is a line break in the name or the password,
            which would make other lines of it.
    """
    if any(char in "\r\n\0" for char in client_id + secret):
        raise UsageError("a line break in what is logged in with", key=CredentialsRejected.key)
    lines = ("Action: login", f"Username: {client_id}", f"Secret: {secret}", f"Version: {VERSION}")
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode()


class EventPort:
    """An open stream of events; `ctiapp.pbx.interface.EventStream`.

    Attributes:
        told: an event came.
        on_left_out: is called where an event was left out that could not be cut out whole.
    """

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        clock: Callable[[], float],
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._clock = clock
        self._scanner = ObjectScanner()
        self._said = b""
        self._opened_s = clock()
        self._calm: asyncio.TimerHandle | None = None
        self._dropped = 0
        self._begun = 0
        self._begun_s = 0.0
        self.told = False
        self.on_left_out: Callable[[], None] = lambda: None

    @property
    def local_ip(self) -> str:
        """Our address on this connection."""
        return str(self._writer.get_extra_info("sockname")[0])

    async def log_in(self, client_id: str, secret: str) -> None:
        """Say who we are, and wait a moment for a refusal.

        Raises:
            CredentialsRejected: it was refused, as far as that can be told.
            LinkLost: the connection broke.
        """
        self._writer.write(log_in_text(client_id, secret))
        self._opened_s = self._clock()
        try:
            await self._writer.drain()
            await self._hear_out()
        except OSError as err:
            raise self._ended(err) from err

    async def _hear_out(self) -> None:
        """Wait for a refusal: the end, or words that nobody knows and then the end.

        What comes first may be an event already: it is kept for whoever reads them.
        """
        with suppress(TimeoutError):  # of a connection that timed out the next read tells again
            async with asyncio.timeout(SETTLE_S):
                while b"{" not in self._said and len(self._said) < _PIECE:
                    piece = await self._reader.read(_PIECE)
                    if not piece:
                        raise self._ended(None)
                    self._said += piece
                    if _is_refusal(self._said.decode("utf-8", "replace")):
                        raise _refused()

    async def frames(self) -> AsyncGenerator[tuple[str, float], None]:
        """Yield each event with the monotonic second at which it was whole.

        Raises:
            CredentialsRejected: the PBX closed soon after the log-in, and had told nothing.
            LinkLost: the stream ended, or cannot be understood.
            LinkTimeout: the other side is gone.
            CtiError: as it was given to `fail`.
        """
        while True:
            piece = await self._next()
            received_s = self._clock()
            try:
                found = self._scanner.feed(piece)
            except WireError as err:
                raise LinkLost(err.detail) from err
            self._heed_broken(received_s)
            if not self.told and not found and _is_refusal(self._scanner.noise):
                raise _refused()
            for count, frame in enumerate(found, 1):
                self.told = True
                if count % AT_ONCE == 0:
                    await asyncio.sleep(0)
                yield frame, received_s

    def _heed_broken(self, now_s: float) -> None:
        """Say that an event was left out; and end what never becomes whole.

        Raises:
            LinkLost: an event has no end.
        """
        scanner = self._scanner
        if scanner.dropped > self._dropped:
            if not self._dropped:
                _logger.warning("an event was left out: broken, too long, or nested too deeply")
            self._dropped = scanner.dropped
            self.on_left_out()
        if scanner.begun > self._begun:
            self._begun, self._begun_s = scanner.begun, now_s
        elif scanner.is_open and now_s - self._begun_s >= WHOLE_S:
            raise LinkLost("an event without an end on the event port")

    def probe(self) -> None:
        """Have the operating system ask the other side at once whether it is there.

        Nothing is sent that a PBX would have to understand: no such question is documented.
        """
        self._watch_over(_PROBE_S, _PROBE_S, _PROBE_COUNT)
        if self._calm is not None:
            self._calm.cancel()
        self._calm = asyncio.get_running_loop().call_later(
            _PROBING_S, self._watch_over, _IDLE_S, _EVERY_S, _COUNT
        )

    def fail(self, error: CtiError) -> None:
        """End the stream by this error."""
        self._reader.set_exception(error)

    async def watch(self, beat: Callable[[], Awaitable[None]], every_s: float) -> None:
        """Ask for a sign of life now and then, for ever; end the stream where none comes.

        Args:
            beat: asks for one; a `CtiError` of its ends the stream.
            every_s: seconds from one such question to the next.
        """
        while True:
            await asyncio.sleep(every_s)
            try:
                async with asyncio.timeout(WITHIN_S):
                    await beat()
            except TimeoutError:
                self.fail(LinkTimeout("the PBX gave no sign of life", silent_s=round(WITHIN_S)))
                return
            except CtiError as err:
                self.fail(err)
                return

    def begin(self) -> None:
        """Have the operating system watch over the connection."""
        self._watch_over(_IDLE_S, _EVERY_S, _COUNT)

    async def close(self) -> None:
        """Close the connection. Never raises."""
        if self._calm is not None:
            self._calm.cancel()
        self._writer.transport.abort()
        with suppress(OSError):
            await self._writer.wait_closed()

    async def _next(self) -> bytes:
        said, self._said = self._said, b""
        if said:
            return said
        try:
            piece = await self._reader.read(_PIECE)
        except OSError as err:
            raise self._ended(err) from err
        if not piece:
            raise self._ended(None)
        return piece

    def _ended(self, err: BaseException | None) -> CtiError:
        """What the end of the stream means."""
        if isinstance(err, TimeoutError):
            return LinkTimeout("the event port went silent")
        if not self.told and self._clock() - self._opened_s < SOON_S:
            return _refused()
        return LinkLost("the event port was closed")

    def _watch_over(self, idle_s: int, every_s: int, count: int) -> None:
        sock = self._writer.get_extra_info("socket")
        if sock is None or sock.fileno() < 0:
            return
        options = (
            ("TCP_KEEPIDLE", idle_s),
            ("TCP_KEEPALIVE", idle_s),  # its name on macOS
            ("TCP_KEEPINTVL", every_s),
            ("TCP_KEEPCNT", count),
        )
        with suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in options:
            option = getattr(socket, name, None)
            if option is not None:
                with suppress(OSError):  # a system that cannot set it has its own way
                    sock.setsockopt(socket.IPPROTO_TCP, option, value)


def _is_refusal(text: str) -> bool:
    folded = text.casefold().lstrip()
    if folded.startswith("http/"):  # the port of the PBX's web pages, or another's
        return True
    return any(words in folded for words in _REFUSED) and not folded.startswith("{")


def _refused() -> CredentialsRejected:
    return CredentialsRejected(
        "the event port closed after the log-in", code="event-port", looked=False
    )


@asynccontextmanager
async def open_event_port(
    host: str,
    port: int,
    client_id: str,
    secret: str,
    *,
    open_s: float,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[EventPort]:
    """Open the event port and log in; leaving the context closes it.

    Args:
        host: the PBX; there is no proxy on this way, and no TLS.
        port: as set on the PBX's API page.
        client_id: the API's user.
        secret: its password: it goes over the network in clear.
        open_s: how long connecting may take, in seconds.
        clock: monotonic seconds.

    Raises:
        CannotConnect, LinkTimeout: nothing was sent.
        CredentialsRejected, LinkLost: see `EventPort.log_in`.
    """
    try:
        async with asyncio.timeout(open_s):
            reader, writer = await asyncio.open_connection(host, port)
    except TimeoutError as err:
        raise LinkTimeout("the event port did not open in time") from err
    except (OSError, OverflowError) as err:
        words = getattr(err, "strerror", None) or type(err).__name__
        raise CannotConnect(f"event port {port}: {words}") from err
    stream = EventPort(reader, writer, clock)
    forget = log.redact(secret)
    try:
        stream.begin()
        await stream.log_in(client_id, secret)
        yield stream
    finally:
        forget()
        await stream.close()
