"""Inbound calls whose destination the application chooses (fact sheet, section 4: ``Incoming``).

The exchange lets a call in or turns it away; that there may be a second question, where it is to
go, only this dialect knows. What the sheet leaves open: the ten seconds are the exchange's own, and
the destination is asked for only after somebody has accepted the call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.k2 import members

if TYPE_CHECKING:
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.pushparams import JsonObject


def accept(site: Site, leg: Leg) -> None:
    """Let an offered call in; where the PBX is set so, ask first where it is to go.

    Raises ``WrongStateError`` for a channel that is not offered.
    """
    exchange, call = site.exchange, leg.call
    offered = exchange.screening.offered
    asks = site.asks_destination and leg.channel not in site.choosing
    if not asks or leg.channel not in offered:
        exchange.screening.accept(leg)
        return
    if call.timer is not None:
        call.timer.cancel()
    site.choosing = {each for each in site.choosing if each in offered} | {leg.channel}
    call.timer = exchange.after(exchange.rules.screening_s, lambda: exchange.screening.accept(leg))
    site.publish(event("Incoming", leg))


def lead(site: Site, leg: Leg, number: str) -> bool:
    """Let a call that was asked for go to ``number``; False where none was."""
    exchange = site.exchange
    if leg.channel not in site.choosing or leg.channel not in exchange.screening.offered:
        return False
    exchange.screening.offered[leg.channel] = lambda: exchange.router.lead(leg, number, "")
    exchange.screening.accept(leg)
    return True


def event(name: str, leg: Leg) -> JsonObject:
    """Return the event that asks about an inbound call; its member has no status."""
    return {
        "event": name,
        "callid": leg.call.id,
        "members": [members.member(leg.member(), with_status=False)],
    }
