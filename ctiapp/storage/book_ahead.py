"""Reading ahead, in the writer's thread: what the first keys of a session need of the disk.

After a start the file lies on the disk alone, and a first key that has to wait for it waits on the
loop's thread. So the beginnings of what a key asks for are read once before, where nobody waits.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

from ctiapp.storage.book_schema import numbers_range, range_of

if TYPE_CHECKING:
    import sqlite3

KEYS: Final = string.ascii_lowercase + string.digits
"""What somebody types first; each is read in a transaction of its own, so that a write gets in."""
MOST: Final = 200
"""Rows that are read for each: as many as a key reads."""


def read_ahead(connection: sqlite3.Connection, source: int, key: str) -> int:
    """Read what this key asks for of the people of one PBX; how many rows that were."""
    first, last = range_of(source)
    words = (
        "SELECT count(length(people.name_words)) FROM (SELECT rowid AS at FROM words"
        " WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?) JOIN people ON people.id = at"
    )
    found = int(connection.execute(words, (f'"{key}"*', first, last, MOST)).fetchone()[0])
    if key.isdigit():
        parts = (
            "SELECT count(length(number)) FROM (SELECT rowid AS at FROM parts"
            " WHERE parts MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?) JOIN numbers ON id = at"
        )
        held = (f'"{key}"*', *numbers_range(first, last), MOST)
        found += int(connection.execute(parts, held).fetchone()[0])
    return found
