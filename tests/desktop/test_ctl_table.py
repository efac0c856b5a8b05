"""Tables for a terminal."""

from __future__ import annotations

import pytest

from ctiapp.desktop.ctl_table import anything, cell, clock, day_and_clock, flat, short, table, width


def test_columns_are_as_wide_as_what_a_terminal_shows_of_them() -> None:
    lines = table([("name", "room"), ("王小明", "106"), ("e\u0301a", "7")]).split("\n")
    assert lines == ["name    room", "王小明  106", "e\u0301a      7"]


def test_a_column_that_nobody_fills_is_left_out() -> None:
    assert table([("a", "b", "c"), ("1", "", "3")]) == "a  c\n1  3"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (["a", 1], "a, 1"),
        ({"number": "1", "name": "Ana"}, "1 Ana"),
        ({"x": 1, "y": None}, "x=1"),
    ],
)
def test_a_cell(value: object, text: str) -> None:
    assert cell(value) == text


def test_a_long_text_is_cut_by_its_width() -> None:
    assert width(short("王" * 50)) <= 40
    assert short("short") == "short"


def test_what_is_no_time_is_blank() -> None:
    assert clock("soon") == day_and_clock(None) == ""


def test_anything_can_be_printed() -> None:
    assert anything([{"b": 1, "number": "2"}]) == "number  b\n2       1"
    assert anything({"slot": "6000"}) == "slot: 6000"
    assert flat({"a": 1, "b": None}) == "a 1"
