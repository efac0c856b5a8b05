"""Calls that came and went while the link was down: no picture shows them, but the PBX wrote them.

After a gap the history asks the PBX for what it wrote down (`ctiapp.services.historysync`): what it
finds there that came to one's own number, and came and ended within the gap, joins "while you were
away". Which of the PBX's lines are a call, and which of those was seen here, the history knows.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.call import Moment, Phase
from ctiapp.model.errors import StorageError
from ctiapp.model.events import LinkState
from ctiapp.model.history import SUCCESSES
from ctiapp.model.ids import CallId
from ctiapp.model.number import display
from ctiapp.services.away import AwayCall
from ctiapp.state.changes import CallChanged, LinkMoved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ctiapp.model.history import HistoryLeg, PastCall
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.away import Away
    from ctiapp.services.lookup import Identity
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.session")

SHORTEST_S = 5.0
"""In a shorter gap nobody called in vain."""
_SEEN = 100
"""So many calls are remembered, the newest."""


class Past(Protocol):
    """The history (`ctiapp.services.history.History`)."""

    @property
    def synced_at(self) -> datetime | None:
        """Until when what the PBX wrote down is known; None: not at all in this session."""

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change of it; the answer ends it."""

    async def settled(self) -> None:
        """Wait until what this desk has seen so far is in it."""

    async def since(self, at: datetime) -> Sequence[PastCall]:
        """The calls that began then or later, the newest first; raises `StorageError`."""

    async def legs(self, key: str) -> Sequence[HistoryLeg]:
        """The parts of a call; raises `StorageError`."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """When nobody here could see anything.

    Attributes:
        pbx: of which session.
        me: whose.
        lost: from when on.
        found: until when; None while it lasts.
    """

    pbx: Pbx
    me: Number
    lost: Moment
    found: Moment | None = None


class AwayRecords:
    """Looks for them once the history has learned of them.

    Args:
        store: what tells how the link stands, and which calls there are.
        clock: both clocks.
        away: gets what is found.
        identify: who has a number.
        same: whether two numbers are one line.
        pbx: whom one is signed in to; None while signed out.
        history: asks the PBX.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        away: Away,
        identify: Callable[[Number | None], Identity | None],
        same: Callable[[Number, Number], bool],
        pbx: Callable[[], Pbx | None],
        history: Past,
    ) -> None:
        self._store = store
        self._clock = clock
        self._away = away
        self._identify = identify
        self._same = same
        self._pbx = pbx
        self._history = history
        self._was_up = False
        self._gap: _Gap | None = None
        self._seen: OrderedDict[CallId, None] = OrderedDict()
        self._task: asyncio.Task[None] | None = None
        store.subscribe(self._on_changes)
        history.subscribe(self._on_history)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, LinkMoved):
                self._move(up=change.state is LinkState.UP)
            elif isinstance(change, CallChanged) and change.after is not None:
                self._seen[change.after.call_id] = None
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
            if gap is not None:
                self._gap = _Gap(gap.pbx, gap.me, gap.lost)
            elif pbx is not None and me is not None:
                self._gap = _Gap(pbx, me, now)
        elif gap is not None:
            short = now.mono_s - gap.lost.mono_s <= SHORTEST_S
            self._gap = None if short else _Gap(gap.pbx, gap.me, gap.lost, now)

    def _on_history(self) -> None:
        gap, synced = self._gap, self._history.synced_at
        if gap is None or gap.found is None or synced is None or self._task is not None:
            return
        if synced >= gap.found.at:
            self._task = asyncio.create_task(self._look(gap, gap.found), name="calls of the gap")

    async def _look(self, gap: _Gap, found: Moment) -> None:
        try:
            await self._history.settled()
            calls: list[AwayCall] = []
            for call in reversed(await self._history.since(gap.lost.at)):
                if call.call_id in self._seen or not call.incoming:
                    continue
                legs = await self._history.legs(call.key)
                mine = any(self._same(leg.callee.number, gap.me) for leg in legs)
                if mine and _over(legs) <= found.at:
                    calls.append(self._call(call, legs, found))
        except StorageError as error:
            log.info("the calls of a gap could not be read: %s", error.detail)
        else:
            if gap.me == self._store.me:
                self._away.add(calls)
        self._gap = self._task = None

    def _call(self, call: PastCall, legs: Sequence[HistoryLeg], found: Moment) -> AwayCall:
        number = call.number
        who = self._identify(number)
        taken = call.fate in SUCCESSES

        def moment(at: datetime) -> Moment:
            return Moment(found.mono_s - (found.at - at).total_seconds(), at)

        over = moment(_over(legs))
        return AwayCall(
            CallId(f"record-{legs[0].uid}"),
            call.name if who is None else who.label,
            number,
            "" if number is None else display(number),
            Phase.TALKING if taken else Phase.RINGING,
            moment(legs[0].at),
            not taken,
            over,
            over,
        )


def _over(legs: Sequence[HistoryLeg]) -> datetime:
    """When the last of these ended."""
    return max(each.at + timedelta(seconds=each.ring_s + each.talk_s) for each in legs)
