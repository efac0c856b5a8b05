"""What is done in a talk: hold, mute, record, park, transfer, consult, conference, let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import EndReason, LegKind, LegState, Phase, Recording
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.errors import InvalidState
from ctiapp.services.calls import Outcome
from ctiapp.state.selectors import actions
from tests.contract.kinds import able, that
from tests.contract.office import CALLER, COLLEAGUE, ME, THIRD

if TYPE_CHECKING:
    from ctiapp.simpbx.legs import Leg
    from tests.contract.office import Office


def own_leg(office: Office) -> Leg:
    """One's own living leg, at the exchange."""
    return next(leg for leg in office.pbx.exchange.legs_of("2000") if leg.alive)


# --- hold ----------------------------------------------------------------------------------------


@able(Capability.HOLD, Capability.RESUME)
async def test_a_caller_is_held_and_taken_back(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        for _ in range(2):
            assert await office.calls.hold(call.call_id) is Outcome.CONFIRMED
            await office.until_true()
            assert office.true() == [("held", [CALLER])]
            assert await office.calls.resume(call.call_id) is Outcome.CONFIRMED
            await office.until_true()
            assert office.true() == [("talking", [CALLER])]


@able(Capability.HOLD, Capability.RESUME)
async def test_a_colleague_is_held_and_taken_back(office: Office) -> None:
    async with office.linked():
        office.do("dial", extension="2001", number="2000")
        await office.until_phase(Phase.RINGING)
        office.do("pickup", extension="2000")
        call = await office.until_phase(Phase.TALKING)
        assert await office.calls.hold(call.call_id) is Outcome.CONFIRMED
        await office.until_true()
        assert office.true() == [("held", ["2001"])]
        assert await office.calls.resume(call.call_id) is Outcome.CONFIRMED
        await office.until_true()
        assert office.true() == [("talking", ["2001"])]


@able(Capability.HOLD)
async def test_who_is_held_here_hangs_up(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        await office.calls.hold(call.call_id)
        office.do("caller_hangup", call_id=next(iter(office.pbx.exchange.calls)))
        await office.until_phase(Phase.ENDED)
        await office.until_true()


@that(lambda kind: kind.tells_hold)
async def test_hold_is_told_whoever_holds(office: Office) -> None:
    async with office.linked():
        office.do("dial", extension="2001", number="2000")
        await office.until_phase(Phase.RINGING)
        office.do("pickup", extension="2000")
        await office.until_phase(Phase.TALKING)
        office.do("hold", extension="2001")
        await office.until(lambda: office.call.held_by_other, "held by the other one")
        office.do("unhold", extension="2001")
        await office.until(lambda: not office.call.held_by_other, "taken back")
        office.do("hold", extension="2000")
        await office.until_phase(Phase.HELD)
        await office.until_true()


@that(lambda kind: kind.finds_held)
async def test_a_caller_on_hold_is_found_so_by_the_first_picture(office: Office) -> None:
    office.rings()
    office.do("pickup", extension="2000")
    office.do("hold", extension="2000")
    (call,) = (await (await office.new()).snapshot()).calls
    (own,) = [leg for leg in call.legs if leg.number == ME and leg.kind is LegKind.EXTENSION]
    assert own.state is LegState.HELD


@that(lambda kind: not kind.finds_held)
async def test_a_caller_on_hold_of_whom_nothing_is_told_is_found_out_and_taken_back(
    office: Office,
) -> None:
    office.rings()
    office.do("pickup", extension="2000")
    office.do("hold", extension="2000")
    async with office.linked():
        call = await office.until_phase(Phase.TALKING, CALLER)
        assert {Verb.HOLD, Verb.RESUME} <= set(actions(call))
        with pytest.raises(InvalidState) as told:
            await office.calls.hold(call.call_id)
        assert told.value.key == "call.held_already"
        await office.until_true()
        assert office.true() == [("held", [CALLER])]
        assert office.call.notice is not None
        assert await office.calls.resume(call.call_id) is Outcome.CONFIRMED
        await office.until_true()
        assert office.true() == [("talking", [CALLER])]


@that(lambda kind: not kind.finds_held)
async def test_an_agent_who_holds_is_found_to_by_their_queue(office: Office) -> None:
    office.rings()
    office.do("pickup", extension="2000")
    office.do("hold", extension="2000")
    async with office.linked() as client:
        assert (await office.until_phase(Phase.TALKING, CALLER)).hold_untold
        for queue in await client.queues():
            await client.agents(queue.queue_id)
        await office.until_phase(Phase.HELD, CALLER)


@pytest.mark.parametrize("held", [False, True])
@that(lambda kind: not kind.finds_held)
async def test_where_nobody_knows_whether_a_caller_is_held_they_are_taken_back(
    office: Office, *, held: bool
) -> None:
    """From then on it is known that one talks; if one did before, nothing was done."""
    office.rings()
    office.do("pickup", extension="2000")
    if held:
        office.do("hold", extension="2000")
    async with office.linked():
        call = await office.until_phase(Phase.TALKING, CALLER)
        assert call.hold_untold
        assert await office.calls.resume(call.call_id) is Outcome.CONFIRMED
        await office.until_true()
        assert office.true() == [("talking", [CALLER])]
        assert not office.call.hold_untold
        assert Verb.RESUME not in actions(office.call)


# --- sound ---------------------------------------------------------------------------------------


@able(Capability.MUTE)
async def test_one_is_muted_and_heard_again(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        assert await office.calls.mute(call.call_id) is Outcome.CONFIRMED
        assert own_leg(office).muted
        assert office.call.muted
        assert await office.calls.unmute(call.call_id) is Outcome.CONFIRMED
        assert not own_leg(office).muted
        assert office.call.muted is False


@able(Capability.RECORD)
async def test_a_talk_is_recorded_with_a_pause(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        assert await office.calls.record(call.call_id) is Outcome.CONFIRMED
        assert await office.calls.pause_recording(call.call_id) is Outcome.CONFIRMED
        assert own_leg(office).recording == Recording.PAUSED.value
        assert await office.calls.resume_recording(call.call_id) is Outcome.CONFIRMED
        assert own_leg(office).recording == Recording.ON.value


# --- moving on -----------------------------------------------------------------------------------


@able(Capability.TRANSFER)
async def test_a_caller_is_transferred(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        assert await office.calls.transfer(call.call_id, COLLEAGUE) is Outcome.CONFIRMED
        call = await office.until_phase(Phase.ENDED)
        await office.until_true()
        assert not office.true()
        office.do("pickup", extension="2001")

    assert call.end is not None
    assert call.end.reason is EndReason.TRANSFERRED
    (left,) = office.pbx.exchange.calls.values()
    assert {leg.extension for leg in left.legs if leg.alive} == {"2001", None}


@able(Capability.TRANSFER)
async def test_a_caller_who_only_rings_is_passed_on_where_that_can_be(office: Office) -> None:
    """Elsewhere it is not offered; a colleague's ring is passed on nowhere."""
    async with office.linked():
        office.rings(CALLER)
        call = await office.until_phase(Phase.RINGING)
        assert (Verb.TRANSFER in actions(call)) is office.kind.passes_on
        if office.kind.passes_on:
            assert await office.calls.transfer(call.call_id, COLLEAGUE) is Outcome.CONFIRMED
            call = await office.until_phase(Phase.ENDED)
            assert call.end is not None
            assert call.end.reason is EndReason.TRANSFERRED
            await office.until_true()
            (left,) = office.pbx.exchange.calls.values()
            assert {leg.extension for leg in left.legs if leg.alive} == {"2001", None}
        office.do("caller_hangup", call_id=next(iter(office.pbx.exchange.calls)))
        await office.until(lambda: not office.living, "gone from here")
        office.do("dial", extension="2001", number="2000")
        inside = await office.until_phase(Phase.RINGING)
        assert Verb.TRANSFER not in actions(inside)


@able(Capability.TRANSFER)
async def test_a_colleague_is_transferred(office: Office) -> None:
    async with office.linked():
        office.do("dial", extension="2001", number="2000")
        await office.until_phase(Phase.RINGING)
        office.do("pickup", extension="2000")
        call = await office.until_phase(Phase.TALKING)
        from_there = office.calls.transfer(call.call_id, THIRD)
        assert await from_there is Outcome.CONFIRMED
        await office.until(lambda: not office.living, "gone from here")
        await office.until_true()
        office.do("pickup", extension="2002")

    (left,) = office.pbx.exchange.calls.values()
    assert {leg.extension for leg in left.legs if leg.alive} == {"2001", "2002"}


@able(Capability.TRANSFER)
async def test_who_was_transferred_is_none_of_ones_own_any_more(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        await office.calls.transfer(call.call_id, COLLEAGUE)
        office.do("pickup", extension="2001")
        await office.until(lambda: not office.living, "gone from here")
        office.do("hangup", extension="2001")
        office.rings("0401112223")
        await office.until_phase(Phase.RINGING, "0401112223")
        await office.until_true()


@able(Capability.PARK, Capability.DIAL)
async def test_a_caller_is_parked_and_fetched(office: Office) -> None:
    async with office.linked() as client:
        call = await office.talk()
        assert await office.calls.park(call.call_id) is Outcome.CONFIRMED
        (parked,) = await client.parked()
        assert list(office.pbx.exchange.parking.slots) == [parked.slot]
        await office.until(lambda: office.call.slot == parked.slot, "parked")
        assert office.call.phase is Phase.PARKED
        assert await office.calls.retrieve(parked.slot) is Outcome.CONFIRMED
        office.do("pickup", extension="2000")
        await office.until_phase(Phase.TALKING, CALLER)
        await office.until_true()
        assert await client.parked() == ()
        assert not office.pbx.exchange.parking.slots


@able(Capability.CONSULT)
async def test_a_consultation_is_completed(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        assert await office.calls.consult(call.call_id, COLLEAGUE) is Outcome.CONFIRMED
        await office.until(lambda: len(office.living) == 2, "two calls")
        office.do("pickup", extension="2001")
        await office.until_phase(Phase.TALKING, "2001")
        assert await office.calls.complete(call.call_id) is Outcome.CONFIRMED
        await office.until(lambda: not office.living, "gone from here")
        await office.until_true()

    (left,) = office.pbx.exchange.calls.values()
    assert {leg.extension for leg in left.legs if leg.alive} == {"2001", None}


@able(Capability.CONSULT)
async def test_a_consultation_is_swapped_and_given_up(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        await office.calls.consult(call.call_id, COLLEAGUE)
        await office.until(lambda: len(office.living) == 2, "two calls")
        office.do("pickup", extension="2001")
        await office.until_phase(Phase.TALKING, "2001")
        assert await office.calls.swap(call.call_id) is Outcome.CONFIRMED
        await office.until_true()
        assert await office.calls.abort(call.call_id) is Outcome.CONFIRMED
        await office.until_phase(Phase.TALKING, CALLER)
        await office.until_true()

    assert office.true() == [("talking", [CALLER])]


@able(Capability.CONSULT, Capability.CONFERENCE)
async def test_all_three_are_brought_together(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        await office.calls.consult(call.call_id, COLLEAGUE)
        await office.until(lambda: len(office.living) == 2, "two calls")
        office.do("pickup", extension="2001")
        await office.until_phase(Phase.TALKING, "2001")
        assert await office.calls.conference(call.call_id) is Outcome.CONFIRMED
        await office.until_true()

    assert office.true() == [("talking", sorted([CALLER, "2001"]))]


@able(Capability.ADD)
async def test_one_more_is_called_into_a_talk(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        assert await office.calls.add(call.call_id, COLLEAGUE) is Outcome.CONFIRMED
        office.do("pickup", extension="2001")
        await office.until_true()

    assert office.true() == [("talking", sorted([CALLER, "2001"]))]


# --- before it rings -----------------------------------------------------------------------------


@able(Capability.ACCEPT_INBOUND)
async def test_a_call_that_is_let_in_rings(office: Office) -> None:
    office.do("monitor", line="City-SIP", inbound_control=True)
    async with office.linked():
        office.rings()
        call = await office.until_phase(Phase.OFFERED)
        assert await office.calls.accept_inbound(call.call_id) is Outcome.CONFIRMED
        await office.until_phase(Phase.RINGING, CALLER)
        await office.until_true()


@able(Capability.REFUSE_INBOUND)
async def test_a_call_that_is_turned_away_never_rings(office: Office) -> None:
    office.do("monitor", line="City-SIP", inbound_control=True)
    async with office.linked():
        office.rings()
        call = await office.until_phase(Phase.OFFERED)
        assert await office.calls.refuse_inbound(call.call_id) is Outcome.CONFIRMED
        await office.until(lambda: not office.living, "over")

    assert not office.pbx.exchange.calls
