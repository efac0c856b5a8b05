"""Whether a colleague has spoken to somebody who waits: the PBX knows, this desk's history may not.

A colleague who calls somebody back does so from an extension of their own: that call is in nobody's
list but theirs. So the PBX is asked for the calls of each person on the list, since they first
tried: `MOST` of them at most, one after the other at a polite pace, and again now and then while
they are still on it. What it tells is kept: the list is right at once after a restart.

A colleague is whoever works in one of one's own queues; where one has none, anybody of the house.
A PBX that refuses for want of the function or the right is not asked again in that session.
"""

from __future__ import annotations

import asyncio
import logging
import random
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError, NotPermitted, NotSupported, StorageError
from ctiapp.model.events import LinkState
from ctiapp.model.records import Outcome
from ctiapp.state.changes import LinkMoved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from ctiapp.model.followups import FollowUp
    from ctiapp.model.number import Number
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.followups import FollowUps
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.followups")

LATER_S = (8.0, 20.0)
"""How long after the link is up the first question is asked, between these two: not all at once."""
SPACING_S = 2.0
"""How long after one question the next may follow: each is two requests."""
AGAIN_S = 600.0
"""After how long somebody is asked about again."""
FRESH_S = 60.0
"""After how long at the earliest, when the user looks at the list."""
LOOK_S = 60.0
"""How often it is looked whether somebody is due, while anybody waits."""
MOST = 50
"""About so many people is asked, those who tried last."""


def last_talk(
    records: Iterable[CallRecord],
    number: Number,
    plan: NumberPlan,
    is_colleague: Callable[[Number], bool],
) -> datetime | None:
    """When somebody's last conversation with a colleague ended; None where there was none."""
    found: datetime | None = None
    for each in records:
        if each.outcome is not Outcome.ANSWERED or not each.talk_s:
            continue
        caller, callee = each.caller.number, each.callee.number
        if _same(plan, caller, number):
            with_ = callee
        elif _same(plan, callee, number):
            with_ = caller
        else:
            continue
        if with_.withheld or not is_colleague(with_):
            continue
        until = each.at + timedelta(seconds=each.ring_s + each.talk_s)
        if found is None or until > found:
            found = until
    return found


class FollowUpAsks:
    """Asks, while the link is up.

    Args:
        store: tells how the link stands.
        clock: both clocks.
        follow_ups: who waits; gets what is found.
        plan: how numbers are read, now.
        is_colleague: whether a number is of somebody who may have called back.
        pbx: whom to ask; None while signed out.
        rng: for the first wait.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        follow_ups: FollowUps,
        *,
        plan: Callable[[], NumberPlan],
        is_colleague: Callable[[Number], bool],
        pbx: Callable[[], Pbx | None],
        rng: random.Random | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._follow_ups = follow_ups
        self._plan = plan
        self._is_colleague = is_colleague
        self._pbx = pbx
        self._rng = rng or random.Random()  # noqa: S311 - jitter is no secret
        self._asked: dict[str, float] = {}
        self._refused_by: Pbx | None = None
        self._armed = False
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        store.subscribe(self._on_changes)
        follow_ups.subscribe(self._news.set)
        follow_ups.subscribe_looks(self.look_now)

    def look_now(self) -> None:
        """The user looks at the list: ask about those who were not asked about just now."""
        horizon = self._clock().mono_s - FRESH_S
        self._asked = {line: at for line, at in self._asked.items() if at > horizon}
        self._news.set()

    async def stop(self) -> None:
        """Ask no more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, LinkMoved):
                self._move(up=change.state is LinkState.UP)

    def _move(self, *, up: bool) -> None:
        if up and self._task is None:
            self._task = asyncio.create_task(self._run(), name="follow-up asks")
        elif not up and self._task is not None:
            self._task.cancel()
            self._task = None
            self._asked.clear()  # after a gap everybody may have been called back

    async def _run(self) -> None:
        await asyncio.sleep(self._rng.uniform(*LATER_S))
        while True:
            self._news.clear()
            pbx = self._pbx()
            if pbx is None or pbx is self._refused_by:
                await self._news.wait()
                continue
            due = self._due()
            if due is None:
                self._arm()
                await self._news.wait()
                continue
            await self._ask(pbx, *due)
            await asyncio.sleep(SPACING_S)

    def _due(self) -> tuple[FollowUp, str, Number] | None:
        """Of whom to ask next, by which of their numbers; None: nobody now."""
        long_ago = self._clock().mono_s - AGAIN_S
        plan = self._plan()
        wanted = {
            self._follow_ups.line(number): (row, number)
            for row in self._follow_ups.people[:MOST]
            for number in row.numbers
            if not plan.line(number).internal
        }
        # Whoever left the list is asked about at once when they try again.
        self._asked = {line: at for line, at in self._asked.items() if line in wanted}
        if not wanted:
            return None
        line = min(wanted, key=lambda each: self._asked.get(each, float("-inf")))
        if self._asked.get(line, float("-inf")) > long_ago:
            return None
        row, number = wanted[line]
        return row, line, number

    def _arm(self) -> None:
        """Look again in a while, as long as there is anybody to ask about."""
        if self._follow_ups.people and not self._armed:
            self._armed = True
            asyncio.get_running_loop().call_later(LOOK_S, self._fire)

    def _fire(self) -> None:
        self._armed = False
        self._news.set()

    async def _ask(self, pbx: Pbx, row: FollowUp, line: str, number: Number) -> None:
        self._asked.pop(line, None)
        self._asked[line] = self._clock().mono_s
        first = row.tries[-1].at
        try:
            records = await pbx.call_records(number, since=first)
        except (NotSupported, NotPermitted) as error:
            self._refused_by = pbx  # another session has another object
            log.info("whether colleagues called back is not told: %s", error)
            return
        except CtiError as error:
            log.info("whether a colleague called back could not be had: %s", error)
            return
        if pbx is not self._pbx():
            return
        until = last_talk(records, number, self._plan(), self._is_colleague)
        if until is None or until < first:
            return
        try:
            await self._follow_ups.keep_reached(line, until)
        except StorageError as error:
            log.info("that a colleague called back could not be kept: %s", error.detail)


def _same(plan: NumberPlan, one: Number, other: Number) -> bool:
    return one == other or plan.compare(one, other) is not None
