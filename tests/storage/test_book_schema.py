"""Rows are numbered so that one PBX, one origin, one person are one range each."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from ctiapp.model.directory import Origin
from ctiapp.storage.book_schema import (
    MIGRATIONS,
    MOST_NUMBERS,
    MOST_SOURCES,
    NUMBER_SHELF_BITS,
    ORIGINS,
    numbers_range,
    origin_of,
    range_of,
    shelf_of,
    shelf_range,
)
from ctiapp.storage.worker import migrate


@pytest.mark.parametrize("source", [0, 1, MOST_SOURCES])
def test_the_shelves_of_a_pbx_lie_within_its_range(source: int) -> None:
    """One behind the other, in the order in which they are shown."""
    first, last = range_of(source)
    before = first
    for origin in ORIGINS:
        low, high = shelf_range(shelf_of(source, origin))
        assert before <= low <= high <= last
        assert origin_of(low) is origin_of(high) is origin
        before = high + 1
    assert range_of(source + 1)[0] == last + 1


def test_the_numbers_of_a_person_fit_into_a_row_number() -> None:
    """Those of the last person of the last PBX as well."""
    _, last = range_of(MOST_SOURCES)
    low, high = numbers_range(last, last)
    assert high - low == MOST_NUMBERS - 1
    assert high < 2**63
    assert low // MOST_NUMBERS == last


def test_a_numbers_shelf_is_its_persons() -> None:
    """The index of digits is sorted by it."""
    shelf = shelf_of(3, Origin.COMPANY)
    low, high = numbers_range(*shelf_range(shelf))
    assert low >> NUMBER_SHELF_BITS == high >> NUMBER_SHELF_BITS == shelf


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT * FROM numbers WHERE tail = 'x'", "numbers_by_tail"),
        (
            "SELECT * FROM numbers WHERE id >> 42 = 1 AND ltrim(number, '+') >= 'a'",
            "numbers_by_digits",
        ),
        ("SELECT * FROM people WHERE shelf = 1 AND ref = 'x'", "people_by_ref"),
        (
            "SELECT * FROM people WHERE shelf = 1 AND folded >= 'a' ORDER BY folded",
            "people_by_name",
        ),
    ],
)
def test_each_question_has_its_index(query: str, index: str) -> None:
    """None reads the whole file."""
    with closing(sqlite3.connect(":memory:")) as db:
        migrate(db, MIGRATIONS, "contacts")
        plan = db.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert len(plan) == 1
    assert index in plan[0][3]


def test_people_of_an_older_file_are_found_by_name_alone() -> None:
    """The index of names came later than they did."""
    person = "INSERT INTO people VALUES (7, 1, 'x', '', '', '', '', 0, '', 'ann lee', 'acme')"
    with closing(sqlite3.connect(":memory:")) as db:
        migrate(db, MIGRATIONS[:1], "contacts")
        db.execute(person)
        db.commit()
        migrate(db, MIGRATIONS, "contacts")
        query = "SELECT rowid FROM names WHERE names MATCH ?"
        assert db.execute(query, ('"le"*',)).fetchall() == [(7,)]
        assert db.execute(query, ('"ac"*',)).fetchall() == []
