"""The endpoints ``wakeupcall/*`` and ``hotel/checkout`` (fact sheet, section 6).

``wakeup`` may be an object or an array, of which the first alarm counts, in both requests: the
books contradict each other. What they leave open: an alarm that is none, or another room's, is
10021, the 24th of a room 10020; of several rooms, all get the alarm or none. An edit sets the alarm
anew as a whole. An alarm without a prompt of its own has no ``prompt`` in an answer. The caller ID
name that a check-out resets is the extension's name, which is its number then; e-mail, mobile and
password are not named, and stay.
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from ctiapp.simpbx import announce, checkout
from ctiapp.simpbx.k2.errors import ALARM_NOT_SAVED, BLANK, NO_ALARM, NO_PROMPT, success
from ctiapp.simpbx.pushparams import ALL, RefusedError
from ctiapp.simpbx.wakeups import MAX_ALARMS, Wish

if TYPE_CHECKING:
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.pushparams import JsonObject, Params
    from ctiapp.simpbx.wakeups import Alarm

_TIME = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])")
_WEEK = 7
_MOST_REPEATS = 3
_TYPES = ("onetime", "everyday", "custom")
_EVERY_DAY = tuple(range(_WEEK))


def create(site: Site, params: Params) -> JsonObject:
    """Set an alarm for one room or several; no id comes back."""
    entries = [site.extension(each) for each in params.several("number")]
    wish = _wish(site, _asked(site, params))
    if any(len(site.exchange.wakeups.of(entry.number)) >= MAX_ALARMS for entry in entries):
        raise RefusedError(ALARM_NOT_SAVED)
    for entry in entries:
        site.exchange.wakeups.create(entry.number, wish)
    return success()


def query(site: Site, params: Params) -> JsonObject:
    """Answer the alarms of rooms; who has none is left out."""
    rows = []
    for entry in site.extensions(params):
        alarms = [_row(site, each) for each in site.exchange.wakeups.of(entry.number)]
        if alarms:
            rows.append({"number": entry.number, "wakeup": alarms})
    return success(wakeups=rows)


def update(site: Site, params: Params) -> JsonObject:
    """Set an alarm anew."""
    number = site.extension(params.text("number")).number
    (alarm,) = _alarms(site, number, [params.text("wakeupid")])
    site.exchange.wakeups.change(alarm, _wish(site, _asked(site, params)))
    return success()


def delete(site: Site, params: Params) -> JsonObject:
    """Delete some alarms of rooms, or without ``wakeupid`` all of them."""
    entries = site.extensions(params)
    ids = params.several("wakeupid") if "wakeupid" in params else [ALL]
    if ids == [ALL]:
        for entry in entries:
            site.exchange.wakeups.clear(entry.number)
        return success()
    doomed = [each for entry in entries for each in _alarms(site, entry.number, ids)]
    for alarm in doomed:
        site.exchange.wakeups.remove(alarm)
    return success()


def check_out(site: Site, params: Params) -> JsonObject:
    """Empty voicemail, outbound rights and alarms of rooms, and reset their names."""
    for entry in [site.extension(each) for each in params.several("number")]:
        checkout.check_out(site.exchange, entry, name=entry.number)
    return success()


def _alarms(site: Site, number: str, ids: list[str]) -> list[Alarm]:
    own = {str(alarm.id): alarm for alarm in site.exchange.wakeups.of(number)}
    if any(each not in own for each in ids):
        raise RefusedError(NO_ALARM)
    return [own[each] for each in ids]


def _asked(site: Site, params: Params) -> Params:
    """Return the alarm that is asked for, out of its object or its array."""
    given = params.values.get("wakeup")
    first = given[0] if isinstance(given, list) and given else given
    if not isinstance(first, dict):
        raise RefusedError(BLANK)
    return site.nested(first)


def _wish(site: Site, params: Params) -> Wish:
    """Return what is asked for. Raises 10004 for what is missing or cannot be, 10023."""
    shown = _TIME.fullmatch(params.text("time"))
    params.text("type")
    kind = params.choice("type", _TYPES)
    repeats, minutes = params.whole("repeats", 1), params.whole("repeatinterval", 10)
    if shown is None or not 1 <= repeats <= _MOST_REPEATS or minutes < 1:
        raise RefusedError(BLANK)
    prompt = params.optional("prompt")
    if prompt and prompt not in announce.PROMPTS:
        raise RefusedError(NO_PROMPT)
    at = time(int(shown[1]), int(shown[2]))
    weekdays = {"onetime": (), "everyday": _EVERY_DAY}.get(kind)
    snoozes = repeats - 1 if site.inferred.repeats_are_rings else repeats
    return Wish(at, _weekdays(params) if weekdays is None else weekdays, snoozes, minutes, prompt)


def _weekdays(params: Params) -> tuple[int, ...]:
    """Return the days of a custom alarm, Monday first: the API counts from Sunday, which is 0."""
    given = params.several("weekdays")
    if any(day not in "0123456" or len(day) != 1 for day in given):
        raise RefusedError(BLANK)
    return tuple(sorted({(int(day) - 1) % _WEEK for day in given}))


def _row(site: Site, alarm: Alarm) -> JsonObject:
    wish = alarm.wish
    days = wish.weekdays
    kind = "onetime" if not days else "everyday" if days == _EVERY_DAY else "custom"
    row: JsonObject = {
        "wakeupid": str(alarm.id),
        "time": wish.at.strftime("%H:%M"),
        "type": kind,
    }
    if kind == "custom":
        row["weekdays"] = ",".join(sorted(str((day + 1) % _WEEK) for day in days))
    row["repeats"] = str(wish.snoozes + 1 if site.inferred.repeats_are_rings else wish.snoozes)
    row["repeatinterval"] = str(wish.snooze_min)
    if wish.prompt:
        row["prompt"] = wish.prompt
    return row
