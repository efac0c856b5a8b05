"""Ids of trunk calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import InboundParty, OutboundParty
from ctiapp.simpbx.openvox.ids import trunk_id, trunk_legs
from tests.simpbx.office import START_S

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_an_id_is_a_moment_and_a_number(office: Office) -> None:
    call = office.ring_in()
    outside = office.exchange.router.dial("2001", "5503301")
    inbound, ringing = call.legs
    assert trunk_legs(office.exchange, InboundParty) == [inbound]
    assert trunk_legs(office.exchange, OutboundParty) == [outside.legs[1]]
    ids = [trunk_id(office.exchange, leg.channel) for leg in (inbound, ringing, *outside.legs)]
    assert ids == [f"{int(START_S)}.{number}" for number in (1, 2, 3, 4)]
