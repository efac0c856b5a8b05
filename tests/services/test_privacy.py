"""How long things are kept, forgetting somebody, and taking one's data along."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError, UsageError
from ctiapp.model.history import Fate, PastCall
from ctiapp.model.ids import CallId
from ctiapp.model.journal import JournalEntry
from ctiapp.model.number import Number
from ctiapp.model.numberplan import Block, NumberPlan
from ctiapp.model.stays import Stay
from ctiapp.services.hotel.guests import Guests
from ctiapp.services.journal import ABOUT, CALL, HOTEL, LISTENING, NOTE
from ctiapp.services.privacy import AFTER_START_S, DAILY_S, Privacy, Traces, too_old
from ctiapp.settings import Settings
from ctiapp.storage.book_retention import Remark
from ctiapp.storage.hotel import HotelFile
from tests.model.said import inbound, mine
from tests.services.fakes import INFO, START, Clock, World, settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from ctiapp.model.directory import Contact

CALLER = Number("+15550123301")
CHOSEN = Number("+15550999")
OTHER = Number("+492110123301")  # it ends as the caller's does


class Book:
    """Somebody was chosen for one number, once."""

    def __init__(self) -> None:
        self.forgotten: list[Number] = []
        self.chosen = CHOSEN
        self.unused: list[datetime] = []

    async def own_contacts(self) -> Sequence[Contact]:
        return ()

    async def choices_of(self, number: Number) -> int:
        return int(number not in self.forgotten and number == self.chosen)

    async def forget_choices(self, number: Number) -> int:
        self.forgotten.append(number)
        return 1

    async def forget_unused(self, before: datetime) -> int:
        self.unused.append(before)
        return 1

    async def remarks(self) -> Sequence[Remark]:
        return (Remark("note", "SN1", "company:7", "Ann", text="prefers mornings"),)


@pytest.fixture
def book() -> Book:
    """With one choice."""
    return Book()


@pytest.fixture
async def privacy(world: World, book: Book) -> Privacy:
    """Over a journal with calls and notes of two people, and a deed."""
    for days, kind, number in (
        (1, CALL, CALLER),
        (400, CALL, CALLER),
        (400, NOTE, Number("0015550123301")),
        (2, NOTE, OTHER),
        (400, LISTENING, Number("1003")),
    ):
        row = len(world.kept.rows)
        at = world.clock().at - timedelta(days=days)
        world.kept.take(JournalEntry(at, kind, number, CallId(f"{row}.0")), number.text[-7:])
    return Privacy(
        clock=world.clock,
        preferences=world.preferences,
        journal=world.journal,
        callers=world.callers,
        notes=world.notes,
        plan=lambda: world.plan,
        settings_file=None,
        book=book,
    )


def test_each_kind_has_its_own_time() -> None:
    """What is kept for ever is not looked for."""
    settings = replace(Settings(), keep_calls_days=30, keep_notes_days=0)
    found = too_old(settings, START)
    assert found[CALL] == START - timedelta(days=30)
    assert NOTE not in found
    assert found[LISTENING] == START - timedelta(days=730)


async def test_what_is_too_old_goes_soon_after_the_start_and_daily(
    world: World, privacy: Privacy
) -> None:
    """By the settings of that day; what stands in the way is no reason to give up."""
    privacy.start()
    await Clock.pass_s(AFTER_START_S + 1)
    assert len(world.kept.of(CALL)) == 1
    assert len(world.kept.of(NOTE)) == 2

    world.kept.refuses = True
    await Clock.pass_s(DAILY_S)
    world.kept.refuses = False
    world.preferences.change(lambda settings: replace(settings, keep_notes_days=100))
    await Clock.pass_s(DAILY_S + 1)
    assert len(world.kept.of(NOTE)) == 1
    assert len(world.kept.of(LISTENING)) == 1
    await privacy.stop()


async def test_what_is_kept_for_ever_is(world: World, privacy: Privacy) -> None:
    """Nothing goes."""
    world.preferences.change(
        lambda s: replace(s, keep_calls_days=0, keep_notes_days=0, keep_deeds_days=0)
    )
    assert await privacy.prune() == 0
    assert len(world.kept.rows) == 5


async def test_people_of_an_unused_pbx_have_their_own_time(
    world: World, privacy: Privacy, book: Book
) -> None:
    """For ever is for ever."""
    world.preferences.change(lambda s: replace(s, keep_contacts_days=30))
    await privacy.prune()
    world.preferences.change(lambda s: replace(s, keep_contacts_days=0))
    await privacy.prune()
    assert book.unused == [world.clock().at - timedelta(days=30)]


async def test_a_number_is_forgotten_however_it_was_written(
    world: World, privacy: Privacy, book: Book
) -> None:
    """It, and nobody whose number only ends so; what was done for others stays."""
    assert await privacy.traces(CALLER) == Traces(2, 1)
    assert (await privacy.traces(CALLER)).total == 3

    assert await privacy.forget(Number("15550123301")) == 4
    assert [entry.number for entry in world.kept.kept] == [OTHER, Number("1003")]
    assert book.forgotten == [Number("15550123301")]
    assert await privacy.traces(CALLER) == Traces()


async def test_what_is_kept_besides_the_journal_is_told_too(
    world: World, privacy: Privacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom the PBX's list alone knows, or a choice, shall not be said to have left no trace."""
    assert await privacy.traces(CHOSEN) == Traces(0, 0, 1)
    await privacy.forget(CHOSEN)
    assert not (await privacy.traces(CHOSEN)).total

    async def with_person(number: Number, _limit: int) -> Sequence[PastCall]:
        call = PastCall("1", START, number, "", None, incoming=True, fate=Fate.MISSED)
        return (replace(call, note="late"), call, call) if number == CALLER else ()

    monkeypatch.setattr(privacy._history, "with_person", with_person)
    assert await privacy.traces(CALLER) == Traces(3, 1)
    assert await privacy.traces(OTHER) == Traces(0, 1)


