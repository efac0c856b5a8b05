"""Lists of contacts in the contacts' file, as long as they are: row numbers alone, by name.

Who shows a list reads the people of the rows that can be seen. Making the list looks at everybody
where there is a filter, so all of this runs in the writer's thread; 500,000 row numbers are 4 MB.
"""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

from ctiapp.model.directory import Origin, person_key
from ctiapp.model.folding import fold
from ctiapp.storage import book_write
from ctiapp.storage.book_schema import MOST_NUMBERS, OWN_SOURCE, numbers_range, shelf_range
from ctiapp.storage.book_text import digits_of, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

MOST_WORDS = 6
"""So many words of a filter are looked at."""
_AT_ONCE = 5000


def rows(
    connection: sqlite3.Connection, shelf: int, *, phonebook: str = "", text: str = ""
) -> Sequence[int]:
    """The rows of a shelf, by name.

    Args:
        connection: the file.
        shelf: which people.
        phonebook: only those in this phonebook; empty: all.
        text: only those whose names, company or department have all of its words somewhere, or
            whose number has its digits; empty: all.
    """
    where, values = ["shelf = ?"], [shelf]
    conditions: list[tuple[str, list[str | int]]] = []
    if phonebook:
        conditions.append(
            (
                "EXISTS (SELECT 1 FROM json_each(more, '$.books') WHERE json_each.value = ?)",
                [phonebook],
            )
        )
    if text.strip():
        conditions.append(_fitting(shelf, text))
    query = " AND ".join([*where, *(condition for condition, _ in conditions)])
    asked = [*values, *(value for _, more in conditions for value in more)]
    found = array("q")
    cursor = connection.execute(
        f"SELECT id FROM people WHERE {query} ORDER BY folded, id",  # noqa: S608 - ours
        asked,
    )
    while some := cursor.fetchmany(_AT_ONCE):
        found.extend(row for (row,) in some)
    return found


def _fitting(shelf: int, text: str) -> tuple[str, list[str | int]]:
    """The condition of a filter."""
    words = words_of(fold(text))[:MOST_WORDS]
    haystack = "(' ' || folded || ' ' || name_words || ' ' || more_words)"
    by_words = " AND ".join([f"instr({haystack}, ?)"] * len(words)) or "0"
    values: list[str | int] = [f" {word}" for word in words]
    digits = digits_of(text)
    if len(digits) < 2:
        return f"({by_words})", values
    by_number = (
        f"id IN (SELECT id / {MOST_NUMBERS} FROM numbers"  # noqa: S608 - ours
        " WHERE id BETWEEN ? AND ? AND instr(number, ?))"
    )
    return f"({by_words} OR {by_number})", [*values, *numbers_range(*shelf_range(shelf)), digits]


def phonebooks(connection: sqlite3.Connection, shelf: int) -> tuple[str, ...]:
    """The names of all phonebooks that anybody of a shelf is in, by name."""
    (found,) = connection.execute(
        "SELECT json_group_array(DISTINCT books.value) FROM people,"
        " json_each(people.more, '$.books') AS books WHERE shelf = ?",
        (shelf,),
    ).fetchone()
    names = (str(name) for name in json.loads(found))
    return tuple(sorted(names, key=lambda name: (name.casefold(), name)))


def drop_own(connection: sqlite3.Connection, refs: Sequence[str]) -> int:
    """Take these of the user's own out, with what was kept of them; how many were there."""
    keys = json.dumps([person_key(Origin.OWN, ref) for ref in refs])
    for table in ("favourites", "choices", "notes", "ways"):
        connection.execute(
            f"DELETE FROM {table} WHERE person IN (SELECT value FROM json_each(?))",  # noqa: S608
            (keys,),
        )
    return book_write.drop_all(connection, OWN_SOURCE, Origin.OWN, refs)
