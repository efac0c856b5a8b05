"""Phones that can be told to answer: uaCSTA (P handbook, l. 16873-17060 and event 30020).

What the handbook leaves open: only desk phones (kind Sip) of extensions that have uaCSTA switched
on speak it; each ring gets a number of its own, which holds until the channel is gone; a caller who
gives up and a handset that is lifted are not told, nor is a hang-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ctiapp.simpbx.errors import ExchangeError, WrongStateError
from ctiapp.simpbx.facts import CstaCall, ExtensionParty

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call, Leg

CstaAction = Literal["accept", "refuse", "hangup"]
FIRST_ID = 32787
"""Where the numbers begin (the handbook's examples have 32786 to 32789)."""


class NoSuchCstaCallError(ExchangeError):
    """No phone has such a call; the text says what is wrong."""


class Csta:
    """The phones with uaCSTA and the calls that they know."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange
        self._calls: dict[str, str] = {}
        self._known: dict[str, str] = {}
        self._next = FIRST_ID

    def look(self, call: Call) -> None:
        """Tell of the phones that have begun to ring in a call."""
        for leg in call.legs:
            address = self._address(leg)
            if leg.ringing and address and leg.channel not in self._known:
                csta_id = str(self._next)
                self._next += 1
                self._calls[csta_id], self._known[leg.channel] = leg.channel, csta_id
                self._exchange.emit(CstaCall("start", leg.extension or "", csta_id, address))

    def forget(self, channel: str) -> None:
        """Forget a channel that is gone."""
        csta_id = self._known.pop(channel, None)
        if csta_id is not None:
            del self._calls[csta_id]

    def act(self, action: CstaAction, extension: str, csta_id: str, address: str) -> None:
        """Let a phone answer, refuse or hang up.

        Raises ``NoSuchCstaCallError`` where extension, call and address do not belong together,
        ``WrongStateError`` where the phone cannot do that now.
        """
        leg = self._exchange.legs.get(self._calls.get(csta_id, ""))
        if leg is None or leg.extension != extension or self._address(leg) != address:
            message = f"extension {extension} has no uaCSTA call {csta_id} at {address}"
            raise NoSuchCstaCallError(message)
        if leg.ringing is (action == "hangup"):
            message = f"{leg.channel} cannot {action} now"
            raise WrongStateError(message)
        if action == "accept":
            self._exchange.pick_up(leg)
            self._exchange.emit(CstaCall("answer", extension, csta_id, address))
            return
        self._exchange.hang_up(leg)
        if action == "refuse":
            self._exchange.emit(CstaCall("over", extension, csta_id, address))

    def _address(self, leg: Leg) -> str:
        """Return where a leg's phone speaks uaCSTA, as ip:port; empty where it does not."""
        if not isinstance(leg.party, ExtensionParty):
            return ""
        extension = self._exchange.directory.extensions[leg.party.number]
        if not extension.csta:
            return ""
        device = extension.devices[leg.party.device]
        host, _, port = device.address.partition(":")
        return f"{host}:{port or 5060}" if device.kind == "Sip" else ""
