"""Queues: callers wait, agents ring in turn, time out, and ring again on a new channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import AgentMissed, AgentPaused, LegState, Reason
from ctiapp.simpbx.legs import Attempt

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Agent, Queue
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg

_LOOK_AGAIN_S = 1.0
"""How often a queue whose agents are all taken looks for a free one."""


class QueueService:
    """Shares waiting callers out among the agents of their queues."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange

    def join(self, origin: Leg, queue: Queue) -> None:
        """Take a caller in: the queue answers and music plays."""
        exchange, call = self._exchange, origin.call
        origin.state, origin.path = LegState.UP, queue.number
        call.waiting, call.queue = True, queue.number
        joined_s = exchange.now_s
        exchange.changed(call)
        self._offer(origin, queue, joined_s)

    def waiting(self, queue: Queue) -> list[Call]:
        """Return the calls that wait in a queue, the ringing ones included, oldest first."""
        calls = self._exchange.calls.values()
        return [call for call in calls if call.waiting and call.queue == queue.number]

    def call_over(self, call: Call) -> None:
        """Start the wrap-up time of the agent who talked on an ended queue call."""
        queue = self._exchange.directory.queues.get(call.queue)
        if queue is None or call.answered_s is None:
            return
        for agent in queue.agents:
            if agent.number == call.to_number:
                agent.free_at_s = self._exchange.now_s + queue.wrap_up_s

    def _free(self, queue: Queue) -> list[Agent]:
        """Return the agents who could take a call now, in the order of the queue's strategy."""
        exchange = self._exchange
        free = []
        for agent in queue.agents:
            extension = exchange.directory.extensions[agent.number]
            at_work = agent.logged_in and not agent.paused and agent.free_at_s <= exchange.now_s
            reachable = extension.registered and extension.presence != "do_not_disturb"
            if at_work and reachable and exchange.state_of(agent.number) == "idle":
                free.append(agent)
        if queue.strategy == "ring_all":
            return free
        if queue.strategy == "random":
            return exchange.random.sample(free, min(1, len(free)))
        if queue.strategy == "linear":
            return free[:1]
        turns = max(1, len(queue.agents))
        free.sort(key=lambda agent: (queue.agents.index(agent) - queue.turn) % turns)
        if free:
            queue.turn = (queue.agents.index(free[0]) + 1) % turns
        return free[:1]

    def _offer(self, origin: Leg, queue: Queue, joined_s: float) -> None:
        """Ring the next agent for a waiting caller, or look again later."""
        exchange, call = self._exchange, origin.call
        if exchange.now_s - joined_s >= queue.max_wait_s:
            exchange.fail(call, Reason.NO_ANSWER)
            return
        older = any(c.attempt is None and c.started_s < call.started_s for c in self.waiting(queue))
        agents = [] if older else self._free(queue)
        if not agents:
            self._offer_later(origin, queue, joined_s, _LOOK_AGAIN_S)
            return
        extensions = [exchange.directory.extensions[agent.number] for agent in agents]
        legs = exchange.router.ring_legs(call, extensions, queue.number)

        def answered(leg: Leg) -> None:
            call.waiting = False
            call.to_number = leg.extension or call.to_number
            for agent in agents:
                if agent.number == leg.extension:
                    agent.missed.clear()
            exchange.connect(origin, leg)
            exchange.changed(call)

        def over(reason: Reason) -> None:
            numbers = [leg.extension for leg in call.legs]
            for leg in [leg for leg in call.legs if leg.alive and leg is not origin]:
                exchange.drop_leg(leg)
            exchange.changed(call)
            exchange.tell_states(numbers)
            if reason is Reason.RANG_OUT:
                for agent in agents:
                    self._missed(call, queue, agent)
            self._offer_later(origin, queue, joined_s, queue.retry_s)

        exchange.start_attempt(call, Attempt(legs, answered, over), queue.agent_timeout_s)
        exchange.changed(call)

    def _offer_later(self, origin: Leg, queue: Queue, joined_s: float, delay_s: float) -> None:
        call = origin.call
        if not call.over:
            call.timer = self._exchange.after(delay_s, lambda: self._offer(origin, queue, joined_s))

    def _missed(self, call: Call, queue: Queue, agent: Agent) -> None:
        """Note an agent's missed call; pause the agent where the queue says so."""
        caller = call.from_number
        self._exchange.emit(AgentMissed(queue.number, agent.number, caller, call.id))
        agent.missed.append((caller, call.id))
        if queue.max_missed and len(agent.missed) >= queue.max_missed and not agent.paused:
            agent.paused = True
            missed = tuple(reversed(agent.missed))
            agent.missed.clear()
            self._exchange.emit(AgentPaused(queue.number, agent.number, missed))

    def status_of(self, agent: Agent) -> int:
        """Return an agent's call status in the vendor's numbers (P handbook, l. 12986).

        1 idle, 2 talking (also while the agent holds), 3 ringing, 4 talking while another call
        rings, 5 held by the other side.
        """
        legs = self._exchange.legs_of(agent.number)
        busy = [leg for leg in legs if not leg.ringing]
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
