"""How a wake-up call went, row by row of the one table; and that no answer is ever made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.call import Direction, FailReason
from ctiapp.model.directory import LineState
from ctiapp.model.events import CallGone, CallReported, Reported
from ctiapp.model.hotel import Alarm
from ctiapp.model.ids import CallId
from ctiapp.model.records import Outcome
from ctiapp.model.roomear import RoomEar
from ctiapp.model.wakes import WakeOutcome, WakeReason
from ctiapp.model.wakewatch import EARLY, LATE, RING_MAX, Gap, ends_at, infer
from tests.model.night import (
    DUE,
    ONCE,
    ROOM,
    THRICE,
    Night,
    at,
    failed,
    forwarded,
    line,
    record,
    room,
    said,
)
from tests.model.said import ext, inbound, report

W, R = WakeOutcome, WakeReason


def judged(night: Night, seconds: float) -> tuple[WakeOutcome, WakeReason]:
    found = night.verdict(seconds)
    return found.outcome, found.reason


def test_an_answered_ring_is_answered() -> None:
    """From the moment it is taken, and it says when."""
    night = Night()
    assert judged(night, 0) == (W.WAITING, R.NONE)
    night.tell(1, room("RING"), line(LineState.RINGING))
    assert judged(night, 2) == (W.RINGING, R.NONE)
    night.tell(9, room("ANSWER"), line(LineState.BUSY))
    found = night.verdict(10)
    assert found.outcome is W.ANSWERED
    (one,) = found.tries
    assert (one.number, one.at, one.settled_at, one.call_id) == (1, at(1), at(9), "1.1")
    night.tell(30, room("BYE"), line(LineState.IDLE), record(Outcome.ANSWERED))
    assert judged(night, 900) == (W.ANSWERED, R.NONE)


def test_answered_is_told_in_either_word() -> None:
    """A PBX that calls the room itself may say that it was answered as a caller is (l. 17383)."""
    night = Night()
    night.tell(1, room("RING"))
    night.tell(5, room("ANSWERED"))
    assert judged(night, 6) == (W.ANSWERED, R.NONE)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (Outcome.VOICEMAIL, R.VOICEMAIL),
        (Outcome.NO_ANSWER, R.NONE),
        (Outcome.ABANDONED, R.NONE),
        (Outcome.FAILED, R.FAILED),
        (Outcome.BUSY, R.REFUSED),
    ],
)
def test_the_record_has_the_last_word_where_it_denies(outcome: Outcome, reason: WakeReason) -> None:
    """A leg that was connected may have been the voicemail's: it is not answered after all."""
    night = Night()
    night.tell(1, room("RING"))
    night.tell(20, room("ANSWER"))
    assert judged(night, 21) == (W.ANSWERED, R.NONE)
    night.tell(50, record(outcome))
    assert judged(night, 51) == (W.NOT_ANSWERED, reason)


def test_a_forwarded_ring_is_not_answered() -> None:
    """Whoever took it is not in the room."""
    night = Night()
    night.tell(1, room("RING"))
    night.tell(15, forwarded())
    assert judged(night, 16) == (W.NOT_ANSWERED, R.FORWARDED)
    night.tell(20, record(Outcome.ANSWERED))
    assert judged(night, 21) == (W.NOT_ANSWERED, R.FORWARDED)


def test_a_record_alone_of_an_answered_ring_counts() -> None:
    night = Night()
    night.tell(1, room("RING"))
    night.tell(20, record(Outcome.ANSWERED))
    assert judged(night, 21) == (W.ANSWERED, R.NONE)


@pytest.mark.parametrize(
    ("why", "outcome", "reason"),
    [
        (FailReason.NO_ANSWER, W.NOT_ANSWERED, R.NONE),
        (FailReason.BUSY, W.NOT_ANSWERED, R.REFUSED),
        (FailReason.DECLINED, W.NOT_ANSWERED, R.REFUSED),
        (FailReason.DO_NOT_DISTURB, W.NOT_ANSWERED, R.DO_NOT_DISTURB),
        (FailReason.OTHER, W.NOT_ANSWERED, R.FAILED),
    ],
)
def test_a_ring_that_fails_is_not_answered(
    why: FailReason, outcome: WakeOutcome, reason: WakeReason
) -> None:
    """Who is busy after it rang refused it: they are not awake for that."""
    night = Night()
    night.tell(1, room("RING"))
    night.tell(30, failed(why))
    assert judged(night, 31) == (outcome, reason)


