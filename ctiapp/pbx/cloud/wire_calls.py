"""Calls over HTTP: what is asked of a Cloud PBX, what is commanded, what its answers mean. Pure.

It has no channels: one acts on an extension's current call, or on an outside line by its id. So a
leg's id says both, and in which call: ``ext:2000@1550710849.199``, ``inbound:ID@CALL``. Line
numbers are of the Cloud handbook, v1.1.0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.commands import Answer, ListenMode
from ctiapp.model.errors import WireError
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.cloud.wire import party_of_member
from ctiapp.pbx.cloud.wire_rest import each, post, status_of
from ctiapp.pbx.lenient import MAX_ID, text_of
from ctiapp.pbx.outsidecalls import call_to_outside, called_leg, caller_leg, states_of
from ctiapp.pbx.told import ext_leg, outer_leg, where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.cloud.wire_rest import Remark
    from ctiapp.pbx.request import Request

# --- what is asked -------------------------------------------------------------------------------

_OWN_STATES: Final[Mapping[str, LegState]] = {
    # of an extension (l. 965)
    "ringing": LegState.ALERTING,
    "busy": LegState.CONNECTED,
    "hold": LegState.HELD,
}

INBOUND: Final = post("inbound/query")
"""All calls that came from outside (l. 2563)."""

OUTBOUND: Final = post("outbound/query")
"""All calls that went outside (l. 2631)."""


def inbound_calls(answer: Mapping[str, object], remark: Remark) -> list[CallReport]:
    """Read the calls that came from outside (l. 2567-2620); their own ids are not told."""
    return each(answer.get("inbound"), lambda item: _inbound(item, remark), remark)


def outbound_calls(answer: Mapping[str, object], remark: Remark) -> list[CallReport]:
    """Read the calls that went outside (l. 2635-2685); their own ids are not told."""
    return each(answer.get("outbound"), _outbound, remark)


def joined(came: list[CallReport], went: list[CallReport]) -> list[CallReport]:
    """Both lists as one: a caller who was led outside again is in either, but in one call.

    The list of callers names the line that they talk to, the other one its number (l. 2581, 2640).
    """
    lines = {
        leg.leg_id: leg for report in went for leg in report.legs if leg.kind is LegKind.OUTBOUND
    }
    named = {leg.leg_id for report in came for leg in report.legs} & lines.keys()
    whole = [
        replace(
            report,
            legs=tuple(
                replace(leg, number=lines[leg.leg_id].number, trunk=lines[leg.leg_id].trunk)
                if leg.leg_id in named
                else leg
                for leg in report.legs
            ),
        )
        for report in came
    ]
    return whole + [one for one in went if named.isdisjoint(leg.leg_id for leg in one.legs)]


def _inbound(item: dict[str, object], remark: Remark) -> CallReport:
    line = party_of_member("inbound", item)
    by, called = states_of(status_of(item))
    legs = [caller_leg(line, by)]
    callee = item.get("callee")
    for one in callee if isinstance(callee, list) else [callee]:
        if not isinstance(one, dict):
            continue
        kind = "ext" if "extid" in one else "outbound" if "outboundid" in one else ""
        if kind:
            try:
                party = party_of_member(kind, one)
            except WireError as err:
                remark(f"a party left out: {err.detail}")
                continue
            legs.append(called_leg(party, called))
    return CallReport(CallId(""), tuple(legs))


def _outbound(item: dict[str, object]) -> CallReport:
    line = party_of_member("outbound", item)
    return call_to_outside(line.other or Number(""), line, states_of(status_of(item)))


@dataclass(frozen=True, slots=True)
class Line:
    """What an extension's own line tells (l. 951-1093).

    Attributes:
        state: of its leg in the call that it has; None where it has none.
        insiders: the extensions that it talks with.
        outsiders: the legs of the outside lines that it talks with.
    """

    state: LegState | None
    insiders: tuple[Number, ...] = ()
    outsiders: frozenset[LegId] = frozenset()

    @property
    def named(self) -> frozenset[LegId]:
        """The legs, without their call, of all that it names."""
        return frozenset(ext_leg(number) for number in self.insiders) | self.outsiders


def beside(report: CallReport, number: Number) -> frozenset[LegId]:
    """The legs, without their call, of all in a call but one extension: see `Line.named`."""
    places = (where(leg.leg_id) for leg in report.legs if leg.state is not LegState.CLEARED)
    legs = (
        ext_leg(Number(at.name)) if at.kind is LegKind.EXTENSION else outer_leg(at.kind, at.name)
        for at in places
    )
    return frozenset(legs) - {ext_leg(number)}


def line_of(item: Mapping[str, object]) -> Line:
    """Read an extension's line."""
    state = _OWN_STATES.get(status_of(item))
    found: list[Number] = []
    value = item.get("ext")
    for one in value if isinstance(value, list) else [value]:
        text = text_of(one.get("extid")) if isinstance(one, dict) else text_of(one)
        if text and len(text) <= MAX_ID:
            found.append(Number(text))
    outsiders: list[LegId] = []
    for kind in (LegKind.INBOUND, LegKind.OUTBOUND):
        value = item.get(kind.value)
        for one in value if isinstance(value, list) else [value]:
            text = text_of(one.get(f"{kind.value}id")) if isinstance(one, dict) else ""
            if text and len(text) <= MAX_ID:
                outsiders.append(outer_leg(kind, text))
    return Line(state, tuple(dict.fromkeys(found)), frozenset(outsiders))


