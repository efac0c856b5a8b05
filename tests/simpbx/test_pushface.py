"""What all PBXs that push their events do on their sockets, shown with the Cloud PBX."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import aiohttp
import pytest

from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import RunningPbx, serve
from tests.simpbx.pushed import Asking, Listening

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

API = "/api/v1.1.0/"


@pytest.fixture
async def pbx() -> AsyncIterator[RunningPbx]:
    async with await serve(PbxOptions(kind="cloud")) as running:
        yield running


@pytest.fixture
async def asking(pbx: RunningPbx) -> AsyncIterator[Asking]:
    async with aiohttp.ClientSession() as session:
        yield Asking(pbx, session, API)


@pytest.fixture
async def listening() -> AsyncIterator[Listening]:
    server = Listening()
    await server.start()
    yield server
    await server.close()


async def listen(asking: Asking, listening: Listening) -> None:
    answer = await asking.log_in(
        url=f"127.0.0.1:{listening.port}/p", urltag="1", version="1.0.2", port="8260"
    )
    assert answer["status"] == "Success"


async def change(asking: Asking, status: bool) -> None:
    await asking.control("register", extension="2003", registered=status)


async def test_tokens_come_live_are_refreshed_and_go(asking: Asking) -> None:
    assert (await asking.post("deviceinfo/query"))["errno"] == "20005"
    pair = await asking.log_in()
    new = await asking.post("token/refresh", refreshtoken=pair["refreshtoken"])
    assert (await asking.post("deviceinfo/query"))["errno"] == "20004"
    asking.token = new["token"]
    assert (await asking.post("deviceinfo/query"))["status"] == "Success"
    await asking.control("advance", seconds=1800)
    assert (await asking.post("deviceinfo/query"))["errno"] == "20006"
    await asking.log_in()
    assert await asking.post("logout") == {"status": "Success"}
    assert (await asking.post("deviceinfo/query"))["errno"] == "20004"


async def test_wrong_passwords_lock_the_address_until_it_is_lifted(asking: Asking) -> None:
    for _ in range(5):
        assert (await asking.log_in("wrong")) == {"status": "Failed", "errno": "20003"}
    assert (await asking.log_in())["errno"] == "20002"
    await asking.control("unblock")
    assert (await asking.log_in())["status"] == "Success"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[]", "20000"),
        ("{", "20000"),
        ("[" * 20_000, "20000"),
        ("", "10004"),
        ('{"username": "x"}', "10004"),
        ('{"username": "x", "password": "y"}', "10004"),
        ('{"username": "x", "password": "y", "port": "x"}', "20008"),
        ('{"username": "x", "password": "y", "port": "65536"}', "20008"),
    ],
)
async def test_what_is_no_log_in_is_refused(asking: Asking, body: str, code: str) -> None:
    async with asking.session.post(f"{asking.pbx.url}{API}login", data=body) as response:
        assert (await response.json())["errno"] == code
        assert response.headers["Connection"] == "close"


async def test_only_post_will_do(asking: Asking) -> None:
    await asking.log_in()
    async with asking.session.put(f"{asking.pbx.url}{API}deviceinfo/query") as response:
        assert (await response.json())["errno"] == "20001"


async def test_requests_are_remembered_without_secrets(asking: Asking) -> None:
    pair = await asking.log_in()
    await asking.post("token/refresh", refreshtoken=pair["refreshtoken"])
    await asking.post("extension/query", extid="2000")
    seen = await asking.control("requests", clear=True)
    assert seen["counts"] == {"login": 1, "token/refresh": 1, "extension/query": 1}
    text = json.dumps(seen)
    assert asking.token not in text
    assert pair["refreshtoken"] not in text
    assert asking.pbx.face.client_secret not in text
    assert "2000" in text


@pytest.mark.parametrize("kind", ["cloud", "p-series"])
async def test_who_goes_away_in_the_middle_of_a_request_is_nobody_s_fault(kind: str) -> None:
    """It is no error of the PBX's, and the next one is answered."""
    async with await serve(PbxOptions(kind=kind)) as running, aiohttp.ClientSession() as session:
        port = int(running.url.rpartition(":")[2])
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        path = f"{API}login" if kind == "cloud" else "/openapi/v1.0/get_token"
        head = f"POST {path} HTTP/1.1\r\nHost: pbx\r\nUser-Agent: OpenAPI\r\n"
        writer.write(f'{head}Content-Length: 99\r\n\r\n{{"user'.encode())
        await writer.drain()
        async with session.post(running.url + path, json={}) as answered:  # it has arrived by now
            assert answered.status == 200
        writer.transport.abort()
        async with session.post(running.url + path, json={}) as answered:
            assert answered.status == 200


