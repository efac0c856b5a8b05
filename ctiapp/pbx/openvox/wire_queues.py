"""Queues over HTTP: who is in them, how their agents stand, and the commands. Pure.

Section 4 of the fact sheet. Queues and extensions go by their numbers: the PBX tells no other id.
To log in a dynamic agent is to add them; to log out is to take them away, for which the queue's
password is mandatory. ``queue/query`` tells it: it is asked for when it is needed, and not kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.agents import AgentCall, AgentStatus, Member, Queue, QueueRules
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx import queuework
from ctiapp.pbx.lenient import count_of, each, id_of, text_of
from ctiapp.pbx.openvox.wire_rest import post, rows, several
from ctiapp.pbx.queuework import agent_number, member
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.openvox.wire_rest import Remark

MAX_AGENTS: Final = 2000
"""The most agents of one queue that are read."""

ALL_QUEUES: Final = post("queue/query")
"""Ask for every queue: what is left out means all."""

HOLDING: Final = "8"
"""An agent holds their caller (inferred); of who talks it is not said whether they hold."""
_PAUSED: Final = "9"
_RESTING: Final = "10"

_AGENT_CALLS: Final[Mapping[str, AgentCall]] = {
    # of these 1, 5 and 6 were seen, none with its meaning: they are the relatives' (section 4)
    "1": AgentCall.IDLE,
    "2": AgentCall.TALKING,
    "3": AgentCall.TALKING,
    "6": AgentCall.RINGING,
    "7": AgentCall.TALKING_AND_RINGING,
    HOLDING: AgentCall.TALKING,  # an agent who holds their caller counts as talking
    _PAUSED: AgentCall.IDLE,
    _RESTING: AgentCall.IDLE,
}


def queue_details(queue_id: QueueId) -> Request:
    """Ask for one queue."""
    return post("queue/query", queueid=named(queue_id))


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
        number = _number(item)
        return Queue(
            queue_id=QueueId(number),
            number=Number.of(number),
            name=text_of(item.get("queuename")),
            strategy=text_of(item.get("ringstrategy")),
            dynamic=_members(item.get("dynamicagents"), names),
            static=_members(item.get("agents"), names),
        )

    return tuple(each(rows(answer, "queues", "queue"), queue, remark))


def _number(item: Mapping[str, object]) -> str:
    return id_of(item.get("queuenumber", item.get("number")), "queuenumber")


def _members(value: object, names: Mapping[Number, str]) -> tuple[Member, ...]:
    found = (agent_number(text) for text in several(value, MAX_AGENTS))
    return tuple(member(each, names) for each in dict.fromkeys(found) if each is not None)


def password(answer: Mapping[str, object], queue_id: QueueId, remark: Remark) -> str:
    """Read the password of one queue, to be sent at once; empty where none is told."""

    def secret(item: dict[str, object]) -> tuple[str, str]:
        return _number(item), text_of(item.get("password"))

    told = each(rows(answer, "queues", "queue"), secret, remark)
    return next((word for number, word in told if number == queue_id), "")


def queue_rules(answer: Mapping[str, object], queue_id: QueueId, remark: Remark) -> QueueRules:
    """Read how a queue rings and rests; after how many missed calls it pauses is not told."""

    def rules(item: dict[str, object]) -> QueueRules:
        return QueueRules(
            queue_id=QueueId(_number(item)),
            agent_timeout_s=count_of(item.get("agenttimeout")) or None,
            wrap_up_s=count_of(item.get("wrapuptime")) or 0,
        )

    found = each(rows(answer, "queues", "queue"), rules, remark)
    return next((one for one in found if one.queue_id == queue_id), QueueRules(queue_id))


def status_of(queue_id: QueueId) -> Request:
    """Ask how the agents of a queue stand, and how many callers wait."""
    return post("queuestatus/query", queueid=named(queue_id))


@dataclass(frozen=True, slots=True)
class QueueStanding:
    """How a queue stands.

    Attributes:
        agents: who is logged in -> the PBX's code of how they stand.
        waiting: how many wait; None where it does not say.
    """

    agents: Mapping[Number, str]
    waiting: int | None


def standing(answer: Mapping[str, object], queue_id: QueueId, remark: Remark) -> QueueStanding:
    """Read how a queue stands: an object here, a list at relatives.

    Raises:
        WireError: there is something else.
    """
    agents: dict[Number, str] = {}
    waiting: list[int] = []

    def agent(item: dict[str, object]) -> None:
        number = agent_number(text_of(item.get("agent")))
        if number is not None:
            agents[number] = text_of(item.get("agentstatus"))

    def part(item: dict[str, object]) -> None:
        each(rows(item, "members")[:MAX_AGENTS], agent, remark)
        count = count_of(item.get("callercount"))
        if count is not None:
            waiting.append(count)

    def queue(item: dict[str, object]) -> None:
        if text_of(item.get("queuenumber")) in ("", queue_id):
            each(rows(item, "queuestatus"), part, remark)

    each(rows(answer, "queue", "queues"), queue, remark)
    return QueueStanding(agents, sum(waiting) if waiting else None)


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


# --- commands ------------------------------------------------------------------------------------


def log_in(queue_id: QueueId, ext_id: ExtensionId, secret: str) -> Request:
    """Add a dynamic agent; the password may be left out here."""
    more = {"password": secret} if secret else {}
    return post("queue/add_dynamicagent", queueid=named(queue_id), extid=named(ext_id), **more)


def log_out(queue_id: QueueId, ext_id: ExtensionId, secret: str) -> Request:
    """Take a dynamic agent away; the password is mandatory."""
    return post(
        "queue/del_dynamicagent", queueid=named(queue_id), extid=named(ext_id), password=secret
    )


def pause(queue_id: QueueId, ext_id: ExtensionId, *, on: bool) -> Request:
    """Pause an agent (its page was not found), or let them go on; no reason can be told."""
    endpoint = "queue/pause_agent" if on else "queue/unpause_agent"
    return post(endpoint, queueid=named(queue_id), extid=named(ext_id))
