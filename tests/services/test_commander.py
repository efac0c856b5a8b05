"""A command on its way: pending until the PBX confirms, refuses or forgets it."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import FailReason
from ctiapp.model.commands import Answer, Verb
from ctiapp.model.errors import (
    CommandError,
    CtiError,
    InvalidState,
    LinkLost,
    NoSuchTarget,
    OutcomeUnknown,
)
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.services.calls import CONFIRM_S, Outcome
from tests.model.said import CALL, ext, inbound, mine, report
from tests.services.calling import Desk, started, talk
from tests.services.fakes import World, settle

if TYPE_CHECKING:
    from ctiapp.model.commands import Command

BOB = Number("2001")


@pytest.fixture
async def desk(time_flies: None) -> Desk:
    """Nobody calls yet."""
    return Desk()


# --- what becomes of it --------------------------------------------------------------------------


async def test_a_verb_is_pending_until_the_event_comes(desk: Desk) -> None:
    """The PBX's answer alone is no confirmation."""
    talk(desk)
    holding = await started(desk.calls.hold(CALL))
    assert desk.pending() == {Verb.HOLD}
    assert not holding.done()
    desk.said(inbound("ANSWERED"), mine("HOLD"))
    assert await holding is Outcome.CONFIRMED
    assert desk.pending() == set()
    assert desk.asked == 0


async def test_a_refusal_in_the_answer_is_raised_and_shown(desk: Desk) -> None:
    """The call keeps the notice; the mark goes."""
    talk(desk)
    desk.pbx.answers = [CommandError("FAILURE", code=10005)]
    with pytest.raises(CommandError):
        await desk.calls.hold(CALL)
    call = desk.store.call(CALL)
    assert call is not None
    assert call.notice is not None
    assert (call.notice.code, dict(call.pending)) == ("10005", {})
    assert desk.asked == 0


@pytest.mark.parametrize("error", [InvalidState("", code=70132), NoSuchTarget("", code=70130)])
async def test_a_refusal_because_the_call_is_otherwise_asks_for_the_picture(
    desk: Desk, error: CommandError
) -> None:
    """The PBX has no such channel, or not in that state: what is shown is wrong."""
    talk(desk)
    desk.pbx.answers = [error]
    with pytest.raises(type(error)):
        await desk.calls.hold(CALL)
    assert desk.asked == 1


async def test_a_refusal_by_event_is_raised(desk: Desk) -> None:
    """The PBX took the dial and refuses it afterwards (30015)."""
    desk.pbx.answers = [Answer(CALL)]
    dialling = await started(desk.calls.dial(BOB))
    refusal = events.CallFailed(report(mine("ALERT")), FailReason.NO_PERMISSION, "NO Dial")
    desk.store.apply(refusal, desk.clock())
    with pytest.raises(CtiError) as caught:
        await dialling
    assert caught.value.key == "call.failed.no_permission"
    assert caught.value.detail == "NO Dial"


async def test_a_refusal_by_event_may_come_before_the_answer(desk: Desk) -> None:
    """It counts all the same, even where the answer then never comes."""
    desk.pbx.gate.shut()
    dialling = await started(desk.calls.dial(BOB))
    refusal = events.CallFailed(report(mine("ALERT"), ext("2001", "BYE")), FailReason.BUSY, "x")
    desk.store.apply(refusal, desk.clock())
    with pytest.raises(CtiError) as caught:
        await dialling
    assert caught.value.key == "call.failed.busy"
    assert desk.asked == 0


async def test_no_answer_means_unconfirmed(desk: Desk) -> None:
    """It was sent, nobody knows whether it was done: the mark goes, the picture is asked for."""
    talk(desk)
    desk.pbx.answers = [OutcomeUnknown("reset")]
    assert await desk.calls.hold(CALL) is Outcome.UNCONFIRMED
    assert desk.asked == 1
    assert desk.pending() == set()


async def test_no_event_in_time_means_unconfirmed(desk: Desk) -> None:
    """Five seconds after it was sent."""
    talk(desk)
    began_s = desk.clock().mono_s
    assert await desk.calls.hold(CALL) is Outcome.UNCONFIRMED
    assert desk.clock().mono_s - began_s == CONFIRM_S
    assert desk.asked == 1
    assert desk.pending() == set()


async def test_a_pbx_that_never_answers_does_not_hold_up_more_than_that(desk: Desk) -> None:
    """The answer is part of those five seconds."""
    talk(desk)
    desk.pbx.gate.shut()
    assert await desk.calls.hold(CALL) is Outcome.UNCONFIRMED
    assert desk.pbx.gate.waiting == 0


@pytest.mark.parametrize("error", [OutcomeUnknown("reset"), NoSuchTarget("gone")])
async def test_what_an_event_has_confirmed_no_answer_can_undo(
    desk: Desk, error: CommandError
) -> None:
    """The event was quicker; the channel is gone because it was done."""
    talk(desk)
    desk.then(inbound("ANSWERED"), mine("BYE"))
    desk.pbx.answers = [error]
    assert await desk.calls.hang_up(CALL) is Outcome.CONFIRMED
    assert desk.asked == 0


async def test_a_link_that_fails_before_it_is_sent_is_raised(desk: Desk) -> None:
    """Then nothing was done, and that is known."""
    talk(desk)
    desk.pbx.answers = [LinkLost("reset")]
    with pytest.raises(LinkLost):
        await desk.calls.hold(CALL)
    assert desk.pending() == set()


async def test_whoever_gives_up_waiting_leaves_no_mark(desk: Desk) -> None:
    """A view closed, a client left: the call can be held again."""
    talk(desk)
    holding = await started(desk.calls.hold(CALL))
    holding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holding
    assert desk.pending() == set()
    assert desk.asked == 1


async def test_a_broken_dialect_leaves_no_mark_either(desk: Desk) -> None:
    """The error goes on to whoever asked."""
    talk(desk)

    def broken(_: Command) -> None:
        raise ZeroDivisionError

    desk.pbx.on_execute = broken
    with pytest.raises(ZeroDivisionError):
        await desk.calls.hold(CALL)
    assert desk.pending() == set()


async def test_signing_out_settles_what_was_pending(world: World) -> None:
    """Whoever waits hears that the call is gone."""
    await world.sign_in()
    world.link.told(inbound("ANSWERED"), mine("ANSWER"))
    holding = await started(world.calls.hold(CallId("1.1")))
    await world.session.sign_out()
    with pytest.raises(InvalidState):
        await holding


async def test_no_exception_is_left_that_nobody_retrieves(desk: Desk) -> None:
    """Neither by an unknown outcome nor by a call that ends while its verb is sent."""
    loop = asyncio.get_running_loop()
    complaints: list[dict[str, object]] = []
    loop.set_exception_handler(lambda _, context: complaints.append(context))
    talk(desk)
    desk.pbx.answers = [OutcomeUnknown("reset")]
    await desk.calls.hold(CALL)
    desk.then(inbound("BYE"), mine("ANSWER"))
    desk.pbx.answers = [NoSuchTarget("gone")]
    with pytest.raises(CtiError):
        await desk.calls.hold(CALL)
    gc.collect()
    await settle()
    assert complaints == []
