"""The book: of one PBX at a time and of the user's own, from both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Department, Extension, Origin, PersonKey, person_key
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.model.numberplan import tail_of
from ctiapp.storage import book as module
from ctiapp.storage.book_rows import of_contact, of_extension
from ctiapp.storage.book_write import Met
from tests.storage.books import AT, CONTACTS, PEOPLE, contact, filled, names

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from ctiapp.storage.book import ContactBook

LEO = person_key(Origin.EXTENSION, "2000")
JOE = person_key(Origin.COMPANY, "1")
OWN = contact("", "Joe Own", numbers=["+12354978652"], origin=Origin.OWN)


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[ContactBook]:
    """All people of the tests, in a file."""
    made = await filled(tmp_path / "contacts.sqlite")
    yield made
    await made.close()


def holders(book: ContactBook, number: str) -> list[tuple[str, str]]:
    """Who may have this number."""
    return [(held.key, held.number.text) for held in book.by_tail(tail_of(Number(number)))]


async def test_who_may_have_a_number(book: ContactBook) -> None:
    """By its end, however it is written; the better known first."""
    assert holders(book, "2000") == [("extension:2000", "2000")]
    assert holders(book, "6402") == [("place:6402", "6402")]
    (own,), _ = await book.save_own([OWN])
    assert holders(book, "0012354978652") == [
        (f"own:{own}", "+12354978652"),
        ("company:1", "+12354978652"),
    ]
    assert holders(book, "123") == []
    assert book.by_tail("") == ()


async def test_a_number_that_all_have_is_not_told_of_all(
    book: ContactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The switchboard's, in every entry."""
    monkeypatch.setattr(module, "MOST_HOLDERS", 3)
    rows = [of_contact(contact(f"m{n}", f"Person {n}", numbers=["+4930100"])) for n in range(9)]
    await book.put(Origin.COMPANY, rows)
    assert len(book.by_tail(tail_of(Number("+4930100")))) == 3


async def test_another_pbx_knows_nobody_of_this_one(book: ContactBook) -> None:
    """Not by name, not by number, not by key; the user's own stay."""
    await book.save_own([OWN])
    await book.set_whole(AT)
    await book.set_favourite(LEO, on=True)
    await book.choose("+1", LEO)
    await book.set_note(LEO, "shy")
    await book.serve("SN2", AT)
    assert names(book, "joe") == ["Joe Own"]
    assert names(book, "leo") == []
    assert names(book, "2000") == []
    assert [key for key, _ in holders(book, "+12354978652")] != []
    assert len(holders(book, "+12354978652")) == 1
    assert book.contact(LEO) is None
    assert book.extensions() == ([], None)
    assert (book.places(), book.departments(), book.favourites) == ((), (), ())
    assert (book.whole_at, book.chosen("+1"), book.note(LEO)) == (None, None, "")
    assert book.contacts([Origin.COMPANY], 0, 9).total == 0
    await book.serve("SN1", AT)
    assert names(book, "leo") == ["Leo Ball"]
    assert (book.whole_at, book.chosen("+1"), book.note(LEO)) == (AT, LEO, "shy")
    assert book.favourites == (LEO,)
    book.rest()
    assert names(book, "leo") == []
    assert book.favourites == ()


