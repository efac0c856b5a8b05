"""Who tried in vain, and has not been spoken to since: one row a person. Pure.

The rule, for each person (however many numbers they tried from):

* They are open when they tried in vain after the last conversation with anybody of this desk, and
  after they were last marked as done. Who called whom does not matter: they got through, or
  somebody called back.
* A conversation closes every try that began before it ended: whoever talks to somebody for twenty
  minutes has not missed the call that came from their mobile meanwhile.
* Put off, they wait until that moment; a new try wakes them before it.
* Whoever withholds their number cannot be known again: each such call is a person of its own, which
  nobody can call back. It can be marked as done.

Nothing is counted up or down: it is made anew from the calls of the past each time, so that it is
as right after a restart, and after hours without a link, as the history is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from ctiapp.model.history import Fate
    from ctiapp.model.number import Number

BACK: Final = timedelta(days=30)
"""How far back somebody who tried in vain is still to be called."""
MAX_REASON: Final = 500
"""How long a reason may be, in characters."""
_WITHHELD: Final = "withheld:"
"""What the line of a call without a number begins with; no number does."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One try in vain.

    Attributes:
        key: of the call, in the history.
        line: the number's line, however it was written; `withheld_line` where they withheld it.
        at: when it began, aware UTC.
        number: to call back; None where they withheld it.
        name: as the PBX wrote it then; empty where it knew none.
        fate: how it ended.
        waited_s: how long they waited, in seconds.
        queue: in which queue; None where they called directly.
        did: the public number that they called; None where none is told.
    """

    key: str
    line: str
    at: datetime
    number: Number | None
    name: str
    fate: Fate
    waited_s: int = 0
    queue: Number | None = None
    did: Number | None = None


class MarkKind(Enum):
    """What was said of somebody."""

    DONE = "done"
    """There is nothing to do any more."""
    SNOOZE = "snooze"
    """Later."""
    REACHED = "reached"
    """The PBX told that a colleague had spoken to them, in a call that is none of the history's."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is kept of a line beside its calls.

    Attributes:
        line: whose.
        at: what was tried until then is meant, aware UTC.
        kind: what.
        until: when they are to be thought of again; None where they are not put off.
        reason: why, in the user's words; empty where none was given.
    """

    line: str
    at: datetime
    kind: MarkKind
    until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Somebody who waits to be called back.

    Attributes:
        person: names them, as long as it is known who has which number.
        lines: all lines that they tried from, the last one first.
        tries: the tries in vain, the last one first; never empty.
        until: until when they are put off; None: now is the time.
        reason: what was last said of them; empty where nothing was.
        said_at: when that was; None where it never was.
    """

    person: str
    lines: tuple[str, ...]
    tries: tuple[Miss, ...]
    until: datetime | None = None
    reason: str = ""
    said_at: datetime | None = None

    @property
    def last(self) -> Miss:
        """The last try."""
        return self.tries[0]

    @property
    def number(self) -> Number | None:
        """Where to call back: whence they tried last; None where they always withheld it."""
        return self.last.number

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers that they tried from, each line once, the last one first."""
        found: dict[str, Number] = {}
        for each in self.tries:
            if each.number is not None:
                found.setdefault(each.line, each.number)
        return tuple(found.values())

    @property
    def queues(self) -> tuple[Number, ...]:
        """The queues in which they waited, the last one first."""
        return tuple(dict.fromkeys(each.queue for each in self.tries if each.queue is not None))

    @property
    def waited_s(self) -> int:
        """How long they waited at most, in seconds."""
        return max(each.waited_s for each in self.tries)


class Snooze(Enum):
    """For how long somebody can be put off."""

    HOUR = "hour"
    AFTERNOON = "afternoon"
    TOMORROW = "tomorrow"


_AFTERNOON: Final = 14
_MORNING: Final = 9
_AHEAD: Final = timedelta(minutes=30)
"""What is nearer than this is no putting off."""


def wakes_at(snooze: Snooze, now: datetime) -> datetime:
    """When somebody who is put off comes back.

    Args:
        snooze: for how long.
        now: the wall's clock here, without a zone; so is the answer, and a day of 23 hours has its
            morning where the clock says so.
    """
    if snooze is Snooze.HOUR:
        return now + timedelta(hours=1)
    day = now.replace(minute=0, second=0, microsecond=0)
    if snooze is Snooze.AFTERNOON:
        return day.replace(hour=_AFTERNOON)
    return day.replace(hour=_MORNING) + timedelta(days=1)


def snoozes(now: datetime) -> tuple[Snooze, ...]:
    """How somebody can be put off at this time of the day (as `wakes_at` takes it)."""
    return tuple(
        each
        for each in Snooze
        if each is not Snooze.AFTERNOON or wakes_at(each, now) >= now + _AHEAD
    )


def withheld_line(key: str) -> str:
    """What stands for the line of a call without a number."""
    return f"{_WITHHELD}{key}"


def is_withheld(line: str) -> bool:
    """Whether it stands for the line of a call without a number."""
    return line.startswith(_WITHHELD)


def open_people(
    misses: Iterable[Miss],
    reached: Mapping[str, datetime],
    marks: Iterable[Mark],
    person_of: Callable[[str], str],
    now: datetime,
) -> tuple[FollowUp, ...]:
    """Who is to be called back, the last try first; who is put off stands behind them.

    Args:
        misses: the tries in vain.
        reached: when the last conversation ended, by line.
        marks: what is kept of them, of any age and in any order.
        person_of: whose a line is: two lines of one person have one answer.
        now: to tell who is put off, aware UTC.
    """
    spoken: dict[str, datetime] = {}
    for line, until in reached.items():
        person = person_of(line)
        spoken[person] = max(until, spoken.get(person, until))
    said: dict[str, list[Mark]] = {}
    for mark in marks:
        person = person_of(mark.line)
        if mark.kind is MarkKind.REACHED:
            spoken[person] = max(mark.at, spoken.get(person, mark.at))
        else:
            said.setdefault(person, []).append(mark)
    tried: dict[str, list[Miss]] = {}
    for miss in misses:
        tried.setdefault(person_of(miss.line), []).append(miss)
    found: list[FollowUp] = []
    for person, each in tried.items():
        one = _person(person, each, spoken.get(person), said.get(person, ()), now)
        if one is not None:
            found.append(one)
    # The key decides between two of one moment: rows must not change places by themselves.
    found.sort(key=lambda one: (one.last.at, one.last.key), reverse=True)
    found.sort(key=lambda one: one.until is not None)
    return tuple(found)


def _person(
    person: str,
    misses: Iterable[Miss],
    spoken: datetime | None,
    marks: Iterable[Mark],
    now: datetime,
) -> FollowUp | None:
    """One of them; None where there is nothing to do."""
    marks = sorted(marks, key=lambda each: each.at)
    done = max((each.at for each in marks if each.kind is MarkKind.DONE), default=None)
    closed = max((at for at in (spoken, done) if at is not None), default=None)
    tries = [each for each in misses if closed is None or each.at > closed]
    if not tries:
        return None
    tries.sort(key=lambda each: (each.at, each.key), reverse=True)
    last = marks[-1] if marks else None
    until = None
    if last is not None and last.until is not None and tries[0].at <= last.at:
        until = last.until if last.until > now else None
    said = next((each for each in reversed(marks) if each.reason), None)
    return FollowUp(
        person,
        tuple(dict.fromkeys(each.line for each in tries)),
        tuple(tries),
        until,
        "" if said is None else said.reason,
        None if said is None else said.at,
    )
