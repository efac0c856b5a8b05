"""What the store knows of queues and agents, drawn as the fact sheets that all readers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.agents import AgentVerb, Standing
from ctiapp.services import alarms
from ctiapp.services.agentfacts import (
    AgentFacts,
    AgentPicture,
    AutoPause,
    MissedInQueue,
    MyDay,
    QueueFacts,
    ServiceLevel,
)

if TYPE_CHECKING:
    from ctiapp.model.agents import PauseReason
    from ctiapp.model.call import Moment
    from ctiapp.model.directory import Presence
    from ctiapp.model.ids import QueueId
    from ctiapp.model.number import Number
    from ctiapp.services.agentfacts import Listening
    from ctiapp.state.agentrecords import AgentRecord, QueueRecord
    from ctiapp.state.agents import AgentBook


class Painter:
    """Draws the pictures of one session; what did not change is not drawn again.

    A supervisor may see a thousand agents, and a ring is not to wait for them.
    """

    def __init__(self) -> None:
        self._queues: dict[QueueId, tuple[QueueRecord, QueueFacts]] = {}

    def draw(
        self,
        book: AgentBook,
        *,
        presence: Presence | None,
        reasons: tuple[PauseReason, ...],
        listening: Listening | None,
    ) -> AgentPicture:
        """Draw the picture.

        Args:
            book: what is known.
            presence: one's own; None where it is not known.
            reasons: what a pause can be for, as far as this PBX takes reasons.
            listening: whom one listens to; None: nobody.
        """
        drawn = {}
        for queue_id, record in book.queues.items():
            known = self._queues.get(queue_id)
            if known is None or known[0] is not record:
                known = (record, _queue(book, record, known))
            drawn[queue_id] = known
        self._queues = drawn
        queues = tuple(facts for _, facts in drawn.values())
        return AgentPicture(_day(book, queues, presence, reasons, listening), queues)


def _day(
    book: AgentBook,
    queues: tuple[QueueFacts, ...],
    presence: Presence | None,
    reasons: tuple[PauseReason, ...],
    listening: Listening | None,
) -> MyDay:
    mine = [queue.me for queue in queues if queue.me is not None]
    told = [record.told for record in mine if record.told is not None]
    known = len(told) == len(mine)
    pending: frozenset[AgentVerb] = frozenset().union(*(record.pending for record in mine))
    put_off = [record.after_call for record in mine if record.after_call is not None]
    rests = [record.wrap_up_ends for record in mine if record.wrap_up_ends is not None]
    return MyDay(
        standing=book.day.standing,
        since=book.day.since,
        reason=book.day.reason,
        logged_in=sum(record.logged_in is True for record in mine),
        paused=sum(record.paused is True and record.logged_in is True for record in mine),
        total=len(mine),
        pending=pending,
        after_call=put_off[0] if put_off else None,
        wrap_up_ends=max(rests, key=_mono) if rests else None,
        presence=presence,
        presence_pending=book.presence_asked,
        reasons=reasons,
        auto_pause=_auto_pause(book),
        missed=_missed(book),
        listening=listening,
        told=min(told, key=_mono) if told and known else None,
    )


def _mono(moment: Moment) -> float:
    return moment.mono_s


def _agent(record: AgentRecord) -> AgentFacts:
    status = record.status
    return AgentFacts(
        ext_id=record.ext_id,
        number=record.number,
        name=record.name,
        kind=record.kind,
        standing=record.standing,
        logged_in=None if status is None else status.logged_in,
        paused=None if status is None else status.paused,
        reason=status.reason if status is not None and status.paused else "",
        call=record.call,
        since=record.since,
        told=record.told,
        pending=record.pending,
        after_call=record.after_call,
        wrap_up_ends=record.wrap_up_ends if record.standing is not Standing.LOGGED_OFF else None,
        notice=record.notice,
    )


def _agent_again(record: AgentRecord, known: tuple[AgentRecord, AgentFacts] | None) -> AgentFacts:
    return known[1] if known is not None and known[0] is record else _agent(record)


def _queue(
    book: AgentBook, record: QueueRecord, before: tuple[QueueRecord, QueueFacts] | None
) -> QueueFacts:
    known: dict[Number, tuple[AgentRecord, AgentFacts]] = {}
    if before is not None:
        was = before[0].agents
        known = {one.number: (was[one.number], one) for one in before[1].agents}
    agents = tuple(_agent_again(one, known.get(one.number)) for one in record.agents.values())
    mine = book.mine(record)
    me = None if mine is None else next(one for one in agents if one.number == mine.number)
    load, rules = record.load, record.rules
    count = record.level
    level = None
    if rules is not None and rules.sla_s is not None and count.since is not None:
        level = ServiceLevel(count.in_time, count.counted, count.since)
    waiting = 0 if load is None else load.waiting_count or 0
    return QueueFacts(
        queue_id=record.queue.queue_id,
        number=record.queue.number,
        name=record.queue.name,
        strategy=record.queue.strategy,
        me=me,
        managed=record.managed,
        rules=rules,
        agents=agents,
        load=load,
        agents_told=record.agents_told,
        load_told=record.load_told,
        level=level,
        waiting_alarm=alarms.of_waiting(waiting, [agent.standing for agent in agents]),
        longest_alarm=alarms.of_longest(None if load is None else load.longest_s, rules),
        level_alarm=alarms.of_level(level, rules),
    )


def _name(book: AgentBook, number: Number) -> str:
    named = (q.queue.name for q in book.queues.values() if q.queue.number == number)
    return next(named, "")


def _auto_pause(book: AgentBook) -> AutoPause | None:
    """The newest one that holds."""
    newest = max(book.auto_pauses.values(), key=lambda one: one[1].mono_s, default=None)
    if newest is None:
        return None
    event, at = newest
    return AutoPause(event.queue, _name(book, event.queue), at, event.missed)


def _missed(book: AgentBook) -> MissedInQueue | None:
    if book.missed is None:
        return None
    event, at = book.missed
    return MissedInQueue(event.queue, _name(book, event.queue), at, event.missed)
