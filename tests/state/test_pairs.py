"""What belongs together though no PBX says so: rings and calls, a consultation's two calls."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model import events
from ctiapp.model.call import Call, EndReason, LegReport, Phase
from ctiapp.model.commands import PhoneRingId, Verb
from ctiapp.model.events import PhoneRings, RingStep
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.state.pairs import MAX_RINGS, NEAR_S, UNBOUND_S, PhoneRingList, consulted_for
from tests.model.said import CALL, ME, call, ext, inbound, mine, report, unsaid
from tests.state.desk import Told, ring, talk

SECOND = "2.1"
BOB = Number("2001")


def phone(number: int, extension: Number = ME) -> PhoneRingId:
    """The ring of that number on one's own phone."""
    return PhoneRingId(extension, str(number), "192.0.2.7:5060")


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def phone_says(told: Told, number: int, step: RingStep, extension: Number = ME) -> None:
    """A phone tells of its ring (30020)."""
    told.take(PhoneRings(phone(number, extension), step))


def rings(told: Told) -> dict[str, str | None]:
    """Which ring can be answered for which call."""
    return {
        call.call_id: None if call.phone_ring is None else call.phone_ring.ring_id
        for call in told.store.calls
    }


# --- rings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["call", "phone"])
def test_a_ring_and_its_call_may_come_in_any_order(told: Told, first: str) -> None:
    """Two events, two roads."""
    if first == "call":
        ring(told)
        phone_says(told, 1, RingStep.RINGS)
    else:
        phone_says(told, 1, RingStep.RINGS)
        ring(told)
    assert rings(told) == {CALL: "1"}


def test_a_call_that_rang_before_does_not_take_the_ring_of_a_later_one(told: Told) -> None:
    """Its own was not heard: to answer it from here would answer the other caller."""
    ring(told)
    told.said(
        inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id=SECOND, after_s=NEAR_S + 1
    )
    phone_says(told, 2, RingStep.RINGS)
    assert rings(told) == {CALL: None, SECOND: "2"}


def test_a_call_that_a_picture_found_ringing_takes_no_later_ring(told: Told) -> None:
    """Nobody knows since when it rings; one that had its ring before a gap keeps it."""
    told.picture(report(inbound("ALERT"), mine("RING")))
    phone_says(told, 1, RingStep.RINGS)
    told.said(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id=SECOND)
    assert rings(told) == {CALL: None, SECOND: "1"}
    told.picture(
        report(inbound("ALERT"), mine("RING")),
        report(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id=SECOND),
    )
    assert rings(told) == {CALL: None, SECOND: "1"}


def test_the_oldest_ring_goes_to_the_oldest_call(told: Told) -> None:
    """And stays there, whatever rings or ends beside it."""
    ring(told)
    told.said(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id=SECOND)
    phone_says(told, 1, RingStep.RINGS)
    phone_says(told, 2, RingStep.RINGS)
    assert rings(told) == {CALL: "1", SECOND: "2"}
    told.said(inbound("BYE"), mine("RING"))
    assert rings(told) == {CALL: None, SECOND: "2"}


@pytest.mark.parametrize("first", ["call", "phone"])
def test_the_ring_for_what_one_dials_is_no_callers(told: Told, first: str) -> None:
    """One's own phone rings first: that cannot be answered from here, and ends when lifted."""
    told.send(Verb.DIAL, None, callee=BOB)
    if first == "phone":
        phone_says(told, 1, RingStep.RINGS)
    told.said(mine("RING"))
    if first == "call":
        phone_says(told, 1, RingStep.RINGS)
    assert rings(told) == {CALL: None}
    told.said(mine("ALERT"), ext("2001", "RING"))
    told.said(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id=SECOND)
    assert rings(told) == {CALL: None, SECOND: None}
    phone_says(told, 2, RingStep.RINGS)
    assert rings(told) == {CALL: None, SECOND: "2"}


@pytest.mark.parametrize("step", [RingStep.ANSWERED, RingStep.OVER])
def test_a_ring_that_the_phone_ended_can_be_answered_no_more(told: Told, step: RingStep) -> None:
    """The call may go on ringing elsewhere."""
    ring(told)
    phone_says(told, 1, RingStep.RINGS)
    phone_says(told, 1, step)
    assert rings(told) == {CALL: None}
    assert told.phases == {CALL: Phase.RINGING}


