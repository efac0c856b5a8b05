"""Queues and the agents who work in them: what a PBX tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.ids import CallId, ExtensionId, QueueId
    from ctiapp.model.number import Number


class AgentKind(Enum):
    """How an agent belongs to a queue: only a dynamic one can log in and out."""

    DYNAMIC = "dynamic"
    STATIC = "static"


class Standing(Enum):
    """How an agent stands; the value is the word of ``ctl``."""

    LOGGED_OFF = "logged-off"
    NOT_READY = "not-ready"
    READY = "ready"
    BUSY = "busy"
    WRAP_UP = "wrap-up"
    UNKNOWN = "unknown"


class AgentVerb(Enum):
    """What can be asked of an agent; the value is the word of ``ctl queue``."""

    LOG_IN = "login"
    LOG_OUT = "logout"
    PAUSE = "pause"
    READY = "resume"


class AgentCall(Enum):
    """What an agent's phone does (P: ``call_status``, handbook l. 12986)."""

    UNKNOWN = "unknown"
    IDLE = "idle"
    TALKING = "talking"
    RINGING = "ringing"
    TALKING_AND_RINGING = "talking-and-ringing"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class PauseReason:
    """Why an agent takes no calls.

    Attributes:
        code: what is sent, e.g. ``*01``.
        text: what people read, e.g. ``Lunch``; also what an agent's status says.
    """

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a queue's list, as agent or as manager."""

    ext_id: ExtensionId
    number: Number
    name: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue and who is in it (P: ``queue/list``).

    Attributes:
        queue_id: the PBX's internal id, not the number.
        number: what one dials, and what a call's path names.
        name: what people call it.
        strategy: the PBX's word for how it rings, e.g. ``rrmemory``.
        dynamic: agents who log in and out.
        static: agents who are always logged in.
        managers: who may see and command the others.
    """

    queue_id: QueueId
    number: Number
    name: str
    strategy: str = ""
    dynamic: tuple[Member, ...] = ()
    static: tuple[Member, ...] = ()
    managers: tuple[Member, ...] = ()

    def kind_of(self, number: Number) -> AgentKind | None:
        """How this extension is an agent here; None where it is none."""
        if any(member.number == number for member in self.static):
            return AgentKind.STATIC
        if any(member.number == number for member in self.dynamic):
            return AgentKind.DYNAMIC
        return None

    def is_managed_by(self, number: Number) -> bool:
        """Whether this extension manages the queue."""
        return any(member.number == number for member in self.managers)


@dataclass(frozen=True, slots=True)
class QueueRules:
    """How a queue rings and rests (P: ``queue/get``, handbook l. 11430-11700).

    Attributes:
        queue_id: whose rules.
        agent_timeout_s: how long an agent rings; None where it is not told.
        wrap_up_s: how long an agent rests after a call; 0 for not at all.
        max_missed: calls missed in a row after which the PBX pauses an agent; None: it never does.
        sla_s: within how many seconds a caller shall be answered; None where it is not told.
        sla_alarm_percent: the service level below which the PBX raises an alarm; None: not told.
    """

    queue_id: QueueId
    agent_timeout_s: int | None = None
    wrap_up_s: int = 0
    max_missed: int | None = None
    sla_s: int | None = None
    sla_alarm_percent: int | None = None


@dataclass(frozen=True, slots=True)
class AgentStatus:
    """How an agent stands in one queue (P: ``queue/agent_status``, handbook l. 12900-13060).

    Attributes:
        number, name: who.
        kind: dynamic or static; None where an unknown word was told.
        logged_in: whether the queue counts on them.
        paused: whether they take no calls for now.
        reason: why, as text; empty where none is told.
        call: what their phone does.
        resting: whether they rest after a call; None where the PBX does not tell.
    """

    number: Number
    name: str
    kind: AgentKind | None
    logged_in: bool
    paused: bool
    reason: str = ""
    call: AgentCall = AgentCall.UNKNOWN
    resting: bool | None = None


@dataclass(frozen=True, slots=True)
class QueueCall:
    """A call in a queue (P: ``queue/call_status``, handbook l. 12824-12890).

    Attributes:
        call_id: which.
        caller, caller_name: who called; the name is empty where there is none.
        callee, callee_name: who rings or talks; the queue itself for one who waits.
        duration_s: how long they have been waiting, ringing or talking.
    """

    call_id: CallId
    caller: Number
    caller_name: str
    callee: Number
    callee_name: str
    duration_s: int


@dataclass(frozen=True, slots=True)
class QueueLoad:
    """Who waits, rings and talks in a queue now, as far as its PBX tells.

    Attributes:
        queue_id: which queue.
        waiting, ringing, active: the calls; None: it does not tell them.
        counted: how many wait, by its own count; None: it gives none.
    """

    queue_id: QueueId
    waiting: tuple[QueueCall, ...] | None = None
    ringing: tuple[QueueCall, ...] | None = None
    active: tuple[QueueCall, ...] | None = None
    counted: int | None = None

    @classmethod
    def of_count(cls, queue_id: QueueId, counted: int | None) -> QueueLoad:
        """What a PBX tells that counts the callers and names none; None: no count either."""
        return cls(queue_id, () if counted == 0 else None, counted=counted)

    @property
    def waiting_count(self) -> int | None:
        """How many wait, whether they are named or not; None: not known."""
        named = None if self.waiting is None else len(self.waiting)
        return max((one for one in (named, self.counted) if one is not None), default=None)

    @property
    def longest_s(self) -> int | None:
        """How long the longest of those who are named waits; 0: nobody waits; None: not known."""
        if self.waiting:
            return max(call.duration_s for call in self.waiting)
        return 0 if self.waiting_count == 0 else None


@dataclass(frozen=True, slots=True)
class MissedCall:
    """A queue's call that an agent did not take."""

    caller: Number
    call_id: CallId
