"""Every wake-up call is watched, and where nobody knows how it went, somebody is called."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import FailReason
from ctiapp.model.errors import LinkTimeout, StorageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.records import Outcome
from ctiapp.model.wakes import AckHow, LogKind, PlanState, WakeOutcome, WakeReason
from ctiapp.services.connection import Connection
from tests.model.night import failed, record
from tests.services.hotel.house import ext
from tests.services.hotel.waking import OTHER, ROOM, SIX, TWICE, Waking

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    import pytest

    from ctiapp.model.wakes import Known, Wake

W, R = WakeOutcome, WakeReason


def only(waking: Waking) -> Wake:
    """The one wake-up call of today."""
    (wake,) = waking.wakes.today
    return wake


async def answered(waking: Waking, call: str = "1.1") -> None:
    """It rings, and the guest takes it."""
    waking.rings("RING", call)
    await asyncio.sleep(5)
    waking.rings("ANSWERED", call)
    await asyncio.sleep(3)
    waking.rings("BYE", call)
    waking.session.tell(record(Outcome.ANSWERED, call))


async def unanswered(waking: Waking, call: str = "1.1") -> None:
    """It rings for a minute."""
    waking.rings("RING", call)
    await asyncio.sleep(60)
    waking.session.tell(failed(FailReason.NO_ANSWER, call=call), record(Outcome.NO_ANSWER, call))


async def kinds(waking: Waking) -> list[str]:
    return [line.kind.value for line in await waking.lines()]


# -- how they go ----------------------------------------------------------------------------------


async def test_one_that_is_answered(waking: Waking) -> None:
    """It is said that it waits, rings, and was answered; nothing is red at any time."""
    await waking.set(ROOM, SIX)
    assert only(waking).outcome is W.WAITING
    assert waking.wakes.watching
    assert waking.wakes.notice is None
    await waking.clock.until("06:00:01")
    assert only(waking).outcome is W.WAITING
    waking.rings("RING")
    await waking.settle()
    assert only(waking).outcome is W.RINGING
    waking.rings("ANSWERED")
    await waking.settle()
    assert only(waking).outcome is W.ANSWERED
    assert only(waking).answered_at is not None
    assert waking.wakes.red == ()
    assert await kinds(waking) == ["setting", "set", "rang", "answered"]


async def test_one_that_nobody_answers_is_red_until_somebody_saw_to_it(waking: Waking) -> None:
    await waking.set(ROOM, SIX)
    told: list[int] = []
    waking.wakes.subscribe(lambda: told.append(len(waking.wakes.red)))
    await waking.clock.until("06:00:01")
    await unanswered(waking)
    await asyncio.sleep(10)
    (red,) = waking.wakes.red
    assert (red.outcome, red.again_at, red.room) == (W.NOT_ANSWERED, None, ROOM)
    assert told[-1] == 1
    await waking.clock.until("12:00")
    assert waking.wakes.red
    assert (await kinds(waking))[2:] == ["rang", "not_answered", "escalated"]


async def test_one_that_rings_again(waking: Waking) -> None:
    """It is red in between and while it rings again, and no more once it is answered."""
    await waking.set(ROOM, TWICE)
    await waking.clock.until("06:00:01")
    await unanswered(waking)
    await asyncio.sleep(5)
    (red,) = waking.wakes.red
    assert red.outcome is W.SNOOZED
    assert red.again_at is not None
    await waking.clock.until("06:06:01")
    waking.rings("RING", "1.2")
    await waking.settle()
    (red,) = waking.wakes.red
    assert red.outcome is W.RINGING
    waking.rings("ANSWERED", "1.2")
    await waking.settle()
    assert waking.wakes.red == ()
    assert only(waking).outcome is W.ANSWERED
    assert [one.outcome for one in only(waking).tries] == [W.NOT_ANSWERED, W.ANSWERED]


async def test_one_that_nothing_is_told_of(waking: Waking) -> None:
    """Unknown is as bad as unanswered."""
    await waking.set(ROOM, SIX)
    await waking.clock.until("06:01:40")
    (red,) = waking.wakes.red
    assert (red.outcome, red.reason) == (W.UNKNOWN, R.NO_EVENTS)
    assert (await kinds(waking))[2:] == ["unknown", "escalated"]


async def test_one_of_a_guest_who_talks(waking: Waking) -> None:
    await waking.set(ROOM, SIX)
    await waking.clock.until("06:00:01")
    waking.session.tell(failed(FailReason.BUSY), record(Outcome.BUSY, duration_s=0))
    await waking.settle()
    (red,) = waking.wakes.red
    assert red.outcome is W.BUSY


async def test_the_alarm_of_the_weekdays_is_watched_each_day(waking: Waking) -> None:
    await waking.set(ROOM, replace(SIX, days=frozenset(range(7))))
    await waking.clock.until("06:00:01")
    await answered(waking)
    await waking.clock.until("07:00")
    assert only(waking).outcome is W.ANSWERED
    await waking.clock.until("05:00")
    assert only(waking).outcome is W.WAITING
    await waking.clock.until("06:02")
    assert only(waking).outcome is W.UNKNOWN


async def test_whoever_set_it(waking: Waking) -> None:
    """One that was set elsewhere less than a minute before its time is watched as well."""
    waking.pbx.put("105", SIX)
    await waking.clock.until("05:59:30")
    waking.pbx.put("106", SIX)
    await waking.clock.until("06:00:01")
    await answered(waking)
    await waking.clock.until("06:03")
    assert {wake.room: wake.outcome for wake in waking.wakes.today} == {
        ROOM: W.ANSWERED,
        OTHER: W.UNKNOWN,
    }


async def test_one_that_is_cancelled_is_not_waited_for(waking: Waking) -> None:
    made = await waking.set(ROOM, SIX)
    await waking.clock.until("05:50")
    await waking.book.remove(ext("105"), [made.alarm_id])
    await waking.clock.until("06:10")
    assert waking.wakes.today == ()
    assert waking.wakes.red == ()


async def test_the_pbx_clock_is_what_counts(waking: Waking) -> None:
    """It is four minutes ahead: it rings four minutes earlier, and that is its time."""
    waking.pbx.ahead = timedelta(minutes=4)
    waking.time.look_now()
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:56:01")
    await answered(waking)
    await waking.clock.until("06:05")
    assert only(waking).outcome is W.ANSWERED


async def test_a_clock_that_was_put_right_is_found_out_in_time(waking: Waking) -> None:
    """It is read once more before a wake-up call is due."""
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:40")
    waking.pbx.ahead = timedelta(seconds=-100)
    await waking.clock.until("06:01:41")
    await answered(waking)
    await waking.settle()
    assert only(waking).outcome is W.ANSWERED
    assert waking.wakes.red == ()


async def test_a_clock_that_is_put_forward_over_it(waking: Waking) -> None:
    """The PBX passed the time over: nobody was woken by it."""
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:40")
    waking.pbx.ahead = timedelta(minutes=25)
    waking.time.look_now()
    await waking.clock.until("05:41")
    (red,) = waking.wakes.red
    assert (f"{red.wall:%d %H:%M}", red.outcome) == ("02 06:00", W.UNKNOWN)


async def test_a_clock_put_forward_rings_before_anybody_expects_it(waking: Waking) -> None:
    """It rang, nobody answered, and it is gone from the PBX: that is not to be cancelled."""
    made = await waking.set(ROOM, replace(SIX, at=time(6, 45)))
    await waking.clock.until("05:43")
    waking.pbx.ahead = timedelta(hours=1)
    await waking.clock.until("05:45:01")
    await unanswered(waking)
    waking.pbx.take("105", made)
    await waking.clock.until("05:47:30")
    (red,) = waking.wakes.red
    assert (f"{red.wall:%H:%M}", red.outcome) == ("06:45", W.NOT_ANSWERED)


async def test_a_computer_whose_clock_is_put_back_expects_it_too_late(waking: Waking) -> None:
    made = await waking.set(ROOM, replace(SIX, at=time(5, 50)))
    await waking.clock.until("05:48")
    waking.clock.jump(timedelta(hours=-1))
    waking.pbx.ahead = timedelta(hours=1)
    await waking.clock.until("04:50:01")
    await unanswered(waking)
    waking.pbx.take("105", made)
    await waking.clock.until("04:52:30")
    (red,) = waking.wakes.red
    assert (f"{red.wall:%H:%M}", red.outcome) == ("05:50", W.NOT_ANSWERED)


async def test_what_somebody_elsewhere_cancelled_calls_nobody(waking: Waking) -> None:
    """The PBX's clock is read first, and says that it was not due."""
    made = await waking.set(ROOM, SIX)
    await waking.clock.until("05:45")
    read_at = waking.time.read_at
    waking.pbx.take("105", made)
    await waking.clock.until("05:48")
    assert waking.time.read_at != read_at
    assert waking.wakes.all == ()
    await waking.clock.until("06:10")
    assert waking.wakes.red == ()


