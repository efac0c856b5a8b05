"""Writing people into the contacts' file; all of this runs in the writer's thread.

A load brings everybody anew, and nearly all of them are as they were: each is compared by its mark,
and only what differs is written. Which rows a load has met is kept as one bit each; what was met by
a *whole* load no more is taken out after it.

Words are made and rows are written by turns, person by person: each write lets the interpreter go,
so that the window's thread never waits for a whole slice of text to be taken apart.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.folding import fold
from ctiapp.model.number import Number
from ctiapp.model.numberplan import tail_of
from ctiapp.storage import book_typos
from ctiapp.storage.book_schema import MOST_NUMBERS, numbers_range, shelf_of, shelf_range
from ctiapp.storage.book_text import digits_of, grams, guessable, searched

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from ctiapp.model.directory import Origin
    from ctiapp.storage.book_rows import Row

TIDY = 500
"""How many rows are taken out in one transaction."""


@dataclass(slots=True)
class Written:
    """What became of rows.

    Attributes:
        added, changed, same, removed: how many.
    """

    added: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0

    def add(self, other: Written) -> None:
        """Count these as well."""
        self.added += other.added
        self.changed += other.changed
        self.same += other.same
        self.removed += other.removed

    @property
    def any(self) -> bool:
        """Whether anything is other than it was."""
        return bool(self.added or self.changed or self.removed)


class Met:
    """Which rows of a shelf a load has met: one bit each, by the row's place in the shelf."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def meet(self, row: int, first: int) -> None:
        """Note a row; ``first`` is the shelf's first number."""
        at = (row - first) >> 3
        if at >= len(self._bits):
            self._bits.extend(bytes(at + 1 - len(self._bits) + 4096))
        self._bits[at] |= 1 << ((row - first) & 7)

    def met(self, row: int, first: int) -> bool:
        """Whether it was noted."""
        at = (row - first) >> 3
        return at < len(self._bits) and bool(self._bits[at] >> ((row - first) & 7) & 1)


def put(
    connection: sqlite3.Connection,
    source: int,
    origin: Origin,
    rows: Sequence[Row],
    met: Met | None = None,
) -> Written:
    """Write these, all of one origin; what is as it was is left alone."""
    shelf = shelf_of(source, origin)
    first, last = shelf_range(shelf)
    written = Written()
    refs = json.dumps([row.ref for row in rows])
    known = {
        ref: (number, mark)
        for ref, number, mark in connection.execute(
            "SELECT ref, id, mark FROM people"
            " WHERE shelf = ? AND ref IN (SELECT value FROM json_each(?))",
            (shelf, refs),
        )
    }
    (highest,) = connection.execute(
        "SELECT max(id) FROM people WHERE id BETWEEN ? AND ?", (first, last)
    ).fetchone()
    following = first if highest is None else highest + 1
    for row in rows:
        number, mark = known.get(row.ref, (None, None))
        if number is None:
            number, following = following, following + 1
            written.added += 1
            _insert(connection, shelf, number, row)
        elif mark != row.mark:
            written.changed += 1
            _remove(connection, number)
            _insert(connection, shelf, number, row)
        else:
            written.same += 1
        known[row.ref] = (number, row.mark)
        if met is not None:
            met.meet(number, first)
    return written


def drop(connection: sqlite3.Connection, source: int, origin: Origin, ref: str) -> bool:
    """Take one out, and the words that only they had; whether they were there."""
    return drop_all(connection, source, origin, [ref]) > 0


def drop_all(
    connection: sqlite3.Connection, source: int, origin: Origin, refs: Sequence[str]
) -> int:
    """Take these out, and the words that only they had; how many were there.

    Whether a word is still in use is asked of the index and not of a table of its words: that one
    counts all rows that have it, half a million for the word of a whole company.
    """
    shelf = shelf_of(source, origin)
    words: set[str] = set()
    count = 0
    for ref in refs:
        found = connection.execute(
            "SELECT id, name, company, department FROM people WHERE shelf = ? AND ref = ?",
            (shelf, ref),
        ).fetchone()
        if found is None:
            continue
        number, *texts = found
        _remove(connection, number)
        words |= guessable(*texts)
        count += 1
    for word in sorted(words):
        used = connection.execute(
            "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{word}"',)
        ).fetchone()
        known = connection.execute("SELECT id FROM vocabulary WHERE word = ?", (word,)).fetchone()
        if used is None and known is not None:
            _forget(connection, known[0], word)
    return count


