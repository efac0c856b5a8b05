"""How the PBX's numbers are read, as words: rewrites that are typed, and what is guessed."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from ctiapp.model.planguess import Basis, Guess, Reason
from ctiapp.settings import Settings
from ctiapp.ui import text
from ctiapp.ui.settings.numberwords import (
    country_guess,
    prefix_guess,
    prefix_in,
    rewrites_in,
    rewrites_text,
)

GUESS = Guess(
    "CN",
    Reason(Basis.CONTACT, 12, 14, "+865925503301"),
    "9",
    Reason(Basis.CALL, 5, 6, "905925503301"),
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", {}),
        ("+0 > +, 000 -> 00", {"+0": "+", "000": "00"}),
        ("+0→+；77 = 0", {"+0": "+", "77": "0"}),
        ("9 >", {"9": ""}),
        ("0 => 00", {"0": "00"}),
        ("0", None),
        ("> 0", None),
        ("0 > 0", None),
        ("0 > 1 > 2", None),
        ("0 > 1, 0 > 2", None),
        ("a > 0", None),
    ],
)
def test_rewrites_are_read_as_people_write_them(
    typed: str, expected: dict[str, str] | None
) -> None:
    assert rewrites_in(typed) == expected


def test_what_is_shown_is_read_as_the_same() -> None:
    rewrites = {"+0": "+", "000": "00", "9": ""}

    assert rewrites_text(rewrites) == "+0 → +, 000 → 00, 9 →"
    assert rewrites_in(rewrites_text(rewrites)) == rewrites


def test_a_prefix_is_a_few_digits_or_nothing() -> None:
    assert [prefix_in(each) for each in (" 0 ", "", "*9", "abc", "123456789", "٠")] == [
        *("0", "", "*9"),
        *(None, None, None),
    ]


def test_a_guess_is_said_with_its_reason_where_nothing_is_set() -> None:
    assert text.bare(country_guess(Settings(), GUESS)) == (
        "Nothing is set. To tell who calls, CN is used: 12 of 14 contacts' numbers, for example"
        " +865925503301. Dialling goes by what is set."
    )
    assert "9 is left out: 5 of 6 callers' numbers" in text.bare(prefix_guess(Settings(), GUESS))


def test_a_guess_is_said_where_it_contradicts_what_is_set() -> None:
    settings = Settings(country="DE", outside_prefix="0", number_rewrites=MappingProxyType({}))

    assert text.bare(country_guess(settings, GUESS)).startswith(
        "This PBX's own numbers suggest CN: 12 of 14"
    )
    assert "suggest 9" in text.bare(prefix_guess(settings, GUESS))


def test_nothing_is_said_where_there_is_no_guess_or_it_is_what_is_set() -> None:
    settings = Settings(country="CN", outside_prefix="9")

    assert (country_guess(settings, GUESS), prefix_guess(settings, GUESS)) == ("", "")
    assert (country_guess(Settings(), Guess()), prefix_guess(Settings(), Guess())) == ("", "")
