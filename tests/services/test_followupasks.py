"""A colleague who called somebody back is learned from the PBX: asked politely, and kept."""

from __future__ import annotations

import logging
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.errors import CtiError, LinkTimeout, NotPermitted, NotSupported, StorageError
from ctiapp.model.events import LinkState
from ctiapp.model.followups import MarkKind, Snooze
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan, blocks
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.services.followupasks import (
    AGAIN_S,
    FRESH_S,
    LATER_S,
    LOOK_S,
    MOST,
    SPACING_S,
    FollowUpAsks,
    last_talk,
)
from tests.services.fakes import World, settle
from tests.services.waiting import ANN, MOBILE, Waiting, ago, miss

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

BEN = "+12065550999"
PLAN = NumberPlan("US", internal=blocks(["2000", "2003"]))
COLLEAGUE, STRANGER = Number("2003"), Number("2099")


def is_colleague(number: Number) -> bool:
    return number == COLLEAGUE


def record(
    minutes: float,
    caller: str = COLLEAGUE.text,
    callee: str = ANN,
    *,
    outcome: Outcome = Outcome.ANSWERED,
    talk_s: int = 60,
) -> CallRecord:
    """What the PBX wrote down of a call so many minutes ago."""
    parties = RecordParty(Number(caller)), RecordParty(Number(callee))
    return CallRecord("1", ago(minutes), *parties, None, outcome, 10, talk_s)


