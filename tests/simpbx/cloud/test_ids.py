"""The ids of outside lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import InboundParty, OutboundParty

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House


def test_a_line_keeps_its_id_when_it_goes_over_to_another_call(house: House) -> None:
    ids = house.face.shared.ids
    outer, _ = house.talk("2000", "5503301")
    first_id = ids.of_leg(outer)
    assert first_id == outer.call.id
    house.exchange.hold(house.leg("2000"))
    held = house.leg("2000")
    other = house.exchange.router.dial("2000", "2003")
    house.exchange.pick_up(house.leg("2003"))
    house.exchange.move_leg(outer, house.leg("2003"))
    assert outer.call is other
    assert ids.of_leg(outer) == first_id
    assert held.alive
    assert ids.legs(InboundParty) == {first_id: outer}


def test_every_outbound_line_has_its_own(house: House) -> None:
    calls = [house.exchange.router.dial(str(n), "97183737300") for n in (2001, 2002, 2003)]
    legs = house.face.shared.ids.legs(OutboundParty)
    assert len(legs) == 3
    assert not set(legs) & {call.id for call in calls}


def test_lines_that_are_gone_are_forgotten(house: House) -> None:
    ids = house.face.shared.ids
    outer, _ = house.talk("2000", "5503301")
    ids.of_leg(outer)
    house.exchange.hang_up(outer)
    assert ids._of == {}
