"""The rows of the list: each made anew of all that is known of its call; in the writer's thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.historyfold import call_of, joined
from ctiapp.storage import history_schema as schema

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from ctiapp.model.historyfold import Reading
    from ctiapp.model.ids import CallId
    from ctiapp.model.records import CallRecord


def derive(
    connection: sqlite3.Connection, me: int, owner: str, call: int, reading: Reading
) -> None:
    """Make the row of a call anew of what is known of it; where that is nothing, it goes."""
    seen = [
        schema.seen_of(row)
        for row in connection.execute(
            f"SELECT {schema.SEEN_COLUMNS} FROM seen WHERE call = ? ORDER BY mine DESC, id",  # noqa: S608 - ours
            (call,),
        )
    ]
    written = connection.execute(
        f"SELECT {schema.RECORD_COLUMNS}, ahead_s FROM records WHERE call = ? ORDER BY at, uid",  # noqa: S608 - ours
        (call,),
    ).fetchall()
    lines = [schema.record_of(row) for row in written]
    if not seen and not lines:
        connection.execute("DELETE FROM calls WHERE id = ?", (call,))
        return
    told = call_of(lines, reading) if lines else None
    if told is not None:
        told = replace(told, at=schema.here(told.at, written[0][-1]))
    past = joined(seen, told, reading, key=str(call))
    note = _note(connection, owner, past.call_id, lines)
    past = joined(seen, told, reading, key=str(call), note=note) if note else past
    connection.execute(
        *schema.insert("calls", {"id": call, "owner": me, **schema.call_values(past)})
    )


def _note(
    connection: sqlite3.Connection,
    owner: str,
    call_id: CallId | None,
    lines: Iterable[CallRecord],
) -> str:
    """What was written on a call, under its id or under what stands for it."""
    ids = [] if call_id is None else [str(call_id)]
    ids += (f"record-{line.uid}" for line in lines)
    for each in ids:
        row = connection.execute(
            "SELECT text FROM notes WHERE pbx = ? AND call_id = ?", (pbx_of(owner), each)
        ).fetchone()
        if row is not None:
            return str(row[0])
    return ""


def new_call(connection: sqlite3.Connection, me: int, at: int) -> int:
    """Room for a call of which nothing is written yet."""
    cursor = connection.execute(
        "INSERT INTO calls (owner, at, day, name, incoming, fate, taken_name, ring_s, talk_s,"
        " recording, recorded, note, parts, person, words)"
        " VALUES (?, ?, 0, '', 0, 'unknown', '', 0, 0, '', 0, '', 1, '', '')",
        (me, at),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - a row was written
    return cursor.lastrowid


def pbx_of(owner: str) -> str:
    """The PBX of an owner."""
    return owner.rpartition("/")[0]
