"""One call is one row, however it was seen and written down, and in whatever order that comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctiapp.model.history import Fate
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome
from ctiapp.storage.history import HistoryFile
from tests.storage.days import Day, days
from tests.storage.histories import (
    ADA,
    ANNA,
    AT,
    ME,
    OWNER,
    QUEUE,
    READING,
    all_of,
    line,
    seen,
)

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator, Callable, Coroutine

    from ctiapp.model.history import Seen

NOBODY = Number("")
EPOCH = int(AT.timestamp())
FIRST = replace(line("a", 0, ADA, ME, Outcome.NO_ANSWER), ring_s=10)
SECOND = line("b", 13, ADA, ME)
MISSED = seen("1.1", 0.3, Fate.MISSED, ring_s=10)
TAKEN = seen("1.2", 13.3)


@pytest.fixture
async def kept() -> AsyncIterator[HistoryFile]:
    """One in memory."""
    made = HistoryFile(None)
    yield made
    await made.close()


# -- a day ---------------------------------------------------------------------------------------


async def _wrong(kept: HistoryFile, day: Day, saw: list[Seen]) -> list[str]:
    """Where the list is not what was; empty where it is."""
    by_id = {each.call_id: each.fate for each in saw}
    lines = {call.index: day.lines(call) for call in day.calls}
    wanted = {
        call.index
        for call in day.calls
        if day.call_id(call) in by_id or any(map(READING.concerns, lines[call.index]))
    }
    wrong, shown = [], []
    for row in await all_of(kept):
        parts = {int(leg.uid.split("-")[0]) for leg in await kept.legs(row.key)}
        if row.call_id is not None:
            parts.add(day.index(row.call_id))
        shown += sorted(parts)
        if len(parts) != 1:
            wrong.append(f"{parts} are one row: {row}")
            continue
        call = day.calls[next(iter(parts))]
        # Who refused, the lines do not tell.
        refused = call.kind == "refused" and by_id.get(day.call_id(call)) is Fate.REFUSED
        missed = call.missed or (call.kind == "refused" and not refused)
        if row.missed is not missed and row.fate is not Fate.UNKNOWN:
            wrong.append(f"missed is {missed}, not {row.fate}: {call}")
        if row.incoming is not call.incoming:
            wrong.append(f"not incoming={row.incoming}: {call}")
    if sorted(shown) != sorted(wanted):
        wrong.append(f"the calls {sorted(wanted)} are shown as {sorted(shown)}")
    return wrong


async def _fill(
    kept: HistoryFile, day: Day, saw: list[Seen], size: int, rng: random.Random
) -> None:
    """Take in all of it, in whatever order; in the end the PBX is asked once more."""
    lines = [line for call in day.calls for line in day.lines(call)]
    rng.shuffle(lines)
    jobs: list[Callable[[], Coroutine[None, None, object]]] = []

    def note_seen(some: list[Seen]) -> None:
        jobs.append(lambda: kept.see(OWNER, some, READING))

    def write(some: list[CallRecord]) -> None:
        jobs.append(lambda: kept.record(OWNER, some, READING))

    for each in saw:
        note_seen([each])
    for start in range(0, len(lines), size):
        write(lines[start : start + size])
    rng.shuffle(jobs)
    for job in jobs:
        await job()
    await kept.record(OWNER, lines, READING)


_ASYNC = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=60,
)


@given(days(), st.integers(1, 9), st.randoms(use_true_random=False))
@_ASYNC
async def test_each_call_of_a_day_is_one_row_however_far_the_clocks_are_apart(
    day: Day, size: int, rng: random.Random
) -> None:
    """By what the PBX's ids say: nobody told by how much its clock is off."""
    kept = HistoryFile(None)
    saw = [told for call in day.calls if (told := day.seen(call)) is not None]
    await _fill(kept, day, saw, size, rng)

    assert await _wrong(kept, day, saw) == []
    before = await all_of(kept)
    assert await kept.see(OWNER, saw, READING) == ()
    assert await all_of(kept) == before
    await kept.close()


