"""The endpoints ``wakeupcall/*`` and ``hotel/checkout`` (fact sheet, section 4).

An alarm rings once or on certain days; it has no repetitions. What the sheet leaves open: several
rooms in one ``create`` have an alarm each, all or none; prompts are written ``custom/<name>``; an
alarm belongs to the room named (else it is none); ``weekdays`` of an alarm that rings once are not
heard, and an empty prompt is the hold music. As documented, ``delete`` without ``wakeupid`` deletes
every alarm of the house. What a check-out wipes is not said: it is what the Yeastar books that this
API follows say of theirs (messages, ways out, alarms, the name), and nothing else.
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from ctiapp.simpbx import announce, checkout
from ctiapp.simpbx.errors import FullError
from ctiapp.simpbx.openvox.finding import extensions_in
from ctiapp.simpbx.openvox.inferred import ALARM_REFUSED, NO_ALARM, NO_PROMPT
from ctiapp.simpbx.pushfinding import extension_of
from ctiapp.simpbx.pushparams import RefusedError
from ctiapp.simpbx.wakeups import MAX_ALARMS, Wish

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import JsonObject, Params
    from ctiapp.simpbx.wakeups import Alarm

KINDS = ("onetime", "custom")
_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
_CUSTOM = "custom/"
_DAYS = 7


def create(exchange: Exchange, params: Params) -> JsonObject:
    """Set an alarm in each of the rooms."""
    rooms = extensions_in(exchange, params, "number")
    wish = _wish(params)
    if any(len(exchange.wakeups.of(room.number)) >= MAX_ALARMS for room in rooms):
        raise RefusedError(ALARM_REFUSED)
    for room in rooms:
        try:
            exchange.wakeups.create(room.number, wish)
        except FullError as error:
            raise RefusedError(ALARM_REFUSED) from error
    return {}


def query(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the alarms of rooms; where there is none, the status alone."""
    rooms = extensions_in(exchange, params, "number")
    rows = [
        {"number": room.number, "wakeup": [_row(alarm) for alarm in alarms]}
        for room in rooms
        if (alarms := exchange.wakeups.of(room.number))
    ]
    return {"wakeups": rows} if rows else {}


def update(exchange: Exchange, params: Params) -> JsonObject:
    """Set an alarm anew."""
    room = extension_of(exchange, params.text("number"))
    (alarm,) = _alarms(exchange, [params.text("wakeupid")])
    if alarm.extension != room.number:
        raise RefusedError(NO_ALARM)
    exchange.wakeups.change(alarm, _wish(params))
    return {}


def delete(exchange: Exchange, params: Params) -> JsonObject:
    """Delete some alarms, or without ``wakeupid`` every alarm that there is."""
    if "wakeupid" in params:
        doomed = _alarms(exchange, params.several("wakeupid"))
    else:
        doomed = list(exchange.wakeups.alarms.values())
    for alarm in doomed:
        exchange.wakeups.remove(alarm)
    return {}


def check_out(exchange: Exchange, params: Params) -> JsonObject:
    """Wipe what a guest has left behind in one room."""
    entry = extension_of(exchange, params.text("number"))
    checkout.check_out(exchange, entry, name=entry.number)
    return {}


def _alarms(exchange: Exchange, wanted: list[str]) -> list[Alarm]:
    """Return the alarms with these ids. Raises ``RefusedError`` where one is none."""
    known = {str(each): alarm for each, alarm in exchange.wakeups.alarms.items()}
    if any(each not in known for each in wanted):
        raise RefusedError(NO_ALARM)
    return [known[each] for each in wanted]


def _wish(params: Params) -> Wish:
    at, kind = params.text("time"), params.choice("type", KINDS, "")
    if not _TIME.fullmatch(at):
        raise RefusedError(ALARM_REFUSED)
    days = _weekdays(params.several("weekdays")) if kind == "custom" else ()
    prompt = params.optional("prompt", params.optional("Prompt")).removeprefix(_CUSTOM)
    if prompt and prompt not in announce.PROMPTS:
        raise RefusedError(NO_PROMPT)
    return Wish(time.fromisoformat(at), days, prompt=prompt)


def _weekdays(days: list[str]) -> tuple[int, ...]:
    """Return days counted from Monday; the API counts from Sunday."""
    if any(day not in {str(each) for each in range(_DAYS)} for day in days):
        raise RefusedError(ALARM_REFUSED)
    return tuple(sorted((int(day) - 1) % _DAYS for day in days))


def _row(alarm: Alarm) -> JsonObject:
    wish = alarm.wish
    days = sorted((day + 1) % _DAYS for day in wish.weekdays)
    return {
        "wakeupid": str(alarm.id),
        "type": KINDS[1 if wish.weekdays else 0],
        "weekdays": ",".join(map(str, days)),
        "time": wish.at.strftime("%H:%M"),
        "prompt": f"{_CUSTOM}{wish.prompt}" if wish.prompt else "",
    }
