"""The store: what we know of one's own calls, and the one place where it changes.

``apply`` takes one fact, ``replace`` a whole snapshot, ``tick`` lets time pass; each answers the
changes, and tells the listeners. Nothing else writes: the modules beside this one, each with its
own reason to change, are called from here alone.

Decisions that hold here:

* A report replaces what was known of its call; steps are derived by `ctiapp.model.callstate`.
  What cannot be is not taken in, and what may be wrong is: both ask for a fresh picture.
* Only calls in which one's own extension has a leg are cards. Of other people's calls it is kept
  who takes part (`ctiapp.state.engagements`), cheaply and bounded.
* A late RING never reopens an ended *leg*: ended legs are remembered by (call, leg) for ten
  minutes. A RING on a new leg of a known call is a new ring. A picture is believed all the same:
  a call that was wrongly taken for over comes back with it.
* A verb stays pending until `ctiapp.state.confirm` sees it done; only the services' timer, by
  `CommandExpired`, gives up on it.
* Whatever a PBX sends, what is kept is bounded.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.directory import LineState
from ctiapp.model.events import LinkState
from ctiapp.model.observers import Observers
from ctiapp.state import commanding
from ctiapp.state.agents import AgentBook
from ctiapp.state.book import Batch, CallBook
from ctiapp.state.changes import (
    CallChanged,
    CallTold,
    CommandUnknown,
    EngagementsChanged,
    Lamp,
    LampChanged,
    LampsChanged,
    LinkMoved,
)
from ctiapp.state.engagements import Engagements
from ctiapp.state.failures import take_failure
from ctiapp.state.lamps import doubt, light, take_lines, take_list
from ctiapp.state.moves import MOVED_SHOWN_S, note_moved
from ctiapp.state.offers import let_in_by_time, take_offer
from ctiapp.state.recall import recall
from ctiapp.state.reports import take_gone, take_report
from ctiapp.state.slots import Slots
from ctiapp.state.snapshots import Asked, take_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ctiapp.model.agentanswers import AgentAnswer
    from ctiapp.model.call import Call, CallReport, Moment
    from ctiapp.model.directory import Extension
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall
    from ctiapp.state.changes import Change

log = logging.getLogger("ctiapp.state")

ENDED_SHOWN_S = 10.0
"""How long an ended call stays to be seen."""
LINGERING_SHOWN_S = 300.0
"""How long at most one does on which something is being written."""


class Store:
    """Everything known of one signed-in extension."""

    def __init__(self) -> None:
        self.link = LinkState.DOWN
        self.lingering: set[CallId] = set()
        self.lamps: dict[Number, Lamp] = {}
        self._lamps_doubtful = False
        self._engaged = Engagements()
        self._book = CallBook()
        self._slots = Slots()
        self._agents = AgentBook()
        self._observers: Observers[tuple[Change, ...]] = Observers()

    # -- reading ---------------------------------------------------------------------------------

    @property
    def me(self) -> Number | None:
        """One's own extension; None while nobody is signed in."""
        return self._book.me

    @property
    def calls(self) -> tuple[Call, ...]:
        """One's own calls: the living ones first, oldest first; then those just ended."""
        return self._book.in_order()

    def call(self, call_id: CallId) -> Call | None:
        """One call, or None."""
        return self._book.calls.get(call_id)

    @property
    def parked(self) -> tuple[ParkedCall, ...]:
        """Who waits in which slot, by the PBX's list."""
        return self._slots.parked

    @property
    def agents(self) -> AgentBook:
        """Queues and agents; to be read only."""
        return self._agents

    @property
    def lamps_doubtful(self) -> bool:
        """Whether there was a gap since the extensions were last read: people may have moved."""
        return self._lamps_doubtful

    @property
    def engagements(self) -> Engagements:
        """Who rings or talks with whom, everywhere in the office; to be read only."""
        return self._engaged

    def told_by_event(self, call_id: CallId) -> bool:
        """Whether any event, not only a snapshot, told of this call."""
        return call_id in self._book.touched

    def told_s(self, call_id: CallId) -> float | None:
        """When an event last told of this call, on the monotonic clock; None where none did."""
        return self._book.touched.get(call_id)

    def subscribe(self, listener: Callable[[tuple[Change, ...]], None]) -> Callable[[], None]:
        """Hear of each batch of changes, at once and in order; the answer ends it."""
        return self._observers.subscribe(listener)

    # -- writing ---------------------------------------------------------------------------------

    def reset(self, me: Number | None, now: Moment) -> None:
        """Forget everything, and be this extension from now on (None: nobody)."""
        gone = [CallChanged(call, None, now) for call in self._book.calls.values()]
        unknown = [CommandUnknown(token) for token in self._book.commands]
        self.lamps.clear()
        self._lamps_doubtful = False
        self._engaged.clear()
        self._slots.clear()
        self._book.clear(me)
        batch = Batch(now, [*gone, *unknown])
        self._agents = self._agents.begin_anew(me, batch)
        self._tell(batch)

    def apply(self, event: events.Event, now: Moment) -> tuple[Change, ...]:
        """Take one fact in; ``now`` is when its frame arrived."""
        batch = Batch(now)
        if isinstance(event, events.OwnEvent):
            self._take_own(event, batch)
        elif isinstance(event, events.CallsRecalled):
            recall(self._book, event, batch)
        elif isinstance(event, events.DigitsPressed):
            self._book.press(event, batch)
        else:
            self._take_told(event, batch)
        return self._tell(batch)

    def replace(
        self,
        reports: Iterable[CallReport],
        now: Moment,
        *,
        asked_s: float | None = None,
        grace_s: float = 0.0,
        complete: bool = True,
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
            complete: False where a call of it could not be named: it ends none that it lacks.
        """
        batch = Batch(now)
        take_picture(self._book, reports, Asked(asked_s, grace_s, complete), batch)
        if asked_s is None:
            self._slots.lose_ages()
        return self._tell(batch)

    def set_parked(self, parked: tuple[ParkedCall, ...], asked_s: float, now: Moment) -> None:
        """Take in who waits in which slot; what one parked and is not there waits no more."""
        batch = Batch(now)
        self._slots.take(parked, asked_s, self._book, batch)
        self._tell(batch)

    def set_lines(self, lines: Mapping[Number, LineState], asked_s: float, now: Moment) -> None:
        """Take in whose line is busy; what events told since ``asked_s`` is newer."""
        batch = Batch(now)
        if take_lines(self.lamps, lines, asked_s):
            self._lamps_changed(batch)
        self._tell(batch)

    def set_calls(self, reports: Iterable[CallReport] | None, asked_s: float, now: Moment) -> None:
        """Take in all calls of the office, read at the start, after a gap or now and then.

        Args:
            reports: every call that the PBX has; None where it does not say: then nothing of what
                was known holds any more.
            asked_s: when they were asked for, on the monotonic clock: what events told since is
                newer.
            now: when the answer arrived.
        """
        batch = Batch(now)
        if reports is None:
            _engaged(self._engaged.clear(), batch)
        else:
            _engaged(self._engaged.replace(reports, now, asked_s), batch)
            if take_lines(self.lamps, self._engaged.lines(), asked_s):
                self._lamps_changed(batch)
        self._tell(batch)

    def set_people(self, extensions: Iterable[Extension], now: Moment) -> None:
        """Take in the list of extensions, read after a gap; what events told since it is newer."""
        batch = Batch(now)
        if take_list(self.lamps, extensions, self.me) or self._lamps_doubtful:
            self._lamps_doubtful = False
            self._lamps_changed(batch)
        self._tell(batch)

    def _lamps_changed(self, batch: Batch) -> None:
        batch.changes.append(LampsChanged())
        me = self.me
        if me is not None:  # told of by an event or not: one's own presence is in doubt as well
            batch.changes.append(LampChanged(me, self.lamps.get(me, Lamp())))

    def take_answer(self, answer: AgentAnswer, asked_s: float, now: Moment) -> None:
        """Take in what the PBX answered of queues and agents.

        Args:
            answer: what.
            asked_s: when it was asked for, on the monotonic clock: an event since is newer.
            now: when the answer arrived.
        """
        batch = Batch(now)
        self._agents.take_answer(answer, asked_s, self._book.calls.values(), batch)
        self._tell(batch)

    def tick(self, now: Moment) -> tuple[Change, ...]:
        """Let time pass: offers end, ended calls leave the screen, old legs are forgotten."""
        batch = Batch(now)
        let_in_by_time(self._book, batch)
        for call in list(self._book.calls.values()):
            shown_s = MOVED_SHOWN_S if call.can_be_taken_back else ENDED_SHOWN_S
            if call.call_id in self.lingering:
                shown_s = max(shown_s, LINGERING_SHOWN_S)
            if call.end is not None and now.mono_s - call.end.at.mono_s >= shown_s:
                self._book.forget(call, batch)
        self._book.ended_legs.forget_old(now.mono_s)
        self._agents.tick(batch)
        self._book.decided.forget_old(now.mono_s)
        return self._tell(batch)

    def _take_told(self, event: events.PbxEvent, batch: Batch) -> None:
        match event:
            case events.CallReported(report):
                take_report(self._book, report, batch)
                self._engage(report, batch)
            case events.CallTransferred(report, forwarded):
                if not forwarded:
                    note_moved(self._book, report.call_id, batch)
                take_report(self._book, report, batch)
                self._engage(report, batch)
            case events.CallFailed(report, reason, words):
                take_failure(self._book, report, reason, words, batch)
            case events.CallGone(call_id) | events.CallRecorded(call_id):
                _tell_end(event, batch)
                take_gone(self._book, call_id, batch)
                _engaged(self._engaged.end(call_id, batch.now), batch)
            case events.InboundOffered(report):
                take_offer(self._book, report, batch)
            case events.LineChanged() | events.PresenceChanged() | events.RegistrationChanged():
                self._light(event, batch)
            case events.PhoneRings(ring, step):
                self._book.phone_rings.take(ring, step, self.me, batch.now.mono_s)
                self._book.pair_rings(batch)
            case events.AgentAutoPaused() | events.AgentMissed() | events.AgentMoved():
                self._agents.take_event(event, batch)
            case _:
                pass  # for others: the directory, later the front desk

    def _engage(self, report: CallReport, batch: Batch) -> None:
        if self.me is not None:
            _engaged(self._engaged.take(report, batch.now), batch)

    def _light(
        self,
        event: events.LineChanged | events.PresenceChanged | events.RegistrationChanged,
        batch: Batch,
    ) -> None:
        batch.changes.extend(light(self.lamps, event, batch.now.mono_s))
        if isinstance(event, events.LineChanged) and event.state is LineState.IDLE:
            _engaged(self._engaged.idle(event.number, batch.now), batch)

    def _take_own(self, event: events.OwnEvent, batch: Batch) -> None:
        match event:
            case events.LinkChanged(state):
                if state is not self.link:
                    log.debug("link %s -> %s", self.link.name, state.name)
                    if self.link is LinkState.UP:
                        doubt(self.lamps)
                        self._engaged.doubt()
                        self._lamps_doubtful = True
                        self._lamps_changed(batch)
                    self.link = state
                    batch.changes.append(LinkMoved(state))
                    if state is not LinkState.UP:
                        self._agents.lose(batch)
            case events.CommandSent():
                commanding.send(self._book, event, batch)
            case events.CommandAccepted():
                commanding.accept(self._book, event, batch)
            case events.CommandFailed():
                commanding.fail(self._book, event, batch)
            case events.CommandExpired(token):
                commanding.expire(self._book, token, batch)
            case _:
                self._agents.take_own(event, batch)

    def _tell(self, batch: Batch) -> tuple[Change, ...]:
        if any(isinstance(change, CallChanged) for change in batch.changes):
            self._agents.follow(self._book.calls.values(), batch)
        self._agents.finish(batch)
        told = tuple(batch.changes)
        if told:
            self._observers.tell(told)
        return told


def _tell_end(event: events.PbxEvent, batch: Batch) -> None:
    if isinstance(event, events.CallRecorded) and event.ended is not None:
        batch.changes.append(CallTold(event.ended, batch.now))


def _engaged(numbers: tuple[Number, ...], batch: Batch) -> None:
    if numbers:
        batch.changes.append(EngagementsChanged(numbers))