@pytest.mark.parametrize(
    ("why", "outcome", "reason"),
    [
        (FailReason.BUSY, W.BUSY, R.NONE),
        (FailReason.DECLINED, W.BUSY, R.NONE),
        (FailReason.DO_NOT_DISTURB, W.NOT_ANSWERED, R.DO_NOT_DISTURB),
        (FailReason.NO_ANSWER, W.NOT_ANSWERED, R.NONE),
        (FailReason.CONGESTION, W.NOT_ANSWERED, R.FAILED),
    ],
)
def test_what_fails_at_once_never_rang(
    why: FailReason, outcome: WakeOutcome, reason: WakeReason
) -> None:
    night = Night()
    night.tell(1, failed(why), record(Outcome.BUSY, duration_s=0))
    assert judged(night, 2) == (outcome, reason)


def test_a_ring_that_ends_is_not_answered_a_little_later() -> None:
    """Events of one moment cross: the answer may come behind the end."""
    night = Night()
    night.tell(1, room("RING"))
    night.tell(40, line(LineState.IDLE))
    assert judged(night, 41) == (W.RINGING, R.NONE)
    assert judged(night, 44) == (W.NOT_ANSWERED, R.NONE)
    night.tell(45, room("ANSWER"))
    assert judged(night, 45) == (W.ANSWERED, R.NONE)


def test_a_lamp_that_comes_late_ends_no_ring() -> None:
    """The phone was idle before it rang, and the event of it comes behind."""
    night = Night()
    night.tell(1, room("RING"))
    night.tell(1.1, line(LineState.IDLE))
    night.tell(1.2, line(LineState.RINGING), room("RING"))
    assert judged(night, 20) == (W.RINGING, R.NONE)


def test_a_ring_of_which_no_end_is_told_is_not_answered() -> None:
    night = Night()
    night.tell(1, room("RING"))
    over = 1 + RING_MAX.total_seconds()
    assert judged(night, over - 1) == (W.RINGING, R.NONE)
    assert judged(night, over) == (W.NOT_ANSWERED, R.NONE)


def test_a_ring_that_the_pbx_has_no_more_is_not_answered() -> None:
    night = Night()
    night.tell(1, room("RING"))
    night.tell(20, CallGone(CallId("1.1")))
    assert judged(night, 24) == (W.NOT_ANSWERED, R.NONE)


def test_nothing_at_all_is_unknown() -> None:
    """Neither good nor bad, as soon as it cannot ring any more."""
    night = Night()
    assert judged(night, 89) == (W.WAITING, R.NONE)
    assert judged(night, 90) == (W.UNKNOWN, R.NO_EVENTS)


def test_whoever_talks_is_busy() -> None:
    """A guest who has called somebody: the PBX tells nothing of the alarm."""
    night = Night()
    night.tell(-600, said(ext("105", "ANSWERED"), ext("2000", "ANSWER"), call="9.9"))
    assert judged(night, 90) == (W.BUSY, R.NONE)
    night.tell(95, said(ext("105", "BYE"), ext("2000", "BYE"), call="9.9"))
    assert judged(night, 900) == (W.BUSY, R.NONE)


def test_whoever_had_hung_up_is_not_busy() -> None:
    night = Night()
    night.tell(-600, said(ext("105", "ANSWERED"), ext("2000", "ANSWER"), call="9.9"))
    night.tell(-60, said(ext("105", "BYE"), ext("2000", "BYE"), call="9.9"))
    assert judged(night, 90) == (W.UNKNOWN, R.NO_EVENTS)


def test_a_phone_off_the_hook_is_busy() -> None:
    night = Night()
    night.tell(-600, line(LineState.BUSY))
    assert judged(night, 90) == (W.BUSY, R.NONE)


