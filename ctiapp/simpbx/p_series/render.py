"""Facts of the exchange as the PBX's event frames (P handbook, l. 17062-18428)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import (
    AgentChanged,
    AgentMissed,
    AgentPaused,
    CallChanged,
    CallEnded,
    CallFailed,
    CallForwarded,
    CallTransferred,
    CstaCall,
    DepartmentsEdited,
    DepartmentsSwitched,
    DestinationAsked,
    ExtensionEdited,
    ExtensionParty,
    ExtensionStateChanged,
    HostLeft,
    InboundOffered,
    InboundParty,
    KeyPressed,
    LegState,
    MenuPlayed,
    PresenceChanged,
    PromptPlayed,
    Reason,
    RecordingPrepared,
    RegistrationChanged,
    Role,
    SurveyAnswered,
    TrunkChanged,
)
from ctiapp.simpbx.p_series.recordings import told_ready
from ctiapp.simpbx.world import SERIAL_NUMBER

if TYPE_CHECKING:
    from ctiapp.simpbx.facts import CallNews, CallSnapshot, Cdr, Fact, Member
    from ctiapp.simpbx.p_series.errors import JsonObject

REASONS = {
    Reason.NO_DIAL_PERMISSION: "NO Dial Permission",
    Reason.NO_OUTBOUND_RIGHT: "NO Outbound Restrictin",
    Reason.CONGESTION: "Circuit/channel congestion",
    Reason.DND: "DND",
    Reason.TRUNK_UNREACHABLE: "Line Unreachable",
    Reason.BUSY: "User Busy",
    Reason.LEFT: "410 Gone",
    Reason.NOT_FOUND: "404 NOT found",
    Reason.OFF: "408 Request Time",
    Reason.NO_ANSWER: "480 Temporately Unavailable",
    Reason.INCOMPLETE: "484 Address incomplete",
    Reason.REFUSED: "486 Busy Here",
    Reason.RANG_OUT: "603 Declined",
}
"""The reasons of 30015 as printed (l. 17772); 486 as its example has it (l. 17905)."""

_STATUSES = {
    (Role.CALLER, LegState.DIALLING): "ALERT",
    (Role.CALLER, LegState.UP): "ANSWERED",
    (Role.CALLEE, LegState.UP): "ANSWER",
}
_OTHER_STATUSES = {
    LegState.DIALLING: "ALERT",
    LegState.RINGING: "RING",
    LegState.PROGRESS: "EARLYMEDIA",
    LegState.HELD: "HOLD",
    LegState.GONE: "BYE",
}
_CDR_STATUSES = {
    "answered": "ANSWERED",
    "no answer": "NO ANSWER",
    "busy": "BUSY",
    "failed": "FAILED",
    "voicemail": "VOICEMAIL",
    "abandoned": "ABANDONED",
}

EVENT_BLANK = " "
"""What stands for an empty text in an event."""

QUERY_BLANK = ""
"""What stands for an empty text in the answer to a query."""


def member(entry: Member, blank: str) -> JsonObject:
    """Return one member of a call, blanks as ``blank``."""
    status = _STATUSES.get((entry.role, entry.state)) or _OTHER_STATUSES[entry.state]
    tail = {
        "channel_id": entry.channel,
        "member_status": status,
        "call_path": entry.path or blank,
    }
    party = entry.party
    if isinstance(party, ExtensionParty):
        return {"extension": {"number": party.number, **tail}}
    kind = "inbound" if isinstance(party, InboundParty) else "outbound"
    return {
        kind: {
            "from": party.from_number or blank,
            "to": party.to_number or blank,
            "trunk_name": party.trunk or blank,
            **tail,
        }
    }


def call(snapshot: CallSnapshot, blank: str) -> JsonObject:
    """Return a whole call, as 30011 and call/query show it."""
    return {
        "call_id": snapshot.call_id,
        "members": [member(entry, blank) for entry in snapshot.members] or None,
    }


def cdr(record: Cdr) -> JsonObject:
    """Return the record of an ended call, as 30012 shows it (l. 17478-17540)."""
    started = datetime.fromtimestamp(record.started_s, tz=UTC)
    return {
        "call_id": record.call_id,
        "time_start": started.strftime("%Y-%m-%d %H:%M:%S"),
        "call_from": record.from_number or EVENT_BLANK,
        "call_to": record.to_number or EVENT_BLANK,
        "call_duration": record.duration_s,
        "talk_duration": record.talk_s,
        "src_trunk_name": record.source_trunk or EVENT_BLANK,
        "dst_trunk_name": record.target_trunk or EVENT_BLANK,
        "pin_code": EVENT_BLANK,
        "status": _CDR_STATUSES[record.status],
        "type": record.direction.capitalize(),
        "recording": record.recording or EVENT_BLANK,
        "did_number": record.did or EVENT_BLANK,
        "agent_ring_time": record.agent_ring_s,
    }


_AGENT_STATUSES = {
    "logged in": "Logged In",
    "logged out": "Logged Out",
    "paused": "Paused",
    "resumed": "Unpaused",
}


def _agent_news(fact: AgentMissed | AgentPaused | AgentChanged) -> tuple[int, JsonObject]:
    """Return the event about an agent; 30029 is of a later firmware than the handbook's."""
    match fact:
        case AgentMissed():
            return 30026, {
                "queue_number": fact.queue,
                "agent_number": fact.agent,
                "caller_number": fact.caller or EVENT_BLANK,
                "call_id": fact.call_id,
            }
        case AgentPaused():
            calls = [
                {"caller_number": caller or EVENT_BLANK, "call_id": call_id}
                for caller, call_id in fact.missed
            ]
            return 30025, {
                "queue_number": fact.queue,
                "agent_number": fact.agent,
                "calls": calls or None,
            }
        case AgentChanged():
            return 30029, {
                "queue_number": f"queue-{fact.queue}",
                "agent_number": fact.agent,
                "status": _AGENT_STATUSES[fact.status],
                "reason": fact.reason,
            }


