"""Parking: a party waits in a slot until somebody dials the slot's number, or rings back.

Where the handbook is silent: the parked party's status is HOLD; the parker hears the slot's number
for a moment and is then left out of the call. A call that nobody fetches in time rings the parker,
under its old id on a new channel; if nobody answers then, it ends. Who fetches a call comes over
into it: the call that they dialled ends, the parked one's id lives on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.simpbx.errors import FullError, SlotError, WrongStateError
from ctiapp.simpbx.facts import LegState, Reason

if TYPE_CHECKING:
    from ctiapp.simpbx.agenda import Timer
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg


@dataclass(eq=False, slots=True)
class Parked:
    """A party in a slot. ``wait_s`` is how long it may stand there from ``since_s`` on."""

    slot: str
    leg: Leg
    parker: Leg
    since_s: float
    wait_s: float
    timer: Timer | None = None

    @property
    def parker_number(self) -> str:
        """Who parked it."""
        return self.parker.party.known_as

    @property
    def parked_number(self) -> str:
        """Who is parked."""
        return self.leg.party.known_as


class Parking:
    """The parking slots of an exchange."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange
        self.slots: dict[str, Parked] = {}

    def park(self, leg: Leg, slot: str = "", *, by_phone: bool = False) -> Parked:
        """Park a party in ``slot``, or in the first free one.

        Raises ``WrongStateError`` for who is in no conversation of two, ``SlotError`` for a slot
        that is taken or none, ``FullError`` where no slot is free.
        """
        exchange, call, parker = self._exchange, leg.call, leg.partner()
        if parker is None or exchange.consults.of(parker) or exchange.consults.of(leg):
            message = f"{leg.channel} is in no conversation that could be parked"
            raise WrongStateError(message)
        slot = self._choose(slot)
        exchange.silence(call)
        leg.leave_bridge()
        parker.leave_bridge()
        leg.state, parker.state = LegState.HELD, LegState.UP
        wait_s = exchange.rules.park_s
        entry = Parked(slot, leg, parker, exchange.now_s, wait_s)
        entry.timer = exchange.after(wait_s, partial(self._recall, entry))
        self.slots[slot] = entry
        call.slot = slot
        if by_phone:
            exchange.dismiss(parker)
        else:
            exchange.after(exchange.rules.park_prompt_s, partial(self._prompted, entry))
        exchange.changed(call)
        return entry

    def retrieve(self, leg: Leg, slot: str) -> None:
        """Connect the dialling ``leg`` to who is parked in ``slot``."""
        exchange, dialled = self._exchange, leg.call
        entry = self.slots.get(slot)
        if entry is None:
            exchange.fail(dialled, Reason.NOT_FOUND)
            return
        call = entry.leg.call
        self._leave(entry)
        exchange.move_leg(leg, entry.leg, trace=True)
        call.to_number = leg.extension or call.to_number
        exchange.changed(call)
        exchange.end(dialled)

    def holds(self, call: Call) -> bool:
        """Whether a call's party still stands in a slot; one that has hung up frees it."""
        entry = self.slots.get(call.slot)
        if entry is not None and not entry.leg.alive:
            self._leave(entry)
            return False
        return entry is not None

    def call_over(self, call: Call) -> None:
        """Free the slot of an ended call."""
        entry = self.slots.get(call.slot)
        if entry is not None:
            self._free(entry)

    def _choose(self, wanted: str) -> str:
        all_slots = self._exchange.directory.parking_slots
        if wanted:
            if wanted not in all_slots or wanted in self.slots:
                message = f"no free parking slot {wanted}"
                raise SlotError(message)
            return wanted
        free = next((slot for slot in all_slots if slot not in self.slots), None)
        if free is None:
            message = "every parking slot is taken"
            raise FullError(message)
        return free

    def _prompted(self, entry: Parked) -> None:
        """Cut the parker off, who has heard the number."""
        exchange, parker = self._exchange, entry.parker
        if parker.alive and parker.bridge is None and parker.call is entry.leg.call:
            exchange.drop_leg(parker)
            exchange.settle(parker.call)
            exchange.tell_states([parker.extension])

    def _recall(self, entry: Parked) -> None:
        """Ring the parker for a call that stood in its slot too long."""
        self._leave(entry)
        exchange, parker = self._exchange, entry.parker
        exchange.transfers.recall(entry.leg, parker.extension or "")

    def _leave(self, entry: Parked) -> None:
        """Take a call out of its slot; a parker who still hears the number does not any more."""
        self._free(entry)
        parker = entry.parker
        if parker.alive and parker.bridge is None and parker.call is entry.leg.call:
            self._exchange.drop_leg(parker)
            self._exchange.tell_states([parker.extension])

    def _free(self, entry: Parked) -> None:
        if entry.timer is not None:
            entry.timer.cancel()
        entry.leg.call.slot = ""
        del self.slots[entry.slot]
