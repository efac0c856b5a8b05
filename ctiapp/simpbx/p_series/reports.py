"""The endpoint ``call_report/list`` (P handbook, l. 14056-14710): seven of its twenty reports.

Each report has a list of its own name. As with ``cdr/search``, times that are not written as the
PBX shows them find nothing, and are no error (l. 14653). What is left open: averages are cut to
whole seconds and shares to hundredths; an hour, a day or a month in which nothing happened has a
row of noughts; there are no pages. The reports that are not simulated have no row.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.simpbx.p_series.errors import invalid, success

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ctiapp.simpbx.archive import PastCall
    from ctiapp.simpbx.directory import Queue
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.ledger import QueueCall
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params

_HOURS, _MONTHS = 24, 12
_EXTENSIONS = "ext_call_statistics_list"

_NOT_SIMULATED = {
    "trunkactivity": "trunk_activity_list",
    "trunkdiddodactivity": "trunk_did_dod_activity_list",
    "ivr": "ivr_list",
    "queueavgwaittalktime": "queue_avg_wait_talk_time_list",
    "queuecallbacksummary": "queue_callbacks_summary_list",
    "queuecallbackactivity": "queue_callbacks_activity_list",
    "queuesatisfaction": "queue_satisfaction",
    "queuesatisfactiondetail": "queue_satisfaction_detail_list",
    "queueagentlogintime": "queue_agent_login_time_list",
    "queueagentmisscalls": "queue_agent_miss_calls_list",
    "ringgroupstatistics": "ring_group_statistics_list",
    "extcallbilling": "ext_call_billing_list",
    "extcallbillingdetails": "ext_call_billing_details_list",
}


def list_report(exchange: Exchange, params: Params) -> JsonObject:
    """Answer one report (l. 14069)."""
    kind = params.text("type")
    clock = int(params.settings.hours != _HOURS)
    if kind in _NOT_SIMULATED:
        return success(total_number=0, is_12hour=clock, **{_NOT_SIMULATED[kind]: None})
    if kind not in _REPORTS:
        raise invalid("type", kind)
    key, make = _REPORTS[kind]
    rows = make(exchange, params)
    return success(total_number=len(rows), is_12hour=clock, **{key: rows or None})


# -- which calls ---------------------------------------------------------------------------------


def _within(params: Params) -> Callable[[float], bool]:
    """Whether a moment lies in the period; never where a limit is written otherwise."""
    limits: list[float | None] = [float("-inf"), float("inf")]
    for at, name in enumerate(("start_time", "end_time")):
        if name in params:
            limits[at] = params.settings.seconds_of(params.text(name))
    start_s, end_s = limits
    if start_s is None or end_s is None:
        return lambda _: False
    return lambda at_s: start_s <= int(at_s) <= end_s


def _part(params: Params) -> tuple[Sequence[int], Callable[[float], int | None]]:
    """The rows of a report by hour, day or month, and in which of them a moment lies.

    How a day, a month or a year is written follows the PBX's date (l. 14190-14200): a month lacks
    the day, a year the month. Raises 40002 where none is named.
    """
    text, form = params.text("time"), params.settings.date_format
    shapes = (form, "/".join(part for part in form.split("/") if part != "DD"), "YYYY")
    codes = {"YYYY": "%Y", "MM": "%m", "DD": "%d"}
    for shape in shapes:
        pattern = "/".join(codes[part] for part in shape.split("/"))
        try:
            at = datetime.strptime(text, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
        return _rows_of(at, shape, params.settings.wall.local)
    return (), lambda _: None


def _rows_of(
    at: datetime, shape: str, local: Callable[[float], datetime]
) -> tuple[Sequence[int], Callable[[float], int | None]]:
    if "DD" in shape:
        return range(
            _HOURS
        ), lambda at_s: local(at_s).hour if local(at_s).date() == at.date() else None
    if "MM" in shape:
        following = (at.replace(day=28) + timedelta(days=4)).replace(day=1)
        return (
            range(1, (following - timedelta(days=1)).day + 1),
            lambda at_s: (
                local(at_s).day
                if (local(at_s).year, local(at_s).month) == (at.year, at.month)
                else None
            ),
        )
    return range(
        1, _MONTHS + 1
    ), lambda at_s: local(at_s).month if local(at_s).year == at.year else None


def _queues(exchange: Exchange, params: Params, name: str) -> list[Queue]:
    """The queues that are asked for. Raises 40002 for a parameter that is missing."""
    wanted = set(params.ids(name))
    return [queue for queue in exchange.directory.queues.values() if queue.id in wanted]


def _extensions(exchange: Exchange, params: Params) -> list[str]:
    wanted = set(params.ids("ext_id_list"))
    return [each.number for each in exchange.directory.extensions.values() if each.id in wanted]


# -- the reports ---------------------------------------------------------------------------------


def _queue_performance(exchange: Exchange, params: Params) -> list[JsonObject]:
    inside = _within(params)
    return [
        {
            "queue": queue.name,
            "queue_num": queue.number,
            **_figures([c for c in _calls(exchange, queue) if inside(c.at_s)], queue),
        }
        for queue in _queues(exchange, params, "queue_id_list")
    ]


def _queue_activity(exchange: Exchange, params: Params) -> list[JsonObject]:
    rows, row_of = _part(params)
    queues = _queues(exchange, params, "queue_id_list")
    parts: dict[int, list[QueueCall]] = {row: [] for row in rows}
    for queue in queues:
        for call in _calls(exchange, queue):
            row = row_of(call.at_s)
            if row is not None:
                parts[row].append(call)
    sla = queues[0] if queues else None
    return [
        {"id": at, "time": row, **_figures(calls, sla)}
        for at, (row, calls) in enumerate(parts.items(), 1)
    ]


def _agent_performance(exchange: Exchange, params: Params) -> list[JsonObject]:
    inside = _within(params)
    found = []
    for queue in _queues(exchange, params, "queue_id"):
        calls = [call for call in _calls(exchange, queue) if inside(call.at_s)]
        agents = [agent.number for agent in queue.agents]
        found.append(
            {
                "queue": queue.name,
                "queue_num": queue.number,
                **_figures(calls, queue),
                "detail": [_agent_figures(exchange, agent, calls) for agent in agents] or None,
            }
        )
    return found


def _agent_in_out(exchange: Exchange, params: Params) -> list[JsonObject]:
    inside = _within(params)
    found: list[JsonObject] = []
    for queue in _queues(exchange, params, "queue_id"):
        for agent in queue.agents:
            taken = [
                call
                for call in _calls(exchange, queue)
                if call.agent == agent.number and inside(call.at_s)
            ]
            out = [
                line
                for line in exchange.archive.lines
                if line.from_number == agent.number
                and line.direction == "outbound"
                and line.status == "answered"
                and inside(line.started_s)
            ]
            talked_s = sum(call.talk_s for call in taken)
            out_s = sum(line.talk_s for line in out)
            both = len(taken) + len(out)
            found.append(
                {
                    "agent_name": exchange.directory.name_of(agent.number),
                    "agent_num": agent.number,
                    "inbound_calls": len(taken),
                    "inbound_duration": talked_s,
                    "outbound_calls": len(out),
                    "outbound_duration": out_s,
                    "total_calls": both,
                    "total_duration": talked_s + out_s,
                    "average_talk_duration": _mean(talked_s + out_s, both),
                    "average_handle_duration": _mean(
                        talked_s + sum(call.rang_s for call in taken), len(taken)
                    ),
                    "average_waiting_duration": _mean(
                        sum(call.waited_s for call in taken), len(taken)
                    ),
                    "average_hold_duration": 0,
                }
            )
    return found


def _agent_pauses(exchange: Exchange, params: Params) -> list[JsonObject]:
    inside, shown = _within(params), params.settings.shown
    reason = params.optional("reason")
    found: list[JsonObject] = []
    for queue in _queues(exchange, params, "queue_id"):
        lines = [
            pause
            for pause in exchange.ledger.pauses
            if pause.queue == queue.number and inside(pause.began_s)
        ]
        for pause in lines:
            if reason and pause.reason != reason:
                continue
            found.append(
                {
                    "agent_name": exchange.directory.name_of(pause.agent),
                    "agent_number": pause.agent,
                    "pause": shown(pause.began_s),
                    "unpause": shown(pause.ended_s),
                    "total_pause_time": round(pause.ended_s - pause.began_s),
                    "total_pause": sum(one.agent == pause.agent for one in lines),
                }
            )
    return found


def _extension_statistics(exchange: Exchange, params: Params) -> list[JsonObject]:
    inside = _within(params)
    lines = [line for line in exchange.archive.lines if inside(line.started_s)]
    return [
        {
            "ext_num": number,
            "ext_name": exchange.directory.name_of(number),
            **_extension_figures(lines, {number}),
        }
        for number in _extensions(exchange, params)
    ]


def _extension_activity(exchange: Exchange, params: Params) -> list[JsonObject]:
    rows, row_of = _part(params)
    numbers = set(_extensions(exchange, params))
    parts: dict[int, list[PastCall]] = {row: [] for row in rows}
    for line in exchange.archive.lines:
        row = row_of(line.started_s)
        if row is not None:
            parts[row].append(line)
    return [{"time": row, **_extension_figures(lines, numbers)} for row, lines in parts.items()]


_REPORTS: dict[str, tuple[str, Callable[[Exchange, Params], list[JsonObject]]]] = {
    "extcallstatistics": (_EXTENSIONS, _extension_statistics),
    "extcallactivity": ("ext_call_activity_list", _extension_activity),
    "queueperformance": ("queue_performance_list", _queue_performance),
    "queueperformanceactivity": ("queue_performance_activity_list", _queue_activity),
    "queueagentperformance": ("queue_agent_performance_list", _agent_performance),
    "queueagentinoutcalls": ("queue_agent_in_out_calls_list", _agent_in_out),
    "queueagentpausetime": ("queue_agent_pause_time_list", _agent_pauses),
}


# -- figures -------------------------------------------------------------------------------------


def _calls(exchange: Exchange, queue: Queue) -> list[QueueCall]:
    return [call for call in exchange.ledger.calls if call.queue == queue.number]


def _figures(calls: Sequence[QueueCall], queue: Queue | None) -> JsonObject:
    """What a queue did (l. 14480-14510)."""
    by = {outcome: [c for c in calls if c.outcome == outcome] for outcome in _OUTCOMES}
    answered, total = by["answered"], len(calls)
    waited_s, talked_s = sum(c.waited_s for c in answered), sum(c.talk_s for c in answered)
    limit_s = 0 if queue is None else queue.sla_time_s
    in_time = sum(call.waited_s <= limit_s for call in answered)
    return {
        "total_calls": total,
        **{f"{outcome}_calls": len(by[outcome]) for outcome in _OUTCOMES},
        "average_waiting_time": _mean(waited_s, len(answered)),
        "average_talking_time": _mean(talked_s, len(answered)),
        "max_waiting_time": max((call.waited_s for call in calls), default=0),
        **{f"{outcome}_rate": _share(len(by[outcome]), total) for outcome in _OUTCOMES},
        "sla": _share(in_time, total),
        "average_handle_time": _mean(talked_s + sum(c.rang_s for c in answered), len(answered)),
        "all_call_average_waiting_time": _mean(sum(c.waited_s for c in calls), total),
    }


_OUTCOMES = ("answered", "missed", "abandoned")


def _agent_figures(exchange: Exchange, agent: str, calls: Iterable[QueueCall]) -> JsonObject:
    """What an agent did for a queue (l. 14890)."""
    taken = [call for call in calls if call.agent == agent]
    missed = sum(call.missed_by.count(agent) for call in calls)
    waited_s, talked_s = sum(c.waited_s for c in taken), sum(c.talk_s for c in taken)
    return {
        "agent_name": exchange.directory.name_of(agent),
        "agent_number": agent,
        "total_calls": len(taken) + missed,
        "answered_calls": len(taken),
        "average_waiting_time": _mean(waited_s, len(taken)),
        "max_waiting_time": max((call.waited_s for call in taken), default=0),
        "answered_waiting_time": waited_s,
        "average_talking_time": _mean(talked_s, len(taken)),
        "total_talking_time": talked_s,
        "missed_call_rate": _share(missed, len(taken) + missed),
        "missed_calls": missed,
    }


def _extension_figures(lines: Iterable[PastCall], numbers: set[str]) -> JsonObject:
    """What extensions did (l. 14290); what failed is what they dialled, the rest came to them."""
    lines = tuple(lines)
    came = [line for line in lines if line.to_number in numbers]
    taken = [line for line in came if line.status == "answered"]
    return {
        "answered_calls": len(taken),
        "no_answer_calls": sum(line.status == "no answer" for line in came),
        "busy_calls": sum(line.status == "busy" for line in came),
        "failed_calls": sum(one.status == "failed" and one.from_number in numbers for one in lines),
        "voicemail_calls": sum(line.status == "voicemail" for line in came),
        "total_holding_time": sum(line.ring_s for line in taken),
        "total_talking_time": sum(line.talk_s for line in taken),
    }


def _mean(total: int, count: int) -> int:
    return total // count if count else 0


def _share(part: int, whole: int) -> float:
    return round(part * 100 / whole, 2) if whole else 0.0
