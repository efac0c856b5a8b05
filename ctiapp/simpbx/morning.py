"""An agent's morning: sixty calls for the queues that the user serves, and five other agents.

The morning begins when a user listens. Who calls which queue when, how long they talk and how soon
they give up is drawn beforehand from the seed, whatever anybody does. The other agents of Support
differ: one logs out and in again, one is slow, one lets it ring (and is paused by the queue for
it), one refuses calls, one takes breaks for a reason.

Twice the user is asked to step away (``Stage.cue`` is ``away``) and is rung until the queue has
paused them; whoever does answer is not. Once a supervisor pauses the user. Who takes either pause
back is left to the user.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.simpbx.bots import Habit, Plan
from ctiapp.simpbx.facts import AgentPaused
from ctiapp.simpbx.options import USER_EXTENSION
from ctiapp.simpbx.outsiders import voices

if TYPE_CHECKING:
    from ctiapp.simpbx.bots import Span
    from ctiapp.simpbx.directory import Agent, Queue
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.scenarios import Stage

CALLS = 60
AWAY_AT = (12, 40)
"""At which calls (from 0) the user is asked to step away."""
SUPERVISED_AT = 28
"""From which call on the supervisor looks for a moment to pause the user."""

SUPPORT = "6402"
_QUEUES = (SUPPORT, "6400", "6406")
_SHARES = (7, 2, 1)
_FIRST_CALL_S = 3.0
_GAP: Span = (12.0, 30.0)
_AWAY_GAP_S = 20.0
_AWAY_CALLS = 8
"""How many calls, at most, the user has to let ring before the morning goes on regardless."""
_TALK: Span = (30.0, 90.0)
_PATIENT: Span = (60.0, 180.0)
_HASTY: Span = (5.0, 14.0)
_HASTY_SHARE = 0.3
_MISSED_IN_A_ROW = 2
_TIMES_S = {"agent_timeout_s": 15.0, "retry_s": 3.0, "wrap_up_s": 10.0}

HABITS = {
    "2003": Habit(answer=(2.0, 4.0)),
    "2004": Habit(answer=(8.0, 13.0)),
    "2005": Habit(answer=(3.0, 6.0), misses=0.6),
    "2006": Habit(answer=(2.0, 6.0), refuses=0.4),
    "2007": Habit(answer=(1.0, 3.0)),
}
"""The other agents of Support: what each does when the phone rings."""

_COMMUTER, _SMOKER = "2003", "2007"
_BREAKS = ("Break", "Lunch", "Task Transfer")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One call of the morning: ``gap_s`` after it, the next comes."""

    caller: str
    queue: str
    plan: Plan
    gap_s: float


def script(stage: Stage) -> list[Arrival]:
    """Return the calls of a morning, the same for the same seed."""
    rng = random.Random(f"morning-{stage.seed}")
    callers = voices(stage.exchange.directory.contacts)
    found = []
    for _ in range(CALLS):
        caller = rng.choice([*callers, "5503301", "+441632960961", ""])
        patience = _HASTY if rng.random() < _HASTY_SHARE else _PATIENT
        plan = Plan(talk=_fixed(rng, _TALK), patience=_fixed(rng, patience))
        queue = rng.choices(_QUEUES, _SHARES)[0]
        found.append(Arrival(caller, queue, plan, rng.uniform(*_GAP)))
    return found


def _fixed(rng: random.Random, span: Span) -> Span:
    """Return a moment of ``span`` as a span that leaves nothing to chance."""
    moment_s = rng.uniform(*span)
    return moment_s, moment_s


class Morning:
    """The course of one morning."""

    def __init__(self, stage: Stage) -> None:
        """Play on ``stage``, whose office has a queue Support."""
        self._stage = stage
        self._desk = stage.exchange.queues.desk
        self._support = stage.exchange.directory.queues[SUPPORT]
        self._script = script(stage)
        self._count = 0
        self._away_left = 0
        self._supervised = False

    def begin(self) -> None:
        """Let the other agents go about their work, and the calls come."""
        stage = self._stage
        stage.at_the_end(stage.exchange.listen(self._on_fact))
        stage.repeat((150.0, 240.0), self._commute)
        stage.repeat((120.0, 200.0), self._smoke)
        stage.turn_queue_to_user(SUPPORT)
        stage.later(_FIRST_CALL_S, self._next)

    def _next(self) -> None:
        """Let the next call come in, and plan the one after it."""
        if self._count == CALLS:
            return
        stage, arrival = self._stage, self._script[self._count]
        if self._count in AWAY_AT:
            self._away_left, stage.cue = _AWAY_CALLS, "away"
        self._count += 1
        if self._away_left:
            self._away_left -= 1
            stage.turn_queue_to_user(SUPPORT)
            patient = replace(arrival.plan, patience=_PATIENT)
            stage.call_in(arrival.caller, SUPPORT, patient)
            if not self._away_left:
                stage.cue = ""
        else:
            stage.call_in(arrival.caller, arrival.queue, arrival.plan)
            if self._count > SUPERVISED_AT:
                self._supervise()
        gap_s = _AWAY_GAP_S if self._away_left else arrival.gap_s
        stage.later(gap_s, self._next)

    def _supervise(self) -> None:
        """Let the supervisor pause the user, once, when the user works."""
        user = self._support.agent(USER_EXTENSION)
        if not self._supervised and user is not None and user.logged_in and not user.paused:
            self._supervised = True
            self._desk.pause(self._support, user, _BREAKS[0])

    def _on_fact(self, fact: Fact) -> None:
        """Take note of who was paused by the queue: the others come back after a while."""
        if not isinstance(fact, AgentPaused) or fact.queue != SUPPORT:
            return
        agent = self._support.agent(fact.agent)
        if fact.agent == USER_EXTENSION:
            self._away_left, self._stage.cue = 0, ""
        elif agent is not None:
            self._back_later(agent)

    def _commute(self) -> None:
        """Let one agent leave, or come back."""
        agent = self._support.agent(_COMMUTER)
        if agent is not None and agent.logged_in:
            self._desk.log_out(self._support, agent)
        elif agent is not None:
            self._desk.log_in(self._support, agent)

    def _smoke(self) -> None:
        """Let one agent take a break for a reason."""
        agent = self._support.agent(_SMOKER)
        if agent is not None and not agent.paused:
            self._desk.pause(self._support, agent, self._stage.random.choice(_BREAKS))
            self._back_later(agent)

    def _back_later(self, agent: Agent) -> None:
        def resume() -> None:
            if agent.logged_in:
                self._desk.resume(self._support, agent)

        self._stage.later(self._stage.random.uniform(40.0, 80.0), resume)


def morning(stage: Stage) -> None:
    """Play an agent's morning as soon as a user listens; how the queues were returns at its end."""
    queues = [stage.exchange.directory.queues[number] for number in _QUEUES]
    for queue in queues:
        _prepare(stage, queue)
    stage.bots.habits = dict(HABITS)
    stage.at_the_end(stage.bots.habits.clear)
    stage.when_user_present(Morning(stage).begin)


def _prepare(stage: Stage, queue: Queue) -> None:
    """Set a queue's times for the morning, at the speed at which it is played."""
    before = {name: getattr(queue, name) for name in (*_TIMES_S, "max_missed")}
    for name, seconds in _TIMES_S.items():
        setattr(queue, name, seconds / stage.speed)
    queue.max_missed = _MISSED_IN_A_ROW if queue.number == SUPPORT else 0

    def restore() -> None:
        for name, value in before.items():
            setattr(queue, name, value)

    stage.at_the_end(restore)
