"""What confirms a verb: one table.

Each predicate compares the call before and after a change. A verb without an entry in `BY_EVENT`
is confirmed by the PBX's answer itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegState
from ctiapp.model.commands import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.call import Call


def _own_leg_is(*states: LegState) -> Callable[[Call], bool]:
    return lambda after: any(leg.state in states for leg in after.own_legs)


def _own_leg_gone(after: Call) -> bool:
    return after.end is not None or not after.own_legs


def _own_ring_gone(after: Call) -> bool:
    return after.end is not None or not _own_leg_is(LegState.ALERTING)(after)


BY_EVENT: Mapping[Verb, Callable[[Call], bool]] = {
    Verb.HOLD: _own_leg_is(LegState.HELD),
    Verb.RESUME: _own_leg_is(LegState.CONNECTED),
    Verb.HANG_UP: _own_leg_gone,
    Verb.REJECT: _own_ring_gone,
    Verb.DIAL: lambda after: bool(after.own_legs),
}
"""verb -> does the call, as it now stands, show that it was done?"""
