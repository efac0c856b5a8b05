"""Which call the keys act on, what can be done with it, and the order of all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.call import Call, CallEnd, EndReason, LegReport
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.ids import CallId
from ctiapp.state.selectors import actions, applicable, in_order, select, unclear
from tests.model.said import call, ext, inbound, mine, moment, outbound

RINGING = (inbound("ALERT"), mine("RING"))
TALKING = (inbound("ANSWERED"), mine("ANSWER"))
HELD = (inbound("ANSWERED"), mine("HOLD"))
DIALING = (mine("ALERT"), ext("2001", "RING"))
MOVING = (Verb.TRANSFER, Verb.CONSULT, Verb.SAFE_TRANSFER, Verb.PARK)
TALK_VERBS = (Verb.HOLD, Verb.MUTE, *MOVING, Verb.ADD, Verb.RECORD, Verb.HANG_UP)
UNTOLD = (inbound("ANSWERED"), replace(mine("ANSWER"), hold_untold=True))
THREE = (*TALKING, ext("2001", "ANSWER"))


def made(sequence: int, legs: tuple[LegReport, ...], *, over: bool = False) -> Call:
    """The call of that number."""
    end = CallEnd(EndReason.HUNG_UP, moment()) if over else None
    return replace(call(*legs), call_id=CallId(str(sequence)), sequence=sequence, end=end)


@pytest.mark.parametrize(
    ("calls", "chosen", "selected"),
    [
        pytest.param([], None, None, id="none"),
        pytest.param([made(1, TALKING, over=True)], "1", None, id="only-an-ended-one"),
        pytest.param([made(1, RINGING), made(2, RINGING)], None, "1", id="oldest-ringing"),
        pytest.param([made(1, RINGING), made(2, HELD)], None, "2", id="held-before-ringing"),
        pytest.param([made(1, HELD), made(2, TALKING)], None, "2", id="talked-on-before-held"),
        pytest.param([made(1, HELD), made(2, DIALING)], None, "2", id="dialled-before-held"),
        pytest.param([made(1, TALKING), made(2, RINGING)], None, "1", id="a-ring-takes-nothing"),
        pytest.param([made(1, TALKING), made(2, RINGING)], "2", "2", id="a-choice-holds"),
        pytest.param([made(1, TALKING), made(2, HELD, over=True)], "2", "1", id="a-choice-ends"),
        pytest.param([made(1, HELD), made(2, HELD)], "gone", "1", id="a-choice-that-is-gone"),
    ],
)
def test_which_call_the_keys_act_on(
    calls: list[Call], chosen: str | None, selected: str | None
) -> None:
    """The chosen one, else the one talked on, else the held, else the oldest that rings."""
    assert select(calls, None if chosen is None else CallId(chosen)) == selected


@pytest.mark.parametrize(
    ("calls", "chosen", "selected"),
    [
        pytest.param([made(1, RINGING), made(2, RINGING)], None, "2", id="before-the-oldest"),
        pytest.param([made(1, TALKING), made(2, RINGING)], None, "1", id="not-before-a-talk"),
        pytest.param([made(1, HELD), made(2, RINGING)], None, "1", id="not-before-a-held-one"),
        pytest.param([made(1, RINGING), made(2, RINGING)], "1", "1", id="a-choice-holds"),
        pytest.param([made(1, RINGING), made(2, RINGING, over=True)], None, "1", id="over"),
    ],
)
def test_of_several_that_ring_the_marked_one(
    calls: list[Call], chosen: str | None, selected: str
) -> None:
    """It takes the selection from no call in progress."""
    assert select(calls, None if chosen is None else CallId(chosen), CallId("2")) == selected


@pytest.mark.parametrize(
    ("legs", "verbs"),
    [
        (RINGING, (Verb.REJECT,)),
        (TALKING, TALK_VERBS),
        (HELD, (Verb.RESUME, *MOVING, Verb.HANG_UP)),
        (UNTOLD, (Verb.HOLD, Verb.RESUME, *TALK_VERBS[1:])),
        (DIALING, (Verb.HANG_UP,)),
        ((inbound("HOLD"), mine("ANSWER")), TALK_VERBS),
        ((mine("BYE"), inbound("ANSWERED")), ()),
    ],
)
def test_what_makes_sense_now(legs: tuple[LegReport, ...], verbs: tuple[Verb, ...]) -> None:
    """In the order in which it is shown; nothing at all once it is over."""
    assert actions(made(1, legs)) == verbs
    assert actions(made(1, legs, over=True)) == ()


def test_a_caller_is_passed_on_before_anybody_answered_where_the_pbx_moves_lines() -> None:
    """Where it does not, and where several are in the call, it is not offered."""
    caller = replace(inbound("ALERT"), movable=True)
    assert actions(call(caller, mine("RING"))) == (Verb.TRANSFER, Verb.REJECT)
    assert actions(call(*RINGING)) == (Verb.REJECT,)
    assert actions(call(caller, mine("RING"), ext("2001", "RING"))) == (Verb.REJECT,)


NEITHER: frozenset[Capability] = frozenset()
CURRENT = frozenset({Capability.CURRENT_CALL})
INSIDE = (ext("2001", "ALERT"), mine("RING"))
INSIDE_TALK = (ext("2001", "ANSWERED"), mine("ANSWER"))
CALLED = (mine("ANSWER"), outbound("ANSWERED"))
INSIDE_HELD = (ext("2001", "ANSWERED"), mine("HOLD"))


@pytest.mark.parametrize(
    ("legs", "beside", "verbs"),
    [
        pytest.param(HELD, HELD, {Verb.RESUME}, id="two-held"),
        pytest.param(HELD, TALKING, set(), id="the-only-held-one"),
        pytest.param(HELD, RINGING, set(), id="held-while-another-rings"),
        pytest.param(TALKING, HELD, set(), id="talked-on"),
        pytest.param(HELD, UNTOLD, {Verb.RESUME}, id="held-beside-one-that-may-be"),
        pytest.param(UNTOLD, UNTOLD, {Verb.RESUME, Verb.HOLD}, id="either-may-be-held"),
        pytest.param(UNTOLD, RINGING, {Verb.RESUME}, id="may-be-held-while-another-rings"),
        pytest.param(INSIDE, TALKING, {Verb.REJECT}, id="inside-beside-a-talk"),
        pytest.param(INSIDE, HELD, {Verb.REJECT}, id="inside-beside-a-held-one"),
        pytest.param(INSIDE, INSIDE, {Verb.REJECT}, id="two-inside"),
        pytest.param(INSIDE_HELD, TALKING, {Verb.HANG_UP}, id="inside-held-beside-a-talk"),
        pytest.param(INSIDE_HELD, HELD, {Verb.HANG_UP, Verb.RESUME}, id="inside-held-beside-held"),
        pytest.param(INSIDE_HELD, RINGING, set(), id="inside-held-while-another-rings"),
        pytest.param(RINGING, TALKING, set(), id="from-outside-beside-a-talk"),
    ],
)
def test_what_cannot_be_told_a_phone_that_knows_its_current_call_alone(
    legs: tuple[LegReport, ...], beside: tuple[LegReport, ...], verbs: set[Verb]
) -> None:
    """Calls that are over, or that are offered to nobody's phone yet, are in nobody's way."""
    this = made(1, legs)
    assert unclear(this, (this, made(2, beside)), CURRENT) == verbs
    over = made(2, beside, over=True)
    for able in (NEITHER, CURRENT):
        assert unclear(this, (this, over, made(3, ())), able) == frozenset()
    assert unclear(this, (this, made(2, beside)), {Capability.SEVERAL_CALLS}) == frozenset()


@pytest.mark.parametrize(
    ("legs", "beside", "verbs"),
    [
        pytest.param(INSIDE_TALK, HELD, {Verb.HANG_UP}, id="a-colleague-beside-a-held-one"),
        pytest.param(INSIDE_TALK, RINGING, set(), id="a-colleague-while-another-rings"),
        pytest.param(CALLED, HELD, {Verb.HANG_UP}, id="a-called-line-beside-a-held-one"),
        pytest.param(TALKING, HELD, set(), id="a-caller-beside-a-held-one"),
    ],
)
def test_nor_what_is_talked_on_where_nobody_tells_which_call_that_is(
    legs: tuple[LegReport, ...], beside: tuple[LegReport, ...], verbs: set[Verb]
) -> None:
    this = made(1, legs)
    assert unclear(this, (this, made(2, beside)), NEITHER) == verbs
    assert unclear(this, (this, made(2, beside)), CURRENT) == frozenset()


def test_one_more_is_called_into_a_talk_and_not_into_a_call_on_hold() -> None:
    """Nor while the one before still rings: the PBX would refuse what is offered."""
    held = (inbound("ANSWERED"), mine("HOLD"), ext("2001", "ANSWER"))
    coming = (*TALKING, ext("2001", "RING"))
    assert Verb.ADD in actions(made(1, THREE))
    for legs in (HELD, held, coming):
        assert Verb.ADD not in actions(made(1, legs))
    assert actions(made(1, held)) == (Verb.RESUME, Verb.HANG_UP)


def test_both_ways_where_nobody_knows_the_state() -> None:
    """After a gap: muted or not, recorded or not."""
    unknown = replace(made(1, TALKING), muted=None, recording=None)
    both = (Verb.MUTE, Verb.UNMUTE)
    assert actions(unknown) == (
        *(Verb.HOLD, *both, *MOVING),
        *(Verb.ADD, Verb.RECORD, Verb.PAUSE_RECORDING, Verb.HANG_UP),
    )


def test_hanging_up_applies_to_a_consultation() -> None:
    """It ends it; the pair's calls offer the way back."""
    pair = [
        replace(made(1, HELD), consulting=CallId("2")),
        replace(made(2, DIALING), consult_of=CallId("1")),
    ]
    assert applicable(pair, Verb.HANG_UP) == pair


