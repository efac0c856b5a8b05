"""The event sockets of the simulated PBX, and the trouble that can be made on them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctiapp.simpbx.trouble import Way

if TYPE_CHECKING:
    from aiohttp import web

    from ctiapp.simpbx.p_series.tokens import TokenBook

IDLE_S = 60.0
"""A socket whose client says nothing for this long is closed (P handbook, l. 723)."""

_MAX_WAITING = 100_000


@dataclass(eq=False, slots=True)
class EventSocket:
    """One client's socket. ``heard_s`` is on the hub's clock of silence."""

    ws: web.WebSocketResponse
    transport: asyncio.BaseTransport | None
    session: int
    heard_s: float
    topics: frozenset[int] = frozenset()
    frames: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(_MAX_WAITING))
    closing: bool = False


class Hub:
    """All event sockets. Lives in the server's event loop."""

    def __init__(self, tokens: TokenBook) -> None:
        """Close sockets whose token in ``tokens`` dies."""
        self.sockets: list[EventSocket] = []
        self.light = asyncio.Event()
        """Clear while the server is a black hole."""
        self.light.set()
        self._tokens = tokens
        self.way: Way[tuple[int, str]] = Way(self._send)
        self._skipped_s = 0.0
        self._tasks: set[asyncio.Task[None]] = set()

    # Time

    def silence_now_s(self) -> float:
        """The clock that silence is measured on: real time, plus what was skipped on purpose."""
        return time.monotonic() + self._skipped_s

    def skip(self, seconds: float) -> None:
        """Let ``seconds`` of silence pass."""
        self._skipped_s += seconds

    def next_due_in_s(self, now_s: float) -> float | None:
        """In how many seconds a socket may have to close; ``now_s`` is the tokens' clock."""
        silence_s = self.silence_now_s()
        waits = [
            min(
                open_socket.heard_s + IDLE_S - silence_s,
                self._tokens.session_until_s(open_socket.session) - now_s,
            )
            for open_socket in self.sockets
            if not open_socket.closing
        ]
        return max(0.0, min(waits)) if waits else None

    def close_due(self, now_s: float) -> None:
        """Close the sockets that were silent too long or whose token is dead."""
        if not self.light.is_set():
            return
        silence_s = self.silence_now_s()
        for open_socket in self.sockets:
            silent = open_socket.heard_s + IDLE_S <= silence_s
            if silent or self._tokens.session_until_s(open_socket.session) <= now_s:
                self._close(open_socket)

    def _close(self, open_socket: EventSocket) -> None:
        if not open_socket.closing:
            open_socket.closing = True
            task = asyncio.get_running_loop().create_task(_close_quietly(open_socket.ws))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    # Frames

    def publish(self, topic: int, text: str) -> None:
        """Send an event to the sockets that subscribed to it, through the trouble that is set."""
        if not any(topic in open_socket.topics for open_socket in self.sockets):
            return
        topics = self.way.trouble.topics
        if topics is not None and topic not in topics:
            self._send((topic, text))
        else:
            self.way.go((topic, text))

    def send_raw(self, text: str) -> int:
        """Send any text on every socket; returns on how many."""
        for open_socket in self.sockets:
            self.put(open_socket, text)
        return len(self.sockets)

    def cut(self) -> int:
        """Break every socket without a word; returns how many."""
        for open_socket in self.sockets:
            open_socket.closing = True
            if isinstance(open_socket.transport, asyncio.WriteTransport):
                open_socket.transport.abort()
        return len(self.sockets)

    async def finish(self) -> None:
        """Break every socket and wait until what was begun is over."""
        self.cut()
        self.way.stop()
        await asyncio.gather(*self._tasks)

    def _send(self, frame: tuple[int, str]) -> None:
        topic, text = frame
        for open_socket in self.sockets:
            if topic in open_socket.topics:
                self.put(open_socket, text)

    def put(self, open_socket: EventSocket, text: str) -> None:
        """Queue a frame; a client that reads nothing for ages is let go."""
        try:
            open_socket.frames.put_nowait(text)
        except asyncio.QueueFull:
            self._close(open_socket)


async def _close_quietly(ws: web.WebSocketResponse) -> None:
    with contextlib.suppress(ConnectionError):
        await ws.close()
