"""What may be dialled, what is asked about, and that an emergency number never is."""

from __future__ import annotations

import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.dialpolicy import (
    EMERGENCY_ANYWHERE,
    DialRules,
    Doubt,
    checked,
    doubt,
    emergency_numbers,
    is_emergency,
    knows_country,
    refuse_doubtful,
)
from ctiapp.model.errors import UsageError
from ctiapp.model.number import Number, parse_dialable

CHINA = DialRules("CN", "9", ("1259", "+4990"))


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("CN", ("110", "112", "119", "120", "911")),
        ("DE", ("110", "112", "911")),
        ("FR", ("112", "15", "17", "18", "911")),
        ("GB", ("112", "911", "999")),
        ("AU", ("000", "106", "112", "911")),
        ("US", ("112", "911")),
        (None, EMERGENCY_ANYWHERE),
        ("XX", EMERGENCY_ANYWHERE),
    ],
)
def test_emergency_numbers_go_by_country(country: str | None, numbers: tuple[str, ...]) -> None:
    assert emergency_numbers(country) == numbers


def test_every_country_has_some_and_a_wrong_one_is_known_as_such() -> None:
    """The list is never empty, whatever two letters somebody typed."""
    for country in phonenumbers.SUPPORTED_REGIONS:
        assert {"112", "911"} <= set(emergency_numbers(country))
    assert knows_country("CN")
    assert not knows_country("XX")


@pytest.mark.parametrize("country", [None, "CN", "DE", "FR", "AU", "GB"])
def test_an_emergency_number_is_never_asked_about_and_never_rewritten(country: str | None) -> None:
    """Not even where somebody named its first digits as those of dear numbers."""
    rules = DialRules(country, "0", ("0", "1", "9", "11", "+1"))
    for text in emergency_numbers(country):
        number = parse_dialable(text)
        assert number.text == text
        assert doubt(number, rules) is None
        assert checked(number) is number
        assert refuse_doubtful(number, rules) is number
        # One who dials the way outside first is not asked either, and what is dialled stays so.
        assert doubt(Number(f"0{text}"), rules) is None


def test_only_the_whole_number_is_an_emergency() -> None:
    """An extension that begins or ends like one is none."""
    assert not is_emergency(Number("1120"), DialRules("DE"))
    assert not is_emergency(Number("0112"), DialRules("DE"))
    assert is_emergency(Number("0112"), DialRules("DE", "0"))
    assert not is_emergency(Number("999"), DialRules("DE"))


@pytest.mark.parametrize(
    ("number", "rules", "why"),
    [
        ("2000", CHINA, None),
        ("13800138000", CHINA, None),
        ("*72", CHINA, Doubt.FEATURE_CODE),
        ("21#", CHINA, Doubt.FEATURE_CODE),
        ("12590123", CHINA, Doubt.PREMIUM),
        ("912590123", CHINA, Doubt.PREMIUM),
        ("004990012345678", DialRules("CN", "", ("+4990",)), Doubt.PREMIUM),
        ("+499001123456", DialRules(), Doubt.PREMIUM),
        ("09001234567", DialRules("DE"), Doubt.PREMIUM),
        ("009001234567", DialRules("DE", "0"), Doubt.PREMIUM),
        ("9002345678", DialRules("US"), Doubt.PREMIUM),
        ("0891234567", DialRules("DE"), None),
        ("0900", DialRules("DE"), None),
        ("+", DialRules("DE"), None),
        ("9", DialRules(None, "9", ()), None),
    ],
)
def test_what_commands_the_pbx_or_costs_much_is_asked_about(
    number: str, rules: DialRules, why: Doubt | None
) -> None:
    assert doubt(Number(number), rules) is why
    if why is None:
        assert refuse_doubtful(Number(number), rules).text == number
    else:
        with pytest.raises(UsageError) as caught:
            refuse_doubtful(Number(number), rules)
        assert caught.value.key == why.key == f"dial.{why.value}"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "dial.empty"),
        ("javascript:alert(1)", "dial.letters"),
        ("<b>1</b>", "dial.letters"),
        ("12;3", "dial.characters"),
        ("1\x002", "dial.characters"),
        ("１２", "dial.characters"),
        ("1\u202e2", "dial.characters"),
        ("1+2", "dial.plus"),
        ("+", "dial.plus"),
        ("1" * 33, "dial.too_long"),
    ],
)
def test_what_is_no_number_is_not_dialled(text: str, key: str) -> None:
    """A number to call back is what a stranger chose to show."""
    with pytest.raises(UsageError) as caught:
        checked(Number(text))
    assert caught.value.key == key


@given(st.text(max_size=80))
def test_nothing_but_digits_and_signs_gets_through(text: str) -> None:
    number = Number.of(text)
    try:
        let_through = checked(number).text
    except UsageError:
        return
    assert set(let_through) <= set("+*#0123456789")
    assert 0 < len(let_through.lstrip("+")) <= 32
    assert let_through.rfind("+") <= 0


def test_the_plans_are_loaded_when_they_are_needed() -> None:
    """They cost some 30 ms, which no start must wait for."""
    code = (
        "import sys; from ctiapp.model import dialpolicy as p"
        "; from ctiapp.model.number import Number; p.doubt(Number('2000'), p.DialRules())"
        "; sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
