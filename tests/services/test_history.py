"""The list of the calls of the past: what it shows, what is written on it, what it forgets."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.directory import Contact, ContactNumber, Extension
from ctiapp.model.errors import StorageError, UsageError
from ctiapp.model.history import Fate, HistoryFilter, Kind
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.pbx.interface import Page
from ctiapp.services.journal import CALL, NOTE
from ctiapp.services.notes import MAX_NOTE
from ctiapp.services.privacy import Privacy
from tests.model.said import ME, inbound, mine
from tests.services.fakes import LEO, Clock, World, settle

if TYPE_CHECKING:
    from pathlib import Path

    from ctiapp.model.history import PastCall

ADA = Number("5503301")


@pytest.fixture
async def desk(world: World) -> World:
    """Signed in, with a history."""
    _ = world.history
    await world.sign_in()
    await world.history.settled()
    return world


async def call(world: World, call_id: str, number: str = "5503301") -> PastCall:
    """Somebody calls, gives up, and has left the screen."""
    world.link.told(inbound("ALERT", number), mine("RING"), call_id=call_id)
    await Clock.pass_s(9)
    world.link.told(inbound("BYE", number), mine("RING"), call_id=call_id)
    await settle()
    await world.history.settled()
    world.store.tick(replace(world.clock(), mono_s=world.clock().mono_s + 1000))
    return (await world.history.latest(1))[0]


async def record(world: World, uid: str, *, caller: Number = ADA) -> PastCall:
    """A call of which the PBX alone tells."""
    owner = world.history.owner
    assert owner is not None
    line = CallRecord(
        uid,
        world.clock().at - timedelta(days=3),
        RecordParty(caller, "Ada"),
        RecordParty(ME, "Leo"),
        Direction.INBOUND,
        Outcome.ANSWERED,
        ring_s=4,
        talk_s=30,
        reason="src hangup",
    )
    (key,) = await world.history.file.record(owner, [line], world.history.reading)
    found = await world.history.call(str(key))
    assert found is not None
    return found


# -- reading -------------------------------------------------------------------------------------


async def test_days_and_pages(desk: World) -> None:
    await record(desk, "a")
    new = await call(desk, "1.1")

    today, before = await desk.history.days()
    assert (today.count, before.count) == (1, 1)
    assert today.day - before.day == timedelta(days=3)
    assert await desk.history.page(HistoryFilter(), today.day, 0, 10) == (new,)
    assert await desk.history.days(HistoryFilter(kind=Kind.OUTBOUND)) == ()
    assert await desk.history.since(new.at) == (new,)
    assert len(await desk.history.with_person(ADA)) == 2
    assert await desk.history.with_person(Number("")) == ()


async def test_whoever_bears_the_name_today_is_found_by_it(world: World) -> None:
    """The PBX wrote a number alone."""
    _ = world.history
    contact = Contact("7", "Grace Hopper", numbers=(ContactNumber("mobile", Number("5503302")),))
    extension = Extension(ExtensionId("9"), Number("2009"), "Grace Kelly")
    signing_in = world.sign_in()
    await signing_in
    world.pbx.extension_pages = [Page((LEO, extension), 2)]
    world.pbx.contact_pages = [Page((contact,), 1)]
    world.directory.refresh()
    await Clock.pass_s(1)
    hit = await call(world, "1.1", "5503302")
    await call(world, "1.2", "5503303")

    assert await world.history.latest(9, HistoryFilter(text="hopper")) == (hit,)


async def test_the_parts_of_a_call(desk: World) -> None:
    told = await record(desk, "a")
    seen = await call(desk, "1.1")

    (leg,) = await desk.history.legs(told.key)
    assert (leg.uid, leg.reason, leg.outcome) == ("a", "src hangup", Outcome.ANSWERED)
    (own,) = await desk.history.legs(seen.key)
    assert (own.caller.number, own.callee.number) == (ADA, ME)
    assert (own.outcome, own.uid, own.ring_s) == (Outcome.NO_ANSWER, "", 9)
    assert await desk.history.legs("no key") == ()


# -- notes ---------------------------------------------------------------------------------------


async def noted(world: World, key: str) -> str:
    """The note on a call, once all is taken in."""
    await world.history.settled()
    found = await world.history.call(key)
    assert found is not None
    return found.note


async def test_a_note_on_a_call_that_was_seen_here(desk: World) -> None:
    past = await call(desk, "1.1")
    await desk.history.note(past.key, " call\nback ")

    assert await noted(desk, past.key) == "call back"
    (entry,) = desk.kept.of(NOTE)
    assert (entry.call_id, entry.number, entry.data) == ("1.1", ADA, {"text": "call back"})
    await desk.history.note(past.key, "done")
    assert len(desk.kept.of(NOTE)) == 1
    await desk.history.note(past.key, "")
    assert await noted(desk, past.key) == ""
    assert desk.kept.of(NOTE) == []


async def test_a_note_on_a_call_of_which_the_pbx_alone_tells(desk: World) -> None:
    past = await record(desk, "a")
    await desk.history.note(past.key, "call back")
    await desk.history.note(past.key, "done")

    assert await noted(desk, past.key) == "done"
    (entry,) = desk.kept.of(NOTE)
    assert entry.call_id == "record-a"


async def test_a_note_on_a_call_that_is_still_on_the_screen(desk: World) -> None:
    desk.link.told(inbound("ALERT"), mine("RING"), call_id="1.1")
    desk.link.told(inbound("BYE"), mine("RING"), call_id="1.1")
    await settle()
    await desk.history.settled()
    (past,) = await desk.history.latest(1)
    await desk.history.note(past.key, "call back")

    assert desk.notes.of(CallId("1.1")) == "call back"
    assert await noted(desk, past.key) == "call back"


async def test_a_note_that_cannot_be(desk: World) -> None:
    past = await call(desk, "1.1")
    with pytest.raises(UsageError) as caught:
        await desk.history.note("99", "x")
    assert caught.value.key == "call.gone"
    with pytest.raises(UsageError) as caught:
        await desk.history.note(past.key, "x" * (MAX_NOTE + 1))
    assert caught.value.key == "note.too_long"
    desk.kept.refuses = True
    with pytest.raises(StorageError):
        await desk.history.note(past.key, "x")


# -- privacy, and taking it along ----------------------------------------------------------------


def privacy(world: World) -> Privacy:
    """The same as the world's, with the history."""
    return Privacy(
        clock=world.clock,
        preferences=world.preferences,
        journal=world.journal,
        callers=world.callers,
        notes=world.notes,
        plan=lambda: NumberPlan("US"),
        settings_file=None,
        history=world.history,
    )


