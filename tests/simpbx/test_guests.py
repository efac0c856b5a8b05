"""People in rooms do what a test wants about a phone that rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.facts import Reason
from ctiapp.simpbx.guests import Guest, Guests, Reaction

if TYPE_CHECKING:
    from tests.simpbx.office import Office


@pytest.mark.parametrize(
    ("does", "state", "failures"),
    [
        ("answer", "busy", []),
        ("ignore", "ringing", []),
        ("busy", "idle", [Reason.BUSY.value]),
        ("snooze", "idle", [Reason.REFUSED.value]),
    ],
)
def test_each_way_to_react(office: Office, does: Reaction, state: str, failures: list[str]) -> None:
    guests = Guests(office.exchange)
    guests.habits["2003"] = Guest(does, 4.0)
    office.ring_in("2003")
    office.wait(3.9)
    assert office.exchange.state_of("2003") == "ringing"
    office.wait(0.2)

    assert office.exchange.state_of("2003") == state
    assert office.failures() == failures


def test_who_talks_lets_it_ring(office: Office) -> None:
    guests = Guests(office.exchange)
    office.talk("2003")
    guests.habits["2003"] = Guest("answer", 1.0)
    call = office.ring_in("2003")
    office.wait(10)

    assert [leg.ringing for leg in call.legs if leg.extension == "2003"] == [True]


def test_nobody_else_acts_for_a_guest(office: Office) -> None:
    guests, bots = Guests(office.exchange), Bots(office.exchange, seed=1)
    bots.spared = guests.habits
    bots.start()
    guests.habits["2003"] = Guest("ignore")
    office.ring_in("2003")
    office.ring_in("2004")
    office.wait(20)
    assert office.exchange.state_of("2003") == "ringing"
    assert office.exchange.state_of("2004") == "busy"
    del guests.habits["2003"]
    office.ring_in("2003")
    office.wait(20)

    assert office.exchange.state_of("2003") == "busy"
