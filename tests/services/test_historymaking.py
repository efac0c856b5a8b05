"""The parts of the history hear of what they depend on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import AgentKind, AgentStatus, Member, Queue
from ctiapp.model.call import Direction
from ctiapp.model.history import Fate
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.services.historysync import AFTER_CALL_S, AFTER_SIGN_IN_S, FIRST
from tests.model.said import ME
from tests.services.fakes import START, Clock, FakePbx, settle

if TYPE_CHECKING:
    from datetime import datetime

    from tests.services.fakes import World

SUPPORT, MANAGED = Number("6402"), Number("6403")
ADA = Number("2065550100")
_ME = Member(ExtensionId("21"), ME, "Leo Ball")


def line(uid: str, callee: Number, outcome: Outcome) -> CallRecord:
    """Somebody called yesterday."""
    return CallRecord(
        uid,
        START - timedelta(days=1),
        RecordParty(ADA),
        RecordParty(callee),
        Direction.INBOUND,
        outcome,
        ring_s=9,
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Number]:
    """Whose calls the PBX was asked for; one gave up in one's own queue."""
    found: list[Number] = []

    async def queues(_: FakePbx) -> tuple[Queue, ...]:
        return (
            Queue(QueueId("1"), SUPPORT, "Support", static=(_ME,)),
            Queue(QueueId("2"), MANAGED, "Sales", managers=(_ME,)),
        )

    async def agents(_: FakePbx, queue_id: QueueId) -> tuple[AgentStatus, ...]:
        mine = AgentStatus(ME, "Leo Ball", AgentKind.STATIC, logged_in=True, paused=False)
        return (mine,) if queue_id == "1" else ()

    async def call_records(_: FakePbx, number: Number, **_more: object) -> tuple[CallRecord, ...]:
        found.append(number)
        return (line("q", SUPPORT, Outcome.ABANDONED),) if number == SUPPORT else ()

    for name, what in (("queues", queues), ("agents", agents), ("call_records", call_records)):
        monkeypatch.setattr(FakePbx, name, what)
    monkeypatch.setattr(FakePbx, "tells_records", property(lambda _: True))
    return found


async def test_those_who_gave_up_in_ones_own_queues_are_in_the_list(
    world: World, asked: list[Number]
) -> None:
    _ = world.history
    await world.sign_in()
    await Clock.pass_s(AFTER_SIGN_IN_S[1] + AFTER_CALL_S + 30)

    assert set(asked) == {ME, SUPPORT}
    (call,) = await world.history.latest(9)
    assert (call.fate, call.queue, call.number) == (Fate.ABANDONED, SUPPORT, ADA)


async def test_a_queue_without_a_list_of_its_own_is_not_asked_about(
    world: World, asked: list[Number], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One's own list would be fetched once more for each; as far back as a new queue wants."""

    async def call_records(
        _: FakePbx, number: Number, *, since: datetime, **_more: object
    ) -> tuple[CallRecord, ...]:
        asked.append(number)
        first.append(since)
        return (line("q", SUPPORT, Outcome.ABANDONED),)

    first: list[datetime] = []
    monkeypatch.setattr(FakePbx, "call_records", call_records)
    monkeypatch.setattr(FakePbx, "tells_records_of", lambda _, number: number == ME)
    _ = world.history
    await world.sign_in()
    await Clock.pass_s(AFTER_SIGN_IN_S[1] + AFTER_CALL_S + 30)

    assert set(asked) == {ME}
    assert min(first) < world.clock().at - FIRST + timedelta(hours=1)
    (call,) = await world.history.latest(9)
    assert (call.fate, call.queue, call.number) == (Fate.ABANDONED, SUPPORT, ADA)

    asked.clear()
    world.history.ask_now()
    await settle()
    await Clock.pass_s(1)
    assert asked == [ME]


async def test_once_the_numbers_are_read_otherwise_a_person_is_found_by_that(
    world: World, asked: list[Number]
) -> None:
    _ = world.history
    await world.sign_in()
    await Clock.pass_s(AFTER_SIGN_IN_S[1] + AFTER_CALL_S + 30)
    world.preferences.change(lambda settings: replace(settings, country="US"))
    await world.history.settled()

    (call,) = await world.history.latest(9)
    assert call.person == "+12065550100"
    assert await world.history.with_person(Number("+12065550100")) == (call,)
    assert asked


async def test_ones_own_queues_are_known_again_before_the_pbx_tells_them(
    world: World, asked: list[Number]
) -> None:
    """Else each start would read what came through one as if it had come directly."""
    _ = world.history
    await world.sign_in()
    await Clock.pass_s(AFTER_SIGN_IN_S[1] + AFTER_CALL_S + 30)
    assert world.history.reading.queues == {SUPPORT}

    world.store.agents.listed = False
    world.history._feed.begin()
    await world.history.settled()
    assert world.history.reading.queues == {SUPPORT}
    assert asked
