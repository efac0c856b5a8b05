"""Wake-up calls in the Cloud PBX's own shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.simpbx.wakeups import MAX_ALARMS
from tests.simpbx.cloud.house import House

if TYPE_CHECKING:
    from collections.abc import Mapping

ONCE = {"time": "06:45", "type": "onetime", "repeats": "3", "repeatinterval": "5"}


def create(house: House, *alarms: Mapping[str, object], rooms: str = "2003") -> Any:
    return house.ask("wakeupcall/create", extid=rooms, wakeup=list(alarms))


def alarms(house: House, room: str = "2003") -> list[dict[str, str]]:
    (row,) = house.ask("wakeupcall/query", extid=room)["wakeups"]
    assert row["extid"] == room
    found: list[dict[str, str]] = row["wakeup"]
    return found


def test_an_alarm_is_set_and_told_as_it_was(house: House) -> None:
    assert create(house, ONCE) == {}
    assert alarms(house) == [
        {
            "wakeupid": "1",
            "time": "06:45",
            "type": "onetime",
            "prompt": "macroform-cold_day",
            "repeats": "3",
            "repeatinterval": "5",
        }
    ]


def test_of_several_the_first_counts_and_several_rooms_have_their_own(house: House) -> None:
    create(house, ONCE, {**ONCE, "time": "07:00"}, rooms="2003,2004")
    assert [each["time"] for room in ("2003", "2004") for each in alarms(house, room)] == [
        "06:45",
        "06:45",
    ]


def test_days_count_from_sunday(house: House) -> None:
    create(house, {**ONCE, "type": "custom", "weekdays": "0,1,6"})
    create(house, {**ONCE, "type": "everyday", "Repeatinterval": "7", "Prompt": "good_morning"})
    custom, daily = alarms(house)
    assert (custom["type"], custom["weekdays"]) == ("custom", "0,1,6")
    kept = house.exchange.wakeups.alarms[1].wish
    assert kept.weekdays == (0, 5, 6)  # Monday, Saturday, Sunday, counted from Monday
    assert (daily["type"], daily["weekdays"]) == ("everyday", "0,1,2,3,4,5,6")
    assert (daily["repeatinterval"], daily["prompt"]) == ("5", "good_morning")


def test_the_tables_spelling_will_do(house: House) -> None:
    create(house, {"time": "6:05", "type": "onetime", "repeats": 1, "Repeatinterval": 7})
    (alarm,) = alarms(house)
    assert (alarm["time"], alarm["repeats"], alarm["repeatinterval"]) == ("06:05", "1", "7")


def test_repeats_count_all_rings(house: House) -> None:
    create(house, {**ONCE, "repeats": "2", "repeatinterval": "5"})
    at_s = house.exchange.wakeups.alarms[1].next_s
    house.exchange.advance(at_s + 600)
    rings = [each for each in house.exchange.wakeups.rings if each.outcome is not None]
    assert [each.number for each in rings] == [1, 2]
    assert house.ask("wakeupcall/query", extid="2003") == {}


def test_an_alarm_is_changed_and_deleted(house: House) -> None:
    for hour in ("05", "06", "07"):
        create(house, {**ONCE, "time": f"{hour}:00"})
    house.ask("wakeupcall/update", extid="2003", wakeupid="2", wakeup=[{**ONCE, "time": "11:00"}])
    assert [each["time"] for each in alarms(house)] == ["05:00", "11:00", "07:00"]
    house.ask("wakeupcall/update", extid="2003", wakeupid="2", wakeup={**ONCE, "time": "12:00"})
    house.ask("wakeupcall/delete", extid="2003", wakeupid="1,2")
    assert [each["time"] for each in alarms(house)] == ["07:00"]
    create(house, {**ONCE, "time": "08:00"})
    house.ask("wakeupcall/delete", extid="2003")
    assert house.exchange.wakeups.alarms == {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"time": "25:00"}, "10020"),
        ({"time": ""}, "10004"),
        ({"type": "weekly"}, "10004"),
        ({"repeats": "4"}, "10004"),
        ({"repeats": None}, "10004"),
        ({"repeatinterval": "soon"}, "10004"),
        ({"type": "custom"}, "10004"),
        ({"type": "custom", "weekdays": "7"}, "10020"),
        ({"prompt": "nowhere"}, "10023"),
        ({"prompt": "macroform-cold_day"}, "10023"),  # no custom one, though it is told
    ],
)
def test_a_bad_alarm_is_refused(house: House, change: dict[str, object], code: str) -> None:
    asked = {"extid": "2003", "wakeup": [{**ONCE, **change}]}
    assert house.refused("wakeupcall/create", **asked) == code
    assert house.exchange.wakeups.alarms == {}


def test_what_is_there_or_is_not_is_refused(house: House) -> None:
    create(house, ONCE)
    assert house.refused("wakeupcall/create", extid="2003", wakeup=[ONCE]) == "10022"
    assert house.refused("wakeupcall/delete", extid="2004", wakeupid="1") == "10021"
    asked = {"extid": "2003", "wakeupid": "9", "wakeup": [ONCE]}
    assert house.refused("wakeupcall/update", **asked) == "10021"
    assert house.refused("wakeupcall/query") == "10004"
    assert house.refused("wakeupcall/delete") == "10004"
    assert house.refused("wakeupcall/create", extid="9", wakeup=[ONCE]) == "10006"


def test_a_room_has_room_for_so_many(house: House) -> None:
    for minute in range(MAX_ALARMS):
        create(house, {**ONCE, "time": f"05:{minute:02d}"})
    assert house.refused("wakeupcall/create", extid="2003", wakeup=[ONCE]) == "10020"
    asked = {"extid": "2004," * 24 + "2004", "wakeup": [ONCE]}
    assert house.refused("wakeupcall/create", **asked) == "10020"


HOUSE = House(3)


@settings(max_examples=40)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9), st.lists))
def test_no_body_breaks_it(wakeup: object) -> None:
    assert HOUSE.refused("wakeupcall/create", extid="2001", wakeup=wakeup) == "10004"
