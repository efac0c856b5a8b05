"""Refusals by event (30015): what they end, and what goes on."""

from __future__ import annotations

import pytest

from ctiapp.model.call import EndReason, FailReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.number import Number
from tests.model.said import CALL, ext, inbound, mine
from tests.state.desk import Told, doubts, talk

QUEUE = "6402"


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def test_the_called_one_is_busy(told: Told) -> None:
    """The call ends with the PBX's reason, and the card says it."""
    told.said(mine("ALERT"), ext("2002", "RING"))
    told.failed(ext("2002", "BYE"), mine("ALERT"))
    end = told.call().end
    assert end is not None
    assert (end.reason, end.failed) == (EndReason.FAILED, FailReason.BUSY)
    notice = told.call().notice
    assert notice is not None
    assert (notice.key, notice.detail) == ("call.failed.busy", "486 Busy Here")


def test_the_reason_may_come_after_the_others_bye(told: Told) -> None:
    """30011 with the BYE first, 30015 with the reason after it."""
    told.said(mine("ALERT"), ext("2002", "RING"))
    told.said(mine("ALERT"), ext("2002", "BYE"))
    told.failed(ext("2002", "BYE"), mine("ALERT"))
    assert told.why() is EndReason.FAILED


def test_the_reason_may_come_after_the_end(told: Told) -> None:
    """It still replaces a mere "nobody answered", and leaves the time of the end alone."""
    told.said(mine("ALERT"), ext("2002", "RING"))
    told.said(ext("2002", "BYE"))
    assert told.why() is EndReason.NO_ANSWER
    at = told.call().since
    told.failed(ext("2002", "BYE"), mine("ALERT"))
    assert told.why() is EndReason.FAILED
    assert told.call().since == at


def test_what_one_hung_up_oneself_has_not_failed(told: Told) -> None:
    """Giving up on a ringing phone is no failure, whatever the PBX calls it."""
    told.said(mine("ALERT"), ext("2002", "RING"))
    told.said(mine("BYE"), ext("2002", "RING"))
    told.failed(mine("BYE"), ext("2002", "RING"), reason=FailReason.OTHER)
    assert told.why() is EndReason.HUNG_UP


def test_rejecting_a_call_is_no_failure_of_ones_own(told: Told) -> None:
    """The PBX tells 30015 of it, with the BYE at the one who rejected (the handbook's example)."""
    told.said(ext("2008", "ALERT"), mine("RING"))
    told.failed(mine("BYE"), ext("2008", "ALERT"))
    assert told.why() is EndReason.REJECTED
    assert told.call().notice is None


def test_another_agent_who_rejects_does_not_take_the_card_away(told: Told) -> None:
    """The call rings on here, with or without oneself among the members."""
    told.said(inbound("ANSWERED"), mine("RING"), ext("2003", "RING"))
    told.failed(inbound("ANSWERED"), mine("RING"), ext("2003", "BYE"))
    assert told.call().phase is Phase.RINGING
    assert doubts(told.failed(inbound("ANSWERED"), ext("2003", "BYE"))) == [CALL]
    assert told.call().phase is Phase.RINGING


def test_an_agent_who_rejects_does_not_end_the_callers_call(told: Told) -> None:
    """A caller in a queue waits on, whether or not it was dialled from here."""
    told.send(Verb.DIAL, None, Number(QUEUE))
    told.said(mine("RING"))
    told.said(mine("ANSWERED", via=QUEUE), ext("2003", "RING"))
    told.failed(mine("ANSWERED", via=QUEUE), ext("2003", "BYE"))
    assert told.living == {CALL}


def test_one_of_several_phones_that_ring_for_the_caller_fails(told: Told) -> None:
    """A ring group: the others ring on."""
    told.said(mine("ALERT"), ext("2003", "RING"), ext("2004", "RING"))
    told.failed(mine("ALERT"), ext("2003", "BYE"), ext("2004", "RING"))
    assert told.call().phase is Phase.DIALING


def test_a_third_one_who_cannot_be_added_ends_nothing(told: Told) -> None:
    """The talk goes on, and says what happened."""
    talk(told)
    told.failed(inbound("ANSWERED"), mine("ANSWER"), ext("2003", "BYE"))
    assert told.call().phase is Phase.TALKING
    notice = told.call().notice
    assert notice is not None
    assert notice.key == "call.failed.busy"
