"""What is taken out of the history's file for good; in the writer's thread."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.storage.history_rows import pbx_of
from ctiapp.storage.history_schema import CALL_COLUMNS, call_of, words_of
from ctiapp.storage.moments import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime


def forget_calls(
    connection: sqlite3.Connection, numbers: Collection[str], owner: str | None
) -> int:
    """Take out all that is kept of these numbers; how many calls that were.

    Lines in which one of them is named go with their call, and the PBX's ids of them stay, so that
    it does not tell them anew. A call of somebody else's in which one of them was named on the side
    (who took it) keeps its row.

    Args:
        connection: that writes.
        numbers: as they were written.
        owner: of whom alone; None: of all.
    """
    rows = connection.execute(
        "SELECT calls.id, owners.name, call_id, person FROM calls"
        " JOIN owners ON owners.id = owner"
        " WHERE number IN (SELECT value FROM json_each(?)) AND (? IS NULL OR owners.name = ?)",
        (json.dumps(sorted(numbers)), owner, owner),
    ).fetchall()
    for call, whose, call_id, person in rows:
        connection.execute(
            "INSERT OR REPLACE INTO forgotten (owner, uid, at)"
            " SELECT owner, uid, at FROM records WHERE call = ?",
            (call,),
        )
        connection.execute(
            "DELETE FROM notes WHERE pbx = ? AND (call_id = ?"
            " OR call_id IN (SELECT 'record-' || uid FROM records WHERE call = ?))",
            (pbx_of(whose), call_id, call),
        )
        connection.execute("DELETE FROM marks WHERE owner = ? AND person = ?", (whose, person))
        _drop(connection, call)
    if rows:
        _empty_log(connection)
    return len(rows)


def prune(connection: sqlite3.Connection, calls: datetime | None, notes: datetime | None) -> int:
    """Take out calls and notes that are older; how many calls that were.

    Args:
        connection: that writes.
        calls, notes: from when on they are kept; None: for ever.
    """
    gone = 0
    if calls is not None:
        before = stamp(calls)
        old = connection.execute("SELECT id FROM calls WHERE at < ?", (before,)).fetchall()
        for (call,) in old:
            _drop(connection, call)
        connection.execute("DELETE FROM forgotten WHERE at < ?", (before,))
        connection.execute("DELETE FROM marks WHERE at < ?", (before,))
        gone = len(old)
    faded = 0
    if notes is not None:
        before = stamp(notes)
        faded = connection.execute("DELETE FROM notes WHERE at < ?", (before,)).rowcount
        noted = connection.execute(
            f"SELECT {CALL_COLUMNS} FROM calls WHERE at < ? AND note <> ''",  # noqa: S608 - ours
            (before,),
        ).fetchall()
        less = [replace(call_of(row), note="") for row in noted]
        connection.executemany(
            "UPDATE calls SET note = '', words = ? WHERE id = ?",
            [(words_of(call), int(call.key)) for call in less],
        )
        faded += len(less)
    if gone or faded:
        _empty_log(connection)
    return gone


def _drop(connection: sqlite3.Connection, call: int) -> None:
    connection.execute("DELETE FROM seen WHERE call = ?", (call,))
    connection.execute("DELETE FROM records WHERE call = ?", (call,))
    connection.execute("DELETE FROM calls WHERE id = ?", (call,))


def _empty_log(connection: sqlite3.Connection) -> None:
    """Leave nothing in the write-ahead log of what was taken out."""
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
