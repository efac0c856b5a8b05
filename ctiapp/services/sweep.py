"""Ended calls leave the screen after their time, and offers end after theirs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.state.changes import CallChanged

if TYPE_CHECKING:
    from ctiapp.model.call import Call
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

EVERY_S = 0.5
"""How often the store's time is let pass while an ended call or an offer is still shown."""


class Sweep:
    """Lets the store's time pass while there is something to sweep away, and rests otherwise."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._handle: asyncio.Handle | None = None
        self._unsubscribe = store.subscribe(self._on_changes)

    def stop(self) -> None:
        """Sweep no more."""
        self._unsubscribe()
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        passing = any(
            isinstance(change, CallChanged) and change.after is not None and _passes(change.after)
            for change in changes
        )
        if passing and self._handle is None:
            self._arm()

    def _arm(self) -> None:
        self._handle = asyncio.get_running_loop().call_later(EVERY_S, self._sweep)

    def _sweep(self) -> None:
        self._handle = None
        self._store.tick(self._clock())
        if any(_passes(call) for call in self._store.calls):
            self._arm()


def _passes(call: Call) -> bool:
    """Whether nothing but time is needed for it to change."""
    return call.end is not None or call.phase is Phase.OFFERED
