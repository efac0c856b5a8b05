"""What a PBX does on its sockets, each quirk on a real one."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from tests.simpbx.office import Client, event

SUCCESS = {"errcode": 0, "errmsg": "SUCCESS"}


async def raw(client: Client, head: str, body: str = "") -> bytes:
    """Send a request as it stands and return all that comes until the connection closes."""
    host, port = client.pbx.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(f"{head}\r\nHost: pbx\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        await writer.drain()
        try:
            return await reader.read()
        except ConnectionError:
            return b""
    finally:
        writer.close()


async def test_without_a_user_agent_there_is_no_answer(client: Client) -> None:
    path = f"/openapi/v1.0/system/information?access_token={client.token}"
    assert await raw(client, f"GET {path} HTTP/1.1") == b""
    answer = await raw(client, f"GET {path} HTTP/1.1\r\nUser-Agent: OpenAPI")
    assert b'"errcode": 0' in answer
    assert b"Connection: close" in answer
    socket = f"GET /openapi/v1.0/subscribe?access_token={client.token} HTTP/1.1"
    assert await raw(client, socket) == b""


@pytest.mark.parametrize("body", ["", "[]", "{", '"text"', "[" * 20_000, "\x00"])
async def test_bodies_that_are_no_object_are_40001(client: Client, body: str) -> None:
    path = f"/openapi/v1.0/call/dial?access_token={client.token}"
    answer = await raw(client, f"POST {path} HTTP/1.1\r\nUser-Agent: x", body)
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["errcode"] == 40001


async def test_tokens_come_live_and_go(stranger: Client) -> None:
    assert (await stranger.get("system/information"))["errcode"] == 10005
    pair = await stranger.log_in()
    assert pair["access_token_expire_time"] == 1800
    assert pair["refresh_token_expire_time"] == 86_400
    new = await stranger.post("refresh_token", refresh_token=pair["refresh_token"])
    assert (await stranger.get("system/information"))["errcode"] == 10004
    stranger.token = new["access_token"]
    assert (await stranger.get("system/information"))["errcode"] == 0
    await stranger.control("advance", seconds=1800)
    assert (await stranger.get("system/information"))["errcode"] == 10004
    await stranger.log_in()
    assert await stranger.get("del_token") == SUCCESS
    assert (await stranger.get("system/information"))["errcode"] == 10004
    await stranger.log_in()
    await stranger.control("expire_tokens")
    assert (await stranger.get("system/information"))["errcode"] == 10004


async def test_five_wrong_secrets_block_the_address_until_it_is_lifted(stranger: Client) -> None:
    for _ in range(5):
        answer = await stranger.log_in("wrong")
        assert answer["errcode"] == -1
        assert answer["invalid_param_list"][0]["field"] == "username or password"
    assert (await stranger.log_in())["errcode"] == 70004
    await stranger.control("unblock")
    assert (await stranger.log_in())["errcode"] == 0


async def test_the_ninth_token_is_refused(client: Client) -> None:
    for _ in range(7):
        assert (await client.log_in())["errcode"] == 0
    assert (await client.log_in())["errcode"] == 60002


async def test_the_api_can_be_off_and_the_address_shut_out(client: Client) -> None:
    await client.control("settings", api_enabled=False)
    assert (await client.get("system/information"))["errcode"] == 70123
    await client.control("settings", api_enabled=True, allow_address=False)
    assert (await client.get("system/information"))["errcode"] == 70087
    ws = await client.open()
    assert (await ws.receive_json())["errcode"] == 70087
    await client.control("settings", allow_address=True)
    assert (await client.get("system/information"))["errcode"] == 0


async def test_a_socket_with_a_dead_token_is_told_and_closed(client: Client) -> None:
    client.token = "dead"
    ws = await client.open()
    assert (await ws.receive_json())["errcode"] == 10004
    assert (await ws.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_only_subscribed_events_come(client: Client) -> None:
    ws = await client.open(30008)
    await client.control("call", to="2000")
    assert await event(ws) == (30008, {"extension": "2000", "status": "Ringing"})
    await client.control("refuse", extension="2000")
    assert await event(ws) == (30008, {"extension": "2000", "status": "Idle"})
    silent = await client.open()
    await client.control("presence", extension="2000", status="lunch")
    await silent.send_str("heartbeat")
    assert await silent.receive_str() == "heartbeat response"


async def test_a_ring_and_its_end(client: Client) -> None:
    ws = await client.open(30011, 30012, 30015)
    call = await client.control("call", to="2000", **{"from": "5503301"})
    topic, message = await event(ws)
    assert (topic, message["call_id"]) == (30011, call["call_id"])
    await client.control("refuse", extension="2000")
    topic, message = await event(ws)
    assert message["members"][1]["extension"]["member_status"] == "BYE"
    topic, message = await event(ws)
    assert (topic, message["reason"]) == (30015, "486 Busy Here")
    assert message["members"][0]["inbound"]["member_status"] == "ALERT"
    topic, message = await event(ws)
    assert (topic, message["status"]) == (30012, "BUSY")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hello", 40001),
        ("[1]", 40001),
        ('{"topic_list": 30011}', 40001),
        ('{"topic_list": ["x"]}', 40002),
        ('{"topic_list": [null]}', 40002),
        ('{"topic_list": [true]}', 40002),
        ('{"topic_list": ["30011", 30012]}', 0),
        ('{"topic_list": []}', 0),
    ],
)
async def test_subscriptions_are_checked(client: Client, text: str, code: int) -> None:
    ws = await client.open()
    await ws.send_str(text)
    assert (await ws.receive_json())["errcode"] == code


async def test_a_refused_topic_refuses_the_whole_list(client: Client) -> None:
    await client.control("settings", refuse_topics=[30029])
    ws = await client.open(30011)
    await ws.send_json({"topic_list": [30008, 30029]})
    assert (await ws.receive_json())["errcode"] == 40002
    await client.control("call", to="2000")
    assert (await event(ws))[0] == 30011


async def test_a_silent_client_is_dropped_after_sixty_seconds(client: Client) -> None:
    ws = await client.open(30011)
    await client.control("advance", seconds=59, idle=True)
    await ws.send_str("heartbeat")
    assert await ws.receive_str() == "heartbeat response"
    await client.control("advance", seconds=59, idle=True)
    await ws.send_str("heartbeat")
    assert await ws.receive_str() == "heartbeat response"
    await client.control("advance", seconds=60, idle=True)
    assert (await ws.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_a_socket_outlives_a_refresh_but_not_its_token(client: Client) -> None:
    ws = await client.open(30009)
    pair = await client.log_in()
    ws_of_pair = await client.open(30009)
    await client.control("advance", seconds=1000)
    await client.post("refresh_token", refresh_token=pair["refresh_token"])
    await client.control("advance", seconds=801)
    assert (await ws.receive()).type is aiohttp.WSMsgType.CLOSE
    await client.control("presence", extension="2000", status="away")
    assert (await event(ws_of_pair))[0] == 30009
    await client.control("expire_tokens")
    assert (await ws_of_pair.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_a_revoked_token_closes_its_socket(client: Client) -> None:
    ws = await client.open(30011)
    await client.get("del_token")
    assert (await ws.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_monitoring_switches_silence_what_they_name(client: Client) -> None:
    ws = await client.open(30007, 30008, 30009, 30011)
    await client.control("monitor", extension="2000", call_state=False, presence=False)
    await client.control("call", to="2000")
    await client.control("presence", extension="2000", status="lunch")
    await client.control("register", extension="2000", registered=False)
    assert (await event(ws))[0] == 30007
    await client.control("monitor", extension="2000", call_state=True, presence=True)
    await client.control("monitor", trunk=False)
    await client.control("refuse", extension="2000")
    assert await event(ws) == (30008, {"extension": "2000", "status": "Idle"})
    assert (await client.get("call/query", number="2000"))["data"] is None
