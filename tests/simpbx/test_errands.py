"""Colleagues who pass calls on and park them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx import errands
from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.facts import CallTransferred
from ctiapp.simpbx.scenarios import Stage

if TYPE_CHECKING:
    from tests.simpbx.office import Office


@pytest.fixture
def stage(office: Office) -> Stage:
    bots = Bots(office.exchange, seed=1)
    bots.start()
    return Stage(office.exchange, bots, seed=1)


def test_a_caller_is_sent_on(office: Office, stage: Stage) -> None:
    errands.pass_on(stage, "2000")
    office.wait(7)
    own = office.leg("2000")
    assert own.ringing
    assert len(office.told(CallTransferred)) == 1
    office.wait(45)
    assert own.call.answered_s is not None
    assert not office.exchange.legs_of("2000")
    assert not own.call.over


def test_a_caller_is_announced_and_connected(office: Office, stage: Stage) -> None:
    errands.announce(stage, "2000")
    office.wait(7)
    asked = office.leg("2000")
    caller = next(leg for leg in office.exchange.legs.values() if leg.extension is None)
    assert asked.call is not caller.call
    office.exchange.pick_up(asked)
    office.wait(10)
    assert asked.partner() is caller


def test_nobody_is_announced_to_who_does_not_answer(office: Office, stage: Stage) -> None:
    errands.announce(stage, "2000")
    office.wait(70)
    assert office.failures() == ["rang out"]
    assert len(office.exchange.calls) == 1
    assert not office.exchange.consults.pairs


def test_a_caller_is_parked_and_fetched(office: Office, stage: Stage) -> None:
    errands.park(stage)
    office.wait(8)
    (entry,) = office.exchange.parking.slots.values()
    office.wait(41)
    assert not office.exchange.parking.slots
    fetcher = entry.leg.partner()
    assert fetcher is not None
    assert fetcher.extension != entry.parker_number


def test_an_errand_ends_with_its_caller(office: Office, stage: Stage) -> None:
    errands.park(stage)
    office.wait(2)
    office.exchange.hang_up(next(iter(office.exchange.legs.values())))
    office.wait(60)
    assert not office.exchange.calls
    assert not office.exchange.parking.slots
