"""The history's file (SQLite): the calls of the past, each once.

What the PBX wrote down and what this desk saw of a call are kept beside the one row that they make:
see `ctiapp.storage.history_write`. Reading has a connection and a thread of its own, so that a list
can be scrolled while a month of records is taken in.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from ctiapp.storage import history_read, history_write
from ctiapp.storage.history_forget import forget_calls, prune
from ctiapp.storage.history_schema import MIGRATIONS
from ctiapp.storage.worker import Doer, Inline, Worker, migrate, open_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from ctiapp.model.history import DayCount, HistoryFilter, HistoryLeg, PastCall, Seen
    from ctiapp.model.historyfold import Reading
    from ctiapp.model.ids import CallId
    from ctiapp.model.records import CallRecord

MOST = 100_000
"""So many calls are read at once, at most."""


class HistoryFile:
    """The file.

    Args:
        path: where it lies; made when it is first used, readable by its owner alone. None: in
            memory, for as long as this object lives.
        migrations: what makes the tables what they are.

    Attributes:
        worker: does jobs with the connection that writes; for what else is kept in this file.
        reader: does jobs with one that reads.
    """

    def __init__(self, path: Path | None, *, migrations: Sequence[str] = MIGRATIONS) -> None:
        opening = threading.Lock()  # both open it, and one of them makes the tables

        def connect() -> sqlite3.Connection:
            with opening:
                return open_history(path, migrations)

        self.worker: Doer
        self.reader: Doer
        if path is None:
            self.worker = self.reader = Inline("history", connect)
        else:
            self.worker = Worker("history", connect)
            self.reader = Worker("history reader", connect)

    # -- writing ---------------------------------------------------------------------------------

    async def see(self, owner: str, seen: Sequence[Seen], reading: Reading) -> tuple[int, ...]:
        """Take in what this desk saw, or was told at a call's end; which calls changed.

        Raises:
            StorageError: it cannot be kept.
        """
        return await self.worker.do(lambda c: history_write.see(c, owner, seen, reading))

    async def ahead(
        self, owner: str, ahead_s: float, since: datetime, reading: Reading
    ) -> tuple[int, ...]:
        """By so many seconds the PBX's clock is ahead of ours, as it was since then.

        Returns:
            which calls changed: what was seen while that was not known finds its lines.

        Raises:
            StorageError: it cannot be kept.
        """
        return await self.worker.do(
            lambda c: history_write.ahead(c, owner, ahead_s, since, reading)
        )

    async def record(
        self,
        owner: str,
        records: Sequence[CallRecord],
        reading: Reading,
        ahead_s: float | None = None,
    ) -> tuple[int, ...]:
        """Take in lines of the PBX's list; which calls changed.

        Args:
            owner: whose.
            records: these.
            reading: how numbers are read.
            ahead_s: by how much the PBX's clock is ahead of ours, in seconds; None where that is
                not known.

        Raises:
            StorageError: they cannot be kept.
        """
        return await self.worker.do(
            lambda c: history_write.record(c, owner, records, reading, ahead_s)
        )

    async def note(
        self, pbx: str, call_id: CallId, at: datetime, text: str, reading: Reading
    ) -> tuple[int, ...]:
        """The note on a call is this now; empty: none. Which calls changed.

        Raises:
            StorageError: it cannot be kept.
        """
        return await self.worker.do(
            lambda c: history_write.note(c, pbx, call_id, at, text, reading)
        )

    async def rekey(self, owner: str, reading: Reading) -> tuple[int, ...]:
        """Numbers are read otherwise now; which calls are found under another key.

        Raises:
            StorageError: it cannot be kept.
        """
        return await self.worker.do(lambda c: history_write.rekey(c, owner, reading))

    async def forget(self, numbers: Collection[str], owner: str | None) -> int:
        """Take out for good what is kept of these numbers; how many calls that were.

        Args:
            numbers: as they were written.
            owner: of whom alone; None: of all.

        Raises:
            StorageError: it cannot be taken out.
        """
        return await self.worker.do(lambda c: forget_calls(c, numbers, owner))

    async def prune(self, calls: datetime | None, notes: datetime | None) -> int:
        """Take out what is older; how many calls that were. None: it is kept for ever.

        Raises:
            StorageError: it cannot be taken out.
        """
        return await self.worker.do(lambda c: prune(c, calls, notes))

    async def remember(self, owner: str, key: str, value: str) -> None:
        """Keep how far something has come.

        Raises:
            StorageError: it cannot be kept.
        """

        def job(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO state (owner, key, value) VALUES (?, ?, ?)",
                (owner, key, value),
            )

        await self.worker.do(job)

    # -- reading ---------------------------------------------------------------------------------

    async def remembered(self, owner: str, key: str) -> str | None:
        """How far something has come; None where nothing is kept of it.

        Raises:
            StorageError: the file cannot be read.
        """

        def job(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(
                "SELECT value FROM state WHERE owner = ? AND key = ?", (owner, key)
            ).fetchone()
            return None if row is None else str(row[0])

        return await self.reader.do(job)

    async def days(self, owner: str, wanted: HistoryFilter) -> tuple[DayCount, ...]:
        """How many calls each day has, the newest first.

        Raises:
            StorageError: the file cannot be read.
        """
        return await self.reader.do(lambda c: history_read.days(c, owner, wanted))

    async def page(
        self, owner: str, wanted: HistoryFilter, day: date | None, offset: int, limit: int
    ) -> tuple[PastCall, ...]:
        """Some calls, of one day or (None) of all, the newest first.

        Raises:
            StorageError: the file cannot be read.
        """
        return await self.reader.do(
            lambda c: history_read.page(c, owner, wanted, day, offset, limit)
        )

    async def since(self, owner: str, at: datetime, limit: int = MOST) -> tuple[PastCall, ...]:
        """The calls that began then or later, the newest first.

        Raises:
            StorageError: the file cannot be read.
        """
        return await self.reader.do(lambda c: history_read.since(c, owner, at, limit))

    async def of_person(
        self, owner: str, persons: Sequence[str], limit: int = 100
    ) -> tuple[PastCall, ...]:
        """The calls of these persons (`PastCall.person`), the newest first.

        Raises:
            StorageError: the file cannot be read.
        """
        return await self.reader.do(lambda c: history_read.of_person(c, owner, persons, limit))

    async def call(self, key: str) -> PastCall | None:
        """One call; None where there is none of that key.

        Raises:
            StorageError: the file cannot be read.
        """
        return await self.reader.do(lambda c: history_read.call(c, key))

    async def legs(self, key: str) -> tuple[HistoryLeg, ...]:
        """The PBX's lines of a call, in order of time.

        Raises:
            StorageError: the file cannot be read.
        """
        return await self.reader.do(lambda c: history_read.legs(c, key))

    async def numbers(self, owner: str | None) -> tuple[str, ...]:
        """All numbers that calls (of one owner, or None: of all) are kept of.

        Raises:
            StorageError: the file cannot be read.
        """
        return await self.reader.do(lambda c: history_read.numbers(c, owner))

    async def everything(self, after: int, limit: int) -> tuple[tuple[str, PastCall], ...]:
        """Calls of all owners with whose each is, in order of their keys from behind that on.

        Raises:
            StorageError: the file cannot be read.
        """
        return await self.reader.do(lambda c: history_read.everything(c, after, limit))

    async def close(self) -> None:
        """Write what waits, and let the file go; nothing is taken any more."""
        await self.reader.close()
        await self.worker.close()


def open_history(path: Path | None, migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """Open the file, and bring it to the newest version; raises as `open_database`."""
    if path is None:
        import sqlite3

        connection = sqlite3.connect(":memory:")
        migrate(connection, migrations, "history")
    else:
        connection = open_database(path, migrations)
    connection.execute("PRAGMA secure_delete=ON")
    with connection:
        history_write.redate(connection, f"{time.tzname} {time.timezone} {time.altzone}")
    return connection
