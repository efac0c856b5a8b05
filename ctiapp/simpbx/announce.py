"""Prompts: the exchange calls somebody and plays to them (P handbook, ``call/play_prompt``).

What the handbook leaves open: the called one stands in the call alone, answered like a caller (as
in the example of 30018); each prompt is told when it has been played the last time; then the call
ends. A prompt lasts three seconds here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import ExtensionParty, LegState, OutboundParty, PromptPlayed, Reason, Role
from ctiapp.simpbx.legs import Attempt
from ctiapp.simpbx.routing import AUTO_ANSWER_S, REFUSAL_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg

PROMPT_S = 3.0
PROMPTS = ("test_prompt1", "test_prompt2", "fire_drill", "good_morning", "alarm_prompt")
"""The custom prompts that an administrator has uploaded."""


def play(
    exchange: Exchange,
    number: str,
    prompts: Sequence[str],
    *,
    count: int = 1,
    rights_of: str = "",
    auto_answer: bool = False,
) -> Call:
    """Ring an extension or an outside number and play ``prompts`` to it, ``count`` times."""
    call = exchange.new_call(number, number)
    extension = exchange.directory.extensions.get(number)
    failure: Reason | None = None
    legs: list[Leg] = []
    if extension is not None:
        legs = exchange.router.ring_legs(call, [extension], "")
        failure = None if legs else Reason.OFF
    else:
        failure = exchange.router.dead_end("", number, rights_of)
        trunk = exchange.router.free_trunk()
        if failure is None and trunk is None:
            failure = Reason.CONGESTION
        if failure is None and trunk is not None:
            party = OutboundParty(number, "", trunk.name)
            legs = [exchange.add_leg(call, party, Role.CALLER, LegState.RINGING)]
    if failure is not None:
        reason = failure
        exchange.add_leg(call, ExtensionParty(rights_of or number), Role.CALLER, LegState.DIALLING)
        call.waiting = True
        call.timer = exchange.after(REFUSAL_S, lambda: exchange.fail(call, reason))
        return call
    ring_and_play(exchange, call, legs, prompts, count=count)
    if auto_answer and extension is not None:
        exchange.after(AUTO_ANSWER_S, partial(exchange.router.answer_by_itself, legs[0]))
    return call


def ring_and_play(
    exchange: Exchange,
    call: Call,
    legs: list[Leg],
    prompts: Sequence[str],
    *,
    count: int = 1,
    answered: Callable[[], None] = lambda: None,
    failed: Callable[[Reason], None] | None = None,
) -> None:
    """Ring whom the exchange itself calls, play to who answers, and end the call.

    All that is inferred of the look of such a call stands here: nobody else is in it, and who is
    called stands in it as a caller does (RING, then ANSWERED), as the outside party of 30018's
    example. An empty prompt is the hold music. ``answered`` and ``failed`` are told how it went;
    without ``failed`` a failure ends the call.
    """
    for leg in legs:
        leg.role = Role.CALLER

    def pick_up(leg: Leg) -> None:
        leg.state = LegState.UP
        call.waiting, call.answered_s = True, exchange.now_s
        for index, prompt in enumerate(prompts, start=1):
            played_s = ((max(1, count) - 1) * len(prompts) + index) * PROMPT_S
            exchange.after(played_s, partial(_played, exchange, call, prompt))
        exchange.after(max(1, count) * len(prompts) * PROMPT_S, partial(_over, exchange, call))
        exchange.changed(call)
        answered()

    attempt = Attempt(legs, pick_up, failed or partial(exchange.fail, call))
    exchange.start_attempt(call, attempt, exchange.ring_timeout_s)
    exchange.changed(call)


def fail_to_ring(exchange: Exchange, call: Call, extension: str, reason: Reason) -> None:
    """Let a call of the exchange itself fail at once: its extension cannot be rung."""
    exchange.add_leg(call, ExtensionParty(extension), Role.CALLER, LegState.RINGING)
    exchange.fail(call, reason)


def _played(exchange: Exchange, call: Call, prompt: str) -> None:
    if not call.over:
        exchange.emit(PromptPlayed(call.snapshot(), prompt))


def _over(exchange: Exchange, call: Call) -> None:
    exchange.end(call)
