"""Lamps at the start and after a gap: nobody told how lines and people moved before, so one asks.

All calls first: three questions tell whose phone rings or is busy, and with whom. Then, after a
gap, the list of extensions, which tells who is away or may not be disturbed (at the start the
directory reads it anyway); it is long, and a whole office comes back at once after a PBX was
started anew, so each desk waits a little, and not all of them equally long.
"""

from __future__ import annotations

import asyncio
import logging
import random
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError
from ctiapp.model.events import LinkState
from ctiapp.state.changes import LinkMoved

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.directory import Directory
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.session")

LATER_S = (1.0, 5.0)
"""How long to wait before the list is read, between these two."""
AGAIN_S = 30.0
"""How soon to try again what could not be had."""


class LampReader:
    """Reads all calls when the link comes up, and after a gap the people as well.

    Args:
        store: what is told.
        clock: both clocks.
        directory: reads the list.
        pbx: whom to ask; None while signed out.
        rng: for the wait.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        directory: Directory,
        pbx: Callable[[], Pbx | None],
        rng: random.Random | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._directory = directory
        self._pbx = pbx
        self._rng = rng or random.Random()  # noqa: S311 - jitter is no secret
        self._task: asyncio.Task[None] | None = None
        store.subscribe(self._on_changes)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if not isinstance(change, LinkMoved):
                continue
            if self._task is not None:
                self._task.cancel()
                self._task = None
            pbx = self._pbx()
            if change.state is LinkState.UP and pbx is not None:
                self._task = asyncio.create_task(self._run(pbx), name="lamps")

    async def _run(self, pbx: Pbx) -> None:
        calls_due = True
        wait_s = self._rng.uniform(*LATER_S)
        while True:
            try:
                if calls_due:
                    await self._read_calls(pbx)
                    calls_due = False
                if not self._store.lamps_doubtful:
                    return
                await asyncio.sleep(wait_s)
                self._store.set_people(await self._directory.read_people_again(), self._clock())
            except CtiError as error:
                log.info("lamps could not be read again: %s", error)
            except Exception:
                log.exception("reading lamps again failed")
                return
            else:
                return
            wait_s = AGAIN_S
            await asyncio.sleep(AGAIN_S)

    async def _read_calls(self, pbx: Pbx) -> None:
        asked_s = self._clock().mono_s
        reports = await pbx.all_calls()
        if reports:
            self._store.set_calls(reports, asked_s, self._clock())
            return
        # No call at all, or a PBX that does not say with whom, or not even who.
        lines = await pbx.lines()
        nobody = lines is not None and not lines
        self._store.set_calls(reports if nobody else None, asked_s, self._clock())
        if lines:
            self._store.set_lines(lines, self._clock())