def test_to_which_calls_a_verb_applies() -> None:
    """A ringing call can be hung up as well: that rejects it."""
    calls = [made(1, RINGING), made(2, TALKING), made(3, HELD), made(4, TALKING, over=True)]

    def ids(verb: Verb) -> list[str]:
        return [call.call_id for call in applicable(calls, verb)]

    assert ids(Verb.HANG_UP) == ["1", "2", "3"]
    assert ids(Verb.REJECT) == ["1"]
    assert ids(Verb.HOLD) == ["2"]
    assert ids(Verb.RESUME) == ["3"]


def test_living_calls_come_first_and_the_oldest_of_them() -> None:
    """Those just ended stand below."""
    calls = [made(3, RINGING), made(1, HELD, over=True), made(2, TALKING)]
    assert [call.sequence for call in in_order(calls)] == [2, 3, 1]


def test_who_can_be_taken_back_stands_above_what_just_ended() -> None:
    """However much ended before: its button must stay in sight."""
    moving = made(4, (inbound("ALERT"), mine("BYE"), ext("2001", "RING")))
    moving = replace(moving, end=CallEnd(EndReason.TRANSFERRED, moment()))
    assert moving.can_be_taken_back
    calls = [made(1, HELD, over=True), made(2, HELD, over=True), moving, made(3, TALKING)]
    assert [call.sequence for call in in_order(calls)] == [3, 4, 1, 2]
