"""Calls that came and went while the link was down: no picture shows them, but the PBX wrote them.

After a gap that was longer than a moment the PBX is asked once for the calls of one's own number.
What came and ended within the gap, and was not seen here, joins "while you were away". It is asked
a little after the link is back, and not by all desks at once: what goes on now comes first. A PBX
that refuses for want of the function or the right is not asked again in that session.

The PBX's clock may be off ours: a call seen here that began at about the same time is the same one.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import Moment, Phase
from ctiapp.model.errors import CtiError, NotPermitted, NotSupported
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId
from ctiapp.model.number import display
from ctiapp.model.records import Outcome
from ctiapp.services.away import AwayCall
from ctiapp.state.changes import CallChanged, LinkMoved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.away import Away
    from ctiapp.services.lookup import Identity
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.session")

SHORTEST_S = 5.0
"""After a shorter gap nobody is asked."""
LATER_S = (5.0, 20.0)
"""How long after the link is back the PBX is asked, between these two."""
SAME = timedelta(seconds=90)
"""Two calls of one number that begin no farther apart are one."""
_BESIDE = timedelta(seconds=5)
"""Records of one caller that follow one another by no more than this are parts of one call."""
_SEEN = 100
"""So many calls are remembered, the newest."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """When nobody here could see anything.

    Attributes:
        pbx: of which session.
        me: whose.
        lost: from when on.
    """

    pbx: Pbx
    me: Number
    lost: Moment


class AwayRecords:
    """Asks for them.

    Args:
        store: what tells how the link stands, and which calls there are.
        clock: both clocks.
        away: gets what is found.
        identify: who has a number.
        same: whether two numbers are one line.
        pbx: whom to ask; None while signed out.
        rng: for the wait.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        away: Away,
        identify: Callable[[Number | None], Identity | None],
        same: Callable[[Number, Number], bool],
        pbx: Callable[[], Pbx | None],
        rng: random.Random | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._away = away
        self._identify = identify
        self._same = same
        self._pbx = pbx
        self._rng = rng or random.Random()  # noqa: S311 - jitter is no secret
        self._was_up = False
        self._gap: _Gap | None = None
        self._refused_by: Pbx | None = None
        self._seen: OrderedDict[CallId, tuple[Number | None, datetime]] = OrderedDict()
        self._task: asyncio.Task[None] | None = None
        store.subscribe(self._on_changes)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, LinkMoved):
                self._move(up=change.state is LinkState.UP)
            elif isinstance(change, CallChanged) and change.after is not None:
                call = change.after
                self._seen[call.call_id] = call.remote_number, call.first_seen.at
                while len(self._seen) > _SEEN:
                    self._seen.popitem(last=False)

    def _move(self, *, up: bool) -> None:
        was_up, self._was_up = self._was_up, up
        if up is was_up:
            return
        if self._task is not None:
            self._task.cancel()
            self._task = None
        pbx, me, now = self._pbx(), self._store.me, self._clock()
        gap = self._gap
        if gap is not None and (gap.pbx is not pbx or gap.me != me):
            gap = self._gap = None  # somebody signed in anew: that was no gap
        if not up:
            if gap is None and pbx is not None and me is not None:
                self._gap = _Gap(pbx, me, now)
        elif gap is not None:
            if now.mono_s - gap.lost.mono_s <= SHORTEST_S or gap.pbx is self._refused_by:
                self._gap = None
            else:
                self._task = asyncio.create_task(self._ask(gap, now), name="calls of the gap")

    async def _ask(self, gap: _Gap, found: Moment) -> None:
        try:
            await asyncio.sleep(self._rng.uniform(*LATER_S))
            records = await gap.pbx.call_records(gap.me, since=gap.lost.at)
        except (NotSupported, NotPermitted) as error:
            self._refused_by = gap.pbx  # another session has another object
            log.info("the calls of a gap are not told: %s", error)
        except CtiError as error:
            log.info("the calls of a gap could not be had: %s", error)
        else:
            if gap.me == self._store.me:
                self._away.add(self._calls(records, gap, found))
        self._gap = None

    def _calls(self, records: Iterable[CallRecord], gap: _Gap, found: Moment) -> list[AwayCall]:
        """What came to one's own number and was over within the gap, oldest first."""
        mine = [each for each in records if self._same(each.callee.number, gap.me)]
        return [
            self._call(parts, found)
            for parts in _joined(mine)
            if parts[0].at >= gap.lost.at
            and _over(parts) <= found.at
            and not self._was_seen(parts[0])
        ]

    def _was_seen(self, record: CallRecord) -> bool:
        caller = record.caller.number
        return any(
            abs(began - record.at) <= SAME
            and (
                caller.withheld if number is None or number.withheld else self._same(number, caller)
            )
            for number, began in self._seen.values()
        )

    def _call(self, parts: list[CallRecord], found: Moment) -> AwayCall:
        first = parts[0]
        number = None if first.caller.number.withheld else first.caller.number
        who = self._identify(number)
        taken = any(each.outcome is Outcome.ANSWERED for each in parts)

        def moment(at: datetime) -> Moment:
            return Moment(found.mono_s - (found.at - at).total_seconds(), at)

        over = moment(_over(parts))
        return AwayCall(
            CallId(f"record-{first.uid}"),
            first.caller.name if who is None else who.label,
            number,
            "" if number is None else display(number),
            Phase.TALKING if taken else Phase.RINGING,
            moment(first.at),
            not taken,
            over,
            over,
        )


def _over(parts: list[CallRecord]) -> datetime:
    """When the last of these ended."""
    return max(each.at + timedelta(seconds=each.ring_s + each.talk_s) for each in parts)


def _joined(records: Iterable[CallRecord]) -> list[list[CallRecord]]:
    """Records put together to calls, oldest first: one that rang again has several."""
    calls: list[list[CallRecord]] = []
    for record in sorted(records, key=lambda each: each.at):
        last = calls[-1] if calls else []
        if last and last[0].caller == record.caller and record.at <= _over(last) + _BESIDE:
            last.append(record)
        else:
            calls.append([record])
    return calls
