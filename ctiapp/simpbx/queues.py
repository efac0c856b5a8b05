"""Queues: callers wait, agents ring in turn, time out, and ring again on a new channel.

Where the handbook is silent: callers are served in the order in which they came, and while the
first of them is between two rings, the others wait as well. Whoever talks, on whatever call, is
not rung (unless the queue rings in use). An agent's wrap-up time begins when they leave the call,
and keeps away the calls of its own queue only. A ring that the end of the caller's patience or of
the waiting time cuts short was not missed; nor is a call that is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.simpbx.desk import AgentDesk
from ctiapp.simpbx.facts import LegState, Reason
from ctiapp.simpbx.legs import Attempt
from ctiapp.simpbx.sharing import choose

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Agent, Queue
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg

_LOOK_AGAIN_S = 0.25
"""How often a queue whose agents are all taken looks for a free one."""

_MOMENT_S = 0.001
"""Less time than this is none: the clock counts in fractions that do not add up exactly."""


@dataclass(eq=False, slots=True)
class Waiting:
    """A caller in a queue; ``tried`` is where the strategy ``linear`` goes on for them."""

    origin: Leg
    queue: Queue
    joined_s: float
    tried: int = 0

    @property
    def call(self) -> Call:
        """The caller's call."""
        return self.origin.call


@dataclass(frozen=True, eq=False, slots=True)
class Serving:
    """An agent who talks on a call of a queue."""

    leg: Leg
    queue: Queue
    agent: Agent
    since_s: float


