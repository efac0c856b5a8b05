"""Who stays in which room, as this desk wrote it down at the PBX that it works at."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError
from ctiapp.model.notice import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.model.stays import Stay
    from ctiapp.storage.hotel import HotelFile

log = logging.getLogger("ctiapp.hotel")


class RoomStays:
    """They, in memory.

    Args:
        file: where they are kept.
        changed: hears of which rooms they changed.
    """

    def __init__(self, file: HotelFile, changed: Callable[[Iterable[Number]], None]) -> None:
        self._file = file
        self._changed = changed
        self._owner: str | None = None
        self._stays: dict[Number, Stay] = {}
        self._task: asyncio.Task[None] | None = None
        self.notice: Notice | None = None
        """Why they could not be read; None where they could."""

    def of(self, number: Number) -> Stay | None:
        """Who was checked in there last and not checked out; None where nobody was."""
        return self._stays.get(number)

    def put(self, number: Number, stay: Stay | None) -> None:
        """Who stays in a room was written down just now; None: nobody does any more."""
        if stay is None:
            self._stays.pop(number, None)
        else:
            self._stays[number] = stay
        self._changed((number,))

    def begin(self, owner: str | None) -> None:
        """Belong to this PBX from now on: what is known of another's rooms is forgotten."""
        self._owner, self._stays, self.notice = owner, {}, None
        if self._task is not None:
            self._task.cancel()
        self._task = None
        if owner is not None:
            self._task = asyncio.create_task(self._begin(), name="stays")

    async def stop(self) -> None:
        """Belong to none any more."""
        task = self._task
        self.begin(None)
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)

    async def load(self) -> None:
        """Read them.

        Raises:
            StorageError: they cannot be read; what was known stays.
        """
        owner = self._owner
        if owner is None:
            return
        stays = await self._file.open_stays(owner)
        if owner != self._owner:
            return
        before, self._stays = self._stays, {stay.room: stay for stay in stays}
        self.notice = None
        self._changed({*before, *self._stays})

    async def _begin(self) -> None:
        try:
            await self.load()
        except StorageError as error:
            log.warning("who stays where cannot be read: %s", error.detail)
            self.notice = error.notice(Severity.WARNING)
            self._changed(())
