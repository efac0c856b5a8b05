"""A report laid upon what was known of its call: legs, their ages, and the count of rings."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.call import Leg, LegKind, LegReport, LegState, Phase, Recording
from ctiapp.model.callstate import step
from ctiapp.model.errors import IllegalTransition

if TYPE_CHECKING:
    from ctiapp.model.call import Call, CallReport, Moment
    from ctiapp.model.ids import LegId
    from ctiapp.model.number import Number
    from ctiapp.state.ended import EndedLegs

log = logging.getLogger("ctiapp.state")

IN_TALK = (LegState.CONNECTED, LegState.HELD)
_NEVER_LATE = (*IN_TALK, LegState.INITIATED)
"""What an ended leg that is reported again may truly be; that it rings is old news."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The legs of a call by its new report.

    Attributes:
        legs: as they are now; None where the report tells what cannot be.
        doubt: why a fresh picture is needed; None where it is not.
    """

    legs: tuple[Leg, ...] | None
    doubt: str | None = None


def is_own(leg: LegReport, me: Number | None) -> bool:
    """Whether a leg is one of one's own devices."""
    return leg.kind is LegKind.EXTENSION and leg.number == me


def merge(
    report: CallReport,
    before: Call | None,
    ended: EndedLegs,
    me: Number | None,
    now: Moment,
    *,
    snapshot: bool,
) -> Merged:
    """Lay a report upon the call as it was.

    Late news of an ended leg is dropped (a snapshot's is believed), an illegal step refuses the
    whole report; one's own legs that it ends, or leaves out, are remembered as ended. A report of
    which a part could not be read leaves out nobody: whom it does not name stays as known.
    """
    kept, late = _without_late(report, ended, snapshot=snapshot)
    known: dict[LegId, Leg] = {} if before is None else {leg.leg_id: leg for leg in before.legs}
    if not snapshot and (before is None or before.end is None):
        for said in kept:
            old = known.get(said.leg_id)
            try:
                step(None if old is None else old.state, said.state)
            except IllegalTransition as error:
                return Merged(None, f"{said.leg_id}: {error}")
    legs = tuple(_leg(said, known.pop(said.leg_id, None), now, snapshot=snapshot) for said in kept)
    if report.partial:
        legs += tuple(known.values())
        known = {}
    gone = [leg.report for leg in known.values()]
    gone += [leg.report for leg in legs if leg.state is LegState.CLEARED]
    for leg in gone:
        if is_own(leg, me):
            ended.add(report.call_id, leg.leg_id, now.mono_s)
    if late and any(leg.living and not is_own(leg.report, me) for leg in legs):
        return Merged(legs, "an ended leg goes on")
    return Merged(legs)


def _without_late(
    report: CallReport, ended: EndedLegs, *, snapshot: bool
) -> tuple[list[LegReport], bool]:
    """The legs that are not long over; and whether one of those was said to be in the talk."""
    kept: list[LegReport] = []
    late = False
    for said in report.legs:
        if said.state is LegState.CLEARED or (report.call_id, said.leg_id) not in ended:
            kept.append(said)
        elif snapshot:
            ended.discard(report.call_id, said.leg_id)
            kept.append(said)
        else:
            log.info("late %s on the ended leg %s dropped", said.state.name, said.leg_id)
            late = late or said.state in _NEVER_LATE
    return kept, late


def _leg(said: LegReport, old: Leg | None, now: Moment, *, snapshot: bool) -> Leg:
    # A caller who is known does not withhold the number in the middle of a call: it is left out.
    outside = said.kind is not LegKind.EXTENSION
    if outside and said.number.withheld and old is not None and old.report.kind is said.kind:
        said = replace(said, number=old.number)
    # HOLD and BYE do not say which side calls: it stays the one that it was.
    if said.calling is None and old is not None and old.report.calling is not None:
        said = replace(said, calling=old.report.calling)
    same = old is not None and (old.report.kind, old.number) == (said.kind, said.number)
    if old is not None and same and old.state is said.state:
        return replace(old, report=said)
    return Leg(said, None if snapshot else now)


def counted(before: Call | None, call: Call) -> Call:
    """A ring counts anew when it rings on a leg that did not ring here before."""
    if call.phase is not Phase.RINGING:
        return call
    if before is not None and before.phase is Phase.RINGING:
        old = {leg.leg_id for leg in before.own_legs}
        if any(leg.leg_id in old for leg in call.own_legs):
            return call
    return replace(call, ring=call.ring + 1)


def unset(before: Call | None, call: Call) -> Call:
    """What one had set on one's own channel went with it: muting and recording begin anew."""
    own = {leg.leg_id for leg in call.own_legs}
    if before is None or any(leg.leg_id in own for leg in before.own_legs):
        return call
    return replace(call, muted=False, recording=Recording.OFF)


def aged(before: Call | None, call: Call, now: Moment, *, snapshot: bool) -> Call:
    """Count a phase from its beginning, also where only another leg's state changed it.

    One's own phone was picked up long before the called one answers.
    """
    own = call.own_leg
    if before is None or own is None or own not in before.legs or call.phase is before.phase:
        return call
    since = Leg(own.report, None if snapshot else now)
    return replace(call, legs=tuple(since if leg is own else leg for leg in call.legs))
