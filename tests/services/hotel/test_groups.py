"""Many rooms are woken together, one after the other, each with its own result."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from ctiapp.model.errors import CommandError, LinkTimeout, UsageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.number import Number
from ctiapp.model.wakes import PlanState
from ctiapp.services.hotel.groups import GAP_S, MAX_JOBS, GroupJob, GroupState
from tests.services.hotel.house import ext
from tests.services.hotel.waking import OTHER, ROOM, SIX, THIRD, TWICE, Waking

ALL = (ROOM, OTHER, THIRD)
TUESDAY = date(2026, 3, 3)


def states(job: GroupJob) -> list[str]:
    return [row.state.value for row in job.rows]


async def test_all_are_set_one_after_the_other(waking: Waking) -> None:
    """With a gap between two; a room that is named twice is set once."""
    began = waking.clock().mono_s
    job = waking.groups.start([*ALL, ROOM], TWICE, name="Nordlys")
    told: list[list[str]] = []
    job.subscribe(lambda: told.append(states(job)))
    assert job.running
    await job.finished()
    assert states(job) == ["done"] * 3
    assert ["done", "running", "waiting"] in told
    assert waking.clock().mono_s - began >= 2 * GAP_S
    assert [row.alarm.alarm_id != "" for row in job.rows] == [True] * 3
    assert [len(waking.book.of(ext(room.text))) for room in ALL] == [1, 1, 1]
    assert (job.name, job.running, job.count(GroupState.DONE)) == ("Nordlys", False, 3)
    assert waking.groups.jobs == (job,)


async def test_what_fails_can_be_tried_again(waking: Waking) -> None:
    """The others are set, and none of them twice."""
    waking.pbx.fail["create_alarm"] = [None, LinkTimeout()]
    job = waking.groups.start([*ALL, Number("999")], SIX)
    await job.finished()
    assert states(job) == ["done", "failed", "done", "failed"]
    told = [row.notice.key for row in job.rows if row.notice is not None]
    assert told == ["error.link_timeout", "error.no_such_target"]
    job.retry()
    await job.finished()
    assert states(job) == ["done", "done", "done", "failed"]
    assert sorted(waking.pbx.sent) == [f"create e{room.text} 06:00" for room in ALL]


async def test_what_fails_as_nothing_should_keeps_no_other_from_being_set(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said of its room, which can be tried again."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    waking.pbx.fail["create_alarm"] = [RuntimeError("nobody thought of that")]
    job = waking.groups.start(ALL, SIX)
    await job.finished()
    assert states(job) == ["failed", "done", "done"]
    notice = job.rows[0].notice
    assert notice is not None
    assert (notice.key, notice.code) == ("error.internal", "RuntimeError")
    job.retry()
    await job.finished()
    assert states(job) == ["done"] * 3


async def test_one_that_is_there_already_is_as_good_as_set(waking: Waking) -> None:
    """It is said so."""
    theirs = waking.pbx.put("106", SIX)
    job = waking.groups.start(ALL, SIX)
    await job.finished()
    assert states(job) == ["done"] * 3
    notice = job.rows[1].notice
    assert notice is not None
    assert (notice.key, job.rows[1].alarm) == ("wakeup.exists", theirs)


async def test_it_can_be_stopped_and_gone_on_with(waking: Waking) -> None:
    """What is being set is set to its end; what is set stays."""
    waking.pbx.gate.shut()
    job = waking.groups.start(ALL, SIX)
    await asyncio.sleep(0.1)
    job.stop()
    assert states(job) == ["running", "stopped", "stopped"]
    waking.pbx.gate.open()
    await job.finished()
    assert states(job) == ["done", "stopped", "stopped"]
    job.retry()
    await job.finished()
    assert states(job) == ["done"] * 3


async def test_it_can_be_stopped_between_two(waking: Waking) -> None:
    job = waking.groups.start(ALL, SIX)
    await asyncio.sleep(GAP_S / 2)
    job.stop()
    await job.finished()
    assert states(job) == ["done", "stopped", "stopped"]
    assert len(waking.pbx.sent) == 1


async def test_for_a_date_they_are_planned(waking: Waking) -> None:
    job = waking.groups.start(ALL, SIX, TUESDAY, "Nordlys")
    await job.finished()
    assert states(job) == ["done"] * 3
    assert [(plan.room, plan.on, plan.group) for plan in waking.plans.all] == [
        (room, TUESDAY, "Nordlys") for room in ALL
    ]
    assert waking.pbx.sent == []
    again = waking.groups.start(ALL, SIX, TUESDAY)
    await again.finished()
    assert [row.notice.key for row in again.rows if row.notice] == ["wakeup.exists"] * 3
    assert len(waking.plans.all) == 3
    assert waking.groups.jobs == (again, job)


async def test_a_plan_that_cannot_be_set_yet_says_so(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    waking.pbx.fail["create_alarm"] = [CommandError(code=-1)]
    job = waking.groups.start([ROOM], SIX, waking.time.today())
    await job.finished()
    (row,) = job.rows
    assert row.notice is not None
    assert row.notice.key == "error.command"
    assert waking.plans.all[0].state is PlanState.WAITING


async def test_a_refused_plan_fails(waking: Waking) -> None:
    waking.where.night = False
    job = waking.groups.start([ROOM], SIX, TUESDAY)
    await job.finished()
    assert states(job) == ["failed"]


async def test_they_may_ring_apart(waking: Waking) -> None:
    """A breakfast room has so many chairs; over midnight the date goes on with it."""
    job = waking.groups.start(ALL, Alarm("", time(23, 55)), TUESDAY, apart_min=5)
    assert [(row.on, f"{row.alarm.at:%H:%M}") for row in job.rows] == [
        (TUESDAY, "23:55"),
        (TUESDAY + timedelta(days=1), "00:00"),
        (TUESDAY + timedelta(days=1), "00:05"),
    ]
    await job.finished()
    assert states(job) == ["done"] * 3
    job = waking.groups.start(ALL, SIX, apart_min=5)
    assert [f"{row.alarm.at:%H:%M}" for row in job.rows] == ["06:00", "06:05", "06:10"]
    await job.finished()


async def test_what_makes_no_sense_is_refused(waking: Waking) -> None:
    with pytest.raises(UsageError) as refused:
        waking.groups.start([], SIX)
    assert refused.value.key == "wakeup.no_rooms"
    late = replace(SIX, at=time(23, 58), days=frozenset({0}))
    with pytest.raises(UsageError) as refused:
        waking.groups.start(ALL, late, apart_min=2)
    assert refused.value.key == "wakeup.apart_days"
    waking.pbx.most_snoozes = 0
    with pytest.raises(UsageError) as refused:
        waking.groups.start(ALL, replace(SIX, snoozes=1))
    assert refused.value.key == "wakeup.rings_once"
    assert waking.groups.jobs == ()


async def test_who_signs_out_breaks_off(waking: Waking) -> None:
    """Of the one that was being set nobody knows whether it is."""
    waking.pbx.gate.shut()
    job = waking.groups.start(ALL, SIX)
    await asyncio.sleep(0.1)
    await waking.groups.stop()
    assert states(job) == ["failed", "stopped", "stopped"]
    notice = job.rows[0].notice
    assert notice is not None
    assert notice.key == "wakeup.unverified"
    assert waking.groups.jobs == ()


async def test_only_the_last_ones_are_kept(waking: Waking) -> None:
    for minute in range(MAX_JOBS + 2):
        await waking.groups.start([ROOM], Alarm("", time(7, minute))).finished()
    assert len(waking.groups.jobs) == MAX_JOBS
