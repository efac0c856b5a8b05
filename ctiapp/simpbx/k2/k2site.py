"""What the endpoints of one simulated K2 share: the exchange, and what only this dialect has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.k2.inferred import Inferred
from ctiapp.simpbx.pushfinding import extension_of, queue_of
from ctiapp.simpbx.pushparams import ALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.directory import Extension, Queue
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import JsonObject, Params

WRITTEN = "%Y-%m-%d %H:%M:%S"
"""How the K2 writes a moment, by its own clock."""


class Site:
    """One simulated K2 behind its endpoints."""

    def __init__(self, exchange: Exchange, *, nested: Callable[[JsonObject], Params]) -> None:
        """Stand over ``exchange``; ``nested`` makes parameters of an object among parameters."""
        self.exchange = exchange
        self.nested = nested
        self.inferred = Inferred()
        self.messages = exchange.messages
        self.publish: Callable[[JsonObject], None] = lambda _: None
        """Sends an event that no fact of the exchange tells of."""
        self.asks_destination = False
        """Whether an inbound call that was accepted waits to be told where to go (Incoming)."""
        self.choosing: set[str] = set()
        """The channels of the calls that wait so."""
        self.rooms: dict[str, JsonObject] = {}
        """Conference number to what was set of it, in the API's words."""

    def written(self, at_s: float) -> str:
        """Write a moment (epoch seconds) as the PBX's clock shows it."""
        return self.exchange.wall.local(at_s).strftime(WRITTEN)

    def extension(self, number: str) -> Extension:
        """Return an extension. Raises 10006."""
        return extension_of(self.exchange, number)

    def extensions(self, params: Params, name: str = "number") -> list[Extension]:
        """Return the extensions of a set: one, several, or all. Raises 10006."""
        wanted = list(dict.fromkeys(params.several(name)))
        if wanted == [ALL]:
            return list(self.exchange.directory.extensions.values())
        return [self.extension(each) for each in wanted]

    def queue(self, number: str) -> Queue:
        """Return a queue. Raises 10013."""
        return queue_of(self.exchange, number)

    def lender(self, params: Params) -> str:
        """Return the extension whose rights are borrowed, or nothing. Raises 10006."""
        number = params.optional("dialpermission")
        return self.extension(number).number if number else ""
