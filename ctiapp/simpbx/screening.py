"""Inbound control: a call waits ten seconds for somebody to accept or to refuse it.

To accept only lets the exchange route the call. What the handbook leaves open: until then the call
is in ``call/query``, but no 30011 tells of it; a refused call ends as busy; outside the ten seconds
either request is one that the channel cannot do.

Where a line's calls are to be told where they go (Cloud handbook, l. 419), that is asked after they
were let in; whoever is silent for ten seconds leaves it to the line's own destination.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import DestinationAsked, InboundOffered, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Leg


class Screening:
    """The inbound calls that wait to be let in."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange
        self.offered: dict[str, Callable[[], None]] = {}
        """Channel to what lets its call in."""

    def offer(self, leg: Leg, route: Callable[[], None]) -> None:
        """Tell of an inbound call and let it in by ``route`` after a while."""
        exchange = self._exchange
        self.offered[leg.channel] = route
        leg.call.waiting = True
        leg.call.timer = exchange.after(exchange.rules.screening_s, partial(self.accept, leg))
        exchange.emit(InboundOffered(leg.call.snapshot()))

    def ask(self, leg: Leg, route: Callable[[], None]) -> None:
        """Ask where an inbound call is to go, which `route` says after a while."""
        exchange, call = self._exchange, leg.call

        def untold() -> None:
            call.waiting = False
            route()

        call.waiting = True
        call.timer = exchange.after(exchange.rules.screening_s, untold)
        exchange.emit(DestinationAsked(call.snapshot()))

    def accept(self, leg: Leg) -> None:
        """Let a call in."""
        route = self._take(leg)
        leg.call.waiting = False
        route()

    def refuse(self, leg: Leg) -> None:
        """Turn a call away."""
        self._take(leg)
        leg.call.reason = Reason.REFUSED
        self._exchange.end(leg.call)

    def forget(self, channel: str) -> None:
        """Forget a caller who has hung up."""
        self.offered.pop(channel, None)

    def _take(self, leg: Leg) -> Callable[[], None]:
        route = self.offered.pop(leg.channel, None)
        if route is None:
            message = f"{leg.channel} does not wait to be let in"
            raise WrongStateError(message)
        if leg.call.timer is not None:
            leg.call.timer.cancel()
        return route
