"""The directory: loaded part by part, kept when a load fails, searched, and resolved."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.directory import Department, LineState, Presence
from ctiapp.model.errors import LinkTimeout, NotPermitted, StorageError, UsageError
from ctiapp.model.events import DirectoryChanged, DirectoryPart, LinkState
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account, Page
from ctiapp.services import directory_load
from ctiapp.services.directory import (
    CONTACTS_AGAIN_S,
    EXTENSIONS_AGAIN_S,
    FILE_AGAIN_S,
    MANY_EDITS,
    RELOAD_AFTER_S,
    TELL_EVERY_S,
    Directory,
)
from ctiapp.services.lookup import DirectoryProgress
from ctiapp.services.notices import Notices
from ctiapp.state.store import Store
from ctiapp.storage.book import ContactBook, Trouble
from tests.model.said import ME
from tests.services.fakes import INFO, LEO, Clock, FakePbx, contact, extension, pages, place, settle

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from ctiapp.model.directory import Extension
    from ctiapp.model.notice import Notice

EDITED = DirectoryChanged(DirectoryPart.EXTENSION, "2001", "update")
CHANGED = DirectoryChanged(DirectoryPart.EXTENSION, "", "update")
"""Of extensions that it does not name."""
MOVED = DirectoryChanged(DirectoryPart.ORGANIZATION, "3,4", "update")


class Office:
    """A directory over a PBX with a few people."""

    def __init__(self, book: ContactBook | None = None) -> None:
        self.book = ContactBook(None) if book is None else book
        self.clock = Clock()
        self.store = Store()
        self.told: list[Notice] = []
        notices = Notices()
        notices.subscribe(self.told.append)
        self.directory = Directory(self.store, notices, self.book, self.clock)
        self.steps: list[DirectoryProgress] = []
        self.directory.subscribe(self.steps.append)
        self.pbx = FakePbx(Account("p-series", "pbx", "client", ME))
        people = [extension("2001", "Ann Lee"), extension("2002", "Bob Ray"), LEO]
        self.pbx.extension_pages = list(pages(*people))
        self.pbx.contact_pages = list(pages(contact("Joe Goffin", "+12354978652", company="Acme")))
        self.pbx.place_list = (place("6402", "Support"),)

    def names(self, text: str) -> list[str]:
        """Who is found."""
        return [match.name for match in self.directory.search(text)]

    def loaded_at(self) -> datetime:
        """When the last load of contacts ended, by the clock that flies."""
        return self.clock().at - timedelta(seconds=1)

    async def loaded(self) -> None:
        """Attach, and let it load."""
        self.directory.attach(self.pbx, LEO)
        await settle()


@pytest.fixture
async def office(time_flies: None) -> AsyncIterator[Office]:
    """Not loaded yet."""
    made = Office()
    yield made
    made.pbx.gate.open()
    made.directory.detach()
    await settle()


# --- loading -------------------------------------------------------------------------------------


async def test_it_loads_page_by_page_and_says_how_far_it_is(office: Office) -> None:
    """Oneself is known from the beginning; the end says so, and when that was."""
    office.directory.attach(office.pbx, LEO)
    assert office.directory.extensions == (LEO,)
    assert office.directory.progress == DirectoryProgress()
    await settle()
    assert list(dict.fromkeys(office.steps)) == [
        DirectoryProgress(),
        DirectoryProgress(2, 3),
        DirectoryProgress(4, 4, done=True, as_of=office.clock().at),
    ]
    assert [ext.number.text for ext in office.directory.extensions] == ["2001", "2002", "2000"]
    assert office.directory.place_name(Number("6402")) == "Support"
    assert office.directory.place_name(Number("1")) is None
    assert office.directory.place_name(None) is None
    assert office.directory.identify(None) is None
    assert office.told == []


async def test_a_long_load_tells_every_now_and_then(office: Office) -> None:
    """Not at each page: whoever hears of it has ten thousand people to look at."""
    slow = office.pbx.extensions

    async def slowly() -> AsyncGenerator[Page[Extension], None]:
        async for page in slow():
            for item in page.items:
                yield Page((item,), 3)
                await asyncio.sleep(TELL_EVERY_S * 0.7)

    office.pbx.extensions = slowly  # type: ignore[method-assign]
    await office.loaded()
    await office.clock.pass_s(2)
    told = list(dict.fromkeys((step.loaded, step.done) for step in office.steps))
    assert told == [(0, False), (1, False), (3, False), (4, True)]


@pytest.mark.parametrize("part", ["places", "extensions", "contacts"])
async def test_what_one_part_lacks_costs_the_others_nothing(office: Office, part: str) -> None:
    """Each part is loaded by itself; what could not be had is said once."""
    error = NotPermitted("no right", code=10005)
    if part == "places":
        office.pbx.place_list = error
    elif part == "extensions":
        office.pbx.extension_pages[1] = error
    else:
        office.pbx.contact_pages = [error]
    await office.loaded()
    assert office.names("ann") == ["Ann Lee"]
    assert office.names("joe") == ([] if part == "contacts" else ["Joe Goffin"])
    assert office.names("support") == ([] if part == "places" else ["Support"])
    assert (office.directory.progress.done, office.directory.progress.failed) == (True, True)
    assert [(notice.key, notice.code) for notice in office.told] == [("directory.partial", "10005")]


@pytest.mark.expected_log("a part of the directory failed")
async def test_a_part_that_breaks_does_not_hang_the_rest(office: Office) -> None:
    """It is logged, and loading ends."""
    office.pbx.contact_pages = [ZeroDivisionError()]
    await office.loaded()
    assert office.directory.progress.failed
    assert office.names("ann") == ["Ann Lee"]


async def test_a_reload_that_fails_leaves_what_was_there(office: Office) -> None:
    """Better an old name than none; when it was last whole stays as it was."""
    await office.loaded()
    as_of = office.directory.progress.as_of
    office.pbx.extension_pages = [LinkTimeout("late")]
    office.pbx.contact_pages = [LinkTimeout("late")]
    office.directory.on_event(CHANGED)
    office.directory.refresh()
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.directory.progress.failed
    assert office.directory.progress.as_of == as_of
    assert office.names("bob") == ["Bob Ray"]
    assert office.names("joe") == ["Joe Goffin"]


async def test_what_failed_is_loaded_again_when_the_link_is_back(office: Office) -> None:
    """And only then; what was loaded whole stays."""
    office.pbx.contact_pages.insert(0, LinkTimeout("lost"))
    await office.loaded()
    assert office.directory.progress.failed
    del office.pbx.contact_pages[0]
    office.store.apply(events.LinkChanged(LinkState.DOWN), office.clock())
    await settle()
    assert office.pbx.loads == 1
    for state in (LinkState.UP, LinkState.DOWN, LinkState.UP):
        office.store.apply(events.LinkChanged(state), office.clock())
        await settle()
    assert office.pbx.loads == 2
    assert office.names("joe") == ["Joe Goffin"]


async def test_a_deleted_extension_is_gone_after_the_reload(office: Office) -> None:
    """A whole load replaces."""
    await office.loaded()
    office.pbx.extension_pages = list(pages(extension("2001", "Ann Lee-Moor"), LEO))
    office.directory.on_event(CHANGED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.names("bob") == []
    assert office.names("ann") == ["Ann Lee-Moor"]


# --- edits ---------------------------------------------------------------------------------------


async def test_many_edits_are_one_reload(office: Office) -> None:
    """They gather for a moment; so many are not asked for one by one."""
    await office.loaded()
    for number in range(MANY_EDITS + 1):
        office.directory.on_event(replace(EDITED, name=str(3000 + number)))
        await office.clock.pass_s(0.01)
    await office.clock.pass_s(60)
    assert (office.pbx.loads, office.pbx.asked) == (2, [])


async def test_one_edited_extension_is_read_alone(office: Office) -> None:
    """Created, changed, deleted: each is found as it is now, and nobody else is asked for."""
    await office.loaded()
    office.pbx.extension_pages = list(
        pages(extension("2001", "Ann Moor"), extension("2005", "Eve New"), LEO)
    )
    for name, action in (("2001", "UPDATE"), ("2005", "CREATE"), ("2002", "DELETE")):
        office.directory.on_event(DirectoryChanged(DirectoryPart.EXTENSION, name, action))
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert (office.pbx.loads, office.pbx.asked) == (1, ["2001", "2005"])
    assert office.names("ann") == ["Ann Moor"]
    assert office.names("eve") == ["Eve New"]
    assert office.names("bob") == []
    numbers = {each.number.text for each in office.directory.extensions}
    assert numbers == {"2000", "2001", "2005"}
    assert not office.directory.progress.failed


async def test_an_edited_extension_that_is_gone_meanwhile_is_gone(office: Office) -> None:
    """The PBX knows none of this number any more."""
    await office.loaded()
    office.pbx.extension_pages = list(pages(LEO))
    office.directory.on_event(EDITED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.names("ann") == []


async def test_where_one_cannot_be_asked_for_all_are_loaded(office: Office) -> None:
    """A right that is missing, or an older firmware; what fails otherwise is said."""
    await office.loaded()
    office.pbx.extension_error = NotPermitted("no", code=10005)
    office.directory.on_event(EDITED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.pbx.loads == 2
    office.pbx.extension_error = LinkTimeout("late")
    office.directory.on_event(EDITED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.pbx.loads == 2
    assert office.directory.progress.failed
    assert office.names("ann") == ["Ann Lee"]


@pytest.mark.expected_log("an extension could not be read")
async def test_an_extension_that_breaks_costs_the_next_one_nothing(office: Office) -> None:
    """It is logged; what is edited after it is read."""
    await office.loaded()
    office.pbx.extension_error = ZeroDivisionError()
    office.directory.on_event(EDITED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.directory.progress.failed
    office.pbx.extension_error = None
    office.pbx.extension_pages = list(pages(extension("2001", "Ann Moor"), LEO))
    office.directory.on_event(EDITED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.names("moor") == ["Ann Moor"]


async def test_departments_are_searched_and_told(office: Office) -> None:
    """Of several the smallest counts; moved, they are found under the new one."""
    ann, bob = (extension(number, "").ext_id for number in ("2001", "2002"))
    everybody = Department("1", "Company", None, frozenset({ann, bob}))
    office.pbx.department_list = (Department("2", "Sales", "1", frozenset({ann})), everybody)
    await office.loaded()
    assert office.names("sales") == ["Ann Lee"]
    assert office.names("company") == ["Bob Ray"]
    (match,) = office.directory.search("sales")
    assert (match.detail, match.department) == ("Sales", "Sales")
    assert len(office.directory.departments) == 2
    office.pbx.department_list = (Department("2", "Sales", "1", frozenset({bob})),)
    office.directory.on_event(MOVED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.pbx.loads == 1
    assert office.names("sales") == ["Bob Ray"]


async def test_where_departments_are_not_told_there_are_none(office: Office) -> None:
    """That is no fault; another failure is."""
    office.pbx.department_list = NotPermitted("no", code=10005)
    await office.loaded()
    assert not office.directory.progress.failed
    assert office.directory.departments == ()
    office.pbx.department_list = LinkTimeout("late")
    office.directory.on_event(MOVED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.directory.progress.failed


async def test_company_contacts_are_loaded_anew_every_hour_and_when_asked(office: Office) -> None:
    """No event tells of them."""
    await office.loaded()
    assert office.pbx.contact_loads == 1
    await office.clock.pass_s(CONTACTS_AGAIN_S + RELOAD_AFTER_S + 1)
    assert office.pbx.contact_loads == 2
    assert office.directory.progress.as_of == office.loaded_at()
    office.pbx.contact_pages = list(pages(contact("Moe Goffin", "+12354978652")))
    office.directory.refresh()
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert (office.pbx.contact_loads, office.pbx.loads) == (3, 1)
    assert office.names("goffin") == ["Moe Goffin"]


async def test_what_failed_is_asked_for_again_within_the_hour(office: Office) -> None:
    """The link may stay up for days."""
    office.pbx.place_list = LinkTimeout("late")
    await office.loaded()
    assert office.directory.progress.failed
    office.pbx.place_list = (place("6402", "Support"),)
    await office.clock.pass_s(CONTACTS_AGAIN_S + RELOAD_AFTER_S + 1)
    assert not office.directory.progress.failed
    assert office.names("support") == ["Support"]


async def test_a_pbx_that_tells_no_contacts_takes_none_away(office: Office) -> None:
    """No page at all is no empty list: the right may have been taken."""
    await office.loaded()
    office.pbx.contact_pages = []
    office.directory.refresh()
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.names("goffin") == ["Joe Goffin"]
    office.pbx.contact_pages = [Page((), 0)]
    office.directory.refresh()
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.names("goffin") == []


async def test_edits_that_never_end_do_not_keep_it_from_loading(office: Office) -> None:
    """An import of a thousand extensions on the PBX: every now and then they are read."""
    await office.loaded()
    for _ in range(40):
        office.directory.on_event(EDITED)
        office.directory.on_event(CHANGED)
        await office.clock.pass_s(0.5)
    assert office.pbx.loads >= 5


async def test_an_edit_during_a_load_is_loaded_after_it(office: Office) -> None:
    """The load that runs goes on; it may have passed the edited page already."""
    office.pbx.gate.shut()
    office.directory.attach(office.pbx, LEO)
    await settle()
    office.directory.on_event(EDITED)
    office.pbx.gate.open()
    await settle()
    assert (office.pbx.loads, office.directory.progress.done) == (1, True)
    assert office.pbx.asked == []
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert (office.pbx.loads, office.pbx.asked) == (1, ["2001"])


async def test_a_trunk_is_nobody(office: Office) -> None:
    """Its edit loads nothing; neither does any while signed out."""
    await office.loaded()
    office.directory.on_event(DirectoryChanged(DirectoryPart.TRUNK, "main", "update"))
    await office.clock.pass_s(60)
    assert office.pbx.loads == 1
    office.directory.detach()
    office.directory.on_event(EDITED)
    await office.clock.pass_s(60)
    assert office.pbx.loads == 1


async def test_another_pbx_knows_other_people(office: Office) -> None:
    """Names of the one before are forgotten at once, and its load ends."""
    office.pbx.gate.shut()
    office.directory.attach(office.pbx, LEO)
    await settle()
    other = FakePbx(Account("p-series", "other", "client", ME))
    other.extension_pages = list(pages(extension("3001", "Zoe")))
    office.directory.attach(other, LEO)
    office.pbx.gate.open()
    await settle()
    assert office.names("ann") == []
    assert office.names("zoe") == ["Zoe"]
    assert office.pbx.gate.waiting == 0


async def test_detaching_forgets_everybody(office: Office) -> None:
    """The answer is done when loading has ended."""
    office.pbx.gate.shut()
    office.directory.attach(office.pbx, LEO)
    await settle()
    task = office.directory.detach()
    assert task is not None
    await settle()
    assert task.done()
    assert office.directory.extensions == ()
    assert office.directory.progress == DirectoryProgress()
    assert office.directory.detach() is None


@pytest.mark.expected_log("more than 5 entries")
async def test_a_pbx_that_never_stops_sending_pages_is_stopped(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A directory has an end."""
    monkeypatch.setattr(directory_load, "MAX_ENTRIES", 5)
    office.pbx.extension_pages = [
        Page((extension(str(n), f"Name {n}"),), 10**9) for n in range(3000, 3020)
    ]
    await office.loaded()
    assert len(office.directory.extensions) == 5
    assert office.directory.progress.done


