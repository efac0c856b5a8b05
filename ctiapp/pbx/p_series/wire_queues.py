"""Queues over HTTP: who is in them, their rules, and how they and their agents stand. Pure.

What is asked and what its answers mean; the commands are in ``wire_agents.py``. Line numbers are of
the P handbook. One row that cannot be read costs only itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp.model.agents import (
    AgentCall,
    AgentKind,
    AgentStatus,
    Member,
    PauseReason,
    Queue,
    QueueCall,
    QueueLoad,
    QueueRules,
)
from ctiapp.model.errors import WireError
from ctiapp.model.ids import CallId, ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.lenient import count_of, id_of, items_of, number_of, object_of, text_of
from ctiapp.pbx.p_series.wire_rest import PAGE_SIZE, QUEUE_LIST, each, page_of
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.pbx.interface import Page
    from ctiapp.pbx.p_series.wire import Remark

T = TypeVar("T")

_AGENT_CALLS: Final[Mapping[str, AgentCall]] = {
    # l. 12986; an agent who holds their caller counts as talking
    "1": AgentCall.IDLE,
    "2": AgentCall.TALKING,
    "3": AgentCall.RINGING,
    "4": AgentCall.TALKING_AND_RINGING,
    "5": AgentCall.HELD,
}

_EXTENSION: Final = "extension"
"""The only kind of member that has an extension's id (l. 11200)."""


def _rows(
    value: object, what: str, read: Callable[[dict[str, object]], T], remark: Remark
) -> tuple[T, ...]:
    """Read a list that may be null, blank or missing; something else costs no more than itself."""
    if isinstance(value, str) and not text_of(value):
        return ()
    try:
        items = items_of(value, what)
    except WireError as err:
        remark(f"list left out: {err.detail}")
        return ()
    return tuple(each(items, read, remark))


def _says_yes(value: object) -> bool:
    return text_of(value) == "1"


# --- the list ------------------------------------------------------------------------------------


def queue_page(answer: Mapping[str, object], remark: Remark) -> Page[Queue]:
    """Read a page of queues (l. 11181-11224)."""

    def queue(item: dict[str, object]) -> Queue:
        def members(name: str) -> tuple[Member, ...]:
            return _rows(item.get(name), name, _member, remark)

        return Queue(
            queue_id=QueueId(id_of(item.get("id"), "queue id")),
            number=Number.of(id_of(item.get("number"), "queue number")),
            name=text_of(item.get("name")),
            strategy=text_of(item.get("ring_strategy")),
            dynamic=members("dynamic_agent_list"),
            static=members("static_agent_list"),
            managers=members("manager_list"),
        )

    return page_of(answer, QUEUE_LIST, queue, remark)


def _member(item: dict[str, object]) -> Member:
    """Read a member (l. 11194).

    Raises:
        WireError: they have no id or number, or are no extension: another kind's id could be
            that of somebody else.
    """
    kind = text_of(item.get("type")).casefold()
    if kind not in ("", _EXTENSION):
        raise WireError("member: no extension")
    return Member(
        ext_id=ExtensionId(id_of(item.get("value"), "member id")),
        number=Number.of(id_of(item.get("text2"), "member number")),
        name=text_of(item.get("text")),
    )


# --- one queue -----------------------------------------------------------------------------------


def queue_details(queue_id: QueueId) -> Request:
    """Ask for a queue with its settings (l. 11519)."""
    return Request("GET", "queue/get", {"id": queue_id})


def queue_rules(answer: Mapping[str, object], queue_id: QueueId) -> QueueRules:
    """Read how a queue rings and rests: ``data`` is one object (l. 11533, 11666).

    Raises:
        WireError: it is not.
    """
    data = object_of(answer.get("data"), "data")
    pauses = _says_yes(data.get("enb_auto_pause"))
    return QueueRules(
        queue_id=queue_id,
        # A time of 0 to ring or to answer in cannot be meant as a limit.
        agent_timeout_s=count_of(data.get("agent_timeout")) or None,
        wrap_up_s=count_of(data.get("wrap_up_time")) or 0,
        max_missed=(count_of(data.get("max_pause_miss_call")) or None) if pauses else None,
        sla_s=count_of(data.get("sla_time")) or None,
        sla_alarm_percent=count_of(data.get("sla_alarm_threshold"), 100),
    )


def agents_of(queue_id: QueueId) -> Request:
    """Ask how a queue's agents stand (l. 12960)."""
    return Request("GET", "queue/agent_status", {"id": queue_id})


def agent_statuses(answer: Mapping[str, object], remark: Remark) -> tuple[AgentStatus, ...]:
    """Read how each agent stands (l. 12979); an unknown status of a phone is UNKNOWN."""

    def status(item: dict[str, object]) -> AgentStatus:
        paused = _says_yes(item.get("is_pause"))
        kind = text_of(item.get("agent_type")).casefold()
        return AgentStatus(
            number=Number.of(id_of(item.get("number"), "agent number")),
            name=text_of(item.get("name")),
            kind=next((each for each in AgentKind if each.value == kind), None),
            logged_in=_says_yes(item.get("is_login")),
            paused=paused,
            reason=text_of(item.get("pause_reason")) if paused else "",
            call=_AGENT_CALLS.get(text_of(item.get("call_status")), AgentCall.UNKNOWN),
        )

    return tuple(each(answer.get("data"), status, remark))


def load_of(queue_id: QueueId) -> Request:
    """Ask who waits, rings and talks in a queue (l. 12831)."""
    return Request("GET", "queue/call_status", {"id": queue_id})


def queue_load(answer: Mapping[str, object], queue_id: QueueId, remark: Remark) -> QueueLoad:
    """Read who waits, rings and talks (l. 12844-12880): three lists, none of them in ``data``.

    The queue's own counts are not read: they say no more than the lists.
    """

    def calls(name: str) -> tuple[QueueCall, ...]:
        return _rows(answer.get(name), name, _queue_call, remark)

    return QueueLoad(queue_id, calls("waiting_list"), calls("ringing_list"), calls("active_list"))


def _queue_call(item: dict[str, object]) -> QueueCall:
    """Read a call; of one who waits the callee is the queue's number (its table says id)."""
    return QueueCall(
        call_id=CallId(id_of(item.get("call_id"), "call_id")),
        caller=number_of(item.get("caller_number")) or Number(""),
        caller_name=text_of(item.get("caller_display_name")),
        callee=number_of(item.get("callee_number")) or Number(""),
        callee_name=text_of(item.get("callee_display_name")),
        duration_s=count_of(item.get("duration")) or 0,
    )


# --- reasons -------------------------------------------------------------------------------------


PAUSE_REASONS: Final = Request(
    "GET", "queue_pause_reason/list", {"page": 1, "page_size": PAGE_SIZE}
)
"""Ask what a pause can be for (l. 13073): it knows no order, and its answer names no total."""


def pause_reasons(answer: Mapping[str, object], remark: Remark) -> tuple[PauseReason, ...]:
    """Read what a pause can be for (l. 13092); one without words is called by its code."""

    def reason(item: dict[str, object]) -> PauseReason:
        code = id_of(item.get("code"), "code")
        return PauseReason(code, text_of(item.get("reason")) or code)

    return tuple(each(answer.get("data"), reason, remark))
