"""What the journal's words mean for the calls of the past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Direction, EndReason
from ctiapp.model.history import Fate
from ctiapp.model.historyfold import Reading
from ctiapp.model.ids import CallId
from ctiapp.model.journal import JournalEntry
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.services.historyseen import seen_here, told_at_end
from ctiapp.services.journal import CALL, NOTE

if TYPE_CHECKING:
    from ctiapp.model.journal import Fact

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ME, QUEUE, ADA = Number("2000"), Number("6402"), Number("5503301")
READING = Reading(NumberPlan("US"), frozenset({ME}), frozenset({QUEUE}))


def entry(**facts: Fact) -> JournalEntry:
    """An entry of a call."""
    base: dict[str, Fact] = {
        "direction": "inbound",
        "incoming": True,
        "outcome": "no_answer",
        "ended": "no_answer",
        "me": "2000",
        "via": None,
        "did": None,
        "name": None,
        "who": None,
        "talk_s": 0,
        "ring_s": 20,
    }
    return JournalEntry(AT, CALL, ADA, CallId("1.1"), base | facts)


def test_a_talk() -> None:
    began = AT - timedelta(seconds=70)
    seen = seen_here(
        entry(
            outcome="answered",
            ended="hung_up",
            who="2000",
            name="Ada",
            via="6402",
            did="5503000",
            talk_s=60,
            ring_s=6,
            began=began.isoformat(),
        ),
        READING,
    )

    assert seen is not None
    assert (seen.call_id, seen.at, seen.number, seen.name) == ("1.1", began, ADA, "Ada")
    assert (seen.fate, seen.taken_by, seen.talk_s, seen.ring_s) == (Fate.ANSWERED, ME, 60, 6)
    assert (seen.queue, seen.did) == (QUEUE, Number("5503000"))
    assert (seen.direction, seen.incoming, seen.mine) == (Direction.INBOUND, True, True)


def test_a_talk_that_was_never_seen_to_ring_came_in_all_the_same() -> None:
    seen = seen_here(entry(incoming=False, outcome="answered"), READING)

    assert seen is not None
    assert seen.incoming


def test_when_an_entry_without_its_beginning_began() -> None:
    seen = seen_here(entry(talk_s=40, began="no time"), READING)

    assert seen is not None
    assert seen.at == AT - timedelta(seconds=60)


@pytest.mark.parametrize("reason", list(EndReason))
def test_whoever_rang_in_vain_was_missed_unless_it_was_meant(reason: EndReason) -> None:
    seen = seen_here(entry(outcome=reason.value, ended=reason.value), READING)

    assert seen is not None
    missed = {
        EndReason.CALLER_GAVE_UP,
        EndReason.NO_ANSWER,
        EndReason.REMOTE_HUNG_UP,
        EndReason.FAILED,
    }
    assert (seen.fate is Fate.MISSED) is (reason in missed)


def test_who_was_sent_on_while_it_rang_was_not_refused() -> None:
    """What became of them the PBX's lines tell: whatever that is says more."""
    seen = seen_here(entry(outcome="transferred", ended="transferred"), READING)

    assert seen is not None
    assert seen.fate is Fate.UNKNOWN


def test_who_gave_up_in_ones_queue_abandoned_it() -> None:
    gave_up = {"outcome": "caller_gave_up", "ended": "caller_gave_up"}
    in_queue = seen_here(entry(via="6402", **gave_up), READING)
    in_menu = seen_here(entry(via="6500", **gave_up), READING)

    assert in_queue is not None
    assert in_menu is not None
    assert (in_queue.fate, in_queue.queue) == (Fate.ABANDONED, QUEUE)
    assert (in_menu.fate, in_menu.queue) == (Fate.MISSED, None)


def test_a_colleague_took_it() -> None:
    seen = seen_here(entry(outcome="answered_elsewhere", who="2001"), READING)

    assert seen is not None
    assert (seen.fate, seen.taken_by) == (Fate.ANSWERED_ELSEWHERE, Number("2001"))


@pytest.mark.parametrize(
    ("outcome", "failed", "fate"),
    [
        ("hung_up", None, Fate.NO_ANSWER),
        ("no_answer", None, Fate.NO_ANSWER),
        ("failed", "busy", Fate.BUSY),
        ("failed", "declined", Fate.DECLINED),
        ("failed", "not_found", Fate.FAILED),
        ("failed", None, Fate.FAILED),
        ("while_away", None, Fate.UNKNOWN),
    ],
)
def test_what_was_dialled_from_here(outcome: str, failed: str | None, fate: Fate) -> None:
    facts = {"direction": "outbound", "incoming": False, "outcome": outcome, "failed": failed}
    seen = seen_here(entry(**facts), READING)

    assert seen is not None
    assert (seen.fate, seen.incoming) == (fate, False)


def test_what_is_no_call_is_none() -> None:
    assert seen_here(JournalEntry(AT, NOTE, ADA, CallId("1.1"), {"text": "x"}), READING) is None
    assert seen_here(JournalEntry(AT, CALL, ADA, None, {}), READING) is None


def test_an_entry_of_another_hand_costs_nothing() -> None:
    """A journal that somebody edited, or of a later version."""
    odd: dict[str, Fact] = {"direction": 7, "ring_s": "long", "via": ["x"], "name": 3, "did": 1.5}
    seen = seen_here(JournalEntry(AT, CALL, None, CallId("1.1"), odd), READING)

    assert seen is not None
    assert (seen.fate, seen.direction, seen.ring_s, seen.name) == (Fate.UNKNOWN, None, 0, "")


def ended(callee: Number, outcome: Outcome, talk_s: int = 0) -> EndedCall:
    """What the PBX tells at the end."""
    return EndedCall(
        CallId("1.1"),
        "2026-03-02 10:30:00",
        RecordParty(ADA, "Ada"),
        RecordParty(callee),
        Direction.INBOUND,
        outcome,
        duration_s=30,
        talk_s=talk_s,
        did=Number("5503000"),
        recording="x.wav",
    )


def test_what_the_pbx_tells_began_so_long_before() -> None:
    seen = told_at_end(ended(QUEUE, Outcome.ABANDONED), AT, READING)

    assert (seen.at, seen.number, seen.name) == (AT - timedelta(seconds=30), ADA, "Ada")
    assert (seen.fate, seen.queue, seen.ring_s) == (Fate.ABANDONED, QUEUE, 30)
    assert (seen.recording, seen.did, seen.mine) == ("x.wav", Number("5503000"), False)


def test_a_menu_takes_no_call() -> None:
    seen = told_at_end(ended(Number("6500"), Outcome.ANSWERED, 20), AT, READING)
    mine = told_at_end(ended(ME, Outcome.ANSWERED, 20), AT, READING)

    assert (seen.fate, seen.taken_by) == (Fate.ANSWERED_ELSEWHERE, None)
    assert (mine.fate, mine.taken_by, mine.talk_s, mine.ring_s) == (Fate.ANSWERED, ME, 20, 10)
