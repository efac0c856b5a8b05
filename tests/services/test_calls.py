"""The call verbs: each on the right leg, each until the PBX has confirmed it."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import FailReason
from ctiapp.model.commands import Answer, Dial, HangUpLeg, HoldLeg, ResumeLeg, Verb
from ctiapp.model.errors import (
    CommandError,
    CtiError,
    InvalidState,
    LinkLost,
    NoSuchTarget,
    OutcomeUnknown,
    UsageError,
)
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.services.calls import CONFIRM_S, Calls, Outcome
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings
from ctiapp.state.store import Store
from tests.model.said import CALL, ME, ext, inbound, mine, report
from tests.services.fakes import Clock, FakePbx, Keeper, World, settle

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from ctiapp.model.call import LegReport
    from ctiapp.model.commands import Command

BOB = Number("2001")


class Desk:
    """Calls over a store that is live, and a PBX that tells events."""

    def __init__(self, settings: Settings | None = None) -> None:
        from ctiapp.pbx.interface import Account
        from ctiapp.services.notices import Notices

        self.clock = Clock()
        self.store = Store()
        self.store.reset(ME, self.clock())
        self.store.apply(events.LinkChanged(LinkState.UP), self.clock())
        self.pbx = FakePbx(Account("p-series", "pbx", "client", ME))
        preferences = Preferences(settings or Settings(), Keeper(), Notices())
        self.calls = Calls(self.store, self.clock, preferences)
        self.asked = 0
        self.calls.attach(self.pbx, self._ask)

    def _ask(self) -> None:
        self.asked += 1

    def said(self, *legs: LegReport, call_id: str = CALL) -> None:
        """The PBX tells how a call stands."""
        self.store.apply(events.CallReported(report(*legs, call_id=call_id)), self.clock())

    def then(self, *legs: LegReport) -> None:
        """The PBX tells that as soon as it is sent a command, before it answers."""
        self.pbx.on_execute = lambda _: self.said(*legs)

    def pending(self, call_id: CallId = CALL) -> set[Verb]:
        """What is pending on a call."""
        call = self.store.call(call_id)
        return set() if call is None else set(call.pending)


@pytest.fixture
async def desk(time_flies: None) -> Desk:
    """Nobody calls yet."""
    return Desk()


def talk(desk: Desk) -> None:
    """5503301 is talked to."""
    desk.said(inbound("ANSWERED"), mine("ANSWER"))


async def started(doing: Coroutine[None, None, Outcome]) -> asyncio.Task[Outcome]:
    """Begin it, and let it come to where it waits."""
    task = asyncio.create_task(doing)
    await settle()
    return task


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


# --- what makes no sense -------------------------------------------------------------------------


async def test_what_makes_no_sense_is_not_sent(desk: Desk) -> None:
    """Each says why."""
    talk(desk)
    desk.said(inbound("ALERT"), mine("RING"), call_id="2.1")
    ringing = CallId("2.1")
    doings: list[tuple[Coroutine[None, None, Outcome], str]] = [
        (desk.calls.dial(ME), "dial.own"),
        (desk.calls.dial(Number("")), "dial.empty"),
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
