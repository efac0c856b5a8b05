"""That the call is acted on that is meant, and no other, over sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import LegState
from ctiapp.model.commands import HangUpLeg, HoldLeg, ResumeLeg
from ctiapp.model.errors import InvalidState
from tests.pbx.openvox.desk import ME, following

if TYPE_CHECKING:
    from ctiapp.model.ids import LegId
    from tests.pbx.openvox.desk import Desk, Seen

FIRST, SECOND = "13900000001", "13900000002"


def mine(seen: Seen, caller: str) -> tuple[LegId | None, str]:
    """One's own leg in the call of a caller, and how it stands."""
    for report in seen.client._calls.all():
        if any(leg.number.text == caller for leg in report.legs):
            for leg in report.legs:
                if leg.number == ME:
                    return leg.leg_id, leg.state.value
    return None, ""


def leg(seen: Seen, caller: str) -> LegId:
    found, _ = mine(seen, caller)
    assert found is not None
    return found


def living(desk: Desk) -> dict[str, str]:
    """Which calls one's own extension has by the PBX itself, and how it stands in them."""
    return {each.call.id: each.state.value for each in desk.pbx.exchange.legs_of("2000")}


async def rung(desk: Desk, seen: Seen, caller: str, to: str = "2000") -> str:
    call_id = str(desk.control("call", **{"from": caller, "to": to})["call_id"])
    await seen.until(lambda: mine(seen, caller)[1] == "alerting")
    return call_id


async def talked(desk: Desk, seen: Seen, caller: str) -> str:
    call_id = await rung(desk, seen, caller)
    (own,) = [each for each in desk.pbx.exchange.legs_of("2000") if each.call.id == call_id]
    desk.pbx.exchange.pick_up(own)
    await seen.until(lambda: mine(seen, caller)[1] == "connected")
    return call_id


@pytest.mark.parametrize("which", [0, 1])
async def test_of_two_that_ring_the_one_is_refused_that_is_meant(desk: Desk, which: int) -> None:
    async with following(await desk.signed_in()) as seen:
        calls = [await rung(desk, seen, FIRST), await rung(desk, seen, SECOND)]
        await seen.client.execute(HangUpLeg(leg(seen, (FIRST, SECOND)[which])))
        assert living(desk) == {calls[1 - which]: "ringing"}


async def test_the_one_is_hung_up_that_is_meant_whatever_was_swapped_at_the_phone(
    desk: Desk,
) -> None:
    async with following(await desk.signed_in()) as seen:
        first = await talked(desk, seen, FIRST)
        await seen.client.execute(HoldLeg(leg(seen, FIRST)))
        await talked(desk, seen, SECOND)
        desk.control("hold", extension="2000")
        (held,) = [each for each in desk.pbx.exchange.legs_of("2000") if each.call.id == first]
        desk.pbx.exchange.unhold(held)
        await seen.client.execute(HangUpLeg(leg(seen, SECOND)))
        assert living(desk) == {first: "up"}


async def test_a_queues_ring_beside_a_talk_is_not_refused_by_throwing_the_caller_out(
    desk: Desk,
) -> None:
    for agent in ("2001", "2002"):
        desk.control("register", extension=agent, registered=False)
    async with following(await desk.signed_in()) as seen:
        queued = await rung(desk, seen, SECOND, "6400")
        await talked(desk, seen, FIRST)
        with pytest.raises(InvalidState):
            await seen.client.execute(HangUpLeg(leg(seen, SECOND)))

    assert desk.asked("inbound/hangup") == desk.asked("extension/hangup") == []
    assert queued in desk.pbx.exchange.calls


async def test_of_two_that_are_held_none_is_resumed_by_chance(desk: Desk) -> None:
    async with following(await desk.signed_in()) as seen:
        for caller in (FIRST, SECOND):
            await talked(desk, seen, caller)
            await seen.client.execute(HoldLeg(leg(seen, caller)))
        for caller in (FIRST, SECOND):
            with pytest.raises(InvalidState):
                await seen.client.execute(ResumeLeg(leg(seen, caller)))
            with pytest.raises(InvalidState):
                await seen.client.execute(HoldLeg(leg(seen, caller)))

    assert desk.asked("extension/unhold") == []
    assert len(desk.asked("extension/hold")) == 2


async def test_a_refused_resume_says_that_nothing_is_held(desk: Desk) -> None:
    async with following(await desk.signed_in()) as seen:
        await talked(desk, seen, FIRST)
        await seen.client.execute(HoldLeg(leg(seen, FIRST)))
        assert mine(seen, FIRST)[1] == "held"
        desk.control("unhold", extension="2000")
        with pytest.raises(InvalidState):
            await seen.client.execute(ResumeLeg(leg(seen, FIRST)))
        assert mine(seen, FIRST)[1] == "connected"


@pytest.mark.parametrize("found", [False, True])
async def test_what_cannot_be_held_is_held_already(desk: Desk, *, found: bool) -> None:
    """At the phone, or before one signed in: no event tells of it, nor does a snapshot."""
    client = await desk.signed_in()
    if found:
        desk.control("call", **{"from": FIRST, "to": "2000"})
        desk.control("pickup", extension="2000")
        desk.control("hold", extension="2000")
    async with following(client) as seen:
        if not found:
            await talked(desk, seen, FIRST)
            desk.control("hold", extension="2000")
        (report,) = (await client.snapshot()).calls
        (own,) = [each for each in report.legs if each.number == ME]
        with pytest.raises(InvalidState) as told:
            await client.execute(HoldLeg(own.leg_id))
        assert told.value.key == "call.held_already"
        (report,) = (await client.snapshot()).calls
        assert LegState.HELD in {each.state for each in report.legs}
        await client.execute(ResumeLeg(own.leg_id))
        assert [each.state.value for each in desk.pbx.exchange.legs_of("2000")] == ["up"]
