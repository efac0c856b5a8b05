"""Many rooms woken together: set one after the other, each with its own result.

The PBX takes one alarm a request, and a whole office asks it at the same time: there is a gap
between two. What failed can be tried again, and what was set is never set twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError, OutcomeUnknown, UsageError
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.observers import Observers
from ctiapp.model.wakes import same_time

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.number import Number
    from ctiapp.services.hotel.alarmbook import AlarmBook
    from ctiapp.services.hotel.desktime import DeskTime
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.plans import Plans

log = logging.getLogger("ctiapp.wakes")

GAP_S = 0.5
"""How long after one room's answer the next room's alarm is set."""
MAX_JOBS = 20
"""So many of the last groups can be looked at."""


class GroupState(Enum):
    """How far one room of a group has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One room of a group.

    Attributes:
        room: which.
        on: the date; None: the next time that it is so late, or on the weekdays of the alarm.
        alarm: what is, or was, set; with its id where the PBX has it.
        state: how far that has come.
        notice: why it failed, or what there is to say; None: nothing.
    """

    room: Number
    on: date | None
    alarm: Alarm
    state: GroupState = GroupState.WAITING
    notice: Notice | None = None


class GroupJob:
    """The rooms of one group, and how far each has come.

    Args:
        name: of the group; empty: it has none.
        rows: the rooms.
        do: sets one room's, and answers how it stands then; raises `CtiError` where it cannot.
    """

    def __init__(
        self,
        name: str,
        rows: Sequence[GroupRow],
        do: Callable[[GroupRow, str], Awaitable[GroupRow]],
    ) -> None:
        self.name = name
        self._rows = list(rows)
        self._do = do
        self._stopping = False
        self._task: asyncio.Task[None] | None = None
        self._observers: Observers[None] = Observers()

    @property
    def rows(self) -> tuple[GroupRow, ...]:
        """The rooms, in the order in which they were asked for."""
        return tuple(self._rows)

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._task is not None and not self._task.done()

    def count(self, state: GroupState) -> int:
        """How many rooms have come so far."""
        return sum(row.state is state for row in self._rows)

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each step; the answer ends it."""
        return self._observers.subscribe(lambda _: listener())

    def start(self) -> None:
        """Begin, or go on with what waits; nothing happens where it goes on already."""
        if not self.running:
            self._stopping = False
            self._task = asyncio.get_running_loop().create_task(self._run(), name="group wake-up")

    def retry(self) -> None:
        """Try again what failed or was stopped."""
        for index, row in enumerate(self._rows):
            if row.state in (GroupState.FAILED, GroupState.STOPPED):
                self._rows[index] = replace(row, state=GroupState.WAITING, notice=None)
        self._observers.tell(None)
        self.start()

    def stop(self) -> None:
        """Set no more of them; the one that is being set is, and what is set stays."""
        self._stopping = True
        for index, row in enumerate(self._rows):
            if row.state is GroupState.WAITING:
                self._rows[index] = replace(row, state=GroupState.STOPPED)
        self._observers.tell(None)

    async def finished(self) -> None:
        """Wait until it does not go on any more."""
        if self._task is not None:
            await asyncio.shield(self._task)

    async def close(self) -> None:
        """Break off: nobody is signed in any more."""
        self.stop()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        first = True
        while (index := self._next()) is not None:
            if not first:
                await asyncio.sleep(GAP_S)
                if self._rows[index].state is not GroupState.WAITING:
                    continue  # it was stopped meanwhile
            first = False
            await self._one(index)

    def _next(self) -> int | None:
        waiting = (i for i, row in enumerate(self._rows) if row.state is GroupState.WAITING)
        return None if self._stopping else next(waiting, None)

    async def _one(self, index: int) -> None:
        row = self._rows[index]
        self._set(index, replace(row, state=GroupState.RUNNING))
        try:
            done = await self._do(row, self.name)
        except CtiError as error:
            log.info("a room of a group could not be set: %s", error)
            self._set(index, replace(row, state=GroupState.FAILED, notice=error.notice()))
        except Exception as error:
            # One that fails as nothing should must not keep the others from being set.
            log.exception("a room of a group could not be set")
            told = Notice.of("error.internal", severity=Severity.ERROR, code=type(error).__name__)
            self._set(index, replace(row, state=GroupState.FAILED, notice=told))
        except asyncio.CancelledError:
            # It was sent, and nobody waits for the answer any more.
            unsure = OutcomeUnknown("broken off", key="wakeup.unverified").notice()
            self._set(index, replace(row, state=GroupState.FAILED, notice=unsure))
            raise
        else:
            self._set(index, replace(done, state=GroupState.DONE))

    def _set(self, index: int, row: GroupRow) -> None:
        self._rows[index] = row
        self._observers.tell(None)


