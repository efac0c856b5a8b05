"""What the user keeps: contacts, favourites, choices and notes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Contact, ContactNumber, Origin, PersonKey, person_key
from ctiapp.model.errors import LinkTimeout, NotPermitted, StorageError, UsageError
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan
from ctiapp.pbx.interface import Account
from ctiapp.services import directory, directory_edit
from ctiapp.services.directory import Directory
from ctiapp.services.directory_edit import Imported
from ctiapp.services.notices import Notices
from ctiapp.state.store import Store
from ctiapp.storage.book import ContactBook
from tests.model.said import ME
from tests.services.fakes import LEO, FakePbx, contact, extension, pages, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.model.notice import Notice

ADA = Contact("", "Ada Byron", numbers=(ContactNumber("mobile", Number("+441234567")),))
OWN = replace(ADA, origin=Origin.OWN)


class WritingPbx(FakePbx):
    """Keeps company contacts."""

    def __init__(self, address: str = "pbx") -> None:
        super().__init__(Account("p-series", address, "client", ME))
        self.kept: dict[str, Contact] = {}
        self.error: Exception | None = None
        self.read_error: Exception | None = None
        self.begun_with: Contact | None = None

    async def save_contact(self, contact: Contact, before: Contact | None = None) -> str:
        self.begun_with = before
        if self.error is not None:
            raise self.error
        contact_id = contact.contact_id or str(100 + len(self.kept))
        # It answers the parts of a name, not the whole.
        first, _, last = contact.name.partition(" ")
        self.kept[contact_id] = replace(
            contact, contact_id=contact_id, name="", first_name=first, last_name=last.upper()
        )
        return contact_id

    async def contact(self, contact_id: str) -> Contact | None:
        if self.read_error is not None:
            raise self.read_error
        return self.kept.get(contact_id)

    async def delete_contact(self, contact_id: str) -> None:
        if self.error is not None:
            raise self.error
        del self.kept[contact_id]


class Desk:
    """A directory signed in to such a PBX."""

    def __init__(self) -> None:
        self.told: list[Notice] = []
        notices = Notices()
        notices.subscribe(self.told.append)
        self.book = ContactBook(None)
        self.directory = Directory(Store(), notices, self.book)
        self.pbx = WritingPbx()
        self.pbx.extension_pages = list(pages(extension("2001", "Ann Lee"), LEO))
        self.pbx.contact_pages = list(pages(contact("Joe Goffin", "+12354978652")))

    def names(self, text: str) -> list[str]:
        return [match.name for match in self.directory.search(text)]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """Loaded."""
    made = Desk()
    made.directory.attach(made.pbx, LEO)
    await settle()
    yield made
    made.directory.detach()
    await settle()
    await made.directory.close()


async def test_a_company_contact_is_written_and_read_as_the_pbx_has_it(desk: Desk) -> None:
    """It is found at once, by the name that the PBX made of it."""
    key = await desk.directory.save(ADA)
    assert key == "company:100"
    assert desk.names("ada") == ["Ada BYRON"]
    found = desk.directory.contact(key)
    assert found is not None
    await desk.directory.save(replace(found, name="Ada King"))
    assert desk.names("ada") == ["Ada KING"]
    await desk.directory.delete(key)
    assert desk.names("ada") == []
    assert desk.pbx.kept == {}


async def test_what_is_kept_while_a_page_is_on_its_way_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is it written over by what was, nor taken out as unknown, nor does it come back."""
    monkeypatch.setattr(directory, "RELOAD_AFTER_S", 0.0)
    joe = desk.directory.contacts().contacts[0]
    desk.pbx.kept[joe.contact_id] = joe
    desk.pbx.gate.shut()
    desk.directory.refresh()
    await settle()
    await desk.directory.save(ADA)
    await desk.directory.delete(person_key(Origin.COMPANY, joe.contact_id))
    desk.pbx.gate.open()
    await settle()

    assert desk.names("ada") == ["Ada BYRON"]
    assert desk.names("joe") == []


