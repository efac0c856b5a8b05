"""A room in words: what matters most of it, and all of it to the ear."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from ctiapp.model.directory import LineState
from ctiapp.model.number import Number
from ctiapp.model.wakes import WakeOutcome
from ctiapp.state.changes import Lamp
from ctiapp.tools.scenes_hotel import FACTS, ROOMS, TODAY
from ctiapp.ui import text
from ctiapp.ui.hotel.viewmodel import lamp_look, panel_face, room_face

pytestmark = pytest.mark.usefixtures("english")


def room(number: str) -> Any:
    """One of the sample hotel's."""
    return next(each for each in ROOMS if each.number.text == number)


def test_a_screen_reader_hears_everything() -> None:
    assert room_face(room("106"), FACTS).spoken == (
        "Room 106, needs you, 王小明, Occupied, Ringing,"
        " wake-up 08:15 · NOT ANSWERED, ringing again 08:20"
    )
    assert room_face(room("101"), FACTS).spoken == (
        "Room 101, Vacant, No phone registered, no wake-up"
    )


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("102", "tomorrow 06:30 · once"),
        ("103", "tomorrow 07:00 · Mon–Fri"),
        ("105", "05:45 · answered 05:46"),
        ("107", "Tue 24 Nov 06:00"),
        ("109", "07:40 · NOT KNOWN WHETHER WOKEN"),
        ("110", ""),
    ],
)
def test_the_wake_up_that_matters_most(number: str, shown: str) -> None:
    face = room_face(room(number), FACTS)
    assert text.bare(face.wake) == shown
    assert face.red is (number == "109")


def test_what_rings_comes_before_what_comes() -> None:
    before = room("105")
    wakes = (replace(before.wakes[0], outcome=WakeOutcome.RINGING, since=None),)
    assert room_face(replace(before, wakes=wakes), FACTS).wake == "05:45 · ringing now"


def test_a_guest_in_the_list_is_plain_text() -> None:
    face = room_face(replace(room("102"), guest="<b>x</b>\n\u202ey"), FACTS)
    assert face.guest == "<b>x</b> y"
    assert not face.leaving
    assert room_face(room("105"), FACTS).leaving
    assert lamp_look(Lamp(LineState.BUSY)).word == "On a call"
    assert lamp_look(Lamp()).tone == "gone"


def test_the_panel_says_what_is_known_and_what_is_not() -> None:
    face = panel_face(room("105"), FACTS, most_alarms=23)
    assert text.bare(face.about) == "Extension 105 · outside calls allowed"
    assert text.bare(face.stay) == "From today till tomorrow"
    assert text.bare(face.count) == "1 of 23"
    assert not face.full
    assert panel_face(room("105"), FACTS, most_alarms=1).full
    unlimited = panel_face(room("105"), FACTS)
    assert (unlimited.count, unlimited.full) == ("1", False)
    unknown = panel_face(room("101"), FACTS)
    assert "not known" in unknown.about
    assert unknown.stay == ""
    without = panel_face(room("101"), FACTS, tells_outside=False)
    assert text.bare(without.about) == "Extension 101", "it can never become known there"
    station = replace(room("105").station, routes=frozenset())
    barred = panel_face(replace(room("105"), station=station), FACTS)
    assert "not allowed" in barred.about


def test_wake_ups_that_rang_today_and_are_gone_are_still_listed() -> None:
    before = room("105")
    gone = panel_face(replace(before, alarms=()), FACTS)
    assert [wake.key.partition("/")[0] for wake in gone.wakes] == ["past"]
    kept = panel_face(before, FACTS)
    assert [wake.key for wake in kept.wakes] == ["alarm/05:45"]
    planned = panel_face(room("107"), FACTS)
    assert [wake.planned for wake in planned.wakes] == [True]


def test_a_plan_that_is_set_is_listed_once() -> None:
    before = room("107")
    alarm = replace(room("102").alarms[0], alarm_id="77")
    plan = replace(before.planned[0], alarm=alarm)
    face = panel_face(replace(before, planned=(plan,), alarms=(alarm,)), FACTS)
    assert [wake.key for wake in face.wakes] == ["plan/107"]


def test_the_last_call_has_its_day() -> None:
    class Call:
        at = datetime(2026, 11, 21, 23, 5, tzinfo=UTC)
        name = ""
        number: Number | None = Number("9")

    call = cast("Any", Call())
    said = panel_face(replace(room("105"), last_call=call), FACTS).last_call
    assert text.bare(said) == "Last call: 9, Sat 21 Nov 23:05"
    call.at += timedelta(days=1)
    call.number = None
    said = panel_face(replace(room("105"), last_call=call), FACTS).last_call
    assert text.bare(said) == "Last call: Number withheld, 23:05"
    assert call.at.date() == TODAY
