"""The call verbs: each on the right leg, each until the PBX has confirmed it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.commands import (
    Answer,
    Capability,
    Dial,
    HangUpLeg,
    HoldLeg,
    ResumeLeg,
    TransferLeg,
    Verb,
)
from ctiapp.model.errors import (
    InvalidState,
    NoSuchTarget,
    NotSupported,
    UsageError,
)
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.services.calls import Outcome
from ctiapp.settings import Settings
from tests.model.said import CALL, ME, ext, inbound, mine, report
from tests.services.calling import Desk, started, talk

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from ctiapp.services.calls import Calls


BOB = Number("2001")


@pytest.fixture
async def desk(time_flies: None) -> Desk:
    """Nobody calls yet."""
    return Desk()


# --- the right leg -------------------------------------------------------------------------------


async def test_hold_and_resume_act_on_ones_own_leg(desk: Desk) -> None:
    """The member who holds is oneself."""
    talk(desk)
    desk.then(inbound("ANSWERED"), mine("HOLD"))
    assert await desk.calls.hold(CALL) is Outcome.CONFIRMED
    desk.then(inbound("ANSWERED"), mine("ANSWER"))
    assert await desk.calls.resume(CALL) is Outcome.CONFIRMED
    leg = LegId("PJSIP/2000-a")
    assert desk.pbx.executed == [HoldLeg(leg), ResumeLeg(leg)]


async def test_hanging_up_acts_on_ones_own_leg(desk: Desk) -> None:
    """Never on the other's: that one would be thrown out of the call."""
    talk(desk)
    desk.then(inbound("ANSWERED"), mine("BYE"))
    assert await desk.calls.hang_up(CALL) is Outcome.CONFIRMED
    assert desk.pbx.executed == [HangUpLeg(LegId("PJSIP/2000-a"))]


async def test_hanging_up_leaves_alone_a_device_that_only_rings(desk: Desk) -> None:
    """The leg in the call is the one that leaves."""
    desk.said(inbound("ANSWERED"), mine("ANSWER", "a"), mine("RING", "b"))
    desk.then(inbound("ANSWERED"), mine("BYE", "a"))
    await desk.calls.hang_up(CALL)
    assert desk.pbx.executed == [HangUpLeg(LegId("PJSIP/2000-a"))]


@pytest.mark.parametrize("verb", ["reject", "hang_up"])
async def test_rejecting_acts_on_every_device(desk: Desk, verb: str) -> None:
    """Hanging a ringing call up is rejecting it."""
    desk.said(inbound("ALERT"), mine("RING", "a"), mine("RING", "b"))
    desk.pbx.on_execute = lambda _: (
        desk.said(inbound("ALERT"), mine("BYE", "a"), mine("BYE", "b"))
        if len(desk.pbx.executed) == 2
        else None
    )
    doing = desk.calls.reject(CALL) if verb == "reject" else desk.calls.hang_up(CALL)
    assert await doing is Outcome.CONFIRMED
    assert desk.pbx.executed == [HangUpLeg(LegId(f"PJSIP/2000-{leg}")) for leg in "ab"]


async def test_the_second_device_may_be_gone_by_what_was_done_to_the_first(desk: Desk) -> None:
    """The PBX took the whole ring away: what was wanted is done."""
    desk.said(inbound("ALERT"), mine("RING", "a"), mine("RING", "b"))
    desk.pbx.answers = [Answer(), NoSuchTarget("gone", code=70130)]
    rejecting = await started(desk.calls.reject(CALL))
    desk.said(inbound("ALERT"))
    assert await rejecting is Outcome.CONFIRMED


async def test_rejecting_that_no_device_took_is_refused(desk: Desk) -> None:
    """Nothing was done at all."""
    desk.said(inbound("ALERT"), mine("RING", "a"), mine("RING", "b"))
    desk.pbx.answers = [NoSuchTarget("a"), NoSuchTarget("b")]
    with pytest.raises(NoSuchTarget):
        await desk.calls.reject(CALL)
    assert len(desk.pbx.executed) == 2


@pytest.mark.parametrize("auto_answer", [False, True])
async def test_dialling_calls_from_ones_own_extension(time_flies: None, auto_answer: bool) -> None:
    """Whether the phone answers by itself is a setting."""
    desk = Desk(Settings(auto_answer=auto_answer))
    desk.pbx.answers = [Answer(CALL)]
    dialling = await started(desk.calls.dial(BOB))
    desk.said(mine("RING"))
    assert await dialling is Outcome.CONFIRMED
    assert desk.pbx.executed == [Dial(ME, BOB, auto_answer=auto_answer)]


