"""Wake-up calls and check-out over HTTP. Pure.

Section 4 of the fact sheet. An alarm is flat, rings once or on certain days, and does not ring
again. ``delete`` takes no extension: what names no alarm deletes every one of the house (section 7,
point 9), so that an id is always sent. An alarm's id alone does not tell whose it is, which a
change has to say: here it is named ``305/7``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.hotel import WEEKDAYS, Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx import wakeups
from ctiapp.pbx.lenient import each, id_of, text_of
from ctiapp.pbx.openvox.wire_rest import post, rows, several
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ctiapp.pbx.openvox.wire_rest import Remark

_EVERY_DAY: Final = frozenset(WEEKDAYS)
_WEEK: Final = 7


# --- questions -----------------------------------------------------------------------------------


def alarms_of(*ext_ids: ExtensionId) -> Request:
    """Ask for the wake-up calls of some rooms; there is no word for all.

    Raises:
        ValueError: none is named.
    """
    return post("wakeupcall/query", number=named(*ext_ids))


def alarms(answer: Mapping[str, object], remark: Remark) -> dict[ExtensionId, tuple[Alarm, ...]]:
    """Read wake-up calls; whoever is not named has none.

    Raises:
        WireError: there is no list.
    """

    def room(item: dict[str, object]) -> tuple[ExtensionId, tuple[Alarm, ...]]:
        ext_id = ExtensionId(id_of(item.get("number", item.get("extid")), "number"))
        listed = wakeups.bounded(rows(item, "wakeup"), remark)
        found = each(listed, lambda entry: _alarm(ext_id, entry, remark), remark)
        return ext_id, tuple(found)

    return wakeups.by_room(each(rows(answer, "wakeups"), room, remark))


def _alarm(ext_id: ExtensionId, item: dict[str, object], remark: Remark) -> Alarm:
    at = wakeups.time_of(item.get("time"))
    return Alarm(
        alarm_id=wakeups.alarm_id(ext_id, id_of(item.get("wakeupid"), "wakeupid")),
        at=at,
        days=_days(item, remark),
        prompt=text_of(item.get("prompt", item.get("Prompt"))),
    )


def _days(item: Mapping[str, object], remark: Remark) -> frozenset[int]:
    """Read on which days it rings: 0 is Sunday there, Monday here."""
    word = text_of(item.get("type")).casefold()
    if word == "everyday":  # a relative's word
        return _EVERY_DAY
    if word != "custom":
        if word != "onetime":
            remark("kind of a wake-up call left out")
        return frozenset()
    return wakeups.days_of(several(item.get("weekdays"), 4 * _WEEK))


# --- commands ------------------------------------------------------------------------------------


def create_alarm(ext_id: ExtensionId, alarm: Alarm) -> Request:
    """Set one wake-up call."""
    return post("wakeupcall/create", number=named(ext_id), **_settings(alarm))


def change_alarm(alarm: Alarm) -> Request:
    """Have one be as this one, everything of it.

    Raises:
        ValueError: it has no id of this PBX.
    """
    ext_id, wakeup_id = wakeups.place_of(alarm.alarm_id)
    return post(
        "wakeupcall/update", number=named(ext_id), wakeupid=named(wakeup_id), **_settings(alarm)
    )


def delete_alarms(ext_id: ExtensionId, alarm_ids: Collection[str]) -> Request:
    """Delete these wake-up calls of a room.

    Raises:
        ValueError: none is named, a blank one, or another room's: without an id the PBX would
            delete every alarm of the house.
    """
    wakeup_ids = wakeups.own_ids(ext_id, alarm_ids)
    return post("wakeupcall/delete", wakeupid=named(*wakeup_ids))


def check_out(ext_id: ExtensionId) -> Request:
    """Wipe a room."""
    return post("hotel/checkout", number=named(ext_id))


def _settings(alarm: Alarm) -> dict[str, object]:
    settings: dict[str, object] = {"time": f"{alarm.at:%H:%M}", "type": "onetime"}
    if not alarm.once:
        settings |= {"type": "custom", "weekdays": wakeups.days_text(alarm.days)}
    if alarm.prompt:
        settings["prompt"] = alarm.prompt
    return settings
