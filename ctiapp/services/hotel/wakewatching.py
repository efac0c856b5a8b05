"""Watches over every wake-up call: how it went, and that somebody is told where it went wrong.

Only the night desk watches: one desk alone calls for help, or several would be sent to one door.
It keeps down what the PBX has to ring, and every minute that it still watches; so after a start it
knows for which wake-up calls nobody watched, and says so. A gap in the connection, and a computer
that slept, count as not having watched.

A wake-up call is watched from `wakewatch.EARLY` before its time until nothing more can be told of
it. What it is by then is worked out anew at each event of its room, by
`ctiapp.model.wakewatch.infer`; each change is written to the log before it is shown.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.houseears import HouseEars
from ctiapp.model.observers import Observers
from ctiapp.model.roomear import CALL_MAX
from ctiapp.model.wakes import (
    RED,
    LogBy,
    LogKind,
    PlanState,
    Wake,
    WakeOutcome,
    WakeReason,
    next_wall,
    wake_id,
)
from ctiapp.model.wakewatch import EARLY, ends_at, infer
from ctiapp.services.hotel.gaps import SLEPT, Gaps
from ctiapp.services.hotel.passedover import PassedOver
from ctiapp.services.hotel.plans import SHOWN
from ctiapp.services.hotel.wakekeeping import all_known, merged, missed
from ctiapp.services.hotel.wakesteps import WakeSteps, is_plan, planned

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from ctiapp.model.call import Moment
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.hotel import Alarm
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number
    from ctiapp.model.wakes import Known, Plan
    from ctiapp.model.wakewatch import Gap
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.hotel.alarmbook import AlarmBook
    from ctiapp.services.hotel.desktime import DeskTime
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.plans import Plans
    from ctiapp.services.hotel.wakekeeping import Kept, WakeKeeping
    from ctiapp.services.hotel.wakelog import WakeLog
    from ctiapp.services.ports import Clock
    from ctiapp.services.session import Session

log = logging.getLogger("ctiapp.wakes")

TICK_S = 5.0
"""How often it is looked, while a wake-up call is watched."""
IDLE_S = 30.0
"""How often it is looked otherwise; sooner where the next one is due."""
BEGINS_S = 10.0
"""Whoever does not watch so long after they signed in is told so."""
MARK_EVERY = timedelta(seconds=60)
"""How often it is kept down that this desk still watches …"""
MARK_OFTEN = timedelta(seconds=15)
"""… and how often while a wake-up call is watched."""
NEAR = timedelta(minutes=3)
"""So long before a wake-up call the PBX's clock is read, that somebody may have put right."""
CLOSE = timedelta(hours=3)
"""So long before one it is read more often than otherwise …"""
CLOSE_EVERY = timedelta(minutes=5)
"""… namely as often as this."""
BACK = timedelta(hours=36)
"""So far back wake-up calls are listed, and those of weekdays looked for that nobody watched."""
KEPT = SHOWN + timedelta(days=2)
"""So far back they are read: none that was planned, and is listed still, is called for twice."""


@dataclass(frozen=True, slots=True)
class WakeParts:
    """What the watch stands on.

    Attributes:
        ground: whose desk this is.
        time: the PBX's clock.
        book: what the PBX has to ring.
        plans: what it will have to ring.
        wakelog: where each step is written down.
        keeping: where they lie.
    """

    ground: Ground
    time: DeskTime
    book: AlarmBook
    plans: Plans
    wakelog: WakeLog
    keeping: WakeKeeping


