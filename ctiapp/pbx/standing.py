"""How an extension stands in its calls, where a PBX's verbs act on its *current* call alone.

No command of a Cloud PBX or an OpenVox UC names a call. So what is meant for one that is over would
be done to another, of which perhaps nothing was told yet: it is refused. Pure, but for asking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.errors import InvalidState, NoSuchTarget
from ctiapp.model.number import Number
from ctiapp.pbx.told import ext_leg, outer_leg, where

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from ctiapp.model.call import CallReport
    from ctiapp.pbx.told import Where

_IN_TALK = (LegState.CONNECTED, LegState.HELD)


def state_in(report: CallReport, number: str) -> LegState | None:
    """How an extension stands in a call; None where it is not in it."""
    return next(
        (
            leg.state
            for leg in report.legs
            if leg.kind is LegKind.EXTENSION and leg.number.text == number
        ),
        None,
    )


def calls_at(reports: Iterable[CallReport], at: Where) -> tuple[CallReport, list[CallReport]]:
    """The call of a leg, and the other living ones of the same extension.

    Raises:
        NoSuchTarget: this one is over, or the extension has left it: its current one, of which
            perhaps no event told yet, is another.
    """
    calls = [report for report in reports if state_in(report, at.name) is not None]
    this = next((report for report in calls if report.call_id == at.call_id), None)
    if this is None:
        raise NoSuchTarget("the call is over")
    return this, [report for report in calls if report is not this]


async def line_instead(
    at: Where,
    calls: Callable[[], Iterable[CallReport]],
    outside: Callable[[], Awaitable[Iterable[CallReport]]],
) -> Where:
    """The outside line of one of several calls of an extension, where it ends that call alone.

    A caller whom a queue or a menu serves would be thrown out of it, and one who rings at, or
    talks with, others would be taken from them: so the PBX is asked once more.

    Args:
        at: the extension's leg.
        calls: the living calls, as they were told.
        outside: asks for all calls with somebody outside.

    Raises:
        InvalidState: there is none, and the phone's current call may be another one.
        NoSuchTarget: the call is over.
    """
    this, _ = calls_at(calls(), at)
    lines = [where(leg.leg_id) for leg in this.legs if leg.kind is not LegKind.EXTENSION]
    if len(lines) == 1:
        alone = {outer_leg(lines[0].kind, lines[0].name), ext_leg(Number(at.name))}
        for report in await outside():
            if {leg.leg_id for leg in report.legs} == alone:
                rings = report.legs[0].state is LegState.INITIATED
                if rings or state_in(calls_at(calls(), at)[0], at.name) in _IN_TALK:
                    return lines[0]
    raise another()


def another() -> InvalidState:
    """The refusal to act on another call than the one that is meant."""
    return InvalidState("the phone's current call may be another one", key="call.not_current")
