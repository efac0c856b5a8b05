"""Plans, wake-up calls and their log are in the hotel's file, whatever happens to the program."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.wakes import (
    AckHow,
    Acknowledged,
    Known,
    LogBy,
    LogKind,
    LogLine,
    Plan,
    PlanState,
    Wake,
    WakeOutcome,
    WakeReason,
    WakeTry,
)
from ctiapp.storage.hotel import HotelFile, open_hotel
from ctiapp.storage.hotel_schema import MIGRATIONS
from ctiapp.storage.hotel_wakes import MAX_OLDER, WakeFile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

AT = datetime(2026, 3, 2, 5, 0, 0, 125_000, tzinfo=UTC)
ROOM, OTHER = Number("105"), Number("106")
ALARM = Alarm("19", time(6, 0), frozenset({0, 6}), 2, 5, "早上好")
WAKE = Wake(
    "105/2026-03-02T06:00/19",
    ROOM,
    ExtensionId("39"),
    datetime(2026, 3, 2, 6, 0),  # noqa: DTZ001 - a clock on the wall has no zone
    AT,
    ALARM,
    WakeOutcome.SNOOZED,
    WakeReason.NONE,
    (
        WakeTry(1, AT, WakeOutcome.NOT_ANSWERED, WakeReason.VOICEMAIL, AT, CallId("1.1")),
        WakeTry(2, AT, WakeOutcome.UNKNOWN),
    ),
    AT + timedelta(minutes=10),
    AT,
)
PLAN = Plan(0, ROOM, date(2026, 3, 5), Alarm("", time(6, 0)), "Nordlys")
LINE = LogLine(AT, LogKind.SET, ROOM, LogBy.HERE, "Léo", "06:00", {"snoozes": "1x5"})


@pytest.fixture
async def hotel(tmp_path: Path) -> AsyncIterator[HotelFile]:
    made = HotelFile(tmp_path / "hotel.sqlite")
    yield made
    await made.close()


@pytest.fixture
def file(hotel: HotelFile) -> WakeFile:
    return WakeFile(hotel.worker)


async def test_a_line_is_kept_as_it_was(file: WakeFile) -> None:
    """The newest first; of one room, or of all; at one PBX."""
    later = replace(LINE, at=AT + timedelta(seconds=1), room=None, kind=LogKind.NOT_WATCHED)
    await file.write("sn", [LINE, later])
    await file.write("other", [replace(LINE, room=OTHER)])
    assert await file.lines("sn", None, 10) == (later, LINE)
    assert await file.lines("sn", None, 1) == (later,)
    assert await file.lines("sn", ROOM, 10) == (LINE,)
    assert await file.lines("sn", OTHER, 10) == ()
    assert await file.lines("sn", None, -1) == ()


async def test_the_same_line_is_kept_once(file: WakeFile) -> None:
    """A disk that took its time may be told twice."""
    await file.write("sn", [LINE])
    await file.write("sn", [LINE, replace(LINE, kind=LogKind.SETTING)])
    assert len(await file.lines("sn", None, 10)) == 2


async def test_a_wake_up_call_is_kept_as_it_was(file: WakeFile) -> None:
    seen_to = replace(WAKE, acknowledged=Acknowledged(AckHow.IN_PERSON, "Mia", AT, "was up"))
    plain = Wake("w", OTHER, ExtensionId(""), WAKE.wall, AT + timedelta(hours=1), ALARM)
    await file.put_wake("sn", WAKE)
    await file.put_wake("sn", plain)
    await file.put_wake("other", WAKE)
    assert await file.wakes("sn", AT) == (WAKE, plain)
    await file.put_wake("sn", seen_to)
    assert await file.wakes("sn", AT) == (seen_to, plain)
    assert await file.wakes("sn", AT + timedelta(minutes=1)) == (plain,)


@pytest.mark.parametrize("outcome", list(WakeOutcome))
@pytest.mark.parametrize("reason", list(WakeReason))
async def test_every_outcome_can_be_kept(
    file: WakeFile, outcome: WakeOutcome, reason: WakeReason
) -> None:
    wake = replace(WAKE, outcome=outcome, reason=reason)
    await file.put_wake("sn", wake)
    assert await file.wakes("sn", AT) == (wake,)


async def test_what_the_pbx_had_to_ring(file: WakeFile) -> None:
    known = (
        Known(ExtensionId("39"), ROOM, ALARM, WAKE.wall),
        Known(ExtensionId("40"), OTHER, replace(ALARM, alarm_id="20"), WAKE.wall),
    )
    assert await file.known("sn") == ()
    await file.put_known("sn", known)
    await file.put_known("other", known[:1])
    assert await file.known("sn") == known
    await file.put_known("sn", known[1:])
    assert await file.known("sn") == known[1:]
    assert await file.known("other") == known[:1]


async def test_until_when_one_watched(file: WakeFile) -> None:
    assert await file.watched("sn") is None
    await file.put_watched("sn", AT, WAKE.wall)
    await file.put_watched("sn", AT + timedelta(minutes=1), WAKE.wall)
    assert await file.watched("sn") == (AT + timedelta(minutes=1), WAKE.wall)
    assert await file.watched("other") is None


async def test_a_plan_is_kept_as_it_was(file: WakeFile) -> None:
    kept = await file.add_plan("sn", PLAN, "Leo", AT)
    other = await file.add_plan("sn", replace(PLAN, on=date(2026, 3, 4)), "Leo", AT)
    assert kept == replace(PLAN, plan_id=kept.plan_id)
    assert await file.plans("sn", date(2026, 3, 1)) == (other, kept)
    assert await file.plans("else", date(2026, 3, 1)) == ()
    told = replace(kept, notice=Notice.of("error.link", code="7", at="06:00"), late=True)
    await file.put_plan("sn", told)
    (_, found) = await file.plans("sn", date(2026, 3, 1))
    assert found.notice is not None
    assert (found.notice.key, found.notice.code) == ("error.link", "7")
    assert dict(found.notice.params) == {"at": "06:00"}
    assert replace(found, notice=None) == replace(told, notice=None)
    done = replace(kept, state=PlanState.SET, alarm=ALARM)
    await file.put_plan("sn", done)
    assert await file.plans("sn", date(2026, 3, 5)) == (other, done)
    for state in (PlanState.PAST, PlanState.CANCELLED):
        await file.put_plan("sn", replace(other, state=state))
        assert await file.plans("sn", date(2026, 3, 5)) == (done,)


async def test_what_was_there_before_a_plan_was_tried(file: WakeFile) -> None:
    kept = await file.add_plan("sn", PLAN, "Leo", AT)
    assert await file.there("sn", kept.plan_id) is None
    await file.begin_plan("sn", kept.plan_id, ["19", "7"])
    assert await file.there("sn", kept.plan_id) == {"7", "19"}
    await file.begin_plan("sn", kept.plan_id, [])
    assert await file.there("sn", kept.plan_id) == frozenset()
    assert await file.there("other", kept.plan_id) is None


async def test_what_is_too_old_goes(file: WakeFile) -> None:
    await file.write("sn", [LINE, replace(LINE, at=AT + timedelta(days=9))])
    await file.put_wake("sn", WAKE)
    plan = await file.add_plan("sn", PLAN, "Leo", AT)
    await file.forget(AT + timedelta(days=1))
    assert len(await file.lines("sn", None, 10)) == 1
    assert await file.wakes("sn", AT) == ()
    assert await file.plans("sn", date(2026, 3, 1)) == (plan,)
    await file.forget(AT + timedelta(days=4))
    assert await file.plans("sn", date(2026, 3, 1)) == ()


async def test_it_is_there_when_the_program_starts_again(tmp_path: Path) -> None:
    path = tmp_path / "hotel.sqlite"
    first = HotelFile(path)
    await WakeFile(first.worker).write("sn", [LINE])
    await WakeFile(first.worker).put_wake("sn", WAKE)
    second = HotelFile(path)  # the first one is not closed: it was killed
    assert await WakeFile(second.worker).lines("sn", None, 10) == (LINE,)
    assert await WakeFile(second.worker).wakes("sn", AT) == (WAKE,)
    await first.close()
    await second.close()


def test_a_file_of_before_gets_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "hotel.sqlite"
    open_hotel(path, MIGRATIONS[:1]).close()
    with closing(open_hotel(path)) as connection:
        assert connection.execute("SELECT count(*) FROM wakelog").fetchone() == (0,)
        with pytest.raises(sqlite3.Error):
            connection.execute("SELECT * FROM nothing")


async def test_a_file_that_is_closed_says_so(hotel: HotelFile, file: WakeFile) -> None:
    await hotel.close()
    for asking in (
        file.write("sn", [LINE]),
        file.lines("sn", None, 1),
        file.wakes("sn", AT),
        file.put_wake("sn", WAKE),
        file.plans("sn", date(2026, 3, 1)),
    ):
        with pytest.raises(StorageError):
            await asking


async def test_a_row_that_cannot_be_read_costs_that_row_alone(
    hotel: HotelFile, file: WakeFile, caplog: pytest.LogCaptureFixture
) -> None:
    """A later version knows more words; how many there are is told."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await file.put_wake("sn", WAKE)
    await file.put_wake("sn", replace(WAKE, wake_id="x"))
    await file.put_known("sn", [Known(WAKE.ext_id, ROOM, ALARM, WAKE.wall)] * 2)
    plan = await file.add_plan("sn", PLAN, "", AT)
    await file.add_plan("sn", replace(PLAN, room=OTHER), "", AT)
    await file.put_watched("sn", AT, WAKE.wall)
    await file.write("sn", [LINE, replace(LINE, room=OTHER)])
    assert file.unread == 0

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE wakes SET outcome = 'later' WHERE name = 'x'")
        connection.execute("UPDATE alarms SET alarm = '{}' WHERE id = 2")
        connection.execute("UPDATE plans SET state = 'held' WHERE room = '106'")
        connection.execute("UPDATE facts SET value = 'x'")
        connection.execute("UPDATE wakelog SET kind = 'later' WHERE room = '106'")

    await hotel.worker.do(spoil)
    assert await file.wakes("sn", AT) == (WAKE,)
    assert file.unread == 1
    assert len(await file.known("sn")) == 1
    assert await file.plans("sn", PLAN.on) == (plan,)
    assert await file.watched("sn") is None
    assert await file.lines("sn", None, 9) == (LINE,)
    assert file.unread == 4
    await hotel.worker.do(lambda connection: connection.execute("DELETE FROM wakes") and None)
    await file.wakes("sn", AT)
    assert file.unread == 3


