"""The endpoints of queues and voice menus, over a real socket."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}
FRAMES = ROOT / "tests" / "frames" / "p_series"


def managed_by(queue: Any, number: str) -> bool:
    return any(row["text2"] == number for row in queue["manager_list"] or ())


async def test_queues_and_menus(client: Client) -> None:
    listed = await client.get("queue/list", sort_by="number")
    assert "data" not in listed
    assert [queue["number"] for queue in listed["queue_list"]] == ["6400", "6402", "6405", "6406"]
    support = (await client.get("queue/search", search_value="6402"))["queue_list"][0]
    assert support["dynamic_agent_list"][0] == {
        "text": "Kristin Hale",
        "text2": "2000",
        "value": "39",
        "type": "extension",
    }
    after_hours = listed["queue_list"][2]
    assert after_hours["static_agent_list"] is None
    assert after_hours["manager_list"] is None
    guests = listed["queue_list"][3]
    assert [row["text2"] for row in guests["static_agent_list"]] == ["2000"]
    managed = [queue["number"] for queue in listed["queue_list"] if managed_by(queue, "2000")]
    assert managed == ["6402"]
    details = await client.get("queue/get", id=str(support["id"]))
    assert details["data"]["agent_timeout"] == 20
    status = await client.get("queue/agent_status", id=str(support["id"]))
    assert status["data"][0] == {
        "name": "Kristin Hale",
        "number": "2000",
        "is_login": 1,
        "is_pause": 0,
        "call_status": 1,
        "pause_reason": "",
        "agent_type": "dynamic",
    }
    menus = await client.get("ivr/list")
    assert menus["data"][0]["number"] == "6200"


async def test_several_queues_and_the_first_page(client: Client) -> None:
    several = await client.get("queue/query", ids="2,4")
    assert [queue["number"] for queue in several["data"]] == ["6402", "6406"]
    assert (await client.get("queue/query", ids="2,9"))["errcode"] == 60001
    page = await client.get("queue/list", page="2", page_size="3")
    assert [queue["number"] for queue in page["queue_list"]] == ["6406"]
    assert page["total_number"] == 4


async def test_who_waits_who_rings_who_talks(client: Client) -> None:
    await client.control("agents", queue="6402", agents=["2000"])
    nobody = await client.get("queue/call_status", id="2")
    assert nobody == {
        **OK,
        "waiting_list": None,
        "active_list": None,
        "waiting_calls": 0,
        "active_calls": 0,
        "ringing_list": None,
        "ringing_calls": 0,
    }
    first = await client.control("call", to="6402", **{"from": "0015503308"})
    await client.control("advance", seconds=3)
    row = {
        **first,
        "caller_number": "0015503308",
        "caller_display_name": "Jay Prichett",
        "callee_number": "6402",
        "callee_display_name": "Support",
        "duration": 3,
    }
    agent = {"callee_number": "2000", "callee_display_name": "Kristin Hale"}
    ringing = await client.get("queue/call_status", id="2")
    assert ringing["waiting_list"] == [row]
    assert ringing["ringing_list"] == [{**row, **agent}]
    assert (ringing["waiting_calls"], ringing["ringing_calls"]) == (1, 1)
    await client.control("settings", ringing_waits=False)
    assert (await client.get("queue/call_status", id="2"))["waiting_list"] is None
    await client.control("pickup", extension="2000")
    second = await client.control("dial", extension="2001", number="6402")
    await client.control("advance", seconds=4)
    talking = await client.get("queue/call_status", id="2")
    assert talking["active_list"] == [{**row, **agent, "duration": 4}]
    (waiting,) = talking["waiting_list"]
    assert waiting["call_id"] == second["call_id"]
    assert (waiting["caller_number"], waiting["caller_display_name"]) == ("2001", "Leo Ball")
    assert talking["ringing_list"] is None
    await client.control("hangup", extension="2000")
    assert (await client.get("queue/call_status", id="2"))["active_calls"] == 0
    assert (await client.get("queue/call_status", id="9"))["errcode"] == 60001


def shape(value: Any) -> Any:
    """Return what a value is made of: names and kinds, of a list its first row."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value)


def printed(name: str) -> Any:
    """Return an answer of the handbook, mended where its print is broken."""
    mended = FRAMES / f"answer-{name}.fixed.json"
    path = mended if mended.exists() else FRAMES / f"answer-{name}.txt"
    return json.loads(path.read_text(encoding="utf-8").removeprefix("HTTP/1.1 200 OK\n"))


@pytest.mark.parametrize(
    "name",
    ["queue-get", "queue-call_status", "queue-agent_status", "queue_pause_reason-list"],
)
async def test_an_answer_is_made_like_the_handbooks(client: Client, name: str) -> None:
    await client.control("agents", queue="6402", agents=["2000", "2001"], static=["2001"])
    await client.control("call", to="6402")
    await client.control("pickup", extension="2000")
    await client.control("call", to="6402")
    await client.control("advance", seconds=1)
    answer = shape(await client.get(name.replace("-", "/", 1), id="2"))
    meant = shape(printed(name))
    if name == "queue-get":
        for optional in ("leave_empty", "disallow_to_join_when_empty"):
            del meant["data"][f"empty_defined_for_{optional}"]
        # The table, and the example of queue/query, spell it otherwise.
        meant["data"]["satisfa_survey_prompt"] = meant["data"].pop("satisfy_survey_prompt")
    assert answer == meant
