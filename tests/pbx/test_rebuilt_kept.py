"""Rebuilt calls are kept, found by id or by line, and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import CallReport, LegState
from ctiapp.model.ids import CallId
from ctiapp.pbx import rebuilt_kept
from ctiapp.pbx.rebuilt_kept import MAX_CALLS, MAX_OVER, REMEMBERED_S, KeptCalls
from tests.pbx.heard import ext, inbound, seen

if TYPE_CHECKING:
    import pytest


class Kept(KeptCalls):
    """Keeps calls, and what was doubted."""

    def __init__(self, *, loose: bool = False) -> None:
        self.doubts: list[str] = []
        super().__init__(self.doubts.append, loose=loose)


def ids(kept: KeptCalls) -> list[str]:
    return [call.call_id for call in kept.living]


def listed(line: str) -> CallReport:
    return seen((inbound("030", line), LegState.CONNECTED), (ext("2000"), LegState.CONNECTED))


def test_a_call_is_found_by_each_of_its_ids_while_it_lives_and_when_it_is_over() -> None:
    kept = Kept()
    call = kept.new(CallId("1"), 0.0)
    kept.alias(CallId("9"), call.call_id)
    assert kept.by_id(CallId("1")) is kept.by_id(CallId("9")) is call
    assert kept.by_id(CallId("2")) is None
    kept.bury(call, 5.0)
    assert kept.by_id(CallId("9")) is call
    assert (ids(kept), kept.over_s(call), len(kept)) == ([], 5.0, 1)
    assert kept.reopened(call) is call
    assert (ids(kept), len(kept)) == (["1"], 1)
    kept.clear()
    assert kept.by_id(CallId("9")) is None
    assert len(kept) == 0


def test_of_two_calls_with_a_line_the_one_told_of_last_is_found() -> None:
    kept = Kept()
    line = inbound("030", "7")
    for call_id, now_s in (("1", 1.0), ("2", 2.0)):
        call = kept.new(CallId(call_id), now_s)
        call.alert(line)
        kept.touch(call)
    found = kept.by_line((ext("2000"), line))
    assert found is kept.by_id(CallId("2"))
    assert found is not None
    found.end(3.0)
    assert kept.by_line((line,)) is None


def test_the_one_told_of_last_is_last() -> None:
    kept = Kept()
    first = kept.new(CallId("1"), 0.0)
    kept.new(CallId("2"), 0.0)
    kept.touch(first)
    assert ids(kept) == ["2", "1"]


def test_those_that_ended_last_come_first_and_old_ones_not_at_all() -> None:
    kept = Kept()
    for call_id, now_s in (("1", 10.0), ("2", 20.0), ("3", 30.0)):
        kept.bury(kept.new(CallId(call_id), 0.0), now_s)
    assert [call.call_id for call in kept.over_since(10.0, 30.0)] == ["3", "2"]
    kept.forget_old(10.0 + REMEMBERED_S)
    assert len(kept) == 3
    kept.forget_old(20.1 + REMEMBERED_S)
    assert [call.call_id for call in kept.over_since(REMEMBERED_S, 30.0)] == ["3"]


def test_a_call_that_a_snapshot_found_is_named_by_its_line_where_calls_are() -> None:
    exact, loose = Kept(), Kept(loose=True)
    assert exact.make_id(listed("7")) == "7"
    assert loose.make_id(listed("7")) == "found-1"
    exact.new(CallId("7"), 0.0)
    inside = seen((ext("2000"), LegState.CONNECTED))
    assert [exact.make_id(listed("7")), exact.make_id(inside)] == ["found-1", "found-2"]


def test_of_too_many_calls_the_one_told_of_longest_ago_goes_and_is_doubted() -> None:
    kept = Kept()
    for each in range(MAX_CALLS + 1):
        kept.new(CallId(f"{each}"), 0.0)
    assert kept.doubts == ["too many calls"]
    assert kept.by_id(CallId("0")) is None
    assert len(kept) == MAX_CALLS
    for call in tuple(kept.living):
        kept.bury(call, 0.0)
    assert len(kept) == MAX_OVER


def test_of_too_many_ids_the_oldest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilt_kept, "MAX_CALLS", 1)
    kept = Kept()
    call = kept.new(CallId("1"), 0.0)
    for each in range(rebuilt_kept.MAX_IDS + 1):
        kept.alias(CallId(f"a{each}"), call.call_id)
    assert kept.by_id(CallId("a0")) is None
    assert kept.by_id(CallId("a1")) is call
