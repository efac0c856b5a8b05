"""Blocks are read a few at a time, the newest wish first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from ctiapp.model.errors import CtiError, StorageError
from ctiapp.ui.history.fetching import AT_ONCE, WAITING, Fetching
from ctiapp.ui.history.model import Block
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import until
from tests.ui.history.samples import TODAY, call

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.history import PastCall

pytestmark = pytest.mark.usefixtures("english")


class Model(QObject):
    """Wants blocks and says what it got."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.got: list[int] = []
        self.given_up: list[int] = []

    def put_block(self, block: Block, _calls: tuple[PastCall, ...]) -> None:
        self.got.append(block.offset)

    def give_up(self, block: Block) -> None:
        self.given_up.append(block.offset)


class Disk:
    """Reads when it is told to."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.go = asyncio.Event()
        self.error: Exception | None = None

    async def read(self, block: Block) -> tuple[PastCall, ...]:
        self.begun.append(block.offset)
        await self.go.wait()
        if self.error is not None:
            raise self.error
        return (call(),)


async def test_the_newest_wish_is_read_first_and_too_many_are_dropped() -> None:
    model, disk, tasks = Model(), Disk(), Tasks(lambda _: None)
    fetching = Fetching(model, tasks, disk.read, lambda _: None)  # type: ignore[arg-type]
    total = AT_ONCE + WAITING + 3
    for at in range(total):
        model.wanted.emit(Block(1, TODAY, at, 1))
    assert model.given_up == list(range(AT_ONCE, AT_ONCE + 3))
    disk.go.set()
    await _idle(tasks)
    assert disk.begun == [0, 1, *range(total - 1, AT_ONCE + 2, -1)]
    assert sorted(model.got + model.given_up) == list(range(total))
    assert fetching._running == 0


@pytest.mark.parametrize("error", [StorageError("broken"), RuntimeError("worse")])
async def test_one_that_fails_is_told_and_holds_up_no_other(
    error: Exception, expected_log: Callable[..., None]
) -> None:
    if not isinstance(error, CtiError):
        expected_log("a command of the window failed")
    told: list[object] = []
    failed: list[CtiError] = []
    model, disk, tasks = Model(), Disk(), Tasks(told.append)
    fetching = Fetching(model, tasks, disk.read, failed.append)  # type: ignore[arg-type]
    disk.error = error
    disk.go.set()
    for at in range(AT_ONCE):
        model.wanted.emit(Block(1, TODAY, at, 1))
    await _idle(tasks)
    assert len(failed) == (AT_ONCE if isinstance(error, CtiError) else 0)
    assert len(told) == AT_ONCE - len(failed)
    disk.error = None
    model.wanted.emit(Block(1, TODAY, 9, 1))
    await _idle(tasks)
    assert model.got == [9]
    assert fetching._running == 0


async def _idle(tasks: Tasks) -> None:
    await until(lambda: not tasks.running)
