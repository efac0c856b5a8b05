"""What is written into the history's file; in the writer's thread, each job a transaction.

A row of ``calls`` is made anew of all that is known of the call (``seen``, ``records``, ``notes``)
whenever one of these changes: so it does not matter what comes first, nor how often.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ctiapp.model.history import MISSES, SUCCESSES, Fate
from ctiapp.model.historyfold import BESIDE, LONGEST, SAME, call_of, groups, joined
from ctiapp.storage import history_schema as schema
from ctiapp.storage.history_apart import apart
from ctiapp.storage.history_schema import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Mapping, Sequence
    from datetime import datetime

    from ctiapp.model.history import PastCall, Seen
    from ctiapp.model.historyfold import Reading
    from ctiapp.model.ids import CallId
    from ctiapp.model.records import CallRecord

_SAME_MS = SAME.total_seconds() * 1000
_DAY_MS = 24 * 3600 * 1000
"""For so long the id of a call means the same call."""
_BESIDE_MS = round(BESIDE.total_seconds() * 1000)
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
            (me, call, call, _DAY_MS),
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
        if abs(known_at - at) > _DAY_MS:
            continue  # a PBX set up anew began to count again
        call = int(known_call)
        if bool(mine) is seen.mine:
            if tuple(kept) == values:
                return None
            connection.execute("DELETE FROM seen WHERE id = ?", (row_id,))
    if call is None:
        call = _call_written(connection, me, seen, at, reading)
    if call is None:
        call = _new_call(connection, me, at)
    connection.execute(
        f"INSERT INTO seen ({schema.SEEN_COLUMNS}, owner, call)"  # noqa: S608 - ours
        f" VALUES ({_marks(len(values))}, ?, ?)",
        (*values, me, call),
    )
    return call


def _call_written(
    connection: sqlite3.Connection, me: int, seen: Seen, at: int, reading: Reading
) -> int | None:
    """The call of which the PBX's lines told before this desk did."""
    row = connection.execute(
        "SELECT id FROM calls WHERE owner = ? AND call_id = ? AND abs(at - ?) <= ?",
        (me, seen.call_id, at, _DAY_MS),
    ).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT id FROM calls WHERE owner = ? AND person = ? AND at BETWEEN ? AND ?"
            " AND incoming = ? AND NOT EXISTS (SELECT 1 FROM seen WHERE call = calls.id)"
            " ORDER BY abs(at - ?) LIMIT 1",
            (me, reading.key(seen.number), at - _SAME_MS, at + _SAME_MS, seen.incoming, at),
        ).fetchone()
    return None if row is None else int(row[0])


# -- what the PBX wrote down ---------------------------------------------------------------------


@dataclass(slots=True)
class _Written:
    """Lines that are one call, and the call that is made of them.

    Attributes:
        lines: in order of time.
        told: what they say.
        calls: the calls that they were of before.
    """

    lines: tuple[CallRecord, ...]
    told: PastCall
    calls: list[int] = field(default_factory=list)


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
        _Written(lines, call_of(lines, reading), calls)
        for lines, calls in _touched(told, fresh, of_call, near)
    ]
    touched = dict.fromkeys(call for written in wanted for call in written.calls)
    targets = _targets(connection, me, wanted, reading)
    for written, target in zip(wanted, targets, strict=True):
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


def _targets(
    connection: sqlite3.Connection, me: int, wanted: Sequence[_Written], reading: Reading
) -> list[int | None]:
    """Of which call each is: one that it was of, one of the same id, one seen here at that time.

    Lines that name nobody of one's own can be of a call that somebody took who is not known. Of
    several that may be the one seen here, the two that began the nearest to each other are one.
    What somebody took, and what nobody did, is not one call where they did not begin together.
    """
    targets: list[int | None] = [None] * len(wanted)
    taken: set[int] = set()
    open_: list[int] = []
    for index, each in enumerate(wanted):
        call = _known(connection, me, each, taken)
        if call is not None:
            targets[index] = call
            taken.add(call)
        else:
            open_.append(index)
    pairs: list[tuple[int, int, int]] = []
    for index in open_:
        told = wanted[index].told
        at = stamp(told.at)
        concerns = any(map(reading.concerns, wanted[index].lines))
        pairs += (
            (abs(seen_at - at), index, call)
            for call, seen_at, fate in connection.execute(
                "SELECT id, at, fate FROM calls"
                " WHERE owner = ? AND person = ? AND at BETWEEN ? AND ?"
                " AND incoming = ? AND NOT EXISTS (SELECT 1 FROM records WHERE call = calls.id)"
                " AND (? OR (fate = 'answered_elsewhere' AND taken_by IS NULL))",
                (me, told.person, at - _SAME_MS, at + _SAME_MS, told.incoming, concerns),
            )
            if abs(seen_at - at) <= _BESIDE_MS or not _contradict(Fate(fate), told.fate)
        )
    for _, index, call in sorted(pairs):
        if targets[index] is None and call not in taken:
            targets[index] = call
            taken.add(call)
    return targets


def _contradict(one: Fate, other: Fate) -> bool:
    """Whether somebody took the one call, and nobody the other."""
    return (one in SUCCESSES and other in MISSES) or (one in MISSES and other in SUCCESSES)


def _known(
    connection: sqlite3.Connection, me: int, written: _Written, taken: Container[int]
) -> int | None:
    """The call that these lines were of before, or whose id they bear; one seen here first."""
    candidates = dict.fromkeys(written.calls)
    call_id = written.told.call_id
    if call_id is not None:
        at = stamp(written.told.at)
        for (call,) in connection.execute(
            "SELECT id FROM calls WHERE owner = ? AND call_id = ? AND abs(at - ?) <= ?",
            (me, call_id, at, _DAY_MS),
        ):
            candidates[int(call)] = None
    free = [call for call in candidates if call not in taken]
    return next((call for call in free if _is_seen(connection, call)), free[0] if free else None)


def _is_seen(connection: sqlite3.Connection, call: int) -> bool:
    return connection.execute("SELECT 1 FROM seen WHERE call = ?", (call,)).fetchone() is not None


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
