"""Wake-up calls as most PBXs write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from ctiapp.model.errors import WireError
from ctiapp.model.hotel import SNOOZE_MIN, Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx import wakeups

ROOM, OTHER = ExtensionId("305"), ExtensionId("306")
SEVEN = Alarm("305/1", time(7))


@pytest.mark.parametrize(
    ("text", "at"),
    [("07:15", time(7, 15)), (" 7:15:59 ", time(7, 15)), ("23:59", time(23, 59))],
)
def test_it_rings_to_the_minute(text: str, at: time) -> None:
    assert wakeups.time_of(text) == at


@pytest.mark.parametrize("value", ["24:00", "7:60", "7", "7:5", "107:15", "٠٧:١٥", "", None, 715])
def test_what_is_no_time_of_a_day_is_none(value: object) -> None:
    with pytest.raises(WireError, match="no time of a day"):
        wakeups.time_of(value)


@pytest.mark.parametrize(
    ("value", "minutes"),
    [("5", 5), (0, 0), ("99999", 24 * 60), ("", SNOOZE_MIN), (None, SNOOZE_MIN), ("x", SNOOZE_MIN)],
)
def test_after_how_long_it_rings_again(value: object, minutes: int) -> None:
    assert wakeups.snooze_min_of(value) == minutes


def test_their_week_begins_with_sunday() -> None:
    assert wakeups.days_of(["0", 1, " 6 "]) == {6, 0, 5}
    assert wakeups.days_of(["7", "-1", "x", None, ""]) == frozenset()
    assert wakeups.days_text(frozenset({6, 0, 5})) == "0,1,6"
    week = frozenset(range(7))
    assert wakeups.days_of(wakeups.days_text(week).split(",")) == week


def test_an_id_bears_its_room() -> None:
    assert wakeups.place_of(wakeups.alarm_id(ROOM, "1/7")) == (ROOM, "1/7")
    assert wakeups.own_ids(ROOM, ["305/1", "305/2"]) == ["1", "2"]
    for name in ("7", "/7", "305/", " /7", "305/ ", ""):
        with pytest.raises(ValueError, match="no wake-up call of this PBX"):
            wakeups.own_ids(ROOM, [name])
    with pytest.raises(ValueError, match="another room"):
        wakeups.own_ids(ROOM, ["305/1", "306/1"])


def test_of_one_room_only_so_many_are_read() -> None:
    remarks: list[str] = []
    most: list[object] = [{}] * wakeups.MOST_READ
    assert wakeups.bounded(most, remarks.append) == most
    assert remarks == []
    assert wakeups.bounded([*most, {}], remarks.append) == most
    assert remarks == ["wake-up calls left out: too many"]


def test_what_is_told_twice_counts_once() -> None:
    later = replace(SEVEN, at=time(8))
    second = replace(SEVEN, alarm_id="305/2")
    told = [(ROOM, [SEVEN]), (OTHER, []), (ROOM, [second, later])]
    assert wakeups.by_room(told) == {ROOM: (later, second)}