class WakeWatching:
    """The watch.

    Args:
        parts: what it stands on.
        session: passes on what the PBX tells.
        clock: both clocks.
        call: calls somebody from one's own phone.
    """

    def __init__(
        self,
        parts: WakeParts,
        session: Session,
        clock: Clock,
        call: Callable[[Number], Awaitable[object]],
    ) -> None:
        self._ground = parts.ground
        self._time = parts.time
        self._book = parts.book
        self._plans = parts.plans
        self._log = parts.wakelog
        self._keeping = parts.keeping
        self._steps = WakeSteps(parts.wakelog)
        self._session = session
        self._clock = clock
        self._call = call
        self._ears = HouseEars()
        self._gaps = Gaps()
        self._wakes: dict[str, Wake] = {}
        self._open: set[str] = set()
        self._due: dict[str, Wake] = {}
        self._before: tuple[Known, ...] = ()
        self._lost: dict[str, Wake] = {}
        self._passed = PassedOver(parts.time)
        self._ready = False
        self._past_known = False
        self._began_at: datetime | None = None
        self._away: Gap | None = None
        self._deaf = False
        self._reread = True
        self._next_s = 0.0
        self._marked_at: datetime | None = None
        self._tidied_at: datetime | None = None
        self._awaited_s: float | None = None
        self._fault = self._failed = False
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stops: list[Callable[[], None]] = []
        self._observers: Observers[None] = Observers()

    # -- coming and going ------------------------------------------------------------------------

    def start(self) -> None:
        """Somebody signed in: watch."""
        self._stops = [
            self._session.subscribe_events(self._on_event),
            self._session.subscribe(self._on_status),
            self._book.subscribe(self._on_book),
            self._time.subscribe(self._on_book),
            self._plans.subscribe(self.look_now),
        ]
        self._look_at_link()
        self._task = asyncio.get_running_loop().create_task(self._run(), name="wake-up calls")

    async def stop(self) -> None:
        """Somebody signed out, or quits: nobody watches from now on."""
        for end in self._stops:
            end()
        self._stops = []
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        known = self._ready and self._past_known
        if known and self._ground.night() and not self._gaps.open:
            await self._keeping.mark(self._clock().at, self._time.now())
        self._ready = self._past_known = False
        self._ears = HouseEars()
        self._gaps = Gaps()
        self._passed = PassedOver(self._time)
        self._wakes, self._due, self._lost = {}, {}, {}
        self._before = ()
        self._open.clear()
        self._marked_at = self._tidied_at = self._away = self._awaited_s = None
        self._failed = False
        self._observers.tell(None)

    def look_now(self) -> None:
        """Something changed: the setting, a plan, the computer that woke up."""
        self._news.set()

    # -- hearing ---------------------------------------------------------------------------------

    def _on_event(self, told: tuple[PbxEvent, Moment]) -> None:
        event, moment = told
        self._gaps.heard(moment.at)
        if self._ears.take(event, moment.at):
            self._news.set()

    def _on_status(self, _: ConnectionStatus) -> None:
        self._look_at_link()
        self._news.set()

    def _look_at_link(self) -> None:
        up = self._ground.online()
        if self._gaps.link(self._clock().at, up=up):
            self._deaf = self._deaf or not up
            self._observers.tell(None)

    def _on_book(self) -> None:
        self._reread = True
        self._forecast()
        self._news.set()

    def _set_now(self) -> Iterable[tuple[ExtensionId, Sequence[Alarm]]]:
        """What the PBX has to ring; until it was read, what it had as this program ended.

        Of the latter only what has not rung since then: the rest is `missed`'s to tell.
        """
        if self._book.read_at is not None:
            return self._book.alarms.items()
        now = self._time.now()
        return [
            (each.ext_id, (each.alarm,))
            for each in self._before
            if not each.alarm.once or next_wall(each.alarm, each.seen) > now
        ]

    def _forecast(self) -> None:
        """When each alarm rings next; whatever vanished with the connection is not forgotten."""
        due: dict[str, Wake] = {}
        ids: set[str] = set()
        for ext_id, alarms in self._set_now():
            room = self._ground.room(ext_id)
            for alarm in alarms:
                ids.add(alarm.alarm_id)
                wall = self._book.next_of(alarm)
                if wall is not None:
                    name = wake_id(room, wall, alarm)
                    at = self._book.instant_of(alarm, wall)
                    due[name] = Wake(name, room, ext_id, wall, at, alarm)
        if self._deaf:
            self._lost |= {
                name: wake
                for name, wake in self._due.items()
                if wake.alarm.alarm_id not in ids
                and not self._book.cancelled_here(wake.alarm.alarm_id)
            }
            read_at, heard = self._book.read_at, self._gaps.closed_at
            self._deaf = heard is None or read_at is None or read_at <= heard
        self._passed.back(due.keys())
        if self._ready:
            gone = self._due.keys() - due.keys() - self._wakes.keys() - self._lost.keys()
            self._passed.gone((self._due[n] for n in gone), ids, self._book.cancelled_here)
        self._due = due
        watched = {wake.room for wake in due.values()} | {self._wakes[n].room for n in self._open}
        self._ears.keep(watched | self._passed.rooms)
        self._observers.tell(None)

    # -- watching --------------------------------------------------------------------------------

    async def _run(self) -> None:
        pruned = False
        while True:
            self._news.clear()
            self._fault = False
            await self._safely(self._step())
            if self._fault != self._failed:
                self._failed = self._fault
                self._observers.tell(None)
            if not pruned:
                pruned = True
                await self._safely(self._log.prune())
            with suppress(TimeoutError):
                async with asyncio.timeout(self._wait_s()):
                    await self._news.wait()

    async def _safely(self, doing: Awaitable[None]) -> None:
        """Do it; where it fails, whatever it is, the rest is done all the same, and it is said."""
        try:
            await doing
        except Exception:
            # To watch no more would be worse.
            log.exception("watching over wake-up calls failed")
            self._fault = True

    def _await_begin(self) -> None:
        """It has to begin soon; where it does not, that is said."""
        if self._awaited_s is None:
            self._awaited_s = self._clock().mono_s
            asyncio.get_running_loop().call_later(BEGINS_S, self._observers.tell, None)

    def _nameless(self, wake: Wake) -> bool:
        """Whether the directory has not told yet which room that is: nobody would hear it ring."""
        return self._ground.number(wake.ext_id) is None

    def _wait_s(self) -> float:
        soon = self._clock().at + NEAR
        if self._open or any(w.at <= soon and self._nameless(w) for w in self._due.values()):
            wait_s = TICK_S
        else:
            now = self._clock().at
            ahead = (wake.at - EARLY - now for wake in self._due.values())
            coming = [left.total_seconds() for left in ahead if left > timedelta(0)]
            wait_s = max(0.05, min([IDLE_S, *coming]))
        self._next_s = wait_s
        return wait_s

    async def _step(self) -> None:
        """Do all that is to be done now."""
        now = self._clock().at
        slept = self._gaps.look(now, self._next_s)
        if not self._ground.night():
            self._ready = self._past_known = False
            self._awaited_s = None
            self._tidy(now)
            return
        self._await_begin()
        if not self._time.settled:
            self._time.look_now()
            return
        if not self._past_known:
            await self._safely(self._begin(now))
        await self._safely(self._keep(now))
        if slept is not None:
            known = all_known(self._book.alarms, self._book, self._ground)
            await self._safely(self._take_up_missed(known, slept, now))
        self._ask_time(now)
        if any(wake.room != self._ground.room(wake.ext_id) for wake in self._due.values()):
            self._forecast()  # the directory told meanwhile which rooms they are
        await self._take_up(now)
        for name in list(self._open):
            await self._safely(self._look_at(self._wakes[name], now))

    async def _keep(self, now: datetime) -> None:
        """Keep what the PBX has to ring, and that one watches still."""
        self._tidy(now)
        if not self._past_known:
            return
        if self._reread:
            self._reread = False
            await self._keeping.keep_known(self._book)
        often = MARK_OFTEN if self._open else MARK_EVERY
        if self._marked_at is None or abs(now - self._marked_at) >= often:
            self._marked_at = now
            if self._ground.online():
                await self._keeping.mark(now, self._time.wall(now))

    def _ask_time(self, now: datetime) -> None:
        """Have the PBX's clock read where one rings soon and it was not read lately.

        Either clock may have been put elsewhere: then it rings when nobody expects it.
        """
        if not self._ground.online():
            return
        read_at = self._time.read_at
        # This computer's own clock may have been put back.
        old = timedelta.max if read_at is None else abs(now - read_at)
        left = [wake.at - EARLY - now for wake in self._due.values()]
        soon = min((each for each in left if each > timedelta(0)), default=timedelta.max)
        near = soon <= NEAR and old > NEAR
        if near or (soon <= CLOSE and old > CLOSE_EVERY) or self._passed.doubtful:
            self._time.look_now()

    async def _take_up(self, now: datetime) -> None:
        """See to what is due now, and to what will not ring."""
        for wake in list(self._due.values()):
            before = self._wakes.get(wake.wake_id)
            found_again = before is not None and before.reason is WakeReason.LOST
            first = wake.at if self._nameless(wake) else wake.at - EARLY
            if found_again or (before is None and first <= now):
                await self._safely(self._watch(wake))
        for wake in self._passed.take():
            await self._safely(self._watch(wake))
        lost, self._lost = self._lost, {}
        for wake in lost.values():
            if wake.wake_id not in self._wakes and wake.at > now:
                gone = replace(wake, outcome=WakeOutcome.NOT_SET, reason=WakeReason.LOST, since=now)
                await self._safely(self._call_for_help(gone))
        for plan in self._plans.all:
            await self._safely(self._see_to_plan(plan, now))
        for wake in [each for each in self._wakes.values() if each.red and is_plan(each)]:
            if self._plans.cancelled_here(wake.wake_id):
                await self._safely(self._put(replace(wake, outcome=WakeOutcome.CANCELLED)))

    async def _watch(self, wake: Wake) -> None:
        """Watch over one from now on."""
        self._open.add(wake.wake_id)
        await self._put(wake)

    async def _see_to_plan(self, plan: Plan, now: datetime) -> None:
        """What was planned and is not set is somebody's to see to."""
        wake = self._wakes.get(plan.wake_id)
        missed_it = plan.state is PlanState.MISSED
        if missed_it or (plan.state is PlanState.WAITING and plan.late):
            if wake is None:
                await self._call_for_help(planned(plan, self._time.instant(plan.wall), now))
        elif wake is not None and wake.outcome is WakeOutcome.NOT_SET:
            await self._put(replace(wake, outcome=WakeOutcome.CANCELLED))

    async def _call_for_help(self, wake: Wake) -> None:
        await self._steps.say(
            LogKind.ESCALATED, wake, {"outcome": wake.outcome.value, "why": wake.reason.value}
        )
        await self._put(wake)

    def _tidy(self, now: datetime) -> None:
        """Forget what is over, from time to time; whatever desk this is, its rooms are heard."""
        if self._tidied_at is not None and abs(now - self._tidied_at) < MARK_EVERY:
            return
        self._tidied_at = now
        self._ears.forget(now - CALL_MAX)
        self._gaps.forget(now - BACK)
        # Who saw to what was planned is not to be called for it once more.
        kept = self._open | {plan.wake_id for plan in self._plans.all}
        self._wakes = {
            name: wake
            for name, wake in self._wakes.items()
            if wake.red or name in kept or wake.at > now - (KEPT if is_plan(wake) else BACK)
        }

    async def _look_at(self, wake: Wake, now: datetime) -> None:
        """How one wake-up call stands; what that changes is written down."""
        verdict = infer(
            wake.alarm,
            wake.at,
            self._ears.of(wake.room),
            self._gaps.all,
            now,
            removed=not self._still(wake),
        )
        outcome, reason = verdict.outcome, verdict.reason
        if outcome is WakeOutcome.UNKNOWN and reason is WakeReason.NOT_RUNNING:
            outcome = WakeOutcome.UNVOUCHED
        since = wake.since
        if outcome in RED and since is None:
            since = now
        new = replace(
            wake,
            outcome=outcome,
            reason=reason,
            tries=verdict.tries,
            again_at=verdict.again_at,
            since=since,
        )
        if self._is_over(wake, now):
            self._open.discard(wake.wake_id)
        if new != wake:
            await self._steps.say_changes(wake, new)
            await self._put(new)

    def _still(self, wake: Wake) -> bool:
        """Whether the PBX has an alarm still, as far as is known."""
        if self._book.read_at is None or self._book.read_at < wake.at:
            return True
        return any(
            (each.alarm_id, each.at) == (wake.alarm.alarm_id, wake.alarm.at)
            for each in self._book.of(wake.ext_id)
        )

    # -- beginning -------------------------------------------------------------------------------

    async def _begin(self, now: datetime) -> None:
        """Watch from now on, and take up what is kept.

        Where that cannot be read what is due now is watched all the same; nothing is written over
        what is kept, which is tried again, until it is known what went wrong before.
        """
        if not self._ready:
            self._began_at = now
        kept = await self._keeping.load(now - KEPT)
        if kept is not None:
            await self._take_up_past(kept, self._began_at or now, now)
            self._past_known = True
        self._ready = True
        self._forecast()

    async def _take_up_past(self, kept: Kept, began: datetime, now: datetime) -> None:
        """Take up what is kept: nobody watched from the last time until this program began to."""
        self._book.recall(kept.known)
        self._before = tuple(kept.known)
        mine, self._wakes = self._wakes, merged(kept.wakes, self._wakes)
        self._open -= {wake.wake_id for wake in kept.wakes}
        watched = kept.watched
        if watched is not None and kept.wall is not None:
            # Somebody may have put the PBX's clock forward meanwhile.
            watched = min(watched, self._time.instant(kept.wall))
        for wake in self._wakes.values():
            if wake.outcome is WakeOutcome.CANCELLED or is_plan(wake):
                continue
            # Even of one that was answered the record may come yet: the voicemail took it.
            unsettled = wake.outcome in (WakeOutcome.WAITING, WakeOutcome.RINGING)
            if unsettled or not self._is_over(wake, now):
                self._open.add(wake.wake_id)
                self._ears.recall(wake)
        for name in mine:
            await self._keeping.keep(self._wakes[name])
        if watched is not None and watched < began:
            gap = self._gaps.nobody(watched, began)
            once = [each for each in kept.known if each.alarm.once]
            await self._take_up_missed(once, watched, began)
            await self._take_up_missed(kept.known, max(watched, began - BACK), began)
            if began - watched > MARK_EVERY + SLEPT:
                self._away = gap
                until = f"{self._time.wall(began):%Y-%m-%d %H:%M}"
                since = f"{self._time.wall(watched):%Y-%m-%d %H:%M}"
                params = {"since": since, "until": until}
                await self._log.say(LogKind.NOT_WATCHED, None, "", params, by=LogBy.PBX)

    async def _take_up_missed(self, known: Sequence[Known], since: datetime, now: datetime) -> None:
        """See to what was to ring while nobody watched."""
        for wake in missed(known, since, now, self._time):
            if wake.wake_id not in self._wakes:
                await self._watch(wake)

    @staticmethod
    def _is_over(wake: Wake, now: datetime) -> bool:
        return now > ends_at(wake.alarm, wake.at)

    # -- keeping ---------------------------------------------------------------------------------

    async def _put(self, wake: Wake) -> None:
        known = self._wakes.get(wake.wake_id)
        if known is not None and known.acknowledged is not None:
            # Somebody saw to it while the log was written.
            wake = replace(wake, acknowledged=known.acknowledged)
        self._show(wake)
        if self._keeping.unread is None:
            await self._keeping.keep(wake)

    def _show(self, wake: Wake) -> None:
        self._wakes[wake.wake_id] = wake
        self._observers.tell(None)
