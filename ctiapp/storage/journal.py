"""The journal's file (SQLite): written by one thread, whole after a kill.

Why it is as it is:

* A thread of its own (`ctiapp.storage.worker`) owns the only connection.
* Write-ahead log and ``synchronous=FULL``: what was confirmed is on the disk, and what was being
  written when the program was killed is there wholly or not at all. Each entry is a transaction of
  its own: they are few.

What people search by (kind, number, call) stands in columns of its own with indexes; the rest is
JSON. A column more is a migration more. ``tail`` is what a number ends with, by which entries of
one caller are found however their number was written each time; whether it really is the same
caller is for the service to say. ``pbx`` is where it happened; what was kept before there was such
a column has none.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ctiapp.model.errors import StorageError
from ctiapp.model.ids import CallId
from ctiapp.model.journal import JournalEntry, Kept
from ctiapp.model.number import Number
from ctiapp.storage.worker import MAX_WAITING, Worker, open_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE entries (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        number TEXT,
        call_id TEXT,
        data TEXT NOT NULL
    );
    CREATE INDEX entries_by_kind ON entries (kind, id);
    CREATE INDEX entries_by_number ON entries (number, id) WHERE number IS NOT NULL;
    CREATE INDEX entries_by_call ON entries (call_id, id) WHERE call_id IS NOT NULL;
    """,
    """
    ALTER TABLE entries ADD COLUMN tail TEXT;
    CREATE INDEX entries_by_tail ON entries (tail, id) WHERE tail IS NOT NULL;
    """,
    """
    ALTER TABLE entries ADD COLUMN pbx TEXT;
    """,
)
"""Each step from one version of the file to the next. Never edited once it was released."""

_NO_ROW = 2**63 - 1
"""Behind every row."""
MAX_DATA = 16_000
"""Characters of JSON that one entry may have."""


