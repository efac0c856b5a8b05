"""All alarms are read again and again; what nobody here changed is written down."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from ctiapp.model.errors import (
    CtiError,
    LinkTimeout,
)
from ctiapp.model.hotel import Alarm
from ctiapp.model.wakes import ClockChange, Known, LogBy, LogKind
from tests.services.hotel.house import ext
from tests.services.hotel.waking import OTHER, ROOM, SIX, TWICE, Waking

E105 = ext("105")
SEVEN = Alarm("", time(7, 0))
WORKDAYS = Alarm("", time(6, 30), frozenset(range(5)))


async def said(waking: Waking) -> list[tuple[str, LogBy, str]]:
    """The log: what, by whom, of which time."""
    return [(line.kind.value, line.by, line.wall) for line in await waking.lines()]


# -- reading --------------------------------------------------------------------------------------


async def test_all_are_read_at_once_and_again(waking: Waking) -> None:
    """By the night desk, whether or not anybody looks."""
    assert waking.book.read_at is not None
    assert waking.book.alarms == {}
    waking.pbx.put("105", SEVEN)
    waking.pbx.put("105", SIX)
    looks = waking.pbx.looks
    await waking.clock.until("05:31:30")
    assert waking.pbx.looks == looks + 1
    assert [alarm.at for alarm in waking.book.of(E105)] == [time(6, 0), time(7, 0)]


async def test_other_desks_read_while_somebody_looks(waking: Waking) -> None:
    waking.where.night = False
    await waking.clock.until("05:32")
    looks = waking.pbx.looks
    await waking.clock.until("05:40")
    assert waking.pbx.looks == looks
    waking.book.keep_fresh(seen=True)
    waking.book.keep_fresh(seen=True)
    await waking.settle()
    assert waking.pbx.looks == looks + 1
    await waking.clock.until("05:45")
    assert waking.pbx.looks > looks + 3
    waking.book.keep_fresh(seen=False)
    await waking.clock.until("05:46")
    looks = waking.pbx.looks
    await waking.clock.until("05:55")
    assert waking.pbx.looks == looks


async def test_what_cannot_be_read_stays_and_is_said(waking: Waking) -> None:
    waking.pbx.put("105", SIX)
    await waking.book.refresh()
    read_at = waking.book.read_at
    waking.pbx.fail["alarms"] = [LinkTimeout()]
    with pytest.raises(LinkTimeout):
        await waking.book.refresh()
    assert waking.book.notice is not None
    assert waking.book.notice.key == "error.link_timeout"
    assert waking.book.read_at == read_at
    assert waking.book.of(E105)
    await waking.clock.until("05:32")
    assert waking.book.notice is None


async def test_whoever_asks_meanwhile_gets_the_same_answer(waking: Waking) -> None:
    looks = waking.pbx.looks
    await asyncio.gather(waking.book.refresh(), waking.book.refresh())
    assert waking.pbx.looks == looks + 1


async def test_what_is_newer_is_not_overwritten(waking: Waking) -> None:
    """A list that was asked for before a change, and is answered after it."""
    waking.pbx.gate.shut()
    asking = asyncio.ensure_future(waking.book.refresh())
    await asyncio.sleep(0.1)
    waking.pbx.put("105", SIX)
    await waking.book.read(E105)
    waking.pbx.take("105", waking.book.of(E105)[0])
    waking.pbx.gate.open()
    await asking
    assert len(waking.book.of(E105)) == 1


# -- when they ring -------------------------------------------------------------------------------


async def test_the_next_one_is_told_with_its_zone(waking: Waking) -> None:
    assert waking.book.upcoming(E105) is None
    await waking.set(ROOM, SEVEN)
    await waking.set(ROOM, WORKDAYS)
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert (f"{coming.wall:%a %H:%M}", coming.offset) == ("Mon 06:30", timedelta(hours=1))
    assert abs((coming.at - waking.clock().at).total_seconds() - 3600) < 3
    assert coming.night is None
    await waking.clock.until("06:45")
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert f"{coming.wall:%a %H:%M}" == "Mon 07:00"


async def test_one_that_rang_does_not_ring_tomorrow(waking: Waking) -> None:
    """It stays on the PBX until its last snooze."""
    await waking.set(ROOM, TWICE)
    await waking.clock.until("06:03")
    assert waking.book.of(E105)
    assert waking.book.upcoming(E105) is None
    await waking.set(ROOM, SEVEN)
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert coming.wall.hour == 7


async def test_one_that_is_there_long_after_its_time_rings_tomorrow(waking: Waking) -> None:
    """It was set elsewhere just after its time, and nobody could tell at first."""
    await waking.clock.until("06:00:10")
    waking.pbx.put("105", SIX)
    waking.book._since.clear()
    await waking.clock.until("06:07")
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert f"{coming.wall:%a %H:%M}" == "Tue 06:00"


async def test_since_when_it_is_there_is_known_over_a_start(waking: Waking) -> None:
    alarm = waking.pbx.put("105", TWICE)
    long_ago = waking.time.now() - timedelta(hours=20)
    await waking.book.refresh()
    other = replace(alarm, at=time(8, 0))
    waking.book.recall([Known(E105, ROOM, other, long_ago)])
    assert waking.book.seen(alarm) > long_ago
    waking.book.recall([Known(E105, ROOM, alarm, long_ago)])
    assert waking.book.seen(alarm) == long_ago
    assert waking.book.seen(other) == waking.time.now()


async def test_since_when_it_is_there_is_by_the_clock_that_was_read(waking: Waking) -> None:
    """Not by the one that was assumed while the PBX's could not be read: it would be tomorrow's."""
    waking.pbx.put("105", SIX)
    await waking.close()
    waking.zone = "Asia/Shanghai"
    waking.pbx.fail["wall_clock"] = [LinkTimeout()]
    await waking.reopen()
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert coming.wall.day == 3  # it is half past twelve there
    await waking.clock.until("05:33")
    assert waking.time.known
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert f"{coming.wall:%d %H:%M}" == "02 06:00"


async def test_one_that_a_night_makes_doubtful_says_so(time_flies: None) -> None:
    from datetime import UTC, datetime

    waking = Waking(datetime(2026, 3, 28, 20, 0, tzinfo=UTC))
    await waking.open()
    await waking.set(ROOM, Alarm("", time(2, 30)))
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert coming.night is ClockChange.SKIPPED
    await waking.close()


# -- what others do -------------------------------------------------------------------------------


async def test_one_set_in_the_second_of_two_hours_rings_in_that_one(time_flies: None) -> None:
    """In the first it was not there yet: nobody is called for what nobody asked for."""
    waking = Waking(datetime(2026, 10, 25, 1, 10, tzinfo=UTC))
    await waking.open()
    before = waking.clock().at
    await waking.set(ROOM, replace(SIX, at=time(2, 30)))
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert timedelta(minutes=19) < coming.at - before < timedelta(minutes=21)
    await asyncio.sleep(60)
    assert waking.wakes.red == ()
    await asyncio.sleep(25 * 60)
    assert [wake.room for wake in waking.wakes.red] == [ROOM]
    await waking.close()


async def test_what_others_do_is_written_down(waking: Waking) -> None:
    alarm = waking.pbx.put("105", SEVEN)
    await waking.clock.until("05:32")
    waking.pbx.rings[E105] = (replace(alarm, at=time(7, 30)),)
    await waking.clock.until("05:34")
    waking.pbx.take("105", alarm)
    await waking.clock.until("05:36")
    assert await said(waking) == [
        ("set", LogBy.ELSEWHERE, "07:00"),
        ("changed", LogBy.ELSEWHERE, "07:30"),
        ("cancelled", LogBy.ELSEWHERE, "07:30"),
    ]
    assert all(line.who == "" for line in await waking.lines())


async def test_nobody_is_blamed_for_what_rang_by_a_clock_put_forward(waking: Waking) -> None:
    """It is gone before its time, as far as this desk knew: the PBX's clock says otherwise."""
    alarm = await waking.set(ROOM, SEVEN)
    await waking.settle()
    waking.pbx.ahead = timedelta(hours=2)
    waking.pbx.take("105", alarm)
    await waking.book.refresh()
    await waking.settle()
    assert await waking.lines(LogKind.CANCELLED) == []
    assert waking.time.now().hour == 7


