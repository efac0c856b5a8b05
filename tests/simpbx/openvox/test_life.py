"""A call's whole life against the server itself, as any application would live it.

In JSON and in XML, by no client of ours; reports are JSON either way.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import aiohttp
import pytest
from aiohttp import web

from ctiapp.simpbx.openvox.facade import OpenVox
from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import serve
from tests.simpbx.openvox.house import PATIENCE_S, without_ids

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.simpbx.server import RunningPbx

FORMS = ("json", "xml")


class Application:
    """An application with a listener, that speaks one of the two forms."""

    def __init__(self, pbx: RunningPbx, session: aiohttp.ClientSession, form: str) -> None:
        self.pbx = pbx
        self.session = session
        self.form = form
        self.token = ""
        self.port = 0
        self.refusing = 0
        self.reports: asyncio.Queue[Any] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        """Take a report, or refuse it first as often as is wanted."""
        body = await request.read()
        if self.refusing:
            self.refusing -= 1
            return web.Response(status=500)
        assert request.method == "POST"
        assert request.content_type == "application/json"
        self.reports.put_nowait(json.loads(body))
        return web.Response()

    async def ask(self, endpoint: str, **body: str) -> dict[str, Any]:
        """Post a request; returns the answer's members, of XML the texts of the elements."""
        url = f"{self.pbx.url}/api/v0.0.1/{endpoint}"
        query = {"type": self.form, **({"token": self.token} if self.token else {})}
        data = json.dumps(body) if self.form == "json" else written(body)
        headers = {"Content-Type": "application/json; charset=utf-8"}
        async with self.session.post(url, params=query, data=data, headers=headers) as response:
            assert response.status == 200
            assert response.headers["Access-control-allow-origin"] == "*"
            text = await response.text()
        return json.loads(text) if self.form == "json" else members(text)

    async def log_in(self) -> None:
        """Log in, and have the reports sent to the listener."""
        told = self.pbx.description
        secret = str(told["client_secret"]).encode()
        answer = await self.ask(
            "login",
            username=str(told["client_id"]),
            password=hashlib.md5(secret, usedforsecurity=False).hexdigest(),
            port=str(self.port),
            url=f"127.0.0.1:{self.port}/pbx",
            urltag="1",
        )
        assert answer["status"] == "Success"
        self.token = answer["token"]

    async def control(self, verb: str, **body: object) -> None:
        """Do something at the PBX that is no application's business."""
        async with self.session.post(f"{self.pbx.control_url}/{verb}", json=body) as response:
            assert response.status == 200, await response.text()

    async def told(self, count: int, *, states: bool = False) -> list[Any]:
        """Return the next reports without their ids, those of states only if they are wanted."""
        found: list[Any] = []
        while len(found) < count:
            report = await asyncio.wait_for(self.reports.get(), PATIENCE_S)
            if states or report["action"] != "ExtensionStatus":
                found.append(report)
        return found


def written(body: dict[str, str]) -> bytes:
    root = ET.Element("xml")
    for name, value in body.items():
        ET.SubElement(root, name).text = value
    return bytes(ET.tostring(root))


def members(text: str) -> dict[str, Any]:
    """Read an answer in XML: items are a list, other children an object, the rest is text."""

    def value(element: ET.Element) -> Any:
        children = list(element)
        if not children:
            return element.text or ""
        if {child.tag for child in children} == {"item"}:
            assert [child.get("id") for child in children] == [str(n) for n in range(len(children))]
            return [value(child) for child in children]
        return {child.tag: value(child) for child in children}

    root = ET.fromstring(text)  # noqa: S314 - the simulated PBX's
    assert root.tag == "xml"
    found = value(root)
    assert isinstance(found, dict)
    return found


