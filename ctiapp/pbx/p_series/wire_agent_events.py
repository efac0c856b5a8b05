"""What a P-Series PBX says of queue agents on its event stream. Pure: no I/O, no clock.

Beside ``wire.py``, which opens the frame and hands over what is in it. Line numbers are of the
OpenAPI v1.0 handbook; 30029 is of later firmware and stands in no table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.agents import MissedCall
from ctiapp.model.errors import WireError
from ctiapp.model.events import AgentAutoPaused, AgentMissed, AgentMoved
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.lenient import id_of, items_of, number_of, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.p_series.wire import Remark

AGENT_STATUS: Final = 30029
"""Agent status, of later firmware."""

MAX_MISSED: Final = 64
"""The most missed calls of one automatic pause that are kept."""

_QUEUE_PREFIX: Final = "queue-"


def _who(body: Mapping[str, object]) -> tuple[Number, Number]:
    """Read which queue and which agent an event is about; 30029 says ``queue-6402``.

    Raises:
        WireError: either is missing, so it is about nobody.
    """
    queue = id_of(body.get("queue_number"), "queue_number")
    if queue.casefold().startswith(_QUEUE_PREFIX):
        queue = id_of(queue[len(_QUEUE_PREFIX) :], "queue_number")
    return Number.of(queue), Number.of(id_of(body.get("agent_number"), "agent_number"))


def _missed_call(call: Mapping[str, object]) -> MissedCall:
    return MissedCall(
        number_of(call.get("caller_number")) or Number(""),
        CallId(id_of(call.get("call_id"), "call_id")),
    )


def _auto_paused(_kind: int, body: dict[str, object], remark: Remark) -> PbxEvent:
    """Read 30025 (l. 18338-18391); a call that cannot be read costs only itself."""
    queue, agent = _who(body)
    missed = []
    for call in _calls(body, remark)[:MAX_MISSED]:
        try:
            missed.append(_missed_call(object_of(call, "call")))
        except WireError as err:
            remark(f"missed call left out: {err.detail}")
    return AgentAutoPaused(queue, agent, tuple(missed))


def _calls(body: Mapping[str, object], remark: Remark) -> list[object]:
    """Take the list of missed calls; that the PBX paused somebody counts without it, too."""
    calls = body.get("calls")
    if isinstance(calls, str) and not text_of(calls):
        return []
    try:
        return items_of(calls, "calls")
    except WireError as err:
        remark(f"missed calls left out: {err.detail}")
        return []


def _missed(_kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    """Read 30026 (l. 18393-18427)."""
    queue, agent = _who(body)
    return AgentMissed(queue, agent, _missed_call(body))


def _moved(_kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    """Read 30029. Its words for the status are documented nowhere: they are passed on as told."""
    queue, agent = _who(body)
    return AgentMoved(queue, agent, text_of(body.get("status")), text_of(body.get("reason")))


READERS: Final[Mapping[int, Callable[[int, dict[str, object], Remark], PbxEvent]]] = {
    30025: _auto_paused,
    30026: _missed,
    AGENT_STATUS: _moved,
}
"""Who reads which event. Each raises `WireError` where the event cannot be read."""
