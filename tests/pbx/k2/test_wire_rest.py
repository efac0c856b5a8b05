"""What answers say of themselves, and lists that change something."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    ApiDisabled,
    AuthError,
    CommandError,
    CredentialsRejected,
    InvalidState,
    LinkLost,
    NoSuchApi,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
    PbxError,
    TokenExpired,
    WireError,
)
from ctiapp.pbx.k2 import wire_rest
from tests.pbx.k2.frames import answer


def test_success_is_handed_on() -> None:
    told = answer("call-dial")
    assert wire_rest.checked(told) is told
    assert wire_rest.checked({"status": "success"})


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("10003", NotSupported),
        (10003, NotSupported),
        ("10006", NoSuchTarget),
        ("10008", InvalidState),
        ("10016", InvalidState),
        ("10024", NotPermitted),
        ("10099", CommandError),
        ("20002", AddressBlocked),
        ("20004", TokenExpired),
        ("20005", TokenExpired),
        ("20006", TokenExpired),
        ("", CommandError),
    ],
)
def test_what_a_refusal_means(code: object, kind: type[PbxError]) -> None:
    with pytest.raises(kind) as caught:
        wire_rest.checked({"status": "Failed", "errno": code})
    assert type(caught.value) is kind
    assert caught.value.code == (str(code) or None)


@pytest.mark.parametrize("errno", ["10001", "10002", 10003, "20000", "20001"])
def test_a_log_in_that_is_not_understood_judged_no_secret(errno: object) -> None:
    with pytest.raises(NoSuchApi):
        wire_rest.checked({"status": "Failed", "errno": errno}, log_in=True)


@pytest.mark.parametrize(
    ("errno", "kind"),
    [
        ("20002", AddressBlocked),
        ("20015", AddressForbidden),
        *[(errno, AuthError) for errno in ("20004", "20008", "20010", "77777", None)],
    ],
)
def test_a_log_in_that_is_refused_is_no_mere_failure(errno: object, kind: type[Exception]) -> None:
    """Whatever it is, to send the password again by itself would lock the office out."""
    with pytest.raises(kind) as caught:
        wire_rest.checked({"status": "Failed", "errno": errno}, log_in=True)
    assert type(caught.value) is kind


def test_a_wrong_password_is_one_at_the_log_in_alone() -> None:
    refused = {"status": "Failed", "errno": "20003"}
    with pytest.raises(CredentialsRejected):
        wire_rest.checked(refused, log_in=True)
    with pytest.raises(CommandError):
        wire_rest.checked(refused)


def test_an_api_that_does_not_run_yet_may_soon() -> None:
    with pytest.raises(LinkLost) as caught:
        wire_rest.checked({"status": "Failed", "errno": "30003"}, log_in=True)
    assert caught.value.key == ApiDisabled.key


def test_what_is_no_answer_of_a_pbx() -> None:
    with pytest.raises(NotAPbx):
        wire_rest.checked({"hello": "world"})


def test_a_request_without_parameters_has_no_body() -> None:
    assert wire_rest.post("deviceinfo/query").body is None
    assert wire_rest.post("a", number="1").body == {"number": "1"}
    assert "secret" not in repr(wire_rest.post("login", password="secret"))


def test_a_list_that_is_not_there_is_empty() -> None:
    assert wire_rest.rows({"status": "Success"}, "wakeups") == []
    assert wire_rest.rows({"wakeups": None}, "wakeups") == []
    assert wire_rest.rows({"wakeups": " "}, "wakeups") == []
    assert wire_rest.rows({"other": [1]}, "wakeups", "other") == [1]
    with pytest.raises(WireError):
        wire_rest.rows({"wakeups": 7}, "wakeups")


def test_it_is_said_whose_monitor_mode_is_wrong() -> None:
    for errno, key in (("10009", NotPermitted.key), ("10010", "supervise.own_mode")):
        with pytest.raises(NotPermitted) as caught:
            wire_rest.checked({"status": "Failed", "errno": errno})
        assert caught.value.key == key
