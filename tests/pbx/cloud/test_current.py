"""That the call is acted on that is meant, and no other, over sockets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.commands import HangUpLeg, HoldLeg, ListenIn, ListenMode, MuteLeg, ResumeLeg
from ctiapp.model.errors import InvalidState, NoSuchTarget
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.cloud.current import settled
from ctiapp.pbx.cloud.wire_calls import Line
from ctiapp.pbx.told import addressed, ext_leg
from tests.pbx.cloud.desk import COLLEAGUE, ME

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.commands import Command
    from ctiapp.pbx.cloud.client import Cloud
    from tests.pbx.cloud.desk import Desk, Watcher

FIRST, SECOND = "13900000001", "13900000002"
HELD, CONNECTED = LegState.HELD, LegState.CONNECTED


def with_line(line: str, standing: LegState) -> CallReport:
    """One's own call with an outside line."""
    outer = LegReport(LegId(f"inbound:{line}"), LegKind.INBOUND, Number("030"), CONNECTED)
    mine = LegReport(ext_leg(ME), LegKind.EXTENSION, ME, standing)
    return CallReport(CallId(line), (outer, mine))


@pytest.mark.parametrize(
    ("line", "names", "standing", "told"),
    [
        (HELD, "", (CONNECTED, HELD), {"1": True}),
        (HELD, "1", (HELD, HELD), {}),
        (CONNECTED, "1", (CONNECTED, CONNECTED), {"2": True}),
        (CONNECTED, "1", (HELD, CONNECTED), {"1": False, "2": True}),
        (CONNECTED, "1", (CONNECTED, LegState.ALERTING), {}),
        (CONNECTED, "12", (CONNECTED, CONNECTED), {}),  # what the PBX does not tell apart
        (CONNECTED, "", (CONNECTED, CONNECTED), {}),
        (CONNECTED, "9", (HELD, HELD), {}),
        (CONNECTED, "", (HELD, HELD), {"1": False, "2": False}),
        (LegState.ALERTING, "", (CONNECTED, HELD), {}),
        (None, "", (CONNECTED, HELD), {}),
    ],
)
def test_ones_line_says_which_calls_are_held(
    line: LegState | None, names: str, standing: tuple[LegState, LegState], told: dict[str, bool]
) -> None:
    own = [addressed(with_line(*each)) for each in zip("12", standing, strict=True)]
    named = frozenset(LegId(f"inbound:{each}") for each in names)
    assert settled(own, ME, Line(line, (), named)) == told


def state(watcher: Watcher, call_id: str, number: Number = ME) -> str:
    report = watcher.calls.get(call_id)
    legs = () if report is None else report.legs
    return next((leg.state.value for leg in legs if leg.number == number), "")


def leg(watcher: Watcher, call_id: str, number: Number = ME) -> LegId:
    legs = watcher.calls[call_id].legs
    return next(each.leg_id for each in legs if each.number == number)


def living(desk: Desk, number: Number = ME) -> dict[str, str]:
    """Which calls an extension has by the PBX itself, and how it stands in them."""
    legs = desk.pbx.exchange.legs_of(number.text)
    return {each.call.id: each.state.value for each in legs}


async def rung(desk: Desk, watcher: Watcher, caller: str, to: str = "2000") -> str:
    call_id = str(desk.control("call", **{"from": caller, "to": to})["call_id"])
    await watcher.until(lambda: state(watcher, call_id) == "alerting")
    return call_id


async def talked(desk: Desk, watcher: Watcher, caller: str) -> str:
    call_id = await rung(desk, watcher, caller)
    (mine,) = [each for each in desk.pbx.exchange.legs_of("2000") if each.call.id == call_id]
    desk.pbx.exchange.pick_up(mine)
    await watcher.until(lambda: state(watcher, call_id) == "connected")
    return call_id


async def swapped(desk: Desk, client: Cloud, watcher: Watcher) -> tuple[str, str]:
    """Two talks; the first was held from here, and is the one that is talked on by now."""
    first = await talked(desk, watcher, FIRST)
    await client.execute(HoldLeg(leg(watcher, first)))
    await watcher.until(lambda: state(watcher, first) == "held")
    second = await talked(desk, watcher, SECOND)
    desk.control("hold", extension="2000")
    (held,) = [each for each in desk.pbx.exchange.legs_of("2000") if each.call.id == first]
    desk.pbx.exchange.unhold(held)
    assert living(desk) == {first: "up", second: "held"}
    return first, second


@pytest.mark.parametrize("which", [0, 1])
async def test_of_two_that_ring_the_one_is_refused_that_is_meant(desk: Desk, which: int) -> None:
    async with desk.linked() as (client, watcher):
        calls = [await rung(desk, watcher, FIRST), await rung(desk, watcher, SECOND)]
        await client.execute(HangUpLeg(leg(watcher, calls[which])))
        assert living(desk) == {calls[1 - which]: "ringing"}
        await watcher.until(lambda: state(watcher, calls[which]) == "")


