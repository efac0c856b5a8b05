"""Wake-up calls as a night at the desk knows them: when they ring, and how each of them went.

A PBX tells neither: it keeps a time of its own wall clock, and no event says that an alarm rings,
or how it went (P handbook, l. 15021-15500). The API knows no dates either. What is inferred from
the events around an alarm's time stands in one table, in `ctiapp.model.wakewatch`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.ids import CallId, ExtensionId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number

DAY = timedelta(days=1)


class WakeOutcome(Enum):
    """How a wake-up call went, or goes."""

    WAITING = "waiting"
    """Its time has not come, or it has not rung yet."""
    RINGING = "ringing"
    ANSWERED = "answered"
    SNOOZED = "snoozed"
    """It rang, nobody answered, and it will ring again."""
    NOT_ANSWERED = "not_answered"
    BUSY = "busy"
    """The room talked to somebody else, so that it could not ring."""
    UNKNOWN = "unknown"
    """No event settles how it went: as bad as unanswered."""
    UNVOUCHED = "unvouched"
    """This program was not running, or not connected, at the time: as bad as unanswered."""
    NOT_SET = "not_set"
    """The PBX will not ring: it was planned for a date and could not be set, or it was lost."""
    CANCELLED = "cancelled"
    """It was taken away at this desk before it was answered."""


RED = frozenset(
    {
        WakeOutcome.SNOOZED,
        WakeOutcome.NOT_ANSWERED,
        WakeOutcome.BUSY,
        WakeOutcome.UNKNOWN,
        WakeOutcome.UNVOUCHED,
        WakeOutcome.NOT_SET,
    }
)
"""What somebody has to see to."""


class WakeReason(Enum):
    """Why an outcome is what it is, where that is more than its name says."""

    NONE = ""
    NO_EVENTS = "no_events"
    """The PBX told nothing of the room: are its call states ticked there for this API client?"""
    LINK = "link"
    """The connection to the PBX was down when it should have rung."""
    NOT_RUNNING = "not_running"
    """This program did not run, or the computer slept, when it should have rung."""
    VOICEMAIL = "voicemail"
    """The voicemail took it."""
    FORWARDED = "forwarded"
    """It was forwarded away from the room, so nobody knows who answered."""
    DO_NOT_DISTURB = "dnd"
    REFUSED = "refused"
    """It rang, and was refused at the phone."""
    FAILED = "failed"
    """The PBX could not ring the room."""
    DOUBT = "doubt"
    """A call rang there at that time that may have been another one."""
    LOST = "lost"
    """The PBX had it before the connection was lost, and has it no more."""


@dataclass(frozen=True, slots=True)
class WakeTry:
    """One time that a wake-up call rang, or should have.

    Attributes:
        number: counted from 1; from 2 on it rings again since nobody answered.
        at: when it began to ring; where nothing rang, when it should have. Aware UTC.
        outcome: WAITING, RINGING, ANSWERED, NOT_ANSWERED, BUSY or UNKNOWN.
        reason: why.
        settled_at: when that was known to be so: when it was answered, or ended; None: not yet.
        call_id: the call that is taken for it; None where none is.
    """

    number: int
    at: datetime
    outcome: WakeOutcome
    reason: WakeReason = WakeReason.NONE
    settled_at: datetime | None = None
    call_id: CallId | None = None


class AckHow(Enum):
    """How somebody saw to it that a guest is awake."""

    CALLED = "called"
    IN_PERSON = "in_person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody saw to a wake-up call that had not been answered.

    Attributes:
        how: what they did.
        by: who they are.
        at: when they said so, aware UTC.
        note: what else there is to say; empty where there is nothing.
    """

    how: AckHow
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wake:
    """One wake-up call of one morning.

    Attributes:
        wake_id: names it, e.g. ``105/2026-11-22T05:45/19``: room, time on the PBX's clock, alarm.
        room: the room's number.
        ext_id: the room's extension; empty where it is not known (a plan that was never set).
        wall: its time on the PBX's clock, naive.
        at: when that is, aware UTC.
        alarm: as it was set then.
        outcome: how it went, or goes.
        reason: why, where there is more to say.
        tries: each time that it rang or should have, in order.
        again_at: when it will ring again, aware UTC; None: it will not.
        since: since when somebody has to see to it, aware UTC; None: nobody has to, or had to.
        acknowledged: who saw to it; None: nobody yet.
    """

    wake_id: str
    room: Number
    ext_id: ExtensionId
    wall: datetime
    at: datetime
    alarm: Alarm
    outcome: WakeOutcome = WakeOutcome.WAITING
    reason: WakeReason = WakeReason.NONE
    tries: tuple[WakeTry, ...] = ()
    again_at: datetime | None = None
    since: datetime | None = None
    acknowledged: Acknowledged | None = None

    @property
    def red(self) -> bool:
        """Whether somebody has to see to it now.

        Once it has gone wrong it stays so while it rings again, until it is answered after all, or
        somebody says that they saw to it.
        """
        if self.acknowledged is not None or self.since is None:
            return False
        return self.outcome in RED or self.outcome is WakeOutcome.RINGING

    @property
    def answered_at(self) -> datetime | None:
        """When it was answered; None where it was not."""
        if self.outcome is not WakeOutcome.ANSWERED or not self.tries:
            return None
        return self.tries[-1].settled_at