async def test_a_clock_is_read_often_while_one_is_close(waking: Waking) -> None:
    """One that rings each day is not gone: what the clock shows has to be known in time."""
    await waking.set(ROOM, replace(SIX, at=time(7, 0), days=frozenset(range(7))))
    await waking.clock.until("05:50")
    waking.pbx.ahead = timedelta(hours=1)
    await waking.clock.until("05:56")
    assert f"{waking.time.now():%H:%M}" == "06:56"
    await waking.clock.until("06:00:01")
    await answered(waking)
    await waking.settle()
    assert [wake.outcome for wake in waking.wakes.all][:1] == [W.ANSWERED]


async def test_a_clock_that_was_put_forward_while_nobody_watched(waking: Waking) -> None:
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:40")
    await waking.close()
    waking.pbx.ahead = timedelta(minutes=25)
    await waking.reopen()
    (red,) = waking.wakes.red
    assert (f"{red.wall:%d %H:%M}", red.outcome) == ("02 06:00", W.UNVOUCHED)


async def test_a_room_whose_number_nobody_knows_is_watched(waking: Waking) -> None:
    """Nothing can be told of it: somebody has to find out."""
    waking.pbx.rings[ext("999")] = (replace(SIX, alarm_id="77"),)
    await waking.clock.until("06:02")
    (red,) = waking.wakes.red
    assert (red.room.text, red.outcome) == ("?e999", W.UNKNOWN)


