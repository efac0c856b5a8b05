"""An OpenVox UC on loopback whose clock the test turns, and an application that it reports to."""

from __future__ import annotations

import asyncio
import hashlib
import json
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from aiohttp import ClientSession, web

from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.face import Behind
from ctiapp.simpbx.openvox.facade import OpenVox
from ctiapp.simpbx.world import build
from tests.simpbx.office import START_S, Office

if TYPE_CHECKING:
    from typing import Self

    from ctiapp.simpbx.directory import Directory

PATH = "/a-path-that-nobody-guesses"
PATIENCE_S = 10.0


@lru_cache(maxsize=1)
def _company() -> Directory:
    return build(24, seed=1)


class QuickOffice(Office):
    """An office whose company is made up once: its names take longer than most of the tests."""

    def __init__(self) -> None:
        self.exchange = Exchange(deepcopy(_company()), now_s=START_S, seed=1)
        self.facts = []
        self.exchange.listen(self.facts.append)


class House(QuickOffice):
    """The office with the API in front of it. An asynchronous context manager."""

    def __init__(self) -> None:
        super().__init__()
        self.offset_s = 0.0
        self.face = OpenVox(Behind(self.exchange, 1, lambda: None, self.now_s))
        self.exchange.listen(self.face.tell)
        self.url = ""
        self.port = 0
        self.token = ""
        self.reports: asyncio.Queue[str] = asyncio.Queue()
        self.paths: list[str] = []
        self.status = 200
        self.session = ClientSession()
        self._runners: list[web.AppRunner] = []

    def now_s(self) -> float:
        """The clock that tokens live by."""
        return self.exchange.now_s + self.offset_s

    async def _serve(self, app: web.Application) -> int:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self._runners.append(runner)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port: int = runner.addresses[0][1]
        return port

    async def __aenter__(self) -> Self:
        self.url = f"http://127.0.0.1:{await self._serve(self.face.application())}"
        listener = web.Application()
        listener.router.add_route("*", "/{path:.*}", self._take)
        self.port = await self._serve(listener)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.face.close()
        await self.session.close()
        for runner in self._runners:
            await runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        self.paths.append(request.path)
        if self.status == 200:
            self.reports.put_nowait(await request.text())
        return web.Response(status=self.status)

    async def raw(self, endpoint: str, body: str | bytes, **query: str) -> tuple[str, str]:
        """Post a body as it is; returns the answer's content type and text."""
        url = f"{self.url}/api/v0.0.1/{endpoint}"
        params = {"token": self.token, **query} if self.token else query
        async with self.session.post(url, params=params, data=body) as response:
            assert response.status == 200
            assert response.headers["Connection"] == "close"
            return response.content_type, await response.text()

    async def ask(self, endpoint: str, **body: object) -> Any:
        """Post a request in JSON."""
        kind, text = await self.raw(endpoint, json.dumps(body), type="json")
        assert kind == "application/json"
        return json.loads(text)

    async def ask_xml(self, endpoint: str, **body: str) -> Any:
        """Post a request in XML; returns the answer's root element."""
        root = ET.Element("xml")
        for name, value in body.items():
            ET.SubElement(root, name).text = value
        kind, text = await self.raw(endpoint, ET.tostring(root), type="xml")
        assert kind == "application/xml"
        return ET.fromstring(text)  # noqa: S314 - our own server's

    async def log_in(self, password: str | None = None, **more: object) -> Any:
        """Log in and have the reports sent here."""
        self.token = ""
        secret = self.face.client_secret if password is None else password
        where = {"url": f"127.0.0.1:{self.port}{PATH}", "urltag": 1}
        answer = await self.ask(
            "login",
            username=self.face.client_id,
            password=hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest(),
            **{"port": str(self.port), "version": "0.0.1", **where, **more},
        )
        self.token = answer.get("token", "")
        return answer

    async def report(self) -> Any:
        """Return the next report."""
        return json.loads(await asyncio.wait_for(self.reports.get(), PATIENCE_S))

    async def told_until(self, action: str) -> list[Any]:
        """Return the next reports up to one of this action."""
        told = [await self.report()]
        while told[-1]["action"] != action:
            told.append(await self.report())
        return told


def without_ids(report: Any) -> Any:
    """Return a report without the ids that the PBX made up, its members in their order."""
    kept = {key: value for key, value in report.items() if key not in ("callid", "sn")}
    for kind in ("inbound", "outbound"):
        if kind in kept:
            kept[kind] = {k: v for k, v in kept[kind].items() if k != f"{kind}id"}
    return kept
