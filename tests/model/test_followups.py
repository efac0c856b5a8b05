"""Who is to be called back: one row a person, closed by any conversation, right at any moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model import followups
from ctiapp.model.followups import (
    FollowUp,
    Mark,
    MarkKind,
    Miss,
    Snooze,
    is_withheld,
    open_people,
    snoozes,
    wakes_at,
    withheld_line,
)
from ctiapp.model.history import Fate
from ctiapp.model.number import Number
from tests.model.facts import assert_frozen, assert_words_differ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ANN, BEN, ANNS_MOBILE = "+4989111", "+4989222", "+49151333"
SUPPORT = Number("6402")


def at(minutes: float) -> datetime:
    """So many minutes after ten."""
    return TEN + timedelta(minutes=minutes)


def miss(
    minutes: float, line: str = ANN, *, queue: Number | None = None, waited_s: int = 20
) -> Miss:
    """Somebody tried in vain."""
    key = f"{line}@{minutes}"
    if is_withheld(line):
        return Miss(key, line, at(minutes), None, "", Fate.MISSED, waited_s, queue)
    fate = Fate.MISSED if queue is None else Fate.ABANDONED
    return Miss(key, line, at(minutes), Number(line), "", fate, waited_s, queue)


def found(
    misses: Iterable[Miss],
    *,
    reached: Mapping[str, datetime] | None = None,
    marks: Iterable[Mark] = (),
    person_of: Callable[[str], str] = str,
    now: float = 60,
) -> tuple[FollowUp, ...]:
    """Who is to be called back, an hour after ten."""
    return open_people(misses, reached or {}, marks, person_of, at(now))


def done(minutes: float, line: str = ANN, reason: str = "") -> Mark:
    """Somebody said that there is nothing to do."""
    return Mark(line, at(minutes), MarkKind.DONE, None, reason)


def later(minutes: float, until: float, line: str = ANN, reason: str = "") -> Mark:
    """Somebody put them off."""
    return Mark(line, at(minutes), MarkKind.SNOOZE, at(until), reason)


def same_ann(line: str) -> str:
    """Ann has a mobile as well."""
    return "ann" if line in (ANN, ANNS_MOBILE) else line


def test_facts_are_frozen() -> None:
    """A view may keep them."""
    assert_frozen(followups)
    assert_words_differ(followups)


def test_one_person_is_one_row() -> None:
    """However often they tried; the last one of all stands first."""
    rows = found([miss(0), miss(5, BEN), miss(9), miss(3, queue=SUPPORT, waited_s=70)])
    assert [row.person for row in rows] == [ANN, BEN]
    ann = rows[0]
    assert [each.at for each in ann.tries] == [at(9), at(3), at(0)]
    assert (ann.number, ann.numbers, ann.queues) == (Number(ANN), (Number(ANN),), (SUPPORT,))
    assert (ann.waited_s, ann.last.at, ann.until) == (70, at(9), None)


def test_two_numbers_of_one_contact_are_one_row() -> None:
    """It is called back where they tried last."""
    (row,) = found([miss(0), miss(5, ANNS_MOBILE)], person_of=same_ann)
    assert row.lines == (ANNS_MOBILE, ANN)
    assert row.number == Number(ANNS_MOBILE)
    assert row.numbers == (Number(ANNS_MOBILE), Number(ANN))


def test_a_conversation_closes_it() -> None:
    """Who called whom is not asked, nor from which of their numbers."""
    misses = [miss(0), miss(5, ANNS_MOBILE)]
    assert not found(misses, reached={ANN: at(7)}, person_of=same_ann)
    assert [row.person for row in found(misses, reached={ANN: at(7)})] == [ANNS_MOBILE]


def test_a_colleague_who_called_back_closes_it() -> None:
    """That is kept as a mark; whoever was put off stays so where the talk was before."""
    told = Mark(ANN, at(7), MarkKind.REACHED)
    assert not found([miss(0)], marks=[told])
    (row,) = found([miss(0), miss(8)], marks=[later(9, 90), told])
    assert (len(row.tries), row.until) == (1, at(90))


def test_a_conversation_closes_what_was_tried_meanwhile() -> None:
    """They were on the line: nobody missed them."""
    assert not found([miss(5)], reached={ANN: at(20)})


def test_a_try_after_the_conversation_opens_it_again() -> None:
    """With that try alone: what came before is settled."""
    (row,) = found([miss(0), miss(30)], reached={ANN: at(10)})
    assert [each.at for each in row.tries] == [at(30)]


def test_done_closes_it_until_they_try_again() -> None:
    """And then what was said of them is shown."""
    assert not found([miss(0)], marks=[done(5)])
    (row,) = found([miss(0), miss(30)], marks=[done(5, reason="sent the offer")])
    assert len(row.tries) == 1
    assert (row.reason, row.said_at) == ("sent the offer", at(5))


def test_done_counts_for_all_numbers_of_a_person() -> None:
    """It is the person with whom there is nothing to do."""
    assert not found([miss(0), miss(1, ANNS_MOBILE)], marks=[done(5)], person_of=same_ann)


def test_somebody_put_off_waits_behind_the_others() -> None:
    """Until then; after it they are one of them again."""
    rows = found([miss(0, BEN), miss(9)], marks=[later(10, 90, reason="at lunch")])
    assert [(row.person, row.until) for row in rows] == [(BEN, None), (ANN, at(90))]
    assert rows[1].reason == "at lunch"
    rows = found([miss(0, BEN), miss(9)], marks=[later(10, 90)], now=90)
    assert [(row.person, row.until) for row in rows] == [(ANN, None), (BEN, None)]


def test_a_new_try_wakes_whoever_was_put_off() -> None:
    """It is urgent to them."""
    (row,) = found([miss(0), miss(20)], marks=[later(10, 90)])
    assert row.until is None
    assert len(row.tries) == 2


def test_the_last_that_was_said_counts() -> None:
    """Put off twice, or put off and done, in whatever order the marks come."""
    (row,) = found([miss(0)], marks=[later(20, 120), later(10, 90)])
    assert row.until == at(120)
    assert not found([miss(0)], marks=[done(30), later(20, 120)])
    (row,) = found([miss(0)], marks=[later(40, 40), later(20, 120)])
    assert row.until is None, "woken by hand"


def test_who_withholds_the_number_is_somebody_else_each_time() -> None:
    """Nobody can call them back, and no conversation closes them; being done does."""
    one, other = miss(0, withheld_line("a")), miss(5, withheld_line("b"))
    rows = found([one, other], reached={"": at(50)})
    assert [(row.number, row.numbers, len(row.tries)) for row in rows] == [(None, (), 1)] * 2
    assert [row.last for row in rows] == [other, one]
    (left,) = found([one, other], marks=[done(50, withheld_line("b"))])
    assert left.last == one


def test_what_stands_for_a_withheld_number_is_no_number() -> None:
    """It must meet nobody else's line."""
    assert is_withheld(withheld_line("17"))
    assert not is_withheld("+4989111")
    assert not is_withheld("")