class PlanState(Enum):
    """How far a wake-up call for a date has come."""

    WAITING = "waiting"
    """Its day has not come: the PBX does not know of it yet."""
    SET = "set"
    """The PBX has it."""
    PAST = "past"
    """It was set, and its time is over: how it went is the wake-up call's matter."""
    MISSED = "missed"
    """It was never set, and its time is over."""
    GONE = "gone"
    """It was set, and was taken away on the PBX before its time, not by this list."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Plan:
    """A wake-up call for a date, which this program sets on the PBX when its day comes.

    Attributes:
        plan_id: names it.
        room: the room's number.
        on: the date, by the PBX's clock.
        alarm: what is to be set; it rings once. Its id is the PBX's once it is set; empty before,
            and where an equal one was there already, which is not ours to take away.
        group: the name of the group that it is of; empty: of none.
        state: how far it has come.
        notice: why it could not be set when that was last tried; None where it could, or was not.
        late: it could not be set, and its time is near: somebody has to see to it.
    """

    plan_id: int
    room: Number
    on: date
    alarm: Alarm
    group: str = ""
    state: PlanState = PlanState.WAITING
    notice: Notice | None = None
    late: bool = False

    @property
    def wall(self) -> datetime:
        """Its time on the PBX's clock, naive."""
        return datetime.combine(self.on, self.alarm.at)

    @property
    def wake_id(self) -> str:
        """The name of what stands for it among the wake-up calls where it could not be set."""
        return f"plan/{self.plan_id}"

    @property
    def open(self) -> bool:
        """Whether it is still to ring."""
        return self.state in (PlanState.WAITING, PlanState.SET)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next time that a room's alarm rings.

    Attributes:
        alarm: which one.
        wall: when, on the PBX's clock, naive.
        at: when that is, aware UTC.
        offset: by how much the PBX's clock is ahead of UTC then.
        night: whether that time is one of those that a change of the clock makes doubtful.
    """

    alarm: Alarm
    wall: datetime
    at: datetime
    offset: timedelta
    night: ClockChange | None = None


class ClockChange(Enum):
    """What a change of the clock does to a wall time (the two nights of the year)."""

    SKIPPED = "skipped"
    """It does not come: the clock is put forward over it."""
    TWICE = "twice"
    """It comes twice: the clock is put back over it."""


@dataclass(frozen=True, slots=True)
class Known:
    """An alarm that the PBX had when it was last read, for when this program starts again.

    Attributes:
        ext_id: the room's extension.
        room: the room's number.
        alarm: as the PBX had it.
        seen: since when it was there, as it is, by the PBX's clock, naive; one that rings once
            rings the next time that it is so late there from then on.
    """

    ext_id: ExtensionId
    room: Number
    alarm: Alarm
    seen: datetime


class LogKind(Enum):
    """What a line of the log says."""

    SET = "set"
    SETTING = "setting"
    """About to be set: written before it is sent, so that nothing is set without a trace."""
    CHANGED = "changed"
    CHANGING = "changing"
    CANCELLED = "cancelled"
    CANCELLING = "cancelling"
    FAILED = "failed"
    """What was to be set, changed or cancelled was not, or nobody knows whether it was."""
    PLANNED = "planned"
    UNPLANNED = "unplanned"
    RANG = "rang"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
    BUSY = "busy"
    UNKNOWN = "unknown"
    UNVOUCHED = "unvouched"
    NOT_SET = "not_set"
    ESCALATED = "escalated"
    ACKNOWLEDGED = "acknowledged"
    AGAIN = "again"
    CALLED = "called"
    NOT_WATCHED = "not_watched"
    """For a time nobody watched: the program did not run, or was not connected."""


class LogBy(Enum):
    """Who did what a line of the log says, where no name is known."""

    HERE = "here"
    """This desk."""
    ELSEWHERE = "elsewhere"
    """Another desk, the PBX's web page, or a guest."""
    PBX = "pbx"
    """Nobody: it happened."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log of wake-up calls; it is kept for a year.

    Attributes:
        at: when, aware UTC.
        kind: what.
        room: which room; None where it is of no room.
        by: who.
        who: the name of whoever did it at this desk; empty where nobody did.
        wall: the time of the wake-up call that it is about, on the PBX's clock, e.g. ``05:45`` or
            ``2026-11-22 05:45``; empty where it is about none.
        params: what else there is to say, as text.
    """

    at: datetime
    kind: LogKind
    room: Number | None
    by: LogBy = LogBy.HERE
    who: str = ""
    wall: str = ""
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def next_wall(alarm: Alarm, after: datetime) -> datetime:
    """When an alarm rings next, later than that; both by the PBX's clock, naive.

    An alarm of this very minute has rung: "once" means tomorrow then.
    """
    wall = datetime.combine(after.date(), alarm.at)
    if wall <= after:
        wall += DAY
    while alarm.days and wall.weekday() not in alarm.days:
        wall += DAY
    return wall


def same_alarm(one: Alarm, other: Alarm) -> bool:
    """Whether two alarms do the same, whatever their ids are.

    After how many minutes it rings again says nothing where it does not ring again, and a PBX that
    was told no prompt may name its own.
    """
    return (one.at, one.days, one.snoozes) == (other.at, other.days, other.snoozes) and (
        (not one.snoozes or one.snooze_min == other.snooze_min)
        and (not one.prompt or not other.prompt or one.prompt == other.prompt)
    )


def same_time(one: Alarm, other: Alarm) -> bool:
    """Whether two alarms ring at the same times."""
    return (one.at, one.days) == (other.at, other.days)


def wake_id(room: Number, wall: datetime, alarm: Alarm) -> str:
    """The name of one wake-up call of one morning: the same whenever it is worked out."""
    return f"{room.text}/{wall:%Y-%m-%dT%H:%M}/{alarm.alarm_id or '-'}"


def without_id(alarm: Alarm) -> Alarm:
    """The same alarm, not set yet."""
    return replace(alarm, alarm_id="")
