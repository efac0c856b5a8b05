"""The endpoints that log agents in and out and pause them (P handbook, l. 13066-13433).

All are queries (GET), and take ids, never numbers. Nothing is done unless all of it can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.p_series.directory import extension_by_id
from ctiapp.simpbx.p_series.errors import ApiError, invalid, missing, success
from ctiapp.simpbx.p_series.params import Columns, listing
from ctiapp.simpbx.p_series.queues import queue_by_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.directory import Agent, Queue
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params

    Part = tuple[Queue, Agent]

_REASON_COLUMNS: Columns[tuple[str, str]] = {
    "code": lambda entry: entry[0],
    "reason": lambda entry: entry[1],
}
_MAX_REASONS = 100


def list_reasons(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the reasons for pauses with their codes (l. 13066); the answer has no total."""
    rows = exchange.directory.pause_reasons.items()
    page = listing(params, rows, _REASON_COLUMNS, lambda e: {"code": e[0], "reason": e[1]})
    return success(data=page["data"])


def update_reasons(exchange: Exchange, params: Params) -> JsonObject:
    """Replace the whole list of reasons (l. 13139)."""
    entries = params.values.get("pause_reason_list")
    if entries is None:
        raise missing("pause_reason_list")
    if not isinstance(entries, list) or len(entries) > _MAX_REASONS:
        raise invalid("pause_reason_list", str(entries)[:1000])
    reasons = {}
    for entry in entries:
        if not isinstance(entry, dict):
            raise invalid("pause_reason_list", str(entry)[:1000])
        row = type(params)(entry, params.settings)
        reasons[row.text("code")] = row.text("reason")
    exchange.directory.pause_reasons = reasons
    return success()


def log_in(exchange: Exchange, params: Params) -> JsonObject:
    """Log a dynamic agent in to queues or out of them (l. 13319); of all theirs by default."""
    return _log_in(exchange, params, _queues_of_one(exchange, params, dynamic=True))


def log_many_in(exchange: Exchange, params: Params) -> JsonObject:
    """Log dynamic agents in to one queue or out of it (l. 13216)."""
    return _log_in(exchange, params, _agents_of_one(exchange, params))


def pause(exchange: Exchange, params: Params) -> JsonObject:
    """Pause an agent in queues or end that (l. 13383); in all theirs by default."""
    return _pause(exchange, params, _queues_of_one(exchange, params, dynamic=False))


def pause_many(exchange: Exchange, params: Params) -> JsonObject:
    """Pause agents in one queue or end that (l. 13281)."""
    return _pause(exchange, params, _agents_of_one(exchange, params))


def _log_in(exchange: Exchange, params: Params, parts: list[Part]) -> JsonObject:
    if not _operation(params, "login", "logout"):
        _reason(exchange, params)
        _act(parts, exchange.queues.desk.log_out, lambda agent: agent.dynamic)
        return success()
    paused = params.choice("is_paused", ("0", "1"), "0") == "1"
    reason = _reason(exchange, params)

    def act(queue: Queue, agent: Agent) -> None:
        exchange.queues.desk.log_in(queue, agent, paused=paused, reason=reason)

    _act(parts, act, lambda agent: agent.dynamic)
    return success()


def _pause(exchange: Exchange, params: Params, parts: list[Part]) -> JsonObject:
    begin = _operation(params, "pause", "unpause")
    reason = _reason(exchange, params)

    def act(queue: Queue, agent: Agent) -> None:
        if begin:
            exchange.queues.desk.pause(queue, agent, reason)
        else:
            exchange.queues.desk.resume(queue, agent)

    _act(parts, act, lambda agent: agent.logged_in)
    return success()


def _act(
    parts: list[Part], act: Callable[[Queue, Agent], None], fits: Callable[[Agent], bool]
) -> None:
    """Do something with each part. Raises 70084, and does nothing, where one does not fit."""
    if not all(fits(agent) for _, agent in parts):
        raise ApiError(70084)
    for queue, agent in parts:
        act(queue, agent)


def _operation(params: Params, begin: str, end: str) -> bool:
    """Return whether something is to begin. Raises 40002 where nothing or another is asked."""
    params.text("operation")
    return params.choice("operation", (begin, end), "") == begin


def _reason(exchange: Exchange, params: Params) -> str:
    """Return the reason for a pause in words.

    Raises 40002 for a code that is none, and for any where there is no call-centre subscription.
    """
    if "reason" not in params:
        return ""
    code = params.text("reason")
    if not params.settings.call_centre or code not in exchange.directory.pause_reasons:
        raise invalid("reason", code)
    return exchange.directory.pause_reasons[code]


def _queues_of_one(exchange: Exchange, params: Params, *, dynamic: bool) -> list[Part]:
    """Return the parts of ``ext_id`` in ``queue_ids``, or else in all queues that can be meant.

    Those are the queues that the agent serves, of them for a log-in the ones with a ``dynamic``
    part, for a pause the ones that they are logged in to. Raises 60001 where there is none.
    """
    number = extension_by_id(exchange, params.integer("ext_id")).number
    if "queue_ids" in params:
        queues = [queue_by_id(exchange, each) for each in params.ids("queue_ids")]
        return [_part(queue, number) for queue in queues]
    parts = [
        (queue, agent)
        for queue, agent in exchange.queues.desk.queues_of(number)
        if (agent.dynamic if dynamic else agent.logged_in)
    ]
    if not parts:
        raise ApiError(60001)
    return parts


def _agents_of_one(exchange: Exchange, params: Params) -> list[Part]:
    """Return the parts of ``ext_ids`` in the queue ``queue_id``. Raises 60001."""
    queue = queue_by_id(exchange, params.integer("queue_id"))
    wanted = [extension_by_id(exchange, each) for each in params.ids("ext_ids")]
    return [_part(queue, extension.number) for extension in wanted]


def _part(queue: Queue, number: str) -> Part:
    agent = queue.agent(number)
    if agent is None:
        raise ApiError(60001)
    return queue, agent