async def test_a_large_directory_lets_calls_be_shown_while_it_is_indexed(office: Office) -> None:
    """It is built beside the old one, in slices."""
    people = [extension(str(10_000 + n), f"Person {n}") for n in range(3000)]
    office.pbx.extension_pages = list(pages(*people, size=3000))
    office.directory.attach(office.pbx, LEO)
    turns = 0
    while not office.directory.progress.done:
        await office.clock.pass_s(0)
        turns += 1
        assert len(office.names("leo ball")) <= 1
    assert turns > 6
    assert office.names("person 2999") == ["Person 2999"]


async def test_people_who_were_read_again_are_found_by_their_new_names(office: Office) -> None:
    """After a gap all are read once, and not a second time for the book."""
    await office.loaded()
    office.pbx.extension_pages = list(pages(extension("2001", "Ann Moor"), LEO))
    again = await office.directory.read_people_again()
    assert [each.name for each in again] == ["Ann Moor", "Leo Ball"]
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.names("moor") == ["Ann Moor"]
    assert office.names("bob") == []
    assert office.pbx.loads == 2
    office.directory.detach()
    assert await office.directory.read_people_again() == ()


async def test_where_no_edit_is_told_the_extensions_are_read_now_and_then(office: Office) -> None:
    office.pbx.says_edits = False
    await office.loaded()
    office.pbx.extension_pages = list(pages(extension("2001", "Ann Moor"), LEO))
    await office.clock.pass_s(EXTENSIONS_AGAIN_S + RELOAD_AFTER_S + 1)
    assert office.names("moor") == ["Ann Moor"]
    assert office.names("bob") == []
    loads = office.pbx.loads
    office.pbx.extension_pages = list(pages(extension("2001", "Ann Lind"), LEO))
    office.directory.look_again()
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.pbx.loads == loads + 1
    assert office.names("lind") == ["Ann Lind"]
    assert office.told == []