# -- against the plain story ----------------------------------------------------------------------

LINES = st.sampled_from([ANN, BEN, ANNS_MOBILE, withheld_line("a"), withheld_line("b")])
MINUTES = st.integers(0, 60)
MISSES = st.lists(st.builds(miss, MINUTES, LINES), unique_by=lambda each: each.key, max_size=8)
REACHED = st.dictionaries(st.sampled_from([ANN, BEN, ANNS_MOBILE]), MINUTES.map(at), max_size=3)
MARKS = st.lists(
    st.one_of(
        st.builds(done, MINUTES, LINES, st.sampled_from(["", "x"])),
        st.builds(later, MINUTES, MINUTES.map(lambda end: end + 30), LINES),
    ),
    max_size=5,
    unique_by=lambda mark: mark.at,
)


@given(MISSES, REACHED, MARKS)
def test_it_is_what_happened_one_after_the_other(
    misses: list[Miss], reached: dict[str, datetime], marks: list[Mark]
) -> None:
    """Told as a story, minute by minute, it leaves the same people with the same tries."""
    waiting: dict[str, set[str]] = {}
    asleep: dict[str, datetime] = {}
    for minute in range(61):
        now = at(minute)
        for each in misses:
            if each.at == now:
                person = same_ann(each.line)
                waiting.setdefault(person, set()).add(each.key)
                asleep.pop(person, None)
        for mark in marks:
            if mark.at == now:
                person = same_ann(mark.line)
                asleep.pop(person, None)
                if mark.until is None:
                    waiting.pop(person, None)
                else:
                    asleep[person] = mark.until
        for line, until in reached.items():
            if until == now:
                waiting.pop(same_ann(line), None)
    rows = found(misses, reached=reached, marks=marks, person_of=same_ann)
    assert {row.person: {each.key for each in row.tries} for row in rows} == waiting
    put_off = {person for person in waiting if asleep.get(person, at(0)) > at(60)}
    assert {row.person for row in rows if row.until is not None} == put_off


@given(MISSES, REACHED, MARKS, st.randoms())
def test_the_order_of_what_is_told_does_not_matter(
    misses: list[Miss], reached: dict[str, datetime], marks: list[Mark], random: object
) -> None:
    """The PBX tells what happened in a gap long after what happened since."""
    rows = found(misses, reached=reached, marks=marks, person_of=same_ann)
    random.shuffle(misses)  # type: ignore[attr-defined]
    random.shuffle(marks)  # type: ignore[attr-defined]
    assert found(misses, reached=reached, marks=marks, person_of=same_ann) == rows


# -- putting off ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "offered"),
    [
        ("2026-03-02 08:15", {"hour": "2 09:15", "afternoon": "2 14:00", "tomorrow": "3 09:00"}),
        ("2026-03-02 13:30", {"hour": "2 14:30", "afternoon": "2 14:00", "tomorrow": "3 09:00"}),
        ("2026-03-02 13:31", {"hour": "2 14:31", "tomorrow": "3 09:00"}),
        ("2026-03-02 23:40", {"hour": "3 00:40", "tomorrow": "3 09:00"}),
        ("2026-02-28 16:00", {"hour": "28 17:00", "tomorrow": "1 09:00"}),
    ],
)
def test_putting_off(clock: str, offered: dict[str, str]) -> None:
    """For an hour, until this afternoon while it is still before it, until tomorrow morning."""
    now = datetime.fromisoformat(clock)
    made = {each.value: f"{wakes_at(each, now):%-d %H:%M}" for each in snoozes(now)}
    assert made == offered


def test_every_way_of_putting_off_lies_ahead() -> None:
    """At any minute of a day."""
    for minute in range(24 * 60):
        now = datetime(2026, 3, 2) + timedelta(minutes=minute)  # noqa: DTZ001 - the wall's clock
        assert all(wakes_at(each, now) >= now + timedelta(minutes=30) for each in snoozes(now))
        assert Snooze.HOUR in snoozes(now)
