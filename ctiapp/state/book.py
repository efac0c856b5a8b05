"""The calls of one extension, and what is kept beside them: the steps that every writer needs.

Only `ctiapp.state.store.Store` holds a book. The modules beside this one write into it, each for
one reason: reports, pictures, failures, commands, moves, slots.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ctiapp.model.call import CallEnd, EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.state.changes import CallChanged, CommandRefused, PictureDoubtful
from ctiapp.state.consultations import bind
from ctiapp.state.digits import Digits
from ctiapp.state.ended import EndedLegs
from ctiapp.state.ending import answered_by
from ctiapp.state.garbled import Garbled
from ctiapp.state.merge import is_own
from ctiapp.state.offers import remember_decided
from ctiapp.state.pairs import PhoneRingList
from ctiapp.state.pending import Commands
from ctiapp.state.selectors import in_order

if TYPE_CHECKING:
    from ctiapp.model.call import Call, FailReason, LegReport, Moment
    from ctiapp.model.events import DigitsPressed
    from ctiapp.model.ids import CallId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.state.changes import Change

log = logging.getLogger("ctiapp.state")

MAX_CALLS = 200
"""Calls kept at most; the ended ones go first, and nobody has so many living ones."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One writing.

    Attributes:
        now: when the frame arrived that it takes in.
        changes: what it has changed so far.
    """

    now: Moment
    changes: list[Change] = field(default_factory=list)


class CallBook:
    """One's own calls by their ids, with the commands and the ended legs that belong to them.

    Attributes:
        me: one's own extension; None while nobody is signed in.
        calls: all calls kept, ended ones too until they leave the screen.
        commands: the commands under way.
        ended_legs: one's own legs that are over.
        decided: the callers' legs of calls that were offered, and are no more.
        garbled: calls of others, as far as they can be read.
        phone_rings: the rings of one's own phones.
        digits: the keys that were pressed, in others' calls too.
        touched: when an event last told of a call, on the monotonic clock, in seconds.
        moved: when a call's transfer was told, likewise.
    """

    def __init__(self) -> None:
        self.me: Number | None = None
        self.calls: dict[CallId, Call] = {}
        self.commands = Commands()
        self.ended_legs = EndedLegs()
        self.decided = EndedLegs()
        self.garbled = Garbled()
        self.phone_rings = PhoneRingList()
        self.digits = Digits()
        self.touched: dict[CallId, float] = {}
        self.moved: dict[CallId, float] = {}
        self._sequence = 0
        self._full = False

    def clear(self, me: Number | None) -> None:
        """Forget everything, and be this extension from now on."""
        self.me = me
        self.calls.clear()
        self.commands.clear()
        self.ended_legs.clear()
        self.decided.clear()
        self.garbled.clear()
        self.phone_rings.clear()
        self.digits.clear()
        self.touched.clear()
        self.moved.clear()

    # -- reading ---------------------------------------------------------------------------------

    @property
    def own(self) -> Number:
        """One's own extension, which there is where there are calls.

        Raises:
            RuntimeError: nobody is signed in.
        """
        if self.me is None:
            raise RuntimeError("a call cannot be one's own before one is signed in")
        return self.me

    def is_own(self, leg: LegReport) -> bool:
        """Whether a leg is one of one's own devices."""
        return is_own(leg, self.me)

    def in_order(self) -> tuple[Call, ...]:
        """The living calls first, oldest first; then those just ended."""
        return in_order(self.calls.values())

    def living(self) -> list[Call]:
        """The calls that go on, as they stand now: a list of its own."""
        return [call for call in self.calls.values() if call.end is None]

    # -- writing ---------------------------------------------------------------------------------

    def next_sequence(self) -> int:
        """The number of one more call."""
        self._sequence += 1
        return self._sequence

    def count_from(self, sequence: int) -> None:
        """Calls that come are newer than this one."""
        self._sequence = max(self._sequence, sequence)

    def has_room(self, batch: Batch) -> bool:
        """Whether one more call can be kept; the one that ended first makes room.

        That there is none is logged once until there is: a flood must not fill the log as well.
        """
        if len(self.calls) < MAX_CALLS:
            self._full = False
            return True
        ended = min(
            (call for call in self.calls.values() if call.end is not None),
            key=lambda call: call.end.at.mono_s if call.end is not None else 0.0,
            default=None,
        )
        if ended is None:
            if not self._full:
                log.info("there are too many calls: those that come now are left out")
            self._full = True
            return False
        self.forget(ended, batch)
        return True

    def put(self, before: Call | None, call: Call, batch: Batch) -> None:
        """Store a call, with its consultation; verbs that it confirms are no longer pending."""
        call = bind(self, before, call, batch)
        batch.changes.extend(self.commands.settled_by(call))
        pressed = self.digits.of(call.call_id)
        call = replace(call, pending=self.commands.pending(call.call_id), digits=pressed)
        if before is not None and before.phase is Phase.OFFERED is not call.phase:
            remember_decided(self, before, batch.now)
        if call.phase in (Phase.TALKING, Phase.HELD) and Verb.PARK not in call.pending:
            call = replace(call, slot=None)  # taken back from there
        if call != before:
            self.calls[call.call_id] = call
            batch.changes.append(CallChanged(before, call, batch.now))
        if (before is not None and _rings_phone(before)) or _rings_phone(call):
            self.pair_rings(batch)

    def pair_rings(self, batch: Batch) -> None:
        """Give each ringing call the ring of one's phone that can be answered, oldest to oldest.

        One's own phone also rings for what one dials: that ring is nobody else's.
        """
        if not self.phone_rings and all(c.phone_ring is None for c in self.calls.values()):
            return  # nothing to give and nothing to take: what follows goes through all calls
        ringing = {
            call.call_id: None if call.since is None else call.since.mono_s
            for call in self.in_order()
            if _rings_phone(call)
        }
        for call in list(self.calls.values()):
            ring = self.phone_rings.of(call.call_id, ringing, batch.now.mono_s)
            if call.phase is not Phase.RINGING:
                ring = None
            if ring != call.phone_ring:
                after = replace(call, phone_ring=ring)
                self.calls[call.call_id] = after
                batch.changes.append(CallChanged(call, after, batch.now))

    def ended(
        self, call: Call, reason: EndReason, now: Moment, failed: FailReason | None = None
    ) -> Call:
        """A call as it is once it is over; one's own legs in it are remembered as ended."""
        for leg in call.legs:
            if self.is_own(leg.report):
                self.ended_legs.add(call.call_id, leg.leg_id, now.mono_s)
        by = answered_by(call) if reason is EndReason.ANSWERED_ELSEWHERE else None
        return replace(call, end=CallEnd(reason, now, failed, by))

    def end(self, call_id: CallId, reason: EndReason, batch: Batch) -> None:
        """A call is over, if it is known and is not already."""
        before = self.calls.get(call_id)
        if before is not None and before.end is None:
            self.put(before, self.ended(before, reason, batch.now), batch)

    def forget(self, call: Call, batch: Batch) -> None:
        """A call leaves the screen."""
        del self.calls[call.call_id]
        self.touched.pop(call.call_id, None)
        self.moved.pop(call.call_id, None)
        self.digits.forget(call.call_id)
        batch.changes.append(CallChanged(call, None, batch.now))

    def mark(self, call_id: CallId | None, batch: Batch, notice: Notice | None = None) -> None:
        """Let a call show which of its verbs are pending, and what was refused."""
        before = self.calls.get(call_id) if call_id is not None else None
        if before is None:
            return
        if before.end is not None:
            # Nothing more will happen to it.
            batch.changes.extend(self.commands.settled_by(before))
        after = replace(before, pending=self.commands.pending(before.call_id), notice=notice)
        if after != before:
            self.calls[before.call_id] = after
            batch.changes.append(CallChanged(before, after, batch.now))
        if after.end is None and after.phase is Phase.ENDED:
            # It was left to be parked, and was not, or nobody knows where.
            self.end(after.call_id, EndReason.UNKNOWN, batch)

    def press(self, event: DigitsPressed, batch: Batch) -> None:
        """Somebody pressed keys, in a call of one's own or in one that may become it."""
        pressed = self.digits.take(event)
        before = self.calls.get(event.call_id)
        if before is not None and before.digits != pressed:
            after = replace(before, digits=pressed)
            self.calls[event.call_id] = after
            batch.changes.append(CallChanged(before, after, batch.now))

    def refuse(self, token: int, notice: Notice, batch: Batch) -> None:
        """A command was refused, if it is still under way."""
        command = self.commands.drop(token)
        if command is not None:
            batch.changes.append(CommandRefused(token, notice))
            self.mark(command.call_id, batch, notice)

    @staticmethod
    def doubt(call_id: CallId, why: str, batch: Batch) -> None:
        """What was told of a call cannot be, or may be wrong: a fresh picture is wanted."""
        log.info("call %s in doubt: %s", call_id, why)
        batch.changes.append(PictureDoubtful(call_id, why))


def _rings_phone(call: Call) -> bool:
    """Whether one's own phone rings for a call."""
    return call.phase is Phase.RINGING or call.own_phone_rings
