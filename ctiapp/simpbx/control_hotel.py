"""What the control API does to a hotel: its wake-up calls, its guests, its clock."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.guests import REACTIONS, SOON_S, Guest
from ctiapp.simpbx.options import USER_EXTENSION
from ctiapp.simpbx.p_series.hotel import repeat_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.control_args import Args
    from ctiapp.simpbx.control_calls import Answer
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.server import RunningPbx
    from ctiapp.simpbx.wakeups import Wish

_EVERYBODY = "*"
_CLOCK_LENGTH = 8


def wakeups(pbx: RunningPbx, args: Args) -> Answer:
    """Return all alarms, how each ring went, and what became of which alarm."""
    exchange, kept = pbx.exchange, pbx.exchange.wakeups
    number = args.text("extension", "")
    ids = {entry.number: entry.id for entry in exchange.directory.extensions.values()}

    def wanted(extension: str) -> bool:
        return number in ("", extension)

    answer: Answer = {
        "alarms": [
            {
                "id": each.id,
                "extension": each.extension,
                "ext_id": ids[each.extension],
                **_shown_wish(each.wish),
                "next": _local(exchange, each.next_s or None),
                "tries": each.tries,
            }
            for each in kept.alarms.values()
            if wanted(each.extension)
        ],
        "rings": [
            {
                "alarm": each.alarm,
                "extension": each.extension,
                "number": each.number,
                "at": _local(exchange, each.at_s),
                "at_s": each.at_s,
                "call_id": each.call_id,
                "outcome": each.outcome,
                "ended": _local(exchange, each.ended_s),
            }
            for each in kept.rings
            if wanted(each.extension)
        ],
        "edits": [
            {
                "alarm": each.alarm,
                "extension": each.extension,
                "action": each.action,
                "at": _local(exchange, each.at_s),
                **_shown_wish(each.wish),
            }
            for each in kept.edits
            if wanted(each.extension)
        ],
    }
    if args.flag("clear", default=False):
        kept.forget()
    return answer


def guest(pbx: RunningPbx, args: Args) -> Answer:
    """Say what the people in rooms do about a phone that rings."""
    text = args.text("extension")
    known = pbx.exchange.directory.extensions
    numbers = [each.strip() for each in text.split(",")]
    if text == _EVERYBODY:
        numbers = [each for each in known if each != USER_EXTENSION]
    strangers = [each for each in numbers if each not in known]
    if strangers:
        message = f"no extension {strangers[0]}"
        raise ControlError(message)
    does = args.text("does", "")
    chosen = next((each for each in REACTIONS if each == does), None)
    if does and chosen is None:
        message = f"no way to react {does!r}; valid: {', '.join(REACTIONS)}"
        raise ControlError(message)
    after_s = args.number("after_s", SOON_S)
    for number in numbers:
        if chosen is None:
            pbx.guests.habits.pop(number, None)
        else:
            pbx.guests.habits[number] = Guest(chosen, after_s)
    return {"extensions": len(numbers), "does": chosen}


def pms(pbx: RunningPbx, args: Args) -> Answer:
    """Let a property management system own check-out (70524), and the data as well (70525)."""
    api = pbx.api.settings
    api.pms = args.flag("on", api.pms)
    api.pms_owns_data = args.flag("data", api.pms_owns_data)
    api.checkout_wipes_records = args.flag("wipes_records", api.checkout_wipes_records)
    return {
        "on": api.pms,
        "data": api.pms_owns_data,
        "wipes_records": api.checkout_wipes_records,
    }


def zone(pbx: RunningPbx, args: Args) -> Answer:
    """Set the exchange's local time; alarms are planned anew by it."""
    if "name" in args:
        pbx.exchange.wall.set_zone(args.text("name"))
    return _clock(pbx)


def clock(pbx: RunningPbx, args: Args) -> Answer:
    """Let time pass until the wall clock shows something, or let it run faster; tokens live on."""
    rate = args.number("rate", pbx.rate)
    if rate == 0:
        message = "rate must be above 0"
        raise ControlError(message)
    if "at" in args:
        at_s = _moment(pbx.exchange, args.text("at"))
        if at_s < pbx.exchange.now_s:
            message = f"the clock is past {args.text('at')} and never goes back"
            raise ControlError(message)
        pbx.set_clock(at_s)
    pbx.set_rate(rate)
    return _clock(pbx)


def restart(pbx: RunningPbx, args: Args) -> Answer:
    """Let the PBX go down and come up again."""
    calls = pbx.restart(args.number("down_s", 0.0))
    return {**_clock(pbx), "calls": calls}


def _clock(pbx: RunningPbx) -> Answer:
    exchange = pbx.exchange
    return {
        "now": exchange.now_s,
        "local": _local(exchange, exchange.now_s),
        "zone": exchange.wall.name,
        "rate": pbx.rate,
    }


def _local(exchange: Exchange, at_s: float | None) -> str | None:
    """Return a moment as the wall clock shows it, with how far it is ahead of UTC."""
    return None if at_s is None else exchange.wall.local(at_s).isoformat(timespec="seconds")


def _moment(exchange: Exchange, text: str) -> float:
    """Return when the wall clock shows ``05:40`` next, or ``2026-10-25 05:40`` at all."""
    try:
        if len(text) <= _CLOCK_LENGTH:
            return exchange.wall.next_s(time.fromisoformat(text), exchange.now_s)
        at = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"at must be a time like 05:40 or 2026-10-25 05:40, not {text!r}"
        raise ControlError(message) from error
    return exchange.wall.moment(at) if at.tzinfo is None else at.timestamp()


def _shown_wish(wish: Wish) -> Answer:
    return {
        "alarm_time": wish.at.strftime("%H:%M"),
        "repeat_type": repeat_type(wish.weekdays),
        "number_of_snoozes": wish.snoozes,
        "snooze_duration": wish.snooze_min,
        "alarm_prompt": wish.prompt,
    }


VERBS: dict[str, tuple[str, tuple[str, ...], Callable[[RunningPbx, Args], Answer]]] = {
    "wakeups": (
        (
            "every alarm, how each of its rings went (answered, no answer, refused, busy, dnd, "
            "off, cut, asleep), and each edit: extension?, clear? (rings and edits)"
        ),
        ("extension", "clear"),
        wakeups,
    ),
    "guest": (
        (
            "what the people at extensions do about a phone that rings: extension (several with "
            "commas; *: all but 2000), does? (answer, ignore, busy, snooze; none: nobody acts any "
            "more), after_s?"
        ),
        ("extension", "does", "after_s"),
        guest,
    ),
    "pms": (
        (
            "a property management system owns check-out (70524): on?, data? (and rooms and "
            "alarms: 70525); wipes_records? (a check-out deletes past calls, too)"
        ),
        ("on", "data", "wipes_records"),
        pms,
    ),
    "zone": ("the local time of the PBX: name? (like Europe/Berlin, or UTC)", ("name",), zone),
    "clock": (
        (
            "time passes at once until the PBX's own clock shows something, or passes faster; "
            "tokens and sockets live as before: at? (05:40, or 2026-10-25 05:40), "
            "rate? (1: as it does)"
        ),
        ("at", "rate"),
        clock,
    ),
    "restart": (
        (
            "the PBX goes down: calls, sockets and access tokens end, alarms stay; down_s? (time "
            "that passes, in which no alarm rings)"
        ),
        ("down_s",),
        restart,
    ),
}
"""The verbs by name: what each takes, what it is for, and what does it."""
