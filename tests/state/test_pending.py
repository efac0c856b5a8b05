"""Commands under way, and the calls that dials make."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.call import FailReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.state.changes import (
    CommandConfirmed,
    CommandRefused,
)
from tests.model.said import CALL, ext, mine
from tests.state.desk import Told


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


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
