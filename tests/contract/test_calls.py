"""A call's life at every kind of PBX: it rings, is talked on, and ends, whoever began it.

Each step is checked twice: by what this extension is shown, and against the exchange itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Direction, EndReason, Phase
from ctiapp.model.commands import Capability
from ctiapp.model.errors import CtiError
from ctiapp.model.number import Number
from ctiapp.services.calls import Outcome
from tests.contract.kinds import able
from tests.contract.office import CALLER, COLLEAGUE, OTHER, THIRD

if TYPE_CHECKING:
    from tests.contract.office import Office


# --- somebody calls ------------------------------------------------------------------------------


@able()
async def test_a_call_from_outside_rings_is_answered_and_ends(office: Office) -> None:
    async with office.linked():
        call_id = office.rings()
        call = await office.until_phase(Phase.RINGING, CALLER)
        assert call.direction is Direction.INBOUND
        assert call.remote_number == Number(CALLER)
        assert call.trunk == "City-SIP"
        assert not call.from_snapshot
        await office.until_true()

        office.do("pickup", extension="2000")
        await office.until_phase(Phase.TALKING, CALLER)
        await office.until_true()

        office.do("caller_hangup", call_id=call_id)
        call = await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()

    assert call.end is not None
    assert call.end.reason is EndReason.REMOTE_HUNG_UP
    assert len(office.store.calls) == 1


@able()
async def test_a_colleague_calls_and_hangs_up(office: Office) -> None:
    async with office.linked():
        office.do("dial", extension="2001", number="2000")
        call = await office.until_phase(Phase.RINGING, "2001")
        assert call.direction is Direction.INTERNAL
        await office.until_true()

        office.do("pickup", extension="2000")
        await office.until_phase(Phase.TALKING, "2001")
        await office.until_true()

        office.do("hangup", extension="2001")
        call = await office.until_phase(Phase.ENDED, "2001")
        await office.until_true()

    assert call.end is not None
    assert call.end.reason is EndReason.REMOTE_HUNG_UP
    assert len(office.store.calls) == 1


@able()
async def test_a_caller_who_gives_up_has_given_up(office: Office) -> None:
    async with office.linked():
        call_id = office.rings()
        await office.until_phase(Phase.RINGING, CALLER)
        office.do("caller_hangup", call_id=call_id)
        call = await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()

    assert call.end is not None
    assert call.end.reason is EndReason.CALLER_GAVE_UP


@able()
async def test_a_colleague_who_gives_up_has_given_up(office: Office) -> None:
    async with office.linked():
        office.do("dial", extension="2001", number="2000")
        await office.until_phase(Phase.RINGING, "2001")
        office.do("hangup", extension="2001")
        call = await office.until_phase(Phase.ENDED, "2001")
        await office.until_true()

    assert call.end is not None
    assert call.end.reason is EndReason.CALLER_GAVE_UP


@able(Capability.REJECT)
async def test_a_call_is_rejected(office: Office) -> None:
    async with office.linked():
        office.rings()
        call = await office.until_phase(Phase.RINGING, CALLER)
        assert await office.calls.reject(call.call_id) is Outcome.CONFIRMED
        call = await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()

    assert call.end is not None
    assert call.end.reason is EndReason.REJECTED
    assert not office.true()


@able(Capability.REJECT)
async def test_a_colleague_is_rejected(office: Office) -> None:
    async with office.linked():
        office.do("dial", extension="2001", number="2000")
        call = await office.until_phase(Phase.RINGING, "2001")
        assert await office.calls.reject(call.call_id) is Outcome.CONFIRMED
        await office.until_phase(Phase.ENDED, "2001")
        await office.until_true()

    assert not office.true()


@able(Capability.REJECT)
async def test_a_second_call_is_rejected_and_the_first_goes_on(office: Office) -> None:
    async with office.linked():
        first = await office.talk()
        office.rings(OTHER)
        second = await office.until_phase(Phase.RINGING, OTHER)
        await office.until_true()
        assert await office.calls.reject(second.call_id) is Outcome.CONFIRMED
        await office.until_phase(Phase.ENDED, OTHER)
        await office.until_true()

        assert office.true() == [("talking", [CALLER])]
        assert [call.call_id for call in office.living] == [first.call_id]


@able()
async def test_a_call_that_nobody_answers_is_over(office: Office) -> None:
    async with office.linked():
        office.rings()
        await office.until_phase(Phase.RINGING, CALLER)
        office.do("advance", seconds=office.pbx.exchange.ring_timeout_s + 1)
        await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()

    assert not office.true()


@able()
async def test_a_call_through_a_queue_rings_and_is_taken_by_another(office: Office) -> None:
    """All agents ring; who was slower sees the call go."""
    office.do("queue", queue="6400", strategy="ring_all")
    async with office.linked():
        office.rings(to="6400")
        await office.until_phase(Phase.RINGING, CALLER)
        office.do("pickup", extension="2001")
        await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()

    assert not office.true()


@able(Capability.ANSWER)
async def test_a_phone_that_can_be_commanded_answers(office: Office) -> None:
    office.do("csta", extension="2000", on=True)
    async with office.linked():
        office.rings()
        call = await office.until_phase(Phase.RINGING, CALLER)
        await office.until(lambda: office.call.phone_ring is not None, "to be answered from here")
        assert await office.calls.answer(call.call_id) is Outcome.CONFIRMED
        await office.until_phase(Phase.TALKING, CALLER)
        await office.until_true()
        assert office.true() == [("talking", [CALLER])]


@able(Capability.ANSWER)
async def test_a_phone_that_can_be_commanded_refuses(office: Office) -> None:
    office.do("csta", extension="2000", on=True)
    async with office.linked():
        office.rings()
        call = await office.until_phase(Phase.RINGING, CALLER)
        await office.until(lambda: office.call.phone_ring is not None, "to be answered from here")
        assert await office.calls.reject(call.call_id) is Outcome.CONFIRMED
        await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()
        assert not office.true()


# --- one calls -----------------------------------------------------------------------------------


@able(Capability.DIAL, Capability.HANG_UP)
async def test_a_colleague_is_called_and_hung_up_on(office: Office) -> None:
    async with office.linked():
        assert await office.calls.dial(COLLEAGUE) is Outcome.CONFIRMED
        call = await office.until_phase(Phase.DIALING)
        assert call.own_phone_rings
        assert call.remote_number == COLLEAGUE
        (leg,) = office.pbx.exchange.legs_of("2000")
        assert leg.ringing
        office.do("pickup", extension="2000")
        await office.until(lambda: not office.call.own_phone_rings, "off the hook")
        await office.until_phase(Phase.DIALING, "2001")
        await office.until_true()
        office.do("pickup", extension="2001")
        call = await office.until_phase(Phase.TALKING, "2001")
        await office.until_true()
        assert office.true() == [("talking", ["2001"])]

        assert await office.calls.hang_up(call.call_id) is Outcome.CONFIRMED
        call = await office.until_phase(Phase.ENDED, "2001")
        await office.until_true()

    assert not office.pbx.exchange.calls
    assert call.end is not None
    assert call.end.reason is EndReason.HUNG_UP
    assert len(office.store.calls) == 1


@able(Capability.DIAL)
async def test_somebody_outside_is_called_and_hangs_up(office: Office) -> None:
    async with office.linked():
        assert await office.calls.dial(Number(CALLER)) is Outcome.CONFIRMED
        office.do("pickup", extension="2000")
        await office.until(lambda: not office.call.own_phone_rings, "off the hook")
        await office.until_true()
        assert office.true() == [("dialing", [CALLER])]
        (call_id,) = office.pbx.exchange.calls
        office.do("outside_answer", call_id=call_id)
        call = await office.until_phase(Phase.TALKING, CALLER)
        assert call.direction is Direction.OUTBOUND
        await office.until_true()

        office.do("caller_hangup", call_id=call_id)
        call = await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()

    assert call.end is not None
    assert call.end.reason is EndReason.REMOTE_HUNG_UP
    assert len(office.store.calls) == 1


@able(Capability.DIAL, Capability.HANG_UP)
async def test_calling_is_given_up_before_anybody_answers(office: Office) -> None:
    async with office.linked():
        await office.calls.dial(COLLEAGUE)
        office.do("pickup", extension="2000")
        await office.until(lambda: not office.call.own_phone_rings, "off the hook")
        await office.until_true()
        assert await office.calls.hang_up(office.call.call_id) is Outcome.CONFIRMED
        await office.until_phase(Phase.ENDED)
        await office.until_true()

    assert not office.true()


@able(Capability.DIAL, Capability.HANG_UP)
async def test_calling_is_given_up_while_ones_own_phone_rings(office: Office) -> None:
    async with office.linked():
        await office.calls.dial(COLLEAGUE)
        await office.until(lambda: office.call.own_phone_rings, "ringing here")
        assert await office.calls.hang_up(office.call.call_id) is Outcome.CONFIRMED
        await office.until_phase(Phase.ENDED)
        await office.until_true()

    assert not office.true()


@able(Capability.DIAL)
async def test_a_colleague_who_refuses_is_told(office: Office) -> None:
    async with office.linked():
        await office.calls.dial(COLLEAGUE)
        office.do("pickup", extension="2000")
        await office.until(lambda: not office.call.own_phone_rings, "off the hook")
        office.do("refuse", extension="2001")
        call = await office.until_phase(Phase.ENDED)
        await office.until_true()

    assert call.end is not None
    assert call.end.reason is EndReason.FAILED
    assert call.end.failed is not None


@able(Capability.DIAL)
async def test_a_number_that_nobody_has_is_refused_or_fails(office: Office) -> None:
    """By the answer, or by an event: either way nothing stays on the screen."""
    async with office.linked():
        try:
            await office.calls.dial(Number("2999"))
        except CtiError:
            pass
        else:
            office.do("pickup", extension="2000")
        await office.until(lambda: not office.living, "over")
        await office.until_true()


@able(Capability.DIAL)
async def test_what_is_dialled_on_the_phone_is_shown(office: Office) -> None:
    async with office.linked():
        office.do("dial", extension="2000", number="2002")
        call = await office.until_phase(Phase.DIALING, "2002")
        assert call.remote_number == THIRD
        office.do("pickup", extension="2002")
        await office.until_phase(Phase.TALKING, "2002")
        await office.until_true()
        office.do("hangup", extension="2000")
        await office.until_phase(Phase.ENDED, "2002")
        await office.until_true()


# --- several -------------------------------------------------------------------------------------


@able(Capability.DIAL, Capability.HOLD, Capability.RESUME, Capability.HANG_UP)
async def test_two_calls_are_held_and_taken_back_each_for_itself(office: Office) -> None:
    async with office.linked():
        first = await office.talk()
        await office.calls.hold(first.call_id)
        await office.until_phase(Phase.HELD, CALLER)
        second = await office.talk(OTHER)
        await office.until_true()
        assert office.true() == [("held", [CALLER]), ("talking", [OTHER])]

        assert await office.calls.hang_up(second.call_id) is Outcome.CONFIRMED
        await office.until_phase(Phase.ENDED, OTHER)
        await office.until_true()
        assert await office.calls.resume(first.call_id) is Outcome.CONFIRMED
        await office.until_true()
        assert office.true() == [("talking", [CALLER])]


@pytest.mark.parametrize("number", ["", CALLER], ids=["withheld", "one number"])
@able(Capability.HOLD)
async def test_two_callers_of_one_number_are_two_calls(office: Office, number: str) -> None:
    """One ends, the other one goes on: at a reception two withheld numbers are nothing rare."""
    async with office.linked():
        first = office.rings(number)
        await office.until_phase(Phase.RINGING)
        office.do("pickup", extension="2000", call_id=first)
        await office.until_phase(Phase.TALKING)
        await office.calls.hold(office.call.call_id)
        await office.until_phase(Phase.HELD)
        second = office.rings(number)
        await office.until(lambda: len(office.living) == 2, "two calls")
        office.do("pickup", extension="2000", call_id=second)
        await office.until_phase(Phase.TALKING)
        office.do("caller_hangup", call_id=second)
        await office.until(lambda: len(office.living) < 2, "one over")
        office.rings(OTHER)  # once that is told, all that was before it is
        await office.until_phase(Phase.RINGING, OTHER)

        assert office.shown() == office.true() == [("held", [number]), ("ringing", [OTHER])]


@able()
async def test_calls_of_others_are_none_of_ones_own(office: Office) -> None:
    async with office.linked():
        office.rings(to="2001")
        office.do("dial", extension="2002", number="2003")
        office.do("pickup", extension="2003")
        office.rings(OTHER)
        await office.until_phase(Phase.RINGING, OTHER)
        await office.until_true()

        assert len(office.store.calls) == 1


@able()
async def test_events_that_come_twice_and_late_change_nothing(office: Office) -> None:
    async with office.linked():
        office.do("events", duplicate=True)
        call_id = office.rings()
        await office.until_phase(Phase.RINGING, CALLER)
        office.do("pickup", extension="2000")
        await office.until_phase(Phase.TALKING, CALLER)
        office.do("caller_hangup", call_id=call_id)
        await office.until_phase(Phase.ENDED, CALLER)
        office.rings(OTHER)
        await office.until_phase(Phase.RINGING, OTHER)
        await office.until_true()

    assert len(office.store.calls) == 2


@pytest.mark.parametrize("reorder", [True, False], ids=["swapped", "lost"])
@able()
async def test_events_that_are_swapped_or_lost_are_made_good(office: Office, reorder: bool) -> None:
    """A look at the PBX is enough, as the application takes one now and then."""
    async with office.linked():
        office.do("events", reorder=reorder, drop=0 if reorder else 2)
        office.rings()
        office.do("pickup", extension="2000")
        office.do("events")
        office.link.refresh_now()
        await office.until_phase(Phase.TALKING, CALLER)
        await office.until_true()
