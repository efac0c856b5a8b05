"""Wake-up calls and check-out over HTTP. Pure.

Sections are of the fact sheet of API v2.0.0. An alarm is created by an array of one and changed by
an object (section 9, point 2); which of both a firmware wants, it shows by refusing the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ctiapp.model.hotel import WEEKDAYS, Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx import wakeups
from ctiapp.pbx.k2.wire import either
from ctiapp.pbx.k2.wire_rest import ALL, post, rows
from ctiapp.pbx.lenient import count_of, each, id_of, text_of
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ctiapp.pbx.k2.wire import Remark

REFUSES_SHAPE: Final = frozenset({"10004", "10020"})
"""What a firmware answers that wants an object instead of an array, or the other way round."""

NO_PROMPT: Final = "10023"
"""What is answered where there is no such prompt. An alarm has a custom one (section 6); which name
is told where it has the PBX's own, the sheet leaves open."""

RINGS_ONCE: Final = 1
"""``repeats`` of an alarm that rings once: 1 to 3 count all of its rings (inferred: nothing else
says how one asks for a single ring)."""

RINGS: Final = range(RINGS_ONCE, 4)

_EVERY_DAY: Final = frozenset(WEEKDAYS)
_WEEK: Final = 7


# --- questions -----------------------------------------------------------------------------------


def all_alarms() -> Request:
    """Ask for the wake-up calls of every room."""
    return post("wakeupcall/query", number=ALL)


def alarms_of(ext_id: ExtensionId) -> Request:
    """Ask for the wake-up calls of one room."""
    return post("wakeupcall/query", number=named(ext_id))


def alarms(answer: Mapping[str, object], remark: Remark) -> dict[ExtensionId, tuple[Alarm, ...]]:
    """Read wake-up calls; whoever is not named has none.

    Raises:
        WireError: there is no list.
    """

    def room(item: dict[str, object]) -> tuple[ExtensionId, tuple[Alarm, ...]]:
        ext_id = ExtensionId(id_of(either(item, "number", "extid"), "number"))
        value = item.get("wakeup")
        listed = [value] if isinstance(value, dict) else rows(item, "wakeup")
        some = wakeups.bounded(listed, remark)
        found = each(some, lambda entry: _alarm(ext_id, entry, remark), remark)
        return ext_id, tuple(found)

    return wakeups.by_room(each(rows(answer, "wakeups", "wakeup"), room, remark))


def _alarm(ext_id: ExtensionId, item: dict[str, object], remark: Remark) -> Alarm:
    at = wakeups.time_of(item.get("time"))
    rings = count_of(item.get("repeats"), RINGS[-1]) or RINGS_ONCE
    return Alarm(
        alarm_id=wakeups.alarm_id(ext_id, id_of(either(item, "wakeupid", "id"), "wakeupid")),
        at=at,
        days=_days(item, remark),
        snoozes=rings - RINGS_ONCE,
        snooze_min=wakeups.snooze_min_of(either(item, "repeatinterval", "Repeatinterval")),
        prompt=text_of(either(item, "prompt", "Prompt")),
    )


def _days(item: Mapping[str, object], remark: Remark) -> frozenset[int]:
    """Read on which days it rings: 0 is Sunday there, Monday here."""
    word = text_of(item.get("type")).casefold()
    if word == "everyday":
        return _EVERY_DAY
    if word != "custom":
        if word != "onetime":
            remark("kind of a wake-up call left out")
        return frozenset()
    value = item.get("weekdays")
    written = value if isinstance(value, list) else re.split("[,&; ]+", text_of(value))
    return wakeups.days_of(written[:_WEEK])


# --- commands ------------------------------------------------------------------------------------


def create_alarm(ext_id: ExtensionId, alarm: Alarm, *, as_list: bool = True) -> Request:
    """Set one wake-up call: of several in one request the first alone would count."""
    wakeup = _settings(alarm)
    return post("wakeupcall/create", number=named(ext_id), wakeup=[wakeup] if as_list else wakeup)


def change_alarm(alarm: Alarm, *, as_list: bool = False) -> Request:
    """Have one be as this one, everything of it.

    Raises:
        ValueError: it has no id of this PBX.
    """
    ext_id, wakeup_id = wakeups.place_of(alarm.alarm_id)
    wakeup = _settings(alarm)
    return post(
        "wakeupcall/update",
        number=named(ext_id),
        wakeupid=named(wakeup_id),
        wakeup=[wakeup] if as_list else wakeup,
    )


def delete_alarms(ext_id: ExtensionId, alarm_ids: Collection[str]) -> Request:
    """Delete these wake-up calls of a room.

    Raises:
        ValueError: none is named, a blank one, or another room's: without an id the PBX would
            delete all of them.
    """
    wakeup_ids = wakeups.own_ids(ext_id, alarm_ids)
    return post(
        "wakeupcall/delete",
        number=named(ext_id),
        wakeupid=named(*wakeup_ids),
    )


def delete_every_alarm(ext_id: ExtensionId) -> Request:
    """Delete all wake-up calls of one room: that is what is meant, and said."""
    return post("wakeupcall/delete", number=named(ext_id), wakeupid=ALL)


def check_out(ext_id: ExtensionId) -> Request:
    """Wipe a room."""
    return post("hotel/checkout", number=named(ext_id))


def _settings(alarm: Alarm) -> dict[str, object]:
    settings: dict[str, object] = {
        "time": f"{alarm.at:%H:%M}",
        "type": "onetime" if alarm.once else "everyday",
        "repeats": str(alarm.snoozes + RINGS_ONCE),
        "repeatinterval": str(alarm.snooze_min),
    }
    if not alarm.once and alarm.days != _EVERY_DAY:
        settings |= {"type": "custom", "weekdays": wakeups.days_text(alarm.days)}
    if alarm.prompt:
        settings["prompt"] = alarm.prompt
    return settings
