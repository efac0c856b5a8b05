"""What an answer says of itself, by the codes of whichever dialect."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import (
    AddressBlocked,
    ApiDisabled,
    AuthError,
    CommandError,
    LinkLost,
    NoSuchTarget,
    NotAPbx,
    PbxError,
)
from ctiapp.pbx import verdicts

CODES = verdicts.Codes(
    errors={"1": NoSuchTarget},
    log_in={"2": AddressBlocked},
    not_running="3",
    words={"1": "gone"},
    keys={"4": "why"},
)


def test_success_is_handed_on() -> None:
    for word in ("Success", "SUCCESS", " success "):
        answer = {"status": word, "errno": "1"}
        assert verdicts.checked(answer, CODES, log_in=True) is answer


@pytest.mark.parametrize(
    ("errno", "kind", "at_log_in"),
    [
        ("1", NoSuchTarget, AuthError),
        (1, NoSuchTarget, AuthError),
        ("2", CommandError, AddressBlocked),
        ("3", LinkLost, LinkLost),
        (None, CommandError, AuthError),
    ],
)
def test_a_code_means_another_thing_to_a_log_in(
    errno: object, kind: type[PbxError], at_log_in: type[PbxError]
) -> None:
    for log_in, meant in ((False, kind), (True, at_log_in)):
        with pytest.raises(meant) as caught:
            verdicts.checked({"status": "Failed", "errno": errno}, CODES, log_in=log_in)
        assert type(caught.value) is meant
        assert caught.value.code == (None if errno is None else str(errno))
        assert caught.value.detail == ("gone" if str(errno) == "1" else "")


def test_a_code_may_say_more_than_its_error() -> None:
    for code, key in (("4", "why"), ("5", CommandError.key)):
        with pytest.raises(CommandError) as caught:
            verdicts.checked({"status": "Failed", "errno": code}, CODES, log_in=False)
        assert caught.value.key == key


def test_an_api_that_does_not_run_is_told_as_such() -> None:
    with pytest.raises(LinkLost) as caught:
        verdicts.checked({"errno": "3"}, CODES, log_in=False)
    assert caught.value.key == ApiDisabled.key


def test_what_says_nothing_is_no_answer_of_a_pbx() -> None:
    with pytest.raises(NotAPbx):
        verdicts.checked({"hello": "world"}, CODES, log_in=False)