@pytest.fixture(params=FORMS)
async def application(request: pytest.FixtureRequest) -> AsyncIterator[Application]:
    async with (
        await serve(PbxOptions(kind="openvox")) as pbx,
        aiohttp.ClientSession() as session,
    ):
        one = Application(pbx, session, request.param)
        listener = web.Application()
        listener.router.add_post("/pbx", one.take)
        runner = web.AppRunner(listener, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        one.port = runner.addresses[0][1]
        await one.log_in()
        yield one
        await runner.cleanup()


async def test_a_call_inside_from_dial_to_record(application: Application) -> None:
    app = application
    assert await app.ask("extension/dial_extension", caller="2000", callee="2001") == {
        "status": "Success"
    }
    (own,) = await app.told(1)
    assert without_ids(own) == {"action": "RING", "ext": {"extid": "2000"}}
    await app.control("pickup", extension="2000")
    ring, alert = await app.told(2)
    assert ring["ext"] == {"extid": ["2001", "2000"]}
    assert alert["ext"] == {"extid": ["2000"]}
    await app.control("pickup", extension="2001")
    (answer,) = await app.told(1)
    assert without_ids(answer) == {"action": "ANSWER", "ext": {"extid": ["2000", "2001"]}}
    assert {each["callid"] for each in (ring, alert, answer)} == {own["callid"]}
    (row,) = (await app.ask("extension/query", extid="2000"))["extinfos"]
    assert row["status"] == "InUse"
    for endpoint in ("extension/hold", "extension/unhold", "extension/hangup"):
        assert await app.ask(endpoint, extid="2000") == {"status": "Success"}
    first, second, record = await app.told(3)
    assert first["ext"] == {"extid": ["2000", "2001"]}
    assert second["ext"] == {"extid": ["2001", "2000"]}
    assert len({own["callid"], first["callid"], second["callid"]}) == 3
    assert (record["action"], record["status"], record["type"]) == (
        "NewCdr",
        "ANSWERED",
        "Internal",
    )
    again = await app.ask("extension/hangup", extid="2000")
    assert again == {"status": "Failed", "errno": "10007"}


async def test_a_call_from_outside_that_is_hung_up_by_its_id(application: Application) -> None:
    app = application
    await app.control("call", to="2000", **{"from": "5503301"})
    ring, _ = await app.told(2)
    (row,) = (await app.ask("inbound/query"))["inbound"]
    assert row == {
        "inboundid": ring["inbound"]["inboundid"],
        "from": "5503301",
        "to": "2000",
        "trunk": "City-SIP",
        "callee": {"extid": "2000"},
        "status": "Progress",
    }
    await app.control("pickup", extension="2000")
    await app.told(1)
    assert (await app.ask("inbound/hangup", inboundid=row["inboundid"]))["status"] == "Success"
    first, second, record = await app.told(3)
    assert list(first)[2:4] == ["inbound", "ext"]
    assert list(second)[2:4] == ["ext", "inbound"]
    assert first["inbound"]["inboundid"] == row["inboundid"] != second["inbound"]["inboundid"]
    assert record["callfrom"] == "5503301"
    assert await app.ask("inbound/query") == {"status": "Success"}


async def test_a_call_to_outside_that_fails(application: Application) -> None:
    app = application
    body = {"extid": "2000", "outto": "5500486", "autoanswer": "yes"}
    assert (await app.ask("extension/dial_outbound", **body))["status"] == "Success"
    await app.control("advance", seconds=1)
    await app.told(3)
    answer = await app.ask("outbound/query")
    row = answer["outbound"] if app.form == "xml" else answer["outbound"][0]
    assert (row["from"], row["to"], row["status"]) == ("2000", "5500486", "Progress")
    await app.control("advance", seconds=5)
    failed, record = await app.told(2)
    assert failed["action"] == "CallFailed"
    assert failed["reason"] == 486
    assert failed["outbound"]["outboundid"] == row["outboundid"]
    assert record["callid"] == failed["callid"]


async def test_states_are_told_between(application: Application) -> None:
    app = application
    await app.control("call", to="2000", **{"from": "5503301"})
    await app.control("pickup", extension="2000")
    await app.control("hangup", extension="2000")
    reports = await app.told(9, states=True)
    states = [each["status"] for each in reports if each["action"] == "ExtensionStatus"]
    assert states == ["Ringing", "InUse", "Idle"]


async def test_a_report_that_is_refused_comes_again_before_the_next(
    application: Application,
) -> None:
    app = application
    assert isinstance(app.pbx.face, OpenVox)
    app.pbx.face.poster.retry_s = 0.01
    app.refusing = 1
    await app.control("call", to="2000", **{"from": "5503301"})
    assert [each["action"] for each in await app.told(2)] == ["RING", "ALERT"]
    assert app.refusing == 0


async def test_what_the_face_can_be_told(application: Application) -> None:
    app = application
    await app.control("face", name="missing", value=["extension/unhold"])
    refused = await app.ask("extension/unhold", extid="2000")
    assert refused == {"status": "Failed", "errno": "10003"}
    await app.control("face", name="answered_too", value=True)
    await app.control("call", to="2000", **{"from": "5503301"})
    await app.control("pickup", extension="2000")
    actions = [each["action"] for each in await app.told(4)]
    assert actions == ["RING", "ALERT", "ANSWER", "ANSWERED"]


async def test_a_restart_is_told_by_nothing(application: Application) -> None:
    app = application
    await app.control("call", to="2000", **{"from": "5503301"})
    await app.told(2)
    await app.control("restart", down_s=1)
    assert (await app.ask("inbound/query"))["status"] == "Success"
    await app.control("call", to="2001", **{"from": "5503302"})
    ring, _ = await app.told(2)
    assert ring["ext"] == {"extid": "2001"}
