"""Requests as the handbook has them, its answers, and what their codes mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model.directory import Contact, ContactNumber, Place, PlaceKind, Presence
from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    ApiDisabled,
    CommandError,
    CredentialsRejected,
    InvalidState,
    NoSuchApi,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
    PbxError,
    SeatLimit,
    TokenExpired,
    WireError,
)
from ctiapp.model.number import Number
from ctiapp.pbx.p_series import wire_rest
from tests.pbx.p_series.frames import answer

NOW = datetime(2026, 1, 1, tzinfo=UTC)


# --- errors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (-2, CommandError),
        (-1, CommandError),
        (1, CommandError),
        (2, CommandError),
        (10001, NotSupported),
        (10002, NotSupported),
        (10003, NotSupported),
        (10004, TokenExpired),
        (10005, NotPermitted),
        (40002, CommandError),
        (60001, NoSuchTarget),
        (60002, CommandError),
        (70004, AddressBlocked),
        (70084, NotPermitted),
        (70087, AddressForbidden),
        (70123, ApiDisabled),
        (70130, NoSuchTarget),
        (70132, InvalidState),
        (99999, CommandError),
        ("70132", InvalidState),
    ],
)
def test_a_code_is_an_error_that_keeps_it(code: object, kind: type[PbxError]) -> None:
    with pytest.raises(PbxError) as caught:
        wire_rest.checked({"errcode": code, "errmsg": "FAILURE"})

    assert type(caught.value) is kind
    assert caught.value.code == str(code)


@pytest.mark.parametrize(
    ("code", "kind"),
    [(-1, CredentialsRejected), (60002, SeatLimit), (70004, AddressBlocked), (40002, CommandError)],
)
def test_some_codes_mean_something_else_when_logging_in(code: int, kind: type[PbxError]) -> None:
    with pytest.raises(PbxError) as caught:
        wire_rest.checked({"errcode": code}, log_in=True)

    assert type(caught.value) is kind


@pytest.mark.parametrize("code", [10001, 10002, 10003])
def test_a_log_in_that_is_not_known_is_of_the_api_and_not_of_a_phone(code: int) -> None:
    for log_in, key in ((True, NoSuchApi.key), (False, NotSupported.key)):
        with pytest.raises(NotSupported) as caught:
            wire_rest.checked({"errcode": code}, log_in=log_in)
        assert caught.value.key == key


@pytest.mark.parametrize("code", [None, "", "ok", [], True])
def test_an_answer_without_a_code_is_of_something_else(code: object) -> None:
    with pytest.raises(NotAPbx):
        wire_rest.checked({"errcode": code})


def test_the_details_name_fields_and_never_their_values() -> None:
    for name, words in {
        "get_token-refused": "FAILURE; username or password",
        "parameter-error": "PARAMETER ERROR; name",
        "duplicate": "DUPLICATE KEY VALUE; Extension create fail for duplicate fields; email_addr",
    }.items():
        with pytest.raises(PbxError) as caught:
            wire_rest.checked(answer(name))
        assert caught.value.detail == words


def test_success_is_success() -> None:
    for name in ("success", "subscribe", "del_token"):
        assert wire_rest.checked(answer(name))["errmsg"] == "SUCCESS"


# --- tokens --------------------------------------------------------------------------------------


def test_a_log_in_shows_no_secret() -> None:
    request = wire_rest.log_in("client", "hunter2")

    assert request.method == "POST"
    assert request.body == {"username": "client", "password": "hunter2"}
    assert "hunter2" not in repr(request)
    assert "hunter2" not in repr(wire_rest.refresh("hunter2"))


def test_a_token_pair_lives_as_long_as_it_says() -> None:
    pair = wire_rest.token_pair(answer("get_token"), NOW)

    assert pair.access == "EXZMpZA086mbrKm6rFtgeb3rfcpC9uqS"
    assert pair.refresh == "SCduGecwbG9jIusiS8FxFUVn3kf0Q9R8"
    assert pair.access_ends_at == NOW + timedelta(minutes=30)
    assert pair.refresh_ends_at == NOW + timedelta(hours=24)
    assert pair.access not in repr(pair)


@pytest.mark.parametrize("life", [None, " ", "soon", -5, 0, 10**12])
def test_a_life_that_makes_no_sense_is_the_handbooks(life: object) -> None:
    pair = wire_rest.token_pair(
        {"access_token": "a", "refresh_token": "b", "access_token_expire_time": life}, NOW
    )

    assert pair.access_ends_at == NOW + timedelta(minutes=30)


def test_a_pair_of_one_is_none() -> None:
    with pytest.raises(WireError):
        wire_rest.token_pair({"access_token": "a"}, NOW)


# --- the directory -------------------------------------------------------------------------------


def test_a_page_of_extensions() -> None:
    page = wire_rest.extension_page(answer("extension-search"), pytest.fail)

    (me,) = page.items
    assert page.total == 1
    assert (me.ext_id, me.number, me.name, me.email, me.mobile) == (
        "238",
        Number("2000"),
        "Leo Ball",
        "leo@sample.com",
        "",
    )
    assert me.presence is Presence.AVAILABLE
    assert me.registered is True


@pytest.mark.parametrize(
    ("status", "registered"),
    [
        (None, None),
        ("odd", None),
        ({}, False),
        ({"sip_phone": {"status": 0}}, False),
        ({"sip_phone": {"status": 0, "status_list": None}}, False),
        ({"sip_phone": {"status": 0, "status_list": [{"status": "1"}]}}, True),
        ({"sip_phone": {"status": 0}, "linkus_web": {"status": 1}}, True),
    ],
)
def test_whether_a_phone_is_there(status: object, registered: bool | None) -> None:
    row = {"id": 1, "number": "2000", "online_status": status}

    (found,) = wire_rest.extension_page({"data": [row]}, pytest.fail).items

    assert found.registered is registered


def test_a_page_of_contacts() -> None:
    page = wire_rest.contact_page(answer("company_contact-list"), pytest.fail)

    assert page.total == 3
    assert page.items[1] == Contact(
        "4",
        "Jay Prichett",
        "Closet",
        "jayprichett@icloud.com",
        (
            ContactNumber("business", Number("0015503308")),
            ContactNumber("mobile", Number("15735810000")),
        ),
        phonebooks=("Vendor", "All Company Contacts_Phonebook"),
    )


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (None, ()),
        ("Vendor", ()),
        ([], ()),
        ([{"id": 5, "name": " Vendor "}, {"id": 6}, "odd", None], ("Vendor",)),
        ([{"name": str(n)} for n in range(100)], tuple(str(n) for n in range(64))),
    ],
)
def test_the_phonebooks_of_a_contact(value: object, names: tuple[str, ...]) -> None:
    row = {"id": 4, "contact_name": "Jay", "phonebook_list": value, "remark": "VIP"}

    (found,) = wire_rest.contact_page({"data": [row]}, lambda _: None).items

    assert (found.phonebooks, found.remark) == (names, "VIP")


def test_places_by_number_and_name() -> None:
    queues, ivrs, groups, _ = wire_rest.PLACE_LISTS
    named = wire_rest.place_page(queues, answer("queue-list"), pytest.fail)
    menus = wire_rest.place_page(ivrs, answer("ivr-list"), pytest.fail)

    assert (named.total, menus.total) == (3, 4)
    assert named.items[2] == Place(PlaceKind.QUEUE, Number("6402"), "技术支持")
    assert menus.items[0] == Place(PlaceKind.IVR, Number("6202"), "信息查询")
    options = {"data": [{"text": "Sales", "value": "3"}, {"text": "All", "text2": "6300"}]}
    assert wire_rest.place_page(groups, options, lambda _: None).items == (
        Place(PlaceKind.RING_GROUP, Number("6300"), "All"),
    )


def test_which_pbx_it_is() -> None:
    assert wire_rest.information(answer("system-information")) == (
        "3631A2124XXX",
        "X.7.0.16",
        datetime(2022, 5, 11, 11, 29, 37),  # noqa: DTZ001 - the PBX names no zone
    )
    told = {"data": {"sn": "1", "system_time": "yesterday"}}
    assert wire_rest.information(told) == ("1", None, None)
    with pytest.raises(WireError):
        wire_rest.information({"data": None})


@pytest.mark.parametrize(
    ("said", "total"), [(7, 7), ("7", 7), (None, 1), ("many", 1), (10**8, 1_000_000)]
)
def test_the_total_is_the_pbxs_own_within_reason(said: object, total: int) -> None:
    page = wire_rest.extension_page(
        {"total_number": said, "data": [{"id": 1, "number": 2000}]}, pytest.fail
    )

    assert page.total == total
