"""A hotel's front desk at a K2: wake-up calls, rooms, check-out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    NoSuchTarget,
    NotSupported,
)
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused
from ctiapp.model.stays import Item
from ctiapp.pbx.frontdesk import GuestNames, created_alarm, with_its_prompt
from ctiapp.pbx.interface_hotel import HotelPbx
from ctiapp.pbx.k2 import wire_hotel, wire_stations
from ctiapp.pbx.several import taken_away, told_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from ctiapp.model.hotel import Alarm, OutsideRoute, Station, StationChange
    from ctiapp.model.newstation import NewStation, StationRules
    from ctiapp.pbx.k2.asking import Asker
    from ctiapp.pbx.k2.wire_directory import Device
    from ctiapp.pbx.request import Request

AT_ONCE: Final = 50
"""So many extensions are asked for at once."""

_IN_USE: Final = frozenset({"10008", "10086"})
_NOTHING_DONE: Final = frozenset({"10006", "10021"})
_ERASES: Final = frozenset({Item.NAME, Item.OUTSIDE, Item.WAKE_UPS, Item.VOICEMAIL})
"""Section 6: the caller ID name that it resets is taken for the extension's name (inferred)."""


class Hotel(HotelPbx):
    """The hotel's part of one K2; see `HotelPbx` for what each method does.

    Args:
        asker: puts the questions and gives the commands.
        information: asks the PBX what its clock shows.
    """

    def __init__(self, asker: Asker, information: Callable[[], Awaitable[Device]]) -> None:
        self._asker = asker
        self._information = information
        self._names = GuestNames()
        # Which form an endpoint wants, once the other was refused (section 9, point 2).
        self._as_list: dict[str, bool] = {}

    @property
    def most_snoozes(self) -> int:
        """How often a wake-up call can ring again: all of its rings are counted (inferred)."""
        return wire_hotel.RINGS[-1] - wire_hotel.RINGS_ONCE

    @property
    def station_rules(self) -> StationRules:
        """What can be written of a new extension; see `HotelPbx.station_rules`."""
        return wire_stations.RULES

    @property
    def erases(self) -> frozenset[Item]:
        """What check-out erases here; see `HotelPbx.erases`."""
        return _ERASES

    async def wall_clock(self) -> datetime:
        """What the PBX's clock shows now; see `HotelPbx.wall_clock`."""
        shown = (await self._information()).clock
        if shown is None:
            raise NotSupported("the PBX's clock cannot be read")
        return shown.replace(tzinfo=None)

    # --- wake-up calls ---------------------------------------------------------------------------

    async def alarms(self) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        """All wake-up calls of all rooms; see `HotelPbx.alarms`."""
        try:
            answer = await self._asker.query(wire_hotel.all_alarms())
        except NoSuchTarget:
            return {}
        return await self._asker.read(wire_hotel.alarms, answer)

    async def alarms_of(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """The wake-up calls of one room; see `HotelPbx.alarms_of`."""
        try:
            answer = await self._asker.query(wire_hotel.alarms_of(ext_id))
        except NoSuchTarget as err:
            if err.code != "10021":  # the extension itself is gone
                raise
            return ()
        return wire_hotel.alarms(answer, self._asker.remark).get(ext_id, ())

    async def create_alarm(self, ext_id: ExtensionId, alarm: Alarm) -> str:
        """Set one wake-up call; see `HotelPbx.create_alarm`. Never repeated by itself.

        No id comes back: it is looked for.
        """
        self.allowed(alarm)

        async def create(one: Alarm) -> None:
            await self._either(
                "wakeupcall/create",
                lambda as_list: wire_hotel.create_alarm(ext_id, one, as_list=as_list),
                repeatable=False,
                first=True,
            )

        return await created_alarm(
            alarm,
            lambda: with_its_prompt(alarm, create, wire_hotel.NO_PROMPT),
            lambda: self.alarms_of(ext_id),
        )

    async def change_alarm(self, alarm: Alarm) -> None:
        """Have a wake-up call be as this one; see `HotelPbx.change_alarm`."""

        async def change(one: Alarm) -> None:
            await self._either(
                "wakeupcall/update",
                lambda as_list: wire_hotel.change_alarm(one, as_list=as_list),
                repeatable=True,
                first=False,
            )

        await with_its_prompt(self.allowed(alarm), change, wire_hotel.NO_PROMPT)

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
        except NoSuchTarget as err:
            if err.code not in _NOTHING_DONE:
                raise

    async def _either(
        self, endpoint: str, request: Callable[[bool], Request], *, repeatable: bool, first: bool
    ) -> None:
        """Send it in the form that this firmware takes; if that is refused, in the other once."""
        as_list = self._as_list.get(endpoint, first)
        try:
            await self._do(request(as_list), repeatable=repeatable)
        except CommandError as err:
            if err.code not in wire_hotel.REFUSES_SHAPE or endpoint in self._as_list:
                raise
            await self._do(request(not as_list), repeatable=repeatable)
            as_list = not as_list
        self._as_list[endpoint] = as_list

    # --- rooms -----------------------------------------------------------------------------------

    async def station(self, ext_id: ExtensionId) -> Station:
        """A room's extension as it is now; see `HotelPbx.station`."""
        found = await self.stations((ext_id,))
        if not found:
            raise NoSuchTarget("no such extension", code="10006")
        return found[0]

    async def stations(self, ext_ids: Collection[ExtensionId]) -> tuple[Station, ...]:
        """The same of many; see `HotelPbx.stations`."""
        return tuple(await told_of(tuple(dict.fromkeys(ext_ids)), AT_ONCE, self._some))

    async def _some(self, ext_ids: Sequence[ExtensionId]) -> list[Station]:
        answer = await self._asker.query(wire_stations.details(ext_ids))
        told = await self._asker.read(wire_stations.stations, answer)
        return [self._names.parted(station) for station in told if station.ext_id in ext_ids]

    async def change_station(self, ext_id: ExtensionId, change: StationChange) -> None:
        """Have a room's extension be otherwise; see `HotelPbx.change_station`.

        Outside routes and presence cannot be set: whoever reads it back sees that.
        """
        there = await self.station(ext_id)
        request = wire_stations.change(there, change)
        if request is None:
            return
        self._names.keep(there, change)
        await self._do(request, repeatable=True)

    async def routes(self) -> tuple[OutsideRoute, ...]:
        """Which routes an extension may take is told by no endpoint that is documented."""
        raise NotSupported("this PBX tells no routes of extensions")

    async def check_out(self, ext_id: ExtensionId) -> None:
        """Wipe a room; see `HotelPbx.check_out`. Sent once, and not again by itself."""
        await self._do(wire_hotel.check_out(ext_id), repeatable=False)

    async def create_station(self, wanted: NewStation) -> ExtensionId:
        """Create an extension; see `HotelPbx.create_station`. Never repeated by itself."""
        try:
            await self._do(wire_stations.create(wanted), repeatable=False)
        except CommandError as err:
            if err.code == wire_stations.FULL:
                raise CommandError(err.detail, key="station.full", code=err.code) from err
            if err.code == wire_stations.EXISTS:
                taken = {"number": "station.taken"}
                raise FieldsRefused(err.detail, fields=taken, code=err.code) from err
            raise
        return ExtensionId(wanted.number)

    async def delete_station(self, ext_id: ExtensionId) -> None:
        """Delete an extension; see `HotelPbx.delete_station`."""
        try:
            await self._do(wire_stations.delete(ext_id), repeatable=True)
        except NoSuchTarget:
            return
        except CommandError as err:
            if err.code not in _IN_USE:
                raise
            raise InvalidState(err.detail, key="station.in_use", code=err.code) from err

    async def _do(self, request: Request, *, repeatable: bool) -> None:
        await self._asker.command(request, repeatable=repeatable)
