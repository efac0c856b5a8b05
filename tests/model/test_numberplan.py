"""How numbers are read and compared; what each country does stands in test_numberplan_cases.py."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctiapp.model.number import Number
from ctiapp.model.numberplan import (
    TAIL,
    Block,
    Confidence,
    NumberPlan,
    Rewrite,
    blocks,
    comparable,
    tail_of,
)

GERMANY = NumberPlan("DE", "0")


def test_the_plan_is_loaded_when_the_first_public_number_is_read() -> None:
    """Reading an extension, or importing this, costs no start any time."""
    script = (
        "import sys; from ctiapp.model import numberplan as plan; "
        "from ctiapp.model.number import Number; "
        "p = plan.NumberPlan('DE', '0', (), plan.blocks(['2001', '2002'])); "
        "assert p.line(Number('2001')).internal; plan.tail_of(Number('+49891234567')); "
        "assert 'phonenumbers' not in sys.modules; p.line(Number('+49891234567')); "
        "assert 'phonenumbers' in sys.modules"
    )

    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize(
    ("raw", "tail"),
    [
        ("+49 (0)89 1234567", "1234567"),
        ("2001", "2001"),
        ("+376 812345", "6812345"),
        ("+49 89 1234567 ext. 55", "1234567"),
        ("+49 89 1234567,,55#", "1234567"),
        ("tel:+49-89-1234567;ext=55", "1234567"),
        ("sip:0891234567@pbx.example", "1234567"),
        ("sip:Anna.Weber@pbx.example", "annaweber"),
        ("０８９ １２３ ４５ ６７", "1234567"),
        ("٠٨٩١٢٣٤٥٦٧", "1234567"),
        ("Unknown", ""),
        ("anonymous@anonymous.invalid", ""),
        ("0000000000", ""),
        ("", ""),
        ("*97", "*97"),
    ],
)
def test_a_tail_is_the_same_in_every_spelling(raw: str, tail: str) -> None:
    assert tail_of(Number.of(raw)) == tail


@given(st.text(alphabet="0123456789+*#abcx@:;,. ()٣", max_size=80))
def test_no_text_breaks_it(raw: str) -> None:
    """Whatever a trunk or an address book holds: a reading, and equal to itself unless nobody's."""
    number = Number.of(raw)

    line = GERMANY.line(number)

    assert GERMANY.agree(line, line) is (Confidence.EXACT if line.text else None)
    assert len(line.tail) <= max(TAIL, len(number.text))


@given(st.from_regex(r"\A(\+|00|0)?[1-9][0-9]{3,13}\Z"), st.from_regex(r"\A0?[0-9]{4,12}\Z"))
@example("210100", "0210100")  # shorter than an end: the zero before it is part of it
@example("0210100", "00210100")
def test_what_is_one_line_is_found_by_its_tail(first: str, second: str) -> None:
    """Whoever is a line's other spelling stands among the candidates that are looked up."""
    a, b = Number(first), Number(second)

    if GERMANY.compare(a, b) is not None:
        assert tail_of(b) in GERMANY.line(a).tails


@given(st.from_regex(r"\A\+?[0-9]{1,15}\Z"), st.from_regex(r"\A\+?[0-9]{1,15}\Z"))
def test_it_does_not_matter_which_of_both_rings(first: str, second: str) -> None:
    a, b = Number(first), Number(second)

    assert GERMANY.compare(a, b) is GERMANY.compare(b, a)


def test_extensions_make_ranges_by_length_and_without_large_gaps() -> None:
    """A number between two extensions is one that may exist; one far off is not."""
    found = blocks(["2000", "2050", "2099", "6400", "201", "202", "x1", "12345678901"])

    assert found == (Block("201", "202"), Block("2000", "2099"), Block("6400", "6400"))
    assert "2075" in found[1]
    assert "20750" not in found[1]
    assert "3000" not in found[1]


def test_a_number_of_the_pbx_is_never_the_end_of_another() -> None:
    """Nor is it read as a public number, even where one could be made of it."""
    plan = NumberPlan("DE", "0", internal=blocks(["1234500", "1234567", "1234599"]))

    line = plan.line(Number("1234567"))

    assert (line.internal, line.e164, line.tails) == (True, None, ("1234567",))
    assert plan.compare(Number("1234567"), Number("+49891234567")) is None
    assert plan.compare(Number("1234567"), Number("1234567")) is Confidence.EXACT


def test_the_longest_rewrite_that_fits_is_used_once() -> None:
    plan = NumberPlan("DE", "", (Rewrite("0", "9"), Rewrite("000", "00"), Rewrite("+0", "+")))

    assert plan.line(Number("000498912345678")).e164 == "+498912345678"
    assert plan.line(Number("+0498912345678")).e164 == "+498912345678"


def test_a_rewrite_to_nothing_that_can_be_dialled_is_not_done() -> None:
    """A plus sign inside is no number."""
    plan = NumberPlan("DE", "", (Rewrite("0", "+49+"),))

    assert plan.line(Number("0891234567")).e164 == "+49891234567"


def test_a_choice_is_kept_for_the_line_or_for_what_was_told() -> None:
    assert GERMANY.line(Number("0891234567")).choice_key == "+49891234567"
    assert GERMANY.line(Number("2001")).choice_key == "2001"


def test_a_sip_user_is_exactly_that_user() -> None:
    """Its letters are no vanity number, and its domain is not looked at."""
    assert GERMANY.compare(Number("sip:Anna@a"), Number("anna@b")) is Confidence.EXACT
    assert GERMANY.compare(Number("anna"), Number("annab")) is None
    assert comparable(Number("1800flowers")) == "1800flowers"
    assert NumberPlan("US").compare(Number("1800FLOWERS"), Number("+18003569377")) is None
