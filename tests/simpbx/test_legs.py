"""Legs, bridges and calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import LegState

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_a_leg_knows_what_it_does(office: Office) -> None:
    def does() -> tuple[bool, bool, LegState]:
        return own.ringing, own.talking, own.state

    caller, own = office.ring_in().legs
    assert (caller.ringing, caller.talking, caller.extension) == (False, False, None)
    assert own.extension == "2000"
    assert does() == (True, False, LegState.RINGING)
    office.exchange.pick_up(own)
    assert does() == (False, True, LegState.UP)
    office.exchange.hold(own)
    assert does() == (False, True, LegState.HELD)
    office.exchange.hang_up(own)
    assert does() == (False, False, LegState.GONE)


def test_who_talks_shares_a_bridge_until_they_leave_it(office: Office) -> None:
    call = office.ring_in()
    caller, own = call.legs
    office.exchange.pick_up(own)
    assert own.bridge is caller.bridge
    assert call.parties_beside(own) == [caller]
    assert call.trunk_legs() == [caller]
    own.leave_bridge()
    own.leave_bridge()
    assert caller.bridge is not None
    assert caller.bridge.legs == [caller]


def test_a_call_knows_its_direction(office: Office) -> None:
    router = office.exchange.router
    assert office.ring_in().direction == "inbound"
    assert router.dial("2001", "5503301").direction == "outbound"
    assert router.dial("2002", "2003").direction == "internal"