def test_a_lamp_alone_is_no_answer() -> None:
    """The phone rang and was lifted: for whom, nobody says."""
    night = Night()
    night.tell(1, line(LineState.RINGING))
    night.tell(5, line(LineState.BUSY))
    assert judged(night, 90) == (W.UNKNOWN, R.DOUBT)


def test_the_desk_that_calls_at_that_minute_is_not_the_alarm() -> None:
    """The guest took the desk's call: the alarm found them busy, and somebody has to know."""
    night = Night()
    night.tell(1, said(ext("2000", "ALERT"), ext("105", "RING")))
    night.tell(5, said(ext("2000", "ANSWERED"), ext("105", "ANSWER")))
    assert judged(night, 90) == (W.BUSY, R.NONE)


def test_a_call_from_outside_is_not_the_alarm() -> None:
    night = Night()
    night.tell(1, said(inbound("ALERT"), ext("105", "RING")))
    assert judged(night, 90) == (W.UNKNOWN, R.DOUBT)


def test_whoever_joins_later_was_meant_from_the_beginning() -> None:
    """A phone that is rung first, to call somebody else from it (l. 15811)."""
    night = Night()
    night.tell(1, room("RING"))
    night.tell(4, room("ANSWER"))
    assert judged(night, 5) == (W.ANSWERED, R.NONE)
    night.tell(6, said(ext("105", "ANSWER", "PJSIP/105-1.1"), ext("2000", "RING")))
    assert judged(night, 90)[0] is W.BUSY


def test_whoever_could_not_be_read_may_be_anybody() -> None:
    night = Night()
    for seconds, status in ((1, "RING"), (4, "ANSWER")):
        told = replace(report(ext("105", status)), partial=True)
        night.tell(seconds, CallReported(told))
    assert judged(night, 90)[0] is not W.ANSWERED


def test_a_guest_who_lifts_the_handset_answers_nothing() -> None:
    """Alone in a call, to a code for instance; it never rang."""
    night = Night()
    night.tell(1, room("ALERT"))
    night.tell(2, room("ANSWERED"))
    assert judged(night, 90) == (W.BUSY, R.NONE)


@pytest.mark.parametrize("seconds", [-31, 91, 240])
def test_another_time_is_another_ring(seconds: float) -> None:
    """A PBX that started again may ring late, and for anything."""
    night = Night()
    night.tell(seconds, room("RING"))
    night.tell(seconds + 5, room("ANSWER"))
    night.tell(seconds + 6, room("BYE"))
    assert judged(night, 400)[0] in (W.UNKNOWN, W.BUSY)


def test_clocks_differ_a_little() -> None:
    for seconds in (-30, 90):
        night = Night()
        night.tell(seconds, room("RING"))
        night.tell(seconds + 5, room("ANSWER"))
        assert judged(night, 400) == (W.ANSWERED, R.NONE)


# -- what could not be heard ----------------------------------------------------------------------


@pytest.mark.parametrize("reason", [R.LINK, R.NOT_RUNNING])
def test_what_could_not_be_heard_is_unknown(reason: WakeReason) -> None:
    night = Night()
    night.gaps.append(Gap(at(-300), at(-20), reason))
    assert judged(night, 90) == (W.UNKNOWN, reason)


def test_a_gap_before_and_a_gap_behind_change_nothing() -> None:
    night = Night()
    night.gaps += [Gap(at(-300), at(-31), R.LINK), Gap(at(40), at(80), R.LINK)]
    night.tell(1, room("RING"))
    night.tell(5, room("ANSWER"))
    assert judged(night, 90) == (W.ANSWERED, R.NONE)


def test_a_ring_that_was_not_heard_to_its_end_is_unknown() -> None:
    """It is gone when one hears again: answered, or not."""
    night = Night()
    night.tell(1, room("RING"))
    night.gaps.append(Gap(at(3), at(30), R.LINK))
    night.tell(30, line(LineState.IDLE))
    assert judged(night, 40) == (W.UNKNOWN, R.LINK)


