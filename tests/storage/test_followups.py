"""Who tried in vain is found in the history's file, and what was said of them is kept there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.followups import Mark, MarkKind, withheld_line
from ctiapp.model.history import Fate, PastCall
from ctiapp.model.number import Number
from ctiapp.storage import history_schema as schema
from ctiapp.storage.followups import FollowUpFile
from ctiapp.storage.history import HistoryFile
from ctiapp.storage.history_write import owner_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncIterator
    from pathlib import Path

TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
DAWN = TEN - timedelta(days=1)
OWNER, OTHER = "sn/2000", "sn/2001"
ANN, BEN = "+4989111", "+4989222"


def at(minutes: float) -> datetime:
    """So many minutes after ten."""
    return TEN + timedelta(minutes=minutes)


class File:
    """The history's file, with calls that a test puts into it."""

    def __init__(self, path: Path) -> None:
        self.history = HistoryFile(path)
        self.follow_ups = FollowUpFile(self.history.worker, self.history.reader)

    async def call(
        self,
        minutes: float,
        fate: Fate,
        person: str | None = ANN,
        *,
        owner: str = OWNER,
        incoming: bool = True,
        name: str = "",
        **more: Any,
    ) -> str:
        """One call; its key."""
        number = None if person is None else Number(person)
        call = PastCall(
            "", at(minutes), number, name, None, incoming, fate, person=person or "", **more
        )

        def insert(connection: sqlite3.Connection) -> str:
            values = {"owner": owner_id(connection, owner), **schema.call_values(call)}
            return str(connection.execute(*schema.insert("calls", values)).lastrowid)

        return await self.history.worker.do(insert)

    async def open(self, owner: str = OWNER) -> list[str]:
        """The keys of the tries that are left."""
        return [each.key for each in await self.follow_ups.misses(owner, DAWN)]


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[File]:
    """A new file."""
    made = File(tmp_path / "history.sqlite")
    yield made
    await made.history.close()


async def test_tries_in_vain_are_found_the_newest_first(file: File) -> None:
    """Direct ones, those given up in a queue, and those who got a mailbox; nothing else."""
    missed = await file.call(0, Fate.MISSED, name="Ann", ring_s=20, did=Number("+49891000"))
    abandoned = await file.call(9, Fate.ABANDONED, ring_s=95, queue=Number("6402"))
    mailbox = await file.call(5, Fate.VOICEMAIL, BEN)
    await file.call(6, Fate.REFUSED, BEN)
    await file.call(7, Fate.NO_ANSWER, "+4989333", incoming=False)
    await file.call(8, Fate.VOICEMAIL, "+4989333", incoming=False)
    assert await file.open() == [abandoned, mailbox, missed]
    last, _, first = await file.follow_ups.misses(OWNER, DAWN)
    assert (last.at, last.line, last.number) == (at(9), ANN, Number(ANN))
    assert (last.fate, last.waited_s, last.queue) == (Fate.ABANDONED, 95, Number("6402"))
    assert (first.name, first.did, first.queue) == ("Ann", Number("+49891000"), None)


async def test_what_is_too_old_is_nobodys_business_any_more(file: File) -> None:
    """Only what began since then."""
    await file.call(-1441, Fate.MISSED)
    young = await file.call(-1439, Fate.MISSED)
    assert await file.open() == [young]


@pytest.mark.parametrize("fate", [Fate.ANSWERED, Fate.ANSWERED_ELSEWHERE])
async def test_a_talk_after_it_closes_it(file: File, fate: Fate) -> None:
    """Whoever called, and whoever talked; on another line it does not."""
    await file.call(0, Fate.MISSED)
    await file.call(5, fate, incoming=fate is Fate.ANSWERED_ELSEWHERE, talk_s=30)
    after = await file.call(9, Fate.MISSED)
    other = await file.call(1, Fate.MISSED, BEN)
    assert await file.open() == [after, other]


async def test_a_call_back_that_nobody_took_does_not_close_it(file: File) -> None:
    """They are still waiting."""
    missed = await file.call(0, Fate.MISSED)
    await file.call(5, Fate.NO_ANSWER, incoming=False)
    assert await file.open() == [missed]


async def test_everybody_has_a_list_of_their_own(file: File) -> None:
    """Another extension's talk closes nothing here, nor do its marks."""
    mine = await file.call(0, Fate.MISSED)
    theirs = await file.call(0, Fate.MISSED, owner=OTHER)
    await file.follow_ups.put(OTHER, [Mark(ANN, at(5), MarkKind.DONE)])
    assert await file.open() == [mine]
    assert await file.open(OTHER) == []
    await file.call(3, Fate.ANSWERED)
    later = await file.call(9, Fate.MISSED, owner=OTHER)
    assert await file.open() == []
    assert await file.open(OTHER) == [later]
    assert theirs != later


