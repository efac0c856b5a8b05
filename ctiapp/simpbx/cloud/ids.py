"""The ids of outside lines: what the API calls ``inboundid`` and ``outboundid``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import InboundParty, OutboundParty

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import Member
    from ctiapp.simpbx.legs import Leg

_OWN = 100_000
"""Where an outbound line's own numbers begin: no call's do."""


class Ids:
    """The ids of the outside lines that are or were in use."""

    def __init__(self, exchange: Exchange) -> None:
        """Name the lines of ``exchange``."""
        self._exchange = exchange
        self._of: dict[str, str] = {}

    def of(self, channel: str, call_id: str, *, inbound: bool) -> str:
        """Return the id of a channel, which stays the same in whatever call it is."""
        known = self._of.get(channel)
        if known is None:
            second, _, _ = call_id.partition(".")
            number = int(channel.rpartition("-")[2], 16)
            known = call_id if inbound else f"{second}.{_OWN + number}"
            self._of[channel] = known
        return known

    def of_member(self, member: Member, call_id: str) -> str:
        """Return the id of an outside party of a call."""
        return self.of(member.channel, call_id, inbound=isinstance(member.party, InboundParty))

    def of_leg(self, leg: Leg) -> str:
        """Return the id of an outside party's leg."""
        return self.of_member(leg.member(), leg.call.id)

    def legs(self, kind: type[InboundParty | OutboundParty]) -> dict[str, Leg]:
        """Return the lines of a kind that are in use by their ids, oldest call first."""
        calls = self._exchange.calls.values()
        legs = [leg for call in calls for leg in call.trunk_legs() if isinstance(leg.party, kind)]
        return {self.of_leg(leg): leg for leg in legs}

    def forget(self) -> None:
        """Forget the lines that are no longer in use."""
        living = self._exchange.legs
        self._of = {channel: each for channel, each in self._of.items() if channel in living}
