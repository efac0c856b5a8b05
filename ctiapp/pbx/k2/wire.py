"""What a K2 says on its event stream, turned into our events. Pure: no I/O, no clock.

The vendor's words stand in the ``wire*.py`` modules only. Sections are of the fact sheet of API
v2.0.0. Its tables, its examples and its titles spell names differently, so either is read
(section 9, point 1), and so are the neighbouring families' (with ``_``); numbers and ids come as
text or number, statuses in any case. One bad member never costs the call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import CallReport, FailReason, LegKind, LegReport, LegState
from ctiapp.model.directory import LineState
from ctiapp.model.errors import WireError
from ctiapp.model.events import (
    CallFailed,
    CallRecorded,
    CallReported,
    CallTransferred,
    InboundOffered,
    LineChanged,
    RegistrationChanged,
    Reported,
    UnknownEvent,
)
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx import jsontext
from ctiapp.pbx.k2 import wire_ended, wire_plain_events
from ctiapp.pbx.lenient import MAX_ID, fields_of, id_of, number_of, object_of, text_of
from ctiapp.pbx.members import call_of, fail_reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.events import PbxEvent

Remark = Callable[[str], None]
"""Is told, in a few stable words, what was left out of an otherwise readable frame."""

MAX_FRAME: Final = 2**20
"""The most characters of one event that is read: it is read between two paints."""

MAX_NESTED: Final = 20_000
"""The most lists and objects of one event: each costs memory, and time to look after it."""

VERSION: Final = "2.0.0"
"""Without it the PBX tells events in another dialect (section 9, point 10)."""

RESTARTED: Final = "pbx-restarted"
"""What ``BootUp`` is reported as: what was known of the calls is void."""

_LEG_KINDS: Final = {
    "ext": LegKind.EXTENSION,
    "extension": LegKind.EXTENSION,
    "inbound": LegKind.INBOUND,
    "outbound": LegKind.OUTBOUND,
}

_LEG_STATES: Final[Mapping[str, tuple[LegState, bool | None]]] = {
    # (state, whether this side calls), section 4
    "alert": (LegState.INITIATED, True),
    "ring": (LegState.ALERTING, False),
    "answered": (LegState.CONNECTED, True),
    "answer": (LegState.CONNECTED, False),
    "hold": (LegState.HELD, None),
    "bye": (LegState.CLEARED, None),
}

_FAIL_REASONS: Final[Mapping[str, FailReason]] = {
    # section 4; the codes of SIP by themselves, for their words are spelt in several ways
    "no dial permission": FailReason.NO_PERMISSION,
    "no outbound restriction": FailReason.NO_OUTSIDE_RIGHTS,
    "no outbound restrictin": FailReason.NO_OUTSIDE_RIGHTS,
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
    # SIP's word is "declined", but the sheet says: it rang until the time was up.
    "603": FailReason.NO_ANSWER,
}


def either(body: Mapping[str, object], *names: str) -> object:
    """What stands under the first of these names that is there and not blank."""
    return next((body[name] for name in names if name in body and not _blank(body[name])), None)


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


# --- calls ---------------------------------------------------------------------------------------

Assumed = tuple[LegState, bool | None]
"""How a member stands, and whether it calls, where its event has no word for it."""


def call_id_of(body: Mapping[str, object]) -> CallId:
    """Read which call it is about.

    Raises:
        WireError: it does not say.
    """
    return CallId(id_of(either(body, "callid", "call_id"), "callid"))


def call_report(
    body: Mapping[str, object], remark: Remark, assumed: Assumed | None = None
) -> CallReport:
    """Read a call with its members, as ``CallStatus`` and ``call/query`` have it (sections 4, 5).

    It is taken as the whole call (inferred). A member that cannot be read is left out, or all of
    them, and the report marked: it proves nothing of whom it does not name.

    Args:
        body: of the event, or one call of an answer.
        remark: is told what was left out.
        assumed: how members without a status stand; None: they cannot be read.

    Raises:
        WireError: there is no call id.
    """
    members = body.get("members")
    return call_of(call_id_of(body), members, lambda member: _legs(member, assumed), remark)


def _legs(member: object, assumed: Assumed | None) -> list[LegReport]:
    """Read a member: an object with one key, its kind; ``Tranfer``'s may bear none (section 4)."""
    named = object_of(member, "member")
    found = [
        _leg(kind, object_of(named[word], word), assumed)
        for word, kind in _LEG_KINDS.items()
        if word in named
    ]
    if not found and "number" in named:
        found = [_leg(LegKind.EXTENSION, named, assumed)]
    if not found:
        raise WireError("member: of no known kind")
    return found


