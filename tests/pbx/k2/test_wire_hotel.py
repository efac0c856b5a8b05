"""Wake-up calls as the K2 writes them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.hotel import Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.k2 import wire_hotel
from tests.pbx.k2.frames import answer

ROOM = ExtensionId("305")
ALARM = Alarm("305/1", time(6, 30))


def test_alarms_are_read_with_their_room_in_their_names() -> None:
    assert wire_hotel.alarms(answer("wakeupcall-query"), pytest.fail) == {
        ROOM: (
            Alarm("305/1", time(6, 30), frozenset({0, 1, 6}), 2, 5, "harp"),
            Alarm("305/2", time(7, 15)),
        )
    }
    assert wire_hotel.alarms({"status": "Success"}, pytest.fail) == {}


def test_every_day_and_an_object_instead_of_a_list() -> None:
    told = {
        "wakeups": [
            {"number": 305, "wakeup": {"wakeupid": 7, "time": "6:05:00", "type": "everyday"}}
        ]
    }
    (alarm,) = wire_hotel.alarms(told, pytest.fail)[ROOM]
    assert alarm == Alarm("305/7", time(6, 5), frozenset(range(7)))


def test_an_alarm_that_cannot_be_read_costs_only_itself() -> None:
    said: list[str] = []
    told = {"wakeups": [{"number": "305", "wakeup": [{"wakeupid": "1", "time": "26:00"}]}]}
    assert wire_hotel.alarms(told, said.append) == {}
    assert said


@pytest.mark.parametrize("as_list", [True, False])
def test_one_is_created_in_either_form(as_list: bool) -> None:
    settings = {"time": "06:30", "type": "onetime", "repeats": "1", "repeatinterval": "10"}
    request = wire_hotel.create_alarm(ROOM, ALARM, as_list=as_list)
    wakeup = [settings] if as_list else settings
    assert request.body == {"number": "305", "wakeup": wakeup}


def test_the_usual_forms() -> None:
    assert isinstance((wire_hotel.create_alarm(ROOM, ALARM).body or {})["wakeup"], list)
    assert isinstance((wire_hotel.change_alarm(ALARM).body or {})["wakeup"], dict)


@given(
    days=st.frozensets(st.integers(0, 6)),
    snoozes=st.integers(0, 2),
    minute=st.integers(0, 24 * 60 - 1),
    snooze_min=st.integers(1, 60),
)
def test_what_is_written_is_read_so(
    days: frozenset[int], snoozes: int, minute: int, snooze_min: int
) -> None:
    alarm = Alarm("305/1", time(minute // 60, minute % 60), days, snoozes, snooze_min)
    wakeup = (wire_hotel.change_alarm(alarm).body or {})["wakeup"]
    assert isinstance(wakeup, dict)
    told = {"wakeups": [{"number": "305", "wakeup": [{"wakeupid": "1", **wakeup}]}]}
    assert wire_hotel.alarms(told, pytest.fail) == {ROOM: (alarm,)}


def test_alarms_are_deleted_by_name() -> None:
    assert wire_hotel.delete_alarms(ROOM, ["305/1", "305/2"]).body == {
        "number": "305",
        "wakeupid": "1,2",
    }
    for ids in ([], ["305/"], ["/1"], ["1"], ["306/1"], ["305/all"]):
        with pytest.raises(ValueError, match=r"name each|no wake-up call|another room"):
            wire_hotel.delete_alarms(ROOM, ids)


def test_all_of_a_room_only_where_that_is_said() -> None:
    assert wire_hotel.delete_every_alarm(ROOM).body == {"number": "305", "wakeupid": "all"}
    for ext_id in ("", "all"):
        with pytest.raises(ValueError, match="name each"):
            wire_hotel.delete_every_alarm(ExtensionId(ext_id))
        with pytest.raises(ValueError, match="name each"):
            wire_hotel.check_out(ExtensionId(ext_id))