async def test_what_could_not_be_read_again_stays_and_is_no_news(office: Office) -> None:
    office.pbx.says_edits = False
    await office.loaded()
    office.pbx.extension_pages = [LinkTimeout("gone")]
    office.directory.look_again()
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.names("bob") == ["Bob Ray"]
    assert office.told == []


async def test_where_edits_are_told_nobody_who_looks_costs_a_question(office: Office) -> None:
    await office.loaded()
    loads = office.pbx.loads
    office.directory.look_again()
    await office.clock.pass_s(EXTENSIONS_AGAIN_S + RELOAD_AFTER_S + 1)
    assert office.pbx.loads == loads


# --- the next start ------------------------------------------------------------------------------


@pytest.fixture
async def other(office: Office) -> AsyncIterator[Office]:
    """A second start over the same book, with the link as it may be."""
    await office.loaded()
    office.directory.detach()
    made = Office(office.book)
    yield made
    made.pbx.gate.open()
    made.directory.detach()
    await settle()


async def test_the_next_start_has_all_names_before_it_has_loaded_any(other: Office) -> None:
    """With the age that they have; oneself as the PBX has just said."""
    other.pbx.gate.shut()
    await other.loaded()
    progress = other.directory.progress
    assert (progress.loaded, progress.done) == (0, False)
    assert progress.as_of == other.clock().at
    assert other.names("joe") == ["Joe Goffin"]
    assert other.directory.place_name(Number("6402")) == "Support"
    assert [each.number.text for each in other.directory.extensions] == ["2001", "2002", "2000"]
    assert other.directory.extensions[2] is LEO
    who = other.directory.identify(Number("+12354978652"))
    assert who is not None
    assert (who.name, who.company) == ("Joe Goffin", "Acme")
    await other.clock.pass_s(30)
    other.pbx.gate.open()
    await settle()
    assert other.directory.progress.done
    assert other.directory.progress.as_of == other.clock().at


