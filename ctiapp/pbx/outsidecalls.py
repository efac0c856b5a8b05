"""Calls with somebody outside as lists of them tell, of PBXs whose lists name lines and no calls.

Cloud handbook l. 2555-2685, OpenVox fact sheet section 3: one word says how a line's call stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.ids import CallId
from ctiapp.pbx.told import ext_leg

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ctiapp.model.ids import LegId
    from ctiapp.model.number import Number
    from ctiapp.pbx.told import Party

_STATES: Final[Mapping[str, tuple[LegState, LegState]]] = {
    "talking": (LegState.CONNECTED, LegState.CONNECTED),
    "progress": (LegState.INITIATED, LegState.ALERTING),
    "wait": (LegState.CONNECTED, LegState.ALERTING),  # it waits in a queue, who is named rings
}
_UNKNOWN: Final = (LegState.CONNECTED, LegState.CONNECTED)


def states_of(word: str) -> tuple[LegState, LegState]:
    """How the one who calls and the one who is called stand, by a line's word in small letters."""
    return _STATES.get(word, _UNKNOWN)


def caller_leg(line: Party, state: LegState) -> LegReport:
    """The leg of somebody outside who calls."""
    return LegReport(line.leg_id, line.kind, line.number, state, True, line.other, line.trunk)


def called_leg(party: Party, state: LegState) -> LegReport:
    """The leg of somebody who is called."""
    return LegReport(party.leg_id, party.kind, party.number, state, False, None, party.trunk)


def call_to_outside(caller: Number, line: Party, states: tuple[LegState, LegState]) -> CallReport:
    """The call of an extension to somebody outside."""
    by, called = states
    mine = LegReport(ext_leg(caller), LegKind.EXTENSION, caller, by, True)
    return CallReport(CallId(""), (mine, called_leg(line, called)))


def caller_to_outside(report: CallReport) -> LegReport | None:
    """The extension that a list names as who called outside: it may have passed the call on."""
    if all(leg.kind is not LegKind.OUTBOUND for leg in report.legs):
        return None
    own = (leg for leg in report.legs if leg.kind is LegKind.EXTENSION and leg.calling)
    return next(own, None)


def placed(
    report: CallReport, told: tuple[LegReport, ...], out: Collection[LegId] = ()
) -> CallReport:
    """A call of a list with those in it who are there: who called outside may have left it.

    Args:
        report: as the list tells of it.
        told: who stands in it by what was told; nobody where it is unknown.
        out: who does not, as is known otherwise; by ids of legs without their call, as ``told``.
    """
    caller = caller_to_outside(report)
    if caller is None:
        return report
    left = bool(told) and all(leg.leg_id != caller.leg_id for leg in told)
    if not left and caller.leg_id not in out:
        return report
    gone = {caller.leg_id, *out}
    legs = tuple(leg for leg in told or report.legs if leg.leg_id not in gone)
    return replace(report, legs=legs)
