"""Writing people: only what differs, and out with what a whole load has not met."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Origin
from ctiapp.storage import book_write
from ctiapp.storage.book_rows import Row, of_contact
from ctiapp.storage.book_schema import MIGRATIONS, shelf_of, shelf_range
from ctiapp.storage.book_write import Met, Written, drop, drop_all, forget_words, put, remove, unmet
from ctiapp.storage.worker import migrate
from tests.storage.books import CONTACTS, contact

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = [of_contact(contact(*each)) for each in CONTACTS]
FIRST, LAST = shelf_range(shelf_of(1, Origin.COMPANY))


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """Empty tables."""
    with closing(sqlite3.connect(":memory:")) as made:
        migrate(made, MIGRATIONS, "contacts")
        yield made


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many rows there are of each kind, in the indexes as well."""
    for index in ("words", "names", "parts"):
        table = f"temp.of_{index} USING fts5vocab(main, {index}, row)"
        db.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {table}")
    tables = ("people", "numbers", "of_words", "of_names", "of_parts", "vocabulary", "rests")
    return {
        table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in tables
    }


def write(db: sqlite3.Connection, rows: list[Row], met: Met | None = None) -> Written:
    """Write company contacts."""
    return put(db, 1, Origin.COMPANY, rows, met)


def test_only_what_differs_is_written(db: sqlite3.Connection) -> None:
    """The same rows a second time change nothing in the file."""
    assert write(db, ROWS) == Written(added=4)
    before = db.total_changes
    assert write(db, ROWS) == Written(same=4)
    assert db.total_changes == before
    changed = of_contact(contact("1", "Joe Goffin-Hale", "Acme Hotels", ["+12354978652"]))
    written = write(db, [changed])
    assert written == Written(changed=1)
    assert written.any


def test_one_that_comes_twice_is_kept_once(db: sqlite3.Connection) -> None:
    """The last word counts."""
    write(db, [ROWS[0], of_contact(contact("1", "Joe Last"))])
    assert db.execute("SELECT name FROM people").fetchall() == [("Joe Last",)]


def test_nothing_is_left_of_who_is_taken_out(db: sqlite3.Connection) -> None:
    """No number, and no word by which somebody could be guessed to have been there."""
    write(db, ROWS)
    assert all(drop(db, 1, Origin.COMPANY, row.ref) for row in ROWS)
    assert not drop(db, 1, Origin.COMPANY, "1")
    assert set(counts(db).values()) == {0}
    found = db.execute("SELECT rowid FROM words WHERE words MATCH '\"goffin\"*'").fetchall()
    assert found == []


def test_words_that_others_have_stay(db: sqlite3.Connection) -> None:
    """They may still be mistyped."""
    write(db, ROWS)
    drop(db, 1, Origin.COMPANY, "1")
    assert forget_words(db) == 0
    words = {word for (word,) in db.execute("SELECT word FROM vocabulary")}
    assert "goffin" not in words
    assert "acme" in words


def test_many_are_taken_out_with_the_words_that_only_they_had(db: sqlite3.Connection) -> None:
    """Who is not there counts for nothing; what somebody else still has stays to be guessed."""
    write(db, [of_contact(contact(str(n), f"Rossi {n} {'Bianchi' * (n == 3)}")) for n in range(4)])
    assert drop_all(db, 1, Origin.COMPANY, ["0", "3", "9"]) == 2
    assert {word for (word,) in db.execute("SELECT word FROM vocabulary")} == {"rossi"}
    assert drop_all(db, 1, Origin.COMPANY, ["1", "2"]) == 2
    assert set(counts(db).values()) == {0}


def test_what_a_load_has_not_met_is_found_in_slices(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many they are; those of other shelves are not looked at."""
    monkeypatch.setattr(book_write, "TIDY", 2)
    rows = [of_contact(contact(str(n), f"Name {n}")) for n in range(7)]
    write(db, rows)
    put(db, 2, Origin.COMPANY, rows)
    met = Met()
    write(db, [rows[1], rows[5]], met)
    gone, after = [], 0
    while after != LAST:
        some, after = unmet(db, 1, Origin.COMPANY, met, after)
        assert len(some) <= 2
        gone += some
    assert remove(db, gone).removed == 5
    kept = db.execute("SELECT ref FROM people WHERE id BETWEEN ? AND ?", (FIRST, LAST)).fetchall()
    assert kept == [("1",), ("5",)]
    assert db.execute("SELECT count(*) FROM people").fetchone() == (9,)


def test_words_of_a_former_name_are_forgotten_with_the_next_load(db: sqlite3.Connection) -> None:
    """They are looked for together: a load that takes somebody out has the time."""
    write(db, ROWS)
    write(db, [of_contact(contact("1", "Joe Hale", "Acme Hotels"))])
    assert forget_words(db) == 1
    words = {word for (word,) in db.execute("SELECT word FROM vocabulary")}
    assert "goffin" not in words


def test_a_bit_a_row_is_remembered() -> None:
    """Far apart or beside each other."""
    met = Met()
    for row in (0, 9, 500_000):
        met.meet(FIRST + row, FIRST)
    asked = (0, 1, 8, 9, 499_999, 500_000, 10**9)
    assert [row for row in asked if met.met(FIRST + row, FIRST)] == [0, 9, 500_000]


def test_counts_add_up() -> None:
    """Slice by slice."""
    total = Written(1, 2, 3, 4)
    total.add(Written(1, 1, 1, 1))
    assert total == Written(2, 3, 4, 5)
    assert not Written(same=9).any
