"""Numbers: what people type, what a PBX sends, what is dialled and shown."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctiapp.model.errors import UsageError
from ctiapp.model.number import (
    MAX_DIGITS,
    Number,
    display,
    looks_like_number,
    parse_dialable,
)

LRE, PDF, RLO = "\u202a", "\u202c", "\u202e"


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("2001", "2001"),
        ("555-3301", "5553301"),
        ("555 33 01", "5553301"),
        ("555.3301", "5553301"),
        ("(089) 1234/5", "08912345"),
        ("+49 (0)89 1234-5", "+498912345"),
        ("+49 ( 0 ) 89 1234-5", "+498912345"),
        ("+49 [0] 89 12345", "+498912345"),
        ("(+49) (0) 89 12345", "+498912345"),
        ("0049 (0)89 12345", "00498912345"),
        ("+1 (206) 555-0100", "+12065550100"),
        ("\uff15\uff15\uff15\uff0d\uff13\uff13\uff10\uff11", "5553301"),
        ("\uff0b\uff14\uff19\uff08\uff10\uff0989\u300012345", "+498912345"),
        ("555\u20113301", "5553301"),
        ("555\u00a03301", "5553301"),
        (f"{LRE}+49 (0)89 12345{PDF}", "+498912345"),
        (f"{RLO}5553301", "5553301"),
        ("555\u200b33\u00ad01\ufeff", "5553301"),
        ("*98", "*98"),
        ("#31#5553301", "#31#5553301"),
        ("  112 ", "112"),
        ("0", "0"),
        ("1" * MAX_DIGITS, "1" * MAX_DIGITS),
    ],
)
def test_any_human_form_is_dialled(typed: str, dialled: str) -> None:
    """Blanks, punctuation and what cannot be seen go; the digits stay, in their order."""
    assert parse_dialable(typed) == Number(dialled)
    assert looks_like_number(typed)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "dial.empty"),
        (" -() ", "dial.empty"),
        (f"{LRE}{PDF}\u200b", "dial.empty"),
        ("0800 FLOWERS", "dial.letters"),
        ("2000x", "dial.letters"),
        ("\u7535\u8bdd2000", "dial.letters"),
        ("2000;ext=5", "dial.letters"),
        ("2000;5", "dial.characters"),
        ("2000,,5", "dial.characters"),
        ("\u0661\u0662\u0663", "dial.characters"),
        ("++49", "dial.plus"),
        ("+", "dial.plus"),
        ("49+89", "dial.plus"),
        ("+49 +89", "dial.plus"),
        ("1" * (MAX_DIGITS + 1), "dial.too_long"),
        ("9" * 100_000, "dial.too_long"),
    ],
)
def test_what_is_no_number_says_why(typed: str, key: str) -> None:
    """Letters and the like become an error, never digits; the text is quoted, but not all of it."""
    with pytest.raises(UsageError) as caught:
        parse_dialable(typed)

    assert caught.value.key == key
    assert len(str(caught.value.params.get("text", ""))) <= 60


@given(st.text(max_size=80))
@example("(0)")
@example("+(0)")
@example("\u2488")  # one character that stands for a digit and a dot
def test_whatever_is_typed_becomes_a_dialable_number_or_an_error(typed: str) -> None:
    """Nothing else can come out, and a number is its own human form."""
    try:
        number = parse_dialable(typed)
    except UsageError:
        return
    assert number.text
    assert set(number.text) <= set("+*#0123456789")
    assert "+" not in number.text[1:]
    assert len(number.text) <= MAX_DIGITS
    assert parse_dialable(number.text) == number
    assert looks_like_number(typed)


@pytest.mark.parametrize(
    "text", ["Leo", "2000a", "-", "", "Room 101", "\u5f20\u4e09", "1/2/x", f"{RLO}"]
)
def test_a_name_does_not_look_like_a_number(text: str) -> None:
    """It is searched for instead of dialled."""
    assert not looks_like_number(text)


@pytest.mark.parametrize(
    "raw", ["", " ", "Unknown", "unknown", "ANONYMOUS", "Private", " Restricted ", "unavailable"]
)
def test_a_caller_who_does_not_say_who_calls_is_withheld(raw: str) -> None:
    """The PBX has several words for it; all are one."""
    assert Number.of(raw) == Number("")
    assert Number.of(raw).withheld


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("5503301", "5503301"),
        ("+1 235-497-8652", "+12354978652"),
        ("2000\n", "2000"),
        (f"{RLO}5503301{PDF}", "5503301"),
        ("reception", "reception"),
        ("9" * 500, "9" * 64),
    ],
)
def test_the_pbx_numbers_are_compared_without_their_dress(raw: str, text: str) -> None:
    """Two ways to write one number are one number; a hostile one is cut."""
    assert Number.of(raw).text == text


@given(st.text(max_size=120))
def test_taking_a_number_twice_changes_nothing_more(raw: str) -> None:
    """Otherwise a number that went round would no longer be found."""
    once = Number.of(raw)
    assert Number.of(once.text) == once
    assert len(once.text) <= 64


def test_feature_codes_are_known() -> None:
    """They command the PBX, so somebody asks first."""
    assert parse_dialable("*70").is_feature_code
    assert parse_dialable("70#").is_feature_code
    assert not parse_dialable("+70").is_feature_code


@pytest.mark.parametrize(
    ("text", "region", "shown"),
    [
        ("+12065550100", None, "+1 206-555-0100"),
        ("+498912345678", None, "+49 89 12345678"),
        ("2000", None, "2000"),
        ("2000", "DE", "2000"),
        ("08912345678", "DE", "089 12345678"),
        ("08912345678", None, "08912345678"),
        ("", "DE", ""),
        ("+", None, "+"),
        ("+999", None, "+999"),
        ("*98", "DE", "*98"),
        ("reception-desk", "DE", "reception-desk"),
    ],
)
def test_a_public_number_is_written_as_people_write_it(
    text: str, region: str | None, shown: str
) -> None:
    """What is none stays as it is."""
    assert display(Number(text), region) == shown


@given(st.text(max_size=64), st.sampled_from([None, "DE", "CN", "US"]))
def test_showing_a_number_never_fails(text: str, region: str | None) -> None:
    """Whatever a PBX puts there."""
    assert isinstance(display(Number.of(text), region), str)


def test_warmed_up_the_first_number_is_shown_at_once() -> None:
    """A fresh interpreter has not loaded the numbering plans; after warming up it has."""
    code = (
        "import sys; from ctiapp.model import number; "
        "assert 'phonenumbers' not in sys.modules; number.warm_up(); "
        "assert 'phonenumbers.data.region_US' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