def _leg(kind: LegKind, member: Mapping[str, object], assumed: Assumed | None) -> LegReport:
    status = text_of(either(member, "memberstatus", "member_status", "memberstatuses"))
    told = _LEG_STATES.get(status.casefold()) if status else assumed
    if told is None:
        raise WireError(f"memberstatus: unknown: {status[:24]!r}")
    party, called = either(member, "number", "extid"), None
    if kind is LegKind.INBOUND:
        party, called = member.get("from"), member.get("to")
    elif kind is LegKind.OUTBOUND:
        party = member.get("to")
    number = number_of(party) or Number("")
    if kind is LegKind.EXTENSION and (number.withheld or len(text_of(party)) > MAX_ID):
        raise WireError("ext: no number, or too long")  # it may be one's own
    state, calling = told
    return LegReport(
        leg_id=LegId(id_of(either(member, "channelid", "channel_id"), "channelid")),
        kind=kind,
        number=number,
        state=state,
        calling=calling,
        called=number_of(called),
        trunk=text_of(either(member, "trunkname", "trunk_name", "trunk")) or None,
        via=_via(either(member, "callpath", "call_path")),
    )


def _via(value: object) -> Number | None:
    """Read through what a call came: a number, of a queue perhaps with its word before it."""
    text = text_of(value)
    return Number.of(bare_queue(text)) if text else None


bare_queue = wire_plain_events.bare_queue


# --- events --------------------------------------------------------------------------------------

Reader = Callable[[dict[str, object], Remark], tuple["PbxEvent", ...]]


def _call(body: dict[str, object], remark: Remark) -> tuple[PbxEvent, ...]:
    return (CallReported(call_report(body, remark)),)


_LINES: Final[Mapping[str, tuple[LineState | None, bool | None]]] = {
    # what the line does, and whether a phone is there; None where the word does not say
    "ringing": (LineState.RINGING, True),
    "busy": (LineState.BUSY, True),
    "hold": (LineState.BUSY, True),
    "idle": (LineState.IDLE, True),
    # Of a SIP phone this is the word for idle as well, and for an address that changed: what the
    # calls say goes before it (section 9, point 9; `ctiapp.pbx.k2.lines`).
    "registered": (LineState.IDLE, True),
    "unregistered": (LineState.IDLE, False),
    "unavailable": (LineState.IDLE, False),
    "unavailabl": (LineState.IDLE, False),
    "malfunction": (None, False),
    "fxsnoport": (None, False),
}


def line_of(value: object) -> tuple[LineState | None, bool | None]:
    """Read how an extension stands: its line, and whether a phone is there; None: not told."""
    return _LINES.get(text_of(value).casefold(), (None, None))


def _extension(body: dict[str, object], _: Remark) -> tuple[PbxEvent, ...]:
    """Read ``ExtensionStatus``: of its line, and of its registration, each by itself."""
    word = text_of(body.get("status")).casefold()
    number = Number(id_of(either(body, "extension", "number", "extid"), "extension"))
    line, _there = line_of(word)
    told: list[PbxEvent] = [LineChanged(number, LineState.UNKNOWN if line is None else line)]
    if word in ("registered", "unregistered"):
        address = text_of(either(body, "registeredIP", "registeredip", "registered_ip"))
        told.append(RegistrationChanged(number, "", word == "registered", address))
    return tuple(told)


def _invited(body: dict[str, object], remark: Remark) -> tuple[PbxEvent, ...]:
    return (InboundOffered(call_report(body, remark, (LegState.INITIATED, True))),)


def _moved(body: dict[str, object], remark: Remark) -> tuple[PbxEvent, ...]:
    """Read ``Tranfer``: a transfer by an extension's user, and no word of how anybody stands.

    Its members do not say who talks, rings or has left, so the report replaces nothing: it is
    partial, and holds nobody.
    """
    return (CallTransferred(_bare(body, remark)),)


