"""What the tests of the PBXs that push their events share: who listens to them, and who asks."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from ctiapp.simpbx.md5tokens import digest_of

if TYPE_CHECKING:
    import aiohttp

    from ctiapp.simpbx.server import RunningPbx


class Listening:
    """A web server that takes events in, or does not."""

    def __init__(self) -> None:
        self.taken: asyncio.Queue[tuple[str, dict[str, str], str]] = asyncio.Queue()
        """Path, headers and body of each event that was answered."""
        self.status = 200
        self.port = 0
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/{path:.*}", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def body(self) -> Any:
        """Return the next event, as the JSON it is."""
        _, _, body = await self.taken.get()
        return json.loads(body)

    async def _take(self, request: web.Request) -> web.Response:
        await self.taken.put((request.path, dict(request.headers), await request.text()))
        return web.Response(status=self.status)


class Asking:
    """A client of a running PBX whose log-ins are by MD5."""

    def __init__(self, pbx: RunningPbx, session: aiohttp.ClientSession, prefix: str) -> None:
        self.pbx = pbx
        self.session = session
        self.token = ""
        self._prefix = prefix

    async def post(self, endpoint: str, **body: object) -> Any:
        url = f"{self.pbx.url}{self._prefix}{endpoint}"
        query = {"token": self.token} if self.token else {}
        async with self.session.post(url, params=query, json=body) as response:
            assert response.status == 200
            return await response.json()

    async def get(self, endpoint: str, **query: str) -> aiohttp.ClientResponse:
        url = f"{self.pbx.url}{self._prefix}{endpoint}"
        query = {"token": self.token, **query}
        response = await self.session.get(url, params=query)
        await response.read()
        return response

    async def log_in(self, password: str | None = None, **more: str) -> Any:
        self.token = ""
        face = self.pbx.face
        digest = digest_of(face.client_secret if password is None else password)
        asked = {"username": face.client_id, "password": digest, "port": "8260", **more}
        answer = await self.post("login", **asked)
        self.token = answer.get("token", "")
        return answer

    async def control(self, verb: str, **body: object) -> Any:
        async with self.session.post(f"{self.pbx.control_url}/{verb}", json=body) as response:
            answer = await response.json()
            assert response.status == (400 if "error" in answer else 200)
            return answer