# -- other desks ----------------------------------------------------------------------------------


async def test_other_desks_watch_over_nothing(waking: Waking) -> None:
    """They show what the PBX has to ring, and say so."""
    waking.where.night = False
    await waking.set(ROOM, SIX)
    assert only(waking).outcome is W.WAITING
    assert not waking.wakes.watching
    assert waking.wakes.notice is not None
    assert waking.wakes.notice.key == "wakeup.not_night_desk"
    await waking.clock.until("06:05")
    assert waking.wakes.red == ()
    assert await waking.file.wakes("sn", waking.clock().at - timedelta(days=1)) == ()


async def test_other_desks_forget_what_is_over(waking: Waking) -> None:
    """What rooms with a wake-up call tell day after day is not kept for ever."""
    waking.where.night = False
    await waking.set(ROOM, replace(SIX, days=frozenset(range(7))))
    for number in range(500):
        waking.rings("RING", f"9.{number}")
        waking.rings("BYE", f"9.{number}")
        await asyncio.sleep(120)
    assert len(waking.wakes._ears.of(ROOM).calls) < 200


async def test_who_becomes_the_night_desk_watches_from_then_on(waking: Waking) -> None:
    waking.where.night = False
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:50")
    waking.where.night = True
    waking.wakes.look_now()
    await waking.settle()
    assert waking.wakes.watching
    await waking.clock.until("06:00:01")
    await answered(waking)
    await waking.settle()
    assert only(waking).outcome is W.ANSWERED


# -- what was not heard ---------------------------------------------------------------------------


async def test_a_gap_in_the_connection(waking: Waking) -> None:
    """Nobody knows what happened meanwhile, unless the record of the call comes after it."""
    await waking.set(ROOM, SIX)
    await waking.set(OTHER, SIX)
    await waking.clock.until("05:59:50")
    waking.session.link(Connection.RECONNECTING)
    assert not waking.wakes.watching
    assert waking.wakes.notice is not None
    assert waking.wakes.notice.key == "wakeup.deaf"
    await waking.clock.until("06:01")
    waking.session.link(Connection.ONLINE)
    assert waking.wakes.watching
    await waking.clock.until("06:02")
    assert [(w.outcome, w.reason) for w in waking.wakes.red] == [(W.UNKNOWN, R.LINK)] * 2
    waking.session.tell(record(Outcome.ANSWERED, duration_s=119))
    await waking.settle()
    assert [wake.room for wake in waking.wakes.red] == [OTHER]


async def test_a_dead_connection_was_dead_before_that_was_known(waking: Waking) -> None:
    await waking.set(ROOM, SIX)
    await waking.clock.until("06:01:35")
    waking.rings("RING")  # too late
    await waking.clock.until("06:02")
    assert only(waking).reason is not R.LINK
    await waking.set(OTHER, Alarm("", time(6, 10)))
    await waking.clock.until("06:12:20")
    waking.session.link(Connection.RECONNECTING)
    await waking.settle()
    later = next(wake for wake in waking.wakes.today if wake.room == OTHER)
    assert (later.outcome, later.reason) == (W.UNKNOWN, R.LINK)


