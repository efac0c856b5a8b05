"""Which extensions are rooms, and what one of them says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.directory import Department, Extension
from ctiapp.model.hotel import Station
from ctiapp.model.number import Number
from ctiapp.model.roomrule import RoomRule
from ctiapp.services.hotel.roompicture import Room, RoomPicker, guest_name
from tests.services.hotel.house import People, ext

ROOM = Room(Number("105"), ext("105"))
STATION = Station(ext("105"), Number("105"))


@pytest.mark.parametrize(
    ("station", "outside"),
    [
        (None, None),
        (STATION, None),
        (replace(STATION, routes=frozenset()), False),
        (replace(STATION, routes=frozenset({"1"})), True),
        (replace(STATION, routes=frozenset({"1"}), barred=True), False),
    ],
)
def test_who_may_call_outside_is_unknown_until_it_is_read(
    station: Station | None, outside: bool | None
) -> None:
    """No way out and not told are two things."""
    assert replace(ROOM, station=station).outside is outside


def test_a_number_is_nobodys_name() -> None:
    """Some PBXs show it where nobody is named."""
    assert guest_name(" 105 ", Number("105")) == ""
    assert guest_name("105", Number("106")) == "105"
    assert guest_name(" Ann ", Number("105")) == "Ann"


def test_each_extension_is_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the directory loads it is told of again and again; another rule asks anew."""
    asked: list[str] = []
    holds = RoomRule.holds

    def counting(rule: RoomRule, number: Number) -> bool:
        asked.append(number.text)
        return holds(rule, number)

    monkeypatch.setattr(RoomRule, "holds", counting)
    people = People([Extension(ext(each), Number(each), "") for each in ("105", "101", "2000")])
    picker, rule = RoomPicker(), RoomRule.of("101-105, Suites")

    for _ in range(3):
        assert [each.text for each in picker.rooms(rule, people)] == ["101", "105"]
    assert sorted(asked) == ["101", "105", "2000"]

    people.departments = (Department("1", "suites", None, frozenset({ext("2000")})),)
    assert [each.text for each in picker.rooms(rule, people)] == ["101", "105", "2000"]
    assert list(picker.rooms(RoomRule.of("2000"), people)) == [Number("2000")]
