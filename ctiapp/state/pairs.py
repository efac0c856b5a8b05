"""What belongs together though no PBX says so: rings and calls, a consultation's two calls.

Both are inferred: the P handbook gives the uaCSTA ring a number of its own (l. 18209) and no call
id, and does not say how a consultation shows in the calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.commands import Verb
from ctiapp.model.events import RingStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.model.call import Call
    from ctiapp.model.commands import PhoneRingId
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number

MAX_RINGS = 16
"""Rings of one's own phones that are kept at most."""
UNBOUND_S = 10.0
"""How long a ring waits for its call to be told; after that its call has come and gone."""
NEAR_S = 3.0
"""A phone tells of its ring, and the PBX of the call, within this time (inferred)."""


class PhoneRingList:
    """The rings of one's own phones that can be answered from here, oldest first."""

    def __init__(self) -> None:
        self._rings: dict[PhoneRingId, float] = {}
        self._bound: dict[CallId, PhoneRingId] = {}

    def take(self, ring: PhoneRingId, step: RingStep, me: Number | None, now_s: float) -> None:
        """Take in what a phone says."""
        if ring.extension != me:
            return
        if step is not RingStep.RINGS:
            self._rings.pop(ring, None)
        elif ring not in self._rings:
            self._rings[ring] = now_s
            if len(self._rings) > MAX_RINGS:
                del self._rings[next(iter(self._rings))]

    def __bool__(self) -> bool:
        """Whether any phone rings that could be commanded."""
        return bool(self._rings or self._bound)

    def bind(self, call_id: CallId, ring: PhoneRingId) -> None:
        """A ring that was taken in is that call's, as is known otherwise."""
        if ring in self._rings:
            self._bound[call_id] = ring

    def of(
        self, call_id: CallId, ringing: Mapping[CallId, float | None], now_s: float
    ) -> PhoneRingId | None:
        """The ring that belongs to a call.

        A ring stays with its call; a new one goes to the oldest call without one that began to ring
        about then. One that rang before, unheard or on a phone that could not be commanded, gets
        none: to answer it would answer another. A call that rings no more takes its ring along.

        Args:
            call_id: which call.
            ringing: all that ring, oldest first, and since when (monotonic; None: not known).
            now_s: now, monotonic.
        """
        for bound_id, ring in list(self._bound.items()):
            if bound_id not in ringing:
                del self._bound[bound_id]
                self._rings.pop(ring, None)
            elif ring not in self._rings:
                del self._bound[bound_id]
        bound = set(self._bound.values())
        for ring, since_s in list(self._rings.items()):
            if ring not in bound and now_s - since_s > UNBOUND_S:
                del self._rings[ring]
        free = [ring for ring in self._rings if ring not in bound]
        for waiting_id, began_s in ringing.items():
            if waiting_id in self._bound or began_s is None:
                continue
            near = next((one for one in free if abs(self._rings[one] - began_s) <= NEAR_S), None)
            if near is not None:
                free.remove(near)
                self._bound[waiting_id] = near
        return self._bound.get(call_id)

    def clear(self) -> None:
        """Forget all."""
        self._rings.clear()
        self._bound.clear()


def consulted_for(call: Call, calls: Iterable[Call]) -> Call | None:
    """The call that waits while ``call``, a new one, is consulted; None where none does.

    One's own leg stands in both, or a consultation was asked for and in this call one calls: it
    neither rings here nor was begun by others.
    """
    calling = all(leg.state is not LegState.ALERTING for leg in call.own_legs) and all(
        leg.report.calling is not True and leg.report.kind is not LegKind.INBOUND
        for leg in call.other_legs
    )
    living = {other.call_id: other for other in calls if other.end is None}
    others = [
        other
        for other in living.values()
        if other.call_id != call.call_id
        # Nobody waits in what one dialled while no other is in it: a slot, say, that is fetched.
        and (other.dialled is None or other.other_legs)
    ]
    for other in others:
        # One that was only guessed to be consulted makes room for the one that surely is.
        partner = None if other.consulting is None else living.get(other.consulting)
        free = other.consulting is None or (partner is not None and not _share(partner, other))
        if free and _share(call, other):
            return other
    for other in others:
        if calling and other.consulting is None and Verb.CONSULT in other.pending:
            return other
    return None


def _share(call: Call, other: Call) -> bool:
    """Whether one's own leg stands in both calls."""
    return bool({leg.leg_id for leg in call.own_legs} & {leg.leg_id for leg in other.own_legs})