@pytest.mark.parametrize(
    "legs",
    [(inbound("BYE"), mine("RING")), (inbound("ANSWERED"), mine("ANSWER"))],
    ids=["caller-gone", "handset-lifted"],
)
def test_a_call_that_rings_no_more_takes_its_ring_along(
    told: Told, legs: tuple[LegReport, ...]
) -> None:
    """No 30020 tells it: the next call must not be answered by the ring of this one."""
    ring(told)
    phone_says(told, 1, RingStep.RINGS)
    told.said(*legs)
    told.said(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id=SECOND)
    assert rings(told) == {CALL: None, SECOND: None}
    phone_says(told, 2, RingStep.RINGS)
    assert rings(told)[SECOND] == "2"


def test_a_ring_told_after_its_call_was_over_is_not_for_the_next(told: Told) -> None:
    """It waits for its call, but not for ever."""
    ring(told)
    told.said(inbound("BYE"), mine("RING"))
    phone_says(told, 1, RingStep.RINGS)
    told.now_s += UNBOUND_S
    told.said(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id=SECOND)
    phone_says(told, 2, RingStep.RINGS)
    assert rings(told)[SECOND] == "2"


def test_a_ring_of_another_extension_is_not_ones_own(told: Told) -> None:
    """A picked-up colleague's call would be what Answer takes."""
    ring(told)
    phone_says(told, 1, RingStep.RINGS, BOB)
    assert rings(told) == {CALL: None}


def test_a_ring_told_twice_is_one(told: Told) -> None:
    """It keeps its place, and nothing is left over for the next call."""
    ring(told)
    for _ in range(2):
        phone_says(told, 1, RingStep.RINGS)
    told.said(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id=SECOND)
    assert rings(told) == {CALL: "1", SECOND: None}


def test_rings_are_bounded() -> None:
    """The oldest go first; signing out forgets all."""
    kept = PhoneRingList()
    for number in range(MAX_RINGS + 3):
        kept.take(phone(number), RingStep.RINGS, ME, 0.0)
    ids = dict.fromkeys((CallId(str(number)) for number in range(MAX_RINGS + 3)), 0.0)
    bound = [kept.of(one, ids, 0.0) for one in ids]
    assert bound == [phone(number + 3) for number in range(MAX_RINGS)] + [None] * 3
    kept.clear()
    assert kept.of(CallId("0"), ids, 0.0) is None


def test_a_ring_that_was_not_taken_in_is_bound_to_nothing() -> None:
    """Another extension's, or one too many: what a recording says is looked at as well."""
    kept = PhoneRingList()
    kept.take(phone(1, BOB), RingStep.RINGS, ME, 0.0)
    kept.bind(CallId(CALL), phone(1, BOB))
    assert not kept
    assert kept.of(CallId(CALL), {CallId(CALL): 0.0}, 0.0) is None


# --- consultations -------------------------------------------------------------------------------


def made(call_id: str, *legs: LegReport) -> Call:
    """A call of that id."""
    return replace(call(*legs), call_id=CallId(call_id))


HELD = made("1.1", inbound("ANSWERED"), mine("HOLD"))
ASKED = replace(HELD, pending={Verb.CONSULT: 1})


@pytest.mark.parametrize(
    ("waiting", "legs", "pairs"),
    [
        pytest.param(HELD, (mine("ALERT"), ext("2001", "RING")), True, id="shared-leg"),
        pytest.param(HELD, (mine("ALERT"),), True, id="shared-leg-alone"),
        pytest.param(HELD, (mine("ALERT", "b"), ext("2001", "RING")), False, id="another-leg"),
        pytest.param(ASKED, (mine("ALERT", "b"), ext("2001", "RING")), True, id="asked-for"),
        pytest.param(ASKED, (mine("ANSWERED", "b"),), True, id="asked-for-alone"),
        pytest.param(ASKED, (ext("2001", "ALERT"), mine("RING", "b")), False, id="colleague-rings"),
        pytest.param(ASKED, (inbound("ALERT", "1"), mine("RING", "b")), False, id="outside-rings"),
        pytest.param(
            ASKED, (unsaid(inbound("ALERT", "1")), mine("ANSWER", "b")), False, id="outside-unsaid"
        ),
        pytest.param(ASKED, (mine("RING", "b"),), False, id="somebody-unnamed-rings"),
        pytest.param(
            replace(ASKED, consulting=CallId("9.9")), (mine("ALERT"),), False, id="has-one"
        ),
    ],
)
def test_which_call_waits_for_a_new_one(
    waiting: Call, legs: tuple[LegReport, ...], pairs: bool
) -> None:
    """A leg in both, or a consultation asked for; what rings here is never the consulted one."""
    new = made(SECOND, *legs)
    assert consulted_for(new, [waiting, new]) == (waiting if pairs else None)