async def test_requests_fail_on_order(asking: Asking) -> None:
    await asking.log_in()
    await asking.control("fail", endpoint="extension/hold", errcode=10015)
    assert (await asking.post("extension/hold", extid="2000"))["errno"] == "10015"
    await asking.control("fail", endpoint="extension/hold", silent=True)
    with pytest.raises(aiohttp.ClientError):
        await asking.post("extension/hold", extid="2000")
    await asking.control("fail", endpoint="extension/hold", late_s=0.01)
    assert (await asking.post("extension/hold", extid="2000"))["errno"] == "10007"


async def test_events_are_doubled_swapped_and_lost(asking: Asking, listening: Listening) -> None:
    await listen(asking, listening)
    await asking.control("events", duplicate=True)
    await change(asking, status=False)
    assert [(await listening.body())["status"] for _ in range(2)] == ["Unregistered"] * 2
    await asking.control("events", reorder=True)
    await change(asking, status=True)
    await change(asking, status=False)
    told = [(await listening.body())["status"] for _ in range(2)]
    assert told == ["Unregistered", "Registered"]
    await change(asking, status=True)
    await asking.control("events", drop=1)
    assert (await listening.body())["status"] == "Registered"
    await change(asking, status=False)
    await change(asking, status=True)
    assert (await listening.body())["status"] == "Registered"
    assert "the P-Series" in (await asking.control("events", topics=[30011]))["error"]
    assert await asking.control("send", frame="no json {") == {"sockets": 1}
    assert (await listening.taken.get())[2] == "no json {"


async def test_who_is_cut_off_hears_all_later(asking: Asking, listening: Listening) -> None:
    await listen(asking, listening)
    assert await asking.control("cut") == {"sockets": 1}
    await change(asking, status=False)
    (entry,) = (await asking.control("state"))["sockets"]
    assert entry["waiting"] == 1
    await asking.control("face", name="reachable", value=True)
    assert (await listening.body())["status"] == "Unregistered"
    await asking.control("face", name="reachable", value=False)
    await change(asking, status=True)
    await listen(asking, listening)
    await change(asking, status=False)
    assert (await listening.body())["status"] == "Unregistered"
    assert "valid: reachable" in (await asking.control("face", name="x", value=1))["error"]


async def test_nothing_is_told_to_a_token_that_is_dead(
    asking: Asking, listening: Listening
) -> None:
    for ending in ("logout", "expire_tokens", "advance"):
        await listen(asking, listening)
        if ending == "logout":
            await asking.post("logout")
        elif ending == "advance":
            await asking.control("advance", seconds=1801)
        else:
            await asking.control("expire_tokens")
        assert (await asking.control("state"))["sockets"] == []


async def test_a_refreshed_token_goes_on_listening(asking: Asking, listening: Listening) -> None:
    pair = await asking.log_in(port=str(listening.port), version="1.0.2")
    await asking.control("advance", seconds=1700)
    await asking.post("token/refresh", refreshtoken=pair["refreshtoken"])
    await asking.control("advance", seconds=1700)
    await change(asking, status=False)
    assert (await listening.body())["status"] == "Unregistered"


async def test_a_black_hole_answers_nothing_and_posts_nothing(
    asking: Asking, listening: Listening
) -> None:
    await listen(asking, listening)
    await asking.control("black_hole", on=True)
    asked = asyncio.create_task(asking.post("deviceinfo/query"))
    await change(asking, status=False)
    await asking.control("state")
    assert not asked.done()
    assert listening.taken.empty()
    await asking.control("black_hole", on=False)
    assert (await listening.body())["status"] == "Unregistered"
    with pytest.raises(aiohttp.ClientError):
        await asked


async def test_a_scenario_begins_once_somebody_has_logged_in(
    asking: Asking, listening: Listening
) -> None:
    await asking.control("scenario", name="reception")
    await listen(asking, listening)
    await asking.control("advance", seconds=5)
    told = {(await listening.body())["action"] for _ in range(2)}
    assert told == {"ALERT", "RING"}
