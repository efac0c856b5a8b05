"""What is to ring no more rang, or was cancelled elsewhere: the PBX's clock says which."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ctiapp.model.wakes import Wake
from ctiapp.services.hotel.passedover import PassedOver
from tests.services.hotel.house import ext
from tests.services.hotel.waking import ROOM, SIX, Waking

HOUR = timedelta(hours=1)


def wake(waking: Waking, left: timedelta, *, once: bool = True) -> Wake:
    """One that is to ring so much later, by what is known of the PBX's clock."""
    alarm = replace(SIX, alarm_id="7", days=frozenset() if once else frozenset(range(7)))
    wall = waking.time.now() + left
    return Wake("w", ROOM, ext("105"), wall, waking.time.instant(wall), alarm)


def nobody(alarm_id: str) -> bool:
    """Nobody here cancelled it."""
    return not alarm_id


async def test_what_is_over_by_the_clock_was_passed_over(waking: Waking) -> None:
    passed = PassedOver(waking.time)
    due = wake(waking, -HOUR, once=False)
    passed.gone([due], {"7"}, nobody)
    assert passed.rooms == {ROOM}
    assert not passed.doubtful
    assert passed.take() == [due]
    assert (passed.take(), passed.rooms) == ([], set())


async def test_what_is_gone_before_its_time_waits_for_the_clock(waking: Waking) -> None:
    """As it is read then: put forward over it, or as it was."""
    for ahead, found in ((HOUR, 1), (timedelta(0), 0)):
        passed = PassedOver(waking.time)
        passed.gone([wake(waking, HOUR / 2)], (), nobody)
        assert (passed.doubtful, passed.rooms, passed.take()) == (True, {ROOM}, [])
        waking.pbx.ahead += ahead
        await waking.settle()
        await waking.time.refresh()
        taken = passed.take()
        assert len(taken) == found
        assert all(each.at < waking.clock().at for each in taken)
        assert not passed.doubtful


async def test_a_clock_that_cannot_be_read_is_waited_for_until_its_time(waking: Waking) -> None:
    passed = PassedOver(waking.time)
    due = wake(waking, HOUR / 2)
    passed.gone([due], (), nobody)
    waking.clock.jump(HOUR)
    assert passed.take() == [due]


async def test_what_nobody_has_to_ask_about(waking: Waking) -> None:
    """It is there still, was cancelled here, rings each day, or is to ring after all."""
    once, daily = wake(waking, HOUR), wake(waking, HOUR, once=False)
    passed = PassedOver(waking.time)
    passed.gone([once], {"7"}, nobody)
    passed.gone([once], (), lambda alarm_id: alarm_id == "7")
    passed.gone([daily], (), nobody)
    assert not passed.doubtful
    passed.gone([once], (), nobody)
    passed.back({"w"})
    assert not passed.doubtful
