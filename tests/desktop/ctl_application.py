"""What stands behind a ctl socket in tests, and a client that speaks to it by hand."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ctiapp.model.ctl import CtlReply, CtlRequest

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping

    from ctiapp.paths import AppPaths


@dataclass
class Application:
    """Stands for the application behind the socket: records requests, answers as it is told."""

    paths: AppPaths
    requests: list[CtlRequest] = field(default_factory=list)
    reply: Callable[[CtlRequest], CtlReply] = lambda _: CtlReply(0, {"done": True})
    hold: asyncio.Event | None = None
    greet: bool = False
    changes: asyncio.Queue[Mapping[str, object] | Exception | None] = field(
        default_factory=asyncio.Queue
    )
    watching: asyncio.Event = field(default_factory=asyncio.Event)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    received: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def address(self) -> str:
        return self.paths.ctl_address

    async def handle(self, request: CtlRequest) -> CtlReply:
        self.requests.append(request)
        self.received.set()
        if self.hold is not None:
            await self.hold.wait()
        return self.reply(request)

    async def watch(self, request: CtlRequest) -> AsyncGenerator[Mapping[str, object], None]:
        self.requests.append(request)
        self.watching.set()
        try:
            if self.greet:
                yield {"hello": True}
            while (change := await self.changes.get()) is not None:
                if isinstance(change, Exception):
                    raise change
                yield change
        finally:
            self.left.set()


class RawClient:
    """Speaks to the socket by hand."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def send(self, raw: bytes) -> None:
        self.writer.write(raw)

    def say(self, verb: str, **more: Any) -> None:
        request = {"v": 1, "verb": verb, "args": [], "options": {}, "cwd": "/"} | more
        self.send(json.dumps(request).encode() + b"\n")

    async def line(self) -> Any:
        async with asyncio.timeout(10):
            return json.loads(await self.reader.readline())

    async def rest(self) -> bytes:
        """Wait for the end; a connection that is cut has ended too."""
        async with asyncio.timeout(10):
            try:
                return await self.reader.read()
            except ConnectionResetError:
                return b""