def inside_call(me: Number, line: Line, others: Mapping[Number, Line]) -> CallReport | None:
    """Make the call between extensions that one's own line tells of; None where it tells of none.

    Args:
        me: one's own number.
        line: one's own line.
        others: those of the ones that it names: where the other rings, one calls.
    """
    insiders = [number for number in line.insiders if number != me]
    if line.state is None or not insiders:
        return None
    rings_here = line.state is LegState.ALERTING
    legs = []
    own = line.state
    for number in insiders:
        other = others.get(number, Line(None)).state or LegState.CONNECTED
        if rings_here:
            other = LegState.INITIATED
        elif other is LegState.ALERTING and own is LegState.CONNECTED:
            own = LegState.INITIATED
        calls = True if rings_here else False if other is LegState.ALERTING else None
        legs.append(LegReport(ext_leg(number), LegKind.EXTENSION, number, other, calls))
    calls = False if rings_here else True if own is LegState.INITIATED else None
    mine = LegReport(ext_leg(me), LegKind.EXTENSION, me, own, calls)
    return CallReport(CallId(""), (mine, *legs))


# --- what is commanded ---------------------------------------------------------------------------


def dial(caller: Number, callee: Number, *, inside: bool, auto_answer: bool) -> Request:
    """Have an extension call another (l. 2697), or somebody outside (l. 2756)."""
    answer = "yes" if auto_answer else "no"
    if inside:
        return post(
            "extension/dial_extension", caller=caller.text, callee=callee.text, autoanswer=answer
        )
    return post("extension/dial_outbound", extid=caller.text, outto=callee.text, autoanswer=answer)


def on_extension(verb: str, number: str) -> Request:
    """Hold, unhold, mute, unmute or hang up an extension's current call (l. 2805-3080).

    Raises:
        ValueError: no extension is named.
    """
    if not number:
        raise ValueError("no extension")
    return post(f"extension/{verb}", extid=number)


def on_line(kind: LegKind, verb: str, line_id: str) -> Request:
    """Hang up an outside line, or let one in or refuse it (l. 2847-2910, 3739-3800).

    Raises:
        ValueError: no line is named.
    """
    if not line_id or kind is LegKind.EXTENSION:
        raise ValueError("no outside line")
    return post(f"{kind.value}/{verb}", **{f"{kind.value}id": line_id})


def move_line(kind: LegKind, line_id: str, to: Number, rights: Number) -> Request:
    """Move an outside party to somebody else, whether it rings or talks (l. 3329, 3387)."""
    if not line_id or kind is LegKind.EXTENSION or to.withheld:
        raise ValueError("no outside line, or nobody to move it to")
    body = {f"{kind.value}id": line_id, "number": to.text, "fromext": rights.text}
    return post(f"{kind.value}/transfer_number", **body)


def move_call(call_id: CallId, by: Number, to: Number, rights: Number) -> Request:
    """Have one party leave, and the other be called to somebody else (l. 3278)."""
    if not call_id or to.withheld:
        raise ValueError("no call, or nobody to move it to")
    return post(
        "calltransfer",
        callid=call_id,
        transferor=by.text,
        transferto=to.text,
        fromext=rights.text,
    )


def listen(mode: ListenMode, supervisor: Number, agent: str) -> Request:
    """Take part in somebody's call (l. 3115, 3177, 3236).

    The table of ``barge`` names ``bargein``, its example ``bargin``: both are sent.
    """
    match mode:
        case ListenMode.LISTEN:
            return post("extension/listen", listener=supervisor.text, listenedext=agent)
        case ListenMode.WHISPER:
            return post("extension/whisper", whisperer=supervisor.text, whisperedext=agent)
        case ListenMode.BARGE:
            who = supervisor.text
            return post("extension/barge", bargein=who, bargin=who, bargedext=agent)


def command_answer(answer: Mapping[str, object]) -> Answer:
    """Read the call's id, where it is told (l. 2712)."""
    call_id = text_of(answer.get("callid"))
    return Answer(CallId(call_id) if call_id and len(call_id) <= MAX_ID else None)