@given(days(plain=False), st.integers(1, 9), st.randoms(use_true_random=False))
@_ASYNC
async def test_where_ids_say_nothing_both_clocks_are_compared(
    day: Day, size: int, rng: random.Random
) -> None:
    """It is known sooner or later how far they are apart, to about a second."""
    kept = HistoryFile(None)
    # What is found in the midst of a call does not say when that began, with such ids.
    day = replace(day, gaps=())
    known = day.ahead_s + rng.uniform(-1, 1)
    saw = [
        told
        for call in day.calls
        if (told := day.seen(call, rng.choice([known, None]))) is not None
    ]
    saw = [each for each in saw if rng.random() < 0.8]
    await _fill(kept, day, saw, size, rng)
    await kept.ahead(OWNER, known, AT - timedelta(hours=1), READING)
    lines = [line for call in day.calls for line in day.lines(call)]
    await kept.record(OWNER, lines, READING)

    assert await _wrong(kept, day, saw) == []
    assert await kept.ahead(OWNER, 0.0, AT - timedelta(hours=1), READING) == ()
    await kept.close()


# -- one by one ----------------------------------------------------------------------------------


@pytest.mark.parametrize("ahead_s", [-540, 8, 600])
@pytest.mark.parametrize("seen_first", [True, False])
async def test_a_clock_that_is_off_doubles_no_call(
    kept: HistoryFile, ahead_s: int, *, seen_first: bool
) -> None:
    """The call's id says when it began by the same clock as the line."""
    told = [seen(f"{EPOCH + ahead_s}.7", 0.8)]
    written = [line("a", ahead_s, ADA, ME)]
    if seen_first:
        await kept.see(OWNER, told, READING)
    await kept.record(OWNER, written, READING)
    await kept.see(OWNER, told, READING)

    (call,) = await all_of(kept)
    assert (call.name, call.parts, call.at) == ("Ada Lovelace", 1, told[0].at)
    assert [leg.uid for leg in await kept.legs(call.key)] == ["a"]


async def test_once_it_is_known_how_far_a_clock_is_off_two_rows_become_one(
    kept: HistoryFile,
) -> None:
    (key,) = await kept.see(OWNER, [seen("1.7", 0)], READING)
    await kept.record(OWNER, [line("a", 400, ADA, ME)], READING)
    assert len(await all_of(kept)) == 2
    await kept.ahead(OWNER, 399.2, AT - timedelta(days=1), READING)

    (call,) = await all_of(kept)
    assert (call.key, call.call_id) == (str(key), "1.7")


async def test_a_clock_that_is_set_right_is_off_for_the_calls_before_alone(
    kept: HistoryFile,
) -> None:
    await kept.see(OWNER, [seen("1.7", 0, ahead_s=400.0)], READING)
    await kept.see(OWNER, [seen("1.7", 0, ahead_s=0.0), seen("1.8", 800, ahead_s=0.0)], READING)
    await kept.record(OWNER, [line("a", 401, ADA, ME), line("b", 801, ADA, ME)], READING)

    assert [call.call_id for call in await all_of(kept)] == ["1.8", "1.7"]


@pytest.mark.parametrize("known_first", [True, False])
async def test_what_the_pbx_alone_tells_is_told_by_our_clock(
    kept: HistoryFile, *, known_first: bool
) -> None:
    """Else whom one called back right after would wait on, until that clock has come so far."""
    written = [line("a", 540, ADA, ME, Outcome.NO_ANSWER)]
    await kept.record(OWNER, written, READING, 540.0 if known_first else None)
    await kept.ahead(OWNER, 540.0, AT, READING)

    (call,) = await all_of(kept)
    assert call.at == AT
    assert [leg.at for leg in await kept.legs(call.key)] == [AT]
    await kept.see(OWNER, [seen(f"{EPOCH + 540}.7", 0.7, Fate.MISSED)], READING)
    assert len(await all_of(kept)) == 1


async def test_who_hangs_up_and_dials_again_tried_twice(kept: HistoryFile) -> None:
    """Nobody saw it: the PBX wrote down that the same number was called, right after."""
    again = replace(line("b", 12, ADA, ME, Outcome.NO_ANSWER), ring_s=5)
    await kept.record(OWNER, [again, FIRST], READING)

    assert [(call.fate, call.parts) for call in await all_of(kept)] == [(Fate.MISSED, 1)] * 2


