"""The moving parts of the exchange: legs, bridges, ringing attempts, calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ctiapp.simpbx.facts import (
    CallSnapshot,
    ExtensionParty,
    InboundParty,
    LegState,
    Member,
    OutboundParty,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.agenda import Timer
    from ctiapp.simpbx.facts import Direction, Party, Reason, Role

RecordingState = Literal["off", "on", "paused"]


@dataclass(eq=False, slots=True)
class Bridge:
    """Legs that hear each other."""

    legs: list[Leg] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Leg:
    """One device's part in a call (the vendors' channel)."""

    channel: str
    call: Call
    party: Party
    role: Role
    state: LegState
    path: str = ""
    bridge: Bridge | None = None
    alive: bool = True
    muted: bool = False
    recording: RecordingState = "off"

    @property
    def extension(self) -> str | None:
        """The extension's number, or None for an outside party."""
        return self.party.number if isinstance(self.party, ExtensionParty) else None

    @property
    def talking(self) -> bool:
        """Whether the leg is connected to its call, holding or not."""
        return self.alive and self.state in (LegState.UP, LegState.HELD)

    @property
    def ringing(self) -> bool:
        """Whether the leg rings (here or outside)."""
        return self.alive and self.state in (LegState.RINGING, LegState.PROGRESS)

    def leave_bridge(self) -> None:
        """Stop hearing the others."""
        if self.bridge is not None:
            self.bridge.legs.remove(self)
            self.bridge = None

    def company(self) -> list[Leg]:
        """Return who else is in the conversation; nobody in a room, where each has a call."""
        legs = self.bridge.legs if self.bridge is not None else []
        if any(leg.call is not self.call for leg in legs):
            return []
        return [leg for leg in legs if leg is not self]

    def partner(self) -> Leg | None:
        """Return the other one in a conversation of two, or None."""
        company = self.company()
        return company[0] if len(company) == 1 else None

    def member(self) -> Member:
        """Return the leg as it stands in a snapshot."""
        return Member(self.party, self.channel, self.role, self.state, self.path)


@dataclass(eq=False, slots=True)
class Attempt:
    """Legs that ring at once for one purpose: the first to answer wins, the others vanish."""

    legs: list[Leg]
    on_answer: Callable[[Leg], None]
    on_over: Callable[[Reason], None]
    timer: Timer | None = None

    def stop(self) -> None:
        """Stop the clock of the attempt."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


@dataclass(eq=False, slots=True)
class Call:
    """One conversation, from its first leg to its record."""

    id: str
    from_number: str
    to_number: str
    started_s: float
    did: str = ""
    legs: list[Leg] = field(default_factory=list)
    attempt: Attempt | None = None
    waiting: bool = False
    """A caller alone is served by the exchange (a queue, an IVR): the call goes on."""
    timer: Timer | None = None
    """What the exchange does next with a call that waits."""
    answered_s: float | None = None
    rang_s: float | None = None
    """When the leg that answered, or the last that did not, began to ring."""
    queue: str = ""
    agent_ring_s: int = 0
    """How long the agent who answered for the queue was rung."""
    reason: Reason | None = None
    forwarded: bool = False
    fallback: Callable[[], None] | None = None
    """What happens, instead of the call's end, when what is tried in it fails."""
    transferor: str = ""
    """While the call is on its way to somebody: the extension that it may come back to."""
    room: str = ""
    """The conference room that its caller is in."""
    slot: str = ""
    """The parking slot that it stands in."""
    mailbox_s: float | None = None
    """When a mailbox began to take down a message."""
    recording: str = ""
    keys: int = 0
    """How many keys were pressed in it."""
    over: bool = False
    source_trunk: str = ""
    target_trunk: str = ""

    @property
    def direction(self) -> Direction:
        """Where the call comes from and goes to."""
        if self.source_trunk:
            return "inbound"
        return "outbound" if self.target_trunk else "internal"

    def add(self, leg: Leg) -> None:
        """Take a leg in, and note the line that it uses."""
        self.legs.append(leg)
        if isinstance(leg.party, InboundParty):
            self.source_trunk = self.source_trunk or leg.party.trunk
        elif isinstance(leg.party, OutboundParty):
            self.target_trunk = leg.party.trunk

    def snapshot(self) -> CallSnapshot:
        """Return the call as it stands now."""
        return CallSnapshot(self.id, self.direction, tuple(leg.member() for leg in self.legs))

    def parties_beside(self, leg: Leg) -> list[Leg]:
        """Return the living legs other than ``leg``."""
        return [other for other in self.legs if other is not leg and other.alive]

    def trunk_legs(self) -> list[Leg]:
        """Return the living legs of outside parties."""
        outside = (InboundParty, OutboundParty)
        return [leg for leg in self.legs if leg.alive and isinstance(leg.party, outside)]
