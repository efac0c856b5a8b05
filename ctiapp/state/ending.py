"""When a call is over for one's own extension, and why.

How a call's end is told is not said in the P handbook: ``BYE`` stands at the member who hung up,
others keep their last status or are left out. These rules are inferred from that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, LegKind, LegState, Phase
from ctiapp.model.commands import Verb

if TYPE_CHECKING:
    from ctiapp.model.call import Call
    from ctiapp.model.number import Number


def others_gone(call: Call) -> bool:
    """Whether others are, or were, reported in the call and none of them lives."""
    return not call.other_legs and any(not call.is_own(leg.report) for leg in call.legs)


def why_over(before: Call | None, call: Call) -> EndReason | None:
    """Why the call is over for us by its new report; None while it is not.

    It is over when one's own legs are gone, or when all the others are. One's own phone that rings
    first on one's own dialling, and a caller alone in a queue or an IVR, had nobody else before.
    """
    if call.own_legs:
        had_others = before is not None and bool(before.other_legs)
        if call.other_legs or not (had_others or others_gone(call)):
            return None
        if before is not None and before.phase is Phase.RINGING:
            return EndReason.CALLER_GAVE_UP
        return EndReason.REMOTE_HUNG_UP
    if before is None:
        return EndReason.UNKNOWN
    said_bye = [leg for leg in call.legs if leg.state is LegState.CLEARED]
    i_said_bye = any(call.is_own(leg.report) for leg in said_bye)
    hanging_up = Verb.HANG_UP in before.pending or Verb.REJECT in before.pending
    if before.phase is not Phase.RINGING:
        if said_bye and not i_said_bye and not hanging_up:
            return EndReason.REMOTE_HUNG_UP
        return EndReason.HUNG_UP
    if answered_by(call) is not None:
        return EndReason.ANSWERED_ELSEWHERE
    if i_said_bye or hanging_up:
        return EndReason.REJECTED
    if said_bye or not call.other_legs:
        return EndReason.CALLER_GAVE_UP
    return EndReason.NO_ANSWER


def answered_by(call: Call) -> Number | None:
    """Which other extension has the call now, as the called side; None where none has."""
    return next(
        (
            leg.number
            for leg in call.other_legs
            if leg.report.kind is LegKind.EXTENSION
            and leg.report.calling is not True
            and leg.state in (LegState.CONNECTED, LegState.HELD)
        ),
        None,
    )
