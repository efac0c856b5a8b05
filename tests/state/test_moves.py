"""Replays of calls that move: transferred, taken back, and what comes back of them."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, FailReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import LegId
from ctiapp.model.number import Number
from ctiapp.state.changes import CommandConfirmed, CommandRefused, CommandUnknown
from ctiapp.state.moves import MOVED_SHOWN_S
from ctiapp.state.selectors import actions
from ctiapp.state.store import ENDED_SHOWN_S
from tests.model.said import CALL, ext, inbound, mine, moment, report
from tests.state.desk import Told, talk, twice

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


def test_a_transferred_call_stays_the_callers(told: Told) -> None:
    """Whoever answers, moves them on or is left alone with them: that is others' affair."""
    transfer(told)
    told.said(inbound("ANSWERED"), ext("2001", "ANSWER"))
    for later in (
        (inbound("ALERT"), ext("2003", "RING")),
        (inbound("ANSWERED"), ext("2003", "ANSWER")),
        (inbound("BYE"), ext("2003", "ANSWER")),
    ):
        told.said(*later)
        assert (told.call().remote_number, actions(told.call())) == (Number("5503301"), ())


def test_a_transferred_caller_who_gives_up_is_still_the_caller(told: Told) -> None:
    """Not whom they were on the way to."""
    transfer(told)
    told.said(inbound("BYE"), ext("2001", "RING"))
    assert told.call().remote_number == Number("5503301")


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


def test_a_transfer_told_of_the_consulted_call_counts_for_both(told: Told) -> None:
    """By 30013: one's own leg leaves the caller's call without the caller having gone."""
    told.said(inbound("ANSWERED"), mine("HOLD"))
    told.said(mine("ANSWERED"), ext("2001", "ANSWER"), call_id=SECOND)
    token = told.send(Verb.COMPLETE)
    of_second = report(mine("ANSWERED"), ext("2001", "ANSWER"), call_id=SECOND)
    assert CommandConfirmed(token) in told.take(events.CallTransferred(of_second, forwarded=False))
    told.said(inbound("ANSWERED"), mine("BYE"))
    assert told.why() is EndReason.TRANSFERRED