async def test_a_computer_that_slept(waking: Waking, caplog: pytest.LogCaptureFixture) -> None:
    """Its connection may seem to live still: it heard nothing, and it says so."""
    caplog.set_level(logging.ERROR, logger="ctiapp.wakes")
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:40")
    waking.clock.jump(timedelta(hours=1))
    await asyncio.sleep(35)
    (red,) = waking.wakes.red
    assert (red.outcome, red.reason) == (W.UNVOUCHED, R.NOT_RUNNING)


async def test_what_vanished_with_the_connection(waking: Waking) -> None:
    """A PBX that started again and lost its alarms: it is told at once, while there is time."""
    made = await waking.set(ROOM, SIX)
    await waking.clock.until("05:45")
    waking.session.link(Connection.RECONNECTING)
    waking.pbx.take("105", made)
    await waking.clock.until("05:47")
    waking.session.link(Connection.ONLINE)
    waking.book.look_now()
    await waking.settle()
    (red,) = waking.wakes.red
    assert (red.outcome, red.reason) == (W.NOT_SET, R.LOST)


async def test_what_is_found_again_is_watched_as_ever(waking: Waking) -> None:
    """A PBX that has just started may not know its alarms yet."""
    made = await waking.set(ROOM, SIX)
    await waking.clock.until("05:45")
    waking.session.link(Connection.RECONNECTING)
    waking.pbx.take("105", made)
    await waking.clock.until("05:47")
    assert [wake.reason for wake in waking.wakes.red] == [R.LOST]
    waking.session.link(Connection.ONLINE)
    waking.pbx.rings[ext("105")] = (made,)
    await waking.clock.until("05:49")
    assert waking.wakes.red == ()
    await waking.clock.until("06:00:01")
    await answered(waking)
    await waking.settle()
    assert only(waking).outcome is W.ANSWERED


async def test_what_was_cancelled_here_meanwhile_is_not_lost(waking: Waking) -> None:
    made = await waking.set(ROOM, SIX)
    await waking.clock.until("05:45")
    waking.session.link(Connection.RECONNECTING)
    await waking.book.remove(ext("105"), [made.alarm_id])
    await waking.clock.until("05:49")
    assert waking.wakes.red == ()


async def test_one_that_was_set_just_after_its_time_rings_tomorrow(waking: Waking) -> None:
    """At first nobody can tell which day is meant: it is looked after, and tomorrow as well."""
    await waking.clock.until("06:00:10")
    waking.pbx.put("105", SIX)
    await waking.clock.until("06:02")
    await waking.clock.until("06:10")
    await waking.clock.until("06:02")
    tomorrow = [wake for wake in waking.wakes.all if wake.wall.day == 3]
    assert [wake.outcome for wake in tomorrow] == [W.UNKNOWN]


async def test_a_pbx_that_starts_again_at_that_minute(waking: Waking) -> None:
    """It rings late, or not at all; nobody can tell what for."""
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:59:40")
    waking.session.link(Connection.RECONNECTING)
    await waking.clock.until("06:01")
    waking.session.link(Connection.ONLINE)
    await waking.clock.until("06:04")
    await answered(waking)
    await waking.settle()
    assert [wake.outcome for wake in waking.wakes.red] == [W.UNKNOWN]


# -- starting again -------------------------------------------------------------------------------


async def test_what_was_to_ring_while_nobody_watched(waking: Waking) -> None:
    """It is listed at the start, and what comes after is watched as ever."""
    waking.pbx.put("105", SIX)
    waking.pbx.put("106", Alarm("", time(7, 0)))
    waking.pbx.put("107", replace(TWICE, days=frozenset(range(7))))
    await waking.clock.until("05:50")
    await waking.kill()
    await waking.clock.until("06:30")
    await waking.reopen()
    assert [(w.room.text, w.outcome, w.reason) for w in waking.wakes.red] == [
        ("105", W.UNVOUCHED, R.NOT_RUNNING),
        ("107", W.UNVOUCHED, R.NOT_RUNNING),
    ]
    away = waking.wakes.away
    assert away is not None
    assert away.until is not None
    assert timedelta(minutes=39) < away.until - away.since < timedelta(minutes=42)
    (line,) = await waking.lines(LogKind.NOT_WATCHED)
    assert line.params["until"].startswith("2026-03-02 06:30")
    waking.wakes.take_note()
    assert waking.wakes.away is None
    coming = [wake for wake in waking.wakes.today if wake.outcome is W.WAITING]
    assert [wake.room for wake in coming] == [OTHER]


async def test_a_program_that_starts_again_just_before(waking: Waking) -> None:
    """At 05:59 it died, and half a minute later it is there again: all is heard."""
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:58:40")
    await waking.kill()
    await waking.clock.until("05:59:10")
    await waking.reopen()
    assert waking.wakes.red == ()
    await waking.clock.until("06:00:01")
    await answered(waking)
    await waking.clock.until("06:02")
    assert only(waking).outcome is W.ANSWERED
    assert waking.wakes.away is None


