"""Which extensions are rooms."""

import pytest

from ctiapp.model.directory import Department, Extension
from ctiapp.model.errors import UsageError
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.model.roomrule import RoomRule


@pytest.mark.parametrize(
    ("rule", "number", "room"),
    [
        ("101-119", "101", True),
        ("101-119", "119", True),
        ("101 \u2013 119", "110", True),
        ("101-119", "120", False),
        ("101-119", "1011", False),
        ("0101-0119", "0105", True),
        ("0101-0119", "105", False),
        ("305; 101-102", "305", True),
        ("Rooms", "101", False),
        ("", "101", False),
    ],
)
def test_a_number_makes_a_room(rule: str, number: str, room: bool) -> None:
    assert RoomRule.of(rule).holds(Number(number)) is room


def test_rooms_are_found_by_number_and_by_department() -> None:
    people = [
        Extension(ExtensionId(str(index)), Number(number), "")
        for index, number in enumerate(("2000", "101", "900", "901"))
    ]
    floors = [
        Department("1", "Annex", None, frozenset({ExtensionId("2"), ExtensionId("3")})),
        Department("2", "Front desk", None, frozenset({ExtensionId("0")})),
    ]

    found = RoomRule.of("101-119, ANNEX, Cellar").among(people, floors)

    assert [each.number.text for each in found] == ["101", "900", "901"]


@pytest.mark.parametrize("rule", ["119-101", "99-101"])
def test_a_range_that_makes_no_sense_is_said_so(rule: str) -> None:
    with pytest.raises(UsageError) as caught:
        RoomRule.of(rule)
    assert caught.value.key == "hotel.rooms_range"
