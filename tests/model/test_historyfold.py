"""What all sides say of one call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.history import Fate, Seen
from ctiapp.model.historyfold import Reading, call_of, joined, linked_id
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan, blocks
from ctiapp.model.records import CallRecord, Outcome, RecordParty

ME, ANNA, QUEUE = Number("2000"), Number("2001"), Number("6402")
ADA, BOB = Number("+4989123456"), Number("+442079460000")
READING = Reading(
    NumberPlan("DE", internal=blocks(["2000", "2001", "2002", "6402"])),
    frozenset({ME}),
    frozenset({QUEUE}),
)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def line(
    uid: str,
    at_s: float,
    caller: Number,
    callee: Number,
    outcome: Outcome = Outcome.ANSWERED,
    *,
    ring_s: int = 4,
    talk_s: int = 0,
    recording: str = "",
    name: str = "",
) -> CallRecord:
    return CallRecord(
        uid,
        AT + timedelta(seconds=at_s),
        RecordParty(caller),
        RecordParty(callee, name),
        Direction.INBOUND,
        outcome,
        ring_s,
        talk_s,
        recording=recording,
    )


@pytest.mark.parametrize(
    ("lines", "fate", "taken_by"),
    [
        ([line("1", 0, ADA, ME)], Fate.ANSWERED, ME),
        (
            [line("1", 0, ADA, ME, Outcome.NO_ANSWER), line("2", 4, ADA, ANNA, talk_s=9)],
            Fate.ANSWERED_ELSEWHERE,
            ANNA,
        ),
        ([line("1", 0, ADA, ME, Outcome.NO_ANSWER)], Fate.MISSED, None),
        ([line("1", 0, ADA, ME, Outcome.BUSY)], Fate.MISSED, None),
        ([line("1", 0, ADA, ME, Outcome.FAILED)], Fate.FAILED, None),
        ([line("1", 0, ADA, ME, Outcome.VOICEMAIL)], Fate.VOICEMAIL, None),
        ([line("1", 0, ADA, QUEUE, Outcome.ABANDONED)], Fate.ABANDONED, None),
        ([line("1", 0, ADA, QUEUE, talk_s=9)], Fate.ANSWERED_ELSEWHERE, None),
        ([line("1", 0, ME, ADA)], Fate.ANSWERED, ME),
        ([line("1", 0, ME, ADA, Outcome.NO_ANSWER)], Fate.NO_ANSWER, None),
        ([line("1", 0, ME, ANNA, Outcome.VOICEMAIL)], Fate.VOICEMAIL, None),
        ([line("1", 0, ADA, ME, Outcome.UNKNOWN)], Fate.UNKNOWN, None),
    ],
)
def test_missed_is_what_nobody_answered(
    lines: list[CallRecord], fate: Fate, taken_by: Number | None
) -> None:
    call = call_of(lines, READING)

    assert (call.fate, call.taken_by) == (fate, taken_by)


def test_the_queue_and_the_takers_name_are_told() -> None:
    lines = [
        line("1", 0, ADA, QUEUE, Outcome.NO_ANSWER),
        line("2", 4, ADA, ANNA, talk_s=9, name="Anna Simmons"),
    ]

    call = call_of(lines, READING)

    assert (call.queue, call.taken_name, call.talk_s) == (QUEUE, "Anna Simmons", 9)


# -- what was seen here and what the PBX wrote ---------------------------------------------------


def seen(fate: Fate, **more: object) -> Seen:
    base = Seen(CallId("1.7"), AT, ADA, "Ada", Direction.INBOUND, True, fate)
    return replace(base, **more)  # type: ignore[arg-type]


def test_what_was_refused_here_is_no_miss_though_the_pbx_says_busy() -> None:
    written = call_of([line("1", 0, ADA, ME, Outcome.BUSY)], READING)

    call = joined([seen(Fate.REFUSED)], written, READING, key="1")

    assert (call.fate, call.call_id, call.name) == (Fate.REFUSED, CallId("1.7"), "Ada")


def test_what_may_have_been_turned_away_there_is_said_as_the_call_said_it() -> None:
    """The PBX's lines have one word for that and for busy."""
    written = call_of([line("1", 0, ME, ADA, Outcome.BUSY)], READING)
    told = seen(Fate.DECLINED, direction=Direction.OUTBOUND, incoming=False)

    for sides in ([told], [replace(told, fate=Fate.BUSY), told]):
        assert joined(sides, written, READING, key="1").fate is Fate.DECLINED


def test_what_rang_here_in_vain_and_a_colleague_took_is_no_miss() -> None:
    written = call_of([line("1", 0, ADA, ANNA, talk_s=9, name="Anna")], READING)

    call = joined([seen(Fate.MISSED, queue=QUEUE)], written, READING, key="1", note="later")

    assert (call.fate, call.taken_by, call.taken_name) == (Fate.ANSWERED_ELSEWHERE, ANNA, "Anna")
    assert (call.queue, call.note, call.talk_s) == (QUEUE, "later", 9)


def test_the_takers_name_comes_from_whoever_knows_it() -> None:
    written = call_of([line("1", 0, ADA, ANNA, talk_s=9, name="Anna")], READING)

    call = joined([seen(Fate.ANSWERED_ELSEWHERE, taken_by=ANNA)], written, READING, key="1")

    assert call.taken_name == "Anna"


def test_nothing_is_no_call() -> None:
    with pytest.raises(ValueError, match="nothing"):
        joined([], None, READING, key="1")


def test_the_recordings_name_tells_the_call() -> None:
    assert linked_id("20260302090004-1772442000.7-x-y-Inbound.wav") == "1772442000.7"
    assert linked_id("no such name.wav") == ""
