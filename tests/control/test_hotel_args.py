"""How rooms, times and days are written on a command line."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ctiapp.control import hotel_args
from ctiapp.model.errors import UsageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.number import Number

HOUSE = tuple(Number(text) for text in ("101", "102", "103", "201"))


def refused(work: Any, *args: Any) -> str:
    with pytest.raises(UsageError) as caught:
        work(*args)
    return caught.value.key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("101", ["101"]),
        ("103, 101", ["101", "103"]),
        ("101-103,201", ["101", "102", "103", "201"]),
        ("102-140", ["102", "103"]),
    ],
)
def test_rooms(text: str, found: list[str]) -> None:
    assert [each.text for each in hotel_args.rooms_of(text, HOUSE)] == found


@pytest.mark.parametrize("text", ["999", "101,999", "300-310", "Suite", ""])
def test_a_room_that_is_not_there_is_named(text: str) -> None:
    assert refused(hotel_args.rooms_of, text, HOUSE) == "hotel.no_room"


def test_one_room() -> None:
    assert hotel_args.room_of(" 102 ", HOUSE) == Number("102")
    assert refused(hotel_args.room_of, "101-102", HOUSE) == "hotel.no_room"


@pytest.mark.parametrize("text", ["6:45", "06:45", " 06:45 "])
def test_a_time(text: str) -> None:
    assert hotel_args.time_of(text) == time(6, 45)


@pytest.mark.parametrize("text", ["", "6", "645", "24:00", "6:5", "6:450", "-6:45", "\u0666:45"])
def test_no_time(text: str) -> None:
    assert refused(hotel_args.time_of, text) == "hotel.time"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", set()),
        ("mon, wed", {0, 2}),
        ("Sunday", {6}),
        ("weekdays", {0, 1, 2, 3, 4}),
        ("weekend,mon", {0, 5, 6}),
        ("daily", set(range(7))),
    ],
)
def test_weekdays(text: str, days: set[int]) -> None:
    assert hotel_args.days_of(text) == days


def test_no_weekday() -> None:
    assert refused(hotel_args.days_of, "mon,someday") == "hotel.days"


@pytest.mark.parametrize(
    ("text", "day"), [("2026-11-24", 24), ("today", 22), ("Tomorrow", 23), (" 2026-11-30", 30)]
)
def test_a_day(text: str, day: int) -> None:
    assert hotel_args.date_of(text, lambda: date(2026, 11, 22)) == date(2026, 11, day)


@pytest.mark.parametrize("text", ["", "24.11.2026", "2026-02-30", "yesterday"])
def test_no_day(text: str) -> None:
    assert refused(hotel_args.date_of, text, lambda: date(2026, 11, 22)) == "hotel.date"


def test_an_alarm() -> None:
    assert hotel_args.alarm_of("6:00", {}) == Alarm("", time(6))
    assert hotel_args.alarm_of("6:00", {"days": "mon", "snoozes": "3", "every": "5"}) == Alarm(
        "", time(6), frozenset({0}), 3, 5
    )


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"snoozes": "4"}, "hotel.snoozes"),
        ({"snoozes": "x"}, "hotel.snoozes"),
        ({"every": "0"}, "hotel.every"),
        ({"every": "61"}, "hotel.every"),
    ],
)
def test_no_alarm(options: dict[str, object], key: str) -> None:
    assert refused(hotel_args.alarm_of, "6:00", options) == key
