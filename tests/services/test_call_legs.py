"""Whose leg goes into each verb; and which verbs are refused before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.call import FailReason, Phase
from ctiapp.model.commands import (
    AddMember,
    Answer,
    AnswerRing,
    Capability,
    ConsultLeg,
    ConsultStep,
    ConsultStepLeg,
    Dial,
    HangUpLeg,
    HoldLeg,
    MuteLeg,
    ParkLeg,
    PhoneRingId,
    RecordLeg,
    RecordStep,
    RefuseRing,
    ResumeLeg,
    TransferLeg,
    Verb,
)
from ctiapp.model.errors import CommandError, CtiError, InvalidState, NoSuchTarget, UsageError
from ctiapp.model.events import RingStep
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.services.calls import MAX_PARTIES, Outcome
from tests.model.said import CALL, ME, ext, inbound, mine, report
from tests.services.calling import Desk, started, talk

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from ctiapp.model.call import LegReport
    from ctiapp.model.commands import Command
    from ctiapp.services.calls import Calls

    Doing = Callable[[Calls], Coroutine[None, None, Outcome]]

BOB = Number("2001")
OWN = LegId("PJSIP/2000-a")
OTHER = LegId("PJSIP/in")
SECOND = CallId("2.1")
RING = PhoneRingId(ME, "32787", "192.0.2.7:5060")


@pytest.fixture
async def desk(time_flies: None) -> Desk:
    """Nobody calls yet."""
    return Desk()


def ringing(desk: Desk) -> None:
    """5503301 rings at a phone that can be commanded."""
    desk.said(inbound("ALERT"), mine("RING"))
    desk.store.apply(events.PhoneRings(RING, RingStep.RINGS), desk.clock())


def held(desk: Desk) -> None:
    """5503301 waits."""
    desk.said(inbound("ANSWERED"), mine("HOLD"))


def consulting(desk: Desk) -> None:
    """5503301 waits while 2001 is talked to."""
    held(desk)
    desk.said(mine("ANSWERED"), ext("2001", "ANSWER"), call_id=SECOND)


def transferred(desk: Desk) -> None:
    """5503301 was passed on to 2001, who rings."""
    talk(desk)
    desk.said(inbound("ALERT"), mine("BYE"), ext("2001", "RING"))


LEGS: list[tuple[str, Callable[[Desk], None], Doing, Command]] = [
    # one's own
    ("hold", talk, lambda c: c.hold(CALL), HoldLeg(OWN)),
    ("resume", held, lambda c: c.resume(CALL), ResumeLeg(OWN)),
    ("mute", talk, lambda c: c.mute(CALL), MuteLeg(OWN, on=True)),
    ("unmute", talk, lambda c: c.unmute(CALL), MuteLeg(OWN, on=False)),
    ("record", talk, lambda c: c.record(CALL), RecordLeg(OWN, RecordStep.START)),
    ("pause", talk, lambda c: c.pause_recording(CALL), RecordLeg(OWN, RecordStep.PAUSE)),
    ("go-on", talk, lambda c: c.resume_recording(CALL), RecordLeg(OWN, RecordStep.RESUME)),
    ("hang-up", talk, lambda c: c.hang_up(CALL), HangUpLeg(OWN)),
    ("add", talk, lambda c: c.add(CALL, BOB), AddMember(OWN, BOB)),
    ("consult", talk, lambda c: c.consult(CALL, BOB), ConsultLeg(OWN, BOB, ME)),
    ("consult-held", held, lambda c: c.consult(CALL, BOB), ConsultLeg(OWN, BOB, ME)),
    *[
        (f"{step.value}-{call_id}", consulting, doing, ConsultStepLeg(OWN, step))
        for call_id in (CALL, SECOND)
        for step, doing in (
            (ConsultStep.COMPLETE, lambda c, i=call_id: c.complete(i)),
            (ConsultStep.ABORT, lambda c, i=call_id: c.abort(i)),
            (ConsultStep.SWAP, lambda c, i=call_id: c.swap(i)),
            (ConsultStep.THREE_WAY, lambda c, i=call_id: c.conference(i)),
        )
    ],
    # the other one's
    ("park", talk, lambda c: c.park(CALL), ParkLeg(OTHER, None)),
    ("park-held", held, lambda c: c.park(CALL, "6001"), ParkLeg(OTHER, "6001")),
    ("transfer", talk, lambda c: c.transfer(CALL, BOB), TransferLeg(OTHER, BOB, ME)),
    ("transfer-held", held, lambda c: c.transfer(CALL, BOB), TransferLeg(OTHER, BOB, ME)),
    ("take-back", transferred, lambda c: c.take_back(CALL), TransferLeg(OTHER, ME, ME)),
    ("esc", transferred, lambda c: c.abort(CALL), TransferLeg(OTHER, ME, ME)),
    # none: the phone's own ring
    ("answer", ringing, lambda c: c.answer(CALL), AnswerRing(RING)),
    ("refuse", ringing, lambda c: c.reject(CALL), RefuseRing(RING)),
    ("retrieve", talk, lambda c: c.retrieve("6001"), Dial(ME, Number("6001"))),
]


@pytest.mark.parametrize(
    ("before", "doing", "sent"), [pytest.param(*row[1:], id=row[0]) for row in LEGS]
)
async def test_the_right_leg(
    desk: Desk, before: Callable[[Desk], None], doing: Doing, sent: Command
) -> None:
    """One command, on the leg that the handbook names; the wrong one moves the wrong person."""
    before(desk)
    task = await started(doing(desk.calls))
    assert desk.pbx.executed == [sent]
    task.cancel()


async def test_two_devices_that_ring_are_refused_by_hanging_both_up(desk: Desk) -> None:
    """The phone that can be commanded is only one of them."""
    ringing(desk)
    desk.said(inbound("ALERT"), mine("RING", "a"), mine("RING", "b"))
    await started(desk.calls.reject(CALL))
    assert desk.pbx.executed == [HangUpLeg(OWN), HangUpLeg(LegId("PJSIP/2000-b"))]


async def test_where_no_phone_can_be_commanded_it_is_refused_by_hanging_up(desk: Desk) -> None:
    """The firmware turned out not to have it, or to have half of it."""
    ringing(desk)
    desk.calls.offer(EVERY_CAPABILITY - {Capability.ANSWER})
    await started(desk.calls.reject(CALL))
    assert desk.pbx.executed == [HangUpLeg(OWN)]


async def test_nobody_is_called_into_a_call_that_is_full(desk: Desk) -> None:
    """Nine, oneself included."""
    others = [ext(f"21{number:02}", "ANSWER") for number in range(MAX_PARTIES - 1)]
    desk.said(*others[:-1], mine("ANSWER"))
    await started(desk.calls.add(CALL, BOB))
    assert len(desk.pbx.executed) == 1
    desk.said(*others, mine("ANSWER"))
    with pytest.raises(UsageError) as caught:
        await desk.calls.add(CALL, Number("2003"))
    assert caught.value.key == "call.full"


def conference(desk: Desk) -> None:
    """Three talk."""
    desk.said(inbound("ANSWERED"), mine("ANSWER"), ext("2001", "ANSWER"))


def ended(desk: Desk) -> None:
    """5503301 hung up."""
    talk(desk)
    desk.said(inbound("BYE"), mine("ANSWER"))


NOT_SENT: list[tuple[str, Callable[[Desk], None], Doing, str]] = [
    ("park-several", conference, lambda c: c.park(CALL), "call.not_possible"),
    ("transfer-several", conference, lambda c: c.transfer(CALL, BOB), "call.not_possible"),
    ("park-ringing", ringing, lambda c: c.park(CALL), "call.not_possible"),
    ("transfer-in-a-pair", consulting, lambda c: c.transfer(CALL, BOB), "call.not_possible"),
    ("park-in-a-pair", consulting, lambda c: c.park(SECOND), "call.not_possible"),
    ("mute-held", held, lambda c: c.mute(CALL), "call.not_possible"),
    ("record-held", held, lambda c: c.record(CALL), "call.not_possible"),
    ("complete-nothing", talk, lambda c: c.complete(CALL), "call.not_possible"),
    ("abort-nothing", talk, lambda c: c.abort(CALL), "call.not_possible"),
    ("answer-by-hand", talk, lambda c: c.answer(CALL), "call.lift_handset"),
    ("take-back-nobody", talk, lambda c: c.take_back(CALL), "call.gone"),
    ("swap-ended", ended, lambda c: c.swap(CALL), "call.gone"),
    ("retrieve-nothing", talk, lambda c: c.retrieve(""), "dial.empty"),
]


@pytest.mark.parametrize(
    ("before", "doing", "key"), [pytest.param(*row[1:], id=row[0]) for row in NOT_SENT]
)
async def test_what_is_not_sent(
    desk: Desk, before: Callable[[Desk], None], doing: Doing, key: str
) -> None:
    """And why."""
    before(desk)
    with pytest.raises(UsageError) as caught:
        await doing(desk.calls)
    assert caught.value.key == key
    assert desk.pbx.executed == []


@pytest.mark.parametrize(
    ("before", "doing"),
    [
        pytest.param(row[1], row[2], id=row[0])
        for row in LEGS
        if row[0] not in ("hang-up", "esc", "refuse") and not row[0].startswith("abort")
    ],
)
async def test_a_pending_verb_is_not_sent_again(
    desk: Desk, before: Callable[[Desk], None], doing: Doing
) -> None:
    """On the same call, by the same verb."""
    before(desk)
    desk.pbx.gate.shut()
    first = await started(doing(desk.calls))
    with pytest.raises(UsageError) as caught:
        await doing(desk.calls)
    assert caught.value.key == "call.pending"
    assert len(desk.pbx.executed) == 1
    first.cancel()


async def test_leaving_is_never_blocked(desk: Desk) -> None:
    """Neither by what is pending nor by itself."""
    consulting(desk)
    desk.pbx.gate.shut()
    doings = (
        desk.calls.swap(CALL),
        desk.calls.complete(CALL),
        desk.calls.abort(CALL),
        desk.calls.abort(SECOND),
        desk.calls.hang_up(SECOND),
        desk.calls.hang_up(SECOND),
    )
    tasks = [await started(doing) for doing in doings]
    for task in tasks:
        task.cancel()
    assert [type(command) for command in desk.pbx.executed] == [ConsultStepLeg] * 6


@pytest.mark.parametrize(
    "legs",
    [
        pytest.param((inbound("ANSWERED"), mine("HOLD")), id="held"),
        pytest.param((inbound("ANSWERED"), mine("HOLD"), ext("2003", "ANSWER")), id="held-three"),
        pytest.param((inbound("ANSWERED"), mine("ANSWER"), ext("2003", "RING")), id="one-rings"),
    ],
)
async def test_nobody_is_called_into_a_call_on_hold_nor_while_somebody_is_coming(
    desk: Desk, legs: tuple[LegReport, ...]
) -> None:
    """What is not offered is not sent either, whoever asks for it."""
    desk.said(*legs)
    with pytest.raises(UsageError) as refused:
        await desk.calls.add(CALL, BOB)
    assert refused.value.key == "call.not_possible"
    assert desk.pbx.executed == []


@pytest.mark.parametrize("call_id", [CALL, SECOND])
async def test_hanging_up_in_a_consultation_never_lets_the_caller_go(
    desk: Desk, call_id: str
) -> None:
    """One's own channel stands in both calls: of either, it is the way back to the caller."""
    consulting(desk)
    hanging_up = await started(desk.calls.hang_up(CallId(call_id)))
    assert desk.pbx.executed == [ConsultStepLeg(OWN, ConsultStep.ABORT)]
    hanging_up.cancel()


