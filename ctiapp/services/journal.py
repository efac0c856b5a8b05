"""The journal of this desk: what was done here that somebody may have to answer for."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import StorageError
from ctiapp.model.journal import JournalEntry
from ctiapp.model.notice import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.ids import CallId
    from ctiapp.model.journal import Fact
    from ctiapp.model.number import Number
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.journal")

LISTENING = "listening"
"""Somebody was listened to: ``step`` begin, end, or signed-out (what the phone did after that is
not known), ``mode``, ``who`` listened, in which ``queue``, for how many ``seconds``."""
SUPERVISOR = "supervisor"
"""Somebody else was logged in or out, or paused: ``verb``, ``who``, ``queue``, ``outcome``."""

CLOSE_S = 3.0
"""How long quitting waits for the disk at most."""


class JournalKeeper(Protocol):
    """Where entries are kept (`ctiapp.storage.journal.JournalFile`)."""

    async def write(self, entry: JournalEntry) -> None:
        """Keep one entry; returns when it is safe.

        Raises:
            StorageError: it cannot be kept.
        """

    async def entries(self, kind: str | None = None, limit: int = 100) -> tuple[JournalEntry, ...]:
        """The newest entries, the newest first; ``kind``: of that one alone.

        Raises:
            StorageError: they cannot be read.
        """

    async def close(self) -> None:
        """Write what waits, and let go."""


class Journal:
    """Takes what is to be kept, at once and in order; nobody waits for the disk.

    What cannot be kept is told to the user once, until something can be kept again: a journal with
    gaps must not look whole.
    """

    def __init__(self, keeper: JournalKeeper, clock: Clock, notices: Notices) -> None:
        self._keeper = keeper
        self._clock = clock
        self._notices = notices
        self._writing: set[asyncio.Task[None]] = set()
        self._failing = False

    def note(
        self,
        kind: str,
        *,
        number: Number | None = None,
        call_id: CallId | None = None,
        data: Mapping[str, Fact],
    ) -> None:
        """Keep that this happened now. ``data`` must hold no secret."""
        entry = JournalEntry(self._clock().at, kind, number, call_id, dict(data))
        task = asyncio.create_task(self._write(entry), name="journal")
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def entries(self, kind: str | None = None, limit: int = 100) -> tuple[JournalEntry, ...]:
        """The newest entries, the newest first; ``kind``: of that one alone.

        Raises:
            StorageError: they cannot be read.
        """
        return await self._keeper.entries(kind, limit)

    async def close(self) -> None:
        """Wait for what is being written, for a bounded time, and let the file go."""
        if self._writing:
            _, late = await asyncio.wait(self._writing, timeout=CLOSE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._keeper.close()

    async def _write(self, entry: JournalEntry) -> None:
        try:
            await self._keeper.write(entry)
        except StorageError as error:
            log.info("not kept: %s: %s", entry.kind, error.detail)
            if not self._failing:
                self._failing = True
                error.key = "journal.not_kept"
                self._notices.post(error.notice(Severity.WARNING))
        else:
            self._failing = False
