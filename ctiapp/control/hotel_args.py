"""How rooms, times and days are written on a command line of the hotel's verbs."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.hotel import SNOOZE_MIN, SNOOZES, WEEKDAYS, Alarm
from ctiapp.model.number import Number
from ctiapp.model.roomrule import RoomRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The weekdays as they are written, Monday first."""
_MANY_DAYS = {
    "daily": frozenset(WEEKDAYS),
    "weekdays": frozenset(range(5)),
    "weekend": frozenset({5, 6}),
}
_RELATIVE = {"today": 0, "tomorrow": 1}
_MINUTES = range(1, 61)


def rooms_of(text: str, known: Iterable[Number]) -> tuple[Number, ...]:
    """The rooms that ``101``, ``101,103`` or ``101-112`` mean, in the order of the house.

    Raises:
        UsageError: key ``hotel.no_room``: there is none of that number; or as `RoomRule.of` raises.
    """
    rule, rooms = RoomRule.of(text), tuple(known)
    found = tuple(number for number in rooms if rule.holds(number))
    alone = [first for first, last in rule.ranges if first == last]
    missing = [each for each in alone if Number(each) not in found] + sorted(rule.departments)
    if missing or not found:
        raise UsageError("no such room", key="hotel.no_room", room=", ".join(missing) or text[:60])
    return found


def room_of(text: str, known: Iterable[Number]) -> Number:
    """The one room of that number.

    Raises:
        UsageError: key ``hotel.no_room``: there is none.
    """
    number = Number(text.strip())
    if number not in set(known):
        raise UsageError("no such room", key="hotel.no_room", room=text[:60])
    return number


def time_of(text: str) -> time:
    """A time of the day, ``6:45`` or ``06:45``.

    Raises:
        UsageError: key ``hotel.time``: it is none.
    """
    hour, _, minute = text.strip().partition(":")
    if hour.isascii() and hour.isdigit() and len(hour) <= len("00") == len(minute):
        try:
            return time(int(hour), int(minute))
        except ValueError:
            pass
    raise UsageError("no time", key="hotel.time", text=text[:20])


def days_of(text: str) -> frozenset[int]:
    """Weekdays, Monday 0: ``mon,wed``, ``daily``, ``weekdays``, ``weekend``.

    Raises:
        UsageError: key ``hotel.days``: it names something else.
    """
    found: set[int] = set()
    for word in filter(None, (part.strip().casefold() for part in text.split(","))):
        if word in _MANY_DAYS:
            found |= _MANY_DAYS[word]
        elif word[:3] in DAYS:
            found.add(DAYS.index(word[:3]))
        else:
            raise UsageError("no weekday", key="hotel.days", text=word[:20])
    return frozenset(found)


def date_of(text: str, today: Callable[[], date]) -> date:
    """A day: ``2026-11-24``, ``today``, ``tomorrow``; the latter two by the hotel's calendar.

    Raises:
        UsageError: key ``hotel.date``: it is none.
    """
    word = text.strip().casefold()
    if word in _RELATIVE:
        return today() + timedelta(days=_RELATIVE[word])
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise UsageError("no day", key="hotel.date", text=text[:20]) from None


def alarm_of(at: str, options: Mapping[str, object]) -> Alarm:
    """The wake-up call that a line asks for: its time, ``days``, ``snoozes`` and ``every``.

    Raises:
        UsageError: key ``hotel.time``, ``hotel.days``, ``hotel.snoozes`` or ``hotel.every``.
    """
    return Alarm(
        "",
        time_of(at),
        days_of(str(options.get("days", ""))),
        _count(options, "snoozes", 0, SNOOZES),
        _count(options, "every", SNOOZE_MIN, _MINUTES),
    )


def _count(options: Mapping[str, object], name: str, default: int, allowed: range) -> int:
    text = str(options.get(name, default))
    if not (text.isascii() and text.isdigit() and len(text) < len("100") and int(text) in allowed):
        raise UsageError(name, key=f"hotel.{name}", least=allowed[0], most=allowed[-1])
    return int(text)
