"""The endpoints ``queue/*`` (fact sheet, section 6).

What they leave open: an extension that cannot do what is asked in a queue is 10019 (nobody's agent,
a static agent that is to log out, a pause of who is logged out). Logging in twice changes nothing.
Who logs in need not have served the queue before. Numbers of agents are written as the Cloud PBX's
book has them: ``"103,102,"`` and ``"Local/4001@only-dialextension-q6700"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.directory import Agent
from ctiapp.simpbx.facts import LegState
from ctiapp.simpbx.k2.errors import BLANK, QUEUE_PASSWORD, success
from ctiapp.simpbx.pushparams import ALL, RefusedError
from ctiapp.simpbx.pushqueues import act, agent_of, log_in

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Queue
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.pushparams import JsonObject, Params

STRATEGIES = {
    "Ring All": "ring_all",
    "Least Recent": "least_recent",
    "Fewest Calls": "fewest_calls",
    "Random": "random",
    "Rrmemory": "rrmemory",
    "Linear": "linear",
}
"""How a queue shares its callers out, in the K2's words and in ours."""

_SWITCH = ("on", "off")
_RETRY_S = range(10, 51)


def query(site: Site, params: Params) -> JsonObject:
    """Answer one queue, several or all with their settings."""
    wanted = params.several("number")
    every = wanted == [ALL]
    numbers = list(site.exchange.directory.queues) if every else wanted
    return success(queues=[_details(site.queue(number)) for number in numbers])


def update(site: Site, params: Params) -> JsonObject:
    """Change what is given of a queue."""
    queue = site.queue(params.text("number"))
    name = params.optional("queuename", queue.name)
    words = {ours: word for word, ours in STRATEGIES.items()}
    strategy = params.choice("ringstrategy", tuple(STRATEGIES), words[queue.strategy])
    in_use = params.choice("ringinuse", _SWITCH, "on" if queue.ring_in_use else "off")
    times_s = {
        "agenttimeout": params.whole("agenttimeout", round(queue.agent_timeout_s)),
        "wrapuptime": params.whole("wrapuptime", round(queue.wrap_up_s)),
        "retry": params.whole("retry", max(10, round(queue.retry_s))),
        "maxwaittime": params.whole("maxwaittime", round(queue.max_wait_s)),
    }
    if min(times_s.values()) < 0 or times_s["retry"] not in _RETRY_S:
        raise RefusedError(BLANK)
    static = [site.extension(each).number for each in _agents(site, params)]
    queue.name, queue.strategy, queue.ring_in_use = name, STRATEGIES[strategy], in_use == "on"
    queue.agent_timeout_s, queue.wrap_up_s = times_s["agenttimeout"], times_s["wrapuptime"]
    queue.max_wait_s = times_s["maxwaittime"]
    if "retry" in params:
        queue.retry_s = times_s["retry"]
    if "agents" in params:
        known = {agent.number: agent for agent in queue.agents if not agent.dynamic}
        others = [each for each in queue.agents if each.dynamic and each.number not in static]
        queue.agents = [known.get(each) or Agent(each) for each in static] + others
    if "password" in params:
        queue.password = params.text("password")
    return success()


def query_status(site: Site, params: Params) -> JsonObject:
    """Answer who serves a queue and who waits in it."""
    exchange, queue = site.exchange, site.queue(params.text("number"))
    waiting = exchange.queues.waiting(queue)
    status = {
        "callercount": str(len(waiting)),
        "members": [
            {"agent": agent.number, "agentstatus": str(status_of(site, queue, agent))}
            for agent in queue.agents
            if agent.logged_in
        ],
        "callers": [
            {
                "callernum": entry.origin.party.known_as,
                "waittime": str(round(exchange.now_s - entry.joined_s)),
                "channelid": entry.origin.channel,
            }
            for entry in waiting
        ],
    }
    return success(queues=[{"number": queue.number, "queuestatus": [status]}])


def status_of(site: Site, queue: Queue, agent: Agent) -> int:
    """Return an agent's status: who talks while paused is in a call, as Asterisk has it."""
    exchange = site.exchange
    legs = exchange.legs_of(agent.number)
    busy = [leg for leg in legs if not leg.ringing]
    if busy and len(busy) < len(legs):
        return 7
    if busy:
        return 8 if all(leg.state is LegState.HELD for leg in busy) else 2
    if legs:
        return 6
    if not exchange.directory.extensions[agent.number].registered:
        return 5
    if agent.paused:
        return 9
    return 10 if queue.wrap_up_s and agent.free_at_s > exchange.now_s else 1


def add_dynamic_agent(site: Site, params: Params) -> JsonObject:
    """Log an extension in to a queue, with the queue's password where it has one."""
    queue = site.queue(params.text("queuenumber"))
    number = site.extension(params.text("extnumber")).number
    if queue.password and params.optional("password") != queue.password:
        raise RefusedError(QUEUE_PASSWORD)
    log_in(site.exchange.queues.desk, queue, number)
    return success()


def delete_dynamic_agent(site: Site, params: Params) -> JsonObject:
    """Log an extension out of a queue."""
    act(site.exchange.queues.desk.log_out, *_part(site, params))
    return success()


def pause(site: Site, params: Params) -> JsonObject:
    """Pause an agent; there are no reasons."""
    act(site.exchange.queues.desk.pause, *_part(site, params))
    return success()


def unpause(site: Site, params: Params) -> JsonObject:
    """Let an agent go on."""
    act(site.exchange.queues.desk.resume, *_part(site, params))
    return success()


def _part(site: Site, params: Params) -> tuple[Queue, Agent]:
    queue = site.queue(params.text("queuenumber"))
    return queue, agent_of(queue, site.extension(params.text("extnumber")).number)


def _agents(site: Site, params: Params) -> list[str]:
    """Return the static agents that are given; a comma at the end, as answers have it, does."""
    given = params.values.get("agents")
    text = given.rstrip(", ") if isinstance(given, str) else given
    return site.nested({"agents": text}).several("agents") if text else []


def _details(queue: Queue) -> JsonObject:
    words = {ours: word for word, ours in STRATEGIES.items()}
    static = [agent.number for agent in queue.agents if not agent.dynamic]
    dynamic = [agent.number for agent in queue.agents if agent.dynamic and agent.logged_in]
    return {
        "number": queue.number,
        "password": (queue.password or "") if queue.password_told else "",
        "queuename": queue.name,
        "ringstrategy": words[queue.strategy],
        "failoveraction": "Hang up",
        "failoverdest": "",
        "agents": "".join(f"{each}," for each in static),
        "dynamicagents": ",".join(f"Local/{e}@only-dialextension-q{queue.number}" for e in dynamic),
        "agenttimeout": str(round(queue.agent_timeout_s)),
        "agentannounce": "[None]",
        "wrapuptime": str(round(queue.wrap_up_s)),
        "ringinuse": "on" if queue.ring_in_use else "off",
        "retry": str(round(queue.retry_s)),
        "musiconhold": "[None]",
        "maxwaittime": str(round(queue.max_wait_s)),
        "joinempty": "on",
        "leavewhenempty": "off",
    }
