"""One rebuilt call: who is with whom, and who goes when two part."""

from __future__ import annotations

import pytest

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.rebuilt import MAX_LEGS, RebuiltCall
from ctiapp.pbx.rebuilt_past import LATE_S, TWICE_S
from ctiapp.pbx.told import Party, ext_leg, outer_leg


def ext(number: str) -> Party:
    return Party(LegKind.EXTENSION, ext_leg(Number(number)), Number(number))


def far(number: str, line: str, kind: LegKind = LegKind.OUTBOUND) -> Party:
    return Party(kind, outer_leg(kind, line), Number(number), Number("2000"), "trunk")


def stands(call: RebuiltCall) -> dict[str, LegState]:
    return {leg.leg_id: leg.state for leg in call.report(gone=False).legs}


def test_whoever_rings_again_does_so_on_a_new_leg() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer_alone(ext("1"))
    call.ring(ext("2"), ext("1"), 0.0)
    call.fail(ext("2"), ext("1"), 5.0, refused=False)
    assert stands(call) == {"ext:1": LegState.CONNECTED}
    call.ring(ext("2"), ext("1"), 5.0 + LATE_S + 1)
    assert stands(call) == {"ext:1": LegState.CONNECTED, "ext:2/2": LegState.ALERTING}
    assert call.doubt == ""


def test_who_rang_and_was_moved_on_stays_without_the_phone() -> None:
    """A phone that is talked on is not silent."""
    call = RebuiltCall(CallId("1"), 0.0)
    caller = far("030", "7", LegKind.INBOUND)
    call.ring(ext("2000"), caller, 0.0)
    assert call.pass_on("ext:2000", 1.0)
    states = {leg.leg_id: leg.state for leg in call.report().legs}
    assert states == {"ext:2000": LegState.CLEARED, "inbound:7": LegState.INITIATED}
    assert not call.pass_on("ext:2000", 1.0)
    call.ring(ext("2001"), caller, 1.0)
    call.answer(ext("2001"), caller, 2.0)
    assert not call.pass_on("ext:2001", 3.0)
    assert stands(call)["ext:2001"] is LegState.CONNECTED


def test_what_was_called_from_outside_tells_through_what_it_came_to_the_end() -> None:
    """As far as it is known to be a place when it is asked for."""
    places: set[Number] = set()
    call = RebuiltCall(CallId("1"), 0.0, is_place=places.__contains__)
    caller = far("030", "7", LegKind.INBOUND)
    call.ring(ext("2001"), caller, 0.0)
    assert {leg.via for leg in call.report().legs} == {None}
    places.add(Number("2000"))
    assert {leg.leg_id: leg.via for leg in call.report().legs} == {
        "ext:2001": None,
        "inbound:7": Number("2000"),
    }
    call.bye(caller, ext("2001"), 1.0)
    (gone,) = call.report().legs
    assert (gone.state, gone.via) == (LegState.CLEARED, Number("2000"))


def test_a_ring_just_after_its_end_is_old_news() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer_alone(ext("1"))
    call.ring(ext("2"), ext("1"), 0.0)
    call.bye(ext("2"), ext("1"), 1.0)
    call.begin()
    call.ring(ext("2"), ext("1"), 1.0 + TWICE_S)
    assert "late" in call.doubt
    assert stands(call) == {"ext:1": LegState.CONNECTED}


def test_a_ring_told_once_already_rings_anew_and_is_looked_up() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer_alone(ext("1"))
    call.ring(ext("2"), ext("1"), 0.0)
    call.fail(ext("2"), ext("1"), 1.0, refused=False)
    call.begin()
    call.ring(ext("2"), ext("1"), 1.1 + TWICE_S)
    assert call.doubt
    assert LegState.ALERTING in stands(call).values()


def test_a_ring_that_comes_after_the_end_of_its_talk_is_old_news() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer(ext("2"), ext("1"), 0.0)
    call.bye(ext("2"), ext("1"), 1.0)
    call.begin()
    call.ring(ext("2"), ext("1"), 1.0 + LATE_S)
    assert call.over


def test_who_hung_up_is_cleared_and_the_other_is_left_out() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer(ext("2"), ext("1"), 0.0)
    call.begin()
    call.bye(ext("2"), ext("1"), 9.0)
    assert [(leg.number.text, leg.state) for leg in call.report().legs] == [("2", LegState.CLEARED)]
    assert call.over


def test_who_talks_with_another_stays_when_two_part() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer(ext("2"), ext("1"), 0.0)
    call.ring(ext("3"), ext("1"), 5.0)
    assert call.doubt
    call.bye(ext("2"), ext("1"), 6.0)
    assert stands(call) == {"ext:1": LegState.INITIATED, "ext:3": LegState.ALERTING}


