"""The endpoints ``wakeupcall/*`` and ``hotel/checkout`` (P handbook, l. 15021-15601).

What they leave open:

- ``wakeupcall/list`` answers the extensions that have alarms, by their ids, in pages, and no
  ``total_number``: its table has none. Of an extension without alarms ``wakeup_call`` is null.
- The 24th alarm of an extension is 60002 (limit reached): the table of errors has no other that
  fits. An extension that is none is 60001, an alarm that is none, or another room's, 70516.
- "If several are added, only the newest counts" (l. 15343): where ``alarm_time`` or ``ext_id`` is a
  list, or a text with commas, the last of it counts.
- Days may be parted by commas and blanks; ``never`` beside a day is 40002, as is a prompt that is
  not among the custom ones (``announce.PROMPTS``). A snooze lasts a minute at least.
- ``update`` without ``repeat_type`` makes it ``never``, as the table's default has it (l. 15443).
- ``delete`` with several ids, one of them wrong, deletes none. Without an id it deletes every alarm
  of the room, and is no error where there is none.
- A check-out empties what l. 15546-15552 list, messages in the mailbox included; the password that
  is wiped is a blank. What the room may dial inside stays. 30022 tells of it, and 30009 where the
  presence changes. Whether past calls go as well is a setting: l. 18507 says so, l. 15552 does not.
- A property management system that owns check-out makes it 70524; one that owns the data makes
  create, update and delete of alarms 70525.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from ctiapp.simpbx import announce, checkout
from ctiapp.simpbx.errors import FullError
from ctiapp.simpbx.p_series.directory import extension_by_id
from ctiapp.simpbx.p_series.errors import ApiError, invalid, missing, success
from ctiapp.simpbx.p_series.params import Columns, Params, listing
from ctiapp.simpbx.wakeups import Wish

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Extension
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.wakeups import Alarm

NEVER = "never"
DAYS = (
    *("every_monday", "every_tuesday", "every_wednesday", "every_thursday"),
    *("every_friday", "every_saturday", "every_sunday"),
)
"""The days of ``repeat_type``, Monday first."""

_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
_MOST_SNOOZES = 3
_NO_ALARM = 70516
_FULL = 60002
_PMS_CHECKS_OUT = 70524
_PMS_OWNS_DATA = 70525

_COLUMNS: Columns[Extension] = {"id": lambda entry: entry.id}


def list_wakeups(exchange: Exchange, params: Params) -> JsonObject:
    """Answer a page of the extensions that have alarms (l. 15023)."""
    extensions = exchange.directory.extensions
    numbers = {alarm.extension for alarm in exchange.wakeups.alarms.values()}
    entries = [extensions[number] for number in numbers]
    answer = listing(params, entries, _COLUMNS, lambda entry: _row(exchange, entry))
    del answer["total_number"]  # the handbook's table has none
    return answer


def get_wakeups(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the alarms of one extension, in an object (l. 15134)."""
    entry = extension_by_id(exchange, params.integer("ext_id"))
    return success(data=_row(exchange, entry))


