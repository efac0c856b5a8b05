"""Which leg is listened to, and by which of one's own calls one hears it. Pure.

The PBX is given the *agent's* leg of the call they talk in, as told at that moment: an old leg
would be somebody else's conversation.

Inferred, since the handbook does not say: the call that the answer names is one's own; who barges
in may come over into the agent's call, and then that is where one's own leg is found. Where no
answer names it, it is a call that came since, in which one's own phone rings and nobody else is:
whoever is called has a caller there, and what is dialled from here is known as that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.commands import ListenMode
from ctiapp.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.call import Call, CallReport
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.model.number import Number
    from ctiapp.services.agentfacts import Listening
    from ctiapp.state.store import Store


@dataclass(frozen=True, slots=True)
class Ear:
    """One listening, and what is not shown of it.

    Attributes:
        fact: what is shown.
        who: oneself.
        queue: in whose name.
        target: the agent's call.
        before: one's own calls when it was asked for: none of them is the one for it.
        shown: whether it is shown; a quiet ear is not.
        lost: whether no answer named one's own call.
    """

    fact: Listening
    who: Number
    queue: Number
    target: CallId
    before: frozenset[CallId]
    shown: bool = False
    lost: bool = False

    @property
    def barges(self) -> bool:
        """Whether one comes over into the agent's call."""
        return self.fact.mode == ListenMode.BARGE.value


def own_call(store: Store, ear: Ear) -> Call | None:
    """One's own living call for it; None where there is none."""
    target = ear.target if ear.shown or ear.barges else None
    for call_id in (ear.fact.call_id, target):
        call = None if call_id is None else store.call(call_id)
        if call is not None and call.end is None and call.own_legs:
            return call
    unnamed = ear.lost and ear.fact.call_id is None
    calls = store.calls if unnamed else ()
    return next((call for call in calls if may_be_for(call, ear)), None)


def was_there(store: Store, ear: Ear) -> bool:
    """Whether one's own call for it was seen; asked where it is no more."""
    if ear.fact.answered:
        return True
    call = None if ear.fact.call_id is None else store.call(ear.fact.call_id)
    return call is not None and call.end is not None


def may_be_for(call: Call, ear: Ear) -> bool:
    """Whether a call looks like the one that a lost answer would have named."""
    own = call.own_leg
    rings = own is not None and own.state is LegState.ALERTING
    alone = rings and call.end is None and not call.other_legs
    return alone and call.dialled is None and call.call_id not in ear.before


def their_leg(
    reports: Iterable[CallReport], number: Number, me: Number, name: str
) -> tuple[CallId, LegId]:
    """The agent's own leg in the call they talk in, and that call.

    Raises:
        UsageError: they talk in none (rings: ``supervise.rings``), or with oneself.
    """
    legs = [
        (report, leg)
        for report in reports
        for leg in report.legs
        if leg.kind is LegKind.EXTENSION and leg.number == number
    ]
    for state in (LegState.CONNECTED, LegState.HELD):
        for report, leg in legs:
            if leg.state is not state:
                continue
            if any(one.kind is LegKind.EXTENSION and one.number == me for one in report.legs):
                raise UsageError("with oneself", key="supervise.with_me", name=name)
            return report.call_id, leg.leg_id
    if any(leg.state in (LegState.ALERTING, LegState.INITIATED) for _, leg in legs):
        raise UsageError("only rings", key="supervise.rings", name=name)
    raise UsageError("no call", key="supervise.no_call", name=name)
