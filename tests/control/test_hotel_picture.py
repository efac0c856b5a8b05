"""Rooms and wake-up calls in the machine form: nothing of it needs a class of ours to be read."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

from ctiapp.control import hotel_picture
from ctiapp.model.directory import LineState
from ctiapp.model.hotel import Alarm, Station
from ctiapp.model.ids import ExtensionId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.stays import (
    CheckOutPreview,
    Item,
    ItemState,
    Receipt,
    ReceiptItem,
    Standing,
    Stay,
)
from ctiapp.model.wakes import Plan, Upcoming, Wake, WakeOutcome, WakeTry
from ctiapp.services.hotel.rooms import Room
from ctiapp.state.changes import Lamp

AT = datetime(2026, 11, 22, 5, 45, tzinfo=UTC)
WALL = datetime(2026, 11, 22, 6, 45)  # noqa: DTZ001 - the PBX's clock
ALARM = Alarm("7", time(6, 45), frozenset({0, 4}), 2, 5)
ROOM = Number("105")


def test_a_whole_room() -> None:
    stay = Stay(1, ROOM, ("Ana", "Bo"), "Ana / Bo", "de", departure=date(2026, 11, 24))
    wake = Wake(
        "x",
        ROOM,
        ExtensionId("5"),
        WALL,
        AT,
        ALARM,
        WakeOutcome.ANSWERED,
        tries=(WakeTry(1, AT, WakeOutcome.ANSWERED, settled_at=AT + timedelta(seconds=9)),),
    )
    room = Room(
        ROOM,
        ExtensionId("5"),
        "Ana / Bo",
        ("Ana", "Bo"),
        stay,
        confirmed=True,
        lamp=Lamp(line=LineState.BUSY),
        station=Station(ExtensionId("5"), ROOM, routes=frozenset({"1"})),
        alarms=(ALARM,),
        planned=(Plan(3, ROOM, date(2026, 12, 24), ALARM),),
        next_wake=Upcoming(ALARM, WALL, AT, timedelta(hours=1)),
        wakes=(wake,),
        occupied=True,
    )

    shown = json.loads(json.dumps(hotel_picture.room_picture(room)))

    assert shown["stay"] == {
        "guests": ["Ana", "Bo"],
        "language": "de",
        "arrival": None,
        "departure": "2026-11-24",
        "confirmed": True,
    }
    assert shown["outside"] is True
    assert shown["line"] == "busy"
    assert shown["wakeups"][0] == {
        "id": "7",
        "time": "06:45",
        "days": ["mon", "fri"],
        "snoozes": 2,
        "every_min": 5,
        "prompt": None,
    }
    assert (shown["planned"][0]["id"], shown["planned"][0]["date"]) == ("plan-3", "2026-12-24")
    assert shown["next"] == {
        "id": "7",
        "time": "2026-11-22T06:45",
        "at": "2026-11-22T05:45:00+00:00",
    }
    assert shown["today"][0]["answered"] == "2026-11-22T05:45:09+00:00"
    assert shown["today"][0]["red"] is False


def test_what_is_not_known_is_null() -> None:
    shown = hotel_picture.room_picture(Room(ROOM, ExtensionId("5")))
    assert {name for name, value in shown.items() if value is None} == {
        "guest",
        "stay",
        "outside",
        "line",
        "next",
    }


def test_a_receipt_says_why() -> None:
    item = ReceiptItem(Item.VOICEMAIL, "", None, ItemState.UNVERIFIED, Notice.of("receipt.x"))
    receipt = Receipt(ROOM, AT, "Mia", (item,))
    shown = hotel_picture.receipt_picture(receipt, lambda notice: notice.key)
    assert shown["items"] == [
        {
            "what": "voicemail",
            "wanted": None,
            "found": None,
            "state": "unverified",
            "why": "receipt.x",
        }
    ]
    assert (shown["by"], shown["notice"]) == ("Mia", None)


def test_what_would_be_erased() -> None:
    items = (Standing(Item.NAME, "Ana"), Standing(Item.VOICEMAIL, None))
    shown = hotel_picture.preview_picture(CheckOutPreview(ROOM, AT, "Ana", items=items))
    assert shown["erases"] == {"name": "Ana", "voicemail": None}
