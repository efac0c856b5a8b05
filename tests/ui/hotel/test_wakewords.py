"""What is said of wake-up calls: nothing that went wrong has no words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from ctiapp.model.hotel import Alarm
from ctiapp.model.ids import ExtensionId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.wakes import (
    RED,
    AckHow,
    Acknowledged,
    Plan,
    PlanState,
    Upcoming,
    Wake,
    WakeOutcome,
    WakeReason,
    WakeTry,
)
from ctiapp.ui import text
from ctiapp.ui.hotel import wakewords
from ctiapp.ui.hotel.wakewords import Facts
from ctiapp.ui.shapes import Shape

pytestmark = pytest.mark.usefixtures("english")

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 8, 15, tzinfo=UTC)
FACTS = Facts(TODAY, lambda at: at.astimezone(UTC).replace(tzinfo=None))
ALARM = Alarm("1", time(8, 15), frozenset(), 3, 5)


def wake(outcome: WakeOutcome, **facts: object) -> Wake:
    """One of 8:15 in room 106."""
    made = Wake(
        "106/x", Number("106"), ExtensionId("9"), AT.replace(tzinfo=None), AT, ALARM, outcome,
        since=AT,
    )  # fmt: skip
    return replace(made, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), "once"),
        (range(7), "every day"),
        (range(5), "Mon\u2013Fri"),
        ((5, 6), "Sat, Sun"),
        ((0, 2), "Mon, Wed"),
    ],
)
def test_days(days: range, said: str) -> None:
    assert wakewords.days_word(days) == said


def test_a_day_is_named_as_one_speaks_of_it() -> None:
    said = [text.bare(wakewords.day_word(TODAY + timedelta(days=n), TODAY)) for n in (0, 1, 2, -1)]
    assert said == ["today", "tomorrow", "Tue 24 Nov", "Sat 21 Nov"]


def test_what_comes_next() -> None:
    wall = datetime.combine(TODAY, ALARM.at)
    coming = Upcoming(ALARM, wall, AT, timedelta(0))
    assert wakewords.upcoming_word(coming, TODAY) == "08:15 · once"
    later = replace(coming, wall=wall + timedelta(days=1))
    assert text.bare(wakewords.upcoming_word(later, TODAY)) == "tomorrow 08:15 · once"


def test_how_it_went() -> None:
    tried = WakeTry(1, AT, WakeOutcome.ANSWERED, settled_at=AT + timedelta(minutes=1))
    done = wake(WakeOutcome.ANSWERED, tries=(tried,))
    assert text.bare(wakewords.wake_word(done, FACTS.wall)) == "08:15 · answered 08:16"
    again = wake(WakeOutcome.SNOOZED, again_at=AT + timedelta(minutes=5))
    said = text.bare(wakewords.wake_word(again, FACTS.wall))
    assert said == "08:15 · NOT ANSWERED, ringing again 08:20"
    seen = Acknowledged(AckHow.IN_PERSON, "Ines", AT + timedelta(minutes=9))
    look = wakewords.look_of(wake(WakeOutcome.NOT_ANSWERED, acknowledged=seen), FACTS.wall)
    assert text.bare(look.word) == "woken by Ines, 08:24"
    assert look.tone == "go"


@pytest.mark.parametrize("outcome", WakeOutcome)
def test_every_outcome_has_a_word_and_a_shape(outcome: WakeOutcome) -> None:
    look = wakewords.look_of(wake(outcome), FACTS.wall)
    assert look.word
    assert look.shape is not Shape.NONE
    assert (look.tone == "stop") is (outcome in RED)


@pytest.mark.parametrize(
    "outcome", [each for each in WakeOutcome if each in RED or each is WakeOutcome.RINGING]
)
@pytest.mark.parametrize("reason", WakeReason)
def test_whatever_is_red_says_what_and_why(outcome: WakeOutcome, reason: WakeReason) -> None:
    face = wakewords.red_face(wake(outcome, reason=reason), FACTS.wall)
    assert "106" in face.what
    assert "08:15" in face.what
    assert bool(face.then) is (reason is not WakeReason.NONE)


def test_the_banner_says_when_it_rings_again() -> None:
    again = wake(WakeOutcome.SNOOZED, again_at=AT + timedelta(minutes=5))
    face = wakewords.red_face(again, FACTS.wall)
    assert text.bare(f"{face.what} {face.then}") == "106 did not answer at 08:15. Again at 08:20."
    assert wakewords.red_rooms((again,)) == {Number("106")}


def test_cards_of_what_the_pbx_has() -> None:
    coming = datetime.combine(TODAY, ALARM.at)
    face = wakewords.alarm_face(ALARM, coming, (), FACTS)
    assert text.bare(face.what) == "Once, today · 3 snoozes, 5 min"
    assert face.outcome.shape is Shape.NONE
    again = wake(WakeOutcome.SNOOZED, again_at=AT + timedelta(minutes=5))
    rung = wakewords.alarm_face(ALARM, None, (again,), FACTS)
    assert rung.outcome.word == "NOT ANSWERED"
    assert text.bare(rung.what).endswith("rings again 08:20")
    other = replace(again, alarm=replace(ALARM, alarm_id="2"))
    assert wakewords.alarm_face(ALARM, None, (other,), FACTS).outcome.shape is Shape.NONE


def test_cards_of_what_has_a_date() -> None:
    plan = Plan(7, Number("106"), TODAY + timedelta(days=1), ALARM)
    face = wakewords.plan_face(plan, FACTS)
    assert (face.key, face.planned, face.outcome.word) == ("plan/7", True, "set on its day")
    set_now = replace(plan, state=PlanState.SET)
    assert wakewords.plan_face(set_now, FACTS).outcome.shape is Shape.NONE
    late = replace(plan, notice=Notice.of("wakeup.exists"))
    assert wakewords.plan_face(late, FACTS).outcome.tone == "stop"
    assert text.bare(wakewords.plan_word(plan, TODAY)) == "tomorrow 08:15"
    past = wakewords.past_face(wake(WakeOutcome.CANCELLED), FACTS)
    assert text.bare(past.what) == "Once, today"