async def test_who_was_deleted_meanwhile_is_gone_once_all_is_loaded(other: Office) -> None:
    """And not before: half a load takes nobody away."""
    other.pbx.extension_pages = [*pages(extension("2001", "Ann Lee")), LinkTimeout("late")]
    await other.loaded()
    assert other.names("bob") == ["Bob Ray"]
    assert other.directory.progress.failed
    other.pbx.extension_pages = list(pages(extension("2001", "Ann Lee")))
    other.directory.on_event(CHANGED)
    await other.clock.pass_s(RELOAD_AFTER_S + 1)
    assert other.names("bob") == []


async def test_a_pbx_is_known_by_its_serial_number(office: Office) -> None:
    """Its people are its own; where it tells none, its address stands for it."""
    office.directory.attach(office.pbx, LEO, INFO)
    await settle()
    other = FakePbx(Account("p-series", "pbx", "client", ME))
    other.gate.shut()
    office.directory.attach(other, LEO, replace(INFO, sn="9"))
    await settle()
    assert office.names("ann") == []
    assert office.directory.identify(Number("2001")) is None
    office.directory.attach(other, LEO, INFO)
    await settle()
    assert office.names("ann") == ["Ann Lee"]
    other.gate.open()


# --- a book that cannot be used ------------------------------------------------------------------


