"""Two callers of one number, or of none, at a Cloud PBX, over sockets: two calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import LegKind
from ctiapp.model.commands import HangUpLeg
from tests.pbx.cloud.desk import ME

if TYPE_CHECKING:
    from ctiapp.model.call import CallReport
    from tests.pbx.cloud.desk import Desk, Watcher


def stands(watcher: Watcher) -> dict[str, str]:
    """How one's own phone stands in each call."""
    return {
        report.call_id: leg.state.value
        for report in watcher.calls.values()
        for leg in report.legs
        if leg.number == ME and leg.kind is LegKind.EXTENSION
    }


def caller_of(report: CallReport) -> HangUpLeg:
    return HangUpLeg(next(leg.leg_id for leg in report.legs if leg.kind is LegKind.INBOUND))


@pytest.mark.parametrize("number", ["05921234", ""], ids=["same", "withheld"])
async def test_a_first_look_finds_both_and_the_one_that_rings_is_hung_up(
    desk: Desk, number: str
) -> None:
    talk = str(desk.control("call", **{"from": number, "to": "2000"})["call_id"])
    desk.control("pickup", extension="2000")
    ring = str(desk.control("call", **{"from": number, "to": "2000"})["call_id"])
    async with desk.linked() as (client, watcher):
        await watcher.until(lambda: stands(watcher) == {talk: "connected", ring: "alerting"})
        await client.execute(caller_of(watcher.calls[ring]))
        await watcher.until(lambda: stands(watcher).keys() == {talk})
    assert [leg.alive for leg in desk.pbx.exchange.calls[talk].legs] == [True, True]


@pytest.mark.parametrize("number", ["05921234", ""], ids=["same", "withheld"])
async def test_who_rings_just_after_the_first_look_is_in_no_call_that_it_found(
    desk: Desk, number: str
) -> None:
    talk = str(desk.control("call", **{"from": number, "to": "2000"})["call_id"])
    desk.control("pickup", extension="2000")
    async with desk.linked() as (_, watcher):
        await watcher.until(lambda: stands(watcher) == {talk: "connected"})
        ring = str(desk.control("call", **{"from": number, "to": "2000"})["call_id"])
        await watcher.until(lambda: stands(watcher) == {talk: "connected", ring: "alerting"})
        desk.control("caller_hangup", call_id=ring)
        await watcher.until(lambda: stands(watcher) == {talk: "connected"})
