"""Whether reports reach us."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from ctiapp.model.errors import EventsBlocked
from ctiapp.pbx.hearing import LATE_S, Hearing

if TYPE_CHECKING:
    from ctiapp.pbx.receiver import Receiver

MISSED: list[str] = []
RECEIVER = cast(
    "Receiver",
    SimpleNamespace(authority="192.168.5.20:8260", miss=lambda: MISSED.append("a report")),
)


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class Way:
    """A way to us, of which one looks now and then whether one's own line is in use."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.hearing = Hearing(self.clock)

    def begins(self, *, in_use: bool) -> None:
        self.hearing.start_from(in_use=in_use, gaps=self.hearing.gaps)

    def look(self, *in_use: bool) -> None:
        for each in in_use:
            self.hearing.compare(RECEIVER, in_use=each)
            self.clock.now_s += LATE_S

    def is_blocked(self, *in_use: bool) -> bool:
        try:
            self.look(*in_use)
        except EventsBlocked:
            return True
        return False


def test_a_call_that_no_report_told_of_is_said_with_what_to_open() -> None:
    way = Way()
    MISSED.clear()
    way.look(False, True)
    assert not MISSED
    with pytest.raises(EventsBlocked) as caught:
        way.look(True)

    assert caught.value.params == {"address": "192.168.5.20", "port": 8260}
    assert caught.value.key == "error.events_blocked"
    assert way.hearing.blocked
    assert MISSED == ["a report"]
    way.hearing.came()
    assert not way.hearing.blocked


def test_a_call_that_ended_meanwhile_was_one() -> None:
    assert Way().is_blocked(False, True, False)


def test_a_report_may_be_on_its_way_for_a_while() -> None:
    way = Way()
    way.look(False, True)
    way.clock.now_s -= 1
    way.hearing.compare(RECEIVER, in_use=True)
    way.hearing.came()
    way.look(True, True)
    assert not way.hearing.blocked


def test_what_went_on_before_is_no_proof() -> None:
    way = Way()
    way.look(True, True, True)
    way.hearing.look_away()
    way.begins(in_use=True)
    way.begins(in_use=False)
    way.look(True, False, False)
    assert not way.hearing.blocked


def test_a_call_that_began_right_after_the_first_picture_is_new() -> None:
    way = Way()
    way.begins(in_use=False)
    assert way.is_blocked(True, True)


def test_pictures_that_are_asked_for_meanwhile_hide_nothing() -> None:
    way = Way()
    way.begins(in_use=False)
    way.begins(in_use=True)
    way.look(True)
    way.begins(in_use=True)
    assert way.is_blocked(True)


def test_a_picture_from_before_the_gap_does_not_show_what_went_on_in_it() -> None:
    way = Way()
    asked = way.hearing.gaps
    way.hearing.look_away()
    way.hearing.start_from(in_use=False, gaps=asked)
    way.begins(in_use=True)
    way.look(True, True)
    assert not way.hearing.blocked


def test_whether_any_came_since_the_last_gap() -> None:
    way = Way()
    assert not way.hearing.hears
    way.hearing.came()
    assert way.hearing.hears
    way.hearing.look_away()
    assert not way.hearing.hears


def test_that_reports_came_before_does_not_prove_that_the_way_is_open_still() -> None:
    way = Way()
    way.look(False)
    way.hearing.came()
    way.look(True)  # told
    way.look(False)
    assert way.is_blocked(True, True)


def test_a_line_in_use_for_long_needs_no_report_again() -> None:
    """Of hold, of a queue that waits, of others nothing need be told."""
    way = Way()
    way.look(False)
    way.hearing.came()
    way.look(True, True, True, True)
    assert not way.hearing.blocked


def test_another_address_begins_anew() -> None:
    way = Way()
    assert way.is_blocked(False, True, True)
    way.hearing.begin()
    assert not way.hearing.blocked
    way.look(True, True)
