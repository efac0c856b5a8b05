"""A hotel over HTTP: wake-up calls, check-out, the PBX's clock: questions, commands, answers. Pure.

``wakeupcall/list`` answers a list, ``wakeupcall/get`` an object, though its table calls that a list
as well (l. 15158): either is read. The weekdays are joined by commas; the handbook's own example
has a blank after each (l. 15396). Line numbers are of the P handbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import WireError
from ctiapp.model.hotel import SNOOZES, Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx import wakeups
from ctiapp.pbx.interface import Page
from ctiapp.pbx.lenient import count_of, id_of, items_of, object_of, text_of
from ctiapp.pbx.p_series.wire_rest import MAX_ITEMS, PAGE_SIZE, each, page_of, plain_id
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ctiapp.pbx.p_series.wire import Remark

RoomAlarms = tuple[ExtensionId, tuple[Alarm, ...]]
"""A room and its wake-up calls."""

_DAYS: Final = (
    *("every_monday", "every_tuesday", "every_wednesday", "every_thursday"),
    *("every_friday", "every_saturday", "every_sunday"),
)
"""The weekdays in the PBX's words, Monday first (l. 15362)."""

_NEVER: Final = "never"
"""It rings once, and is gone after its last snooze (l. 15362)."""

WAKE_UPS: Final = "wakeupcall/"
"""How the endpoints of wake-up calls begin."""


# --- questions -----------------------------------------------------------------------------------


def alarm_list(page: int) -> Request:
    """Ask for a page of the rooms that have wake-up calls (l. 15030)."""
    return Request("GET", f"{WAKE_UPS}list", {"page": page, "page_size": PAGE_SIZE})


def alarms_of(ext_id: ExtensionId) -> Request:
    """Ask for the wake-up calls of one room (l. 15141)."""
    return Request("GET", f"{WAKE_UPS}get", {"ext_id": ext_id})


def alarm_page(answer: Mapping[str, object], remark: Remark) -> Page[RoomAlarms]:
    """Read a page of rooms with their wake-up calls (l. 15085-15131).

    The answer has no total: then there may always be one more page.

    Raises:
        WireError: there is no list.
    """
    page = page_of(answer, "data", lambda item: _room(item, remark), remark)
    told = count_of(answer.get("total_number"), MAX_ITEMS)
    return Page(page.items, MAX_ITEMS if told is None else told)


def room_alarms(
    answer: Mapping[str, object], ext_id: ExtensionId, remark: Remark
) -> tuple[Alarm, ...]:
    """Read the wake-up calls of one room (l. 15199-15224); none where there is no data at all.

    Raises:
        WireError: they cannot be read, or are another room's.
    """
    data = answer.get("data")
    if data is None:
        return ()
    found: list[Alarm] = []
    for item in data if isinstance(data, list) else [data]:
        room, alarms = _room({"ext_id": ext_id, **object_of(item, "data")}, remark)
        if room != ext_id:
            raise WireError("wake-up calls of another room")
        found += alarms
    return tuple(found[: wakeups.MOST_READ])


def _room(item: dict[str, object], remark: Remark) -> RoomAlarms:
    listed = wakeups.bounded(items_of(item.get("wakeup_call"), "wakeup_call"), remark)
    alarms = each(listed, lambda entry: _alarm(entry, remark), remark)
    return ExtensionId(id_of(item.get("ext_id"), "ext_id")), tuple(alarms)


def _alarm(item: dict[str, object], remark: Remark) -> Alarm:
    at = wakeups.time_of(item.get("alarm_time"))
    return Alarm(
        alarm_id=id_of(item.get("id"), "id"),
        at=at,
        days=_days(item.get("repeat_type"), remark),
        snoozes=count_of(item.get("number_of_snoozes"), SNOOZES[-1]) or 0,
        snooze_min=wakeups.snooze_min_of(item.get("snooze_duration")),
        prompt=text_of(item.get("alarm_prompt")),
    )


def _days(value: object, remark: Remark) -> frozenset[int]:
    """Read on which days it rings. What we do not know is left out: the time at least is shown."""
    found = set()
    for word in text_of(value).casefold().split(","):
        day = word.strip()
        if day in _DAYS:
            found.add(_DAYS.index(day))
        elif day not in ("", _NEVER):
            remark("repetition of a wake-up call left out")
    return frozenset(found)


def clock_text(answer: Mapping[str, object]) -> str:
    """Read what the PBX's clock shows, as it writes that (l. 1287); empty where it does not tell.

    Raises:
        WireError: there is no object.
    """
    return text_of(object_of(answer.get("data"), "data").get("system_time"))


# --- commands ------------------------------------------------------------------------------------


def create_alarm(ext_id: ExtensionId, alarm: Alarm) -> Request:
    """Set one wake-up call (l. 15352): of several in one request the newest alone would count."""
    body = {"ext_id": plain_id(ext_id), **_settings(alarm)}
    if alarm.prompt:
        body["alarm_prompt"] = alarm.prompt
    return Request("POST", f"{WAKE_UPS}create", body=body)


def change_alarm(alarm: Alarm) -> Request:
    """Have one be as this one (l. 15425), everything of it: what is left out may be reset.

    Its table calls ``never`` the default of ``repeat_type``; so it is always sent, and so is the
    rest. A blank prompt is the music on hold.
    """
    body = {"id": plain_id(alarm.alarm_id), **_settings(alarm), "alarm_prompt": alarm.prompt}
    return Request("POST", f"{WAKE_UPS}update", body=body)


def delete_alarms(ext_id: ExtensionId, alarm_ids: Collection[str]) -> Request:
    """Delete these wake-up calls of a room (l. 15491).

    Raises:
        ValueError: none is named, or a blank one: the PBX would take it for all of them.
    """
    if not alarm_ids or not all(each_id.strip() for each_id in alarm_ids):
        raise ValueError("an empty list means all: name each")
    params = {"ext_id": ext_id, "wakeup_call_id": ",".join(alarm_ids)}
    return Request("GET", f"{WAKE_UPS}delete", params)


def delete_every_alarm(ext_id: ExtensionId) -> Request:
    """Delete all wake-up calls of a room: that is what it is without an id (l. 15500)."""
    return Request("GET", f"{WAKE_UPS}delete", {"ext_id": ext_id})


def check_out(ext_id: ExtensionId) -> Request:
    """Wipe a room (l. 15557)."""
    return Request("POST", "hotel/checkout", body={"ext_id": plain_id(ext_id)})


def _settings(alarm: Alarm) -> dict[str, object]:
    return {
        "alarm_time": f"{alarm.at:%H:%M}",
        "repeat_type": ",".join(_DAYS[day] for day in sorted(alarm.days)) or _NEVER,
        "number_of_snoozes": alarm.snoozes,
        "snooze_duration": alarm.snooze_min,
    }
