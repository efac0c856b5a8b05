"""Wake-up calls and guests over HTTP, by the handbook's examples and otherwise."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import WireError
from ctiapp.model.hotel import Alarm, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.cloud import wire_hotel
from tests.pbx.cloud.answers import JSON

ROOM = ExtensionId("1000")
PRINTED = {  # l. 4458
    "status": "Success",
    "wakeups": [
        {
            "extid": "1000",
            "wakeup": [
                {
                    "wakeupid": "1",
                    "time": "00:45",
                    "type": "onetime",
                    "prompt": "macroform-cold_day",
                    "repeats": "3",
                    "repeatinterval": "5",
                }
            ],
        }
    ],
}


def test_a_wake_up_call_is_read() -> None:
    assert wire_hotel.alarm_list(PRINTED, pytest.fail) == {
        ROOM: (Alarm("1000/1", time(0, 45), frozenset(), 2, 5, "macroform-cold_day"),)
    }
    assert wire_hotel.alarm_list({"status": "Success"}, pytest.fail) == {}


@pytest.mark.parametrize(
    ("members", "days"),
    [
        ({"type": "everyday"}, range(7)),
        ({"type": "custom", "weekdays": "0,1"}, (0, 6)),
        ({"type": "custom", "weekdays": "12345"}, (0, 1, 2, 3, 4)),
        ({"type": "onetime", "weekdays": "3"}, ()),
    ],
)
def test_weekdays_begin_with_monday_here(members: dict[str, str], days: range) -> None:
    entry = {"wakeupid": 7, "time": "7:05", **members}
    answer = {"wakeups": [{"extid": "1000", "wakeup": entry}]}
    ((alarm,),) = wire_hotel.alarm_list(answer, pytest.fail).values()

    assert alarm.days == frozenset(days)


@given(
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.frozensets(st.integers(0, 6)),
    st.integers(0, 2),
    st.integers(1, 60),
)
def test_what_is_set_is_read_as_it_was_set(
    at: time, days: frozenset[int], snoozes: int, minutes: int
) -> None:
    alarm = Alarm("1000/9", at, days, snoozes, minutes)
    body = wire_hotel.create_alarm(ROOM, alarm).body
    assert body is not None
    (settings,) = body["wakeup"]  # type: ignore[misc]
    answer = {"wakeups": [{"extid": body["extid"], "wakeup": [{**settings, "wakeupid": "9"}]}]}

    assert wire_hotel.alarm_list(answer, pytest.fail) == {ROOM: (alarm,)}


def test_all_of_its_rings_are_counted() -> None:
    body = wire_hotel.create_alarm(ROOM, Alarm("", time(7), snoozes=2)).body

    assert body is not None
    assert body["wakeup"] == [
        {"time": "07:00", "type": "onetime", "repeats": "3", "repeatinterval": "10"}
    ]


def test_changing_and_deleting_name_the_room_and_the_alarm() -> None:
    change = wire_hotel.change_alarm(Alarm("1000/1", time(11), prompt="bell"))
    assert change.body is not None
    assert (change.body["extid"], change.body["wakeupid"]) == ("1000", "1")
    assert wire_hotel.delete_alarms(ROOM, ["1000/1", "1000/2"]).body == {
        "extid": "1000",
        "wakeupid": "1,2",
    }
    assert wire_hotel.delete_every_alarm(ROOM).body == {"extid": "1000"}


@pytest.mark.parametrize(
    ("prompt", "sent"),
    [("", None), ("macroform-cold_day", None), ("bell", "bell")],
)
def test_of_a_prompt_that_was_told_only_a_custom_one_is_sent_back(
    prompt: str, sent: str | None
) -> None:
    alarm = Alarm("1000/1", time(11), prompt=prompt)
    for request in (wire_hotel.change_alarm(alarm), wire_hotel.create_alarm(ROOM, alarm)):
        assert request.body is not None
        (settings,) = request.body["wakeup"]  # type: ignore[misc]
        assert settings.get("prompt") == sent


@pytest.mark.parametrize("alarm_ids", [(), ("",), ("1000/",), ("7",), ("1001/1",)])
def test_an_alarm_that_is_not_named_never_deletes_all(alarm_ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"means all|without an id"):
        wire_hotel.delete_alarms(ROOM, alarm_ids)


def test_nothing_is_asked_or_deleted_of_no_room() -> None:
    for wrong in (
        lambda: wire_hotel.delete_every_alarm(""),
        lambda: wire_hotel.alarms_query([]),
        lambda: wire_hotel.create_alarm(" ", Alarm("", time(7))),
        lambda: wire_hotel.delete_every_alarm("1000,1001"),
    ):
        with pytest.raises(ValueError, match="means all"):
            wrong()


def test_a_guest_has_one_name_here() -> None:
    found = wire_hotel.station(
        {"extnumber": "1000", "username": "Ann Guest", "moblie": "170", "callrestriction": "on"}
    )
    assert (found.first_name, found.last_name, found.mobile) == ("Ann Guest", "", "170")
    assert found.barred
    assert found.routes is None
    change = StationChange(first_name="Ann", last_name="Guest", email="")
    assert wire_hotel.whole_name(change) == "Ann Guest"
    request = wire_hotel.change_station(ROOM, change, "Ann Guest")
    assert request is not None
    assert request.body == {"extid": "1000", "username": "Ann Guest", "email": ""}
    assert wire_hotel.whole_name(StationChange(email="x")) is None
    assert wire_hotel.change_station(ROOM, StationChange(), None) is None


@given(st.dictionaries(st.just("wakeups"), JSON))
def test_whatever_comes_is_read_or_refused(answer: dict[str, object]) -> None:
    try:
        wire_hotel.alarm_list(answer, lambda _: None)
    except WireError:
        return
