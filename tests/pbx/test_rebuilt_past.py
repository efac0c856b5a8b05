"""What was told of one call is remembered, within bounds, and tells what is late."""

from __future__ import annotations

import pytest

from ctiapp.model.call import LegKind
from ctiapp.model.ids import LegId
from ctiapp.model.number import Number
from ctiapp.pbx.rebuilt_past import LATE_S, MAX_ENDED_PAIRS, MAX_SEEN, TWICE_S, CallPast
from ctiapp.pbx.told import Action, Party

PAIR = frozenset(("ext:1", "ext:2"))


@pytest.mark.parametrize(("told", "most_s"), [(False, LATE_S), (True, TWICE_S)])
def test_a_ring_is_late_for_longer_where_it_was_not_told(told: bool, most_s: float) -> None:
    past = CallPast()
    assert not past.late_ring(PAIR, 0.0)
    if told:
        past.note_ring(PAIR, anew=True)
    past.note_ended(PAIR, 10.0)
    assert past.late_ring(PAIR, 10.0 + most_s)
    assert not past.late_ring(PAIR, 10.1 + most_s)
    assert past.ended_lately(PAIR, 10.0 + LATE_S)
    assert not past.ended_lately(PAIR, 10.1 + LATE_S)


def test_a_ring_told_anew_was_not_told_before() -> None:
    past = CallPast()
    past.note_ring(PAIR, anew=True)
    past.note_ended(PAIR, 0.0)
    past.note_ring(PAIR, anew=True)
    past.note_ended(PAIR, 10.0)
    assert not past.late_ring(PAIR, 10.1 + TWICE_S)
    past.note_ended(PAIR, 20.0)
    assert past.late_ring(PAIR, 20.0 + TWICE_S)


def test_reports_are_counted_by_kind_and_pair() -> None:
    past = CallPast()
    past.note(Action.BYE, PAIR)
    past.note(Action.BYE, PAIR)
    assert past.seen(Action.BYE, PAIR) == 2
    assert past.seen(Action.RING, PAIR) == 0


def test_who_took_part_is_known_by_number_and_by_role() -> None:
    past = CallPast()
    past.meet("inbound:7", LegKind.INBOUND, Number("030"))
    past.meet("inbound:8", LegKind.INBOUND, Number("030"))
    past.meet("ext:1", LegKind.EXTENSION, Number("1"))
    assert past.alike(LegKind.INBOUND, Number("030")) == ["inbound:7", "inbound:8"]
    assert past.alike(LegKind.OUTBOUND, Number("030")) == []
    assert past.knows("inbound:8")
    assert not past.knows("inbound:9")
    assert past.people == {Number("030"), Number("1")}
    assert past.ran(Number("1"), Number("030"))
    past.note_role(Number("030"), calling=True)
    assert past.ran(Number("030"), Number("1"))
    assert not past.ran(Number("1"), Number("030"))
    assert not past.ran(Number("030"), Number("2"))


def test_of_two_who_parted_both_are_known() -> None:
    past = CallPast()
    parties = [Party(LegKind.EXTENSION, LegId(f"ext:{each}"), Number(f"{each}")) for each in (1, 2)]
    past.part(tuple(parties), 5.0)
    assert past.ended == {PAIR: 5.0}
    assert past.parted("ext:1")
    assert not past.parted("ext:3")
    assert past.people == {Number("1"), Number("2")}


def test_all_of_it_is_bounded() -> None:
    past = CallPast()
    for each in range(MAX_SEEN + 10):
        key = f"{each}"
        past.note_ring(frozenset((key,)), anew=True)
        past.note_ended(frozenset((key,)), 0.0)
        past.note(Action.BYE, frozenset((key,)))
        past.meet(key, LegKind.EXTENSION, Number(key))
        past.seek(frozenset((key,)))
        past.note_role(Number(key), calling=True)
    assert len(past.ended) == MAX_ENDED_PAIRS
    assert len(past.seeking) == len(past.people) == MAX_SEEN
    assert past.seen(Action.BYE, frozenset(("0",))) == 1
    assert past.seen(Action.BYE, frozenset((f"{MAX_SEEN}",))) == 0
