"""What is told of the calls of one room, gathered from the events of the house. Pure.

What it means for a wake-up call is `ctiapp.model.wakewatch`'s matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import Direction, FailReason, LegKind, LegState
from ctiapp.model.directory import LineState
from ctiapp.model.events import (
    CallFailed,
    CallGone,
    CallRecorded,
    CallReported,
    CallTransferred,
    InboundOffered,
    LineChanged,
    Reported,
)
from ctiapp.model.records import Outcome
from ctiapp.model.wakes import WakeOutcome, WakeReason

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from ctiapp.model.call import CallReport
    from ctiapp.model.events import Event
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.model.number import Number
    from ctiapp.model.records import EndedCall
    from ctiapp.model.wakes import WakeTry

CALL_MAX = timedelta(hours=6)
"""A call of which no end was told is not taken to go on for longer."""

_LIVING = frozenset(
    {LegState.INITIATED, LegState.ALERTING, LegState.CONNECTED, LegState.HELD, LegState.QUEUED}
)
_TALKING = frozenset({LegState.CONNECTED, LegState.HELD})


_RECALLED = {
    WakeOutcome.NOT_ANSWERED: FailReason.NO_ANSWER,
    WakeOutcome.BUSY: FailReason.BUSY,
}
"""What stands for a try of which the outcome is known from before."""


@dataclass(frozen=True, slots=True)
class RoomCall:
    """What was told of one call to one room, or of one ring of it.

    Attributes:
        call_id: the call.
        first_at: when it was first told of; aware UTC, as all times here are.
        rang_at: when the room's phone began to ring; None: it did not.
        heard_at: when it was last told that it rings.
        answered_at: when it was taken after it had rung; None: it was not.
        joined_at: when the room was in it without having rung; None: it was not.
        ended_at: when the room was told to be out of it; None: it was not.
        idle_at: when the room's phone was told to be idle, and nothing of the call since.
        shared: whether anybody else took part, or may have.
        moved_at: when it was transferred or forwarded; None: it was not.
        failed: why it could not be put through; None: it could.
        record: what its record says of its end; None: none came.
        legs: the room's legs that are over.
    """

    call_id: CallId
    first_at: datetime
    rang_at: datetime | None = None
    heard_at: datetime | None = None
    answered_at: datetime | None = None
    joined_at: datetime | None = None
    ended_at: datetime | None = None
    idle_at: datetime | None = None
    shared: bool = False
    moved_at: datetime | None = None
    failed: FailReason | None = None
    record: Outcome | None = None
    legs: frozenset[LegId] = frozenset()

    @property
    def over_at(self) -> datetime | None:
        """When it was over, as far as was told."""
        return self.ended_at or self.idle_at

    @property
    def talked_from(self) -> datetime | None:
        """Since when the room was in it."""
        return self.answered_at or self.joined_at


class RoomEar:
    """All that was told of one room lately.

    Args:
        room: its number.
    """

    def __init__(self, room: Number) -> None:
        self._room = room
        self._calls: list[RoomCall] = []
        self._line: list[tuple[datetime, LineState]] = []

    @property
    def calls(self) -> tuple[RoomCall, ...]:
        """Its calls, in the order in which they were told of."""
        return tuple(self._calls)

    def line_at(self, at: datetime) -> LineState:
        """How its phone stood at that moment."""
        known = [state for when, state in self._line if when <= at]
        return known[-1] if known else LineState.UNKNOWN

    def line_moved(self, first: datetime, last: datetime) -> bool:
        """Whether its phone rang or was lifted between two moments."""
        lifted = (LineState.RINGING, LineState.BUSY)
        return any(first <= when <= last and state in lifted for when, state in self._line)

    def forget(self, before: datetime) -> None:
        """Forget what is over since then."""
        self._calls = [
            call for call in self._calls if (call.over_at or call.first_at + CALL_MAX) >= before
        ]
        old = [entry for entry in self._line if entry[0] < before]
        self._line = old[-1:] + [entry for entry in self._line if entry[0] >= before]

    def recall(self, tries: Collection[WakeTry]) -> None:
        """Take in again what was known of these rings before this program started."""
        for one in tries:
            if one.call_id is None or self._index(one.call_id) is not None:
                continue
            record = Outcome.VOICEMAIL if one.reason is WakeReason.VOICEMAIL else None
            moved = one.settled_at if one.reason is WakeReason.FORWARDED else None
            answered = one.settled_at if one.outcome is WakeOutcome.ANSWERED else None
            failed = _RECALLED.get(one.outcome)
            self._calls.append(
                RoomCall(
                    one.call_id,
                    one.at,
                    rang_at=None if one.outcome is WakeOutcome.BUSY else one.at,
                    heard_at=one.at,
                    answered_at=answered,
                    ended_at=one.settled_at,
                    moved_at=moved,
                    failed=failed,
                    record=record,
                )
            )

    # -- hearing ---------------------------------------------------------------------------------

    def take(self, event: Event, at: datetime) -> bool:
        """Take an event in; whether it said anything of this room."""
        match event:
            case LineChanged(number, state):
                return number == self._room and self._on_line(state, at)
            case CallRecorded(call_id, _, ended):
                return self._on_record(call_id, ended, at)
            case CallGone(call_id):
                return self._change(call_id, ended_at=at)
            case CallReported(report) | InboundOffered(report):
                return self._on_report(report, at)
            case CallTransferred(report):
                return self._on_report(report, at, moved=True)
            case CallFailed(report, reason):
                return self._on_report(report, at, failed=reason)
            case Reported(report=report) if report is not None:
                return self._on_report(report, at)
        return False

    def _on_line(self, state: LineState, at: datetime) -> bool:
        self._line.append((at, state))
        if state is LineState.IDLE:
            self._calls = [
                call if call.over_at is not None else replace(call, idle_at=at)
                for call in self._calls
            ]
        return True

    def _on_report(
        self,
        report: CallReport,
        at: datetime,
        *,
        moved: bool = False,
        failed: FailReason | None = None,
    ) -> bool:
        own = [
            leg for leg in report.legs if leg.kind is LegKind.EXTENSION and leg.number == self._room
        ]
        index = self._index(report.call_id)
        if not own and index is None:
            return False
        call = RoomCall(report.call_id, at) if index is None else self._calls[index]
        news = [leg for leg in own if leg.leg_id not in call.legs]
        if call.ended_at is not None and any(leg.state in _LIVING for leg in news):
            # The same call rings the room once more.
            index, call = None, RoomCall(report.call_id, at, legs=call.legs)
        call = replace(
            call,
            shared=call.shared or report.partial or len(own) < len(report.legs),
            moved_at=at if moved and call.moved_at is None else call.moved_at,
            failed=call.failed or failed,
        )
        states = {leg.state for leg in news}
        # What failed at once is told as if it rang.
        rings = LegState.ALERTING in states and not all(leg.calling for leg in news)
        if rings and failed is None:
            call = replace(call, rang_at=call.rang_at or at, heard_at=at, idle_at=None)
        if states & _TALKING:
            call = replace(call, idle_at=None)
            if call.rang_at is None:
                call = replace(call, joined_at=call.joined_at or at)
            else:
                call = replace(call, answered_at=call.answered_at or at)
        gone = not own and not report.partial
        if (gone or failed is not None or (own and not states & _LIVING)) and not call.ended_at:
            call = replace(call, ended_at=at)
        over = frozenset(leg.leg_id for leg in own if leg.state not in _LIVING)
        self._keep(index, replace(call, legs=call.legs | over))
        return True

    def _on_record(self, call_id: CallId, ended: EndedCall | None, at: datetime) -> bool:
        record = None if ended is None else ended.outcome
        if self._index(call_id) is not None:
            return self._change(call_id, ended_at=at, record=record)
        if ended is None or self._room not in (ended.caller.number, ended.callee.number):
            return False
        began = at - timedelta(seconds=ended.duration_s)
        alone = (
            ended.callee.number == self._room
            and (ended.caller.number.withheld or ended.caller.number == self._room)
            and not ended.caller.name.strip()
            and ended.direction in (None, Direction.INTERNAL)
        )
        call = RoomCall(call_id, began, ended_at=at, record=record, shared=not alone)
        if alone and record is Outcome.BUSY:
            call = replace(call, failed=FailReason.BUSY)
        elif alone:
            call = replace(call, rang_at=began, heard_at=began)
        elif record is Outcome.ANSWERED:
            call = replace(call, joined_at=began)
        self._keep(None, call)
        return True

    def _change(
        self, call_id: CallId, *, ended_at: datetime, record: Outcome | None = None
    ) -> bool:
        index = self._index(call_id)
        if index is None:
            return False
        call = self._calls[index]
        self._keep(
            index,
            replace(call, ended_at=call.ended_at or ended_at, record=record or call.record),
        )
        return True

    def _index(self, call_id: CallId) -> int | None:
        """Where the last ring of a call stands."""
        found = (i for i in range(len(self._calls) - 1, -1, -1))
        return next((i for i in found if self._calls[i].call_id == call_id), None)

    def _keep(self, index: int | None, call: RoomCall) -> None:
        if index is None:
            self._calls.append(call)
        else:
            self._calls[index] = call
