"""Each call once, whatever tells of it, in whatever order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctiapp.model.history import EVERYTHING, Fate, HistoryFilter, PastCall
from ctiapp.model.historyfold import Reading
from ctiapp.model.historyjoin import fold
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan
from ctiapp.model.records import CallRecord, Outcome
from ctiapp.storage.history import HistoryFile
from tests.storage.histories import (
    ADA,
    ANNA,
    AT,
    BOB,
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
    from collections.abc import AsyncIterator, Iterable


@pytest.fixture
async def kept() -> AsyncIterator[HistoryFile]:
    """One in memory."""
    made = HistoryFile(None)
    yield made
    await made.close()


# -- one call is one row -------------------------------------------------------------------------


@pytest.mark.parametrize("seen_first", [True, False])
async def test_what_was_seen_and_what_was_written_is_one_call(
    kept: HistoryFile, seen_first: bool
) -> None:
    told = [seen("1.7", 0)]
    written = [line("a", 30, ADA, ME, recording="20260302090030-9.9-x.wav")]
    if seen_first:
        await kept.see(OWNER, told, READING)
        await kept.record(OWNER, written, READING)
    else:
        await kept.record(OWNER, written, READING)
        await kept.see(OWNER, told, READING)

    (call,) = await all_of(kept)
    assert (call.fate, call.taken_by, call.name) == (Fate.ANSWERED, ME, "Ada Lovelace")
    assert (call.call_id, call.at, call.recording) == ("1.7", AT, "20260302090030-9.9-x.wav")
    (leg,) = await kept.legs(call.key)
    assert leg.uid == "a"


async def test_the_key_stays_whatever_is_learned_later(kept: HistoryFile) -> None:
    (key,) = await kept.see(OWNER, [seen("1.7", 0, Fate.MISSED)], READING)
    (same,) = await kept.record(OWNER, [line("a", 1, ADA, ME, Outcome.NO_ANSWER)], READING)
    (still,) = await kept.record(OWNER, [line("b", 6, ADA, ANNA)], READING)

    assert key == same == still
    call = await kept.call(str(key))
    assert call is not None
    assert (call.fate, call.taken_by, call.parts) == (Fate.ANSWERED_ELSEWHERE, ANNA, 2)


async def test_the_recordings_name_tells_the_call_however_far_the_clocks_are_apart(
    kept: HistoryFile,
) -> None:
    await kept.see(OWNER, [seen("1772442000.7", 0)], READING)
    file = "20260302090030-1772442000.7-x-y-Inbound.wav"
    await kept.record(OWNER, [line("a", 1800, ADA, ME, recording=file)], READING)

    (call,) = await all_of(kept)
    assert call.recording == file


async def test_a_later_call_of_the_same_person_is_another_one(kept: HistoryFile) -> None:
    await kept.see(OWNER, [seen("1.7", 0), seen("1.8", 200)], READING)
    await kept.record(OWNER, [line("a", 203, ADA, ME)], READING)
    await kept.record(OWNER, [line("b", 2, ADA, ME)], READING)

    new, old = await all_of(kept)
    assert (old.call_id, new.call_id) == ("1.7", "1.8")
    assert [leg.uid for leg in await kept.legs(new.key)] == ["a"]
    assert [leg.uid for leg in await kept.legs(old.key)] == ["b"]


async def test_of_two_calls_close_together_each_gets_its_own_line(kept: HistoryFile) -> None:
    await kept.see(OWNER, [seen("1.7", 0, Fate.MISSED), seen("1.8", 40)], READING)
    lines = [line("a", 41, ADA, ME), line("b", 1, ADA, ME, Outcome.NO_ANSWER)]
    await kept.record(OWNER, lines, READING)

    new, old = await all_of(kept)
    assert (old.fate, new.fate) == (Fate.MISSED, Fate.ANSWERED)
    assert [leg.uid for leg in await kept.legs(new.key)] == ["a"]


async def test_the_same_again_changes_nothing(kept: HistoryFile) -> None:
    told, written = [seen("1.7", 0)], [line("a", 1, ADA, ME)]
    await kept.see(OWNER, told, READING)
    await kept.record(OWNER, written, READING)

    assert await kept.see(OWNER, told, READING) == ()
    assert await kept.record(OWNER, written, READING) == ()
    assert len(await all_of(kept)) == 1


async def test_a_call_that_is_over_anew_is_rewritten(kept: HistoryFile) -> None:
    await kept.see(OWNER, [seen("1.7", 0, Fate.MISSED)], READING)
    await kept.see(OWNER, [seen("1.7", 0, Fate.ANSWERED, talk_s=9)], READING)

    (call,) = await all_of(kept)
    assert (call.fate, call.talk_s) == (Fate.ANSWERED, 9)


async def test_what_the_pbx_told_counts_less_than_what_was_seen(kept: HistoryFile) -> None:
    told = seen("1.7", 1, Fate.MISSED, name="", mine=False, recording="x.wav")
    await kept.see(OWNER, [told], READING)
    await kept.see(OWNER, [seen("1.7", 0, Fate.REFUSED)], READING)

    (call,) = await all_of(kept)
    assert (call.fate, call.at, call.recording) == (Fate.REFUSED, AT, "x.wav")


async def test_an_id_that_comes_again_days_later_is_another_call(kept: HistoryFile) -> None:
    await kept.see(OWNER, [seen("1.7", 0)], READING)
    await kept.see(OWNER, [seen("1.7", 3 * 86400)], READING)

    assert len(await all_of(kept)) == 2


async def test_lines_that_concern_nobody_here_are_left_out(kept: HistoryFile) -> None:
    assert await kept.record(OWNER, [line("a", 0, ADA, ANNA)], READING) == ()
    assert await all_of(kept) == ()
    # It is the rest of a call that came to one's own queue.
    await kept.see(OWNER, [seen("1.7", 0, Fate.ANSWERED_ELSEWHERE, mine=False)], READING)
    await kept.record(OWNER, [line("a", 0, ADA, ANNA)], READING)

    (call,) = await all_of(kept)
    assert call.taken_by == ANNA


async def test_a_line_that_names_nobody_here_does_not_answer_what_was_missed(
    kept: HistoryFile,
) -> None:
    """Who gave up here talked to a colleague on another line of theirs."""
    await kept.see(OWNER, [seen("1.7", 0, Fate.ABANDONED, queue=QUEUE)], READING)
    assert await kept.record(OWNER, [line("a", 2, ADA, ANNA)], READING) == ()

    (call,) = await all_of(kept)
    assert (call.fate, call.taken_by) == (Fate.ABANDONED, None)


async def test_lines_that_become_one_call_leave_no_other_behind(kept: HistoryFile) -> None:
    """Two lines were two calls until the one between them came."""
    first, last = line("a", 0, ADA, ME, talk_s=10), line("c", 60, ADA, ME, talk_s=10)
    await kept.record(OWNER, [first, last], READING)
    assert len(await all_of(kept)) == 2
    await kept.record(OWNER, [line("b", 15, ADA, ANNA, talk_s=40)], READING)

    (call,) = await all_of(kept)
    assert (call.parts, call.talk_s) == (3, 60)


NUMBERS = st.sampled_from([ME, ANNA, QUEUE, ADA, BOB, Number("")])
LINES = st.lists(
    st.builds(
        line,
        uid=st.integers(0, 40).map(str),
        at_s=st.integers(0, 400),
        caller=NUMBERS,
        callee=st.sampled_from([ME, QUEUE]),
        outcome=st.sampled_from(list(Outcome)),
    ),
    max_size=20,
    unique_by=lambda each: each.uid,
)


@given(LINES, st.integers(1, 5), st.randoms(use_true_random=False))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_lines_in_any_pieces_and_order_make_the_calls_of_the_whole(
    lines: list[CallRecord], size: int, rng: random.Random
) -> None:
    kept = HistoryFile(None)
    shuffled = list(lines)
    rng.shuffle(shuffled)
    for start in range(0, len(shuffled), size):
        await kept.record(OWNER, shuffled[start : start + size], READING)

    def told(calls: Iterable[PastCall]) -> list[PastCall]:
        bare = (replace(call, key="") for call in calls)
        return sorted(bare, key=lambda call: (call.at, repr(call)))

    calls = await all_of(kept)
    assert told(calls) == told(fold(lines, READING))
    legs = [leg.uid for call in calls for leg in await kept.legs(call.key)]
    assert sorted(legs) == sorted(each.uid for each in lines)
    await kept.close()


# -- notes ---------------------------------------------------------------------------------------


async def test_a_note_is_on_the_call_whichever_comes_first(kept: HistoryFile) -> None:
    pbx = "3631A2082"
    assert await kept.note(pbx, CallId("1.7"), AT, "call back", READING) == ()
    (key,) = await kept.see(OWNER, [seen("1.7", 0)], READING)
    await kept.see("other/2000", [seen("1.7", 0)], READING)
    (call,) = await all_of(kept, HistoryFilter(text="CALL BACK"))

    assert (call.note, call.key) == ("call back", str(key))
    assert await kept.note(pbx, CallId("1.7"), AT, "", READING) == (key,)
    (call,) = await all_of(kept)
    assert call.note == ""
    (other,) = await kept.page("other/2000", EVERYTHING, None, 0, 10)
    assert other.note == ""


async def test_a_note_on_what_only_the_pbx_told_of(kept: HistoryFile) -> None:
    await kept.record(OWNER, [line("a", 0, ADA, ME)], READING)
    await kept.note("3631A2082", CallId("record-a"), AT, "later", READING)

    (call,) = await all_of(kept)
    assert call.note == "later"


async def test_numbers_read_otherwise_find_the_same_calls(kept: HistoryFile) -> None:
    number = Number("089123456")
    early = Reading(NumberPlan(), frozenset({ME}))
    await kept.record(OWNER, [line("a", 0, number, ME)], early)
    assert await kept.of_person(OWNER, ["+4989123456"]) == ()

    assert len(await kept.rekey(OWNER, READING)) == 1
    assert len(await kept.of_person(OWNER, ["+4989123456"])) == 1
    assert await kept.rekey(OWNER, READING) == ()
