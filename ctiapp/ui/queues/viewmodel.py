"""What the queues' place shows: pure decisions, by the fact sheets alone.

A figure is None where it is not known: never told, or not since the last gap. Nothing old is shown
as if it were new: each part has the moment when it was told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.abilities import EVERY_CAPABILITY, FOR_AGENTS, LISTENING
from ctiapp.model.agents import AgentKind, QueueLoad
from ctiapp.model.commands import Capability, ListenMode
from ctiapp.services import alarms
from ctiapp.services.agentfacts import AgentVerb, Alarm, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ctiapp.model.agents import AgentCall, PauseReason, QueueCall, QueueRules
    from ctiapp.model.call import Moment
    from ctiapp.model.ids import CallId, QueueId
    from ctiapp.model.number import Number
    from ctiapp.services.agentfacts import AgentFacts, AgentPicture, QueueFacts

STANDINGS = (
    Standing.READY,
    Standing.BUSY,
    Standing.WRAP_UP,
    Standing.NOT_READY,
    Standing.LOGGED_OFF,
    Standing.UNKNOWN,
)
"""In the order in which a card counts them, and in which the table sorts."""


@dataclass(frozen=True, slots=True)
class BoardFace:
    """One queue's card.

    Attributes:
        queue_id, number, name: which.
        waiting, ringing, talking: how many calls; None: not known.
        longest_since_s: since when the longest waits, monotonic; None where nobody does, or where
            it is not known, as at a PBX that counts those who wait and names nobody.
        waiting_alarm, level_alarm: each figure beside its threshold; None: not known.
        standings: how many agents stand how, those that there are, in the order of `STANDINGS`;
            None: not known.
        rules: how the queue rings and rests; None: not told yet.
        level: of a hundred callers, how many were answered in time; None: nobody has called yet.
        level_since: since when this desk has counted that; None where it does not. It counts what
            it looks at, so nothing before it was started, and no day as a whole.
        told: when the older of load and agents was told; None: never, or not since a gap.
        callers: who waits, the longest first, for a card with room to spare.
    """

    queue_id: QueueId
    number: str
    name: str
    waiting: int | None
    ringing: int | None
    talking: int | None
    longest_since_s: float | None
    waiting_alarm: Alarm | None
    level_alarm: Alarm | None
    standings: tuple[tuple[Standing, int], ...] | None
    rules: QueueRules | None
    level: int | None
    told: Moment | None
    callers: tuple[Caller, ...] = ()
    level_since: Moment | None = None

    @property
    def level_s(self) -> int | None:
        """Within how many seconds callers shall be answered; None: the PBX names no time."""
        return None if self.rules is None else self.rules.sla_s

    @property
    def target(self) -> int | None:
        """Of a hundred callers, how many shall be answered in time; None: no target is named."""
        return None if self.rules is None else self.rules.sla_alarm_percent

    def longest_s(self, now_s: float) -> float | None:
        """How long the longest waits now; None where nobody does, or it is not known."""
        return None if self.longest_since_s is None else now_s - self.longest_since_s

    def longest_alarm(self, now_s: float) -> Alarm | None:
        """That beside its threshold: it grows while nobody tells anything."""
        if self.waiting is None or (self.waiting and self.longest_since_s is None):
            return None
        return alarms.of_longest(self.longest_s(now_s), self.rules)

    def worst(self, now_s: float) -> Alarm:
        """The worst of the three."""
        found = {self.waiting_alarm, self.longest_alarm(now_s), self.level_alarm}
        return next((alarm for alarm in (Alarm.LATE, Alarm.SOON) if alarm in found), Alarm.FINE)


def board_faces(picture: AgentPicture) -> tuple[BoardFace, ...]:
    """A card for each queue, in the order of the picture."""
    return tuple(_board_face(queue) for queue in picture.queues)


def _board_face(queue: QueueFacts) -> BoardFace:
    load = QueueLoad(queue.queue_id) if queue.load is None else queue.load
    agents, waiting = queue.agents_told, load.waiting_count
    longest = None
    if queue.load_told is not None and waiting and load.longest_s is not None:
        longest = queue.load_told.mono_s - load.longest_s
    level = None if queue.level is None else queue.level.percent
    told = [moment for moment in (queue.load_told, agents) if moment is not None]
    return BoardFace(
        queue_id=queue.queue_id,
        number=queue.number.text,
        name=queue.name or queue.number.text,
        waiting=waiting,
        ringing=None if load.ringing is None else len(load.ringing),
        talking=None if load.active is None else len(load.active),
        longest_since_s=longest,
        waiting_alarm=None if waiting is None else queue.waiting_alarm,
        level_alarm=None if level is None else queue.level_alarm,
        standings=None if agents is None else _standings(queue.agents),
        rules=queue.rules,
        level=level,
        told=min(told, key=lambda moment: moment.mono_s) if len(told) == 2 else None,
        callers=tuple(one for one in callers(queue) or () if one.doing is Doing.WAITS),
        level_since=None if queue.level is None else queue.level.since,
    )


def _standings(agents: Iterable[AgentFacts]) -> tuple[tuple[Standing, int], ...]:
    counts: dict[Standing, int] = {}
    for agent in agents:
        counts[agent.standing] = counts.get(agent.standing, 0) + 1
    return tuple((standing, counts[standing]) for standing in STANDINGS if standing in counts)


# --- callers -------------------------------------------------------------------------------------


class Doing(Enum):
    """What a call does in a queue."""

    WAITS = "waits"
    RINGS = "rings"
    TALKS = "talks"


@dataclass(frozen=True, slots=True)
class Caller:
    """One call in a queue.

    Attributes:
        call_id: which.
        name: who; the number where no name is told; empty where that is withheld.
        number: their number, where a name stands before it.
        doing: waits, rings, talks.
        agent: whom it rings, or who talks; empty for one who waits.
        since_s: since when, monotonic.
    """

    call_id: CallId
    name: str
    number: str
    doing: Doing
    agent: str
    since_s: float


def callers(queue: QueueFacts) -> tuple[Caller, ...] | None:
    """Who waits, the longest first; then who rings and who talks: whoever is named. None: not told.

    A call for which an agent rings may stand among the waiting as well: it is shown as ringing.
    """
    told, load = queue.load_told, queue.load
    if told is None or load is None:
        return None
    ringing, active = load.ringing or (), load.active or ()
    elsewhere = {call.call_id for call in (*ringing, *active)}
    waiting = [call for call in load.waiting or () if call.call_id not in elsewhere]
    found = []
    for doing, calls in (
        (Doing.WAITS, waiting),
        (Doing.RINGS, ringing),
        (Doing.TALKS, active),
    ):
        ordered = sorted(calls, key=lambda call: -call.duration_s)
        found += [_caller(call, doing, told.mono_s, queue.agents) for call in ordered]
    return tuple(found)


def no_callers_word(load: QueueLoad | None) -> str:
    """Which sentence stands where no caller is listed: that nobody is there only where it is known.

    Args:
        load: as it was told; None: it was not.
    """
    if load is None:
        return "board.callers_unknown"
    if load.waiting_count is None:
        return "board.callers_untold"
    if load.waiting_count:
        return "board.callers_counted"
    if load.ringing is None or load.active is None:
        return "board.nobody_waits"
    return "board.no_caller"


def _caller(call: QueueCall, doing: Doing, told_s: float, agents: Sequence[AgentFacts]) -> Caller:
    agent = ""
    if doing is not Doing.WAITS:
        known = next((one.name for one in agents if one.number == call.callee), "")
        agent = call.callee_name or known or call.callee.text
    number = call.caller.text
    return Caller(
        call.call_id,
        call.caller_name or number,
        number if call.caller_name else "",
        doing,
        agent,
        told_s - call.duration_s,
    )


# --- agents --------------------------------------------------------------------------------------


class Column(Enum):
    """The columns of the agents' table, in their order."""

    NAME = "name"
    NUMBER = "number"
    STATE = "state"
    SINCE = "since"
    REASON = "reason"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class AgentRow:
    """One agent in the table.

    Attributes:
        agent: the facts.
        name: who; the number where no name is told.
        me: whether it is oneself.
        since_s: since when they stand so, monotonic; None where it was found so.
        reason: why they are paused.
        call: what their phone does.
    """

    agent: AgentFacts
    name: str
    me: bool
    since_s: float | None
    reason: str
    call: AgentCall

    @property
    def number(self) -> Number:
        """Their number."""
        return self.agent.number

    @property
    def standing(self) -> Standing:
        """How they stand."""
        return self.agent.standing


