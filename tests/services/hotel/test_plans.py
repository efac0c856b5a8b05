"""A wake-up call for a date is set on the day that it means, once, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    LinkTimeout,
    NoSuchTarget,
    OutcomeUnknown,
    StorageError,
    UsageError,
)
from ctiapp.model.hotel import MAX_ALARMS, Alarm
from ctiapp.model.number import Number
from ctiapp.model.wakes import LogKind, Plan, PlanState, WakeOutcome
from tests.services.hotel.house import ext
from tests.services.hotel.waking import OTHER, ROOM, SIX, TWICE, Waking

if TYPE_CHECKING:
    import sqlite3

    from ctiapp.model.ids import ExtensionId

MONDAY = date(2026, 3, 2)
TUESDAY, THURSDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)
E105 = ext("105")


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """What goes wrong on purpose is logged, as it should be."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")


async def refuses(*_: object) -> None:
    """A disk that is full."""
    raise StorageError("full")


async def hangs(*_: object) -> None:
    """A disk that never answers."""
    await asyncio.Event().wait()


def only(waking: Waking) -> Plan:
    (plan,) = waking.plans.all
    return plan


async def test_for_today_it_is_set_at_once(waking: Waking) -> None:
    plan = await waking.plans.plan(ROOM, MONDAY, TWICE, "Nordlys")
    assert (plan.state, plan.group, plan.notice) == (PlanState.SET, "Nordlys", None)
    assert waking.book.of(E105) == (plan.alarm,)
    assert waking.plans.of(ROOM) == (plan,)
    assert waking.plans.of(OTHER) == ()
    kinds = [line.kind for line in await waking.lines()]
    assert kinds == [LogKind.PLANNED, LogKind.SETTING, LogKind.SET]


async def test_for_another_day_it_is_set_on_its_day(waking: Waking) -> None:
    """Never while an alarm that rings once would ring a day too early."""
    plan = await waking.plans.plan(ROOM, THURSDAY, SIX)
    assert plan.state is PlanState.WAITING
    assert waking.plans.notice is not None
    assert waking.plans.notice.key == "wakeup.plans_need_running"
    assert waking.pbx.sent == []
    await waking.clock.until("06:00")
    await waking.clock.until("06:00")
    assert waking.time.now().date() == TUESDAY
    await waking.clock.until("06:58")
    assert waking.pbx.sent == []
    await waking.clock.until("06:30")
    assert waking.time.now().date() == THURSDAY - timedelta(days=1)
    assert waking.pbx.sent == []
    await waking.clock.until("07:02")
    assert waking.pbx.sent == ["create e105 06:00"]
    assert only(waking).state is PlanState.SET
    assert waking.plans.notice is None
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert coming.wall == only(waking).wall
    await waking.clock.until("06:05")
    assert only(waking).state is PlanState.PAST


@pytest.mark.parametrize(
    ("start", "on", "expected"),
    [
        (datetime(2026, 3, 27, 12, 0, tzinfo=UTC), date(2026, 3, 29), "2026-03-29T04:00"),
        (datetime(2026, 10, 23, 12, 0, tzinfo=UTC), date(2026, 10, 25), "2026-10-25T05:00"),
    ],
)
async def test_over_the_two_nights(
    time_flies: None, start: datetime, on: date, expected: str
) -> None:
    """It rings at six by the clock on the wall, whatever was done to that in the night."""
    waking = Waking(start)
    await waking.open()
    await waking.plans.plan(ROOM, on, SIX)
    while not waking.pbx.sent:
        await waking.clock.until("12:00")
    (alarm,) = waking.book.of(E105)
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert abs(coming.at - datetime.fromisoformat(expected).replace(tzinfo=UTC)) < timedelta(
        seconds=3
    )
    assert coming.wall == datetime.combine(on, alarm.at)
    await waking.close()