@pytest.mark.parametrize("kind", [MarkKind.DONE, MarkKind.REACHED])
async def test_a_closing_mark_closes_it(file: File, kind: MarkKind) -> None:
    """What came until then; who is only put off stays."""
    await file.call(5, Fate.MISSED)
    after = await file.call(6, Fate.MISSED)
    other = await file.call(5, Fate.MISSED, BEN)
    await file.follow_ups.put(
        OWNER, [Mark(ANN, at(5), kind), Mark(BEN, at(9), MarkKind.SNOOZE, at(60))]
    )
    assert await file.open() == [after, other]


async def test_each_call_without_a_number_is_one_of_its_own(file: File) -> None:
    """A talk with somebody who withheld theirs closes none; a mark closes the one that it names."""
    one = await file.call(0, Fate.MISSED, None)
    other = await file.call(1, Fate.MISSED, None)
    await file.call(5, Fate.ANSWERED, None, talk_s=30)
    misses = await file.follow_ups.misses(OWNER, DAWN)
    assert [each.line for each in misses] == [withheld_line(other), withheld_line(one)]
    assert [each.number for each in misses] == [None, None]
    await file.follow_ups.put(OWNER, [Mark(withheld_line(one), at(9), MarkKind.DONE)])
    assert await file.open() == [other]


async def test_when_a_line_was_last_talked_on(file: File) -> None:
    """The end of the last talk, of the lines that are asked for."""
    await file.call(0, Fate.ANSWERED, ring_s=10, talk_s=600)
    await file.call(2, Fate.ANSWERED_ELSEWHERE, ring_s=10, talk_s=20)
    await file.call(20, Fate.MISSED)
    await file.call(3, Fate.ANSWERED, BEN, talk_s=60)
    assert await file.follow_ups.reached(OWNER, [ANN, "+1"], DAWN) == {
        ANN: at(0) + timedelta(seconds=610)
    }
    assert await file.follow_ups.reached(OTHER, [ANN, BEN], DAWN) == {}


async def test_marks_are_kept_as_they_were_made(file: File) -> None:
    """In order, and only those of the lines asked for; another run reads them again."""
    done = Mark(ANN, at(5), MarkKind.DONE, None, 'wants "offer" 报价')
    later = Mark(BEN, at(6.5), MarkKind.SNOOZE, at(90))
    again = Mark(ANN, at(3), MarkKind.SNOOZE, at(60), "lunch")
    await file.follow_ups.put(OWNER, [done, later])
    await file.follow_ups.put(OWNER, [again])
    assert await file.follow_ups.marks(OWNER, {ANN: 1, BEN: 2}.keys()) == (done, later, again)
    assert await file.follow_ups.marks(OWNER, [BEN]) == (later,)
    assert await file.follow_ups.marks(OTHER, [ANN]) == ()


async def test_all_that_was_said_can_be_taken_along(file: File) -> None:
    """Of every list, each with whose it is."""
    done, later = Mark(ANN, at(5), MarkKind.DONE), Mark(BEN, at(4), MarkKind.SNOOZE, at(60), "x")
    await file.follow_ups.put(OTHER, [done])
    await file.follow_ups.put(OWNER, [later])
    assert await file.follow_ups.said() == ((OTHER, done), (OWNER, later))


async def test_a_mark_is_taken_back(file: File) -> None:
    """The one that was said last, where the same was said twice."""
    done, later = Mark(ANN, at(5), MarkKind.DONE), Mark(BEN, at(5), MarkKind.SNOOZE, at(60))
    await file.follow_ups.put(OWNER, [done, later])
    await file.follow_ups.put(OWNER, [done])
    await file.follow_ups.drop(OWNER, [done])
    assert await file.follow_ups.marks(OWNER, [ANN, BEN]) == (done, later)
    await file.follow_ups.drop(OWNER, [done, later])
    assert await file.follow_ups.marks(OWNER, [ANN, BEN]) == ()


async def test_marks_go_with_whoever_is_forgotten(file: File) -> None:
    """A reason is a trace of a person as much as a call is."""
    await file.call(0, Fate.MISSED)
    await file.follow_ups.put(OWNER, [Mark(ANN, at(5), MarkKind.DONE, None, "ill")])
    await file.history.forget([ANN], None)
    assert await file.follow_ups.marks(OWNER, [ANN]) == ()


async def test_a_month_of_a_busy_desk_is_read_at_once(file: File) -> None:
    """By its indexes: no table is read from end to end."""
    await file.call(0, Fate.MISSED)

    def plan(connection: sqlite3.Connection) -> list[str]:
        from ctiapp.storage import followups

        values = {"owner": OWNER, "since": 0, "day": 0, "withheld": "", "most": 9, "lines": "[]"}
        return [
            str(row[3])
            for query in (followups._OPEN, followups._REACHED, followups._MARKS)
            for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", values)
        ]

    steps = await file.history.worker.do(plan)
    assert not [step for step in steps if step.startswith("SCAN") and "json_each" not in step]
