"""What is written into the history's file; in the writer's thread, each job a transaction.

A row of ``calls`` is made anew of all that is known of the call (``seen``, ``records``, ``notes``)
whenever one of these changes: so it does not matter what comes first, nor how often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctiapp.model.historyfold import LONGEST, call_of, groups, joined
from ctiapp.storage import history_schema as schema
from ctiapp.storage.history_apart import apart
from ctiapp.storage.history_match import DAY_MS, Written, call_written, targets
from ctiapp.storage.history_schema import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Mapping
    from datetime import datetime

    from ctiapp.model.history import Seen
    from ctiapp.model.historyfold import Reading
    from ctiapp.model.ids import CallId
    from ctiapp.model.records import CallRecord

_LONGEST_MS = round(LONGEST.total_seconds() * 1000)


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
    changed: dict[int, None] = {}
    for each in seen:
        call = _see(connection, me, each, reading)
        if call is not None:
            changed[call] = None
    for call in changed:
        derive(connection, me, owner, call, reading)
    changed |= dict.fromkeys(_look_again(connection, me, owner, changed, reading))
    return tuple(changed)


def _look_again(
    connection: sqlite3.Connection, me: int, owner: str, calls: Iterable[int], reading: Reading
) -> tuple[int, ...]:
    """Lines that were one call before may be two, by what was seen now; which calls changed."""
    doubted: dict[str, int] = {}
    for call in calls:
        # What was just seen may have found no line left: the call before it has them all.
        rows = connection.execute(
            "SELECT uid, records.at FROM records JOIN calls ON calls.id = records.call"
            " WHERE calls.owner = ? AND calls.parts > 1 AND calls.person ="
            " (SELECT person FROM calls WHERE id = ?) AND abs(calls.at -"
            " (SELECT at FROM calls WHERE id = ?)) <= ?",
            (me, call, call, DAY_MS),
        )
        doubted.update(rows.fetchall())
    return _group(connection, me, owner, doubted, reading) if doubted else ()


def _see(connection: sqlite3.Connection, me: int, seen: Seen, reading: Reading) -> int | None:
    at = stamp(seen.at)
    values = schema.seen_values(seen)
    call: int | None = None
    for row_id, known_at, mine, known_call, *kept in connection.execute(
        f"SELECT id, at, mine, call, {schema.SEEN_COLUMNS} FROM seen"  # noqa: S608 - ours
        " WHERE owner = ? AND call_id = ?",
        (me, seen.call_id),
    ).fetchall():
        if abs(known_at - at) > DAY_MS:
            continue  # a PBX set up anew began to count again
        call = int(known_call)
        if bool(mine) is seen.mine:
            if tuple(kept) == values:
                return None
            connection.execute("DELETE FROM seen WHERE id = ?", (row_id,))
    if call is None:
        call = call_written(connection, me, seen, at, reading)
    if call is None:
        call = _new_call(connection, me, at)
    connection.execute(
        f"INSERT INTO seen ({schema.SEEN_COLUMNS}, owner, call)"  # noqa: S608 - ours
        f" VALUES ({_marks(len(values))}, ?, ?)",
        (*values, me, call),
    )
    return call


# -- what the PBX wrote down ---------------------------------------------------------------------


def record(
    connection: sqlite3.Connection, owner: str, records: Iterable[CallRecord], reading: Reading
) -> tuple[int, ...]:
    """Take in lines of the PBX's list; which calls changed.

    Lines that neither concern oneself or one's queues nor belong to a call that does are left out.
    """
    me = owner_id(connection, owner)
    fresh = _take(connection, me, records)
    return _group(connection, me, owner, fresh, reading) if fresh else ()


def _group(
    connection: sqlite3.Connection,
    me: int,
    owner: str,
    fresh: Mapping[str, int],
    reading: Reading,
) -> tuple[int, ...]:
    """Put lines to calls; which calls changed.

    Args:
        fresh: the lines of which it may not be true any more, by uid, with when each began.
    """
    # A line can join or part others as far away as a call is long; these must be seen whole.
    near = min(fresh.values()) - _LONGEST_MS, max(fresh.values()) + _LONGEST_MS
    first, last = near[0] - _LONGEST_MS, near[1] + _LONGEST_MS
    kept: dict[str, tuple[CallRecord, int | None]] = {}
    for *row, call in connection.execute(
        f"SELECT {schema.RECORD_COLUMNS}, call FROM records"  # noqa: S608 - ours
        " WHERE owner = ? AND at BETWEEN ? AND ?",
        (me, first, last),
    ):
        kept[row[0]] = schema.record_of(row), call
    together = groups((each for each, _ in kept.values()), reading)
    told = apart(connection, me, together, reading)
    of_call = {uid: call for uid, (_, call) in kept.items() if call is not None}
    wanted = [
        Written(lines, call_of(lines, reading), calls)
        for lines, calls in _touched(told, fresh, of_call, near)
    ]
    touched = dict.fromkeys(call for written in wanted for call in written.calls)
    found = targets(connection, me, wanted, reading)
    for written, target in zip(wanted, found, strict=True):
        if target is None and not any(map(reading.concerns, written.lines)):
            _leave_out(connection, me, written.lines)
            continue
        call = _new_call(connection, me, stamp(written.told.at)) if target is None else target
        touched[call] = None
        connection.executemany(
            "UPDATE records SET call = ? WHERE owner = ? AND uid = ?",
            [(call, me, line.uid) for line in written.lines if kept[line.uid][1] != call],
        )
    for call in touched:
        derive(connection, me, owner, call, reading)
    return tuple(touched)


def _touched(
    told: Iterable[tuple[CallRecord, ...]],
    fresh: Container[str],
    of_call: Mapping[str, int],
    near: tuple[int, int],
) -> list[tuple[tuple[CallRecord, ...], list[int]]]:
    """The calls with a line that is fresh, and those whose lines are others now.

    Args:
        told: the lines of each call.
        fresh: which lines are.
        of_call: of which call a line was before, by its uid.
        near: from when to when a fresh line can join or part others.

    Returns:
        their lines, and of which calls these were before.
    """
    every: list[tuple[tuple[CallRecord, ...], list[int]]] = []
    owners: dict[int, list[int]] = {}
    waiting: list[int] = []
    for index, lines in enumerate(told):
        calls = list(dict.fromkeys(of_call[e.uid] for e in lines if e.uid in of_call))
        every.append((lines, calls))
        for call in calls:
            owners.setdefault(call, []).append(index)
        if any(line.uid in fresh for line in lines):
            waiting.append(index)
    waiting += (
        index
        for parts in owners.values()
        if len(parts) > 1
        for index in parts
        if any(near[0] <= stamp(line.at) <= near[1] for line in every[index][0])
    )
    found: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index not in found:
            found.add(index)
            waiting += (other for call in every[index][1] for other in owners[call])
    return [every[index] for index in sorted(found)]


def _take(connection: sqlite3.Connection, me: int, records: Iterable[CallRecord]) -> dict[str, int]:
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
                f"INSERT INTO records ({schema.RECORD_COLUMNS}, owner)"  # noqa: S608 - ours
                f" VALUES ({_marks(len(values))}, ?)",
                (*values, me),
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


def _leave_out(connection: sqlite3.Connection, me: int, lines: Iterable[CallRecord]) -> None:
    connection.executemany(
        "DELETE FROM records WHERE owner = ? AND uid = ?", [(me, line.uid) for line in lines]
    )


# -- the rows ------------------------------------------------------------------------------------


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
    lines = [
        schema.record_of(row)
        for row in connection.execute(
            f"SELECT {schema.RECORD_COLUMNS} FROM records WHERE call = ? ORDER BY at, uid",  # noqa: S608 - ours
            (call,),
        )
    ]
    if not seen and not lines:
        connection.execute("DELETE FROM calls WHERE id = ?", (call,))
        return
    written = call_of(lines, reading) if lines else None
    past = joined(seen, written, reading, key=str(call))
    note = _note(connection, owner, past.call_id, lines)
    past = joined(seen, written, reading, key=str(call), note=note) if note else past
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


def _new_call(connection: sqlite3.Connection, me: int, at: int) -> int:
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