@pytest.mark.parametrize(
    ("number", "emergency"), [("112", True), ("0112", True), ("110", True), ("911110", False)]
)
async def test_an_emergency_number_is_told_as_one(
    time_flies: None, number: str, *, emergency: bool
) -> None:
    """A PBX that has to be told whether somebody is in the house does not try there first."""
    desk = Desk(Settings(country="DE", outside_prefix="0"))
    desk.pbx.answers = [NoSuchTarget("a")]
    with pytest.raises(NoSuchTarget):
        await desk.calls.dial(Number(number))
    assert desk.pbx.executed == [Dial(ME, Number(number), emergency=emergency)]


async def test_what_may_be_on_hold_is_taken_back(desk: Desk) -> None:
    """That it may be is no confirmation; that one is told to talk is."""
    untold = replace(mine("ANSWER"), hold_untold=True)
    desk.said(inbound("ANSWERED"), untold)
    taken = await started(desk.calls.resume(CALL))
    desk.said(inbound("ANSWERED"), replace(untold, via=BOB))
    assert Verb.RESUME in desk.store.calls[0].pending
    desk.said(inbound("ANSWERED"), mine("ANSWER"))
    assert await taken is Outcome.CONFIRMED


# --- what makes no sense -------------------------------------------------------------------------


async def test_what_makes_no_sense_is_not_sent(desk: Desk) -> None:
    """Each says why."""
    talk(desk)
    desk.said(inbound("ALERT"), mine("RING"), call_id="2.1")
    ringing = CallId("2.1")
    doings: list[tuple[Coroutine[None, None, Outcome], str]] = [
        (desk.calls.dial(ME), "dial.own"),
        (desk.calls.dial(Number("")), "dial.empty"),
        (desk.calls.dial(Number("javascript:alert(1)")), "dial.letters"),
        (desk.calls.dial(Number("1;2")), "dial.characters"),
        (desk.calls.resume(CALL), "call.not_possible"),
        (desk.calls.reject(CALL), "call.not_possible"),
        (desk.calls.hold(ringing), "call.not_possible"),
        (desk.calls.hold(CallId("gone")), "call.gone"),
        (desk.calls.hang_up(CallId("gone")), "call.gone"),
    ]
    for doing, key in doings:
        with pytest.raises(UsageError) as caught:
            await doing
        assert caught.value.key == key
    assert desk.pbx.executed == []


async def test_nothing_is_sent_while_the_picture_is_not_live(desk: Desk) -> None:
    """The call is refused, and shows no mark."""
    talk(desk)
    desk.store.apply(events.LinkChanged(LinkState.SYNCING), desk.clock())
    for doing in (desk.calls.hold(CALL), desk.calls.hang_up(CALL), desk.calls.dial(BOB)):
        with pytest.raises(InvalidState) as caught:
            await doing
        assert caught.value.key == "link.not_up"
    assert desk.pbx.executed == []
    assert desk.pending() == set()


async def test_signed_out_nothing_can_be_dialled(time_flies: None) -> None:
    """Neither without an extension nor without a PBX."""
    desk = Desk()
    desk.calls.attach(None, lambda: None)
    with pytest.raises(InvalidState):
        await desk.calls.dial(BOB)
    desk.store.reset(None, desk.clock())
    with pytest.raises(InvalidState):
        await desk.calls.dial(BOB)


async def test_a_pending_verb_blocks_its_own_repetition_and_nothing_else(desk: Desk) -> None:
    """Hanging up least of all; not even by itself."""
    talk(desk)
    holding = await started(desk.calls.hold(CALL))
    with pytest.raises(UsageError) as caught:
        await desk.calls.hold(CALL)
    assert caught.value.key == "call.pending"
    hanging_up = await started(desk.calls.hang_up(CALL))
    again = await started(desk.calls.hang_up(CALL))
    assert desk.pending() == {Verb.HOLD, Verb.HANG_UP}

    desk.said(inbound("ANSWERED"), mine("BYE"))

    assert await hanging_up is Outcome.CONFIRMED
    assert await again is Outcome.CONFIRMED
    with pytest.raises(InvalidState) as caught_gone:
        await holding
    assert caught_gone.value.key == "call.gone"


async def test_the_same_number_is_not_dialled_twice_at_once(desk: Desk) -> None:
    """Enter was pressed twice; another number may be dialled, and the same one later."""
    first = await started(desk.calls.dial(BOB))
    with pytest.raises(UsageError) as caught:
        await desk.calls.dial(BOB)
    assert caught.value.key == "call.pending"
    other = await started(desk.calls.dial(Number("2003")))
    assert [await first, await other] == [Outcome.UNCONFIRMED] * 2
    third = await started(desk.calls.dial(BOB))
    desk.said(mine("RING"))
    assert await third is Outcome.CONFIRMED


