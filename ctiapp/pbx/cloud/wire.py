"""The reports that a Cloud PBX posts: what each means. Pure, but for the calls it rebuilds.

A report names its parties in an order that tells who calls and who hung up, and no states: calls
are rebuilt from them (`ctiapp.pbx.rebuilding`). Line numbers are of the Cloud handbook, v1.1.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import CallReport, FailReason, LegKind, LegReport, LegState
from ctiapp.model.directory import LineState
from ctiapp.model.errors import WireError
from ctiapp.model.events import (
    DigitsPressed,
    DirectoryChanged,
    DirectoryPart,
    InboundOffered,
    LineChanged,
    RegistrationChanged,
    Reported,
    UnknownEvent,
)
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall
from ctiapp.pbx import csvrecords
from ctiapp.pbx.cloud import loosejson
from ctiapp.pbx.lenient import (
    count_of,
    fields_of,
    id_of,
    number_of,
    object_of,
    text_of,
)
from ctiapp.pbx.receiver import MAX_BODY
from ctiapp.pbx.told import Action, Party, Told, ext_leg, outer_leg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.cloud.wire_rest import Remark

MAX_PARTIES: Final = 32
"""The most parties of one report that are read."""

_ACTIONS: Final[Mapping[str, Action]] = {
    "alert": Action.ALERT,  # l. 4730
    "ring": Action.RING,  # l. 4757
    "answer": Action.ANSWER,  # l. 4974
    "answered": Action.ANSWERED,  # l. 5066
    "bye": Action.BYE,  # l. 5153
    "tranfer": Action.TRANSFER,  # sic, l. 5355
    "transfer": Action.TRANSFER,
    "callfailed": Action.FAILED,  # l. 5439
}

_REASONS: Final[Mapping[str, FailReason]] = {
    # l. 5440-5444, by their first word
    "404": FailReason.NOT_FOUND,
    "480": FailReason.NO_ANSWER,
    "484": FailReason.INCOMPLETE,
    "486": FailReason.DECLINED,
    "487": FailReason.NO_ANSWER,
    "503": FailReason.LINE_UNREACHABLE,
    # SIP's word is "declined", but the handbook says: rang until the time was up.
    "603": FailReason.NO_ANSWER,
}

_GAVE_UP: Final = "487"

_LINES: Final[Mapping[str, LineState]] = {
    "ringing": LineState.RINGING,  # l. 4678-4686
    "busy": LineState.BUSY,
    "idle": LineState.IDLE,
}

_REGISTERED: Final = {"registered": True, "unregistered": False}
_OPERATIONS: Final = {"add": "CREATE", "update": "UPDATE", "del": "DELETE"}
_PARTS: Final = {"extension": DirectoryPart.EXTENSION, "trunk": DirectoryPart.TRUNK}
_REPORTED: Final = {
    "incoming": "inbound-destination",  # l. 5905: ten seconds to say where it goes
    "playpromptend": "prompt-ended",  # l. 5956
    "satisfaction": "survey-answered",  # l. 6122
}

BOOTED: Final = "booted"
"""The name of the `Reported` that tells that the PBX was started: there is no call any more."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report, opened.

    Attributes:
        action: what it tells, in small letters.
        sn: of the PBX that tells it; empty where it does not say.
        body: its members.
    """

    action: str
    sn: str
    body: loosejson.Members


def opened(frame: str) -> Report:
    """Open a report.

    Raises:
        WireError: it cannot be read, or has no ``action``.
    """
    body = loosejson.loads(frame, max_size=MAX_BODY)
    if not isinstance(body, loosejson.Members):
        raise WireError("a report that is no object")
    action = text_of(body.get("action"))[:24]
    if not action:
        raise WireError("a report without action")
    return Report(action.casefold(), text_of(body.get("sn")), body)


def told_of(report: Report, remark: Remark) -> Told | None:
    """Read what a report tells of a call that is to be rebuilt; None where it tells of none.

    Raises:
        WireError: it has no call.
    """
    body = report.body
    if report.action == "newcdr":
        call_id = CallId(id_of(body.get("callid"), "callid"))
        return Told(Action.RECORD, call_id, fields=fields_of(body), ended=_ended(call_id, body))
    action = _ACTIONS.get(report.action)
    if action is None:
        return None
    call_id = CallId(id_of(body.get("callid"), "callid"))
    words = text_of(body.get("reason"))
    code = words.partition(" ")[0]
    return Told(
        action,
        call_id,
        parties(body, remark),
        reason=_REASONS.get(code, FailReason.OTHER),
        words=words,
        gave_up=code == _GAVE_UP,
    )


def event_of(report: Report, remark: Remark) -> PbxEvent:
    """Read a report that is no step of a call.

    Raises:
        WireError: it cannot be read.
    """
    reader = _READERS.get(report.action)
    if reader is not None:
        return reader(report, remark)
    name = _REPORTED.get(report.action)
    if name is not None:
        return Reported(0, name, fields_of(report.body, "sn"))
    return UnknownEvent(text_of(report.body.get("action"))[:24])


# --- parties -------------------------------------------------------------------------------------


def parties(body: loosejson.Members, remark: Remark) -> tuple[Party, ...]:
    """Read who is named, in the report's order: in ``call``, or beside it (l. 5468)."""
    found: list[Party] = []
    for kind, value in (*_members(body.get("call")), *_members(body)):
        try:
            found.append(party_of_member(kind, object_of(value, kind)))
        except WireError as err:
            remark(f"a party left out: {err.detail}")
        if len(found) >= MAX_PARTIES:
            break
    return tuple(found)


