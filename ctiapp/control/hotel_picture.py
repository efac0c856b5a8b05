"""Rooms, wake-up calls and receipts in the machine form of ``ctl``.

Null is what is not known, or not there. Times are ISO 8601; those of the PBX's clock have no zone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.control.hotel_args import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.notice import Notice
    from ctiapp.model.stays import CheckOutPreview, Receipt, Stay
    from ctiapp.model.wakes import Plan, Upcoming, Wake
    from ctiapp.services.hotel.rooms import Room

PLAN = "plan-"
"""What the id of a wake-up call with a date begins with, so that it is no alarm's of the PBX."""


def room_picture(room: Room) -> dict[str, object]:
    """A room as it stands."""
    return {
        "number": room.number.text,
        "guest": room.guest or None,
        "guests": list(room.guests),
        "occupied": room.occupied,
        "stay": None if room.stay is None else stay_picture(room.stay, confirmed=room.confirmed),
        "departs_today": room.departs_today,
        "outside": room.outside,
        "line": None if room.lamp.line is None else room.lamp.line.value,
        "wakeups": [alarm_picture(alarm) for alarm in room.alarms],
        "planned": [plan_picture(plan) for plan in room.planned],
        "next": None if room.next_wake is None else _next(room.next_wake),
        "today": [wake_picture(wake) for wake in room.wakes],
    }


def stay_picture(stay: Stay, *, confirmed: bool) -> dict[str, object]:
    """What this desk wrote down of guests; ``confirmed``: the PBX names them."""
    return {
        "guests": list(stay.guests),
        "language": stay.language or None,
        "arrival": None if stay.arrival is None else stay.arrival.isoformat(),
        "departure": None if stay.departure is None else stay.departure.isoformat(),
        "confirmed": confirmed,
    }


def alarm_picture(alarm: Alarm) -> dict[str, object]:
    """A wake-up call that the PBX has."""
    return {
        "id": alarm.alarm_id,
        "time": f"{alarm.at:%H:%M}",
        "days": [DAYS[day] for day in sorted(alarm.days)],
        "snoozes": alarm.snoozes,
        "every_min": alarm.snooze_min,
        "prompt": alarm.prompt or None,
    }


def plan_picture(plan: Plan) -> dict[str, object]:
    """A wake-up call with a date, which this application sets when its day comes."""
    return {
        **alarm_picture(plan.alarm),
        "id": f"{PLAN}{plan.plan_id}",
        "date": plan.on.isoformat(),
        "state": plan.state.value,
        "group": plan.group or None,
        "late": plan.late,
    }


def wake_picture(wake: Wake) -> dict[str, object]:
    """How one wake-up call of one morning went, or goes."""
    seen = wake.acknowledged
    return {
        "id": wake.wake_id,
        "room": wake.room.text,
        "time": wake.wall.isoformat(timespec="minutes"),
        "outcome": wake.outcome.value,
        "reason": wake.reason.value or None,
        "tries": [
            {"at": _at(each.at), "outcome": each.outcome.value, "reason": each.reason.value or None}
            for each in wake.tries
        ],
        "answered": _at(wake.answered_at),
        "again": _at(wake.again_at),
        "red": wake.red,
        "acknowledged": None
        if seen is None
        else {"how": seen.how.value, "by": seen.by, "at": _at(seen.at), "note": seen.note or None},
    }


def receipt_picture(receipt: Receipt, say: Callable[[Notice], str]) -> dict[str, object]:
    """What stands at the PBX after a check-in or a check-out."""
    return {
        "room": receipt.room.text,
        "at": _at(receipt.at),
        "by": receipt.by or None,
        "items": [
            {
                "what": item.what.value,
                "wanted": item.wanted or None,
                "found": item.found,
                "state": item.state.value,
                "why": None if item.notice is None else say(item.notice),
            }
            for item in receipt.items
        ],
        "notice": None if receipt.notice is None else say(receipt.notice),
    }


def preview_picture(shown: CheckOutPreview) -> dict[str, object]:
    """What check-out would erase; null: the PBX does not tell."""
    return {
        "room": shown.room.text,
        "guest": shown.name or None,
        "erases": {item.what.value: item.stands for item in shown.items},
        "on_phone": shown.on_phone,
    }


def _next(coming: Upcoming) -> dict[str, object]:
    return {
        "id": coming.alarm.alarm_id,
        "time": coming.wall.isoformat(timespec="minutes"),
        "at": _at(coming.at),
    }


def _at(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
