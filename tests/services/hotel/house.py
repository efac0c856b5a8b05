"""A small hotel in memory: a PBX that does what it is told, and whatever the rooms stand on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.directory import Department, Extension, LineState, Presence
from ctiapp.model.errors import NoSuchTarget
from ctiapp.model.hotel import MAX_ALARMS, Alarm, OutsideRoute, Station, StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.model.roomrule import RoomRule
from ctiapp.model.stays import Item
from ctiapp.model.wakes import PlanState, Upcoming, next_wall
from ctiapp.pbx.interface_hotel import HotelPbx
from ctiapp.pbx.p_series.newstation import RULES
from ctiapp.services.hotel.checkin import CheckIns
from ctiapp.services.hotel.checkout import CheckOuts
from ctiapp.services.hotel.ground import Ground
from ctiapp.services.hotel.nightsheet import NightSheets
from ctiapp.services.hotel.rooms import Rooms
from ctiapp.services.journal import Journal
from ctiapp.services.lookup import DirectoryProgress
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings
from ctiapp.state.changes import Lamp
from ctiapp.storage.hotel import HotelFile
from tests.services.fakes import Clock, Keeper
from tests.services.gates import Gate
from tests.services.journaling import Keeper as JournalKeeper

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ctiapp.model.history import PastCall
    from ctiapp.model.newstation import NewStation
    from ctiapp.model.nightsheet import NightSheet
    from ctiapp.model.notice import Notice
    from ctiapp.model.wakes import Plan, Wake
    from ctiapp.services.hotel.rooms import Room

EVERYTHING = frozenset(Item) - {Item.PLANNED, Item.STAY}
ROUTES = (OutsideRoute("1", "City"), OutsideRoute("2", "World"))


def ext(number: str) -> ExtensionId:
    """The PBX's id of a room."""
    return ExtensionId(f"e{number}")


