"""Wake-up calls: what is read of them and what is sent, by the handbook's tables and examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import WireError
from ctiapp.model.hotel import SNOOZES, WEEKDAYS, Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.p_series import wire_hotel
from ctiapp.pbx.p_series.wire_rest import MAX_ITEMS, created_id
from ctiapp.pbx.request import Request
from tests.pbx.p_series.frames import answer

ROOM = ExtensionId("39")
HALF_PAST_NINE = Alarm("19", time(9, 30), snoozes=3, snooze_min=5, prompt="alarm_prompt")
SEVEN = Alarm("21", time(7), snoozes=2, snooze_min=1, prompt="alarm_prompt")
WORKDAYS = Alarm("12", time(7), frozenset(range(5)), 3, 5, "alarm_prompt")


def read(*alarms: object, remarks: list[str] | None = None) -> tuple[Alarm, ...]:
    """Read a room that has these."""
    body = {"data": {"ext_id": 39, "wakeup_call": list(alarms)}}
    return wire_hotel.room_alarms(body, ROOM, pytest.fail if remarks is None else remarks.append)


def printed(**changes: object) -> dict[str, object]:
    """A wake-up call as the handbook prints one."""
    return {
        "id": 21,
        "alarm_time": "07:00",
        "repeat_type": "never",
        "number_of_snoozes": 2,
        "snooze_duration": 1,
        "alarm_prompt": "alarm_prompt",
        **changes,
    }


# --- reading -------------------------------------------------------------------------------------


def test_the_printed_list() -> None:
    page = wire_hotel.alarm_page(answer("wakeupcall-list"), pytest.fail)

    assert page.items == (
        ("39", (HALF_PAST_NINE, SEVEN)),
        ("223", (replace(SEVEN, alarm_id="20"),)),
    )
    assert page.total == MAX_ITEMS  # it has none: there may be another page
    assert wire_hotel.alarm_list(2) == Request(
        "GET", "wakeupcall/list", {"page": 2, "page_size": 500}
    )


def test_the_printed_room() -> None:
    """The example has an object where the table says a list."""
    body = answer("wakeupcall-get")
    assert isinstance(body["data"], dict)
    assert wire_hotel.room_alarms(body, ROOM, pytest.fail) == (HALF_PAST_NINE, SEVEN)
    as_list = {"data": [body["data"]]}
    assert wire_hotel.room_alarms(as_list, ROOM, pytest.fail) == (HALF_PAST_NINE, SEVEN)
    assert wire_hotel.alarms_of(ROOM) == Request("GET", "wakeupcall/get", {"ext_id": "39"})


@pytest.mark.parametrize(
    "data", [None, [], {}, {"ext_id": "39", "wakeup_call": None}, {"wakeup_call": []}]
)
def test_a_room_without_any(data: object) -> None:
    assert wire_hotel.room_alarms({"data": data}, ROOM, pytest.fail) == ()


def test_those_of_another_room_are_not_taken_for_this_one_s() -> None:
    with pytest.raises(WireError):
        wire_hotel.room_alarms(answer("wakeupcall-get"), ExtensionId("40"), pytest.fail)


def test_a_total_is_believed_where_there_is_one() -> None:
    body = {**answer("wakeupcall-list"), "total_number": "2"}
    assert wire_hotel.alarm_page(body, pytest.fail).total == 2


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("never", set()),
        (" ", set()),
        (None, set()),
        ("every_sunday", {6}),
        ("every_monday, every_tuesday, every_wednesday, every_thursday, every_friday", range(5)),
        ("Every_Friday,every_friday ,every_saturday", {4, 5}),
    ],
)
def test_weekdays_are_read_with_and_without_blanks(told: object, days: set[int]) -> None:
    (alarm,) = read(printed(repeat_type=told))
    assert alarm.days == set(days)
    assert alarm.once is (not days)


def test_what_is_text_blank_or_missing_is_read_all_the_same() -> None:
    told = printed(
        id="21",
        alarm_time=" 7:05:00 ",
        number_of_snoozes="9",
        snooze_duration=" ",
        alarm_prompt=" ",
    )
    assert read(told) == (Alarm("21", time(7, 5), snoozes=3),)
    assert read({"id": 1, "alarm_time": "00:00", "new": {}}) == (Alarm("1", time()),)


def test_a_repetition_that_nobody_knows_does_not_hide_the_call() -> None:
    remarks: list[str] = []
    (alarm,) = read(printed(repeat_type="every_fortnight,every_monday"), remarks=remarks)
    assert (alarm.at, alarm.days) == (time(7), {0})
    assert remarks == ["repetition of a wake-up call left out"]


@pytest.mark.parametrize(
    "bad", [printed(alarm_time="25:00"), printed(alarm_time=None), printed(id=" "), None, "7"]
)
def test_one_that_cannot_be_read_costs_only_itself(bad: object) -> None:
    remarks: list[str] = []
    assert read(bad, printed(), remarks=remarks) == (SEVEN,)
    assert len(remarks) == 1


def test_a_room_that_cannot_be_read_costs_only_itself() -> None:
    remarks: list[str] = []
    body = answer("wakeupcall-list")
    data = body["data"]
    assert isinstance(data, list)
    body["data"] = [{"ext_id": 7, "wakeup_call": "x"}, {"wakeup_call": []}, *data]
    page = wire_hotel.alarm_page(body, remarks.append)
    assert [ext_id for ext_id, _ in page.items] == ["39", "223"]
    assert len(remarks) == 2


def test_a_room_has_only_so_many() -> None:
    remarks: list[str] = []
    assert len(read(*[printed()] * 10_000, remarks=remarks)) == 92
    assert remarks == ["wake-up calls left out: too many"]


def test_the_clock_is_handed_on_as_it_is_written() -> None:
    assert wire_hotel.clock_text(answer("system-information")) == "2022/05/11 11:29:37"
    assert wire_hotel.clock_text({"data": {}}) == ""
    with pytest.raises(WireError):
        wire_hotel.clock_text({"data": []})


# --- sending -------------------------------------------------------------------------------------


def test_the_printed_creation() -> None:
    """With the commas as the table wants them (l. 15362); the example has a blank after one."""
    assert wire_hotel.create_alarm(ROOM, WORKDAYS) == Request(
        "POST",
        "wakeupcall/create",
        body={
            "ext_id": 39,
            "alarm_time": "07:00",
            "repeat_type": "every_monday,every_tuesday,every_wednesday,every_thursday,every_friday",
            "number_of_snoozes": 3,
            "snooze_duration": 5,
            "alarm_prompt": "alarm_prompt",
        },
    )
    assert created_id(answer("wakeupcall-create")) == "12"


def test_without_a_prompt_none_is_named() -> None:
    body = wire_hotel.create_alarm(ROOM, Alarm("", time(6, 5))).body or {}
    assert body["repeat_type"] == "never"
    assert "alarm_prompt" not in body


def test_a_change_tells_everything() -> None:
    """What is left out may become what it is without being told (l. 15443)."""
    assert wire_hotel.change_alarm(Alarm("14", time(7))) == Request(
        "POST",
        "wakeupcall/update",
        body={
            "id": 14,
            "alarm_time": "07:00",
            "repeat_type": "never",
            "number_of_snoozes": 0,
            "snooze_duration": 10,
            "alarm_prompt": "",
        },
    )


def test_the_printed_deletion() -> None:
    assert wire_hotel.delete_alarms(ExtensionId("223"), ["15"]) == Request(
        "GET", "wakeupcall/delete", {"ext_id": "223", "wakeup_call_id": "15"}
    )
    several = wire_hotel.delete_alarms(ROOM, ["15", "16"])
    assert several.params["wakeup_call_id"] == "15,16"


@pytest.mark.parametrize("ids", [[], [""], ["15", " "]])
def test_none_is_never_written_as_all(ids: list[str]) -> None:
    with pytest.raises(ValueError, match="all"):
        wire_hotel.delete_alarms(ROOM, ids)


def test_all_of_a_room_and_the_room() -> None:
    assert wire_hotel.delete_every_alarm(ROOM) == Request(
        "GET", "wakeupcall/delete", {"ext_id": "39"}
    )
    assert wire_hotel.check_out(ROOM) == Request("POST", "hotel/checkout", body={"ext_id": 39})


@given(
    st.builds(
        Alarm,
        st.just("5"),
        st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        st.frozensets(st.sampled_from(WEEKDAYS)),
        st.sampled_from(SNOOZES),
        st.integers(1, 60),
        st.sampled_from(["", "birds.wav", "早安"]),
    )
)
def test_what_is_sent_is_read_again(alarm: Alarm) -> None:
    body = dict(wire_hotel.change_alarm(alarm).body or {})
    assert read(body) == (alarm,)
