"""Calls over HTTP: what is commanded, and what the lists of calls answer. Pure.

Section 3 of the fact sheet. There are no channels: one acts on an extension's current call, or on
an outside line by its id. ``dial`` answers no call's id. ``unhold`` and ``listen`` have no page:
they are named as the relatives' are (inferred). Which lines a list is to tell of its page calls
mandatory, and says of ``inbound/query`` alone that to leave it out means all of them: that
``outbound/query`` means so as well is inferred.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.commands import ListenMode
from ctiapp.model.errors import WireError
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.lenient import each, text_of
from ctiapp.pbx.openvox.wire import MAX_PARTIES, line_of
from ctiapp.pbx.openvox.wire_rest import post, rows, several
from ctiapp.pbx.outsidecalls import call_to_outside, caller_leg, states_of
from ctiapp.pbx.request import Request, named
from ctiapp.pbx.told import ext_leg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.pbx.openvox.wire_rest import Remark

LISTS: Final[Mapping[LegKind, str]] = {
    LegKind.INBOUND: "inbound/query",
    LegKind.OUTBOUND: "outbound/query",
}
"""The lists of calls with somebody outside."""


def outside(kind: LegKind, line_ids: Iterable[str] = ()) -> Request:
    """Ask for the calls that came from outside, or went there: of these lines, else all of them."""
    wanted = ",".join(line_ids)
    return post(LISTS[kind], **{f"{kind.value}id": wanted} if wanted else {})


# --- what is commanded ---------------------------------------------------------------------------


def dial_inside(caller: Number, callee: Number, *, auto_answer: bool) -> Request:
    """Have an extension call somebody in the house."""
    return post(
        "extension/dial_extension",
        caller=named(caller.text),
        callee=named(callee.text),
        autoanswer=_yes(auto_answer),
    )


def dial_outside(caller: Number, callee: Number, *, auto_answer: bool) -> Request:
    """Have an extension call somebody outside."""
    return post(
        "extension/dial_outbound",
        extid=named(caller.text),
        outto=named(callee.text),
        autoanswer=_yes(auto_answer),
    )


def on_extension(verb: str, number: str) -> Request:
    """Hold, unhold or hang up an extension's current call.

    Raises:
        ValueError: no extension is named.
    """
    return post(f"extension/{verb}", extid=named(number))


def hang_up_inbound(line_id: str) -> Request:
    """Hang up an outside caller.

    Raises:
        ValueError: no line is named.
    """
    return post("inbound/hangup", inboundid=named(line_id))


def listen(mode: ListenMode, supervisor: Number, agent: str) -> Request:
    """Take part in somebody's call.

    Raises:
        ValueError: nobody is named.
    """
    verb, ours, theirs = _LISTENING[mode]
    return post(f"extension/{verb}", **{ours: named(supervisor.text), theirs: named(agent)})


_LISTENING: Final[Mapping[ListenMode, tuple[str, str, str]]] = {
    ListenMode.LISTEN: ("listen", "listener", "listenedext"),
    ListenMode.WHISPER: ("whisper", "whisperer", "whisperedext"),
    ListenMode.BARGE: ("barge", "bargein", "bargedext"),
}


def _yes(value: bool) -> str:  # noqa: FBT001 - it is what is written
    return "yes" if value else "no"


# --- what is answered ----------------------------------------------------------------------------


def outside_calls(kind: LegKind, answer: Mapping[str, object], remark: Remark) -> list[CallReport]:
    """Read the answer to `outside`.

    Raises:
        WireError: there is something else than a list.
    """
    read = inbound_calls if kind is LegKind.INBOUND else outbound_calls
    return read(answer, remark)


def inbound_calls(answer: Mapping[str, object], remark: Remark) -> list[CallReport]:
    """Read the calls that came from outside; their own ids are not told.

    Raises:
        WireError: there is something else than a list.
    """
    return each(rows(answer, "inbound"), _inbound, remark)


def outbound_calls(answer: Mapping[str, object], remark: Remark) -> list[CallReport]:
    """Read the calls that went outside; their own ids are not told.

    Raises:
        WireError: there is something else than a list.
    """
    return each(rows(answer, "outbound"), _outbound, remark)


def _inbound(item: dict[str, object]) -> CallReport:
    line = line_of(LegKind.INBOUND, item)
    by, called = _states(item)
    legs = [caller_leg(line, by)]
    callee = item.get("callee")
    for one in callee[:MAX_PARTIES] if isinstance(callee, list) else [callee]:
        if isinstance(one, dict):
            for text in several(one.get("extid"), MAX_PARTIES):
                number = Number(text)
                legs.append(LegReport(ext_leg(number), LegKind.EXTENSION, number, called, False))
    return CallReport(CallId(""), tuple(legs))


def _outbound(item: dict[str, object]) -> CallReport:
    line = line_of(LegKind.OUTBOUND, item)
    caller = line.other
    if caller is None or caller.withheld:
        raise WireError("a call that nobody makes")
    return call_to_outside(caller, line, _states(item))


def _states(item: Mapping[str, object]) -> tuple[LegState, LegState]:
    return states_of(text_of(item.get("status")).casefold())


def as_ones_own(report: CallReport, me: Number, state: LegState | None) -> CallReport:
    """A report with one's own leg ringing, where one's own line does nothing else.

    Of several who are named as called, some may talk and some ring: the list has one word for all.
    A line that is busy says nothing of which of its calls it is busy with, nor whether it holds.
    """
    legs = tuple(
        _own(leg, state) if leg.kind is LegKind.EXTENSION and leg.number == me else leg
        for leg in report.legs
    )
    return CallReport(report.call_id, legs, report.partial)


def _own(leg: LegReport, state: LegState | None) -> LegReport:
    if state is LegState.ALERTING and leg.calling is False:
        return replace(leg, state=state)
    return replace(leg, hold_untold=leg.state is LegState.CONNECTED)
