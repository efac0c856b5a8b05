"""Queues over HTTP: what is asked of a Cloud PBX, what is commanded, what its answers mean. Pure.

Line numbers are of the Cloud handbook, v1.1.0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ctiapp.model.agents import AgentCall, AgentKind, AgentStatus, Queue, QueueRules
from ctiapp.model.ids import QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.cloud.wire_rest import each, post
from ctiapp.pbx.lenient import MAX_ID, count_of, id_of, text_of
from ctiapp.pbx.queuework import member

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.pbx.cloud.wire_rest import Remark
    from ctiapp.pbx.request import Request

QUEUES: Final = post("queue/query")
"""All queues (l. 2097)."""

MAX_AGENTS: Final = 5_000
"""The most agents of one queue that are read."""

_LOCAL: Final = re.compile(r"(?:Local|SIP|PJSIP)/([^@/;,\s]{1,64})", re.IGNORECASE)

_CALLS: Final[Mapping[int, AgentCall]] = {
    # l. 2301
    1: AgentCall.IDLE,
    2: AgentCall.TALKING,
    6: AgentCall.RINGING,
    7: AgentCall.TALKING_AND_RINGING,
    8: AgentCall.HELD,
    10: AgentCall.IDLE,
}
_PAUSED: Final = 9
_RESTING: Final = 10


def queue_query(queue_id: QueueId) -> Request:
    """Ask for one queue (l. 2097)."""
    return post("queue/query", queueid=_named(queue_id))


def status_query(queue_id: QueueId) -> Request:
    """Ask how a queue's agents stand, and how many callers wait (l. 2284)."""
    return post("queuestatus/query", queueid=_named(queue_id))


def log_agent(queue_id: QueueId, number: str, password: str, *, on: bool) -> Request:
    """Log a dynamic agent in or out (l. 2382, 2428); the queue's own password goes with it."""
    verb = "add_dynamicagent" if on else "del_dynamicagent"
    body = {"queueid": _named(queue_id), "extid": _named(number)}
    return post(f"queue/{verb}", **body, password=password or None)


def pause_agent(queue_id: QueueId, number: str, *, on: bool) -> Request:
    """Pause an agent, or let them go on (l. 2474, 2516); no reason can be told."""
    verb = "pause_agent" if on else "unpause_agent"
    return post(f"queue/{verb}", queueid=_named(queue_id), extid=_named(number))


def _named(value: str) -> str:
    """Take what must be named: left out it could mean all.

    Raises:
        ValueError: it is blank.
    """
    if not value.strip():
        raise ValueError("an empty list means all: name each")
    return value


def queues(
    answer: Mapping[str, object], names: Mapping[Number, str], remark: Remark
) -> list[Queue]:
    """Read the queues (l. 2101-2200); of dynamic agents they name those who are logged in.

    Args:
        answer: as it came.
        names: who sits where.
        remark: is told what was left out.
    """

    def queue(item: dict[str, object]) -> Queue:
        number = Number(id_of(item.get("queuenumber"), "queuenumber"))
        name = text_of(item.get("queueenname")) or text_of(item.get("queue name"))
        static = tuple(member(each_one, names) for each_one in agents_of(item.get("agents")))
        logged_in = agents_of(item.get("dynamicagents"))
        inside = {one.number for one in static}
        return Queue(
            queue_id=QueueId(number.text),
            number=number,
            name=name or text_of(item.get("queuename")),
            strategy=text_of(item.get("ringstrategy")),
            dynamic=tuple(member(one, names) for one in logged_in if one not in inside),
            static=static,
        )

    return each(answer.get("queues"), queue, remark)


def password(answer: Mapping[str, object], queue_id: QueueId, remark: Remark) -> str:
    """Read a queue's password (l. 2111); empty where it is not told. Never logged, never kept."""
    found = each(answer.get("queues"), lambda item: item, remark)
    for item in found:
        if text_of(item.get("queuenumber")) == queue_id:
            return text_of(item.get("password"))
    return ""


def rules(answer: Mapping[str, object], queue_id: QueueId, remark: Remark) -> QueueRules:
    """Read how a queue rings and rests (l. 2118-2124)."""
    for item in each(answer.get("queues"), lambda one: one, remark):
        if text_of(item.get("queuenumber")) == queue_id:
            return QueueRules(
                queue_id,
                agent_timeout_s=count_of(item.get("agenttimeout")),
                wrap_up_s=count_of(item.get("wrapuptime")) or 0,
            )
    return QueueRules(queue_id)


def agents_of(value: object) -> tuple[Number, ...]:
    """Read a list of agents: ``103,102,`` or ``Local/4001@only-dialextension-q6700``."""
    found: list[Number] = []
    text = value if isinstance(value, str) else ""
    for word in text.split(",")[:MAX_AGENTS]:
        match = _LOCAL.match(word.strip())
        name = match[1] if match is not None else text_of(word)
        if name and len(name) <= MAX_ID:
            found.append(Number(name))
    return tuple(dict.fromkeys(found))


def statuses(
    answer: Mapping[str, object],
    kind_of: Callable[[Number], AgentKind | None],
    names: Mapping[Number, str],
    remark: Remark,
) -> list[AgentStatus]:
    """Read how a queue's agents stand (l. 2288-2375): who is not named is not logged in."""

    def agent(item: dict[str, object]) -> AgentStatus:
        number = Number(id_of(item.get("agent"), "agent"))
        status = count_of(item.get("agentstatus")) or 0
        return AgentStatus(
            number,
            names.get(number, ""),
            kind_of(number),
            logged_in=True,
            paused=status == _PAUSED,
            call=_CALLS.get(status, AgentCall.UNKNOWN),
            resting=status == _RESTING,
        )

    found: list[AgentStatus] = []
    for queue in each(answer.get("queues"), lambda one: one, remark):
        for status in each(queue.get("queuestatus"), lambda one: one, remark):
            found += each(status.get("members"), agent, remark)
    return found


def waiting_count(answer: Mapping[str, object], queue_id: QueueId, remark: Remark) -> int | None:
    """Read how many callers wait in a queue (l. 2298); None where it does not say."""
    counts = [
        count_of(status.get("callercount"))
        for queue in each(answer.get("queues"), lambda one: one, remark)
        if text_of(queue.get("queuenumber")) in ("", queue_id)
        for status in each(queue.get("queuestatus"), lambda one: one, remark)
    ]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