async def test_it_is_found_behind_hundreds_of_others(world: World, privacy: Privacy) -> None:
    """Whose numbers end as this one does; and all of its own are counted."""
    for count in range(ABOUT + 50):
        for number in (CALLER, OTHER):
            entry = JournalEntry(world.clock().at, CALL, number, CallId(f"more-{count}"))
            world.kept.take(entry, number.text[-7:])
    for count in range(2 * ABOUT):
        entry = JournalEntry(world.clock().at, NOTE, OTHER, CallId(f"other-{count}"))
        world.kept.take(entry, OTHER.text[-7:])

    assert await privacy.traces(CALLER) == Traces(ABOUT + 52, 1)
    assert await privacy.forget(CALLER) == ABOUT + 54
    assert await privacy.traces(CALLER) == Traces()
    assert CALLER not in [entry.number for entry in world.kept.kept]
    assert (await privacy.traces(OTHER)).calls == ABOUT + 50


async def test_it_is_found_by_whatever_it_ends_with(world: World, privacy: Privacy) -> None:
    """A line of six digits ends otherwise where it is written with its country."""
    world.plan = NumberPlan("AD")
    entry = JournalEntry(world.clock().at, NOTE, Number("712345"), CallId("7.7"))
    world.kept.take(entry, "712345")

    assert await privacy.traces(Number("+376712345")) == Traces(0, 1)


async def test_an_extensions_traces_are_those_at_this_pbx(world: World, privacy: Privacy) -> None:
    """At another the number is somebody else's; where it is not known, it may be this one's."""
    await world.sign_in()
    world.plan = NumberPlan("US", internal=(Block("1000", "1999"),))
    for pbx in (INFO.sn, "another", None):
        entry = JournalEntry(world.clock().at, NOTE, Number("1001"), CallId(f"at {pbx}"), {}, pbx)
        world.kept.take(entry, "1001")

    assert await privacy.traces(Number("1001")) == Traces(0, 2)
    assert await privacy.forget(Number("1001")) == 3
    assert [e.pbx for e in world.kept.kept if e.number == Number("1001")] == ["another"]


async def test_a_note_on_a_call_that_goes_on_is_forgotten_too(
    world: World, privacy: Privacy
) -> None:
    """What is on the screen, and what was not written yet."""
    await world.sign_in()
    world.link.told(inbound("ALERT", CALLER.text), mine("RING"))
    await Clock.pass_s(0.2)
    world.notes.write(CallId("1.1"), "a")
    await settle()
    world.notes.write(CallId("1.1"), "ab")
    await privacy.forget(CALLER)
    await Clock.pass_s(1)

    card = world.desk.card(CallId("1.1"))
    assert card is not None
    assert (card.note, card.caller) == ("", None)
    assert [entry.number for entry in world.kept.of(NOTE)] == [OTHER]


async def test_who_withholds_the_number_cannot_be_forgotten(privacy: Privacy) -> None:
    """There is nothing by which they could be found."""
    with pytest.raises(UsageError) as refused:
        await privacy.forget(Number(""))
    assert refused.value.key == "privacy.withheld"


async def test_what_cannot_be_forgotten_is_said(world: World, privacy: Privacy) -> None:
    """It is still there."""
    world.kept.refuses = True
    with pytest.raises(StorageError):
        await privacy.forget(CALLER)
    world.kept.refuses = False
    assert await privacy.traces(CALLER) == Traces(2, 1)


async def test_one_takes_ones_own_data_along(privacy: Privacy, tmp_path: Path) -> None:
    """All of the journal, and what was remarked of people."""
    told: list[int] = []
    assert await privacy.export(tmp_path / "mine.zip", told.append) == 5
    assert told == [5]
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        people = json.loads(archive.read("people.json"))
    assert people == [
        {
            "kind": "note",
            "pbx": "SN1",
            "person": "company:7",
            "name": "Ann",
            "text": "prefers mornings",
        }
    ]


async def test_guests_of_a_hotel_are_looked_after_with_the_rest(
    world: World, privacy: Privacy, tmp_path: Path
) -> None:
    """Counted, forgotten, taken along, and kept as long as the people of a PBX."""
    file = HotelFile(None)
    privacy._guests = Guests(file, lambda: INFO)
    stay = Stay(0, Number("105"), ("Ann",), "Ann", mobile=CHOSEN.text, at=world.clock().at)
    await file.put_stay("SN1", stay)
    assert await privacy.traces(CHOSEN) == Traces(0, 0, 1, 1)
    assert (await privacy.traces(CHOSEN)).total == 2

    await privacy.export(tmp_path / "mine.zip", lambda _: None)
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert b"105,Ann," in archive.read("stays.csv")

    assert await privacy.forget(CHOSEN) == 2
    assert not (await privacy.traces(CHOSEN)).total

    await file.close_stay("SN1", Number("105"), "x", world.clock().at - timedelta(days=31))
    world.preferences.change(lambda s: replace(s, keep_contacts_days=30))
    await privacy.prune()
    assert await file.everything(0, 9) == ()
    await file.close()


def test_who_was_checked_in_and_out_is_kept_as_long_as_other_deeds() -> None:
    """Somebody may have to answer for it."""
    found = too_old(Settings(), START)
    assert found[HOTEL] == found[LISTENING]
