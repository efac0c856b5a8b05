"""The store: what we know of one's own calls, and the one place where it changes.

``apply`` takes one fact, ``replace`` a whole snapshot, ``tick`` lets time pass; each answers the
changes, and tells the listeners. Nothing else writes.

Decisions that hold here:

* A report replaces what was known of its call; steps are derived by `ctiapp.model.callstate`.
  What cannot be is not taken in, and what may be wrong is: both ask for a fresh picture.
* Only calls in which one's own extension has a leg are kept: other people's calls cost a look at
  their members and nothing more.
* A late RING never reopens an ended *leg*: ended legs are remembered by (call, leg) for ten
  minutes. A RING on a new leg of a known call is a new ring. A picture is believed all the same:
  a call that was wrongly taken for over comes back with it.
* A verb stays pending until `ctiapp.state.confirm` sees it done; only the services' timer, by
  `CommandExpired`, gives up on it.
* Whatever a PBX sends, what is kept is bounded.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.call import (
    Call,
    CallEnd,
    EndReason,
    FailReason,
    Leg,
    LegKind,
    LegReport,
    LegState,
    Phase,
    Recording,
)
from ctiapp.model.commands import Verb
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.observers import Observers
from ctiapp.state.changes import (
    CallChanged,
    CommandConfirmed,
    CommandRefused,
    CommandUnknown,
    Lamp,
    LampChanged,
    LinkMoved,
    ParkedChanged,
    PictureDoubtful,
)
from ctiapp.state.confirm import BY_EVENT
from ctiapp.state.ended import EndedLegs
from ctiapp.state.ending import answered_by, in_doubt, others_gone, why_gone, why_over
from ctiapp.state.merge import IN_TALK, aged, counted, is_own, merge
from ctiapp.state.pairs import PhoneRingList, consulted_for
from ctiapp.state.pending import Command, Commands
from ctiapp.state.selectors import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ctiapp.model.call import CallReport, Moment
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall
    from ctiapp.state.changes import Change

log = logging.getLogger("ctiapp.state")

ENDED_SHOWN_S = 10.0
"""How long an ended call stays to be seen."""
MOVED_SHOWN_S = 120.0
"""How long one whom one transferred, and nobody has answered yet, stays to be taken back."""
MOVED_S = 10.0
"""How soon after a transfer was told one's own leg must leave to have been the one who moved on."""
MAX_CALLS = 200
"""Calls kept at most; the ended ones go first, and nobody has so many living ones."""
COMMANDED: Mapping[Verb, Mapping[str, object]] = {
    Verb.MUTE: {"muted": True},
    Verb.UNMUTE: {"muted": False},
    Verb.RECORD: {"recording": Recording.ON},
    Verb.PAUSE_RECORDING: {"recording": Recording.PAUSED},
    Verb.RESUME_RECORDING: {"recording": Recording.ON},
}
"""What a call is after a verb that the PBX tells nothing of."""
MAX_LAMPS = 20_000
"""Extensions whose lamps are kept at most."""


