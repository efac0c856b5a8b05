"""Log-ins, heartbeats, and which endpoints there are, over real sockets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.openvox import inferred
from ctiapp.simpbx.openvox.facade import NO_PAGE, OpenVox
from tests.conftest import ROOT
from tests.simpbx.openvox.house import PATH

if TYPE_CHECKING:
    from tests.simpbx.openvox.house import House

OK = {"status": "Success"}


def documented() -> set[str]:
    """Every endpoint that stands in the fact sheet, as somebody else has taken them down."""
    lines = (ROOT / "tests/frames/openvox/endpoints.txt").read_text().splitlines()
    named = [line.removeprefix("+").split() for line in lines if not line.startswith(("#", "-"))]
    return {words[0] for words in named if words}


def test_it_has_every_documented_endpoint_and_no_other(house_face: OpenVox) -> None:
    served = house_face.known
    assert {*served, *OpenVox.DOWNLOADS} == documented()
    assert set(inferred.ENDPOINTS) < served


async def test_a_log_in_gives_a_token_and_nothing_else(stranger: House) -> None:
    answer = await stranger.log_in()
    assert answer["status"] == "Success"
    assert list(answer) == ["status", "token"]
    assert len(answer["token"]) == 32
    assert (await stranger.ask("queue/query"))["status"] == "Success"


async def test_a_log_in_in_xml(stranger: House) -> None:
    digest = stranger.face.tokens.digest
    root = await stranger.ask_xml(
        "login", username=stranger.face.client_id, password=digest, port="8260"
    )
    assert [child.tag for child in root] == ["status", "token"]
    assert root.findtext("status") == "Success"
    wrong = await stranger.ask_xml("login", username="nobody", password=digest, port="8260")
    assert [(child.tag, child.text) for child in wrong] == [
        ("status", "Failed"),
        ("errno", "20003"),
    ]


async def test_five_wrong_passwords_lock_for_ten_minutes(stranger: House) -> None:
    for _ in range(5):
        assert await stranger.log_in("wrong") == {"status": "Failed", "errno": "20003"}
    assert (await stranger.log_in())["errno"] == "20002"
    stranger.offset_s += 600
    assert (await stranger.log_in())["status"] == "Success"


async def test_a_token_dies_of_silence_alone(house: House) -> None:
    for _ in range(3):
        house.offset_s += 1500
        assert (await house.ask("ivr/query"))["status"] == "Success"
    house.offset_s += 1500
    where = {"url": f"127.0.0.1:{house.port}{PATH}", "urltag": "1"}
    beat = await house.ask("heartbeat", ipaddr="127.0.0.1", port=str(house.port), **where)
    assert beat == OK
    house.offset_s += 1799
    assert (await house.ask("ivr/query"))["status"] == "Success"
    house.offset_s += 1800
    assert (await house.ask("ivr/query"))["errno"] == "20006"


async def test_an_event_that_is_taken_keeps_the_token(house: House) -> None:
    house.offset_s += 1700
    house.exchange.set_presence("2001", "away")
    house.exchange.register("2001", registered=False)
    assert (await house.report())["status"] == "Unregistered"
    # Taken: the next report goes out after the PBX has noted that.
    house.exchange.register("2001", registered=True)
    assert (await house.report())["status"] == "Registered"
    house.offset_s += 1700
    assert (await house.ask("ivr/query"))["status"] == "Success"


async def test_a_heartbeat_needs_an_address_and_a_port(house: House) -> None:
    assert (await house.ask("heartbeat", port="8260"))["errno"] == "10004"
    assert (await house.ask("heartbeat", ipaddr="127.0.0.1"))["errno"] == "10004"
    assert (await house.ask("heartbeat", ipaddr="127.0.0.1", port="0"))["errno"] == "20008"


async def test_a_heartbeat_moves_the_reports(house: House) -> None:
    where = {"ipaddr": "127.0.0.1", "port": str(house.port), "url": "elsewhere", "urltag": "0"}
    assert await house.ask("heartbeat", **where) == OK
    house.exchange.register("2001", registered=False)
    await house.report()
    assert house.paths == ["/elsewhere"]


@pytest.mark.parametrize(
    ("url", "path"), [({"url": "", "urltag": 0}, "/"), ({"url": "pbx", "urltag": "0"}, "/pbx")]
)
async def test_where_reports_go(stranger: House, url: dict[str, object], path: str) -> None:
    await stranger.log_in(**url)
    stranger.exchange.register("2001", registered=False)
    await stranger.report()
    assert stranger.paths == [path]


async def test_what_there_is_not(house: House) -> None:
    for endpoint in ("logout", "token/refresh", "deviceinfo/query", "extension/mute", "cdr/query"):
        assert await house.ask(endpoint) == {"status": "Failed", "errno": "10003"}
    house.face.missing = {"extension/unhold"}
    assert (await house.ask("extension/unhold", extid="2000"))["errno"] == "10003"
    house.token = "0" * 32
    assert (await house.ask("ivr/query"))["errno"] == "20004"


async def test_what_there_is_not_may_be_a_page_that_is_not_there(house: House) -> None:
    house.face.missing = {"extension/unhold"}
    house.face.configure("missing_has_no_page", True)
    url = f"{house.url}/api/v0.0.1/extension/unhold"
    async with house.session.post(url, params={"token": house.token}, data="{}") as response:
        assert (response.status, response.content_type) == (404, "text/html")
        assert await response.text() == NO_PAGE
    assert (await house.ask("extension/query"))["status"] == "Success"
    assert (await house.ask("extension/mute"))["errno"] == "10003"


async def test_the_form_of_a_body(house: House) -> None:
    _, text = await house.raw("ivr/query", "", type="json")
    assert json.loads(text)["status"] == "Success"
    kind, text = await house.raw("ivr/query", "{}")
    assert (kind, json.loads(text)["status"]) == ("application/json", "Success")
    _, text = await house.raw("ivr/query", "{}", type="yaml")
    assert json.loads(text) == {"status": "Failed", "errno": "10003"}
    _, text = await house.raw("ivr/query", "[]", type="json")
    assert json.loads(text)["errno"] == "20000"
    kind, text = await house.raw("ivr/query", "{}", type="xml")
    assert kind == "application/xml"
    assert "<errno>20000</errno>" in text


def test_what_can_be_configured(house_face: OpenVox) -> None:
    shown = house_face.configure("answered_too", True)
    assert shown["answered_too"] is True
    assert house_face.quirks.answered_too
    shown = house_face.configure("missing", ["extension/listen"])
    assert shown["missing"] == ["extension/listen"]
    assert house_face.configure("reachable", True) == shown
    for name, value in (
        ("answered_too", 1),
        ("missing", "all"),
        ("missing", ["x"]),
        ("colour", "green"),
    ):
        with pytest.raises(ControlError):
            house_face.configure(name, value)


@pytest.fixture
async def house_face(stranger: House) -> OpenVox:
    return stranger.face