@pytest.mark.parametrize("error", [NoSuchTarget("", code=70130), InvalidState("", code=70132)])
@pytest.mark.parametrize(
    "doing",
    [
        lambda c: c.mute(CALL),
        lambda c: c.record(CALL),
        lambda c: c.park(CALL),
        lambda c: c.transfer(CALL, BOB),
        lambda c: c.consult(CALL, BOB),
        lambda c: c.add(CALL, BOB),
    ],
)
async def test_a_refusal_stays_at_its_call(desk: Desk, doing: Doing, error: CommandError) -> None:
    """With the PBX's code; nothing is pending, nothing counts as done, and it is looked at anew."""
    talk(desk)
    before = desk.store.call(CALL)
    desk.pbx.answers = [error]
    with pytest.raises(type(error)):
        await doing(desk.calls)
    call = desk.store.call(CALL)
    assert call is not None
    assert before is not None
    assert call.notice is not None
    assert call.notice.code == str(error.code)
    assert (call.phase, call.muted, call.recording) == (Phase.TALKING, False, before.recording)
    assert not call.pending
    assert desk.asked == 1


async def test_a_transfer_refused_by_event_is_raised(desk: Desk) -> None:
    """What was typed is the window's to keep: it hears of it as of any refusal."""
    talk(desk)
    desk.pbx.answers = [Answer(CALL)]
    transferring = await started(desk.calls.transfer(CALL, BOB))
    failed = report(inbound("ANSWERED"), mine("ANSWER"))
    desk.store.apply(events.CallFailed(failed, FailReason.NO_PERMISSION, "x"), desk.clock())
    with pytest.raises(CtiError) as caught:
        await transferring
    assert caught.value.key == "call.failed.no_permission"
    assert desk.asked == 0


async def test_parking_is_confirmed_by_the_slot_and_ones_own_leave(desk: Desk) -> None:
    """Neither alone is enough."""
    talk(desk)
    desk.pbx.answers = [Answer(CALL, "6001")]
    parking = await started(desk.calls.park(CALL))
    assert desk.pending() == {Verb.PARK}
    desk.said(inbound("HOLD"), mine("BYE"))
    assert await parking is Outcome.CONFIRMED


async def test_muting_is_confirmed_by_the_answer(desk: Desk) -> None:
    """There is no event."""
    talk(desk)
    assert await desk.calls.mute(CALL) is Outcome.CONFIRMED
    call = desk.store.call(CALL)
    assert call is not None
    assert call.muted is True