class Store:
    """Everything known of one signed-in extension."""

    def __init__(self) -> None:
        self.me: Number | None = None
        self.link = LinkState.DOWN
        self.lamps: dict[Number, Lamp] = {}
        self.parked: tuple[ParkedCall, ...] = ()
        self._calls: dict[CallId, Call] = {}
        self._commands = Commands()
        self._ended_legs = EndedLegs()
        self._touched: dict[CallId, float] = {}
        self._moved: dict[CallId, float] = {}
        self._slots_known = False
        self._phone_rings = PhoneRingList()
        self._sequence = 0
        self._observers: Observers[tuple[Change, ...]] = Observers()

    # -- reading ---------------------------------------------------------------------------------

    @property
    def calls(self) -> tuple[Call, ...]:
        """One's own calls: the living ones first, oldest first; then those just ended."""
        return in_order(self._calls.values())

    def call(self, call_id: CallId) -> Call | None:
        """One call, or None."""
        return self._calls.get(call_id)

    def told_by_event(self, call_id: CallId) -> bool:
        """Whether any event, not only a snapshot, told of this call."""
        return call_id in self._touched

    def told_s(self, call_id: CallId) -> float | None:
        """When an event last told of this call, on the monotonic clock; None where none did."""
        return self._touched.get(call_id)

    def subscribe(self, listener: Callable[[tuple[Change, ...]], None]) -> Callable[[], None]:
        """Hear of each batch of changes, at once and in order; the answer ends it."""
        return self._observers.subscribe(listener)

    # -- writing ---------------------------------------------------------------------------------

    def reset(self, me: Number | None, now: Moment) -> None:
        """Forget everything, and be this extension from now on (None: nobody)."""
        gone = [CallChanged(call, None, now) for call in self._calls.values()]
        unknown = [CommandUnknown(token) for token in self._commands]
        self.me = me
        self.lamps.clear()
        self.parked = ()
        self._calls.clear()
        self._commands.clear()
        self._ended_legs.clear()
        self._touched.clear()
        self._moved.clear()
        self._slots_known = False
        self._phone_rings.clear()
        self._tell([*gone, *unknown])

    def apply(self, event: events.Event, now: Moment) -> tuple[Change, ...]:
        """Take one fact in; ``now`` is when its frame arrived."""
        changes: list[Change] = []
        if isinstance(event, events.OwnEvent):
            self._take_own(event, now, changes)
        else:
            self._take_told(event, now, changes)
        return self._tell(changes)

    def replace(
        self,
        reports: Iterable[CallReport],
        now: Moment,
        *,
        asked_s: float | None = None,
        grace_s: float = 0.0,
    ) -> tuple[Change, ...]:
        """Take the whole picture in: calls that it lacks have ended meanwhile.

        Args:
            reports: all calls of one's own extension.
            now: when the answer arrived.
            asked_s: when it was asked for, where events went on meanwhile: what they told since is
                newer. None after a gap, when the picture is taken before any event counts.
            grace_s: only with ``asked_s``: a call that came within this time before it is not
                ended by a picture that lacks it, and one that ended within it is not brought back
                by a picture that still has it.
        """
        changes: list[Change] = []
        present: set[CallId] = set()
        for report in reports:
            present.add(report.call_id)
            call = self._calls.get(report.call_id)
            ended_s = None if call is None or call.end is None else call.end.at.mono_s
            if not self._newer(report.call_id, ended_s, asked_s, grace_s):
                self._take_report(report, now, changes, snapshot=True)
        for call in [call for call in self._calls.values() if call.end is None]:
            came_s = call.first_seen.mono_s
            if call.call_id in present or self._newer(call.call_id, came_s, asked_s, grace_s):
                continue
            if call.is_parked:
                continue  # one's own leg is gone: the list of slots tells whether it waits
            reason = EndReason.WHILE_AWAY if asked_s is None else why_gone(call)
            self._end(call.call_id, reason, now, changes)
        if asked_s is None:
            self._forget_commanded(now, changes)
            self._slots_known = False
        return self._tell(changes)

    def set_parked(self, parked: tuple[ParkedCall, ...], asked_s: float, now: Moment) -> None:
        """Take in who waits in which slot; what one parked and is not there waits no more."""
        changes: list[Change] = []
        known = {one.slot: one for one in self.parked}
        seen = now if self._slots_known else None
        self._slots_known = True
        parked = tuple(_aged_slot(one, known.get(one.slot), seen) for one in parked)
        if parked != self.parked:
            self.parked = parked
            changes.append(ParkedChanged(parked))
        slots = {one.slot for one in parked}
        where = {one.leg_id: one.slot for one in parked}
        for call in [call for call in self._calls.values() if call.phase is Phase.PARKED]:
            slot = where.get(call.other_legs[0].leg_id)
            if call.slot is None and slot is not None:
                self._put(call, replace(call, slot=slot), now, changes)  # its answer was lost
            fresh = self._touched.get(call.call_id, asked_s) > asked_s
            if call.slot is not None and call.slot not in slots and not fresh:
                self._end(call.call_id, EndReason.UNKNOWN, now, changes)
        self._tell(changes)

    def _forget_commanded(self, now: Moment, changes: list[Change]) -> None:
        """After a gap nobody knows whether a call is muted or recorded."""
        for call in list(self._calls.values()):
            if call.end is None:
                self._put(call, replace(call, muted=None, recording=None), now, changes)

    def _newer(
        self, call_id: CallId, since_s: float | None, asked_s: float | None, grace_s: float
    ) -> bool:
        """Whether what is known of a call is newer than a picture that was asked for then."""
        if asked_s is None:
            return False
        if since_s is not None and since_s > asked_s - grace_s:
            return True
        return self._touched.get(call_id, asked_s) > asked_s

    def tick(self, now: Moment) -> tuple[Change, ...]:
        """Let time pass: ended calls leave the screen, old ended legs are forgotten."""
        changes: list[Change] = []
        for call in list(self._calls.values()):
            shown_s = MOVED_SHOWN_S if call.can_be_taken_back else ENDED_SHOWN_S
            if call.end is not None and now.mono_s - call.end.at.mono_s >= shown_s:
                self._forget(call, now, changes)
        self._ended_legs.forget_old(now.mono_s)
        return self._tell(changes)

    def _take_told(self, event: events.PbxEvent, now: Moment, changes: list[Change]) -> None:
        match event:
            case events.CallReported(report):
                self._take_report(report, now, changes)
            case events.CallTransferred(report, forwarded):
                if not forwarded and report.call_id in self._calls:
                    self._moved[report.call_id] = now.mono_s
                    self._confirm_moved(report.call_id, now, changes)
                self._take_report(report, now, changes)
            case events.CallFailed(report, reason, words):
                self._take_failure(report, reason, words, now, changes)
            case events.CallGone(call_id) | events.CallRecorded(call_id):
                self._take_gone(call_id, now, changes)
            case events.LineChanged(number, state):
                self._light(number, changes, line=state)
            case events.PresenceChanged(number, presence):
                self._light(number, changes, presence=presence)
            case events.RegistrationChanged(number, _, registered):
                self._light(number, changes, registered=registered)
            case events.PhoneRings(ring, step):
                self._phone_rings.take(ring, step, self.me, now.mono_s)
                self._pair_rings(now, changes)
            case _:
                pass  # for others: the directory, later the agent and the front desk

    def _take_own(self, event: events.OwnEvent, now: Moment, changes: list[Change]) -> None:
        match event:
            case events.LinkChanged(state):
                if state is not self.link:
                    log.debug("link %s -> %s", self.link.name, state.name)
                    self.link = state
                    changes.append(LinkMoved(state))
            case events.CommandSent(token, verb, call_id, callee):
                sent = None if call_id is None else self._calls.get(call_id)
                self._commands.add(token, Command(verb, call_id, callee, sent))
                self._mark(call_id, now, changes)
            case events.CommandAccepted(token, call_id, slot):
                self._accept(token, call_id, slot, now, changes)
            case events.CommandFailed(token, notice):
                self._refuse(token, notice, now, changes)
            case events.CommandExpired(token):
                command = self._commands.drop(token)
                if command is not None:
                    changes.append(CommandUnknown(token))
                    self._mark(command.call_id, now, changes)

    # -- calls -----------------------------------------------------------------------------------

    def _is_own(self, leg: LegReport) -> bool:
        return is_own(leg, self.me)

    def _take_report(
        self, report: CallReport, now: Moment, changes: list[Change], *, snapshot: bool = False
    ) -> None:
        before = self._calls.get(report.call_id)
        if before is None and not any(self._is_own(leg) for leg in report.legs):
            return
        self._ended_legs.forget_old(now.mono_s)
        merged = merge(report, before, self._ended_legs, self.me, now, snapshot=snapshot)
        if merged.doubt is not None:
            self._doubt(report.call_id, merged.doubt, changes)
        if merged.legs is None:
            return
        if before is not None and before.end is None:
            known: Call | None = before
            call: Call | None = replace(before, legs=merged.legs)
        else:
            known = None
            call = self._come(report, before, merged.legs, now, changes, snapshot=snapshot)
        if call is None:
            self._follow_moved(before, merged.legs, now, changes)
            return
        reason = None if call.is_parked else why_over(known, call, listed=snapshot)
        if reason is not None and known is None:
            return  # it was over before we saw it, or still is
        if not snapshot:
            self._touched[report.call_id] = now.mono_s
            if in_doubt(known, call) and (reason is None or not others_gone(call)):
                self._doubt(report.call_id, "the others are gone", changes)
        if reason is not None:
            call = self._ended(_with_faces(known, call), self._left_by(call, reason, now), now)
        else:
            call = aged(known, counted(known, call), now, snapshot=snapshot)
        self._put(before, call, now, changes)

    def _come(
        self,
        report: CallReport,
        ended: Call | None,
        legs: tuple[Leg, ...],
        now: Moment,
        changes: list[Change],
        *,
        snapshot: bool,
    ) -> Call | None:
        """A call that is new here, or that ended here; None where no leg of ours lives in it."""
        if not any(self._is_own(leg.report) and leg.living for leg in legs):
            return None
        if ended is not None:
            return self._back(ended, legs, now, snapshot=snapshot)
        if not self._has_room(now, changes):
            log.info("call %s left out: there are too many", report.call_id)
            return None
        self._sequence += 1
        return Call(
            report.call_id,
            self._me,
            legs,
            now,
            self._sequence,
            dialled=self._commands.dialled_as(report, self._is_own),
            from_snapshot=snapshot,
            muted=None if snapshot else False,
            recording=None if snapshot else Recording.OFF,
        )

    def _follow_moved(
        self, before: Call | None, legs: tuple[Leg, ...], now: Moment, changes: list[Change]
    ) -> None:
        """Somebody whom one transferred goes on: until answered, they can be taken back."""
        if (
            before is not None
            and before.end is not None
            and before.end.reason is EndReason.TRANSFERRED
        ):
            self._put(before, replace(before, legs=legs), now, changes)

    def _back(self, ended: Call, legs: tuple[Leg, ...], now: Moment, *, snapshot: bool) -> Call:
        """A call that ended here and has a living leg of ours again.

        On a leg of before it had not ended after all; on a new one it rings anew: whoever dialled
        it once, now one is called.
        """
        before = {leg.leg_id for leg in ended.legs if self._is_own(leg.report)}
        if any(leg.leg_id in before and self._is_own(leg.report) and leg.living for leg in legs):
            return replace(ended, legs=legs, end=None, notice=None)
        self._sequence += 1
        return Call(
            ended.call_id,
            ended.me,
            legs,
            now,
            self._sequence,
            ring=ended.ring,
            from_snapshot=snapshot,
            slot=ended.slot,
            muted=None if snapshot else False,
            recording=None if snapshot else Recording.OFF,
        )

    def _confirm_moved(self, call_id: CallId, now: Moment, changes: list[Change]) -> None:
        """The PBX tells of a transfer, of a consultation by either of its calls."""
        call = self._calls[call_id]
        for each in (call_id, call.consult_of):
            confirmed = [] if each is None else self._commands.moved(each)
            if confirmed:
                changes.extend(confirmed)
                self._mark(each, now, changes)

    @staticmethod
    def _doubt(call_id: CallId, why: str, changes: list[Change]) -> None:
        log.info("call %s in doubt: %s", call_id, why)
        changes.append(PictureDoubtful(call_id, why))

    def _left_by(self, call: Call, reason: EndReason, now: Moment) -> EndReason:
        """The reason, or TRANSFERRED where that was told and the others go on without oneself."""
        moving = Verb.TRANSFER in call.pending or Verb.COMPLETE in call.pending
        if moving and reason is not EndReason.REMOTE_HUNG_UP:
            return EndReason.TRANSFERRED
        moved_s = self._moved.get(call.call_id)
        if (
            reason is EndReason.HUNG_UP
            and Verb.HANG_UP not in call.pending
            and moved_s is not None
            and now.mono_s - moved_s <= MOVED_S
            and call.other_legs
        ):
            return EndReason.TRANSFERRED
        return reason

    def _has_room(self, now: Moment, changes: list[Change]) -> bool:
        """Whether one more call can be kept; the one that ended first makes room."""
        if len(self._calls) < MAX_CALLS:
            return True
        ended = min(
            (call for call in self._calls.values() if call.end is not None),
            key=lambda call: call.end.at.mono_s if call.end is not None else 0.0,
            default=None,
        )
        if ended is None:
            return False
        self._forget(ended, now, changes)
        return True

    def _forget(self, call: Call, now: Moment, changes: list[Change]) -> None:
        del self._calls[call.call_id]
        self._touched.pop(call.call_id, None)
        self._moved.pop(call.call_id, None)
        changes.append(CallChanged(call, None, now))

    def _ended(
        self, call: Call, reason: EndReason, now: Moment, failed: FailReason | None = None
    ) -> Call:
        for leg in call.legs:
            if self._is_own(leg.report):
                self._ended_legs.add(call.call_id, leg.leg_id, now.mono_s)
        by = answered_by(call) if reason is EndReason.ANSWERED_ELSEWHERE else None
        return replace(call, end=CallEnd(reason, now, failed, by))

    def _end(self, call_id: CallId, reason: EndReason, now: Moment, changes: list[Change]) -> None:
        before = self._calls.get(call_id)
        if before is not None and before.end is None:
            self._put(before, self._ended(before, reason, now), now, changes)

    def _take_failure(
        self,
        report: CallReport,
        reason: FailReason,
        words: str,
        now: Moment,
        changes: list[Change],
    ) -> None:
        notice = Notice.of(
            f"call.failed.{reason.value}",
            severity=Severity.WARNING,
            detail=words,
            call_id=report.call_id,
        )
        for token in self._commands.refused_dials(report, self._is_own, notice):
            self._refuse(token, notice, now, changes)
        before = self._calls.get(report.call_id)
        own = before is None and any(self._is_own(leg) for leg in report.legs)
        for token in self._commands.refused_moves(report, reason, own=own):
            self._refuse(token, notice, now, changes)
        before = self._calls.get(report.call_id)
        if before is None:
            return
        if before.end is not None:
            # The others' BYE came first; now it is known why they did not take the call.
            if before.end.reason in (EndReason.NO_ANSWER, EndReason.UNKNOWN) and not _called(
                before
            ):
                end = CallEnd(EndReason.FAILED, before.end.at, reason)
                self._put(before, replace(before, end=end, notice=notice), now, changes)
            return
        others = [leg for leg in report.legs if not self._is_own(leg)]
        one_failed = any(leg.state is LegState.CLEARED for leg in others)
        if before.phase is Phase.RINGING:
            # Somebody who was rung did not take it: that was oneself, or another agent.
            self._take_ring_failure(report, now, changes)
        elif before.phase is Phase.DIALING and not (
            one_failed and any(leg.state is not LegState.CLEARED for leg in others)
        ):
            call = replace(before, notice=notice)
            self._put(before, self._ended(call, EndReason.FAILED, now, reason), now, changes)
        elif any(leg.state in IN_TALK for leg in before.other_legs):
            self._put(before, replace(before, notice=notice), now, changes)
        else:
            self._doubt(report.call_id, "somebody who was rung did not take it", changes)

    def _take_ring_failure(self, report: CallReport, now: Moment, changes: list[Change]) -> None:
        if any(self._is_own(leg) for leg in report.legs):
            self._take_report(report, now, changes)
        else:
            self._doubt(report.call_id, "somebody who was rung did not take it", changes)

    def _take_gone(self, call_id: CallId, now: Moment, changes: list[Change]) -> None:
        before = self._calls.get(call_id)
        if before is None:
            return
        if before.can_be_taken_back:
            self._put(before, replace(before, legs=_left(before.legs)), now, changes)
        self._end(call_id, why_gone(before), now, changes)

    def _put(self, before: Call | None, call: Call, now: Moment, changes: list[Change]) -> None:
        """Store a call, with its consultation; verbs that it confirms are no longer pending."""
        call = self._consulted(before, call, now, changes)
        changes.extend(self._commands.settled_by(call))
        call = replace(call, pending=self._commands.pending(call.call_id))
        if call.phase in (Phase.TALKING, Phase.HELD) and Verb.PARK not in call.pending:
            call = replace(call, slot=None)  # taken back from there
        if call != before:
            self._calls[call.call_id] = call
            changes.append(CallChanged(before, call, now))
        if (before is not None and before.phase is Phase.RINGING) or call.phase is Phase.RINGING:
            self._pair_rings(now, changes)

    def _consulted(
        self, before: Call | None, call: Call, now: Moment, changes: list[Change]
    ) -> Call:
        """Bind a new call to the one that waits for it; let go where either is over."""
        if call.end is not None or not call.own_legs:
            for other_id in (call.consult_of, call.consulting):
                other = None if other_id is None else self._calls.get(other_id)
                if other is None or other.end is not None:
                    continue
                after = replace(other, consult_of=None, consulting=None)
                if call.end is not None and call.end.reason is EndReason.TRANSFERRED:
                    # Completed: those two talk with each other now, and neither with us.
                    after = self._ended(after, EndReason.TRANSFERRED, now)
                self._put(other, after, now, changes)
            return replace(call, consult_of=None, consulting=None)
        if before is not None or call.consult_of is not None:
            return call
        waiting = consulted_for(call, self._calls.values())
        if waiting is None:
            return call
        call = replace(call, consult_of=waiting.call_id)
        self._calls[call.call_id] = call
        self._put(waiting, replace(waiting, consulting=call.call_id), now, changes)
        return call

    def _pair_rings(self, now: Moment, changes: list[Change]) -> None:
        """Give each ringing call the ring of one's phone that can be answered, oldest to oldest."""
        ringing = [call.call_id for call in self.calls if call.phase is Phase.RINGING]
        for call in list(self._calls.values()):
            ring = self._phone_rings.of(call.call_id, ringing, now.mono_s)
            if ring != call.phone_ring:
                after = replace(call, phone_ring=ring)
                self._calls[call.call_id] = after
                changes.append(CallChanged(call, after, now))

    # -- commands --------------------------------------------------------------------------------

    def _mark(
        self,
        call_id: CallId | None,
        now: Moment,
        changes: list[Change],
        notice: Notice | None = None,
    ) -> None:
        """Let a call show which of its verbs are pending, and what was refused."""
        before = self._calls.get(call_id) if call_id is not None else None
        if before is None:
            return
        if before.end is not None:
            changes.extend(self._commands.settled_by(before))  # nothing more will happen to it
        after = replace(before, pending=self._commands.pending(before.call_id), notice=notice)
        if after != before:
            self._calls[before.call_id] = after
            changes.append(CallChanged(before, after, now))
        if after.end is None and not after.own_legs and not after.is_parked:
            # It was left to be parked, and was not, or nobody knows where.
            self._end(after.call_id, EndReason.UNKNOWN, now, changes)

    def _accept(
        self,
        token: int,
        call_id: CallId | None,
        slot: str | None,
        now: Moment,
        changes: list[Change],
    ) -> None:
        guess = self._commands.named(token)
        if guess is not None and call_id is not None and call_id != guess.call_id:
            self._set_dialled(guess.call_id, None, now, changes)
            self._set_dialled(call_id, guess.callee, now, changes)
        command = self._commands.get(token)
        if command is None:
            return
        if command.verb not in BY_EVENT:
            self._commands.drop(token)
            changes.append(CommandConfirmed(token))
            self._mark(command.call_id, now, changes)
            self._note_commanded(command, now, changes)
        elif command.verb is Verb.PARK and slot is not None and command.call_id is not None:
            call = self._calls.get(command.call_id)
            if call is not None:
                self._put(call, replace(call, slot=slot), now, changes)
        elif command.dials and call_id is not None:
            command.call_id = call_id
            refusal = self._commands.early_refusal(call_id)
            if refusal is not None:
                self._refuse(token, refusal, now, changes)
            else:
                self._set_dialled(call_id, command.callee, now, changes)

    def _note_commanded(self, command: Command, now: Moment, changes: list[Change]) -> None:
        """Mute and recording have no event: they are as last commanded."""
        call = None if command.call_id is None else self._calls.get(command.call_id)
        if call is None or command.verb not in COMMANDED:
            return
        after = replace(call, **COMMANDED[command.verb])  # type: ignore[arg-type]
        self._put(call, after, now, changes)

    def _set_dialled(
        self, call_id: CallId, callee: Number | None, now: Moment, changes: list[Change]
    ) -> None:
        """Learn that a call is, or is not, the one that was dialled from here."""
        before = self._calls.get(call_id)
        if before is not None:
            call = replace(before, dialled=callee)
            if call.end is None:
                call = counted(before, call)
            self._put(before, call, now, changes)

    def _refuse(self, token: int, notice: Notice, now: Moment, changes: list[Change]) -> None:
        command = self._commands.drop(token)
        if command is not None:
            changes.append(CommandRefused(token, notice))
            self._mark(command.call_id, now, changes, notice)

    # -- lamps -----------------------------------------------------------------------------------

    def _light(self, number: Number, changes: list[Change], **what: object) -> None:
        before = self.lamps.get(number, Lamp())
        if number not in self.lamps and len(self.lamps) >= MAX_LAMPS:
            return
        after = replace(before, **what)  # type: ignore[arg-type]
        if after != before:
            self.lamps[number] = after
            changes.append(LampChanged(number, after))

    @property
    def _me(self) -> Number:
        if self.me is None:
            raise RuntimeError("a call cannot be one's own before one is signed in")
        return self.me

    def _tell(self, changes: list[Change]) -> tuple[Change, ...]:
        told = tuple(changes)
        if told:
            self._observers.tell(told)
        return told


def _called(call: Call) -> bool:
    """Whether somebody else is the side that calls."""
    others = (leg.report for leg in call.legs if not call.is_own(leg.report))
    return any(leg.calling is True or leg.kind is LegKind.INBOUND for leg in others)


def _left(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """These legs once their call is over."""
    return tuple(replace(leg, report=replace(leg.report, state=LegState.CLEARED)) for leg in legs)


def _aged_slot(one: ParkedCall, known: ParkedCall | None, now: Moment | None) -> ParkedCall:
    """A slot's age counts from when we first saw the same party in it; None: not known."""
    same = known is not None and known.leg_id == one.leg_id
    return replace(one, since=known.since if same and known is not None else now)


def _with_faces(before: Call | None, call: Call) -> Call:
    """An ended call whose others were left out of its last report: who it was is still seen."""
    if before is None or any(not call.is_own(leg.report) for leg in call.legs):
        return call
    return replace(call, legs=before.legs)