async def test_a_delete_that_ends_after_a_change_of_the_pbx_takes_nobody_of_the_new_one(
    desk: Desk,
) -> None:
    """Ids are counted at each PBX: another has it here."""
    key = await desk.directory.save(ADA)
    other, answered = WritingPbx("other"), asyncio.Event()
    other.contact_pages = list(pages(replace(ADA, contact_id="100", name="Eve Moss")))
    really = desk.pbx.delete_contact

    async def late(contact_id: str) -> None:
        await answered.wait()
        await really(contact_id)

    desk.pbx.delete_contact = late  # type: ignore[method-assign]
    task = asyncio.create_task(desk.directory.delete(key))
    await settle()
    desk.directory.attach(other, LEO)
    await settle()
    assert desk.names("eve") == ["Eve Moss"]
    answered.set()
    await task

    assert desk.names("eve") == ["Eve Moss"]
    desk.directory.attach(desk.pbx, LEO)
    desk.pbx.gate.shut()
    await settle()
    assert desk.names("ada") == []


async def test_an_edit_begins_with_what_the_pbx_has_now_or_not_at_all(desk: Desk) -> None:
    """What is kept here is as old as the last load: it would write over what others wrote."""
    key = await desk.directory.save(ADA)
    desk.pbx.kept["100"] = replace(desk.pbx.kept["100"], company="Newer & Co")
    whole = await desk.directory.whole(key)
    assert whole is not None
    assert whole.company == "Newer & Co"
    await desk.directory.save(replace(whole, remark="x"), before=whole)
    assert desk.pbx.begun_with == whole

    desk.pbx.read_error = LinkTimeout("late")
    with pytest.raises(LinkTimeout):
        await desk.directory.whole(key)
    desk.pbx.read_error = None
    del desk.pbx.kept["100"]
    assert await desk.directory.whole(key) is None
    desk.directory._pbx = None
    with pytest.raises(UsageError) as caught:
        await desk.directory.whole(key)
    assert caught.value.key == "contact.offline"


async def test_what_cannot_be_read_back_is_kept_as_it_was_sent(desk: Desk) -> None:
    """The next load tells."""
    desk.pbx.read_error = LinkTimeout("late")
    await desk.directory.save(ADA)
    assert desk.names("ada") == ["Ada Byron"]


async def test_what_the_pbx_refuses_is_not_kept(desk: Desk) -> None:
    """Neither a new one nor one less."""
    key = await desk.directory.save(ADA)
    desk.pbx.error = NotPermitted("no", code=10005)
    with pytest.raises(NotPermitted):
        await desk.directory.save(replace(ADA, name="Eve Moss"))
    with pytest.raises(NotPermitted):
        await desk.directory.delete(key)
    assert desk.names("eve") == []
    assert desk.names("ada") == ["Ada BYRON"]


async def test_ones_own_need_no_pbx_and_outlive_it(desk: Desk) -> None:
    """Company contacts need one; extensions and places are nobody's to change."""
    desk.directory.detach()
    await settle()
    key = await desk.directory.save(OWN)
    assert desk.names("ada") == ["Ada Byron"]
    with pytest.raises(UsageError) as caught:
        await desk.directory.save(ADA)
    assert caught.value.key == "contact.offline"
    with pytest.raises(UsageError) as caught:
        await desk.directory.delete(PersonKey("company:1"))
    assert caught.value.key == "contact.offline"
    for wrong in ("extension:2001", "nonsense"):
        with pytest.raises(UsageError) as caught:
            await desk.directory.delete(PersonKey(wrong))
        assert caught.value.key == "contact.not_ours"
    with pytest.raises(UsageError) as caught:
        await desk.directory.save(replace(ADA, origin=Origin.PLACE))
    assert caught.value.key == "contact.not_ours"
    await desk.directory.delete(key)
    assert desk.names("ada") == []


