"""The endpoints ``wakeupcall/*`` (handbook, l. 4340-4598)."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from ctiapp.simpbx import announce
from ctiapp.simpbx.cloud.shared import ALARM_NOT_SAVED, ALARM_THERE, NO_ALARM, NO_PROMPT
from ctiapp.simpbx.errors import FullError
from ctiapp.simpbx.pushparams import ALL, BLANK, Params, RefusedError
from ctiapp.simpbx.wakeups import MAX_ALARMS, Wish

if TYPE_CHECKING:
    from ctiapp.simpbx.cloud.shared import Shared
    from ctiapp.simpbx.pushparams import JsonObject
    from ctiapp.simpbx.wakeups import Alarm

PROMPT = "macroform-cold_day"
"""The prompt where none is set (l. 4380); to set one is to name a custom one (l. 4377, 4501)."""

_TIME = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])")
_WEEK = 7
_EVERY_DAY = tuple(range(_WEEK))
_TYPES = ("onetime", "everyday", "custom")
_REPEATS = ("1", "2", "3")
_INTERVAL_MIN = 10


def create(shared: Shared, params: Params) -> JsonObject:
    """Set an alarm for one extension or several; no id comes back (l. 4340)."""
    wakeups = shared.exchange.wakeups
    numbers = [shared.extension(each).number for each in params.several("extid")]
    wish = _wish(params)
    if any(_same(alarm.wish, wish) for number in numbers for alarm in wakeups.of(number)):
        raise RefusedError(ALARM_THERE)
    if any(len(wakeups.of(number)) >= MAX_ALARMS for number in numbers):
        raise RefusedError(ALARM_NOT_SAVED)
    for number in numbers:
        try:
            wakeups.create(number, wish)
        except FullError as error:  # the same extension several times
            raise RefusedError(ALARM_NOT_SAVED) from error
    return {}


def query(shared: Shared, params: Params) -> JsonObject:
    """Answer the alarms of extensions (l. 4413)."""
    params.text("extid")
    rows = []
    for entry in shared.extensions(params):
        alarms = [_row(each) for each in shared.exchange.wakeups.of(entry.number)]
        if alarms:
            rows.append({"extid": entry.number, "wakeup": alarms})
    return {"wakeups": rows} if rows else {}


def update(shared: Shared, params: Params) -> JsonObject:
    """Set an alarm anew (l. 4481)."""
    number = shared.extension(params.text("extid")).number
    (alarm,) = _alarms(shared, number, [params.text("wakeupid")])
    shared.exchange.wakeups.change(alarm, _wish(params))
    return {}


def delete(shared: Shared, params: Params) -> JsonObject:
    """Delete some alarms of an extension, or without ``wakeupid`` all of them (l. 4540)."""
    number = shared.extension(params.text("extid")).number
    ids = params.several("wakeupid") if "wakeupid" in params else [ALL]
    if ids == [ALL]:
        shared.exchange.wakeups.clear(number)
        return {}
    for alarm in _alarms(shared, number, ids):
        shared.exchange.wakeups.remove(alarm)
    return {}


def _alarms(shared: Shared, number: str, ids: list[str]) -> list[Alarm]:
    known = {str(alarm.id): alarm for alarm in shared.exchange.wakeups.of(number)}
    if not all(each in known for each in ids):
        raise RefusedError(NO_ALARM)
    return [known[each] for each in dict.fromkeys(ids)]


def _row(alarm: Alarm) -> JsonObject:
    wish = alarm.wish
    row: JsonObject = {
        "wakeupid": str(alarm.id),
        "time": wish.at.strftime("%H:%M"),
        "type": "onetime",
        "prompt": wish.prompt or PROMPT,
        "repeats": str(wish.snoozes + 1),
        "repeatinterval": str(wish.snooze_min),
    }
    if wish.weekdays:
        row["type"] = "everyday" if len(wish.weekdays) == _WEEK else "custom"
        row["weekdays"] = ",".join(str(day) for day in sorted(_sunday_first(wish.weekdays)))
    return row


def _sunday_first(days: tuple[int, ...]) -> list[int]:
    """Count weekdays from Sunday as the API does, and not from Monday."""
    return [(day + 1) % _WEEK for day in days]


def _wish(params: Params) -> Wish:
    """Return what is to be set: of several alarms the first counts (l. 4346)."""
    asked = params.values.get("wakeup")
    if isinstance(asked, list):
        asked = asked[0] if asked else None
    if not isinstance(asked, dict):
        raise RefusedError(BLANK)
    wanted = params.within(asked)
    at = _TIME.fullmatch(wanted.text("time"))
    kind = wanted.choice("type", _TYPES)
    if at is None:
        raise RefusedError(ALARM_NOT_SAVED)
    # The tables begin these two with a capital letter, the examples do not.
    interval = "repeatinterval" if "repeatinterval" in wanted else "Repeatinterval"
    prompt = wanted.optional("prompt" if "prompt" in wanted else "Prompt", "")
    if prompt and prompt not in announce.PROMPTS:
        raise RefusedError(NO_PROMPT)
    days: tuple[int, ...] = _EVERY_DAY if kind == "everyday" else ()
    if kind == "custom":
        days = _days(wanted)
    return Wish(
        time(int(at[1]), int(at[2])),
        days,
        int(wanted.choice("repeats", _REPEATS)) - 1,
        wanted.whole(interval, _INTERVAL_MIN),
        prompt,
    )


def _days(wanted: Params) -> tuple[int, ...]:
    parts = set(wanted.several("weekdays"))
    if not parts <= {str(day) for day in _EVERY_DAY}:
        raise RefusedError(ALARM_NOT_SAVED)
    return tuple(sorted((int(each) - 1) % _WEEK for each in parts))


def _same(one: Wish, other: Wish) -> bool:
    return (one.at, one.weekdays) == (other.at, other.weekdays)
