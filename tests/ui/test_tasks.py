"""What a slot starts is kept alive, named, told of, and cancelled at the end."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CtiError, NotPermitted
from ctiapp.model.notice import Severity
from ctiapp.ui.tasks import Tasks

if TYPE_CHECKING:
    from ctiapp.model.notice import Notice


@pytest.fixture
def told() -> list[Notice]:
    return []


@pytest.fixture
def tasks(told: list[Notice]) -> Tasks:
    return Tasks(told.append)


async def _refuse() -> None:
    raise NotPermitted("no", code=10008)


async def test_result_is_handed_over(tasks: Tasks) -> None:
    results: list[int] = []

    async def work() -> int:
        return 3

    task = tasks.start(work(), name="work", done=results.append)
    assert task is not None
    assert task.get_name() == "work"
    await task

    assert results == [3]
    assert tasks.running == 0


async def test_it_lives_although_nobody_keeps_it(tasks: Tasks) -> None:
    gate, done = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        await gate.wait()
        done.set()

    tasks.start(work(), name="work")
    await asyncio.sleep(0)
    gc.collect()
    gate.set()
    await done.wait()


async def test_refusal_becomes_a_notice(tasks: Tasks, told: list[Notice]) -> None:
    task = tasks.start(_refuse(), name="hold")
    assert task is not None
    await task

    assert [(n.key, n.code, n.severity) for n in told] == [
        ("error.not_permitted", "10008", Severity.ERROR)
    ]


async def test_refusal_goes_to_the_form_that_asked(tasks: Tasks, told: list[Notice]) -> None:
    errors: list[CtiError] = []
    task = tasks.start(_refuse(), name="sign in", failed=errors.append)
    assert task is not None
    await task

    assert [type(error) for error in errors] == [NotPermitted]
    assert told == []


@pytest.mark.expected_log("a command of the window failed")
async def test_a_bug_is_logged_and_told(tasks: Tasks, told: list[Notice]) -> None:
    async def work() -> None:
        raise KeyError("x")

    task = tasks.start(work(), name="work")
    assert task is not None
    await task

    assert [(n.key, n.code) for n in told] == [("error.internal", "KeyError")]


async def test_close_cancels_and_takes_nothing_more(tasks: Tasks, told: list[Notice]) -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cancelled")

    tasks.start(work(), name="work")
    await asyncio.sleep(0)
    await tasks.close()

    assert ended == ["cancelled"]
    assert told == []
    assert tasks.start(work(), name="late") is None
    assert tasks.running == 0


async def test_what_is_cancelled_before_it_began_leaves_nothing_behind() -> None:
    """No warning of work that was never awaited: it is closed."""
    tasks = Tasks(lambda _: None)

    async def work() -> None:
        raise AssertionError("begun")

    made = work()
    task = tasks.start(made, name="never")
    assert task is not None
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert made.cr_frame is None