def test_the_record_settles_what_was_not_heard() -> None:
    """It comes when one hears again, and says that nobody called the room, which was answered."""
    night = Night()
    night.gaps.append(Gap(at(-5), at(30), R.LINK))
    assert judged(night, 100) == (W.UNKNOWN, R.LINK)
    night.tell(101, record(Outcome.ANSWERED, duration_s=100))
    assert judged(night, 102) == (W.ANSWERED, R.NONE)


@pytest.mark.parametrize(
    "told",
    [
        record(Outcome.ANSWERED, caller="2000"),
        record(Outcome.ANSWERED, caller="105", callee="2000"),
        record(Outcome.ANSWERED, direction=Direction.INBOUND),
    ],
)
def test_a_record_of_somebody_elses_call_settles_nothing(told: object) -> None:
    night = Night()
    night.gaps.append(Gap(at(-5), at(30), R.LINK))
    night.tell(11, told)  # type: ignore[arg-type]
    assert judged(night, 100)[0] is not W.ANSWERED


def test_a_record_alone_of_a_busy_room() -> None:
    night = Night()
    night.tell(2, record(Outcome.BUSY, duration_s=0))
    assert judged(night, 3) == (W.BUSY, R.NONE)


# -- ringing again --------------------------------------------------------------------------------


def unanswered(night: Night, seconds: float, call: str) -> None:
    """It rings for a minute."""
    night.tell(seconds, room("RING", call))
    night.tell(seconds + 60, failed(FailReason.NO_ANSWER, call=call))


def test_it_rings_again_until_it_is_answered() -> None:
    """And is red in between; the PBX may count from the beginning or the end of a ring."""
    night = Night(THRICE)
    unanswered(night, 0, "1.1")
    found = night.verdict(70)
    assert (found.outcome, found.again_at) == (W.SNOOZED, at(600))
    unanswered(night, 660, "1.2")
    found = night.verdict(800)
    assert (found.outcome, found.again_at, len(found.tries)) == (W.SNOOZED, at(1260), 2)
    night.tell(1260, room("RING", "1.3"))
    assert judged(night, 1261) == (W.RINGING, R.NONE)
    night.tell(1270, room("ANSWER", "1.3"))
    found = night.verdict(1300)
    assert (found.outcome, [one.number for one in found.tries]) == (W.ANSWERED, [1, 2, 3])


def test_nobody_answers_the_last_one() -> None:
    night = Night(THRICE)
    for number, seconds in enumerate((0, 660, 1320), 1):
        unanswered(night, seconds, f"1.{number}")
    found = night.verdict(1400)
    assert (found.outcome, found.again_at, len(found.tries)) == (W.NOT_ANSWERED, None, 3)


def test_who_answers_and_is_rung_again_has_to_answer_again() -> None:
    """Whoever had it snooze may sleep on."""
    night = Night(THRICE)
    night.tell(1, room("RING"))
    night.tell(5, room("ANSWER"))
    night.tell(8, room("BYE"))
    assert judged(night, 500) == (W.ANSWERED, R.NONE)
    unanswered(night, 608, "1.2")
    found = night.verdict(700)
    assert (found.outcome, found.again_at) == (W.SNOOZED, at(1208))


def test_who_answered_and_is_not_rung_again_has_answered() -> None:
    night = Night(THRICE)
    night.tell(1, room("RING"))
    night.tell(5, room("ANSWER"))
    assert judged(night, 99999) == (W.ANSWERED, R.NONE)


def test_an_alarm_that_is_gone_rings_no_more() -> None:
    """Once the PBX does not have it, it is not said that it will."""
    night = Night(THRICE)
    unanswered(night, 0, "1.1")
    night.removed = True
    found = night.verdict(100)
    assert (found.outcome, found.again_at) == (W.NOT_ANSWERED, None)


def test_a_second_ring_that_nothing_is_told_of_is_unknown() -> None:
    night = Night(THRICE)
    unanswered(night, 0, "1.1")
    found = night.verdict(760)
    assert [one.outcome for one in found.tries] == [W.NOT_ANSWERED, W.UNKNOWN]
    assert found.again_at == at(1200)