class GroupWakes:
    """Starts them, and keeps the last ones for whoever looks later.

    Args:
        ground: which extension a room is.
        time: the PBX's clock.
        book: sets what rings the next time that it is so late, or on weekdays.
        plans: sets what rings on a date.
    """

    def __init__(self, ground: Ground, time: DeskTime, book: AlarmBook, plans: Plans) -> None:
        self._ground = ground
        self._time = time
        self._book = book
        self._plans = plans
        self._jobs: deque[GroupJob] = deque(maxlen=MAX_JOBS)

    @property
    def jobs(self) -> tuple[GroupJob, ...]:
        """The last ones, the newest first."""
        return tuple(self._jobs)

    def start(
        self,
        rooms: Sequence[Number],
        alarm: Alarm,
        on: date | None = None,
        name: str = "",
        *,
        apart_min: int = 0,
    ) -> GroupJob:
        """Have these rooms woken; each once, however often it is named.

        Args:
            rooms: which, in the order in which they are set.
            alarm: as it is to be.
            on: on which date; None: the next time that it is so late, or on the alarm's weekdays.
            name: of the group, for the list and the log.
            apart_min: so many minutes after one room the next one is to ring; over midnight the
                date goes on with it.

        Raises:
            UsageError: key ``wakeup.no_rooms``: none is named; ``wakeup.apart_days``: rooms that
                ring apart would be over midnight, which weekdays cannot say;
                ``wakeup.rings_once`` or ``hotel.snoozes``: it cannot ring again so often.
            InvalidState: key ``link.not_up``: nobody is signed in.
        """
        if not rooms:
            raise UsageError("no rooms", key="wakeup.no_rooms")
        self._ground.hotel.allowed(alarm)
        wanted = list(dict.fromkeys(rooms))
        rows = [_row(room, alarm, on, apart_min * index) for index, room in enumerate(wanted)]
        job = GroupJob(name, rows, self._set)
        self._jobs.appendleft(job)
        job.start()
        return job

    async def stop(self) -> None:
        """Break off whatever goes on: nobody is signed in any more."""
        for job in self._jobs:
            await job.close()
        self._jobs.clear()

    async def _set(self, row: GroupRow, name: str) -> GroupRow:
        """Set one room's; one that is there already is as good as set."""
        if row.on is not None:
            return await self._plan(row, row.on, name)
        ext_id = self._ground.extension(row.room)
        try:
            made = await self._book.add(ext_id, row.alarm)
        except UsageError as error:
            there = [a for a in self._book.of(ext_id) if same_time(a, row.alarm)]
            if error.key != "wakeup.exists" or not there:
                raise
            return replace(row, alarm=there[0], notice=error.notice(Severity.INFO))
        return replace(row, alarm=made, notice=None)

    async def _plan(self, row: GroupRow, on: date, name: str) -> GroupRow:
        try:
            plan = await self._plans.plan(row.room, on, row.alarm, name)
        except UsageError as error:
            if error.key != "wakeup.exists":
                raise
            return replace(row, notice=error.notice(Severity.INFO))
        return replace(row, alarm=plan.alarm, notice=plan.notice)


def _row(room: Number, alarm: Alarm, on: date | None, later_min: int) -> GroupRow:
    """One room, so much later than the first."""
    if not later_min:
        return GroupRow(room, on, alarm)
    first = datetime.combine(on or date.min, alarm.at)
    wall = first + timedelta(minutes=later_min)
    if alarm.days and wall.date() != first.date():
        raise UsageError("over midnight", key="wakeup.apart_days")
    later = replace(alarm, at=wall.time())
    return GroupRow(room, None if on is None else wall.date(), later)
