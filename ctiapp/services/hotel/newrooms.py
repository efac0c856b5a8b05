"""New rooms and extensions, and rooms that shall be no more.

Whatever the PBX said to a command, what is read afterwards counts: a new extension is read back,
one that was deleted must be gone. Passwords are made here, for nobody thinks of a good one in a
hurry; they are kept nowhere and told to no log.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.commands import Capability
from ctiapp.model.directory import LineState, full_name
from ctiapp.model.errors import CommandError, CtiError, NoSuchTarget, StorageError, UsageError
from ctiapp.model.newstation import FieldsRefused, NewStation, StationRules
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.services.hotel.roompicture import guest_name
from ctiapp.services.journal import HOTEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from ctiapp.model.directory import Department
    from ctiapp.model.hotel import OutsideRoute, Station
    from ctiapp.model.ids import ExtensionId
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.ports import Alarms, Lamps, People, Plans
    from ctiapp.services.journal import Journal
    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.hotel")

KINDS = ("abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789")
"""The characters of a password, one of each at least; none that looks like another."""
USER_CHARACTERS = 14
"""Characters of a password that a person types."""
PHONE_CHARACTERS = 24
"""Characters of a password that a phone is given once."""


class Stays(Protocol):
    """Who stays where (`ctiapp.storage.hotel.HotelFile`)."""

    async def close_stay(self, pbx: str, room: Number, by: str, at: datetime) -> bool:
        """Whoever stays in a room is checked out. Raises `StorageError`."""


@dataclass(frozen=True, slots=True)
class RoomDraft:
    """A room that is to be written.

    Attributes:
        station: what stands there at first.
        rules: what of it can be written at this PBX, and what is taken.
        sets_outside: whether the ways out that it may take can be set here.
    """

    station: NewStation
    rules: StationRules
    sets_outside: bool = True


@dataclass(frozen=True, slots=True)
class NewRoom:
    """A room as it was read after it was created.

    Attributes:
        number: its number.
        station: as the PBX has it; None where it could not be read.
        differs: the attributes of `NewStation` that the PBX has otherwise than they were written.
        notice: why it could not be read; None where it could.
    """

    number: Number
    station: Station | None
    differs: tuple[str, ...] = ()
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goes with a room that is deleted, as it stands now.

    Attributes:
        number: the room's number.
        name: whom the PBX names there; empty: nobody.
        email, mobile: of theirs.
        alarms: how many wake-up calls it has; None where that could not be read.
        planned: how many of those with a date that this desk keeps.
        on_phone: whether it is on the phone: then it cannot be deleted now.
    """

    number: Number
    name: str
    email: str
    mobile: str
    alarms: int | None
    planned: int
    on_phone: bool