async def test_older_ones_that_nobody_saw_to_are_read_as_well(file: WakeFile) -> None:
    """The newest of them; none that went well, was seen to, or is another PBX's."""
    later = AT + timedelta(days=9)
    seen_to = Acknowledged(AckHow.CALLED, "Mia", AT)
    waiting = replace(WAKE, wake_id="b", outcome=WakeOutcome.WAITING, since=None)
    for wake in (
        replace(WAKE, wake_id="a"),
        waiting,
        replace(WAKE, wake_id="c", outcome=WakeOutcome.ANSWERED),
        replace(WAKE, wake_id="d", acknowledged=seen_to),
        replace(WAKE, wake_id="e", outcome=WakeOutcome.CANCELLED),
        replace(WAKE, wake_id="f", outcome=WakeOutcome.ANSWERED, at=later),
    ):
        await file.put_wake("sn", wake)
    await file.put_wake("other", replace(WAKE, wake_id="g"))
    found = await file.wakes("sn", later)
    assert [wake.wake_id for wake in found] == ["a", "b", "f"]
    for number in range(MAX_OLDER):
        newer = AT + timedelta(seconds=number + 1)
        await file.put_wake("sn", replace(WAKE, wake_id=f"n{number}", at=newer))
    found = await file.wakes("sn", later)
    assert len(found) == MAX_OLDER + 1
    assert found[0].wake_id == "n0"