def test_an_outside_line_is_known_by_its_number_under_another_id() -> None:
    call = RebuiltCall(CallId("1"), 0.0, loose=True)
    call.answer(far("0309", "7.1"), ext("1"), 0.0)
    assert call.find(far("0309", "7.2")) == "outbound:7.1"
    assert call.find(far("0308", "7.2")) == "outbound:7.2"
    assert call.find(far("0309", "7.2", LegKind.INBOUND)) == "inbound:7.2"
    call.bye(far("0309", "7.3"), ext("1"), 4.0)
    assert call.over
    assert call.past.people == {Number("0309"), Number("1")}


@pytest.mark.parametrize("number", ["0309", ""])
def test_where_ids_are_exact_another_line_is_somebody_else_of_the_same_number(number: str) -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer(ext("1"), far(number, "7.1", LegKind.INBOUND), 0.0)
    other = far(number, "7.2", LegKind.INBOUND)
    assert call.find(other) == "inbound:7.2"
    assert not call.has(other)
    assert call.pair_of(other, ext("1")) not in call.pairs


def test_a_withheld_number_hides_none_that_is_known() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.alert(far("0309", "7.1", LegKind.INBOUND))
    call.answer(ext("1"), far("", "7.1", LegKind.INBOUND), 1.0)
    (leg,) = (leg for leg in call.report().legs if leg.kind is LegKind.INBOUND)
    assert leg.number == Number("0309")
    assert leg.called == Number("2000")


def test_a_snapshot_drops_whom_it_lacks_and_leaves_hold_as_it_was() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    call.answer(ext("2"), ext("1"), 0.0)
    call.ring(ext("3"), ext("1"), 0.0)
    assert call.hold("ext:1", on=True)
    other = RebuiltCall(CallId("1"), 0.0)
    other.answer(ext("2"), ext("1"), 0.0)
    call.stand(other.report(), 5.0)
    assert stands(call) == {"ext:1": LegState.HELD, "ext:2": LegState.CONNECTED}
    call.stand(CallReport(CallId("1"), ()), 6.0)
    assert call.over


def test_a_caller_whom_a_service_has_answered_is_served_until_somebody_does() -> None:
    call = RebuiltCall(CallId("1"), 0.0)

    def served() -> set[str]:
        return {leg.leg_id for leg in call.report(gone=False).legs if leg.served}

    call.answer_alone(ext("1"), calling=True)
    assert [leg.calling for leg in call.report().legs] == [True]
    call.ring(ext("2"), ext("1"), 1.0)
    assert served() == {"ext:1"}
    rung = RebuiltCall(CallId("1"), 0.0)
    rung.ring(ext("2"), ext("1"), 1.0)
    call.stand(rung.report(), 2.0)
    assert stands(call) == {"ext:1": LegState.CONNECTED, "ext:2": LegState.ALERTING}
    assert served() == {"ext:1"}
    call.answer(ext("2"), ext("1"), 3.0)
    assert served() == set()


def test_the_legs_of_one_call_are_bounded() -> None:
    call = RebuiltCall(CallId("1"), 0.0)
    for each in range(MAX_LEGS + 10):
        call.alert(ext(f"1{each}"))
    assert len(call.legs) == MAX_LEGS
    assert call.doubt


def test_whether_a_leg_is_held_is_untold_until_something_tells() -> None:
    """An answer to a command, or that it is answered; who is known to talk is not doubted."""
    caller, me = far("030", "7", LegKind.INBOUND), ext("2000")
    found = seen(caller, me)

    def untold(call: RebuiltCall) -> set[str]:
        return {leg.leg_id for leg in call.report().legs if leg.hold_untold}

    for on in (False, True):
        call = RebuiltCall(CallId("1"), 0.0)
        for _ in range(2):
            call.stand(found, 0.0)
            assert untold(call) == {"ext:2000"}
        assert call.hold("ext:2000", on=on), "that is news"
        assert not call.hold("ext:2000", on=on)
        call.stand(found, 0.0)
        assert untold(call) == set()
    call = RebuiltCall(CallId("1"), 0.0)
    call.ring(me, caller, 0.0)
    call.answer(me, caller, 1.0)
    call.stand(found, 2.0)
    assert untold(call) == set()


def seen(caller: Party, me: Party) -> CallReport:
    """A talk as a list tells of it that does not tell of hold."""
    legs = (
        LegReport(caller.leg_id, caller.kind, caller.number, LegState.CONNECTED, True),
        LegReport(me.leg_id, me.kind, me.number, LegState.CONNECTED, False, hold_untold=True),
    )
    return CallReport(CallId(""), legs)
