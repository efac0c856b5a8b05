"""What the contacts' file keeps of PBXs that nobody signs in to any more; in the writer's thread.

A PBX goes with all that was kept of it: people, departments, favourites, choices, notes and ways
(`book_ways`). Of many people a slice at a time, each a transaction; where that is interrupted, or
the PBX is signed in to meanwhile, what is there is whole for what it is, and the next time goes on
from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.storage import book_write
from ctiapp.storage.book_schema import OWN_SOURCE, range_of

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Remark:
    """What the user keeps of somebody, or of a number.

    Attributes:
        kind: ``note``, ``favourite``, ``choice`` or ``way``.
        pbx: whose person that is: the PBX's name in this file; empty for one of the user's own.
        person: the key of that person.
        name: theirs, where they are known still.
        number: of a choice: for which number they were chosen; of a way: by which they were
            reached last.
        text: of a note.
    """

    kind: str
    pbx: str
    person: str
    name: str = ""
    number: str = ""
    text: str = ""


def unused(connection: sqlite3.Connection, served: int, before: str) -> list[int]:
    """The PBXs that were last signed in to before this; never the one that is served."""
    return [
        source
        for (source,) in connection.execute(
            "SELECT id FROM sources WHERE id != ? AND used_at < ?", (served, before)
        )
    ]


def use(connection: sqlite3.Connection, served: int, now: str) -> None:
    """Who is signed in for weeks uses it all the time."""
    connection.execute("UPDATE sources SET used_at = ? WHERE id = ?", (now, served))


def forget(connection: sqlite3.Connection, source: int, before: str) -> bool:
    """Take some of a PBX's people out, and with the last of them all else; whether that is done.

    Nothing is taken out of one that was signed in to meanwhile: then it is done as well.
    """
    found = connection.execute(
        "SELECT 1 FROM sources WHERE id = ? AND used_at < ?", (source, before)
    ).fetchone()
    if found is None or source == OWN_SOURCE:
        return True
    rows = connection.execute(
        "SELECT id FROM people WHERE id BETWEEN ? AND ? LIMIT ?",
        (*range_of(source), book_write.TIDY),
    ).fetchall()
    if rows:
        # From here on nothing says any more that all of it is here.
        connection.execute("UPDATE sources SET whole_at = NULL WHERE id = ?", (source,))
        book_write.remove(connection, [row for (row,) in rows])
        return False
    for table in ("departments", "favourites", "choices", "notes", "ways"):
        connection.execute(f"DELETE FROM {table} WHERE source = ?", (source,))  # noqa: S608 - ours
    connection.execute("DELETE FROM sources WHERE id = ?", (source,))
    return True


def remarks(connection: sqlite3.Connection) -> list[Remark]:
    """All notes, favourites, choices and ways, of every PBX and of the user's own."""
    from ctiapp.model.directory import PersonKey, key_parts
    from ctiapp.storage.book_schema import shelf_of

    found: list[Remark] = []
    for kind, fields in (
        ("note", "notes.source, person, '', text FROM notes"),
        ("favourite", "favourites.source, person, '', '' FROM favourites"),
        ("choice", "choices.source, person, number, '' FROM choices"),
        ("way", "ways.source, person, number, '' FROM ways"),
    ):
        kept = connection.execute(f"SELECT {fields} ORDER BY 1, 2, 3").fetchall()
        for source, person, number, text in kept:
            parts = key_parts(PersonKey(person))
            named = (
                parts
                and connection.execute(
                    "SELECT name FROM people WHERE shelf = ? AND ref = ?",
                    (shelf_of(source, parts[0]), parts[1]),
                ).fetchone()
            )
            pbx = connection.execute("SELECT pbx FROM sources WHERE id = ?", (source,)).fetchone()
            found.append(
                Remark(
                    kind,
                    pbx[0] if pbx else "",
                    person,
                    named[0] if named else "",
                    number,
                    text,
                )
            )
    return found
