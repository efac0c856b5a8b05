"""Ended legs are remembered, and neither too many nor too long."""

from __future__ import annotations

from ctiapp.model.ids import CallId, LegId
from ctiapp.state.ended import REMEMBERED_MAX, REMEMBERED_S, EndedLegs

CALL, LEG = CallId("1.1"), LegId("a")


def test_a_leg_is_remembered_with_its_call() -> None:
    """The same leg in another call is another one."""
    ended = EndedLegs()
    ended.add(CALL, LEG, 0)
    assert (CALL, LEG) in ended
    assert (CallId("2.1"), LEG) not in ended
    ended.discard(CALL, LEG)
    ended.discard(CALL, LEG)
    assert (CALL, LEG) not in ended


def test_it_is_forgotten_after_its_time() -> None:
    """Ten minutes after it was last told."""
    ended = EndedLegs()
    ended.add(CALL, LEG, 0)
    ended.add(CALL, LegId("b"), 1)
    ended.add(CALL, LEG, 2)
    ended.forget_old(REMEMBERED_S + 1)
    assert [(CALL, LEG) in ended, (CALL, LegId("b")) in ended] == [True, False]
    ended.forget_old(REMEMBERED_S + 2)
    assert len(ended) == 0


def test_there_are_never_too_many() -> None:
    """The oldest go first."""
    ended = EndedLegs()
    for number in range(REMEMBERED_MAX + 10):
        ended.add(CALL, LegId(str(number)), number)
    assert len(ended) == REMEMBERED_MAX
    assert (CALL, LegId("9")) not in ended
    assert (CALL, LegId("10")) in ended
    ended.clear()
    assert len(ended) == 0
