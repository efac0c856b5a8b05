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
    """

    slot: str
    party: Number
    parker: Number
    leg_id: LegId
    since: Moment | None = None
