"""Who calls whom in a report, and of which call it speaks."""

from __future__ import annotations

import pytest

from ctiapp.model.call import LegKind, LegReport, LegState
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.rebuilt import RebuiltCall
from ctiapp.pbx.rebuilt_fit import covers, fit, pairs_of, roles
from ctiapp.pbx.rebuilt_past import LATE_S
from ctiapp.pbx.told import Action, Party, Told, ext_leg, outer_leg

A = Party(LegKind.EXTENSION, ext_leg(Number("1")), Number("1"))
B = Party(LegKind.EXTENSION, ext_leg(Number("2")), Number("2"))
IN = Party(LegKind.INBOUND, outer_leg(LegKind.INBOUND, "7"), Number("030"))
OUT = Party(LegKind.OUTBOUND, outer_leg(LegKind.OUTBOUND, "8"), Number("0309"))


def told(action: Action, *parties: Party) -> Told:
    return Told(action, CallId("9"), parties)


@pytest.mark.parametrize(
    ("report", "callee", "caller"),
    [
        (told(Action.ANSWER, A, B), A, B),
        (told(Action.ANSWERED, A, B), B, A),
        (told(Action.ANSWERED, A, IN), A, IN),
        (told(Action.ANSWER, IN, A), A, IN),
        (told(Action.ANSWER, A, OUT), OUT, A),
        (told(Action.FAILED, OUT, A), OUT, A),
        (told(Action.ANSWER, OUT, IN), OUT, IN),
        (told(Action.ANSWER, A), None, None),
    ],
)
def test_roles_are_told_by_the_lines_and_else_by_the_order(
    report: Told, callee: Party | None, caller: Party | None
) -> None:
    assert roles(RebuiltCall(CallId("1"), 0.0), report) == (callee, caller)


@pytest.mark.parametrize("action", [Action.ANSWER, Action.ANSWERED])
def test_who_rang_whom_is_known_better_than_by_any_order(action: Action) -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.ring(A, B, 0.0)
    assert roles(call, told(action, A, B)) == (A, B)
    assert roles(call, told(action, B, A)) == (A, B)


def test_a_ring_belongs_to_the_caller_who_just_began() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.alert(B)
    assert fit(call, told(Action.RING, A, B), 0.1)
    assert not fit(call, told(Action.RING, B, A), 0.1)
    assert not fit(call, told(Action.RING, A, B), LATE_S + 1)


def test_those_who_are_together_fit_best() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer(A, B, 0.0)
    assert fit(call, told(Action.BYE, B, A), 500.0) == 4
    assert fit(call, told(Action.BYE, B, IN), 500.0) == 0
    assert fit(call, told(Action.RING, A, B), 500.0) == 0


def test_a_record_is_of_a_call_only_with_both_who_took_part() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer(A, B, 0.0)
    assert not covers(call, None)


def test_of_a_snapshot_all_are_with_the_one_who_calls() -> None:
    talk, ring, begun = LegState.CONNECTED, LegState.ALERTING, LegState.INITIATED

    def legs(*found: tuple[Party, LegState, bool | None]) -> dict[str, LegReport]:
        return {
            one.leg_id: LegReport(one.leg_id, one.kind, one.number, state, calling)
            for one, state, calling in found
        }

    assert pairs_of(legs((A, ring, None), (IN, talk, None), (B, talk, None))) == {
        frozenset((A.leg_id, IN.leg_id)): ring,
        frozenset((B.leg_id, IN.leg_id)): talk,
    }
    assert pairs_of(legs((A, ring, False), (B, begun, True))) == {
        frozenset((A.leg_id, B.leg_id)): ring
    }
    assert pairs_of(legs((A, talk, None), (B, LegState.HELD, None))) == {
        frozenset((A.leg_id, B.leg_id)): talk
    }
    assert pairs_of(legs((A, talk, None))) == pairs_of({}) == {}
