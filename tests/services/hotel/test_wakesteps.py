"""Each step of a wake-up call is written down once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ctiapp.model.notice import Notice
from ctiapp.model.wakes import (
    LogBy,
    Plan,
    Wake,
    WakeOutcome,
    WakeReason,
    WakeTry,
)
from ctiapp.services.hotel.wakesteps import WakeSteps, is_plan, planned
from tests.services.hotel.house import ext
from tests.services.hotel.waking import ROOM, SIX, TWICE, Waking

W = WakeOutcome


async def test_each_try_and_each_call_for_help(waking: Waking) -> None:
    steps = WakeSteps(waking.log)
    now = waking.clock().at
    waits = Wake("w", ROOM, ext("105"), waking.time.now(), now, TWICE)
    first = WakeTry(1, now, W.RINGING)
    rings = replace(waits, outcome=W.RINGING, tries=(first,))
    await steps.say_changes(waits, rings)
    missed_it = replace(first, outcome=W.NOT_ANSWERED, reason=WakeReason.VOICEMAIL)
    snoozed = replace(rings, outcome=W.SNOOZED, tries=(missed_it,), since=now)
    await steps.say_changes(rings, snoozed)
    await steps.say_changes(snoozed, snoozed)
    again = replace(snoozed, tries=(missed_it, WakeTry(2, now, W.ANSWERED)), outcome=W.ANSWERED)
    await steps.say_changes(snoozed, again)
    lines = await waking.lines()
    assert [line.kind.value for line in lines] == ["rang", "not_answered", "escalated", "answered"]
    assert lines[1].params == {"try": "1", "why": "voicemail"}
    assert {line.by for line in lines} == {LogBy.PBX}
    assert lines[0].wall == f"{waits.wall:%Y-%m-%d %H:%M}"


async def test_what_nobody_watched_is_said_so(waking: Waking) -> None:
    waits = Wake("w", ROOM, ext("105"), waking.time.now(), waking.clock().at, SIX)
    gone = replace(
        waits,
        outcome=W.UNVOUCHED,
        reason=WakeReason.NOT_RUNNING,
        tries=(WakeTry(1, waits.at, W.UNKNOWN, WakeReason.NOT_RUNNING),),
        since=waits.at,
    )
    await WakeSteps(waking.log).say_changes(waits, gone)
    assert [line.kind.value for line in await waking.lines()] == [
        "unknown",
        "unvouched",
        "escalated",
    ]


async def test_what_stands_for_a_plan_that_went_wrong(waking: Waking) -> None:
    now = waking.clock().at
    plan = Plan(4, ROOM, waking.time.today(), SIX)
    nobody = planned(plan, now + timedelta(hours=1), now)
    assert is_plan(nobody)
    assert (nobody.outcome, nobody.reason, nobody.red) == (
        W.UNVOUCHED,
        WakeReason.NOT_RUNNING,
        True,
    )
    tried = planned(replace(plan, notice=Notice.of("error.link")), now, now)
    assert (tried.outcome, tried.red, tried.since) == (W.NOT_SET, True, now)
    assert not is_plan(Wake("105/x", ROOM, ext("105"), waking.time.now(), now, SIX))
