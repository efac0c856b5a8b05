"""Wake-up calls over HTTP: what is read, what is sent, and what is never sent."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings

from ctiapp.model.hotel import Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.openvox import wire_hotel
from tests.pbx.openvox.strange import objects

ROOM = ExtensionId("305")
ONCE = {"wakeupid": "7", "type": "onetime", "weekdays": "", "time": "06:30", "prompt": ""}
SOME = {"wakeupid": 8, "type": "custom", "weekdays": "0,1", "time": "7:05", "prompt": "custom/a"}


def test_alarms_are_named_by_their_room() -> None:
    answer = {"wakeups": [{"number": "305", "wakeup": [ONCE, SOME]}]}
    once, some = wire_hotel.alarms(answer, pytest.fail)[ROOM]
    assert once == Alarm("305/7", time(6, 30))
    assert some == Alarm("305/8", time(7, 5), frozenset({6, 0}), prompt="custom/a")
    assert wire_hotel.alarms({"status": "Success"}, pytest.fail) == {}
    one = {"wakeups": {"number": "305", "wakeup": ONCE}}
    assert len(wire_hotel.alarms(one, pytest.fail)[ROOM]) == 1


def test_what_is_set_and_changed() -> None:
    daily = Alarm("305/7", time(6, 5), frozenset(range(7)))
    assert wire_hotel.create_alarm(ROOM, Alarm("", time(23, 0), prompt="custom/a")).body == {
        "number": "305",
        "time": "23:00",
        "type": "onetime",
        "prompt": "custom/a",
    }
    assert wire_hotel.change_alarm(daily).body == {
        "number": "305",
        "wakeupid": "7",
        "time": "06:05",
        "type": "custom",
        "weekdays": "0,1,2,3,4,5,6",
    }
    assert wire_hotel.check_out(ROOM).body == {"number": "305"}


@pytest.mark.parametrize("ids", [(), ("",), ("305/",), ("/7",), ("7",), ("306/7",), ("305/all",)])
def test_what_would_delete_every_alarm_of_the_house_is_never_sent(ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"name each|another room|no wake-up call"):
        wire_hotel.delete_alarms(ROOM, ids)


def test_alarms_are_deleted_by_their_ids() -> None:
    request = wire_hotel.delete_alarms(ROOM, ("305/7", "305/8"))
    assert request.body == {"wakeupid": "7,8"}


@settings(max_examples=30, deadline=None)
@given(objects("wakeupid", "type", "weekdays", "time", "prompt"))
def test_no_alarm_costs_more_than_itself(row: dict[str, object]) -> None:
    answer = {"wakeups": [{"number": "305", "wakeup": [row, ONCE]}]}
    found = wire_hotel.alarms(answer, lambda _: None)[ROOM]
    assert any(one.alarm_id == "305/7" for one in found)