async def test_it_survives_a_restart(waking: Waking) -> None:
    await waking.plans.plan(ROOM, TUESDAY, Alarm("", time(12, 0)), "Nordlys")
    await waking.kill()
    await waking.clock.until("11:00")
    await waking.reopen()
    assert (only(waking).state, only(waking).group) == (PlanState.WAITING, "Nordlys")
    await waking.clock.until("13:05")
    assert only(waking).state is PlanState.SET


async def test_what_was_set_and_not_written_down_is_not_set_twice(
    waking: Waking, quiet: None
) -> None:
    """It was set, no answer came, and then the program died."""
    waking.pbx.after["create_alarm"] = OutcomeUnknown()
    waking.pbx.fail["alarms_of"] = [None, None, LinkTimeout()]
    plan = await waking.plans.plan(ROOM, MONDAY, SIX)
    assert plan.state is PlanState.WAITING
    await waking.kill()
    await waking.reopen()
    await waking.plans.settled()
    assert only(waking).state is PlanState.SET
    assert waking.pbx.sent == ["create e105 06:00"]
    (alarm,) = waking.pbx.rings[E105]
    assert only(waking).alarm.alarm_id == alarm.alarm_id
    await waking.plans.cancel(plan.plan_id)
    assert waking.pbx.rings[E105] == ()


async def test_what_somebody_else_set_is_not_taken_away(waking: Waking) -> None:
    """There is one at that time already: the guest is woken, and it is not ours to cancel."""
    theirs = waking.pbx.put("105", SIX)
    plan = await waking.plans.plan(ROOM, MONDAY, SIX)
    assert (plan.state, plan.alarm.alarm_id) == (PlanState.SET, "")
    await waking.plans.cancel(plan.plan_id)
    assert waking.pbx.rings[E105] == (theirs,)
    assert waking.plans.all == ()


async def test_what_somebody_else_took_away_again_is_set_after_all(waking: Waking) -> None:
    """The guest wanted to be woken, whoever did it."""
    theirs = waking.pbx.put("105", SIX)
    await waking.plans.plan(ROOM, MONDAY, SIX)
    waking.pbx.take("105", theirs)
    await waking.clock.until("05:33")
    assert only(waking).state is PlanState.SET
    assert waking.pbx.sent == ["create e105 06:00"]


async def test_one_that_is_being_snoozed_is_not_tomorrows(waking: Waking) -> None:
    """It is gone in a moment, and nobody would be woken tomorrow."""
    rang = await waking.set(ROOM, Alarm("", time(6, 0), snoozes=3, snooze_min=30))
    await waking.plans.plan(ROOM, TUESDAY, SIX)
    await waking.clock.until("07:03")
    assert waking.book.of(E105)[0] == rang
    assert only(waking).state is PlanState.SET
    assert only(waking).alarm.alarm_id not in ("", rang.alarm_id)


async def test_it_is_tried_every_minute(waking: Waking, quiet: None) -> None:
    """And somebody is called for when less than two hours are left."""
    waking.pbx.fail["create_alarm"] = [LinkTimeout()] * 90
    plan = await waking.plans.plan(ROOM, MONDAY, Alarm("", time(8, 30)))
    assert (plan.state, plan.late) == (PlanState.WAITING, False)
    assert plan.notice is not None
    assert plan.notice.key == "error.link_timeout"
    await waking.clock.until("06:29")
    assert waking.wakes.red == ()
    await waking.clock.until("06:32")
    assert only(waking).late
    assert [wake.outcome for wake in waking.wakes.red] == [WakeOutcome.NOT_SET]
    assert len(await waking.lines(LogKind.NOT_SET)) == 1
    await waking.clock.until("07:05")
    assert (only(waking).state, only(waking).late) == (PlanState.SET, False)
    assert waking.wakes.red == ()