async def test_extensions_come_in_slices(
    book: ContactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the PBX's order."""
    monkeypatch.setattr(module, "READ_AT_ONCE", 4)
    first, after = book.extensions()
    assert after is not None
    rest, after = book.extensions(after)
    assert after is None
    assert [each.number.text for each in (*first, *rest)] == [number for number, *_ in PEOPLE]
    assert [place.name for place in book.places()] == ["Support"]


async def test_departments_are_replaced_together(book: ContactBook) -> None:
    """Who is in them, and of what they are a part."""
    sales = Department("1", "Sales", None, frozenset({ExtensionId("e2000"), ExtensionId("e2001")}))
    await book.set_departments([sales, Department("2", "Hotels", "1", frozenset())])
    assert set(book.departments()) == {sales, Department("2", "Hotels", "1", frozenset())}
    await book.set_departments([sales])
    assert book.departments() == (sales,)


async def test_everything_of_somebody(book: ContactBook) -> None:
    """Contacts, extensions and places alike."""
    joe = book.contact(JOE)
    assert joe is not None
    assert (joe.contact_id, joe.name, joe.company, joe.origin) == (
        *("1", "Joe Goffin", "Acme Hotels"),
        Origin.COMPANY,
    )
    assert [held.number.text for held in joe.numbers] == list(CONTACTS[0][3])
    leo = book.contact(LEO)
    assert leo is not None
    assert (leo.name, leo.department) == ("Leo Ball", "Sales")
    assert book.contact(PersonKey("nonsense")) is None
    assert book.contact(person_key(Origin.OWN, "1")) is None


async def test_a_list_shows_a_part_of_all(book: ContactBook) -> None:
    """By name, the user's own among the company's."""
    await book.save_own([OWN])
    both = [Origin.OWN, Origin.COMPANY]
    page = book.contacts(both, 1, 2)
    assert (page.total, [each.name for each in page.contacts]) == (5, ["Joe Goffin", "Joe Own"])
    assert [each.name for each in book.contacts(both, 0, 9, "JOE ").contacts] == [
        "Joe Goffin",
        "Joe Own",
    ]
    assert book.contacts([Origin.OWN], 0, 9).total == 1
    assert book.contacts(both, 99, 9).contacts == ()


async def test_what_a_whole_load_has_not_met_is_taken_out(book: ContactBook) -> None:
    """Of its own origin alone."""
    met = Met()
    await book.put(Origin.COMPANY, [of_contact(contact(*CONTACTS[0]))], met)
    assert await book.prune(Origin.COMPANY, met) == 3
    assert await book.prune(Origin.COMPANY, met) == 0
    assert book.contacts([Origin.COMPANY], 0, 9).total == 1
    assert names(book, "leo") == ["Leo Ball"]


async def test_who_is_dropped_takes_along_what_was_kept_of_them(book: ContactBook) -> None:
    """A favourite, a choice, a note, and by which number they were reached."""
    await book.set_favourite(JOE, on=True)
    await book.choose("+1", JOE)
    await book.reach_by(JOE, "+1")
    await book.set_note(JOE, "loud")
    assert await book.drop(JOE)
    assert not await book.drop(JOE)
    assert not await book.drop(PersonKey("nonsense"))
    assert (book.favourites, book.chosen("+1"), book.note(JOE)) == ((), None, "")
    assert book.reached_by(JOE) is None
    assert names(book, "goffin") == []


async def test_favourites_keep_their_order_and_choices_change(book: ContactBook) -> None:
    """One more, one less; the last choice counts; an empty note is none."""
    await book.set_favourite(JOE, on=True)
    await book.set_favourite(LEO, on=True)
    await book.set_favourite(JOE, on=True)
    assert book.favourites == (JOE, LEO)
    await book.set_favourite(JOE, on=False)
    assert book.favourites == (LEO,)
    await book.choose("+1", JOE)
    await book.choose("+1", LEO)
    assert book.chosen("+1") == LEO
    await book.choose("+3", JOE)
    assert await book.forget_choices(lambda number: number == "+2") == 0
    assert await book.forget_choices(lambda number: number == "+1") == 1
    assert book.chosen("+1") is None
    assert book.chosen("+3") == JOE
    await book.set_note(JOE, "loud")
    await book.set_note(JOE, "")
    assert book.note(JOE) == ""


async def test_a_renamed_extension_is_found_by_its_new_name_alone(book: ContactBook) -> None:
    """Also where it changed twice."""
    for name in ("Leo Crane", "Leo Hale"):
        await book.put(
            Origin.EXTENSION,
            [of_extension(Extension(ExtensionId("e2000"), Number("2000"), name))],
        )
    assert names(book, "leo") == ["Leo Hale"]
    assert names(book, "leo crane") == []
    assert names(book, "ball leo") == []
