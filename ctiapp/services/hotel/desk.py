"""The whole front desk: it works as long as somebody is signed in, at one PBX at a time."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError
from ctiapp.services.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.hotel.alarmbook import AlarmBook
    from ctiapp.services.hotel.checkin import CheckIns
    from ctiapp.services.hotel.checkout import CheckOuts
    from ctiapp.services.hotel.desktime import DeskTime
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.groups import GroupWakes
    from ctiapp.services.hotel.newrooms import NewRooms
    from ctiapp.services.hotel.nightsheet import NightSheets
    from ctiapp.services.hotel.plans import Plans
    from ctiapp.services.hotel.rooms import Rooms
    from ctiapp.services.hotel.wakes import Wakes
    from ctiapp.services.session import Session

log = logging.getLogger("ctiapp.hotel")


@dataclass(frozen=True, slots=True)
class HotelDesk:
    """What a front desk does.

    Attributes:
        rooms: who is where.
        alarms: the wake-up calls that the PBX has.
        plans: those with a date, which it will have.
        groups: many rooms at once.
        wakes: how they went, and who has to be seen to.
        checkins, checkouts: guests come and go.
        new_rooms: rooms come and go.
        sheets: the night on paper.
        time: the PBX's clock.
        at_work: whether it works for a PBX now: also while that one lets nobody in.
        close: ends all of it.
    """

    rooms: Rooms
    alarms: AlarmBook
    plans: Plans
    groups: GroupWakes
    wakes: Wakes
    checkins: CheckIns
    checkouts: CheckOuts
    new_rooms: NewRooms
    sheets: NightSheets
    time: DeskTime
    at_work: Callable[[], bool]
    close: Callable[[], Awaitable[None]]


class Shift:
    """Begins and ends the work of a desk with the session.

    Args:
        session: who is signed in.
        ground: at which PBX.
    """

    def __init__(self, session: Session, ground: Ground) -> None:
        self._session = session
        self._ground = ground
        self._desk: HotelDesk | None = None
        self._at: str | None = None
        self._wanted: str | None = None
        self._online = False
        self._changing: asyncio.Task[None] | None = None
        self._stop: Callable[[], None] = lambda: None

    @property
    def at_work(self) -> bool:
        """Whether the desk works for a PBX now."""
        return self._at is not None

    def serve(self, desk: HotelDesk) -> None:
        """Follow the session from now on."""
        self._desk = desk
        self._stop = self._session.subscribe(self._on_status)
        self._on_status(self._session.status)

    async def close(self) -> None:
        """Nobody works any more."""
        self._stop()
        self._want(None)
        if self._changing is not None:
            await self._changing

    def _on_status(self, status: ConnectionStatus) -> None:
        back = status.state is Connection.ONLINE and not self._online
        self._online = status.state is Connection.ONLINE
        self._want(self._ground.owner())
        if back and self._at is not None and self._desk is not None:
            self._look_again(self._desk)

    @staticmethod
    def _look_again(desk: HotelDesk) -> None:
        """The connection is back: what the PBX has may be otherwise, and its clock as well."""
        desk.time.look_now()
        desk.alarms.look_now()
        desk.plans.look_now()
        desk.wakes.look_now()
        desk.rooms.look_again()
        desk.sheets.woke()

    def _want(self, owner: str | None) -> None:
        self._wanted = owner
        if self._changing is None and owner != self._at:
            self._changing = asyncio.create_task(self._change(), name="shift")
            self._changing.add_done_callback(self._on_changed)

    def _on_changed(self, task: asyncio.Task[None]) -> None:
        self._changing = None
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("the front desk's work could not begin or end", exc_info=error)
        else:
            self._want(self._wanted)  # somebody may have come or gone as it ended

    async def _change(self) -> None:
        """One after the other: what was begun at one PBX is ended before another is begun at."""
        desk = self._desk
        while desk is not None and self._wanted != self._at:
            if self._at is not None:
                self._at = None
                await self._end(desk)
            else:
                self._at = self._wanted
                await self._begin(desk)

    @staticmethod
    async def _begin(desk: HotelDesk) -> None:
        desk.time.start()
        desk.alarms.start()
        desk.plans.start()
        desk.wakes.start()
        desk.rooms.start()
        desk.sheets.start()
        try:
            await desk.checkouts.look_back()
        except CtiError as error:
            log.warning("check-outs of before could not be read: %s", error.detail)

    @staticmethod
    async def _end(desk: HotelDesk) -> None:
        await desk.checkouts.close()
        await desk.groups.stop()
        await desk.sheets.stop()
        await desk.rooms.stop()
        await desk.wakes.stop()
        await desk.plans.stop()
        await desk.alarms.stop()
        await desk.time.stop()
