"""What is shown of agents and queues: the fact sheets for header, places and ``ctl`` alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.agents import AgentVerb, Standing

if TYPE_CHECKING:
    from ctiapp.model.agents import (
        AgentCall,
        AgentKind,
        MissedCall,
        PauseReason,
        QueueLoad,
        QueueRules,
    )
    from ctiapp.model.call import Moment
    from ctiapp.model.directory import Presence
    from ctiapp.model.ids import CallId, ExtensionId, LegId, QueueId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number


__all__ = [
    "AgentFacts",
    "AgentPicture",
    "AgentVerb",
    "Alarm",
    "AutoPause",
    "Listening",
    "MissedInQueue",
    "MyDay",
    "QueueFacts",
    "ServiceLevel",
    "Standing",
]


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """One agent in one queue.

    Attributes:
        ext_id: the PBX's internal id; None where the queue's list does not name them.
        number, name: who.
        kind: dynamic or static; None where it is not known.
        standing: log-in, pause and phone, as one word.
        logged_in, paused: as last told; None: not told yet, or not since the last gap.
        reason: why paused, as text; empty where none is told.
        call: what their phone does.
        since: since when they stand so; None where it was found so.
        told: when this was last told; None: never.
        pending: asked, and not yet confirmed.
        after_call: a pause or log-out that takes effect after the call of now.
        wrap_up_ends: when the rest after a call is over; None: there is none.
        notice: the last thing to say about them here, e.g. a refusal; None: nothing.
    """

    ext_id: ExtensionId | None
    number: Number
    name: str
    kind: AgentKind | None
    standing: Standing
    logged_in: bool | None
    paused: bool | None
    reason: str
    call: AgentCall
    since: Moment | None
    told: Moment | None
    pending: frozenset[AgentVerb] = frozenset()
    after_call: AgentVerb | None = None
    wrap_up_ends: Moment | None = None
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """How many callers were answered in time, as far as this desk saw it.

    Attributes:
        in_time: answered within ``QueueRules.sla_s``.
        counted: all who were answered, or gave up after that time.
        since: since when this is counted.
    """

    in_time: int
    counted: int
    since: Moment

    @property
    def percent(self) -> int | None:
        """Of a hundred callers, how many in time; None where nobody has called yet."""
        return None if not self.counted else round(100 * self.in_time / self.counted)


class Alarm(Enum):
    """How a figure of the wallboard stands to its threshold."""

    FINE = "fine"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """One queue, as an agent or a supervisor sees it.

    Attributes:
        queue_id, number, name, strategy: which, and how it rings.
        me: oneself in it; None where one is no agent here.
        managed: whether one may command the others.
        rules: how it rings and rests; None: not told yet.
        agents: everybody in it, oneself included, in the PBX's order.
        load: its calls, as far as the PBX tells them, as of ``load_told``; durations count from
            there. None: not told yet, or not since the last gap.
        agents_told, load_told: when the PBX last told; None: never, or not since the last gap.
        level: the service level; None where the PBX names no time.
        waiting_alarm: the number who wait, against the agents who are ready.
        longest_alarm: the longest wait, against ``rules.sla_s``.
        level_alarm: the service level, against ``rules.sla_alarm_percent``.
    """

    queue_id: QueueId
    number: Number
    name: str
    strategy: str
    me: AgentFacts | None
    managed: bool
    rules: QueueRules | None
    agents: tuple[AgentFacts, ...]
    load: QueueLoad | None
    agents_told: Moment | None
    load_told: Moment | None
    level: ServiceLevel | None = None
    waiting_alarm: Alarm = Alarm.FINE
    longest_alarm: Alarm = Alarm.FINE
    level_alarm: Alarm = Alarm.FINE


@dataclass(frozen=True, slots=True)
class AutoPause:
    """The PBX paused oneself: which queue, when, after which calls (P 30025).

    Attributes:
        queue, queue_name: where.
        at: when it was told.
        missed: the calls, the last one first.
    """

    queue: Number
    queue_name: str
    at: Moment
    missed: tuple[MissedCall, ...]


@dataclass(frozen=True, slots=True)
class MissedInQueue:
    """A queue rang oneself, and nobody answered (P 30026); quieter than an automatic pause."""

    queue: Number
    queue_name: str
    at: Moment
    missed: MissedCall


@dataclass(frozen=True, slots=True)
class Listening:
    """A supervisor listens, whispers or takes part.

    Attributes:
        agent, agent_name: whom one listens to.
        mode: ``listen``, ``whisper`` or ``barge``.
        call_id: one's own call for it; None until it is there.
        leg_id: the agent's leg.
        since: since when; before one's own phone was picked up: since when it was asked for.
        answered: whether one's own phone was picked up; until then nothing is heard.
    """

    agent: Number
    agent_name: str
    mode: str
    call_id: CallId | None
    leg_id: LegId
    since: Moment
    answered: bool = False


@dataclass(frozen=True, slots=True)
class MyDay:
    """Oneself as an agent, over all queues: what the header shows.

    Attributes:
        standing: BUSY and WRAP_UP first; else READY where any queue may ring; else NOT_READY where
            any is only paused; else LOGGED_OFF. UNKNOWN before the PBX told, or since a gap.
        since: since when; None where it was found so.
        reason: why paused, where all paused queues say the same; else empty.
        logged_in, paused, total: in how many of one's own queues.
        pending: asked anywhere, and not yet confirmed.
        after_call: what takes effect after the call of now.
        wrap_up_ends: when the rest after a call is over; None: there is none.
        presence: one's own; None where it is not known.
        presence_pending: the presence that was asked for; None: none.
        reasons: what a pause can be for, in the PBX's order; the first nine have a digit.
        auto_pause: why the PBX paused oneself; None where it did not, or one is ready again.
        missed: the last queue call that one did not take; None where it was seen to.
        listening: what one listens to; None: nothing.
        told: when the oldest of all this was last told; None: never.
    """

    standing: Standing = Standing.UNKNOWN
    since: Moment | None = None
    reason: str = ""
    logged_in: int = 0
    paused: int = 0
    total: int = 0
    pending: frozenset[AgentVerb] = frozenset()
    after_call: AgentVerb | None = None
    wrap_up_ends: Moment | None = None
    presence: Presence | None = None
    presence_pending: Presence | None = None
    reasons: tuple[PauseReason, ...] = ()
    auto_pause: AutoPause | None = None
    missed: MissedInQueue | None = None
    listening: Listening | None = None
    told: Moment | None = None


@dataclass(frozen=True, slots=True)
class AgentPicture:
    """Everything of queues and agents at once; a new one replaces it.

    Attributes:
        me: oneself over all queues.
        queues: one's own queues and those one manages, in the order of their numbers.
    """

    me: MyDay = MyDay()
    queues: tuple[QueueFacts, ...] = ()
