"""Guests whom this desk checked in, and another desk, or the PBX's own page, checked out.

Only the desk that wrote a stay down knows of it. Where the PBX has nobody in the room any more, the
stay is over; what this desk still has planned for the room would wake whoever comes next.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.stays import Item
from ctiapp.services.journal import HOTEL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from ctiapp.model.number import Number
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.rooms import Room, Rooms
    from ctiapp.services.journal import Journal
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.storage.hotel import HotelFile

log = logging.getLogger("ctiapp.hotel")


class Vacated:
    """Notices them.

    Args:
        ground: at which PBX the desk works.
        rooms: who is where.
        file: who stays where.
        journal: what happened.
        notices: told of what is still planned for such a room.
        clock: both clocks.
        mine: whether this desk is checking a room out itself, or has not come to an end with it.
    """

    def __init__(
        self,
        ground: Ground,
        rooms: Rooms,
        file: HotelFile,
        journal: Journal,
        notices: Notices,
        clock: Clock,
        mine: Callable[[Number], bool],
    ) -> None:
        self._ground = ground
        self._rooms = rooms
        self._file = file
        self._journal = journal
        self._notices = notices
        self._clock = clock
        self._mine = mine
        self._since: datetime | None = None
        self._seen: set[int] = set()
        self._closing: dict[Number, asyncio.Task[None]] = {}
        self._stop: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Notice them from now on."""
        self._stop()
        self._since = self._clock().at
        self._stop = self._rooms.subscribe(self._on_rooms)
        self._on_rooms(None)

    async def stop(self) -> None:
        """Notice nothing any more."""
        self._stop()
        self._since = None
        tasks = list(self._closing.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _on_rooms(self, numbers: frozenset[Number] | None) -> None:
        if numbers is None:
            rooms = self._rooms.picture.rooms
        else:
            found = map(self._rooms.room, numbers)
            rooms = tuple(room for room in found if room is not None)
        for room in rooms:
            if room.stay is None:
                continue
            if room.confirmed:
                self._seen.add(room.stay.stay_id)
            elif self._is_over(room) and room.number not in self._closing:
                task = asyncio.create_task(self._close(room), name="vacated")
                self._closing[room.number] = task
                task.add_done_callback(partial(self._on_closed, room.number))

    def _on_closed(self, number: Number, _task: asyncio.Task[None]) -> None:
        self._closing.pop(number, None)

    def _is_over(self, room: Room) -> bool:
        """Whether the PBX was read to have nobody there, who was there before.

        Who was written down in this very run must have been there once: a check-in that the PBX did
        not do is no check-out. An address that a check-out leaves there says nothing.
        """
        stay, station = room.stay, room.station
        if stay is None or station is None or room.occupied or self._since is None:
            return False
        hotel = self._ground.pbx()
        erases: Collection[Item] = () if hotel is None else hotel.erases
        kept = (Item.EMAIL, station.email), (Item.MOBILE, station.mobile)
        if station.first_name or station.last_name:
            return False
        if any(address for what, address in kept if what in erases):
            return False
        known = stay.stay_id in self._seen or (stay.at is not None and stay.at < self._since)
        return known and not self._mine(room.number)

    async def _close(self, room: Room) -> None:
        owner = self._ground.owner()
        if owner is None:
            return
        try:
            await self._file.close_stay(owner, room.number, "", self._clock().at)
        except StorageError as error:
            log.warning("a stay that is over is not closed: %s", error.detail)
            return
        self._rooms.stayed(room.number, None)
        self._journal.note(
            HOTEL,
            number=room.number,
            data={"deed": "check-out", "who": "", "result": "elsewhere"},
        )
        if room.planned:
            self._notices.post(
                Notice.of(
                    "checkout.elsewhere",
                    severity=Severity.WARNING,
                    room=room.number.text,
                    count=len(room.planned),
                )
            )
