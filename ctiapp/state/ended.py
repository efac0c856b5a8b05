"""Legs that ended: a late RING must not bring one back."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.ids import CallId, LegId

REMEMBERED_S = 600.0
"""How long an ended leg is remembered."""
REMEMBERED_MAX = 4096
"""How many are remembered at most; the oldest go first."""


class EndedLegs:
    """One's own ended legs by (call, leg), bounded in number and age."""

    def __init__(self) -> None:
        self._ended: OrderedDict[tuple[CallId, LegId], float] = OrderedDict()

    def __contains__(self, key: tuple[CallId, LegId]) -> bool:
        return key in self._ended

    def __len__(self) -> int:
        return len(self._ended)

    def add(self, call_id: CallId, leg_id: LegId, now_s: float) -> None:
        """Remember a leg that ended now."""
        self._ended[call_id, leg_id] = now_s
        self._ended.move_to_end((call_id, leg_id))
        while len(self._ended) > REMEMBERED_MAX:
            self._ended.popitem(last=False)

    def discard(self, call_id: CallId, leg_id: LegId) -> None:
        """A leg had not ended after all."""
        self._ended.pop((call_id, leg_id), None)

    def forget_old(self, now_s: float) -> None:
        """Forget those that ended long ago."""
        while self._ended and now_s - next(iter(self._ended.values())) >= REMEMBERED_S:
            self._ended.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        self._ended.clear()
