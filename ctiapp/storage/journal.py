"""The journal's file (SQLite): written by one thread, whole after a kill.

Why it is as it is:

* One worker thread owns the only connection: neither a slow disk nor another program's lock ever
  stops the loop. It starts with the first thing asked of it; until then nothing is opened, and
  ``sqlite3`` is not even imported.
* Write-ahead log and ``synchronous=FULL``: what was confirmed is on the disk, and what was being
  written when the program was killed is there wholly or not at all. Each entry is a transaction of
  its own: they are few.
* The queue to the thread is bounded: with a disk that has stopped, the newest entries are refused
  (`StorageError`), and the memory does not grow.
* ``PRAGMA user_version`` is the number of `MIGRATIONS` that were applied, each in one transaction
  with its number. A file of a later version is left alone.

What people search by (kind, number, call) stands in columns of its own with indexes; the rest is
JSON. A column more is a migration more.
"""

from __future__ import annotations

import asyncio
import json
import os
import queue
import threading
from concurrent.futures import Future
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ctiapp.model.errors import StorageError
from ctiapp.model.ids import CallId
from ctiapp.model.journal import JournalEntry
from ctiapp.model.number import Number

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
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
)
"""Each step from one version of the file to the next. Never edited once it was released."""

MAX_WAITING = 1000
"""Jobs that may wait for the disk."""
MAX_DATA = 16_000
"""Characters of JSON that one entry may have."""
BUSY_S = 5.0
"""How long another program's lock on the file is waited for."""
_PRIVATE = 0o600

T = TypeVar("T")
_Job = tuple["Callable[[sqlite3.Connection], Any]", "Future[Any]"]


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
        self._path = path
        self._migrations = migrations
        self._jobs: queue.Queue[_Job | None] = queue.Queue(max_waiting)
        self._ended: Future[None] | None = None
        self._closed = False

    async def write(self, entry: JournalEntry) -> None:
        """Keep one entry; returns when it is on the disk.

        Raises:
            StorageError: it cannot be kept.
        """
        data = json.dumps(dict(entry.data), ensure_ascii=False, separators=(",", ":"))
        if len(data) > MAX_DATA:
            raise StorageError(f"an entry of {len(data)} characters")
        row = (
            entry.at.astimezone(UTC).isoformat(timespec="milliseconds"),
            entry.kind,
            None if entry.number is None else entry.number.text,
            entry.call_id,
            data,
        )

        def insert(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO entries (at, kind, number, call_id, data) VALUES (?, ?, ?, ?, ?)", row
            )

        await self._do(insert)

    async def entries(self, kind: str | None = None, limit: int = 100) -> tuple[JournalEntry, ...]:
        """The newest entries, the newest first; ``kind``: of that one alone.

        Raises:
            StorageError: the file cannot be read.
        """

        def select(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            where, values = ("WHERE kind = ?", (kind,)) if kind is not None else ("", ())
            return connection.execute(
                f"SELECT at, kind, number, call_id, data FROM entries {where}"  # noqa: S608 - ours
                " ORDER BY id DESC LIMIT ?",
                (*values, limit),
            ).fetchall()

        return tuple(_entry(row) for row in await self._do(select))

    async def close(self) -> None:
        """Write what waits, and let the file go; nothing is taken any more."""
        self._closed = True
        ended, self._ended = self._ended, None
        if ended is None:
            return
        # Where the disk has stopped, the thread dies with the program.
        with suppress(queue.Full, TimeoutError):
            self._jobs.put_nowait(None)
            await asyncio.wait_for(asyncio.wrap_future(ended), BUSY_S)

    # -- the thread --------------------------------------------------------------------------------

    async def _do(self, job: Callable[[sqlite3.Connection], T]) -> T:
        if self._closed:
            raise StorageError("the journal is closed")
        if self._ended is None:
            self._ended = Future()
            self._ended.set_running_or_notify_cancel()
            thread = threading.Thread(
                target=self._work, args=(self._ended,), name="journal", daemon=True
            )
            thread.start()
        done: Future[T] = Future()
        try:
            self._jobs.put_nowait((job, done))
        except queue.Full:
            raise StorageError("the disk does not keep up") from None
        return await asyncio.wrap_future(done)

    def _work(self, ended: Future[None]) -> None:
        """Do one job after the other; a file that cannot be opened is tried again with each."""
        connection: sqlite3.Connection | None = None
        while (taken := self._jobs.get()) is not None:
            job, done = taken
            if not done.set_running_or_notify_cancel():
                continue
            try:
                if connection is None:
                    connection = open_journal(self._path, self._migrations)
                with connection:
                    result = job(connection)
            except Exception as error:  # noqa: BLE001 - told to whoever asked, whatever it is
                done.set_exception(_storage_error(self._path, error))
            else:
                done.set_result(result)
        if connection is not None:
            connection.close()
        ended.set_result(None)


def open_journal(path: Path, migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """Open the file, and bring it to the newest version.

    Raises:
        StorageError: it is of a later version than this program.
        sqlite3.Error, OSError: it cannot be opened.
    """
    import sqlite3

    # Made here and not by SQLite, so that nobody else can read it for a moment.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE))
    connection = sqlite3.connect(path, timeout=BUSY_S, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        _migrate(connection, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        raise StorageError(f"the journal is of version {version}; this program knows none so late")
    for number, step in enumerate(migrations[version:], version + 1):
        with closing(connection.cursor()) as cursor:
            cursor.executescript(f"BEGIN;{step};PRAGMA user_version={number};COMMIT;")


def _storage_error(path: Path, error: Exception) -> StorageError:
    if isinstance(error, StorageError):
        return error
    return StorageError(f"{path.name}: {type(error).__name__}: {error}")


def _entry(row: tuple[Any, ...]) -> JournalEntry:
    at, kind, number, call_id, data = row
    return JournalEntry(
        datetime.fromisoformat(at),
        kind,
        None if number is None else Number(number),
        None if call_id is None else CallId(call_id),
        json.loads(data),
    )
