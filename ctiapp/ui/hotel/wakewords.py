"""What is said of wake-up calls: when they ring, how they went, what is red. Pure.

Times are those of the PBX's clock, by which they ring, on 24 hours: a night at a desk has no room
for doubt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from ctiapp.model.number import display
from ctiapp.model.wakes import RED, AckHow, PlanState, WakeOutcome, WakeReason
from ctiapp.ui import words
from ctiapp.ui.hotel.faces import NO_LOOK, Look, RedFace, WakeFace
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime, time

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.number import Number
    from ctiapp.model.wakes import Plan, Upcoming, Wake

_WORK = frozenset(range(5))
_LOOKS: dict[WakeOutcome, tuple[str, Shape]] = {
    WakeOutcome.WAITING: ("accent", Shape.CIRCLE),
    WakeOutcome.RINGING: ("ring", Shape.TRIANGLE),
    WakeOutcome.ANSWERED: ("go", Shape.DOT),
    WakeOutcome.SNOOZED: ("stop", Shape.TRIANGLE),
    WakeOutcome.NOT_ANSWERED: ("stop", Shape.TRIANGLE),
    WakeOutcome.BUSY: ("stop", Shape.SQUARE),
    WakeOutcome.UNKNOWN: ("stop", Shape.DASH),
    WakeOutcome.UNVOUCHED: ("stop", Shape.DASH),
    WakeOutcome.NOT_SET: ("stop", Shape.CROSS),
    WakeOutcome.CANCELLED: ("gone", Shape.CROSS),
}
_ACKS = {
    AckHow.CALLED: "rooms.ack_called",
    AckHow.IN_PERSON: "rooms.ack_in_person",
    AckHow.OTHER: "rooms.ack_other",
}


def clock(at: time | datetime) -> str:
    """``05:45``."""
    return f"{at:%H:%M}"


def day_word(day: date, today: date) -> str:
    """``today``, ``tomorrow``, else ``Sat 22 Nov``."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return words.word("rooms.tomorrow" if ahead else "rooms.today_word")
    locale = QLocale()
    name = locale.dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    shown = locale.toString(QDate(day.year, day.month, day.day), words.word("rooms.day_format"))
    return words.word("rooms.day", day=name, date=shown)


def days_word(days: Iterable[int]) -> str:
    """``once``, ``every day``, ``Mon-Fri``, ``Sat, Sun``."""
    chosen = frozenset(days)
    if not chosen:
        return words.word("rooms.once")
    if len(chosen) == 7:
        return words.word("rooms.every_day")
    names = [QLocale().dayName(day + 1, QLocale.FormatType.ShortFormat) for day in sorted(chosen)]
    if chosen == _WORK:
        return f"{names[0]}\u2013{names[-1]}"
    return ", ".join(names)


def snooze_word(alarm: Alarm) -> str:
    """How often it rings again, and after how long; empty where it does not."""
    if not alarm.snoozes:
        return ""
    return words.word(
        "rooms.snoozes", times=words.plural("snoozes", alarm.snoozes), minutes=alarm.snooze_min
    )


def upcoming_word(coming: Upcoming, today: date) -> str:
    """What stands in the list: ``06:30 · once``; the day as well where it is not this one's."""
    day = coming.wall.date()
    when = clock(coming.wall)
    if day != today:
        when = words.word("rooms.day_time", day=day_word(day, today), time=when)
    return f"{when} · {days_word(coming.alarm.days)}"


def plan_word(plan: Plan, today: date) -> str:
    """The same of one for a date."""
    return words.word("rooms.day_time", day=day_word(plan.on, today), time=clock(plan.alarm.at))


def look_of(wake: Wake, wall: Callable[[datetime], datetime]) -> Look:
    """How one of today went, or goes."""
    tone, shape = _LOOKS[wake.outcome]
    if wake.acknowledged is not None and wake.outcome is not WakeOutcome.ANSWERED:
        ack = wake.acknowledged
        said = words.word(_ACKS[ack.how], name=ack.by, time=clock(wall(ack.at)))
        return Look("go", Shape.DOT, said)
    return Look(tone, shape, outcome_word(wake, wall))


