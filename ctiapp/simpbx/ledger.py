"""What queues and agents did: what a PBX's reports are made of.

What the handbook leaves open: a call belongs to the queue that took it in last; who gave up while
nobody had taken it has *abandoned*, whoever waited too long or was thrown out was *missed*; a pause
that still lasts is no line yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ctiapp.simpbx.facts import (
    AgentChanged,
    AgentMissed,
    CallChanged,
    CallEnded,
    ExtensionParty,
    LegState,
)

if TYPE_CHECKING:
    from ctiapp.simpbx.clocked import Clocked
    from ctiapp.simpbx.directory import Directory
    from ctiapp.simpbx.facts import CallSnapshot, Fact, Member

MAX_LINES = 100_000
"""How many lines of each kind are kept; the oldest go."""

QueueOutcome = Literal["answered", "missed", "abandoned"]

_TALKING = (LegState.UP, LegState.HELD)


@dataclass(frozen=True, slots=True)
class QueueCall:
    """A call that a queue took in. Times in seconds, ``at_s`` on the exchange's clock.

    ``waited_s`` runs until an agent answered, or until the end; ``rang_s`` is how long the agent's
    phone rang who answered it, ``talk_s`` how long that agent stayed, ``missed_by`` who was rung in
    vain, as often as they were.
    """

    queue: str
    at_s: float
    caller: str
    outcome: QueueOutcome
    waited_s: int
    agent: str = ""
    rang_s: int = 0
    talk_s: int = 0
    missed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of an agent that is over."""

    queue: str
    agent: str
    began_s: float
    ended_s: float
    reason: str


@dataclass(slots=True)
class _Course:
    """A call in a queue that goes on."""

    queue: str
    at_s: float
    caller: str
    missed_by: list[str] = field(default_factory=list)
    rang_since: dict[str, float] = field(default_factory=dict)
    agent: str = ""
    channel: str = ""
    rang_s: float = 0.0
    answered_s: float | None = None
    left_s: float | None = None


class Ledger:
    """The calls of all queues that are over, and the pauses of their agents, oldest first."""

    def __init__(self, exchange: Clocked, directory: Directory) -> None:
        """Write down what happens at ``exchange`` from now on."""
        self.calls: list[QueueCall] = []
        self.pauses: list[Pause] = []
        self._exchange = exchange
        self._queues = directory.queues
        self._courses: dict[str, _Course] = {}
        self._paused: dict[tuple[str, str], tuple[float, str]] = {}
        exchange.listen(self._on_fact)

    def _on_fact(self, fact: Fact) -> None:
        match fact:
            case CallChanged():
                self._follow(fact.call)
            case AgentMissed():
                course = self._courses.get(fact.call_id)
                if course is not None:
                    course.missed_by.append(fact.agent)
            case CallEnded():
                course = self._courses.pop(fact.cdr.call_id, None)
                if course is not None:
                    self.calls.append(self._told(course, abandoned=fact.cdr.status == "abandoned"))
                    del self.calls[:-MAX_LINES]
            case AgentChanged():
                self._change(fact)
            case _:
                pass

    def _follow(self, call: CallSnapshot) -> None:
        course = self._courses.get(call.call_id)
        for member in call.members:
            if member.path not in self._queues:
                continue
            if course is not None and isinstance(member.party, ExtensionParty):
                self._ring(course, member.party.number, member)
            elif course is None and member.state in _TALKING:
                caller = member.party.known_as
                course = _Course(member.path, self._exchange.now_s, caller)
                self._courses[call.call_id] = course
        if course is not None and course.answered_s is not None and course.left_s is None:
            there = {m.channel for m in call.members if m.state is not LegState.GONE}
            if course.channel not in there:
                course.left_s = self._exchange.now_s

    def _ring(self, course: _Course, agent: str, member: Member) -> None:
        now_s = self._exchange.now_s
        if member.state in _TALKING and course.answered_s is None:
            course.agent, course.channel, course.answered_s = agent, member.channel, now_s
            course.rang_s = now_s - course.rang_since.get(member.channel, now_s)
        elif member.state is not LegState.GONE:
            course.rang_since.setdefault(member.channel, now_s)

    def _told(self, course: _Course, *, abandoned: bool) -> QueueCall:
        now_s, answered_s = self._exchange.now_s, course.answered_s
        unanswered: QueueOutcome = "abandoned" if abandoned else "missed"
        return QueueCall(
            queue=course.queue,
            at_s=course.at_s,
            caller=course.caller,
            outcome=unanswered if answered_s is None else "answered",
            waited_s=round((now_s if answered_s is None else answered_s) - course.at_s),
            agent=course.agent,
            rang_s=round(course.rang_s),
            talk_s=0 if answered_s is None else round((course.left_s or now_s) - answered_s),
            missed_by=tuple(course.missed_by),
        )

    def _change(self, fact: AgentChanged) -> None:
        key = fact.queue, fact.agent
        begun = self._paused.pop(key, None)
        if begun is not None and (fact.status != "paused" or begun[1] != fact.reason):
            self.pauses.append(Pause(*key, begun[0], self._exchange.now_s, begun[1]))
            del self.pauses[:-MAX_LINES]
            begun = None
        if fact.status == "paused":
            self._paused[key] = begun or (self._exchange.now_s, fact.reason)
