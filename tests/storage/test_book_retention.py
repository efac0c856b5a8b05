"""PBXs that nobody signs in to any more: all that was kept of them goes, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Department, Origin, PersonKey, person_key
from ctiapp.storage import book_write
from ctiapp.storage.book_retention import Remark
from ctiapp.storage.book_rows import of_contact
from tests.storage.books import AT, contact, filled, names

if TYPE_CHECKING:
    from pathlib import Path

    from ctiapp.storage.book import ContactBook

LATER = AT + timedelta(days=400)
YEAR_AGO = LATER - timedelta(days=365)
JOE = person_key(Origin.COMPANY, "1")
TABLES = (
    *("people", "numbers", "vocabulary", "departments"),
    *("favourites", "choices", "notes", "ways"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file lies."""
    return tmp_path / "contacts.sqlite"


async def marked(path: Path) -> ContactBook:
    """A PBX of long ago with all that can be kept of one, and one's own contact."""
    book = await filled(path)
    await book.set_departments([Department("1", "Sales", None, frozenset())])
    await book.set_favourite(JOE, on=True)
    await book.choose("+12354978652", JOE)
    await book.reach_by(JOE, "+12354978652")
    await book.set_note(JOE, "prefers mornings")
    (own,), _ = await book.save_own([contact("", "Zoe Own", numbers=["+49301"])])
    await book.set_note(person_key(Origin.OWN, own), "mine")
    return book


async def test_a_pbx_that_is_used_no_more_goes_with_all_of_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slice by slice; one's own, and who is signed in to now, stay."""
    monkeypatch.setattr(book_write, "TIDY", 2)
    book = await marked(path)
    await book.serve("SN2", LATER)
    await book.put(Origin.COMPANY, [of_contact(contact("1", "Eve Moss"))])

    assert await book.forget_unused(YEAR_AGO, LATER) == 1
    assert await book.forget_unused(YEAR_AGO, LATER) == 0

    assert names(book, "eve") == ["Eve Moss"]
    assert names(book, "zoe") == ["Zoe Own"]
    await book.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT pbx FROM sources").fetchall() == [("SN2",)]
        left = {
            table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - ours
            for table in TABLES
        }
    assert left == {
        "people": 2,
        "numbers": 1,
        "vocabulary": 1,
        "departments": 0,
        "favourites": 0,
        "choices": 0,
        "notes": 1,
        "ways": 0,
    }


async def test_who_is_signed_in_for_years_uses_it_all_the_time(path: Path) -> None:
    """Also once another is signed in to for a moment."""
    book = await marked(path)
    assert await book.forget_unused(YEAR_AGO, LATER) == 0
    assert names(book, "goffin") == ["Joe Goffin"]
    await book.serve("SN2", LATER)
    assert await book.forget_unused(YEAR_AGO, LATER) == 0
    await book.serve("SN1", LATER)
    assert names(book, "goffin") == ["Joe Goffin"]
    await book.close()


async def test_all_that_was_remarked_is_told_with_whose_it_is(path: Path) -> None:
    """Of every PBX, whichever is served."""
    book = await marked(path)
    own = next(hit.key for hit in book.search("zoe", 1))
    await book.set_note(PersonKey("company:gone"), "who was it")
    await book.serve("SN2", LATER)

    assert await book.remarks() == [
        Remark("note", "", own, "Zoe Own", text="mine"),
        Remark("note", "SN1", JOE, "Joe Goffin", text="prefers mornings"),
        Remark("note", "SN1", "company:gone", text="who was it"),
        Remark("favourite", "SN1", JOE, "Joe Goffin"),
        Remark("choice", "SN1", JOE, "Joe Goffin", "+12354978652"),
        Remark("way", "SN1", JOE, "Joe Goffin", "+12354978652"),
    ]
    await book.close()
