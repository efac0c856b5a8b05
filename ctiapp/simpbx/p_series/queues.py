"""The endpoints ``queue/*`` and ``ivr/list`` (P handbook, l. 10065-10150, 11151-13060)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.p_series.errors import ApiError, success
from ctiapp.simpbx.p_series.params import Columns, listing, matching

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.simpbx.directory import Agent, Ivr, Queue
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params

_IVR_COLUMNS: Columns[Ivr] = {
    "id": lambda ivr: ivr.id,
    "number": lambda ivr: ivr.number,
    "name": lambda ivr: ivr.name,
}
_QUEUE_COLUMNS: Columns[Queue] = {
    "id": lambda queue: queue.id,
    "number": lambda queue: queue.number,
    "name": lambda queue: queue.name,
    "ring_strategy": lambda queue: queue.strategy,
}
_NOT_SIMULATED: JsonObject = {
    "moh": "default",
    "fail_dest": "end_call",
    "fail_dest_prefix": "",
    "fail_dest_value": "",
    "agent_prompt": "",
    "enb_email_miss_call": 0,
    "enb_email_abandon_call": 0,
    "enb_email_sla_alarm": 0,
    "callback_enb_request_email": 0,
    "callback_enb_failed_email": 0,
    "alert_info": "",
    "enb_leave_empty": 0,
    "enb_disallow_to_join_when_empty": 0,
    "enb_callback": 0,
    "callback_timeout": "queue_max_wait_time",
    "callback_timeout_num": 1800,
    "callback_method": "digit",
    "callback_press_key": "1",
    "callback_outbound_prefix": "",
    "callback_trigger_timeout": 0,
    "sla_interval": 30,
    "join_prompt": "",
    "enb_announce_agent_id": 0,
    "enb_announce_default_prompt": 1,
    "enb_announce_pos": 0,
    "enb_announce_hold_time": 0,
    "caller_announce_freq": 30,
    "sys_announce_prompt": "",
    "sys_announce_freq": 60,
    "satisfa_survey_prompt": "",
    "press_key": "",
    "key_dest": "end_call",
    "key_dest_prefix": "",
    "key_dest_value": "",
    "satisfaction_survey_point_list": [{"k": key, "p": 0} for key in "0123456789*"],
}
"""Settings of a queue that change nothing here, as an administrator finds them at first."""


def list_ivrs(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the voice menus (l. 10065)."""
    return listing(params, exchange.directory.ivrs.values(), _IVR_COLUMNS, _ivr_row)


