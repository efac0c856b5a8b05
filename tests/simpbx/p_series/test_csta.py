"""uaCSTA over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simpbx.office import event

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}
RING = {"extension": "2000", "call_id": "32787", "ip_address": "192.168.28.20:5060"}


async def test_a_phone_is_told_to_answer_and_to_hang_up(client: Client) -> None:
    assert await client.control("csta", extension="2000", on=True) == {"on": True}
    ws = await client.open(30020)
    await client.control("call", to="2000")
    assert await event(ws) == (30020, {"operation": "call_start", **RING})
    assert (await client.post("uacsta_call/hangup", **RING))["errcode"] == 70132
    assert await client.post("uacsta_call/accept", **RING) == OK
    assert await event(ws) == (30020, {"operation": "call_answer", **RING})
    assert (await client.control("state"))["extensions"] == {"2000": "busy"}
    assert await client.post("uacsta_call/hangup", **RING) == OK
    assert (await client.control("state"))["calls"] == []
    assert (await client.post("uacsta_call/hangup", **RING))["errcode"] == 60001


async def test_a_phone_is_told_to_refuse(client: Client) -> None:
    await client.control("csta", extension="2000", on=True)
    ws = await client.open(30020)
    await client.control("call", to="2000")
    await event(ws)
    assert await client.post("uacsta_call/refuse", **RING) == OK
    assert (await event(ws))[1]["operation"] == "call_over"
    assert (await client.control("state"))["calls"] == []


async def test_most_phones_know_nothing_of_it(client: Client) -> None:
    await client.control("call", to="2000")
    assert (await client.post("uacsta_call/accept", **RING))["errcode"] == 60001


@pytest.mark.parametrize("verb", ["accept", "refuse", "hangup"])
@pytest.mark.parametrize("field", list(RING))
async def test_every_parameter_is_wanted(client: Client, verb: str, field: str) -> None:
    body = {name: value for name, value in RING.items() if name != field}
    answer = await client.post(f"uacsta_call/{verb}", **body)
    assert answer["invalid_param_list"] == [{"field": field, "validation_type": "required"}]
    answer = await client.post(f"uacsta_call/{verb}", **{**RING, "extension": "1"})
    assert answer["invalid_param_list"][0]["field"] == "extension"