async def test_who_cancelled_is_said_where_the_clock_cannot_be_read_as_well(
    waking: Waking,
) -> None:
    alarm = await waking.set(ROOM, SEVEN)
    await waking.settle()
    waking.pbx.fail["wall_clock"] = [LinkTimeout()] * 3
    waking.pbx.take("105", alarm)
    await waking.book.refresh()
    await waking.settle()
    (line,) = await waking.lines(LogKind.CANCELLED)
    assert line.by is LogBy.ELSEWHERE


async def test_what_goes_with_a_check_out_went_here(waking: Waking) -> None:
    alarm = await waking.set(ROOM, SEVEN)
    waking.book.wiping(E105)
    waking.pbx.take("105", alarm)
    await waking.book.read(E105)
    await waking.settle()
    (line,) = await waking.lines(LogKind.CANCELLED)
    assert (line.by, line.who) == (LogBy.HERE, "Leo")


async def test_what_a_refused_check_out_left_is_taken_by_others(waking: Waking) -> None:
    """Else it would be missed by nobody: a wake-up call that is lost is somebody's to see to."""
    alarm = await waking.set(ROOM, SEVEN)
    waking.book.wiping(E105)
    assert waking.book.cancelled_here(alarm.alarm_id)
    await waking.book.read(E105)
    assert not waking.book.cancelled_here(alarm.alarm_id)
    waking.book.wiping(E105)
    waking.book.not_wiped(E105)
    assert not waking.book.cancelled_here(alarm.alarm_id)
    waking.book.wiping(E105)
    await waking.book.refresh()
    assert waking.book.cancelled_here(alarm.alarm_id)  # it may be wiped in this moment
    await waking.clock.until("05:33")
    assert not waking.book.cancelled_here(alarm.alarm_id)
    waking.pbx.take("105", alarm)
    await waking.book.refresh()
    await waking.settle()
    (line,) = await waking.lines(LogKind.CANCELLED)
    assert line.by is LogBy.ELSEWHERE


