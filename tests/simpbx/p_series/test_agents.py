"""Agents log in and out, pause and go on, through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.simpbx.office import event

if TYPE_CHECKING:
    from tests.simpbx.office import Client

USER = "39"
RECEPTION, SUPPORT, AFTER_HOURS, GUESTS = "1", "2", "3", "4"
OK = {"errcode": 0, "errmsg": "SUCCESS"}


async def status(client: Client, queue: str, number: str = "2000") -> Any:
    rows = (await client.get("queue/agent_status", id=queue))["data"]
    return next(row for row in rows if row["number"] == number)


async def test_without_queues_all_of_the_agents_queues_are_meant(client: Client) -> None:
    assert await client.get("agent/login", ext_id=USER, operation="login") == OK
    assert (await status(client, AFTER_HOURS))["is_login"] == 1
    assert await client.get("agent/pause", ext_id=USER, operation="pause", reason="*01") == OK
    for queue in (RECEPTION, SUPPORT, AFTER_HOURS, GUESTS):
        row = await status(client, queue)
        assert (row["is_pause"], row["pause_reason"]) == (1, "Lunch")
    assert await client.get("agent/login", ext_id=USER, operation="logout") == OK
    rows = [await status(client, queue) for queue in (RECEPTION, AFTER_HOURS, GUESTS)]
    assert [row["is_login"] for row in rows] == [0, 0, 1]
    assert [row["is_pause"] for row in rows] == [0, 0, 1]
    assert [row["agent_type"] for row in rows] == ["dynamic", "dynamic", "static"]


async def test_some_queues_by_their_ids(client: Client) -> None:
    await client.get("agent/pause", ext_id=USER, operation="pause", queue_ids="1,2", reason="*02")
    await client.get("agent/pause", ext_id=USER, operation="unpause", queue_ids="2")
    rows = [await status(client, queue) for queue in (RECEPTION, SUPPORT, GUESTS)]
    assert [row["is_pause"] for row in rows] == [1, 0, 0]
    assert [row["pause_reason"] for row in rows] == ["Break", "", ""]


async def test_one_logs_in_paused(client: Client) -> None:
    wanted = {"ext_id": USER, "queue_ids": AFTER_HOURS, "operation": "login"}
    await client.get("agent/login", **wanted, is_paused="1", reason="*03")
    row = await status(client, AFTER_HOURS)
    assert (row["is_login"], row["is_pause"], row["pause_reason"]) == (1, 1, "Wrap up")
    assert (await client.get("agent/login", **wanted)) == OK
    assert (await status(client, AFTER_HOURS))["is_pause"] == 1


async def test_many_agents_of_one_queue(client: Client) -> None:
    both = {"ext_ids": "39,42", "queue_id": SUPPORT}
    assert await client.get("queue/agent_pause", **both, operation="pause", reason="*01") == OK
    assert (await status(client, SUPPORT, "2003"))["pause_reason"] == "Lunch"
    assert await client.get("queue/agent_login", **both, operation="logout") == OK
    assert (await status(client, SUPPORT, "2003"))["is_login"] == 0
    assert await client.get("queue/agent_login", **both, operation="login", is_paused="1") == OK
    assert (await status(client, SUPPORT))["is_pause"] == 1


@pytest.mark.parametrize(
    ("endpoint", "params", "errcode"),
    [
        ("agent/login", {"ext_id": USER, "queue_ids": GUESTS, "operation": "logout"}, 70084),
        ("agent/login", {"ext_id": USER, "queue_ids": "1,4", "operation": "logout"}, 70084),
        ("agent/pause", {"ext_id": USER, "queue_ids": AFTER_HOURS, "operation": "pause"}, 70084),
        ("agent/login", {"ext_id": "2000", "operation": "login"}, 60001),
        ("agent/login", {"ext_id": "50", "operation": "login"}, 60001),
        ("agent/login", {"ext_id": USER, "queue_ids": "6402", "operation": "login"}, 60001),
        ("agent/login", {"ext_id": "50", "queue_ids": "1", "operation": "login"}, 60001),
        ("agent/login", {"ext_id": USER, "queue_ids": "x", "operation": "login"}, 40002),
        ("agent/login", {"ext_id": USER, "operation": "enter"}, 40002),
        ("agent/login", {"ext_id": USER}, 40002),
        ("agent/login", {"ext_id": USER, "operation": "login", "is_paused": "yes"}, 40002),
        ("agent/pause", {"ext_id": USER, "operation": "pause", "reason": "Lunch"}, 40002),
        ("queue/agent_pause", {"ext_ids": "39,50", "queue_id": "2", "operation": "pause"}, 60001),
        ("queue/agent_pause", {"ext_ids": USER, "operation": "pause"}, 40002),
    ],
)
async def test_what_is_refused_changes_nothing(
    client: Client, endpoint: str, params: dict[str, str], errcode: int
) -> None:
    before = (await client.control("state"))["queues"]
    assert (await client.get(endpoint, **params))["errcode"] == errcode
    assert (await client.control("state"))["queues"] == before


async def test_without_the_call_centre_a_reason_is_refused(client: Client) -> None:
    await client.control("settings", call_centre=False)
    wanted = {"ext_id": USER, "operation": "pause"}
    refused = await client.get("agent/pause", **wanted, reason="*01")
    assert refused["errcode"] == 40002
    assert refused["invalid_param_list"][0]["field"] == "reason"
    assert (await status(client, SUPPORT))["is_pause"] == 0
    assert await client.get("agent/pause", **wanted) == OK
    row = await status(client, SUPPORT)
    assert (row["is_pause"], row["pause_reason"]) == (1, "")


async def test_the_reasons_can_be_replaced(client: Client) -> None:
    listed = await client.get("queue_pause_reason/list")
    assert listed["data"][:2] == [
        {"code": "*01", "reason": "Lunch"},
        {"code": "*02", "reason": "Break"},
    ]
    wanted = [{"code": "*01", "reason": "午休"}]
    assert await client.post("queue_pause_reason/update", pause_reason_list=wanted) == OK
    assert (await client.get("queue_pause_reason/list"))["data"] == wanted
    for wrong in ("x", ["x"], [{"code": "*01"}], None):
        refused = await client.post("queue_pause_reason/update", pause_reason_list=wrong)
        assert refused["errcode"] == 40002
    assert (await client.get("queue_pause_reason/list"))["data"] == wanted


async def test_a_pause_in_a_talk_lets_it_go_on(client: Client) -> None:
    await client.control("agents", queue="6402", agents=["2000"])
    await client.control("call", to="6402")
    await client.control("pickup", extension="2000")
    await client.get("agent/pause", ext_id=USER, queue_ids=SUPPORT, operation="pause")
    row = await status(client, SUPPORT)
    assert (row["is_pause"], row["call_status"]) == (1, 2)
    await client.control("hangup", extension="2000")
    await client.control("call", to="6402")
    await client.control("advance", seconds=10)
    assert (await status(client, SUPPORT))["call_status"] == 1


@pytest.mark.parametrize("firmware", ["handbook", "later"])
async def test_later_firmware_tells_of_each_change(client: Client, firmware: str) -> None:
    await client.control("settings", firmware=firmware)
    ws = await client.open(30025, 30029, 30009)
    await client.get("agent/login", ext_id=USER, queue_ids=AFTER_HOURS, operation="login")
    await client.get("agent/pause", ext_id=USER, queue_ids="3", operation="pause", reason="*01")
    await client.control("agent", extension="2000", queue="6405", operation="unpause")
    await client.control("agent", extension="2000", queue="6405", operation="logout")
    await client.control("presence", extension="2001", status="lunch")
    told = [await event(ws)]
    while told[-1][0] != 30009:
        told.append(await event(ws))
    changes = [(body["status"], body["reason"]) for topic, body in told if topic == 30029]
    after = [("Logged In", ""), ("Paused", "Lunch"), ("Unpaused", ""), ("Logged Out", "")]
    assert changes == (after if firmware == "later" else [])


async def test_a_strict_firmware_refuses_the_list(client: Client) -> None:
    await client.control("settings", firmware="strict")
    ws = await client.open()
    await ws.send_json({"topic_list": [30011, 30029]})
    assert (await ws.receive_json())["errcode"] == 40002
    await ws.send_json({"topic_list": [30011]})
    assert (await ws.receive_json())["errcode"] == 0


async def test_missed_calls_and_their_pause_are_told(client: Client) -> None:
    await client.control("settings", firmware="later")
    await client.control("agents", queue="6402", agents=["2000"])
    await client.control("queue", queue="6402", max_missed=2, agent_timeout_s=15, retry_s=5)
    ws = await client.open(30012, 30025, 30026, 30029)
    call = await client.control("call", to="6402", **{"from": "5503301"})
    await client.control("advance", seconds=35)
    missed = {"queue_number": "6402", "agent_number": "2000", "caller_number": "5503301", **call}
    assert await event(ws) == (30026, missed)
    assert await event(ws) == (30026, missed)
    paused = {"agent_number": "2000", "status": "Paused", "reason": "Auto-Pause"}
    assert await event(ws) == (30029, {"queue_number": "queue-6402", **paused})
    row = {"caller_number": "5503301", **call}
    told = {"queue_number": "6402", "agent_number": "2000", "calls": [row, row]}
    assert await event(ws) == (30025, told)
    assert (await status(client, SUPPORT))["pause_reason"] == "Auto-Pause"
    await client.control("caller_hangup", **call)
    topic, record = await event(ws)
    assert (topic, record["status"], record["agent_ring_time"]) == (30012, "ABANDONED", 0)


async def test_the_record_of_a_queues_call(client: Client) -> None:
    await client.control("agents", queue="6402", agents=["2000"])
    await client.control("queue", queue="6402", max_wait_s=30)
    ws = await client.open(30012)
    call = await client.control("call", to="6402")
    await client.control("advance", seconds=7)
    await client.control("pickup", extension="2000")
    await client.control("advance", seconds=20)
    await client.control("caller_hangup", **call)
    _, record = await event(ws)
    assert (record["status"], record["call_to"]) == ("ANSWERED", "2000")
    assert (record["agent_ring_time"], record["talk_duration"]) == (7, 20)
    await client.control("call", to="6402")
    await client.control("advance", seconds=31)
    _, record = await event(ws)
    assert (record["status"], record["agent_ring_time"]) == ("NO ANSWER", 0)


async def test_do_not_disturb_keeps_queue_and_direct_calls_away(client: Client) -> None:
    await client.control("agents", queue="6402", agents=["2000"])
    ws = await client.open(30009, 30015)
    quiet = {"id": int(USER), "presence_status": "do_not_disturb"}
    assert await client.post("extension/update", **quiet) == OK
    assert await event(ws) == (30009, {"extension": "2000", "status": "do_not_disturb"})
    await client.control("call", to="2000")
    topic, failure = await event(ws)
    assert (topic, failure["reason"]) == (30015, "DND")
    await client.control("call", to="6402")
    await client.control("advance", seconds=10)
    assert (await client.get("queue/call_status", id=SUPPORT))["ringing_calls"] == 0
    assert await client.post("extension/update", **{**quiet, "presence_status": "away"}) == OK
    await client.control("advance", seconds=1)
    assert (await client.get("queue/call_status", id=SUPPORT))["ringing_calls"] == 1
