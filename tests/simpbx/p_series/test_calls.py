"""The endpoints of calls, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}


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