async def test_when_it_is_too_late_it_is_not_set_any_more(waking: Waking, quiet: None) -> None:
    """The PBX might take it as tomorrow's."""
    waking.pbx.fail["create_alarm"] = [CommandError(code=60002)] * 9999
    await waking.plans.plan(ROOM, MONDAY, SIX)
    await waking.clock.until("06:05")
    assert only(waking).state is PlanState.MISSED
    waking.pbx.fail.clear()
    await waking.clock.until("06:30")
    assert waking.pbx.sent == []
    assert [wake.outcome for wake in waking.wakes.red] == [WakeOutcome.NOT_SET]


async def test_a_full_room_waits(waking: Waking, quiet: None) -> None:
    for minute in range(MAX_ALARMS):
        waking.pbx.put("105", Alarm("", time(4, minute)))
    plan = await waking.plans.plan(ROOM, MONDAY, SIX)
    assert plan.notice is not None
    assert plan.notice.key == "wakeup.too_many"
    waking.pbx.rings[E105] = ()
    await waking.clock.until("05:33")
    assert only(waking).state is PlanState.SET


async def test_other_desks_plan_nothing(waking: Waking) -> None:
    waking.where.night = False
    with pytest.raises(UsageError) as refused:
        await waking.plans.plan(ROOM, MONDAY, SIX)
    assert refused.value.key == "wakeup.not_night_desk"
    assert waking.plans.notice is not None
    assert waking.plans.notice.key == "wakeup.plan_not_night"
    waking.where.night = True
    await waking.plans.plan(ROOM, TUESDAY, Alarm("", time(12, 0)))
    waking.where.night = False
    assert waking.plans.notice.key == "wakeup.plans_not_night"
    assert waking.plans.notice.params["count"] == 1
    await waking.clock.until("13:30")
    assert waking.pbx.sent == []


