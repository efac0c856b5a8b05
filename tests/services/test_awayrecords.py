"""What came and went while the link was down is learned when the history asks the PBX for it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import Direction, Phase
from ctiapp.model.errors import CtiError, LinkTimeout
from ctiapp.model.events import LinkState
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.pbx.interface import SignedIn
from ctiapp.services.away import Away
from ctiapp.services.awayrecords import SHORTEST_S, AwayRecords
from ctiapp.services.historysync import AFTER_SIGN_IN_S, EVERY_S
from tests.model.said import ME, inbound, mine
from tests.services.fakes import INFO, LEO, FakePbx, World, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

CALLER = "5503301"
GAP_S = 120.0


LATER_S = AFTER_SIGN_IN_S[1] + 1


class Desk:
    """A signed-in world whose link a test cuts."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.records: list[CallRecord] = []
        self.error: CtiError | None = None
        self.asked: list[tuple[Number, datetime]] = []
        self.away = Away(world.store, world.clock, world.directory.identify)
        AwayRecords(
            world.store,
            world.clock,
            self.away,
            world.directory.identify,
            lambda one, other: one == other,
            lambda: world.session.pbx,
            world.history,
        )

    async def call_records(
        self, number: Number, *, since: datetime, until: datetime, most: int
    ) -> tuple[CallRecord, ...]:
        self.asked.append((number, since))
        if self.error is not None:
            raise self.error
        return tuple(each for each in self.records if since <= each.at <= until)[:most]

    async def link(self, state: LinkState) -> None:
        """The link is lost, or the picture stands again; the session has heard of it."""
        self.world.store.apply(events.LinkChanged(state), self.world.clock())
        self.world.link.observer.on_link(state, None, retry=True)
        await settle()

    async def gap(self, gap_s: float = GAP_S) -> None:
        """The link goes and comes back; what is asked after it is answered."""
        await self.link(LinkState.DOWN)
        await asyncio.sleep(gap_s)
        await self.link(LinkState.UP)
        await asyncio.sleep(LATER_S)
        await self.world.history.settled()

    def record(
        self,
        after_s: float,
        outcome: Outcome = Outcome.NO_ANSWER,
        *,
        caller: str = CALLER,
        to: Number = ME,
        talk_s: int = 0,
    ) -> None:
        """The PBX has a call that came so long after now."""
        self.records.append(
            CallRecord(
                f"uid-{len(self.records)}",
                self.world.clock().at + timedelta(seconds=after_s),
                RecordParty(Number(caller), "Anya"),
                RecordParty(to),
                Direction.INBOUND,
                outcome,
                ring_s=10,
                talk_s=talk_s,
            )
        )


