"""What a P-Series PBX says on its event stream, turned into our events. Pure: no I/O, no clock.

The vendor's words stand in the ``wire*.py`` modules only. Line numbers are of the OpenAPI v1.0
handbook. The PBX is read leniently, since its handbook contradicts itself: ids and statuses come as
text or number and in any case, a blank is ``" "``, an empty list ``null``, ``msg`` a string that
holds JSON or a plain object. One bad member never costs the call.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from ctiapp.model.call import CallReport, FailReason, LegKind, LegReport, LegState
from ctiapp.model.commands import PhoneRingId
from ctiapp.model.directory import LineState, Presence
from ctiapp.model.errors import WireError
from ctiapp.model.events import (
    CallFailed,
    CallRecorded,
    CallReported,
    CallTransferred,
    InboundOffered,
    LineChanged,
    PhoneRings,
    PresenceChanged,
    RegistrationChanged,
    Reported,
    RingStep,
    UnknownEvent,
)
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx import jsontext
from ctiapp.pbx.lenient import MAX_ID, fields_of, id_of, number_of, object_of, text_of
from ctiapp.pbx.members import call_of, fail_reason
from ctiapp.pbx.p_series import (
    wire_agent_events,
    wire_ended,
    wire_file_events,
    wire_plain_events,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.events import PbxEvent

Remark = Callable[[str], None]
"""Is told, in a few stable words, what was left out of an otherwise readable frame."""

Scalar = str | int | None

MAX_FRAME = 2**20
"""The most characters of one frame that is read: a frame is read between two paints."""

MAX_NESTED = 20_000
"""The most lists and objects of one frame: each costs memory, and time to look after it."""

HEARTBEAT: Final = "heartbeat"
HEARTBEAT_REPLY: Final = "heartbeat response"  # plain text, l. 859-871

LATER: Final = (
    wire_file_events.REPORT_READY,
    wire_agent_events.AGENT_STATUS,
    wire_file_events.RECORDING_READY,
)
"""The events of later firmware, in the order in which they came; older firmware may refuse a list
that names one."""

TOPICS: Final = (*range(30005, 30021), *range(30022, 30027), *LATER)
"""Every event of the handbook (l. 17062-18428; 30021 is none of them), and the later ones."""


class _Member(msgspec.Struct):
    """One member of a call, of whichever kind (l. 17364-17422)."""

    channel_id: Scalar = None
    member_status: Scalar = None
    member_statuses: Scalar = None  # some tables' word, l. 17579
    number: Scalar = None
    from_: Scalar = msgspec.field(name="from", default=None)
    to: Scalar = None
    trunk_name: Scalar = None
    call_path: Scalar = None


_LEG_KINDS: Final = {
    "extension": LegKind.EXTENSION,
    "inbound": LegKind.INBOUND,
    "outbound": LegKind.OUTBOUND,
}

_LEG_STATES: Final[Mapping[str, tuple[LegState, bool | None]]] = {
    # (state, whether this side calls), l. 17383 and 17412
    "alert": (LegState.INITIATED, True),
    "ring": (LegState.ALERTING, False),
    "earlymedia": (LegState.ALERTING, False),
    "answered": (LegState.CONNECTED, True),
    "answer": (LegState.CONNECTED, False),
    "hold": (LegState.HELD, None),
    "bye": (LegState.CLEARED, None),
}

_FAIL_REASONS: Final[Mapping[str, FailReason]] = {
    # l. 17772, the misspelt ones as printed
    "no dial permission": FailReason.NO_PERMISSION,
    "no outbound restrictin": FailReason.NO_OUTSIDE_RIGHTS,
    "no outbound restriction": FailReason.NO_OUTSIDE_RIGHTS,
    "circuit/channel congestion": FailReason.CONGESTION,
    "dnd": FailReason.DO_NOT_DISTURB,
    "line unreachable": FailReason.LINE_UNREACHABLE,
    "user busy": FailReason.BUSY,
    "404": FailReason.NOT_FOUND,
    "408": FailReason.NO_ANSWER,
    "410": FailReason.GONE,
    "480": FailReason.NO_ANSWER,
    "484": FailReason.INCOMPLETE,
    "486": FailReason.BUSY,
    # SIP's word is "declined", but the handbook says: rang until the time was up.
    "603": FailReason.NO_ANSWER,
}


# --- calls ---------------------------------------------------------------------------------------


def call_report(body: Mapping[str, object], remark: Remark) -> CallReport:
    """Read a call with its members, as 30011 (l. 17346) and ``call/query`` (l. 15602) have it.

    A member that cannot be read is left out, or all of them, and the report marked: it proves
    nothing of whom it does not name.

    Raises:
        WireError: there is no call id.
    """
    call_id = CallId(id_of(body.get("call_id"), "call_id"))
    return call_of(call_id, body.get("members"), _legs, remark)


def _legs(member: object) -> list[LegReport]:
    named = object_of(member, "member")
    found = [_leg(kind, named[word]) for word, kind in _LEG_KINDS.items() if word in named]
    if not found:
        raise WireError("member: of no known kind")
    return found


def _leg(kind: LegKind, value: object) -> LegReport:
    try:
        member = msgspec.convert(value, _Member)
    except (msgspec.ValidationError, RecursionError, UnicodeError) as err:
        raise WireError(f"{kind.value}: {type(err).__name__}") from None
    status = text_of(member.member_status) or text_of(member.member_statuses)
    try:
        state, calling = _LEG_STATES[status.casefold()]
    except KeyError:
        raise WireError(f"member_status: unknown: {status[:24]!r}") from None
    party, called = member.number, None
    if kind is LegKind.INBOUND:
        party, called = member.from_, member.to
    elif kind is LegKind.OUTBOUND:
        party = member.to
    number = number_of(party) or Number("")
    if kind is LegKind.EXTENSION and (number.withheld or len(text_of(party)) > MAX_ID):
        raise WireError("extension: no number, or too long")  # it may be one's own
    return LegReport(
        leg_id=LegId(id_of(member.channel_id, "channel_id")),
        kind=kind,
        number=number,
        state=state,
        calling=calling,
        called=number_of(called),
        trunk=text_of(member.trunk_name) or None,
        via=number_of(member.call_path),
    )


# --- events --------------------------------------------------------------------------------------


def _extension_number(body: Mapping[str, object]) -> Number:
    return Number(id_of(body.get("extension"), "extension"))


def _registration(_kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    return RegistrationChanged(
        _extension_number(body),
        device=text_of(body.get("kind")).casefold(),
        registered=text_of(body.get("status")).casefold() == "registered",
        address=text_of(body.get("registered_ip")),
    )


def _line(_kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    status = text_of(body.get("status")).casefold()
    known = {state.value: state for state in LineState}
    return LineChanged(_extension_number(body), known.get(status, LineState.UNKNOWN))


def presence_of(value: object) -> Presence:
    """Read a presence status (l. 17272); one that we do not know is UNKNOWN."""
    try:
        return Presence(text_of(value).casefold())
    except ValueError:
        return Presence.UNKNOWN


def _presence(_kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    return PresenceChanged(_extension_number(body), presence_of(body.get("status")))


def _call(_kind: int, body: dict[str, object], remark: Remark) -> PbxEvent:
    return CallReported(call_report(body, remark))


def _record(_kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    call_id = CallId(id_of(body.get("call_id"), "call_id"))
    return CallRecorded(call_id, fields_of(body, "call_id"), wire_ended.ended_call(body))


def _moved(kind: int, body: dict[str, object], remark: Remark) -> PbxEvent:
    return CallTransferred(call_report(body, remark), forwarded=kind == 30014)


def _failed(_kind: int, body: dict[str, object], remark: Remark) -> PbxEvent:
    words = text_of(body.get("reason"))
    return CallFailed(call_report(body, remark), fail_reason(words, _FAIL_REASONS), words)


def _offered(_kind: int, body: dict[str, object], remark: Remark) -> PbxEvent:
    return InboundOffered(call_report(body, remark))


_RING_STEPS: Final[Mapping[str, RingStep]] = {
    "call_start": RingStep.RINGS,
    "call_answer": RingStep.ANSWERED,
    "call_over": RingStep.OVER,
}


def _phone_ring(_kind: int, body: dict[str, object], _remark: Remark) -> PbxEvent:
    """Read 30020: its table says ``ip_addresses``, its example ``ip_address`` (l. 18209, 18224)."""
    step = _RING_STEPS.get(text_of(body.get("operation")).casefold())
    if step is None:
        raise WireError("unknown operation of a phone")
    ring = PhoneRingId(
        number_of(body.get("extension")) or Number(""),
        id_of(body.get("call_id"), "call_id"),
        text_of(body.get("ip_address")) or text_of(body.get("ip_addresses")),
    )
    return PhoneRings(ring, step)


_REPORTED: Final[Mapping[int, str]] = {
    30010: "trunk-status",
    30018: "prompt-ended",
    30019: "survey-answered",
    30024: "conference-without-host",
}


def _reported(kind: int, body: dict[str, object], remark: Remark) -> PbxEvent:
    report = call_report(body, remark) if "members" in body else None
    return Reported(kind, _REPORTED[kind], fields_of(body, "members"), report)


_READERS: Final[Mapping[int, Callable[[int, dict[str, object], Remark], PbxEvent]]] = {
    30007: _registration,
    30008: _line,
    30009: _presence,
    30011: _call,
    30012: _record,
    30013: _moved,
    30014: _moved,
    30015: _failed,
    30016: _offered,
    30020: _phone_ring,
    **dict.fromkeys(_REPORTED, _reported),
    **wire_plain_events.READERS,
    **wire_agent_events.READERS,
    **wire_file_events.READERS,
}


def parse(frame: str, remark: Remark) -> tuple[PbxEvent, ...]:
    """Read one frame of the event stream.

    Args:
        frame: as it came.
        remark: is told what was left out.

    Returns:
        The event; none where the frame is an answer and no event.

    Raises:
        WireError: it cannot be read; the detail names the event where that much was readable.
    """
    envelope, body = _opened(frame)
    if "type" not in envelope and "errcode" in envelope:
        return ()
    named = text_of(envelope.get("type"))[:24]
    if not named:
        raise WireError("no event type")
    kind = int(named) if named.isascii() and named.isdigit() else 0
    reader = _READERS.get(kind)
    if reader is None:
        return (UnknownEvent(named),)
    try:
        if isinstance(body, str):
            body = _loaded(body)
        return (reader(kind, object_of(body, "msg"), remark),)
    except WireError as err:
        raise WireError(f"event {kind}: {err.detail}", code=kind) from None


def _loaded(text: str) -> object:
    """Read the JSON of a frame, or of the text in it, under a frame's bounds."""
    if text.count("{") + text.count("[") > MAX_NESTED:
        raise WireError("too many lists and objects in one frame")
    return jsontext.loads(text, max_size=MAX_FRAME)


