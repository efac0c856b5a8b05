"""The endpoints, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}


async def test_system(client: Client) -> None:
    answer = await client.get("system/information")
    assert answer["data"]["sn"] == "3631A2124042"
    answer = await client.get("system/capacity")
    assert answer["data"]["extension_used"] == 24
    answer = await client.get("system/get_menuoptions", menu="ring_group")
    assert answer["data"] == [{"text": "Front desk", "value": "1", "type": "ring_group"}]
    answer = await client.get("system/get_menuoptions", menu="nonsense")
    assert answer["errcode"] == 40002


async def test_extensions_are_found_listed_and_paged(client: Client) -> None:
    found = await client.get("extension/search", search_value="2000")
    assert found["total_number"] == 1
    (own,) = found["data"]
    assert (own["number"], own["caller_id_name"]) == ("2000", "Kristin Hale")
    assert own["online_status"]["sip_phone"] == {
        "status": 0,
        "ext_dev_type": "sip",
        "status_list": [{"status": 1, "ip": "192.168.28.20:5060"}],
    }
    page = await client.get(
        "extension/list", page="2", page_size="10", sort_by="number", order_by="desc"
    )
    assert page["total_number"] == 24
    assert page["data"][0]["number"] == "2013"
    assert len((await client.get("extension/list"))["data"]) == 20
    nothing = await client.get("extension/search", search_value="nobody")
    assert (nothing["total_number"], nothing["data"]) == (0, None)
    details = await client.get("extension/get", id="39")
    assert details["data"]["first_name"] == "Kristin"
    both = await client.get("extension/query", ids="39,40")
    assert [row["number"] for row in both["data"]] == ["2000", "2001"]
    assert (await client.get("extension/get", id="7"))["errcode"] == 60001


async def test_presence_is_set_by_id(client: Client) -> None:
    assert await client.post("extension/update", id=39, presence_status="lunch") == OK
    assert client.pbx.exchange.directory.extensions["2000"].presence == "lunch"
    answer = await client.post("extension/update", id=39, presence_status="asleep")
    assert answer["invalid_param_list"] == [{"field": "presence_status", "value": "asleep"}]


async def test_contacts(client: Client) -> None:
    listed = await client.get("company_contact/list")
    assert listed["total_number"] == len(listed["data"]) == 17
    (jay,) = (await client.get("company_contact/search", search_value="prichett"))["data"]
    assert jay["business"] == "001-5503308"
    assert jay["phonebook_list"][0]["id"] == 3
    details = await client.get("company_contact/get", id=str(jay["id"]))
    assert {"num_type": "mobile_number", "number": "+1 573 581 0000"} in (
        details["data"]["number_list"]
    )
    for name in ("ids", "id"):
        both = await client.get("company_contact/query", **{name: "3,4"})
        assert [row["id"] for row in both["data"]] == [3, 4]


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


async def test_calls_are_queried_by_id_kind_and_extension(client: Client) -> None:
    call_id = (await client.control("call", to="2000", via="6402", **{"from": "5503301"}))[
        "call_id"
    ]
    for query in ({"call_id": call_id}, {"type": "inbound"}, {"number": "2000"}):
        (call,) = (await client.get("call/query", **query))["data"]
        assert call["call_id"] == call_id
        assert call["members"][1]["extension"]["call_path"] == "6402"
    for query in ({"call_id": "1.1"}, {"type": "outbound"}, {"number": "2001"}):
        assert await client.get("call/query", **query) == {**OK, "data": None}
    assert (await client.get("call/query"))["errcode"] == 40002
    assert (await client.get("call/query", type="all"))["errcode"] == 40002
    await client.control("settings", query_lag_s=5)
    assert (await client.get("call/query", number="2000"))["data"] is None


async def test_dial_hold_resume_hang_up(client: Client) -> None:
    call_id = (await client.post("call/dial", caller="2000", callee="5503301"))["call_id"]
    own = (await client.control("pickup", extension="2000"))["channel"]
    assert (await client.post("call/hold", channel_id=own))["errcode"] == 70132
    await client.control("outside_answer", call_id=call_id)
    assert await client.post("call/hold", channel_id=own) == {**OK, "call_id": call_id}
    (call,) = (await client.get("call/query", call_id=call_id))["data"]
    assert call["members"][0]["extension"]["member_status"] == "HOLD"
    assert await client.post("call/unhold", channel_id=own) == {**OK, "call_id": call_id}
    assert await client.post("call/hangup", channel_id=own) == {**OK, "call_id": call_id}
    assert (await client.post("call/hangup", channel_id=own))["errcode"] == 70130
    assert (await client.post("call/hangup"))["errcode"] == 40002


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"callee": "2001"}, "caller"),
        ({"caller": "2000"}, "callee"),
        ({"caller": "1", "callee": "2001"}, "caller"),
        ({"caller": "2000", "callee": "2001", "auto_answer": "maybe"}, "auto_answer"),
        ({"caller": "2000", "callee": "2001", "dial_permission": "1"}, "dial_permission"),
        ({"caller": ["2000"], "callee": "2001"}, "caller"),
        ({"caller": "2000", "callee": "\ud800"}, "callee"),
        ({"caller": "2000", "callee": "1" * 2000}, "callee"),
    ],
)
async def test_bad_parameters_of_dial_are_named(
    client: Client, body: dict[str, object], field: str
) -> None:
    answer = await client.post("call/dial", **body)
    assert answer["errcode"] == 40002
    assert answer["invalid_param_list"][0]["field"] == field
