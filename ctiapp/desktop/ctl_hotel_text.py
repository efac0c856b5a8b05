"""A hotel's rooms, wake-up calls and receipts as ``ctiapp ctl`` prints them for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctiapp.desktop.ctl_table import anything, cell, clock, short, table

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOM_HEAD = ("room", "guest", "stay", "outside", "line", "next wake-up", "today")
_WAKE_HEAD = ("room", "id", "time", "on", "again", "state")
_TODAY_HEAD = ("room", "time", "outcome", "answered", "seen to by")
_RECEIPT_HEAD = ("room", "what", "state", "found", "why")


def rooms(data: object) -> str:
    """What ``room`` answers."""
    if not isinstance(data, dict):
        return anything(data)
    listed = _objects(data.get("rooms"))
    if listed and "state" in listed[0]:
        return _check_outs(listed)
    if listed and "erases" in listed[0]:
        return _previews(listed)
    if "rooms" in data:
        return table([_ROOM_HEAD, *map(_room, listed)]) if listed else "no rooms"
    if "items" in data:
        return table([_RECEIPT_HEAD, *_receipt(data)])
    return "\n\n".join((table([_ROOM_HEAD, _room(data)]), wake_ups(data)))


def wake_ups(data: object) -> str:
    """What ``wakeup`` answers."""
    if not isinstance(data, dict) or "wakeups" not in data:
        return anything(data)
    red = [f"{_shown(wake)} {_outcome(wake)}" for wake in _objects(data.get("red"))]
    set_now = [_wake_up(each) for each in _objects(data["wakeups"])]
    planned = [_wake_up(each) for each in _objects(data.get("planned"))]
    today = [_today(each) for each in _objects(data.get("today"))]
    parts = [
        "NOT SEEN TO: " + "; ".join(red) if red else "",
        table([_WAKE_HEAD, *set_now, *planned]) if set_now or planned else "no wake-up calls",
        table([_TODAY_HEAD, *today]) if today else "",
        cell(data.get("notice")),
    ]
    return "\n\n".join(filter(None, parts))


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _room(room: Mapping[str, Any]) -> tuple[str, ...]:
    stay = room.get("stay") if isinstance(room.get("stay"), dict) else {}
    coming = room.get("next")
    vacant = "" if room.get("occupied") else "vacant"
    until = cell((stay or {}).get("departure"))
    return (
        cell(room.get("number")),
        short(cell(room.get("guest"))),
        vacant or ("leaves today" if room.get("departs_today") else until and f"until {until}"),
        cell(room.get("outside")),
        cell(room.get("line")),
        cell(coming.get("time")).replace("T", " ") if isinstance(coming, dict) else "",
        ", ".join(_outcome(wake) for wake in _objects(room.get("today"))),
    )


def _wake_up(each: Mapping[str, Any]) -> tuple[str, ...]:
    snoozes = each.get("snoozes")
    on = cell(each.get("date")) or cell(each.get("days")) or "once"
    return (
        cell(each.get("room")),
        cell(each.get("id")),
        cell(each.get("time")),
        on,
        f"{cell(snoozes)} times, {cell(each.get('every_min'))} min" if snoozes else "",
        short(": ".join(filter(None, (cell(each.get("state")), cell(each.get("why")))))),
    )


def _today(wake: Mapping[str, Any]) -> tuple[str, ...]:
    seen = wake.get("acknowledged")
    return (
        cell(wake.get("room")),
        cell(wake.get("time")).rpartition("T")[2],
        _outcome(wake),
        clock(wake.get("answered")) if wake.get("answered") else "",
        short(cell(seen.get("by"))) if isinstance(seen, dict) else "",
    )


def _shown(wake: Mapping[str, Any]) -> str:
    return f"{cell(wake.get('room'))} {cell(wake.get('time')).rpartition('T')[2]}"


def _outcome(wake: Mapping[str, Any]) -> str:
    return cell(wake.get("outcome")).replace("_", " ")


def _receipt(receipt: Mapping[str, Any]) -> list[tuple[str, ...]]:
    return [
        (
            cell(receipt.get("room")),
            cell(item.get("what")).replace("_", " "),
            cell(item.get("state")),
            short(cell(item.get("found"))),
            short(cell(item.get("why"))),
        )
        for item in _objects(receipt.get("items"))
    ]


def _check_outs(done: list[Mapping[str, Any]]) -> str:
    lines: list[tuple[str, ...]] = []
    for row in done:
        why = short(cell(row.get("why")))
        lines.append((cell(row.get("room")), "check-out", cell(row.get("state")), "", why))
        receipt = row.get("receipt")
        lines += _receipt(receipt) if isinstance(receipt, dict) else []
    return table([_RECEIPT_HEAD, *lines])


def _previews(shown: list[Mapping[str, Any]]) -> str:
    lines = []
    for row in shown:
        erased = row.get("erases")
        for what, stands in erased.items() if isinstance(erased, dict) else ():
            told = "(not told)" if stands is None else cell(stands)
            lines.append((cell(row.get("room")), cell(what).replace("_", " "), short(told)))
    return table([("room", "erases", "stands there now"), *lines])
