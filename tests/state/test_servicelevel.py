"""The service level: who is known again, who counts, and who cannot be counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.agents import QueueCall, QueueLoad
from ctiapp.model.ids import CallId, QueueId
from ctiapp.model.number import Number
from ctiapp.state.servicelevel import LevelCount
from tests.model.said import moment

SUPPORT = QueueId("2")
SLA_S = 20


def call(call_id: str, caller: str, duration_s: int) -> QueueCall:
    """A call in a queue."""
    return QueueCall(CallId(call_id), Number(caller), "", Number("6402"), "", duration_s)


def looked(*looks: tuple[float, list[QueueCall], list[QueueCall], list[QueueCall]]) -> LevelCount:
    """The count after looks: when, who waits, who is rung for, who talks."""
    count = LevelCount()
    for at_s, waiting, ringing, active in looks:
        load = QueueLoad(SUPPORT, tuple(waiting), tuple(ringing), tuple(active))
        count = count.after(load, SLA_S, moment(at_s))
    return count


def test_a_caller_who_is_answered_counts_by_how_long_they_waited() -> None:
    """In time, and not."""
    soon = looked((100, [call("1", "551", 5)], [], []), (105, [], [], [call("1", "551", 3)]))
    assert (soon.in_time, soon.counted) == (1, 1)
    late = looked((100, [call("1", "551", 30)], [], []), (105, [], [], [call("1", "551", 3)]))
    assert (late.in_time, late.counted) == (0, 1)
    assert late.since == moment(100)


def test_a_caller_is_known_again_by_number_while_an_agent_rings() -> None:
    """The ring's own duration, and its other id, do not make them new."""
    count = looked(
        (100, [call("1", "551", 18)], [], []),
        (105, [], [call("1.144", "551", 2)], []),
        (110, [], [], [call("1.144", "551", 1)]),
    )
    assert (count.in_time, count.counted) == (0, 1)


def test_two_callers_without_a_number_are_two() -> None:
    """They are told apart by their calls alone."""
    count = looked(
        (100, [call("1", "", 30), call("2", "", 1)], [], []),
        (105, [call("1", "", 35)], [], [call("2", "", 1)]),
    )
    assert (count.in_time, count.counted) == (1, 1)
    assert [one.call_id for one in count.waiters] == ["1"]


def test_whoever_came_and_was_answered_between_two_looks() -> None:
    """Counts where it must have been in time, and not at all where nobody can tell."""
    soon = looked((100, [], [], []), (105, [], [], [call("1", "551", 2)]))
    assert (soon.in_time, soon.counted) == (1, 1)
    unsure = looked((100, [], [], []), (160, [], [], [call("1", "551", 2)]))
    assert (unsure.in_time, unsure.counted) == (0, 0)


def test_what_is_found_at_first_or_after_a_gap_is_not_counted() -> None:
    """Nobody knows how long they waited; but what was counted stays."""
    count = looked((100, [], [], [call("1", "551", 2)]), (105, [], [], [call("1", "551", 7)]))
    assert (count.in_time, count.counted) == (0, 0)
    counted = looked((100, [], [], []), (105, [], [], [call("1", "551", 2)])).lost()
    load = QueueLoad(SUPPORT, (), (), (call("2", "552", 1),))
    after = counted.after(load, SLA_S, moment(200))
    assert (after.in_time, after.counted, after.since) == (1, 1, moment(100))


def test_whoever_gives_up_counts_only_after_the_time() -> None:
    """As far as they were seen to wait."""
    early = looked((100, [call("1", "551", 5)], [], []), (105, [], [], []))
    assert early.counted == 0
    late = looked((100, [call("1", "551", 25)], [], []), (105, [], [], []))
    assert (late.in_time, late.counted) == (0, 1)


def test_without_a_time_nothing_is_counted() -> None:
    """The PBX names none."""
    load, empty = QueueLoad(SUPPORT, (), (), (call("1", "551", 2),)), QueueLoad(SUPPORT, (), (), ())
    count = LevelCount().after(empty, None, moment(100)).after(load, None, moment(105))
    assert (count.counted, count.since) == (0, None)


@pytest.mark.parametrize("untold", ["waiting", "ringing", "active"])
def test_where_calls_are_not_told_nobody_came_and_nobody_gave_up(untold: str) -> None:
    """Six who are only counted are no empty queue: who waited before is lost sight of."""
    before = looked((100, [call("1", "551", 25)], [], []))
    blind = replace(QueueLoad(SUPPORT, (), (), (), counted=6), **{untold: None})
    after = before.after(blind, SLA_S, moment(105))
    assert (after.counted, after.waiters, after.looked_s) == (0, (), None)
    load = QueueLoad(SUPPORT, (), (), (call("1", "551", 2),))
    assert after.after(load, SLA_S, moment(110)).counted == 0
