"""Blind transfers: a party of a call is led to somebody else, and comes back if nobody answers.

What the handbook leaves open is decided like this. The one who is left behind is cut off at once.
The call keeps its id: whoever it rings, be it the target or the transferor again, rings on a new
channel of the same call. Until somebody answers, a further transfer of the moved party leads it
elsewhere: to the transferor's own number, that fetches it back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import CallFailed, CallTransferred, LegState, Reason, Role
from ctiapp.simpbx.legs import Attempt
from ctiapp.simpbx.routing import REFUSAL_S

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg


class Transfers:
    """Leads parties of calls to others."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange

    def blind(
        self, moved: Leg, number: str, *, rights_of: str = "", by_phone: bool = False
    ) -> None:
        """Lead ``moved`` to ``number``; who it talked to is out of the call.

        Raises ``WrongStateError`` for a party that is in no conversation of two and not on its way
        to anybody either. What the transferor may not do is refused later, as a failed call.
        """
        exchange, call = self._exchange, moved.call
        transferor = moved.partner()
        if transferor is None and not self._on_its_way(moved):
            message = f"{moved.channel} is in no conversation that could be passed on"
            raise WrongStateError(message)
        for leg in (moved, transferor):
            if leg is not None and exchange.consults.of(leg) is not None:
                message = f"{leg.channel} stands in a consultation"
                raise WrongStateError(message)
        number_of = call.transferor if transferor is None else transferor.extension
        who = number_of or moved.extension or ""
        refusal = exchange.router.dead_end(who, number, rights_of or who)
        if refusal is not None:
            self.refuse_later(call, refusal)
            return
        exchange.silence(call)
        if transferor is not None:
            self._leave_behind(moved, transferor, by_phone=by_phone)
        self._lead(moved, number)

    def refuse_later(self, call: Call, reason: Reason) -> None:
        """Tell, a moment after the answer, that something in a call was not allowed."""
        exchange = self._exchange

        def tell() -> None:
            if not call.over:
                exchange.emit(CallFailed(call.snapshot(), reason))

        exchange.after(REFUSAL_S, tell)

    def recall(self, moved: Leg, extension: str) -> None:
        """Ring an extension for a party that comes back to it; if nobody answers, that is all."""
        exchange, call = self._exchange, moved.call
        moved.state, moved.role = LegState.DIALLING, Role.CALLER
        call.transferor, call.fallback = extension, None
        known = exchange.directory.extensions.get(extension)
        # Neither "do not disturb" nor a talk keeps one's own call away.
        legs = exchange.router.ring_legs(call, [known], "") if known is not None else []
        if not legs:
            exchange.fail(call, Reason.OFF)
            return

        def answered(leg: Leg) -> None:
            call.to_number = leg.extension or call.to_number
            exchange.connect(moved, leg)
            exchange.changed(call)

        attempt = Attempt(legs, answered, partial(exchange.fail, call))
        exchange.start_attempt(call, attempt, exchange.ring_timeout_s)
        exchange.changed(call)

    def _on_its_way(self, moved: Leg) -> bool:
        call = moved.call
        return bool(
            call.transferor and call.attempt is not None and moved.state is LegState.DIALLING
        )

    def _leave_behind(self, moved: Leg, transferor: Leg, *, by_phone: bool) -> None:
        """Take the transferor out: at a phone they hang up, by the API they are cut off."""
        exchange, call = self._exchange, moved.call
        if by_phone or exchange.rules.transfer_told:
            exchange.emit(CallTransferred(call.snapshot()))
        call.transferor = transferor.extension or ""
        moved.leave_bridge()
        moved.state, moved.role = LegState.DIALLING, Role.CALLER
        if by_phone:
            exchange.dismiss(transferor)
        else:
            exchange.drop_leg(transferor)

    def _lead(self, moved: Leg, number: str) -> None:
        exchange, call = self._exchange, moved.call
        home = call.transferor
        call.to_number = number
        if number == home:
            self.recall(moved, home)
            return
        returns = exchange.rules.comes_back and bool(home)
        call.fallback = partial(self.recall, moved, home) if returns else None
        exchange.router.lead(moved, number, "")
        exchange.tell_states([home])
        attempt = call.attempt
        if call.waiting:
            # A queue or a menu has taken it.
            call.fallback, call.transferor = None, ""
        if attempt is None or call.waiting or (returns and call.fallback is None):
            return

        def tire() -> None:
            if call.attempt is attempt:
                exchange.end_attempt(call, Reason.RANG_OUT)

        exchange.after(exchange.rules.transfer_ring_s, tire)
