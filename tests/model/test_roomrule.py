"""Which extensions are rooms."""

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.model.number import Number
from ctiapp.model.roomrule import RoomRule


@pytest.mark.parametrize(
    ("rule", "number", "departments", "room"),
    [
        ("101-119", "101", (), True),
        ("101-119", "119", (), True),
        ("101 \u2013 119", "110", (), True),
        ("101-119", "120", (), False),
        ("101-119", "1011", (), False),
        ("0101-0119", "0105", (), True),
        ("0101-0119", "105", (), False),
        ("305; 101-102", "305", (), True),
        ("Rooms", "2000", ("Front desk", "rooms"), True),
        ("Rooms", "2000", ("Front desk",), False),
        ("", "101", ("Rooms",), False),
    ],
)
def test_who_is_a_room(rule: str, number: str, departments: tuple[str, ...], room: bool) -> None:
    assert RoomRule.of(rule).holds(Number(number), departments) is room


@pytest.mark.parametrize("rule", ["119-101", "99-101"])
def test_a_range_that_makes_no_sense_is_said_so(rule: str) -> None:
    with pytest.raises(UsageError) as caught:
        RoomRule.of(rule)
    assert caught.value.key == "hotel.rooms_range"
