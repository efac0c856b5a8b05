"""What an answer says of itself, in JSON and in XML."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    AuthError,
    CommandError,
    CredentialsRejected,
    LinkLost,
    NoSuchApi,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
    TokenExpired,
    WireError,
)
from ctiapp.pbx.openvox import wire_rest
from tests.pbx.openvox.frames import ANSWERS
from tests.pbx.openvox.strange import VALUES


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_printed_answers_say_success(answer: dict[str, object]) -> None:
    assert wire_rest.checked(answer) is answer


@pytest.mark.parametrize(
    ("errno", "kind"),
    [
        ("20004", TokenExpired),
        (20006, TokenExpired),
        ("20002", AddressBlocked),
        ("10003", NotSupported),
        ("10006", NoSuchTarget),
        ("30003", LinkLost),
        ("77777", CommandError),
        (None, CommandError),
    ],
)
def test_a_failure_is_what_its_code_means(errno: object, kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught:
        wire_rest.checked({"status": "Failed", "errno": errno})
    assert type(caught.value) is kind


@pytest.mark.parametrize("errno", ["10001", "10002", 10003, "20000", "20001"])
def test_a_log_in_that_is_not_understood_judged_no_secret(errno: object) -> None:
    with pytest.raises(NoSuchApi):
        wire_rest.checked({"status": "Failed", "errno": errno}, log_in=True)


@pytest.mark.parametrize(
    ("errno", "kind"),
    [
        ("20002", AddressBlocked),
        ("20015", AddressForbidden),
        *[(errno, AuthError) for errno in ("20004", "20008", "20010", "77777")],
        (None, CredentialsRejected),
        ("", CredentialsRejected),
    ],
)
def test_a_log_in_that_is_refused_is_no_mere_failure(errno: object, kind: type[Exception]) -> None:
    """Whatever it is, to send the password again by itself would lock the office out."""
    with pytest.raises(kind) as caught:
        wire_rest.checked({"status": "Failed", "errno": errno}, log_in=True)
    assert type(caught.value) is kind


def test_it_is_said_whose_monitor_mode_is_wrong() -> None:
    for errno, key in (("10009", NotPermitted.key), ("10010", "supervise.own_mode")):
        with pytest.raises(NotPermitted) as caught:
            wire_rest.checked({"status": "Failed", "errno": errno})
        assert caught.value.key == key


def test_a_wrong_password_is_one_at_the_log_in_alone() -> None:
    refused = {"status": "Failed", "errno": "20003"}
    with pytest.raises(CredentialsRejected):
        wire_rest.checked(refused, log_in=True)
    with pytest.raises(CommandError):
        wire_rest.checked(refused)


def test_an_answer_without_status_is_no_pbx_but_for_the_page_that_echoes() -> None:
    with pytest.raises(NotAPbx):
        wire_rest.checked({"hello": "world"})
    assert wire_rest.checked({"extid": "305"})


def test_rows_are_a_list_a_record_or_nothing() -> None:
    assert wire_rest.rows({"a": [1]}, "a") == [1]
    assert wire_rest.rows({"b": {"x": "1"}}, "a", "b") == [{"x": "1"}]
    for nothing in ({}, {"a": None}, {"a": ""}, {"a": {}}):
        assert wire_rest.rows(nothing, "a") == []
    with pytest.raises(WireError):
        wire_rest.rows({"a": 5}, "a")


def test_numbers_come_as_one_text_or_several() -> None:
    assert wire_rest.several("305, 306,", 9) == ["305", "306"]
    assert wire_rest.several(305, 9) == ["305"]
    assert wire_rest.several(["305", None, "306"], 9) == ["305", "306"]
    assert wire_rest.several("1,2,3", 2) == ["1", "2"]


@settings(max_examples=40, deadline=None)
@given(VALUES, st.integers(1, 5))
def test_whatever_comes_for_numbers_is_bounded(value: object, most: int) -> None:
    assert len(wire_rest.several(value, most)) <= most
