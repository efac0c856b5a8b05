"""Wake-up calls as the PBX has them."""

from datetime import time

from ctiapp.model.hotel import Alarm


def test_an_alarm_without_weekdays_rings_once() -> None:
    assert Alarm("", time(6)).once
    assert not Alarm("", time(6), frozenset({0})).once


def test_how_long_an_alarm_may_ring_again() -> None:
    assert Alarm("", time(6), snoozes=3, snooze_min=5).lasts_min == 15
    assert Alarm("", time(6)).lasts_min == 0
