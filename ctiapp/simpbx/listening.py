"""Listening in (P handbook, ``call/listen``): a supervisor hears a call, whispers, or barges in.

What the handbook leaves open: the supervisor's phone rings in a call of its own, whose id the
answer names, and which ends with the call that is listened to. Barging in, the supervisor comes
over into that call as one more member. An extension that may not be listened to is 70084.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from ctiapp.simpbx.errors import ForbiddenError, WrongStateError
from ctiapp.simpbx.facts import LegState, Reason, Role
from ctiapp.simpbx.legs import Attempt

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg

ListenMode = Literal["listen", "whisper", "barge"]
LISTEN_MODES: tuple[ListenMode, ...] = ("listen", "whisper", "barge")


class Listening:
    """Those who listen to the calls of others."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange
        self.ears: dict[str, list[Call]] = {}
        """Channel that is listened to, to the calls of those who listen."""

    def listen(self, target: Leg, supervisor: str, mode: ListenMode) -> Call:
        """Ring ``supervisor`` to let them hear ``target``; returns the supervisor's call.

        Raises ``WrongStateError`` for a channel that is no extension's or does not talk, and
        ``ForbiddenError`` for an extension that may not be listened to.
        """
        exchange, number = self._exchange, target.extension
        if number is None or not target.company():
            message = f"{target.channel} is no extension in a conversation"
            raise WrongStateError(message)
        if not exchange.directory.extensions[number].monitored:
            message = f"extension {number} may not be listened to"
            raise ForbiddenError(message)
        call = exchange.new_call(supervisor, number)
        extension = exchange.directory.extensions[supervisor]
        legs = exchange.router.ring_legs(call, [extension], "")
        for leg in legs:
            leg.role = Role.CALLER
        if not legs:
            exchange.fail(call, Reason.OFF)
            return call
        self.ears.setdefault(target.channel, []).append(call)

        def answered(leg: Leg) -> None:
            if mode == "barge":
                self.ears[target.channel].remove(call)
                exchange.move_leg(leg, target, trace=True)
                exchange.changed(target.call)
                exchange.end(call)
                return
            leg.state, call.waiting, call.answered_s = LegState.UP, True, exchange.now_s
            exchange.changed(call)

        attempt = Attempt(legs, answered, partial(exchange.fail, call))
        exchange.start_attempt(call, attempt, exchange.ring_timeout_s)
        exchange.changed(call)
        return call

    def forget(self, channel: str) -> None:
        """Let those hang up, a moment later, who listened to a channel that is gone."""
        for call in self.ears.pop(channel, ()):
            self._exchange.after(0.0, partial(self._exchange.end, call))
