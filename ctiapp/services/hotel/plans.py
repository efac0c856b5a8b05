"""Wake-up calls for a date: the PBX knows none, so this program sets them when their day comes.

An alarm that rings once rings the next time that it is so late. So one for a date can be set only
within the day before: it is set as soon as less than `SET_WITHIN` is left, tried again every minute
while the PBX cannot be reached or refuses, and somebody is called for when less than `LATE` is
left. When it is `TOO_LATE` it is not set any more: the PBX might take it as tomorrow's. As long as
the PBX's clock is unread nobody knows which day it is there: none is set, and none is given up; but
somebody is called for all the same.

That needs this program to run, at the night desk, at some time of that day: it says so.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError, InvalidState, StorageError, UsageError
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.observers import Observers
from ctiapp.model.wakes import (
    ClockChange,
    LogKind,
    Plan,
    PlanState,
    next_wall,
    same_alarm,
    same_time,
    without_id,
)
from ctiapp.services.hotel.plankeeping import PlanKeeping
from ctiapp.services.hotel.wakelog import alarm_params

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.number import Number
    from ctiapp.services.hotel.alarmbook import AlarmBook
    from ctiapp.services.hotel.desktime import DeskTime
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.plankeeping import PlanFile
    from ctiapp.services.hotel.wakelog import WakeLog
    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.wakes")

SET_WITHIN = timedelta(hours=23)
"""Less than a day, by more than clocks differ, or are changed by: it cannot mean the day before."""
LATE = timedelta(hours=2)
"""With less time left somebody has to see to one that could not be set."""
TOO_LATE = timedelta(seconds=90)
"""With less time left the PBX, whose clock may be ahead, might take it as tomorrow's."""
EVERY_S = 60.0
"""How often it is looked whether there is something to be set."""
SHOWN = timedelta(days=2)
"""How long a plan that is over is still listed."""


