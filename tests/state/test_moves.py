"""Replays of calls that move: transferred, parked, and what comes back of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, FailReason, Phase, Recording
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.state.changes import CommandConfirmed, CommandRefused, CommandUnknown, ParkedChanged
from ctiapp.state.selectors import actions
from ctiapp.state.store import ENDED_SHOWN_S, MOVED_SHOWN_S
from tests.model.said import CALL, ME, ext, inbound, mine, moment, report
from tests.state.desk import Told, doubts, talk, twice

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport

SECOND = "2.1"
BOB = Number("2001")
CALLER = LegId("PJSIP/in")


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


# --- blind transfer ------------------------------------------------------------------------------


def transfer(told: Told) -> int:
    """5503301 is passed on to 2001, who rings."""
    talk(told)
    token = told.send(Verb.TRANSFER, callee=BOB)
    told.take(events.CommandAccepted(token, CALL))
    told.said(inbound("ALERT"), mine("BYE"))
    twice(told, inbound("ALERT"), ext("2001", "RING"))
    return token


def test_a_transferred_caller_can_be_taken_back_until_answered(told: Told) -> None:
    """Also where the new party is told of after one's own leg was gone."""
    transfer(told)
    assert told.why() is EndReason.TRANSFERRED
    assert actions(told.call()) == (Verb.TAKE_BACK,)
    twice(told, inbound("ANSWERED"), ext("2001", "ANSWER"))
    assert actions(told.call()) == ()
    assert told.phases == {CALL: Phase.ENDED}


def test_what_can_be_taken_back_stays_to_be_seen(told: Told) -> None:
    """Two minutes, not ten seconds; once answered it goes as all do."""
    transfer(told)
    told.store.tick(moment(told.now_s + ENDED_SHOWN_S))
    assert told.call().can_be_taken_back
    told.store.tick(moment(told.now_s + MOVED_SHOWN_S))
    assert told.store.calls == ()


@pytest.mark.parametrize("how", ["bye", "record"])
def test_a_caller_who_hangs_up_meanwhile_cannot_be_taken_back(told: Told, how: str) -> None:
    """Whichever of the two tells it."""
    transfer(told)
    if how == "bye":
        told.said(inbound("BYE"), ext("2001", "RING"))
    else:
        told.recorded()
    assert actions(told.call()) == ()
    assert told.why() is EndReason.TRANSFERRED


def test_a_transfer_that_comes_back_is_a_new_ring(told: Told) -> None:
    """Under the old id on a new channel; a late RING on the old one is none."""
    transfer(told)
    twice(told, inbound("ALERT"), mine("RING", "b"))
    call = told.call()
    assert (call.phase, call.ring, call.remote_number) == (Phase.RINGING, 2, Number("5503301"))
    told.said(inbound("ANSWERED"), mine("ANSWER", "b"))
    told.said(inbound("ALERT"), mine("RING", "a"), mine("ANSWER", "b"))
    assert told.phases == {CALL: Phase.TALKING}


def test_one_who_is_taken_back_rings_here(told: Told) -> None:
    """That confirms it, though the target's refusal comes in between."""
    transfer(told)
    token = told.send(Verb.TAKE_BACK)
    told.failed(inbound("ALERT"), ext("2001", "BYE"), reason=FailReason.DECLINED)
    assert Verb.TAKE_BACK in told.call().pending
    assert CommandConfirmed(token) in told.said(inbound("ALERT"), mine("RING", "b"))
    assert told.call().phase is Phase.RINGING


def test_taking_back_may_be_refused(told: Told) -> None:
    """The card says so."""
    transfer(told)
    told.send(Verb.TAKE_BACK)
    told.failed(inbound("ALERT"), ext("2001", "RING"), reason=FailReason.NO_PERMISSION)
    call = told.call()
    assert call.notice is not None
    assert (call.notice.key, dict(call.pending)) == ("call.failed.no_permission", {})


def test_a_transfer_that_is_not_allowed_is_refused_at_once(told: Told) -> None:
    """By an event, after the PBX took it (30015); the talk goes on."""
    talk(told)
    token = told.send(Verb.TRANSFER, callee=BOB)
    told.take(events.CommandAccepted(token, CALL))
    changes = told.failed(inbound("ANSWERED"), mine("ANSWER"), reason=FailReason.NO_OUTSIDE_RIGHTS)
    assert [change.token for change in changes if isinstance(change, CommandRefused)] == [token]
    call = told.call()
    assert call.notice is not None
    assert (call.phase, call.notice.key) == (Phase.TALKING, "call.failed.no_outside_rights")
    assert not call.pending


