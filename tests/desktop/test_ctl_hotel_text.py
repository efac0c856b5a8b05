"""A hotel's rooms and wake-up calls, printed."""

from __future__ import annotations

from ctiapp.desktop.ctl_hotel_text import rooms, wake_ups

WAKE = {
    "room": "106",
    "time": "2026-11-22T08:15",
    "outcome": "not_answered",
    "answered": None,
    "acknowledged": None,
}
ALARM = {"room": "106", "id": "7", "time": "08:15", "days": [], "snoozes": 3, "every_min": 5}
ROOM = {
    "number": "106",
    "guest": "王小明",
    "occupied": True,
    "stay": {"departure": "2026-11-24"},
    "departs_today": False,
    "outside": None,
    "line": "idle",
    "wakeups": [ALARM],
    "planned": [],
    "next": {"time": "2026-11-23T08:15"},
    "today": [WAKE],
}
RECEIPT = {
    "room": "106",
    "items": [
        {"what": "name", "state": "done", "found": "", "why": None},
        {"what": "wake_ups", "state": "failed", "found": "2", "why": "The PBX still has 2."},
    ],
}


def test_rooms_are_a_table() -> None:
    head, row, vacant = rooms({"rooms": [ROOM, {"number": "107", "occupied": False}]}).split("\n")
    assert head.split() == ["room", "guest", "stay", "line", "next", "wake-up", "today"]
    assert "王小明" in row
    assert "until 2026-11-24" in row
    assert "2026-11-23 08:15" in row
    assert "not answered" in row
    assert vacant.split() == ["107", "vacant"]
    assert rooms({"rooms": []}) == "no rooms"


def test_one_room_has_its_wake_up_calls_below() -> None:
    text = rooms(ROOM)
    assert text.count("\n\n") == 2
    assert "3 times, 5 min" in text


def test_a_receipt_says_what_failed_and_why() -> None:
    text = rooms(RECEIPT)
    assert "wake ups  failed  2      The PBX still has 2." in text


def test_check_outs_are_listed_room_by_room() -> None:
    text = rooms({"rooms": [{"room": "106", "state": "failed", "why": "x", "receipt": RECEIPT}]})
    lines = text.split("\n")
    assert lines[1].split() == ["106", "check-out", "failed", "x"]
    assert len(lines) == 4


def test_what_would_be_erased_is_shown_first() -> None:
    text = rooms({"rooms": [{"room": "106", "erases": {"name": "Ana", "voicemail": None}}]})
    assert text.split("\n")[1:] == ["106   name       Ana", "106   voicemail  (not told)"]


def test_wake_up_calls_begin_with_what_nobody_saw_to() -> None:
    plan = {**ALARM, "id": "plan-3", "date": "2026-12-24", "state": "waiting"}
    text = wake_ups(
        {
            "wakeups": [ALARM],
            "planned": [plan],
            "today": [WAKE],
            "red": [WAKE],
            "notice": "Not here",
        }
    )
    first, table, today, notice = text.split("\n\n")
    assert first == "NOT SEEN TO: 106 08:15 not answered"
    assert "once" in table
    assert "2026-12-24" in table
    assert "not answered" in today
    assert notice == "Not here"
    assert wake_ups({"wakeups": []}) == "no wake-up calls"
