"""The figures of a day: each call counts once, where it belongs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.handover import DayFigures, figures
from ctiapp.model.history import MISSES, Fate, PastCall
from ctiapp.model.number import Number

NINE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def past(fate: Fate, *, incoming: bool = True, ring_s: int = 0, talk_s: int = 0) -> PastCall:
    return PastCall("k", NINE, Number("1"), "", None, incoming, fate, ring_s=ring_s, talk_s=talk_s)


def test_a_day() -> None:
    calls = (
        past(Fate.ANSWERED, ring_s=4, talk_s=60),
        past(Fate.ANSWERED, ring_s=9, talk_s=30),
        past(Fate.ANSWERED_ELSEWHERE, ring_s=50, talk_s=600),
        past(Fate.MISSED, ring_s=20),
        past(Fate.VOICEMAIL, ring_s=20),
        past(Fate.ABANDONED, ring_s=70),
        past(Fate.REFUSED),
        past(Fate.ANSWERED, incoming=False, ring_s=30, talk_s=10),
        past(Fate.NO_ANSWER, incoming=False),
    )
    hours = [(0, 0)] * 24
    hours[9] = (2, 3)

    assert figures(calls, UTC) == DayFigures(2, 1, 2, 1, 2, 6.5, 100, tuple(hours))


def test_no_calls() -> None:
    assert figures(()) == DayFigures()


def test_hours_are_those_of_the_place() -> None:
    east = timezone(timedelta(hours=8))
    assert figures([past(Fate.ANSWERED)], east).by_hour[17] == (1, 0)


@given(st.lists(st.builds(past, st.sampled_from(Fate), incoming=st.booleans())))
def test_none_is_counted_twice(calls: list[PastCall]) -> None:
    found = figures(calls, UTC)
    came = [call for call in calls if call.incoming]
    assert found.missed + found.abandoned == sum(call.fate in MISSES for call in came)
    assert found.outgoing == len(calls) - len(came)
    assert sum(a + b for a, b in found.by_hour) == (found.answered + found.missed + found.abandoned)