class Desk:
    """A signed-in world, a list, and what asks about it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.waiting = Waiting()
        self.waiting.plan = PLAN
        self.records: list[CallRecord] = []
        self.error: CtiError | None = None
        self.asked: list[tuple[str, datetime | None, float]] = []
        self.asks = FollowUpAsks(
            world.store,
            world.clock,
            self.waiting.list,
            plan=lambda: PLAN,
            is_colleague=is_colleague,
            pbx=lambda: world.session.pbx,
            rng=random.Random(1),
        )

    async def call_records(
        self, number: Number, *, since: datetime | None = None
    ) -> tuple[CallRecord, ...]:
        self.asked.append((number.text, since, self.world.clock().mono_s))
        if self.error is not None:
            raise self.error
        return tuple(self.records)

    @property
    def numbers(self) -> list[str]:
        """Of whom the PBX was asked."""
        return [number for number, _, _ in self.asked]

    def link(self, state: LinkState) -> None:
        self.world.store.apply(events.LinkChanged(state), self.world.clock())

    async def up(self) -> None:
        """The link comes back, and everybody is asked about."""
        self.link(LinkState.DOWN)
        self.link(LinkState.UP)
        await self.world.clock.pass_s(LATER_S[1] + 1)
        await settle()


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    made = Desk(world)
    await world.sign_in()
    await settle()
    world.pbx.call_records = made.call_records  # type: ignore[method-assign]
    yield made
    await made.asks.stop()
    await made.waiting.list.stop()


@pytest.mark.parametrize(
    ("one", "ended"),
    [
        (record(5), ago(5) + timedelta(seconds=70)),
        (record(5, ANN, COLLEAGUE.text), ago(5) + timedelta(seconds=70)),
        (record(5, callee="0012065550111"), ago(5) + timedelta(seconds=70)),
        (record(5, STRANGER.text), None),
        (record(5, callee=BEN), None),
        (record(5, outcome=Outcome.NO_ANSWER), None),
        (record(5, outcome=Outcome.VOICEMAIL), None),
        (record(5, talk_s=0), None),
        (record(5, ANN, ""), None),
    ],
)
def test_a_talk_is_with_a_colleague_and_answered(one: CallRecord, ended: datetime | None) -> None:
    """Whoever called; a queue or a mailbox that took the call is nobody."""
    assert last_talk([one], Number(ANN), PLAN, is_colleague) == ended


def test_of_several_talks_the_last_counts() -> None:
    records = [record(9), record(5), record(30)]
    found = last_talk(records, Number(ANN), PLAN, is_colleague)
    assert found == ago(5) + timedelta(seconds=70)


async def test_a_colleagues_call_closes_it(desk: Desk) -> None:
    """It is asked for since they first tried, and what is told is kept."""
    await desk.waiting.show(miss(30), miss(20), miss(10, BEN))
    desk.records = [record(5)]
    await desk.up()
    await desk.waiting.list.settled()
    assert desk.asked[0][:2] == (BEN, ago(10))
    await desk.world.clock.pass_s(SPACING_S)
    await desk.waiting.list.settled()
    assert desk.asked[1][:2] == (ANN, ago(30))
    ((_, mark),) = desk.waiting.keeper.said
    assert (mark.line, mark.kind) == (ANN, MarkKind.REACHED)
    assert [row.number for row in desk.waiting.list.people] == [Number(BEN)]


async def test_a_talk_before_they_tried_closes_nothing(desk: Desk) -> None:
    await desk.waiting.show(miss(3))
    desk.records = [record(30)]
    await desk.up()
    assert desk.numbers == [ANN]
    assert not desk.waiting.keeper.said


async def test_every_number_of_a_person_is_asked_about_politely(desk: Desk) -> None:
    """One after the other; nobody who withheld theirs, and no colleague who called."""
    await desk.waiting.show(miss(3, MOBILE), miss(4, ANN), miss(5, None), miss(6, "2003"))
    await desk.up()
    await desk.world.clock.pass_s(60)
    assert sorted(desk.numbers) == sorted([MOBILE, ANN])
    first, second = (at for _, _, at in desk.asked)
    assert second - first >= SPACING_S


async def test_whoever_stays_is_asked_about_again(desk: Desk) -> None:
    """Now and then; sooner where the user looks at the list, but not twice in a minute."""
    await desk.waiting.show(miss(3))
    await desk.up()
    await desk.world.clock.pass_s(AGAIN_S - 60)
    assert len(desk.asked) == 1
    await desk.world.clock.pass_s(60 + LOOK_S / 2)
    assert len(desk.asked) == 2
    desk.waiting.list.look_now()
    await desk.world.clock.pass_s(1)
    assert len(desk.asked) == 2
    await desk.world.clock.pass_s(FRESH_S)
    desk.waiting.list.look_now()
    await desk.world.clock.pass_s(1)
    assert len(desk.asked) == 3


async def test_whoever_tries_anew_is_asked_about_soon(desk: Desk) -> None:
    await desk.waiting.show(miss(3))
    await desk.up()
    await desk.waiting.show(miss(3), miss(1, BEN))
    await desk.world.clock.pass_s(SPACING_S)
    await settle()
    assert desk.numbers == [ANN, BEN]


async def test_not_all_of_a_long_list_are_asked_about(desk: Desk) -> None:
    """Those who tried last."""
    many = [miss(count, f"+1206555{1000 + count}") for count in range(MOST + 5)]
    await desk.waiting.show(*many)
    await desk.up()
    await desk.world.clock.pass_s(SPACING_S * (MOST + 10))
    assert desk.numbers == [each.line for each in many[:MOST]]


async def test_with_an_empty_list_nothing_is_asked_and_nothing_ticks(desk: Desk) -> None:
    await desk.waiting.show()
    await desk.up()
    await desk.world.clock.pass_s(3 * AGAIN_S)
    assert not desk.asked
    await desk.waiting.show(miss(3))
    await desk.world.clock.pass_s(1)
    assert desk.numbers == [ANN]


async def test_without_a_link_nobody_is_asked(desk: Desk) -> None:
    """After a gap everybody may have been called back: all are asked about again."""
    await desk.waiting.show(miss(3))
    await desk.up()
    desk.link(LinkState.DOWN)
    await desk.world.clock.pass_s(3 * AGAIN_S)
    assert desk.numbers == [ANN]
    await desk.up()
    assert desk.numbers == [ANN, ANN]


@pytest.mark.parametrize("error", [NotSupported("10001"), NotPermitted("10005")])
async def test_a_pbx_that_refuses_is_asked_no_more(
    desk: Desk, error: CtiError, caplog: pytest.LogCaptureFixture
) -> None:
    """In that session."""
    caplog.set_level(logging.INFO, "ctiapp.followups")
    desk.error = error
    await desk.waiting.show(miss(3), miss(4, BEN))
    await desk.up()
    await desk.world.clock.pass_s(2 * AGAIN_S)
    assert len(desk.asked) == 1
    assert len(caplog.records) == 1


async def test_an_answer_that_failed_costs_that_question_alone(desk: Desk) -> None:
    desk.error = LinkTimeout("late")
    await desk.waiting.show(miss(3), miss(4, BEN))
    await desk.up()
    await desk.world.clock.pass_s(SPACING_S + 1)
    assert desk.numbers == [ANN, BEN]


async def test_what_cannot_be_kept_is_asked_for_again(desk: Desk) -> None:
    """The disk is full now, and may not be later."""
    await desk.waiting.show(miss(30))
    desk.records = [record(5)]
    desk.waiting.keeper.error = StorageError("full")
    await desk.up()
    assert len(desk.asked) == 1
    desk.waiting.keeper.error = None
    await desk.world.clock.pass_s(AGAIN_S + LOOK_S)
    await desk.waiting.list.settled()
    assert not desk.waiting.list.people


async def test_who_is_put_off_is_asked_about_as_well(desk: Desk) -> None:
    """A colleague may have been quicker than the morning."""
    await desk.waiting.show(miss(30))
    await desk.waiting.list.snooze(desk.waiting.list.people[0].person, Snooze.TOMORROW)
    desk.records = [record(5)]
    await desk.up()
    await desk.waiting.list.settled()
    assert not desk.waiting.list.people
