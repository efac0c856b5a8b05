"""The follow-up list hears of all that it depends on, once it is put together."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.agents import Member, Queue
from ctiapp.model.events import LinkState
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.pbx.interface import Page
from ctiapp.services.followupasks import AGAIN_S
from ctiapp.services.followupmaking import make_follow_ups
from tests.model.said import ME
from tests.services.fakes import LEO, World, settle
from tests.services.waiting import ANN, Keeper, Past, ago, miss

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from ctiapp.services.followups import FollowUps

COLLEAGUE, OTHER = Number("2003"), Number("2004")


class Office:
    """A signed-in world with a follow-up list over a file in memory."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.keeper, self.past = Keeper(), Past()
        self.by = COLLEAGUE
        self.list: FollowUps = make_follow_ups(
            self.keeper,
            self.past,
            store=world.store,
            clock=world.clock,
            session=world.session,
            numbering=world.numbering,
            directory=world.directory,
            rng=random.Random(1),
        )

    async def call_records(
        self, _number: Number, *, since: datetime | None = None
    ) -> tuple[CallRecord, ...]:
        parties = RecordParty(self.by), RecordParty(Number(ANN))
        return (CallRecord("1", ago(5), *parties, None, Outcome.ANSWERED, 10, 60),)

    def work_in_a_queue(self) -> None:
        """One is an agent of a queue, and so is the colleague."""
        members = tuple(Member(ExtensionId(n.text), n) for n in (ME, COLLEAGUE))
        queue = Queue(QueueId("1"), Number("6402"), "Support", dynamic=members)

        async def queues() -> tuple[Queue, ...]:
            return (queue,)

        self.world.pbx.queues = queues  # type: ignore[method-assign]

    async def asked(self) -> None:
        """The link is up again, and the PBX was asked."""
        for state in (LinkState.DOWN, LinkState.UP):
            self.world.store.apply(events.LinkChanged(state), self.world.clock())
        await self.world.clock.pass_s(AGAIN_S)
        await settle()
        await self.list.settled()


@pytest.fixture
async def office(world: World) -> AsyncIterator[Office]:
    made = Office(world)
    await world.sign_in()
    await settle()
    world.pbx.call_records = made.call_records  # type: ignore[method-assign]
    made.keeper.kept = [miss(30)]
    made.past.change()
    await made.list.settled()
    yield made
    await made.list.stop()


async def test_a_colleague_is_whoever_works_in_ones_queue(office: Office) -> None:
    """Another house is nobody's colleague: the talk of somebody else settles nothing here."""
    office.work_in_a_queue()
    office.by = OTHER
    await office.asked()
    assert len(office.list.people) == 1
    office.by = COLLEAGUE
    await office.asked()
    assert not office.list.people


async def test_without_a_queue_everybody_of_the_house_is_one(office: Office) -> None:
    """And nobody else is: a number that is no extension may be a queue, or a mailbox."""
    office.by = Number("6402")
    await office.asked()
    assert len(office.list.people) == 1
    office.by = LEO.number
    office.world.pbx.extension_pages = [Page((LEO,), 1)]
    await office.world.directory.read_people_again()
    await office.asked()
    assert not office.list.people


async def test_names_and_numbers_are_read_anew(office: Office) -> None:
    """The list is made again when people are known, and when numbers are read otherwise."""
    looks = office.keeper.looks
    office.world.directory.refresh()
    await office.world.clock.pass_s(60)
    await office.list.settled()
    assert office.keeper.looks > looks
    looks = office.keeper.looks
    office.world.preferences.change(lambda s: replace(s, country="DE"))
    await settle()
    await office.list.settled()
    assert office.keeper.looks > looks
