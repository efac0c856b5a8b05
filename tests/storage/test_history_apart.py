"""Lines that follow one another are one call, unless two calls were seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.history import Fate
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome
from ctiapp.storage.history import HistoryFile
from ctiapp.storage.history_apart import split
from ctiapp.storage.history_schema import stamp
from tests.storage.histories import ADA, ANNA, AT, ME, OWNER, QUEUE, READING, all_of, line, seen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

BEGAN = stamp(AT)


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[HistoryFile]:
    file = HistoryFile(tmp_path / "history.sqlite")
    yield file
    await file.close()


FIRST = replace(line("a", 0, ADA, ME, Outcome.NO_ANSWER), ring_s=10)
SECOND = line("b", 13, ADA, ME)


def test_two_calls_that_were_seen_are_two() -> None:
    begun = [("1.1", BEGAN + 400), ("1.2", BEGAN + 13_600)]
    assert list(split([FIRST, SECOND], begun)) == [(FIRST,), (SECOND,)]


@pytest.mark.parametrize(
    "begun",
    [
        [],
        [("1.1", BEGAN)],
        [("1.2", BEGAN + 13_000)],
        [("1.1", BEGAN), ("1.1", BEGAN + 13_000)],
        [("1.1", BEGAN), ("1.2", BEGAN + 60_000)],
    ],
)
def test_anything_less_is_no_proof(begun: list[tuple[str, int]]) -> None:
    assert list(split([FIRST, SECOND], begun)) == [(FIRST, SECOND)]


def test_what_is_passed_on_stays_with_its_call() -> None:
    passed_on = line("c", 40, ADA, ANNA)
    begun = [("1.1", BEGAN), ("1.2", BEGAN + 13_000)]
    assert list(split([FIRST, SECOND, passed_on], begun)) == [(FIRST,), (SECOND, passed_on)]


MISSED = seen("1.1", 0.3, Fate.MISSED, ring_s=10)
TAKEN = seen("1.2", 13.3)


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
        assert [call.parts for call in await all_of(kept)] == [2]
        await kept.see(OWNER, [MISSED], READING)
        await kept.see(OWNER, [TAKEN], READING)

    assert [(call.call_id, call.fate, call.parts) for call in await all_of(kept)] == [
        ("1.2", Fate.ANSWERED, 1),
        ("1.1", Fate.MISSED, 1),
    ]


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
    nobody = Number("")
    talked = seen("1.1", 0, Fate.ANSWERED_ELSEWHERE, taken_by=ANNA, number=None, name="")
    await kept.see(OWNER, [talked], READING)
    await kept.record(OWNER, [line("b", 45, nobody, ME, Outcome.NO_ANSWER)], READING)

    fates = [call.fate for call in await all_of(kept)]
    assert fates == [Fate.MISSED, Fate.ANSWERED_ELSEWHERE]