class NewRooms:
    """They.

    Args:
        ground: at which PBX the desk works, and who stands there.
        me: one's own extension, which is not to be deleted; None while signed out.
        people: which extensions there are.
        lamps: how their phones stand.
        alarms: the wake-up calls at the PBX.
        plans: those with a date that this desk keeps: they go with the room.
        stays: who stays where: nobody in a room that is no more.
        journal: who did what.
        clock: both clocks.
        edited: hears what was done here to an extension (``create``, ``delete``, or ``update``: it
            is otherwise than it was thought to be): not every PBX tells it.
    """

    def __init__(  # noqa: PLR0913 - what it stands on, each by name
        self,
        ground: Ground,
        *,
        me: Callable[[], Number | None],
        people: People,
        lamps: Lamps,
        alarms: Alarms,
        plans: Plans,
        stays: Stays,
        journal: Journal,
        clock: Clock,
        edited: Callable[[Number, str], None],
    ) -> None:
        self._ground = ground
        self._edited = edited
        self._me = me
        self._people = people
        self._lamps = lamps
        self._alarms = alarms
        self._plans = plans
        self._stays = stays
        self._journal = journal
        self._clock = clock
        self._shown: dict[Number, Leaving] = {}

    # -- a new one -------------------------------------------------------------------------------

    async def begun(self, number: str = "") -> RoomDraft:
        """What a new room begins with: as its neighbours are, with passwords of its own.

        Args:
            number: its number; empty: nobody knows it yet.

        Raises:
            CtiError: nobody is signed in.
        """
        station = NewStation(
            number=number,
            user_password=password(USER_CHARACTERS),
            reg_name=number,
            reg_password=password(PHONE_CHARACTERS),
            departments=self._departments(number),
        )
        return RoomDraft(
            station,
            self._ground.hotel.station_rules,
            self._ground.can(Capability.OUTSIDE_RIGHTS),
        )

    async def routes(self) -> tuple[OutsideRoute, ...]:
        """The ways out that it can be allowed to take; none where the PBX does not tell them.

        Raises:
            CtiError: they could not be read, or nobody is signed in.
        """
        return await self._ground.hotel.routes()

    async def create(self, wanted: NewStation) -> NewRoom:
        """Create an extension, and read it back.

        Raises:
            FieldsRefused: what is wrong, by its field; nothing was created.
            CtiError: it was not created; ``OutcomeUnknown``: nobody can say.
        """
        hotel = self._ground.hotel
        wrong = hotel.station_rules.problems(wanted)
        if wrong:
            raise FieldsRefused("not sent", fields=wrong)
        if not wanted.departments:
            wanted = replace(wanted, departments=self._departments(wanted.number))
        number = Number(wanted.number)
        ext_id = await hotel.create_station(wanted)
        self._note(number, "create")
        self._edited(number, "create")
        try:
            station = await hotel.station(ext_id)
        except CtiError as error:
            log.info("the new extension could not be read: %s", error.detail)
            return NewRoom(number, None, notice=error.notice(Severity.WARNING))
        return NewRoom(number, station, _differences(wanted, station))

    def _departments(self, number: str) -> tuple[str, ...]:
        """The departments of the nearest number: where there are any, a PBX demands them."""
        near = min(
            self._people.extensions,
            key=lambda each: _distance(number, each.number.text),
            default=None,
        )
        return () if near is None else _innermost(near.ext_id, self._people.departments)

    # -- one that shall be no more ---------------------------------------------------------------

    async def preview(self, number: Number) -> Leaving:
        """Read what goes with a room.

        Raises:
            UsageError: key ``newroom.own``: it is one's own extension.
            CtiError: it could not be read, or nobody is signed in; ``NoSuchTarget``: there is none.
        """
        if number == self._me():
            raise UsageError("one's own", key="newroom.own", number=number.text)
        ext_id = self._ground.extension(number)
        try:
            station = await self._ground.hotel.station(ext_id)
        except NoSuchTarget:
            self._edited(number, "update")
            raise
        alarms: int | None = None
        try:
            alarms = len(await self._alarms.read(ext_id))
        except CtiError as error:
            log.info("its wake-up calls could not be read: %s", error.detail)
        shown = Leaving(
            number,
            _guest(station),
            station.email,
            station.mobile,
            alarms,
            len(self._planned(number)),
            self._on_phone(number),
        )
        self._shown[number] = shown
        return shown

    async def delete(self, number: Number) -> tuple[Notice, ...]:
        """Delete a room whose `preview` was shown, and see that it is gone.

        Returns:
            What of it this desk could not put away; nothing where all is.

        Raises:
            UsageError: nothing was sent: ``newroom.own``; ``newroom.no_preview``: what stands there
                was not shown; ``newroom.changed``: somebody else is in it now;
                ``newroom.on_phone``: it is on the phone.
            CommandError: key ``newroom.still_there``: the PBX took it, and it is still there; or
                refused.
            CtiError: as it happened.
        """
        if number == self._me():
            raise UsageError("one's own", key="newroom.own", number=number.text)
        shown = self._shown.get(number)
        if shown is None:
            raise UsageError("not shown", key="newroom.no_preview", number=number.text)
        if self._on_phone(number):
            raise UsageError("it talks", key="newroom.on_phone", number=number.text)
        hotel, ext_id = self._ground.hotel, self._ground.extension(number)
        there = _guest(await hotel.station(ext_id))
        if there != shown.name:
            raise UsageError(
                "somebody else", key="newroom.changed", number=number.text, guest=there
            )
        await hotel.delete_station(ext_id)
        self._note(number, "delete")
        try:
            await hotel.station(ext_id)
        except NoSuchTarget:
            del self._shown[number]
            self._edited(number, "delete")
            return await self._put_away(number)
        raise CommandError("it is still there", key="newroom.still_there", number=number.text)

    async def _put_away(self, number: Number) -> tuple[Notice, ...]:
        """What this desk keeps of it goes as well."""
        left: list[Notice] = []
        for plan in self._planned(number):
            try:
                await self._plans.cancel(plan)
            except CtiError as error:
                left.append(error.notice(Severity.WARNING))
        owner = self._ground.owner()
        if owner is not None:
            try:
                await self._stays.close_stay(owner, number, self._ground.who(), self._clock().at)
            except StorageError as error:
                left.append(error.notice(Severity.WARNING))
        return tuple(left)

    def _planned(self, number: Number) -> list[int]:
        return [each.plan_id for each in self._plans.all if each.room == number and each.open]

    def _on_phone(self, number: Number) -> bool:
        lamp = self._lamps.lamp(number)
        return lamp is not None and lamp.line is LineState.BUSY

    def _note(self, number: Number, deed: str) -> None:
        self._journal.note(HOTEL, number=number, data={"deed": deed, "who": self._ground.who()})


def password(characters: int) -> str:
    """Make one that nobody can guess, of characters that nobody mistakes; a letter comes first."""
    every = "".join(KINDS)
    while True:
        made = "".join(secrets.choice(every) for _ in range(characters))
        if made[0].isalpha() and all(set(made) & set(kind) for kind in KINDS):
            return made


def _guest(station: Station) -> str:
    return guest_name(full_name(station.first_name, station.last_name), station.number)


def _distance(wanted: str, number: str) -> tuple[bool, int, str]:
    """How near a number is: one of another length is farther than any of the same."""
    if not (wanted.isascii() and wanted.isdigit() and number.isascii() and number.isdigit()):
        return True, 0, number
    return len(wanted) != len(number), abs(int(wanted) - int(number)), number


def _innermost(ext_id: ExtensionId, departments: Iterable[Department]) -> tuple[str, ...]:
    """The departments that an extension is in, without those that it is in through a part of them.

    A department has the members of its parts as well.
    """
    its = [each for each in departments if ext_id in each.members]
    parents = {each.parent_id for each in its}
    return tuple(each.department_id for each in its if each.department_id not in parents)


def _differences(wanted: NewStation, station: Station) -> tuple[str, ...]:
    """What of it the PBX has otherwise; what it does not tell is no difference."""
    pairs = {
        "number": (wanted.number, station.number.text),
        "first_name": (wanted.first_name, station.first_name),
        "last_name": (wanted.last_name, station.last_name),
        "email": (wanted.email, station.email),
        "mobile": (wanted.mobile, station.mobile),
        "routes": (
            frozenset(wanted.routes),
            frozenset(wanted.routes) if station.routes is None else station.routes,
        ),
    }
    names = full_name(wanted.first_name, wanted.last_name)
    if names.strip() == full_name(station.first_name, station.last_name).strip():
        # Some PBXs have one name, not two.
        del pairs["first_name"], pairs["last_name"]
    return tuple(name for name, (one, other) in pairs.items() if one != other)
