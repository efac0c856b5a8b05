"""Who waits in which slot: the PBX's list, fetched when it may have changed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.model.errors import CtiError
from ctiapp.model.events import LinkState
from ctiapp.model.observers import Observers
from ctiapp.state.changes import CallChanged, ParkedChanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.parking import ParkedCall
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.calls")

WHILE_PARKED_S = 15.0
"""How often the list is fetched while somebody waits: no event tells that others took them."""
EMPTY_S = 60.0
"""How often it is fetched while nobody does: no event tells that others parked somebody."""


class Parking:
    """Keeps the list of slots true."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._observers: Observers[tuple[ParkedCall, ...]] = Observers()
        store.subscribe(self._on_changes)

    @property
    def parked(self) -> tuple[ParkedCall, ...]:
        """Who waits, as last known."""
        return self._store.parked

    def subscribe(self, listener: Callable[[tuple[ParkedCall, ...]], None]) -> Callable[[], None]:
        """Hear of each change of the list; the answer ends it."""
        return self._observers.subscribe(listener)

    def attach(self, pbx: Pbx) -> None:
        """Ask this PBX from now on, and at once."""
        self.detach()
        self._wanted.set()
        self._task = asyncio.create_task(self._run(pbx), name="parking")

    def detach(self) -> asyncio.Task[None] | None:
        """Ask no more; what was running, already cancelled, to be waited for."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        return task

    def look_now(self) -> None:
        """The list may have changed."""
        self._wanted.set()

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, ParkedChanged):
                self._observers.tell(change.parked)
            elif isinstance(change, CallChanged):
                phases = {call.phase for call in (change.before, change.after) if call is not None}
                if Phase.PARKED in phases:
                    self._wanted.set()

    async def _run(self, pbx: Pbx) -> None:
        failed = False
        while True:
            again = failed or bool(self._store.parked)
            try:
                async with asyncio.timeout(WHILE_PARKED_S if again else EMPTY_S):
                    await self._wanted.wait()
            except TimeoutError:
                pass  # it is time to look
            told = self._wanted.is_set()
            self._wanted.clear()
            if self._store.link is not LinkState.UP:
                continue
            asked_s = self._clock().mono_s
            try:
                parked = await pbx.parked()
            except CtiError as error:
                log.info("the list of slots could not be had: %s", error)
                failed = True
                continue
            failed = False
            before = {one.leg_id for one in self._store.parked}
            self._store.set_parked(parked, asked_s, self._clock())
            if not told and before != {one.leg_id for one in self._store.parked}:
                log.info("a look mended the list of slots")
