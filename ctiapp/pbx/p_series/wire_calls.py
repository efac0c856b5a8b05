"""Calls over HTTP: a command as its request, and what ``call/query`` and ``park_status`` answer.

Line numbers are of the P handbook. Whose channel goes in is settled before: a command names
its leg.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.commands import (
    AddMember,
    Answer,
    AnswerRing,
    ConsultLeg,
    ConsultStep,
    ConsultStepLeg,
    DecideInbound,
    Dial,
    HangUpLeg,
    HoldLeg,
    MuteLeg,
    ParkLeg,
    RecordLeg,
    RecordStep,
    RefuseRing,
    ResumeLeg,
    TransferLeg,
)
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.pbx.interface import Snapshot
from ctiapp.pbx.lenient import count_of, id_of, items_of, number_of, text_of
from ctiapp.pbx.p_series.wire import call_report
from ctiapp.pbx.p_series.wire_rest import each
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import CallCommand
    from ctiapp.pbx.p_series.wire import Remark


def command_request(command: CallCommand) -> Request:
    """Turn a command into its request; whose channel goes in is the command's own business."""
    match command:
        case Dial(caller, callee, auto_answer):  # l. 15799
            body = {"caller": caller.text, "callee": callee.text}
            if auto_answer:
                body["auto_answer"] = "yes"
            return Request("POST", "call/dial", body=body)
        case AnswerRing(ring) | RefuseRing(ring):  # l. 16890, 16951
            operation = "accept" if isinstance(command, AnswerRing) else "refuse"
            body = {
                "extension": ring.extension.text,
                "call_id": ring.ring_id,
                "ip_address": ring.address,
            }
            return Request("POST", f"uacsta_call/{operation}", body=body)
        case ParkLeg(leg_id, slot):  # l. 16277
            body = {"channel_id": leg_id}
            if slot is not None:
                body["parking_slot"] = slot
            return Request("POST", "call/park", body=body)
        case TransferLeg(leg_id, to, permission) | ConsultLeg(leg_id, to, permission):  # l. 16430
            body = {
                "type": "blind" if isinstance(command, TransferLeg) else "attended",
                "channel_id": leg_id,
                "number": to.text,
                "dial_permission": permission.text,
            }
            return Request("POST", "call/transfer", body=body)
        case ConsultStepLeg(leg_id, step):  # l. 16442
            body = {
                "type": "attended",
                "channel_id": leg_id,
                "attended_operate": _CONSULT_STEPS[step],
            }
            return Request("POST", "call/transfer", body=body)
        case AddMember(leg_id, number):  # l. 16549
            body = {"channel_id": leg_id, "number": number.text}
            return Request("POST", "call/add_member", body=body)
        case _:
            return Request("POST", _on_leg(command), body={"channel_id": command.leg_id})


_CONSULT_STEPS: Final[Mapping[ConsultStep, str]] = {
    ConsultStep.COMPLETE: "complete",
    ConsultStep.ABORT: "abort",
    ConsultStep.SWAP: "swap",
    ConsultStep.THREE_WAY: "threeway",
}
_RECORD_STEPS: Final[Mapping[RecordStep, str]] = {
    RecordStep.START: "call/record_start",  # l. 16722
    RecordStep.PAUSE: "call/record_pause",  # l. 16773
    RecordStep.RESUME: "call/record_unpause",  # l. 16826
}


def _on_leg(
    command: HoldLeg | ResumeLeg | HangUpLeg | MuteLeg | RecordLeg | DecideInbound,
) -> str:
    """The endpoint of a command that takes nothing but a leg."""
    match command:
        case HoldLeg():  # l. 16063
            return "call/hold"
        case ResumeLeg():  # l. 16117
            return "call/unhold"
        case HangUpLeg():  # l. 16666
            return "call/hangup"
        case MuteLeg(_, on):  # l. 16171, 16225
            return "call/mute" if on else "call/unmute"
        case RecordLeg(_, step):
            return _RECORD_STEPS[step]
        case DecideInbound(_, accept):  # l. 15873, 15940
            return "call/accept_inbound" if accept else "call/refuse_inbound"


def command_answer(answer: Mapping[str, object]) -> Answer:
    """Read what an accepted command answers."""
    call_id = text_of(answer.get("call_id"))
    slot = text_of(answer.get("parking_slot"))
    return Answer(CallId(call_id) if call_id else None, slot or None)


PARK_STATUS: Final = Request("GET", "call/park_status")
"""Ask who waits in which slot (l. 16339)."""


def parked_calls(answer: Mapping[str, object], remark: Remark) -> tuple[ParkedCall, ...]:
    """Read who is parked (l. 16339-16384)."""

    def parked(item: dict[str, object]) -> ParkedCall:
        return ParkedCall(
            id_of(item.get("parking_slot"), "parking_slot"),
            number_of(item.get("parked_party")) or Number(""),
            number_of(item.get("parker")) or Number(""),
            LegId(id_of(item.get("channel_id"), "channel_id")),
            # All of the time that they may wait (l. 16367), in seconds by its example; the rest of
            # it would be another number each time.
            stays_s=count_of(item.get("park_time")) or None,
        )

    return tuple(each(answer.get("data"), parked, remark))


def calls_of(number: Number) -> Request:
    """Ask for the calls of an extension (l. 15637)."""
    return Request("GET", "call/query", {"number": number.text})


def calls_of_kind(kind: str) -> Request:
    """Ask for all calls that are ``inbound``, ``outbound`` or ``internal`` (l. 15624)."""
    return Request("GET", "call/query", {"type": kind})


def one_call(call_id: CallId) -> Request:
    """Ask for one call (l. 15618)."""
    return Request("GET", "call/query", {"call_id": call_id})


def call_reports(answer: Mapping[str, object], remark: Remark) -> tuple[CallReport, ...]:
    """Read the calls of ``call/query``; one that cannot be named costs only itself."""
    return tuple(each(answer.get("data"), lambda call: call_report(call, remark), remark))


def own_calls(answer: Mapping[str, object], remark: Remark) -> Snapshot:
    """Read all calls of one's own extension, and whether they are all of them."""
    calls = call_reports(answer, remark)
    return Snapshot(calls, complete=len(calls) == len(items_of(answer.get("data"), "data")))
