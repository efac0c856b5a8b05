"""What a filter shows, by day and by page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.history import EVERYTHING, HistoryFilter, Kind
from ctiapp.storage.history import HistoryFile
from ctiapp.storage.history_schema import local_day
from ctiapp.storage.moments import stamp
from tests.storage.histories import (
    AT,
    OWNER,
    QUEUE,
    all_of,
    fill,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def kept() -> AsyncIterator[HistoryFile]:
    """One in memory."""
    made = HistoryFile(None)
    yield made
    await made.close()


@pytest.mark.parametrize(
    ("wanted", "uids"),
    [
        (EVERYTHING, "edcba"),
        (HistoryFilter(kind=Kind.MISSED), "eb"),
        (HistoryFilter(kind=Kind.INBOUND), "edba"),
        (HistoryFilter(kind=Kind.OUTBOUND), "c"),
        (HistoryFilter(kind=Kind.INTERNAL), "d"),
        (HistoryFilter(kind=Kind.RECORDED), "a"),
        (HistoryFilter(queue=QUEUE), "e"),
        (HistoryFilter(text="ADA"), "ea"),
        (HistoryFilter(text="089 / 1234"), "ea"),
        (HistoryFilter(text="+49 89"), "ea"),
        (HistoryFilter(text="ada 2079"), ""),
        (HistoryFilter(text="no such", persons=frozenset({"+442079460000"})), "cb"),
        (HistoryFilter(since=date.fromordinal(local_day(stamp(AT)) + 1)), "edc"),
        (HistoryFilter(until=date.fromordinal(local_day(stamp(AT)) + 1)), "cba"),
        (HistoryFilter(text="%"), ""),
    ],
    ids=repr,
)
async def test_a_filter_shows_what_it_says(
    kept: HistoryFile, wanted: HistoryFilter, uids: str
) -> None:
    await fill(kept)

    calls = await all_of(kept, wanted)
    assert "".join([(await kept.legs(call.key))[0].uid for call in calls]) == uids
    days = await kept.days(OWNER, wanted)
    assert sum(each.count for each in days) == len(uids)
    paged = [
        call
        for each in days
        for offset in range(each.count)
        for call in await kept.page(OWNER, wanted, each.day, offset, 1)
    ]
    assert tuple(paged) == calls


async def test_calls_from_a_moment_on_and_of_a_person(kept: HistoryFile) -> None:
    await fill(kept)

    assert [c.person for c in await kept.since(OWNER, AT + timedelta(seconds=86401))] == [
        "+4989123456",
        "2001",
    ]
    assert [c.at for c in await kept.of_person(OWNER, ["+442079460000"])] == [
        AT + timedelta(seconds=86400),
        AT + timedelta(seconds=600),
    ]
    assert await kept.of_person(OWNER, [""]) == ()
    assert await kept.call("no key") is None


async def test_nobody_sees_anothers_calls(kept: HistoryFile) -> None:
    await fill(kept)

    assert await kept.days("3631A2082/2001", EVERYTHING) == ()
    assert await kept.page("other/2000", EVERYTHING, None, 0, 10) == ()


async def test_everything_can_be_taken_along(kept: HistoryFile) -> None:
    await fill(kept)
    first = await kept.everything(0, 3)
    rest = await kept.everything(int(first[-1][1].key), 10)

    assert {who for who, _ in (*first, *rest)} == {OWNER}
    assert len(first) + len(rest) == 5
