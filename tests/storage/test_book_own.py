"""The user's own contacts: an import that is done twice leaves what it leaves once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.directory import Origin, person_key
from ctiapp.storage.book import ContactBook
from ctiapp.storage.book_own import id_for
from ctiapp.storage.book_write import Written
from tests.storage.books import AT, contact, names

ANN = contact("", "Ann Lee", "Acme", ["+49891234567"], origin=Origin.OWN)
BOB = contact("", "Bob Ray", numbers=["+49897654321"], uid="urn:bob", origin=Origin.OWN)


@pytest.fixture
async def book() -> ContactBook:
    """In memory."""
    made = ContactBook(None)
    await made.serve(None, AT)
    return made


async def test_a_second_import_changes_nothing(book: ContactBook) -> None:
    """Those without a name at their source are known by all that they say."""
    ids, written = await book.save_own([ANN, BOB])
    assert (written.added, written.same) == (2, 0)
    again, written = await book.save_own([ANN, BOB])
    assert (again, written.added, written.same) == (ids, 0, 2)


async def test_what_its_source_changed_is_changed(book: ContactBook) -> None:
    """It stays the same person, with what the user kept of them."""
    (kept,), _ = await book.save_own([BOB])
    await book.set_note(person_key(Origin.OWN, kept), "prefers mornings")
    _, written = await book.save_own([replace(BOB, name="Bob Raymond")])
    assert (written.added, written.changed) == (0, 1)
    assert names(book, "bob") == ["Bob Raymond"]
    assert book.note(person_key(Origin.OWN, kept)) == "prefers mornings"


def test_two_people_of_one_name_are_two() -> None:
    """Their numbers tell them apart, in whatever order they stand."""
    assert id_for(ANN) != id_for(replace(ANN, numbers=BOB.numbers))
    two = replace(ANN, numbers=ANN.numbers + BOB.numbers)
    assert id_for(two) == id_for(replace(two, numbers=two.numbers[::-1]))


async def test_what_is_added_takes_nobody_s_place_who_was_edited(book: ContactBook) -> None:
    """An edit keeps the id; who says what it said before is somebody new, once."""
    (kept,), _ = await book.save_own([ANN])
    junior = replace(ANN, contact_id=kept, name="Ann Lee junior", numbers=BOB.numbers)
    await book.save_own([junior])

    (new,), written = await book.save_own([ANN])
    assert (written.added, written.changed) == (1, 0)
    assert new != kept
    assert names(book, "junior") == ["Ann Lee junior"]
    assert sorted(names(book, "ann")) == ["Ann Lee", "Ann Lee junior"]
    assert await book.save_own([ANN]) == ((new,), Written(same=1))


async def test_what_no_file_can_hold_makes_nobody_new(book: ContactBook) -> None:
    """It is kept without, and known again all the same."""
    odd = replace(ANN, name="Ann\ud800Lee" + "x" * 5000)
    ids, _ = await book.save_own([odd])
    assert await book.save_own([odd]) == (ids, Written(same=1))