def moved(desk: Desk) -> None:
    """5503301 was passed on to 2001, who rings."""
    talk(desk)
    desk.said(inbound("ALERT"), mine("BYE"), ext("2001", "RING"))


async def test_nobody_is_taken_back_out_of_a_talk(desk: Desk) -> None:
    """The word of the answer was lost: the PBX is asked before anybody is moved."""
    moved(desk)
    desk.pbx.calls = (report(inbound("ANSWERED"), ext("2001", "ANSWER")),)
    with pytest.raises(UsageError) as caught:
        await desk.calls.take_back(CALL)
    assert caught.value.key == "call.gone"
    assert desk.pbx.executed == []
    call = desk.store.call(CALL)
    assert call is not None
    assert not call.can_be_taken_back


async def test_whoever_still_waits_is_taken_back(desk: Desk) -> None:
    """Asked, the PBX says so."""
    moved(desk)
    desk.pbx.calls = (report(inbound("ALERT"), ext("2001", "RING")),)
    taking = await started(desk.calls.take_back(CALL))
    assert desk.pbx.executed == [TransferLeg(LegId("PJSIP/in"), ME, ME)]
    desk.said(inbound("ALERT"), mine("RING", "b"))
    assert await taking is Outcome.CONFIRMED


@pytest.mark.parametrize("call_id", [CALL, "2.1"])
async def test_a_second_consultation_is_refused(desk: Desk, call_id: str) -> None:
    """Of either of the two calls: whoever waits has one to wait for."""
    desk.said(inbound("ANSWERED"), mine("HOLD"))
    desk.said(mine("ANSWERED"), ext("2001", "ANSWER"), call_id="2.1")
    with pytest.raises(UsageError) as caught:
        await desk.calls.consult(CallId(call_id), Number("2003"))
    assert caught.value.key == "call.not_possible"
    assert desk.pbx.executed == []


# --- what this PBX cannot do ---------------------------------------------------------------------

BARE = frozenset({Capability.DIAL, Capability.HANG_UP, Capability.REJECT, Capability.HOLD})


@pytest.mark.parametrize(
    "act",
    [
        lambda calls: calls.resume(CALL),
        lambda calls: calls.mute(CALL),
        lambda calls: calls.unmute(CALL),
        lambda calls: calls.record(CALL),
        lambda calls: calls.pause_recording(CALL),
        lambda calls: calls.park(CALL),
        lambda calls: calls.retrieve("6000"),
        lambda calls: calls.transfer(CALL, BOB),
        lambda calls: calls.take_back(CALL),
        lambda calls: calls.consult(CALL, BOB),
        lambda calls: calls.complete(CALL),
        lambda calls: calls.swap(CALL),
        lambda calls: calls.conference(CALL),
        lambda calls: calls.add(CALL, BOB),
        lambda calls: calls.answer(CALL),
        lambda calls: calls.accept_inbound(CALL),
        lambda calls: calls.refuse_inbound(CALL),
    ],
)
async def test_what_the_pbx_cannot_do_is_refused_before_it_is_sent(
    desk: Desk, act: Callable[[Calls], Coroutine[object, object, Outcome]]
) -> None:
    """And no mark of it stands on the call."""
    talk(desk)
    desk.calls.offer(BARE)
    with pytest.raises(NotSupported):
        await act(desk.calls)
    assert desk.pbx.executed == []
    assert desk.pending() == set()
    call = desk.store.call(CALL)
    assert call is not None
    assert call.notice is None


async def test_what_it_can_do_is_done_all_the_same(desk: Desk) -> None:
    """A bare PBX still holds and hangs up."""
    talk(desk)
    desk.calls.offer(BARE)
    desk.then(inbound("ANSWERED"), mine("HOLD"))
    assert await desk.calls.hold(CALL) is Outcome.CONFIRMED
    desk.then(inbound("ANSWERED"), mine("BYE"))
    assert await desk.calls.hang_up(CALL) is Outcome.CONFIRMED


async def test_a_consultation_made_at_the_phone_is_left_where_none_can_be_ended(
    desk: Desk,
) -> None:
    """Hanging up is all that is left."""
    desk.said(inbound("ANSWERED"), mine("HOLD"))
    desk.said(mine("ANSWERED"), ext("2001", "ANSWER"), call_id="2.1")
    desk.calls.offer(BARE)
    hanging = await started(desk.calls.hang_up(CallId("2.1")))
    assert [type(command) for command in desk.pbx.executed] == [HangUpLeg]
    desk.said(mine("BYE"), ext("2001", "ANSWER"), call_id="2.1")
    assert await hanging is Outcome.CONFIRMED
