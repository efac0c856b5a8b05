"""A journal in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError
from ctiapp.model.journal import JournalEntry, Kept
from tests.services.gates import Gate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ctiapp.model.ids import CallId


class Keeper:
    """Keeps entries in memory; may be slow, or refuse."""

    def __init__(self) -> None:
        self.rows: dict[int, tuple[JournalEntry, str | None]] = {}
        self.refuses = False
        self.gate = Gate()
        self.closed = False
        self.looks = 0
        self._last = 0

    @property
    def kept(self) -> list[JournalEntry]:
        """All of it, in the order in which it came."""
        return [entry for entry, _ in self.rows.values()]

    def of(self, kind: str) -> list[JournalEntry]:
        """Those of a kind."""
        return [entry for entry in self.kept if entry.kind == kind]

    def take(self, entry: JournalEntry, tail: str | None = None) -> None:
        """Have this kept."""
        self._last += 1
        self.rows[self._last] = (entry, tail)

    async def _passing(self) -> None:
        await self.gate.passing()
        if self.refuses:
            raise StorageError("the disk is full")

    async def write(self, entry: JournalEntry) -> None:
        await self._passing()
        self.take(entry)

    async def put(self, entry: JournalEntry, *, tail: str | None, since: datetime) -> None:
        assert entry.call_id is not None
        await self._passing()
        self._take_out(entry.kind, entry.call_id, since, entry.pbx)
        self.take(entry, tail)

    async def drop(
        self, kind: str, call_id: CallId, since: datetime, pbx: str | None = None
    ) -> None:
        await self._passing()
        self._take_out(kind, call_id, since, pbx)

    def _take_out(self, kind: str, call_id: CallId, since: datetime, pbx: str | None) -> None:
        self.rows = {
            row: (entry, tail)
            for row, (entry, tail) in self.rows.items()
            if (entry.kind, entry.call_id) != (kind, call_id)
            or entry.at < since
            or entry.pbx not in (None, pbx)
        }

    async def entries(self, kind: str | None = None, limit: int = 100) -> tuple[JournalEntry, ...]:
        found = [entry for entry in reversed(self.kept) if kind in (None, entry.kind)]
        return tuple(found[:limit])

    async def about(
        self,
        tails: Sequence[str],
        call: tuple[CallId, datetime] | None = None,
        *,
        before: int | None = None,
        limit: int = 200,
    ) -> tuple[Kept, ...]:
        self.looks += 1
        await self._passing()
        found = [
            Kept(row, entry)
            for row, (entry, end) in reversed(self.rows.items())
            if (before is None or row < before)
            and (
                end in tails
                or (call is not None and entry.call_id == call[0] and entry.at >= call[1])
            )
        ]
        return tuple(found[:limit])

    async def page(self, after: int, limit: int) -> tuple[Kept, ...]:
        await self._passing()
        found = [Kept(row, entry) for row, (entry, _) in self.rows.items() if row > after]
        return tuple(found[:limit])

    async def forget(self, rows: Sequence[int]) -> int:
        await self._passing()
        gone = self.rows.keys() & set(rows)
        self.rows = {row: held for row, held in self.rows.items() if row not in gone}
        return len(gone)

    async def prune(self, before: Mapping[str, datetime]) -> int:
        await self._passing()
        old = [
            row for row, (e, _) in self.rows.items() if e.kind in before and e.at < before[e.kind]
        ]
        return await self.forget(old)

    async def close(self) -> None:
        self.closed = True