class QueueService:
    """Shares waiting callers out among the agents of their queues."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange
        self.desk = AgentDesk(exchange)
        self._waiting: dict[Leg, Waiting] = {}
        self._serving: dict[Leg, Serving] = {}

    # Looking

    def waiting(self, queue: Queue) -> list[Waiting]:
        """Return who waits in a queue, those for whom an agent rings included, in their order."""
        return [entry for entry in self._waiting.values() if entry.queue is queue]

    def serving(self, queue: Queue) -> list[Serving]:
        """Return who talks on a call of a queue, the longest talk first."""
        # An agent may be passed on or parked like anybody: then they serve nobody any more.
        talks = [entry for entry in self._serving.values() if entry.leg.bridge is not None]
        return [entry for entry in talks if entry.queue is queue]

    def status_of(self, agent: Agent) -> int:
        """Return an agent's call status in the vendor's numbers (P handbook, l. 12986).

        0 unknown (no phone is registered), 1 idle, 2 talking (also while the agent holds),
        3 ringing, 4 talking while another call rings, 5 held by the other side.
        """
        legs = self._exchange.legs_of(agent.number)
        busy = [leg for leg in legs if not leg.ringing]
        if not legs and not self._exchange.directory.extensions[agent.number].registered:
            return 0
        if not busy:
            return 3 if legs else 1
        if len(busy) < len(legs):
            return 4
        held = any(
            other.state is LegState.HELD
            for leg in busy
            if leg.state is LegState.UP
            for other in leg.call.parties_beside(leg)
        )
        return 5 if held else 2

    # What the exchange tells

    def join(self, origin: Leg, queue: Queue) -> None:
        """Take a caller in: the queue answers and music plays; a full queue is busy."""
        exchange, call = self._exchange, origin.call
        if queue.max_calls and len(self.waiting(queue)) >= queue.max_calls:
            exchange.fail(call, Reason.BUSY)
            return
        origin.state, origin.path = LegState.UP, queue.number
        call.waiting, call.queue = True, queue.number
        entry = Waiting(origin, queue, exchange.now_s)
        self._waiting[origin] = entry
        exchange.changed(call)
        self._offer(entry)

    def leave(self, leg: Leg) -> None:
        """Note that a leg is gone: nobody waits there any more, and an agent has time again."""
        self._waiting.pop(leg, None)
        served = self._serving.pop(leg, None)
        if served is not None:
            served.agent.free_at_s = self._exchange.now_s + served.queue.wrap_up_s

    # Inner works

    def _free(self, entry: Waiting) -> list[Agent]:
        """Return the agents who could take a caller now, in the queue's order."""
        exchange, queue = self._exchange, entry.queue
        states = ("idle", "busy") if queue.ring_in_use else ("idle",)
        free = []
        for agent in queue.agents:
            extension = exchange.directory.extensions[agent.number]
            at_work = agent.logged_in and not agent.paused and agent.free_at_s <= exchange.now_s
            reachable = extension.registered and extension.presence != "do_not_disturb"
            in_call = any(leg.extension == agent.number for leg in entry.call.legs if leg.alive)
            rings = any(leg.ringing for leg in exchange.legs_of(agent.number))
            available = exchange.state_of(agent.number) in states and not rings
            if at_work and reachable and available and not in_call:
                free.append(agent)
        return free

    def _offer(self, entry: Waiting) -> None:
        """Ring whom the queue chooses for a caller, or look again later."""
        exchange, queue, call = self._exchange, entry.queue, entry.call
        if self._waiting.get(entry.origin) is not entry or call.over:
            return
        left_s = entry.joined_s + queue.max_wait_s - exchange.now_s
        if left_s <= _MOMENT_S:
            exchange.fail(call, Reason.NO_ANSWER)
            return
        waiting = (each for each in self.waiting(queue) if each.call.attempt is None)
        free = self._free(entry) if next(waiting, entry) is entry else []
        agents = choose(queue, free, entry.tried, exchange.random)
        if not agents:
            self._offer_later(entry, _LOOK_AGAIN_S)
            return
        entry.tried = (queue.agents.index(agents[0]) + 1) % len(queue.agents)
        for agent in agents:
            agent.rung_s = exchange.now_s
        extensions = [exchange.directory.extensions[agent.number] for agent in agents]
        legs = exchange.router.ring_legs(call, extensions, queue.number)

        def answered(leg: Leg) -> None:
            self._answered(entry, leg)

        def over(reason: Reason) -> None:
            rang_out = reason is Reason.RANG_OUT and ring_s == queue.agent_timeout_s
            self._unanswered(entry, agents, rang_out=rang_out)

        ring_s = min(queue.agent_timeout_s, left_s)
        exchange.start_attempt(call, Attempt(legs, answered, over), ring_s)
        exchange.changed(call)

    def _offer_later(self, entry: Waiting, delay_s: float) -> None:
        call = entry.call
        if not call.over:
            ends_s = entry.joined_s + entry.queue.max_wait_s - self._exchange.now_s
            call.timer = self._exchange.after(min(delay_s, ends_s), lambda: self._offer(entry))

    def _answered(self, entry: Waiting, leg: Leg) -> None:
        exchange, call, queue = self._exchange, entry.call, entry.queue
        self._waiting.pop(entry.origin, None)
        call.waiting = False
        call.to_number = leg.extension or call.to_number
        call.agent_ring_s = round(exchange.now_s - (call.rang_s or exchange.now_s))
        agent = queue.agent(leg.extension or "")
        if agent is not None:
            agent.missed.clear()
            agent.served += 1
            self._serving[leg] = Serving(leg, queue, agent, exchange.now_s)
        exchange.connect(entry.origin, leg)
        exchange.changed(call)

    def _unanswered(self, entry: Waiting, agents: list[Agent], *, rang_out: bool) -> None:
        """Go on after a ring that nobody answered: tell who missed it, then wait for the next."""
        exchange, call, queue = self._exchange, entry.call, entry.queue
        legs = [leg for leg in call.legs if leg.alive and leg is not entry.origin]
        rang = {leg.extension for leg in legs if leg.ringing}
        numbers = [leg.extension for leg in call.legs]
        for leg in legs:
            exchange.drop_leg(leg)
        exchange.changed(call)
        exchange.tell_states(numbers)
        for agent in agents:
            if rang_out and agent.number in rang:
                self.desk.miss(queue, agent, call.from_number, call.id)
        self._offer_later(entry, queue.retry_s)