def outcome_word(wake: Wake, wall: Callable[[datetime], datetime]) -> str:
    """How it went, in a few words."""
    if wake.answered_at is not None:
        return words.word("rooms.answered_at", time=clock(wall(wake.answered_at)))
    if wake.again_at is not None and wake.outcome in RED:
        return words.word("rooms.ringing_again", time=clock(wall(wake.again_at)))
    if wake.outcome is WakeOutcome.SNOOZED:
        return words.word("rooms.outcome_not_answered")
    return words.word(f"rooms.outcome_{wake.outcome.value}")


def wake_word(wake: Wake, wall: Callable[[datetime], datetime]) -> str:
    """What stands in the list of one of today: ``05:45 · answered 05:46``."""
    look = look_of(wake, wall)
    return f"{clock(wake.wall)} · {look.word}"


def waiting(wake: Wake) -> bool:
    """Whether its time has not come."""
    return wake.outcome is WakeOutcome.WAITING


def red_face(wake: Wake, wall: Callable[[datetime], datetime]) -> RedFace:
    """What the banner says of one that somebody has to see to."""
    number, at = display(wake.room), clock(wake.wall)
    said = words.word(f"rooms.red_{wake.outcome.value}", number=number, time=at)
    then = []
    if wake.again_at is not None:
        then.append(words.word("rooms.red_again", time=clock(wall(wake.again_at))))
    if wake.reason is not WakeReason.NONE:
        then.append(words.word(f"rooms.why_{wake.reason.value}"))
    return RedFace(wake.wake_id, wake.room.text, said, " ".join(then))


def alarm_face(
    alarm: Alarm, coming: datetime | None, wakes: Iterable[Wake], facts: Facts
) -> WakeFace:
    """One that the PBX has."""
    mine = [wake for wake in wakes if wake.alarm.alarm_id == alarm.alarm_id]
    last = mine[-1] if mine else None
    what = _capital(days_word(alarm.days))
    if alarm.once and coming is not None:
        what = f"{what}, {day_word(coming.date(), facts.today)}"
    snoozes = snooze_word(alarm)
    parts = [what, snoozes]
    outcome = NO_LOOK
    if last is not None and not waiting(last):
        # When it rings again has a line of its own: the pill is short.
        outcome = look_of(replace(last, again_at=None), facts.wall)
        if last.again_at is not None:
            parts.append(words.word("rooms.rings_again_at", time=clock(facts.wall(last.again_at))))
    return WakeFace(
        f"alarm/{alarm.alarm_id}",
        clock(alarm.at),
        " · ".join(part for part in parts if part),
        outcome,
    )


def plan_face(plan: Plan, facts: Facts) -> WakeFace:
    """One for a date: whether the PBX has it already."""
    what = [_capital(day_word(plan.on, facts.today)), snooze_word(plan.alarm)]
    outcome = NO_LOOK
    if plan.notice is not None or plan.late:
        outcome = Look("stop", Shape.CROSS, words.word("rooms.plan_trouble"))
    elif plan.state is PlanState.WAITING:
        outcome = Look("accent", Shape.CIRCLE, words.word("rooms.plan_waiting"))
    return WakeFace(
        f"plan/{plan.plan_id}",
        clock(plan.alarm.at),
        " · ".join(part for part in what if part),
        outcome,
        planned=True,
    )


def past_face(wake: Wake, facts: Facts) -> WakeFace:
    """One of today that the PBX has no more: it rang once."""
    what = _capital(days_word(wake.alarm.days))
    what = f"{what}, {day_word(wake.wall.date(), facts.today)}"
    return WakeFace(f"past/{wake.wake_id}", clock(wake.wall), what, look_of(wake, facts.wall))


def red_rooms(red: Iterable[Wake]) -> frozenset[Number]:
    """In which rooms somebody has to see to something."""
    return frozenset(wake.room for wake in red)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


class Facts:
    """The PBX's clock as what is said here needs it.

    Attributes:
        today: which day it has.
        wall: what it shows at a moment.
    """

    def __init__(self, today: date, wall: Callable[[datetime], datetime]) -> None:
        self.today = today
        self.wall = wall
