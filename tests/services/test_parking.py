"""The list of slots: fetched when it may have changed, and while somebody waits."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason
from ctiapp.model.commands import Verb
from ctiapp.model.errors import CannotConnect, LinkLost
from ctiapp.model.events import LinkState
from ctiapp.model.ids import LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.services.parking import EMPTY_S, WHILE_PARKED_S, Parking
from tests.model.said import CALL, ME, inbound, mine
from tests.services.calling import Desk, talk
from tests.services.fakes import World, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ANYA = ParkedCall("6001", Number("5503301"), ME, LegId("PJSIP/in"))


class Slots(Desk):
    """A PBX with slots, and who hears of them."""

    def __init__(self) -> None:
        super().__init__()
        self.parking = Parking(self.store, self.clock)
        self.told: list[list[str]] = []
        self.parking.subscribe(lambda parked: self.told.append([one.slot for one in parked]))

    @property
    def shown(self) -> list[str]:
        """The slots that are shown as taken."""
        return [one.slot for one in self.parking.parked]

    def link(self, state: LinkState) -> None:
        """The connection changes."""
        self.store.apply(events.LinkChanged(state), self.clock())


@pytest.fixture
async def slots(time_flies: None) -> AsyncIterator[Slots]:
    """Looked at once, at the start."""
    made = Slots()
    made.parking.attach(made.pbx)
    await settle()
    yield made
    looking = made.parking.detach()
    if looking is not None:
        await asyncio.gather(looking, return_exceptions=True)


async def test_it_is_fetched_at_the_start_and_then_seldom(slots: Slots) -> None:
    """While nobody waits, it is asked now and then whether others parked somebody."""
    assert slots.pbx.slot_looks == 1
    await slots.clock.pass_s(EMPTY_S - 1)
    assert slots.pbx.slot_looks == 1
    await slots.clock.pass_s(2)
    assert slots.pbx.slot_looks == 2
    assert slots.told == []


async def test_a_look_that_mended_the_list_is_logged(
    slots: Slots, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody told that a colleague parked somebody."""
    caplog.set_level(logging.INFO, "ctiapp.calls")
    await slots.clock.pass_s(EMPTY_S + 1)
    assert "mended" not in caplog.text
    slots.pbx.slots = [ANYA]
    await slots.clock.pass_s(EMPTY_S + 1)
    assert slots.shown == ["6001"]
    assert caplog.text.count("mended") == 1


async def test_while_somebody_waits_it_is_fetched_again_and_again(slots: Slots) -> None:
    """No event tells that others took them."""
    slots.pbx.slots = [ANYA]
    slots.parking.look_now()
    await settle()
    assert slots.shown == ["6001"]
    began_s = slots.clock().mono_s
    slots.pbx.slots = []
    await slots.clock.pass_s(WHILE_PARKED_S + 0.1)
    assert slots.shown == []
    assert slots.clock().mono_s - began_s < WHILE_PARKED_S * 2
    looks = slots.pbx.slot_looks
    await slots.clock.pass_s(EMPTY_S - WHILE_PARKED_S - 1)
    assert slots.pbx.slot_looks == looks
    assert slots.told == [["6001"], []]


async def test_parking_and_fetching_have_it_fetched(slots: Slots) -> None:
    """At once, each time; a call that only talks does not."""
    talk(slots)
    await settle()
    assert slots.pbx.slot_looks == 1
    slots.pbx.slots = [ANYA]
    slots.store.apply(events.CommandSent(1, Verb.PARK, CALL), slots.clock())
    slots.store.apply(events.CommandAccepted(1, CALL, "6001"), slots.clock())
    slots.said(inbound("HOLD"), mine("BYE"))
    await settle()
    assert slots.shown == ["6001"]
    slots.pbx.slots = []
    slots.said(inbound("ANSWERED"), mine("ANSWERED", "b"))
    await settle()
    assert slots.shown == []


async def test_a_parked_call_that_the_list_lacks_is_over(slots: Slots) -> None:
    """Somebody took it while nobody told us."""
    talk(slots)
    slots.pbx.slots = [ANYA]
    slots.store.apply(events.CommandSent(1, Verb.PARK, CALL), slots.clock())
    slots.store.apply(events.CommandAccepted(1, CALL, "6001"), slots.clock())
    slots.said(inbound("HOLD"), mine("BYE"))
    await settle()
    slots.pbx.slots = []
    await slots.clock.pass_s(WHILE_PARKED_S + 0.1)
    call = slots.store.call(CALL)
    assert call is not None
    assert call.end is not None
    assert call.end.reason is EndReason.UNKNOWN


async def test_a_list_that_cannot_be_had_changes_nothing(slots: Slots) -> None:
    """It is asked for again after a while."""
    slots.pbx.slots = [ANYA]
    slots.parking.look_now()
    await settle()
    slots.pbx.slots = LinkLost("reset")
    slots.parking.look_now()
    await settle()
    assert slots.shown == ["6001"]
    slots.pbx.slots = []
    await slots.clock.pass_s(WHILE_PARKED_S + 0.1)
    assert slots.shown == []


async def test_the_first_list_is_asked_for_until_it_is_had(time_flies: None) -> None:
    """Somebody may wait since before one signed in."""
    made = Slots()
    made.pbx.slots = CannotConnect("refused")
    made.parking.attach(made.pbx)
    await settle()
    made.pbx.slots = [ANYA]
    await made.clock.pass_s(WHILE_PARKED_S + 0.1)
    assert made.shown == ["6001"]
    made.parking.detach()
    await settle()


async def test_nothing_is_asked_while_the_link_is_not_up(slots: Slots) -> None:
    """Nor after it was taken off this PBX."""
    slots.link(LinkState.DOWN)
    slots.parking.look_now()
    await settle()
    assert slots.pbx.slot_looks == 1
    slots.link(LinkState.UP)
    slots.parking.look_now()
    await settle()
    assert slots.pbx.slot_looks == 2
    looking = slots.parking.detach()
    assert looking is not None
    slots.parking.look_now()
    await settle()
    assert (slots.pbx.slot_looks, looking.cancelled()) == (2, True)
    assert slots.parking.detach() is None


async def test_signing_in_a_gap_and_signing_out(world: World) -> None:
    """The session asks for it: at the start, after a gap, and then no more."""
    await world.sign_in()
    pbx = world.pbx
    await settle()
    assert pbx.slot_looks == 1
    world.link.down(LinkLost("reset"))
    pbx.slots = [ANYA]
    world.link.up()
    await settle()
    assert pbx.slot_looks == 2
    assert [one.slot for one in world.parking.parked] == ["6001"]
    await world.session.sign_out()
    assert world.parking.parked == ()
    world.parking.look_now()
    await world.clock.pass_s(WHILE_PARKED_S * 2)
    assert pbx.slot_looks == 2