class Plans:
    """They.

    Args:
        file: where they lie.
        ground: the PBX, and whether this is the night desk.
        clock: both clocks.
        time: the PBX's clock.
        book: sets and takes away.
        wakelog: where each change is written down.
    """

    def __init__(
        self,
        file: PlanFile,
        ground: Ground,
        clock: Clock,
        time: DeskTime,
        book: AlarmBook,
        wakelog: WakeLog,
    ) -> None:
        self._keeping = PlanKeeping(file)
        self._ground = ground
        self._clock = clock
        self._time = time
        self._book = book
        self._log = wakelog
        self._plans: dict[int, Plan] = {}
        self._cancelled: set[str] = set()
        self._owner: str | None = None
        self._loaded = False
        self._broken: Notice | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._one = asyncio.Lock()
        self._observers: Observers[None] = Observers()
        time.subscribe(self.look_now)
        book.subscribe(self._on_book)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def all(self) -> tuple[Plan, ...]:
        """All that are open, and those of the last days, in order of time."""
        return tuple(sorted(self._plans.values(), key=lambda each: (each.wall, each.room)))

    def of(self, room: Number) -> tuple[Plan, ...]:
        """Those of a room that are still to ring, in order of time."""
        return tuple(each for each in self.all if each.room == room and each.open)

    @property
    def notice(self) -> Notice | None:
        """What is to be known of them: that the file failed, or what this desk has to do for them.

        None where this is the night desk and none waits to be set.
        """
        if (trouble := self._broken or self._keeping.trouble) is not None:
            return trouble
        waiting = sum(each.state is PlanState.WAITING for each in self._plans.values())
        if not self._ground.night():
            key = "wakeup.plans_not_night" if waiting else "wakeup.plan_not_night"
            return Notice.of(key, severity=Severity.WARNING, count=waiting)
        return Notice.of("wakeup.plans_need_running", count=waiting) if waiting else None

    def cancelled_here(self, wake_id: str) -> bool:
        """Whether the plan of that name was cancelled since this program started."""
        return wake_id in self._cancelled

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change; the answer ends it."""
        return self._observers.subscribe(lambda _: listener())

    # -- coming and going ------------------------------------------------------------------------

    def start(self) -> None:
        """Somebody signed in: read what is kept of this PBX, and set what is to be set."""
        self._owner = self._ground.owner()
        self._keeping.begin(self._owner)
        self._broken = None
        self._plans = {}
        self._loaded = False
        self.look_now()

    async def stop(self) -> None:
        """Somebody signed out."""
        self._owner = None
        if self._timer is not None:
            self._timer.cancel()
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self._plans = {}
        self._observers.tell(None)

    def look_now(self) -> None:
        """Look whether there is something to be set: the link is back, or a clock changed."""
        if self._owner is None:
            return
        if self._task is not None and not self._task.done():
            self._again = True
            return
        self._task = asyncio.get_running_loop().create_task(self._run(), name="planned wake-ups")

    async def settled(self) -> None:
        """Wait until all that can be set now is."""
        while self._task is not None and not self._task.done():
            await asyncio.shield(self._task)

    # -- changing --------------------------------------------------------------------------------

    async def plan(self, room: Number, on: date, alarm: Alarm, group: str = "") -> Plan:
        """Have a room woken on that date; the plan as it stands, which is set already if it can be.

        Raises:
            UsageError: key ``wakeup.not_night_desk``: another desk does that; ``wakeup.plan_days``:
                one for a date rings once; ``wakeup.past``: that time is over, or too near;
                ``wakeup.no_such_time``: the clock is put forward over it that night;
                ``wakeup.exists``: the same is planned already; ``wakeup.rings_once`` or
                ``hotel.snoozes``: this PBX cannot have it ring again so often.
            InvalidState: key ``link.not_up``: nobody is signed in.
            NoSuchTarget: no extension has that number.
            StorageError: it cannot be kept.
        """
        if not self._ground.night():
            raise UsageError("not the night desk", key="wakeup.not_night_desk")
        self._ground.hotel.allowed(alarm)
        self._ground.extension(room)
        plan = Plan(0, room, on, without_id(alarm), group)
        self._check(plan)
        if self._owner is None:
            raise UsageError("not the night desk", key="wakeup.not_night_desk")
        self._refuse_elsewhere()
        await self._log.say(LogKind.PLANNED, room, _wall(plan), alarm_params(alarm))
        kept = await self._keeping.add(plan, self._ground.who(), self._clock().at)
        self._plans[kept.plan_id] = kept
        self._observers.tell(None)
        async with self._one:
            await self._see_to(self._plans[kept.plan_id])
        return self._plans.get(kept.plan_id, kept)

    async def cancel(self, plan_id: int) -> None:
        """Have a room not woken: what was set is taken away, and nothing else.

        Raises:
            UsageError: key ``wakeup.plan_gone``: there is no such plan, or it is over.
            InvalidState: key ``link.not_up``: one is signed in to another PBX by now.
            PbxError: it was set, and could not be taken away, or nobody knows whether it was.
            StorageError: it cannot be kept that it is cancelled: it stays.
        """
        self._refuse_elsewhere()
        async with self._one:
            plan = self._plans.get(plan_id)
            if plan is None or not plan.open:
                raise UsageError("no such plan", key="wakeup.plan_gone")
            await self._log.say(LogKind.UNPLANNED, plan.room, _wall(plan))
            cancelled = replace(plan, state=PlanState.CANCELLED, notice=None, late=False)
            if plan.state is PlanState.SET and plan.alarm.alarm_id:
                ext_id = self._ground.extension(plan.room)
                await self._book.remove(ext_id, [plan.alarm.alarm_id])
                await self._put(cancelled)
            else:
                # Where that is not kept it would be set after the next start.
                await self._keeping.put(cancelled)
                self._show(cancelled)

    @property
    def _elsewhere(self) -> bool:
        """Whether one is signed in to another PBX by now: these are not to ring there."""
        return self._ground.owner() not in (None, self._owner)

    def _refuse_elsewhere(self) -> None:
        if self._elsewhere:
            raise InvalidState("at another PBX", key="link.not_up")

    def _check(self, plan: Plan) -> None:
        if not plan.alarm.once:
            raise UsageError("rings once", key="wakeup.plan_days")
        when = {"at": _wall(plan)}
        if self._time.doubt(plan.wall) is ClockChange.SKIPPED:
            raise UsageError("does not come", key="wakeup.no_such_time", **when)
        if self._left(plan) <= TOO_LATE:
            raise UsageError("is over", key="wakeup.past", **when)
        if any(
            each.on == plan.on and same_time(each.alarm, plan.alarm) for each in self.of(plan.room)
        ):
            raise UsageError("planned already", key="wakeup.exists", **when)

    def _left(self, plan: Plan) -> timedelta:
        """How much time is left until it rings."""
        return self._time.instant(plan.wall) - self._clock().at

    # -- setting them ----------------------------------------------------------------------------

    def _on_book(self) -> None:
        if any(each.state is PlanState.SET for each in self._plans.values()):
            self.look_now()

    async def _run(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        broken: Notice | None = None
        try:
            self._again = True
            while self._again:
                self._again = False
                await self._keep_again()
                if await self._load():
                    broken = await self._see_to_all()
        except Exception as error:
            # Whatever it is: it is looked again in a minute, and somebody knows until then.
            log.exception("planned wake-up calls could not be seen to")
            broken = _broken("wakeup.plans_broken", error)
        finally:
            if self._owner is not None:
                loop = asyncio.get_running_loop()
                self._timer = loop.call_later(EVERY_S, self.look_now)
        if broken != self._broken:
            self._broken = broken
            self._observers.tell(None)

    async def _see_to_all(self) -> Notice | None:
        """Do with each what is to be done now; which one failed as nothing should."""
        broken: Notice | None = None
        for plan_id in list(self._plans):
            async with self._one:
                plan = self._plans.get(plan_id)
                if plan is None:
                    continue
                try:
                    await self._see_to(plan)
                except Exception as error:
                    # One that fails must not keep the others from being set.
                    log.exception("a planned wake-up call could not be seen to")
                    broken = _broken("wakeup.plan_broken", error, plan)
        return broken

    async def _keep_again(self) -> None:
        trouble = self._keeping.trouble
        async with self._one:
            await self._keeping.try_again()
        if self._keeping.trouble != trouble:
            self._observers.tell(None)

    async def _load(self) -> bool:
        """Read what is kept; whether that is there."""
        owner = self._owner
        if owner is None or self._loaded:
            return owner is not None
        try:
            found = await self._keeping.load(self._time.today() - SHOWN)
        except StorageError as error:
            log.warning("planned wake-up calls cannot be read: %s", error.detail)
            self._observers.tell(None)
            return False
        self._loaded = True
        self._plans = {plan.plan_id: plan for plan in found} | self._plans
        self._observers.tell(None)
        return True

    async def _see_to(self, plan: Plan) -> None:
        """Do with one plan what is to be done now."""
        if not self._time.settled or self._elsewhere:
            return  # the PBX's clock is being asked for, or the desk moves: it will be told
        left = self._left(plan)
        if not self._time.known:
            # By a clock that was never read it would be the wrong day's, or given up for good.
            if plan.state is PlanState.WAITING and self._ground.night() and left < LATE:
                unread = Notice.of("wakeup.clock_unread", severity=Severity.ERROR)
                await self._not_set(plan, unread, left)
        elif plan.state is PlanState.SET:
            await self._see_to_set(plan, left)
        elif plan.state is not PlanState.WAITING:
            return
        elif left <= TOO_LATE:
            await self._log.say(LogKind.NOT_SET, plan.room, _wall(plan))
            await self._put(replace(plan, state=PlanState.MISSED, late=False))
        elif self._ground.night():
            await self._try(plan, left)

    async def _see_to_set(self, plan: Plan, left: timedelta) -> None:
        if left <= timedelta(0):
            await self._put(replace(plan, state=PlanState.PAST))
            return
        ext_id = self._ground.ext_id(plan.room)
        if ext_id is None or self._book.read_at is None:
            return
        if not plan.alarm.alarm_id:
            # Somebody else's does it: where that is taken away, it is set here after all.
            if not any(self._means(each, plan) for each in self._book.of(ext_id)):
                await self._put(replace(plan, state=PlanState.WAITING))
                self._again = True
        elif all(each.alarm_id != plan.alarm.alarm_id for each in self._book.of(ext_id)):
            log.info("a planned wake-up call was taken away on the PBX")
            await self._put(replace(plan, state=PlanState.GONE))

    async def _try(self, plan: Plan, left: timedelta) -> None:
        """Set it where its day has come."""
        # Once means the next time that it is so late: that has to be the one that is meant.
        if left >= SET_WITHIN or next_wall(plan.alarm, self._time.now()) != plan.wall:
            return
        try:
            done = await self._set(plan)
        except CtiError as error:
            log.warning("a planned wake-up call could not be set: %s", error)
            await self._not_set(plan, error.notice(), left)
        except Exception as error:
            log.exception("a planned wake-up call could not be set")
            await self._not_set(plan, _broken("wakeup.plan_broken", error, plan), left)
        else:
            await self._put(done)

    async def _not_set(self, plan: Plan, why: Notice, left: timedelta) -> None:
        """It could not be set now; where its time is near somebody has to see to it."""
        late = left < LATE
        failed = replace(plan, notice=why, late=late)
        if failed != plan:
            if late and not plan.late:
                said = {"why": why.key}
                await self._log.say(LogKind.NOT_SET, plan.room, _wall(plan), said)
            await self._put(failed)

    async def _set(self, plan: Plan) -> Plan:
        """Set it, unless that was done and not written down; as it stands then.

        Raises:
            CtiError: it could not be done.
        """
        ext_id = self._ground.extension(plan.room)
        now = await self._book.read(ext_id)
        ids = frozenset(each.alarm_id for each in now)
        there = await self._keeping.there(plan.plan_id, ids)
        for each in now:
            if self._means(each, plan):
                # An earlier try that was cut short made it, or somebody else did.
                ours = each.alarm_id not in there and same_alarm(each, plan.alarm)
                alarm = each if ours else replace(plan.alarm, alarm_id="")
                return replace(plan, state=PlanState.SET, alarm=alarm, notice=None, late=False)
        made = await self._book.add(ext_id, plan.alarm)
        return replace(plan, state=PlanState.SET, alarm=made, notice=None, late=False)

    def _means(self, alarm: Alarm, plan: Plan) -> bool:
        """Whether an alarm rings when a plan is to ring, and at no other time."""
        return (
            alarm.once
            and same_time(alarm, plan.alarm)
            and self._book.rings(alarm)
            and self._book.next_of(alarm) == plan.wall
        )

    async def _put(self, plan: Plan) -> None:
        """Keep a plan as it is now; where the disk refuses, it is so here all the same."""
        self._show(plan)
        await self._keeping.keep(plan)
        self._observers.tell(None)

    def _show(self, plan: Plan) -> None:
        self._plans[plan.plan_id] = plan
        if plan.state is PlanState.CANCELLED:
            self._plans.pop(plan.plan_id, None)
            self._cancelled.add(plan.wake_id)
        self._observers.tell(None)


def _broken(key: str, error: Exception, plan: Plan | None = None) -> Notice:
    """What is said where something failed that nobody thought of."""
    what = {} if plan is None else {"room": plan.room.text, "at": _wall(plan)}
    return Notice.of(key, severity=Severity.ERROR, code=type(error).__name__, **what)


def _wall(plan: Plan) -> str:
    """The time of a plan, as a line of the log has it."""
    return f"{plan.wall:%Y-%m-%d %H:%M}"
