"""Replays of outside calls that are offered to be let in or refused (30016)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import OFFER_S, EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.state.book import MAX_CALLS
from ctiapp.state.changes import CommandConfirmed, CommandRefused, CommandUnknown
from ctiapp.state.offers import GONE, LATE_S, TOO_LATE
from ctiapp.state.selectors import actions, select
from ctiapp.state.store import ENDED_SHOWN_S, Store
from tests.model.said import CALL, ext, inbound, mine, moment, report
from tests.state.desk import Told, calls_changed, talk

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport
    from ctiapp.state.changes import Change

BOTH = (Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND)


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def offer(told: Told, call_id: str = CALL) -> tuple[Change, ...]:
    """5503301 calls from outside, and waits to be let in."""
    return told.take(events.InboundOffered(report(inbound("ALERT"), call_id=call_id)))


def pass_s(told: Told, seconds: float) -> None:
    """Time passes."""
    told.now_s += seconds
    told.store.tick(moment(told.now_s))


# --- what it is ----------------------------------------------------------------------------------


def test_an_offered_call_is_known_before_anything_rings(told: Told) -> None:
    """Who, on which line, since when; no ring is counted, no leg is one's own."""
    offer(told)
    call = told.call()
    assert (call.phase, call.ring, call.own_legs) == (Phase.OFFERED, 0, ())
    assert (call.remote_number, call.trunk) == (Number("5503301"), "peer-to-41")
    assert call.since == call.offered == moment(101)
    assert actions(call) == BOTH


def test_the_keys_of_the_selected_call_never_act_on_it(told: Told) -> None:
    """It cannot be held, moved or hung up: even a choice does not select it."""
    offer(told)
    assert select(told.store.calls, None) is None
    assert select(told.store.calls, CALL) is None


def test_an_offer_says_nothing_of_ones_own_events(told: Told) -> None:
    """It comes of a line's monitoring: those of the extension may be missing all the same."""
    offer(told)
    assert not told.store.told_by_event(CALL)


def test_a_talk_goes_on_beside_it(told: Told) -> None:
    """And stays the selected call."""
    talk(told)
    offer(told, "2.1")
    assert told.phases == {CALL: Phase.TALKING, "2.1": Phase.OFFERED}
    assert select(told.store.calls, None) == CALL


@pytest.mark.parametrize(
    "legs", [(), (ext("2001", "RING"),), (inbound("BYE"),), (inbound("ALERT"), mine("RING"))]
)
def test_what_is_no_offer_is_left_out(told: Told, legs: tuple[LegReport, ...]) -> None:
    """Nobody calls from outside, or no longer, or it rings already."""
    told.take(events.InboundOffered(report(*legs)))
    assert told.phases == {}


def test_nobody_is_offered_anything_while_signed_out() -> None:
    """There is nobody to decide."""
    assert Store().apply(events.InboundOffered(report(inbound("ALERT"))), moment()) == ()


def test_there_is_room_for_so_many(told: Told) -> None:
    """A PBX that invents offers fills neither the memory nor the screen."""
    for number in range(MAX_CALLS + 5):
        offer(told, f"{number}.1")
    assert len(told.store.calls) == MAX_CALLS


# --- late and repeated ---------------------------------------------------------------------------


def test_an_offer_that_is_repeated_does_not_begin_anew(told: Told) -> None:
    """Its ten seconds run from the first."""
    offer(told)
    assert offer(told) == ()
    assert told.call().offered == moment(101)


def test_a_late_offer_changes_nothing_where_the_call_rings(told: Told) -> None:
    """Nor where it has been talked on."""
    told.said(inbound("ALERT"), mine("RING"))
    assert offer(told) == ()
    assert told.phases == {CALL: Phase.RINGING}


@pytest.mark.parametrize("how", ["accepted", "refused", "gone", "time"])
def test_a_late_offer_never_offers_again_what_was_decided(told: Told, how: str) -> None:
    """Also when the card of the decided call has long gone from the screen."""
    offer(told)
    if how == "gone":
        told.recorded()
    elif how == "time":
        pass_s(told, OFFER_S + LATE_S)
    else:
        verb = Verb.ACCEPT_INBOUND if how == "accepted" else Verb.REFUSE_INBOUND
        told.take(events.CommandAccepted(told.send(verb)))
    assert offer(told) == ()
    assert told.living == set()
    pass_s(told, ENDED_SHOWN_S + 1)
    assert told.phases == {}
    assert offer(told) == ()
    assert told.phases == {}


