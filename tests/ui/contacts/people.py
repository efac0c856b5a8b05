"""Contacts for these tests, a real directory that keeps them, and a place that shows them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from ctiapp.desktop.keystore import MemorySecrets
from ctiapp.model.commands import Capability
from ctiapp.model.directory import Contact, ContactNumber, Origin
from ctiapp.model.number import Number
from ctiapp.services.directory import Directory
from ctiapp.services.importing import Importer
from ctiapp.state.store import Store
from ctiapp.storage.book_rows import of_contact
from ctiapp.ui.contacts.controller import PAGE, ContactsController
from ctiapp.ui.people.view import PeoplePlace
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import World, online, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.model.errors import CtiError
    from ctiapp.model.notice import Notice
    from ctiapp.ui.contacts.sheet import Sheet


def contact(
    contact_id: str,
    name: str,
    *numbers: str,
    origin: Origin = Origin.COMPANY,
    **more: Any,
) -> Contact:
    """Somebody."""
    kinds = ("business", "mobile", "home", "other")
    held = tuple(
        ContactNumber(kind, Number(number)) for kind, number in zip(kinds, numbers, strict=False)
    )
    return Contact(contact_id, name, numbers=held, origin=origin, **more)


COMPANY = (
    contact("1", "Anna Berg", "+49301111", "+491701111", company="Laundry", email="a@b.example"),
    contact("2", "Bob Crane", "+49302222", phonebooks=("Suppliers",)),
    contact("3", "Cora Dahl", "+49301111"),
)


class Pbx:
    """A PBX that keeps company contacts, or refuses to.

    Attributes:
        unread: why none can be read.
        gone: who was deleted by somebody else.
        told: who was changed by somebody else.
        reading, saving: its answers wait for these.
    """

    def __init__(self) -> None:
        self.saved: list[Contact] = []
        self.deleted: list[str] = []
        self.begun_with: list[Contact | None] = []
        self.refusal: CtiError | None = None
        self.unread: CtiError | None = None
        self.gone: set[str] = set()
        self.told: dict[str, Contact] = {}
        self.reading: asyncio.Event | None = None
        self.saving: asyncio.Event | None = None
        self.withdrawn: frozenset[Capability] = frozenset()

    async def contact(self, contact_id: str) -> Contact | None:
        if self.reading is not None:
            await self.reading.wait()
        if self.unread is not None:
            raise self.unread
        if contact_id in self.gone:
            return None
        if contact_id in self.told:
            return self.told[contact_id]
        known = next((one for one in (*self.saved, *COMPANY) if one.contact_id == contact_id), None)
        if known is None:
            return None
        first, _, last = known.name.partition(" ")
        return replace(known, first_name=first, last_name=last)

    async def save_contact(self, saved: Contact, before: Contact | None = None) -> str:
        self.begun_with.append(before)
        if self.saving is not None:
            await self.saving.wait()
        if self.refusal is not None:
            raise self.refusal
        kept = replace(saved, contact_id=saved.contact_id or "17")
        self.saved.append(kept)
        return kept.contact_id

    async def delete_contact(self, contact_id: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.deleted.append(contact_id)


class Scene:
    """The place of the people, with the list of contacts in it."""

    def __init__(self, place: PeoplePlace, world: World, directory: Directory, pbx: Pbx) -> None:
        self.place, self.world, self.directory, self.pbx = place, world, directory, pbx
        self.told: list[Notice] = []
        self.tasks = Tasks(self.told.append)
        self.importer = Importer(directory, MemorySecrets(), lambda: cast("Any", None))
        services = replace(world.services, directory=directory, importer=lambda: self.importer)
        self.contacts = ContactsController(place, services, self.tasks, self.told.append)
        self.page = self.contacts.page
        self.called: list[Number] = []
        self.contacts.called.connect(self.called.append)

    async def listed(self, scope: int) -> None:
        """Show a list, once it is read."""
        self.place.show_page(PAGE)
        await until(lambda: self.page.scope_box.count() > scope)
        self.page.scope_box.setCurrentIndex(scope)
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until nothing runs any more."""
        await until(lambda: self.tasks.running == 0)
        await asyncio.sleep(0)

    async def choose(self, row: int) -> Sheet:
        """Somebody in the list; their sheet."""
        self.page.list.setCurrentIndex(self.page.list.contacts.index(row))
        await self.quiet()
        sheet = self.contacts.sheet
        assert sheet is not None
        return sheet

    @property
    def names(self) -> list[str]:
        """Who stands in the list."""
        model = self.page.list.contacts
        return [model.contact(row).name for row in range(model.rowCount())]  # type: ignore[union-attr]


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    """The shown place."""
    world = World()
    world.session.status = replace(online(), capabilities=frozenset({Capability.EDIT_CONTACTS}))
    pbx = Pbx()
    world.session.pbx = pbx  # type: ignore[attr-defined]
    directory = Directory(Store(), world.notices)
    await directory._book.serve("SN1", world.clock().at)
    await directory._book.put(Origin.COMPANY, [of_contact(each) for each in COMPANY])
    directory._pbx = cast("Any", pbx)
    await directory.save(contact("", "Zoe Own", "0555", origin=Origin.OWN))
    place = PeoplePlace()
    place.resize(1100, 700)
    made = Scene(place, world, directory, pbx)
    place.show()
    place.activateWindow()
    await until(place.isActiveWindow)
    try:
        yield made
    finally:
        made.contacts.stop()
        await made.tasks.close()
        await directory.close()
        place.hide()
        place.deleteLater()
