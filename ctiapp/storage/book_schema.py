"""The tables of the contacts' file, and how its rows are numbered.

A row's number says whose it is: ``source`` (0 for the user's own contacts, else a PBX that was
known here), then the origin, then a count. So everything of one PBX, and of one origin within it,
is one range: FTS5 and SQLite both skip all other rows without looking at them, and another PBX's
rows can neither be shown nor slow down a search. A person's telephone numbers have the person's
number, times `MOST_NUMBERS`, plus their place: one range again.

The words of names have an index of their own beside that of all words: asked for names alone, that
one goes through all rows whose company or department has them.

The words of a row are kept beside it: an index without content can only forget a row when it is
told exactly what it was given.
"""

from __future__ import annotations

from typing import Final

from ctiapp.model.directory import Origin

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE sources (
        id INTEGER PRIMARY KEY,
        pbx TEXT NOT NULL UNIQUE,
        whole_at TEXT,
        used_at TEXT
    );
    CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        shelf INTEGER NOT NULL,
        ref TEXT NOT NULL,
        name TEXT NOT NULL,
        company TEXT NOT NULL,
        department TEXT NOT NULL,
        folded TEXT NOT NULL,
        mark INTEGER NOT NULL,
        more TEXT NOT NULL,
        name_words TEXT NOT NULL,
        more_words TEXT NOT NULL
    );
    CREATE UNIQUE INDEX people_by_ref ON people (shelf, ref);
    CREATE INDEX people_by_name ON people (shelf, folded);
    CREATE TABLE numbers (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        tail TEXT NOT NULL
    );
    CREATE INDEX numbers_by_tail ON numbers (tail);
    CREATE INDEX numbers_by_digits ON numbers (id >> 42, ltrim(number, '+'));
    CREATE VIRTUAL TABLE words USING fts5 (
        name, more, content='', detail=column, columnsize=0, prefix='1 2 3', tokenize='unicode61'
    );
    CREATE VIRTUAL TABLE parts USING fts5 (
        grams, content='', columnsize=0, prefix='1 2', tokenize='unicode61'
    );
    CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
    CREATE TABLE rests (rest INTEGER, word INTEGER, PRIMARY KEY (rest, word)) WITHOUT ROWID;
    CREATE TABLE departments (
        source INTEGER NOT NULL,
        ref TEXT NOT NULL,
        name TEXT NOT NULL,
        parent TEXT,
        members TEXT NOT NULL,
        PRIMARY KEY (source, ref)
    ) WITHOUT ROWID;
    CREATE TABLE favourites (
        id INTEGER PRIMARY KEY,
        source INTEGER NOT NULL,
        person TEXT NOT NULL,
        UNIQUE (source, person)
    );
    CREATE TABLE choices (
        source INTEGER NOT NULL,
        number TEXT NOT NULL,
        person TEXT NOT NULL,
        PRIMARY KEY (source, number)
    ) WITHOUT ROWID;
    CREATE TABLE notes (
        source INTEGER NOT NULL,
        person TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (source, person)
    ) WITHOUT ROWID;
    """,
    """
    CREATE VIRTUAL TABLE names USING fts5 (
        words, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize='unicode61'
    );
    INSERT INTO names (rowid, words) SELECT id, name_words FROM people;
    """,
    """
    CREATE TABLE ways (
        source INTEGER NOT NULL,
        person TEXT NOT NULL,
        number TEXT NOT NULL,
        PRIMARY KEY (source, person)
    ) WITHOUT ROWID;
    """,
)
"""Each step from one version of the file to the next. Never edited once it was released."""

OWN_SOURCE: Final = 0
"""The user's own contacts: they survive a change of the PBX."""
MOST_NUMBERS: Final = 64
"""Telephone numbers that one person may have."""
MOST_SOURCES: Final = 2**16
"""PBXs that one file may know."""
_COUNT_BITS: Final = 36
_ORIGIN_BITS: Final = 4

NUMBER_SHELF_BITS: Final = 42
"""A number's row shifted by so much is its shelf: `_COUNT_BITS`, and those of `MOST_NUMBERS`."""

ORIGINS: Final = (Origin.EXTENSION, Origin.OWN, Origin.PLACE, Origin.COMPANY)
"""In the order in which they are shown."""


def shelf_of(source: int, origin: Origin) -> int:
    """Where the people of one origin stand."""
    return source << _ORIGIN_BITS | ORIGINS.index(origin)


def range_of(source: int) -> tuple[int, int]:
    """The first and the last number that a row of this source can have."""
    bits = _COUNT_BITS + _ORIGIN_BITS
    return source << bits, ((source + 1) << bits) - 1


def shelf_range(shelf: int) -> tuple[int, int]:
    """The first and the last number that a row of this shelf can have."""
    return shelf << _COUNT_BITS, ((shelf + 1) << _COUNT_BITS) - 1


def origin_of(row: int) -> Origin:
    """Of which origin a row is."""
    return ORIGINS[place_of(row)]


def place_of(row: int) -> int:
    """Where among `ORIGINS` a row's origin stands."""
    return row >> _COUNT_BITS & (1 << _ORIGIN_BITS) - 1


def numbers_range(first: int, last: int) -> tuple[int, int]:
    """The numbers of the rows of these people."""
    return first * MOST_NUMBERS, last * MOST_NUMBERS + MOST_NUMBERS - 1
