"""What a Cloud PBX says of itself and its extensions, by the handbook's examples and otherwise."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.directory import LineState, Place, PlaceKind
from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    AuthError,
    CommandError,
    CredentialsRejected,
    CtiError,
    InvalidState,
    LinkLost,
    NoSuchApi,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
    TokenExpired,
    WireError,
)
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_rest
from tests.pbx.cloud.answers import JSON

DEVICE = {  # l. 860
    "status": "Success",
    "deviceinfo": {
        "devicename": "Yeastar Cloud PBX",
        "sn": "3682804SWHO36DV3",
        "firmwarever": "81.4.0.0",
        "systemtime": "2018-03-22 20:26:02 UTC+8",
        "uptime": "3days 03:57:42",
        "extensionstatus": "3/5",
    },
}
EXTENSIONS = {  # l. 920
    "status": "Success",
    "extlist": [
        {"extnumber": "1000", "status": "Registered", "type": "SIP", "username": "Jayson"},
        {"extnumber": "1001", "status": "Unavailable", "type": "SIP", "username": "Erwin Co"},
        {"extnumber": 1002, "status": "Ringing"},
        {"username": "nobody"},
    ],
}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (10002, NotSupported),
        (10003, NotSupported),
        (10006, NoSuchTarget),
        (10008, InvalidState),
        (10009, NotPermitted),
        (10024, NotPermitted),
        (10025, CommandError),
        (10032, NotPermitted),
        (20002, AddressBlocked),
        (20004, TokenExpired),
        (20021, NoSuchTarget),
        (30003, CommandError),
    ],
)
def test_a_code_means_something(code: int, kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught:
        wire_rest.checked({"status": "Failed", "errno": str(code)})
    assert type(caught.value) is kind
    assert str(code) in str(caught.value)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("20002", AddressBlocked),
        ("20003", CredentialsRejected),
        ("20015", AddressForbidden),
        ("20010", LinkLost),
        ("30003", LinkLost),  # l. 726; the session says what that means for the secret
        *[(code, AuthError) for code in ("20004", "20008", "10025", "77777", "")],
    ],
)
def test_a_log_in_that_is_refused_is_no_mere_failure(code: str, kind: type[Exception]) -> None:
    """Whatever it is, to send the password again by itself would lock the office out."""
    with pytest.raises(kind) as caught:
        wire_rest.checked({"status": "Failed", "errno": code}, log_in=True)
    assert type(caught.value) is kind


@pytest.mark.parametrize("code", ["10001", "10002", "10003", "20000", "20001"])
def test_a_log_in_that_is_not_understood_judged_no_secret(code: str) -> None:
    with pytest.raises(NoSuchApi):
        wire_rest.checked({"status": "Failed", "errno": code}, log_in=True)


def test_a_wrong_password_is_one_at_a_log_in_only() -> None:
    with pytest.raises(CredentialsRejected):
        wire_rest.checked({"status": "Failed", "errno": "20003"}, log_in=True)
    with pytest.raises(CommandError):
        wire_rest.checked({"status": "Failed", "errno": "20003"})


@pytest.mark.parametrize("answer", [{}, {"status": "Maybe"}, {"errcode": 0}])
def test_what_has_no_status_is_no_cloud_pbx(answer: dict[str, object]) -> None:
    with pytest.raises(NotAPbx):
        wire_rest.checked(answer)


def test_the_pbx_tells_its_number_and_its_clock_with_its_zone() -> None:
    sn, firmware, shown = wire_rest.information(DEVICE)

    assert (sn, firmware) == ("3682804SWHO36DV3", "81.4.0.0")
    assert shown == datetime(2018, 3, 22, 20, 26, 2, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("text", "offset_s"),
    [
        ("2018-03-22 20:26:02", None),
        ("2018-03-22 20:26:02 UTC-3:30", -12_600),
        ("2018-03-22 20:26:02 GMT+05:45", 20_700),
        ("2018-03-22T20:26:02+0", 0),
    ],
)
def test_a_clock_is_read_however_it_names_its_zone(text: str, offset_s: int | None) -> None:
    shown = wire_rest.information({"deviceinfo": {"systemtime": text}})[2]

    assert shown is not None
    offset = shown.utcoffset()
    assert (None if offset is None else offset.total_seconds()) == offset_s


@pytest.mark.parametrize("text", ["", "soon", "2018-13-45 20:26:02", "2018-03-22 20:26:02 UTC+99"])
def test_a_clock_that_cannot_be_read_is_none(text: str) -> None:
    assert wire_rest.information({"deviceinfo": {"systemtime": text}})[2] is None


def test_extensions_are_read_and_one_without_a_number_is_left_out() -> None:
    remarks: list[str] = []
    found = wire_rest.extension_list(EXTENSIONS, remarks.append)

    assert [(each.number.text, each.name, each.registered) for each in found] == [
        ("1000", "Jayson", True),
        ("1001", "Erwin Co", False),
        ("1002", "", True),
    ]
    assert len(remarks) == 1
    assert wire_rest.line_list(EXTENSIONS, lambda _: None) == {Number("1002"): LineState.RINGING}


@pytest.mark.parametrize("key", ["mobile", "moblie"])
def test_a_mobile_is_read_in_both_spellings(key: str) -> None:
    assert wire_rest.extension_of({"extnumber": "1000", key: "170"}).mobile == "170"


def test_ivrs_are_places() -> None:
    answer = {"ivr": [{"ivrnumber": "6500", "ivrname": "Welcome"}, {"ivrNumber": "6501"}]}

    assert wire_rest.ivr_places(answer, pytest.fail) == [
        Place(PlaceKind.IVR, Number("6500"), "Welcome"),
        Place(PlaceKind.IVR, Number("6501"), ""),
    ]


def test_nobody_named_is_not_everybody() -> None:
    for numbers in ((), (Number(""),), (Number("1,2"),)):
        with pytest.raises(ValueError, match="means all"):
            wire_rest.extension_query(numbers)


@given(st.dictionaries(st.sampled_from(["status", "errno"]), JSON))
def test_whatever_is_answered_is_success_or_an_error(answer: dict[str, object]) -> None:
    try:
        assert wire_rest.checked(answer) is answer
    except CtiError:
        return


@given(
    st.dictionaries(
        st.sampled_from(["deviceinfo", "extlist", "extinfos", "ivr", "extnumber", "systemtime"]),
        JSON,
    )
)
def test_whatever_comes_is_read_or_refused(answer: dict[str, object]) -> None:
    for read in (
        wire_rest.information,
        wire_rest.extension_of,
        lambda told: wire_rest.extension_list(told, lambda _: None),
        lambda told: wire_rest.line_list(told, lambda _: None),
        lambda told: wire_rest.ivr_places(told, lambda _: None),
    ):
        try:
            read(answer)
        except WireError:
            continue


def test_it_is_said_whose_monitor_mode_is_wrong() -> None:
    """The one who listens has a mode, the one listened to a switch (l. 3107, 3108)."""
    for errno, key in (("10009", NotPermitted.key), ("10010", "supervise.own_mode")):
        with pytest.raises(NotPermitted) as caught:
            wire_rest.checked({"status": "Failed", "errno": errno})
        assert caught.value.key == key
