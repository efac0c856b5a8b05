"""The endpoints of queues and voice menus, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}


async def test_queues_and_menus(client: Client) -> None:
    listed = await client.get("queue/list", sort_by="number")
    assert "data" not in listed
    assert [queue["number"] for queue in listed["queue_list"]] == ["6400", "6402", "6405"]
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