async def test_a_program_that_is_there_again_just_after(waking: Waking) -> None:
    """It did not hear the first ring; the second one it hears, and that settles it."""
    await waking.set(ROOM, TWICE)
    await waking.clock.until("05:59:50")
    await waking.kill()
    await waking.clock.until("06:01:20")
    await waking.reopen()
    await waking.clock.until("06:01:40")
    (red,) = waking.wakes.red
    assert (red.outcome, red.again_at is not None) == (W.UNVOUCHED, True)
    await waking.clock.until("06:06:01")
    await answered(waking, "1.2")
    await waking.settle()
    assert waking.wakes.red == ()
    assert only(waking).outcome is W.ANSWERED


async def test_what_was_known_before_the_start_is_known_after_it(waking: Waking) -> None:
    """Red stays red, answered stays answered, and a ring that was heard stays heard."""
    await waking.set(ROOM, TWICE)
    await waking.set(OTHER, SIX)
    await waking.clock.until("06:00:01")
    await unanswered(waking)
    await waking.clock.until("06:02")
    assert {w.room: w.outcome for w in waking.wakes.red} == {ROOM: W.SNOOZED, OTHER: W.UNKNOWN}
    await waking.settle()
    await waking.kill()
    await waking.reopen()
    await waking.settle()
    assert {w.room: w.outcome for w in waking.wakes.red} == {ROOM: W.SNOOZED, OTHER: W.UNKNOWN}
    first = next(wake for wake in waking.wakes.today if wake.room == ROOM)
    assert [one.outcome for one in first.tries] == [W.NOT_ANSWERED]
    escalated = await waking.lines(LogKind.ESCALATED)
    assert len(escalated) == 2
    await waking.clock.until("06:06:01")
    await answered(waking, "1.2")
    await waking.kill()
    await waking.reopen()
    assert [wake.room for wake in waking.wakes.red] == [OTHER]


async def test_what_the_voicemail_took_is_known_after_a_start_as_well(waking: Waking) -> None:
    """It seemed to be answered, and its record comes when the program is there again."""
    await waking.set(ROOM, SIX)
    await waking.clock.until("06:00:01")
    waking.rings("RING")
    await asyncio.sleep(20)
    waking.rings("ANSWERED")
    await asyncio.sleep(1)
    await waking.close()
    await waking.reopen()
    assert only(waking).outcome is W.ANSWERED
    waking.session.tell(record(Outcome.VOICEMAIL))
    await waking.settle()
    (red,) = waking.wakes.red
    assert (red.outcome, red.reason) == (W.NOT_ANSWERED, R.VOICEMAIL)


async def test_what_was_answered_stays_so_after_a_start(waking: Waking) -> None:
    await waking.set(ROOM, TWICE)
    await waking.clock.until("06:00:01")
    await unanswered(waking)
    await waking.clock.until("06:06:01")
    await answered(waking, "1.2")
    before = only(waking)
    await waking.close()
    await waking.reopen()
    assert waking.wakes.red == ()
    await waking.clock.until("07:00")
    assert only(waking).outcome is W.ANSWERED
    assert [one.outcome for one in only(waking).tries] == [one.outcome for one in before.tries]


async def test_another_pbx_is_another_matter(waking: Waking) -> None:
    await waking.set(ROOM, SIX)
    await waking.clock.until("06:02")
    assert waking.wakes.red
    await waking.kill()
    waking.where.owner = "other"
    waking.pbx.rings.clear()
    await waking.reopen()
    assert waking.wakes.all == ()


async def test_a_desk_that_never_watched_lists_nothing(waking: Waking) -> None:
    assert waking.wakes.all == ()
    assert waking.wakes.away is None


async def test_what_went_wrong_stays_red_for_as_long_as_nobody_saw_to_it(waking: Waking) -> None:
    """Over a weekend on which the program does not run, too."""
    made = await waking.set(ROOM, SIX)
    await waking.clock.until("06:00:01")
    await unanswered(waking)
    waking.pbx.take("105", made)
    await asyncio.sleep(10)
    await waking.close()
    waking.clock.jump(timedelta(days=3))
    await waking.reopen()
    await asyncio.sleep(120)
    (red,) = waking.wakes.red
    assert (f"{red.wall:%d %H:%M}", red.outcome) == ("02 06:00", W.NOT_ANSWERED)
    await waking.wakes.acknowledge(red.wake_id, AckHow.OTHER, "Mia")
    await waking.kill()
    await waking.reopen()
    assert waking.wakes.red == ()