def _members(value: object) -> Iterator[tuple[str, object]]:
    """Yield (kind, object), however they are nested: a list of objects of one, or one of many."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, loosejson.Members):
            for key, member in item.pairs:
                if key in _MEMBERS:
                    for one in member if isinstance(member, list) else [member]:
                        yield from ((key, each) for each in _one_each(one))


def _one_each(member: object) -> Iterator[object]:
    """Take extensions apart that stand in one ``ext``, as a list of numbers."""
    numbers = member.get("extid") if isinstance(member, dict) else None
    if isinstance(numbers, list):
        yield from ({"extid": number} for number in numbers)
    else:
        yield member


def party_of_member(kind: str, member: Mapping[str, object]) -> Party:
    """Read one party (l. 4727-4760).

    Raises:
        WireError: it has no number, or no id.
    """
    if kind == "ext":
        number = Number(id_of(member.get("extid"), "extid"))
        return Party(LegKind.EXTENSION, ext_leg(number), number)
    leg_kind = _MEMBERS[kind]
    outer_id = id_of(member.get(f"{kind}id"), f"{kind}id")
    caller = number_of(member.get("from")) or Number("")
    called = number_of(member.get("to"))
    trunk = text_of(member.get("trunk")) or text_of(member.get("trunkname")) or None
    leg = outer_leg(leg_kind, outer_id)
    if leg_kind is LegKind.INBOUND:
        return Party(leg_kind, leg, caller, called, trunk)
    return Party(leg_kind, leg, called or Number(""), caller, trunk)


_MEMBERS: Final[Mapping[str, LegKind]] = {
    "ext": LegKind.EXTENSION,
    "inbound": LegKind.INBOUND,
    "outbound": LegKind.OUTBOUND,
}


# --- what is no call, or not yet -----------------------------------------------------------------


def _status(report: Report, _remark: Remark) -> PbxEvent:
    """An extension's phone (l. 4669-4711)."""
    number = Number(id_of(report.body.get("extension"), "extension"))
    word = text_of(report.body.get("status")).casefold()
    if word in _REGISTERED:
        return RegistrationChanged(number, "phone", _REGISTERED[word])
    return LineChanged(number, _LINES.get(word, LineState.UNKNOWN))


def _config(report: Report, _remark: Remark) -> PbxEvent:
    """Somebody edited an extension or a trunk (l. 4629-4667)."""
    body = report.body
    part = _PARTS.get(text_of(body.get("type")).casefold())
    if part is None:
        return UnknownEvent("ConfigChange")
    word = text_of(body.get("operation")).casefold()
    name = text_of(body.get("extid")) or text_of(body.get("trunkname"))
    return DirectoryChanged(part, name, _OPERATIONS.get(word, word.upper()))


def _digits(report: Report, _remark: Remark) -> PbxEvent:
    """Keys, one by one, and all of them in a last report of its own (l. 5482-5741)."""
    call_id = CallId(id_of(report.body.get("callid"), "callid"))
    every = text_of(report.body.get("infos"))
    if every:
        return DigitsPressed(call_id, every)
    key = text_of(report.body.get("info"))
    if not key:
        raise WireError("no keys")
    return DigitsPressed(call_id, key, count_of(report.body.get("flag")) or 0)


def _invite(report: Report, remark: Remark) -> PbxEvent:
    """An outside call that waits to be let in (l. 5858-5903)."""
    call_id = CallId(id_of(report.body.get("callid"), "callid"))
    legs = tuple(
        LegReport(
            party.leg_id,
            party.kind,
            party.number,
            LegState.INITIATED,
            calling=True,
            called=party.other,
            trunk=party.trunk,
        )
        for party in parties(report.body, remark)
        if party.kind is LegKind.INBOUND
    )
    if not legs:
        raise WireError("an offered call without an outside line")
    return InboundOffered(CallReport(call_id, legs))


def _booted(_report: Report, _remark: Remark) -> PbxEvent:
    return Reported(0, BOOTED, {})


_READERS: Final[Mapping[str, Callable[[Report, Remark], PbxEvent]]] = {
    "extensionstatus": _status,
    "configchange": _config,
    "dtmf": _digits,
    "invite": _invite,
    "bootup": _booted,
}


def _ended(call_id: CallId, body: Mapping[str, object]) -> EndedCall:
    """Read a call's record (l. 5743-5856); what it leaves out is nought."""
    return EndedCall(
        call_id=call_id,
        started=text_of(body.get("timestart")),
        caller=csvrecords.party(body.get("callfrom")),
        callee=csvrecords.party(body.get("callto")),
        direction=csvrecords.direction_of(body.get("type")),
        outcome=csvrecords.outcome_of(body.get("status")),
        duration_s=count_of(body.get("callduration")) or 0,
        talk_s=count_of(body.get("talkduration")) or 0,
        agent_ring_s=count_of(body.get("agentringtime")) or 0,
        did=number_of(body.get("didnumber")),
        recording=text_of(body.get("recording")),
    )
