"""The lamps of all extensions as the store has them, for whoever paints them: to be read only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.directory import Presence
from ctiapp.state.changes import EngagementsChanged, Lamp, LampChanged, LampsChanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.engagement import Engagement
    from ctiapp.model.number import Number
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store


class StoreLamps:
    """The lamps and engagements of the store, to be read only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def doubtful(self) -> bool:
        """Whether there was a gap since the extensions were last read."""
        return self._store.lamps_doubtful

    def lamp(self, number: Number) -> Lamp | None:
        """What is known of an extension now."""
        known = self._store.lamps.get(number)
        if not self.doubtful or (known is not None and known.presence is not None):
            return known
        return replace(known or Lamp(), presence=Presence.UNKNOWN)

    def engagement(self, number: Number) -> Engagement | None:
        """Who an extension rings for, or talks with."""
        return self._store.engagements.of(number)

    def subscribe(
        self, listener: Callable[[tuple[Number, ...] | None], None]
    ) -> Callable[[], None]:
        """Hear whose lamp changed (None: anybody's); the answer ends it."""

        def on_changes(changes: tuple[Change, ...]) -> None:
            for change in changes:
                if isinstance(change, EngagementsChanged):
                    listener(change.numbers)
                elif isinstance(change, LampChanged):
                    listener((change.number,))
                elif isinstance(change, LampsChanged):
                    listener(None)

        return self._store.subscribe(on_changes)
