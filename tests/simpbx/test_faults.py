"""Failures on order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import pytest

from ctiapp.simpbx.faults import Fault, Faults

if TYPE_CHECKING:
    from tests.simpbx.office import Client


def test_a_failure_is_counted_off_by_the_requests_it_is_meant_for() -> None:
    faults = Faults()
    faults.ordered += [Fault("call/dial", times=2), Fault(errcode=60001)]
    assert [fault and fault.errcode for fault in map(faults.take, ("call/dial", "x", "x"))] == [
        None,
        60001,
        None,
    ]
    assert [fault.times for fault in faults.ordered] == [1]
    assert faults.take("call/dial") is not None
    assert not faults.ordered


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


async def test_a_late_answer_tells_what_was_true_when_it_was_asked_for(client: Client) -> None:
    await client.control("fail", endpoint="queue/agent_status", late_s=0.3)
    asking = asyncio.create_task(client.get("queue/agent_status", id=2))
    while not (await client.control("requests"))["counts"].get("queue/agent_status"):
        pass
    await client.control("agent", extension="2000", operation="pause", queue="6402")
    assert not asking.done()
    assert (await asking)["data"][0]["is_pause"] == 0
    assert (await client.get("queue/agent_status", id=2))["data"][0]["is_pause"] == 1


def test_what_is_forgotten_fails_no_more() -> None:
    """Of one endpoint, or of all."""
    faults = Faults()
    faults.ordered += [Fault("call/dial"), Fault("call/query"), Fault()]

    faults.forget("call/query")
    assert [fault.endpoint for fault in faults.ordered] == ["call/dial", None]
    faults.forget(None)
    assert not faults.ordered
