"""What is written into the history's file; in the writer's thread, each job a transaction.

A row of ``calls`` is made anew of all that is known of the call (``seen``, ``records``, ``notes``)
whenever one of these changes: so it does not matter what comes first, nor how often.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ctiapp.storage import history_schema as schema
from ctiapp.storage.history_rows import derive, pbx_of
from ctiapp.storage.history_settle import DAY_MS, settle
from ctiapp.storage.moments import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from ctiapp.model.history import Seen
    from ctiapp.model.historyfold import Reading
    from ctiapp.model.ids import CallId
    from ctiapp.model.records import CallRecord


def owner_id(connection: sqlite3.Connection, owner: str) -> int:
    """Under which number an owner is kept; a new one where there is none."""
    connection.execute("INSERT OR IGNORE INTO owners (name) VALUES (?)", (owner,))
    row = connection.execute("SELECT id FROM owners WHERE name = ?", (owner,)).fetchone()
    return int(row[0])


# -- what was seen -------------------------------------------------------------------------------


def see(
    connection: sqlite3.Connection, owner: str, seen: Iterable[Seen], reading: Reading
) -> tuple[int, ...]:
    """Take in what this desk saw, or what the PBX told at a call's end; which calls changed."""
    me = owner_id(connection, owner)
    fresh: dict[int, int] = {}
    for each in seen:
        row = _see(connection, me, each)
        if row is not None:
            fresh[row] = stamp(each.at)
    return settle(connection, me, owner, reading, seen=fresh)


def _see(connection: sqlite3.Connection, me: int, seen: Seen) -> int | None:
    """Write it, in the place of what was seen of that call before; None where that says it all."""
    at, call = stamp(seen.at), 0
    for row_id, known_at, mine, known_call, *kept in connection.execute(
        f"SELECT id, at, mine, call, {schema.SEEN_COLUMNS} FROM seen"  # noqa: S608 - ours
        " WHERE owner = ? AND call_id = ?",
        (me, seen.call_id),
    ).fetchall():
        if abs(known_at - at) > DAY_MS:
            continue  # a PBX set up anew began to count again
        call = int(known_call)
        if bool(mine) is seen.mine:
            before = schema.seen_of(kept)
            if before.ahead_s is not None:
                # How far the clock was off then is not what it is now.
                seen = replace(seen, ahead_s=before.ahead_s)
            if before == schema.seen_of(schema.seen_values(seen)):
                return None
            connection.execute("DELETE FROM seen WHERE id = ?", (row_id,))
    values = schema.seen_values(seen)
    cursor = connection.execute(
        f"INSERT INTO seen ({schema.SEEN_COLUMNS}, owner, call)"  # noqa: S608 - ours
        f" VALUES ({_marks(len(values))}, ?, ?)",
        (*values, me, call),
    )
    return cursor.lastrowid


def ahead(
    connection: sqlite3.Connection, owner: str, ahead_s: float, since: datetime, reading: Reading
) -> tuple[int, ...]:
    """It is known now how far the PBX's clock is off ours; which calls changed.

    Args:
        ahead_s: by so much it is ahead, in seconds.
        since: what was seen and written down since then, while that was not known, was by the
            same clock.
    """
    me = owner_id(connection, owner)
    fresh = dict(
        connection.execute(
            "SELECT id, at FROM seen WHERE owner = ? AND at >= ? AND ahead_s IS NULL",
            (me, stamp(since)),
        ).fetchall()
    )
    connection.executemany(
        "UPDATE seen SET ahead_s = ? WHERE id = ?", [(ahead_s, each) for each in fresh]
    )
    unsure = "owner = ? AND at >= ? AND ahead_s IS NULL"
    lines = dict(
        connection.execute(
            f"SELECT uid, at FROM records WHERE {unsure}",  # noqa: S608 - ours
            (me, stamp(since)),
        ).fetchall()
    )
    connection.execute(
        f"UPDATE records SET ahead_s = ? WHERE {unsure}",  # noqa: S608 - ours
        (ahead_s, me, stamp(since)),
    )
    return settle(connection, me, owner, reading, seen=fresh, lines=lines)


# -- what the PBX wrote down ---------------------------------------------------------------------