async def test_who_is_called_back_at_once_and_tries_again_is_missed(kept: HistoryFile) -> None:
    called = replace(line("a", 0, ME, ADA), talk_s=20)
    await kept.record(OWNER, [called, line("b", 26, ADA, ME, Outcome.NO_ANSWER)], READING)

    assert [call.fate for call in await all_of(kept)] == [Fate.MISSED, Fate.ANSWERED]


@pytest.mark.parametrize("apart_s", [4, 14, 30, 80])
async def test_two_who_hide_are_two(kept: HistoryFile, apart_s: int) -> None:
    """The one was seen, its line stands nowhere here; the other one came in a gap."""
    hidden = seen(f"{EPOCH}.7", 0.4, Fate.MISSED, number=None, name="", ring_s=10)
    await kept.see(OWNER, [hidden], READING)
    await kept.record(OWNER, [line("b", apart_s, NOBODY, ME, Outcome.NO_ANSWER)], READING)
    assert [call.fate for call in await all_of(kept)] == [Fate.MISSED] * 2

    await kept.record(OWNER, [line("a", 0, NOBODY, ME, Outcome.NO_ANSWER)], READING)
    new, old = await all_of(kept)
    assert (new.call_id, old.call_id) == (None, hidden.call_id)
    assert [leg.uid for leg in await kept.legs(old.key)] == ["a"]


@pytest.mark.parametrize("callee", [ME, QUEUE])
async def test_one_who_hides_is_not_what_another_one_goes_on_with(
    kept: HistoryFile, callee: Number
) -> None:
    """Nobody saw either: they follow one another within seconds."""
    first = line("a", 0, NOBODY, ME, Outcome.NO_ANSWER)
    await kept.record(OWNER, [first, line("b", 7, NOBODY, callee, Outcome.NO_ANSWER)], READING)

    assert [call.fate for call in await all_of(kept)] == [Fate.MISSED] * 2


async def test_one_who_hides_is_no_part_of_a_call_of_somebody(kept: HistoryFile) -> None:
    await kept.see(OWNER, [seen(f"{EPOCH}.7", 0, Fate.MISSED)], READING)
    await kept.record(OWNER, [line("b", 1, NOBODY, ME, Outcome.NO_ANSWER)], READING)

    assert [call.number for call in await all_of(kept)] == [None, ADA]


@pytest.mark.parametrize("others", [True, False])
async def test_who_waited_in_a_queue_may_be_written_down_from_when_it_rang_here(
    kept: HistoryFile, *, others: bool
) -> None:
    """The id says when they began to wait: either clock, or another call, says how long it was."""
    over = AT + timedelta(seconds=90)
    waited = seen(f"{EPOCH + 500}.7", 60, over=over, ahead_s=None if others else 500.0)
    await kept.see(OWNER, [waited], READING)
    if others:
        direct = seen(f"{EPOCH + 7700}.9", 7200, number=None, ahead_s=None)
        await kept.see(OWNER, [direct], READING)
    await kept.record(OWNER, [line("a", 561, ADA, ME)], READING)

    assert len(await all_of(kept)) == 1 + others


async def test_what_was_found_in_the_midst_of_it_is_the_call_that_began_before(
    kept: HistoryFile,
) -> None:
    """The picture after a gap has it, and nobody here saw it begin."""
    found = seen(f"{EPOCH}.7", 300, over=AT + timedelta(seconds=500))
    await kept.see(OWNER, [found], READING)
    await kept.record(OWNER, [replace(line("a", 0, ADA, ME), talk_s=496)], READING)

    assert len(await all_of(kept)) == 1


async def test_who_is_parked_and_called_back_is_in_one_call(kept: HistoryFile) -> None:
    lasted = seen(f"{EPOCH}.7", 0, over=AT + timedelta(seconds=150))
    await kept.see(OWNER, [lasted], READING)
    await kept.record(OWNER, [line("a", 0, ADA, ME), line("b", 90, ADA, ME)], READING)

    (call,) = await all_of(kept)
    assert call.parts == 2


