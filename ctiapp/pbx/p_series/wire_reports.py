"""The PBX's own reports over HTTP: what is asked and what the answer means. Pure.

Line numbers are of the P handbook. The reports that are asked for are seven of twenty; of their
fields those that `ctiapp.model.reports.COLUMNS` names.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import WireError
from ctiapp.model.reports import COLUMNS, Report, ReportKind, Unit
from ctiapp.pbx.lenient import count_of, items_of, text_of
from ctiapp.pbx.p_series.wire_rest import each
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.reports import Column, ReportRequest, Value
    from ctiapp.pbx.p_series.wire import Remark

MAX_ROWS: Final = 10_000
"""The most rows of a report that are read."""

_DETAIL: Final = "detail"


@dataclass(frozen=True, slots=True)
class _Shape:
    """How one report is asked for, and what its fields are called.

    Attributes:
        type: its name (l. 14085-14115).
        rows: under which name its rows come (l. 14240-14285).
        ids: under which name goes whose it is (l. 14175-14220).
        names: our column's key -> the PBX's field.
    """

    type: str
    rows: str
    ids: str
    names: Mapping[str, str]


_QUEUE_FIELDS = {
    "calls": "total_calls",
    "answered": "answered_calls",
    "missed": "missed_calls",
    "abandoned": "abandoned_calls",
    "answered_share": "answered_rate",
    "service_level": "sla",
    "wait": "average_waiting_time",
    "longest_wait": "max_waiting_time",
    "talk": "average_talking_time",
    "handle": "average_handle_time",
}
_EXTENSION_FIELDS = {
    "answered": "answered_calls",
    "no_answer": "no_answer_calls",
    "busy": "busy_calls",
    "voicemail": "voicemail_calls",
    "failed": "failed_calls",
    "total_ring": "total_holding_time",
    "total_talk": "total_talking_time",
}

_SHAPES: Final[Mapping[ReportKind, _Shape]] = {
    ReportKind.QUEUES: _Shape(  # l. 14475
        "queueperformance",
        "queue_performance_list",
        "queue_id_list",
        {"name": "queue", "number": "queue_num", **_QUEUE_FIELDS},
    ),
    ReportKind.QUEUE_HOURS: _Shape(  # l. 14350
        "queueperformanceactivity",
        "queue_performance_activity_list",
        "queue_id_list",
        {"part": "time", **_QUEUE_FIELDS},
    ),
    ReportKind.AGENTS: _Shape(
        "queueagentperformance",
        "queue_agent_performance_list",
        "queue_id",
        {
            "name": "agent_name",
            "number": "agent_number",
            "calls": "total_calls",
            "answered": "answered_calls",
            "missed": "missed_calls",
            "missed_share": "missed_call_rate",
            "wait": "average_waiting_time",
            "longest_wait": "max_waiting_time",
            "talk": "average_talking_time",
            "total_talk": "total_talking_time",
        },
    ),
    ReportKind.AGENT_CALLS: _Shape(  # table 298
        "queueagentinoutcalls",
        "queue_agent_in_out_calls_list",
        "queue_id",
        {
            "name": "agent_name",
            "number": "agent_num",
            "calls": "total_calls",
            "inbound": "inbound_calls",
            "outbound": "outbound_calls",
            "inbound_talk": "inbound_duration",
            "outbound_talk": "outbound_duration",
            "total_talk": "total_duration",
            "talk": "average_talk_duration",
            "handle": "average_handle_duration",
        },
    ),
    ReportKind.AGENT_PAUSES: _Shape(  # table 296
        "queueagentpausetime",
        "queue_agent_pause_time_list",
        "queue_id",
        {
            "name": "agent_name",
            "number": "agent_number",
            "began": "pause",
            "ended": "unpause",
            "length": "total_pause_time",
        },
    ),
    ReportKind.EXTENSIONS: _Shape(  # table 282
        "extcallstatistics",
        "ext_call_statistics_list",
        "ext_id_list",
        {"name": "ext_name", "number": "ext_num", **_EXTENSION_FIELDS},
    ),
    ReportKind.EXTENSION_HOURS: _Shape(  # table 283
        "extcallactivity",
        "ext_call_activity_list",
        "ext_id_list",
        {"part": "time", **_EXTENSION_FIELDS},
    ),
}


def request_of(wanted: ReportRequest, times: Mapping[str, str]) -> Request:
    """Ask for a report (l. 14069).

    Args:
        wanted: which, and whose.
        times: ``start_time`` and ``end_time``, or ``time``, as the PBX writes them.
    """
    shape = _SHAPES[wanted.kind]
    ids = wanted.extensions if wanted.kind.of_extensions else wanted.queues
    params: dict[str, str | int] = {"type": shape.type, shape.ids: ",".join(ids), **times}
    return Request("GET", "call_report/list", params)


def report(answer: Mapping[str, object], kind: ReportKind, remark: Remark) -> Report:
    """Read a report; a row that cannot be read costs only itself.

    Raises:
        WireError: there is no list.
    """
    shape = _SHAPES[kind]
    rows = items_of(answer.get(shape.rows), shape.rows)
    if kind is ReportKind.AGENTS:  # one row a queue, in it one an agent
        rows = [
            agent
            for queue in rows
            if isinstance(queue, dict)
            for agent in items_of(queue.get(_DETAIL), _DETAIL)
        ]
    if len(rows) > MAX_ROWS:
        remark("rows of a report left out: too many")
        rows = rows[:MAX_ROWS]
    columns = COLUMNS[kind]

    def row(item: dict[str, object]) -> tuple[Value, ...]:
        values = tuple(_value(item.get(shape.names[column.key]), column) for column in columns)
        if values[0] in (None, "") and values[1] in (None, ""):
            raise WireError("report: a row of nobody")
        return values

    return Report(kind, tuple(each(rows, row, remark)))


def _value(value: object, column: Column) -> Value:
    if column.unit is Unit.TEXT:
        return text_of(value)
    if column.unit is Unit.PERCENT:
        return _share(value)
    return count_of(value)


def _share(value: object) -> float | None:
    """Take a percentage, with or without its sign; None where it is none."""
    try:
        share = float(text_of(value).removesuffix("%"))
    except ValueError:
        return None
    return share if math.isfinite(share) else None
