"""Conversations of more than two: members invited into a call, and conference rooms.

A call grows member by member, up to nine; whoever leaves, the others talk on. A conference room is
another thing: each of its participants has a call of their own with the room, and a host who
leaves is told (30024). What the handbook leaves open: while an invited party rings, no other can
be invited; only extensions, ring groups and outside numbers can be; a failed invitation is told by
30015 under the call's id, and the call goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.simpbx.directory import Extension, RingGroup
from ctiapp.simpbx.errors import FullError, WrongStateError
from ctiapp.simpbx.facts import HostLeft, LegState, Reason
from ctiapp.simpbx.legs import Bridge
from ctiapp.simpbx.numbering import resolve

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Conference
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg

MOST_MEMBERS = 9
"""How many may be in one call (P handbook, l. 16544)."""


@dataclass(eq=False, slots=True)
class Room:
    """A conference room that is in use."""

    id: str
    bridge: Bridge = field(default_factory=Bridge)


class Conferences:
    """Brings more than two together."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange
        self.rooms: dict[str, Room] = {}

    def invite(self, inviter: Leg, number: str, *, rights_of: str = "") -> None:
        """Ring ``number`` into the call of ``inviter``.

        Raises ``WrongStateError`` for who does not talk just now or has an invitation out already,
        and ``FullError`` where nine are in the call.
        """
        exchange, call = self._exchange, inviter.call
        if inviter.state is not LegState.UP or not inviter.company() or call.attempt is not None:
            message = f"{inviter.channel} cannot invite anybody now"
            raise WrongStateError(message)
        if len(inviter.company()) + 1 >= MOST_MEMBERS:
            message = f"{MOST_MEMBERS} are in the call already"
            raise FullError(message)
        who = inviter.extension or ""
        refusal = exchange.router.dead_end(who, number, rights_of or who)
        if refusal is None:
            target = resolve(exchange.directory, number)
            usable = isinstance(target, Extension | RingGroup | str)
            refusal = None if usable else Reason.NOT_FOUND
        if refusal is not None:
            exchange.transfers.refuse_later(call, refusal)
            return
        call.fallback = partial(exchange.settle, call)
        exchange.router.lead(inviter, number, inviter.path)

    # Rooms

    def enter(self, leg: Leg, conference: Conference) -> None:
        """Let a caller into a room."""
        exchange, call = self._exchange, leg.call
        room = self.rooms.setdefault(conference.number, Room(call.id))
        leg.state, leg.path, leg.bridge = LegState.UP, conference.number, room.bridge
        room.bridge.legs.append(leg)
        call.waiting, call.room = True, conference.number
        if call.answered_s is None:
            call.answered_s = exchange.now_s
        exchange.changed(call)

    def call_over(self, call: Call) -> None:
        """Tell where the host has left; a room that nobody is in any more is closed."""
        room = self.rooms.get(call.room)
        if room is None:
            return
        host = self._exchange.directory.conferences[call.room].host
        if call.from_number == host:
            self._exchange.emit(HostLeft(room.id, host))
        if not room.bridge.legs:
            del self.rooms[call.room]
