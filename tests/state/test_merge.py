"""Replays of events that come late, twice, in the wrong order, or not at all."""

from __future__ import annotations

import pytest

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.number import Number
from ctiapp.state.changes import EngagementsChanged
from ctiapp.state.store import ENDED_SHOWN_S
from tests.model.said import CALL, ME, ext, inbound, mine, moment
from tests.state.desk import Told, calls_changed, doubts, ring, talk

QUEUE = "6402"


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


# --- late, duplicated, re-ordered, missing -------------------------------------------------------


def test_a_late_ring_after_the_end_is_dropped(told: Told) -> None:
    """It neither brings the call back nor asks for anything."""
    ring(told)
    told.said(inbound("BYE"), mine("BYE"))
    assert told.said(inbound("ALERT"), mine("RING")) == ()
    assert told.living == set()


def test_a_late_ring_is_dropped_even_when_the_call_has_left_the_screen(told: Told) -> None:
    """Ended legs are remembered for ten minutes, ended calls for ten seconds."""
    ring(told)
    told.said(inbound("BYE"), mine("RING"))
    told.now_s += ENDED_SHOWN_S
    told.store.tick(moment(told.now_s))
    assert told.store.calls == ()

    assert told.said(inbound("ALERT"), mine("RING")) == ()
    assert told.store.calls == ()


def test_after_ten_minutes_a_leg_may_ring_again(told: Told) -> None:
    """Nobody is that late; the PBX has begun its numbers anew."""
    ring(told)
    told.said(inbound("BYE"), mine("BYE"))
    told.now_s += ENDED_SHOWN_S
    told.store.tick(moment(told.now_s))
    told.said(inbound("ALERT"), mine("RING"), after_s=600)
    assert told.phases == {CALL: Phase.RINGING}


def test_the_same_event_twice_changes_nothing_the_second_time(told: Told) -> None:
    """The PBX repeats itself."""
    ring(told)
    before = told.call()
    assert told.said(inbound("ALERT"), mine("RING")) == ()
    assert told.call() is before

    told.said(inbound("BYE"), mine("BYE"))
    end = told.call()
    assert told.said(inbound("BYE"), mine("BYE")) == ()
    assert told.call() is end


def test_an_answer_before_its_ring(told: Told) -> None:
    """The late RING is impossible now: nothing changes, and a fresh picture is asked for."""
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    before = told.call()
    changes = told.said(inbound("ALERT"), mine("RING"))
    assert doubts(changes) == [CALL]
    assert calls_changed(changes) == []
    assert told.call() is before


def test_an_end_before_its_answer(told: Told) -> None:
    """What was overtaken does not bring the call back; but it is odd enough to ask."""
    ring(told)
    told.said(inbound("BYE"), mine("ANSWER"))
    changes = told.said(inbound("ANSWERED"), mine("ANSWER"))
    assert doubts(changes) == [CALL]
    assert told.living == set()


def test_a_ring_that_was_never_told(told: Told) -> None:
    """A call may come into sight in the middle."""
    told.said(inbound("ANSWERED"), mine("HOLD"))
    assert told.phases == {CALL: Phase.HELD}
    assert told.call().ring == 0


def test_an_end_that_was_never_told_shows_in_the_next_picture(told: Told) -> None:
    """A look mends what a lost event left wrong."""
    talk(told)
    told.now_s += 60
    told.picture(asked_s=told.now_s, grace_s=3)
    assert told.why() is EndReason.UNKNOWN


def test_a_call_that_was_over_before_it_was_seen_never_shows(told: Told) -> None:
    """A card that is born dead helps nobody."""
    assert told.said(inbound("BYE"), mine("RING")) == ()
    assert told.said(mine("BYE"), inbound("ANSWERED"), call_id="2.1") == ()
    assert told.store.calls == ()


# --- rings, devices ------------------------------------------------------------------------------


def test_a_queue_that_rings_again_on_a_new_channel_is_a_new_ring(told: Told) -> None:
    """Same call, second ring: it counts, it is as old as itself, and it stands as the newest."""
    told.said(inbound("ANSWERED", via=QUEUE), mine("RING", "a", via=QUEUE))
    told.said(inbound("ANSWERED", via=QUEUE))
    assert told.why() is EndReason.NO_ANSWER
    told.said(inbound("ALERT"), mine("RING", "x"), call_id="2.1")

    told.said(inbound("ANSWERED", via=QUEUE), mine("RING", "b", via=QUEUE))

    call = told.call()
    assert (call.phase, call.ring, call.end) == (Phase.RINGING, 2, None)
    assert call.since == moment(told.now_s) == call.first_seen
    assert [c.call_id for c in told.store.calls] == ["2.1", CALL]


def test_a_ring_that_follows_a_ring_at_once_is_a_new_one_too(told: Told) -> None:
    """Even where no report tells of the time between."""
    told.said(inbound("ANSWERED"), mine("RING", "a"))
    told.said(inbound("ANSWERED"), mine("RING", "b"))
    assert told.call().ring == 2
    told.said(inbound("ANSWERED"), mine("RING", "a"))  # the first one, late
    assert told.call().phase is not Phase.TALKING


def test_two_devices_on_one_extension_are_one_call(told: Told) -> None:
    """Two legs ring, one answers, the other vanishes: one ring, one talk."""
    told.said(inbound("ALERT"), mine("RING", "a"))
    told.said(inbound("ALERT"), mine("RING", "a"), mine("RING", "b"))
    assert len(told.store.calls) == 1
    assert told.call().ring == 1
    told.said(inbound("ANSWERED"), mine("ANSWER", "b"))
    assert told.call().phase is Phase.TALKING
    changes = told.said(inbound("ANSWERED"), mine("ANSWER", "b"), mine("RING", "a"))
    assert changes == (EngagementsChanged((ME,)),)


def test_one_device_rejects_and_the_other_rings_on(told: Told) -> None:
    """The call goes on ringing; it is the same ring."""
    told.said(inbound("ALERT"), mine("RING", "a"), mine("RING", "b"))
    told.said(inbound("ALERT"), mine("BYE", "a"), mine("RING", "b"))
    assert told.call().phase is Phase.RINGING
    assert told.call().ring == 1


def test_a_call_that_was_dialled_and_comes_back_rings(told: Told) -> None:
    """A transfer or a park that returns is a call to oneself, whoever dialled it once."""
    told.send(Verb.DIAL, None, Number("2001"))
    told.said(mine("RING", "a"))
    told.said(mine("ANSWERED", "a"), ext("2001", "ANSWER"))
    told.said(mine("BYE", "a"), ext("2001", "ANSWER"), ext("2003", "RING"))
    assert told.why() is EndReason.TRANSFERRED

    told.said(ext("2001", "ANSWER"), mine("RING", "b"))

    assert told.call().phase is Phase.RINGING
    assert told.call().ring == 1
    assert told.call().remote_number == Number("2001")
