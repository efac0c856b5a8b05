"""By which number somebody who has several was reached last; in the contacts' file.

It is kept beside favourites and notes, since no load of the PBX's contacts may lose it, and it is
forgotten with the number that it names.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ctiapp.model.directory import PersonKey

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

READ: str = "SELECT json_group_array(json_array(person, number)) FROM ways WHERE source IN (?, ?)"
"""All that are kept of the user's own, and of one PBX."""


def keep(connection: sqlite3.Connection, source: int, person: str, number: str) -> None:
    """Somebody was reached by this number; runs in the writer's thread."""
    connection.execute("INSERT OR REPLACE INTO ways VALUES (?, ?, ?)", (source, person, number))


def forget(connection: sqlite3.Connection, is_one: Callable[[str], bool]) -> int:
    """Nobody was ever reached by these numbers, at any PBX; how many were.

    Args:
        connection: writes the file.
        is_one: tells whether a number is one of them.
    """
    kept = [number for (number,) in connection.execute("SELECT DISTINCT number FROM ways")]
    gone = json.dumps([number for number in kept if is_one(number)])
    return connection.execute(
        "DELETE FROM ways WHERE number IN (SELECT value FROM json_each(?))", (gone,)
    ).rowcount


def as_ways(rows: list[list[str]]) -> dict[PersonKey, str]:
    """What `READ` answered, by whom."""
    return {PersonKey(person): number for person, number in rows}
