"""One thread that owns a database file: neither a slow disk nor a lock ever stops the loop.

* The thread starts with the first thing asked of it; until then nothing is opened, and ``sqlite3``
  is not even imported. Each job is a transaction: done wholly, or not at all.
* The queue to the thread is bounded: with a disk that has stopped, the newest jobs are refused
  (`StorageError`), and the memory does not grow.
* ``PRAGMA user_version`` is the number of migrations that were applied, each in one transaction
  with its number. A file of a later version is left alone.
"""

from __future__ import annotations

import asyncio
import os
import queue
import threading
from concurrent.futures import Future
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

MAX_WAITING = 1000
"""Jobs that may wait for the disk."""
BUSY_S = 5.0
"""How long another program's lock on the file is waited for."""
_PRIVATE = 0o600

T = TypeVar("T")
_Job = tuple["Callable[[sqlite3.Connection], Any]", "Future[Any]"]


class Doer(Protocol):
    """Does jobs with a connection."""

    async def do(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Have a job done, within one transaction; raises `StorageError`."""

    async def close(self) -> None:
        """Do what waits, and let the connection go."""


class LaterVersion(StorageError):
    """The file was written by a later version of this program."""


class Worker:
    """Does jobs with the only connection that writes to a file, one after the other.

    Args:
        name: of the file, for what is said of it, and of the thread.
        connect: opens the file; called in the thread. Where it fails it is tried again with the
            next job.
        max_waiting: how many jobs may wait for the disk.
    """

    def __init__(
        self,
        name: str,
        connect: Callable[[], sqlite3.Connection],
        *,
        max_waiting: int = MAX_WAITING,
    ) -> None:
        self._name = name
        self._connect = connect
        self._jobs: queue.Queue[_Job | None] = queue.Queue(max_waiting)
        self._ended: Future[None] | None = None
        self._closed = False

    async def do(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Have a job done in the thread, within one transaction; what it answers.

        Raises:
            StorageError: it could not be done.
        """
        if self._closed:
            raise StorageError(f"{self._name} is closed")
        if self._ended is None:
            self._ended = Future()
            self._ended.set_running_or_notify_cancel()
            thread = threading.Thread(
                target=self._work, args=(self._ended,), name=self._name, daemon=True
            )
            thread.start()
        done: Future[T] = Future()
        try:
            self._jobs.put_nowait((job, done))
        except queue.Full:
            raise StorageError("the disk does not keep up") from None
        return await asyncio.wrap_future(done)

    async def close(self) -> None:
        """Do what waits, and let the file go; nothing is taken any more."""
        self._closed = True
        ended, self._ended = self._ended, None
        if ended is None:
            return
        # Where the disk has stopped, the thread dies with the program.
        with suppress(queue.Full, TimeoutError):
            self._jobs.put_nowait(None)
            await asyncio.wait_for(asyncio.wrap_future(ended), BUSY_S)

    def _work(self, ended: Future[None]) -> None:
        connection: sqlite3.Connection | None = None
        while (taken := self._jobs.get()) is not None:
            job, done = taken
            if not done.set_running_or_notify_cancel():
                continue
            try:
                if connection is None:
                    connection = self._connect()
                with connection:
                    result = job(connection)
            except Exception as error:  # noqa: BLE001 - told to whoever asked, whatever it is
                done.set_exception(storage_error(self._name, error))
            else:
                done.set_result(result)
        if connection is not None:
            connection.close()
        ended.set_result(None)


class Inline:
    """Does jobs at once, in the thread that asks: for what lies in memory, and never waits.

    Args:
        name: of what it is, for what is said of it.
        connect: opens it.
    """

    def __init__(self, name: str, connect: Callable[[], sqlite3.Connection]) -> None:
        self._name = name
        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    async def do(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Do a job within one transaction; what it answers.

        Raises:
            StorageError: it could not be done.
        """
        if self._closed:
            raise StorageError(f"{self._name} is closed")
        try:
            if self._connection is None:
                self._connection = self._connect()
            with self._connection:
                return job(self._connection)
        except Exception as error:
            raise storage_error(self._name, error) from error

    async def close(self) -> None:
        """Let it go; nothing is taken any more."""
        self._closed = True
        if self._connection is not None:
            self._connection.close()


def open_database(
    path: Path, migrations: Sequence[str], *, synchronous: str = "FULL"
) -> sqlite3.Connection:
    """Open a file, and bring it to the newest version.

    Args:
        path: where it lies; made where there is none, readable by its owner alone.
        migrations: what makes the tables what they are.
        synchronous: ``FULL`` where what was confirmed must outlive a power cut; ``NORMAL`` where
            the last moments may be lost, and the file stays whole all the same.

    Raises:
        LaterVersion: it is of a later version than this program.
        sqlite3.Error, OSError: it cannot be opened.
    """
    import sqlite3

    # Made here and not by SQLite, so that nobody else can read it for a moment.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE))
    connection = sqlite3.connect(path, timeout=BUSY_S, check_same_thread=False)
    try:
        _known(connection, migrations, path.stem)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={synchronous}")
        migrate(connection, migrations, path.stem)
    except BaseException:
        connection.close()
        raise
    return connection


def migrate(connection: sqlite3.Connection, migrations: Sequence[str], what: str) -> None:
    """Take the steps that were not taken yet.

    Raises:
        LaterVersion: more were taken than are known.
    """
    version = _known(connection, migrations, what)
    for number, step in enumerate(migrations[version:], version + 1):
        with closing(connection.cursor()) as cursor:
            cursor.executescript(f"BEGIN;{step};PRAGMA user_version={number};COMMIT;")


def _known(connection: sqlite3.Connection, migrations: Sequence[str], what: str) -> int:
    """The version of a file; raises `LaterVersion`. Asked before anything is written to it."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(migrations):
        raise LaterVersion(f"the {what} is of version {version}; this program knows none so late")
    return version


def storage_error(name: str, error: Exception) -> StorageError:
    """What went wrong with a file, as services know it."""
    if isinstance(error, StorageError):
        return error
    told = StorageError(f"{name}: {type(error).__name__}: {error}")
    told.__cause__ = error
    return told
