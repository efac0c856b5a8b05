"""Wake-up calls as most PBXs write them: the time of day, whose they are, on which days. Pure.

Where a PBX's own id is told apart within its extension only, ours bears both: ``305/7``.
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import WireError
from ctiapp.model.hotel import MAX_ALARMS, SNOOZE_MIN, Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.lenient import count_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

MOST_READ: Final = 4 * MAX_ALARMS
"""The most wake-up calls of one room that are read."""

_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
_DAY_MIN: Final = 24 * 60
_WEEK: Final = 7


# --- one wake-up call ----------------------------------------------------------------------------


def time_of(value: object) -> time:
    """Read when it rings, to the minute.

    Raises:
        WireError: that is no time of a day.
    """
    match = _TIME.fullmatch(text_of(value))
    try:
        at = time(int(match[1]), int(match[2])) if match is not None else None
    except ValueError:
        at = None
    if at is None:
        raise WireError("wake-up call: no time of a day")
    return at


def snooze_min_of(value: object) -> int:
    """Read after how many minutes it rings again."""
    told = count_of(value, _DAY_MIN)
    return SNOOZE_MIN if told is None else told


def days_of(numbers: Iterable[object]) -> frozenset[int]:
    """Read on which days it rings: 0 is Sunday there, Monday here."""
    found = {count_of(number) for number in numbers}
    return frozenset((day + 6) % _WEEK for day in found if day is not None and day < _WEEK)


def days_text(days: Collection[int]) -> str:
    """Write on which days it rings, joined by commas; see `days_of`."""
    return ",".join(map(str, sorted((day + 1) % _WEEK for day in days)))


# --- whose ---------------------------------------------------------------------------------------


def alarm_id(ext_id: ExtensionId, wakeup_id: str) -> str:
    """Name one wake-up call of the house: the PBX's own id is told beside its extension alone."""
    return f"{ext_id}/{wakeup_id}"


def place_of(alarm_id: str) -> tuple[ExtensionId, str]:
    """Whose wake-up call it is, and its id at the PBX.

    Raises:
        ValueError: that is no name of one.
    """
    ext_id, parted, wakeup_id = alarm_id.partition("/")
    if not parted or not ext_id.strip() or not wakeup_id.strip():
        raise ValueError("no wake-up call of this PBX")
    return ExtensionId(ext_id), wakeup_id


def own_ids(ext_id: ExtensionId, alarm_ids: Iterable[str]) -> list[str]:
    """The ids that these wake-up calls of a room have at the PBX.

    Raises:
        ValueError: one is no name of any, or another room's.
    """
    places = [place_of(alarm_id) for alarm_id in alarm_ids]
    if any(place[0] != ext_id for place in places):
        raise ValueError("a wake-up call of another room")
    return [wakeup_id for _, wakeup_id in places]


# --- many ----------------------------------------------------------------------------------------


def bounded(listed: Sequence[object], remark: Callable[[str], None]) -> Sequence[object]:
    """Take as many of a room as are read; where there are more, that is said."""
    if len(listed) > MOST_READ:
        remark("wake-up calls left out: too many")
    return listed[:MOST_READ]


def by_room(
    told: Iterable[tuple[ExtensionId, Iterable[Alarm]]],
) -> dict[ExtensionId, tuple[Alarm, ...]]:
    """Put together what was told of rooms, some perhaps twice; whoever has none is not named."""
    rooms: dict[ExtensionId, dict[str, Alarm]] = {}
    for ext_id, found in told:
        rooms.setdefault(ext_id, {}).update((one.alarm_id, one) for one in found)
    return {ext_id: tuple(found.values()) for ext_id, found in rooms.items() if found}
