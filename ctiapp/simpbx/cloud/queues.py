"""The endpoints of queues and their agents (handbook, l. 2090-2550)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx import pushqueues
from ctiapp.simpbx.cloud.shared import WRONG_PASSWORD
from ctiapp.simpbx.facts import LegState
from ctiapp.simpbx.pushparams import RefusedError
from ctiapp.simpbx.pushqueues import act, agent_of

if TYPE_CHECKING:
    from ctiapp.simpbx.cloud.shared import Shared
    from ctiapp.simpbx.directory import Agent, Queue
    from ctiapp.simpbx.pushparams import JsonObject, Params

_STRATEGIES = {
    "ring_all": "Ring All",
    "least_recent": "Least Recent",
    "fewest_calls": "Fewest Calls",
    "random": "Random",
    "rrmemory": "Rrmemory",
    "linear": "Linear",
}
_UNREGISTERED, _HOLDS, _PAUSED, _WRAPS_UP, _TALKS = "5", "8", "9", "10", "2"
_AGENT_STATUSES = {0: _UNREGISTERED, 1: "1", 2: _TALKS, 3: "6", 4: "7", 5: _TALKS}
"""What an agent does, from the exchange's numbers to this vendor's (l. 2300)."""


def password_of(queue: Queue) -> str:
    """Return the password of a queue's dynamic agents: as in the handbook's example."""
    return f"{queue.number}123" if queue.password is None else queue.password


def query(shared: Shared, params: Params) -> JsonObject:
    """Answer how queues are set, or all of them (l. 2090)."""
    queues = list(shared.exchange.directory.queues.values())
    if "queueid" in params:
        queues = [shared.queue(each) for each in params.several("queueid")]
    return {"queues": [_row(queue) for queue in queues]}


def _row(queue: Queue) -> JsonObject:
    static = [each.number for each in queue.agents if not each.dynamic]
    dynamic = [each.number for each in queue.agents if each.dynamic and each.logged_in]
    return {
        "queuenumber": queue.number,
        "password": password_of(queue) if queue.password_told else "",
        "queue name": queue.name,
        "ringstrategy": _STRATEGIES[queue.strategy],
        "failoveraction": "Hang up",
        "agents": "".join(f"{each}," for each in static),
        "dynamicagents": ",".join(
            f"Local/{each}@only-dialextension-q{queue.number}" for each in dynamic
        ),
        "agenttimeout": str(round(queue.agent_timeout_s)),
        "agentannounce": "[None]",
        "wrapuptime": str(round(queue.wrap_up_s)),
        "ringinuse": "on" if queue.ring_in_use else "off",
        "retry": str(round(queue.retry_s)),
        "musiconhold": "[None]",
        "maxwaittime": str(round(queue.max_wait_s)),
        "joinempty": "on",
        "leavewhenempty": "off",
        "joinannounce": "[None]",
        "announcepos": "off",
        "announcfreq": "30",
        "announceholdtime": "off",
        "userannounce": "[None]",
        "userannouncfreq": "60",
        "breakoutkey": "0",
        "breakoutaction": "Hang up",
        "satisfactionsurvey": "None",
        "idannouncement": "None",
    }


def status(shared: Shared, params: Params) -> JsonObject:
    """Answer who waits in a queue and what its agents do (l. 2277)."""
    queue = shared.queue(params.text("queueid"))
    waiting = len(shared.exchange.queues.waiting(queue))
    members = [
        {"agent": each.number, "agentstatus": _agent_status(shared, each)}
        for each in queue.agents
        if each.logged_in
    ]
    now = {"callercount": str(waiting), "members": members}
    return {"queues": [{"queuenumber": queue.number, "queuestatus": [now]}]}


def _agent_status(shared: Shared, agent: Agent) -> str:
    exchange = shared.exchange
    if agent.paused:
        return _PAUSED
    told = _AGENT_STATUSES[exchange.queues.status_of(agent)]
    if told == "1" and agent.free_at_s > exchange.now_s:
        return _WRAPS_UP
    legs = exchange.legs_of(agent.number)
    if told == _TALKS and all(leg.state is LegState.HELD for leg in legs):
        return _HOLDS
    return told


def log_in(shared: Shared, params: Params) -> JsonObject:
    """Log an extension in as a dynamic agent; a password that comes must be right (l. 2372)."""
    queue = shared.queue(params.text("queueid"))
    number = shared.extension(params.text("extid")).number
    if "password" in params:
        _check(queue, params)
    pushqueues.log_in(shared.exchange.queues.desk, queue, number)
    return {}


def log_out(shared: Shared, params: Params) -> JsonObject:
    """Log a dynamic agent out, with the queue's password (l. 2418)."""
    queue, agent = _agent(shared, params)
    _check(queue, params)
    act(shared.exchange.queues.desk.log_out, queue, agent)
    return {}


def pause(shared: Shared, params: Params) -> JsonObject:
    """Keep a queue's calls from an agent; there is no reason to give (l. 2464)."""
    queue, agent = _agent(shared, params)
    act(shared.exchange.queues.desk.pause, queue, agent)
    return {}


def unpause(shared: Shared, params: Params) -> JsonObject:
    """Let a queue's calls come to an agent again (l. 2506)."""
    queue, agent = _agent(shared, params)
    act(shared.exchange.queues.desk.resume, queue, agent)
    return {}


def _agent(shared: Shared, params: Params) -> tuple[Queue, Agent]:
    queue = shared.queue(params.text("queueid"))
    return queue, agent_of(queue, shared.extension(params.text("extid")).number)


def _check(queue: Queue, params: Params) -> None:
    if params.text("password") != password_of(queue):
        raise RefusedError(WRONG_PASSWORD)