def agent_rows(
    queue: QueueFacts, column: Column = Column.STATE, *, downwards: bool = False
) -> tuple[AgentRow, ...]:
    """The table's rows, sorted; of equals, by name."""
    me = None if queue.me is None else queue.me.number
    rows = [
        AgentRow(
            agent,
            agent.name or agent.number.text,
            agent.number == me,
            None if agent.since is None else agent.since.mono_s,
            agent.reason,
            agent.call,
        )
        for agent in queue.agents
    ]
    rows.sort(key=lambda row: row.name.casefold())
    rows.sort(key=lambda row: _key(row, column), reverse=downwards)
    return tuple(rows)


def _key(row: AgentRow, column: Column) -> tuple[object, ...]:
    keys: Mapping[Column, tuple[object, ...]] = {
        Column.NAME: (row.name.casefold(),),
        Column.NUMBER: (len(row.number.text), row.number.text),
        Column.STATE: (STANDINGS.index(row.standing),),
        # The longest first; who was found so stands last.
        Column.SINCE: (row.since_s is None, row.since_s or 0.0),
        Column.REASON: (not row.reason, row.reason.casefold()),
        Column.PHONE: (row.call.value,),
    }
    return keys[column]


# --- what can be done for an agent ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Do:
    """One thing that a supervisor can do for an agent.

    Attributes:
        what: log in or out, pause, ready; or how to listen, which is asked once more.
        reason: why, for a pause; None: without one.
    """

    what: AgentVerb | ListenMode
    reason: PauseReason | None = None


def can_do(
    queue: QueueFacts,
    row: AgentRow,
    reasons: Sequence[PauseReason],
    *,
    live: bool,
    capabilities: Collection[Capability] = EVERY_CAPABILITY,
) -> tuple[Do, ...]:
    """What makes sense for this agent now; nothing where one does not manage the queue."""
    agent = row.agent
    if not queue.managed or not live:
        return ()
    found: list[Do] = []
    if agent.standing is Standing.BUSY and not row.me:
        found += [Do(mode) for mode in ListenMode if LISTENING[mode] in capabilities]
    if Capability.SUPERVISE not in capabilities:
        return tuple(found)
    if agent.logged_in and FOR_AGENTS[AgentVerb.PAUSE] in capabilities:
        if agent.paused or agent.standing is Standing.WRAP_UP:
            found.append(Do(AgentVerb.READY))
        if not agent.paused:
            found.append(Do(AgentVerb.PAUSE))
            found += [Do(AgentVerb.PAUSE, reason) for reason in reasons]
    if agent.kind is not AgentKind.STATIC and agent.logged_in is not None:
        verb = AgentVerb.LOG_OUT if agent.logged_in else AgentVerb.LOG_IN
        if FOR_AGENTS[verb] in capabilities:
            found.append(Do(verb))
    return tuple(one for one in found if one.what not in agent.pending)