def test_one_call_that_rings_once_more_is_the_next_try() -> None:
    """A PBX may ring again within the same call, on another channel."""
    night = Night(THRICE)
    night.tell(0, said(ext("105", "RING", "a")))
    night.tell(60, said(ext("105", "BYE", "a")))
    night.tell(600, said(ext("105", "RING", "b")))
    night.tell(605, said(ext("105", "ANSWER", "b")))
    found = night.verdict(700)
    assert [one.outcome for one in found.tries] == [W.NOT_ANSWERED, W.ANSWERED]


def test_two_at_one_time_share_their_ring() -> None:
    """The guest is awake for both."""
    night = Night()
    night.tell(1, room("RING"))
    night.tell(5, room("ANSWER"))
    other = Alarm("21", ONCE.at, frozenset(range(5)))
    assert infer(other, DUE, night.ear, [], at(10)).outcome is W.ANSWERED
    assert infer(ONCE, DUE, night.ear, [], at(10)).outcome is W.ANSWERED


def test_the_end_of_a_prompt_is_part_of_the_call() -> None:
    """30018 names who heard it: an answer that no 30011 told of."""
    night = Night()
    night.tell(1, room("RING"))
    members = report(ext("105", "ANSWERED", "PJSIP/105-1.1"), call_id="1.1")
    night.tell(12, Reported(30018, "prompt-ended", {"prompt": "good_morning"}, members))
    assert judged(night, 13) == (W.ANSWERED, R.NONE)


def test_when_nothing_more_can_be_told() -> None:
    assert ends_at(ONCE, DUE) < ends_at(THRICE, DUE)
    assert ends_at(THRICE, DUE) > DUE + timedelta(minutes=20) + 3 * RING_MAX + LATE


# -- more than one ring where one is expected -----------------------------------------------------


def fate(night: Night, seconds: float, how: str, call: str) -> None:
    """A call of the room alone, and what becomes of it."""
    if how == "busy":
        night.tell(seconds, failed(FailReason.BUSY, call=call))
        return
    night.tell(seconds, room("RING", call))
    if how == "answered":
        night.tell(seconds + 3, room("ANSWER", call))
        night.tell(seconds + 6, room("BYE", call), record(Outcome.ANSWERED, call))
    elif how == "ended":
        night.tell(seconds + 6, room("BYE", call))
    elif how == "unanswered":
        night.tell(seconds + 6, failed(FailReason.NO_ANSWER, call=call))


@pytest.mark.parametrize("how", ["busy", "ended", "unanswered", "no end"])
def test_an_answer_to_something_else_is_no_answer_to_the_alarm(how: str) -> None:
    """Something had the PBX ring the room a moment before; nobody came to the alarm's own ring."""
    night = Night()
    fate(night, -25, "answered", "1.1")
    assert judged(night, 0) == (W.ANSWERED, R.NONE)
    fate(night, 1, how, "1.2")
    assert judged(night, 300) == (W.UNKNOWN, R.DOUBT)


def test_a_second_ring_is_waited_for() -> None:
    """While it rings nothing is said of an answer; who answers both has answered."""
    night = Night()
    fate(night, -25, "answered", "1.1")
    night.tell(1, room("RING", "1.2"))
    assert judged(night, 2) == (W.RINGING, R.NONE)
    night.tell(5, room("ANSWER", "1.2"))
    assert judged(night, 6) == (W.ANSWERED, R.NONE)


def test_a_second_ring_that_was_not_heard_to_its_end_is_doubtful() -> None:
    night = Night()
    fate(night, -25, "answered", "1.1")
    night.tell(1, room("RING", "1.2"))
    night.gaps.append(Gap(at(3), at(30), R.LINK))
    assert judged(night, 40) == (W.UNKNOWN, R.DOUBT)


def test_the_ring_of_the_alarm_a_minute_before_is_not_this_one_s() -> None:
    """The first is late and answered; the other one's own ring is not."""
    night = Night()
    fate(night, -20, "answered", "1.1")
    fate(night, 2, "unanswered", "1.2")
    earlier = infer(Alarm("18", ONCE.at), DUE - timedelta(minutes=1), night.ear, [], at(300))
    assert W.ANSWERED not in (night.verdict(300).outcome, earlier.outcome)


