"""The contacts' file (SQLite): how it is opened, and what is done where it cannot be used.

Why it is as it is:

* One thread writes (`ctiapp.storage.worker`), in slices, each a transaction. Names and searches are
  read on the loop's own thread by a second connection that cannot write: a write-ahead log lets it
  read at any moment what was last whole, and the first card of a ring has its name at once.
* **Where it cannot be used the directory lives in memory**, from what of it can still be read: a
  file of a later version, a disk that is full, a folder that may not be written. A file that is
  damaged is put aside under another name, never deleted, and a new one is begun. Each is told once,
  by what `serve` or `fall_back` answers.
"""

from __future__ import annotations

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
            source = await self._do(source_of)
            if self._reader is None and self._path is not None:
                self._reader = _reading(self._path)
        except (StorageError, OSError) as error:
            if self._path is None:
                raise
            await self._go_into_memory(Trouble(_key_of(error), str(error)))
            source = await self._do(source_of)
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

    async def close(self) -> None:
        """Write what waits, and let the file go."""
        await self._worker.close()
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    # -- for those who read and write it ---------------------------------------------------------

    async def _do(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Write something; raises `StorageError`."""
        return await self._worker.do(job)

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
            connection = open_database(path, MIGRATIONS)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            aside = _put_aside(path)
            self._trouble = Trouble("book.damaged", str(error), aside)
            connection = open_database(path, MIGRATIONS)
        connection.execute(f"PRAGMA journal_size_limit={LOG_BYTES}")
        connection.execute("PRAGMA secure_delete=ON")
        return connection

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
        self._path, self._reader = None, None

        def copied() -> sqlite3.Connection:
            connection = self._in_memory()
            if path is not None and trouble.key != "book.later":
                _copy(path, connection)
            return connection

        self._worker = Worker("contacts", copied)
        await self._do(lambda _: None)
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


def _copy(path: Path, connection: sqlite3.Connection) -> None:
    """Take over what of the file can be read; nothing where that is damaged or of no version."""
    import sqlite3

    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as kept:
            kept.execute("SELECT count(*) FROM people").fetchone()
            kept.backup(connection)
        migrate(connection, MIGRATIONS, "contacts")
    except (sqlite3.Error, StorageError, OSError):
        return


def _has_source(connection: sqlite3.Connection, source: int) -> bool:
    found = connection.execute("SELECT 1 FROM sources WHERE id = ?", (source,)).fetchone()
    return found is not None or source == OWN_SOURCE


def _key_of(error: Exception) -> str:
    return "book.later" if isinstance(error, LaterVersion) else "book.memory"


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
