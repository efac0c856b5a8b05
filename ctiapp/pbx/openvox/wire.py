"""The events that an OpenVox UC posts: what each means. Pure.

Section 5 of the fact sheet: members are flat, ``ext.extid`` is one number or a list of several, and
their order tells who calls and who hung up. No event has states, and none the whole call: calls are
rebuilt (`ctiapp.pbx.rebuilding`). The two BYEs of one call bear different ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import FailReason, LegKind
from ctiapp.model.directory import LineState
from ctiapp.model.errors import WireError
from ctiapp.model.events import LineChanged, RegistrationChanged, UnknownEvent
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall
from ctiapp.pbx import jsontext
from ctiapp.pbx.csvrecords import direction_of, outcome_of, party
from ctiapp.pbx.lenient import MAX_ID, count_of, fields_of, id_of, number_of, object_of, text_of
from ctiapp.pbx.receiver import MAX_BODY
from ctiapp.pbx.told import Action, Party, Told, ext_leg, outer_leg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.openvox.wire_rest import Remark

MAX_PARTIES: Final = 32
"""The most parties of one event that are read."""

_ACTIONS: Final[Mapping[str, Action]] = {
    "alert": Action.ALERT,
    "ring": Action.RING,
    "answer": Action.ANSWERED,  # of two extensions the caller stands first (section 5)
    "answered": Action.ANSWERED,
    "bye": Action.BYE,
    "tranfer": Action.TRANSFER,  # sic
    "transfer": Action.TRANSFER,
    "callfailed": Action.FAILED,
}

_REASONS: Final[Mapping[str, FailReason]] = {
    # whole numbers like SIP's; of these 480 alone was seen (section 5): 486 and 603 are what the
    # relatives' handbooks say, refused and rang until the time was up
    "403": FailReason.NO_PERMISSION,
    "404": FailReason.NOT_FOUND,
    "408": FailReason.NO_ANSWER,
    "410": FailReason.GONE,
    "480": FailReason.NO_ANSWER,
    "484": FailReason.INCOMPLETE,
    "486": FailReason.DECLINED,
    "487": FailReason.NO_ANSWER,
    "503": FailReason.LINE_UNREACHABLE,
    "600": FailReason.BUSY,
    "603": FailReason.NO_ANSWER,
}

_GAVE_UP: Final = "487"

STATUSES: Final[Mapping[str, LineState]] = {
    # the table's words, and the captured InUse (section 7, point 4); the rest is Asterisk's
    "ringing": LineState.RINGING,
    "busy": LineState.BUSY,
    "inuse": LineState.BUSY,
    "inuse&ringing": LineState.BUSY,
    "ringinuse": LineState.BUSY,
    "hold": LineState.BUSY,
    "onhold": LineState.BUSY,
    "idle": LineState.IDLE,
}

REGISTERED: Final[Mapping[str, bool]] = {
    "registered": True,
    "unregistered": False,
    "unavailable": False,
    "malfunction": False,
}

_LINES: Final[Mapping[str, LegKind]] = {"inbound": LegKind.INBOUND, "outbound": LegKind.OUTBOUND}


@dataclass(frozen=True, slots=True)
class Event:
    """An event, opened.

    Attributes:
        action: what it tells, in small letters.
        sn: of the PBX that tells it; empty where it does not say.
        body: its members, in their order.
    """

    action: str
    sn: str
    body: Mapping[str, object]


def opened(frame: str) -> Event:
    """Open an event.

    Raises:
        WireError: it cannot be read, or says nothing of what happened.
    """
    body = object_of(jsontext.loads(frame, max_size=MAX_BODY), "event")
    action = text_of(body.get("action"))[:24]
    if not action:
        raise WireError("an event without action")
    return Event(action.casefold(), text_of(body.get("sn")), body)


def told_of(event: Event, remark: Remark) -> Told | None:
    """Read what an event tells of a call that is to be rebuilt; None where it tells of none.

    Raises:
        WireError: it names no call.
    """
    body = event.body
    if event.action == "newcdr":
        call_id = CallId(id_of(body.get("callid"), "callid"))
        return Told(Action.RECORD, call_id, fields=fields_of(body), ended=_ended(call_id, body))
    action = _ACTIONS.get(event.action)
    if action is None:
        return None
    words = text_of(body.get("reason"))
    code = words.partition(" ")[0]
    if event.action == "answer" and "call" in body:
        action = Action.ANSWER  # the leftover of another API has its order (section 7, point 5)
    return Told(
        action,
        CallId(id_of(body.get("callid"), "callid")),
        parties(body, remark),
        reason=_REASONS.get(code, FailReason.OTHER),
        words=words,
        gave_up=code == _GAVE_UP,
    )


def event_of(event: Event) -> PbxEvent:
    """Read an event that is no step of a call.

    Raises:
        WireError: it names no extension.
    """
    if event.action != "extensionstatus":
        return UnknownEvent(text_of(event.body.get("action"))[:24])
    number = Number(id_of(event.body.get("extension"), "extension"))
    word = "".join(text_of(event.body.get("status")).casefold().split())
    if word in REGISTERED:
        return RegistrationChanged(number, "phone", REGISTERED[word])
    return LineChanged(number, STATUSES.get(word, LineState.UNKNOWN))


# --- parties -------------------------------------------------------------------------------------


def parties(body: Mapping[str, object], remark: Remark) -> tuple[Party, ...]:
    """Read who is named, in the event's order: flat, or in a ``call`` array."""
    found: list[Party] = []
    for kind, member in _members(body.get("call", body)):
        try:
            found += _party(kind, object_of(member, kind))
        except WireError as err:
            remark(f"a party left out: {err.detail}")
        if len(found) >= MAX_PARTIES:
            break
    return tuple(found[:MAX_PARTIES])