class JournalFile:
    """The file.

    Args:
        path: where it lies; made when it is first written, readable by its owner alone.
        migrations: what makes the table what it is.
        max_waiting: how many jobs may wait for the disk.
    """

    def __init__(
        self,
        path: Path,
        *,
        migrations: Sequence[str] = MIGRATIONS,
        max_waiting: int = MAX_WAITING,
    ) -> None:
        self._worker = Worker(
            "journal", lambda: open_journal(path, migrations), max_waiting=max_waiting
        )

    async def write(self, entry: JournalEntry) -> None:
        """Keep one entry; returns when it is on the disk.

        Raises:
            StorageError: it cannot be kept.
        """
        row = _row(entry, None)
        await self._worker.do(lambda connection: _insert(connection, row))

    async def put(self, entry: JournalEntry, *, tail: str | None, since: datetime) -> None:
        """Keep one entry in the place of those of its kind, call and PBX that are not older.

        Args:
            entry: what to keep; it names a call.
            tail: what its number ends with; None where it has none.
            since: older ones are left alone: the id of a call may come again.

        Raises:
            StorageError: it cannot be kept.
        """
        row = _row(entry, tail)

        def replace(connection: sqlite3.Connection) -> None:
            _delete(connection, entry.kind, entry.call_id, since, entry.pbx)
            _insert(connection, row)

        await self._worker.do(replace)

    async def drop(
        self, kind: str, call_id: CallId, since: datetime, pbx: str | None = None
    ) -> None:
        """Take out what is kept of that kind and call, there, and is not older.

        Raises:
            StorageError: it cannot be taken out.
        """
        await self._worker.do(lambda connection: _delete(connection, kind, call_id, since, pbx))

    async def forget(self, rows: Sequence[int]) -> int:
        """Take these rows out for good; how many there were.

        Raises:
            StorageError: they cannot be taken out.
        """

        def delete(connection: sqlite3.Connection) -> int:
            cursor = connection.executemany(
                "DELETE FROM entries WHERE id = ?", [(row,) for row in rows]
            )
            count = cursor.rowcount
            _empty_log(connection)
            return count

        return await self._worker.do(delete)

    async def prune(self, before: Mapping[str, datetime]) -> int:
        """Take out what is older, by kind; how many entries that were.

        Raises:
            StorageError: they cannot be taken out.
        """

        def delete(connection: sqlite3.Connection) -> int:
            count = 0
            for kind, at in before.items():
                cursor = connection.execute(
                    "DELETE FROM entries WHERE kind = ? AND at < ?", (kind, _at(at))
                )
                count += cursor.rowcount
            if count:
                _empty_log(connection)
            return count

        return await self._worker.do(delete)

    async def entries(self, kind: str | None = None, limit: int = 100) -> tuple[JournalEntry, ...]:
        """The newest entries, the newest first; ``kind``: of that one alone.

        Raises:
            StorageError: the file cannot be read.
        """

        def select(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            where, values = ("WHERE kind = ?", (kind,)) if kind is not None else ("", ())
            return connection.execute(
                f"SELECT at, kind, number, call_id, data, pbx FROM entries {where}"  # noqa: S608 - ours
                " ORDER BY id DESC LIMIT ?",
                (*values, limit),
            ).fetchall()

        return tuple(_entry(row) for row in await self._worker.do(select))

    async def about(
        self,
        tails: Sequence[str],
        call: tuple[CallId, datetime] | None = None,
        *,
        before: int | None = None,
        limit: int = 200,
    ) -> tuple[Kept, ...]:
        """What is kept of numbers that end in one of these ways; the newest first.

        Args:
            tails: how.
            call: besides, what is kept of this call and is not older.
            before: rows before this one alone, to read on; None: from the newest on.
            limit: so many at most.

        Raises:
            StorageError: the file cannot be read.
        """
        call_id, since = (None, "") if call is None else (call[0], _at(call[1]))
        end = _NO_ROW if before is None else before

        def select(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(
                "SELECT id, at, kind, number, call_id, data, pbx FROM entries WHERE id IN ("
                " SELECT id FROM (SELECT id FROM entries"
                "  WHERE tail IN (SELECT value FROM json_each(?)) AND id < ?"
                "  ORDER BY id DESC LIMIT ?)"
                " UNION SELECT id FROM entries WHERE call_id = ? AND at >= ? AND id < ?)"
                " ORDER BY id DESC LIMIT ?",
                (json.dumps(list(tails)), end, limit, call_id, since, end, limit),
            ).fetchall()

        return tuple(Kept(row[0], _entry(row[1:])) for row in await self._worker.do(select))

    async def page(self, after: int, limit: int) -> tuple[Kept, ...]:
        """So many entries from behind that row on, the oldest first.

        Raises:
            StorageError: the file cannot be read.
        """

        def select(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(
                "SELECT id, at, kind, number, call_id, data, pbx FROM entries WHERE id > ?"
                " ORDER BY id LIMIT ?",
                (after, limit),
            ).fetchall()

        return tuple(Kept(row[0], _entry(row[1:])) for row in await self._worker.do(select))

    async def close(self) -> None:
        """Write what waits, and let the file go; nothing is taken any more."""
        await self._worker.close()


def open_journal(path: Path, migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """Open the file, and bring it to the newest version; raises as `open_database`."""
    connection = open_database(path, migrations)
    connection.execute("PRAGMA secure_delete=ON")
    return connection


def _at(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _row(entry: JournalEntry, tail: str | None) -> tuple[Any, ...]:
    """An entry as it is written.

    Raises:
        StorageError: it is too large.
    """
    data = json.dumps(dict(entry.data), ensure_ascii=False, separators=(",", ":"))
    if len(data) > MAX_DATA:
        raise StorageError(f"an entry of {len(data)} characters")
    number = None if entry.number is None else entry.number.text
    return (_at(entry.at), entry.kind, number, entry.call_id, data, tail, entry.pbx)


def _insert(connection: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    connection.execute(
        "INSERT INTO entries (at, kind, number, call_id, data, tail, pbx)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        row,
    )


def _delete(
    connection: sqlite3.Connection,
    kind: str,
    call_id: CallId | None,
    since: datetime,
    pbx: str | None,
) -> None:
    connection.execute(
        "DELETE FROM entries WHERE kind = ? AND call_id = ? AND at >= ?"
        " AND (pbx IS NULL OR pbx IS ?)",
        (kind, call_id, _at(since), pbx),
    )


def _empty_log(connection: sqlite3.Connection) -> None:
    """Leave nothing in the write-ahead log of what was taken out."""
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _entry(row: tuple[Any, ...]) -> JournalEntry:
    at, kind, number, call_id, data, pbx = row
    return JournalEntry(
        datetime.fromisoformat(at),
        kind,
        None if number is None else Number(number),
        None if call_id is None else CallId(call_id),
        json.loads(data),
        pbx,
    )
