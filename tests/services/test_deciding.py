"""Letting offered calls in or refusing them: what is sent, what is shown, and to whom."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import OFFER_S, EndReason, Phase
from ctiapp.model.commands import Answer, DecideInbound, Verb
from ctiapp.model.errors import CtiError, InvalidState, NoSuchTarget, NotPermitted, UsageError
from ctiapp.model.ids import LegId
from ctiapp.services.calls import CONFIRM_S, Outcome
from ctiapp.services.screenpop import pops
from ctiapp.services.sweep import EVERY_S, Sweep
from ctiapp.state.offers import LATE_S
from tests.model.said import CALL, ext, inbound, mine, report
from tests.services.calling import Desk, started
from tests.services.fakes import World, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CALLER = LegId("PJSIP/in")
BOTH = [(Verb.ACCEPT_INBOUND, True), (Verb.REFUSE_INBOUND, False)]


@pytest.fixture
async def desk(time_flies: None) -> AsyncIterator[Desk]:
    """5503301 calls from outside, and waits to be let in; time is let pass."""
    made = Desk()
    sweep = Sweep(made.store, made.clock)
    offer(made)
    yield made
    sweep.stop()


def offer(desk: Desk) -> None:
    """The PBX offers the call (30016)."""
    desk.store.apply(events.InboundOffered(report(inbound("ALERT"))), desk.clock())


def why(desk: Desk) -> EndReason | None:
    """Why the call is offered no more; None while it is."""
    call = desk.store.call(CALL)
    assert call is not None
    return None if call.end is None else call.end.reason


async def decide(desk: Desk, verb: Verb) -> Outcome:
    """One of the two."""
    calls = desk.calls
    act = calls.accept_inbound if verb is Verb.ACCEPT_INBOUND else calls.refuse_inbound
    return await act(CALL)


# --- what is sent --------------------------------------------------------------------------------


@pytest.mark.parametrize(("verb", "accept"), BOTH)
async def test_the_callers_leg_goes_in_and_the_answer_confirms(
    desk: Desk, verb: Verb, accept: bool
) -> None:
    """There is no leg of one's own; and no event need follow."""
    desk.pbx.answers = [Answer(CALL)]
    assert await decide(desk, verb) is Outcome.CONFIRMED
    assert desk.pbx.executed == [DecideInbound(CALLER, accept=accept)]
    assert why(desk) is (EndReason.ACCEPTED if accept else EndReason.REFUSED)
    assert desk.asked == 0


@pytest.mark.parametrize(("verb", "accept"), BOTH)
async def test_what_is_under_way_is_not_sent_twice(desk: Desk, verb: Verb, accept: bool) -> None:
    """It blocks its own repetition, and not the other decision."""
    desk.pbx.gate.shut()
    task = await started(decide(desk, verb))
    with pytest.raises(UsageError) as caught:
        await decide(desk, verb)
    assert caught.value.key == "call.pending"
    other = Verb.REFUSE_INBOUND if accept else Verb.ACCEPT_INBOUND
    second = await started(decide(desk, other))
    assert desk.pending() == {Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND}
    for each in (task, second):
        each.cancel()


@pytest.mark.parametrize(
    ("error", "key", "reason"),
    [
        (InvalidState("", code=70132), "inbound.too_late", EndReason.LET_IN),
        (NoSuchTarget("", code=70130), "inbound.gone", EndReason.CALLER_GAVE_UP),
        (NotPermitted("", code=10005), "error.not_permitted", None),
    ],
)
@pytest.mark.parametrize(("verb", "accept"), BOTH)
async def test_a_refusal_says_what_it_means_for_a_decision(
    desk: Desk, verb: Verb, accept: bool, error: CtiError, key: str, reason: EndReason | None
) -> None:
    """Too late, gone, or not allowed: the PBX's code stands beside it."""
    del accept
    desk.pbx.answers = [error]
    with pytest.raises(CtiError) as caught:
        await decide(desk, verb)
    assert (caught.value.key, caught.value.code) == (key, error.code)
    call = desk.store.call(CALL)
    assert call is not None
    assert call.notice is not None
    assert (call.notice.key, why(desk)) == (key, reason)


async def test_a_decision_that_is_never_confirmed(desk: Desk) -> None:
    """After five seconds its mark goes; after ten the PBX has let the call in."""
    desk.pbx.gate.shut()
    task = await started(decide(desk, Verb.REFUSE_INBOUND))
    await desk.clock.pass_s(CONFIRM_S)
    assert await task is Outcome.UNCONFIRMED
    assert (desk.pending(), why(desk), desk.asked) == (set(), None, 1)
    await desk.clock.pass_s(OFFER_S - CONFIRM_S + LATE_S + EVERY_S)
    assert why(desk) is EndReason.LET_IN


