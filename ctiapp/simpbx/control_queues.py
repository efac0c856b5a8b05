"""What the control API does to queues: who serves them and how, and what others do to an agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.control_calls import find_extension
from ctiapp.simpbx.directory import STRATEGIES, Agent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.simpbx.control_args import Args
    from ctiapp.simpbx.control_calls import Answer
    from ctiapp.simpbx.directory import Queue
    from ctiapp.simpbx.server import RunningPbx

OPERATIONS = ("login", "logout", "pause", "unpause")
SETTINGS = (
    "strategy", "agent_timeout_s", "retry_s", "wrap_up_s", "max_wait_s", "max_missed", "max_calls",
    "ring_in_use", "sla_time_s", "sla_alarm_percent", "managers",
    "password", "password_told",
)  # fmt: skip
"""What of a queue can be set."""


def agent(pbx: RunningPbx, args: Args) -> Answer:
    """Let somebody else log an agent in or out or pause them: a supervisor, or their own phone."""
    number, operation = find_extension(pbx, args), args.text("operation")
    if operation not in OPERATIONS:
        message = f"no operation {operation!r}; valid: {', '.join(OPERATIONS)}"
        raise ControlError(message)
    desk = pbx.exchange.queues.desk
    parts = desk.queues_of(number)
    if "queue" in args:
        wanted = _find(pbx, args)
        parts = [part for part in parts if part[0] is wanted]
    elif operation in ("login", "logout"):
        parts = [part for part in parts if part[1].dynamic]
    else:
        parts = [part for part in parts if part[1].logged_in]
    if not parts:
        message = f"extension {number} is no such agent"
        raise ControlError(message)
    for entry, each in parts:
        match operation:
            case "login":
                desk.log_in(entry, each)
            case "logout":
                desk.log_out(entry, each)
            case "pause":
                desk.pause(entry, each, args.text("reason", ""))
            case _:
                desk.resume(entry, each)
    return {"queues": [entry.number for entry, _ in parts]}


def agents(pbx: RunningPbx, args: Args) -> Answer:
    """Set who the agents of a queue are, the first of them to be rung first; all start anew."""
    entry, wanted = _find(pbx, args), args.texts("agents")
    static = args.texts("static") if "static" in args else []
    _check(pbx, wanted)
    strangers = [each for each in static if each not in wanted]
    if strangers:
        message = f"static: {', '.join(strangers)} must be among the agents"
        raise ControlError(message)
    entry.agents = [Agent(each, dynamic=each not in static) for each in wanted]
    entry.turn = 0
    return {"queue": entry.number, "agents": list(wanted)}


def queue(pbx: RunningPbx, args: Args) -> Answer:
    """Set how a queue works; returns all of it."""
    entry = _find(pbx, args)
    strategy = args.text("strategy", entry.strategy)
    if strategy not in STRATEGIES:
        message = f"no strategy {strategy!r}; valid: {', '.join(STRATEGIES)}"
        raise ControlError(message)
    managers = tuple(args.texts("managers")) if "managers" in args else entry.managers
    _check(pbx, managers)
    entry.strategy, entry.managers = strategy, managers
    entry.agent_timeout_s = args.number("agent_timeout_s", entry.agent_timeout_s)
    entry.retry_s = args.number("retry_s", entry.retry_s)
    entry.wrap_up_s = args.number("wrap_up_s", entry.wrap_up_s)
    entry.max_wait_s = args.number("max_wait_s", entry.max_wait_s)
    entry.max_missed = args.whole("max_missed", entry.max_missed)
    entry.max_calls = args.whole("max_calls", entry.max_calls)
    entry.ring_in_use = args.flag("ring_in_use", entry.ring_in_use)
    entry.sla_time_s = args.whole("sla_time_s", entry.sla_time_s)
    if "password" in args:
        entry.password = args.text("password")
    entry.password_told = args.flag("password_told", entry.password_told)
    entry.sla_alarm_percent = args.whole("sla_alarm_percent", entry.sla_alarm_percent)
    return {"queue": entry.number, **{name: getattr(entry, name) for name in SETTINGS}}


def state(pbx: RunningPbx) -> list[Answer]:
    """Return how every queue and agent stands, as the exchange knows it."""
    service, now_s = pbx.exchange.queues, pbx.exchange.now_s
    return [
        {
            "queue": each.number,
            "waiting": [entry.call.id for entry in service.waiting(each)],
            "active": [entry.leg.call.id for entry in service.serving(each)],
            "agents": [
                {
                    "extension": agent.number,
                    "dynamic": agent.dynamic,
                    "logged_in": agent.logged_in,
                    "paused": agent.paused,
                    "reason": agent.pause_reason,
                    "call_status": service.status_of(agent),
                    "wrap_up_left_s": max(0.0, agent.free_at_s - now_s),
                    "missed": len(agent.missed),
                    "served": agent.served,
                }
                for agent in each.agents
            ],
        }
        for each in pbx.exchange.directory.queues.values()
    ]


def _find(pbx: RunningPbx, args: Args) -> Queue:
    number = args.text("queue")
    found = pbx.exchange.directory.queues.get(number)
    if found is None:
        message = f"no queue {number}; valid: {', '.join(pbx.exchange.directory.queues)}"
        raise ControlError(message)
    return found


def _check(pbx: RunningPbx, numbers: Iterable[str]) -> None:
    """Raise ``ControlError`` where one of these is no extension."""
    unknown = [each for each in numbers if each not in pbx.exchange.directory.extensions]
    if unknown:
        message = f"no extension {', '.join(unknown)}"
        raise ControlError(message)
