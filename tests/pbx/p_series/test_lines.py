"""Whose line is busy, from all the calls that a PBX has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Dial
from ctiapp.model.directory import LineState
from ctiapp.model.errors import LinkError
from ctiapp.model.number import Number
from ctiapp.pbx.p_series.lines import busy
from tests.model.said import ext, inbound, report
from tests.pbx.p_series.desk import COLLEAGUE, ME

if TYPE_CHECKING:
    from tests.pbx.p_series.desk import Desk


def test_who_talks_is_busy_and_who_is_called_rings() -> None:
    calls = (
        report(inbound("ANSWERED"), ext("2001", "ANSWER")),
        report(inbound("ALERT"), ext("2002", "RING"), call_id="2"),
        report(ext("2003", "ALERT"), ext("2001", "RING"), call_id="3"),
        report(ext("2004", "HOLD"), ext("2005", "BYE"), call_id="4"),
    )
    assert busy(calls) == {
        Number("2001"): LineState.BUSY,  # talks, while another call rings
        Number("2002"): LineState.RINGING,
        Number("2003"): LineState.BUSY,  # off the hook
        Number("2004"): LineState.BUSY,
    }
    assert busy(reversed(calls)) == busy(calls)


async def test_all_kinds_of_calls_are_asked_for(desk: Desk) -> None:
    client = await desk.signed_in()
    assert await client.lines() == {}

    await client.execute(Dial(ME, COLLEAGUE))
    assert set(await client.lines() or ()) == {ME}
    assert desk.asked("call/query") == 6


async def test_all_calls_are_told_each_once(desk: Desk) -> None:
    client = await desk.signed_in()
    assert await client.all_calls() == ()

    desk.control("call", **{"from": "5503301", "to": "2003"})
    await client.execute(Dial(ME, COLLEAGUE))
    calls = await client.all_calls()

    assert {leg.number.text for call in calls for leg in call.legs} == {"5503301", "2003", "2000"}
    assert len({call.call_id for call in calls}) == 2
    assert desk.asked("call/query") == 6


async def test_a_pbx_that_refuses_says_nothing(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="call/query", errcode=10005, times=2)
    assert await client.lines() is None
    assert await client.all_calls() == ()


async def test_one_that_knows_of_no_such_call_has_none(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="call/query", errcode=60001, times=3)
    assert await client.lines() == {}


async def test_what_could_not_be_asked_is_no_answer(desk: Desk) -> None:
    client = await desk.signed_in()
    await desk.pbx.close()
    with pytest.raises(LinkError):
        await client.lines()