_CSTA = {"start": "call_start", "answer": "call_answer", "over": "call_over"}


def _call_news(fact: CallNews) -> tuple[int, JsonObject]:
    """Return the event that tells something about a call, with the call as it stands."""
    body = call(fact.call, EVENT_BLANK)
    match fact:
        case CallChanged():
            return 30011, body
        case CallTransferred():
            return 30013, body
        case CallForwarded():
            return 30014, body
        case CallFailed():
            return 30015, {**body, "reason": REASONS[fact.reason]}
        case InboundOffered():
            return 30016, body
        case KeyPressed():
            infos = fact.keys or EVENT_BLANK
            return 30017, {**body, "info": fact.key, "flag": fact.index, "infos": infos}
        case PromptPlayed():
            return 30018, {**body, "prompt": fact.prompt or EVENT_BLANK}


def _service_news(fact: CstaCall | HostLeft | SurveyAnswered) -> tuple[int, JsonObject]:
    match fact:
        case SurveyAnswered():
            return 30019, {"call_id": fact.call_id, "survey_result": fact.result}
        case HostLeft():
            return 30024, {"conference_id": fact.conference_id, "host_num": fact.host}
        case CstaCall():
            return 30020, {
                "operation": _CSTA[fact.operation],
                "extension": fact.extension,
                "call_id": fact.csta_id,
                "ip_address": fact.address,
            }


def _edit_news(
    fact: ExtensionEdited | DepartmentsEdited | DepartmentsSwitched,
) -> tuple[int, JsonObject]:
    """Return the event that tells of an edit; 30005 and 30006 hold the serial number twice."""
    match fact:
        case ExtensionEdited():
            return 30022, {"ext_number": fact.extension, "option": fact.action.upper()}
        case DepartmentsEdited():
            body: JsonObject = {"id_list": list(fact.ids), "action": fact.action}
            return 30006, {**body, "sn": SERIAL_NUMBER}
        case DepartmentsSwitched():
            body = {"org_status": int(fact.on), "show_root_org": int(fact.shows_root)}
            return 30005, {**body, "sn": SERIAL_NUMBER}


def _state_news(
    fact: RegistrationChanged | ExtensionStateChanged | PresenceChanged | TrunkChanged,
) -> tuple[int, JsonObject]:
    """Return the event about how an extension or a trunk stands."""
    match fact:
        case RegistrationChanged():
            return 30007, {
                "extension": fact.extension,
                "kind": fact.kind,
                "status": "Registered" if fact.registered else "Unregistered",
                "registered_ip": fact.address.partition(":")[0] or EVENT_BLANK,
            }
        case ExtensionStateChanged():
            return 30008, {"extension": fact.extension, "status": fact.state.capitalize()}
        case PresenceChanged():
            return 30009, {"extension": fact.extension, "status": fact.status}
        case TrunkChanged():
            return 30010, {
                "trunk_name": fact.trunk,
                "kind": "PJSIP",
                "status": fact.status,
                "registered_ip": fact.address or EVENT_BLANK,
            }


def events(fact: Fact) -> list[tuple[int, JsonObject]]:
    """Return the events that tell of one fact, as (type, message)."""
    match fact:
        case CallEnded():
            return [(30012, cdr(fact.cdr))]
        case RegistrationChanged() | ExtensionStateChanged() | PresenceChanged() | TrunkChanged():
            return [_state_news(fact)]
        case AgentMissed() | AgentPaused() | AgentChanged():
            return [_agent_news(fact)]
        case RecordingPrepared():
            return [(30033, told_ready(fact))]
        case CstaCall() | HostLeft() | SurveyAnswered():
            return [_service_news(fact)]
        case ExtensionEdited() | DepartmentsEdited() | DepartmentsSwitched():
            return [_edit_news(fact)]
        case MenuPlayed() | DestinationAsked():
            return []
        case _:
            return [_call_news(fact)]


_OBJECT_MESSAGES = (30025, 30026, 30029, 30033)
_WITHOUT_SERIAL = (30022, 30023, 30025, 30026)


def frame(topic: int, message: JsonObject, serial: str) -> str:
    """Return the text frame of an event.

    ``msg`` is JSON inside a string, except where the handbook prints an object; the serial number
    is left out where the handbook has none.
    """
    body: JsonObject = {"type": topic}
    if topic not in _WITHOUT_SERIAL:
        body["sn"] = serial
    if topic in _OBJECT_MESSAGES:
        body["msg"] = message
    else:
        body["msg"] = json.dumps(message, ensure_ascii=False)
    return json.dumps(body, ensure_ascii=False)
