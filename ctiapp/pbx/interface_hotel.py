"""What a PBX is to a hotel's front desk: wake-up calls, rooms, check-out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.newstation import StationRules

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from ctiapp.model.hotel import Alarm, OutsideRoute, Station, StationChange
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.newstation import NewStation
    from ctiapp.model.stays import Item


class HotelPbx(ABC):
    """The hotel's part of one account at one PBX (`Pbx.hotel`).

    Questions raise `PbxError` as it happened, ``NotSupported`` and ``NotPermitted`` among it. What
    changes something is sent at most once, and raises besides: ``CommandError`` where it was
    refused; ``OutcomeUnknown`` where no answer came; ``LinkError``, ``AuthError`` where it was not
    sent.
    """

    @property
    @abstractmethod
    def most_snoozes(self) -> int:
        """How often a wake-up call can ring again here; 0: it rings once."""

    @property
    def most_alarms(self) -> int | None:
        """How many wake-up calls a room can have here, by the handbook; None: it names no limit."""
        return None

    @property
    def station_rules(self) -> StationRules:
        """What can be written of a new extension, and what is taken; nothing where none is made."""
        return StationRules(frozenset(), lambda _: {})

    @property
    def erases(self) -> frozenset[Item]:
        """What check-out erases here, by this PBX's handbook; nothing where there is none."""
        return frozenset()

    def allowed(self, alarm: Alarm) -> Alarm:
        """Let a wake-up call through that this PBX can set as it is, and make none of it fewer.

        Raises:
            UsageError: key ``wakeup.rings_once`` or ``hotel.snoozes``: it is to ring again more
                often than can be.
        """
        most = self.most_snoozes
        if alarm.snoozes <= most:
            return alarm
        key = "hotel.snoozes" if most else "wakeup.rings_once"
        raise UsageError("rings again too often", key=key, least=0, most=most)

    @abstractmethod
    async def wall_clock(self) -> datetime:
        """What the PBX's clock shows now, in its own zone, which it does not tell: naive.

        Raises:
            NotSupported: it does not say, or not in a way that can be read.
        """

    @abstractmethod
    async def alarms(self) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        """All wake-up calls of all rooms; whoever is not named has none."""

    @abstractmethod
    async def alarms_of(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """The wake-up calls of one room."""

    @abstractmethod
    async def create_alarm(self, ext_id: ExtensionId, alarm: Alarm) -> str:
        """Set one wake-up call; its id.

        Raises:
            UsageError: as `allowed`; nothing was sent.
        """

    @abstractmethod
    async def change_alarm(self, alarm: Alarm) -> None:
        """Have a wake-up call be as this one, all of it, whose id it has.

        Raises:
            NoSuchTarget: it is gone.
            UsageError: as `allowed`; nothing was sent.
        """

    @abstractmethod
    async def delete_alarms(self, ext_id: ExtensionId, alarm_ids: Collection[str]) -> None:
        """Take these wake-up calls of a room away; what is gone already is away.

        Raises:
            ValueError: none is named: the PBX would take it as all of them.
        """

    @abstractmethod
    async def delete_every_alarm(self, ext_id: ExtensionId) -> None:
        """Take all wake-up calls of a room away, those that nobody here knows of as well."""

    @abstractmethod
    async def station(self, ext_id: ExtensionId) -> Station:
        """A room's extension as the PBX has it now.

        Raises:
            NoSuchTarget: it is gone.
        """

    @abstractmethod
    async def stations(self, ext_ids: Collection[ExtensionId]) -> tuple[Station, ...]:
        """The same for many at once; whoever is gone is left out."""

    @abstractmethod
    async def change_station(self, ext_id: ExtensionId, change: StationChange) -> None:
        """Have a room's extension be otherwise.

        Raises:
            FieldsRefused: which fields the PBX does not take: an address that another has, say.
            NoSuchTarget: it is gone.
        """

    @abstractmethod
    async def routes(self) -> tuple[OutsideRoute, ...]:
        """All ways out of the house."""

    @abstractmethod
    async def check_out(self, ext_id: ExtensionId) -> None:
        """Wipe a room of all that `erases` names. It cannot be undone.

        Raises:
            CommandError: key ``checkout.pms``: a hotel's own system does that (P 70524).
            NoSuchTarget: it is gone.
        """

    @abstractmethod
    async def create_station(self, wanted: NewStation) -> ExtensionId:
        """Create an extension; its id.

        Raises:
            FieldsRefused: which fields the PBX does not take.
        """

    @abstractmethod
    async def delete_station(self, ext_id: ExtensionId) -> None:
        """Delete an extension; one that is gone already is deleted.

        Raises:
            InvalidState: key ``station.in_use``: not now, since it is used, in a call perhaps.
        """
