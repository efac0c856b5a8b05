"""A P-Series PBX as a hotel's front desk needs it: wake-up calls, rooms, check-out, the clock."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import (
    CommandError,
    NoSuchTarget,
    NotSupported,
    OutcomeUnknown,
    WireError,
)
from ctiapp.model.hotel import MAX_ALARMS, SNOOZES
from ctiapp.model.stays import Item
from ctiapp.pbx.interface_hotel import HotelPbx
from ctiapp.pbx.p_series import cdrtime, newstation, wire_hotel, wire_rest
from ctiapp.pbx.p_series.asking import RIGHTS
from ctiapp.pbx.p_series.stations import Stations
from ctiapp.pbx.several import taken_away

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping
    from datetime import datetime

    from ctiapp.model.hotel import Alarm, OutsideRoute, Station, StationChange
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.newstation import NewStation, StationRules
    from ctiapp.pbx.p_series.asking import Asker
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.talk import Command

_FULL: Final = "60002"
_PMS: Final = "70525"
_ERASES: Final = frozenset(
    {
        *(Item.NAME, Item.EMAIL, Item.MOBILE, Item.PASSWORD, Item.PRESENCE),
        *(Item.OUTSIDE, Item.WAKE_UPS, Item.VOICEMAIL, Item.CALL_RECORDS),
    }
)
"""Handbook l. 15549; the call records by l. 18507 alone."""


class Hotel(HotelPbx):
    """The hotel's part of one P-Series PBX; see `HotelPbx` for what each method does.

    Args:
        asker: puts the questions.
        command: sends what changes something.
        now: aware UTC.

    Attributes:
        refused: whether this session may not know of wake-up calls at all.
        on_refused: is called when that is found out.
    """

    def __init__(self, asker: Asker, command: Command, now: Callable[[], datetime]) -> None:
        self._asker = asker
        self._command = command
        self._now = now
        self._stations = Stations(asker, command)
        self.refused = False
        self.on_refused: Callable[[], None] = lambda: None

    def forget_refusals(self) -> None:
        """Begin anew: somebody has logged in, perhaps with more rights."""
        self.refused = False

    @property
    def most_snoozes(self) -> int:
        """How often a wake-up call can ring again (table 321)."""
        return SNOOZES[-1]

    @property
    def most_alarms(self) -> int:
        """How many wake-up calls a room can have (l. 15290)."""
        return MAX_ALARMS

    @property
    def station_rules(self) -> StationRules:
        """What can be written of a new extension; see `HotelPbx.station_rules`."""
        return newstation.RULES

    @property
    def erases(self) -> frozenset[Item]:
        """What check-out erases here; see `HotelPbx.erases`."""
        return _ERASES

    async def wall_clock(self) -> datetime:
        """What the PBX's clock shows now, however it writes that; see `HotelPbx.wall_clock`.

        Where it shows no seconds, it is up to a minute later than that.
        """
        answer = await self._asker.query(wire_rest.INFORMATION)
        shown = cdrtime.clock(wire_hotel.clock_text(answer), self._now())
        if shown is None:
            raise NotSupported("the PBX's clock cannot be read")
        return shown

    # --- wake-up calls ---------------------------------------------------------------------------

    async def alarms(self) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        """All wake-up calls of all rooms; see `HotelPbx.alarms`.

        Pages are read until nothing new comes. A room that slips from one page to another while
        they are read counts once.
        """
        found: dict[ExtensionId, dict[str, Alarm]] = {}
        pages = self._asker.pages(wire_hotel.alarm_list, wire_hotel.alarm_page)
        try:
            async with aclosing(pages):
                async for page in pages:
                    for ext_id, alarms in page.items:
                        known = found.setdefault(ext_id, {})
                        known.update((alarm.alarm_id, alarm) for alarm in alarms)
        except NoSuchTarget:  # "no such data": there are none, or no other page
            pass
        except CommandError as err:
            self._heed(err)
            raise
        return {ext_id: tuple(known.values()) for ext_id, known in found.items() if known}

    async def alarms_of(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """The wake-up calls of one room; see `HotelPbx.alarms_of`."""
        try:
            answer = await self._heeded(self._asker.query(wire_hotel.alarms_of(ext_id)))
        except NoSuchTarget:  # "no such data": there are none
            return ()
        return wire_hotel.room_alarms(answer, ext_id, self._asker.remark)

    async def create_alarm(self, ext_id: ExtensionId, alarm: Alarm) -> str:
        """Set one wake-up call; see `HotelPbx.create_alarm`. Never repeated by itself."""
        try:
            answer = await self._do(
                wire_hotel.create_alarm(ext_id, self.allowed(alarm)), repeatable=False
            )
        except CommandError as err:
            if err.code != _FULL:
                raise
            raise CommandError(
                err.detail, key="wakeup.too_many", code=err.code, most=MAX_ALARMS
            ) from err
        try:
            return wire_rest.created_id(answer)
        except WireError as err:  # it is set, and nobody knows under which id
            raise OutcomeUnknown(err.detail) from err

    async def change_alarm(self, alarm: Alarm) -> None:
        """Have a wake-up call be as this one; see `HotelPbx.change_alarm`."""
        await self._do(wire_hotel.change_alarm(self.allowed(alarm)), repeatable=True)

    async def delete_alarms(self, ext_id: ExtensionId, alarm_ids: Collection[str]) -> None:
        """Take these wake-up calls away; see `HotelPbx.delete_alarms`.

        Where one of several is gone already, the PBX may refuse all: then each is deleted alone.
        """
        await taken_away(
            tuple(dict.fromkeys(alarm_ids)),
            lambda some: self._do(wire_hotel.delete_alarms(ext_id, some), repeatable=True),
        )

    async def delete_every_alarm(self, ext_id: ExtensionId) -> None:
        """Take all wake-up calls of a room away; see `HotelPbx.delete_every_alarm`."""
        try:
            await self._do(wire_hotel.delete_every_alarm(ext_id), repeatable=True)
        except NoSuchTarget:
            return

    # --- rooms -----------------------------------------------------------------------------------

    async def station(self, ext_id: ExtensionId) -> Station:
        """A room's extension as it is now; see `HotelPbx.station`."""
        return await self._stations.station(ext_id)

    async def stations(self, ext_ids: Collection[ExtensionId]) -> tuple[Station, ...]:
        """The same of many; see `HotelPbx.stations`."""
        return await self._stations.stations(ext_ids)

    async def change_station(self, ext_id: ExtensionId, change: StationChange) -> None:
        """Have a room's extension be otherwise; see `HotelPbx.change_station`."""
        await self._stations.change(ext_id, change)

    async def routes(self) -> tuple[OutsideRoute, ...]:
        """All ways out of the house; see `HotelPbx.routes`."""
        return await self._stations.routes()

    async def check_out(self, ext_id: ExtensionId) -> None:
        """Wipe a room; see `HotelPbx.check_out`. Sent once, and not again by itself."""
        try:
            await self._command(wire_hotel.check_out(ext_id), repeatable=False)
        except CommandError as err:
            if err.code != _PMS:
                raise
            raise CommandError(err.detail, key="checkout.pms", code=err.code) from err

    async def create_station(self, wanted: NewStation) -> ExtensionId:
        """Create an extension; see `HotelPbx.create_station`."""
        return await self._stations.create(wanted)

    async def delete_station(self, ext_id: ExtensionId) -> None:
        """Delete an extension; see `HotelPbx.delete_station`."""
        await self._stations.delete(ext_id)

    # --- refusals --------------------------------------------------------------------------------

    async def _do(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        return await self._heeded(self._command(request, repeatable=repeatable))

    async def _heeded(self, asked: Awaitable[Mapping[str, object]]) -> Mapping[str, object]:
        try:
            return await asked
        except CommandError as err:
            self._heed(err)
            raise

    def _heed(self, err: CommandError) -> None:
        """Only wake-up calls tell that this is no hotel's PBX: rooms are mere extensions."""
        if err.code in RIGHTS and not self.refused:
            self.refused = True
            self._asker.note("wake-up calls", err)
            self.on_refused()
