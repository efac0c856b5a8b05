"""One WebSocket that delivers text frames; websockets and its exceptions stop here.

Rule: one watchdog asks for a sign of life every few seconds. No frame has a time-out of its own,
since each would be a timer of the window's event loop.
"""

from __future__ import annotations

import asyncio
import logging
import math
import ssl
import time
from collections import deque
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.errors import CannotConnect, LinkError, LinkLost, LinkTimeout, NotAPbx
from ctiapp.pbx import tls
from ctiapp.pbx.rest import USER_AGENT

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable

    from websockets.asyncio.client import ClientConnection, connect

    from ctiapp.pbx.address import Origin
    from ctiapp.pbx.interface import Account

MAX_FRAME = 4 * 2**20
"""The most bytes of one frame."""

AT_ONCE = 16
"""The most frames that are delivered before the loop comes round: a socket may bring thousands with
one read, and the window paints between them only if it is let."""

TURN_S = 0.01
"""How long frames may be delivered, at most, before the loop comes round: some set off much."""

MAX_KEPT = 20_000
"""The most frames that are kept while an answer is waited for."""

_LEAST_S = 0.005
"""The shortest wait of the watchdog: a timer may come early, and must not spin."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the watchdog asks for a sign of life.

    Attributes:
        ask: the text that it sends.
        reply: the text that answers it; it is no event and never delivered.
        every_s: seconds from one question to the next.
        within_s: seconds within which some frame, this answer or any other, must come.
        hurried_s: seconds between questions while somebody waits for what an event will tell.
        probe_s: seconds within which a frame must come where the network may have changed.
    """

    ask: str
    reply: str
    every_s: float = 5.0
    within_s: float = 4.0
    hurried_s: float = 1.0
    probe_s: float = 1.5


class HandshakeRefused(LinkLost):
    """The PBX answered the WebSocket's opening by an ordinary HTTP answer.

    Attributes:
        status: the HTTP status.
        body: the answer's body; it may be JSON that says why.
    """

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"HTTP {status} instead of a WebSocket", code=f"HTTP {status}")
        self.status = status
        self.body = body


class Stream:
    """An open WebSocket; `ctiapp.pbx.interface.EventStream` once it is subscribed."""

    def __init__(self, socket: ClientConnection, pulse: Pulse, clock: Callable[[], float]) -> None:
        self._socket = socket
        self._pulse = pulse
        self._clock = clock
        self._heard_s = clock()
        self._kept: deque[tuple[str, float]] = deque()
        self._taken = 0
        self._turned_s = self._heard_s
        self._silent = False
        self._stirred = asyncio.Event()
        self._probing = False
        self._hurried_until_s = self._heard_s

    def probe(self) -> None:
        """Ask for a sign of life at once, and wait for it only ``probe_s``."""
        self._probing = True
        self._stirred.set()

    def hurry(self, for_s: float) -> None:
        """Ask every ``hurried_s`` for so long: an event is waited for, and may never come."""
        self._hurried_until_s = max(self._hurried_until_s, self._clock() + for_s)
        self._stirred.set()

    async def ask(self, question: str, is_answer: Callable[[str], bool], *, within_s: float) -> str:
        """Send a question and wait for its answer; events that come first are kept for later.

        Raises:
            LinkTimeout: no answer came in time.
            LinkLost: the stream ended, or too much came before the answer.
        """
        try:
            async with asyncio.timeout(within_s):
                # A PBX that refuses says why and closes: the answer may be there to be read.
                with suppress(LinkLost):
                    await self._send(question)
                while True:
                    frame, received_s = await self._receive()
                    if is_answer(frame):
                        return frame
                    if len(self._kept) >= MAX_KEPT:
                        raise LinkLost("too many events before an answer")
                    self._kept.append((frame, received_s))
        except TimeoutError as err:
            raise LinkTimeout("the event stream did not answer") from err

    async def frames(self) -> AsyncGenerator[tuple[str, float], None]:
        """Yield raw frames with the monotonic second at which each arrived.

        Raises:
            LinkLost: the stream ended, in whatever way.
            LinkTimeout: it went silent.
        """
        while self._kept:
            await self._let_others()
            yield self._kept.popleft()
        while True:
            yield await self._receive()

    async def watch(self) -> None:
        """Ask for signs of life for ever; cut the connection when none comes."""
        pulse = self._pulse
        asked_s, ask_s = math.inf, self._clock()
        unanswered_s, cut_s = math.inf, math.inf
        while True:
            self._stirred.clear()
            now_s = self._clock()
            if self._heard_s >= unanswered_s:
                unanswered_s = cut_s = math.inf
            elif now_s >= cut_s:
                self._silent = True
                self._socket.transport.abort()
                return
            hurried = now_s < self._hurried_until_s
            if hurried:
                ask_s = min(ask_s, asked_s + pulse.hurried_s)
            if self._probing or now_s >= ask_s:
                # Asking again gives no more time: what counts is the first question unanswered.
                if unanswered_s == math.inf:
                    unanswered_s, cut_s = now_s, now_s + pulse.within_s
                if self._probing:
                    cut_s = min(cut_s, now_s + pulse.probe_s)
                self._probing = False
                asked_s = now_s
                ask_s = now_s + (pulse.hurried_s if hurried else pulse.every_s)
                await self._send(pulse.ask)
            with suppress(TimeoutError):
                async with asyncio.timeout(max(_LEAST_S, min(ask_s, cut_s) - self._clock())):
                    await self._stirred.wait()

    async def _send(self, text: str) -> None:
        from websockets.exceptions import ConnectionClosed

        try:
            await self._socket.send(text)
        except ConnectionClosed as err:
            raise self._ended(err) from err

    async def _receive(self) -> tuple[str, float]:
        from websockets.exceptions import ConnectionClosed

        while True:
            await self._let_others()
            try:
                frame = await self._socket.recv()
            except ConnectionClosed as err:
                raise self._ended(err) from err
            except UnicodeDecodeError as err:
                raise LinkLost("a frame that is no text", code="UTF-8") from err
            self._heard_s = self._clock()
            if isinstance(frame, bytes):
                frame = frame.decode("utf-8", "replace")
            if frame.strip() != self._pulse.reply:
                return frame, self._heard_s

    async def _let_others(self) -> None:
        """Have the loop come round now and then; before a frame is taken, so that none is lost."""
        self._taken += 1
        if self._taken % AT_ONCE == 0 or self._clock() - self._turned_s > TURN_S:
            await asyncio.sleep(0)
            self._turned_s = self._clock()

    def _ended(self, err: Exception) -> LinkError:
        if self._silent:
            silent_s = round(self._clock() - self._heard_s)
            return LinkTimeout("the event stream went silent", silent_s=silent_s)
        close = getattr(err, "rcvd", None)
        return LinkLost("the event stream ended", code=None if close is None else close.code)


