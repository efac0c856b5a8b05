"""A TCP proxy between the application and a simulated PBX, that makes trouble when told to.

It passes on bytes, TLS or not; on a plain connection it also knows the frames of a WebSocket that
the PBX sends, and so loses, repeats and re-orders whole events (what answers a question of the
client is never touched). A name that cannot be resolved is made by `Names`.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from ctiapp.simpbx.gate import shut

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    import pytest

PIECE = 65536
_EVENT = b'{"type"'
_TEXT = 0x81
_DRIP_S = 0.02


@dataclass(slots=True)
class Trouble:
    """What is done to what passes.

    Attributes:
        dark: nothing passes, and nothing is closed.
        latency_s: how late everything arrives, each way.
        drip: answers come byte by byte.
        reset: a new connection is torn down at its first byte.
        shut: a new connection is closed at once.
        loss, repeat, swap: how likely an event is lost, comes twice, or waits for the next one.
    """

    dark: bool = False
    latency_s: float = 0.0
    drip: bool = False
    reset: bool = False
    shut: bool = False
    loss: float = 0.0
    repeat: float = 0.0
    swap: float = 0.0


class Frames:
    """Takes a PBX's bytes apart into WebSocket frames, once the connection is one."""

    def __init__(self) -> None:
        self._kept = b""
        self._open = False

    def take(self, data: bytes) -> list[bytes]:
        """What of it can be passed on, frame by frame; before the upgrade all of it, as it came."""
        self._kept += data
        if not self._open:
            head, end, rest = self._kept.partition(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 101") or not end:
                whole, self._kept = self._kept, b""
                return [whole]
            self._open, self._kept = True, rest
            return [head + end, *self._whole()]
        return self._whole()

    def _whole(self) -> list[bytes]:
        frames = []
        while (size := self._size()) is not None and len(self._kept) >= size:
            frames.append(self._kept[:size])
            self._kept = self._kept[size:]
        return frames

    def _size(self) -> int | None:
        kept = self._kept
        if len(kept) < 2:
            return None
        length = kept[1] & 0x7F
        if length == 126:
            return None if len(kept) < 4 else 4 + int(struct.unpack("!H", kept[2:4])[0])
        if length == 127:
            return None if len(kept) < 10 else 10 + int(struct.unpack("!Q", kept[2:10])[0])
        return 2 + length


def is_event(frame: bytes) -> bool:
    """Whether a frame tells an event, and answers nothing."""
    return frame[:1] == bytes([_TEXT]) and _EVENT in frame[:20]


class Proxy:
    """One way to one PBX.

    Args:
        target: host and port of the PBX.
        rng: decides what befalls each event.
    """

    def __init__(self, target: tuple[str, int], rng: Random) -> None:
        self.target = target
        self.trouble = Trouble()
        self.port = 0
        self._rng = rng
        self._server: asyncio.Server | None = None
        self._light = asyncio.Event()
        self._light.set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ends: list[tuple[asyncio.StreamWriter, asyncio.StreamWriter]] = []
        self._dead: set[asyncio.StreamWriter] = set()
        self._held: dict[asyncio.StreamWriter, list[bytes]] = {}

    async def start(self) -> None:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Break everything, and listen no more."""
        self.set(Trouble(shut=True))
        if self._server is not None:
            await shut(self._server)
        self.cut()
        for _ in range(3):  # whoever was accepted a moment ago may not have begun yet
            await asyncio.sleep(0)
            for task in list(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def set(self, trouble: Trouble) -> None:
        """From now on this befalls what passes; what waited for the next one passes now, or never.

        Left waiting it would come after the trouble, behind whatever told the truth meanwhile.
        """
        self.trouble = trouble
        for client, held in self._held.items():
            for frame in held:
                _put(client, frame)
            held.clear()
        if trouble.dark:
            self._light.clear()
        else:
            self._light.set()

    def cut(self) -> None:
        """Tear every connection down, both ways, without a word."""
        for ends in self._ends:
            for end in ends:
                _reset(end)

    def half_open(self) -> None:
        """The PBX loses every connection, and nobody tells the client."""
        for client, pbx in self._ends:
            self._dead.add(client)
            _reset(pbx)

    # -- passing on --------------------------------------------------------------------------------

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._connect(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # either end is gone, as ends go
        except asyncio.CancelledError:
            pass  # the proxy closes; nobody waits for this task
        finally:
            self._tasks.discard(task)
            _reset(writer)

    async def _connect(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        if self.trouble.shut:
            return
        first = await reader.read(PIECE)
        if self.trouble.reset or not first:
            return
        await self._light.wait()
        pbx_reader, pbx = await asyncio.open_connection(*self.target)
        ends = (client, pbx)
        self._ends.append(ends)
        try:
            await self._late(partial(_put, pbx, first))
            async with asyncio.TaskGroup() as group:
                up = group.create_task(self._up(reader, pbx, client))
                await self._down(pbx_reader, client)
                if client not in self._dead:
                    up.cancel()
        except* OSError:
            pass  # either end is gone
        finally:
            self._ends.remove(ends)
            self._dead.discard(client)
            # What the client had to say is said, or nobody hears it: a rest that is still to be
            # written would keep the connection open.
            pbx.transport.abort()
            await self._finish(client)

    async def _finish(self, client: asyncio.StreamWriter) -> None:
        """Let the last bytes of an answer arrive."""
        with suppress(OSError):
            await client.drain()
            client.close()
            await client.wait_closed()

    async def _up(
        self,
        reader: asyncio.StreamReader,
        pbx: asyncio.StreamWriter,
        client: asyncio.StreamWriter,
    ) -> None:
        while data := await reader.read(PIECE):
            await self._light.wait()
            if client in self._dead:
                continue  # nobody is there to be told, and nobody answers
            await self._late(partial(_put, pbx, data))
        _close(pbx)

    async def _down(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        frames = Frames()
        held = self._held[client] = []
        try:
            while data := await reader.read(PIECE):
                await self._light.wait()
                for frame in frames.take(data):
                    for piece in self._befallen(frame, held):
                        await self._write(client, piece)
        except OSError:
            if client not in self._dead:
                raise
        finally:
            del self._held[client]

    def _befallen(self, frame: bytes, held: list[bytes]) -> list[bytes]:
        """What becomes of a frame: none, one or more, in which order."""
        trouble, chance = self.trouble, self._rng.random
        if not is_event(frame):
            return [frame]
        if chance() < trouble.loss:
            return []
        out = [frame, frame] if chance() < trouble.repeat else [frame]
        if not held and chance() < trouble.swap:
            held.extend(out)
            return []
        out += held
        held.clear()
        return out

    async def _late(self, write: Callable[[], None]) -> None:
        """Pass on, as late as everything is; in its order."""
        if self.trouble.latency_s:
            await asyncio.sleep(self.trouble.latency_s)
        write()

    async def _write(self, client: asyncio.StreamWriter, data: bytes) -> None:
        """To the client: all at once, or byte by byte for as long as that is the trouble."""
        if not self.trouble.drip:
            await self._late(partial(_put, client, data))
            return
        for at in range(len(data)):
            if not self.trouble.drip:
                _put(client, data[at:])
                return
            _put(client, data[at : at + 1])
            await asyncio.sleep(_DRIP_S)


def _put(writer: asyncio.StreamWriter, data: bytes) -> None:
    """Write where there still is a connection."""
    if not writer.transport.is_closing():
        writer.write(data)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Tear a connection down: the other end sees it reset."""
    sock = writer.get_extra_info("socket")
    if sock is not None:
        with suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def _close(writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        writer.close()


class Names:
    """Resolves a name of ours to this machine, or to nothing.

    Attributes:
        gone: the names that nobody knows just now.
    """

    SUFFIX = ".pbx.test"

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.gone: set[str] = set()
        self._resolve = socket.getaddrinfo
        patch.setattr(socket, "getaddrinfo", self._look_up)

    def _look_up(self, host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in self.gone:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        known = isinstance(name, str) and name.endswith(self.SUFFIX)
        return self._resolve("127.0.0.1" if known else host, *args, **kwargs)
