"""Starting a coroutine from a slot: kept alive, named, its errors told, cancelled at shutdown.

There is no other way to go from a click to a service. ``asyncSlot`` is not used: it keeps no strong
reference to its task, which can be collected while it waits.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from ctiapp.log import topic
from ctiapp.model.errors import CtiError
from ctiapp.model.notice import Notice, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

_log = topic("ui")

T = TypeVar("T")


class Tasks:
    """The running commands of the window.

    Args:
        tell: gets a notice for each error that nobody else wants, e.g. ``notices.post``.
    """

    def __init__(self, tell: Callable[[Notice], None]) -> None:
        self._tell = tell
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    def start(
        self,
        work: Coroutine[Any, Any, T],
        *,
        name: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[CtiError], None] | None = None,
    ) -> asyncio.Task[None] | None:
        """Run a coroutine on the loop.

        Args:
            work: the coroutine.
            name: what it is called in logs and debuggers.
            done: gets its result, where it has one; not called after an error.
            failed: gets its error instead of ``tell``, e.g. a form that shows it in its place.

        Returns:
            The task; None where the window is being shut down and nothing is started any more.
        """
        if self._closed:
            work.close()
            return None
        task = asyncio.get_running_loop().create_task(self._run(work, done, failed), name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        # One that is cancelled before it began has never looked at its work.
        task.add_done_callback(lambda _: work.close())
        return task

    @property
    def running(self) -> int:
        """How many run now."""
        return len(self._running)

    async def close(self) -> None:
        """Cancel what runs and wait for its end; nothing can be started afterwards."""
        self._closed = True
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _run(
        self,
        work: Coroutine[Any, Any, T],
        done: Callable[[T], None] | None,
        failed: Callable[[CtiError], None] | None,
    ) -> None:
        try:
            result = await work
            if done is not None:
                done(result)
        except CtiError as err:
            if failed is not None:
                failed(err)
            else:
                self._tell(err.notice())
        except Exception as err:  # noqa: BLE001 - the last resort; logged and told
            _log.exception("a command of the window failed")
            self._tell(
                Notice.of("error.internal", severity=Severity.ERROR, code=type(err).__name__)
            )
