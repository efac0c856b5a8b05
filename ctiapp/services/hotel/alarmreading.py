"""All wake-up calls as the PBX has them, read again and again: it tells of no change by itself.

What nobody here changed was changed elsewhere (at another desk, on the PBX's web page, by a guest),
and is written down; an alarm that rings once goes by itself after it has rung.
"""

from __future__ import annotations

import asyncio
import logging
import math
from contextlib import suppress
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError
from ctiapp.model.notice import Severity
from ctiapp.model.observers import Observers
from ctiapp.model.wakes import LogBy, LogKind, Upcoming, next_wall, same_alarm, without_id
from ctiapp.services.hotel.wakelog import alarm_params, wall_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from ctiapp.model.call import Moment
    from ctiapp.model.hotel import Alarm
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.model.wakes import Known
    from ctiapp.services.hotel.desktime import DeskTime
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.wakelog import WakeLog
    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.wakes")

JUST = timedelta(minutes=2)
"""One that was to ring so lately may ring yet."""
STAYS = timedelta(minutes=5)
"""So long after each of its rings one that rings once may still be there."""
GOES_S = 30.0
"""One that is still there so long after somebody was about to take it away was not taken away."""
EVERY_S = 60.0
"""How often all alarms are read again, by the night desk and while somebody looks at them."""