# -- what was seen of them tells lines apart -----------------------------------------------------


@pytest.mark.parametrize("seen_first", [True, False])
async def test_whoever_tries_again_at_once_was_missed_and_then_answered(
    kept: HistoryFile, *, seen_first: bool
) -> None:
    """Whichever is told first: the one that was missed is not taken for answered."""
    if seen_first:
        await kept.see(OWNER, [MISSED], READING)
        await kept.see(OWNER, [TAKEN], READING)
    await kept.record(OWNER, [FIRST, SECOND], READING)
    if not seen_first:
        await kept.see(OWNER, [MISSED], READING)
        await kept.see(OWNER, [TAKEN], READING)

    assert [(call.call_id, call.fate, call.parts) for call in await all_of(kept)] == [
        ("1.2", Fate.ANSWERED, 1),
        ("1.1", Fate.MISSED, 1),
    ]


async def test_what_is_passed_on_stays_with_its_call(kept: HistoryFile) -> None:
    await kept.see(OWNER, [MISSED, TAKEN], READING)
    await kept.record(OWNER, [FIRST, SECOND, line("c", 40, ADA, ANNA)], READING)

    assert [call.parts for call in await all_of(kept)] == [2, 1]


async def test_one_who_gives_up_in_a_queue_after_a_talk_is_seen_to(kept: HistoryFile) -> None:
    """The talk before was another call, though its line ends just before this one."""
    talk = replace(line("a", 0, ADA, ANNA), talk_s=5)
    gave_up = replace(line("b", 11, ADA, QUEUE, Outcome.ABANDONED), ring_s=30)
    elsewhere = seen("1.1", 0.1, Fate.ANSWERED_ELSEWHERE, taken_by=ANNA)
    abandoned = seen("1.2", 11.4, Fate.ABANDONED, queue=QUEUE, mine=False)
    await kept.see(OWNER, [elsewhere, abandoned], READING)
    await kept.record(OWNER, [gave_up], READING)
    await kept.record(OWNER, [talk], READING)

    newest, oldest = await all_of(kept)
    assert (newest.call_id, newest.fate, newest.taken_by) == ("1.2", Fate.ABANDONED, None)
    assert (oldest.call_id, oldest.fate, oldest.taken_by) == ("1.1", Fate.ANSWERED_ELSEWHERE, ANNA)


async def test_who_was_missed_is_not_swallowed_by_a_talk_a_minute_before(
    kept: HistoryFile,
) -> None:
    """Both withheld their numbers, and of the first nothing was written down under one's own."""
    talked = seen("1.1", 0, Fate.ANSWERED_ELSEWHERE, taken_by=ANNA, number=None, name="")
    await kept.see(OWNER, [talked], READING)
    await kept.record(OWNER, [line("b", 45, NOBODY, ME, Outcome.NO_ANSWER)], READING)

    fates = [call.fate for call in await all_of(kept)]
    assert fates == [Fate.MISSED, Fate.ANSWERED_ELSEWHERE]


@pytest.mark.parametrize(("apart_s", "calls"), [(0, 1), (4, 1), (60, 1), (95, 2)])
async def test_what_began_about_then_is_the_same_call(
    kept: HistoryFile, apart_s: int, calls: int
) -> None:
    """Neither does the id say when, nor does anybody know how the clocks differ."""
    await kept.see(OWNER, [seen("1.7", 0)], READING)
    await kept.record(OWNER, [line("a", apart_s, ADA, ME)], READING)

    assert len(await all_of(kept)) == calls


@pytest.mark.parametrize(("apart_s", "calls"), [(3, 1), (20, 2)])
async def test_a_talk_and_a_miss_are_one_only_where_they_began_together(
    kept: HistoryFile, apart_s: int, calls: int
) -> None:
    await kept.see(OWNER, [seen("1.7", 0)], READING)
    await kept.record(OWNER, [line("a", apart_s, ADA, ME, Outcome.NO_ANSWER)], READING)

    assert len(await all_of(kept)) == calls
