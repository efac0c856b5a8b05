"""Picking up a parked one shows as one call.

A slot is dialled (P: ``call/dial``, l. 16283): that makes a call of its own, in which one's own
phone rings, until the PBX brings it together with the parked one's. Until then the dialled one is
shown, with the name of who waits; from then on the parked one's, which has the true id.

Who waits is known by their channel, which the PBX's list of slots names, and which stays theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.call import Call
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall


@dataclass(frozen=True, slots=True)
class Fetched:
    """Who is being picked up.

    Attributes:
        slot: from where.
        leg_id: their channel.
        party: their number.
    """

    slot: str
    leg_id: LegId
    party: Number


class Fetching:
    """Which calls dial a slot, and which of the two is shown."""

    def __init__(self) -> None:
        self._dialling: dict[CallId, Fetched] = {}
        self._hidden: dict[CallId, CallId | None] = {}

    def look(self, calls: Sequence[Call], parked: Sequence[ParkedCall]) -> None:
        """Take in how all calls and slots stand now."""
        waiting = {one.slot: Fetched(one.slot, one.leg_id, one.party) for one in parked}
        for call in calls:
            if call.phase is Phase.PARKED and call.slot is not None:
                leg = call.other_legs[0]
                waiting[call.slot] = Fetched(call.slot, leg.leg_id, leg.number)
        known = {call.call_id for call in calls}
        self._dialling = {call: who for call, who in self._dialling.items() if call in known}
        over = {call: None for call, by in self._hidden.items() if by is None and call in known}
        for call in calls:
            if call.end is None and call.dialled is not None and call.call_id not in self._dialling:
                who = waiting.get(call.dialled.text)
                if who is not None:
                    self._dialling[call.call_id] = who
        self._hidden = {**over}
        for call in calls:
            who = self._dialling.get(call.call_id)
            if who is not None and call.call_id not in over:
                self._pair(call, who, calls)

    def _pair(self, call: Call, who: Fetched, calls: Sequence[Call]) -> None:
        theirs = next(
            (
                other
                for other in calls
                if other.call_id != call.call_id
                and other.end is None
                and any(leg.leg_id == who.leg_id for leg in other.other_legs)
            ),
            None,
        )
        if theirs is None:
            return
        if call.end is None and theirs.phase is Phase.PARKED:
            self._hidden[theirs.call_id] = call.call_id
        elif call.end is None or call.end.reason is not EndReason.FAILED:
            self._hidden[call.call_id] = None

    def who(self, call_id: CallId) -> Fetched | None:
        """Whom this call fetches; None where it fetches nobody."""
        return self._dialling.get(call_id)

    def hides(self, call_id: CallId) -> bool:
        """Whether another call is shown in its place."""
        return call_id in self._hidden

    def shown_for(self, call_id: CallId) -> CallId:
        """The call that is shown in the place of this one, or itself."""
        return self._hidden.get(call_id) or call_id
