"""Who rings and talks with whom, in the whole office, and since when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.directory import LineState
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.state.changes import EngagementsChanged, Lamp, LampsChanged
from ctiapp.state.engagements import MAX_CALLS, MAX_OF_ONE, MAX_OVER, Doing, Engagement, Engagements
from tests.model.said import ext, inbound, moment, outbound, report
from tests.state.desk import Told

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport

A, B, C = Number("2001"), Number("2002"), Number("2003")
RINGS = (ext("2001", "ALERT"), ext("2002", "RING"))
TALKS = (ext("2001", "ANSWERED"), ext("2002", "ANSWER"))


@pytest.fixture
def told() -> Told:
    """A store at extension 2000, whose picture of all calls is whole: there is none."""
    made = Told()
    made.take(events.LinkChanged(LinkState.UP))
    made.store.set_calls((), made.now_s, moment(made.now_s))
    made.batches.clear()
    return made


def of(told: Told, number: Number) -> Engagement | None:
    return told.store.engagements.of(number)


def doing(told: Told, number: Number) -> tuple[Doing, Number | None, float | None] | None:
    """What somebody does, with whom, and since when."""
    found = of(told, number)
    if found is None:
        return None
    return found.doing, found.other, None if found.since is None else found.since.mono_s


# --- from ring to end ----------------------------------------------------------------------------


def test_of_a_call_of_others_both_sides_are_known(told: Told) -> None:
    changes = told.said(*RINGS, call_id="9.1")
    assert changes == (EngagementsChanged((A, B)),)
    began_s = told.now_s
    assert doing(told, A) == (Doing.CALLING, B, began_s)
    assert doing(told, B) == (Doing.RINGING, A, began_s)

    told.said(*TALKS, call_id="9.1", after_s=7.0)
    assert doing(told, A) == (Doing.TALKING, B, began_s + 7.0)
    assert doing(told, B) == (Doing.TALKING, A, began_s + 7.0)
    assert told.store.calls == ()

    assert told.recorded("9.1") == (EngagementsChanged((A, B)),)
    assert of(told, A) is of(told, B) is None
    assert len(told.store.engagements) == 0


def test_what_is_told_again_changes_nothing(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    assert told.said(*TALKS, call_id="9.1") == ()


def test_whoever_holds_talks_on(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    since = doing(told, A)
    told.said(ext("2001", "HOLD"), ext("2002", "ANSWER"), call_id="9.1")
    assert doing(told, A) == since


def test_a_caller_from_outside_comes_before_another_phone_that_rings(told: Told) -> None:
    legs = (ext("2001", "RING"), ext("2002", "RING"), inbound("ALERT", via="6402"))
    told.said(*legs, call_id="9.1")
    found = of(told, A)
    assert found is not None
    assert (found.other, found.inside, found.via) == (Number("5503301"), False, Number("6402"))


def test_several_in_one_talk_are_counted_each_once(told: Told) -> None:
    legs = (*TALKS, ext("2003", "ANSWER"), ext("2003", "ANSWER", "PJSIP/2003-2"))
    told.said(*legs, call_id="9.1")
    found = of(told, A)
    assert found is not None
    assert (found.other, found.more) == (B, 1)


def test_one_who_hears_a_menu_talks_with_nobody(told: Told) -> None:
    told.said(ext("2001", "ANSWERED", via="6500"), call_id="9.1")
    found = of(told, A)
    assert found is not None
    assert (found.doing, found.other, found.via) == (Doing.TALKING, None, Number("6500"))


def test_of_two_calls_the_talk_is_shown_before_the_ring(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    told.said(ext("2003", "ALERT"), ext("2001", "RING", "PJSIP/2001-2"), call_id="9.2")
    assert doing(told, A) == (Doing.TALKING, B, told.now_s - 1.0)
    assert told.store.engagements.count_of(A) == 2

    told.recorded("9.1")
    assert doing(told, A) == (Doing.RINGING, C, told.now_s - 1.0)
    assert of(told, B) is None


def test_of_two_calls_the_talk_is_shown_before_the_held_one(told: Told) -> None:
    told.said(ext("2001", "HOLD"), ext("2002", "ANSWER"), call_id="9.1")
    told.said(ext("2001", "ANSWERED"), ext("2003", "ANSWER"), call_id="9.2")
    found = of(told, A)
    assert found is not None
    assert found.other == C


def test_whoever_is_transferred_talks_with_the_new_one_since_then(told: Told) -> None:
    told.said(inbound("ANSWERED"), ext("2001", "ANSWER"), call_id="9.1")
    told.said(inbound("ANSWERED"), ext("2001", "BYE"), ext("2002", "RING"), call_id="9.1")
    assert of(told, A) is None
    assert doing(told, B) == (Doing.RINGING, Number("5503301"), told.now_s)


@pytest.mark.parametrize(
    "legs",
    [
        (ext("2001", "BYE"), ext("2002", "BYE")),
        (ext("2001", "BYE"), ext("2002", "ANSWER")),
        (ext("2001", "BYE"), ext("2002", "RING"), ext("2002", "RING", "PJSIP/2002-2")),
        (outbound("BYE"), ext("2002", "ANSWER")),
    ],
)
def test_a_call_is_over_when_nobody_is_left_to_talk_with(
    told: Told, legs: tuple[LegReport, ...]
) -> None:
    told.said(*TALKS, call_id="9.1")
    told.said(*legs, call_id="9.1")
    assert of(told, A) is of(told, B) is None


def test_who_waits_in_a_queue_alone_is_still_there(told: Told) -> None:
    told.said(ext("2001", "ANSWERED", via="6402"), ext("2002", "RING"), call_id="9.1")
    told.said(ext("2001", "ANSWERED", via="6402"), ext("2002", "BYE"), call_id="9.1")
    assert of(told, A) is not None
    assert of(told, B) is None


def test_a_late_report_brings_nobody_back(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    told.recorded("9.1")
    assert told.said(*RINGS, call_id="9.1") == ()
    assert of(told, A) is None
    # On a new leg it is a new ring of the same call.
    told.said(inbound("ANSWERED", via="6402"), ext("2002", "RING", "new"), call_id="9.1")
    assert of(told, B) is not None


# --- ends that are lost --------------------------------------------------------------------------


def test_a_call_whose_end_was_lost_goes_when_the_phone_is_idle(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    changes = told.take(events.LineChanged(A, LineState.IDLE))
    assert EngagementsChanged((A,)) in changes
    assert of(told, A) is None
    assert doing(told, B) is not None
    told.take(events.LineChanged(B, LineState.IDLE))
    assert len(told.store.engagements) == 0


def test_a_call_whose_end_was_lost_goes_with_the_next_picture(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    told.store.set_calls((), told.now_s + 1.0, moment(told.now_s + 2.0))
    assert of(told, A) is None


def test_what_was_told_since_a_picture_was_asked_for_is_newer(told: Told) -> None:
    asked_s = told.now_s
    told.said(*TALKS, call_id="9.1")
    told.said(*RINGS, call_id="9.2")
    told.recorded("9.2")
    ended = report(ext("2003", "ANSWER"), ext("2001", "ANSWERED"), call_id="9.2")
    told.store.set_calls((ended,), asked_s, moment(told.now_s + 1.0))
    assert doing(told, A) == (Doing.TALKING, B, told.now_s - 2.0)
    assert of(told, C) is None


def test_a_picture_that_says_the_same_changes_nothing(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    before = len(told.batches)
    told.store.set_calls((report(*TALKS, call_id="9.1"),), told.now_s, moment(told.now_s))
    assert len(told.batches) == before


# --- since when ----------------------------------------------------------------------------------


def test_what_a_picture_finds_has_no_age(told: Told) -> None:
    told.store.set_calls((report(*TALKS, call_id="9.1"),), told.now_s, moment(told.now_s))
    assert doing(told, A) == (Doing.TALKING, B, None)


def test_before_the_first_picture_a_talk_may_have_gone_on_for_long() -> None:
    told = Told()
    told.said(*TALKS, call_id="9.1")
    told.said(*(ext("2003", "ALERT"), ext("2004", "RING")), call_id="9.2")
    assert doing(told, A) == (Doing.TALKING, B, None)
    assert doing(told, C) == (Doing.CALLING, Number("2004"), told.now_s)
    told.said(*(ext("2003", "ANSWERED"), ext("2004", "ANSWER")), call_id="9.2")
    assert doing(told, C) == (Doing.TALKING, Number("2004"), told.now_s)


# --- a gap ---------------------------------------------------------------------------------------


def test_after_a_gap_nothing_holds_until_all_calls_were_read_again(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    told.said(ext("2003", "ANSWERED"), inbound("ANSWER"), call_id="9.2")
    talked_s = told.now_s - 1.0
    told.take(events.LinkChanged(LinkState.DOWN))
    told.take(events.LinkChanged(LinkState.UP))
    assert told.store.engagements.doubtful
    assert of(told, A) is of(told, C) is None

    told.batches.clear()
    told.store.set_calls((report(*TALKS, call_id="9.1"),), told.now_s, moment(told.now_s + 1.0))
    assert not told.store.engagements.doubtful
    assert doing(told, A) == (Doing.TALKING, B, talked_s)
    assert of(told, C) is None
    (changed,) = (each for each in told.batches[0] if isinstance(each, EngagementsChanged))
    assert set(changed.numbers) == {A, B, C}


def test_the_picture_also_tells_the_lamps(told: Told) -> None:
    told.take(events.LineChanged(A, LineState.IDLE))
    told.take(events.LineChanged(C, LineState.BUSY))
    told.take(events.LinkChanged(LinkState.DOWN))
    told.take(events.LinkChanged(LinkState.UP))
    told.batches.clear()
    told.store.set_calls((report(*RINGS, call_id="9.1"),), told.now_s, moment(told.now_s))
    assert told.store.lamps[A] == Lamp(LineState.BUSY)
    assert told.store.lamps[C] == Lamp(LineState.IDLE)
    assert LampsChanged() in told.batches[0]


def test_a_pbx_that_does_not_say_leaves_nothing_that_was_known(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    told.take(events.LinkChanged(LinkState.DOWN))
    told.store.set_calls(None, told.now_s, moment(told.now_s))
    assert of(told, A) is None
    told.said(*(ext("2003", "ANSWERED"), ext("2004", "ANSWER")), call_id="9.2")
    assert doing(told, C) == (Doing.TALKING, Number("2004"), None)


def test_somebody_else_signs_in_and_knows_nothing(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    told.store.reset(A, moment(told.now_s))
    assert of(told, A) is None


# --- bounds --------------------------------------------------------------------------------------


def test_calls_are_bounded_and_the_oldest_goes_first() -> None:
    engaged = Engagements()
    engaged.replace((), moment(0.0), 0.0)
    for count in range(MAX_CALLS + 10):
        legs = (ext(str(10_000 + count), "ANSWERED"), inbound("ANSWER"))
        engaged.take(report(*legs, call_id=f"9.{count}"), moment(1.0))
    assert len(engaged) == MAX_CALLS
    assert engaged.of(Number("10000")) is None
    assert engaged.of(Number(str(10_000 + MAX_CALLS))) is not None


def test_the_call_that_makes_room_is_the_one_told_of_longest_ago_and_its_people_are_named() -> None:
    engaged = Engagements()
    for count in range(MAX_CALLS):
        legs = (ext(str(10_000 + count), "ALERT"), inbound("RING"))
        engaged.take(report(*legs, call_id=f"9.{count}"), moment(1.0))
    same = report(ext("10000", "ALERT"), inbound("RING"), call_id="9.0")
    assert engaged.take(same, moment(2.0)) == ()  # told of again, if with nothing new

    changed = engaged.take(report(*TALKS, call_id="new"), moment(3.0))
    assert set(changed) == {A, B, Number("10001")}
    assert engaged.of(Number("10000")) is not None
    assert engaged.of(Number("10001")) is None


def test_what_is_over_is_remembered_for_a_while_only() -> None:
    engaged = Engagements()
    for count in range(MAX_OVER + 5):
        engaged.take(report(*TALKS, call_id=f"9.{count}"), moment(1.0))
        engaged.end(CallId(f"9.{count}"), moment(2.0))
    assert len(engaged._over) == MAX_OVER
    assert engaged.lines() == {}


def test_of_one_extension_only_so_many_calls_are_kept() -> None:
    """Nobody has more; a hostile PBX would have each looked through at every report."""
    engaged = Engagements()
    for number in range(MAX_OF_ONE + 5):
        engaged.take(report(*TALKS, call_id=f"9.{number}"), moment(number))
    assert len(engaged) == engaged.count_of(A) == MAX_OF_ONE
    found = engaged.of(A)
    assert found is not None
    assert found.call_id == "9.5"  # the oldest are gone


def test_whoever_could_not_be_read_takes_part_as_before(told: Told) -> None:
    told.said(*TALKS, call_id="9.1")
    part = replace(report(ext("2001", "HOLD"), call_id="9.1"), partial=True)
    told.take(events.CallReported(part))
    assert doing(told, B) is not None
    assert len(told.store.engagements) == 1