class AlarmReading:
    """The alarms of all rooms.

    Args:
        ground: the PBX.
        clock: both clocks.
        time: the PBX's clock.
        wakelog: where each change is written down.
    """

    def __init__(self, ground: Ground, clock: Clock, time: DeskTime, wakelog: WakeLog) -> None:
        self._ground = ground
        self._clock = clock
        self._time = time
        self._log = wakelog
        self._alarms: dict[ExtensionId, tuple[Alarm, ...]] = {}
        self._read_s: dict[ExtensionId, float] = {}
        self._since: dict[str, tuple[Alarm, datetime]] = {}
        self._walls: dict[str, datetime] = {}
        self._read_at: datetime | None = None
        self._notice: Notice | None = None
        self._seen = False
        self._started = False
        self._reading: asyncio.Task[None] | None = None
        self._asking: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._locks: dict[ExtensionId, asyncio.Lock] = {}
        self._unsure: dict[ExtensionId, list[Alarm]] = {}
        self._cancelled: dict[str, float] = {}
        self._sayings: set[asyncio.Task[None]] = set()
        self._one_clock = asyncio.Lock()
        self._observers: Observers[None] = Observers()

    # -- reading ---------------------------------------------------------------------------------

    @property
    def alarms(self) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        """The alarms of each room that has any, in the order of their times."""
        return MappingProxyType(self._alarms)

    def of(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """The alarms of one room, in the order of their times."""
        return self._alarms.get(ext_id, ())

    @property
    def read_at(self) -> datetime | None:
        """When all of them were last read, aware UTC; None: never since somebody signed in."""
        return self._read_at

    @property
    def notice(self) -> Notice | None:
        """Why they could not be read the last time; None: they could."""
        return self._notice

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change, and of each reading; the answer ends it."""
        return self._observers.subscribe(lambda _: listener())

    def upcoming(self, ext_id: ExtensionId) -> Upcoming | None:
        """The next time that one of a room's alarms rings; None: none will."""
        now = self._time.now()
        rings = [(self.next_of(alarm), alarm) for alarm in self.of(ext_id)]
        coming = [(wall, alarm) for wall, alarm in rings if wall is not None and wall > now]
        if not coming:
            return None
        wall, alarm = min(coming, key=lambda ring: ring[0])
        at = self.instant_of(alarm, wall)
        offset = self._time.offset_at(at)
        return Upcoming(alarm, wall, at, offset, self._time.doubt(wall))

    def next_of(self, alarm: Alarm) -> datetime | None:
        """When an alarm rings next, or was to ring `JUST` now; None: it has rung, and goes soon.

        One that rings once stays on the PBX until its last snooze; it does not ring tomorrow. Where
        it is there still after that it did not ring (it was set just after its time, or the PBX was
        down), and does ring the next time that it is so late.
        """
        since = self.seen(alarm)
        just = self._time.now() - JUST
        if not alarm.once:
            return next_wall(alarm, max(since, just))
        wall = next_wall(alarm, since)
        if wall > just:
            return wall
        over = wall + timedelta(minutes=alarm.lasts_min) + (alarm.snoozes + 1) * STAYS
        return None if self._time.now() < over else next_wall(alarm, just)

    def instant_of(self, alarm: Alarm, wall: datetime) -> datetime:
        """When an alarm rings, aware UTC, of which `next_of` says that it rings at that wall time.

        One that is set in the second of two hours of the same name rings in that one.
        """
        known = self._since.get(alarm.alarm_id)
        since = known[1] if known is not None and known[0] == alarm else None
        return self._time.instant(wall, since)

    def rings(self, alarm: Alarm) -> bool:
        """Whether an alarm is still to ring; one that rings once, and is being snoozed, is not."""
        wall = self.next_of(alarm)
        return wall is not None and wall > self._time.now()

    def seen(self, alarm: Alarm) -> datetime:
        """Since when an alarm is there as it is, as far as is known, by the PBX's clock; naive.

        What that clock showed then stays what it showed, whoever puts it right later.
        """
        known = self._since.get(alarm.alarm_id)
        if known is None or known[0] != alarm:
            return self._time.now()
        wall = self._walls.get(alarm.alarm_id)
        if wall is None:
            wall = self._time.wall(known[1])
            if self._time.known:
                self._walls[alarm.alarm_id] = wall
        return wall

    def cancelled_here(self, alarm_id: str) -> bool:
        """Whether an alarm was taken away at this desk since somebody signed in."""
        return alarm_id in self._cancelled

    def wiping(self, ext_id: ExtensionId) -> None:
        """A room is about to be checked out at this desk: its alarms go with that."""
        self._take_away(self.of(ext_id))

    def not_wiped(self, ext_id: ExtensionId) -> None:
        """That was not sent, or refused: whoever takes them away now is somebody else."""
        self._stay(self.of(ext_id))

    def _take_away(self, alarms: Collection[Alarm]) -> None:
        """They are about to be taken away at this desk."""
        now_s = self._clock().mono_s
        self._cancelled |= dict.fromkeys((alarm.alarm_id for alarm in alarms), now_s)

    def _stay(self, alarms: Collection[Alarm], asked_s: float = math.inf) -> None:
        """They are there still: where that was asked for long enough after, they were not taken."""
        for alarm in alarms:
            since_s = self._cancelled.get(alarm.alarm_id)
            if since_s is not None and asked_s - since_s > GOES_S:
                del self._cancelled[alarm.alarm_id]

    def recall(self, known: Collection[Known]) -> None:
        """Take in since when alarms were there that were known before this program started."""
        for each in known:
            name = each.alarm.alarm_id
            if name not in self._since or self.seen(each.alarm) > each.seen:
                self._since[name] = (each.alarm, self._time.instant(each.seen))
                self._walls[name] = each.seen

    # -- reading again ---------------------------------------------------------------------------

    def start(self) -> None:
        """Somebody signed in: read all, now and from time to time."""
        self._started = True
        self._look()

    async def stop(self) -> None:
        """Somebody signed out: what is known of this PBX is forgotten."""
        self._started = False
        self._wait_no_more()
        tasks = [task for task in (self._asking, self._reading, *self._sayings) if task is not None]
        self._asking = self._reading = None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._alarms, self._read_s, self._unsure = {}, {}, {}
        self._since, self._walls = {}, {}
        self._cancelled.clear()
        self._read_at = self._notice = None
        self._observers.tell(None)

    def keep_fresh(self, *, seen: bool) -> None:
        """Somebody looks at the alarms, or no more: they are read again while they are seen."""
        fresh = seen and not self._seen
        self._seen = seen
        if fresh and self._started:
            self._look()

    def look_now(self) -> None:
        """Read all again now: the link is back, or the computer woke up."""
        if self._started:
            self._look()

    async def refresh(self) -> None:
        """Read all alarms; whoever asks while that goes on gets the same answer.

        Raises:
            PbxError: they cannot be read.
        """
        if self._reading is None or self._reading.done():
            self._reading = asyncio.get_running_loop().create_task(self._read_all(), name="alarms")
        await asyncio.shield(self._reading)

    async def read(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """Read the alarms of one room now.

        Raises:
            PbxError: they cannot be read.
        """
        asked = self._clock()
        found = in_order(await self._ground.hotel.alarms_of(ext_id))
        old = self.of(ext_id)
        if self._read_at is not None:
            self._notice_changes(ext_id, old, found)
        self._put(ext_id, found, asked)
        self._stay(found)
        if found != old:
            self._observers.tell(None)
        return found

    def _look(self) -> None:
        self._wait_no_more()
        if self._asking is None or self._asking.done():
            self._asking = asyncio.get_running_loop().create_task(self._ask(), name="alarms' turn")

    async def _ask(self) -> None:
        try:
            await self.refresh()
        except CtiError as error:
            log.info("the alarms could not be read: %s", error)
        finally:
            if self._started:
                self._timer = asyncio.get_running_loop().call_later(EVERY_S, self._turn)

    def _turn(self) -> None:
        """It is time: read again where anybody needs it."""
        if self._seen or self._ground.night():
            self._look()
        else:
            self._timer = asyncio.get_running_loop().call_later(EVERY_S, self._turn)

    def _wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _read_all(self) -> None:
        asked = self._clock()
        try:
            found = await self._ground.hotel.alarms()
        except CtiError as error:
            self._notice = error.notice(Severity.WARNING)
            self._observers.tell(None)
            raise
        first = self._read_at is None
        for ext_id in found.keys() | self._alarms.keys():
            if self._read_s.get(ext_id, asked.mono_s - 1) >= asked.mono_s:
                continue  # it was read for itself meanwhile: that is newer
            alarms = in_order(found.get(ext_id, ()))
            if not first:
                self._notice_changes(ext_id, self.of(ext_id), alarms)
            # Whoever set a new one did so since the last reading: it may be due by now.
            self._put(ext_id, alarms, asked, since=self._read_at)
            self._stay(alarms, asked.mono_s)
        there = {alarm.alarm_id for alarms in self._alarms.values() for alarm in alarms}
        self._since = {name: seen for name, seen in self._since.items() if name in there}
        self._walls = {name: wall for name, wall in self._walls.items() if name in there}
        self._read_at, self._notice = self._clock().at, None
        self._observers.tell(None)

    def _put(
        self,
        ext_id: ExtensionId,
        alarms: tuple[Alarm, ...],
        asked: Moment,
        *,
        since: datetime | None = None,
    ) -> None:
        self._read_s[ext_id] = asked.mono_s
        for alarm in alarms:
            known = self._since.get(alarm.alarm_id)
            if known is None or known[0] != alarm:
                self._since[alarm.alarm_id] = (alarm, since or asked.at)
                self._walls.pop(alarm.alarm_id, None)
        if alarms:
            self._alarms[ext_id] = alarms
        else:
            self._alarms.pop(ext_id, None)

    def _notice_changes(
        self, ext_id: ExtensionId, old: tuple[Alarm, ...], new: tuple[Alarm, ...]
    ) -> None:
        """Write down what nobody here changed; an alarm that rings once is gone after it rang."""
        before = {alarm.alarm_id: alarm for alarm in old}
        after = {alarm.alarm_id: alarm for alarm in new}
        room = self._ground.room(ext_id)
        lines: list[tuple[LogKind, Alarm]] = []
        for alarm_id in sorted(before.keys() | after.keys()):
            was, now = before.get(alarm_id), after.get(alarm_id)
            if was is None and now is not None:
                lines.append((LogKind.SET, now))
            elif now is None and was is not None and not self._rang(was):
                lines.append((LogKind.CANCELLED, was))
            elif was is not None and now is not None and not _equal(was, now):
                lines.append((LogKind.CHANGED, now))
        for kind, alarm in lines:
            by = LogBy.HERE if self._was_here(kind, ext_id, alarm) else LogBy.ELSEWHERE
            if kind is LogKind.CANCELLED and by is LogBy.ELSEWHERE and alarm.once:
                rings = next_wall(alarm, self.seen(alarm))
                saying = self._say_unless_rung(room, alarm, rings, self._time.read_at)
            else:
                saying = self._log.say(kind, room, wall_text(alarm), alarm_params(alarm), by=by)
            task = asyncio.get_running_loop().create_task(saying, name="log of wake-up calls")
            self._sayings.add(task)
            task.add_done_callback(self._sayings.discard)

    async def _say_unless_rung(
        self, room: Number, alarm: Alarm, rings: datetime, read_at: datetime | None
    ) -> None:
        """Blame nobody for one that rang by a clock that was put forward: read it again first."""
        async with self._one_clock:
            if self._time.read_at == read_at:
                with suppress(CtiError):
                    await self._time.refresh()
        if rings > self._time.now() + JUST / 2:
            said, by = alarm_params(alarm), LogBy.ELSEWHERE
            await self._log.say(LogKind.CANCELLED, room, wall_text(alarm), said, by=by)

    def _was_here(self, kind: LogKind, ext_id: ExtensionId, alarm: Alarm) -> bool:
        """Whether it was done at this desk, and only now is seen."""
        if kind is LogKind.CANCELLED:
            return self.cancelled_here(alarm.alarm_id)
        return kind is LogKind.SET and self._own(ext_id, alarm)

    def _own(self, ext_id: ExtensionId, alarm: Alarm) -> bool:
        """Whether it is one that was set here, of which that could not be read back then."""
        unsure = self._unsure.get(ext_id, [])
        found = next((each for each in unsure if same_alarm(each, alarm)), None)
        if found is not None:
            unsure.remove(found)
        return found is not None

    def _rang(self, alarm: Alarm) -> bool:
        """Whether an alarm that rings once had its time, so that it is gone by itself."""
        since = self.seen(alarm)
        return alarm.once and next_wall(alarm, since) <= self._time.now() + JUST / 2


def in_order(alarms: Collection[Alarm]) -> tuple[Alarm, ...]:
    """A room's alarms in the order of their times."""
    return tuple(sorted(alarms, key=lambda each: (each.at, sorted(each.days), each.alarm_id)))


def _equal(one: Alarm, other: Alarm) -> bool:
    return without_id(one) == without_id(other)
