"""What is read from the history's file: days, pages, one person's calls."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ctiapp.model.history import MISSES, DayCount, Kind
from ctiapp.model.number import looks_like_number
from ctiapp.storage import history_schema as schema
from ctiapp.storage.history_schema import CALL_COLUMNS
from ctiapp.storage.moments import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import date, datetime

    from ctiapp.model.history import HistoryFilter, HistoryLeg, PastCall

_MISSES = ", ".join(f"'{fate.value}'" for fate in sorted(MISSES, key=lambda fate: fate.value))
_KINDS = {
    Kind.ALL: "",
    Kind.MISSED: f" AND incoming = 1 AND fate IN ({_MISSES})",
    Kind.INBOUND: " AND incoming = 1",
    Kind.OUTBOUND: " AND incoming = 0",
    Kind.INTERNAL: " AND direction = 'internal'",
    Kind.RECORDED: " AND recorded = 1",
}
_SELECT = f"SELECT {CALL_COLUMNS} FROM calls WHERE owner = (SELECT id FROM owners WHERE name = ?)"  # noqa: S608 - ours
_MOST_WORDS = 8
"""So many words of a search count."""


def days(connection: sqlite3.Connection, owner: str, wanted: HistoryFilter) -> tuple[DayCount, ...]:
    """How many calls each day has, the newest first; days without any are left out."""
    where, values = _where(wanted)
    index = "calls_by_words" if wanted.text.strip() else "calls_by_day"
    rows = connection.execute(
        f"SELECT day, count(*) FROM calls INDEXED BY {index}"  # noqa: S608 - ours
        f" WHERE owner = (SELECT id FROM owners WHERE name = ?){where}"
        " GROUP BY day ORDER BY day DESC",
        (owner, *values),
    ).fetchall()
    return tuple(DayCount(schema.local_date(day), count) for day, count in rows)


def page(
    connection: sqlite3.Connection,
    owner: str,
    wanted: HistoryFilter,
    day: date | None,
    offset: int,
    limit: int,
) -> tuple[PastCall, ...]:
    """Some calls, of one day or (None) of all, the newest first."""
    where, values = _where(wanted)
    if day is not None:
        where += " AND day = ?"
        values.append(day.toordinal())
    return _calls(
        connection,
        f"{_SELECT}{where} ORDER BY day DESC, at DESC, id DESC LIMIT ? OFFSET ?",
        (owner, *values, limit, offset),
    )


def since(
    connection: sqlite3.Connection, owner: str, at: datetime, limit: int
) -> tuple[PastCall, ...]:
    """The calls that began then or later, the newest first."""
    kept = stamp(at)
    return _calls(
        connection,
        # A day less: the zone may have been another one when the day was written down.
        f"{_SELECT} AND day >= ? AND at >= ? ORDER BY day DESC, at DESC, id DESC LIMIT ?",
        (owner, schema.local_day(kept) - 1, kept, limit),
    )


def of_person(
    connection: sqlite3.Connection, owner: str, persons: Sequence[str], limit: int
) -> tuple[PastCall, ...]:
    """The calls of these persons (`PastCall.person`), the newest first."""
    return _calls(
        connection,
        f"{_SELECT} AND person IN (SELECT value FROM json_each(?)) AND person <> ''"  # noqa: S608 - ours
        " ORDER BY at DESC, id DESC LIMIT ?",
        (owner, json.dumps(list(persons)), limit),
    )


def call(connection: sqlite3.Connection, key: str) -> PastCall | None:
    """One call; None where there is none of that key."""
    found = _calls(connection, f"SELECT {CALL_COLUMNS} FROM calls WHERE id = ?", (_id(key),))  # noqa: S608 - ours
    return found[0] if found else None


def legs(connection: sqlite3.Connection, key: str) -> tuple[HistoryLeg, ...]:
    """The PBX's lines of a call, in order of time; none where it has told of none."""
    rows = connection.execute(
        f"SELECT {schema.RECORD_COLUMNS}, ahead_s FROM records WHERE call = ? ORDER BY at, uid",  # noqa: S608 - ours
        (_id(key),),
    ).fetchall()
    return tuple(schema.leg_of(schema.record_of(row), row[-1]) for row in rows)


def numbers(connection: sqlite3.Connection, owner: str | None) -> tuple[str, ...]:
    """All numbers that calls (of one owner, or None: of all) are kept of."""
    where = "" if owner is None else " AND owner = (SELECT id FROM owners WHERE name = ?)"
    rows = connection.execute(
        f"SELECT DISTINCT number FROM calls WHERE number IS NOT NULL{where}",  # noqa: S608 - ours
        () if owner is None else (owner,),
    ).fetchall()
    return tuple(row[0] for row in rows)


def everything(
    connection: sqlite3.Connection, after: int, limit: int
) -> tuple[tuple[str, PastCall], ...]:
    """Calls of all owners with whose each is, in the order of their keys from behind that on."""
    columns = ", ".join(f"calls.{name.strip()}" for name in CALL_COLUMNS.split(","))
    rows = connection.execute(
        f"SELECT owners.name, {columns} FROM calls JOIN owners ON owners.id = owner"  # noqa: S608 - ours
        " WHERE calls.id > ? ORDER BY calls.id LIMIT ?",
        (after, limit),
    ).fetchall()
    return tuple((row[0], schema.call_of(row[1:])) for row in rows)


def _calls(
    connection: sqlite3.Connection, statement: str, values: Sequence[Any]
) -> tuple[PastCall, ...]:
    return tuple(schema.call_of(row) for row in connection.execute(statement, values).fetchall())


def _id(key: str) -> int:
    return int(key) if key.isascii() and key.isdecimal() else -1


def _where(wanted: HistoryFilter) -> tuple[str, list[Any]]:
    where, values = _KINDS[wanted.kind], list[Any]()
    if wanted.queue is not None:
        where += " AND queue = ?"
        values.append(wanted.queue.text)
    if wanted.since is not None:
        where += " AND day >= ?"
        values.append(wanted.since.toordinal())
    if wanted.until is not None:
        where += " AND day <= ?"
        values.append(wanted.until.toordinal())
    sought = _sought(wanted.text)
    if sought:
        found = " AND ".join("instr(words, ?) > 0" for _ in sought)
        values += sought
        if wanted.persons:
            found = f"({found}) OR person IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
            values.append(json.dumps(sorted(wanted.persons)))
        where += f" AND ({found})"
    return where, values


def _sought(text: str) -> list[str]:
    """What must be found: of a number its digits, less what may stand before them; else words."""
    if looks_like_number(text):
        digits = "".join(char for char in text if char in "*#0123456789")
        return [digits.lstrip("0") or digits]
    return text.casefold().split()[:_MOST_WORDS]
