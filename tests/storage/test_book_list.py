"""Long lists of contacts: their order, their filters, and what can be taken out of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Origin, person_key
from ctiapp.storage.book_rows import of_contact
from tests.storage.books import contact, filled

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from ctiapp.storage.book import ContactBook

BOOKS = (
    ("7", "Zoë Adams", "Acme", ("+4930111",), ("Suppliers", "Night desk")),
    ("8", "Élodie Brun", "Acme Hotels", ("+4930222",), ("suppliers",)),
    ("9", "anna Conti", "", ("+4930333",), ()),
)


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[ContactBook]:
    made = await filled(tmp_path / "contacts.sqlite")
    rows = [
        of_contact(replace(contact(number, name, company, numbers), phonebooks=books))
        for number, name, company, numbers, books in BOOKS
    ]
    await made.put(Origin.COMPANY, rows)
    yield made
    await made.close()


async def listed(book: ContactBook, phonebook: str = "", text: str = "") -> list[str]:
    """The names of a list of company contacts."""
    rows = await book.rows(Origin.COMPANY, phonebook, text)
    return [each.name for each in book.people(rows)]


async def test_all_stand_by_name_whatever_the_case_and_the_accents(book: ContactBook) -> None:
    assert await listed(book) == [
        *("Ann Other", "anna Conti", "Élodie Brun", "Joe Goffin", "Schmidt, Katarzyna"),
        *("Zoë Adams", "单立文"),
    ]


async def test_a_phonebook_has_its_own(book: ContactBook) -> None:
    assert await book.phonebooks() == ("Night desk", "Suppliers", "suppliers")
    assert await listed(book, "Suppliers") == ["Zoë Adams"]
    assert await listed(book, "Nobody's") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ann", ["Ann Other", "anna Conti"]),
        ("acme brun", ["Élodie Brun"]),
        ("ELODIE", ["Élodie Brun"]),
        ("hotels", ["Ann Other", "Élodie Brun", "Joe Goffin"]),
        ("立文", ["单立文"]),
        ("222", ["Élodie Brun"]),
        ("+49 30 333", ["anna Conti"]),
        ("%", []),
        ("'; DROP TABLE people; --", []),
        ("nn", []),
    ],
)
async def test_a_filter_finds_words_and_parts_of_numbers(
    book: ContactBook, text: str, names: list[str]
) -> None:
    assert await listed(book, text=text) == names


async def test_both_narrow(book: ContactBook) -> None:
    assert await listed(book, "Suppliers", "zoe") == ["Zoë Adams"]
    assert await listed(book, "Suppliers", "elodie") == []


async def test_who_is_gone_meanwhile_is_left_out(book: ContactBook) -> None:
    rows = await book.rows(Origin.COMPANY)
    await book.drop(person_key(Origin.COMPANY, "9"))

    assert "anna Conti" not in [each.name for each in book.people(rows)]
    assert len(book.people(rows)) == len(rows) - 1


async def test_one_s_own_are_taken_out_together(book: ContactBook) -> None:
    ids, _ = await book.save_own(
        [contact("", name, numbers=("12345",), origin=Origin.OWN) for name in ("Ida", "Ole", "Una")]
    )
    key = person_key(Origin.OWN, ids[0])
    await book.set_favourite(key, on=True)
    await book.set_note(key, "kind")

    await book.drop_own(ids[:2])

    left = book.people(await book.rows(Origin.OWN))
    assert [each.name for each in left] == ["Una"]
    assert book.note(key) == ""
    assert key not in book.favourites
    assert book.search("ida", 8) == ()


async def test_half_a_million_are_a_few_megabytes(book: ContactBook) -> None:
    rows = await book.rows(Origin.COMPANY)

    assert rows.itemsize == 8  # type: ignore[attr-defined]