def list_queues(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the queues, under ``queue_list`` (l. 11151)."""
    return _listing(exchange, params, exchange.directory.queues.values())


def search_queues(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the queues that match a keyword (l. 11365)."""
    queues = exchange.directory.queues.values()
    return _listing(exchange, params, matching(queues, params, lambda q: (q.number, q.name)))


def get_queue(exchange: Exchange, params: Params) -> JsonObject:
    """Answer one queue with its settings (l. 11560)."""
    return success(data=_details(exchange, queue_by_id(exchange, params.integer("id"))))


def query_queues(exchange: Exchange, params: Params) -> JsonObject:
    """Answer several queues by ``ids`` (l. 11878)."""
    wanted = [queue_by_id(exchange, each) for each in params.ids("ids")]
    return success(data=[_details(exchange, queue) for queue in wanted])


def call_status(exchange: Exchange, params: Params) -> JsonObject:
    """Answer who waits in a queue, for whom an agent rings, who talks (l. 12827).

    Whoever an agent rings for still waits, as in the handbook's example, unless the exchange's
    rules say otherwise.
    """
    queue, now_s = queue_by_id(exchange, params.integer("id")), exchange.now_s
    entries = exchange.queues.waiting(queue)
    rung = [each for each in entries if each.call.attempt is not None]
    still = entries if exchange.rules.ringing_waits else [e for e in entries if e not in rung]
    waiting = [
        _queue_call(exchange, each.call, queue.number, queue.name, now_s - each.joined_s)
        for each in still
    ]
    ringing = [
        _agent_call(exchange, each.call, number, now_s - (each.call.rang_s or now_s))
        for each in rung
        for number in dict.fromkeys(leg.extension for leg in each.call.legs if leg.ringing)
        if number is not None
    ]
    active = [
        _agent_call(exchange, each.leg.call, each.agent.number, now_s - each.since_s)
        for each in exchange.queues.serving(queue)
    ]
    return success(
        waiting_list=waiting or None,
        active_list=active or None,
        waiting_calls=len(waiting),
        active_calls=len(active),
        ringing_list=ringing or None,
        ringing_calls=len(rung),
    )


def agent_status(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the state of each agent of a queue (l. 12953)."""
    queue = queue_by_id(exchange, params.integer("id"))
    rows = [
        {
            "name": exchange.directory.extensions[agent.number].name,
            "number": agent.number,
            "is_login": 1 if agent.logged_in else 0,
            "is_pause": 1 if agent.paused else 0,
            "call_status": exchange.queues.status_of(agent),
            "pause_reason": agent.pause_reason if agent.paused else "",
            "agent_type": "dynamic" if agent.dynamic else "static",
        }
        for agent in queue.agents
    ]
    return success(total_number=len(rows), data=rows or None)


def queue_by_id(exchange: Exchange, wanted: int) -> Queue:
    """Return the queue with an id. Raises 60001."""
    for queue in exchange.directory.queues.values():
        if queue.id == wanted:
            return queue
    raise ApiError(60001)


def _queue_call(
    exchange: Exchange, call: Call, number: str, name: str, lasted_s: float
) -> JsonObject:
    """Return a row of ``queue/call_status``; the callee is the queue or an agent."""
    return {
        "call_id": call.id,
        "caller_number": call.from_number,
        "caller_display_name": exchange.directory.name_of(call.from_number),
        "callee_number": number,
        "callee_display_name": name,
        "duration": int(lasted_s),
    }


def _agent_call(exchange: Exchange, call: Call, agent: str, lasted_s: float) -> JsonObject:
    name = exchange.directory.extensions[agent].name
    return _queue_call(exchange, call, agent, name, lasted_s)


def _details(exchange: Exchange, queue: Queue) -> JsonObject:
    return {
        **_row(exchange, queue, skills=True),
        **_NOT_SIMULATED,
        "max_wait_time": round(queue.max_wait_s),
        "agent_timeout": round(queue.agent_timeout_s),
        "retry_time": round(queue.retry_s),
        "wrap_up_time": round(queue.wrap_up_s),
        "enb_ring_in_use": 1 if queue.ring_in_use else 0,
        "enb_auto_pause": 1 if queue.max_missed else 0,
        "max_pause_miss_call": queue.max_missed,
        "max_calls": queue.max_calls,
        "sla_time": queue.sla_time_s,
        "sla_alarm_threshold": queue.sla_alarm_percent,
    }


def _ivr_row(ivr: Ivr) -> JsonObject:
    return {
        "id": ivr.id,
        "number": ivr.number,
        "name": ivr.name,
        "dial_ext_option": "disable",
        "enb_dial_outb_routes": 0,
    }


def _listing(exchange: Exchange, params: Params, queues: Iterable[Queue]) -> JsonObject:
    def row(queue: Queue) -> JsonObject:
        return _row(exchange, queue)

    return listing(params, queues, _QUEUE_COLUMNS, row, key="queue_list")


def _row(exchange: Exchange, queue: Queue, *, skills: bool = False) -> JsonObject:
    def people(numbers: Iterable[str], *, with_skill: bool) -> list[JsonObject] | None:
        found = [exchange.directory.extensions[number] for number in numbers]
        skill = {"number_value": 1} if with_skill else {}
        return [
            {"text": e.name, "text2": e.number, "value": str(e.id), "type": "extension", **skill}
            for e in found
        ] or None

    def agents(*, dynamic: bool) -> list[str]:
        chosen: list[Agent] = [agent for agent in queue.agents if agent.dynamic is dynamic]
        return [agent.number for agent in chosen]

    return {
        "id": queue.id,
        "number": queue.number,
        "name": queue.name,
        "ring_strategy": queue.strategy,
        "dynamic_agent_list": people(agents(dynamic=True), with_skill=skills),
        "static_agent_list": people(agents(dynamic=False), with_skill=skills),
        "manager_list": people(queue.managers, with_skill=False),
    }
