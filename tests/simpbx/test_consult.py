"""Consultations: one channel in two calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import CallEnded, CallTransferred, LegState, Reason

if TYPE_CHECKING:
    from ctiapp.simpbx.consult import Operation
    from ctiapp.simpbx.legs import Call, Leg
    from tests.simpbx.office import Office


def consult(office: Office, *, answered: bool = True) -> tuple[Leg, Leg, Call]:
    """Let 2000 consult 2001 about a caller; returns caller, own first leg and the second call."""
    caller, own = office.talk()
    second = office.exchange.consults.begin(own, "2001")
    if answered:
        office.exchange.pick_up(office.leg("2001"))
    return caller, own, second


def states(call: Call) -> list[str]:
    return [leg.state.value for leg in call.legs]


def test_the_first_call_is_held_and_the_same_channel_stands_in_a_second(office: Office) -> None:
    caller, own, second = consult(office, answered=False)
    assert states(caller.call) == ["up", "held"]
    assert states(second) == ["dialling", "ringing"]
    assert second.id != caller.call.id
    assert second.legs[0].channel == own.channel
    assert office.exchange.leg(own.channel) is second.legs[0]
    office.exchange.pick_up(office.leg("2001"))
    assert states(second) == ["up", "up"]
    assert own.bridge is not second.legs[0].bridge


def test_a_call_that_is_held_already_can_be_consulted_about(office: Office) -> None:
    _, own = office.talk()
    office.exchange.hold(own)
    office.exchange.consults.begin(own, "2001")
    assert own.state is LegState.HELD


def test_complete_brings_both_others_together_under_the_older_id(office: Office) -> None:
    caller, own, second = consult(office)
    consulted = office.leg("2001")
    assert office.exchange.consults.operate(own, "complete") is caller.call
    assert caller.bridge is consulted.bridge
    assert consulted.call is caller.call
    assert caller.call.to_number == "2001"
    assert states(caller.call) == ["up", "up"]
    assert second.over
    assert not own.alive
    assert office.exchange.state_of("2000") == "idle"
    assert len(office.told(CallTransferred)) == 1
    assert [record.call_id for record in office.records()] == [second.id]
    assert not office.exchange.consults.pairs
    office.exchange.hang_up(caller)
    assert not office.exchange.legs


def test_complete_before_the_answer_is_a_blind_transfer(office: Office) -> None:
    caller, own, second = consult(office, answered=False)
    office.exchange.consults.operate(own, "complete")
    assert second.over
    assert office.leg("2001").call is caller.call
    assert caller.state is LegState.DIALLING
    office.wait(31)
    assert office.leg("2000").ringing


def test_abort_ends_the_second_call_and_returns_the_caller(office: Office) -> None:
    for answered in (False, True):
        caller, own, second = consult(office, answered=answered)
        office.exchange.consults.operate(own, "abort")
        assert second.over
        assert states(caller.call) == ["up", "up"]
        assert office.exchange.leg(own.channel) is own
        assert office.exchange.state_of("2001") == "idle"
        office.exchange.hang_up(own)


def test_swap_changes_whom_the_operator_talks_to(office: Office) -> None:
    caller, own, second = consult(office)
    for spoken, first, other in ((own, "up", "held"), (second.legs[0], "held", "up")):
        office.exchange.consults.operate(own, "swap")
        assert states(caller.call) == ["up", first]
        assert states(second) == [other, "up"]
        assert office.exchange.leg(own.channel) is spoken


def test_threeway_makes_one_call_of_three(office: Office) -> None:
    caller, own, second = consult(office)
    consulted = office.leg("2001")
    office.exchange.consults.operate(own, "threeway")
    assert second.over
    assert states(caller.call) == ["up", "up", "up"]
    assert caller.bridge is not None
    assert caller.bridge.legs == [caller, own, consulted]
    office.exchange.hang_up(own)
    assert caller.bridge is consulted.bridge
    office.exchange.hang_up(caller)
    assert not office.exchange.legs


@pytest.mark.parametrize("how", ["refuses", "rings out", "hangs up", "off"])
def test_when_the_consulted_one_goes_the_caller_is_back(office: Office, how: str) -> None:
    if how == "off":
        office.exchange.register("2001", registered=False)
    caller, own, second = consult(office, answered=how == "hangs up")
    if how in ("refuses", "hangs up"):
        office.exchange.hang_up(office.leg("2001"))
    if how == "rings out":
        office.wait(61)
    assert second.over
    assert states(caller.call) == ["up", "up"]
    assert office.exchange.leg(own.channel) is own
    ended = next(i for i, fact in enumerate(office.facts) if isinstance(fact, CallEnded))
    assert office.last() == {caller.channel: "up", own.channel: "up"}
    assert ended < len(office.facts) - 1


def test_the_caller_may_also_stay_on_hold(office: Office) -> None:
    office.exchange.rules.consult_returns = False
    caller, own, _ = consult(office)
    office.exchange.hang_up(office.leg("2001"))
    assert states(caller.call) == ["up", "held"]
    assert office.exchange.leg(own.channel) is own


def test_a_caller_who_hangs_up_leaves_the_second_call_alone(office: Office) -> None:
    for swapped in (False, True):
        caller, own, second = consult(office)
        if swapped:
            office.exchange.consults.operate(own, "swap")
        office.exchange.hang_up(caller)
        assert caller.call.over
        assert states(second) == ["up", "up"]
        assert office.exchange.leg(own.channel) is second.legs[0]
        assert not office.exchange.consults.pairs
        office.exchange.hang_up(office.exchange.leg(own.channel))
        assert second.over


def test_an_operator_who_hangs_up_has_completed(office: Office) -> None:
    caller, own, second = consult(office)
    office.exchange.hang_up(office.exchange.leg(own.channel))
    assert caller.bridge is not None
    assert caller.bridge is office.leg("2001").bridge
    assert second.over
    assert office.exchange.state_of("2000") == "idle"


@pytest.mark.parametrize("answered", [False, True])
def test_or_has_aborted_and_the_caller_rings_back(office: Office, answered: bool) -> None:
    office.exchange.rules.hangup_completes = not answered
    caller, own, second = consult(office, answered=answered)
    office.exchange.hang_up(own)
    assert second.over
    assert office.exchange.state_of("2001") == "idle"
    back = office.leg("2000")
    assert back.call is caller.call
    assert back.ringing
    assert back.channel != own.channel
    assert caller.state is LegState.DIALLING


def test_or_has_hung_up_on_the_caller(office: Office) -> None:
    office.exchange.rules.comes_back = False
    caller, own, _ = consult(office, answered=False)
    office.exchange.hang_up(own)
    assert caller.call.over
    assert not office.exchange.calls


def test_what_is_not_allowed_is_a_second_call_that_fails(office: Office) -> None:
    caller, own = office.talk("2011")
    second = office.exchange.consults.begin(own, "5503309")
    assert not second.over
    office.wait(1)
    assert office.failures() == [Reason.NO_OUTBOUND_RIGHT.value]
    assert second.over
    assert states(caller.call) == ["up", "up"]
    office.exchange.consults.begin(own, "5503309", rights_of="2000")
    office.wait(1)
    assert len(office.failures()) == 1


def test_what_cannot_be_done(office: Office) -> None:
    caller, own, _ = consult(office, answered=False)
    refused: tuple[Operation, ...] = ("swap", "threeway")
    for operation in refused:
        with pytest.raises(WrongStateError):
            office.exchange.consults.operate(own, operation)
    with pytest.raises(WrongStateError):
        office.exchange.consults.begin(own, "2002")
    with pytest.raises(WrongStateError):
        office.exchange.consults.begin(caller, "2002")
    with pytest.raises(WrongStateError):
        office.exchange.transfers.blind(caller, "2002")
    with pytest.raises(WrongStateError):
        office.exchange.parking.park(caller)
    with pytest.raises(WrongStateError):
        office.exchange.consults.operate(caller, "abort")


def test_a_phone_passes_its_held_call_on_to_the_spoken_one(office: Office) -> None:
    caller, own = office.talk()
    second = office.exchange.router.dial("2000", "2001")
    assert own.state is LegState.HELD
    office.exchange.pick_up(office.leg("2001"))
    spoken = second.legs[0]
    assert spoken.channel != own.channel
    assert office.exchange.consults.join_at_phone(spoken, own) is caller.call
    assert caller.bridge is office.leg("2001").bridge
    assert second.over
    assert office.exchange.state_of("2000") == "idle"


def test_who_is_consulted_and_holds_goes_on_holding_when_moved(office: Office) -> None:
    caller, own, _ = consult(office)
    consulted = office.leg("2001")
    third = office.exchange.consults.begin(consulted, "2002")
    office.exchange.consults.operate(own, "complete")
    assert consulted.call is caller.call
    assert consulted.state is LegState.HELD
    office.exchange.pick_up(office.leg("2002"))
    assert states(third) == ["up", "up"]
    office.exchange.consults.operate(consulted, "complete")
    assert caller.bridge is office.leg("2002").bridge
    assert list(office.exchange.calls) == [caller.call.id]


def test_nobody_is_brought_back_who_is_consulting_themselves(office: Office) -> None:
    call = office.exchange.router.dial("2000", "2001")
    office.exchange.pick_up(office.leg("2001"))
    first, second = call.legs
    office.exchange.consults.begin(first, "2002")
    office.exchange.consults.begin(second, "2003")
    office.exchange.hang_up(second)
    assert call.over
    assert states(office.exchange.leg(first.channel).call) == ["dialling", "ringing"]


def test_nothing_is_completed_with_a_caller_who_has_gone(office: Office) -> None:
    caller, own = office.talk()
    office.exchange.conferences.invite(own, "2003")
    office.exchange.consults.begin(own, "2001")
    office.exchange.pick_up(office.leg("2001"))
    office.exchange.hang_up(caller)
    refused: tuple[Operation, ...] = ("complete", "threeway")
    for operation in refused:
        with pytest.raises(WrongStateError):
            office.exchange.consults.operate(own, operation)
    office.exchange.hang_up(own)
    assert not office.exchange.calls
