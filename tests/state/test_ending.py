"""Replays of ends: when a call is over for us, and why."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, LegReport, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from tests.model.said import CALL, ext, inbound, mine, outbound, report
from tests.state.desk import Told, doubts, ring, talk

QUEUE = "6402"


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


# --- why a call ended ----------------------------------------------------------------------------


def test_answered_elsewhere_says_by_whom(told: Told) -> None:
    """The agent who took it; the others, who rang as well, did not."""
    told.said(inbound("ANSWERED"), mine("RING"), ext("2003", "RING"), ext("2004", "RING"))
    told.said(inbound("ANSWERED"), ext("2004", "ANSWER"))
    end = told.call().end
    assert end is not None
    assert (end.reason, end.by) == (EndReason.ANSWERED_ELSEWHERE, Number("2004"))


@pytest.mark.parametrize(
    ("legs", "reason"),
    [
        pytest.param((inbound("BYE"), mine("RING")), EndReason.CALLER_GAVE_UP, id="bye-at-caller"),
        pytest.param((inbound("BYE"),), EndReason.CALLER_GAVE_UP, id="own-left-out"),
        pytest.param((mine("RING"),), EndReason.CALLER_GAVE_UP, id="caller-left-out"),
        pytest.param((), EndReason.CALLER_GAVE_UP, id="nobody-left"),
        pytest.param((inbound("BYE"), mine("BYE")), EndReason.CALLER_GAVE_UP, id="bye-at-all"),
        pytest.param((inbound("ALERT"), mine("BYE")), EndReason.REJECTED, id="bye-at-own"),
        pytest.param((mine("BYE"),), EndReason.REJECTED, id="bye-at-own-alone"),
        pytest.param((inbound("ALERT"),), EndReason.NO_ANSWER, id="rang-out"),
        pytest.param(
            (inbound("ANSWERED"), ext("2003", "RING")), EndReason.NO_ANSWER, id="rings-on-elsewhere"
        ),
        pytest.param(
            (inbound("ANSWERED"), ext("2003", "BYE")), EndReason.NO_ANSWER, id="another-rejected"
        ),
    ],
)
def test_why_a_ring_ended(told: Told, legs: tuple[LegReport, ...], reason: EndReason) -> None:
    """BYE stands at who hung up; the others keep their last status or are left out."""
    told.said(inbound("ALERT"), mine("RING"), ext("2003", "RING"))
    told.said(inbound("ALERT"), mine("RING"))
    told.said(*legs)
    assert told.why() is reason


def test_a_colleague_who_calls_and_holds_has_not_answered_the_ring(told: Told) -> None:
    """HOLD does not say which side calls; it stays the one that it was."""
    told.said(ext("2005", "ANSWERED"), mine("RING"))
    told.said(ext("2005", "HOLD"), mine("RING"))
    assert told.call().remote_number == Number("2005")
    told.said(ext("2005", "HOLD"))
    assert told.why() is EndReason.NO_ANSWER


def test_who_talked_before_the_ring_did_not_answer_it(told: Told) -> None:
    """2006 was called by 2005, who transfers them here; the ring is not answered."""
    told.said(ext("2005", "BYE"), ext("2006", "ANSWER"), mine("RING"))
    told.said(ext("2006", "ANSWER"))
    assert told.why() is EndReason.NO_ANSWER


@pytest.mark.parametrize(
    ("legs", "reason"),
    [
        pytest.param((inbound("BYE"), mine("ANSWER")), EndReason.REMOTE_HUNG_UP, id="bye-at-other"),
        pytest.param((inbound("ANSWERED"), mine("BYE")), EndReason.HUNG_UP, id="bye-at-own"),
        pytest.param((inbound("BYE"), mine("BYE")), EndReason.HUNG_UP, id="bye-at-all"),
        pytest.param((mine("ANSWER"),), EndReason.REMOTE_HUNG_UP, id="other-left-out"),
        pytest.param((inbound("BYE"),), EndReason.REMOTE_HUNG_UP, id="own-left-out"),
        pytest.param((inbound("ANSWERED"),), EndReason.HUNG_UP, id="own-left-out-other-stays"),
        pytest.param((), EndReason.HUNG_UP, id="nobody-left"),
        pytest.param(
            (inbound("ANSWERED"), mine("BYE"), ext("2003", "RING")),
            EndReason.TRANSFERRED,
            id="the-other-is-led-on",
        ),
    ],
)
def test_why_a_talk_ended(told: Told, legs: tuple[LegReport, ...], reason: EndReason) -> None:
    """BYE stands at who hung up; the others keep their last status or are left out."""
    talk(told)
    told.said(*legs)
    assert told.why() is reason


def test_a_held_call_ends_when_the_other_side_gives_up(told: Told) -> None:
    """One's own HOLD stays in the last report."""
    talk(told)
    told.said(inbound("ANSWERED"), mine("HOLD"))
    told.said(inbound("BYE"), mine("HOLD"))
    assert told.why() is EndReason.REMOTE_HUNG_UP


