"""A PBX that answers each endpoint as a test says, over a real socket, and a client of it."""

from __future__ import annotations

import contextlib
import json
import secrets
from typing import TYPE_CHECKING

from aiohttp import web

from ctiapp.model.number import Number
from ctiapp.pbx import xmltext
from ctiapp.pbx.interface import Account, Listening
from ctiapp.pbx.openvox.client import OpenVox
from tests.pbx.small_server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = "a secret"
PAGE = "<html><body><h1>404 Not Found</h1></body></html>"
REFUSED = {"status": "Failed"}


class Bare:
    """Answers from a table; a text stands for a page that is not there.

    A dead token it refuses without saying why.

    Attributes:
        answers: of each endpoint; what is not in it succeeds, and says no more.
        asked: each endpoint, in order, with the form it was asked for.
        types: with which content types.
        xml_alone: the code with which JSON is refused, where XML alone is read and written.
    """

    def __init__(self) -> None:
        self.answers: dict[str, dict[str, object] | str] = {
            "extension/query": {
                "status": "Success",
                "extinfos": [{"extnumber": "305", "username": "Ada", "status": "Registered"}],
            },
        }
        self.asked: list[tuple[str, str]] = []
        self._token = ""
        self.types: set[str] = set()
        self.xml_alone = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        endpoint = request.path.removeprefix("/api/v0.0.1/")
        form = request.query["type"]
        self.asked.append((endpoint, form))
        self.types.add(request.headers["Content-Type"])
        if not self.xml_alone:
            return self._answer(request, endpoint)
        if form != "xml":
            return _xml({**REFUSED, "errno": self.xml_alone})
        answer = self._answer(request, endpoint).body
        assert isinstance(answer, bytes)
        return _xml(json.loads(answer))

    def _answer(self, request: web.Request, endpoint: str) -> web.Response:
        if endpoint == "login" and "login" not in self.answers:
            self._token = secrets.token_hex(16)
            return web.json_response({"status": "Success", "token": self._token})
        if endpoint != "login" and request.query["token"] != self._token:
            return web.json_response(REFUSED)
        answer = self.answers.get(endpoint, {"status": "Success"})
        if isinstance(answer, str):
            return web.Response(status=404, text=answer, content_type="text/html")
        return web.json_response(answer)

    def forget(self) -> None:
        """Know no token any more, as after a restart."""
        self._token = "none"

    @property
    def endpoints(self) -> list[str]:
        """What was asked, in order."""
        return [endpoint for endpoint, _ in self.asked]


def _xml(answer: dict[str, object]) -> web.Response:
    return web.Response(body=xmltext.dumps(answer), content_type="application/xml")


@contextlib.asynccontextmanager
async def bare_client(*, beat_s: float = 15.0) -> AsyncIterator[tuple[Bare, OpenVox]]:
    """Serve one, with a client that has not signed in."""
    bare = Bare()
    async with serving(bare.answer) as server:
        me = Number("305")
        account = Account("openvox", server.url, "c", me, listen=Listening("127.0.0.1", 0))
        client = OpenVox(account, beat_s=beat_s)
        try:
            yield bare, client
        finally:
            await client.close(revoke=True)