async def test_what_is_found_at_first_was_done_by_nobody(time_flies: None) -> None:
    waking = Waking()
    waking.pbx.put("105", SIX)
    await waking.open()
    assert len(waking.book.of(E105)) == 1
    assert await waking.lines() == []
    await waking.close()


async def test_what_has_rung_goes_by_itself(waking: Waking) -> None:
    """It was not cancelled; what goes before its time was."""
    rang, early = await waking.set(ROOM, SIX), await waking.set(OTHER, SEVEN)
    await waking.clock.until("06:02")
    waking.pbx.take("105", rang)
    waking.pbx.take("106", early)
    await waking.clock.until("06:04")
    assert [line.room for line in await waking.lines(LogKind.CANCELLED)] == [OTHER]


async def test_whoever_signs_out_knows_nothing(waking: Waking) -> None:
    await waking.set(ROOM, SIX)
    await waking.book.stop()
    assert (waking.book.alarms, waking.book.read_at) == ({}, None)
    waking.book.look_now()
    looks = waking.pbx.looks
    await waking.clock.until("06:30")
    assert waking.pbx.looks == looks


async def test_a_refresh_that_fails_is_no_error_of_its_own(waking: Waking) -> None:
    waking.pbx.fail["alarms"] = [CtiError("x")]
    waking.book.look_now()
    await waking.settle()
    assert waking.book.notice is not None
