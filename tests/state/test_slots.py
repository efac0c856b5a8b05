"""Replays of calls that are parked, and what comes back of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, Phase, Recording
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.state.changes import CommandConfirmed, ParkedChanged
from ctiapp.state.selectors import actions
from tests.model.said import CALL, ME, ext, inbound, mine, moment, outbound
from tests.state.desk import Told, talk, twice

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport

SECOND = "2.1"
CALLER = LegId("PJSIP/in")


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


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


@pytest.mark.parametrize("gap", [False, True])
def test_one_who_was_muted_and_recorded_is_neither_when_fetched(told: Told, gap: bool) -> None:
    """Both were set on one's own channel, which went; the one that fetches them is a new one."""
    talk(told)
    for verb in (Verb.MUTE, Verb.RECORD):
        told.take(events.CommandAccepted(told.send(verb), CALL))
    assert (told.call().muted, told.call().recording) == (True, Recording.ON)
    token = told.send(Verb.PARK)
    told.take(events.CommandAccepted(token, CALL, "6001"))
    told.said(inbound("HOLD"), mine("BYE"))
    if gap:
        told.picture()
    told.said(inbound("ANSWERED"), mine("ANSWER", "b"))
    call = told.call()
    assert (call.phase, call.muted, call.recording) == (Phase.TALKING, False, Recording.OFF)


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


def test_a_slot_that_somebody_else_has_now_is_none_of_ours(told: Told) -> None:
    """The one parked here was fetched during a gap, and another one parked there."""
    park(told)
    told.store.set_parked((slot("6001"),), told.now_s + 1, moment(told.now_s + 2))
    assert told.phases == {CALL: Phase.PARKED}
    other = ParkedCall("6001", Number("2002"), Number("2003"), LegId("PJSIP/2002-9"))
    told.store.set_parked((other,), told.now_s + 3, moment(told.now_s + 4))
    assert told.phases == {CALL: Phase.ENDED}


def test_a_call_that_one_dialled_and_parked_rings_when_it_comes_back(told: Told) -> None:
    """One had dialled it, once; now one is called."""
    token = told.send(Verb.DIAL, None, Number("5503301"))
    told.take(events.CommandAccepted(token, CALL))
    told.said(mine("RING"))
    told.said(mine("ANSWERED"), outbound("ANSWER", "5503301"))
    token = told.send(Verb.PARK)
    told.take(events.CommandAccepted(token, CALL, "6001"))
    told.said(outbound("HOLD", "5503301"))
    assert told.phases == {CALL: Phase.PARKED}
    told.said(outbound("ALERT", "5503301"), mine("RING", "b"))
    assert (told.call().phase, told.call().ring, told.call().came_back) == (Phase.RINGING, 1, True)
