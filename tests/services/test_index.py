"""Finding people: by words of their name, by part of their number, by the number that calls."""

from __future__ import annotations

import pytest

from ctiapp.model.number import Number
from ctiapp.services.index import Index, fold
from tests.services.fakes import contact, extension, place


def found(index: Index, text: str) -> list[str]:
    """The names that fit, best first."""
    return [entry.match.name for entry in index.find(text)]


@pytest.fixture
def index() -> Index:
    """A small office."""
    return Index.of(
        [
            extension("2001", "Ann Lee"),
            extension("2002", "Leeann Müller", mobile="+49 170 1234567"),
            extension("2003", "Søren Łuczak"),
            extension("2004", "张伟"),
            extension("2005", "Lee Ann Smith"),
            extension("2006", ""),
        ],
        [place("6402", "Support"), place("6400", "Main menu")],
        [
            contact("José Álvarez", "+34 912 345 678", "+34 600 111 222", company="Acme Ltd"),
            contact("Anna Kim", "030-5550100", company="Acme Ltd"),
            contact("Bo Chen", "030-5550100", company="Acme Ltd"),
            contact("Cy Dean", "030-5550199", company="Other"),
            contact("Di Eng", "0305550199"),
        ],
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ann lee", ["Ann Lee", "Lee Ann Smith", "Leeann Müller"]),
        ("lee ann", ["Ann Lee", "Lee Ann Smith", "Leeann Müller"]),
        ("  ANN   LEE ", ["Ann Lee", "Lee Ann Smith", "Leeann Müller"]),
        ("muller", ["Leeann Müller"]),
        ("MÜLLER", ["Leeann Müller"]),
        ("soren luc", ["Søren Łuczak"]),
        ("伟", ["张伟"]),
        ("张 伟", ["张伟"]),
        ("jose", ["José Álvarez", "José Álvarez"]),
        ("acme kim", ["Anna Kim"]),
        ("support", ["Support"]),
        ("zz", []),
        ("ann zz", []),
        ("", []),
        ("   ", []),
        ("\u202e", []),
    ],
)
def test_words_of_a_name_in_any_order(index: Index, text: str, names: list[str]) -> None:
    """Case, accents and blanks do not matter; words that begin so come before words within."""
    assert found(index, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2001", ["Ann Lee"]),
        ("640", ["Support", "Main menu"]),
        ("912 345", ["José Álvarez"]),
        ("+34 (0)912 345 678", ["José Álvarez"]),
        ("0100", ["Anna Kim", "Bo Chen"]),
        ("2006", ["2006"]),
        ("9999", []),
    ],
)
def test_part_of_a_number_in_any_human_form(index: Index, text: str, names: list[str]) -> None:
    """The whole number first, then those that begin so, then those that hold it."""
    assert found(index, text) == names


def test_the_whole_number_comes_before_its_beginning_and_that_before_its_middle() -> None:
    """Whatever the order of the directory."""
    index = Index.of(
        [extension("12001", "C"), extension("20011", "B"), extension("2001", "A")], [], []
    )
    assert found(index, "2001") == ["A", "B", "C"]


def test_the_exact_name_comes_first() -> None:
    """Before longer names that begin so."""
    names = ["Ann Leeson", "Ann Leeds", "Ann Lee"]
    index = Index.of([extension(f"200{n}", name) for n, name in enumerate(names)], [], [])
    assert found(index, "ann lee")[0] == "Ann Lee"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("2001", "Ann Lee"),
        ("2006", "2006"),
        ("6402", "Support"),
        ("+34912345678", "José Álvarez"),
        ("0034912345678", "José Álvarez"),
        ("+491701234567", "Leeann Müller"),
        ("01701234567", "Leeann Müller"),
        ("0305550100", "Acme Ltd"),
        ("0305550199", None),
        ("5550100", None),
        ("01", None),
        ("", None),
    ],
)
def test_who_has_a_number(index: Index, number: str, name: str | None) -> None:
    """The last eight digits do; of several people their company, else nobody: no wrong name."""
    who = index.identify(Number(number))
    assert (None if who is None else who.name) == name


def test_an_extensions_number_is_its_own() -> None:
    """A contact or a mobile with the same digits cannot take it."""
    index = Index.of(
        [extension("2001", "Ann", mobile="2002"), extension("2002", "Bob")],
        [place("2001", "Odd")],
        [contact("Eve", "2001"), contact("Mallory", "2002", company="M")],
    )
    assert index.identify(Number("2001")) is not None
    for number, name in (("2001", "Ann"), ("2002", "Bob")):
        who = index.identify(Number(number))
        assert who is not None
        assert who.name == name


def test_a_name_with_markup_is_a_name() -> None:
    """It is text like any other, and found by its letters."""
    index = Index.of([extension("2001", "<b>Ann</b> & Co")], [], [])
    assert found(index, "ann") == ["<b>Ann</b> & Co"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Ann\tLEE ", "ann lee"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ＡＢＣ１", "abc1"),
        ("Øresund Æ", "oresund ae"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """What is typed and what is listed meet halfway."""
    assert fold(text) == folded


def test_building_goes_step_by_step() -> None:
    """One entry a step, so that whoever builds it can do something else in between."""
    index = Index()
    steps = sum(1 for _ in index.add([extension("1", "A")], [place("2", "B")], [contact("C", "3")]))
    assert steps == len(index.entries) == 3
