"""What this desk sees is in the list at once, and what it saw before is read once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import Direction
from ctiapp.model.history import Fate
from ctiapp.model.ids import CallId
from ctiapp.model.journal import JournalEntry
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.pbx.interface import SignedIn
from ctiapp.services.historyfeed import OVERLAP, PAGE
from ctiapp.services.journal import CALL, NOTE
from tests.model.said import inbound, mine
from tests.services.fakes import INFO, LEO, START, Clock, World, settle

if TYPE_CHECKING:
    import sqlite3

    from ctiapp.model.history import PastCall

PBX = "3631A2082"


@pytest.fixture
async def desk(world: World) -> World:
    """Signed in, with a history."""
    _ = world.history
    await world.sign_in()
    await world.history.settled()
    return world


async def calls(world: World) -> tuple[PastCall, ...]:
    """All of them, the newest first."""
    await settle()
    await world.history.settled()
    return await world.history.latest(1000)


async def rings_in_vain(world: World, call_id: str, number: str = "5503301") -> None:
    """Somebody calls and gives up."""
    world.link.told(inbound("ALERT", number), mine("RING"), call_id=call_id)
    await Clock.pass_s(9)
    world.link.told(inbound("BYE", number), mine("RING"), call_id=call_id)


def entry(number: int, *, me: str = "2000", pbx: str | None = PBX) -> JournalEntry:
    """A call of the past in the journal."""
    data = {"direction": "inbound", "incoming": True, "outcome": "no_answer", "me": me}
    at = START - timedelta(days=1) + timedelta(seconds=number)
    return JournalEntry(at, CALL, Number("5503301"), CallId(f"0.{number}"), data, pbx)


async def test_a_call_is_in_the_list_when_it_is_over(desk: World) -> None:
    told: list[int] = []
    desk.history.subscribe(lambda: told.append(1))
    await rings_in_vain(desk, "1.1")

    (call,) = await calls(desk)
    assert (call.number, call.fate, call.ring_s) == (Number("5503301"), Fate.MISSED, 9)
    assert told


async def test_a_note_goes_with_it(desk: World) -> None:
    desk.link.told(inbound("ALERT"), mine("RING"), call_id="1.1")
    desk.notes.write(CallId("1.1"), "call back")
    await rings_in_vain(desk, "1.1")
    (call,) = await calls(desk)
    assert call.note == "call back"

    desk.notes.write(CallId("1.1"), "")
    await Clock.pass_s(1)
    (call,) = await calls(desk)
    assert call.note == ""


async def test_what_the_journal_had_before_is_taken_in_once(world: World) -> None:
    count = PAGE + 7
    for number in range(count):
        world.kept.take(entry(number))
    world.kept.take(entry(9000, me="2001"))
    world.kept.take(entry(9001, pbx="another"))
    note = JournalEntry(START, NOTE, Number("5503301"), CallId("0.3"), {"text": "old"}, PBX)
    world.kept.take(note)
    _ = world.history
    await world.sign_in()

    found = await calls(world)
    assert len(found) == count
    assert [call.note for call in found if call.note] == ["old"]


async def test_the_journal_is_read_on_from_where_it_was_left_off(desk: World) -> None:
    for number in range(OVERLAP + 3):
        desk.kept.take(entry(number))
    await desk.session.sign_out()
    await desk.sign_in()
    assert len(await calls(desk)) == OVERLAP + 3
    asked: list[int] = []
    page = desk.kept.page

    async def watched(after: int, limit: int) -> tuple[object, ...]:
        asked.append(after)
        return await page(after, limit)

    desk.kept.page = watched  # type: ignore[method-assign, assignment]
    await desk.session.sign_out()
    await desk.sign_in()
    await calls(desk)
    assert asked[0] == 3


async def test_an_entry_that_does_not_say_where_is_of_here(world: World) -> None:
    world.kept.take(entry(1, pbx=None))
    _ = world.history
    await world.sign_in()

    assert len(await calls(world)) == 1


def told(world: World, call_id: str, caller: str, callee: str, outcome: Outcome) -> None:
    """The PBX tells of a call that is over."""
    ended = EndedCall(
        CallId(call_id),
        "2026-03-02 10:30:00",
        RecordParty(Number(caller)),
        RecordParty(Number(callee)),
        Direction.INBOUND,
        outcome,
        duration_s=30,
        recording="x.wav",
    )
    event = events.CallRecorded(CallId(call_id), {}, ended)
    world.link.observer.on_event(event, world.clock().mono_s)


async def test_what_the_pbx_tells_of_ones_own_call_is_added(desk: World) -> None:
    await rings_in_vain(desk, "1.1")
    told(desk, "1.1", "5503301", "6500", Outcome.NO_ANSWER)

    (call,) = await calls(desk)
    assert (call.fate, call.recording) == (Fate.MISSED, "x.wav")


async def test_others_calls_are_none_of_ones_own(desk: World) -> None:
    told(desk, "7.1", "5503301", "2001", Outcome.NO_ANSWER)
    told(desk, "7.2", "5503301", "2000", Outcome.NO_ANSWER)

    (call,) = await calls(desk)
    assert (call.call_id, call.at) == ("7.2", desk.clock().at - timedelta(seconds=30))


async def test_signed_out_there_is_nothing_to_see(desk: World) -> None:
    await rings_in_vain(desk, "1.1")
    await calls(desk)
    await desk.session.sign_out()

    assert desk.history.owner is None
    assert await desk.history.latest(10) == ()
    assert await desk.history.days() == ()
    assert await desk.history.since(START) == ()
    await desk.sign_in()
    assert len(await calls(desk)) == 1


async def test_a_disk_that_refuses_costs_the_list_alone(
    desk: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "ctiapp.history")
    await desk.history.file.close()
    await rings_in_vain(desk, "1.1")
    await settle()
    await desk.history.settled()

    assert len(desk.kept.of(CALL)) == 1
    assert "was not kept" in caplog.text


async def test_it_is_kept_how_far_the_clock_was_off_once_that_is_known(world: World) -> None:
    """Before a PBX has told its time, and for what is read from the journal, nothing is known."""
    _ = world.history
    for days, call_id in ((0.5, "0.1"), (2, "0.2")):
        at = START - timedelta(days=days)
        world.kept.take(replace(entry(0), at=at, call_id=CallId(call_id)))
    await world.sign_in()
    await rings_in_vain(world, "1.1")
    assert [await ahead_s(world, each) for each in ("0.1", "0.2", "1.1")] == [None] * 3
    shows = world.clock().at.astimezone().replace(tzinfo=None) + timedelta(seconds=3612)
    info = replace(INFO, system_time=shows)
    world.link.observer.on_signed_in(SignedIn(LEO, info, frozenset(), logged_in=True))
    await rings_in_vain(world, "1.2")
    told(world, "1.3", "5503301", "2000", Outcome.NO_ANSWER)

    known = [await ahead_s(world, each) for each in ("0.1", "0.2", "1.1", "1.2", "1.3")]
    assert known == [pytest.approx(12), None, *[pytest.approx(12)] * 3]


async def ahead_s(world: World, call_id: str) -> float | None:
    """By how much the PBX's clock is said to have been off at a call."""
    await calls(world)

    def select(connection: sqlite3.Connection) -> float | None:
        query = "SELECT ahead_s FROM seen WHERE call_id = ?"
        (found,) = connection.execute(query, (call_id,)).fetchone()
        return None if found is None else float(found)

    return await world.history.file.reader.do(select)
