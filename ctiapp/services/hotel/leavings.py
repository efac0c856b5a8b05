"""What a room has of its guests: before it is checked out, and what is left of it afterwards.

What a PBX's check-out erases, its handbook says (`HotelPbx.erases`); nothing else is promised. What
it leaves of the guests themselves, their addresses mostly, is taken out by a change.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError, OutcomeUnknown
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.stays import Item, ItemState, ReceiptItem
from ctiapp.services.hotel.readback import (
    GUEST,
    alarm_times,
    blamed,
    gone,
    guest_of,
    left_over,
    standing,
    unread,
)
from ctiapp.services.hotel.shown import plan_times

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctiapp.model.hotel import Alarm, Station
    from ctiapp.model.wakes import Plan
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.ports import Alarms
    from ctiapp.services.hotel.roompicture import Room
    from ctiapp.services.hotel.rooms import Rooms

log = logging.getLogger("ctiapp.hotel")

_STATION_ITEMS = (Item.NAME, Item.EMAIL, Item.MOBILE, Item.PASSWORD, Item.PRESENCE, Item.OUTSIDE)
"""What is read of the extension."""
_NEVER_TOLD = {Item.VOICEMAIL: "receipt.voicemail", Item.CALL_RECORDS: "receipt.call_records"}
"""What no question of the API tells of: it is never said to be gone."""


class Leavings:
    """It.

    Args:
        ground: at which PBX the desk works.
        rooms: told what was read.
        alarms: reads the wake-up calls.
    """

    def __init__(self, ground: Ground, rooms: Rooms, alarms: Alarms) -> None:
        self._ground = ground
        self._rooms = rooms
        self._alarms = alarms

    @property
    def _going(self) -> frozenset[Item]:
        """What goes with the guests at this PBX."""
        return self._ground.hotel.erases | GUEST

    async def there(
        self, station: Station, alarms: tuple[Alarm, ...] | None, plans: Sequence[Plan]
    ) -> tuple[tuple[Item, str | None], ...]:
        """What stands in a room that would go, each thing as text; None where it is not told.

        Args:
            station: its extension.
            alarms: its wake-up calls; None: they could not be read.
            plans: its guests' planned ones.
        """
        going = self._going
        standing_there = standing(station, alarms, await self._route_names(station))
        return (
            *((what, stands) for what, stands in standing_there if what in going),
            *(((Item.PLANNED, plan_times(plans)),) if plans else ()),
            *((what, None) for what in _NEVER_TOLD if what in going),
        )

    async def after(
        self, room: Room, before: Station, refused: CtiError | None
    ) -> tuple[list[ReceiptItem], bool]:
        """What stands now, and whether the check-out was taken.

        Args:
            room: which.
            before: its extension before it.
            refused: what it ran into; None: it was taken.
        """
        going = self._going
        taken = refused is None
        items: list[ReceiptItem] = []
        try:
            station = await self._ground.hotel.station(room.ext_id)
            if isinstance(refused, OutcomeUnknown):
                taken = bool(guest_of(before)) and not guest_of(station)
            why: CtiError | None = None
            if taken:
                station, why = await self._taken_out(before, station)
        except CtiError as error:
            items = [unread(what, "", error) for what in _STATION_ITEMS if what in going]
        else:
            self._rooms.take(station)
            for what, found in standing(station, None, await self._route_names(station)):
                if what in going and what is not Item.WAKE_UPS:
                    its = why if what in GUEST and why is not None else refused
                    items.append(gone(what, found, blamed(what, its)))
        items.append(await self._wake_ups(room, refused))
        for what, key in _NEVER_TOLD.items():
            if what in going:
                notice = Notice.of(key, severity=Severity.INFO)
                items.append(ReceiptItem(what, "", None, ItemState.UNVERIFIED, notice))
        return items, taken

    async def _taken_out(self, before: Station, there: Station) -> tuple[Station, CtiError | None]:
        """Take out what is left of the guests; the extension then, and what that ran into."""
        change = left_over(before, there)
        if change is None:
            return there, None
        hotel = self._ground.hotel
        why: CtiError | None = None
        try:
            await hotel.change_station(there.ext_id, change)
        except CtiError as error:
            log.info("what check-out left of guests could not be taken out: %s", error.detail)
            why = error
        return await hotel.station(there.ext_id), why

    async def _wake_ups(self, room: Room, refused: CtiError | None) -> ReceiptItem:
        try:
            alarms = await self._alarms.read(room.ext_id)
        except CtiError as error:
            return unread(Item.WAKE_UPS, "", error)
        return gone(Item.WAKE_UPS, alarm_times(alarms), refused)

    async def _route_names(self, station: Station) -> Mapping[str, str]:
        """What the ways out are called; where nobody tells, their ids will do."""
        if not station.routes:
            return {}
        try:
            return {each.route_id: each.name for each in await self._ground.hotel.routes()}
        except CtiError as error:
            log.info("the ways out could not be read: %s", error.detail)
            return {}
