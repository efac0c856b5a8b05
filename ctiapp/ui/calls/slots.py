"""Who waits in which slot, as the list of parked calls shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall
    from ctiapp.services.lookup import Identity


@dataclass(frozen=True, slots=True)
class Waiting:
    """One slot as it is painted; text from outside, not yet made safe.

    Attributes:
        slot: what one dials to get them.
        name: who waits; the number where nobody knows; empty where that is withheld.
        number: theirs, where the name does not say it already.
        by: who parked them; empty where one did it oneself.
        since_s: since when, monotonic; None where that is not known.
    """

    slot: str
    name: str
    number: str
    by: str
    since_s: float | None


def waiting(
    parked: Iterable[ParkedCall],
    identify: Callable[[Number | None], Identity | None],
    me: Number | None,
) -> tuple[Waiting, ...]:
    """The slots in the order of their numbers."""
    found = []
    for call in parked:
        who, by = identify(call.party), identify(call.parker)
        found.append(
            Waiting(
                call.slot,
                call.party.text if who is None else who.label,
                "" if who is None else call.party.text,
                "" if call.parker == me else call.parker.text if by is None else by.label,
                None if call.since is None else call.since.mono_s,
            )
        )
    return tuple(sorted(found, key=lambda one: (len(one.slot), one.slot)))
