"""How a wake-up call went, inferred from the events around its time. Pure.

**Everything here is inferred.** The handbook says neither what the events of an alarm's ring look
like, nor whether there are any; 30011, 30008 and 30012 come only for extensions whose state is
monitored (P handbook, l. 990-1011). The one table; *ring* is a call in which nobody but the room
takes part, and whose leg there rings, from `EARLY` before the time to `LATE` after it:

| what was told of the room | is taken for |
| --- | --- |
| the ring is transferred or forwarded (30013, 30014), whatever came before | not answered |
| its record (30012) says VOICEMAIL, whatever came before | not answered |
| its record says NO ANSWER, BUSY, FAILED, ABANDONED, whatever came before | not answered |
| the room's leg is connected after it rang | answered |
| its record says ANSWERED, and no leg was seen connected | answered |
| it failed (30015): busy after it rang is refused | not answered |
| nothing could be heard while it rang, and nothing of the above settles it | unknown |
| it ended, or the phone is idle again (30008), `SETTLE` ago | not answered |
| it rings for `RING_MAX` | not answered |
| a call of the room alone failed without having rung: busy; whatever else | busy; not answered |
| a record alone, of a call to the room that nobody is named to have made | as above |
| no ring, and nothing could be heard for some of the time | unknown |
| no ring, and the room was in another call, or its phone busy before | busy |
| no ring, and its phone rang or was lifted all the same | unknown |
| nothing at all | unknown |
| another ring, when one is expected after the last | the next try: the last one counts |
| several rings where one is expected: the first was not answered | as that one |
| several rings where one is expected: the first was answered, another was not | unknown |
| no other ring after one that was answered | answered |

What is never taken for the alarm's:

| what was told of the room | since |
| --- | --- |
| anybody else takes part, then or later, or somebody who could not be read | a guest's, a desk's |
| it did not ring | the handset was lifted, or a code dialled |
| it rings later than `LATE` | a PBX that started again may ring for anything |

So whoever cannot be told apart never counts as an answer: what is left is unknown, and somebody is
called for. Two wake-up calls of one room at one time share their rings: the guest is awake for
both. Something else that has the PBX ring the room, alone, at that very minute cannot be told from
the alarm; so whoever is rung more than once where one ring is expected has to answer each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import FailReason
from ctiapp.model.directory import LineState
from ctiapp.model.records import Outcome
from ctiapp.model.roomear import CALL_MAX
from ctiapp.model.wakes import WakeOutcome, WakeReason, WakeTry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.roomear import RoomCall, RoomEar

EARLY = timedelta(seconds=30)
"""So much before its time a ring may begin: clocks differ."""
LATE = timedelta(seconds=90)
"""So much after its time it may begin: a PBX rings many rooms one after the other."""
RING_MAX = timedelta(seconds=120)
"""A ring that is not answered within this is taken to be over."""
SETTLE = timedelta(seconds=3)
"""So long an end without an answer is waited on: the events of one moment cross."""
RECORD_WAIT = timedelta(minutes=5)
"""So long after the last ring could be over its record is still waited for."""

_FAILED = {
    FailReason.BUSY: (WakeOutcome.BUSY, WakeReason.NONE),
    FailReason.DO_NOT_DISTURB: (WakeOutcome.NOT_ANSWERED, WakeReason.DO_NOT_DISTURB),
    FailReason.NO_ANSWER: (WakeOutcome.NOT_ANSWERED, WakeReason.NONE),
    FailReason.DECLINED: (WakeOutcome.BUSY, WakeReason.NONE),
}
_RECORDED = {
    Outcome.VOICEMAIL: (WakeOutcome.NOT_ANSWERED, WakeReason.VOICEMAIL),
    Outcome.NO_ANSWER: (WakeOutcome.NOT_ANSWERED, WakeReason.NONE),
    Outcome.ABANDONED: (WakeOutcome.NOT_ANSWERED, WakeReason.NONE),
    Outcome.FAILED: (WakeOutcome.NOT_ANSWERED, WakeReason.FAILED),
    Outcome.BUSY: (WakeOutcome.NOT_ANSWERED, WakeReason.REFUSED),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A time during which nothing could be heard.

    Attributes:
        since: from when on.
        until: until when; None: still.
        reason: why: LINK or NOT_RUNNING.
    """

    since: datetime
    until: datetime | None
    reason: WakeReason

    def meets(self, first: datetime, last: datetime) -> bool:
        """Whether it took away some of that time."""
        return self.since < last and (self.until is None or self.until > first)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a wake-up call stands.

    Attributes:
        outcome: how it went, or goes.
        reason: why.
        tries: those of which something is known.
        again_at: when it will ring again; None: it will not, or not that anybody knows.
    """

    outcome: WakeOutcome
    reason: WakeReason = WakeReason.NONE
    tries: tuple[WakeTry, ...] = ()
    again_at: datetime | None = None


def ends_at(alarm: Alarm, due: datetime) -> datetime:
    """When nothing more can be told of a wake-up call."""
    rings = alarm.snoozes + 1
    return due + timedelta(minutes=alarm.lasts_min) + rings * RING_MAX + LATE + RECORD_WAIT


def infer(
    alarm: Alarm,
    due: datetime,
    ear: RoomEar,
    gaps: Sequence[Gap],
    now: datetime,
    *,
    removed: bool = False,
) -> Verdict:
    """How a wake-up call went, by all that is known now; the table above.

    Args:
        alarm: as it was set.
        due: when it was to ring, aware UTC.
        ear: what was told of the room.
        gaps: when nothing could be heard.
        now: aware UTC.
        removed: whether the PBX does not have it any more: it will not ring again.
    """
    return _Judge(alarm, due, ear, gaps, now, removed=removed).verdict()


class _Judge:
    """Goes through the tries of one wake-up call."""

    def __init__(
        self,
        alarm: Alarm,
        due: datetime,
        ear: RoomEar,
        gaps: Sequence[Gap],
        now: datetime,
        *,
        removed: bool,
    ) -> None:
        self._alarm = alarm
        self._due = due
        self._ear = ear
        self._gaps = gaps
        self._now = now
        self._removed = removed
        self._end = ends_at(alarm, due)
        self._used: set[int] = set()

    def verdict(self) -> Verdict:
        """All tries, and what they come to."""
        tries: list[WakeTry] = []
        expected, first, last = self._due, self._due - EARLY, self._due + LATE
        for number in range(1, self._alarm.snoozes + 2):
            rings = self._rings(first, last)
            if rings:
                one = self._rung(number, rings)
            elif tries and tries[-1].outcome is WakeOutcome.ANSWERED:
                break  # and it did not ring again
            else:
                one = self._silent(number, expected, first, last)
            if one.outcome is WakeOutcome.WAITING:
                return self._waiting(tries, one)
            tries.append(one)
            if one.outcome is WakeOutcome.RINGING:
                break
            snooze = timedelta(minutes=self._alarm.snooze_min)
            over = max((_over(call) for call in rings), default=one.at + RING_MAX)
            expected = one.at + snooze
            first = max(one.at + timedelta(seconds=1), expected - EARLY)
            last = min(max(over, one.at) + snooze + LATE, self._end)
        outcome, reason = tries[-1].outcome, tries[-1].reason
        return Verdict(outcome, reason, tuple(tries))

    def _waiting(self, tries: list[WakeTry], coming: WakeTry) -> Verdict:
        """The next try has not come yet."""
        if not tries:
            return Verdict(WakeOutcome.WAITING)
        last = tries[-1]
        if self._removed:
            return Verdict(last.outcome, last.reason, tuple(tries))
        snoozed = last.outcome is WakeOutcome.NOT_ANSWERED
        outcome = WakeOutcome.SNOOZED if snoozed else last.outcome
        return Verdict(outcome, last.reason, tuple(tries), coming.at)

    def _rings(self, first: datetime, last: datetime) -> list[RoomCall]:
        """All that the alarm may have made within that time, the earliest first; that one is taken.

        The room was alone in each; it rang, or was not reached. The others are still there for the
        next try, where it may come so soon.
        """
        found: list[tuple[datetime, int, RoomCall]] = []
        for index, call in enumerate(self._ear.calls):
            tried = call.rang_at is not None or call.failed is not None
            if not tried or call.shared or index in self._used or call.first_at > self._now:
                continue
            if first <= _tried_at(call) <= last:
                found.append((_tried_at(call), index, call))
        found.sort(key=lambda each: each[:2])
        if found:
            self._used.add(found[0][1])
        return [call for _, _, call in found]

    def _rung(self, number: int, rings: Sequence[RoomCall]) -> WakeTry:
        """What became of a ring: answered only if each that may have been it was."""
        call = rings[0]
        outcome, reason, at = self._became(call)
        if outcome is WakeOutcome.ANSWERED:
            others = {self._became(other)[0] for other in rings[1:]} - {WakeOutcome.ANSWERED}
            if others == {WakeOutcome.RINGING}:
                outcome, at = WakeOutcome.RINGING, None
            elif others:
                outcome, reason = WakeOutcome.UNKNOWN, WakeReason.DOUBT
        return WakeTry(number, _tried_at(call), outcome, reason, at, call.call_id)

    def _became(self, call: RoomCall) -> tuple[WakeOutcome, WakeReason, datetime | None]:
        """What became of one ring by itself."""
        if call.rang_at is None and call.failed is not None:
            return *_failure(call.failed), call.over_at
        return _told(call) or self._heard(call)

    def _heard(self, call: RoomCall) -> tuple[WakeOutcome, WakeReason, datetime | None]:
        """What became of a ring of which it was not told whether it was answered."""
        heard = call.heard_at or call.first_at
        limit = min(heard + RING_MAX, self._end)
        over = call.over_at
        gap = self._gap(heard, min(self._now, limit) if over is None else over)
        if gap is not None:
            return WakeOutcome.UNKNOWN, gap.reason, None
        if over is not None and self._now >= over + SETTLE:
            return WakeOutcome.NOT_ANSWERED, WakeReason.NONE, over
        if self._now >= limit:
            return WakeOutcome.NOT_ANSWERED, WakeReason.NONE, limit
        return WakeOutcome.RINGING, WakeReason.NONE, None

    def _silent(self, number: int, expected: datetime, first: datetime, last: datetime) -> WakeTry:
        """What it means that no ring was told of."""

        def so(outcome: WakeOutcome, reason: WakeReason = WakeReason.NONE) -> WakeTry:
            at = None if outcome is WakeOutcome.WAITING else last
            return WakeTry(number, expected, outcome, reason, at)

        if self._now < last:
            return so(WakeOutcome.WAITING)
        gap = self._gap(first, last)
        if gap is not None:
            return so(WakeOutcome.UNKNOWN, gap.reason)
        if self._busy(first, last):
            return so(WakeOutcome.BUSY)
        strange = any(
            call.rang_at is not None and first <= call.rang_at <= last for call in self._ear.calls
        )
        if strange or self._ear.line_moved(first, last):
            return so(WakeOutcome.UNKNOWN, WakeReason.DOUBT)
        return so(WakeOutcome.UNKNOWN, WakeReason.NO_EVENTS)

    def _busy(self, first: datetime, last: datetime) -> bool:
        """Whether the room was in another call, or off the hook, when it should have rung."""
        if self._ear.line_at(first) is LineState.BUSY:
            return True
        for index, call in enumerate(self._ear.calls):
            since = call.talked_from
            if since is None or index in self._used:
                continue
            until = call.over_at or call.first_at + CALL_MAX
            if since <= last and until >= first:
                return True
        return False

    def _gap(self, first: datetime, last: datetime) -> Gap | None:
        return next((gap for gap in self._gaps if gap.meets(first, last)), None)


def _tried_at(call: RoomCall) -> datetime:
    """When it began to ring, or failed at once."""
    return call.rang_at or call.first_at


def _over(call: RoomCall) -> datetime:
    """Until when the PBX may have taken it to ring."""
    over = None if call.rang_at is None else call.over_at
    return over or _tried_at(call) + RING_MAX


def _told(call: RoomCall) -> tuple[WakeOutcome, WakeReason, datetime | None] | None:
    """What was told of a ring's end; None: nothing that settles it."""
    if call.moved_at is not None:
        return WakeOutcome.NOT_ANSWERED, WakeReason.FORWARDED, call.moved_at
    if call.record in _RECORDED:
        outcome, reason = _RECORDED[call.record]
        if call.failed is FailReason.DO_NOT_DISTURB:
            reason = WakeReason.DO_NOT_DISTURB
        return outcome, reason, call.over_at
    if call.answered_at is not None:
        return WakeOutcome.ANSWERED, WakeReason.NONE, call.answered_at
    if call.record is Outcome.ANSWERED:
        return WakeOutcome.ANSWERED, WakeReason.NONE, call.over_at
    if call.failed is None:
        return None
    outcome, reason = _failure(call.failed)
    if outcome is WakeOutcome.BUSY:
        return WakeOutcome.NOT_ANSWERED, WakeReason.REFUSED, call.over_at
    return outcome, reason, call.over_at


def _failure(failed: FailReason) -> tuple[WakeOutcome, WakeReason]:
    return _FAILED.get(failed, (WakeOutcome.NOT_ANSWERED, WakeReason.FAILED))