@pytest.fixture
async def desk(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    made = Desk(world)

    async def call_records(_: FakePbx, number: Number, **more: object) -> tuple[CallRecord, ...]:
        return await made.call_records(number, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(FakePbx, "call_records", call_records)
    monkeypatch.setattr(FakePbx, "tells_records", property(lambda _: True))
    await world.sign_in()
    await made.link(LinkState.UP)
    await asyncio.sleep(LATER_S)
    made.asked.clear()
    yield made
    await made.link(LinkState.DOWN)


async def test_a_call_that_came_and_went_in_the_gap_was_missed(desk: Desk) -> None:
    lost = desk.world.clock()
    desk.record(30.0)
    await desk.gap()

    (call,) = desk.away.calls
    assert (call.name, call.number, call.was, call.missed) == (
        "Anya",
        Number(CALLER),
        Phase.RINGING,
        True,
    )
    assert call.since is not None
    assert call.since.at == desk.records[0].at
    assert call.lost == call.found
    assert call.found.at == desk.records[0].at + timedelta(seconds=10)
    ((number, since),) = desk.asked  # once, for the history as well
    assert number == ME
    assert since < lost.at
    assert (await desk.world.history.latest(9))[0].at == desk.records[0].at


async def test_one_that_was_taken_at_the_phone_was_not_and_the_newest_is_first(desk: Desk) -> None:
    desk.record(50.0, Outcome.ANSWERED, talk_s=20)
    desk.record(10.0, caller="")
    await desk.gap()
    assert [(call.was, call.missed) for call in desk.away.calls] == [
        (Phase.TALKING, False),
        (Phase.RINGING, True),
    ]
    assert desk.away.calls[1].number is None


async def test_what_was_not_within_the_gap_or_not_for_oneself_is_not_there(desk: Desk) -> None:
    desk.record(-1.0)  # before it
    desk.record(GAP_S - 5)  # beyond it: a picture showed that
    desk.record(30.0, to=Number("2001"))
    await desk.gap()
    assert desk.away.calls == ()


async def test_parts_of_one_call_are_one_and_two_tries_are_two(desk: Desk) -> None:
    desk.record(10.0)
    desk.record(20.0, Outcome.ANSWERED, to=Number("2001"), talk_s=5)
    desk.record(60.0)
    desk.record(72.0)
    await desk.gap()
    assert [call.missed for call in desk.away.calls] == [True, True, False]


@pytest.mark.parametrize(("caller", "shown"), [(CALLER, 0), ("5509999", 1), ("", 1)])
async def test_a_call_that_was_seen_is_not_there_twice(desk: Desk, caller: str, shown: int) -> None:
    """The PBX's clock is ahead: by it, the call came after the link was lost."""
    began = desk.world.clock().at + timedelta(seconds=30)
    call_id = f"{int(began.timestamp())}.5"
    desk.world.link.told(inbound("ALERT"), mine("RING"), call_id=call_id)
    await asyncio.sleep(1)
    desk.world.link.told(inbound("BYE"), mine("BYE"), call_id=call_id)
    await settle()
    desk.record(29.0, caller=caller)
    await desk.gap()
    assert len(desk.away.calls) == shown


async def test_a_clock_that_is_off_puts_no_call_into_the_gap_or_out_of_it(desk: Desk) -> None:
    """By its own clock, nine minutes ahead, all of them came after the gap."""
    shows = desk.world.clock().at.astimezone().replace(tzinfo=None) + timedelta(seconds=540)
    info = replace(INFO, system_time=shows)
    desk.world.link.observer.on_signed_in(SignedIn(LEO, info, frozenset(), logged_in=True))
    began = desk.world.clock().at + timedelta(seconds=30)
    for after_s in (-60.0, 30.0, GAP_S + 5):
        desk.record(540 + after_s)
    await desk.gap()
    assert [call.since.at for call in desk.away.calls if call.since is not None] == [began]
    assert began in {call.at for call in await desk.world.history.latest(9)}


async def test_one_who_hides_is_not_taken_for_another_who_was_seen(desk: Desk) -> None:
    call_id = f"{int(desk.world.clock().at.timestamp())}.5"
    desk.world.link.told(inbound("ALERT", ""), mine("RING"), call_id=call_id)
    await asyncio.sleep(1)
    desk.world.link.told(inbound("BYE", ""), mine("BYE"), call_id=call_id)
    await settle()
    desk.record(30.0, caller="")
    await desk.gap()
    assert [(call.number, call.missed) for call in desk.away.calls] == [(None, True)]


async def test_in_a_short_gap_nobody_called(desk: Desk) -> None:
    desk.record(1.0)
    await desk.gap(SHORTEST_S - 1)
    assert desk.away.calls == ()


async def test_another_gap_before_the_answer_belongs_to_the_first(desk: Desk) -> None:
    desk.record(30.0)
    await desk.link(LinkState.DOWN)
    await asyncio.sleep(60.0)
    await desk.link(LinkState.UP)
    await desk.link(LinkState.DOWN)
    await asyncio.sleep(1.0)
    await desk.link(LinkState.UP)
    await asyncio.sleep(LATER_S)
    assert len(desk.asked) == len(desk.away.calls) == 1


async def test_what_cannot_be_had_at_once_is_shown_when_it_is(desk: Desk) -> None:
    desk.error = LinkTimeout()
    desk.record(30.0)
    await desk.gap()
    assert desk.away.calls == ()
    desk.error = None
    await asyncio.sleep(EVERY_S + 1)
    assert len(desk.away.calls) == 1


async def test_signing_out_and_in_again_is_no_gap(desk: Desk) -> None:
    desk.record(30.0)
    await desk.world.session.sign_out()
    await asyncio.sleep(GAP_S)
    await desk.world.sign_in()
    await asyncio.sleep(LATER_S)
    assert desk.away.calls == ()