async def test_an_import_tells_how_far_it_is_and_can_be_cancelled(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written by then stays; the next import finds it."""
    monkeypatch.setattr(directory_edit, "SLICE", 2)
    people = [replace(OWN, name=f"Person {n}", uid=f"u{n}") for n in range(5)]
    steps: list[tuple[int, int]] = []

    def step(done: int, total: int) -> None:
        steps.append((done, total))
        if done == 4 and len(steps) == 2:
            running.cancel()

    running = asyncio.ensure_future(desk.directory.import_contacts(people, step))
    with pytest.raises(asyncio.CancelledError):
        await running
    assert steps == [(2, 5), (4, 5)]
    assert len(desk.names("person")) == 4
    done = await desk.directory.import_contacts(people, step)
    assert done == Imported(added=1, changed=0, same=4)


async def test_favourites_choices_and_notes_are_kept_without_waiting(desk: Desk) -> None:
    """And heard of."""
    ann, ada = person_key(Origin.EXTENSION, "2001"), await desk.directory.save(OWN)
    heard: list[object] = []
    desk.directory.subscribe(heard.append)
    desk.directory.set_favourite(ann, on=True)
    desk.directory.set_note(ada, " prefers mornings ")
    await settle()
    assert desk.directory.favourites == (ann,)
    assert desk.directory.note_on(ada) == "prefers mornings"
    assert len(heard) == 2
    desk.directory.set_favourite(ann, on=False)
    await settle()
    assert desk.directory.favourites == ()


async def test_of_several_the_chosen_one_is_named(desk: Desk) -> None:
    """From the next time on."""
    shared = (ContactNumber("business", Number("+12354978652")),)
    ada = await desk.directory.save(replace(OWN, numbers=shared))
    number = Number("+12354978652")
    both = desk.directory.identify(number)
    assert both is not None
    assert both.several
    desk.directory.choose(number, ada)
    await settle()
    chosen = desk.directory.identify(number)
    assert chosen is not None
    assert (chosen.name, chosen.several) == ("Ada Byron", False)

    assert await desk.directory.forget_choices(number) == 1
    again = desk.directory.identify(number)
    assert again is not None
    assert again.several


async def test_of_several_numbers_the_one_taken_last_is_offered_first(desk: Desk) -> None:
    """Of somebody who has several; a number that is not theirs counts for nothing."""
    two = (ContactNumber("business", Number("+4911")), ContactNumber("mobile", Number("+4922")))
    ada = await desk.directory.save(replace(OWN, numbers=two))
    one = await desk.directory.save(replace(OWN, name="Bea", numbers=two[:1]))
    for key, number in ((ada, "+4933"), (one, "+4911"), (person_key(Origin.OWN, "x"), "+4911")):
        desk.directory.reach_by(key, Number(number))
    await settle()
    assert [desk.book.reached_by(key) for key in (ada, one)] == [None, None]

    desk.directory.reach_by(ada, Number("+4922"))
    await settle()
    kept = desk.directory.contact(ada)
    assert kept is not None
    assert [way.number.text for way in desk.directory.ways(kept)] == ["+4922", "+4911"]
    match, other = desk.directory.search("ada", 8)
    assert (match.number.text, match.number_kind) == ("+4922", "mobile")
    assert (other.number.text, other.number_kind) == ("+4911", "business")

    assert await desk.directory.forget_choices(Number("+4922")) == 1
    assert [way.number.text for way in desk.directory.ways(kept)] == ["+4911", "+4922"]


async def test_what_was_chosen_before_the_plan_was_known_is_forgotten_too(desk: Desk) -> None:
    """Then it was kept under the number as it came; those of others stay."""
    ada = await desk.directory.save(OWN)
    for text in ("089123456", "0049089123456", "089123457"):
        await desk.book.choose(text, ada)
    desk.directory.plan = NumberPlan("DE")
    await desk.book.choose("+4989123456", ada)

    assert await desk.directory.forget_choices(Number("+4989123456")) == 3
    assert [desk.book.chosen(n) for n in ("089123456", "+4989123456")] == [None, None]
    assert desk.book.chosen("089123457") == ada


async def test_a_list_of_contacts_shows_a_part(desk: Desk) -> None:
    """All by name, or those whom a text may mean."""
    await desk.directory.save(OWN)
    await desk.directory.save(Contact("", "No Number", origin=Origin.OWN))
    page = desk.directory.contacts(limit=2)
    assert (page.total, [each.name for each in page.contacts]) == (3, ["Ada Byron", "Joe Goffin"])
    assert [each.name for each in desk.directory.contacts("goffin").contacts] == ["Joe Goffin"]
    assert [each.name for each in desk.directory.contacts("no num").contacts] == ["No Number"]
    assert desk.names("no num") == []
    assert desk.directory.contacts("ann").total == 0
    assert desk.directory.contacts("ann", origins=[Origin.EXTENSION]).total == 1


async def test_what_cannot_be_kept_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for it, so it is a notice."""

    async def full(*_: object, **__: object) -> None:
        raise StorageError("full")

    monkeypatch.setattr(desk.book, "set_note", full)
    desk.directory.set_note(PersonKey("own:1"), "x")
    await settle()
    assert [notice.key for notice in desk.told] == ["error.storage"]
