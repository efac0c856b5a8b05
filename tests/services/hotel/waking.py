"""A night desk in memory, and a PBX that rings when its clock says so."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from ctiapp.model.call import Moment
from ctiapp.model.hotel import Alarm
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.services.hotel.alarmbook import AlarmBook
from ctiapp.services.hotel.desktime import DeskTime
from ctiapp.services.hotel.ground import Ground
from ctiapp.services.hotel.groups import GroupWakes
from ctiapp.services.hotel.plans import Plans
from ctiapp.services.hotel.wakekeeping import WakeKeeping
from ctiapp.services.hotel.wakelog import WakeLog
from ctiapp.services.hotel.wakes import Wakes
from ctiapp.services.hotel.wakewatching import WakeParts
from ctiapp.storage.hotel import HotelFile
from ctiapp.storage.hotel_wakes import WakeFile
from tests.model.night import room as room_said
from tests.services.hotel.house import House, ext

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.wakes import LogKind, LogLine
    from ctiapp.services.session import Session

BERLIN = ZoneInfo("Europe/Berlin")
ROOMS = ("105", "106", "107")
ROOM, OTHER, THIRD = map(Number, ROOMS)
HALF_PAST_FIVE = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
"""A Monday morning in winter, at a desk in Berlin."""
SIX = Alarm("", time(6, 0))
TWICE = Alarm("", time(6, 0), snoozes=1, snooze_min=5)


class NightClock:
    """Both clocks, on the time of the loop; the one on the wall can be put elsewhere."""

    def __init__(self, at: datetime) -> None:
        self._base = at - timedelta(seconds=asyncio.get_running_loop().time())

    def __call__(self) -> Moment:
        mono_s = asyncio.get_running_loop().time()
        return Moment(mono_s, self._base + timedelta(seconds=mono_s))

    def jump(self, ahead: timedelta) -> None:
        """The computer sleeps for so long: no timer of it runs meanwhile."""
        self._base += ahead

    async def until(self, wall: str, zone: ZoneInfo = BERLIN) -> None:
        """Let time pass until the clock on the wall shows that, today or tomorrow."""
        now = self().at.astimezone(zone)
        hour, minute, *second = map(int, wall.split(":"))
        then = now.replace(hour=hour, minute=minute, second=(second or [0])[0], microsecond=0)
        if then <= now:
            then += timedelta(days=1)
        await asyncio.sleep((then.astimezone(UTC) - now.astimezone(UTC)).total_seconds())


class AlarmPbx(House):
    """The PBX: it tells the time of its wall, and keeps alarms as it likes."""

    def __init__(self, clock: NightClock) -> None:
        super().__init__(ROOMS)
        self._clock = clock
        self.zone = BERLIN
        self.ahead = timedelta(0)
        self.sent: list[str] = []
        self.keeps: Callable[[Alarm], Alarm | None] = lambda alarm: alarm
        self.looks = 0

    def shows(self) -> datetime:
        """What its clock shows now."""
        now = self._clock().at.astimezone(self.zone)
        return now.replace(tzinfo=None, microsecond=0) + self.ahead

    async def wall_clock(self) -> datetime:
        self._meet("wall_clock")
        return self.shows()

    async def alarms(self) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        self.looks += 1
        self._meet("alarms")
        await self.gate.passing()
        return await super().alarms()

    async def create_alarm(self, ext_id: ExtensionId, alarm: Alarm) -> str:
        await self.gate.passing()
        self._meet("create_alarm")
        self.sent.append(f"create {ext_id} {alarm.at:%H:%M}")
        self._next += 1
        kept = self.keeps(replace(alarm, alarm_id=str(self._next)))
        if kept is not None:
            self.rings[ext_id] = (*self.rings.get(ext_id, ()), kept)
        self._leave("create_alarm")
        return str(self._next)

    async def change_alarm(self, alarm: Alarm) -> None:
        self._meet("change_alarm")
        self.sent.append(f"change {alarm.alarm_id} {alarm.at:%H:%M}")
        kept = self.keeps(alarm)
        for ext_id, alarms in self.rings.items():
            self.rings[ext_id] = tuple(
                kept if kept is not None and each.alarm_id == alarm.alarm_id else each
                for each in alarms
            )
        self._leave("change_alarm")

    async def delete_alarms(self, ext_id: ExtensionId, alarm_ids: Collection[str]) -> None:
        self._meet("delete_alarms")
        assert alarm_ids
        self.sent.append(f"delete {ext_id} {','.join(sorted(alarm_ids))}")
        self._drop(ext_id, alarm_ids)
        self._leave("delete_alarms")

    async def delete_every_alarm(self, ext_id: ExtensionId) -> None:
        self._meet("delete_alarms")
        self.sent.append(f"delete {ext_id} all")
        self.rings.pop(ext_id, None)
        self._leave("delete_alarms")

    def _drop(self, ext_id: ExtensionId, alarm_ids: Collection[str]) -> None:
        self.rings[ext_id] = tuple(
            each for each in self.rings.get(ext_id, ()) if each.alarm_id not in alarm_ids
        )

    def put(self, room: str, alarm: Alarm) -> Alarm:
        """Somebody else sets one: on the web page, or at another desk."""
        self._next += 1
        kept = replace(alarm, alarm_id=str(self._next))
        self.rings[ext(room)] = (*self.rings.get(ext(room), ()), kept)
        return kept

    def take(self, room: str, alarm: Alarm) -> None:
        """Somebody else takes one away, or it has rung for the last time."""
        self._drop(ext(room), [alarm.alarm_id])


class FakeSession:
    """Passes on what the PBX tells."""

    def __init__(self, clock: NightClock) -> None:
        self._clock = clock
        self._events: Observers[tuple[PbxEvent, Moment]] = Observers()
        self._statuses: Observers[ConnectionStatus] = Observers()
        self.status = ConnectionStatus(Connection.ONLINE)

    def subscribe_events(
        self, listener: Callable[[tuple[PbxEvent, Moment]], None]
    ) -> Callable[[], None]:
        return self._events.subscribe(listener)

    def subscribe(self, listener: Callable[[ConnectionStatus], None]) -> Callable[[], None]:
        return self._statuses.subscribe(listener)

    def tell(self, *events: PbxEvent) -> None:
        """The PBX tells these now."""
        for event in events:
            self._events.tell((event, self._clock()))

    def link(self, state: Connection) -> None:
        """The connection changes."""
        self.status = replace(self.status, state=state)
        self._statuses.tell(self.status)


@dataclass
class Where:
    """Whose desk this is."""

    night: bool = True
    owner: str | None = "sn"
    who: str = "Leo"


class Waking:
    """The desk, as long as it is open; what is kept stays when it is opened again."""

    def __init__(self, at: datetime = HALF_PAST_FIVE) -> None:
        self.clock = NightClock(at)
        self.pbx = AlarmPbx(self.clock)
        self.hotel_file = HotelFile(None)
        self.file = WakeFile(self.hotel_file.worker)
        self.where = Where()
        self.zone = "Europe/Berlin"
        self.called: list[Number] = []
        self.session = FakeSession(self.clock)
        self.ground = Ground(
            pbx=lambda: None if self.where.owner is None else self.pbx,
            owner=lambda: self.where.owner,
            online=lambda: self.session.status.state is Connection.ONLINE,
            night=lambda: self.where.night,
            who=lambda: self.where.who,
            number=lambda ext_id: next(
                (Number(each) for each in ROOMS if ext(each) == ext_id), None
            ),
            ext_id=lambda number: ext(number.text) if number.text in ROOMS else None,
        )
        self._make()

    def _make(self) -> None:
        self.time = DeskTime(self.ground, self.clock, lambda: self.zone)
        self.log = WakeLog(self.file, self.ground, self.clock)
        self.book = AlarmBook(self.ground, self.clock, self.time, self.log)
        self.plans = Plans(self.file, self.ground, self.clock, self.time, self.book, self.log)
        self.groups = GroupWakes(self.ground, self.time, self.book, self.plans)
        keeping = WakeKeeping(self.file, self.ground)
        parts = WakeParts(self.ground, self.time, self.book, self.plans, self.log, keeping)
        session = cast("Session", self.session)
        self.wakes = Wakes(parts, session, self.clock, self._call)

    async def _call(self, number: Number) -> object:
        self.called.append(number)
        return "confirmed"

    async def open(self) -> None:
        """Somebody signs in."""
        self.time.start()
        self.book.start()
        self.plans.start()
        self.wakes.start()
        await self.settle()

    async def close(self) -> None:
        """They sign out."""
        self.pbx.gate.open()
        await self.groups.stop()
        await self.wakes.stop()
        await self.plans.stop()
        await self.book.stop()
        await self.time.stop()

    async def kill(self) -> None:
        """The program dies: nothing is written any more."""
        self.wakes._ready = False
        await self.close()

    async def reopen(self) -> None:
        """The program starts again."""
        self._make()
        await self.open()

    async def settle(self) -> None:
        """Let everything be done that can be done now; it takes a quarter of a second."""
        await asyncio.sleep(0.25)

    async def set(self, room: Number, alarm: Alarm) -> Alarm:
        """Set one at this desk."""
        return await self.book.add(ext(room.text), alarm)

    def rings(self, status: str, call: str = "1.1") -> None:
        """The PBX tells of a call with nobody but room 105."""
        self.session.tell(room_said(status, call))

    async def lines(self, *kinds: LogKind) -> list[LogLine]:
        """The log, the oldest line first; of these kinds, or (none) all."""
        found = await self.wakes.log(None)
        return [line for line in reversed(found) if not kinds or line.kind in kinds]
