"""What the PBX's clock shows, learnt from the records of calls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.pbx.openvox.clock import PbxClock

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def record(started: str, duration_s: int = 60) -> EndedCall:
    nobody = RecordParty(Number("1"))
    return EndedCall(
        CallId("1"), started, nobody, nobody, None, Outcome.ANSWERED, duration_s=duration_s
    )


def test_a_record_tells_what_the_clock_shows_and_its_zone() -> None:
    clock = PbxClock(lambda: NOW)
    assert clock.shown() is None
    assert clock.zone().utcoffset(NOW) == NOW.astimezone().utcoffset()
    assert clock.told_zone() is None
    clock.heed(record("2026-05-04 19:59:07"))
    shown = clock.shown()
    assert shown is not None
    assert shown.isoformat(" ") == "2026-05-04 20:00:07"
    assert clock.zone() == clock.told_zone() == timezone(timedelta(hours=8))


class Day:
    """A clock of ours that goes on, and a PBX's that is some hours ahead."""

    def __init__(self) -> None:
        self.now = NOW
        self.ahead = timedelta(hours=8)
        self.clock = PbxClock(lambda: self.now)

    def call(self, *, late: timedelta = timedelta(0)) -> None:
        """A record comes of a call of a minute that ended so long ago."""
        began = self.now + self.ahead - timedelta(minutes=1) - late
        self.clock.heed(record(began.strftime("%Y-%m-%d %H:%M:%S")))

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    @property
    def right(self) -> bool:
        return (
            self.clock.shown() == (self.now + self.ahead).replace(tzinfo=None)
            and self.clock.zone().utcoffset(None) == self.ahead
        )


def test_records_that_come_late_do_not_put_it_back() -> None:
    day = Day()
    day.call(late=timedelta(hours=1))
    day.call()
    assert day.right
    for minutes in (40, 40, 600, 30, 29, 28):  # one posted again, and what waited for an hour
        day.call(late=timedelta(minutes=minutes))
        assert day.right


def test_calls_that_ended_together_and_come_late_together_do_not_put_it_back() -> None:
    day = Day()
    day.call()
    for _ in range(9):
        day.call(late=timedelta(minutes=40))
    assert day.right


def test_records_that_come_late_between_others_do_not_put_it_back() -> None:
    """A PBX may post again after the same while each time."""
    day = Day()
    for _ in range(6):
        day.wait(minutes=5)
        day.call()
        day.call(late=timedelta(minutes=40))
        assert day.right


def test_a_clock_that_was_put_back_is_believed_in_the_end() -> None:
    day = Day()
    day.call()
    day.ahead = timedelta(hours=7)
    for _ in range(3):
        assert not day.right
        day.wait(minutes=5)
        day.call()
    assert day.right


def test_a_clock_that_was_put_on_is_believed_at_once() -> None:
    day = Day()
    day.call()
    day.ahead = timedelta(hours=9)
    day.call()
    assert day.right


@pytest.mark.parametrize("started", ["", "yesterday", "2026-05-09 12:00:00", "9999-12-31 23:59:59"])
def test_what_cannot_be_is_not_believed(started: str) -> None:
    clock = PbxClock(lambda: NOW)
    clock.heed(record(started))
    assert clock.shown() is None
