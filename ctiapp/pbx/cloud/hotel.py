"""A Cloud PBX as a hotel's front desk needs it: wake-up calls, guests' names, the clock.

Check-out and new rooms it does not have, and not said is how a guest's outside routes are set.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import CommandError, NoSuchTarget, NotSupported, OutcomeUnknown
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_hotel, wire_rest
from ctiapp.pbx.interface_hotel import HotelPbx
from ctiapp.pbx.several import taken_away

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from ctiapp.model.hotel import Alarm, OutsideRoute, Station, StationChange
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.newstation import NewStation
    from ctiapp.pbx.cloud.asking import Asker
    from ctiapp.pbx.cloud.directory import Directory
    from ctiapp.pbx.request import Request

AT_ONCE: Final = 50
"""So many rooms are asked for at once; that several can be is INFERRED: ``wakeups`` is a list."""

_MAX_NAMES: Final = 2_000


class Hotel(HotelPbx):
    """The hotel's part of one Cloud PBX; see `HotelPbx` for what each method does.

    Args:
        asker: puts the questions and sends the commands.
        directory: knows which extensions there are.
    """

    def __init__(self, asker: Asker, directory: Directory) -> None:
        self._asker = asker
        self._directory = directory
        self._singly = False
        self._names: dict[str, tuple[str, str, str]] = {}

    @property
    def most_snoozes(self) -> int:
        """How often a wake-up call can ring again: all of its rings are counted (INFERRED)."""
        return wire_hotel.MOST_RINGS - 1

    async def wall_clock(self) -> datetime:
        """What the PBX's clock shows now; see `HotelPbx.wall_clock`."""
        shown = wire_rest.information(await self._asker.query(wire_rest.INFORMATION))[2]
        if shown is None:
            raise NotSupported("the PBX's clock cannot be read")
        return shown.replace(tzinfo=None)

    # --- wake-up calls ---------------------------------------------------------------------------

    async def alarms(self) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        """All wake-up calls of all rooms; see `HotelPbx.alarms`.

        There is no list of them: they are asked for by their rooms, many at once where the PBX
        takes that.
        """
        found: dict[ExtensionId, tuple[Alarm, ...]] = {}
        rooms = [number.text for number in await self._directory.numbers()]
        at = 0
        while at < len(rooms):
            some = rooms[at : at + (1 if self._singly else AT_ONCE)]
            try:
                found.update(await self._asked(some))
            except CommandError as err:
                if len(some) == 1:
                    if not isinstance(err, NoSuchTarget):
                        raise
                else:
                    self._singly = True
                    continue
            at += len(some)
        return found

    async def alarms_of(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """The wake-up calls of one room; see `HotelPbx.alarms_of`."""
        try:
            return (await self._asked((ext_id,))).get(ext_id, ())
        except NoSuchTarget:
            return ()

    async def _asked(self, rooms: Collection[str]) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        answer = await self._asker.query(wire_hotel.alarms_query(rooms))
        return wire_hotel.alarm_list(answer, self._asker.remark)

    async def create_alarm(self, ext_id: ExtensionId, alarm: Alarm) -> str:
        """Set one wake-up call; see `HotelPbx.create_alarm`. Never repeated by itself.

        The answer has no id: it is the one that was not there before.
        """
        before = {each.alarm_id for each in await self.alarms_of(ext_id)}
        request = wire_hotel.create_alarm(ext_id, self.allowed(alarm))
        await self._asker.command(request, repeatable=False)
        try:
            after = await self.alarms_of(ext_id)
        except CommandError as err:  # it is set, and nobody knows under which id
            raise OutcomeUnknown(err.detail, code=err.code) from err
        fresh = [each for each in after if each.alarm_id not in before and each.at == alarm.at]
        if len(fresh) != 1:
            raise OutcomeUnknown("the wake-up call is not told by an id")
        return fresh[0].alarm_id

    async def change_alarm(self, alarm: Alarm) -> None:
        """Have a wake-up call be as this one; see `HotelPbx.change_alarm`."""
        await self._do(wire_hotel.change_alarm(self.allowed(alarm)))

    async def delete_alarms(self, ext_id: ExtensionId, alarm_ids: Collection[str]) -> None:
        """Take these wake-up calls away; see `HotelPbx.delete_alarms`.

        Where one of several is gone already, the PBX may refuse all: then each is deleted alone.
        """
        await taken_away(
            tuple(dict.fromkeys(alarm_ids)),
            lambda some: self._do(wire_hotel.delete_alarms(ext_id, some)),
        )

    async def delete_every_alarm(self, ext_id: ExtensionId) -> None:
        """Take all wake-up calls of a room away; see `HotelPbx.delete_every_alarm`."""
        try:
            await self._do(wire_hotel.delete_every_alarm(ext_id))
        except NoSuchTarget:
            return

    async def _do(self, request: Request) -> None:
        await self._asker.command(request, repeatable=True)

    # --- rooms -----------------------------------------------------------------------------------

    async def station(self, ext_id: ExtensionId) -> Station:
        """A room's extension as it is now; see `HotelPbx.station`."""
        found = await self.stations((ext_id,))
        if not found:
            raise NoSuchTarget("no such extension")
        return found[0]

    async def stations(self, ext_ids: Collection[ExtensionId]) -> tuple[Station, ...]:
        """The same of many; see `HotelPbx.stations`."""
        wanted = list(dict.fromkeys(ext_ids))
        found: list[Station] = []
        for begin in range(0, len(wanted), AT_ONCE):
            some = tuple(Number(ext_id) for ext_id in wanted[begin : begin + AT_ONCE])
            found += await self._stations(some)
        return tuple(found)

    async def _stations(self, some: tuple[Number, ...]) -> list[Station]:
        try:
            answer = await self._asker.query(wire_rest.extension_query(some))
        except NoSuchTarget:  # one of them is gone, and all are refused
            if len(some) == 1:
                return []
            return [each for one in some for each in await self._stations((one,))]
        items = wire_rest.extension_infos(answer, self._asker.remark)
        return [self._with_parts(wire_hotel.station(item)) for item in items]

    def _with_parts(self, station: Station) -> Station:
        """The PBX keeps one name: of one that was written here the parts are known."""
        whole, first, last = self._names.get(station.ext_id, ("", "", ""))
        if whole and whole == station.first_name:
            return replace(station, first_name=first, last_name=last)
        return station

    async def change_station(self, ext_id: ExtensionId, change: StationChange) -> None:
        """Have a room's extension be otherwise; see `HotelPbx.change_station`."""
        name = wire_hotel.whole_name(change)
        request = wire_hotel.change_station(ext_id, change, name)
        if request is None:
            return
        if name and len(self._names) < _MAX_NAMES:
            self._names[ext_id] = name, change.first_name or "", change.last_name or ""
        await self._asker.command(request, repeatable=True)

    async def routes(self) -> tuple[OutsideRoute, ...]:
        """They are listed, but it is not said how a room is given several, or none (l. 1147)."""
        raise NotSupported("this PBX does not list its outside routes")

    async def check_out(self, ext_id: ExtensionId) -> None:
        """There is none."""
        del ext_id
        raise NotSupported("this PBX has no check-out")

    async def create_station(self, wanted: NewStation) -> ExtensionId:
        """There is none."""
        del wanted
        raise NotSupported("this PBX creates no extensions")

    async def delete_station(self, ext_id: ExtensionId) -> None:
        """There is none."""
        del ext_id
        raise NotSupported("this PBX deletes no extensions")
