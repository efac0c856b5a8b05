"""What is told of a room's calls is gathered, and forgotten in time."""

from __future__ import annotations

from datetime import timedelta

from ctiapp.model.directory import LineState
from ctiapp.model.events import (
    CallGone,
    DirectoryChanged,
    DirectoryPart,
    InboundOffered,
    LineChanged,
)
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome
from ctiapp.model.roomear import CALL_MAX, RoomEar
from ctiapp.model.wakes import WakeOutcome, WakeReason, WakeTry
from ctiapp.model.wakewatch import infer
from tests.model.night import DUE, ONCE, ROOM, THRICE, at, forwarded, line, record, room, said
from tests.model.said import ext, inbound, report


def test_what_is_not_of_the_room_is_not_heard() -> None:
    ear = RoomEar(ROOM)
    assert not ear.take(said(ext("106", "RING")), at(0))
    assert not ear.take(forwarded("9.9"), at(0))
    assert not ear.take(CallGone(CallId("9.9")), at(0))
    assert not ear.take(record(Outcome.ANSWERED, "9.9", callee="106"), at(0))
    assert not ear.take(DirectoryChanged(DirectoryPart.EXTENSION, "105", "update"), at(0))
    assert not ear.take(LineChanged(Number("106"), LineState.IDLE), at(0))
    assert not ear.calls


def test_one_ring_with_all_that_is_told_of_it() -> None:
    ear = RoomEar(ROOM)
    ear.take(room("RING"), at(1))
    ear.take(room("RING"), at(3))
    ear.take(room("ANSWER"), at(7))
    ear.take(room("HOLD"), at(8))
    ear.take(room("BYE"), at(9))
    ear.take(record(Outcome.ANSWERED), at(10))
    (call,) = ear.calls
    assert (call.rang_at, call.heard_at, call.answered_at) == (at(1), at(3), at(7))
    assert (call.over_at, call.talked_from, call.joined_at) == (at(9), at(7), None)
    assert (call.record, call.shared) == (Outcome.ANSWERED, False)


def test_a_late_ring_of_a_leg_that_is_over_is_none() -> None:
    ear = RoomEar(ROOM)
    ear.take(room("RING"), at(1))
    ear.take(room("BYE"), at(9))
    ear.take(room("RING"), at(10))
    (call,) = ear.calls
    assert (call.heard_at, call.ended_at) == (at(1), at(9))


def test_whoever_leaves_a_call_is_out_of_it() -> None:
    ear = RoomEar(ROOM)
    ear.take(InboundOffered(report(inbound("ALERT"), ext("105", "RING"), call_id="1.1")), at(1))
    ear.take(said(inbound("ANSWERED"), ext("2000", "ANSWER")), at(5))
    (call,) = ear.calls
    assert (call.shared, call.ended_at) == (True, at(5))


def test_two_phones_of_one_room_are_one_ring() -> None:
    """One is taken off the hook, and the other stops."""
    ear = RoomEar(ROOM)
    ear.take(said(ext("105", "RING", "a"), ext("105", "RING", "b")), at(1))
    ear.take(said(ext("105", "ANSWER", "a"), ext("105", "BYE", "b")), at(5))
    (call,) = ear.calls
    assert (call.answered_at, call.ended_at, call.shared) == (at(5), None, False)


def test_how_the_phone_stood() -> None:
    ear = RoomEar(ROOM)
    assert ear.line_at(at(0)) is LineState.UNKNOWN
    ear.take(line(LineState.RINGING), at(1))
    ear.take(line(LineState.IDLE), at(5))
    assert ear.line_at(at(0)) is LineState.UNKNOWN
    assert ear.line_at(at(3)) is LineState.RINGING
    assert ear.line_at(at(9)) is LineState.IDLE
    assert ear.line_moved(at(0), at(3))
    assert not ear.line_moved(at(2), at(9))


def test_what_is_long_over_is_forgotten() -> None:
    """A call of which no end came is kept as long as one may last; how the phone stands stays."""
    ear = RoomEar(ROOM)
    ear.take(line(LineState.BUSY), at(0))
    ear.take(room("RING", "1.1"), at(0))
    ear.take(room("BYE", "1.1"), at(5))
    ear.take(room("RING", "1.2"), at(10))
    ear.forget(at(6))
    assert [call.call_id for call in ear.calls] == ["1.2"]
    assert ear.line_at(at(7)) is LineState.BUSY
    ear.forget(at(11) + CALL_MAX)
    assert not ear.calls


def test_what_was_known_before_a_start_is_known_again() -> None:
    """The tries that were kept come to the same, whatever they were."""
    tries = (
        WakeTry(1, at(1), WakeOutcome.NOT_ANSWERED, WakeReason.VOICEMAIL, at(60), CallId("1.1")),
        WakeTry(2, at(601), WakeOutcome.NOT_ANSWERED, WakeReason.FORWARDED, at(640), CallId("1.2")),
        WakeTry(3, at(1201), WakeOutcome.ANSWERED, WakeReason.NONE, at(1205), CallId("1.3")),
    )
    ear = RoomEar(ROOM)
    ear.recall(tries)
    ear.recall(tries)
    assert len(ear.calls) == 3
    found = infer(THRICE, DUE, ear, [], DUE + timedelta(hours=2))
    assert [(one.outcome, one.reason) for one in found.tries] == [
        (one.outcome, one.reason) for one in tries
    ]
    ear = RoomEar(ROOM)
    ear.recall([WakeTry(1, at(0), WakeOutcome.UNKNOWN, WakeReason.NO_EVENTS)])
    assert infer(ONCE, DUE, ear, [], at(100)).outcome is WakeOutcome.UNKNOWN
