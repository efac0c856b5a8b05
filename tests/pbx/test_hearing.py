"""Whether reports reach us, and whose they are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from ctiapp.model.errors import EventsBlocked
from ctiapp.pbx.hearing import LATE_S, Hearing

if TYPE_CHECKING:
    from ctiapp.pbx.receiver import Receiver

RECEIVER = cast("Receiver", SimpleNamespace(authority="192.168.5.20:8260"))
CALL = frozenset({"inbound:1"})


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_calls_that_no_report_told_of_are_said_with_what_to_open() -> None:
    clock = Clock()
    hearing = Hearing(clock)
    hearing.compare(frozenset(), RECEIVER)
    hearing.compare(CALL, RECEIVER)
    clock.now_s += LATE_S
    with pytest.raises(EventsBlocked) as caught:
        hearing.compare(CALL, RECEIVER)

    assert caught.value.params == {"address": "192.168.5.20", "port": 8260}
    assert caught.value.key == "error.events_blocked"
    assert hearing.blocked
    assert hearing.is_genuine("1")
    assert not hearing.blocked


def test_what_went_on_before_is_no_proof() -> None:
    clock = Clock()
    hearing = Hearing(clock)
    for _ in range(3):
        hearing.compare(CALL, RECEIVER)
        clock.now_s += LATE_S
    hearing.look_away()
    hearing.compare(frozenset(), RECEIVER)
    clock.now_s += LATE_S
    hearing.compare(frozenset(), RECEIVER)


def test_one_report_is_proof_until_the_address_is_another() -> None:
    clock = Clock()
    hearing = Hearing(clock)
    hearing.compare(frozenset(), RECEIVER)
    hearing.compare(CALL, RECEIVER)
    assert hearing.is_genuine("")
    clock.now_s += LATE_S
    hearing.compare(frozenset(), RECEIVER)
    assert hearing.heard

    hearing.begin()
    assert not hearing.heard


def test_a_report_of_another_pbx_is_told_apart() -> None:
    hearing = Hearing(Clock())
    hearing.expect("3631")
    assert hearing.is_genuine("3631")
    assert not hearing.is_genuine("9999")
    assert hearing.is_genuine("")


def test_another_number_in_the_reports_is_learned_once() -> None:
    hearing = Hearing(Clock())
    hearing.expect("3682804SWHO36DV3")
    assert hearing.is_genuine("369362089179")
    assert hearing.is_genuine("369362089179")
    assert not hearing.is_genuine("111")
    assert hearing.is_genuine("3682804SWHO36DV3")
    assert not hearing.is_genuine("369362089179")