async def test_whoever_is_forgotten_is_gone_from_the_list(desk: World) -> None:
    await call(desk, "1.1")
    await call(desk, "1.2", "5509999")
    told: list[int] = []
    desk.history.subscribe(lambda: told.append(1))

    assert await privacy(desk).forget(ADA) == 2
    (left,) = await desk.history.latest(9)
    assert left.number == Number("5509999")
    assert len(desk.kept.of(CALL)) == 1
    assert told


async def test_a_number_is_forgotten_however_it_was_written(desk: World) -> None:
    await record(desk, "a", caller=Number("+12065550100"))
    await record(desk, "b", caller=Number("2065550100"))
    await record(desk, "c", caller=Number("2065550101"))

    assert await desk.history.forget(Number.of("(206) 555-0100"), NumberPlan("US")) == 2
    (left,) = await desk.history.latest(9)
    assert left.number == Number("2065550101")


async def test_what_is_too_old_goes(desk: World) -> None:
    desk.preferences.change(lambda settings: replace(settings, keep_calls_days=2))
    await record(desk, "a")
    new = await call(desk, "1.1")
    await privacy(desk).prune()

    assert await desk.history.latest(9) == (new,)


async def test_the_list_as_a_table(desk: World, tmp_path: Path) -> None:
    await record(desk, "a")
    await call(desk, "1.1", "5509999")
    path = tmp_path / "calls.csv"

    assert await desk.history.export(HistoryFilter(text="5503301"), path) == 1
    text = path.read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["number"], row["fate"], row["talk_s"]) == ("5503301", Fate.ANSWERED.value, "30")


async def test_signed_out_a_table_is_empty(desk: World, tmp_path: Path) -> None:
    await call(desk, "1.1")
    await desk.session.sign_out()

    assert await desk.history.export(HistoryFilter(), tmp_path / "calls.csv") == 0


async def test_ones_own_data_holds_the_list(desk: World) -> None:
    await call(desk, "1.1")
    ((owner, past),) = await desk.history.everything(0, 10)

    assert owner == desk.history.owner
    assert past.call_id == "1.1"
    assert await desk.history.everything(int(past.key), 10) == ()
