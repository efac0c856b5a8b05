"""A call, its legs and parties, and what they mean to one extension.

`LegReport` and `CallReport` are what a PBX says in one breath; `Call` is what the store makes of
it. Ages run on the monotonic clock: events carry no time, so ``since`` is when we saw the change,
and ``None`` where a snapshot found it already so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.commands import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.model.commands import PhoneRingId
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number


OFFER_S = 10.0
"""How long an outside call may wait to be let in or refused (P handbook, l. 15856)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant on both clocks.

    Attributes:
        mono_s: the monotonic clock, in seconds; ages and latencies are counted on it.
        at: the wall clock, aware UTC; what a person is shown.
    """

    mono_s: float
    at: datetime


class LegState(Enum):
    """The connection state of one leg (CSTA)."""

    INITIATED = "initiated"
    ALERTING = "alerting"
    CONNECTED = "connected"
    HELD = "held"
    QUEUED = "queued"
    FAILED = "failed"
    CLEARED = "cleared"


class LegKind(Enum):
    """What kind of device a leg belongs to."""

    EXTENSION = "extension"
    INBOUND = "inbound"
    OUTBOUND = "outbound"


@dataclass(frozen=True, slots=True)
class LegReport:
    """What the PBX says of one leg.

    Attributes:
        leg_id: the leg, unique within its call.
        kind: extension, or an outside line that calls in or is called.
        number: of the party at this leg: the extension's, or the outside party's.
        state: as reported.
        calling: True for the side that calls, False for the one that is called, None where unsaid.
        called: for an inbound leg what it called; else None.
        trunk: the trunk's name; None for extensions.
        via: number of the queue, IVR, ring group … that the call came through; None if direct.
        served: a queue, an IVR … has answered it, of which no number is told.
        movable: it can be moved on while its call only rings; in a talk each can be.
        hold_untold: it is in a talk, which it may hold as well: the PBX does not tell.
    """

    leg_id: LegId
    kind: LegKind
    number: Number
    state: LegState
    calling: bool | None = None
    called: Number | None = None
    trunk: str | None = None
    via: Number | None = None
    served: bool = False
    movable: bool = False
    hold_untold: bool = False


@dataclass(frozen=True, slots=True)
class CallReport:
    """A whole call as the PBX says it; it replaces what was known of that call.

    Attributes:
        call_id: which one.
        legs: its members, in the PBX's order.
        partial: a member could not be read. Who is left out of such a report may take part all the
            same, so it replaces only what it tells.
    """

    call_id: CallId
    legs: tuple[LegReport, ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg with the moment since when it is in its state (None: a snapshot found it so)."""

    report: LegReport
    since: Moment | None

    @property
    def leg_id(self) -> LegId:
        """The leg's id, unique within its call."""
        return self.report.leg_id

    @property
    def state(self) -> LegState:
        """The leg's connection state."""
        return self.report.state

    @property
    def number(self) -> Number:
        """Who is at the leg."""
        return self.report.number

    @property
    def living(self) -> bool:
        """Whether the leg still takes part."""
        return self.report.state not in (LegState.CLEARED, LegState.FAILED)


class Phase(Enum):
    """What a call is to one's own extension; the words of ``ctl calls``."""

    OFFERED = "offered"
    RINGING = "ringing"
    DIALING = "dialing"
    TALKING = "talking"
    HELD = "held"
    PARKED = "parked"
    ENDED = "ended"


class Direction(Enum):
    """Where the call came from, seen from one's own extension."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    INTERNAL = "internal"


class Recording(Enum):
    """Whether a call is recorded, as last commanded from here."""

    OFF = "off"
    ON = "on"
    PAUSED = "paused"


class EndReason(Enum):
    """Why a call is over for one's own extension."""

    HUNG_UP = "hung_up"
    REMOTE_HUNG_UP = "remote_hung_up"
    REJECTED = "rejected"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    CALLER_GAVE_UP = "caller_gave_up"
    NO_ANSWER = "no_answer"
    TRANSFERRED = "transferred"
    JOINED = "joined"
    PARKED = "parked"
    ACCEPTED = "accepted"
    LET_IN = "let_in"
    REFUSED = "refused"
    FAILED = "failed"
    WHILE_AWAY = "while_away"
    UNKNOWN = "unknown"


