"""A journal in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError
from tests.services.fakes import Gate

if TYPE_CHECKING:
    from ctiapp.model.journal import JournalEntry


class Keeper:
    """Keeps entries in memory; may be slow, or refuse."""

    def __init__(self) -> None:
        self.kept: list[JournalEntry] = []
        self.refuses = False
        self.gate = Gate()
        self.closed = False

    async def write(self, entry: JournalEntry) -> None:
        await self.gate.passing()
        if self.refuses:
            raise StorageError("the disk is full")
        self.kept.append(entry)

    async def entries(self, kind: str | None = None, limit: int = 100) -> tuple[JournalEntry, ...]:
        found = [entry for entry in reversed(self.kept) if kind in (None, entry.kind)]
        return tuple(found[:limit])

    async def close(self) -> None:
        self.closed = True
