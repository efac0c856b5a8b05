"""A room's extension: one name, no secrets, never all of them."""

from __future__ import annotations

import dataclasses

import pytest

from ctiapp.model.hotel import Station, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused, NewStation
from ctiapp.model.number import Number
from ctiapp.pbx.k2 import wire_stations
from tests.pbx.k2.frames import answer

ROOM = Station(ExtensionId("305"), Number("305"), "Ada", "Example")
NEW = NewStation("308", "Log-Word-17", "reg308", "Reg-Word-17-Word-17")


def test_a_station_is_read_without_its_passwords() -> None:
    (station,) = wire_stations.stations(answer("extension-query"), pytest.fail)
    assert station == Station(
        ExtensionId("305"),
        Number("305"),
        "Ada Example",
        email="ada@example.com",
        mobile="555777",
        has_password=True,
    )


def test_its_number_is_the_name_of_nobody() -> None:
    told = {"extinfos": [{"number": "306", "username": "306", "loginpassword": ""}]}
    (station,) = wire_stations.stations(told, pytest.fail)
    assert (station.first_name, station.has_password) == ("", False)


@pytest.mark.parametrize(
    ("wanted", "body"),
    [
        (StationChange(first_name="Bo", last_name="Li"), {"username": "Bo Li"}),
        (StationChange(last_name="Li"), {"username": "Ada Li"}),
        (StationChange(first_name="", last_name=""), {"username": "305"}),
        (StationChange(email="", mobile="5"), {"email": "", "mobile": "5"}),
    ],
)
def test_what_is_to_be_otherwise(wanted: StationChange, body: dict[str, str]) -> None:
    request = wire_stations.change(ROOM, wanted)
    assert request is not None
    assert (request.endpoint, request.body) == ("extension/update", {"number": "305", **body})


def test_routes_alone_are_nothing_that_can_be_changed() -> None:
    assert wire_stations.change(ROOM, StationChange(routes=frozenset({"1"}))) is None


def test_a_name_that_the_pbx_does_not_take() -> None:
    with pytest.raises(FieldsRefused) as caught:
        wire_stations.change(ROOM, StationChange(first_name="A<b>"))
    assert "first_name" in caught.value.fields


def test_a_new_extension() -> None:
    request = wire_stations.create(dataclasses.replace(NEW, first_name="Ada", registrations=5))
    assert request.body == {
        "number": "308",
        "username": "Ada",
        "registername": "reg308",
        "registerpassword": "Reg-Word-17-Word-17",
        "callerid": "308",
        "maxregistrations": "5",
        "hasvoicemail": "on",
        "loginpassword": "Log-Word-17",
    }
    assert "Word" not in repr(request)


def test_a_password_that_the_pbx_does_not_take() -> None:
    with pytest.raises(FieldsRefused) as caught:
        wire_stations.create(dataclasses.replace(NEW, user_password="Ünder&Over17"))
    assert caught.value.fields == {"user_password": "station.password_signs"}


@pytest.mark.parametrize("ext_id", ["", "all", "305,306"])
def test_one_is_deleted_never_all(ext_id: str) -> None:
    with pytest.raises(ValueError, match="name each"):
        wire_stations.delete(ExtensionId(ext_id))
    assert wire_stations.delete(ExtensionId("305")).body == {"number": "305"}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"number": "12345678"}, "number"),
        ({"first_name": "A<b>"}, "first_name"),
        ({"last_name": "50%"}, "last_name"),
        ({"reg_name": ""}, "reg_name"),
        ({"reg_password": ""}, "reg_password"),
        ({"reg_password": "a;b"}, "reg_password"),
        ({"registrations": 0}, "registrations"),
        ({"registrations": 6}, "registrations"),
    ],
)
def test_the_rules_are_those_of_the_sheet(change: dict[str, str], name: str) -> None:
    assert wire_stations.RULES.problems(NEW) == {}
    short = dataclasses.replace(NEW, user_password="", reg_password="short", registrations=5)
    assert wire_stations.RULES.problems(short) == {}
    assert list(wire_stations.RULES.problems(dataclasses.replace(NEW, **change))) == [name]
    assert name in wire_stations.RULES.fields
