"""One's own queues and those one manages, everybody in them, and what is asked of them.

Part of the one writer: `ctiapp.state.store.Store` holds the book and alone calls what writes.

Decisions that hold here:

* Log-in and pause have no events but the automatic pause: they are known from answers. **An event
  beats an answer that was asked for before it**, and so does a command that the PBX took.
* What one's own phone does is known from one's own calls, which events tell; what others' phones
  do, from answers.
* After a gap nobody knows how anybody stands until it is read anew; the lists stay.
* The rest after a call is inferred: it begins when one leaves a call that came through the queue,
  as long as its rules say; to be ready again ends it. Where a PBX tells who rests, that counts.
* Whom an answer does not name, of them nobody knows how they stand.
* Whatever a PBX sends, what is kept is bounded.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model import agentanswers, events
from ctiapp.model.agents import AgentCall, AgentVerb, Standing
from ctiapp.state.agentcommands import AgentCommands, after_the_call, not_so
from ctiapp.state.agentrecords import (
    AgentRecord,
    Day,
    QueueRecord,
    bounded,
    has_left,
    listed,
    phone_of,
)
from ctiapp.state.changes import AgentsChanged, AgentsDoubtful, CallChanged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.model.agents import AgentStatus, PauseReason, Queue
    from ctiapp.model.call import Call, Moment
    from ctiapp.model.directory import Presence
    from ctiapp.model.ids import QueueId
    from ctiapp.model.number import Number
    from ctiapp.state.book import Batch

log = logging.getLogger("ctiapp.agents")

MAX_QUEUES = 100
"""Queues kept at most: with one question a second a round through more takes minutes."""
MAX_AGENTS = 500
"""Agents kept of a queue at most."""
MAX_CALLS = 200
"""Calls kept of each of a queue's lists at most."""
MAX_REASONS = 100
"""Reasons kept at most."""

_NO_PAUSE = (AgentVerb.READY, AgentVerb.LOG_OUT)
"""Who stands so is paused by nothing: an automatic pause there holds no more."""


