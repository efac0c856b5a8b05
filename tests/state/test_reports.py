"""Replays of calls as the PBX reports them, one after the other."""

from __future__ import annotations

import pytest

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.number import Number
from ctiapp.state.changes import EngagementsChanged
from tests.model.said import CALL, ext, inbound, mine, moment, outbound
from tests.state.desk import Told, doubts, talk, twice

SECOND = "2.1"


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def test_a_ring_an_answer_a_hold_and_an_end(told: Told) -> None:
    """Each report replaces what was known, and ages count from when it was seen."""
    told.said(inbound("ALERT"), mine("RING"))
    call = told.call()
    assert (call.phase, call.ring, call.from_snapshot) == (Phase.RINGING, 1, False)
    assert call.since == moment(101)

    told.said(inbound("ANSWERED"), mine("ANSWER"), after_s=5)
    assert told.call().phase is Phase.TALKING
    assert told.call().since == moment(106)

    told.said(inbound("ANSWERED"), mine("HOLD"))
    assert told.call().phase is Phase.HELD

    told.said(inbound("ANSWERED"), mine("ANSWER"))
    told.said(inbound("BYE"), mine("ANSWER"))
    assert told.why() is EndReason.REMOTE_HUNG_UP
    assert told.call().first_seen == moment(101)


def test_a_talk_is_as_old_as_the_answer_not_as_the_pick_up(told: Told) -> None:
    """One's own phone was lifted long before; its member need not change at the answer."""
    told.send(Verb.DIAL, None, Number("2001"))
    told.said(mine("RING"))
    told.said(mine("ANSWER"))
    told.said(mine("ANSWER"), ext("2001", "RING"))
    told.said(mine("ANSWER"), ext("2001", "ANSWER"), after_s=20)

    assert told.call().phase is Phase.TALKING
    assert told.call().since == moment(123)


def test_what_the_other_side_does_leaves_the_age_of_the_talk_alone(told: Told) -> None:
    """Being held and taken back is one talk."""
    talk(told)
    since = told.call().since
    told.said(inbound("HOLD"), mine("ANSWER"))
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    assert told.call().since == since


def test_other_peoples_calls_are_kept_out(told: Told) -> None:
    """They change who is engaged, and nothing else."""
    engaged = EngagementsChanged((Number("2001"),))
    assert told.said(inbound("ALERT"), ext("2001", "RING")) == (engaged,)
    assert told.said(ext("2001", "ANSWERED"), outbound("ANSWER", "2000")) == (engaged,)
    assert told.failed(ext("2001", "BYE"), ext("2008", "ALERT")) == ()
    assert told.recorded() == (engaged,)
    assert told.store.calls == ()


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
