"""The endpoints ``queue/*`` and ``queuestatus/query`` (fact sheet, section 4).

A dynamic agent who is logged out is not in the queue at all: to log in is to be added. What the
sheet leaves open: the password of a queue is its number, unless one was set; it is looked at where
it is given, and must be given to log out. To add who is in already, or to pause who is paused,
changes nothing. The numbers of ``agentstatus`` are those of the vendor that this API follows
(``inferred.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.openvox.inferred import (
    AGENT_STATUSES,
    WRONG_PASSWORD,
)
from ctiapp.simpbx.pushfinding import extension_of, queue_of
from ctiapp.simpbx.pushparams import RefusedError
from ctiapp.simpbx.pushqueues import act, agent_of, log_in

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Agent, Queue
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import JsonObject, Params

_STRATEGIES = {
    "ring_all": "Ring All",
    "least_recent": "Least Recent",
    "fewest_calls": "Fewest Calls",
    "random": "Random",
    "rrmemory": "Rrmemory",
    "linear": "Linear",
}

_CALL_STATUSES = {
    0: "unregistered",
    1: "idle",
    2: "in call",
    3: "ringing",
    4: "ringing in call",
    5: "in call",
}
"""What the exchange calls an agent's state, in the words of :data:`AGENT_STATUSES`."""


def query(exchange: Exchange, params: Params) -> JsonObject:
    """Answer queues with their settings; without ``queueid``, all of them."""
    queues = list(exchange.directory.queues.values())
    if "queueid" in params:
        queues = [queue_of(exchange, number) for number in params.several("queueid")]
    return {"queues": [_row(queue) for queue in queues]}


def query_status(exchange: Exchange, params: Params) -> JsonObject:
    """Answer who serves one queue and how many wait; the count is a number, all else is text."""
    queue = queue_of(exchange, params.text("queueid"))
    members = [
        {"agent": agent.number, "agentstatus": AGENT_STATUSES[_state(exchange, agent)]}
        for agent in queue.agents
        if agent.logged_in
    ]
    status = {"members": members, "callercount": len(exchange.queues.waiting(queue))}
    return {"queue": {"queuenumber": queue.number, "queuestatus": status}}


def add_dynamic_agent(exchange: Exchange, params: Params) -> JsonObject:
    """Log an extension in to a queue."""
    queue, number = _parts(exchange, params)
    if "password" in params:
        _check_password(queue, params)
    log_in(exchange.queues.desk, queue, number)
    return {}


def del_dynamic_agent(exchange: Exchange, params: Params) -> JsonObject:
    """Log an extension out of a queue; the password is mandatory here."""
    queue, number = _parts(exchange, params)
    _check_password(queue, params)
    act(exchange.queues.desk.log_out, queue, agent_of(queue, number))
    return {}


def pause_agent(exchange: Exchange, params: Params) -> JsonObject:
    """Pause an agent. Inferred: its page was not found, the body is that of its opposite."""
    queue, number = _parts(exchange, params)
    act(exchange.queues.desk.pause, queue, agent_of(queue, number))
    return {}


def unpause_agent(exchange: Exchange, params: Params) -> JsonObject:
    """End an agent's pause."""
    queue, number = _parts(exchange, params)
    act(exchange.queues.desk.resume, queue, agent_of(queue, number))
    return {}


def _parts(exchange: Exchange, params: Params) -> tuple[Queue, str]:
    queue = queue_of(exchange, params.text("queueid"))
    return queue, extension_of(exchange, params.text("extid")).number


def _password(queue: Queue) -> str:
    return queue.number if queue.password is None else queue.password


def _check_password(queue: Queue, params: Params) -> None:
    if params.text("password") != _password(queue):
        raise RefusedError(WRONG_PASSWORD)


def _state(exchange: Exchange, agent: Agent) -> str:
    """Return how an agent is; a pause and wrap-up are seen only while the agent is idle."""
    state = _CALL_STATUSES[exchange.queues.status_of(agent)]
    legs = exchange.legs_of(agent.number)
    if state == "in call" and any(leg.state.value == "held" for leg in legs):
        return "holding"
    if state == "idle" and agent.paused:
        return "paused"
    if state == "idle" and agent.free_at_s > exchange.now_s:
        return "wrap-up"
    return state


def _row(queue: Queue) -> JsonObject:
    def agents(*, dynamic: bool) -> str:
        chosen = (a for a in queue.agents if a.dynamic is dynamic and a.logged_in)
        return ",".join(agent.number for agent in chosen)

    return {
        "queuenumber": queue.number,
        "queuename": queue.name,
        "password": _password(queue) if queue.password_told else "",
        "ringstrategy": _STRATEGIES[queue.strategy],
        "agents": agents(dynamic=False),
        "dynamicagents": agents(dynamic=True),
        "agenttimeout": str(round(queue.agent_timeout_s)),
        "agentannounce": "",
        "wrapuptime": str(round(queue.wrap_up_s)),
        "retry": str(round(queue.retry_s)),
        "musiconhold": "default",
        "maxwaittime": str(round(queue.max_wait_s)),
        "joinempty": "on",
        "leavewhenempty": "off",
        "announcepos": "off",
        "announcefreq": "30",
        "announceholdtime": "off",
    }
