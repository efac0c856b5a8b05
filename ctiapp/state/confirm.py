"""What confirms a verb: one table.

Each predicate compares the call as it was when the command left with the call as it is now. The
verbs in `BY_ANSWER` are confirmed by the PBX's answer itself: for mute and recording the API has no
event, and who lets a call in need not hear more of it. Of these two an event may tell sooner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, LegState, Phase
from ctiapp.model.commands import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.call import Call

    Confirms = Callable[[Call | None, Call], bool]


def _own_leg_is(*states: LegState) -> Confirms:
    return lambda _, after: any(leg.state in states for leg in after.own_legs)


def _taken_back(_: Call | None, after: Call) -> bool:
    return not after.hold_untold and _own_leg_is(LegState.CONNECTED)(None, after)


def _own_leg_gone(_: Call | None, after: Call) -> bool:
    return after.end is not None or not after.own_legs


def _moved_on(_: Call | None, after: Call) -> bool:
    """One's own leg is gone since the others were joined, not since the call is over."""
    if after.end is None:
        return not after.own_legs
    return after.end.reason is EndReason.TRANSFERRED


def _own_ring_gone(_: Call | None, after: Call) -> bool:
    return after.end is not None or all(
        leg.state is not LegState.ALERTING for leg in after.own_legs
    )


def _own_leg_there(_: Call | None, after: Call) -> bool:
    return after.end is None and bool(after.own_legs)


def _parked(_: Call | None, after: Call) -> bool:
    return after.slot is not None and not after.own_legs


def _consulting(_: Call | None, after: Call) -> bool:
    return after.consulting is not None


def _consulted_no_more(_: Call | None, after: Call) -> bool:
    return after.consulting is None and bool(after.own_legs)


def _swapped(sent: Call | None, after: Call) -> bool:
    before, now = None if sent is None else sent.own_leg, after.own_leg
    return before is not None and now is not None and before.state is not now.state


def _one_more(sent: Call | None, after: Call) -> bool:
    """One member more, be it that they only ring."""
    return sent is not None and len(after.other_legs) > len(sent.other_legs)


def _let_in(_: Call | None, after: Call) -> bool:
    """It rings here, or it is somebody else's now."""
    if after.end is None:
        return after.phase is not Phase.OFFERED
    return after.end.reason in (EndReason.ACCEPTED, EndReason.LET_IN)


def _turned_away(_: Call | None, after: Call) -> bool:
    return after.end is not None and after.end.reason is EndReason.REFUSED


BY_EVENT: Mapping[Verb, Confirms] = {
    Verb.DIAL: _own_leg_there,
    Verb.RETRIEVE: _own_leg_there,
    Verb.ANSWER: _own_leg_is(LegState.CONNECTED),
    Verb.REJECT: _own_ring_gone,
    Verb.HANG_UP: _own_leg_gone,
    Verb.HOLD: _own_leg_is(LegState.HELD),
    Verb.RESUME: _taken_back,
    Verb.TRANSFER: _moved_on,
    Verb.TAKE_BACK: _own_leg_there,
    Verb.PARK: _parked,
    Verb.CONSULT: _consulting,
    Verb.COMPLETE: _moved_on,
    Verb.ABORT: _consulted_no_more,
    Verb.SWAP: _swapped,
    Verb.CONFERENCE: _one_more,
    Verb.ADD: _one_more,
    Verb.ACCEPT_INBOUND: _let_in,
    Verb.REFUSE_INBOUND: _turned_away,
}
"""verb -> does the call, as it now stands, show that it was done?"""

BY_ANSWER = frozenset(
    {
        Verb.MUTE,
        Verb.UNMUTE,
        Verb.RECORD,
        Verb.PAUSE_RECORDING,
        Verb.RESUME_RECORDING,
        Verb.ACCEPT_INBOUND,
        Verb.REFUSE_INBOUND,
    }
)
"""Verbs that are done once the PBX has taken them (``errcode`` 0)."""
