"""Who tried in vain, and what was said of them: read from, and kept in, the history's file.

A try after which somebody talked on that line is left out by the query already, and so is one that
a mark closes: of a busy month a few rows are left to be looked at. That a person has several lines
only the directory knows; so the rest of the rule stands in `ctiapp.model.followups`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ctiapp.model.followups import Mark, MarkKind, Miss, withheld_line
from ctiapp.model.history import MISSES, SUCCESSES, Fate
from ctiapp.storage.history_schema import local_day, number_of
from ctiapp.storage.moments import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from ctiapp.storage.worker import Doer

MAX_MISSES = 2000
"""So many tries are looked at, the newest."""


def _words(fates: Iterable[Fate]) -> str:
    return ", ".join(f"'{fate.value}'" for fate in sorted(fates, key=lambda each: each.value))


_VAIN, _TALKED = _words(MISSES), _words(SUCCESSES)
_CLOSING = f"'{MarkKind.DONE.value}', '{MarkKind.REACHED.value}'"

_OPEN = f"""
    SELECT c.id, c.person, c.at, c.number, c.name, c.fate, c.ring_s, c.queue, c.did
    FROM calls c JOIN owners o ON o.id = c.owner
    WHERE o.name = :owner AND c.day >= :day AND c.at >= :since
        AND c.incoming AND c.fate IN ({_VAIN})
        AND (c.person = '' OR NOT EXISTS (
            SELECT 1 FROM calls t
            WHERE t.owner = c.owner AND t.person = c.person AND t.at >= c.at
                AND t.fate IN ({_TALKED})))
        AND NOT EXISTS (
            SELECT 1 FROM marks m
            WHERE m.owner = :owner AND m.at >= c.at AND m.kind IN ({_CLOSING})
                AND m.person = iif(c.person = '', :withheld || c.id, c.person))
    ORDER BY c.at DESC, c.id DESC LIMIT :most
"""  # noqa: S608 - ours

_REACHED = f"""
    SELECT c.person, max(c.at + 1000 * (c.ring_s + c.talk_s))
    FROM calls c JOIN owners o ON o.id = c.owner
    WHERE o.name = :owner AND c.at >= :since AND c.fate IN ({_TALKED})
        AND c.person IN (SELECT value FROM json_each(:lines))
    GROUP BY c.person
"""  # noqa: S608 - ours

_MARKS = """
    SELECT person, at, kind, until, reason FROM marks
    WHERE owner = :owner AND person IN (SELECT value FROM json_each(:lines))
    ORDER BY id
"""


class FollowUpFile:
    """That part of the file.

    Args:
        writer, reader: of the history's file (`HistoryFile.worker`, `.reader`). Whoever is
            forgotten there is forgotten here with them, and what is too old goes with the calls
            (`ctiapp.storage.history_forget`).
    """

    def __init__(self, writer: Doer, reader: Doer) -> None:
        self._writer = writer
        self._reader = reader

    async def misses(self, owner: str, since: datetime) -> tuple[Miss, ...]:
        """Tries in vain after which the history has no talk with that line, and no mark closes.

        Raises:
            StorageError: the file cannot be read.
        """
        values = {
            "owner": owner,
            "since": stamp(since),
            "day": local_day(stamp(since)),
            "withheld": withheld_line(""),
            "most": MAX_MISSES,
        }

        def select(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(_OPEN, values).fetchall()

        return tuple(_miss(row) for row in await self._reader.do(select))

    async def reached(
        self, owner: str, lines: Collection[str], since: datetime
    ) -> dict[str, datetime]:
        """When the last conversation with each of these lines ended.

        Raises:
            StorageError: the file cannot be read.
        """
        values = {"owner": owner, "since": stamp(since), "lines": _listed(lines)}

        def select(connection: sqlite3.Connection) -> list[tuple[str, int]]:
            return connection.execute(_REACHED, values).fetchall()

        return {line: moment(until) for line, until in await self._reader.do(select)}

    async def marks(self, owner: str, lines: Collection[str]) -> tuple[Mark, ...]:
        """What is kept of these lines, in the order in which it was said.

        Raises:
            StorageError: the file cannot be read.
        """
        values = {"owner": owner, "lines": _listed(lines)}

        def select(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(_MARKS, values).fetchall()

        return tuple(_mark(row) for row in await self._reader.do(select))

    async def put(self, owner: str, marks: Sequence[Mark]) -> None:
        """Keep these, too; returns when they are on the disk.

        Raises:
            StorageError: they cannot be kept.
        """
        rows = [(owner, *_row(mark)) for mark in marks]

        def insert(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT INTO marks (owner, person, at, kind, until, reason)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

        await self._writer.do(insert)

    async def drop(self, owner: str, marks: Sequence[Mark]) -> None:
        """Keep these no more; of several that are alike, the one that was said last.

        Raises:
            StorageError: they cannot be taken out.
        """
        rows = [(owner, *_row(mark)) for mark in marks]

        def delete(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "DELETE FROM marks WHERE id = (SELECT max(id) FROM marks WHERE owner = ?"
                " AND person = ? AND at = ? AND kind = ? AND until IS ? AND reason = ?)",
                rows,
            )

        await self._writer.do(delete)

    async def said(self) -> tuple[tuple[str, Mark], ...]:
        """All that is kept, each with whose list it is of, in the order in which it was said.

        Raises:
            StorageError: the file cannot be read.
        """

        def select(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(
                "SELECT owner, person, at, kind, until, reason FROM marks ORDER BY id"
            ).fetchall()

        return tuple((row[0], _mark(row[1:])) for row in await self._reader.do(select))


def _listed(lines: Collection[str]) -> str:
    return json.dumps(list(lines))


def _row(mark: Mark) -> tuple[Any, ...]:
    until = None if mark.until is None else stamp(mark.until)
    return (mark.line, stamp(mark.at), mark.kind.value, until, mark.reason)


def _mark(row: Sequence[Any]) -> Mark:
    line, at, kind, until, reason = row
    return Mark(line, moment(at), MarkKind(kind), None if until is None else moment(until), reason)


def _miss(row: Sequence[Any]) -> Miss:
    call, person, at, number, name, fate, ring_s, queue, did = row
    key = str(call)
    return Miss(
        key,
        person or (withheld_line(key) if number is None else number),
        moment(at),
        number_of(number),
        name,
        Fate(fate),
        ring_s,
        number_of(queue),
        number_of(did),
    )
