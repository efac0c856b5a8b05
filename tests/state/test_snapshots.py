"""Pictures: what they end, what they find, and what is newer than they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, Phase, Recording
from ctiapp.model.number import Number
from tests.model.said import CALL, ext, inbound, mine, moment, report
from tests.state.desk import Told, doubts, ring, talk


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def test_a_picture_after_a_gap_ends_what_it_lacks(told: Told) -> None:
    """A call that ended while we were away is seen to end."""
    talk(told)
    ring_2 = "2.1"
    told.said(inbound("ALERT"), mine("RING"), call_id=ring_2)
    told.picture(report(inbound("ANSWERED"), mine("HOLD"), call_id=ring_2))
    assert told.why() is EndReason.WHILE_AWAY
    assert told.call(ring_2).phase is Phase.HELD


def test_what_a_picture_finds_has_no_age(told: Told) -> None:
    """It says how things stand, not since when."""
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")))
    call = told.call()
    assert (call.phase, call.since, call.from_snapshot) == (Phase.TALKING, None, True)
    assert not told.store.told_by_event(CALL)

    told.said(inbound("ANSWERED"), mine("HOLD"))
    assert told.call().since == moment(told.now_s)
    assert told.store.told_by_event(CALL)
    assert told.store.told_s(CALL) == told.now_s


def test_a_picture_that_agrees_changes_nothing(told: Told) -> None:
    """The ages stay too."""
    talk(told)
    before = told.call()
    picture = report(inbound("ANSWERED"), mine("ANSWER"))
    assert told.picture(picture, asked_s=told.now_s) == ()
    assert told.call() is before


def test_after_a_gap_nobody_knows_who_is_muted_or_recorded(told: Told) -> None:
    """No event tells it: another device may have changed it meanwhile. All else is as it was."""
    talk(told)
    before = told.call()
    assert (before.muted, before.recording) == (False, Recording.OFF)
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")))
    assert told.call() == replace(before, muted=None, recording=None)


def test_a_picture_may_tell_what_no_single_step_could(told: Told) -> None:
    """It is the truth, and no step."""
    talk(told)
    told.picture(report(inbound("ALERT"), mine("RING")))
    assert told.call().phase is Phase.RINGING


def test_events_go_on_after_a_picture(told: Told) -> None:
    """What was held back while it was on its way is laid upon it."""
    told.picture(report(inbound("ALERT"), mine("RING")))
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    told.said(inbound("BYE"), mine("ANSWER"))
    assert told.why() is EndReason.REMOTE_HUNG_UP


def test_an_event_that_came_since_the_question_is_newer_than_the_answer(told: Told) -> None:
    """Neither its state nor its end is undone."""
    ring(told)
    asked_s = told.now_s + 0.5
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    told.picture(report(inbound("ALERT"), mine("RING")), asked_s=asked_s)
    assert told.call().phase is Phase.TALKING

    told.said(inbound("BYE"), mine("ANSWER"))
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")), asked_s=told.now_s - 0.5)
    assert told.living == set()


def test_what_an_event_and_the_picture_tell_differently_is_asked_for_again(told: Told) -> None:
    """Each may have been the late one; the event's word stands until nothing more is told."""
    talk(told)
    asked_s = told.now_s + 0.5
    told.said(inbound("ANSWERED"), mine("ANSWER"))  # late, and wrong by now
    held = report(inbound("HOLD"), mine("ANSWER"))
    assert doubts(told.picture(held, asked_s=asked_s)) == [CALL]
    assert not told.call().held_by_other
    assert doubts(told.picture(held, asked_s=told.now_s)) == []
    assert told.call().held_by_other

    told.said(inbound("HOLD"), mine("ANSWER"))
    assert doubts(told.picture(held, asked_s=told.now_s - 0.5)) == []


def test_an_offer_is_believed_no_more_after_a_gap(told: Told) -> None:
    """A picture of one's own calls that has it, and no leg of ours, proves nothing of it."""
    alone = report(inbound("ALERT"))
    told.take(events.InboundOffered(alone))
    told.picture(alone, asked_s=told.now_s)
    assert told.phases == {CALL: Phase.OFFERED}
    told.picture(alone)
    assert told.why() is EndReason.WHILE_AWAY


def test_who_left_one_call_of_the_picture_ends_no_other(told: Told) -> None:
    """Whichever of them the picture names first."""
    told.said(ext("2001", "ANSWERED", "b"), mine("ANSWER"))
    told.picture(
        report(inbound("ANSWERED"), mine("ANSWER"), call_id="2.1"),
        report(ext("2001", "ANSWERED", "b"), ext("2002", "RING", "c")),
    )
    assert told.living == {"2.1"}


def test_a_new_call_may_be_late_in_the_picture(told: Told) -> None:
    """Within the grace it stays; an old one that is lacking has ended."""
    ring(told)
    told.picture(asked_s=told.now_s + 2, grace_s=3)
    assert told.living == {CALL}
    told.picture(asked_s=told.now_s + 5, grace_s=3)
    assert told.why() is EndReason.CALLER_GAVE_UP


def test_a_call_that_just_ended_may_linger_in_the_picture(told: Told) -> None:
    """Within the grace it stays ended; if it is still there later, it had not ended."""
    talk(told)
    told.said(mine("ANSWER"))
    listed = report(inbound("ANSWERED"), mine("ANSWER"))
    told.picture(listed, asked_s=told.now_s + 1, grace_s=3)
    assert told.living == set()
    sequence = told.call().sequence
    told.picture(listed, asked_s=told.now_s + 3, grace_s=3)
    assert told.call().phase is Phase.TALKING
    assert told.call().sequence == sequence
    told.said(inbound("ANSWERED"), mine("HOLD"))
    assert told.call().phase is Phase.HELD


def test_a_picture_after_a_gap_is_believed_at_once(told: Told) -> None:
    """Also where it still has what was taken for over."""
    talk(told)
    told.recorded()
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")))
    assert told.call().phase is Phase.TALKING


def test_one_who_stands_alone_in_the_picture_is_alone_not_gone(told: Told) -> None:
    """The PBX still has the call; who hung up in it is another matter."""
    talk(told)
    told.picture(report(mine("ANSWER")))
    assert told.living == {CALL}
    told.picture(report(mine("ANSWER"), inbound("BYE")))
    assert told.living == set()


def test_a_call_of_the_picture_is_no_part_of_one_that_is_gone(told: Told) -> None:
    """A PBX that restarted counts its channels anew: the same name is another leg."""
    talk(told)
    told.picture(report(inbound("ANSWERED", "5503302", "in2"), mine("ANSWER"), call_id="9.1"))
    assert told.phases == {"9.1": Phase.TALKING, CALL: Phase.ENDED}
    assert told.call("9.1").consult_of is None


@pytest.mark.parametrize("gap", [True, False])
def test_after_a_gap_nobody_can_be_taken_back(told: Told, gap: bool) -> None:
    """Whoever rang may have answered meanwhile; within a live link the events would tell."""
    talk(told)
    told.said(inbound("ALERT"), mine("BYE"), ext("2001", "RING"))
    assert told.call().can_be_taken_back
    told.picture(asked_s=None if gap else told.now_s)
    assert told.call().can_be_taken_back is not gap
    assert told.why() is EndReason.TRANSFERRED
    assert told.call().remote_number == Number("5503301")