class House(HotelPbx):
    """The PBX: it keeps what it was told, may refuse, and may leave without an answer."""

    most_snoozes = 3
    most_alarms: int | None = MAX_ALARMS
    station_rules = RULES
    erases = EVERYTHING

    def __init__(self, numbers: Sequence[str]) -> None:
        self.there: dict[ExtensionId, Station] = {
            ext(number): Station(
                ext(number),
                Number(number),
                presence=Presence.AVAILABLE,
                routes=frozenset(),
                has_password=False,
            )
            for number in numbers
        }
        self.rings: dict[ExtensionId, tuple[Alarm, ...]] = {}
        self.asked: list[tuple[ExtensionId, ...]] = []
        self.done: list[tuple[str, ExtensionId]] = []
        self.changes: list[StationChange] = []
        self.fail: dict[str, list[Exception | None]] = {}
        self.after: dict[str, Exception] = {}
        self.spoils: Callable[[Station], Station] = lambda station: station
        self.gate = Gate()
        self._next = 100

    def _meet(self, verb: str) -> None:
        """Raise what the next of these is to raise, before anything is done."""
        errors = self.fail.get(verb)
        error = errors.pop(0) if errors else None
        if error is not None:
            raise error

    def _leave(self, verb: str) -> None:
        """Raise what is raised after it was done: no answer came."""
        error = self.after.pop(verb, None)
        if error is not None:
            raise error

    async def wall_clock(self) -> datetime:
        raise NotImplementedError

    async def alarms(self) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        return {each: alarms for each, alarms in self.rings.items() if alarms}

    async def alarms_of(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        self._meet("alarms_of")
        return self.rings.get(ext_id, ())

    async def create_alarm(self, ext_id: ExtensionId, alarm: Alarm) -> str:
        self._meet("create_alarm")
        self._next += 1
        kept = replace(alarm, alarm_id=str(self._next))
        self.rings[ext_id] = (*self.rings.get(ext_id, ()), kept)
        self._leave("create_alarm")
        return kept.alarm_id

    async def change_alarm(self, alarm: Alarm) -> None:
        raise NotImplementedError

    async def delete_alarms(self, ext_id: ExtensionId, alarm_ids: Collection[str]) -> None:
        raise NotImplementedError

    async def delete_every_alarm(self, ext_id: ExtensionId) -> None:
        raise NotImplementedError

    async def station(self, ext_id: ExtensionId) -> Station:
        self._meet("station")
        found = self.there.get(ext_id)
        if found is None:
            raise NoSuchTarget(ext_id)
        return found

    async def stations(self, ext_ids: Collection[ExtensionId]) -> tuple[Station, ...]:
        self.asked.append(tuple(ext_ids))
        await self.gate.passing()
        self._meet("stations")
        return tuple(self.there[each] for each in ext_ids if each in self.there)

    async def change_station(self, ext_id: ExtensionId, change: StationChange) -> None:
        self._meet("change_station")
        self.done.append(("change", ext_id))
        self.changes.append(change)
        wanted = {
            "first_name": change.first_name,
            "last_name": change.last_name,
            "email": change.email,
            "mobile": change.mobile,
            "routes": change.routes,
            "presence": change.presence,
        }
        told = {name: value for name, value in wanted.items() if value is not None}
        self.there[ext_id] = self.spoils(replace(self.there[ext_id], **told))  # type: ignore[arg-type]
        self._leave("change_station")

    async def routes(self) -> tuple[OutsideRoute, ...]:
        self._meet("routes")
        return ROUTES

    async def check_out(self, ext_id: ExtensionId) -> None:
        await self.gate.passing()
        self._meet("check_out")
        self.done.append(("check-out", ext_id))
        empty: dict[Item, dict[str, object]] = {
            Item.NAME: {"first_name": "", "last_name": ""},
            Item.EMAIL: {"email": ""},
            Item.MOBILE: {"mobile": ""},
            Item.PASSWORD: {"has_password": False},
            Item.PRESENCE: {"presence": Presence.AVAILABLE},
            Item.OUTSIDE: {"routes": frozenset(), "barred": False},
        }
        wiped = {
            name: none
            for what in empty
            if what in self.erases
            for name, none in empty[what].items()
        }
        self.there[ext_id] = self.spoils(replace(self.there[ext_id], **wiped))  # type: ignore[arg-type]
        self.rings.pop(ext_id, None)
        self._leave("check_out")

    async def create_station(self, wanted: NewStation) -> ExtensionId:
        raise NotImplementedError

    async def delete_station(self, ext_id: ExtensionId) -> None:
        raise NotImplementedError


class Told:
    """Somebody to whom one can listen."""

    def __init__(self) -> None:
        self._observers: Observers[None] = Observers()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        return self._observers.subscribe(lambda _: listener())

    def tell(self) -> None:
        """Something changed."""
        self._observers.tell(None)


class People:
    """The directory."""

    def __init__(self, extensions: Sequence[Extension]) -> None:
        self.extensions = tuple(extensions)
        self.departments: tuple[Department, ...] = ()
        self.looks = 0
        self._observers: Observers[DirectoryProgress] = Observers()

    def subscribe(self, listener: Callable[[DirectoryProgress], None]) -> Callable[[], None]:
        return self._observers.subscribe(listener)

    def look_again(self) -> None:
        """Somebody looks."""
        self.looks += 1

    def tell(self) -> None:
        """It was loaded, or edited."""
        self._observers.tell(DirectoryProgress())

    def name(self, number: str, name: str) -> None:
        """The list tells another name."""
        self.extensions = tuple(
            replace(each, name=name) if each.number.text == number else each
            for each in self.extensions
        )
        self.tell()


class Lamps:
    """How the phones stand; counts how often that is asked."""

    def __init__(self) -> None:
        self.lamps: dict[Number, Lamp] = {}
        self.looks = 0
        self._observers: Observers[tuple[Number, ...] | None] = Observers()

    def lamp(self, number: Number) -> Lamp | None:
        self.looks += 1
        return self.lamps.get(number)

    def subscribe(
        self, listener: Callable[[tuple[Number, ...] | None], None]
    ) -> Callable[[], None]:
        return self._observers.subscribe(listener)

    def light(self, number: str, line: LineState) -> None:
        """A phone is told of."""
        self.lamps[Number(number)] = Lamp(line=line)
        self._observers.tell((Number(number),))

    def all_changed(self) -> None:
        """There was a gap."""
        self._observers.tell(None)


class Book(Told):
    """The alarms, over the house's PBX."""

    def __init__(self, house: House, clock: Clock) -> None:
        super().__init__()
        self._house, self._clock = house, clock
        self.alarms: dict[ExtensionId, tuple[Alarm, ...]] = {}
        self.read_at: datetime | None = None
        self.notice: Notice | None = None
        self.wiped: list[ExtensionId] = []

    async def refresh(self) -> None:
        self.alarms = dict(await self._house.alarms())
        self.read_at = self._clock().at
        self.tell()

    async def read(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        found = await self._house.alarms_of(ext_id)
        self.alarms = {**self.alarms, ext_id: found}
        self.tell()
        return found

    def wiping(self, ext_id: ExtensionId) -> None:
        self.wiped.append(ext_id)

    def not_wiped(self, ext_id: ExtensionId) -> None:
        self.wiped.remove(ext_id)

    async def add(self, ext_id: ExtensionId, alarm: Alarm) -> Alarm:
        alarm_id = await self._house.create_alarm(ext_id, alarm)
        return next(each for each in await self.read(ext_id) if each.alarm_id == alarm_id)

    def upcoming(self, ext_id: ExtensionId) -> Upcoming | None:
        alarms = self.alarms.get(ext_id, ())
        now = self._clock().at.replace(tzinfo=None)
        found = sorted((next_wall(each, now), each.alarm_id, each) for each in alarms)
        if not found:
            return None
        wall, _, alarm = found[0]
        return Upcoming(alarm, wall, wall.replace(tzinfo=UTC), timedelta())


class Plans(Told):
    """Wake-up calls for a date."""

    def __init__(self) -> None:
        super().__init__()
        self.all: tuple[Plan, ...] = ()
        self.error: Exception | None = None

    async def cancel(self, plan_id: int) -> None:
        if self.error is not None:
            raise self.error
        self.all = tuple(
            replace(each, state=PlanState.CANCELLED) if each.plan_id == plan_id else each
            for each in self.all
        )
        self.tell()


class Wakes(Told):
    """How they went."""

    def __init__(self) -> None:
        super().__init__()
        self.today: tuple[Wake, ...] = ()
        self.red: tuple[Wake, ...] = ()


class Time(Told):
    """The PBX's clock: UTC's, and so far ahead as a test says."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.ahead = timedelta()

    def now(self) -> datetime:
        return self.wall(self._clock().at)

    def wall(self, at: datetime) -> datetime:
        return at.replace(tzinfo=None) + self.ahead

    def today(self) -> date:
        return self.now().date()


class Calls:
    """The calls of the past."""

    def __init__(self) -> None:
        self.calls: dict[Number, tuple[PastCall, ...]] = {}
        self.asked: list[tuple[Number, int]] = []

    async def with_person(self, number: Number, limit: int = 100) -> tuple[PastCall, ...]:
        self.asked.append((number, limit))
        return self.calls.get(number, ())[:limit]


class Writer:
    """Writes sheets where a test can look."""

    def __init__(self) -> None:
        self.written: list[tuple[NightSheet, Path]] = []
        self.errors: list[Exception] = []

    async def write(self, sheet: NightSheet, path: Path) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.written.append((sheet, path))


class Hotel:
    """All of it."""

    def __init__(
        self,
        numbers: Sequence[str] = ("101", "102", "103", "105", "106"),
        rule: str = "101-199",
        settings: Settings | None = None,
    ) -> None:
        self.clock = Clock()
        self.house = House(numbers)
        self.pbx: HotelPbx | None = self.house
        self.owner: str | None = "SN1"
        self.offered = EVERY_CAPABILITY
        self.ground = Ground(
            pbx=lambda: self.pbx,
            owner=lambda: self.owner,
            online=lambda: self.owner is not None,
            night=lambda: True,
            who=lambda: "Front desk",
            number=lambda ext_id: Number(ext_id[1:]),
            ext_id=lambda number: ext(number.text),
            offered=lambda: self.offered,
        )
        self.rule = RoomRule.of(rule)
        self.people = People([Extension(ext(each), Number(each), "") for each in numbers])
        self.lamps = Lamps()
        self.file = HotelFile(None)
        self.book = Book(self.house, self.clock)
        self.plans = Plans()
        self.wakes = Wakes()
        self.time = Time(self.clock)
        self.calls = Calls()
        self.notices = Notices()
        self.posted: list[Notice] = []
        self.notices.subscribe(self.posted.append)
        self.kept = JournalKeeper()
        self.journal = Journal(self.kept, self.clock, self.notices)
        self.preferences = Preferences(settings or Settings(), Keeper(), self.notices)
        self.rooms = Rooms(
            self.ground,
            rule=lambda: self.rule,
            people=self.people,
            lamps=self.lamps,
            file=self.file,
            alarms=self.book,
            plans=self.plans,
            wakes=self.wakes,
            time=self.time,
            clock=self.clock,
            calls=self.calls,
        )
        self.check_ins = CheckIns(
            self.ground, self.rooms, self.book, self.file, self.journal, self.clock
        )
        self.check_outs = CheckOuts(
            self.ground,
            rooms=self.rooms,
            alarms=self.book,
            plans=self.plans,
            file=self.file,
            journal=self.journal,
            notices=self.notices,
            clock=self.clock,
        )
        self.writer = Writer()
        self.sheets = NightSheets(
            self.ground,
            rooms=self.rooms,
            plans=self.plans,
            wakes=self.wakes,
            file=self.file,
            time=self.time,
            preferences=self.preferences,
            documents=lambda: Path("/documents"),
            writer=self.writer,
            notices=self.notices,
            clock=self.clock,
        )

    async def open(self) -> None:
        """The desk works, and all rooms were read."""
        await self.book.refresh()
        self.rooms.start()
        await self.all_read()

    async def all_read(self) -> None:
        """Wait until the rooms were read."""
        read: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def look(_: object) -> None:
            if self.rooms.picture.read_at is not None and not read.done():
                read.set_result(None)

        stop = self.rooms.subscribe(look)
        look(None)
        await read
        stop()

    async def close(self) -> None:
        """Let everything go."""
        await self.check_outs.close()
        await self.sheets.stop()
        await self.rooms.stop()
        await self.journal.close()
        await self.file.close()

    def room(self, number: str) -> Room:
        """One room that there is."""
        found = self.rooms.room(Number(number))
        assert found is not None
        return found

    def move_in(self, number: str, first: str, last: str = "", **more: object) -> None:
        """Somebody is in a room, by the PBX and by its list."""
        self.house.there[ext(number)] = replace(
            self.house.there[ext(number)],
            first_name=first,
            last_name=last,
            **more,  # type: ignore[arg-type]
        )
        self.people.name(number, f"{first} {last}".strip())

    def ring_at(self, number: str, *times: str, **more: object) -> None:
        """The PBX has these alarms."""
        self.house.rings[ext(number)] = tuple(
            Alarm(f"{number}-{at}", time.fromisoformat(at), **more)  # type: ignore[arg-type]
            for at in times
        )
