"""What is typed in a hurry is understood, or it is said that it is not."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.ui.hotel.faces import RoomFace
from ctiapp.ui.hotel.typed import Picked, rooms_of, time_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("6:15", time(6, 15)),
        ("06.15", time(6, 15)),
        ("0615", time(6, 15)),
        ("615", time(6, 15)),
        ("6", time(6)),
        ("23", time(23)),
        ("6h30", time(6, 30)),
        (" 6：30 ", time(6, 30)),
        ("6:15 pm", time(18, 15)),
        ("12 am", time(0)),
        ("12:30 p.m.", time(12, 30)),
        ("24:00", None),
        ("6:75", None),
        ("13 pm", None),
        ("soon", None),
        ("", None),
        ("12345", None),
    ],
)
def test_times(typed: str, meant: time | None) -> None:
    assert time_of(typed) == meant


@given(st.times())
def test_every_minute_can_be_written_with_and_without_a_colon(at: time) -> None:
    minute = at.replace(second=0, microsecond=0)
    assert time_of(f"{at:%H:%M}") == minute
    assert time_of(f"{at:%H%M}") == minute


@given(st.text(max_size=20))
def test_no_text_at_all_is_too_much(typed: str) -> None:
    found = time_of(typed)
    assert found is None or found.second == 0


ROOMS = (
    *(RoomFace(str(n)) for n in range(101, 107)),
    RoomFace("107", "Group Nordlys (1/2)"),
    RoomFace("108", "Group Nordlys (2/2)"),
    RoomFace("1011"),
)


@pytest.mark.parametrize(
    ("typed", "rooms", "strange"),
    [
        ("101-103, 105", ("101", "102", "103", "105"), ()),
        ("105; 101", ("101", "105"), ()),
        ("nordlys", ("107", "108"), ()),
        ("101，107", ("101", "107"), ()),
        ("104-102", (), ("104-102",)),
        ("999, 101", ("101",), ("999",)),
        ("Smith", (), ("Smith",)),
        ("", (), ()),
    ],
)
def test_rooms(typed: str, rooms: tuple[str, ...], strange: tuple[str, ...]) -> None:
    assert rooms_of(typed, ROOMS) == Picked(rooms, strange)
