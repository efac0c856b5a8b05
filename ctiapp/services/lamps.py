"""Lamps at the start and after a gap: nobody told how lines and people moved before, so one asks.

All calls first: three questions tell whose phone rings or is busy, and with whom. Then, after a
gap, the list of extensions, which tells who is away or may not be disturbed (at the start the
directory reads it anyway); it is long, and a whole office comes back at once after a PBX was
started anew, so each desk waits a little, and not all of them equally long.

Nothing tells either that an event was lost while the link stood: so all calls are read again every
few minutes, as long as anybody can see the window. Whoever was said to talk, and is in no call, has
hung up.
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
"""How soon to try again what could not be had, and to see whether the window is seen again."""
EVERY_S = (300.0, 600.0)
"""How long after one look at all calls the next one is, between these two: it is three questions,
and a whole office looks."""
SETTLED_S = 5.0
"""What an event told so shortly before one asked is newer than the answer: a PBX may tell of a call
before it lists it, and list it for a moment after it told of its end."""


class LampReader:
    """Reads all calls when the link comes up and now and then, and after a gap the people as well.

    Args:
        store: what is told.
        clock: both clocks.
        directory: reads the list.
        pbx: whom to ask; None while signed out.
        seen: whether anybody can see the window now.
        rng: for the wait.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        directory: Directory,
        pbx: Callable[[], Pbx | None],
        seen: Callable[[], bool],
        rng: random.Random | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._directory = directory
        self._pbx = pbx
        self._seen = seen
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
        try:
            if await self._read_after_gap(pbx):
                await self._look_again(pbx)
        except Exception:
            log.exception("reading lamps again failed")

    async def _read_after_gap(self, pbx: Pbx) -> bool:
        """Read what the gap left open, until all of it is there; whether the PBX tells of calls."""
        calls_due, tells = True, False
        wait_s = self._rng.uniform(*LATER_S)
        while True:
            try:
                if calls_due:
                    tells = await self._read_calls(pbx, self._clock().mono_s)
                    calls_due = False
                if self._store.lamps_doubtful:
                    await asyncio.sleep(wait_s)
                    wait_s = 0.0  # this desk's turn has come
                    people = await self._directory.read_people_again()
                    self._store.set_people(people, self._clock())
            except CtiError as error:
                log.info("lamps could not be read again: %s", error)
                await asyncio.sleep(AGAIN_S)
            else:
                return tells

    async def _look_again(self, pbx: Pbx) -> None:
        """Read all calls now and then: an event that was lost would be missing for ever."""
        wait_s = self._rng.uniform(*EVERY_S)
        while True:
            await asyncio.sleep(wait_s)
            if not self._seen():
                wait_s = AGAIN_S
                continue
            wait_s = self._rng.uniform(*EVERY_S)
            try:
                tells = await self._read_calls(
                    pbx, self._clock().mono_s - SETTLED_S, only_if_told=True
                )
            except CtiError as error:
                log.info("all calls could not be read again: %s", error)
                continue
            if not tells:
                return

    async def _read_calls(self, pbx: Pbx, asked_s: float, *, only_if_told: bool = False) -> bool:
        """Read all calls, and lines where those do not say.

        Args:
            pbx: whom to ask.
            asked_s: what events told after this is newer, on the monotonic clock.
            only_if_told: what is known stands where the PBX does not tell.

        Returns:
            Whether this PBX tells.
        """
        reports = await pbx.all_calls()
        if reports:
            self._store.set_calls(reports, asked_s, self._clock())
            return True
        # No call at all, or a PBX that does not say with whom, or not even who.
        lines = await pbx.lines()
        if lines is None and only_if_told:
            return False
        nobody = lines is not None and not lines
        self._store.set_calls(reports if nobody else None, asked_s, self._clock())
        if lines:
            self._store.set_lines(lines, asked_s, self._clock())
        return lines is not None
