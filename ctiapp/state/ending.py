"""When a call is over for one's own extension, and why.

How a call's end is told is not said in the P handbook: ``BYE`` stands at the member who hung up,
others keep their last status or are left out. These rules are inferred from that. Where they can
be wrong (a caller alone: a queue, an IVR or a voice mailbox may go on), the call is left as it is
and `in_doubt` has the PBX asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, LegKind, LegState, Phase
from ctiapp.model.commands import Verb

if TYPE_CHECKING:
    from ctiapp.model.call import Call, Leg
    from ctiapp.model.number import Number

_IN_TALK = (LegState.CONNECTED, LegState.HELD)


def others_gone(call: Call) -> bool:
    """Whether others are reported in the call and none of them lives."""
    return not call.other_legs and any(not call.is_own(leg.report) for leg in call.legs)


def why_over(before: Call | None, call: Call, *, listed: bool = False) -> EndReason | None:
    """Why the call is over for us by its new report; None while it is not.

    It is over when one's own legs are gone, or when all the others are. One's own phone that rings
    first on one's own dialling, and a caller alone in a queue or an IVR, had nobody else before.

    Args:
        before: as it was; None where it is new.
        call: as it is by the report.
        listed: the PBX, asked, still has the call: who is left out of it proves nothing.
    """
    if call.own_legs:
        return _why_others_left(before, call, listed=listed)
    if before is None:
        return EndReason.UNKNOWN
    if before.phase is Phase.RINGING:
        return _why_ring_ended(before, call)
    if before.phase is Phase.PARKED:
        return EndReason.ANSWERED_ELSEWHERE if call.other_legs else EndReason.REMOTE_HUNG_UP
    return _why_i_left(before, call)


def in_doubt(before: Call | None, call: Call) -> bool:
    """Whether the others have left a call in which one's own leg goes on: it may be over."""
    return before is not None and bool(before.other_legs) and not call.other_legs


def why_gone(before: Call) -> EndReason:
    """Why a call ended of which the PBX only says that it is over."""
    hanging_up = _hanging_up(before)
    if before.phase is Phase.RINGING:
        return EndReason.REJECTED if hanging_up else EndReason.CALLER_GAVE_UP
    if hanging_up:
        return EndReason.HUNG_UP
    if before.phase is Phase.PARKED:
        return EndReason.REMOTE_HUNG_UP
    return EndReason.NO_ANSWER if before.phase is Phase.DIALING else EndReason.UNKNOWN


def answered_by(call: Call) -> Number | None:
    """Which other extension answered the call here, as the called side; None where none did.

    Who talked already when the call began to ring here did not answer this ring.
    """

    def since_the_ring(leg: Leg) -> bool:
        return leg.since is None or leg.since.mono_s > call.first_seen.mono_s

    return next(
        (
            leg.number
            for leg in call.other_legs
            if leg.report.kind is LegKind.EXTENSION
            and leg.report.calling is not True
            and leg.state in _IN_TALK
            and since_the_ring(leg)
        ),
        None,
    )


def _why_others_left(before: Call | None, call: Call, *, listed: bool) -> EndReason | None:
    were = () if before is None or listed else before.other_legs
    if call.other_legs or not (were or others_gone(call)):
        return None
    own = call.own_leg
    if own is None or own.state is LegState.ALERTING:
        return EndReason.CALLER_GAVE_UP
    if before is not None and _led_on(before, own):
        return None
    calls = call.dialled is not None or own.report.calling is True
    talked = any(leg.state in _IN_TALK for leg in were)
    if calls and not talked:
        return None  # those who rang did not answer: the caller may wait on, or hear a voice
    return EndReason.REMOTE_HUNG_UP


def _led_on(before: Call, own: Leg) -> bool:
    """Whether the others have moved one on: to a queue, a menu, a room, or into a slot.

    One is alone there at first, and so it looks like an end; the PBX is to be asked.
    """
    old = before.own_leg
    if old is None:
        return False
    served = own.report.calling is True and own.report.via is not None
    put_away = own.state is LegState.HELD is not old.state
    return (served and own.report.via != old.report.via) or put_away


def _why_ring_ended(before: Call, call: Call) -> EndReason:
    if answered_by(call) is not None:
        return EndReason.ANSWERED_ELSEWHERE
    if _hanging_up(before):
        return EndReason.REJECTED
    if any(_calls(leg) and leg.state is LegState.CLEARED for leg in call.legs):
        return EndReason.CALLER_GAVE_UP
    if any(call.is_own(leg.report) and leg.state is LegState.CLEARED for leg in call.legs):
        return EndReason.REJECTED
    return EndReason.NO_ANSWER if call.other_legs else EndReason.CALLER_GAVE_UP


def _why_i_left(before: Call, call: Call) -> EndReason:
    said_bye = [leg for leg in call.legs if leg.state is LegState.CLEARED]
    i_said_bye = any(call.is_own(leg.report) for leg in said_bye)
    if not _hanging_up(before):
        if said_bye and not i_said_bye:
            dialing = before.phase is Phase.DIALING
            return EndReason.NO_ANSWER if dialing else EndReason.REMOTE_HUNG_UP
        rung = any(leg.state is LegState.ALERTING for leg in call.other_legs)
        if rung and any(leg.state is not LegState.ALERTING for leg in call.other_legs):
            return EndReason.TRANSFERRED  # they are led on to somebody else
    return EndReason.HUNG_UP


def _hanging_up(call: Call) -> bool:
    return Verb.HANG_UP in call.pending or Verb.REJECT in call.pending


def _calls(leg: Leg) -> bool:
    return leg.report.calling is True or leg.report.kind is LegKind.INBOUND
