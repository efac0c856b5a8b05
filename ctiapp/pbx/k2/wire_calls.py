"""Calls over HTTP: a command as its requests, and what is answered of calls. Pure.

Sections are of the fact sheet of API v2.0.0. Whose channel goes in the books say for parking alone;
all else is as the same vendor prints it for its P-Series (section 5, inferred). A command names its
leg, so that was settled before.
"""

from __future__ import annotations

import re
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
    ListenIn,
    MuteLeg,
    ParkLeg,
    RecordLeg,
    RefuseRing,
    ResumeLeg,
    TransferLeg,
)
from ctiapp.model.errors import NotSupported, WireError
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.pbx.interface import Snapshot
from ctiapp.pbx.k2.wire import call_report, either
from ctiapp.pbx.k2.wire_rest import post, rows
from ctiapp.pbx.lenient import each, id_of, items_of, number_of, object_of, text_of
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import CallCommand
    from ctiapp.pbx.k2.wire import Remark

KINDS: Final = ("inbound", "outbound")
"""The kinds of calls that can be asked for; internal ones cannot (section 5)."""

_CONSULT_STEPS: Final[Mapping[ConsultStep, str]] = {
    ConsultStep.COMPLETE: "complete",
    ConsultStep.ABORT: "abort",
    ConsultStep.SWAP: "swap",
    ConsultStep.THREE_WAY: "threeway",
}

_OF_EXTENSION: Final = re.compile(r"[A-Za-z0-9]+/([0-9]{1,7})-[0-9a-fA-F]+")
"""``PJSIP/305-0000001a`` (section 4)."""


# --- commands ------------------------------------------------------------------------------------


def command_request(command: CallCommand, me: Number) -> Request:
    """Turn a command into its request.

    Args:
        command: what is to be done.
        me: one's own extension, whose rights are used where the command names nobody's.

    Raises:
        NotSupported: there is no such endpoint.
    """
    match command:
        case Dial(caller, callee, auto_answer):
            body = {"caller": caller.text, "callee": callee.text, "dialpermission": caller.text}
            if auto_answer:
                body["autoanswer"] = "yes"
            return post("call/dial", **body)
        case AnswerRing(ring) | RefuseRing(ring):
            step = "accept" if isinstance(command, AnswerRing) else "refuse"
            return post(
                f"uacstacall/{step}_inbound",
                extnumber=ring.extension.text,
                cstacallid=ring.ring_id,
                ipaddress=ring.address,
            )
        case ParkLeg(leg_id, slot):
            body = {"channelid": leg_id}
            if slot is not None:
                body["parkingslot"] = slot
            return post("call/callpark", **body)
        case TransferLeg(leg_id, to, permission):
            return post(
                "call/transfer", channelid=leg_id, number=to.text, dialpermission=permission.text
            )
        case ConsultLeg(leg_id, to, permission):
            return post(
                "call/attended_transfer",
                channelid=leg_id,
                tonumber=to.text,
                dialpermission=permission.text,
            )
        case ConsultStepLeg(leg_id, step_):
            return post(
                "call/attended_transfer_operate", channelid=leg_id, operate=_CONSULT_STEPS[step_]
            )
        case AddMember(leg_id, number):
            return post(
                "call/add_member", channelid=leg_id, number=number.text, dialpermission=me.text
            )
        case _:
            return post(_on_leg(command), channelid=command.leg_id)


def _on_leg(
    command: HoldLeg | ResumeLeg | HangUpLeg | MuteLeg | RecordLeg | DecideInbound,
) -> str:
    """The endpoint of a command that takes nothing but a leg."""
    match command:
        case RecordLeg():
            raise NotSupported("this PBX records by its own rules alone")
        case HoldLeg():
            return "call/hold"
        case ResumeLeg():
            return "call/unhold"
        case HangUpLeg():
            return "call/hangup"
        case MuteLeg(_, on):
            return "call/mute" if on else "call/unmute"
        case DecideInbound(_, accept):
            return "call/accept_inbound" if accept else "call/refuse_inbound"


def listen(command: ListenIn, listened_to: Number) -> Request:
    """Take part in an extension's call: the extension is named, not its channel (section 5)."""
    return post(
        "call/listen",
        monitor=command.monitor.text,
        extension=listened_to.text,
        type=command.mode.value,
    )


def extension_of(leg_id: LegId) -> Number | None:
    """Whose channel it is, by its name (inferred); None where that tells of no extension."""
    match = _OF_EXTENSION.fullmatch(leg_id)
    return None if match is None else Number(match[1])


def command_answer(answer: Mapping[str, object]) -> Answer:
    """Read what an accepted command answers."""
    call_id = text_of(either(answer, "callid", "call_id"))
    slot = text_of(either(answer, "parkingslot", "parking_slot"))
    return Answer(CallId(call_id) if call_id else None, slot or None)


# --- questions -----------------------------------------------------------------------------------

PARK_STATUS: Final = post("call/callpark_status")
"""Ask who waits in which slot."""


def parked_calls(answer: Mapping[str, object], remark: Remark) -> tuple[ParkedCall, ...]:
    """Read who is parked; what ``parktime`` counts is not said, so it is not read (section 10)."""

    def parked(item: dict[str, object]) -> ParkedCall:
        return ParkedCall(
            id_of(either(item, "parkingslot", "parking_slot"), "parkingslot"),
            number_of(either(item, "parkedparty", "parked_party")) or Number(""),
            number_of(item.get("parker")) or Number(""),
            LegId(id_of(either(item, "channelid", "channel_id"), "channelid")),
        )

    return tuple(each(rows(answer, "parkinfos", "parkinfo"), parked, remark))


def calls_of(*numbers: Number) -> Request:
    """Ask for the calls of extensions."""
    return post("extension/query_call", number=named(*(number.text for number in numbers)))


def calls_of_kind(kind: str) -> Request:
    """Ask for all calls that come from outside, or go there."""
    return post("call/query", type=kind)


def one_call(call_id: CallId) -> Request:
    """Ask for one call."""
    return post("call/query", callid=call_id)


def call_reports(answer: Mapping[str, object], remark: Remark) -> tuple[CallReport, ...]:
    """Read the calls of ``call/query``; one that cannot be named costs only itself."""
    listed = rows(answer, "calls", "call")
    return tuple(each(listed, lambda call: call_report(call, remark), remark))


def own_calls(answer: Mapping[str, object], number: Number, remark: Remark) -> Snapshot:
    """Read all calls of one extension out of ``extension/query_call``, and whether all are there.

    Raises:
        WireError: the answer is of somebody else alone.
    """
    listed = rows(answer, "calllist")
    found: dict[CallId, CallReport] = {}
    complete, others = True, 0
    for item in listed:
        try:
            of = object_of(item, "calllist")
            if number_of(of.get("number")) not in (None, number):
                others += 1
                continue
            calls = items_of(of.get("numbercalls"), "numbercalls")
        except WireError as err:
            remark(f"calls left out: {err.detail}")
            complete = False
            continue
        reports = each(calls, lambda call: call_report(call, remark), remark)
        complete = complete and len(reports) == len(calls)
        found.update((report.call_id, report) for report in reports)
    if listed and others == len(listed):
        raise WireError("calls of another extension")
    return Snapshot(tuple(found.values()), complete)
