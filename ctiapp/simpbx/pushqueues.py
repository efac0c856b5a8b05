"""Agents at a queue of the PBXs that push their events: anybody may log in, who cannot is 10019."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.directory import Agent
from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.desk import AgentDesk
    from ctiapp.simpbx.directory import Queue

QUEUE_NOT_SAVED = "10019"


def agent_of(queue: Queue, number: str) -> Agent:
    """Return the agent who an extension is in a queue. Raises 10019 for nobody's agent."""
    agent = queue.agent(number)
    if agent is None:
        raise RefusedError(QUEUE_NOT_SAVED)
    return agent


def act(do: Callable[[Queue, Agent], None], queue: Queue, agent: Agent) -> None:
    """Do at the desk what is asked. Raises 10019 where this agent cannot."""
    try:
        do(queue, agent)
    except WrongStateError as error:
        raise RefusedError(QUEUE_NOT_SAVED) from error


def log_in(desk: AgentDesk, queue: Queue, number: str) -> None:
    """Log an extension in, who need not have served the queue before. Raises 10019 if static."""
    agent = queue.agent(number)
    if agent is None:
        agent = Agent(number, dynamic=True, logged_in=False)
        queue.agents.append(agent)
    act(desk.log_in, queue, agent)
