"""Which lines are which call that was seen; the file's own tests have the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.history import Fate
from ctiapp.model.records import Outcome
from ctiapp.storage.history import HistoryFile
from tests.storage.histories import ADA, ANNA, ME, OWNER, QUEUE, READING, all_of, line, seen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def kept() -> AsyncIterator[HistoryFile]:
    """One in memory."""
    made = HistoryFile(None)
    yield made
    await made.close()


@pytest.mark.parametrize(("apart_s", "calls"), [(0, 1), (4, 1), (60, 1), (95, 2)])
async def test_what_began_about_then_is_the_same_call(
    kept: HistoryFile, apart_s: int, calls: int
) -> None:
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


async def test_a_line_that_names_nobody_here_does_not_answer_what_was_missed(
    kept: HistoryFile,
) -> None:
    """Who gave up here talks to a colleague over another line of theirs."""
    await kept.see(OWNER, [seen("1.7", 0, Fate.ABANDONED, queue=QUEUE)], READING)
    assert await kept.record(OWNER, [line("a", 2, ADA, ANNA)], READING) == ()

    (call,) = await all_of(kept)
    assert (call.fate, call.taken_by) == (Fate.ABANDONED, None)
