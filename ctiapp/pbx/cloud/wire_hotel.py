"""A hotel over HTTP: wake-up calls and guests' names: questions, commands, answers. Pure.

A wake-up call's id is told apart within its extension only, so ours bears both: ``1000/1``. What is
a snooze elsewhere is counted here with the first ring: ``repeats`` 1 to 3 (INFERRED; l. 4370 says
"how often it is repeated", and that it cannot be 0). Line numbers are of the Cloud handbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.directory import full_name
from ctiapp.model.hotel import Alarm, Station
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx import wakeups
from ctiapp.pbx.cloud.wire_rest import each, extension_of, post
from ctiapp.pbx.lenient import count_of, id_of, text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ctiapp.model.hotel import StationChange
    from ctiapp.pbx.cloud.wire_rest import Remark
    from ctiapp.pbx.request import Request

MOST_RINGS: Final = 3
"""So often it rings at most (l. 4370)."""

_OWN_PROMPT: Final = "macroform-cold_day"
"""What the PBX plays by itself: it tells so (l. 4466), and takes custom ones only (l. 4377)."""


def alarms_query(ext_ids: Iterable[str]) -> Request:
    """Ask for the wake-up calls of these rooms (l. 4419).

    Raises:
        ValueError: none is named.
    """
    return post("wakeupcall/query", extid=_all_named(ext_ids))


def alarm_list(
    answer: Mapping[str, object], remark: Remark
) -> dict[ExtensionId, tuple[Alarm, ...]]:
    """Read wake-up calls, room by room (l. 4423-4475); nothing at all where there are none."""

    def room(item: dict[str, object]) -> tuple[ExtensionId, tuple[Alarm, ...]]:
        ext_id = ExtensionId(id_of(item.get("extid"), "extid"))
        listed = each(item.get("wakeup"), lambda one: _alarm(ext_id, one, remark), remark)
        return ext_id, tuple(listed[: wakeups.MOST_READ])

    rooms = each(answer.get("wakeups"), room, remark)
    return {ext_id: alarms for ext_id, alarms in rooms if alarms}


def _alarm(ext_id: ExtensionId, item: dict[str, object], remark: Remark) -> Alarm:
    at = wakeups.time_of(item.get("time"))
    rings = count_of(item.get("repeats"), MOST_RINGS) or 1
    interval = item.get("repeatinterval", item.get("Repeatinterval"))
    return Alarm(
        alarm_id=f"{ext_id}/{id_of(item.get('wakeupid'), 'wakeupid')}",
        at=at,
        days=_days(item, remark),
        snoozes=rings - 1,
        snooze_min=wakeups.snooze_min_of(interval),
        prompt=text_of(item.get("prompt")) or text_of(item.get("Prompt")),
    )


def _days(item: Mapping[str, object], remark: Remark) -> frozenset[int]:
    """Read on which days it rings: here Sunday is 0, and ours begin with Monday."""
    kind = text_of(item.get("type")).casefold()
    if kind == "everyday":
        return frozenset(range(7))
    if kind != "custom":
        return frozenset()
    days = set()
    for char in text_of(item.get("weekdays")):
        if char in "0123456":
            days.add((int(char) - 1) % 7)
        elif char not in ", ;":
            remark("weekdays of a wake-up call left out")
    return frozenset(days)


def create_alarm(ext_id: str, alarm: Alarm) -> Request:
    """Set one wake-up call (l. 4361): of several only the first counts."""
    return post("wakeupcall/create", extid=_all_named((ext_id,)), wakeup=[_settings(alarm)])


def change_alarm(alarm: Alarm) -> Request:
    """Have one be as this one (l. 4487), everything of it.

    Raises:
        ValueError: it has no id.
    """
    ext_id, alarm_id = split_id(alarm.alarm_id)
    wakeup = [_settings(alarm)]
    return post("wakeupcall/update", extid=ext_id, wakeupid=alarm_id, wakeup=wakeup)


def delete_alarms(ext_id: str, alarm_ids: Collection[str]) -> Request:
    """Delete these wake-up calls of a room (l. 4546).

    Raises:
        ValueError: none is named, or another room's: the PBX would take none for all of them.
    """
    named = [split_id(alarm_id) for alarm_id in alarm_ids]
    if not named or any(room != ext_id for room, _ in named):
        raise ValueError("an empty list means all: name each")
    wakeup_id = ",".join(alarm_id for _, alarm_id in named)
    return post("wakeupcall/delete", extid=ext_id, wakeupid=wakeup_id)


def delete_every_alarm(ext_id: str) -> Request:
    """Delete all wake-up calls of a room: that is what it is without an id (l. 4575)."""
    return post("wakeupcall/delete", extid=_all_named((ext_id,)))


def split_id(alarm_id: str) -> tuple[str, str]:
    """Take the room and the PBX's own id out of ours.

    Raises:
        ValueError: it has not both.
    """
    ext_id, _, own = alarm_id.rpartition("/")
    if not ext_id.strip() or not own.strip():
        raise ValueError("a wake-up call without an id")
    return ext_id, own


def _settings(alarm: Alarm) -> dict[str, object]:
    every = len(alarm.days) == 7
    settings: dict[str, object] = {
        "time": f"{alarm.at:%H:%M}",
        "type": "everyday" if every else "custom" if alarm.days else "onetime",
        "repeats": str(alarm.snoozes + 1),
        "repeatinterval": str(alarm.snooze_min),
    }
    if alarm.days and not every:
        settings["weekdays"] = wakeups.days_text(alarm.days)
    if alarm.prompt not in ("", _OWN_PROMPT):
        settings["prompt"] = alarm.prompt
    return settings


def _all_named(ext_ids: Iterable[str]) -> str:
    named = [ext_id for ext_id in ext_ids if ext_id.strip() and "," not in ext_id]
    if not named:
        raise ValueError("an empty list means all: name each")
    return ",".join(named)


# --- guests --------------------------------------------------------------------------------------


def station(item: Mapping[str, object]) -> Station:
    """Read a room's extension (l. 955-1093): it has one name, and no presence."""
    extension = extension_of(item)
    return Station(
        ext_id=extension.ext_id,
        number=extension.number,
        first_name=extension.name,
        email=extension.email,
        mobile=extension.mobile,
        barred=text_of(item.get("callrestriction")).casefold() == "on",
    )


def change_station(ext_id: str, change: StationChange, name: str | None) -> Request | None:
    """Have a room's extension be otherwise (l. 1098); None where nothing is to change.

    Args:
        ext_id: whose.
        change: what; outside routes and presence cannot be changed here.
        name: the whole name, None to leave it.
    """
    body = {"username": name, "email": change.email, "mobile": change.mobile}
    if all(value is None for value in body.values()):
        return None
    return post("extension/update", extid=_all_named((ext_id,)), **body)


def whole_name(change: StationChange) -> str | None:
    """The one name that is to stand there; None where it is to be left."""
    if change.first_name is None and change.last_name is None:
        return None
    return full_name(change.first_name or "", change.last_name or "")