async def test_after_ten_seconds_nothing_is_sent(desk: Desk) -> None:
    """It is told that it came too late, not that the call is over."""
    await desk.clock.pass_s(OFFER_S + LATE_S + EVERY_S)
    assert why(desk) is EndReason.LET_IN
    for verb, _ in BOTH:
        with pytest.raises(UsageError) as caught:
            await decide(desk, verb)
        assert caught.value.key == "inbound.too_late"
    assert desk.pbx.executed == []


async def test_what_is_not_offered_is_not_decided(desk: Desk) -> None:
    """A call that rings, one that is over, and one that never was."""
    desk.said(inbound("ALERT"), mine("RING"))
    with pytest.raises(UsageError) as rings:
        await desk.calls.accept_inbound(CALL)
    desk.said(inbound("BYE"))
    with pytest.raises(UsageError) as over:
        await desk.calls.refuse_inbound(CALL)
    assert (rings.value.key, over.value.key) == ("inbound.not_offered", "call.gone")
    assert desk.pbx.executed == []


async def test_nothing_else_can_be_done_with_an_offered_call(desk: Desk) -> None:
    """And it is said what can."""
    for doing in (desk.calls.hang_up, desk.calls.reject, desk.calls.hold, desk.calls.park):
        with pytest.raises(UsageError) as caught:
            await doing(CALL)
        assert caught.value.key == "inbound.undecided"
    assert desk.pbx.executed == []


# --- what is shown -------------------------------------------------------------------------------


@pytest.fixture
async def world(time_flies: None) -> AsyncIterator[World]:
    """Signed in, and calls are screened."""
    made = World()
    made.preferences.change(lambda settings: replace(settings, screen_calls=True))
    await made.sign_in()
    yield made
    await made.end()


def offered(world: World) -> None:
    """The PBX offers a call (30016)."""
    event = events.InboundOffered(report(inbound("ALERT"), call_id="9.1"))
    world.link.observer.on_event(event, world.clock().mono_s)


async def test_an_offered_call_has_a_card_that_knows_its_end(world: World) -> None:
    """It pops, it counts down, and nothing selects it."""
    offered(world)
    (card,) = world.desk.cards
    assert (card.phase, card.screened, card.rings) == (Phase.OFFERED, True, True)
    assert card.actions == (Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND)
    assert card.until_s == world.clock().mono_s + OFFER_S
    assert pops(world.desk.cards) == (card,)
    world.desk.select(card.call_id)
    world.desk.select_next()
    assert world.desk.selected is None


async def test_the_arrows_pass_it_by(world: World) -> None:
    """With two calls in progress they go from one to the other."""
    world.link.told(inbound("ANSWERED", channel="x"), mine("HOLD", "x"), call_id="1.1")
    offered(world)
    world.link.told(inbound("ANSWERED", channel="y"), mine("ANSWER", "y"), call_id="2.1")
    for wanted in ("1.1", "2.1", "1.1"):
        world.desk.select_next()
        assert world.desk.selected == wanted


async def test_not_screened_the_window_hears_nothing_and_ctl_everything(world: World) -> None:
    """Neither of the offer nor of its end; what rings here is shown as ever."""
    world.preferences.change(lambda settings: replace(settings, screen_calls=False))
    offered(world)
    assert world.desk.cards == ()
    assert [card.phase for card in world.desk.all_cards] == [Phase.OFFERED]
    world.link.told(inbound("ALERT"), ext("2001", "RING"), call_id="9.1")
    assert world.desk.cards == ()
    assert [card.phase for card in world.desk.all_cards] == [Phase.ENDED]
    world.link.told(inbound("ALERT"), mine("RING"), call_id="9.1")
    assert [card.phase for card in world.desk.cards] == [Phase.RINGING]
    assert world.desk.cards == world.desk.all_cards


async def test_switching_it_on_shows_who_waits_at_once(world: World) -> None:
    """And switching it off takes them away."""
    world.preferences.change(lambda settings: replace(settings, screen_calls=False))
    offered(world)
    heard: list[int] = []
    world.desk.subscribe(lambda cards: heard.append(len(cards)))
    for wanted in (True, True, False):
        world.preferences.change(lambda settings, on=wanted: replace(settings, screen_calls=on))
    assert heard == [1, 0]


async def test_a_gap_ends_the_offer(world: World) -> None:
    """While the link is down its card is no pop; the picture after it has no such call."""
    offered(world)
    world.link.down(CtiError("reset"))
    assert pops(world.desk.cards) == ()
    world.link.up()
    await settle()
    end = world.desk.all_cards[0].end
    assert end is not None
    assert end.reason is EndReason.WHILE_AWAY


async def test_nobody_waits_for_an_offer_for_ever(world: World) -> None:
    """The sweep rests once nothing is left to pass."""
    sweep = Sweep(world.store, world.clock)
    offered(world)
    await asyncio.sleep(OFFER_S + LATE_S + EVERY_S)
    assert [card.phase for card in world.desk.cards] == [Phase.ENDED]
    await asyncio.sleep(11)
    assert world.desk.all_cards == ()
    sweep.stop()