async def test_the_one_is_hung_up_that_is_meant_whatever_was_swapped_at_the_phone(
    desk: Desk,
) -> None:
    async with desk.linked() as (client, watcher):
        first, second = await swapped(desk, client, watcher)
        await client.execute(HangUpLeg(leg(watcher, second)))
        assert living(desk) == {first: "up"}
        await watcher.until(lambda: state(watcher, second) == "")
        await client.execute(HangUpLeg(leg(watcher, first)))
        assert living(desk) == {}


async def test_what_was_swapped_at_the_phone_is_seen_in_a_snapshot(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        first, second = await swapped(desk, client, watcher)
        found = {report.call_id: report for report in (await client.snapshot()).calls}
        mine = next(each for each in found[first].legs if each.number == ME)
        assert mine.state.value == "connected"
        with pytest.raises(InvalidState):
            await client.execute(HoldLeg(leg(watcher, second)))
        with pytest.raises(InvalidState):
            await client.execute(MuteLeg(leg(watcher, second), on=True))
        assert living(desk) == {first: "up", second: "held"}
        assert desk.asked("extension/mute") == 0
        await client.execute(MuteLeg(leg(watcher, first), on=True))
        await client.execute(HoldLeg(leg(watcher, first)))
        assert living(desk) == {first: "held", second: "held"}


async def test_a_call_that_was_taken_back_at_the_phone_is_not_shown_held(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        call_id = await talked(desk, watcher, FIRST)
        await client.execute(HoldLeg(leg(watcher, call_id)))
        await watcher.until(lambda: state(watcher, call_id) == "held")
        assert "held" in {each.state.value for each in (await client.snapshot()).calls[0].legs}
        desk.control("unhold", extension="2000")
        watcher.link.refresh_now()
        await watcher.until(lambda: state(watcher, call_id) == "connected")


async def test_a_refused_resume_says_that_nothing_is_held(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        call_id = await talked(desk, watcher, FIRST)
        await client.execute(HoldLeg(leg(watcher, call_id)))
        await watcher.until(lambda: state(watcher, call_id) == "held")
        desk.control("unhold", extension="2000")
        with pytest.raises(InvalidState) as refused:
            await client.execute(ResumeLeg(leg(watcher, call_id)))
        assert refused.value.code == "10015"
        await watcher.until(lambda: state(watcher, call_id) == "connected")


async def test_of_two_that_are_held_none_is_resumed_by_chance(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        calls = []
        for caller in (FIRST, SECOND):
            calls.append(await talked(desk, watcher, caller))
            await client.execute(HoldLeg(leg(watcher, calls[-1])))
            await watcher.until(lambda: state(watcher, calls[-1]) == "held")
        for call_id in calls:
            with pytest.raises(InvalidState) as refused:
                await client.execute(ResumeLeg(leg(watcher, call_id)))
            assert refused.value.key == "call.not_current"  # so the phone has to choose

    assert desk.asked("extension/unhold") == 0


async def test_the_held_one_is_resumed_beside_a_talk(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        first = await talked(desk, watcher, FIRST)
        await client.execute(HoldLeg(leg(watcher, first)))
        await watcher.until(lambda: state(watcher, first) == "held")
        second = await talked(desk, watcher, SECOND)
        with pytest.raises(InvalidState):
            await client.execute(ResumeLeg(leg(watcher, second)))
        await client.execute(ResumeLeg(leg(watcher, first)))
        assert living(desk)[first] == "up"

    assert desk.asked("extension/unhold") == 1


async def test_who_takes_one_back_beside_a_talk_holds_the_other_as_ones_line_says(
    desk: Desk,
) -> None:
    async with desk.linked() as (client, watcher):
        first = await talked(desk, watcher, FIRST)
        await client.execute(HoldLeg(leg(watcher, first)))
        second = await talked(desk, watcher, SECOND)
        await client.execute(ResumeLeg(leg(watcher, first)))
        assert living(desk) == {first: "up", second: "held"}
        await watcher.until(lambda: state(watcher, second) == "held")
        assert state(watcher, first) == "connected"
        await client.execute(ResumeLeg(leg(watcher, second)))
        assert living(desk) == {first: "held", second: "up"}
        await watcher.until(lambda: state(watcher, first) == "held")


async def test_what_is_held_or_taken_back_at_the_phone_is_seen_at_the_next_look(
    desk: Desk,
) -> None:
    async with desk.linked(desk.client(beat_s=0.02)) as (_, watcher):
        call_id = await talked(desk, watcher, FIRST)
        desk.control("hold", extension="2000")
        await watcher.until(lambda: state(watcher, call_id) == "held")
        desk.control("unhold", extension="2000")
        await watcher.until(lambda: state(watcher, call_id) == "connected")


async def test_a_colleague_who_is_held_beside_a_talk_with_another_is_not_lost(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        calls = []
        for number in ("2001", "2002"):
            calls.append(str(desk.control("dial", extension=number, number="2000")["call_id"]))
            desk.control("pickup", extension="2000")
            await watcher.until(lambda: state(watcher, calls[-1]) == "connected")
            if len(calls) == 1:
                await client.execute(HoldLeg(leg(watcher, calls[0])))
        found = {report.call_id for report in (await client.snapshot()).calls}
        assert found == set(calls)
        desk.control("cut")
        desk.control("hangup", extension="2001")
        found = {report.call_id for report in (await client.snapshot()).calls}
        assert found == {calls[1]}


async def test_a_queues_ring_beside_a_talk_is_not_refused_by_throwing_the_caller_out(
    desk: Desk,
) -> None:
    for agent in ("2001", "2002"):
        desk.control("register", extension=agent, registered=False)
    async with desk.linked() as (client, watcher):
        queued = await rung(desk, watcher, SECOND, "6400")
        await talked(desk, watcher, FIRST)
        with pytest.raises(InvalidState):
            await client.execute(HangUpLeg(leg(watcher, queued)))
        caller = next(each for each in watcher.calls[queued].legs if each.kind is LegKind.INBOUND)
        assert caller.number.text == SECOND

    assert desk.asked("inbound/hangup") == desk.asked("extension/hangup") == 0
    assert queued in desk.pbx.exchange.calls


async def test_anothers_call_that_is_over_unheard_is_not_hung_up(desk: Desk) -> None:
    """Neither their next one, nor the caller, whom somebody else may have by now."""
    async with desk.linked() as (client, watcher):
        theirs = str(desk.control("call", **{"from": FIRST, "to": "2001"})["call_id"])
        desk.control("pickup", extension="2001")
        await watcher.until(lambda: state(watcher, theirs, COLLEAGUE) == "connected")
        stale = leg(watcher, theirs, COLLEAGUE)
        desk.control("cut")
        desk.control("caller_hangup", call_id=theirs)
        desk.control("dial", extension="2001", number="2002")
        desk.control("pickup", extension="2002")
        for command in (HangUpLeg(stale), ListenIn(stale, ME, ListenMode.LISTEN), HoldLeg(stale)):
            with pytest.raises(InvalidState):
                await client.execute(command)
        assert list(living(desk, COLLEAGUE).values()) == ["up"]
        assert theirs in {report.call_id for report in await client.all_calls()}
        await client.snapshot()
        assert theirs not in {report.call_id for report in await client.all_calls()}


@pytest.mark.parametrize(
    "act",
    [
        HangUpLeg,
        HoldLeg,
        ResumeLeg,
        lambda own: MuteLeg(own, on=True),
        lambda own: ListenIn(own, COLLEAGUE, ListenMode.LISTEN),
    ],
)
async def test_what_is_meant_for_ones_own_call_that_is_over_is_done_to_no_other(
    desk: Desk, act: Callable[[LegId], Command]
) -> None:
    """Of the next one, nothing was told yet."""
    async with desk.linked() as (client, watcher):
        call_id = await talked(desk, watcher, FIRST)
        stale = leg(watcher, call_id)
        desk.control("caller_hangup", call_id=call_id)
        await watcher.until(lambda: call_id not in watcher.calls)
        desk.control("cut")
        desk.control("call", **{"from": SECOND, "to": "2000"})
        desk.control("pickup", extension="2000")
        with pytest.raises(NoSuchTarget):
            await client.execute(act(stale))
        assert list(living(desk).values()) == ["up"]

    verbs = ("hangup", "hold", "unhold", "mute", "listen")
    assert [verb for verb in verbs if desk.asked(f"extension/{verb}")] == []


async def test_anothers_call_is_hung_up(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        theirs = str(desk.control("call", **{"from": FIRST, "to": "2001"})["call_id"])
        desk.control("pickup", extension="2001")
        await watcher.until(lambda: state(watcher, theirs, COLLEAGUE) == "connected")
        await client.execute(HangUpLeg(leg(watcher, theirs, COLLEAGUE)))
        assert living(desk, COLLEAGUE) == {}

    assert desk.asked("extension/hangup") == 1


async def test_others_have_no_calls_any_more_once_the_pbx_was_started(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        theirs = desk.control("dial", extension="2001", number="2002")["call_id"]
        desk.control("pickup", extension="2002")
        await watcher.until(lambda: state(watcher, str(theirs), COLLEAGUE) == "connected")
        desk.control("cut")
        boot = {"action": "BootUp", "sn": client._hearing._sn}
        client.parse(json.dumps(boot))
        assert await client.all_calls() == ()
