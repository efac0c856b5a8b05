"""Commands under way, and the calls that dials make."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, FailReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.state.changes import (
    CommandConfirmed,
    CommandRefused,
    CommandUnknown,
)
from tests.model.said import CALL, ext, inbound, mine, report
from tests.state.desk import Told, talk


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


# --- commands ------------------------------------------------------------------------------------


def test_a_verb_is_pending_until_the_pbx_shows_it_done(told: Told) -> None:
    """The answer that it was taken is not enough."""
    talk(told)
    token = told.send(Verb.HOLD)
    assert dict(told.call().pending) == {Verb.HOLD: token}
    told.take(events.CommandAccepted(token))
    assert Verb.HOLD in told.call().pending
    told.said(inbound("HOLD"), mine("ANSWER"))  # the other side's hold is none of one's own
    assert Verb.HOLD in told.call().pending

    changes = told.said(inbound("HOLD"), mine("HOLD"))

    assert CommandConfirmed(token) in changes
    assert not told.call().pending


def test_a_picture_confirms_as_well(told: Told) -> None:
    """The event may have been lost."""
    talk(told)
    token = told.send(Verb.HOLD)
    changes = told.picture(report(inbound("ANSWERED"), mine("HOLD")), asked_s=told.now_s)
    assert CommandConfirmed(token) in changes


def test_a_refusal_takes_the_mark_away_and_says_why(told: Told) -> None:
    """The next command takes the notice away again."""
    talk(told)
    token = told.send(Verb.HOLD)
    notice = Notice.of("error.command", code="70132")
    changes = told.take(events.CommandFailed(token, notice))
    assert CommandRefused(token, notice) in changes
    assert (told.call().pending, told.call().notice) == ({}, notice)
    told.send(Verb.HOLD)
    assert told.call().notice is None
    assert told.take(events.CommandFailed(99, notice)) == ()


def test_a_command_that_nothing_confirms_expires(told: Told) -> None:
    """Its outcome is unknown; the mark goes."""
    talk(told)
    token = told.send(Verb.HOLD)
    assert CommandUnknown(token) in told.take(events.CommandExpired(token))
    assert not told.call().pending
    assert told.take(events.CommandExpired(token)) == ()


def test_a_call_that_ends_first_settles_what_was_pending_on_it(told: Told) -> None:
    """Hanging up is done then; a hold can no longer be."""
    talk(told)
    hold, hang_up = told.send(Verb.HOLD), told.send(Verb.HANG_UP)
    changes = told.said(inbound("BYE"), mine("ANSWER"))
    assert CommandUnknown(hold) in changes
    assert CommandConfirmed(hang_up) in changes
    assert not told.call().pending


def test_rejecting_is_done_when_the_ring_is_gone(told: Told) -> None:
    """On all devices."""
    told.said(inbound("ALERT"), mine("RING", "a"), mine("RING", "b"))
    token = told.send(Verb.REJECT)
    assert CommandConfirmed(token) not in told.said(inbound("ALERT"), mine("RING", "b"))
    assert CommandConfirmed(token) in told.said(inbound("ALERT"))
    assert told.why() is EndReason.REJECTED


# --- dialling ------------------------------------------------------------------------------------


def test_a_dial_is_done_when_its_call_shows(told: Told) -> None:
    """The answer names the call, then the event tells of it."""
    token = told.send(Verb.DIAL, None, Number("2001"))
    told.take(events.CommandAccepted(token, CALL))
    changes = told.said(mine("RING"))
    assert CommandConfirmed(token) in changes
    assert told.call().dialled == Number("2001")
    assert told.call().own_phone_rings


def test_the_event_may_overtake_the_answer(told: Told) -> None:
    """One's own phone that rings alone is the dial's call."""
    token = told.send(Verb.DIAL, None, Number("2001"))
    assert CommandConfirmed(token) in told.said(mine("RING"))
    assert told.take(events.CommandAccepted(token, CALL)) == ()
    assert told.call().dialled == Number("2001")
    assert told.call().ring == 0


def test_a_call_from_the_one_whom_one_dials_is_not_the_dial(told: Told) -> None:
    """Both dial each other at the same time: theirs rings."""
    told.send(Verb.DIAL, None, Number("2001"))
    told.said(ext("2001", "ALERT"), mine("RING"))
    assert told.call().phase is Phase.RINGING
    told.said(mine("RING", "x"), call_id="2.1")
    assert told.call("2.1").phase is Phase.DIALING


def test_the_answer_puts_a_wrong_guess_right(told: Told) -> None:
    """Another client rang this phone at the same moment."""
    token = told.send(Verb.DIAL, None, Number("2001"))
    told.said(mine("RING"))
    told.said(mine("RING", "x"), call_id="2.1")
    told.take(events.CommandAccepted(token, CallId("2.1")))
    assert told.call().dialled is None
    assert told.call("2.1").dialled == Number("2001")


@pytest.mark.parametrize("order", ["answer first", "refusal first", "refusal first, others named"])
def test_a_refused_dial_is_refused_in_any_order(told: Told, order: str) -> None:
    """30015 may come before the answer that names its call."""
    token = told.send(Verb.DIAL, None, Number("2001"))
    if order == "answer first":
        told.take(events.CommandAccepted(token, CALL))
    legs = (
        (mine("ALERT"),)
        if order != "refusal first, others named"
        else (mine("ALERT"), ext("1", "BYE"))
    )
    changes = told.failed(*legs, reason=FailReason.NO_PERMISSION)
    if order == "refusal first, others named":
        changes = told.take(events.CommandAccepted(token, CALL))
    refusals = [change for change in changes if isinstance(change, CommandRefused)]
    assert [refusal.token for refusal in refusals] == [token]
    assert refusals[0].notice.key == "call.failed.no_permission"


def test_another_ones_failure_does_not_refuse_the_dial(told: Told) -> None:
    """A colleague tried to reach the same busy extension at the same moment."""
    token = told.send(Verb.DIAL, None, Number("2001"))
    changes = told.failed(ext("2001", "BYE"), ext("2008", "ALERT"), call_id="2.1")
    assert changes == ()
    assert CommandConfirmed(token) in told.said(mine("RING"))


def test_a_dial_that_is_answered_by_its_own_call_only(told: Told) -> None:
    """The call of another id is somebody else's doing."""
    token = told.send(Verb.DIAL, None, Number("2001"))
    told.take(events.CommandAccepted(token, CallId("2.1")))
    told.said(mine("RING"))
    assert told.call().dialled is None
    told.said(mine("RING", "x"), call_id="2.1")
    assert told.call("2.1").dialled == Number("2001")