class AgentBook:
    """Everything known of queues and agents; all it hands out is frozen.

    Attributes:
        me: one's own extension; None while nobody is signed in.
        queues: the queues that concern oneself, by their ids, in the order of their numbers.
        listed: whether the PBX has told which queues there are.
        reasons: what a pause can be for; None: not told yet.
        day: oneself over all queues.
        auto_pauses: the automatic pauses of oneself that hold, by queue, with when they were told.
        missed: the last call of a queue that one did not take; None: none, or it was seen to.
        presence_asked: the presence that was asked for and is not settled; None: none.
    """

    def __init__(self, me: Number | None = None) -> None:
        self.me = me
        self.queues: Mapping[QueueId, QueueRecord] = MappingProxyType({})
        self.listed = False
        self.reasons: tuple[PauseReason, ...] | None = None
        self.day = Day()
        self.auto_pauses: Mapping[Number, tuple[events.AgentAutoPaused, Moment]] = MappingProxyType(
            {}
        )
        self.missed: tuple[events.AgentMissed, Moment] | None = None
        self.presence_asked: Presence | None = None
        self._commands = AgentCommands()
        self._phone = AgentCall.IDLE
        self._dirty = False

    # -- reading ---------------------------------------------------------------------------------

    def mine(self, queue: QueueRecord) -> AgentRecord | None:
        """Oneself in a queue; None where one is no agent there."""
        return None if self.me is None or not queue.mine else queue.agents.get(self.me)

    # -- writing ---------------------------------------------------------------------------------

    def begin_anew(self, me: Number | None, batch: Batch) -> AgentBook:
        """An empty book for this extension (None: for nobody), in the place of this one."""
        self._commands.give_up(batch)
        fresh = AgentBook(me)
        fresh._dirty = bool(self.queues) or self.missed is not None or self.reasons is not None
        fresh.finish(batch)
        return fresh

    def lose(self, batch: Batch) -> None:
        """A gap: how everybody stands is not known any more."""
        self._commands.give_up(batch)
        for queue in self.queues.values():
            agents = {number: record.lost() for number, record in queue.agents.items()}
            self._put(
                replace(
                    queue,
                    agents=MappingProxyType(agents),
                    load=None,
                    agents_told=None,
                    load_told=None,
                    level=queue.level.lost(),
                )
            )

    def take_event(
        self,
        event: events.AgentAutoPaused | events.AgentMissed | events.AgentMoved,
        batch: Batch,
    ) -> None:
        """Take in what the PBX tells by itself."""
        queue = next((q for q in self.queues.values() if q.queue.number == event.queue), None)
        if event.agent == self.me:
            if isinstance(event, events.AgentAutoPaused):
                kept = {**self.auto_pauses, event.queue: (event, batch.now)}
                newest = dict(list(kept.items())[-MAX_QUEUES:])
                self.auto_pauses = MappingProxyType(newest)
                self._dirty = True
            elif isinstance(event, events.AgentMissed):
                self.missed = (event, batch.now)
                self._dirty = True
        if queue is None:
            return
        record = queue.agents.get(event.agent)
        if record is not None and not isinstance(event, events.AgentMissed):
            record = replace(record, event_s=batch.now.mono_s)
            if isinstance(event, events.AgentAutoPaused):
                record = replace(record, told=batch.now, status=record.paused_by_event())
            self._put(queue.with_agent(record.settled(batch.now)))
        batch.changes.append(AgentsDoubtful((queue.queue.queue_id,)))

    def take_own(self, event: events.AgentOwnEvent, batch: Batch) -> None:
        """Take in what we note ourselves."""
        match event:
            case events.AgentCommandSent():
                self._send(event, batch)
            case events.AgentCommandAccepted(token):
                self._accept(token, batch)
            case events.AgentCommandRefused():
                self._refuse(event, batch)
            case events.AgentCommandExpired(token):
                self._expire(token, batch)
            case events.PresenceAsked(presence):
                self._dirty |= presence is not self.presence_asked
                self.presence_asked = presence
            case events.ToldSeenTo(auto_pause, seen):
                self._dirty = True
                if auto_pause:
                    gone = [one for one in self.auto_pauses if seen is None or one == seen]
                    self._forget_auto_pauses(gone)
                else:
                    self.missed = None

    def take_answer(
        self, answer: agentanswers.AgentAnswer, asked_s: float, calls: Iterable[Call], batch: Batch
    ) -> None:
        """Take in what the PBX answered.

        Args:
            answer: what.
            asked_s: when it was asked for, on the monotonic clock: what was told since is newer.
            calls: one's own calls.
            batch: takes what it changes.
        """
        self._phone = phone_of(calls)
        match answer:
            case agentanswers.QueuesTold(queues):
                self._take_queues(queues, asked_s, batch)
            case agentanswers.ReasonsTold(reasons):
                self._dirty |= reasons != self.reasons
                self.reasons = reasons[:MAX_REASONS]
            case agentanswers.RulesTold(rules):
                queue = self.queues.get(rules.queue_id)
                if queue is not None:
                    self._put(replace(queue, rules=rules))
            case agentanswers.AgentsTold(queue_id, statuses):
                queue = self.queues.get(queue_id)
                if queue is not None:
                    self._take_statuses(queue, statuses[:MAX_AGENTS], asked_s, batch)
            case agentanswers.LoadTold(load):
                queue = self.queues.get(load.queue_id)
                if queue is not None:
                    kept = bounded(load, MAX_CALLS)
                    sla_s = None if queue.rules is None else queue.rules.sla_s
                    level = queue.level.after(kept, sla_s, batch.now)
                    self._put(replace(queue, load=kept, load_told=batch.now, level=level))

    def follow(self, calls: Iterable[Call], batch: Batch) -> None:
        """One's own calls changed: one's phone, and the rest after a call of a queue."""
        left = [
            change.before
            for change in batch.changes
            if isinstance(change, CallChanged)
            and change.before is not None
            and has_left(change.before, change.after)
        ]
        phone = phone_of(calls)
        if phone is self._phone and not left:
            return
        self._phone = phone
        for queue in self.queues.values():
            record = self.mine(queue)
            if record is None:
                continue
            number = queue.queue.number
            if any(call.via == number for call in left):
                record = record.resting(queue.rules, batch.now)
                batch.changes.append(AgentsDoubtful((queue.queue.queue_id,)))
            record = replace(record, call=self._call_of(record))
            record, again = after_the_call(record, float("-inf"), batch.now.mono_s)
            if again:
                batch.changes.append(AgentsDoubtful((queue.queue.queue_id,)))
            self._put(queue.with_agent(record.settled(batch.now)))

    def tick(self, batch: Batch) -> None:
        """Let time pass: a rest ends; where the PBX said that they rest, it is asked again."""
        for queue in self.queues.values():
            for record in queue.agents.values():
                ends = record.wrap_up_ends
                if ends is not None and ends.mono_s <= batch.now.mono_s:
                    record = record.settled(batch.now)  # noqa: PLW2901
                    queue = queue.with_agent(record)  # noqa: PLW2901
                    self._put(queue)
                    if record.standing is Standing.WRAP_UP:
                        batch.changes.append(AgentsDoubtful((queue.queue.queue_id,)))

    def finish(self, batch: Batch) -> None:
        """One writing is over: say once that something changed."""
        if not self._dirty:
            return
        self._dirty = False
        records = [self.mine(queue) for queue in self.queues.values()]
        self.day = self.day.after([r for r in records if r is not None], batch.now)
        batch.changes.append(AgentsChanged())

    # ----------------------------------------------------------------------------------------------

    def _put(self, queue: QueueRecord) -> None:
        queue_id = queue.queue.queue_id
        if self.queues.get(queue_id) != queue:
            self.queues = MappingProxyType({**self.queues, queue_id: queue})
            self._dirty = True

    def _mark(self, queue_id: QueueId, record: AgentRecord) -> None:
        """Let an agent show what is pending of them, and the rest of it."""
        pending = self._commands.pending((queue_id, record.number))
        self._put(self.queues[queue_id].with_agent(replace(record, pending=pending)))

    def _of(
        self, queue_ids: Iterable[QueueId], agents: Iterable[Number]
    ) -> list[tuple[AgentRecord, QueueId]]:
        numbers = tuple(agents)
        return [
            (self.queues[queue_id].agents[number], queue_id)
            for queue_id in queue_ids
            if queue_id in self.queues
            for number in numbers
            if number in self.queues[queue_id].agents
        ]

    def _send(self, sent: events.AgentCommandSent, batch: Batch) -> None:
        self._commands.add(sent, batch)
        for record, queue_id in self._of(sent.queue_ids, sent.agents):
            put_off = record.after_call if record.after_call is sent.verb else None
            fresh = replace(record, notice=None, failed=None, after_call=put_off)
            self._mark(queue_id, fresh)

    def _refuse(self, event: events.AgentCommandRefused, batch: Batch) -> None:
        command = self._commands.drop(event.token)
        if command is None:
            return
        queue_ids, verb = command.sent.queue_ids, command.sent.verb
        for record, queue_id in self._of(queue_ids, command.sent.agents):
            notice = event.notice if event.apart is None else event.apart.get(queue_id)
            failed = record if notice is None else replace(record, notice=notice, failed=verb)
            self._mark(queue_id, failed)
        taken = tuple(one for one in queue_ids if event.apart and one not in event.apart)
        if taken:
            batch.changes.append(AgentsDoubtful(taken, commanded=True))

    def _accept(self, token: int, batch: Batch) -> None:
        command = self._commands.get(token)
        if command is None:
            return
        command.accepted_s = batch.now.mono_s
        if command.sent.verb is AgentVerb.READY:
            for record, queue_id in self._of(command.sent.queue_ids, command.sent.agents):
                self._mark(queue_id, replace(record, wrap_up_ends=None).settled(batch.now))
        batch.changes.append(AgentsDoubtful(command.sent.queue_ids, commanded=True))

    def _expire(self, token: int, batch: Batch) -> None:
        command = self._commands.get(token)
        if command is None:
            return
        verb, queue_ids = command.sent.verb, command.sent.queue_ids
        refuted = self._commands.expire(token, batch)
        for record, queue_id in self._of(queue_ids, command.sent.agents):
            said = record
            if (queue_id, record.number) in refuted:
                said = replace(record, notice=not_so(verb), failed=verb)
            self._mark(queue_id, said)
        batch.changes.append(AgentsDoubtful(queue_ids))

    def _take_queues(self, queues: tuple[Queue, ...], asked_s: float, batch: Batch) -> None:
        me = self.me
        if me is None:
            return
        ours = [q for q in queues if q.kind_of(me) is not None or q.is_managed_by(me)]
        if len(ours) > MAX_QUEUES:
            log.info("%d queues: only %d are kept", len(ours), MAX_QUEUES)
        ours = sorted(ours, key=lambda q: (len(q.number.text), q.number.text))[:MAX_QUEUES]
        found: dict[QueueId, QueueRecord] = {}
        for queue in ours:
            known = self.queues.get(queue.queue_id)
            mine, managed = queue.kind_of(me) is not None, queue.is_managed_by(me)
            before = QueueRecord(queue, mine, managed) if known is None else known
            found[queue.queue_id] = replace(
                before,
                queue=queue,
                mine=mine,
                managed=managed,
                agents=listed(queue, before.agents, MAX_AGENTS),
            )
        self._dirty |= not self.listed or found != dict(self.queues)
        self.listed = True
        self.queues = MappingProxyType(found)
        still = {queue.queue.number for queue in found.values() if queue.mine}
        pauses = self.auto_pauses.items()
        gone = [one for one, (_, at) in pauses if one not in still and at.mono_s <= asked_s]
        self._forget_auto_pauses(gone)
        known_parts = {(key, number) for key, q in found.items() for number in q.agents}
        self._commands.forget(known_parts, batch)

    def _take_statuses(
        self, queue: QueueRecord, statuses: Iterable[AgentStatus], asked_s: float, batch: Batch
    ) -> None:
        queue_id = queue.queue.queue_id
        agents: dict[Number, AgentRecord] = {}
        again = False
        for status in statuses:
            record = queue.agents.get(status.number)
            if record is None:
                record = AgentRecord(None, status.number, status.name, status.kind)
            record = replace(record, call=self._call_of(record, status.call))
            if asked_s < record.event_s:
                again = True  # an event told something newer: nothing else of this counts
            else:
                record, waits = self._told(queue_id, record, status, asked_s, batch)
                again |= waits
            agents[status.number] = record.settled(batch.now)
            if status.number == self.me and any(record.shows(verb) for verb in _NO_PAUSE):
                self._forget_auto_pauses([queue.queue.number])
        for number, record in queue.agents.items():
            if number not in agents:
                unnamed = replace(record, status=None, told=None)
                unnamed = replace(unnamed, call=self._call_of(unnamed))
                agents[number] = unnamed.settled(batch.now)
        told = MappingProxyType(dict(list(agents.items())[:MAX_AGENTS]))
        self._put(replace(queue, agents=told, agents_told=batch.now))
        if again:
            batch.changes.append(AgentsDoubtful((queue_id,)))

    def _told(
        self,
        queue_id: QueueId,
        record: AgentRecord,
        status: AgentStatus,
        asked_s: float,
        batch: Batch,
    ) -> tuple[AgentRecord, bool]:
        """An agent as just told, with what that settles; whether to ask again, soon."""
        part = (queue_id, record.number)
        if record.number == self.me and record.mended_by(status):
            log.info(
                "a look mended how one stands in queue %s", self.queues[queue_id].queue.number.text
            )
        if record.rests_no_more(status, asked_s):
            record = replace(record, wrap_up_ends=None)
        record = replace(record.with_status(status, batch.now), told=batch.now)
        record, waits = self._commands.told(part, record, asked_s, batch)
        record, late = after_the_call(record, asked_s, batch.now.mono_s)
        if record.failed is not None and record.shows(record.failed):
            record = replace(record, notice=None, failed=None)
        return replace(record, pending=self._commands.pending(part)), waits or late

    def _call_of(self, record: AgentRecord, told: AgentCall | None = None) -> AgentCall:
        """What an agent's phone does: one's own by one's own calls, others' as told."""
        if told is None:
            told = AgentCall.UNKNOWN if record.status is None else record.status.call
        if record.number != self.me:
            return told
        # Only the PBX knows whether there is a phone at all.
        gone = told is AgentCall.UNKNOWN and self._phone is AgentCall.IDLE
        return told if gone else self._phone

    def _forget_auto_pauses(self, queues: list[Number]) -> None:
        """The automatic pauses of these queues hold no more, or were seen to."""
        left = {number: one for number, one in self.auto_pauses.items() if number not in queues}
        if len(left) < len(self.auto_pauses):
            self.auto_pauses = MappingProxyType(left)
            self._dirty = True