class Full(sqlite3.OperationalError):
    """As SQLite tells that there is no room."""

    sqlite_errorname = "SQLITE_FULL"


async def test_what_passes_is_no_reason_to_leave_the_file(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, and tried again as what the PBX did not tell."""

    async def busy(*_: object) -> None:
        raise StorageError("the disk does not keep up")

    async def fall_back(_: StorageError) -> Trouble:
        raise AssertionError("it left the file")

    monkeypatch.setattr(office.book, "put", busy)
    monkeypatch.setattr(office.book, "fall_back", fall_back)
    monkeypatch.setattr(ContactBook, "in_memory", False)
    await office.loaded()
    assert [notice.key for notice in office.told] == ["directory.partial"]
    assert office.directory.progress.failed


async def test_the_file_is_tried_again_while_the_directory_lives_in_memory(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it can be used again, all is loaded into it."""
    tries = 0

    async def come_back() -> bool:
        nonlocal tries
        tries += 1
        return tries == 2

    monkeypatch.setattr(office.book, "come_back", come_back)
    monkeypatch.setattr(ContactBook, "may_come_back", property(lambda _: tries < 2))
    await office.loaded()
    loads = office.pbx.loads
    await Clock.pass_s(FILE_AGAIN_S + 1)
    assert (tries, office.pbx.loads) == (1, loads)
    await Clock.pass_s(FILE_AGAIN_S + 1)
    assert (tries, office.pbx.loads) == (2, loads + 1)


@pytest.mark.expected_log("book.memory")
async def test_a_book_that_cannot_be_written_is_said_once_and_all_is_loaded(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The directory lives in memory from then on."""
    book = ContactBook(None)
    broken = Office(book)
    real, calls = book.put, 0

    async def full(*args: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise StorageError("database or disk is full") from Full("database or disk is full")
        return await real(*args)  # type: ignore[arg-type]

    async def fall_back(_: StorageError) -> Trouble:
        return Trouble("book.memory", "database or disk is full")

    monkeypatch.setattr(book, "put", full)
    monkeypatch.setattr(book, "fall_back", fall_back)
    monkeypatch.setattr(ContactBook, "in_memory", False)
    await broken.loaded()
    assert [notice.key for notice in broken.told] == ["book.memory"]
    assert broken.names("joe") == ["Joe Goffin"]
    assert (broken.directory.progress.done, broken.directory.progress.failed) == (True, False)
    broken.directory.detach()
    await settle()


async def test_a_memory_that_cannot_be_written_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nothing left to fall back to; it is tried again when the link comes back."""

    async def full(*_: object) -> None:
        raise StorageError("out of memory")

    monkeypatch.setattr(office.book, "put", full)
    await office.loaded()
    assert [notice.key for notice in office.told] == ["directory.partial"]
    monkeypatch.undo()


# --- searching -----------------------------------------------------------------------------------


async def test_a_match_says_what_kind_it_is_and_shows_the_lamp(office: Office) -> None:
    """An event's word outranks the list's."""
    await office.loaded()
    (me,) = office.directory.search("leo")
    assert (me.kind, me.presence, me.line) == ("extension", "available", None)
    office.store.apply(events.PresenceChanged(ME, Presence.LUNCH), office.clock())
    office.store.apply(events.LineChanged(ME, LineState.BUSY), office.clock())
    (me,) = office.directory.search("leo")
    assert (me.presence, me.line) == ("lunch", "busy")
    (queue,) = office.directory.search("6402")
    assert (queue.kind, queue.detail, queue.presence) == ("place", "queue", None)
    (joe,) = office.directory.search("goffin")
    assert (joe.kind, joe.detail, joe.number_text) == ("contact", "Acme", "+1 235-497-8652")


async def test_only_so_many_are_answered(office: Office) -> None:
    """The best of them."""
    people = [extension(str(n), f"Ann {n}") for n in range(3000, 3050)]
    office.pbx.extension_pages = list(pages(*people, size=50))
    await office.loaded()
    assert len(office.directory.search("ann")) == 8
    assert [match.name for match in office.directory.search("ann", 2)] == ["Ann 3000", "Ann 3001"]


# --- what Enter calls ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2001", "2001"),
        ("555-3301", "5553301"),
        ("ann", "2001"),
        ("Ray Bob", "2002"),
        ("goffin", "+12354978652"),
        ("support", "6402"),
    ],
)
async def test_what_is_clear_is_called(office: Office, text: str, number: str) -> None:
    """A number as typed, or the only one who fits."""
    await office.loaded()
    assert office.directory.resolve(text) == Number(number)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "dial.empty"),
        ("  ", "dial.empty"),
        ("--", "dial.empty"),
        ("nobody", "dial.nobody"),
        ("l", "dial.several"),
        ("++", "dial.plus"),
        ("!", "dial.characters"),
    ],
)
async def test_what_is_not_clear_says_why(office: Office, text: str, key: str) -> None:
    """Letters never become digits."""
    await office.loaded()
    with pytest.raises(UsageError) as caught:
        office.directory.resolve(text)
    assert caught.value.key == key


async def test_an_exact_name_is_clear_among_many_that_begin_so(office: Office) -> None:
    """Wherever it stands in the list."""
    names = ["Ann Leeson", "Ann Leeds", "Ann Leek", "Ann Lee"]
    people = [extension(str(3000 + n), name) for n, name in enumerate(names)]
    office.pbx.extension_pages = list(pages(*people, size=50))
    await office.loaded()
    assert office.directory.resolve("ann lee") == Number("3003")
    with pytest.raises(UsageError):
        office.directory.resolve("ann leed ann x")