def test_a_transfer_that_is_told_is_confirmed(told: Told) -> None:
    """By 30013, before one's own leg is seen to go."""
    talk(told)
    token = told.send(Verb.TRANSFER, callee=BOB)
    assert CommandConfirmed(token) in told.moved(inbound("ANSWERED"), mine("ANSWER"))
    told.said(inbound("ALERT"), mine("BYE"), ext("2001", "RING"))
    assert told.call().can_be_taken_back


def test_a_caller_who_hangs_up_first_was_not_transferred(told: Told) -> None:
    """The command is settled, and did not do it."""
    talk(told)
    token = told.send(Verb.TRANSFER, callee=BOB)
    changes = told.said(inbound("BYE"), mine("ANSWER"))
    assert CommandUnknown(token) in changes
    assert CommandConfirmed(token) not in changes
    assert told.why() is EndReason.REMOTE_HUNG_UP


# --- parking -------------------------------------------------------------------------------------


def park(told: Told, slot: str = "6001") -> None:
    """5503301 is parked."""
    talk(told)
    token = told.send(Verb.PARK)
    told.take(events.CommandAccepted(token, CALL, slot))
    told.said(inbound("HOLD"), mine("ANSWER"))
    assert told.phases == {CALL: Phase.TALKING}  # the slot is announced to us
    assert CommandConfirmed(token) in twice(told, inbound("HOLD"), mine("BYE"))


def test_a_parked_call_waits(told: Told) -> None:
    """It is one's own to fetch; a picture without it does not end it."""
    park(told)
    told.picture()
    call = told.call()
    assert (call.phase, call.slot, actions(call)) == (Phase.PARKED, "6001", (Verb.RETRIEVE,))


def test_the_leg_may_go_before_the_answer(told: Told) -> None:
    """Then it is parked, somewhere, until the answer tells the slot."""
    talk(told)
    token = told.send(Verb.PARK)
    told.said(inbound("HOLD"), mine("BYE"))
    assert told.phases == {CALL: Phase.PARKED}
    assert CommandConfirmed(token) in told.take(events.CommandAccepted(token, CALL, "6002"))
    assert told.call().slot == "6002"


def slot(number: str, leg: LegId = CALLER) -> ParkedCall:
    """Who waits there by the PBX's list."""
    return ParkedCall(number, Number("5503301"), ME, leg)


def test_the_list_tells_the_slot_where_the_answer_was_lost(told: Told) -> None:
    """By the leg that waits there."""
    talk(told)
    told.send(Verb.PARK)
    told.said(inbound("HOLD"), mine("BYE"))
    told.store.set_parked((slot("6003"),), told.now_s + 1, moment(told.now_s + 2))
    assert (told.call().slot, dict(told.call().pending)) == ("6003", {})


def test_parking_that_is_neither_confirmed_nor_refused(told: Told) -> None:
    """Nobody knows where they are: no ghost stays."""
    talk(told)
    token = told.send(Verb.PARK)
    told.said(inbound("HOLD"), mine("BYE"))
    told.take(events.CommandExpired(token))
    assert told.why() is EndReason.UNKNOWN


def test_a_parked_call_that_nobody_fetched_comes_back(told: Told) -> None:
    """A new ring on a new channel, that says where it was; taken, that is forgotten."""
    park(told)
    twice(told, inbound("ALERT"), mine("RING", "b"))
    call = told.call()
    assert (call.phase, call.came_back, call.slot, call.ring) == (Phase.RINGING, True, "6001", 2)
    twice(told, inbound("ANSWERED"), mine("ANSWER", "b"))
    assert (told.call().came_back, told.call().slot) == (False, None)


@pytest.mark.parametrize("legs", [(inbound("BYE"),), ()], ids=["bye", "left-out"])
def test_the_parked_one_hangs_up(told: Told, legs: tuple[LegReport, ...]) -> None:
    """That is no refusal of anybody here."""
    park(told)
    told.said(*legs)
    assert told.why() is EndReason.REMOTE_HUNG_UP


def test_a_colleague_fetches_the_parked_one(told: Told) -> None:
    """It waits no more, and the card says with whom."""
    park(told)
    twice(told, inbound("ANSWERED"), ext("2003", "ANSWER"))
    end = told.call().end
    assert end is not None
    assert (end.reason, end.by) == (EndReason.ANSWERED_ELSEWHERE, Number("2003"))


def test_one_fetches_the_parked_one_oneself(told: Told) -> None:
    """The call that was dialled ends; the parked one goes on."""
    park(told)
    token = told.send(Verb.RETRIEVE, None, Number("6001"))
    told.take(events.CommandAccepted(token, CallId(SECOND)))
    assert CommandConfirmed(token) in told.said(mine("RING", "b"), call_id=SECOND)
    told.said(inbound("ANSWERED"), mine("ANSWERED", "b"))
    told.said(mine("BYE", "b"), call_id=SECOND)
    assert told.phases == {CALL: Phase.TALKING, SECOND: Phase.ENDED}
    assert told.call().slot is None


