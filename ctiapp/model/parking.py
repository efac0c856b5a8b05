"""Parked calls: a slot, who waits there, who parked them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.call import Moment
    from ctiapp.model.ids import LegId
    from ctiapp.model.number import Number


@dataclass(frozen=True, slots=True)
class ParkedCall:
    """Somebody who waits in a slot.

    Attributes:
        slot: the number to dial to get them back.
        party: who waits.
        parker: who parked them.
        leg_id: of who waits.
        since: since when; None where a list found it.
        stays_s: how long the PBX lets them wait before it rings who parked them, in seconds; None
            where it does not say.
    """

    slot: str
    party: Number
    parker: Number
    leg_id: LegId
    since: Moment | None = None
    stays_s: float | None = None

    @property
    def due_s(self) -> float | None:
        """When the PBX gives them back, on the monotonic clock; None where that is not known."""
        if self.since is None or self.stays_s is None:
            return None
        return self.since.mono_s + self.stays_s