def test_the_first_that_was_not_answered_stands() -> None:
    """Another one that was answered does not make it good."""
    night = Night()
    fate(night, 1, "unanswered", "1.1")
    fate(night, 40, "answered", "1.2")
    assert judged(night, 300) == (W.NOT_ANSWERED, R.NONE)
    busy = Night()
    fate(busy, 1, "busy", "1.1")
    fate(busy, 40, "answered", "1.2")
    assert judged(busy, 300) == (W.BUSY, R.NONE)


def test_an_alarm_that_rings_again_at_once_is_answered_in_the_end() -> None:
    """Its next ring falls into the time of the first: it is the next try, and is answered."""
    night = Night(Alarm("3", ONCE.at, snoozes=2, snooze_min=1))
    fate(night, 0, "unanswered", "1.1")
    fate(night, 65, "answered", "1.2")
    found = night.verdict(600)
    assert found.outcome is W.ANSWERED
    assert [one.outcome for one in found.tries] == [W.NOT_ANSWERED, W.ANSWERED]


def test_a_doubtful_ring_is_followed_by_its_next() -> None:
    """Something else was answered before each ring of the alarm, which nobody came to."""
    night = Night(THRICE)
    for number, seconds in enumerate((0, 606, 1212)):
        fate(night, seconds - 25, "answered", f"1.{2 * number}")
        fate(night, seconds, "unanswered", f"1.{2 * number + 1}")
        assert night.verdict(seconds + 10).outcome in (W.UNKNOWN, W.SNOOZED, W.NOT_ANSWERED)
    assert night.verdict(2000).outcome is not W.ANSWERED


# -- whatever is told -----------------------------------------------------------------------------

_STATUSES = st.sampled_from(["RING", "ANSWER", "ANSWERED", "ALERT", "HOLD", "BYE"])
_CALLS = st.sampled_from(["1.1", "1.2", "1.3"])
_ALONE = st.builds(room, _STATUSES, _CALLS)
_SHARED = st.builds(
    lambda status, call: said(
        ext("105", status, f"PJSIP/105-{call}"), ext("2000", "ALERT"), call=call
    ),
    _STATUSES,
    _CALLS,
)
_LINES = st.builds(line, st.sampled_from(LineState))
_RECORDS = st.builds(record, st.sampled_from(Outcome), _CALLS, caller=st.sampled_from(["", "2000"]))
_FAILED = st.builds(failed, st.sampled_from(FailReason), _STATUSES, _CALLS)
_EVENTS = st.one_of(_ALONE, _SHARED, _LINES, _RECORDS, _FAILED, st.builds(forwarded, _CALLS))
_TOLD = st.lists(st.tuples(st.integers(-400, 2400), _EVENTS), max_size=14).map(
    lambda told: sorted(told, key=lambda each: each[0])
)
_GAPS = st.lists(
    st.builds(
        lambda since, s: Gap(at(since), at(since + s), R.LINK),
        st.integers(-400, 2400),
        st.integers(1, 600),
    ),
    max_size=2,
)
_ALARMS = st.sampled_from([ONCE, THRICE, Alarm("3", ONCE.at, snoozes=3, snooze_min=1)])


def heard(told: list[tuple[int, object]]) -> RoomEar:
    ear = RoomEar(ROOM)
    for seconds, event in told:
        ear.take(event, at(seconds))  # type: ignore[arg-type]
    return ear


@given(_ALARMS, _TOLD, _GAPS, st.integers(0, 5000))
def test_an_answer_is_never_made_up(
    alarm: Alarm, told: list[tuple[int, object]], gaps: list[Gap], now: int
) -> None:
    """What counts as answered is a call of the room alone that rang and was taken, undenied."""
    ear = heard([each for each in told if each[0] <= now])
    for one in infer(alarm, DUE, ear, gaps, at(now)).tries:
        if one.outcome is not W.ANSWERED:
            continue
        calls = [call for call in ear.calls if call.call_id == one.call_id]
        assert any(
            not call.shared
            and call.rang_at == one.at
            and call.moved_at is None
            and (call.answered_at is not None or call.record is Outcome.ANSWERED)
            and call.record in (None, Outcome.ANSWERED, Outcome.UNKNOWN)
            for call in calls
        )
        assert one.at >= DUE - EARLY


