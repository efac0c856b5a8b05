"""The TCP port for events (fact sheet, section 3): a log-in in plain text, then JSON without end.

Inferred, as the sheet says little more than that: the block ends with a blank line, of either kind
of line end; nothing is said to a right log-in; events follow each other with a line end between, in
pieces that heed neither the events nor their characters; whoever logs in wrongly is cut off a
moment later, and so is who says nothing for a while. A wrong log-in counts like one by HTTP.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctiapp.simpbx.gate import shut

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.k2.inferred import Inferred

_BLOCK_S = 10.0
"""How long the port waits for a whole log-in."""

_MAX_BLOCK = 4096
_MAX_WAITING = 10_000
_PIECE = 200
"""How many bytes a piece has at most."""


@dataclass(eq=False, slots=True)
class Connection:
    """An application that has logged in."""

    writer: asyncio.StreamWriter
    version: str
    waiting: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(_MAX_WAITING))


class EventPort:
    """Serves the events of one K2. Lives in the server's event loop."""

    def __init__(
        self,
        *,
        seed: int,
        inferred: Inferred,
        light: asyncio.Event,
        admits: Callable[[str, str, str], bool],
        written: Callable[[str, str], str],
    ) -> None:
        """Serve nobody yet.

        Args:
            seed: where the pieces are cut.
            inferred: how the port behaves.
            light: nothing is sent while it is clear.
            admits: whether a user may come in with a password from an address.
            written: the body of an event as a version gets it.
        """
        self.connections: list[Connection] = []
        self.on_admitted: Callable[[], None] = lambda: None
        self.port = 0
        self._random = random.Random(f"pieces-{seed}")
        self._inferred = inferred
        self._light = light
        self._admits = admits
        self._written = written
        self._server: asyncio.Server | None = None
        self._tasks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def start(self, host: str, port: int = 0) -> None:
        """Listen; port 0 is any free one. Raises ``OSError`` where it cannot."""
        self._server = await asyncio.start_server(self._accept, host, port, limit=_MAX_BLOCK)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Cut everybody off and listen no more; harmless when repeated."""
        if self._server is not None:
            await shut(self._server)
            self._server = None
        tasks = dict(self._tasks)
        for task, writer in tasks.items():
            task.cancel()
            _abort(writer)
        await asyncio.gather(*tasks, return_exceptions=True)

    def cut(self) -> int:
        """Break every connection; returns how many there were."""
        for connection in self.connections:
            _abort(connection.writer)
        return len(self.connections)

    def send(self, text: str) -> None:
        """Send an event to everybody."""
        for connection in self.connections:
            self._put(connection, self._written(text, connection.version))

    def send_raw(self, text: str) -> int:
        """Send any text; returns to how many."""
        for connection in self.connections:
            self._put(connection, text)
        return len(self.connections)

    def _put(self, connection: Connection, text: str) -> None:
        try:
            connection.waiting.put_nowait(text)
        except asyncio.QueueFull:  # it has read nothing for ages
            _abort(connection.writer)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A task of our own: those of the streams complain of being cancelled before Python 3.12.
        task = asyncio.get_running_loop().create_task(self._attend(reader, writer))
        self._tasks[task] = writer
        task.add_done_callback(self._tasks.pop)

    async def _attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(ConnectionError):
                await self._serve(reader, writer)
        finally:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        block = await _block(reader)
        # A peer that is gone already has no name any more.
        host, *_ = writer.get_extra_info("peername") or ("",)
        asks = block.get("action", "").casefold() == "login"
        named = block.get("username", ""), block.get("secret", "")
        closed = self._inferred.transport == "HTTP"
        if not asks or closed or not self._admits(*named, host):
            await asyncio.sleep(self._inferred.farewell_s)
            return
        connection = Connection(writer, block.get("version", ""))
        self.connections.append(connection)
        if self._inferred.greeting:
            self._put(connection, self._inferred.greeting)
        self.on_admitted()
        sending = asyncio.create_task(self._send_all(connection))
        try:
            # What an application says after its log-in is of no interest; its end is.
            while await reader.read(_MAX_BLOCK):
                pass
        finally:
            self.connections.remove(connection)
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sending

    async def _send_all(self, connection: Connection) -> None:
        while True:
            text = await connection.waiting.get()
            body = (text + self._inferred.delimiter).encode(errors="replace")
            with contextlib.suppress(ConnectionError):
                await self._send_in_pieces(connection.writer, body)

    async def _send_in_pieces(self, writer: asyncio.StreamWriter, body: bytes) -> None:
        while body:
            await self._light.wait()
            length = self._random.randint(1, _PIECE)
            writer.write(body[:length])
            await writer.drain()
            # Else the pieces would be one again before anybody reads them.
            await asyncio.sleep(0)
            body = body[length:]


async def _block(reader: asyncio.StreamReader) -> dict[str, str]:
    """Return the fields of a log-in by their names in lower case; none for what is no log-in."""
    fields: dict[str, str] = {}
    size = 0
    try:
        async with asyncio.timeout(_BLOCK_S):
            while True:
                line = await reader.readline()
                size += len(line)
                text = line.decode(errors="replace").strip("\r\n")
                if not line or size > _MAX_BLOCK:
                    return {}
                if not text.strip():
                    return fields
                name, _, value = text.partition(":")
                fields[name.strip().casefold()] = value.strip()
    except (TimeoutError, ValueError):
        return {}


def _abort(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()
