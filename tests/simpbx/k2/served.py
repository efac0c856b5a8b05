"""A simulated K2 with sockets, and an application that uses it."""

from __future__ import annotations

import asyncio
import hashlib
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.simpbx.k2.house import House

if TYPE_CHECKING:
    import aiohttp

PATIENCE_S = 5.0


async def listening(app: web.Application) -> tuple[web.AppRunner, int]:
    """Serve an application on any port of loopback."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, runner.addresses[0][1]


class Served:
    """A K2 that serves, and its client."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.house = House()
        self.face = self.house.face
        self.house.site.publish = lambda event: self.face.publish(json.dumps(event))
        self.house.exchange.listen(self.face.tell)
        self.session = session
        self.token = ""
        self.pushed: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.paths: list[str] = []
        self.url = ""
        self.push_port = 0
        self.writers: list[asyncio.StreamWriter] = []
        self._runners: list[web.AppRunner] = []

    async def open(self) -> None:
        """Serve, and listen for events."""
        runner, port = await listening(self.face.application())
        self.url = f"http://127.0.0.1:{port}/api/v2.0.0"
        await self.face.start("127.0.0.1")
        app = web.Application()
        app.router.add_post("/{path:.*}", self._receive)
        receiver, self.push_port = await listening(app)
        self._runners = [runner, receiver]

    async def close(self) -> None:
        """End it all."""
        for writer in self.writers:
            writer.close()
        await self.face.close()
        for runner in self._runners:
            await runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        self.paths.append(request.path)
        await self.pushed.put(await request.json())
        response = web.Response()
        response.force_close()
        return response

    async def post(self, endpoint: str, **values: object) -> Any:
        """Ask the API."""
        params = {"token": self.token} if self.token else {}
        url = f"{self.url}/{endpoint}"
        async with self.session.post(url, params=params, json=values) as response:
            assert response.status == 200
            return await response.json()

    async def log_in(self, password: str | None = None, **values: object) -> Any:
        """Log in by HTTP."""
        self.token = ""
        plain = self.face.client_secret if password is None else password
        digest = hashlib.md5(plain.encode(), usedforsecurity=False).hexdigest()
        named = {"username": self.face.client_id, "password": digest}
        answer = await self.post("login", **named, **values)
        self.token = answer.get("token", "")
        return answer

    async def connect(
        self, password: str | None = None, *, version: str = "Version: 2.0.0\r\n", end: str = "\r\n"
    ) -> asyncio.StreamReader:
        """Log in at the TCP port."""
        port = self.face.described()["event_port"]
        assert isinstance(port, int)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        self.writers.append(writer)
        secret = self.face.client_secret if password is None else password
        named = f"Username: {self.face.client_id}\r\nSecret: {secret}\r\n"
        writer.write(f"Action: login\r\n{named}{version}{end}".encode())
        return reader

    async def admitted(self, **how: str) -> asyncio.StreamReader:
        """Log in at the TCP port and wait until that is done."""
        done = asyncio.Event()
        self.face.on_subscribed = done.set
        reader = await self.connect(**how)
        async with asyncio.timeout(PATIENCE_S):
            await done.wait()
        return reader

    async def event(self) -> dict[str, Any]:
        """Return the next event that is pushed."""
        async with asyncio.timeout(PATIENCE_S):
            return await self.pushed.get()


async def rest_of(reader: asyncio.StreamReader) -> bytes:
    """Return what comes until the connection ends, however it does."""
    async with asyncio.timeout(PATIENCE_S):
        try:
            return await reader.read()
        except ConnectionError:
            return b""
