"""Replays of consultations: every way in which they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, FailReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.state.changes import CommandConfirmed
from ctiapp.state.selectors import actions
from tests.model.said import CALL, ext, inbound, mine, report
from tests.state.desk import Told, talk, twice

if TYPE_CHECKING:
    from collections.abc import Callable

SECOND = "2.1"
BOB = Number("2001")


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def consult(told: Told, *, answered: bool) -> None:
    """5503301 waits while 2001 is asked."""
    talk(told)
    token = told.send(Verb.CONSULT, callee=BOB)
    told.take(events.CommandAccepted(token, CALL))
    twice(told, inbound("ANSWERED"), mine("HOLD"))
    twice(told, mine("ALERT"), ext("2001", "RING"), call_id=SECOND)
    if answered:
        twice(told, mine("ANSWERED"), ext("2001", "ANSWER"), call_id=SECOND)


def test_the_caller_is_gone_during_a_consultation(told: Told) -> None:
    """The talk with the consulted one goes on, as a call of its own."""
    consult(told, answered=True)
    twice(told, inbound("BYE"), mine("HOLD"))
    assert told.why() is EndReason.REMOTE_HUNG_UP
    assert told.call(SECOND).consult_of is None
    assert told.phases[SECOND] is Phase.TALKING
    assert Verb.HANG_UP in actions(told.call(SECOND))


@pytest.mark.parametrize(
    ("answered", "ends", "reason"),
    [
        pytest.param(
            True,
            lambda told: told.said(mine("ANSWERED"), ext("2001", "BYE"), call_id=SECOND),
            EndReason.REMOTE_HUNG_UP,
            id="hangs-up",
        ),
        pytest.param(
            False,
            lambda told: told.failed(mine("ALERT"), ext("2001", "BYE"), call_id=SECOND),
            EndReason.FAILED,
            id="busy",
        ),
        pytest.param(
            False,
            lambda told: told.failed(
                mine("ALERT"), ext("2001", "BYE"), reason=FailReason.NO_ANSWER, call_id=SECOND
            ),
            EndReason.FAILED,
            id="does-not-answer",
        ),
    ],
)
def test_the_consulted_one_is_gone(
    told: Told, answered: bool, ends: Callable[[Told], object], reason: EndReason
) -> None:
    """The caller is not: they wait, and can be resumed."""
    consult(told, answered=answered)
    ends(told)
    assert told.why(SECOND) is reason
    call = told.call()
    assert (call.phase, call.consulting) == (Phase.HELD, None)
    assert Verb.RESUME in actions(call)
    told.said(mine("ALERT"), ext("2001", "RING"), call_id=SECOND)
    assert told.living == {CALL}


def test_a_consultation_that_is_refused_before_it_began(told: Told) -> None:
    """Its call was never told: the refusal belongs to the one that waits."""
    talk(told)
    token = told.send(Verb.CONSULT, callee=BOB)
    told.failed(mine("ALERT"), reason=FailReason.NOT_FOUND, call_id=SECOND)
    call = told.call()
    assert call.notice is not None
    assert (call.notice.key, dict(call.pending)) == ("call.failed.not_found", {})
    assert told.take(events.CommandExpired(token)) == ()


def test_ones_own_phone_hangs_up_during_a_consultation(told: Told) -> None:
    """The PBX may take it as the end of the transfer: its events are followed."""
    consult(told, answered=True)
    told.moved(inbound("ANSWERED"), mine("HOLD"))
    told.said(inbound("ANSWERED"), mine("BYE"), ext("2001", "ANSWER"))
    told.said(mine("BYE"), call_id=SECOND)
    assert (told.why(), told.why(SECOND)) == (EndReason.TRANSFERRED, EndReason.TRANSFERRED)
    # The consulted one has gone over to the caller: who it was is still to be seen.
    assert told.call(SECOND).remote_number == BOB


def test_ones_own_phone_hangs_up_and_the_caller_rings_again(told: Told) -> None:
    """Or the PBX brings the caller back."""
    consult(told, answered=False)
    told.said(mine("BYE"), ext("2001", "RING"), call_id=SECOND)
    told.said(inbound("ALERT"), mine("BYE"), mine("RING", "b"))
    assert told.phases == {CALL: Phase.RINGING, SECOND: Phase.ENDED}


def test_aborting_returns_the_caller(told: Told) -> None:
    """Confirmed when the second call is gone and one's own leg is there."""
    consult(told, answered=True)
    token = told.send(Verb.ABORT)
    changes = told.said(mine("BYE"), ext("2001", "ANSWER"), call_id=SECOND)
    assert CommandConfirmed(token) in changes
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    assert told.phases == {CALL: Phase.TALKING, SECOND: Phase.ENDED}


def test_swapping_and_bringing_all_together(told: Told) -> None:
    """Each confirmed by the call that waited."""
    consult(told, answered=True)
    token = told.send(Verb.SWAP)
    assert CommandConfirmed(token) in told.said(inbound("ANSWERED"), mine("ANSWER"))
    token = told.send(Verb.CONFERENCE)
    changes = told.said(inbound("ANSWERED"), mine("ANSWER"), ext("2001", "ANSWER"))
    assert CommandConfirmed(token) in changes
    told.said(mine("BYE"), call_id=SECOND)
    # Nobody hung up: the consulted one is in the other call now.
    assert (told.why(SECOND), told.call(SECOND).remote_number) == (EndReason.JOINED, BOB)
    call = told.call()
    assert (call.phase, call.parties, call.consulting) == (Phase.TALKING, 3, None)
    assert set(actions(call)) & {Verb.PARK, Verb.TRANSFER, Verb.CONSULT} == set()
    assert {Verb.ADD, Verb.HANG_UP} <= set(actions(call))


def test_who_was_guessed_to_be_consulted_makes_room_for_who_is(told: Told) -> None:
    """A picture names another call first, that one's own phone dialled meanwhile."""
    talk(told)
    told.send(Verb.CONSULT, callee=BOB)
    told.picture(
        report(inbound("ANSWERED"), mine("HOLD")),
        report(mine("ALERT", "b"), ext("2003", "RING"), call_id="3.1"),
        report(mine("ALERT"), ext("2001", "RING"), call_id=SECOND),
    )
    assert told.call().consulting == SECOND
    assert told.call(SECOND).consult_of == CALL
    assert told.call("3.1").consult_of is None


def test_the_consulted_one_may_have_been_parked_from_here(told: Told) -> None:
    """One consults by dialling the slot: the call that waited there is the second one."""
    parked = "0.1"
    told.said(ext("2001", "ALERT"), mine("RING", "c"), call_id=parked)
    told.said(ext("2001", "ANSWERED"), mine("ANSWER", "c"), call_id=parked)
    token = told.send(Verb.PARK, CallId(parked))
    told.take(events.CommandAccepted(token, CallId(parked), "6001"))
    told.said(ext("2001", "HOLD"), call_id=parked)
    talk(told)
    told.said(inbound("ANSWERED"), mine("HOLD"))
    told.said(ext("2001", "ANSWER"), mine("ANSWERED"), call_id=parked)
    assert told.call(parked).consult_of == CALL
    assert told.call().consulting == parked
