"""The contacts' file (SQLite): how it is opened, and what is done where it cannot be used.

Why it is as it is:

* One thread writes (`ctiapp.storage.worker`), in slices, each a transaction. Names and searches are
  read on the loop's own thread by a second connection that cannot write: a write-ahead log lets it
  read at any moment what was last whole, and the first card of a ring has its name at once.
* **Where it cannot be used the directory lives in memory**, from what of it can still be read: a
  file of a later version, a disk that is full, a folder that may not be written. A file that is
  damaged is put aside under another name, never deleted, and a new one is begun. Each is told once,
  by what `serve` or `fall_back` answers. What passes, such as a lock, is tried again first.
* What the user keeps meanwhile is done once more in the file when that can be written again
  (`come_back`): only a file of which nothing could be read is left for the next start.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ctiapp.model.errors import StorageError
from ctiapp.storage.book_schema import MIGRATIONS, OWN_SOURCE
from ctiapp.storage.cleaning import clean
from ctiapp.storage.worker import Inline, LaterVersion, Worker, migrate, open_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from ctiapp.storage.worker import Doer

log = logging.getLogger("ctiapp.book")

T = TypeVar("T")

LOG_BYTES = 4_000_000
"""What the write-ahead log is cut back to: a first load makes it long once."""
BUSY_AGAIN_S = (0.2, 1.0, 3.0)
"""How long after each lock on the file it is tried again; each try waits for it as well."""
MOST_KEPT = 10_000
"""Edits that are done once more in the file; with more of them it is left for the next start."""
TRY_BYTES = 1_000_000
"""So much is written to know whether the disk has room again."""
READ_CACHE_KB = 4096
"""Memory that the reading connection may keep pages in."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the file is not used as it should be.

    Attributes:
        key: ``book.damaged`` (put aside, a new one is begun), ``book.later`` or
            ``book.memory`` (what is loaded is forgotten at the end).
        detail: what the system said.
        aside: where a damaged file is now; None where it was not moved.
    """

    key: str
    detail: str
    aside: Path | None = None


class BookFile:
    """The file, or what stands for it in memory.

    Args:
        path: where it lies; None: in memory alone.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._reader: sqlite3.Connection | None = None
        self._trouble: Trouble | None = None
        self._source = OWN_SOURCE
        self._unreadable = False
        self._left: Path | None = None  # the file, while the directory lives in memory
        self._meanwhile: list[Callable[[sqlite3.Connection], object]] = []
        self._worker: Doer = (
            Inline("contacts", self._in_memory) if path is None else Worker("contacts", self._open)
        )

    @property
    def ready(self) -> bool:
        """Whether it can be read."""
        return self._reader is not None

    @property
    def in_memory(self) -> bool:
        """Whether what is kept is forgotten at the end."""
        return self._path is None

    @property
    def may_come_back(self) -> bool:
        """Whether there is a file to try again (`come_back`)."""
        return self._left is not None

    async def serve(self, pbx: str | None, at: datetime) -> Trouble | None:
        """Open it, and answer of this PBX from now on; None: of the user's own alone.

        Args:
            pbx: names the PBX for good: its serial number, its address where it tells none.
            at: now.

        Returns:
            What is wrong with the file, the first time that it is known.

        Raises:
            StorageError: not even the memory can be used.
        """
        self.rest()

        def source_of(connection: sqlite3.Connection) -> int:
            # What is needed from now on, loaded here and not by the first key or ring.
            from ctiapp.storage import book_search, book_write

            del book_search, book_write
            if pbx is None:
                return OWN_SOURCE
            name = clean(pbx)
            connection.execute("INSERT OR IGNORE INTO sources (pbx) VALUES (?)", (name,))
            connection.execute("UPDATE sources SET used_at = ? WHERE pbx = ?", (iso(at), name))
            return int(
                connection.execute("SELECT id FROM sources WHERE pbx = ?", (name,)).fetchone()[0]
            )

        try:
            source = await self._keep(source_of)
            if self._reader is None and self._path is not None:
                self._reader = _reading(self._path)
        except (StorageError, OSError) as error:
            if self._path is None:
                raise
            await self._go_into_memory(Trouble(_key_of(error), str(error)))
            source = await self._keep(source_of)
        self._source = source
        trouble, self._trouble = self._trouble, None
        return trouble

    def rest(self) -> None:
        """Answer of the user's own alone."""
        self._source = OWN_SOURCE

    async def fall_back(self, why: StorageError) -> Trouble:
        """The file cannot be written: go on in memory with what of it can be read."""
        source, trouble = self._source, Trouble(_key_of(why), str(why))
        await self._go_into_memory(trouble)
        self._trouble = None
        with suppress(StorageError):
            if await self._do(lambda db: _has_source(db, source)):
                return trouble
        self._source = OWN_SOURCE  # nothing of the file could be read: who serves asks again
        return trouble

    async def come_back(self) -> bool:
        """Try the file again, and do in it what the user kept meanwhile; whether it is used now.

        Whoever serves asks again then: what was loaded meanwhile is not in the file.
        """
        path = self._left
        if path is None:
            return False
        worker = Worker("contacts", lambda: _written(path))
        done = 0
        try:
            await worker.do(_tried)
            await worker.do(_untried)
            while done < len(self._meanwhile):
                job = self._meanwhile[done]
                await worker.do(job)
                done += 1
            reader = _reading(path)
        except StorageError as error:
            log.info("contacts: the file still cannot be used: %s", error.detail)
            del self._meanwhile[:done]
            await worker.close()
            return False
        # Nothing is awaited from the last look at what was kept to here.
        old, self._worker = self._worker, worker
        old_reader, self._reader = self._reader, reader
        self._path, self._left, self._meanwhile, self._trouble = path, None, [], None
        await old.close()
        if old_reader is not None:
            old_reader.close()
        return True

    async def close(self) -> None:
        """Write what waits, and let the file go."""
        await self._worker.close()
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    # -- for those who read and write it ---------------------------------------------------------

    async def _do(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Write something; raises `StorageError`.

        Another program's lock is waited for, and tried again: it passes.
        """
        for wait_s in BUSY_AGAIN_S:
            try:
                return await self._worker.do(job)
            except StorageError as error:
                if not is_busy(error):
                    raise
            await asyncio.sleep(wait_s)
        return await self._worker.do(job)

    async def _keep(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Write something that the user keeps: once more in the file, should it come back."""
        if self._left is None:
            return await self._do(job)
        self._meanwhile.append(job)
        if len(self._meanwhile) > MOST_KEPT:
            self._left, self._meanwhile = None, []
            return await self._do(job)
        try:
            return await self._do(job)
        except StorageError:
            if job in self._meanwhile:
                self._meanwhile.remove(job)
            raise

    def _one(self, sql: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
        """One row; None where there is none, or nothing can be read."""
        import sqlite3

        if self._reader is None:
            return None
        try:
            row: tuple[Any, ...] | None = self._reader.execute(sql, values).fetchone()
        except sqlite3.Error as error:
            self._cannot_read(error)
            return None
        return row

    def _cannot_read(self, error: sqlite3.Error) -> None:
        """Say once that the file cannot be read; what is asked of it meanwhile is unknown."""
        if not self._unreadable:
            self._unreadable = True
            log.error("the contacts cannot be read: %s", error)

    def _list(self, sql: str, values: tuple[object, ...]) -> list[Any]:
        """All rows of a question that answers them as one JSON list.

        Each step into SQLite lets the interpreter go, and while the writer is at work each step
        back costs a wait: so one step for all.
        """
        row = self._one(sql, values)
        read: list[Any] = [] if row is None else json.loads(row[0])
        return read

    # -- opening ---------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        """Open the file, in the writer's thread; a damaged one is put aside first."""
        import sqlite3

        path = self._path
        if path is None:
            raise AssertionError("there is no file")
        try:
            return _written(path)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            aside = _put_aside(path)
            self._trouble = Trouble("book.damaged", str(error), aside)
            return _written(path)

    def _in_memory(self) -> sqlite3.Connection:
        """One connection for both: there is nothing to wait for."""
        import sqlite3

        connection = sqlite3.connect(":memory:", check_same_thread=False)
        migrate(connection, MIGRATIONS, "contacts")
        self._reader = connection
        return connection

    async def _go_into_memory(self, trouble: Trouble) -> None:
        old, path = self._reader, self._path
        await self._worker.close()
        self._path, self._reader, copied = None, None, False

        def begun() -> sqlite3.Connection:
            nonlocal copied
            connection = self._in_memory()
            if path is not None and trouble.key != "book.later":
                copied = _copy(path, connection)
            return connection

        self._worker = Worker("contacts", begun)
        await self._do(lambda _: None)
        # Only in a copy does each PBX have the number that it has in the file.
        self._left, self._meanwhile = path if copied else None, []
        if old is not None:
            old.close()
        self._trouble = trouble


def empty_log(connection: sqlite3.Connection) -> None:
    """Leave nothing in the write-ahead log of what was taken out."""
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def iso(at: datetime) -> str:
    """A moment as it is kept."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _written(path: Path) -> sqlite3.Connection:
    """The connection that writes."""
    connection = open_database(path, MIGRATIONS)
    connection.execute(f"PRAGMA journal_size_limit={LOG_BYTES}")
    connection.execute("PRAGMA secure_delete=ON")
    return connection


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write.

    Raises:
        StorageError: the file cannot be read.
    """
    import sqlite3

    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False, timeout=0.1
        )
        connection.execute(f"PRAGMA cache_size=-{READ_CACHE_KB}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise StorageError(f"{path.name}: {error}") from error
    return connection


def _copy(path: Path, connection: sqlite3.Connection) -> bool:
    """Take over what of the file can be read; whether it was: not where it is damaged."""
    import sqlite3

    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as kept:
            kept.execute("SELECT count(*) FROM people").fetchone()
            kept.backup(connection)
        migrate(connection, MIGRATIONS, "contacts")
    except (sqlite3.Error, StorageError, OSError):
        return False
    return True


def _tried(connection: sqlite3.Connection) -> None:
    """Write about as much as a page of a load takes; raises where that fails."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE IF NOT EXISTS tried (blank)")
    connection.execute("INSERT INTO tried VALUES (zeroblob(?))", (TRY_BYTES,))


def _untried(connection: sqlite3.Connection) -> None:
    """Take that back."""
    connection.execute("DROP TABLE IF EXISTS tried")


def _has_source(connection: sqlite3.Connection, source: int) -> bool:
    found = connection.execute("SELECT 1 FROM sources WHERE id = ?", (source,)).fetchone()
    return found is not None or source == OWN_SOURCE


def _key_of(error: Exception) -> str:
    return "book.later" if isinstance(error, LaterVersion) else "book.memory"


def is_busy(error: StorageError) -> bool:
    """Whether another program has the file locked."""
    return _code_of(error) in ("SQLITE_BUSY", "SQLITE_LOCKED")


def is_lasting(error: StorageError) -> bool:
    """Whether the file cannot be used as it is: no room, read-only, damaged, gone."""
    cause = error.__cause__
    lasting = ("FULL", "READONLY", "CORRUPT", "NOTADB", "CANTOPEN", "IOERR")
    return (
        isinstance(error, LaterVersion)
        or isinstance(cause, OSError)
        or _code_of(error) in {f"SQLITE_{each}" for each in lasting}
    )


def _code_of(error: StorageError) -> str:
    """SQLite's word for what went wrong, without what makes it finer; else empty."""
    name: str = getattr(error.__cause__, "sqlite_errorname", "")
    return "_".join(name.split("_")[:2])


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file itself is bad, and not the disk or the folder it lies in."""
    import sqlite3

    return error.sqlite_errorcode in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _put_aside(path: Path) -> Path:
    """Give a damaged file, and what belongs to it, another name; nothing is deleted."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.name}.broken-{stamp}")
    for tail in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.replace(f"{path}{tail}", f"{aside}{tail}")  # noqa: PTH105 - its name has a tail
    path.replace(aside)
    return aside
