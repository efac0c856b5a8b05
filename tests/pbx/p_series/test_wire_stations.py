"""One extension: what is read of it, what never is, and what is sent, by the handbook's tables."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ctiapp.model.directory import Presence
from ctiapp.model.errors import WireError
from ctiapp.model.hotel import OutsideRoute, Station, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import NewStation
from ctiapp.model.number import Number
from ctiapp.pbx.p_series import wire_stations
from ctiapp.pbx.p_series.wire_refusals import FieldsNamed, NamedFields
from ctiapp.pbx.p_series.wire_rest import created_id
from ctiapp.pbx.p_series.wire_stations import Kept
from ctiapp.pbx.request import Request
from tests.pbx.p_series.frames import answer

ROOM = ExtensionId("39")
LEO = Station(
    ROOM,
    Number("2000"),
    "Leo",
    "Ball",
    "leo@sample.com",
    "15880123456",
    Presence.AVAILABLE,
)
NEW = NewStation(
    number="1000", user_password="Userpwd1011", reg_name="r", reg_password="Regpwd1011"
)
PRINTED: dict[str, Any] = json.loads(
    (
        Path(__file__).resolve().parents[2] / "frames/p_series_requests/extension-create.fixed.json"
    ).read_text(encoding="utf-8")
)
"""The handbook's example of a creation, whose page breaks are mended (l. 3338-3618)."""


def got(**changes: object) -> dict[str, object]:
    """The printed extension, with other members."""
    body = answer("extension-get")
    data = body["data"]
    assert isinstance(data, dict)
    return {"data": {**data, **changes}}


# --- reading -------------------------------------------------------------------------------------


def test_the_printed_extension() -> None:
    assert wire_stations.station(answer("extension-get"), ROOM) == LEO
    assert wire_stations.station_details(ROOM) == Request("GET", "extension/get", {"id": "39"})


def test_several_are_asked_for_at_once() -> None:
    """As the example of it (l. 2546), whose answer has what the other one has, in a list."""
    ids = [ROOM, ExtensionId("223")]
    assert wire_stations.stations_details(ids) == Request(
        "GET", "extension/query", {"ids": "39,223"}
    )
    data = answer("extension-get")["data"]
    remarks: list[str] = []
    assert wire_stations.stations({"data": [data, {"id": 4}]}, remarks.append) == (LEO,)
    assert len(remarks) == 1
    with pytest.raises(ValueError, match="each"):
        wire_stations.stations_details([])


def test_blanks_numbers_and_strangers_do_no_harm() -> None:
    told = got(id="39", number=2000, first_name=" ", last_name=None, email_addr=" ", new=[{}])
    told_mobile = {"data": {**told["data"], "mobile_number": 1588}}  # type: ignore[dict-item]
    station = wire_stations.station(told_mobile, ROOM)
    assert station == replace(LEO, first_name="", last_name="", email="", mobile="1588")


@pytest.mark.parametrize("data", [None, [], "x", {"id": 40, "number": "2000"}, {"id": 39}])
def test_no_extension_or_another(data: object) -> None:
    with pytest.raises(WireError):
        wire_stations.station({"data": data}, ROOM)


@pytest.mark.parametrize(
    ("told", "routes"),
    [
        ({}, None),
        ({"outbound_route_permission": "all"}, None),
        ({"outbound_route_permission": None}, set()),
        ({"outbound_route_permission": []}, set()),
        ({"outbound_route_permission": [69, "70", " ", {}, None]}, {"69", "70"}),
    ],
)
def test_routes_are_unknown_where_nothing_is_told(
    told: dict[str, object], routes: set[str] | None
) -> None:
    assert wire_stations.station(got(**told), ROOM).routes == routes


@pytest.mark.parametrize(
    ("told", "has"),
    [
        ({}, None),
        ({"user_password": ""}, False),
        ({"user_password": " "}, False),
        ({"user_password": None}, False),
        ({"user_password": "Hunter22222"}, True),
    ],
)
def test_of_a_password_only_whether_it_is_there(told: dict[str, object], has: bool | None) -> None:
    station = wire_stations.station(got(**told), ROOM)
    assert station.has_password is has
    assert "Hunter" not in repr(station)


def test_no_secret_is_read() -> None:
    secrets = {"reg_password": "Hunter1", "vm_pin": "Hunter2", "user_password": "Hunter3"}
    assert "Hunter" not in repr(wire_stations.station(got(**secrets), ROOM))
    with pytest.raises(WireError) as caught:
        wire_stations.station(got(**secrets, id=" "), ROOM)
    assert "Hunter" not in f"{caught.value} {caught.value.notice()}"


def test_the_departments_of_an_extension() -> None:
    listed = [{"text": "Sales", "value": "1"}, {"value": 2}, "3", {"value": " "}, {"value": "1"}]
    assert wire_stations.kept_of(got(organization_list=listed)).departments == ("1", "2", "3")
    assert wire_stations.kept_of(got()) == Kept()
    assert wire_stations.kept_of(got(organization_list=None)) == Kept()


def test_the_printed_routes() -> None:
    page = wire_stations.route_page(answer("outbound_route-list"), pytest.fail)
    assert page.total == 4
    assert page.items == (
        OutsideRoute("21", "outbound_to_34"),
        OutsideRoute("9", "to-41-fqdn"),
        OutsideRoute("13", "outbound_to_cloud"),
        OutsideRoute("11", "shared-trunk"),
    )
    assert wire_stations.route_list(1).endpoint == "outbound_route/list"