def test_a_transfer_that_is_told_ends_as_one(told: Told) -> None:
    """30013 comes while all still stand there; one's own leg leaves after it."""
    talk(told)
    told.moved(inbound("ANSWERED"), mine("ANSWER"))
    assert told.call().phase is Phase.TALKING
    told.said(inbound("ANSWERED"), ext("2008", "ANSWER"), mine("BYE"))
    assert told.why() is EndReason.TRANSFERRED


def test_who_was_transferred_stays_and_later_hangs_up(told: Told) -> None:
    """The mark of a transfer does not last."""
    talk(told)
    told.moved(inbound("ANSWERED"), mine("ANSWER"))
    told.said(inbound("BYE"), mine("ANSWER"), ext("2008", "ANSWERED"))
    told.said(mine("BYE"), ext("2008", "ANSWERED"), after_s=60)
    assert told.why() is EndReason.HUNG_UP


def test_a_conference_goes_on_until_fewer_than_two_are_left(told: Told) -> None:
    """One of three leaves: two talk on."""
    talk(told)
    told.said(inbound("ANSWERED"), mine("ANSWER"), ext("2003", "RING"))
    told.said(inbound("ANSWERED"), mine("ANSWER"), ext("2003", "ANSWER"))
    assert told.call().parties == 3
    told.said(inbound("BYE"), mine("ANSWER"), ext("2003", "ANSWER"))
    assert told.call().phase is Phase.TALKING
    assert told.call().parties == 2
    told.said(mine("ANSWER"), ext("2003", "BYE"))
    assert told.why() is EndReason.REMOTE_HUNG_UP


def test_leaving_a_conference_is_hanging_up(told: Told) -> None:
    """The others talk on without oneself; nobody was transferred."""
    talk(told)
    told.said(inbound("ANSWERED"), mine("ANSWER"), ext("2003", "ANSWER"))
    told.said(inbound("ANSWERED"), mine("BYE"), ext("2003", "ANSWER"))
    assert told.why() is EndReason.HUNG_UP


def test_the_record_ends_a_call(told: Told) -> None:
    """30012 comes when a call is over, whatever was told, or lost, before."""
    talk(told)
    told.recorded()
    assert told.why() is EndReason.UNKNOWN
    ring_2 = "2.1"
    told.said(inbound("ALERT"), mine("RING"), call_id=ring_2)
    told.recorded(ring_2)
    assert told.why(ring_2) is EndReason.CALLER_GAVE_UP
    assert told.recorded(ring_2) == ()


def test_a_call_that_the_pbx_no_longer_has_is_over(told: Told) -> None:
    """It was asked for by its id."""
    talk(told)
    told.take(events.CallGone(CALL))
    assert told.living == set()


def test_what_one_hung_up_ends_as_hung_up_however_it_is_told(told: Told) -> None:
    """A record, a picture without it, or members that say nothing of it."""
    for number, end in enumerate(("record", "picture", "left out")):
        call_id = CallId(f"{number}.1")
        told.said(inbound("ANSWERED"), mine("ANSWER"), call_id=call_id)
        told.send(Verb.HANG_UP, call_id)
        if end == "record":
            told.recorded(call_id)
        elif end == "picture":
            told.picture(asked_s=told.now_s + 0.5)
        else:
            told.said(inbound("ANSWERED"), call_id=call_id)
        assert told.why(call_id) is EndReason.HUNG_UP, end


# --- the caller alone ----------------------------------------------------------------------------


def test_alone_in_an_ivr_the_call_goes_on(told: Told) -> None:
    """There was never anybody else."""
    told.send(Verb.DIAL, None, Number("6400"))
    told.said(mine("RING"))
    told.said(mine("ANSWERED", via="6400"))
    assert told.call().phase is Phase.TALKING
    assert told.call().parties == 1


