"""A hotel's front desk at an OpenVox UC: wake-up calls, rooms, check-out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import NoSuchTarget, NotSupported
from ctiapp.model.ids import ExtensionId
from ctiapp.model.stays import Item
from ctiapp.pbx import wakeups
from ctiapp.pbx.frontdesk import GuestNames, created_alarm, with_its_prompt
from ctiapp.pbx.interface_hotel import HotelPbx
from ctiapp.pbx.openvox import newext, wire_hotel, wire_stations
from ctiapp.pbx.openvox.wire_rest import NO_ALARM, NO_EXTENSION, NO_PROMPT
from ctiapp.pbx.several import taken_away, told_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from ctiapp.model.directory import Extension
    from ctiapp.model.hotel import Alarm, OutsideRoute, Station, StationChange
    from ctiapp.model.newstation import NewStation, StationRules
    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.openvox.clock import PbxClock
    from ctiapp.pbx.request import Request

AT_ONCE: Final = 50
"""So many extensions are asked for at once."""
_ERASES: Final = frozenset({Item.NAME, Item.WAKE_UPS, Item.VOICEMAIL})
"""The fact sheet does not say: as its relatives do (inferred). It has no right to call outside."""


class Hotel(HotelPbx):
    """The hotel's part of one OpenVox UC; see `HotelPbx` for what each method does.

    Args:
        asker: puts the questions and gives the commands.
        extensions: asks for all extensions.
        clock: what the PBX's clock shows.
    """

    def __init__(
        self,
        asker: Asker,
        extensions: Callable[[], Awaitable[tuple[Extension, ...]]],
        clock: PbxClock,
    ) -> None:
        self._asker = asker
        self._extensions = extensions
        self._clock = clock
        self._names = GuestNames()

    @property
    def most_snoozes(self) -> int:
        """A wake-up call rings once: the API knows no repeats."""
        return 0

    @property
    def station_rules(self) -> StationRules:
        """What can be written of a new extension; see `HotelPbx.station_rules`."""
        return wire_stations.RULES

    @property
    def erases(self) -> frozenset[Item]:
        """What check-out erases here; see `HotelPbx.erases`."""
        return _ERASES

    async def wall_clock(self) -> datetime:
        """What the PBX's clock shows now, once a call's record told; see `HotelPbx.wall_clock`."""
        shown = self._clock.shown()
        if shown is None:
            raise NotSupported(
                "the PBX does not tell what its clock shows", key="wakeup.clock_untold"
            )
        return shown

    # --- wake-up calls ---------------------------------------------------------------------------

    async def alarms(self) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        """All wake-up calls of all rooms, asked for room by room; see `HotelPbx.alarms`."""
        wanted = [one.ext_id for one in await self._extensions()]
        return dict(await told_of(wanted, AT_ONCE, self._alarms))

    async def _alarms(
        self, ext_ids: Sequence[ExtensionId]
    ) -> Iterable[tuple[ExtensionId, tuple[Alarm, ...]]]:
        try:
            answer = await self._asker.query(wire_hotel.alarms_of(*ext_ids))
        except NoSuchTarget as err:
            if err.code != NO_ALARM:  # an extension itself is gone
                raise
            return ()
        return (await self._asker.read(wire_hotel.alarms, answer)).items()

    async def alarms_of(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """The wake-up calls of one room; see `HotelPbx.alarms_of`."""
        try:
            answer = await self._asker.query(wire_hotel.alarms_of(ext_id))
        except NoSuchTarget as err:
            if err.code != NO_ALARM:  # the extension itself is gone
                raise
            return ()
        return wire_hotel.alarms(answer, self._asker.remark).get(ext_id, ())

    async def create_alarm(self, ext_id: ExtensionId, alarm: Alarm) -> str:
        """Set one wake-up call; see `HotelPbx.create_alarm`. Never repeated by itself.

        No id comes back: it is looked for.
        """
        self.allowed(alarm)

        async def create(one: Alarm) -> None:
            await self._do(wire_hotel.create_alarm(ext_id, one), repeatable=False)

        return await created_alarm(
            alarm,
            lambda: with_its_prompt(alarm, create, NO_PROMPT),
            lambda: self.alarms_of(ext_id),
        )

    async def change_alarm(self, alarm: Alarm) -> None:
        """Have a wake-up call be as this one; see `HotelPbx.change_alarm`."""

        async def change(one: Alarm) -> None:
            await self._do(wire_hotel.change_alarm(one), repeatable=True)

        await with_its_prompt(self.allowed(alarm), change, NO_PROMPT)

    async def delete_alarms(self, ext_id: ExtensionId, alarm_ids: Collection[str]) -> None:
        """Take these wake-up calls away; see `HotelPbx.delete_alarms`.

        Raises:
            ValueError: see `wire_hotel.delete_alarms`; nothing is asked, and nothing sent.
            NotSupported: as `delete_every_alarm`.
        """
        wanted = frozenset(alarm_ids)
        wire_hotel.delete_alarms(ext_id, wanted)  # whether it may be sent at all
        try:
            own = await self.alarms_of(ext_id)
        except NoSuchTarget:
            return
        # What is gone may have given its id to another room's.
        await self._delete(ext_id, [one.alarm_id for one in own if one.alarm_id in wanted])

    async def delete_every_alarm(self, ext_id: ExtensionId) -> None:
        """Take all wake-up calls of a room away, each by its id; see `HotelPbx`.

        There is no other way: what names no alarm deletes those of every room.

        Raises:
            NotSupported: another room has a wake-up call of the same id, and would lose it.
        """
        await self._delete(ext_id, [one.alarm_id for one in await self.alarms_of(ext_id)])

    async def _delete(self, ext_id: ExtensionId, alarm_ids: Sequence[str]) -> None:
        """Delete what is the room's now, once it is clear that the ids are nobody else's.

        The PBX is told an id alone, and no page says whether ids are counted for each room.
        """
        if not alarm_ids:
            return
        doomed = {wakeups.place_of(alarm_id)[1] for alarm_id in alarm_ids}
        for room, alarms in (await self.alarms()).items():
            theirs = {wakeups.place_of(one.alarm_id)[1] for one in alarms}
            if room != ext_id and doomed & theirs:
                raise NotSupported("another room's wake-up call has the same id")
        await taken_away(
            alarm_ids,
            lambda some: self._do(wire_hotel.delete_alarms(ext_id, some), repeatable=True),
        )

    # --- rooms -----------------------------------------------------------------------------------

    async def station(self, ext_id: ExtensionId) -> Station:
        """A room's extension as it is now; see `HotelPbx.station`."""
        found = await self.stations((ext_id,))
        if not found:
            raise NoSuchTarget("no such extension", code=NO_EXTENSION)
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
        """Which routes an extension may take is told by no endpoint."""
        raise NotSupported("this PBX tells no routes of extensions")

    async def check_out(self, ext_id: ExtensionId) -> None:
        """Wipe a room; see `HotelPbx.check_out`. Sent once, and not again by itself."""
        await self._do(wire_hotel.check_out(ext_id), repeatable=False)

    async def create_station(self, wanted: NewStation) -> ExtensionId:
        """Create an extension; see `HotelPbx.create_station`. Never repeated by itself."""
        return await self.add_extension(wire_stations.new_extension(wanted))

    async def add_extension(self, wanted: newext.NewExtension) -> ExtensionId:
        """Create an extension with everything that the API takes; never repeated by itself.

        Raises:
            ValueError: the PBX would not take it; nothing was sent. See `newext.problems`.
            PbxError: as `create_station`.
        """
        await self._do(newext.add(wanted), repeatable=False)
        return ExtensionId(wanted.number)

    async def delete_station(self, ext_id: ExtensionId) -> None:
        """Delete an extension; see `HotelPbx.delete_station`."""
        try:
            await self._do(wire_stations.delete(ext_id), repeatable=True)
        except NoSuchTarget:
            return

    async def _do(self, request: Request, *, repeatable: bool) -> None:
        await self._asker.command(request, repeatable=repeatable)
