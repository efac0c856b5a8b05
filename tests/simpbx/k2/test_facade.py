"""The K2 on sockets: log-ins, tokens, events that are pushed, files."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.faults import Fault
from ctiapp.simpbx.k2.facade import FILES, HANDLERS, K2
from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import serve
from tests.simpbx.k2.house import OK, failed

if TYPE_CHECKING:
    from tests.simpbx.k2.house import House
    from tests.simpbx.k2.served import Served

V2 = {"version": "2.0.0"}


async def test_a_log_in_tells_how_events_come(served: Served) -> None:
    answer = await served.log_in(**V2)
    assert set(answer) == {"status", "token", "transport"}
    assert answer["transport"] == "TCP"
    answer = await served.log_in(**V2, port=str(served.push_port))
    assert answer["transport"] == "HTTP"
    assert len(answer["token"]) == 32
    served.face.configure("transport", "TCP")
    answer = await served.log_in(**V2, port=str(served.push_port))
    assert answer["transport"] == "TCP"
    assert served.face.listeners() == []


async def test_events_are_pushed_where_the_log_in_says(served: Served) -> None:
    await served.log_in(**V2, port=str(served.push_port))
    served.house.ring_in("2000")
    assert [(await served.event())["event"] for _ in range(2)] == ["CallStatus", "ExtensionStatus"]
    url = f"127.0.0.1:{served.push_port}/a/b"
    values = {"ipaddr": "127.0.0.1", **V2, "urltag": "1", "url": url}
    assert await served.post("heartbeat", **values) == OK
    served.house.ring_in("2001")
    await served.event()
    assert served.paths == ["/", "/", "/a/b"]


async def test_without_the_version_events_are_old(served: Served) -> None:
    await served.log_in(port=str(served.push_port))
    served.house.ring_in("2000")
    event = await served.event()
    assert event["action"] == "RING"
    assert "event" not in event


async def test_a_heartbeat_that_leaves_the_version_out_falls_back(served: Served) -> None:
    await served.log_in(**V2, port=str(served.push_port))
    port = str(served.push_port)
    assert await served.post("heartbeat", ipaddr="127.0.0.1", port=port) == OK
    served.house.ring_in("2000")
    assert (await served.event())["action"] == "RING"
    assert await served.post("heartbeat") == failed("10004")


async def test_a_heartbeat_by_tcp_begins_no_pushing(served: Served) -> None:
    await served.log_in(**V2)
    served.house.exchange.advance(served.face.now_s() + 1700)
    assert await served.post("heartbeat", ipaddr="127.0.0.1", **V2) == OK
    assert served.face.listeners() == []
    served.house.exchange.advance(served.face.now_s() + 1700)
    assert (await served.post("deviceinfo/query"))["status"] == "Success"
    served.house.exchange.advance(served.face.now_s() + 1800)
    assert await served.post("deviceinfo/query") == failed("20006")


async def test_a_refresh_token_is_given_where_the_pbx_has_one(served: Served) -> None:
    served.face.configure("gives_refresh_token", value=True)
    first = await served.log_in(**V2)
    second = await served.post("token/refresh", refreshtoken=first["refreshtoken"])
    assert second["token"] != first["token"]
    assert await served.post("deviceinfo/query") == failed("20004")
    served.token = second["token"]
    assert await served.post("logout") == OK
    assert await served.post("deviceinfo/query") == failed("20004")


async def test_five_wrong_passwords_lock_the_address(served: Served) -> None:
    for _ in range(5):
        assert await served.log_in("wrong") == failed("20003")
    assert await served.log_in() == failed("20002")


async def test_what_is_unknown_is_unsupported(served: Served) -> None:
    await served.log_in(**V2)
    assert await served.post("companycontacts/query") == failed("10003")
    assert await served.post("call/nothing") == failed("10003")
    served.token = ""
    assert await served.post("call/nothing") == failed("20005")


async def test_files_are_fetched_by_get(served: Served) -> None:
    await served.log_in(**V2)
    served.house.exchange.directory.extensions["2000"].recorded = True
    outside, _ = served.house.talk()
    served.house.exchange.hang_up(outside)
    file = served.house.heard("NewCdr")[0]["recording"]
    random = (await served.post("recording/get_random", recording=file))["random"]
    params = {"recording": file, "random": random, "token": served.token}
    url = f"{served.url}/recording/download"
    async with served.session.get(url, params=params) as response:
        assert response.content_type == "audio/x-wav"
        assert (await response.read()).startswith(b"RIFF")
    for endpoint, code in (("recording/download", "20012"), ("call/query", "20001")):
        async with served.session.get(f"{served.url}/{endpoint}", params=params) as response:
            assert await response.json() == failed(code)


async def test_faults_and_secrets(served: Served) -> None:
    await served.log_in(**V2)
    served.face.faults.ordered.append(Fault("call/dial", 10008))
    assert await served.post("call/dial") == failed("10008")
    login = served.face.requests[0]
    assert login["body"]["password"] == "***"
    assert served.token not in str(list(served.face.requests))


async def test_a_restart_is_told_to_who_is_logged_in(served: Served) -> None:
    await served.log_in(**V2, port=str(served.push_port))
    served.face.go_down()
    served.house.ring_in("2000")
    served.face.come_up()
    assert (await served.event())["event"] == "BootUp"


def test_every_endpoint_answers_in_its_own_words(house: House) -> None:
    """Without parameters each says what is missing, or answers; none breaks."""
    for endpoint in HANDLERS:
        answer = house.ask(endpoint)
        code = answer.get("errno", "")
        assert answer["status"] == "Success" or code == "10004", endpoint
    for endpoint in FILES:
        assert house.get(endpoint) == failed("10004")
    assert house.get("call/query") == failed("20001")


def test_what_the_sheet_names_is_there() -> None:
    named = {
        *(f"call/{verb}" for verb in ("query", "dial", "hold", "unhold", "mute", "unmute")),
        *(f"call/{verb}" for verb in ("transfer", "callpark", "callpark_status", "listen")),
        *(f"uacstacall/{verb}" for verb in ("accept_inbound", "refuse_inbound", "hangup")),
        *(f"wakeupcall/{verb}" for verb in ("create", "query", "update", "delete")),
        *("queue/delete_dynamicagent", "hotel/checkout", "extension/query_call"),
    }
    assert named <= set(HANDLERS)
    assert not set(HANDLERS) & (K2.SESSION | set(FILES))


def test_what_the_exchange_refuses_has_a_code(house: House) -> None:
    outside, _ = house.talk()
    house.exchange.directory.parking_slots = ()
    assert house.ask("call/callpark", channelid=outside.channel) == failed("10031")


async def test_listeners_are_described_and_cut(served: Served) -> None:
    await served.log_in(**V2, port=str(served.push_port))
    await served.admitted()
    posted, connected = served.face.listeners()
    assert posted["url"] == f"http://127.0.0.1:{served.push_port}/"
    assert connected == {"tcp": True, "version": "2.0.0", "waiting": 0}
    assert served.face.send_raw('{"event":"X"}') == 2
    assert await served.event() == {"event": "X"}
    assert served.face.cut() == 2
    assert served.face.configure("reachable", value=True) == {"reachable": True}
    with pytest.raises(ControlError):
        served.face.configure("reachable?", value=True)


async def test_a_k2_is_started_by_its_kind() -> None:
    async with await serve(PbxOptions(kind="k2", scenario="reception")) as pbx:
        described = pbx.description
        assert described["kind"] == "k2"
        port = described["event_port"]
        assert isinstance(port, int)
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()
        assert pbx.control.run("face", {"name": "transport", "value": "TCP"})["transport"] == "TCP"
        call_id = pbx.control.run("call", {"from": "5503301", "to": "2000"})["call_id"]
        assert call_id in pbx.exchange.calls
        assert pbx.control.run("restart", {"down_s": 1})["calls"] == 1
        with pytest.raises(ControlError, match="P-Series"):
            pbx.control.run("settings", {"firmware": "later"})
