"""Several rooms, one after the other."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.model.number import Number
from ctiapp.services.hotel.checkoutjob import CheckOutJob, CheckOutRow, RowState
from tests.services.fakes import settle
from tests.services.gates import Gate

ROOMS = [Number(text) for text in ("101", "102", "103")]


class Work:
    """A job whose rooms do what they are told."""

    def __init__(self) -> None:
        self.gate = Gate()
        self.begun: list[str] = []
        self.ends = dict.fromkeys(ROOMS, RowState.DONE)
        self.job = CheckOutJob([CheckOutRow(room, "Ann") for room in ROOMS], self.one)
        self.heard: list[Number | None] = []
        self.job.subscribe(self.heard.append)

    async def one(self, row: CheckOutRow) -> CheckOutRow:
        self.begun.append(row.room.text)
        await self.gate.passing()
        return replace(row, state=self.ends[row.room])

    @property
    def states(self) -> list[RowState]:
        return [row.state for row in self.job.rows]


async def test_one_is_done_after_the_other() -> None:
    """Never two at once; each step is told, and the end."""
    work = Work()
    work.gate.shut()
    work.job.start()
    await settle()

    assert work.states == [RowState.RUNNING, RowState.WAITING, RowState.WAITING]
    assert work.gate.waiting == 1

    work.gate.open()
    await work.job.ended()

    assert work.states == [RowState.DONE] * 3
    assert work.begun == ["101", "102", "103"]
    assert work.heard == [each for room in ROOMS for each in (room, room)] + [None]
    assert not work.job.running


async def test_a_failure_keeps_no_other_waiting() -> None:
    """And it can be tried again, alone."""
    work = Work()
    work.ends[ROOMS[1]] = RowState.FAILED
    work.job.start()
    await work.job.ended()
    assert work.states == [RowState.DONE, RowState.FAILED, RowState.DONE]

    work.ends[ROOMS[1]] = RowState.DONE
    work.job.retry(ROOMS[1])
    assert work.job.running
    await work.job.ended()

    assert work.states == [RowState.DONE] * 3
    assert work.begun == ["101", "102", "103", "102"]


async def test_stopped_it_begins_no_further_room() -> None:
    """The one under way is finished; who waits waits, until they are tried."""
    work = Work()
    work.gate.shut()
    work.job.start()
    await settle()

    work.job.stop()
    work.gate.open()
    await work.job.ended()

    assert work.states == [RowState.DONE, RowState.WAITING, RowState.WAITING]
    assert work.job.stopped

    work.job.start()
    await work.job.ended()

    assert work.states == [RowState.DONE] * 3


@pytest.mark.parametrize("room", [ROOMS[0], Number("999")])
async def test_what_is_done_or_none_of_these_is_not_tried_again(room: Number) -> None:
    """What was wiped is not wiped twice by a slip."""
    work = Work()
    work.job.start()
    await work.job.ended()

    with pytest.raises(UsageError) as caught:
        work.job.retry(room)

    assert caught.value.key == "checkout.no_retry"
    assert len(work.begun) == 3


async def test_one_under_way_is_not_tried_again() -> None:
    """It is still being done."""
    work = Work()
    work.gate.shut()
    work.job.start()
    await settle()

    with pytest.raises(UsageError):
        work.job.retry(ROOMS[0])

    work.job.cancel()
    await work.job.ended()
    assert work.begun == ["101"]


async def test_several_may_wait_for_the_end() -> None:
    """And whoever waits after it goes on at once."""
    work = Work()
    work.job.start()

    await asyncio.gather(work.job.ended(), work.job.ended())
    await work.job.ended()

    assert not work.job.running