def unmet(
    connection: sqlite3.Connection, source: int, origin: Origin, met: Met, after: int
) -> tuple[list[int], int]:
    """Some rows that a load has not met, from behind this one on, and how far that looked.

    The look is over where that is the shelf's last number.
    """
    first, last = shelf_range(shelf_of(source, origin))
    found: list[int] = []
    seen = max(after, first - 1)
    for (number,) in connection.execute(
        "SELECT id FROM people WHERE id > ? AND id <= ? ORDER BY id", (seen, last)
    ):
        if not met.met(number, first):
            found.append(number)
            if len(found) == TIDY:
                return found, number
    return found, last


def remove(connection: sqlite3.Connection, rows: Iterable[int]) -> Written:
    """Take these rows out."""
    written = Written()
    for number in rows:
        _remove(connection, number)
        written.removed += 1
    return written


def forget_words(connection: sqlite3.Connection) -> int:
    """Take out of the vocabulary what no row has any more; how many words that were."""
    _watch_words(connection)
    gone = connection.execute(
        "SELECT id, word FROM vocabulary WHERE word NOT IN (SELECT term FROM temp.used)"
    ).fetchall()
    for number, word in gone:
        _forget(connection, number, word)
    return len(gone)


def _watch_words(connection: sqlite3.Connection) -> None:
    """Have a table of all words that rows still have."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.used USING fts5vocab(main, words, row)"
    )


def _forget(connection: sqlite3.Connection, number: int, word: str) -> None:
    connection.execute("DELETE FROM vocabulary WHERE id = ?", (number,))
    connection.executemany(
        "DELETE FROM rests WHERE rest = ? AND word = ?",
        [(rest, number) for rest in book_typos.kept_under(word)],
    )


def _insert(connection: sqlite3.Connection, shelf: int, number: int, row: Row) -> None:
    name_words = searched(row.name)
    in_name = set(name_words)
    more = [*searched(row.company), *searched(row.department)]
    more_words = " ".join(dict.fromkeys(word for word in more if word not in in_name))
    words = " ".join(name_words)
    connection.execute(
        "INSERT INTO people (id, shelf, ref, name, company, department, folded, mark, more,"
        " name_words, more_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(number, shelf, row.ref, row.name, row.company, row.department),
            *(fold(row.name[:300]), row.mark, row.more, words, more_words),
        ),
    )
    connection.execute(
        "INSERT INTO words (rowid, name, more) VALUES (?, ?, ?)", (number, words, more_words)
    )
    connection.execute("INSERT INTO names (rowid, words) VALUES (?, ?)", (number, words))
    for place, (kind, text) in enumerate(row.numbers):
        at = number * MOST_NUMBERS + place
        connection.execute(
            "INSERT INTO numbers (id, kind, number, tail) VALUES (?, ?, ?, ?)",
            (at, kind, text, tail_of(Number(text))),
        )
        parts = grams(digits_of(text))
        if parts:
            connection.execute("INSERT INTO parts (rowid, grams) VALUES (?, ?)", (at, parts))
    for word in guessable(row.name, row.company, row.department):
        made = connection.execute("INSERT OR IGNORE INTO vocabulary (word) VALUES (?)", (word,))
        if made.rowcount:
            connection.executemany(
                "INSERT OR IGNORE INTO rests (rest, word) VALUES (?, ?)",
                [(rest, made.lastrowid) for rest in sorted(book_typos.kept_under(word))],
            )


def _remove(connection: sqlite3.Connection, number: int) -> None:
    words = connection.execute(
        "SELECT name_words, more_words FROM people WHERE id = ?", (number,)
    ).fetchone()
    connection.execute(
        "INSERT INTO words (words, rowid, name, more) VALUES ('delete', ?, ?, ?)", (number, *words)
    )
    connection.execute(
        "INSERT INTO names (names, rowid, words) VALUES ('delete', ?, ?)", (number, words[0])
    )
    numbers = numbers_range(number, number)
    for at, text in connection.execute(
        "SELECT id, number FROM numbers WHERE id BETWEEN ? AND ?", numbers
    ).fetchall():
        parts = grams(digits_of(text))
        if parts:
            connection.execute(
                "INSERT INTO parts (parts, rowid, grams) VALUES ('delete', ?, ?)", (at, parts)
            )
    connection.execute("DELETE FROM numbers WHERE id BETWEEN ? AND ?", numbers)
    connection.execute("DELETE FROM people WHERE id = ?", (number,))