class FailReason(Enum):
    """Why the PBX could not put a call through (30015).

    DECLINED: by the handbook whoever was called refused (486); a line in use answers the same.
    """

    NO_PERMISSION = "no_permission"
    NO_OUTSIDE_RIGHTS = "no_outside_rights"
    CONGESTION = "congestion"
    DO_NOT_DISTURB = "do_not_disturb"
    LINE_UNREACHABLE = "line_unreachable"
    BUSY = "busy"
    NOT_FOUND = "not_found"
    NO_ANSWER = "no_answer"
    GONE = "gone"
    INCOMPLETE = "incomplete"
    DECLINED = "declined"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CallEnd:
    """How and when a call ended for one's own extension.

    Attributes:
        reason: why.
        at: when we saw it.
        failed: what the PBX said where it failed; None otherwise.
        by: who answered it elsewhere, where that is known.
    """

    reason: EndReason
    at: Moment
    failed: FailReason | None = None
    by: Number | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One conversation in which one's own extension takes, or took, part.

    Attributes:
        call_id: the PBX's own id.
        me: one's own extension.
        legs: all legs by the last report, order kept.
        first_seen: when we first saw it; calls are ordered by it.
        sequence: a number that grows with each new call; settles equal times.
        ring: how many times it rang here, from 1: a queue that rings again makes it grow.
        dialled: what this application dialled, where it did; else None.
        pending: verbs sent and not yet confirmed, with the token of each command.
        end: how it ended; None while it lives.
        from_snapshot: whether it was found by a snapshot, not by an event.
        notice: the last thing to say about this call (a refusal …), or None.
        muted: as last commanded; None where that is not known (found by a snapshot, after a gap).
        recording: as last commanded; None likewise.
        phone_ring: the ring of one's phone that can be answered from here; None where none can.
        slot: where it is parked, or was parked before it came back.
        consult_of: the call that waits while this one is consulted; None otherwise.
        consulting: the call in which somebody is consulted while this one waits; None otherwise.
        offered: since when it was offered to be let in or refused (P 30016); None where it never
            was, and once it rings here. An ended call that has it never rang here.
        digits: the keys that were pressed in it, to a menu before it came here or since.
        unread: by its last report somebody takes part of whom nothing could be read.
    """

    call_id: CallId
    me: Number
    legs: tuple[Leg, ...]
    first_seen: Moment
    sequence: int
    ring: int = 0
    dialled: Number | None = None
    pending: Mapping[Verb, int] = field(default_factory=dict)
    end: CallEnd | None = None
    from_snapshot: bool = False
    notice: Notice | None = None
    muted: bool | None = False
    recording: Recording | None = Recording.OFF
    phone_ring: PhoneRingId | None = None
    slot: str | None = None
    consult_of: CallId | None = None
    consulting: CallId | None = None
    offered: Moment | None = None
    digits: str = ""
    unread: bool = False

    @property
    def own_legs(self) -> tuple[Leg, ...]:
        """One's own living legs: one a device."""
        return tuple(leg for leg in self.legs if leg.living and self.is_own(leg.report))

    @property
    def own_leg(self) -> Leg | None:
        """The leg that one acts on: the one in the call, before one that only rings."""
        return min(self.own_legs, key=lambda leg: _OWN_RANK[leg.state], default=None)

    @property
    def other_legs(self) -> tuple[Leg, ...]:
        """The living legs of all others."""
        return tuple(leg for leg in self.legs if leg.living and not self.is_own(leg.report))

    def is_own(self, leg: LegReport) -> bool:
        """Whether a leg is one of one's own devices."""
        return leg.kind is LegKind.EXTENSION and leg.number == self.me

    @property
    def phase(self) -> Phase:
        """What the call is to one's own extension now."""
        if self.end is not None:
            return Phase.ENDED
        own = self.own_leg
        if own is None:
            if self.offered is not None:
                return Phase.OFFERED
            return Phase.PARKED if self.is_parked else Phase.ENDED
        if own.state is LegState.HELD:
            return Phase.HELD
        others = self.other_legs
        if own.state is LegState.ALERTING:
            # The PBX rings one's own phone first when the application dials: that is no caller.
            # One that cannot be read is one all the same.
            alone = not others and not self.unread
            return Phase.DIALING if self.dialled is not None or alone else Phase.RINGING
        if own.state is LegState.INITIATED:
            return Phase.DIALING
        # A caller whom a queue or an IVR has answered hears it, whoever else rings or is gone.
        serviced = own.report.via is not None or own.report.served
        served = own.report.calling is True and (serviced or not others)
        if others and all(leg.state is LegState.ALERTING for leg in others) and not served:
            return Phase.DIALING
        if not others and self.dialled is not None and not served:
            return Phase.DIALING
        return Phase.TALKING

    @property
    def is_parked(self) -> bool:
        """Whether one parked it, or is about to: one's own leg is gone, the party waits alone."""
        parking = self.slot is not None or Verb.PARK in self.pending
        return parking and not self.own_legs and len(self.other_legs) == 1

    @property
    def can_be_taken_back(self) -> bool:
        """Whether it was transferred from here and the new party still rings."""
        if self.end is None or self.end.reason is not EndReason.TRANSFERRED:
            return False
        states = {leg.state for leg in self.other_legs}
        return LegState.ALERTING in states and len(states) > 1

    @property
    def came_back(self) -> bool:
        """Whether a parked call rings here again since nobody took it."""
        return self.slot is not None and self.phase is Phase.RINGING

    @property
    def own_phone_rings(self) -> bool:
        """Whether one's own phone rings first, waiting to be picked up, on one's own dialling."""
        own = self.own_leg
        return self.phase is Phase.DIALING and own is not None and own.state is LegState.ALERTING

    @property
    def hold_untold(self) -> bool:
        """Whether nobody knows if one talks or holds."""
        own = self.own_leg
        return self.phase is Phase.TALKING and own is not None and own.report.hold_untold

    @property
    def held_by_other(self) -> bool:
        """Whether the other side holds (``HOLD`` on the other's member means: I am held)."""
        others = self.other_legs
        return bool(others) and all(leg.state is LegState.HELD for leg in others)

    @property
    def remote(self) -> Leg | None:
        """The other party: the caller when one is called, else whom one reached or tries."""
        own = next((leg for leg in self.legs if self.is_own(leg.report)), None)
        others = [leg for leg in self.legs if not self.is_own(leg.report)]
        if not others:
            return None
        outgoing = self.dialled is not None or (own is not None and own.report.calling is True)

        def rank(leg: Leg) -> tuple[bool, bool, bool]:
            in_talk = leg.state in (LegState.CONNECTED, LegState.HELD)
            calls = leg.report.calling is True or leg.report.kind is LegKind.INBOUND
            # Who gave up is whom it was with, though others still ring at that moment.
            gone = not leg.living and (outgoing or self.end is None)
            return (gone, not in_talk if outgoing else not calls, not in_talk)

        return min(others, key=rank)

    @property
    def remote_number(self) -> Number | None:
        """The other party's number; what was dialled while nobody else is in the call yet."""
        remote = self.remote
        return self.dialled if remote is None else remote.number

    @property
    def direction(self) -> Direction:
        """Inbound or outbound where an outside line takes part, else internal.

        Whoever calls and cannot be read may be anybody, and is not taken for a colleague.
        """
        kinds = {leg.report.kind for leg in self.legs}
        if LegKind.INBOUND in kinds:
            return Direction.INBOUND
        if LegKind.OUTBOUND in kinds:
            return Direction.OUTBOUND
        if self.unread and self.remote_number is None:
            return Direction.INBOUND
        outside = self.dialled is not None and self.remote is None and len(self.dialled.text) > 6
        return Direction.OUTBOUND if outside else Direction.INTERNAL

    @property
    def via(self) -> Number | None:
        """The queue, IVR or ring group that the call came through, one's own leg's word first."""
        own = self.own_leg
        legs = ([own] if own is not None else []) + list(self.legs)
        return next((leg.report.via for leg in legs if leg.report.via is not None), None)

    @property
    def trunk(self) -> str | None:
        """The outside line's name, where one takes part."""
        return next((leg.report.trunk for leg in self.legs if leg.report.trunk), None)

    @property
    def did(self) -> Number | None:
        """The public number that was called, where the PBX tells it.

        The P handbook's examples put the *extension* into ``to``; only a long number that is
        neither one's own nor the queue's is taken for a DID (inferred).
        """
        numbers = (leg.report.called for leg in self.legs)
        called = next((number for number in numbers if number is not None), None)
        if called is None or called in (self.me, self.via) or len(called.text) < 6:
            return None
        return called

    @property
    def parties(self) -> int:
        """How many people take part, oneself included; phones that only ring do not count."""
        remote = self.remote
        inside = {
            (leg.report.kind, leg.number if leg.report.kind is LegKind.EXTENSION else leg.leg_id)
            for leg in self.other_legs
            if leg.state in (LegState.CONNECTED, LegState.HELD)
        }
        if not inside and remote is not None and remote.living:
            return 2
        return len(inside) + 1

    @property
    def since(self) -> Moment | None:
        """Since when the call is in its phase: how long it rings, talks or is held."""
        if self.end is not None:
            return self.end.at
        own = self.own_leg
        return self.offered if own is None else own.since


_OWN_RANK = {
    LegState.CONNECTED: 0,
    LegState.HELD: 1,
    LegState.INITIATED: 2,
    LegState.QUEUED: 3,
    LegState.ALERTING: 4,
    LegState.FAILED: 5,
    LegState.CLEARED: 6,
}
