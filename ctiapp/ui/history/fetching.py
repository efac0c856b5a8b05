"""Reads blocks of past calls in the background: the newest wish first, few at a time.

Whoever drags the scroll bar over a year asks for hundreds of blocks and looks at the last one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from ctiapp.model.errors import CtiError
    from ctiapp.model.history import PastCall
    from ctiapp.ui.history.model import Block, HistoryModel
    from ctiapp.ui.tasks import Tasks

AT_ONCE = 2
"""Blocks that are read at the same time."""
WAITING = 6
"""Wishes that wait at most; of more, the oldest are dropped."""


class Fetching:
    """The reading.

    Args:
        model: what wants blocks, and gets them.
        tasks: runs the reading.
        read: reads a block.
        failed: told of a block that could not be read.
    """

    def __init__(
        self,
        model: HistoryModel,
        tasks: Tasks,
        read: Callable[[Block], Coroutine[Any, Any, tuple[PastCall, ...]]],
        failed: Callable[[CtiError], None],
    ) -> None:
        self._model, self._tasks = model, tasks
        self._read, self._failed = read, failed
        self._waiting: list[Block] = []
        self._running = 0
        model.wanted.connect(self.want)

    def want(self, block: Block) -> None:
        """Read this one, before those that were wanted earlier."""
        self._waiting.append(block)
        while len(self._waiting) > WAITING:
            self._model.give_up(self._waiting.pop(0))
        self._next()

    def _next(self) -> None:
        while self._waiting and self._running < AT_ONCE:
            block = self._waiting.pop()
            self._running += 1
            # One that fails is not given up: painted again, it would be asked for at once, and so
            # for ever. The next reading of the whole list asks anew.
            self._tasks.start(self._run(block), name="past calls", failed=self._failed)

    async def _run(self, block: Block) -> None:
        try:
            calls = await self._read(block)
        finally:
            self._running -= 1
            self._next()
        self._model.put_block(block, calls)
