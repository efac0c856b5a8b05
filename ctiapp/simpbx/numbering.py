"""The dial plan: what a dialled number means here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.directory import Conference, Extension, Ivr, ParkingSlot, Queue, RingGroup
from ctiapp.simpbx.facts import Reason

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Directory

EMERGENCY = ("110", "112", "119", "120", "911", "999")
"""Short numbers that always lead outside."""

_SHORTEST_OUTSIDE = 5
_INTERNAL_LENGTH = 4

UNLUCKY_ENDINGS = {
    "00404": Reason.NOT_FOUND,
    "00408": Reason.OFF,
    "00410": Reason.LEFT,
    "00480": Reason.NO_ANSWER,
    "00486": Reason.REFUSED,
    "00603": Reason.RANG_OUT,
}
"""Outside numbers that fail on purpose, by their last five digits."""

Target = Extension | Queue | RingGroup | Ivr | Conference | ParkingSlot | str | Reason
"""Where a number leads: something of ours, an outside number, or why it leads nowhere."""


def resolve(directory: Directory, number: str) -> Target:
    """Return what ``number`` leads to. Spaces and common separators do not matter."""
    dialled = "".join(char for char in number if char not in " -().\u00a0/")
    for place in (
        directory.extensions,
        directory.queues,
        directory.ring_groups,
        directory.ivrs,
        directory.conferences,
    ):
        if dialled in place:
            found: Target = place[dialled]
            return found
    if dialled in directory.parking_slots:
        return ParkingSlot(dialled)
    digits = dialled.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        # Feature codes are not simulated; anything else is no number at all.
        return Reason.NOT_FOUND if dialled[:1] in ("*", "#") else Reason.INCOMPLETE
    if digits in EMERGENCY:
        return digits
    if dialled.startswith("+") or digits.startswith("0") or len(digits) >= _SHORTEST_OUTSIDE:
        return dialled if len(digits) >= _SHORTEST_OUTSIDE else Reason.INCOMPLETE
    return Reason.NOT_FOUND if len(digits) == _INTERNAL_LENGTH else Reason.INCOMPLETE


def outside_fate(number: str) -> Reason | None:
    """Return why an outside number fails by its ending, or None for a number that rings."""
    return UNLUCKY_ENDINGS.get(number[-5:])
