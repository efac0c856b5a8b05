"""The extensions of a P-Series PBX, one by one: read, changed, created, deleted."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    NoSuchTarget,
    NotPermitted,
    OutcomeUnknown,
    WireError,
)
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.p_series import wire_rest, wire_stations
from ctiapp.pbx.p_series.wire_refusals import FieldsNamed
from ctiapp.pbx.several import told_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ctiapp.model.hotel import OutsideRoute, Station, StationChange
    from ctiapp.model.newstation import NewStation
    from ctiapp.pbx.p_series.asking import Asker
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.talk import Command

AT_ONCE: Final = 50
"""So many extensions are asked for at once: some 400 kB, for each tells what it does with calls."""

_FULL: Final = "60002"

_FORBIDDEN: Final = "70084"
"""An action that is forbidden, though one has the right: it is used for something (inferred)."""


class Stations:
    """The extensions of one PBX, as a hotel's front desk has them.

    Args:
        asker: puts the questions.
        command: sends what changes something.
    """

    def __init__(self, asker: Asker, command: Command) -> None:
        self._asker = asker
        self._command = command
        self._tells_passwords = True

    async def station(self, ext_id: ExtensionId) -> Station:
        """One extension as it is now; see `HotelPbx.station`.

        Whether it has a user password stands in the table of the endpoint for many alone (l. 2426):
        where the one for a single one does not tell, that is asked as well, as long as it tells.
        """
        answer = await self._asker.query(wire_stations.station_details(ext_id))
        station = wire_stations.station(answer, ext_id)
        if station.has_password is None and self._tells_passwords:
            station = replace(station, has_password=await self._has_password(ext_id))
            self._tells_passwords = station.has_password is not None
        return station

    async def _has_password(self, ext_id: ExtensionId) -> bool | None:
        try:
            told = await self.stations((ext_id,))
        except CommandError as err:
            self._asker.note("passwords of extensions", err)
            return None
        return told[0].has_password if told else None

    async def stations(self, ext_ids: Collection[ExtensionId]) -> tuple[Station, ...]:
        """The same of many; see `HotelPbx.stations`."""
        return tuple(await told_of(tuple(dict.fromkeys(ext_ids)), AT_ONCE, self._some))

    async def _some(self, ext_ids: Sequence[ExtensionId]) -> list[Station]:
        answer = await self._asker.query(wire_stations.stations_details(ext_ids))
        told = await self._asker.read(wire_stations.stations, answer)
        return [station for station in told if station.ext_id in ext_ids]

    async def routes(self) -> tuple[OutsideRoute, ...]:
        """All ways out of the house; see `HotelPbx.routes`."""
        found: dict[str, OutsideRoute] = {}
        pages = self._asker.pages(wire_stations.route_list, wire_stations.route_page)
        try:
            async with aclosing(pages):
                async for page in pages:
                    found.update((route.route_id, route) for route in page.items)
        except NoSuchTarget:  # "no such data": there is none, or no other page
            pass
        return tuple(found.values())

    async def change(self, ext_id: ExtensionId, wanted: StationChange) -> None:
        """Have an extension be otherwise; see `HotelPbx.change_station`.

        Where there are departments, the PBX wants to be told those that it is in (l. 3717): it is
        asked for them right before, and told the same.
        """
        if wire_stations.change(ext_id, wanted, wire_stations.Kept()) is None:
            return
        answer = await self._asker.query(wire_stations.station_details(ext_id))
        request = wire_stations.change(ext_id, wanted, wire_stations.kept_of(answer))
        if request is not None:
            await self._do(request, repeatable=True)

    async def create(self, wanted: NewStation) -> ExtensionId:
        """Create an extension; see `HotelPbx.create_station`. Never repeated by itself."""
        try:
            answer = await self._do(wire_stations.create(wanted), repeatable=False)
        except CommandError as err:
            if err.code != _FULL:
                raise
            raise CommandError(err.detail, key="station.full", code=err.code) from err
        try:
            return ExtensionId(wire_rest.created_id(answer))
        except WireError as err:  # it is there, and nobody knows under which id
            raise OutcomeUnknown(err.detail) from err

    async def delete(self, ext_id: ExtensionId) -> None:
        """Delete an extension; see `HotelPbx.delete_station`."""
        try:
            await self._do(wire_stations.delete(ext_id), repeatable=True)
        except NoSuchTarget:
            return
        except NotPermitted as err:
            if err.code != _FORBIDDEN:
                raise
            raise InvalidState(err.detail, key="station.in_use", code=err.code) from err

    async def _do(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        try:
            return await self._command(request, repeatable=repeatable)
        except FieldsNamed as err:
            raise wire_stations.refused(err) from err
