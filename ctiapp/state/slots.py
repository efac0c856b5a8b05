"""Who waits in which parking slot, by the PBX's list, and what that says of calls parked here."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, Phase
from ctiapp.state.changes import ParkedChanged

if TYPE_CHECKING:
    from ctiapp.model.call import Moment
    from ctiapp.model.parking import ParkedCall
    from ctiapp.state.book import Batch, CallBook

log = logging.getLogger("ctiapp.state")


class Slots:
    """The list of slots, each with its age.

    Attributes:
        parked: who waits, in the PBX's order.
    """

    def __init__(self) -> None:
        self.parked: tuple[ParkedCall, ...] = ()
        self._known = False

    def clear(self) -> None:
        """Forget all."""
        self.parked = ()
        self._known = False

    def lose_ages(self) -> None:
        """After a gap nobody knows since when those wait whom the next list shows as new."""
        self._known = False

    def take(
        self, parked: tuple[ParkedCall, ...], asked_s: float, book: CallBook, batch: Batch
    ) -> None:
        """Take in who waits in which slot; what one parked and is not there waits no more.

        Args:
            parked: the whole list.
            asked_s: when it was asked for, on the monotonic clock: what was told since is newer.
            book: one's own calls.
            batch: takes what it changes.
        """
        known = {one.slot: one for one in self.parked}
        seen = batch.now if self._known else None
        self._known = True
        parked = tuple(_aged(one, known.get(one.slot), seen) for one in parked)
        if parked != self.parked:
            self.parked = parked
            batch.changes.append(ParkedChanged(parked))
        where = {one.leg_id: one.slot for one in parked}
        who = {one.slot: one.party for one in parked}
        for call in [call for call in book.calls.values() if call.phase is Phase.PARKED]:
            waits = call.other_legs[0]
            slot = where.get(waits.leg_id)
            if call.slot is None and slot is not None:
                book.put(call, replace(call, slot=slot), batch)  # its answer was lost
            fresh = book.touched.get(call.call_id, asked_s) > asked_s
            # Somebody else may have been parked there meanwhile.
            there = slot is not None or who.get(call.slot or "") == waits.number
            if call.slot is not None and not there and not fresh:
                log.info("a look mended call %s: it is parked no more", call.call_id)
                book.end(call.call_id, EndReason.UNKNOWN, batch)


def _aged(one: ParkedCall, known: ParkedCall | None, now: Moment | None) -> ParkedCall:
    """A slot's age counts from when we first saw the same party in it; None: not known."""
    same = known is not None and known.leg_id == one.leg_id
    return replace(one, since=known.since if same and known is not None else now)
