"""Events as a PBX pushes them: one HTTP POST each, a new connection each, until somebody says 200.

From the handbook (Cloud handbook, l. 504-511, 574-600): a report that is not answered with 200 OK
is sent again. Inferred, as nothing says it: reports go out one by one, so that one that is not
taken holds up those behind it; it is sent again after a second, without an end; a new log-in
begins with an empty queue. A PBX that waits for the close takes the end of the connection for the
end of the answer: one that is left open holds up what is behind it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Callable

RETRY_S = 1.0
"""In how many seconds a report that was not taken is sent again."""

_ANSWER_S = 5.0
_MAX_WAITING = 10_000
_MAX_HEAD = 32
_OK = 200
_HEADERS = {
    "User-Agent": "WebAPI",
    "Content-Type": "application/json",
    "Accept": "application/json",
}


@dataclass(eq=False, slots=True)
class Listener:
    """Somebody to whom events are posted: a log-in, and where it wants them."""

    key: object
    url: str
    version: str
    waiting: deque[str] = field(default_factory=lambda: deque(maxlen=_MAX_WAITING))
    """What is still to be posted; of too many, the oldest are lost."""
    something: asyncio.Event = field(default_factory=asyncio.Event)
    reachable: asyncio.Event = field(default_factory=asyncio.Event)
    """Clear while the PBX cannot reach the application."""
    task: asyncio.Task[None] | None = None


class Poster:
    """Posts events to everybody who has logged in. Lives in the server's event loop."""

    def __init__(self, light: asyncio.Event, on_taken: Callable[[object], None]) -> None:
        """Post nothing while ``light`` is clear; tell ``on_taken`` whose report was taken."""
        self.listeners: dict[object, Listener] = {}
        self.retry_s = RETRY_S
        self.waits_for_close = False
        self._light = light
        self._on_taken = on_taken
        self._session: aiohttp.ClientSession | None = None

    def add(self, key: object, url: str, version: str) -> None:
        """Post to ``url`` from now on what is told to ``key``, or to another address than before.

        Whoever listened at that address before does so no longer: it is the same application.
        """
        if key in self.listeners and self.listeners[key].url == url:
            self.listeners[key].version = version
            return
        for other in [each.key for each in self.listeners.values() if each.url == url]:
            self.remove(other)
        self.remove(key)
        listener = Listener(key, url, version)
        listener.reachable.set()
        self.listeners[key] = listener
        listener.task = asyncio.get_running_loop().create_task(self._work(listener))

    def remove(self, key: object) -> None:
        """Post nothing more to ``key``; harmless where it does not listen."""
        listener = self.listeners.pop(key, None)
        if listener is not None and listener.task is not None:
            listener.task.cancel()

    def put(self, text: str, written: Callable[[str, str], str]) -> None:
        """Post an event to everybody, as ``written(text, version)``."""
        for listener in self.listeners.values():
            listener.waiting.append(written(text, listener.version))
            listener.something.set()

    def cut(self) -> int:
        """Let the PBX reach nobody any more until `mend` or another log-in; returns how many."""
        for listener in self.listeners.values():
            listener.reachable.clear()
        return len(self.listeners)

    def mend(self) -> int:
        """Let the PBX reach everybody again, who get what has been waiting; returns how many."""
        for listener in self.listeners.values():
            listener.reachable.set()
        return len(self.listeners)

    async def close(self) -> None:
        """Post nothing more, and wait until that is so; harmless when repeated."""
        tasks = [each.task for each in self.listeners.values() if each.task is not None]
        for key in list(self.listeners):
            self.remove(key)
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _work(self, listener: Listener) -> None:
        while True:
            while not listener.waiting:
                listener.something.clear()
                await listener.something.wait()
            await self._light.wait()
            await listener.reachable.wait()
            text = listener.waiting[0]
            if await self._post(listener.url, text):
                # What overflowed in the meantime may have taken this one with it.
                if listener.waiting and listener.waiting[0] is text:
                    listener.waiting.popleft()
                self._on_taken(listener.key)
            else:
                await asyncio.sleep(self.retry_s)

    async def _post(self, url: str, text: str) -> bool:
        """Post one event; whether it was taken."""
        body = text.encode(errors="replace")
        try:
            if self.waits_for_close:
                return await _post_and_wait(url, body)
            return await self._post_and_go(url, body)
        except (aiohttp.ClientError, OSError, ValueError, TimeoutError):
            return False

    async def _post_and_go(self, url: str, body: bytes) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(force_close=True),
                timeout=aiohttp.ClientTimeout(total=_ANSWER_S),
                headers=_HEADERS,
            )
        async with self._session.post(url, data=body, allow_redirects=False) as response:
            return response.status == _OK


async def _post_and_wait(url: str, body: bytes) -> bool:
    """Post one event and read until the connection ends; whether it was taken."""
    where = urlsplit(url)
    headers = {**_HEADERS, "Host": where.netloc, "Content-Length": str(len(body))}
    lines = [f"POST {where.path or '/'} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
    head = "".join(f"{line}\r\n" for line in (*lines, ""))
    answer = b""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_ANSWER_S):
            reader, writer = await asyncio.open_connection(where.hostname, where.port or 80)
            try:
                writer.write(head.encode() + body)
                while piece := await reader.read(_MAX_HEAD):
                    answer = (answer + piece)[:_MAX_HEAD]
            finally:
                writer.transport.abort()
    return answer.startswith((b"HTTP/1.1 200 ", b"HTTP/1.0 200 "))


def address(host: str, port: str, url: str, *, absolute: bool) -> str:
    """Return where events go (Cloud handbook, l. 670-700).

    Args:
        host: from where the log-in came.
        port: where the application listens, as it said.
        url: what it said else; empty: the root.
        absolute: whether ``url`` is ``host:port/path``; else it is a path.
    """
    if absolute and url:
        return url if "://" in url else f"http://{url}"
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/{url.removeprefix('/')}"