@asynccontextmanager
async def open_stream(
    account: Account,
    origin: Origin,
    target: str,
    context: ssl.SSLContext,
    *,
    pulse: Pulse,
    open_s: float = 4.0,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Stream]:
    """Open a WebSocket; leaving the context closes it.

    Args:
        account: whose proxy to use.
        origin: which PBX.
        target: path and query, the token among them.
        context: the TLS context of the account.
        pulse: how to ask for signs of life.
        open_s: how long opening may take, in seconds.
        clock: monotonic seconds.

    Raises:
        CannotConnect, CertificateRejected, NotAPbx: nothing was sent.
        LinkTimeout, LinkLost: no WebSocket came of it; `HandshakeRefused` where the PBX says why.
    """
    connector = await asyncio.to_thread(_connector)
    opening = connector(
        origin.stream_url + target,
        compression=None,
        user_agent_header=USER_AGENT,
        proxy=account.proxy,
        open_timeout=open_s,
        close_timeout=1,
        ping_interval=None,
        max_size=MAX_FRAME,
        ssl=context if origin.secure else None,
    )
    socket = await _opened(opening, account, origin, open_s)
    async with socket:
        stream = Stream(socket, pulse, clock)
        watchdog = asyncio.create_task(stream.watch(), name="stream-watchdog")
        try:
            yield stream
        finally:
            watchdog.cancel()
            # Its own loss of the connection is told by whoever reads.
            await asyncio.gather(watchdog, return_exceptions=True)


async def _opened(
    opening: connect, account: Account, origin: Origin, open_s: float
) -> ClientConnection:
    from websockets.exceptions import InvalidStatus, WebSocketException

    # ``from None`` where the text of the cause could hold the URL, and the token with it.
    try:
        return await opening
    except TimeoutError:
        raise LinkTimeout("the event stream did not open in time") from None
    except ssl.SSLCertVerificationError as err:
        raise await tls.rejection(account, origin, err.verify_message, timeout_s=open_s) from err
    except ssl.SSLError as err:
        raise NotAPbx(f"no TLS: {err.reason}", code="TLS") from err
    except OSError as err:
        raise CannotConnect(f"{type(err).__name__}: {err.strerror or err}") from err
    except InvalidStatus as err:
        answer = err.response
        raise HandshakeRefused(answer.status_code, bytes(answer.body or b"")) from None
    except (WebSocketException, EOFError, ValueError) as err:
        raise LinkLost(f"no event stream: {type(err).__name__}") from None


def _connector() -> type[connect]:
    """Import websockets (in a thread) and take out what would carry the token elsewhere."""
    from websockets.asyncio.client import connect

    # Its debug log writes the request's first line, and ours carries the token.
    logging.getLogger("websockets.client").setLevel(logging.WARNING)

    class Direct(connect):
        """Follows no redirect."""

        def process_redirect(self, exc: Exception) -> Exception | str:
            return exc

    return Direct
