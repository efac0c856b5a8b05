"""When an alarm rings next, what makes two alarms the same, and what is red."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.hotel import Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.model.wakes import (
    RED,
    AckHow,
    Acknowledged,
    Plan,
    PlanState,
    Wake,
    WakeOutcome,
    WakeTry,
    next_wall,
    same_alarm,
    same_time,
    wake_id,
    without_id,
)

ROOM = Number("105")
MONDAY = datetime(2026, 3, 2, 5, 30)  # noqa: DTZ001 - a clock on the wall has no zone
SIX = Alarm("19", time(6, 0))
AT = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
WAKE = Wake("w", ROOM, ExtensionId("39"), MONDAY, AT, SIX)


@pytest.mark.parametrize(
    ("now", "days", "expected"),
    [
        ("05:30", "", "2026-03-02 06:00"),
        ("06:00", "", "2026-03-03 06:00"),
        ("06:01", "", "2026-03-03 06:00"),
        ("05:30", "0", "2026-03-02 06:00"),
        ("06:00", "0", "2026-03-09 06:00"),
        ("05:30", "56", "2026-03-07 06:00"),
    ],
)
def test_when_it_rings_next(now: str, days: str, expected: str) -> None:
    """An alarm of this very minute has rung."""
    alarm = replace(SIX, days=frozenset(map(int, days)))
    after = datetime.combine(MONDAY.date(), time.fromisoformat(now))
    assert f"{next_wall(alarm, after):%Y-%m-%d %H:%M}" == expected


@given(
    st.times().map(lambda each: each.replace(second=0, microsecond=0, tzinfo=None)),
    st.frozensets(st.integers(0, 6)),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - as above
)
def test_it_is_the_first_that_fits(at: time, days: frozenset[int], after: datetime) -> None:
    alarm = Alarm("1", at, days)
    found = next_wall(alarm, after)
    assert found > after
    assert found.time() == at
    assert not days or found.weekday() in days
    day = after.date()
    while day < found.date():
        earlier = datetime.combine(day, at)
        assert earlier <= after or (days and day.weekday() not in days)
        day += timedelta(days=1)


def test_what_makes_two_alarms_the_same() -> None:
    """The minutes between rings say nothing where there is one, nor does a prompt nobody named."""
    assert same_alarm(SIX, replace(SIX, alarm_id="", snooze_min=3, prompt="theirs"))
    for other in (
        replace(SIX, at=time(6, 1)),
        replace(SIX, days=frozenset({0})),
        replace(SIX, snoozes=1),
    ):
        assert not same_alarm(SIX, other)
    twice = replace(SIX, snoozes=1)
    assert not same_alarm(twice, replace(twice, snooze_min=3))
    named = replace(SIX, prompt="good_morning")
    assert not same_alarm(named, replace(SIX, prompt="other"))
    assert same_time(SIX, twice)
    assert not same_time(SIX, replace(SIX, days=frozenset({0})))
    assert without_id(SIX).alarm_id == ""


def test_a_name_is_the_same_whenever_it_is_worked_out() -> None:
    assert wake_id(ROOM, MONDAY, SIX) == "105/2026-03-02T05:30/19"
    assert wake_id(ROOM, MONDAY, without_id(SIX)) == "105/2026-03-02T05:30/-"


@pytest.mark.parametrize("outcome", list(WakeOutcome))
def test_what_is_red(outcome: WakeOutcome) -> None:
    """Once it went wrong, until it is answered or somebody saw to it; ringing again is no end."""
    gone_wrong = replace(WAKE, outcome=outcome, since=AT)
    assert gone_wrong.red == (outcome in RED or outcome is WakeOutcome.RINGING)
    assert not replace(WAKE, outcome=outcome).red
    seen_to = Acknowledged(AckHow.IN_PERSON, "Leo", AT)
    assert not replace(gone_wrong, acknowledged=seen_to).red


def test_when_it_was_answered() -> None:
    first = WakeTry(1, AT, WakeOutcome.NOT_ANSWERED)
    last = WakeTry(2, AT, WakeOutcome.ANSWERED, settled_at=AT + timedelta(seconds=5))
    answered = replace(WAKE, outcome=WakeOutcome.ANSWERED, tries=(first, last))
    assert answered.answered_at == last.settled_at
    assert WAKE.answered_at is None
    assert replace(answered, outcome=WakeOutcome.RINGING).answered_at is None


def test_a_plan_is_open_until_it_is_over() -> None:
    plan = Plan(1, ROOM, date(2026, 3, 5), SIX)
    assert f"{plan.wall:%Y-%m-%d %H:%M}" == "2026-03-05 06:00"
    still = {state for state in PlanState if replace(plan, state=state).open}
    assert still == {PlanState.WAITING, PlanState.SET}