# --- decisions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "reason"),
    [(Verb.ACCEPT_INBOUND, EndReason.ACCEPTED), (Verb.REFUSE_INBOUND, EndReason.REFUSED)],
)
def test_the_answer_confirms_the_decision(told: Told, verb: Verb, reason: EndReason) -> None:
    """Not before it, and nothing more is needed: the PBX need not tell who it rings."""
    offer(told)
    token = told.send(verb)
    assert (told.call().phase, dict(told.call().pending)) == (Phase.OFFERED, {verb: token})
    assert CommandConfirmed(token) in told.take(events.CommandAccepted(token))
    assert (told.why(), dict(told.call().pending), actions(told.call())) == (reason, {}, ())


def test_accepting_is_done_when_it_rings_here_before_the_answer(told: Told) -> None:
    """Events and answers may cross; the answer changes nothing then."""
    offer(told)
    token = told.send(Verb.ACCEPT_INBOUND)
    assert CommandConfirmed(token) in told.said(inbound("ALERT"), mine("RING"))
    told.take(events.CommandAccepted(token))
    assert told.phases == {CALL: Phase.RINGING}


def test_accepting_is_done_when_somebody_else_is_rung_before_the_answer(told: Told) -> None:
    """Then it has nothing to do with oneself any more."""
    offer(told)
    token = told.send(Verb.ACCEPT_INBOUND)
    assert CommandConfirmed(token) in told.said(inbound("ALERT"), ext("2001", "RING"))
    assert told.why() is EndReason.ACCEPTED


def test_refusing_is_done_when_the_caller_is_gone_before_the_answer(told: Told) -> None:
    """By the record of the call, or by the caller's BYE."""
    offer(told)
    token = told.send(Verb.REFUSE_INBOUND)
    assert CommandConfirmed(token) in told.recorded()
    assert told.why() is EndReason.REFUSED


def test_a_caller_who_gives_up_settles_a_decision_that_is_no_longer_needed(told: Told) -> None:
    """To accept somebody who is gone is not done: nobody was let in."""
    offer(told)
    token = told.send(Verb.ACCEPT_INBOUND)
    assert CommandUnknown(token) in told.said(inbound("BYE"))
    assert told.why() is EndReason.CALLER_GAVE_UP


@pytest.mark.parametrize(
    ("key", "reason"),
    [(TOO_LATE, EndReason.LET_IN), (GONE, EndReason.CALLER_GAVE_UP), ("error.not_permitted", None)],
)
@pytest.mark.parametrize("verb", BOTH)
def test_a_decision_that_is_not_taken(
    told: Told, verb: Verb, key: str, reason: EndReason | None
) -> None:
    """Too late ends the offer; without the right to decide it still stands, and says so."""
    offer(told)
    token = told.send(verb)
    notice = Notice.of(key, code="70132")
    assert CommandRefused(token, notice) in told.take(events.CommandFailed(token, notice))
    assert (told.why(), told.call().notice, dict(told.call().pending)) == (reason, notice, {})


def test_a_decision_that_comes_too_late_leaves_the_ringing_call_alone(told: Told) -> None:
    """It was let in and rings here: that is how it stands."""
    offer(told)
    token = told.send(Verb.REFUSE_INBOUND)
    told.said(inbound("ALERT"), mine("RING"))
    told.take(events.CommandFailed(token, Notice.of(TOO_LATE)))
    assert told.phases == {CALL: Phase.RINGING}


@pytest.mark.parametrize("verb", BOTH)
def test_a_decision_that_is_never_confirmed(told: Told, verb: Verb) -> None:
    """Its mark goes and the offer stands, until its time is over."""
    offer(told)
    token = told.send(verb)
    pass_s(told, OFFER_S + LATE_S)
    assert told.phases == {CALL: Phase.OFFERED}  # the answer may still come
    assert CommandUnknown(token) in told.take(events.CommandExpired(token))
    assert (told.phases, dict(told.call().pending)) == ({CALL: Phase.OFFERED}, {})
    pass_s(told, 0.1)
    assert told.why() is EndReason.LET_IN


# --- the ten seconds, the caller, the routing ----------------------------------------------------


def test_after_ten_seconds_the_pbx_lets_it_in(told: Told) -> None:
    """Its own word that it rings here is waited for a little; nothing can be decided then."""
    offer(told)
    pass_s(told, OFFER_S + LATE_S - 0.1)
    assert told.phases == {CALL: Phase.OFFERED}
    pass_s(told, 0.2)
    assert told.why() is EndReason.LET_IN


