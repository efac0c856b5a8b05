"""A room's extension over HTTP."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from ctiapp.model.hotel import Station, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused, NewStation
from ctiapp.model.number import Number
from ctiapp.pbx.openvox import newext, wire_stations
from tests.pbx.openvox.strange import objects

THERE = Station(ExtensionId("305"), Number("305"), first_name="Ada", last_name="Byron")
ROW = {"extnumber": "305", "username": "305", "loginpassword": "hidden", "moblie": "0171"}


def test_a_room_without_a_guest_bears_its_number() -> None:
    (found,) = wire_stations.stations({"extinfos": [ROW]}, pytest.fail)
    assert (found.first_name, found.mobile, found.has_password) == ("", "0171", True)
    assert "hidden" not in repr(found)


def test_only_what_is_to_be_otherwise_is_sent() -> None:
    assert wire_stations.change(THERE, StationChange()) is None
    request = wire_stations.change(THERE, StationChange(last_name="King", mobile=""))
    assert request is not None
    assert request.body == {"extid": "305", "username": "Ada King", "mobile": ""}
    gone = wire_stations.change(THERE, StationChange(first_name="", last_name=""))
    assert gone is not None
    assert gone.body == {"extid": "305", "username": "305"}
    with pytest.raises(FieldsRefused):
        wire_stations.change(THERE, StationChange(first_name="a\nb"))


def test_a_new_room_is_sent_without_what_is_empty() -> None:
    wanted = NewStation("2900", "Secret12word", "2900", "Secret34word")
    request = newext.add(wire_stations.new_extension(wanted))
    assert request.body == {
        "number": "2900",
        "registerpassword": "Secret34word",
        "maxregistrations": "1",
        "loginpassword": "Secret12word",
        "hasvoicemail": "on",
        "enablevmtoemail": "off",
        "ringtimeout": "30",
        "dnd": "off",
    }
    assert "Secret" not in repr(request)


def test_what_a_front_desk_wants_of_a_room_is_sent() -> None:
    wanted = replace(
        NewStation("2900", "", "", "abc1"),
        voicemail_pin="1234",
        voicemail_by_mail=True,
        no_answer_to="2000",
        busy_to="2001",
        longest_call_s=600,
        do_not_disturb=True,
    )
    body = newext.add(wire_stations.new_extension(wanted)).body
    assert body is not None
    assert {name: body[name] for name in body if name not in ("number", "registerpassword")} == {
        "maxregistrations": "1",
        "hasvoicemail": "on",
        "vmsecret": "1234",
        "enablevmtoemail": "on",
        "noanswerforward": "on",
        "ntransferto": "Extension",
        "ntransferext": "2000",
        "busyforward": "on",
        "btransferto": "Extension",
        "btransferext": "2001",
        "ringtimeout": "30",
        "maxduration": "600",
        "dnd": "on",
    }


def test_every_field_that_can_be_written_is_sent_or_refused() -> None:
    good = NewStation("2900", "", "", "abc1")
    wrong = {
        "number": "x",
        "first_name": "a\nb",
        "last_name": "a\nb",
        "email": "a\nb",
        "mobile": "a\nb",
        "caller_id": "a\nb",
        "user_password": "abc12",
        "reg_password": "",
        "registrations": 0,
        "ring_timeout_s": 0,
        "longest_call_s": -1,
        "voicemail_pin": "12a",
        "no_answer_to": "+49",
        "busy_to": "x",
    }
    assert wire_stations.RULES.problems(good) == {}
    boxes = {"voicemail", "voicemail_by_mail", "do_not_disturb"}
    assert set(wrong) | boxes == wire_stations.RULES.fields
    for name, value in wrong.items():
        found = wire_stations.RULES.problems(replace(good, **{name: value}))
        assert list(found) == ["first_name" if name == "last_name" else name]


def test_which_fields_are_wrong_is_said_in_the_rooms_words() -> None:
    wanted = NewStation("2900", "Secret;12", "2900", "x" * 32)
    with pytest.raises(FieldsRefused) as caught:
        wire_stations.new_extension(wanted)
    assert set(caught.value.fields) == {"user_password", "reg_password"}


def test_one_is_deleted_and_never_all() -> None:
    assert wire_stations.delete(ExtensionId("305")).body == {"number": "305"}
    for number in ("", "all", "1,2"):
        with pytest.raises(ValueError, match="name each"):
            wire_stations.delete(ExtensionId(number))


@settings(max_examples=30, deadline=None)
@given(objects("extnumber", "username", "email", "moblie", "loginpassword"))
def test_no_row_costs_more_than_itself(row: dict[str, object]) -> None:
    found = wire_stations.stations({"extinfos": [row, ROW]}, lambda _: None)
    assert found[-1].number == Number("305")
