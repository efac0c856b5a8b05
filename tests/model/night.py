"""Short ways to write down what a PBX tells of a room at night."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import Direction, FailReason
from ctiapp.model.events import (
    CallFailed,
    CallRecorded,
    CallReported,
    CallTransferred,
    LineChanged,
)
from ctiapp.model.hotel import Alarm
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.model.roomear import RoomEar
from ctiapp.model.wakewatch import Gap, Verdict, infer
from tests.model.said import ext, report

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport
    from ctiapp.model.directory import LineState
    from ctiapp.model.events import Event

ROOM = Number("105")
DUE = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
"""Six o'clock in the morning at the desk."""
ONCE = Alarm("19", time(6, 0))
THRICE = Alarm("20", time(6, 0), snoozes=2, snooze_min=10)


def at(seconds: float) -> datetime:
    """So many seconds after the wake-up call's time."""
    return DUE + timedelta(seconds=seconds)


def said(*legs: LegReport, call: str = "1.1") -> CallReported:
    """30011."""
    return CallReported(report(*legs, call_id=call))


def room(status: str, call: str = "1.1") -> CallReported:
    """30011 of a call with nobody but the room."""
    return said(ext("105", status, f"PJSIP/105-{call}"), call=call)


def failed(reason: FailReason, status: str = "RING", call: str = "1.1") -> CallFailed:
    """30015 of a call with nobody but the room."""
    told = report(ext("105", status, f"PJSIP/105-{call}"), call_id=call)
    return CallFailed(told, reason, reason.value)


def forwarded(call: str = "1.1") -> CallTransferred:
    """30014 of a call that the room's extension does not take part in any more."""
    return CallTransferred(report(call_id=call), forwarded=True)


def line(state: LineState) -> LineChanged:
    """30008."""
    return LineChanged(ROOM, state)


def record(
    outcome: Outcome,
    call: str = "1.1",
    *,
    caller: str = "",
    callee: str = "105",
    duration_s: int = 10,
    direction: Direction | None = Direction.INTERNAL,
) -> CallRecorded:
    """30012."""
    ended = EndedCall(
        CallId(call),
        "",
        RecordParty(Number(caller)),
        RecordParty(Number(callee)),
        direction,
        outcome,
        duration_s,
    )
    return CallRecorded(CallId(call), {}, ended)


class Night:
    """What is told of one room, and what is made of it."""

    def __init__(self, alarm: Alarm = ONCE) -> None:
        self.alarm = alarm
        self.ear = RoomEar(ROOM)
        self.gaps: list[Gap] = []
        self.removed = False

    def tell(self, seconds: float, *events: Event) -> None:
        """These events arrive so many seconds after the time."""
        for event in events:
            self.ear.take(event, at(seconds))

    def verdict(self, seconds: float) -> Verdict:
        """How it stands so many seconds after the time."""
        return infer(self.alarm, DUE, self.ear, self.gaps, at(seconds), removed=self.removed)
