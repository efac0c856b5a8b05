"""The agents' side of queues: logging in and out, pausing, being paused by the queue.

Where the handbook is silent: whatever is asked for during a call or a ring takes effect at once,
but neither cuts: the talk goes on, the phone rings on, and only what comes next keeps away. To log
out ends a pause; to log in again leaves one, unless a pause is asked for. The automatic pause holds
for the queue whose calls were missed, and for no other. Who goes on (``unpause``) rests no longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import AgentChanged, AgentMissed, AgentPaused

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Agent, Queue
    from ctiapp.simpbx.exchange import Exchange

AUTO_PAUSE = "Auto-Pause"
"""The reason that an automatic pause is given."""


class AgentDesk:
    """What agents, their phones and their supervisors do in queues."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange

    def queues_of(self, number: str) -> list[tuple[Queue, Agent]]:
        """Return the queues that an extension serves, each with its part there."""
        queues = self._exchange.directory.queues.values()
        parts = [(queue, queue.agent(number)) for queue in queues]
        return [(queue, agent) for queue, agent in parts if agent is not None]

    def log_in(self, queue: Queue, agent: Agent, *, paused: bool = False, reason: str = "") -> None:
        """Log a dynamic agent in, paused where wanted. Raises ``WrongStateError`` for others."""
        self._need_dynamic(queue, agent)
        if not agent.logged_in:
            agent.logged_in = True
            agent.missed.clear()
            self._exchange.emit(AgentChanged(queue.number, agent.number, "logged in"))
        if paused:
            self.pause(queue, agent, reason)

    def log_out(self, queue: Queue, agent: Agent) -> None:
        """Log a dynamic agent out. Raises ``WrongStateError`` for a static one."""
        self._need_dynamic(queue, agent)
        if agent.logged_in:
            agent.logged_in = agent.paused = False
            agent.pause_reason = ""
            self._exchange.emit(AgentChanged(queue.number, agent.number, "logged out"))

    def pause(self, queue: Queue, agent: Agent, reason: str = "") -> None:
        """Pause an agent, or change the reason. Raises ``WrongStateError`` for one logged out."""
        self._need_login(queue, agent)
        if not agent.paused or agent.pause_reason != reason:
            agent.paused, agent.pause_reason = True, reason
            self._exchange.emit(AgentChanged(queue.number, agent.number, "paused", reason))

    def resume(self, queue: Queue, agent: Agent) -> None:
        """End an agent's pause. Raises ``WrongStateError`` for one who is logged out."""
        self._need_login(queue, agent)
        agent.free_at_s = min(agent.free_at_s, self._exchange.now_s)
        if agent.paused:
            agent.paused, agent.pause_reason = False, ""
            agent.missed.clear()
            self._exchange.emit(AgentChanged(queue.number, agent.number, "resumed"))

    def miss(self, queue: Queue, agent: Agent, caller: str, call_id: str) -> None:
        """Note that an agent let a call ring out; pause the agent where the queue says so."""
        self._exchange.emit(AgentMissed(queue.number, agent.number, caller, call_id))
        agent.missed.append((caller, call_id))
        working = agent.logged_in and not agent.paused
        if queue.max_missed and len(agent.missed) >= queue.max_missed and working:
            missed = tuple(reversed(agent.missed))
            agent.missed.clear()
            self.pause(queue, agent, AUTO_PAUSE)
            self._exchange.emit(AgentPaused(queue.number, agent.number, missed))

    def _need_dynamic(self, queue: Queue, agent: Agent) -> None:
        if not agent.dynamic:
            message = f"{agent.number} is a static agent of {queue.number}"
            raise WrongStateError(message)

    def _need_login(self, queue: Queue, agent: Agent) -> None:
        if not agent.logged_in:
            message = f"{agent.number} is not logged in to {queue.number}"
            raise WrongStateError(message)