@given(_ALARMS, _TOLD, st.integers(0, 5000))
def test_what_others_do_wakes_nobody(
    alarm: Alarm, told: list[tuple[int, object]], now: int
) -> None:
    """Where somebody else takes part in each call, or no call is told of, nothing is answered."""
    others = [
        (seconds, said(ext("105", "RING"), ext("2000", "ALERT"), call=f"8.{number}"))
        for number, (seconds, _) in enumerate(told)
    ] + [
        (seconds, said(ext("105", "ANSWER"), ext("2000", "ANSWERED"), call=f"8.{number}"))
        for number, (seconds, _) in enumerate(told)
    ]
    found = infer(alarm, DUE, heard(others), [], at(now))
    assert found.outcome is not W.ANSWERED


@given(_ALARMS, _TOLD, _GAPS)
def test_in_the_end_it_is_settled(
    alarm: Alarm, told: list[tuple[int, object]], gaps: list[Gap]
) -> None:
    """Nothing is left waiting or ringing for ever: it is answered, or somebody sees to it."""
    end = int((ends_at(alarm, DUE) - DUE).total_seconds())
    ear = heard([each for each in told if each[0] <= end])
    found = infer(alarm, DUE, ear, gaps, at(end))
    assert found.outcome in (W.ANSWERED, W.NOT_ANSWERED, W.BUSY, W.UNKNOWN)
    assert found.again_at is None
    assert len(found.tries) <= alarm.snoozes + 1
    assert all(one.at < two.at for one, two in pairwise(found.tries))


@given(_ALARMS, _TOLD, _GAPS)
def test_a_gap_answers_nothing(
    alarm: Alarm, told: list[tuple[int, object]], gaps: list[Gap]
) -> None:
    """What could not be heard makes nothing better than it would be."""
    ear, end = heard(told), at(5000)
    with_gap = infer(alarm, DUE, ear, gaps, end)
    without = infer(alarm, DUE, ear, [], end)
    if with_gap.outcome is W.ANSWERED:
        assert without.outcome is W.ANSWERED


_FATES = st.sampled_from(["answered", "answered", "unanswered", "ended", "busy", "no end"])


@given(st.lists(st.tuples(st.integers(-30, 90), _FATES), min_size=1, max_size=4))
def test_each_ring_that_may_be_the_alarm_s_has_to_be_answered(rings: list[tuple[int, str]]) -> None:
    """Nobody can tell which of them it was."""
    night = Night()
    for number, (seconds, how) in enumerate(rings):
        fate(night, seconds, how, f"1.{number}")
    found = night.verdict(900)
    assert (found.outcome is W.ANSWERED) == all(how == "answered" for _, how in rings)


@given(_ALARMS, _TOLD, _GAPS, st.integers(0, 5000))
def test_nothing_that_may_be_the_alarm_s_is_left_unanswered(
    alarm: Alarm, told: list[tuple[int, object]], gaps: list[Gap], now: int
) -> None:
    """Whatever is told: where it counts as answered, so was each ring it could have been."""
    ear = heard([each for each in told if each[0] <= now])
    found = infer(alarm, DUE, ear, gaps, at(now))
    if found.outcome is not W.ANSWERED:
        return
    *before, last = found.tries
    until = DUE + LATE
    if before:
        until = before[-1].at + timedelta(minutes=alarm.snooze_min) + LATE
    since = last.at if before else DUE - EARLY
    for call in ear.calls:
        tried = call.rang_at or (call.first_at if call.failed is not None else None)
        if tried is None or call.shared or not since <= tried <= until:
            continue
        assert call.answered_at is not None or call.record is Outcome.ANSWERED
        assert call.moved_at is None
        assert call.record in (None, Outcome.ANSWERED, Outcome.UNKNOWN)