@pytest.mark.parametrize(("told", "barred"), [(1, True), ("1", True), (0, False), (None, False)])
def test_who_is_barred_from_all_outside_calls(told: object, barred: bool) -> None:
    assert wire_stations.station(got(disable_outb_call=told), ROOM).barred is barred
    assert wire_stations.kept_of(got(disable_outb_call=told)).barred is barred


# --- sending -------------------------------------------------------------------------------------


def test_the_printed_change() -> None:
    change = StationChange(routes=frozenset({"70", "69", "73"}))
    assert wire_stations.change(ROOM, change, Kept()) == Request(
        "POST", "extension/update", body={"id": 39, "outbound_route_permission": [69, 70, 73]}
    )


def test_a_change_says_what_is_otherwise_and_no_more() -> None:
    assert wire_stations.change(ROOM, StationChange(), Kept(("1",))) is None
    change = StationChange("Ann", "", presence=Presence.AWAY, routes=frozenset())
    request = wire_stations.change(ROOM, change, Kept(("1", "2")))
    assert request is not None
    assert request.body == {
        "id": 39,
        "organization_list": [{"value": "1"}, {"value": "2"}],
        "first_name": "Ann",
        "last_name": "",
        "presence_status": "away",
        "outbound_route_permission": [],
    }


def test_whoever_shall_take_a_route_is_barred_no_more() -> None:
    """As long as all outside calls are forbidden, a route is none (l. 3761)."""
    barred = Kept(barred=True)
    request = wire_stations.change(ROOM, StationChange(routes=frozenset({"69"})), barred)
    assert request is not None
    assert request.body == {"id": 39, "outbound_route_permission": [69], "disable_outb_call": 0}
    for change in (StationChange(routes=frozenset()), StationChange(first_name="Ann")):
        request = wire_stations.change(ROOM, change, barred)
        assert request is not None
        assert "disable_outb_call" not in (request.body or {})


def test_a_new_extension_has_what_is_mandatory() -> None:
    """``ring_timeout`` once for each presence, as the table wants it (l. 3311)."""
    assert wire_stations.create(NEW).body == {
        "type": "SIP",
        "number": "1000",
        "caller_id": "1000",
        "user_password": "Userpwd1011",
        "reg_name": "r",
        "reg_password": "Regpwd1011",
        "concurrent_registrations": 1,
        "presence_status": "available",
        "presence_list": [
            {"status": status, "ring_timeout": 30}
            for status in (
                *("available", "away", "business_trip", "do_not_disturb", "lunch", "off_work"),
            )
        ],
        "enb_vm": 1,
        "outbound_route_permission": [],
    }
    assert created_id(answer("extension-create")) == "233"


def test_what_is_written_of_a_new_extension_is_sent() -> None:
    wanted = replace(
        NEW,
        first_name="Terrell",
        last_name="Smith",
        email="terrell@sample.com",
        mobile="15880987652",
        caller_id="5503301",
        registrations=2,
        presence=Presence.LUNCH,
        routes=("69",),
        departments=("1", "2"),
        voicemail=False,
        ring_timeout_s=45,
    )
    body = wire_stations.create(wanted).body or {}
    for name in ("first_name", "last_name", "email_addr", "mobile_number", "caller_id"):
        assert body[name] == PRINTED[name]
    assert body["organization_list"] == PRINTED["organization_list"]
    assert body["outbound_route_permission"] == PRINTED["outbound_route_permission"]
    assert (body["concurrent_registrations"], body["presence_status"]) == (2, "lunch")
    assert body["enb_vm"] == 0
    assert "45" in str(body["presence_list"])


def test_only_documented_words_are_sent() -> None:
    body = wire_stations.create(replace(NEW, first_name="A", departments=("1",))).body or {}
    assert set(body) <= set(PRINTED)
    listed = body["presence_list"]
    assert isinstance(listed, list)
    assert set().union(*listed) <= set(PRINTED["presence_list"][0])
    assert [each["status"] for each in listed] == [p["status"] for p in PRINTED["presence_list"]]


def test_a_presence_that_nobody_knows_is_none_to_be_told() -> None:
    body = wire_stations.create(replace(NEW, presence=Presence.UNKNOWN)).body or {}
    assert body["presence_status"] == "available"
    assert wire_stations.change(ROOM, StationChange(presence=Presence.UNKNOWN), Kept()) is None


def test_no_secret_shows_in_a_request() -> None:
    assert "pwd1011" not in repr(wire_stations.create(NEW))
    assert "pwd1011" not in repr(NEW)


def test_an_extension_is_deleted_by_a_get() -> None:
    assert wire_stations.delete(ROOM) == Request("GET", "extension/delete", {"id": "39"})


def test_the_fields_of_a_refusal_bear_our_names() -> None:
    named = NamedFields(
        ("reg_password", "presence_list[0].ring_timeout", "Organization_List.value", "role_id"),
        {"email_addr": "1011", "number": ""},
    )
    err = wire_stations.refused(FieldsNamed("FAILURE", named, code=40003))
    assert err.fields == {
        "reg_password": "station.refused",
        "ring_timeout_s": "station.refused",
        "departments": "station.refused",
        "email": "station.taken",
        "number": "station.taken",
    }
    assert err.holders == {"email": "1011"}
    assert err.others == ("role_id",)
    assert (err.key, err.code) == ("error.fields_refused", "40003")
    assert set(err.fields) <= set(NewStation.__dataclass_fields__)