def _opened(frame: str) -> tuple[dict[str, object], object]:
    """Take the envelope and what is in it."""
    try:
        envelope = object_of(_loaded(frame), "frame")
    except WireError as err:
        repaired = _with_inner_quotes(frame)
        if repaired is None:
            raise err from None
        return repaired
    return envelope, envelope.get("msg")


def _with_inner_quotes(frame: str) -> tuple[dict[str, object], object] | None:
    r"""Read a frame whose ``msg`` has its inner quotes unescaped; None where it is not just that.

    So are 30011-30018 and 30020 printed: ``{"type": 30011, "msg": "{"call_id": "1"}"}``. It is
    accepted only where ``msg`` comes last, and both halves are JSON by themselves.
    """
    head, _, tail = frame.partition('"msg"')
    tail = tail.strip().removeprefix(":").strip()
    if not (tail.startswith('"') and tail.endswith("}")):
        return None
    inner = tail[1:-1].rstrip()
    if not inner.endswith('"'):
        return None
    try:
        envelope = _loaded(head.rstrip().rstrip(",") + "}")
        body = _loaded(inner[:-1])
    except WireError:
        return None
    return (envelope, body) if isinstance(envelope, dict) and isinstance(body, dict) else None


# --- subscribing ---------------------------------------------------------------------------------


def subscription(topics: tuple[int, ...]) -> str:
    """Write the request for these events (l. 833; the form of l. 823 is no JSON)."""
    return json.dumps({"topic_list": list(topics)}, separators=(",", ":"))


def subscription_answer(frame: str) -> dict[str, object] | None:
    """Read the answer to a subscription; None where the frame is something else."""
    try:
        value = _loaded(frame)
    except WireError:
        return None
    if isinstance(value, dict) and "errcode" in value and "type" not in value:
        return value
    return None