def test_a_call_that_is_not_in_the_list_waits_no_more(told: Told) -> None:
    """Unless the list is older than what was told since."""
    park(told)
    told.store.set_parked((), told.now_s - 1, moment(told.now_s + 1))
    assert told.phases == {CALL: Phase.PARKED}
    told.store.set_parked((), told.now_s + 1, moment(told.now_s + 2))
    assert told.phases == {CALL: Phase.ENDED}


def test_since_when_somebody_waits(told: Told) -> None:
    """What the first list finds has no age, nor has what a gap hid; the others have."""
    first, second = slot("6001"), slot("6002", LegId("x"))
    told.store.set_parked((first,), told.now_s, moment(1))
    told.store.set_parked((first, second), told.now_s, moment(2))
    told.store.set_parked((first, second), told.now_s, moment(3))
    assert [one.since for one in told.store.parked] == [None, moment(2)]
    assert [batch for batch in told.batches if isinstance(batch[0], ParkedChanged)] == told.batches
    assert len(told.batches) == 2
    told.picture()
    told.store.set_parked((second, slot("6003", LegId("y"))), told.now_s, moment(4))
    assert [one.since for one in told.store.parked] == [moment(2), None]


# --- mute, record, several things at once --------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "muted", "recording"),
    [
        (Verb.MUTE, True, Recording.OFF),
        (Verb.RECORD, False, Recording.ON),
        (Verb.PAUSE_RECORDING, False, Recording.PAUSED),
        (Verb.RESUME_RECORDING, False, Recording.ON),
    ],
)
def test_what_has_no_event_is_as_last_commanded(
    told: Told, verb: Verb, muted: bool, recording: Recording
) -> None:
    """Not before the PBX's answer; events leave it, only a gap makes it unknown."""
    talk(told)
    token = told.send(verb)
    assert (told.call().muted, told.call().recording) == (False, Recording.OFF)
    assert CommandConfirmed(token) in told.take(events.CommandAccepted(token))
    told.said(inbound("HOLD"), mine("ANSWER"))
    assert (told.call().muted, told.call().recording) == (muted, recording)
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")))
    assert (told.call().muted, told.call().recording) == (None, None)


def test_answered_elsewhere(told: Told) -> None:
    """By whom is said; a late RING does not ring again."""
    told.said(inbound("ALERT"), mine("RING"), ext("2003", "RING"))
    twice(told, inbound("ANSWERED"), ext("2003", "ANSWER"))
    end = told.call().end
    assert end is not None
    assert (end.reason, end.by) == (EndReason.ANSWERED_ELSEWHERE, Number("2003"))
    told.said(inbound("ALERT"), mine("RING"))
    assert told.phases == {CALL: Phase.ENDED}


def test_a_second_call_while_talking(told: Told) -> None:
    """It changes nothing in the first, and what is sent for one says nothing of the other."""
    talk(told)
    token = told.send(Verb.HOLD)
    told.said(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id=SECOND)
    assert told.phases == {CALL: Phase.TALKING, SECOND: Phase.RINGING}
    assert dict(told.call(SECOND).pending) == {}
    told.said(inbound("ANSWERED", "5503302", "in2"), mine("ANSWER", "b"), call_id=SECOND)
    assert dict(told.call().pending) == {Verb.HOLD: token}


def test_two_devices_are_one_call(told: Told) -> None:
    """One is lifted: the other's end ends nothing, however late and often it is told."""
    told.said(inbound("ALERT"), mine("RING", "a"), mine("RING", "b"))
    assert told.call().ring == 1
    twice(told, inbound("ANSWERED"), mine("ANSWER", "a"), mine("BYE", "b"))
    changes = told.said(inbound("ANSWERED"), mine("ANSWER", "a"), mine("RING", "b"))
    assert told.phases == {CALL: Phase.TALKING}
    assert [leg.leg_id for leg in told.call().own_legs] == ["PJSIP/2000-a"]
    assert doubts(changes) in ([], [CALL])


@pytest.mark.parametrize("verb", [Verb.HOLD, Verb.TRANSFER, Verb.CONSULT, Verb.ADD, Verb.PARK])
def test_a_confirmation_that_never_comes(told: Told, verb: Verb) -> None:
    """The mark goes, the call stays as it is, and the verb may be asked for again."""
    talk(told)
    token = told.send(verb)
    told.take(events.CommandAccepted(token))
    assert CommandUnknown(token) in told.take(events.CommandExpired(token))
    assert (told.phases, dict(told.call().pending)) == ({CALL: Phase.TALKING}, {})
    assert verb in actions(told.call())
