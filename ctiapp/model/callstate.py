"""The life of a leg: one table.

Rule 1: everything about which state may follow which stands in this file, as far as it goes in the
table. Rule 2: this file knows neither which PBX spoke nor whose leg it is.

A PBX tells *states*, not steps: a step is derived from the state before and the state now. A pair
that is not in the table is illegal: nothing is changed, and the caller asks for a fresh snapshot.
"""

from __future__ import annotations

from enum import Enum

from ctiapp.model.call import LegState
from ctiapp.model.errors import IllegalTransition


class Step(Enum):
    """What happened to a leg."""

    STARTED = "started"
    ALERTING = "alerting"
    CONNECTED = "connected"
    HELD = "held"
    RETRIEVED = "retrieved"
    QUEUED = "queued"
    DIVERTED = "diverted"
    FAILED = "failed"
    CLEARED = "cleared"


_I, _A, _C = LegState.INITIATED, LegState.ALERTING, LegState.CONNECTED
_H, _Q = LegState.HELD, LegState.QUEUED
_F, _X = LegState.FAILED, LegState.CLEARED

TRANSITIONS: dict[tuple[LegState | None, LegState], Step] = {
    # A leg may come into sight in any state: events can be lost, and snapshots come in the middle.
    (None, _I): Step.STARTED,
    (None, _A): Step.ALERTING,
    (None, _C): Step.CONNECTED,
    (None, _H): Step.HELD,
    (None, _Q): Step.QUEUED,
    (None, _F): Step.FAILED,
    (None, _X): Step.CLEARED,
    (_I, _C): Step.CONNECTED,
    (_I, _H): Step.HELD,
    (_I, _Q): Step.QUEUED,
    (_I, _F): Step.FAILED,
    (_I, _X): Step.CLEARED,
    # One's own phone rings first, then hears the other's phone ring: alerting -> initiated.
    (_A, _I): Step.STARTED,
    (_A, _C): Step.CONNECTED,
    (_A, _H): Step.HELD,
    (_A, _F): Step.FAILED,
    (_A, _X): Step.CLEARED,
    # A transferred party hears ringback anew: connected or held -> initiated.
    (_C, _I): Step.DIVERTED,
    (_C, _H): Step.HELD,
    (_C, _Q): Step.QUEUED,
    (_C, _F): Step.FAILED,
    (_C, _X): Step.CLEARED,
    (_H, _I): Step.DIVERTED,
    (_H, _C): Step.RETRIEVED,
    (_H, _Q): Step.QUEUED,
    (_H, _F): Step.FAILED,
    (_H, _X): Step.CLEARED,
    (_Q, _I): Step.DIVERTED,
    (_Q, _C): Step.CONNECTED,
    (_Q, _H): Step.HELD,
    (_Q, _F): Step.FAILED,
    (_Q, _X): Step.CLEARED,
    (_F, _X): Step.CLEARED,
}
"""(state before, state now) -> what happened. ``None`` before: the leg was not known."""


def step(before: LegState | None, now: LegState) -> Step | None:
    """Say what happened between two reports of one leg; None where nothing did.

    Raises:
        IllegalTransition: no leg goes from ``before`` to ``now``.
    """
    if before is now:
        return None
    try:
        return TRANSITIONS[before, now]
    except KeyError:
        name = None if before is None else before.name
        raise IllegalTransition(f"{name} -> {now.name}") from None
