"""The ids of trunk calls: ``inboundid`` and ``outboundid``.

They are their channels', written as the PBX writes ids: a moment and a running number. Here the
moment is when the exchange went up, so that an id follows from its channel alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import InboundParty, OutboundParty
    from ctiapp.simpbx.legs import Leg


def trunk_id(exchange: Exchange, channel: str) -> str:
    """Return the id under which a channel is known."""
    return f"{int(exchange.started_s)}.{int(channel.rpartition('-')[2], 16)}"


def trunk_legs(exchange: Exchange, kind: type[InboundParty | OutboundParty]) -> list[Leg]:
    """Return the living legs of outside callers, or of outside parties that were called."""
    return [leg for leg in exchange.legs.values() if isinstance(leg.party, kind)]
