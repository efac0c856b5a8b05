"""What is to be forgotten is gone for good, and is not told anew."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.history import HistoryFilter
from ctiapp.model.ids import CallId
from ctiapp.storage.history import HistoryFile
from tests.storage.histories import (
    ADA,
    AT,
    BOB,
    ME,
    OWNER,
    READING,
    all_of,
    fill,
    line,
    seen,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


def contents(folder: Path) -> list[bytes]:
    """What is in the files of a folder."""
    return [each.read_bytes() for each in folder.iterdir()]


@pytest.fixture
async def kept() -> AsyncIterator[HistoryFile]:
    """One in memory."""
    made = HistoryFile(None)
    yield made
    await made.close()


async def test_whoever_is_forgotten_is_gone_and_not_told_anew(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    kept = HistoryFile(path)
    lines = [line("a", 0, ADA, ME), line("b", 600, BOB, ME)]
    await kept.record(OWNER, lines, READING)
    await kept.see(OWNER, [seen("1.7", 0)], READING)
    await kept.note("3631A2082", CallId("1.7"), AT, "a very private word", READING)

    assert set(await kept.numbers(OWNER)) == {ADA.text, BOB.text}
    assert await kept.forget([ADA.text], OWNER) == 1
    assert await kept.record(OWNER, lines, READING) == ()
    (call,) = await all_of(kept)
    assert call.number == BOB
    await kept.close()
    for data in contents(tmp_path):
        assert ADA.text.encode() not in data
        assert b"private word" not in data
        assert b"Lovelace" not in data


async def test_what_is_too_old_goes(kept: HistoryFile) -> None:
    await fill(kept)
    await kept.see(OWNER, [seen("1.7", 2 * 86400 + 5000)], READING)
    await kept.note("3631A2082", CallId("1.7"), AT, "old", READING)
    later = AT + timedelta(days=1, hours=1)

    assert await kept.prune(None, None) == 0
    assert await kept.prune(later, AT + timedelta(days=9)) == 3
    calls = await all_of(kept)
    assert len(calls) == 3
    assert not any(call.note for call in calls)
    assert await all_of(kept, HistoryFilter(text="old")) == ()
    assert len(await all_of(kept, HistoryFilter(text="ada"))) == 2