def record(
    connection: sqlite3.Connection,
    owner: str,
    records: Iterable[CallRecord],
    reading: Reading,
    ahead_s: float | None = None,
) -> tuple[int, ...]:
    """Take in lines of the PBX's list; which calls changed.

    Lines that neither concern oneself or one's queues nor belong to a call that does are left out.

    Args:
        ahead_s: by how much the PBX's clock is ahead of ours, in seconds; None where that is not
            known.
    """
    me = owner_id(connection, owner)
    return settle(connection, me, owner, reading, lines=_take(connection, me, records, ahead_s))


def _take(
    connection: sqlite3.Connection, me: int, records: Iterable[CallRecord], ahead_s: float | None
) -> dict[str, int]:
    """Write the lines that are new or say something else now; when each began."""
    fresh: dict[str, int] = {}
    for each in records:
        values = schema.record_values(each)
        known = connection.execute(
            f"SELECT {schema.RECORD_COLUMNS} FROM records WHERE owner = ? AND uid = ?",  # noqa: S608 - ours
            (me, each.uid),
        ).fetchone()
        if known == values:
            continue
        if known is None:
            if connection.execute(
                "SELECT 1 FROM forgotten WHERE owner = ? AND uid = ?", (me, each.uid)
            ).fetchone():
                continue
            connection.execute(
                f"INSERT INTO records ({schema.RECORD_COLUMNS}, owner, ahead_s)"  # noqa: S608 - ours
                f" VALUES ({_marks(len(values))}, ?, ?)",
                (*values, me, ahead_s),
            )
        else:
            names = schema.RECORD_COLUMNS.split(", ")
            connection.execute(
                f"UPDATE records SET {', '.join(f'{name} = ?' for name in names)}"  # noqa: S608 - ours
                " WHERE owner = ? AND uid = ?",
                (*values, me, each.uid),
            )
        fresh[each.uid] = values[1]
    return fresh


# -- notes, and what is found by other rules now -------------------------------------------------


def note(
    connection: sqlite3.Connection,
    pbx: str,
    call_id: CallId,
    at: datetime,
    text: str,
    reading: Reading,
) -> tuple[int, ...]:
    """The note on a call is this now; empty: none. Which calls changed."""
    connection.execute("DELETE FROM notes WHERE pbx = ? AND call_id = ?", (pbx, call_id))
    if text:
        connection.execute(
            "INSERT INTO notes (pbx, call_id, at, text) VALUES (?, ?, ?, ?)",
            (pbx, call_id, stamp(at), text),
        )
    found = connection.execute(
        "SELECT calls.id, owners.id, owners.name FROM calls JOIN owners ON owners.id = owner"
        " WHERE call_id = ? OR calls.id IN (SELECT call FROM records WHERE uid = ?)",
        (call_id, call_id.removeprefix("record-")),
    ).fetchall()
    changed = [row for row in found if pbx_of(row[2]) == pbx]
    for call, me, owner in changed:
        derive(connection, me, owner, call, reading)
    return tuple(row[0] for row in changed)


def rekey(connection: sqlite3.Connection, owner: str, reading: Reading) -> tuple[int, ...]:
    """Numbers are read otherwise now: find everybody's calls under the new keys.

    Returns:
        the calls that are somebody else's now, or found otherwise.
    """
    me = owner_id(connection, owner)
    changed: list[int] = []
    for text, person in connection.execute(
        "SELECT DISTINCT number, person FROM calls WHERE owner = ? AND number IS NOT NULL", (me,)
    ).fetchall():
        number = schema.number_of(text)
        key = reading.key(number)
        if key == person:
            continue
        connection.execute(
            "UPDATE marks SET person = ? WHERE owner = ? AND person = ?", (key, owner, person)
        )
        changed += (
            row[0]
            for row in connection.execute(
                "SELECT id FROM calls WHERE owner = ? AND person = ? AND number = ?",
                (me, person, text),
            )
        )
    for call in changed:
        derive(connection, me, owner, call, reading)
    return tuple(changed)


def redate(connection: sqlite3.Connection, zone: str) -> None:
    """Put every call on the day that it has in this time zone, where that is another one now."""
    row = connection.execute("SELECT value FROM state WHERE owner = '' AND key = 'zone'").fetchone()
    if row is not None and row[0] == zone:
        return
    days: list[tuple[Any, ...]] = [
        (schema.local_day(at), call) for call, at in connection.execute("SELECT id, at FROM calls")
    ]
    connection.executemany("UPDATE calls SET day = ? WHERE id = ?", days)
    connection.execute("INSERT OR REPLACE INTO state VALUES ('', 'zone', ?)", (zone,))


def _marks(count: int) -> str:
    return ", ".join("?" * count)
