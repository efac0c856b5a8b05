"""One room as it stands, and which extensions are rooms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.roomrule import RoomRule
from ctiapp.model.stays import guests_of
from ctiapp.state.changes import Lamp

if TYPE_CHECKING:
    from datetime import date, datetime

    from ctiapp.model.directory import Department, Extension
    from ctiapp.model.history import PastCall
    from ctiapp.model.hotel import Alarm, Station
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.model.stays import Stay
    from ctiapp.model.wakes import Plan, Upcoming, Wake
    from ctiapp.services.hotel.ports import People


@dataclass(frozen=True, slots=True)
class Room:
    """One room as it stands.

    Attributes:
        number: its number.
        ext_id: the PBX's id of its extension.
        guest: what the PBX calls it now; empty where nobody is in it.
        guests: the same, each of them.
        stay: what this desk wrote down of whoever it checked in there last, and did not check out;
            None where that is nothing.
        confirmed: whether the PBX's name is that of ``stay``; where it is not, somebody else is
            there, or nobody, and ``stay`` is but what is left to be seen to.
        lamp: how its phone stands.
        station: its extension as it was last read; None: not yet.
        alarms: its wake-up calls at the PBX.
        planned: those with a date that are still to ring, in order of time.
        next_wake: the one at the PBX that rings next; None where none does.
        wakes: how those of today went, or go, in order of time.
        last_call: its last call; None where there is none, or it was not looked up.
        departs_today: whether they leave today, or should have left already.
        occupied: whether somebody is in it.
    """

    number: Number
    ext_id: ExtensionId
    guest: str = ""
    guests: tuple[str, ...] = ()
    stay: Stay | None = None
    confirmed: bool = False
    lamp: Lamp = Lamp()  # noqa: RUF009 - it is frozen
    station: Station | None = None
    alarms: tuple[Alarm, ...] = ()
    planned: tuple[Plan, ...] = ()
    next_wake: Upcoming | None = None
    wakes: tuple[Wake, ...] = ()
    last_call: PastCall | None = None
    departs_today: bool = False
    occupied: bool = False

    @property
    def outside(self) -> bool | None:
        """Whether it may call outside; None where that was not read, or the PBX does not say."""
        if self.station is None:
            return None
        if self.station.barred:
            return False
        routes = self.station.routes
        return None if routes is None else bool(routes)


@dataclass(frozen=True, slots=True)
class RoomsPicture:
    """All rooms.

    Attributes:
        rooms: in order of their numbers.
        read_at: when all their extensions were last read, aware UTC; None: not yet.
        notice: what could not be read; None where all could.
        alarms_at: when all their wake-up calls were last read, aware UTC; None: not yet.
    """

    rooms: tuple[Room, ...] = ()
    read_at: datetime | None = None
    notice: Notice | None = None
    alarms_at: datetime | None = None


class RoomPicker:
    """Tells which extensions are rooms; each is asked about once, until the rule changes."""

    def __init__(self) -> None:
        self._rule = RoomRule()
        self._departments: tuple[Department, ...] = ()
        self._answers: dict[ExtensionId, tuple[Number, bool]] = {}

    def rooms(self, rule: RoomRule, people: People) -> dict[Number, Extension]:
        """The rooms, in order of their numbers."""
        departments = tuple(people.departments)
        if rule != self._rule or departments != self._departments:
            self._rule, self._departments, self._answers = rule, departments, {}
        unasked, found = [], []
        for extension in people.extensions:
            number, is_room = self._answers.get(extension.ext_id, (None, False))
            if number is not extension.number and number != extension.number:
                unasked.append(extension)
            elif is_room:
                found.append(extension)
        if unasked:
            rooms = rule.among(unasked, departments)
            self._answers.update((each.ext_id, (each.number, False)) for each in unasked)
            self._answers.update((each.ext_id, (each.number, True)) for each in rooms)
            found += rooms
        found.sort(key=lambda each: (len(each.number.text), each.number.text))
        return {each.number: each for each in found}


def guest_name(text: str, number: Number) -> str:
    """Whom an extension's name names: a PBX may show its number where nobody is."""
    name = text.strip()
    return "" if name == number.text else name


def make_room(  # noqa: PLR0913 - all that is known of one, each by name
    extension: Extension,
    today: date,
    *,
    name: str,
    stay: Stay | None,
    lamp: Lamp,
    station: Station | None,
    alarms: tuple[Alarm, ...],
    planned: tuple[Plan, ...],
    next_wake: Upcoming | None,
    wakes: tuple[Wake, ...],
    last_call: PastCall | None,
) -> Room:
    """Put a room together of all that is known of it.

    Args:
        extension: its own.
        today: which day the PBX has.
        name: what the PBX calls it now; empty where nobody is in it.
        stay, station, alarms, planned, next_wake, wakes, last_call: as `Room` has them.
        lamp: what was told of its phone.
    """
    confirmed = stay is not None and stay.fits(name)
    leaves = stay.departure if stay is not None and confirmed else None
    return Room(
        number=extension.number,
        ext_id=extension.ext_id,
        guest=name,
        guests=stay.guests if stay is not None and confirmed else guests_of(name),
        stay=stay,
        confirmed=confirmed,
        lamp=_since_listed(lamp, extension),
        station=station,
        alarms=alarms,
        planned=planned,
        next_wake=next_wake,
        wakes=wakes,
        last_call=last_call,
        departs_today=leaves is not None and leaves <= today,
        occupied=bool(name),
    )


def _since_listed(told: Lamp, extension: Extension) -> Lamp:
    """What was told of a phone; what nobody told yet is as the list of extensions has it."""
    return replace(
        told,
        presence=told.presence or extension.presence,
        registered=extension.registered if told.registered is None else told.registered,
    )
