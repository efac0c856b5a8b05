"""What colleagues do with a call besides talking: pass it on, ring through first, park it.

Each errand begins with an outside caller whom a colleague answers at once, and goes on only as
long as it can: people hang up in between.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ctiapp.simpbx.bots import Plan
from ctiapp.simpbx.errors import ExchangeError
from ctiapp.simpbx.facts import LegState

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.scenarios import Stage

GREETING_S = 5.0
"""How long a colleague talks before the errand begins."""

_ANSWER_S = 1.5
_EXPLAIN_S = 8.0
_CALM = Plan(answer=None, talk=(60.0, 150.0), patience=(70.0, 110.0))


def pass_on(stage: Stage, to: str) -> None:
    """Let a colleague send a caller to ``to`` without asking."""

    def act(caller: Leg, _: Leg) -> None:
        stage.exchange.transfers.blind(caller, to, by_phone=True)

    _after_greeting(stage, act)


def announce(stage: Stage, to: str) -> None:
    """Let a colleague ring ``to``, say who it is, and then connect the caller."""

    def act(_: Leg, own: Leg) -> None:
        call = stage.exchange.consults.begin(own, to)

        def complete() -> None:
            if call.over:
                return
            if call.answered_s is None or call.answered_s + _EXPLAIN_S > stage.exchange.now_s:
                stage.later(1.0, complete)
                return
            with suppress(ExchangeError):
                stage.exchange.consults.operate(own, "complete")

        complete()

    _after_greeting(stage, act)


def park(stage: Stage) -> None:
    """Let a colleague park a caller, whom another fetches from the slot."""

    def act(caller: Leg, _: Leg) -> None:
        slot = stage.exchange.parking.park(caller, by_phone=True).slot

        def fetch() -> None:
            other = stage.colleague()
            if other is not None and slot in stage.exchange.parking.slots:
                stage.exchange.router.dial(other, slot)

        stage.later(stage.random.uniform(10.0, 40.0), fetch)

    _after_greeting(stage, act)


def _after_greeting(stage: Stage, act: Callable[[Leg, Leg], None]) -> None:
    """Let a caller be greeted by a colleague, then do ``act`` with both of their legs."""
    colleague = stage.colleague()
    call = stage.call_in(stage.known_caller(), colleague, _CALM) if colleague else None
    if call is None or call.over:
        return
    caller = call.legs[0]

    def greet() -> None:
        ringing = [leg for leg in call.legs if leg.ringing]
        if ringing:
            stage.exchange.pick_up(ringing[0])
            stage.later(GREETING_S, lambda: begin(ringing[0]))

    def begin(own: Leg) -> None:
        if own.alive and own.state is LegState.UP and caller.alive:
            with suppress(ExchangeError):
                act(caller, own)

    stage.later(_ANSWER_S, greet)
