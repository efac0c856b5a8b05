"""The clock on the wall, and the two nights in which it is set."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.simpbx.errors import ExchangeError
from ctiapp.simpbx.walltime import WallClock

BERLIN = "Europe/Berlin"
SPRING = datetime(2026, 3, 29, tzinfo=ZoneInfo(BERLIN))
"""02:00 is followed by 03:00."""
AUTUMN = datetime(2026, 10, 25, tzinfo=ZoneInfo(BERLIN))
"""02:59 is followed by 02:00."""


def clock(zone: str = BERLIN) -> WallClock:
    made = WallClock()
    made.set_zone(zone)
    return made


def shown(wall: WallClock, at_s: float) -> str:
    return wall.local(at_s).strftime("%d.%m. %H:%M %z")


def test_it_shows_utc_until_it_is_set() -> None:
    wall = WallClock()

    assert (wall.name, wall.offset_min) == ("UTC", 0)
    assert wall.local(0.0) == datetime(1970, 1, 1, tzinfo=UTC)


def test_how_far_ahead_it_is_depends_on_the_season() -> None:
    now_s = SPRING.timestamp()
    wall = WallClock(lambda: now_s)
    wall.set_zone(BERLIN)
    assert wall.offset_min == 60
    now_s += 3 * 3600
    assert wall.offset_min == 120


@pytest.mark.parametrize(
    ("minutes", "name"), [(480, "UTC+08:00"), (-570, "UTC-09:30"), (0, "UTC+00:00")]
)
def test_a_fixed_offset_holds_all_year(minutes: int, name: str) -> None:
    wall = clock()
    wall.offset_min = minutes

    assert (wall.offset_min, wall.name) == (minutes, name)
    assert wall.local(0.0).utcoffset() == timedelta(minutes=minutes)


@pytest.mark.parametrize("name", ["Berlin", "", "../../etc/passwd", "Europe", "Europe/berlin\0"])
def test_a_zone_that_is_none(name: str) -> None:
    wall = clock()
    with pytest.raises(ExchangeError, match="no zone"):
        wall.set_zone(name)
    assert wall.name == BERLIN


def test_nobody_is_a_day_ahead() -> None:
    with pytest.raises(ExchangeError, match="1440 minutes"):
        clock().offset_min = 24 * 60


def test_who_wants_to_know_is_told_when_it_is_set() -> None:
    wall, told = clock(), []
    wall.on_changed = lambda: told.append(wall.name)
    wall.set_zone("Asia/Shanghai")
    wall.offset_min = 60

    assert told == ["Asia/Shanghai", "UTC+01:00"]


def test_the_next_time_is_later_never_now() -> None:
    wall, at = clock(), time(7, 0)
    first_s = wall.next_s(at, datetime(2026, 6, 1, 12, tzinfo=UTC).timestamp())

    assert shown(wall, first_s) == "02.06. 07:00 +0200"
    assert shown(wall, wall.next_s(at, first_s)) == "03.06. 07:00 +0200"
    assert shown(wall, wall.next_s(at, first_s - 1)) == "02.06. 07:00 +0200"


def test_days_of_the_week_are_waited_for() -> None:
    wall = clock()
    monday_s = datetime(2026, 6, 1, 12, tzinfo=UTC).timestamp()

    assert shown(wall, wall.next_s(time(7), monday_s, (0,))) == "08.06. 07:00 +0200"
    assert shown(wall, wall.next_s(time(7), monday_s, (0, 6))) == "07.06. 07:00 +0200"


def test_in_spring_what_is_left_out_is_not_shown() -> None:
    wall, before_s = clock(), SPRING.timestamp()

    assert shown(wall, wall.next_s(time(2, 30), before_s)) == "30.03. 02:30 +0200"
    assert shown(wall, wall.next_s(time(2, 30), before_s, (6,))) == "05.04. 02:30 +0200"
    assert shown(wall, wall.next_s(time(3, 0), before_s)) == "29.03. 03:00 +0200"
    assert shown(wall, wall.next_s(time(1, 59), before_s)) == "29.03. 01:59 +0100"


def test_in_autumn_an_hour_is_shown_twice() -> None:
    wall, at = clock(), time(2, 30)
    first_s = wall.next_s(at, AUTUMN.timestamp())
    second_s = wall.next_s(at, first_s)

    assert shown(wall, first_s) == "25.10. 02:30 +0200"
    assert (shown(wall, second_s), second_s - first_s) == ("25.10. 02:30 +0100", 3600)
    assert shown(wall, wall.next_s(at, second_s)) == "26.10. 02:30 +0100"
    assert wall.moment(datetime(2026, 10, 25, 2, 30)) == first_s  # noqa: DTZ001 - a shown time


ZONES = st.sampled_from([BERLIN, "UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"])
MOMENTS = st.integers(1_600_000_000, 2_000_000_000)


@given(zone=ZONES, after_s=MOMENTS, at=st.times(), days=st.sets(st.integers(0, 6)))
def test_what_is_next_is_shown_then_and_not_before(
    zone: str, after_s: int, at: time, days: set[int]
) -> None:
    wall, minute = clock(zone), at.replace(second=0, microsecond=0)
    next_s = wall.next_s(minute, after_s, days)
    local = wall.local(next_s)

    assert next_s > after_s
    assert local.time() == minute
    assert not days or local.weekday() in days
    for earlier_s in range(int(next_s) - 1800, after_s, -1800):
        seen = wall.local(earlier_s)
        assert seen.time() != minute or (days and seen.weekday() not in days)