@pytest.mark.parametrize("how", ["bye", "left-out", "record", "gone"])
def test_the_caller_gives_up(told: Told, how: str) -> None:
    """However it is told."""
    offer(told)
    if how == "record":
        told.recorded()
    elif how == "gone":
        told.take(events.CallGone(CALL))
    else:
        told.said(*([inbound("BYE")] if how == "bye" else []))
    assert told.why() is EndReason.CALLER_GAVE_UP
    assert told.call().remote_number == Number("5503301")


def test_a_caller_who_waits_alone_is_neither_let_in_nor_gone(told: Told) -> None:
    """So a refused call is told of once more; its record then says that it is over."""
    offer(told)
    token = told.send(Verb.REFUSE_INBOUND)
    told.said(inbound("ALERT"))
    assert told.phases == {CALL: Phase.OFFERED}
    assert CommandConfirmed(token) in told.recorded()
    assert told.why() is EndReason.REFUSED


def test_a_caller_whom_a_voice_has_answered_was_let_in(told: Told) -> None:
    """A queue, a menu or a mailbox: nobody else need be told of."""
    offer(told)
    told.said(inbound("ANSWERED"))
    assert told.why() is EndReason.LET_IN


def test_a_caller_who_cannot_be_put_through_has_not_failed_here(told: Told) -> None:
    """30015 of a refused or routed call ends the offer and no more."""
    offer(told)
    told.failed(inbound("BYE"))
    assert told.why() is EndReason.CALLER_GAVE_UP


def test_the_call_that_rings_here_is_the_one_that_was_offered(told: Told) -> None:
    """Who and when are kept; the ring is its first, and it was offered no more."""
    offer(told)
    sequence = told.call().sequence
    told.said(inbound("ALERT"), mine("RING"), after_s=OFFER_S)
    call = told.call()
    assert (call.phase, call.ring, call.offered) == (Phase.RINGING, 1, None)
    assert (call.sequence, call.first_seen) == (sequence, moment(101))
    assert call.since == moment(101 + OFFER_S)
    assert actions(call) == (Verb.REJECT,)


@pytest.mark.parametrize("how", ["accepted", "time", "queue"])
def test_a_call_that_was_let_in_may_ring_here_later(told: Told, how: str) -> None:
    """From a queue, say: it is still the one that was offered, and lives again."""
    offer(told)
    first = told.call()
    if how == "accepted":
        told.take(events.CommandAccepted(told.send(Verb.ACCEPT_INBOUND)))
    elif how == "time":
        pass_s(told, OFFER_S + LATE_S)
    else:
        told.said(inbound("ANSWERED", via="6402"))
        assert told.why() is EndReason.LET_IN
    assert told.living == set()
    told.said(inbound("ALERT"), mine("RING"))
    call = told.call()
    assert (call.phase, call.ring, call.end, call.offered) == (Phase.RINGING, 1, None, None)
    assert (call.sequence, call.first_seen) == (first.sequence, first.first_seen)
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    assert told.phases == {CALL: Phase.TALKING}
    assert len(told.store.calls) == 1


def test_others_who_talk_with_the_caller_are_others(told: Told) -> None:
    """Once it was let in elsewhere, what becomes of it there changes nothing here."""
    offer(told)
    told.said(inbound("ALERT"), ext("2001", "RING"))
    assert told.why() is EndReason.LET_IN
    assert calls_changed(told.said(inbound("ANSWERED"), ext("2001", "ANSWER"))) == []


# --- pictures ------------------------------------------------------------------------------------


def test_a_picture_of_ones_own_calls_does_not_end_an_offer(told: Told) -> None:
    """It has no leg of ours, so no such picture has it."""
    offer(told)
    told.picture(asked_s=told.now_s + 5)
    assert told.phases == {CALL: Phase.OFFERED}


def test_after_a_gap_an_offer_is_not_believed(told: Told) -> None:
    """Nobody knows whether it still stands; what rings now is told by the picture."""
    offer(told)
    offer(told, "2.1")
    told.picture(report(inbound("ALERT"), mine("RING"), call_id="2.1"))
    assert told.phases["2.1"] is Phase.RINGING
    assert told.why() is EndReason.WHILE_AWAY
    assert told.call("2.1").first_seen == moment(102)


def test_an_offer_that_waited_in_the_buffer_is_as_old_as_its_frame(told: Told) -> None:
    """The picture is laid first, then what came meanwhile."""
    told.picture()
    told.store.apply(events.InboundOffered(report(inbound("ALERT"))), moment(95))
    assert told.call().offered == moment(95)
    told.store.tick(moment(95 + OFFER_S + LATE_S))
    assert told.why() is EndReason.LET_IN
