"""What the settings of an extension may be."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.openvox.extension_rules import check, check_number
from ctiapp.simpbx.pushparams import Params, RefusedError
from ctiapp.simpbx.randoms import Randoms
from ctiapp.simpbx.world import build

DIRECTORY = build(24, seed=1)


def refusal(**values: object) -> str:
    """Return the code with which settings are refused, or nothing."""
    params = Params(values, address="", randoms=Randoms(seed=1), now_s=lambda: 0.0)
    try:
        check(params, DIRECTORY)
    except RefusedError as error:
        return error.code
    return ""


@pytest.mark.parametrize("char", list(";&\"'\\<>` \t\n"))
@pytest.mark.parametrize("name", ["registerpassword", "loginpassword"])
def test_characters_that_no_password_has(name: str, char: str) -> None:
    assert refusal(**{name: f"Secret{char}1"}) == "10032"
    assert refusal(**{name: f"Secret1{char}"}) == "10032"


def test_how_long_a_registration_password_is() -> None:
    assert refusal(registerpassword="x" * 31) == ""
    assert refusal(registerpassword="x" * 32) == "10032"
    assert refusal(registerpassword="") == "10032"
    assert refusal(registerpassword=["x"]) == "10032"
    assert refusal(registerpassword=12345) == ""
    assert refusal(loginpassword="x" * 63) == ""


@pytest.mark.parametrize(
    "values",
    [
        {"dnd": "yes"},
        {"hasvoicemail": "1"},
        {"nat": "on"},
        {"monitormode": "Loud"},
        {"ringtimeout": "soon"},
        {"vmsecret": "abc"},
        {"maxregistrations": "0"},
        {"ntransferto": "Moon"},
        {"btransferprefix": "12345678"},
        {"btransferprefix": "1a"},
        {"ntransfernum": "1" * 16},
        {"busyforward": "on", "btransferto": "Custom Number"},
        {"busyforward": "on", "btransferto": "Extension", "btransferext": "2999"},
        {"alwaysforward": "on", "atransferto": "Extension"},
    ],
)
def test_settings_that_are_refused(values: dict[str, object]) -> None:
    assert refusal(**values) == "10017"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"nat": "yes", "dnd": "on", "monitormode": "Disable", "ringtimeout": 30},
        {"monitormode": "Disabled"},
        {"ntransferprefix": "1234567", "ntransfernum": "1" * 15},
        {"busyforward": "on", "btransferto": "Custom Number", "btransfernum": "5503301"},
        {"busyforward": "off", "btransferto": "Extension", "btransferext": "110"},
        {"noanswerforward": "on", "ntransferto": "Voicemail"},
    ],
)
def test_settings_that_are_fine(values: dict[str, object]) -> None:
    assert refusal(**values) == ""


def test_a_number_is_free_and_has_up_to_seven_digits() -> None:
    check_number("2999", DIRECTORY)
    for number in ("2000", "6400", "12345678", "29a9", "+2999", "\u0663"):
        with pytest.raises(RefusedError, match="10017"):
            check_number(number, DIRECTORY)
