"""Wake-up calls and check-out."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from ctiapp.simpbx.wakeups import MAX_ALARMS, Wish
from tests.simpbx.k2.house import OK, House, failed

ONCE = {"time": "06:30", "type": "onetime", "repeats": "3", "repeatinterval": "5"}


def alarms(house: House, number: str = "2001") -> list[dict[str, Any]]:
    rows = house.ask("wakeupcall/query", number=number).get("wakeups", [])
    return [alarm for row in rows for alarm in row["wakeup"]]


@pytest.mark.parametrize("wakeup", [ONCE, [ONCE], [ONCE, {**ONCE, "time": "07:00"}]])
def test_an_alarm_comes_as_an_object_or_in_an_array(house: House, wakeup: object) -> None:
    assert house.ask("wakeupcall/create", number="2001", wakeup=wakeup) == OK
    (alarm,) = alarms(house)
    assert alarm == {"wakeupid": "1", **ONCE}
    (kept,) = house.exchange.wakeups.of("2001")
    assert kept.wish == Wish(time(6, 30), (), 2, 5)


def test_what_repeats_count_may_be_otherwise(house: House) -> None:
    house.site.inferred.repeats_are_rings = False
    house.ask("wakeupcall/create", number="2001", wakeup={**ONCE, "repeats": "1"})
    assert house.exchange.wakeups.of("2001")[0].wish.snoozes == 1
    assert alarms(house)[0]["repeats"] == "1"


def test_days_are_counted_from_sunday(house: House) -> None:
    custom = {**ONCE, "type": "custom", "weekdays": "0,1,5", "prompt": "good_morning"}
    house.ask("wakeupcall/create", number="2001", wakeup=custom)
    house.ask("wakeupcall/create", number="2001", wakeup={**ONCE, "type": "everyday"})
    first, second = house.exchange.wakeups.of("2001")
    assert first.wish.weekdays == (0, 4, 6)
    assert second.wish.weekdays == (0, 1, 2, 3, 4, 5, 6)
    assert alarms(house)[0] == {"wakeupid": "1", **custom}
    assert alarms(house)[1]["type"] == "everyday"


def test_an_edit_sets_the_alarm_anew(house: House) -> None:
    house.ask("wakeupcall/create", number="2001,2002", wakeup=ONCE)
    changed = {"time": "7:05", "type": "everyday"}
    values = {"number": "2001", "wakeupid": "1", "wakeup": changed}
    assert house.ask("wakeupcall/update", **values) == OK
    (alarm,) = alarms(house)
    assert (alarm["time"], alarm["repeats"], alarm["repeatinterval"]) == ("07:05", "1", "10")
    assert house.ask("wakeupcall/update", **{**values, "wakeupid": "2"}) == failed("10021")


def test_no_id_means_all(house: House) -> None:
    house.ask("wakeupcall/create", number="2001,2002", wakeup=ONCE)
    house.ask("wakeupcall/create", number="2001", wakeup=ONCE)
    assert house.ask("wakeupcall/delete", number="2001", wakeupid="1,2") == failed("10021")
    assert len(alarms(house)) == 2
    assert house.ask("wakeupcall/delete", number="2001", wakeupid="1") == OK
    assert [each["wakeupid"] for each in alarms(house)] == ["3"]
    assert house.ask("wakeupcall/delete") == failed("10004")
    assert house.ask("wakeupcall/delete", number="2001,2002") == OK
    assert house.ask("wakeupcall/query", number="all") == OK


@pytest.mark.parametrize(
    ("wakeup", "code"),
    [
        (None, "10004"),
        ([], "10004"),
        ("06:30", "10004"),
        ({**ONCE, "time": "24:00"}, "10004"),
        ({**ONCE, "type": "weekly"}, "10004"),
        ({**ONCE, "type": ""}, "10004"),
        ({**ONCE, "repeats": "4"}, "10004"),
        ({**ONCE, "repeatinterval": "0"}, "10004"),
        ({**ONCE, "type": "custom"}, "10004"),
        ({**ONCE, "type": "custom", "weekdays": "7"}, "10004"),
        ({**ONCE, "prompt": "macroform-cold_day"}, "10023"),
    ],
)
def test_what_no_alarm_can_be(house: House, wakeup: object, code: str) -> None:
    assert house.ask("wakeupcall/create", number="2001", wakeup=wakeup) == failed(code)
    assert not house.exchange.wakeups.alarms


def test_a_room_that_is_full_takes_no_other(house: House) -> None:
    for _ in range(MAX_ALARMS):
        house.exchange.wakeups.create("2001", Wish(time(6)))
    assert house.ask("wakeupcall/create", number="2002,2001", wakeup=ONCE) == failed("10020")
    assert alarms(house, "2002") == []


def test_a_check_out_wipes_the_room(house: House) -> None:
    house.ask("wakeupcall/create", number="2001", wakeup=ONCE)
    assert house.ask("hotel/checkout", number="2001,1") == failed("10006")
    assert len(alarms(house)) == 1
    assert house.ask("hotel/checkout", number="2001,2002") == OK
    entry = house.exchange.directory.extensions["2001"]
    assert (entry.name, entry.routes, alarms(house)) == ("2001", (), [])


def test_a_check_out_leaves_what_the_book_does_not_name(house: House) -> None:
    house.ask("extension/update", number="2001", email="ann@example.com", mobile="49170")
    password = house.exchange.directory.extensions["2001"].user_password
    assert house.ask("hotel/checkout", number="2001") == OK
    entry = house.exchange.directory.extensions["2001"]
    assert (entry.email, entry.mobile) == ("ann@example.com", "49170")
    assert entry.user_password == password != ""