def test_a_caller_alone_in_a_queue_is_not_over(told: Told) -> None:
    """Agents ring and stop ringing; each time nobody is left, the PBX is asked."""
    told.said(mine("ANSWERED", via=QUEUE))
    told.said(mine("ANSWERED", via=QUEUE), ext("2003", "RING"))
    changes = told.said(mine("ANSWERED", via=QUEUE))
    assert told.call().phase is Phase.TALKING
    assert doubts(changes) == [CALL]
    told.said(mine("ANSWERED", via=QUEUE), ext("2004", "RING", "x"))
    told.said(mine("ANSWERED", via=QUEUE), ext("2004", "ANSWER", "x"))
    assert told.call().remote_number == Number("2004")


def test_a_call_that_goes_to_voicemail_goes_on(told: Told) -> None:
    """The phone that rang is gone, and one hears a voice."""
    told.said(mine("ALERT"), ext("2001", "RING"))
    changes = told.said(mine("ANSWERED"), ext("2001", "BYE"))
    assert told.call().phase is Phase.TALKING
    assert doubts(changes) == [CALL]


def test_a_forwarded_call_goes_on_for_the_caller(told: Told) -> None:
    """30014 shows the caller alone, as in the handbook's example."""
    told.said(mine("ALERT"), ext("2002", "RING"))
    changes = told.moved(mine("ALERT"), forwarded=True)
    assert told.call().phase is Phase.DIALING
    assert doubts(changes) == [CALL]
    told.said(mine("ALERT"), outbound("RING", "5503309"))
    assert told.call().remote_number == Number("5503309")


def test_a_call_that_is_forwarded_away_from_here_was_not_answered(told: Told) -> None:
    """It rang, and rings elsewhere now."""
    ring(told)
    told.moved(inbound("ALERT"), forwarded=True)
    assert told.why() is EndReason.NO_ANSWER


def test_others_who_are_left_out_without_a_bye_are_asked_about(told: Told) -> None:
    """By the rules it is over; a member that could not be read would look the same."""
    talk(told)
    assert doubts(told.said(mine("ANSWER"))) == [CALL]
    assert told.why() is EndReason.REMOTE_HUNG_UP


def test_a_call_in_doubt_ends_when_the_picture_lacks_it(told: Told) -> None:
    """The caller's leg alone was the last word before the end."""
    told.said(mine("ALERT"), ext("2001", "RING"))
    told.said(mine("ALERT"), ext("2001", "BYE"), after_s=20)
    assert told.living == {CALL}
    told.picture(asked_s=told.now_s + 0.1, grace_s=3)
    assert told.why() is EndReason.NO_ANSWER


def test_one_who_is_moved_to_a_room_is_alone_there_and_goes_on(told: Told) -> None:
    """The colleague hangs up, and one's own leg came through something else than before."""
    told.said(ext("2001", "ALERT"), mine("RING"))
    told.said(ext("2001", "ANSWERED"), mine("ANSWER"))
    changes = told.said(ext("2001", "BYE"), mine("ANSWERED", via="6500"))
    assert told.phases == {CALL: Phase.TALKING}
    assert doubts(changes) == [CALL]


def test_one_who_is_parked_by_a_colleague_goes_on(told: Told) -> None:
    """One's own leg was put on hold by others, and they hung up."""
    told.said(ext("2001", "ALERT"), mine("RING"))
    told.said(ext("2001", "ANSWERED"), mine("ANSWER"))
    changes = told.said(ext("2001", "BYE"), mine("HOLD"))
    assert told.phases == {CALL: Phase.HELD}
    assert doubts(changes) == [CALL]


def test_an_ended_leg_that_dials_again_is_asked_about(told: Told) -> None:
    """One is moved on, that fails, and one comes back to who moved one: the call went on."""
    told.said(mine("ALERT"), outbound("RING", "5503309"))
    told.failed(mine("ALERT"), outbound("RING", "5503309"))
    assert told.why() is EndReason.FAILED
    changes = told.said(mine("ALERT"), ext("2001", "RING", "PJSIP/2001-2"))
    assert doubts(changes) == [CALL]
    told.picture(report(mine("ALERT"), ext("2001", "RING", "PJSIP/2001-2")))
    assert told.phases == {CALL: Phase.DIALING}
