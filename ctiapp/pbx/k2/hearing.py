"""Whether what a K2 posts reaches us, and whether it is this K2 that posts. Pure; bounded.

No request makes the PBX post an event, so nobody can try. But a call of one's own that the PBX
tells when asked, and that no event told of, is proof enough, though it be over by now: something on
the way is closed, or another program with the same account has the events (section 9, point 14).
"""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.ids import CallId

LATE_S: Final = 8.0
"""How long an event may be on its way, in seconds, before it is missed."""

MAX_CALLS: Final = 2000
"""The most calls that are kept in mind; the oldest go first."""


class Verdict(Enum):
    """What a comparison shows."""

    FINE = "fine"
    DOUBTFUL = "doubtful"
    BLOCKED = "blocked"


class Hearing:
    """What is known of the way from the PBX to us.

    Args:
        clock: monotonic seconds; also an attribute.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._told: OrderedDict[CallId, None] = OrderedDict()
        self._missing: dict[CallId, float] = {}
        self._came_s: float | None = None
        self._sn: str | None = None
        self._posted_sn: str | None = None

    def begin(self) -> None:
        """A new stream: what happened before nobody could tell."""
        self._told.clear()
        self._missing.clear()
        self._came_s = None

    def is_genuine(self, sn: str, own: str | None) -> bool:
        """Whether an event is this PBX's, by the serial number in it.

        The relatives' books print one number where the PBX is asked and another in events. So where
        the first event has another one, all others must be like it.

        Args:
            sn: in the event; empty where it has none.
            own: as the PBX told when it was asked; None where it did not tell.
        """
        if own != self._sn:
            self._sn, self._posted_sn = own, None
        if not sn or own is None:
            return True
        if self._posted_sn is None:
            self._posted_sn = sn
        return sn.casefold() in (own.casefold(), self._posted_sn.casefold())

    def came(self) -> None:
        """An event is here."""
        self._came_s = self.clock()

    def told(self, call_ids: Iterable[CallId]) -> None:
        """Events, or a snapshot, told of these calls."""
        for call_id in call_ids:
            self._told[call_id] = None
            self._told.move_to_end(call_id)
            self._missing.pop(call_id, None)
        while len(self._told) > MAX_CALLS:
            self._told.popitem(last=False)

    def compare(self, call_ids: Iterable[CallId]) -> Verdict:
        """Compare which calls one has, by the PBX's word now, with what was told of.

        One that is over before the next comparison is missed like any other: where calls are
        short, none would be there twice.
        """
        now_s = self.clock()
        for call_id in call_ids:
            if call_id not in self._told and len(self._missing) < MAX_CALLS:
                self._missing.setdefault(call_id, now_s)
        since_s = min(self._missing.values(), default=now_s)
        if now_s - since_s < LATE_S:
            return Verdict.FINE
        self.told(tuple(self._missing))  # told of once; the snapshot that follows has them
        if self._came_s is not None and self._came_s > since_s:
            return Verdict.DOUBTFUL
        return Verdict.BLOCKED