def consult(told: Told, status: str = "RING") -> None:
    """5503301 waits while 2001 is called."""
    talk(told)
    told.send(Verb.CONSULT, callee=BOB)
    told.said(inbound("ANSWERED"), mine("HOLD"))
    told.said(mine("ALERT"), ext("2001", "RING"), call_id=SECOND)
    if status == "ANSWER":
        told.said(mine("ANSWERED"), ext("2001", "ANSWER"), call_id=SECOND)


def test_both_calls_know_of_each_other(told: Told) -> None:
    """And the command is confirmed."""
    consult(told)
    assert told.call().consulting == CallId(SECOND)
    assert told.call(SECOND).consult_of == CALL
    assert not told.call().pending


def test_a_foreign_ring_while_a_consultation_is_asked_for(told: Told) -> None:
    """It is nobody's consultation; the one asked for still finds its own."""
    talk(told)
    told.send(Verb.CONSULT, callee=BOB)
    told.said(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id="3.1")
    assert told.call().consulting is None
    told.said(inbound("ANSWERED"), mine("HOLD"))
    told.said(mine("ALERT"), ext("2001", "RING"), call_id=SECOND)
    assert told.call().consulting == CallId(SECOND)
    assert told.call("3.1").consult_of is None


def test_a_pair_is_found_in_a_picture(told: Told) -> None:
    """Signed in, or back, in the middle of a consultation."""
    told.picture(
        report(inbound("ANSWERED"), mine("HOLD")),
        report(mine("ANSWERED"), ext("2001", "ANSWER"), call_id=SECOND),
    )
    assert told.call().consulting == CallId(SECOND)
    assert told.call(SECOND).consult_of == CALL


def test_a_foreign_call_that_ends_ends_no_pair(told: Told) -> None:
    """Only either of the two does."""
    consult(told)
    told.said(inbound("ALERT", "5503302", "in2"), mine("RING", "b"), call_id="3.1")
    told.said(inbound("BYE", "5503302", "in2"), mine("RING", "b"), call_id="3.1")
    assert told.call().consulting == CallId(SECOND)
    told.take(events.CallGone(CallId(SECOND)))
    assert told.call().consulting is None
    assert told.why() is None


def test_completed_both_are_over_for_oneself(told: Told) -> None:
    """The older call goes on without us; the other one was only ours."""
    consult(told, "ANSWER")
    told.send(Verb.COMPLETE)
    told.said(inbound("ANSWERED"), ext("2001", "ANSWER"))
    assert (told.why(), told.why(SECOND)) == (EndReason.TRANSFERRED, EndReason.TRANSFERRED)
    told.said(mine("BYE"), ext("2001", "ANSWER"), call_id=SECOND)
    assert told.living == set()


def test_a_list_without_rings_says_so() -> None:
    """Then there is nothing to pair, however many calls there are."""
    rings = PhoneRingList()
    assert not rings
    ring = PhoneRingId(ME, "32787", "192.0.2.7:5060")
    rings.take(ring, RingStep.RINGS, ME, 1.0)
    assert rings
    rings.clear()
    assert not rings


def test_nobody_waits_in_a_slot_that_is_dialled(told: Told) -> None:
    """One's own phone stands in both calls: the one who waited there is no consulted one."""
    token = told.send(Verb.RETRIEVE, None, callee=Number("6001"))
    told.take(events.CommandAccepted(token, CallId("9.1")))
    told.said(mine("RING"), call_id="9.1")
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    assert told.call().consult_of is None
    assert told.call("9.1").consulting is None
