"""What the PBX's clock shows, learnt from the records of calls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

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
    clock.heed(record("2026-05-04 19:59:07"))
    shown = clock.shown()
    assert shown is not None
    assert shown.isoformat(" ") == "2026-05-04 20:00:07"
    assert clock.zone().utcoffset(None) == timedelta(hours=8)


@pytest.mark.parametrize("started", ["", "yesterday", "2026-05-09 12:00:00", "9999-12-31 23:59:59"])
def test_what_cannot_be_is_not_believed(started: str) -> None:
    clock = PbxClock(lambda: NOW)
    clock.heed(record(started))
    assert clock.shown() is None