def _forwarded(body: dict[str, object], remark: Remark) -> tuple[PbxEvent, ...]:
    return (CallTransferred(_bare(body, remark), forwarded=True),)


def _bare(body: dict[str, object], remark: Remark) -> CallReport:
    """Read a call whose members may have no status: those with one alone are told."""
    ignored: list[str] = []
    report = call_report(body, ignored.append)
    if not all("unknown: ''" in words for words in ignored):
        for words in ignored:
            remark(words)
    return CallReport(report.call_id, report.legs, partial=True)


def _failed(body: dict[str, object], remark: Remark) -> tuple[PbxEvent, ...]:
    """Read ``CallFailed``: it names extensions, the caller among them perhaps, without a status.

    So each is FAILED for now; who knows the call better says how they stand.
    """
    words = text_of(body.get("reason"))
    reason = fail_reason(words, _FAIL_REASONS)
    report = call_report(body, remark, (LegState.FAILED, None))
    return (CallFailed(CallReport(report.call_id, report.legs, partial=True), reason, words),)


def _record(body: dict[str, object], _: Remark) -> tuple[PbxEvent, ...]:
    call_id = call_id_of(body)
    fields = fields_of(body, "event", "sn", "callid", "call_id")
    return (CallRecorded(call_id, fields, wire_ended.ended_call(body, call_id)),)


_REPORTED: Final[Mapping[str, str]] = {
    "incoming": "destination-wanted",
    "playpromptend": "prompt-ended",
    "satisfaction": "survey-answered",
    # Who is in a conference now, but for those who called in from outside (section 4): no picture
    # of the call.
    "conferencestatus": "conference-status",
    "sms-send": "sms-sent",
    "bootup": RESTARTED,
}


def _reported(kind: str, body: dict[str, object], remark: Remark) -> tuple[PbxEvent, ...]:
    named = "members" in body and either(body, "callid", "call_id") is not None
    report = call_report(body, remark, (LegState.INITIATED, True)) if named else None
    return (Reported(0, _REPORTED[kind], fields_of(body, "event", "members"), report),)


_READERS: Final[Mapping[str, Reader]] = {
    "callstatus": _call,
    "extensionstatus": _extension,
    "invite": _invited,
    # The wire's own spelling, and the names of the pages (section 9, point 1).
    "tranfer": _moved,
    "transfer": _moved,
    "calltransfer": _moved,
    "forward": _forwarded,
    "callforward": _forwarded,
    "callfailed": _failed,
    "newcdr": _record,
    **wire_plain_events.READERS,
}


OLD_DIALECT: Final = "1.0.0"
"""The code of an event in the dialect that was not asked for (section 9, point 10)."""


def anybodys(_sn: str) -> bool:
    """Whose event it is does not matter."""
    return True


def parse(
    frame: str, remark: Remark, *, genuine: Callable[[str], bool] = anybodys
) -> tuple[PbxEvent, ...]:
    """Read one event, as it was pushed or stood in the stream.

    Args:
        frame: as it came.
        remark: is told what was left out.
        genuine: says of the serial number in it (empty: there is none) whether it may be the PBX's
            own: whoever reaches our port can post.

    Raises:
        WireError: it cannot be read; the detail names the event where that much was readable.
            ``code`` is `OLD_DIALECT` where it is of the dialect that was not asked for, ``sn``
            where another PBX tells it.
    """
    if frame.count("{") + frame.count("[") > MAX_NESTED:
        raise WireError("too many lists and objects in one frame")
    body = object_of(jsontext.loads(frame, max_size=MAX_FRAME), "frame")
    if not genuine(text_of(body.get("sn"))):
        raise WireError("an event of another PBX", code="sn")
    named = text_of(body.get("event"))[:40]
    if not named:
        if text_of(body.get("action")):
            raise WireError(
                "events come in the dialect of version 1.0.0, though 2.0.0 was asked for",
                code=OLD_DIALECT,
            )
        raise WireError("no event name")
    kind = named.casefold()
    try:
        if kind in _REPORTED:
            return _reported(kind, body, remark)
        reader = _READERS.get(kind)
        return (UnknownEvent(named),) if reader is None else reader(body, remark)
    except WireError as err:
        raise WireError(f"event {named}: {err.detail}", code=named) from None
