"""One search over everybody: who is found by what, and in which order."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctiapp.model.directory import Extension, Origin
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.storage import book_search
from ctiapp.storage.book_rows import of_contact, of_extension
from tests.storage.books import contact, filled, names

if TYPE_CHECKING:
    from ctiapp.storage.book import ContactBook


@pytest.fixture
async def book() -> ContactBook:
    """All people of the tests, in memory."""
    return await filled(None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lee ann", ["Ann Lee"]),
        ("AN", ["Ann Lee", "Ann Other"]),
        ("muller", ["Jürgen Müller", "Schmidt, Katarzyna"]),
        ("mueller", ["Jürgen Müller", "Schmidt, Katarzyna"]),
        ("Müller", ["Jürgen Müller", "Schmidt, Katarzyna"]),
        ("soren agard", ["Søren Ågård"]),
        ("soeren", ["Søren Ågård"]),
        ("obrien", ["Patrick O'Brien"]),
        ("brien", ["Patrick O'Brien"]),
        ("goffin acme", ["Joe Goffin"]),
        ("acme", ["Joe Goffin", "Ann Other"]),
        ("ann sales", ["Ann Lee"]),
        ("katarzyna schmidt", ["Schmidt, Katarzyna"]),
        ("王", ["王小明"]),
        ("小明", ["王小明"]),
        ("wang", ["王小明"]),
        ("xiaoming wang", ["王小明"]),
        ("wxm", ["王小明"]),
        ("shan", ["单立文"]),
        ("华为", ["单立文"]),
        ("huawei", ["单立文"]),
        ("客房", ["王小明"]),
        ("goffni", ["Joe Goffin"]),
        ("gofin", ["Joe Goffin"]),
        ("shcmidt", ["Schmidt, Katarzyna"]),
        ("katarina", ["Schmidt, Katarzyna"]),
        ("2003", ["王小明"]),
        ("4978", ["Joe Goffin", "Ann Other"]),
        ("8652", ["Joe Goffin"]),
        ("52", ["Joe Goffin"]),
        ("+49 (0)170 1234567", ["Joe Goffin"]),
        ("0170 1234567", ["Joe Goffin"]),
        ("support", ["Support", "Jürgen Müller", "Søren Ågård"]),
        ("9999999", []),
        ("nobody", []),
        ("", []),
    ],
)
async def test_who_is_found_by_what(book: ContactBook, text: str, found: list[str]) -> None:
    """In this order."""
    assert names(book, text) == found


async def test_no_number_is_guessed_at(book: ContactBook) -> None:
    """One digit less is another number."""
    assert names(book, "12354978653") == []


async def test_a_part_of_a_number_names_that_number(book: ContactBook) -> None:
    """A name names all that there are."""
    (hit,) = book.search("1701234", 8)
    assert (hit.number.text, hit.kind, hit.origin) == ("+491701234567", "business", Origin.COMPANY)
    assert [hit.number.text for hit in book.search("goffin", 8)] == [
        "+12354978652",
        "+491701234567",
    ]
    assert len(book.search("goffin", 1)) == 1


async def test_the_whole_is_told(book: ContactBook) -> None:
    """So that Enter knows what is clear."""
    assert [hit.exact for hit in book.search("ann lee", 8)] == [True]
    assert [hit.exact for hit in book.search("2001", 8)] == [True]
    assert [hit.exact for hit in book.search("ann", 8)] == [False, False]


async def test_an_exact_name_is_first_however_many_begin_so(book: ContactBook) -> None:
    """Also behind more colleagues than are ever ranked."""
    colleagues = [
        of_extension(Extension(ExtensionId(str(n)), Number(str(n)), f"Ken Kane{n}"))
        for n in range(5000, 5400)
    ]
    await book.put(Origin.EXTENSION, colleagues)
    await book.put(Origin.COMPANY, [of_contact(contact("77", "Ken Kane", numbers=["+4930111"]))])
    assert names(book, "ken kane")[0] == "Ken Kane"
    assert names(book, "ken kane5399")[0] == "Ken Kane5399"


async def test_a_name_is_not_lost_among_a_companys_people(book: ContactBook) -> None:
    """Hundreds work for it, and one is called so."""
    crowd = [of_contact(contact(f"c{n}", f"Person {n}", "Zeta Works")) for n in range(300)]
    await book.put(Origin.COMPANY, [*crowd, of_contact(contact("z", "Ida Zeta", "", ["+4931"]))])
    assert names(book, "zeta")[0] == "Ida Zeta"


async def test_favourites_come_first_among_equals(book: ContactBook) -> None:
    """But never before a better hit."""
    ann = book.search("other", 1)[0].key
    await book.set_favourite(ann, on=True)
    assert names(book, "ann") == ["Ann Other", "Ann Lee"]
    assert names(book, "ann lee") == ["Ann Lee"]


async def test_short_words_are_looked_for_in_stretches(
    book: ContactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All rows are looked through while there is time, and what is found when it is over stays."""
    monkeypatch.setattr(book_search, "STRETCH", 1)
    monkeypatch.setattr(book_search, "PATIENCE_S", 60.0)
    assert names(book, "an") == ["Ann Lee", "Ann Other"]
    monkeypatch.setattr(book_search, "PATIENCE_S", -1.0)
    assert names(book, "an") == ["Ann Lee", "Ann Other"]  # names that begin so need no stretch


@pytest.mark.parametrize("text", ["sales", "sal", "acme", "ac"])
async def test_nobody_is_passed_over_however_busy_the_computer_is(
    book: ContactBook, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """The PBX's people come first in the file: one's own would be looked for when time is over."""
    own = replace(contact("", "Olga Own", "+4912345"), company="Acme Sales", origin=Origin.OWN)
    await book.put(Origin.OWN, [of_contact(own)])
    found = names(book, text)
    assert "Olga Own" in found
    monkeypatch.setattr(book_search, "PATIENCE_S", -1.0)
    assert names(book, text) == found


HOSTILE = [
    *('"', "'", "*", "a*", '"a" OR "b"', "NEAR(a b)", "name:ann", "ann NOT lee", "^ann", "a -b"),
    *("\0", "ann\0lee", "\ud800", "ann \udfff", "%", "_", "ann%", "'; DROP TABLE people; --"),
    *("{name}: x", "(", ")", "()", "+", "++", "--", "\u202eann", "x" * 1_000_000, "a " * 500_000),
    *("﷽" * 300, "é" * 1000, "王" * 100_000, "\n\t", "1" * 10_000),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_whatever_is_typed_is_answered(book: ContactBook, text: str) -> None:
    """Never an error, and never a wait."""
    begun_s = time.monotonic()
    book.search(text, 8)
    assert time.monotonic() - begun_s < 1.0
    assert names(book, "leo") == ["Leo Ball"]


async def test_any_text_is_answered(book: ContactBook) -> None:
    """Whatever hypothesis thinks of."""

    @settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.text())
    def search(text: str) -> None:
        book.search(text, 8)

    search()
