"""Values on their way in and out: what counts as text, what a spreadsheet must not compute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.directory import CONTACT_KINDS
from ctiapp.model.importing import (
    MAX_BAD,
    MAX_COLUMNS,
    MAX_VALUE,
    NUMBERS,
    Collector,
    Why,
    clean,
    clean_lines,
    defused,
    fused,
    trouble,
)

FORMULAS = [
    *("=1+1", "+49 89 1234", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"),
    *("＝1", "＋1", "－1", "＠x", "'=1", "''+1", ' "=1', "' -1"),
]


@pytest.mark.parametrize("value", FORMULAS)
def test_a_formula_is_defused_and_comes_back(value: str) -> None:
    written = defused(value)

    assert written == f"'{value}"
    assert fused(written) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Acme;=1+1", "Acme;'=1+1"),
        ("Acme; +49 1; -2", "Acme; '+49 1; '-2"),
        ('a|"=x"', 'a|"\'=x"'),
        ("one\n@two", "one\n'@two"),
        ("one\r\n＝two", "one\r\n'＝two"),
        ("\t=x", "'\t'=x"),
        ("a;'=b", "a;''=b"),
    ],
)
def test_a_formula_inside_is_defused_and_comes_back(value: str, written: str) -> None:
    assert defused(value) == written
    assert fused(written) == value


@pytest.mark.parametrize("value", ["", "Anna", "'tis", "O'Neil", "089-12", "a=b", "49+1", "a; 'b"])
def test_what_no_spreadsheet_computes_stays(value: str) -> None:
    assert defused(value) == fused(value) == value


@given(
    (st.text(max_size=40) | st.text(";|\t\r\n \"'=+a", max_size=12)).filter(
        lambda text: not text.startswith('="')
    )
)
def test_every_text_survives_the_round_trip(text: str) -> None:
    assert fused(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(("cell", "meant"), [('="0171"', "0171"), ('="+49 1"', "+49 1")])
def test_a_number_that_a_spreadsheet_was_kept_from_eating(cell: str, meant: str) -> None:
    assert fused(cell) == meant


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (("Anna", "1"), None),
        (("x" * (MAX_VALUE + 1),), Why.TOO_LONG),
        (("",) * (MAX_COLUMNS + 1), Why.TOO_WIDE),
        (("a\x00b",), Why.NOT_TEXT),
        (("two\nlines",), None),
    ],
)
def test_what_is_no_row(values: tuple[str, ...], why: Why | None) -> None:
    assert trouble(values) is why


def test_nothing_invisible_is_kept() -> None:
    assert clean("  A\u202enna\u200b \t B\x07 ") == "Anna B"
    assert clean("Ju\u0308rgen") == "J\u00fcrgen"
    assert clean_lines("one \r\n\r\n two\u202e") == "one\n\ntwo"


def test_html_stays_as_it_is_written() -> None:
    assert clean("<b>Anna</b> & Co") == "<b>Anna</b> & Co"


def test_many_unreadable_rows_are_counted_and_the_first_are_told() -> None:
    got = Collector()
    for line in range(MAX_BAD + 5):
        got.refuse(line, Why.BROKEN, "x" * 500)

    assert (got.bad_count, len(got.bad), len(got.bad[0].excerpt)) == (MAX_BAD + 5, MAX_BAD, 80)


def test_the_fields_of_numbers_are_the_kinds_of_a_contact() -> None:
    assert tuple(field.value for field in NUMBERS) == CONTACT_KINDS
    assert all(field.is_number for field in NUMBERS)
