"""Which call a report speaks of, and who in it calls whom.

By what is known, by the lines, by the order in which the parties stand; else it is not said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.pbx.rebuilt_past import LATE_S, Pair
from ctiapp.pbx.told import Action

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.call import LegReport
    from ctiapp.model.records import EndedCall
    from ctiapp.pbx.rebuilt import RebuiltCall
    from ctiapp.pbx.told import Party, Told

_TALKS = (LegState.CONNECTED, LegState.HELD)


def pair_in(call: RebuiltCall, told: Told) -> Pair:
    """The key of the two that a report names."""
    return frozenset(call.find(party) for party in told.parties[:2])


def roles(call: RebuiltCall, told: Told) -> tuple[Party | None, Party | None]:
    """Who is called and who calls, of two: by what is known, by the lines, by the order."""
    if len(told.parties) < 2:
        return None, None
    first, second = told.parties[:2]
    legs = [call.legs.get(call.find(party)) for party in (first, second)]
    calling = [None if leg is None else leg.calling for leg in legs]
    if calling in ([True, False], [True, None], [None, False]):
        return second, first
    if calling in ([False, True], [None, True], [False, None]):
        return first, second
    if LegKind.INBOUND in (first.kind, second.kind):
        return (second, first) if first.kind is LegKind.INBOUND else (first, second)
    if LegKind.OUTBOUND in (first.kind, second.kind):
        return (first, second) if first.kind is LegKind.OUTBOUND else (second, first)
    return (second, first) if told.action is Action.ANSWERED else (first, second)


def pairs_of(legs: Mapping[str, LegReport]) -> dict[Pair, LegState]:
    """Who rings or talks with whom, of those of a snapshot: all with the one who calls."""
    calling = [
        key for key, leg in legs.items() if leg.calling is True or leg.kind is LegKind.INBOUND
    ]
    by = calling[0] if calling else next(iter(legs), "")
    return {
        frozenset((by, key)): (
            LegState.CONNECTED
            if leg.state in _TALKS and legs[by].state in _TALKS
            else LegState.ALERTING
        )
        for key, leg in legs.items()
        if key != by
    }


def fit(call: RebuiltCall, told: Told, now_s: float) -> int:
    """How well a report of an unknown id fits a living call; 0: not at all."""
    pair = pair_in(call, told)
    lately = now_s - call.told_s <= LATE_S
    if len(pair) == 1:
        key = next(iter(pair))
        if told.action is Action.ALERT:
            fresh = not call.past.seen(Action.ALERT, pair)
            leg = call.legs.get(key)
            return 1 if fresh and lately and leg is not None and leg.calling is True else 0
        return 1 if key in call.legs else 0
    if told.action is Action.RING:
        if pair in call.pairs:
            return 2 if lately and not call.past.seen(Action.RING, pair) else 0
        caller = call.find(told.parties[1])
        alone = caller in call.legs and not any(caller in each for each in call.pairs)
        return 1 if call.moving and caller in call.legs else 1 if alone and lately else 0
    if pair in call.pairs:
        # Of two calls of the same two that one is hung up in which they talk: a ring that ends
        # inside is told otherwise.
        talk = all(key in call.legs and call.legs[key].state in _TALKS for key in pair)
        return 4 if talk and told.action is Action.BYE else 3
    return 2 if all(key in call.legs for key in pair) else 0


def covers(call: RebuiltCall, ended: EndedCall | None) -> bool:
    """Whether a record's caller may have called its callee in this call."""
    return ended is not None and call.past.ran(ended.caller.number, ended.callee.number)
