"""Queues over HTTP: who is in them, how they and their agents stand, and the commands. Pure.

Sections are of the fact sheet of API v2.0.0. Queues and extensions go by their numbers: the PBX
tells no other id. A queue's own password is read where
somebody logs in to it, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.agents import (
    AgentCall,
    AgentStatus,
    Queue,
    QueueCall,
    QueueLoad,
    QueueRules,
)
from ctiapp.model.ids import CallId, ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx import queuework
from ctiapp.pbx.k2.wire import bare_queue, either
from ctiapp.pbx.k2.wire_rest import ALL, post, rows
from ctiapp.pbx.lenient import count_of, each, id_of, number_of, text_of
from ctiapp.pbx.queuework import agent_number, member
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.k2.wire import Remark

MAX_AGENTS: Final = 2000
"""The most agents of one queue that are read."""

WANTS_WORD: Final = "10032"
"""A queue wants its password (section 8)."""

_PAUSED: Final = "9"
_RESTING: Final = "10"

_AGENT_CALLS: Final[Mapping[str, AgentCall]] = {
    # section 6; 9 paused and 10 wrap-up say that no call is there
    "1": AgentCall.IDLE,
    "2": AgentCall.TALKING,
    "3": AgentCall.TALKING,
    "6": AgentCall.RINGING,
    "7": AgentCall.TALKING_AND_RINGING,
    "8": AgentCall.TALKING,  # an agent who holds their caller counts as talking
    _PAUSED: AgentCall.IDLE,
    _RESTING: AgentCall.IDLE,
}


def all_queues() -> Request:
    """Ask for every queue."""
    return post("queue/query", number=ALL)


def queue_details(queue_id: QueueId) -> Request:
    """Ask for one queue."""
    return post("queue/query", number=named(queue_id))


def queues(
    answer: Mapping[str, object], names: Mapping[Number, str], remark: Remark
) -> tuple[Queue, ...]:
    """Read queues.

    Args:
        answer: as it came.
        names: who sits at which extension, as far as that is known.
        remark: is told what was left out.

    Raises:
        WireError: there is no list.
    """

    def queue(item: dict[str, object]) -> Queue:
        number = id_of(item.get("number"), "queue number")
        dynamic = _agents(either(item, "dynamicagents", "dynamic_agents"))
        return Queue(
            queue_id=QueueId(number),
            number=Number.of(number),
            name=text_of(either(item, "queuename", "name", "queueenname")),
            strategy=text_of(item.get("ringstrategy")),
            dynamic=tuple(member(each, names) for each in dynamic),
            static=tuple(member(each, names) for each in _agents(item.get("agents"))),
        )

    return tuple(each(rows(answer, "queues", "queue"), queue, remark))


def _agents(value: object) -> tuple[Number, ...]:
    """Read a list of agents: text joined by commas with one at its end perhaps, or a list."""
    parts = value if isinstance(value, list) else text_list(value)
    found: dict[Number, None] = {}
    for part in parts[:MAX_AGENTS]:
        number = agent_number(text_of(part))
        if number is not None:
            found[number] = None
    return tuple(found)


def text_list(value: object) -> list[str]:
    """Split a list that is written as text."""
    if not isinstance(value, str):
        text = text_of(value)
        return [text] if text else []
    return value[: 16 * MAX_AGENTS].split(",", MAX_AGENTS)


def queue_rules(answer: Mapping[str, object], queue_id: QueueId, remark: Remark) -> QueueRules:
    """Read how a queue rings and rests; after how many missed calls it pauses is not told."""

    def rules(item: dict[str, object]) -> QueueRules:
        return QueueRules(
            queue_id=QueueId(id_of(item.get("number"), "queue number")),
            agent_timeout_s=count_of(item.get("agenttimeout")) or None,
            wrap_up_s=count_of(item.get("wrapuptime")) or 0,
        )

    found = each(rows(answer, "queues", "queue"), rules, remark)
    return next((one for one in found if one.queue_id == queue_id), QueueRules(queue_id))


def status_of(queue_id: QueueId) -> Request:
    """Ask who waits in a queue, and how its agents stand."""
    return post("queue/query_status", number=named(queue_id))


@dataclass(frozen=True, slots=True)
class QueueStanding:
    """How a queue stands.

    Attributes:
        agents: who is logged in -> the PBX's code of how they stand.
        waiting: who waits, as far as they are named: firmware before 2021 names nobody.
        counted: how many wait; None where it does not say.
    """

    agents: Mapping[Number, str]
    waiting: tuple[QueueCall, ...]
    counted: int | None = None


def standing(answer: Mapping[str, object], queue_id: QueueId, remark: Remark) -> QueueStanding:
    """Read how a queue stands.

    Raises:
        WireError: there is no list.
    """
    agents: dict[Number, str] = {}
    waiting: list[QueueCall] = []
    counts: list[int] = []

    def part(item: dict[str, object]) -> None:
        def agent(one: dict[str, object]) -> None:
            (number,) = _agents(one.get("agent"))[:1] or (None,)
            if number is not None:
                agents[number] = text_of(either(one, "agentstatus", "status"))

        def caller(one: dict[str, object]) -> QueueCall:
            return QueueCall(
                # The call's own id is not told: its channel is as good to tell one from another.
                call_id=CallId(id_of(either(one, "channelid", "channel_id"), "channelid")),
                caller=number_of(either(one, "callernum", "caller")) or Number(""),
                caller_name="",
                callee=Number.of(queue_id),
                callee_name="",
                duration_s=count_of(either(one, "waittime", "wait_time")) or 0,
            )

        each(rows(item, "members")[:MAX_AGENTS], agent, remark)
        callers = rows(item, "callers")
        waiting.extend(each(callers[:MAX_AGENTS], caller, remark))
        count = count_of(item.get("callercount"))
        if count is None and "callers" in item:
            count = len(callers)
        if count is not None:
            counts.append(count)

    def of_queue(item: dict[str, object]) -> None:
        if bare_queue(text_of(item.get("number"))) in ("", queue_id):
            each(rows(item, "queuestatus"), part, remark)

    each(rows(answer, "queues", "queue"), of_queue, remark)
    return QueueStanding(agents, tuple(waiting), sum(counts) if counts else None)


def agent_statuses(
    told: QueueStanding, queue: Queue | None, names: Mapping[Number, str]
) -> tuple[AgentStatus, ...]:
    """How each agent of a queue stands, those among them who are not logged in.

    Args:
        told: how it stands.
        queue: the queue with those who may work in it; None where that is not known.
        names: who sits at which extension.
    """
    return queuework.agent_statuses(
        told.agents, queue, names, calls=_AGENT_CALLS, paused=_PAUSED, resting=_RESTING
    )


def queue_load(told: QueueStanding, queue_id: QueueId) -> QueueLoad:
    """Who waits in a queue, or how many do; who rings and talks in it is not told."""
    if not told.waiting:
        return QueueLoad.of_count(queue_id, told.counted)
    return QueueLoad(queue_id, told.waiting, counted=told.counted)


# --- commands ------------------------------------------------------------------------------------


def log_agent(queue_id: QueueId, ext_id: ExtensionId, *, on: bool, password: str = "") -> Request:
    """Log a dynamic agent in or out; a password goes along only where there is one."""
    endpoint = "queue/add_dynamicagent" if on else "queue/delete_dynamicagent"
    more = {"password": password} if password else {}
    return post(endpoint, queuenumber=named(queue_id), extnumber=named(ext_id), **more)


def password_of(answer: Mapping[str, object], queue_id: QueueId) -> str:
    """Read the password of a queue, to be sent at once and kept nowhere; empty where it has none.

    Raises:
        WireError: there is no list.
    """
    return next(
        (
            text_of(item.get("password"))
            for item in rows(answer, "queues", "queue")
            if isinstance(item, dict) and text_of(item.get("number")) == queue_id
        ),
        "",
    )


def log_out_of_old(queue_id: QueueId, ext_id: ExtensionId) -> Request:
    """Log a dynamic agent out by the endpoint's older name (section 9, point 3)."""
    return post("queue/del_dynamicagent", queuenumber=named(queue_id), extnumber=named(ext_id))


def pause_agent(queue_id: QueueId, ext_id: ExtensionId, *, on: bool) -> Request:
    """Pause an agent, or let them go on; no reason can be told."""
    endpoint = "queue/pause_agent" if on else "queue/unpause_agent"
    return post(endpoint, queuenumber=named(queue_id), extnumber=named(ext_id))
