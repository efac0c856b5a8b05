"""Rows, pixels and calls agree, however many are unfolded."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.history import DayCount
from ctiapp.ui.history.lines import CALL, HEADING, LEG, Line, Lines, Spot

TODAY = date(2026, 3, 2)


def days(*counts: int) -> tuple[DayCount, ...]:
    return tuple(DayCount(TODAY - timedelta(days=at), count) for at, count in enumerate(counts))


def test_nothing_is_no_line() -> None:
    lines = Lines((), {})
    assert (len(lines), lines.height, lines.row_at(0)) == (0, 0, None)


def test_a_day_has_a_heading_and_its_calls() -> None:
    lines = Lines(days(2, 1), {})
    assert [lines.line(row) for row in range(len(lines))] == [
        Line(0),
        Line(0, 0),
        Line(0, 1),
        Line(1),
        Line(1, 0),
    ]
    assert [lines.top(row) for row in range(5)] == [
        0,
        HEADING,
        HEADING + CALL,
        HEADING + 2 * CALL,
        2 * HEADING + 2 * CALL,
    ]
    assert lines.height == 2 * HEADING + 3 * CALL


def test_the_parts_of_a_call_stand_below_it() -> None:
    lines = Lines(days(2), {Spot(TODAY, 2): 2})
    assert [lines.line(row) for row in range(len(lines))] == [
        Line(0),
        Line(0, 0),
        Line(0, 0, 0),
        Line(0, 0, 1),
        Line(0, 1),
    ]
    assert [lines.high(row) for row in range(5)] == [HEADING, CALL, LEG, LEG, CALL]


def test_a_newer_call_moves_no_spot() -> None:
    before, after = Lines(days(2), {}), Lines(days(3), {})
    spot = before.spot(Line(0, 1))
    assert spot == Spot(TODAY, 1)
    assert spot is not None
    assert (before.row_of(spot), after.row_of(spot)) == (2, 3)
    assert after.row_of(Spot(TODAY, 4)) is None
    assert after.row_of(Spot(TODAY - timedelta(days=9), 1)) is None
    assert before.spot(Line(0)) is None


def test_what_is_unfolded_and_gone_takes_no_room() -> None:
    lines = Lines(days(1), {Spot(TODAY, 2): 3, Spot(TODAY - timedelta(days=1), 1): 3})
    assert len(lines) == 2


@given(
    counts=st.lists(st.integers(1, 9), max_size=6),
    unfolded=st.dictionaries(
        st.builds(
            Spot, st.integers(0, 6).map(lambda n: TODAY - timedelta(days=n)), st.integers(0, 10)
        ),
        st.integers(0, 4),
    ),
)
def test_rows_lines_and_pixels_agree(counts: list[int], unfolded: dict[Spot, int]) -> None:
    lines = Lines(days(*counts), unfolded)
    y = 0
    for row in range(len(lines)):
        line = lines.line(row)
        assert lines.row(line) == row
        assert lines.top(row) == y
        high = lines.high(row)
        assert [lines.row_at(y), lines.row_at(y + high - 1)] == [row, row]
        spot = lines.spot(line)
        if spot is not None and line.leg is None:
            assert lines.row_of(spot) == row
        y += high
    assert lines.height == y
    assert lines.row_at(y) is None
