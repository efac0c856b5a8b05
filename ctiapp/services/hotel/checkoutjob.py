"""Several rooms that are checked out one after the other, each with how far it has come."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.model.stays import Receipt


class RowState(Enum):
    """How far a room's check-out has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    """All that can be read was read to be gone."""
    FAILED = "failed"
    """It was refused, or something is still there, or nothing could be read afterwards."""


@dataclass(frozen=True, slots=True)
class CheckOutRow:
    """One room of a check-out.

    Attributes:
        room: its number.
        guest: who was shown to be in it.
        state: how far it has come.
        receipt: what was read afterwards; None where nothing was commanded.
        notice: why it failed; None where it did not.
    """

    room: Number
    guest: str
    state: RowState = RowState.WAITING
    receipt: Receipt | None = None
    notice: Notice | None = None


class CheckOutJob:
    """Several rooms, one after the other.

    Args:
        rows: which.
        one: checks one room out: its row afterwards. Raises nothing that has words.
    """

    def __init__(
        self, rows: Iterable[CheckOutRow], one: Callable[[CheckOutRow], Awaitable[CheckOutRow]]
    ) -> None:
        self._rows = {row.room: row for row in rows}
        self._one = one
        self._observers: Observers[Number | None] = Observers()
        self._stopped = False
        self._task: asyncio.Task[None] | None = None

    @property
    def rows(self) -> tuple[CheckOutRow, ...]:
        """All rooms, in the order in which they were named."""
        return tuple(self._rows.values())

    @property
    def running(self) -> bool:
        """Whether any room is being checked out, or will be by itself."""
        return self._task is not None

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it: who waits then waits until `retry`."""
        return self._stopped

    def subscribe(self, listener: Callable[[Number | None], None]) -> Callable[[], None]:
        """Hear whose row changed (None: that the whole ended); the answer ends it."""
        return self._observers.subscribe(listener)

    def start(self) -> None:
        """Go on with whoever waits."""
        self._stopped = False
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="check-out")

    def stop(self) -> None:
        """Begin no further room; the one that is being wiped is read to its end."""
        self._stopped = True

    def cancel(self) -> None:
        """Let go of it at once; what was begun is kept as not ended."""
        if self._task is not None:
            self._task.cancel()

    def retry(self, room: Number) -> None:
        """Check a room out again that failed, or that waits since the whole was stopped.

        Raises:
            UsageError: key ``checkout.no_retry``: it is done, under way, or none of these.
        """
        row = self._rows.get(room)
        if row is None or row.state not in (RowState.FAILED, RowState.WAITING):
            raise UsageError("nothing to be tried again", key="checkout.no_retry", room=room.text)
        self._put(replace(row, state=RowState.WAITING, notice=None))
        self.start()

    async def ended(self) -> None:
        """Wait until nothing is under way."""
        while self._task is not None:
            await asyncio.wait((self._task,))

    async def _run(self) -> None:
        try:
            while not self._stopped:
                row = next((r for r in self._rows.values() if r.state is RowState.WAITING), None)
                if row is None:
                    break
                self._put(replace(row, state=RowState.RUNNING))
                self._put(await self._one(row))
        finally:
            self._task = None
            self._observers.tell(None)

    def _put(self, row: CheckOutRow) -> None:
        self._rows[row.room] = row
        self._observers.tell(row.room)