def _members(value: object) -> Iterator[tuple[str, object]]:
    for item in value[:MAX_PARTIES] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            for key, member in item.items():
                if key == "ext" or key in _LINES:
                    yield key, member


def _party(kind: str, member: Mapping[str, object]) -> list[Party]:
    if kind == "ext":
        value = member.get("extid")
        numbers = value[:MAX_PARTIES] if isinstance(value, list) else [value]
        return [_extension(number) for number in numbers]
    return [line_of(_LINES[kind], member)]


def _extension(value: object) -> Party:
    number = Number(id_of(value, "extid"))
    return Party(LegKind.EXTENSION, ext_leg(number), number)


def line_of(kind: LegKind, member: Mapping[str, object]) -> Party:
    """Read an outside line, of an event or of an answer.

    Raises:
        WireError: it has no id.
    """
    outer_id = id_of(member.get(f"{kind.value}id"), f"{kind.value}id")
    caller = number_of(member.get("from")) or Number("")
    called = number_of(member.get("to"))
    trunk = text_of(member.get("trunk"))[:MAX_ID] or None
    leg = outer_leg(kind, outer_id)
    if kind is LegKind.INBOUND:
        return Party(kind, leg, caller, called, trunk)
    return Party(kind, leg, called or Number(""), caller, trunk)


# --- a call that is over -------------------------------------------------------------------------


def _ended(call_id: CallId, body: Mapping[str, object]) -> EndedCall:
    """Read a call's record; two of its names are misspelt, and it tells no line (section 5)."""
    return EndedCall(
        call_id=call_id,
        started=text_of(body.get("timestart")),
        caller=party(body.get("callfrom")),
        callee=party(body.get("callto")),
        direction=direction_of(body.get("type")),
        outcome=outcome_of(body.get("status")),
        duration_s=_count(body, "callduraction", "callduration"),
        talk_s=_count(body, "talkduraction", "talkduration"),
        recording=text_of(body.get("recording")),
    )


def _count(body: Mapping[str, object], *names: str) -> int:
    return next((count_of(body[name]) or 0 for name in names if name in body), 0)
