"""The control API: what it does, and that it says what is wrong."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from ctiapp.simpbx.control_verbs import VERBS
from tests.simpbx.office import Client, event


async def test_the_list_names_every_verb(client: Client) -> None:
    async with client.session.get(f"{client.pbx.control_url}/") as response:
        listed = await response.json()
    assert set(listed) == set(VERBS)
    assert all(isinstance(line, str) and "\n" not in line for line in listed.values())


@pytest.mark.parametrize(
    ("verb", "body", "said"),
    [
        ("dance", {}, "no verb 'dance'"),
        ("call", {}, "to is missing"),
        ("call", {"to": "2000", "color": 1}, "unknown argument color"),
        ("call", {"to": "2000", "trunk": "x"}, "no trunk x; valid: City-SIP, Mobile-GW"),
        ("call", {"to": "2000", "via": "1"}, "via: no queue"),
        ("call", {"to": ["2000"]}, "to must be a text"),
        ("pickup", {"extension": "1"}, "no extension 1"),
        ("pickup", {"extension": "2000"}, "no ringing channel"),
        ("hold", {"extension": "2000"}, "no talking channel"),
        ("caller_hangup", {"call_id": "1.1"}, "no call 1.1"),
        ("presence", {"extension": "2000", "status": "asleep"}, "unknown presence"),
        ("register", {"extension": "2000", "registered": "yes"}, "registered must be true"),
        ("advance", {"seconds": -1}, "must not be negative"),
        ("advance", {}, "seconds is missing"),
        ("scenario", {"name": "war"}, "valid: reception"),
        ("scenario", {"name": "queue", "speed": 0}, "speed must be above 0"),
        ("settings", {"refuse_topics": ["x"]}, "list of whole numbers"),
        ("fail", {"errcode": "x"}, "whole number"),
        ("agents", {"queue": "1", "agents": []}, "no queue 1; valid: 6400"),
        ("agents", {"queue": "6402", "agents": ["1"]}, "no extension 1"),
        ("agents", {"queue": "6402", "agents": "2000"}, "list of texts"),
        ("state", [], "must be a JSON object"),
    ],
)
async def test_what_is_wrong_is_named(client: Client, verb: str, body: Any, said: str) -> None:
    async with client.session.post(f"{client.pbx.control_url}/{verb}", json=body) as response:
        assert response.status == 400
        assert said in (await response.json())["error"]


async def test_a_body_that_is_no_json(client: Client) -> None:
    async with client.session.post(f"{client.pbx.control_url}/state", data="{") as response:
        assert response.status == 400
        assert await response.json() == {"error": "the body is no JSON"}


async def test_people_act_on_their_phones(client: Client) -> None:
    call = await client.control("dial", extension="2001", number="2000")
    own = await client.control("pickup", extension="2000", call_id=call["call_id"], device=0)
    assert own["channel"].startswith("PJSIP/2000-")
    await client.control("hold", extension="2000")
    await client.control("unhold", extension="2000")
    state = await client.control("state")
    assert state["extensions"] == {"2000": "busy", "2001": "busy"}
    assert [leg["state"] for leg in state["calls"][0]["legs"]] == ["up", "up"]
    await client.control("hangup", extension="2001")
    assert (await client.control("state"))["calls"] == []
    inbound = await client.control("call", to="2000")
    await client.control("caller_hangup", call_id=inbound["call_id"])
    await client.control("call", to="2000")
    await client.control("busy", extension="2000")
    assert (await client.control("state"))["calls"] == []


async def test_a_queue_gets_other_agents(client: Client) -> None:
    ws = await client.open(30011)
    await client.control("agents", queue="6402", agents=["2000"])
    await client.control("call", to="6402")
    for seconds in (0, 20, 5):
        await client.control("advance", seconds=seconds)
    rings = [(await event(ws))[1]["members"][1:] for _ in range(4)]
    channels = [ring[0]["extension"]["channel_id"] for ring in rings if ring]
    assert [bool(ring) for ring in rings] == [False, True, False, True]
    assert channels[0] != channels[1]
    await client.control("agents", queue="6402", agents=[])
    await client.control("call", to="6402")
    await client.control("advance", seconds=30)


async def test_two_devices(client: Client) -> None:
    assert await client.control("register", extension="2000", registered=True, devices=2) == {
        "registered": 2
    }
    await client.control("call", to="2000")
    state = await client.control("state")
    assert [leg.get("device") for leg in state["calls"][0]["legs"]] == [None, 0, 1]
    await client.control("pickup", extension="2000", device=1)


async def test_events_are_doubled_swapped_delayed_and_lost(client: Client) -> None:
    ws = await client.open(30009)

    async def change(status: str) -> None:
        await client.control("presence", extension="2000", status=status)

    async def statuses(count: int) -> list[str]:
        return [(await event(ws))[1]["status"] for _ in range(count)]

    await client.control("events", duplicate=True)
    await change("lunch")
    assert await statuses(2) == ["lunch", "lunch"]
    await client.control("events", reorder=True)
    await change("away")
    await change("lunch")
    assert await statuses(2) == ["lunch", "away"]
    await change("available")
    await client.control("events")
    assert await statuses(1) == ["available"]
    await client.control("events", drop=1)
    await change("away")
    await change("lunch")
    assert await statuses(1) == ["lunch"]
    await client.control("events", drop=1, topics=[30011])
    await change("off_work")
    assert await statuses(1) == ["off_work"]
    await client.control("events", delay_s=0.05)
    begun = time.monotonic()
    await change("away")
    assert await statuses(1) == ["away"]
    assert time.monotonic() - begun >= 0.04
    await client.control("events")
    await client.control("send", frame="no json {")
    assert await ws.receive_str() == "no json {"


async def test_sockets_are_cut(client: Client) -> None:
    ws = await client.open(30011)
    assert await client.control("cut") == {"sockets": 1}
    assert (await ws.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


async def test_requests_fail_on_order(client: Client) -> None:
    await client.control("fail", endpoint="call/query", errcode=60001, times=2)
    assert (await client.get("system/information"))["errcode"] == 0
    for code in (60001, 60001, 0):
        assert (await client.get("call/query", number="2000"))["errcode"] == code
    await client.control("fail", errcode=-1, errmsg="BROKEN", field="x", hang_s=0.01)
    assert await client.get("system/information") == {
        "errcode": -1,
        "errmsg": "BROKEN",
        "invalid_param_list": [{"field": "x", "value": "error"}],
    }
    await client.control("fail", silent=True)
    with pytest.raises(aiohttp.ClientError):
        await client.post("call/hold", channel_id="x")  # a client may ask a GET twice


async def test_a_black_hole_answers_nothing(client: Client) -> None:
    ws = await client.open(30009)
    await client.control("black_hole", on=True)
    asked = asyncio.create_task(client.post("call/hold", channel_id="x"))
    await ws.send_str("heartbeat")
    await client.control("presence", extension="2000", status="lunch")
    await client.control("state")
    assert not asked.done()
    await client.control("black_hole", on=False)
    assert (await event(ws))[0] == 30009
    with pytest.raises(aiohttp.ClientError):
        await asked


async def test_requests_are_remembered_without_secrets(client: Client) -> None:
    await client.get("extension/search", search_value="2000")
    seen = (await client.control("requests", clear=True))["requests"]
    assert [entry["endpoint"] for entry in seen] == ["get_token", "extension/search"]
    assert seen[0]["body"]["password"] == "***"
    assert seen[1]["params"] == {"search_value": "2000"}
    assert seen[1]["user_agent"] == "OpenAPI"
    assert client.token not in str(seen)
    assert (await client.control("requests"))["requests"] == []


async def test_time_is_skipped(client: Client) -> None:
    ws = await client.open(30015)
    await client.control("call", to="2000")
    await client.control("advance", seconds=61)
    assert (await event(ws))[1]["reason"] == "603 Declined"


async def test_a_scenario_is_played_and_ended(client: Client) -> None:
    ws = await client.open(30011)
    await client.control("scenario", name="reception", speed=2)
    await client.control("advance", seconds=2)
    topic, message = await event(ws)
    assert topic == 30011
    assert message["members"][1]["extension"]["number"] == "2000"
    await client.control("stop_scenario")
    assert (await client.control("state"))["scenario"] is None


async def test_rights_and_lines(client: Client) -> None:
    ws = await client.open(30010, 30015)
    await client.control("rights", extension="2000", outbound=False)
    await client.post("call/dial", caller="2000", callee="5503301")
    assert (await event(ws))[1]["reason"] == "NO Outbound Restrictin"
    await client.control("trunk", name="City-SIP", status=42)
    assert (await event(ws))[1]["status"] == 42