@pytest.mark.parametrize(
    ("on", "alarm", "key"),
    [
        (MONDAY, Alarm("", time(5, 0)), "wakeup.past"),
        (MONDAY, Alarm("", time(5, 31)), "wakeup.past"),
        (MONDAY - timedelta(days=3), SIX, "wakeup.past"),
        (TUESDAY, replace(SIX, days=frozenset({1})), "wakeup.plan_days"),
        (date(2026, 3, 29), Alarm("", time(2, 30)), "wakeup.no_such_time"),
    ],
)
async def test_what_cannot_be_is_refused(waking: Waking, on: date, alarm: Alarm, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        await waking.plans.plan(ROOM, on, alarm)
    assert refused.value.key == key
    assert waking.plans.all == ()


async def test_what_would_be_refused_on_its_day_is_refused_now(waking: Waking) -> None:
    waking.pbx.most_snoozes = 0
    with pytest.raises(UsageError) as refused:
        await waking.plans.plan(ROOM, TUESDAY, TWICE)
    assert refused.value.key == "wakeup.rings_once"
    assert waking.plans.all == ()


async def test_the_same_is_not_planned_twice(waking: Waking) -> None:
    await waking.plans.plan(ROOM, TUESDAY, SIX)
    with pytest.raises(UsageError) as refused:
        await waking.plans.plan(ROOM, TUESDAY, TWICE)
    assert refused.value.key == "wakeup.exists"
    await waking.plans.plan(OTHER, TUESDAY, SIX)


async def test_nobody_has_that_number(waking: Waking) -> None:
    with pytest.raises(NoSuchTarget):
        await waking.plans.plan(Number("999"), TUESDAY, SIX)
    waking.where.owner = None
    with pytest.raises(InvalidState):
        await waking.plans.plan(ROOM, TUESDAY, SIX)


async def test_one_that_waits_is_cancelled(waking: Waking) -> None:
    plan = await waking.plans.plan(ROOM, THURSDAY, SIX)
    await waking.plans.cancel(plan.plan_id)
    assert waking.plans.all == ()
    assert waking.pbx.sent == []
    with pytest.raises(UsageError) as refused:
        await waking.plans.cancel(plan.plan_id)
    assert refused.value.key == "wakeup.plan_gone"
    await waking.close()
    await waking.reopen()
    assert waking.plans.of(ROOM) == ()


async def test_only_what_it_set_is_taken_away(waking: Waking) -> None:
    other = await waking.set(ROOM, Alarm("", time(7, 0)))
    plan = await waking.plans.plan(ROOM, MONDAY, SIX)
    await waking.plans.cancel(plan.plan_id)
    assert waking.book.of(E105) == (other,)
    assert waking.pbx.sent[-1] == f"delete e105 {plan.alarm.alarm_id}"


async def test_what_could_not_be_cancelled_stays(waking: Waking) -> None:
    plan = await waking.plans.plan(ROOM, MONDAY, SIX)
    waking.pbx.fail["delete_alarms"] = [LinkTimeout()]
    with pytest.raises(LinkTimeout):
        await waking.plans.cancel(plan.plan_id)
    assert only(waking).state is PlanState.SET


async def test_what_somebody_took_away_is_gone(waking: Waking) -> None:
    """It is not set anew: whoever did that meant it."""
    plan = await waking.plans.plan(ROOM, MONDAY, SIX)
    waking.pbx.take("105", plan.alarm)
    await waking.clock.until("05:33")
    assert only(waking).state is PlanState.GONE
    await waking.clock.until("05:50")
    assert waking.pbx.sent == ["create e105 06:00"]


async def test_what_cannot_be_kept_is_not_planned(waking: Waking, quiet: None) -> None:
    waking.file.add_plan = refuses  # type: ignore[method-assign, assignment]
    with pytest.raises(StorageError):
        await waking.plans.plan(ROOM, THURSDAY, SIX)
    assert waking.plans.all == ()
    del waking.file.add_plan


async def test_a_file_that_cannot_be_read_is_said_and_read_again(
    waking: Waking, quiet: None
) -> None:
    await waking.plans.plan(ROOM, THURSDAY, SIX)
    await waking.close()

    waking.file.plans = refuses  # type: ignore[method-assign, assignment]
    await waking.reopen()
    assert waking.plans.notice is not None
    assert waking.plans.notice.key == "error.storage"
    del waking.file.plans
    await waking.clock.until("05:35")
    assert only(waking).on == THURSDAY


async def test_a_disk_that_refuses_sets_it_all_the_same(waking: Waking, quiet: None) -> None:
    waking.file.put_plan = refuses  # type: ignore[method-assign, assignment]
    plan = await waking.plans.plan(ROOM, MONDAY, SIX)
    assert plan.state is PlanState.SET
    assert waking.plans.notice is not None
    assert waking.plans.notice.key == "error.storage"
    del waking.file.put_plan


async def test_as_long_as_the_clock_is_not_known_nothing_is_set(time_flies: None) -> None:
    """Which day it is there, nobody could say."""
    waking = Waking()
    waking.plans.start()
    await waking.settle()
    waking.time._zone_name = lambda: "Europe/Berlin"
    await waking.file.add_plan("sn", Plan(0, ROOM, MONDAY, SIX), "Leo", waking.clock().at)
    await waking.plans.stop()
    waking.plans.start()
    await waking.settle()
    assert waking.pbx.sent == []
    await waking.time.refresh()
    await waking.settle()
    assert waking.pbx.sent == ["create e105 06:00"]
    await waking.close()


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
async def test_a_clock_that_could_not_be_read_is_no_clock(
    waking: Waking, quiet: None, zone: str
) -> None:
    """In the zone that is assumed it is another day: set now it would ring a day too early."""
    await waking.plans.plan(ROOM, TUESDAY + timedelta(days=1), SIX)
    await waking.close()
    waking.zone = zone
    await waking.clock.until("00:30")
    assert waking.pbx.shows().date() == TUESDAY
    waking.pbx.fail["wall_clock"] = [CommandError()]
    await waking.reopen()
    assert (waking.time.settled, waking.time.known) == (True, False)
    assert waking.pbx.sent == []
    await waking.clock.until("00:40")
    assert waking.time.known
    assert waking.pbx.sent == []
    await waking.clock.until("07:02")
    assert waking.pbx.sent == ["create e105 06:00"]


async def test_as_long_as_the_clock_cannot_be_read_somebody_is_called_for(
    waking: Waking, quiet: None
) -> None:
    """It is not given up by a clock that nobody read, and set when that is read at last."""
    await waking.plans.plan(ROOM, TUESDAY, SIX)
    await waking.close()
    waking.zone = "Asia/Shanghai"
    waking.pbx.fail["wall_clock"] = [CommandError()] * 9999
    await waking.clock.until("23:30")
    await waking.reopen()
    plan = only(waking)
    assert (plan.state, plan.late) == (PlanState.WAITING, True)
    assert plan.notice is not None
    assert plan.notice.key == "wakeup.clock_unread"
    await waking.clock.until("23:35")
    assert [wake.outcome for wake in waking.wakes.red] == [WakeOutcome.NOT_SET]
    assert len(await waking.lines(LogKind.NOT_SET)) == 1
    waking.pbx.fail.clear()
    await waking.clock.until("23:40")
    assert (only(waking).state, only(waking).late) == (PlanState.SET, False)
    assert waking.wakes.red == ()


@pytest.mark.parametrize("disk", [refuses, hangs])
async def test_a_disk_in_trouble_keeps_nobody_asleep(
    waking: Waking, quiet: None, monkeypatch: pytest.MonkeyPatch, disk: object
) -> None:
    """Nothing of it can be kept, and the PBX can be asked: it is set, and the trouble is said."""
    await waking.plans.plan(ROOM, TUESDAY, SIX)
    with monkeypatch.context() as broken:
        for name in ("there", "begin_plan", "put_plan", "write", "put_wake", "put_known"):
            broken.setattr(waking.file, name, disk)
        await waking.clock.until("07:02")
        assert waking.pbx.sent == ["create e105 06:00"]
        assert only(waking).state is PlanState.SET
        assert waking.plans.notice is not None
        assert waking.plans.notice.key == "error.storage"
    await waking.clock.until("07:04")
    assert waking.plans.notice is None
    kept = await waking.file.plans("sn", MONDAY)
    assert [each.state for each in kept] == [PlanState.SET]


async def test_a_disk_in_trouble_does_not_keep_it_from_being_missed(
    waking: Waking, quiet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is called for, and not only where that can be written down."""
    waking.pbx.fail["create_alarm"] = [LinkTimeout()] * 9999
    await waking.plans.plan(ROOM, MONDAY, SIX)
    with monkeypatch.context() as broken:
        for name in ("there", "begin_plan", "put_plan", "write", "put_wake"):
            broken.setattr(waking.file, name, hangs)
        await waking.clock.until("06:01")
        assert only(waking).state is PlanState.MISSED
        assert [wake.outcome for wake in waking.wakes.red] == [WakeOutcome.NOT_SET]


async def test_what_cannot_be_kept_is_not_cancelled(
    waking: Waking, quiet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be set after the next start, though somebody was told that it is cancelled."""
    plan = await waking.plans.plan(ROOM, THURSDAY, SIX)
    with monkeypatch.context() as broken:
        broken.setattr(waking.file, "put_plan", refuses)
        with pytest.raises(StorageError):
            await waking.plans.cancel(plan.plan_id)
    assert only(waking) == plan
    await waking.plans.cancel(plan.plan_id)
    assert waking.plans.all == ()


async def test_at_another_pbx_it_does_not_ring(waking: Waking) -> None:
    """The desk moves there: whoever sleeps in that room did not ask for it."""
    plan = await waking.plans.plan(ROOM, TUESDAY, SIX)
    done = await waking.plans.plan(OTHER, MONDAY, SIX)
    waking.where.owner = "another"
    await waking.clock.until("06:00")
    await waking.clock.until("07:02")
    assert waking.pbx.sent == ["create e106 06:00"]
    with pytest.raises(InvalidState):
        await waking.plans.cancel(done.plan_id)
    with pytest.raises(InvalidState):
        await waking.plans.plan(ROOM, THURSDAY, SIX)
    assert plan in waking.plans.all


async def test_one_that_fails_as_nothing_should_does_not_keep_the_others_from_being_set(
    waking: Waking, quiet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its room is named at once, and somebody is called for when its time is near."""
    await waking.plans.plan(ROOM, TUESDAY, SIX)
    await waking.plans.plan(OTHER, TUESDAY, SIX)
    add = waking.book.add

    async def trips(ext_id: ExtensionId, alarm: Alarm) -> Alarm:
        if ext_id == E105:
            raise RuntimeError("nobody thought of that")
        return await add(ext_id, alarm)

    with monkeypatch.context() as broken:
        broken.setattr(waking.book, "add", trips)
        await waking.clock.until("07:02")
        assert waking.pbx.sent == ["create e106 06:00"]
        (plan,) = waking.plans.of(ROOM)
        assert plan.notice is not None
        assert (plan.notice.key, plan.notice.code) == ("wakeup.plan_broken", "RuntimeError")
        await waking.clock.until("04:02")
        (red,) = waking.wakes.red
        assert (red.room, red.outcome) == (ROOM, WakeOutcome.NOT_SET)
    await waking.clock.until("04:05")
    assert waking.pbx.sent == ["create e106 06:00", "create e105 06:00"]
    assert waking.wakes.red == ()


async def test_one_that_nobody_can_look_at_is_said(
    waking: Waking, quiet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And said no more when it can be looked at again."""
    await waking.plans.plan(ROOM, TUESDAY, SIX)
    await waking.plans.plan(OTHER, TUESDAY, SIX)
    instant = waking.time.instant
    calls = 0

    def trips(wall: datetime, since: datetime | None = None) -> datetime:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise OverflowError("date value out of range")
        return instant(wall, since)

    monkeypatch.setattr(waking.time, "instant", trips)
    waking.plans.look_now()
    await waking.plans.settled()
    assert waking.plans.notice is not None
    assert waking.plans.notice.key == "wakeup.plan_broken"
    assert waking.plans.notice.params["room"] == "105"
    await waking.clock.until("07:02")
    assert waking.pbx.sent == ["create e105 06:00", "create e106 06:00"]
    assert waking.plans.notice is None


async def test_plans_that_cannot_be_made_out_are_said_and_read_again(
    waking: Waking, quiet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word of a later version, say: nothing is set then, which must not be a secret."""
    await waking.plans.plan(ROOM, TUESDAY, SIX)
    await waking.close()

    async def trips(*_: object) -> None:
        raise ValueError("no such state")

    with monkeypatch.context() as broken:
        broken.setattr(waking.file, "plans", trips)
        await waking.reopen()
        assert waking.plans.notice is not None
        assert waking.plans.notice.key == "wakeup.plans_broken"
        assert waking.plans.notice.code == "ValueError"
    await waking.clock.until("05:33")
    assert waking.plans.notice is not None
    assert waking.plans.notice.key == "wakeup.plans_need_running"
    await waking.clock.until("07:02")
    assert waking.pbx.sent == ["create e105 06:00"]


async def test_one_row_of_a_later_version_keeps_no_other_from_being_set(
    waking: Waking, quiet: None
) -> None:
    """And that it cannot be read is said to whoever looks at the rooms."""
    await waking.plans.plan(ROOM, TUESDAY, SIX)
    await waking.plans.plan(OTHER, TUESDAY, SIX)
    await waking.close()

    def later(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE plans SET state = 'held' WHERE room = '105'")

    await waking.hotel_file.worker.do(later)
    await waking.reopen()
    assert [plan.room for plan in waking.plans.all] == [OTHER]
    assert waking.wakes.notice is not None
    assert (waking.wakes.notice.key, waking.wakes.notice.params["count"]) == (
        "wakeup.rows_unread",
        1,
    )
    await waking.clock.until("07:02")
    assert waking.pbx.sent == ["create e106 06:00"]