def query_wakeups(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the alarms of several extensions, in a list (l. 15227)."""
    wanted = params.ids("ext_id")
    return success(data=[_row(exchange, extension_by_id(exchange, each)) for each in wanted])


def create_wakeup(exchange: Exchange, params: Params) -> JsonObject:
    """Set an alarm (l. 15335)."""
    _need_data_rights(params)
    newest = Params({**params.values, **_newest(params)}, params.settings)
    entry = extension_by_id(exchange, newest.integer("ext_id"))
    if "alarm_time" not in newest:
        raise missing("alarm_time")
    wish = _wish(newest, Wish(time()))
    try:
        return success(id=exchange.wakeups.create(entry.number, wish).id)
    except FullError as error:
        raise ApiError(_FULL) from error


def update_wakeup(exchange: Exchange, params: Params) -> JsonObject:
    """Set an alarm anew (l. 15418)."""
    _need_data_rights(params)
    alarm = exchange.wakeups.alarms.get(params.integer("id"))
    if alarm is None:
        raise ApiError(_NO_ALARM)
    exchange.wakeups.change(alarm, _wish(params, alarm.wish))
    return success()


def delete_wakeups(exchange: Exchange, params: Params) -> JsonObject:
    """Delete some alarms of an extension, or without ``wakeup_call_id`` all of them (l. 15484)."""
    _need_data_rights(params)
    entry = extension_by_id(exchange, params.integer("ext_id"))
    if "wakeup_call_id" not in params:
        exchange.wakeups.clear(entry.number)
        return success()
    own = {alarm.id: alarm for alarm in exchange.wakeups.of(entry.number)}
    wanted = list(dict.fromkeys(params.ids("wakeup_call_id")))
    if any(each not in own for each in wanted):
        raise ApiError(_NO_ALARM)
    for each in wanted:
        exchange.wakeups.remove(own[each])
    return success()


def check_out(exchange: Exchange, params: Params) -> JsonObject:
    """Wipe what a guest has left behind (l. 15538)."""
    if params.settings.pms:
        raise ApiError(_PMS_CHECKS_OUT)
    entry = extension_by_id(exchange, params.integer("ext_id"))
    checkout.check_out_wholly(exchange, entry, records=params.settings.checkout_wipes_records)
    return success()


def _row(exchange: Exchange, entry: Extension) -> JsonObject:
    alarms = [_alarm(each) for each in exchange.wakeups.of(entry.number)]
    return {"ext_id": entry.id, "wakeup_call": alarms or None}


def repeat_type(weekdays: tuple[int, ...]) -> str:
    """Return days as the API has them, 0 being Monday; none is ``never``."""
    return ",".join(DAYS[day] for day in weekdays) or NEVER


def _alarm(alarm: Alarm) -> JsonObject:
    wish = alarm.wish
    row: JsonObject = {
        "id": alarm.id,
        "alarm_time": wish.at.strftime("%H:%M"),
        "repeat_type": repeat_type(wish.weekdays),
        "number_of_snoozes": wish.snoozes,
        "snooze_duration": wish.snooze_min,
    }
    if wish.prompt:
        row["alarm_prompt"] = wish.prompt
    return row


def _newest(params: Params) -> JsonObject:
    """Return the last of what is given several times."""
    several: JsonObject = {}
    for name in ("ext_id", "alarm_time"):
        given = params.values.get(name)
        if isinstance(given, str) and "," in given:
            several[name] = given.rpartition(",")[2].strip()
        elif isinstance(given, list) and given:
            several[name] = given[-1]
    return several


def _wish(params: Params, before: Wish) -> Wish:
    """Return what is asked for; what is not given stays, but for the days. Raises 40002."""
    wish = replace(before, weekdays=_weekdays(params))
    if "alarm_time" in params:
        text = params.text("alarm_time")
        if not _TIME.fullmatch(text):
            raise invalid("alarm_time", text)
        wish = replace(wish, at=time.fromisoformat(text))
    snoozes = params.integer("number_of_snoozes", wish.snoozes)
    if not 0 <= snoozes <= _MOST_SNOOZES:
        raise invalid("number_of_snoozes", snoozes)
    snooze_min = params.integer("snooze_duration", wish.snooze_min)
    if snooze_min < 1:
        raise invalid("snooze_duration", snooze_min)
    prompt = params.optional("alarm_prompt", wish.prompt)
    if prompt and prompt not in announce.PROMPTS:
        raise invalid("alarm_prompt", prompt)
    return replace(wish, snoozes=snoozes, snooze_min=snooze_min, prompt=prompt)


def _weekdays(params: Params) -> tuple[int, ...]:
    given = params.optional("repeat_type", NEVER)
    days = ["".join(day.split()) for day in given.split(",")]
    if days == [NEVER]:
        return ()
    if any(day not in DAYS for day in days):
        raise invalid("repeat_type", given)
    return tuple(sorted({DAYS.index(day) for day in days}))


def _need_data_rights(params: Params) -> None:
    if params.settings.pms and params.settings.pms_owns_data:
        raise ApiError(_PMS_OWNS_DATA)
