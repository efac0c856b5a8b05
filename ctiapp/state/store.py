"""The store: what we know of one's own calls, and the one place where it changes.

``apply`` takes one fact, ``replace`` a whole snapshot, ``tick`` lets time pass; each answers the
changes, and tells the listeners. Nothing else writes.

Decisions that hold here:

* A report replaces what was known of its call; steps are derived by `ctiapp.model.callstate`.
* Only calls in which one's own extension has a leg are kept: other people's calls cost a look at
  their members and nothing more.
* A late RING never reopens an ended *leg*: ended legs are remembered by (call, leg) for ten
  minutes. A RING on a new leg of a known call is a new ring.
* A verb stays pending until `ctiapp.state.confirm` sees it done; only the services' timer, by
  `CommandExpired`, gives up on it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
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
)
from ctiapp.model.callstate import step
from ctiapp.model.commands import Verb
from ctiapp.model.errors import IllegalTransition
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.observers import Observers
from ctiapp.state.changes import (
    CallChanged,
    Change,
    CommandConfirmed,
    CommandRefused,
    CommandUnknown,
    Lamp,
    LampChanged,
    LinkMoved,
    PictureDoubtful,
)
from ctiapp.state.confirm import BY_EVENT
from ctiapp.state.ended import EndedLegs
from ctiapp.state.ending import answered_by, others_gone, why_over
from ctiapp.state.selectors import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.call import CallReport, Moment
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number

log = logging.getLogger("ctiapp.state")

ENDED_SHOWN_S = 10.0
"""How long an ended call stays to be seen."""


@dataclass(slots=True)
class _Command:
    """A command under way."""

    verb: Verb
    call_id: CallId | None
    callee: Number | None
    accepted: bool = False


class Store:
    """Everything known of one signed-in extension."""

    def __init__(self) -> None:
        self.me: Number | None = None
        self.link = LinkState.DOWN
        self.lamps: dict[Number, Lamp] = {}
        self._calls: dict[CallId, Call] = {}
        self._commands: dict[int, _Command] = {}
        self._ended_legs = EndedLegs()
        self._touched: dict[CallId, float] = {}
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
        self._calls.clear()
        self._commands.clear()
        self._ended_legs.clear()
        self._touched.clear()
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
            grace_s: a call that an event told within this time before ``asked_s`` is not ended by
                a picture that lacks it.
        """
        changes: list[Change] = []
        present: set[CallId] = set()
        for report in reports:
            present.add(report.call_id)
            if asked_s is None or self._touched.get(report.call_id, -1.0) <= asked_s:
                self._take_report(report, now, changes, snapshot=True)
        for call_id in [c.call_id for c in self._calls.values() if c.end is None]:
            told_s = self._touched.get(call_id)
            fresh = asked_s is not None and told_s is not None and told_s > asked_s - grace_s
            if call_id not in present and not fresh:
                self._end(call_id, EndReason.WHILE_AWAY, now, changes)
        return self._tell(changes)

    def tick(self, now: Moment) -> tuple[Change, ...]:
        """Let time pass: ended calls leave the screen, old ended legs are forgotten."""
        changes: list[Change] = []
        for call in list(self._calls.values()):
            if call.end is not None and now.mono_s - call.end.at.mono_s >= ENDED_SHOWN_S:
                del self._calls[call.call_id]
                self._touched.pop(call.call_id, None)
                changes.append(CallChanged(call, None, now))
        self._ended_legs.forget_old(now.mono_s)
        return self._tell(changes)

    def _take_told(self, event: events.PbxEvent, now: Moment, changes: list[Change]) -> None:
        match event:
            case events.CallReported(report):
                self._take_report(report, now, changes)
            case events.CallTransferred(report):
                self._take_report(report, now, changes, left=EndReason.TRANSFERRED)
            case events.CallFailed(report, reason, words):
                self._take_failure(report, reason, words, now, changes)
            case events.CallRecorded(call_id):
                self._take_record(call_id, now, changes)
            case events.CallGone(call_id):
                self._end(call_id, EndReason.UNKNOWN, now, changes)
            case events.LineChanged(number, state):
                self._light(number, changes, line=state)
            case events.PresenceChanged(number, presence):
                self._light(number, changes, presence=presence)
            case events.RegistrationChanged(number, _, registered):
                self._light(number, changes, registered=registered)
            case events.DirectoryChanged() | events.Reported() | events.UnknownEvent():
                pass  # for others: the directory, later the agent and the front desk

    def _take_own(self, event: events.OwnEvent, now: Moment, changes: list[Change]) -> None:
        match event:
            case events.LinkChanged(state):
                if state is not self.link:
                    log.debug("link %s -> %s", self.link.name, state.name)
                    self.link = state
                    changes.append(LinkMoved(state))
            case events.CommandSent(token, verb, call_id, callee):
                self._commands[token] = _Command(verb, call_id, callee)
                self._mark(call_id, now, changes)
            case events.CommandAccepted(token, call_id):
                self._accept(token, call_id, now, changes)
            case events.CommandFailed(token, notice):
                self._refuse(token, notice, now, changes)
            case events.CommandExpired(token):
                command = self._commands.pop(token, None)
                if command is not None:
                    changes.append(CommandUnknown(token))
                    self._mark(command.call_id, now, changes)

    # -- calls -----------------------------------------------------------------------------------

    def _is_own(self, report: LegReport) -> bool:
        return report.kind is LegKind.EXTENSION and report.number == self.me

    def _take_report(
        self,
        report: CallReport,
        now: Moment,
        changes: list[Change],
        *,
        snapshot: bool = False,
        left: EndReason | None = None,
    ) -> None:
        before = self._calls.get(report.call_id)
        if before is None and not any(self._is_own(leg) for leg in report.legs):
            return
        legs = self._legs(report, before, now, changes, snapshot=snapshot)
        if legs is None:
            return
        if before is not None and before.end is not None:
            self._after_end(before, legs, now, changes, snapshot=snapshot)
            return
        if before is None:
            if not any(self._is_own(leg.report) and leg.living for leg in legs):
                return
            self._sequence += 1
            call = Call(
                report.call_id,
                self._me,
                legs,
                now,
                self._sequence,
                dialled=self._dialled_as(report),
                from_snapshot=snapshot,
            )
        else:
            call = replace(before, legs=legs)
        call = self._count_ring(before, call)
        reason = why_over(before, call)
        if reason is not None and before is None:
            return  # it was over before we saw it
        if not snapshot:
            self._touched[report.call_id] = now.mono_s
        if reason is not None:
            call = self._ended(call, left or reason, now)
        self._put(before, call, now, changes)

    def _after_end(
        self,
        before: Call,
        legs: tuple[Leg, ...],
        now: Moment,
        changes: list[Change],
        *,
        snapshot: bool,
    ) -> None:
        """A report about a call that ended here: a new ring on a new leg brings it back."""
        if not any(self._is_own(leg.report) and leg.living for leg in legs):
            return
        call = replace(before, legs=legs)
        if others_gone(call):
            return
        self._sequence += 1
        call = Call(
            before.call_id,
            before.me,
            legs,
            now,
            self._sequence,
            ring=before.ring,
            dialled=before.dialled,
            from_snapshot=snapshot,
        )
        if not snapshot:
            self._touched[call.call_id] = now.mono_s
        self._put(before, self._count_ring(None, call), now, changes)

    def _legs(
        self,
        report: CallReport,
        before: Call | None,
        now: Moment,
        changes: list[Change],
        *,
        snapshot: bool,
    ) -> tuple[Leg, ...] | None:
        known = {leg.leg_id: leg for leg in before.legs} if before is not None else {}
        legs: list[Leg] = []
        for leg in report.legs:
            late = (report.call_id, leg.leg_id) in self._ended_legs
            if late and leg.state is not LegState.CLEARED:
                log.info("late %s on the ended leg %s dropped", leg.state.name, leg.leg_id)
                continue
            old = known.pop(leg.leg_id, None)
            if not snapshot:
                try:
                    step(None if old is None else old.state, leg.state)
                except IllegalTransition as error:
                    why = f"{leg.leg_id}: {error}"
                    changes.append(PictureDoubtful(report.call_id, why))
                    log.info("call %s in doubt: %s", report.call_id, why)
                    return None
            if leg.state is LegState.CLEARED and self._is_own(leg):
                self._ended_legs.add(report.call_id, leg.leg_id, now.mono_s)
            if old is not None and old.state is leg.state:
                legs.append(replace(old, report=leg))
            else:
                legs.append(Leg(leg, None if snapshot else now))
        for leg_id, old in known.items():
            if self._is_own(old.report):
                self._ended_legs.add(report.call_id, leg_id, now.mono_s)
        return tuple(legs)

    @staticmethod
    def _count_ring(before: Call | None, call: Call) -> Call:
        """A ring counts anew when it rings on a leg that did not ring here before."""
        if call.phase is not Phase.RINGING:
            return call
        if before is not None and before.phase is Phase.RINGING:
            old = {leg.leg_id for leg in before.own_legs}
            if any(leg.leg_id in old for leg in call.own_legs):
                return call
        return replace(call, ring=call.ring + 1)

    def _dialled_as(self, report: CallReport) -> Number | None:
        """What we dialled, if this new call is the one that a dial under way makes."""
        for command in self._commands.values():
            if command.verb is not Verb.DIAL or command.callee is None:
                continue
            if command.call_id is not None:
                if command.call_id == report.call_id:
                    return command.callee
                continue
            # The event can overtake the answer that names the call.
            others = [leg for leg in report.legs if not self._is_own(leg)]
            if not others or any(leg.number == command.callee for leg in others):
                command.call_id = report.call_id
                return command.callee
        return None

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
        for token, command in list(self._commands.items()):
            if command.verb is Verb.DIAL and (
                command.call_id == report.call_id
                or (command.call_id is None and command.callee in {x.number for x in report.legs})
            ):
                self._refuse(token, notice, now, changes)
        before = self._calls.get(report.call_id)
        if before is not None and before.end is None:
            call = replace(before, notice=notice)
            if before.dialled is not None or not any(
                self._is_own(leg) and leg.state is LegState.CONNECTED for leg in report.legs
            ):
                call = self._ended(call, EndReason.FAILED, now, reason)
            self._put(before, call, now, changes)

    def _take_record(self, call_id: CallId, now: Moment, changes: list[Change]) -> None:
        before = self._calls.get(call_id)
        if before is None or before.end is not None:
            return
        reason = (
            EndReason.CALLER_GAVE_UP
            if before.phase is Phase.RINGING
            else EndReason.HUNG_UP
            if Verb.HANG_UP in before.pending
            else EndReason.REMOTE_HUNG_UP
        )
        self._end(call_id, reason, now, changes)

    def _put(self, before: Call | None, call: Call, now: Moment, changes: list[Change]) -> None:
        """Store a call; verbs that it confirms are no longer pending."""
        for token, command in list(self._commands.items()):
            if command.call_id != call.call_id:
                continue
            done = BY_EVENT.get(command.verb)
            if done is not None and done(call):
                del self._commands[token]
                changes.append(CommandConfirmed(token))
            elif call.end is not None:
                del self._commands[token]
                changes.append(CommandUnknown(token))
        call = replace(call, pending=self._pending(call.call_id))
        if call != before:
            self._calls[call.call_id] = call
            changes.append(CallChanged(before, call, now))

    # -- commands --------------------------------------------------------------------------------

    def _pending(self, call_id: CallId) -> dict[Verb, int]:
        return {c.verb: token for token, c in self._commands.items() if c.call_id == call_id}

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
        after = replace(before, pending=self._pending(before.call_id), notice=notice)
        if after != before:
            self._calls[before.call_id] = after
            changes.append(CallChanged(before, after, now))

    def _accept(
        self, token: int, call_id: CallId | None, now: Moment, changes: list[Change]
    ) -> None:
        command = self._commands.get(token)
        if command is None:
            return
        command.accepted = True
        if command.verb not in BY_EVENT:
            del self._commands[token]
            changes.append(CommandConfirmed(token))
            self._mark(command.call_id, now, changes)
        elif command.verb is Verb.DIAL and call_id is not None:
            command.call_id = call_id
            call = self._calls.get(call_id)
            if call is not None:
                self._put(call, replace(call, dialled=command.callee), now, changes)

    def _refuse(self, token: int, notice: Notice, now: Moment, changes: list[Change]) -> None:
        command = self._commands.pop(token, None)
        if command is not None:
            changes.append(CommandRefused(token, notice))
            self._mark(command.call_id, now, changes, notice)

    # -- lamps -----------------------------------------------------------------------------------

    def _light(self, number: Number, changes: list[Change], **what: object) -> None:
        before = self.lamps.get(number, Lamp())
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