async def test_what_rang_once_while_nobody_watched_is_listed_however_long_ago(
    waking: Waking,
) -> None:
    await waking.set(ROOM, SIX)
    await waking.set(OTHER, SIX)
    await waking.clock.until("05:59:40")
    await waking.kill()
    waking.pbx.rings.clear()
    waking.clock.jump(timedelta(days=3))
    await waking.reopen()
    assert [(w.room, w.outcome) for w in waking.wakes.red] == [
        (ROOM, W.UNVOUCHED),
        (OTHER, W.UNVOUCHED),
    ]


# -- trouble --------------------------------------------------------------------------------------


async def test_a_disk_that_refuses_stops_nobody(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """It is red all the same, and the desk is told that it is not kept."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await waking.set(ROOM, SIX)

    async def refuses(*_: object) -> None:
        raise StorageError("full")

    waking.file.put_wake = refuses  # type: ignore[method-assign]
    waking.file.write = refuses  # type: ignore[method-assign]
    waking.file.put_watched = refuses  # type: ignore[method-assign]
    await waking.clock.until("06:02")
    assert [wake.outcome for wake in waking.wakes.red] == [W.UNKNOWN]
    assert waking.wakes.notice is not None
    assert waking.wakes.notice.key == "error.storage"
    del waking.file.put_wake, waking.file.write, waking.file.put_watched
    await waking.clock.until("06:04")
    await waking.log.flush()
    assert waking.wakes.notice is None
    assert "unknown" in await kinds(waking)


async def test_a_disk_that_hangs_stops_nobody(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await waking.set(ROOM, SIX)

    async def hangs(*_: object) -> None:
        await asyncio.Event().wait()

    waking.file.put_wake = hangs  # type: ignore[method-assign]
    waking.file.write = hangs  # type: ignore[method-assign]
    await waking.clock.until("06:02:10")
    assert [wake.outcome for wake in waking.wakes.red] == [W.UNKNOWN]
    assert await waking.set(OTHER, SIX)
    del waking.file.put_wake, waking.file.write


async def test_what_cannot_be_read_at_the_start(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """It watches all the same."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await waking.close()

    async def refuses(*_: object) -> None:
        raise StorageError("broken")

    waking.file.wakes = refuses  # type: ignore[method-assign, assignment]
    await waking.reopen()
    await waking.set(ROOM, SIX)
    await waking.clock.until("06:02")
    assert [wake.outcome for wake in waking.wakes.red] == [W.UNKNOWN]


async def test_what_can_be_read_only_later_is_taken_up_then(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """What went wrong before, and what nobody watched; nothing was written over it meanwhile."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    made = await waking.set(ROOM, SIX)
    await waking.set(OTHER, replace(SIX, at=time(6, 30)))
    await waking.clock.until("06:00:01")
    await unanswered(waking)
    waking.pbx.take("105", made)
    await asyncio.sleep(10)
    await waking.close()
    waking.clock.jump(timedelta(hours=1))
    waking.pbx.rings = {ext("107"): (replace(TWICE, alarm_id="9", at=time(7, 5)),)}
    real, locked = waking.file.known, [StorageError("database is locked")] * 2

    async def known(owner: str) -> tuple[Known, ...]:
        if locked:
            raise locked.pop()
        return await real(owner)

    waking.file.known = known  # type: ignore[method-assign]
    await waking.reopen()
    assert waking.wakes.notice is not None
    assert waking.wakes.notice.key == "wakeup.kept_unread"
    assert waking.wakes.red == ()
    await asyncio.sleep(60)
    assert [(w.room, w.outcome) for w in waking.wakes.red] == [
        (ROOM, W.NOT_ANSWERED),
        (OTHER, W.UNVOUCHED),
    ]
    assert waking.wakes.notice is None
    away = waking.wakes.away
    assert away is not None
    assert away.until is not None
    assert timedelta(minutes=59) < away.until - away.since < timedelta(minutes=62)
    await waking.kill()
    await waking.reopen()
    assert [wake.room for wake in waking.wakes.red] == [ROOM, OTHER]


async def test_a_row_that_cannot_be_read_is_said_and_stops_nobody(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await waking.set(ROOM, SIX)
    await waking.set(OTHER, replace(SIX, at=time(5, 40)))
    await waking.clock.until("05:45")
    await waking.close()

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE wakes SET outcome = 'later'")

    await waking.hotel_file.worker.do(spoil)
    await waking.reopen()
    assert waking.wakes.notice is not None
    assert waking.wakes.notice.key == "wakeup.rows_unread"
    assert waking.wakes.watching
    await waking.clock.until("06:02")
    assert [wake.room for wake in waking.wakes.red] == [ROOM]


async def test_what_is_due_while_the_past_is_unread_is_watched_and_kept_later(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:50")
    await waking.close()

    async def hangs(*_: object) -> None:
        await asyncio.Event().wait()

    waking.file.wakes = hangs  # type: ignore[method-assign, assignment]
    await waking.reopen()
    await waking.clock.until("06:00:01")
    await unanswered(waking)
    await asyncio.sleep(10)
    assert [wake.outcome for wake in waking.wakes.red] == [W.NOT_ANSWERED]
    del waking.file.wakes
    await asyncio.sleep(60)
    assert [wake.outcome for wake in waking.wakes.red] == [W.NOT_ANSWERED]
    await waking.kill()
    await waking.reopen()
    assert [wake.outcome for wake in waking.wakes.red] == [W.NOT_ANSWERED]


async def test_whatever_goes_wrong_it_watches_on(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """A defect in one look costs that look alone."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await waking.set(ROOM, SIX)
    house = waking.wakes._ears
    broken = iter([True, True])

    def breaks(before: datetime) -> None:
        if next(broken, False):
            raise ZeroDivisionError

    house.forget = breaks  # type: ignore[method-assign]
    await waking.clock.until("06:02")
    assert [wake.outcome for wake in waking.wakes.red] == [W.UNKNOWN]


async def test_what_goes_wrong_in_the_watch_is_shown_and_costs_that_call_alone(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await waking.set(ROOM, SIX)
    await waking.set(OTHER, SIX)
    real = waking.wakes._steps.say_changes

    async def breaks(old: Wake, new: Wake) -> None:
        if new.room == ROOM:
            raise ZeroDivisionError
        await real(old, new)

    waking.wakes._steps.say_changes = breaks  # type: ignore[method-assign]
    await waking.clock.until("06:02")
    assert [wake.room for wake in waking.wakes.red] == [OTHER]
    assert not waking.wakes.watching
    assert waking.wakes.notice is not None
    assert waking.wakes.notice.key == "wakeup.watch_failed"
    waking.wakes._steps.say_changes = real  # type: ignore[method-assign]
    told: list[bool] = []
    waking.wakes.subscribe(lambda: told.append(waking.wakes.notice is None))
    await waking.clock.until("06:02:10")
    assert [wake.room for wake in waking.wakes.red] == [ROOM, OTHER]
    assert told[-1]


async def test_who_does_not_begin_to_watch_is_told_so(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """The PBX's clock is waited for, and asked again, whatever went wrong with that."""
    caplog.set_level(logging.CRITICAL)
    await waking.close()
    real = waking.pbx.wall_clock

    async def hangs() -> datetime:
        await asyncio.Event().wait()
        return await real()

    waking.pbx.wall_clock = hangs  # type: ignore[method-assign]
    await waking.reopen()
    assert waking.wakes.notice is None
    told: list[str] = []
    waking.wakes.subscribe(lambda: told.append(getattr(waking.wakes.notice, "key", "")))
    await asyncio.sleep(11)
    assert told[-1] == "wakeup.not_begun"
    assert not waking.wakes.watching
    waking.pbx.wall_clock = real  # type: ignore[method-assign]
    await waking.time.stop()
    await asyncio.sleep(31)
    assert waking.wakes.notice is None
    assert waking.wakes.watching


async def test_a_file_that_cannot_be_tidied_up_stops_nobody(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await waking.set(ROOM, SIX)
    await waking.close()

    async def hangs(before: datetime) -> None:
        await asyncio.Event().wait()

    waking.file.forget = hangs  # type: ignore[method-assign]
    await waking.reopen()
    assert waking.wakes.watching
    await waking.clock.until("06:02")
    assert [wake.outcome for wake in waking.wakes.red] == [W.UNKNOWN]


async def test_alarms_that_cannot_be_read_are_said(waking: Waking) -> None:
    waking.pbx.fail["alarms"] = [LinkTimeout()]
    waking.book.look_now()
    await waking.settle()
    assert waking.wakes.notice is not None
    assert waking.wakes.notice.key == "error.link_timeout"


# -- plans ----------------------------------------------------------------------------------------


async def test_a_plan_that_cannot_be_set_calls_for_help(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """While there is time to do something; and no more once it could be set."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    waking.pbx.fail["create_alarm"] = [LinkTimeout()] * 3
    plan = await waking.plans.plan(ROOM, waking.time.today(), SIX)
    assert (plan.state, plan.late) == (PlanState.WAITING, True)
    await waking.settle()
    (red,) = waking.wakes.red
    assert (red.outcome, red.wake_id) == (W.NOT_SET, f"plan/{plan.plan_id}")
    await waking.clock.until("05:35")
    assert waking.wakes.red == ()
    assert (waking.plans.all[0].state, only_waiting(waking)) == (PlanState.SET, 1)


def only_waiting(waking: Waking) -> int:
    return sum(wake.outcome is W.WAITING for wake in waking.wakes.today)


async def test_a_plan_that_is_cancelled_calls_no_more(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    waking.pbx.fail["create_alarm"] = [LinkTimeout()] * 99
    plan = await waking.plans.plan(ROOM, waking.time.today(), SIX)
    await waking.settle()
    assert waking.wakes.red
    await waking.plans.cancel(plan.plan_id)
    await waking.settle()
    assert waking.wakes.red == ()


async def test_a_plan_whose_day_came_while_nobody_was_there(waking: Waking) -> None:
    tomorrow = waking.time.today() + timedelta(days=1)
    await waking.plans.plan(ROOM, tomorrow, SIX)
    await waking.close()
    await waking.clock.until("07:00")
    await waking.clock.until("07:00")
    await waking.reopen()
    (red,) = waking.wakes.red
    assert (red.outcome, red.reason) == (W.UNVOUCHED, R.NOT_RUNNING)
    assert f"{red.wall:%d %H:%M}" == "03 06:00"


async def test_a_plan_that_was_missed_long_ago_calls_once(waking: Waking) -> None:
    """Whoever saw to it is not called again, after a start or a day."""
    on = waking.time.today() + timedelta(days=2)
    await waking.plans.plan(ROOM, on, SIX)
    await waking.close()
    waking.clock.jump(timedelta(hours=48 + 38))
    await waking.reopen()
    await asyncio.sleep(60)
    (red,) = waking.wakes.red
    assert (red.outcome, f"{red.wall:%d %H:%M}") == (W.UNVOUCHED, "04 06:00")
    await waking.wakes.acknowledge(red.wake_id, AckHow.OTHER, "Mia")
    await asyncio.sleep(120)
    await waking.close()
    await waking.reopen()
    await asyncio.sleep(120)
    assert [plan.state for plan in waking.plans.all] == [PlanState.MISSED]
    assert waking.wakes.red == ()
    assert len(await waking.lines(LogKind.ESCALATED)) == 1


async def test_a_directory_that_comes_late_names_the_room_in_time(waking: Waking) -> None:
    """It is known after a start, but before it rings: one wake-up call, heard, and answered."""
    await waking.set(ROOM, SIX)
    await waking.clock.until("05:59:20")
    await waking.close()
    told, number = [False], waking.ground.number
    waking.ground = replace(
        waking.ground, number=lambda ext_id: number(ext_id) if told[0] else None
    )
    await waking.reopen()
    await waking.clock.until("05:59:50")
    told[0] = True
    await waking.clock.until("06:00:01")
    waking.rings("RING")
    await asyncio.sleep(5)
    waking.rings("ANSWERED")
    await asyncio.sleep(300)
    assert [(wake.room, wake.outcome) for wake in waking.wakes.all] == [
        (ROOM, WakeOutcome.ANSWERED)
    ]


async def test_a_room_that_nobody_names_is_red_all_the_same(waking: Waking) -> None:
    """Nobody can hear it ring: somebody has to look which room it is."""
    waking.ground = replace(waking.ground, number=lambda _: None)
    await waking.close()
    waking.pbx.put("105", SIX)
    await waking.reopen()
    await waking.clock.until("06:05")
    assert [(wake.room.text, wake.outcome) for wake in waking.wakes.red] == [
        (f"?{ext('105')}", WakeOutcome.UNKNOWN)
    ]


async def test_a_list_that_comes_late_keeps_nothing_unwatched_that_was_known(
    waking: Waking,
) -> None:
    """Started just before the time; the PBX does not tell its alarms until it is over."""
    made = await waking.set(ROOM, SIX)
    await asyncio.sleep(60)
    await waking.clock.until("05:59:20")
    await waking.close()
    waking.pbx.fail["alarms"] = [LinkTimeout("slow")]
    await waking.reopen()
    await waking.clock.until("06:00:01")
    await unanswered(waking)
    waking.pbx.take("105", made)
    await asyncio.sleep(300)
    (red,) = waking.wakes.red
    assert red.outcome is W.NOT_ANSWERED
