"""What the user keeps and changes in the directory: contacts, favourites, choices, notes."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ctiapp.model.directory import Contact, Origin, PersonKey, key_parts, person_key
from ctiapp.model.errors import CtiError, StorageError, UsageError
from ctiapp.model.number import Number
from ctiapp.model.ways import ways_of
from ctiapp.services.directory_lists import Lists
from ctiapp.storage.book import ContactsPage

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from ctiapp.model.directory import ContactNumber
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.pbx.interface import Pbx
    from ctiapp.storage.book import ContactBook
    from ctiapp.storage.book_rows import Row

SLICE = 500
"""Contacts of an import that are written at once; in between it can be cancelled."""
MOST_FOUND = 200
"""People whom a text finds in the list of contacts."""
CLOSE_S = 3.0
"""How long quitting waits for what is being written."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        added, changed, same: how many contacts.
    """

    added: int = 0
    changed: int = 0
    same: int = 0


class Editing(Lists):
    """The user's side of the directory; whoever derives from it serves the PBX's.

    Args:
        book: where everything is kept.
    """

    _pbx: Pbx | None

    def __init__(self, book: ContactBook) -> None:
        super().__init__(book)
        self._writing: set[asyncio.Task[None]] = set()

    # -- reading ---------------------------------------------------------------------------------

    @property
    def favourites(self) -> tuple[PersonKey, ...]:
        """Whom the user keeps at the top, the first one first."""
        return self._book.favourites

    def contact(self, key: PersonKey) -> Contact | None:
        """All that is kept of somebody, extensions and places, too; None where nobody is."""
        return self._book.contact(key)

    def contacts(
        self,
        text: str = "",
        *,
        origins: Sequence[Origin] = (Origin.OWN, Origin.COMPANY),
        offset: int = 0,
        limit: int = 100,
    ) -> ContactsPage:
        """Some contacts by name, for a list that shows a part at a time.

        With a text: those whom it may mean, the best first, `MOST_FOUND` at most.
        """
        if not text.strip():
            return self._book.contacts(origins, offset, limit)
        hits = self._book.search(text, MOST_FOUND)
        keys = list(dict.fromkeys(hit.key for hit in hits if hit.origin in origins))
        shown = (self._book.contact(key) for key in keys[offset : offset + limit])
        return ContactsPage(len(keys), tuple(each for each in shown if each is not None))

    async def whole(self, key: PersonKey) -> Contact | None:
        """The same, to be edited: a company contact as the PBX has it now, name by parts and all.

        A list of the PBX's may tell less (of a P-Series, the whole name alone), and what is kept
        here is as old as the last load: neither is anything to begin an edit with.

        Returns:
            Them; None where they are gone, here or at the PBX.

        Raises:
            UsageError: key ``contact.offline``: there is no PBX to ask.
            PbxError, LinkError: the PBX did not tell.
        """
        known, parts = self.contact(key), key_parts(key)
        if known is None or parts is None or parts[0] is not Origin.COMPANY:
            return known
        told = await self._online().contact(parts[1])
        if told is None:
            return None
        return replace(told, phonebooks=told.phonebooks or known.phonebooks)

    def note_on(self, key: PersonKey) -> str:
        """What the user noted of somebody; empty where nothing."""
        return self._book.note(key)

    def ways(self, contact: Contact) -> tuple[ContactNumber, ...]:
        """By which numbers a contact can be reached, the one that was taken last first."""
        last = self._book.reached_by(person_key(contact.origin, contact.contact_id))
        return ways_of(contact, last)

    # -- small things, written without anybody waiting -------------------------------------------

    def set_favourite(self, key: PersonKey, *, on: bool) -> None:
        """Keep somebody at the top, or no longer."""
        self._soon(self._book.set_favourite(key, on=on))

    def choose(self, number: Number, key: PersonKey) -> None:
        """Of several who have this number, it was this one: they are named first from now on."""
        self._soon(self._book.choose(self._choice_key(number), key))

    def reach_by(self, key: PersonKey, number: Number) -> None:
        """Of several numbers of somebody this one was taken: it is offered first from now on.

        Who has one number alone is reached by that anyway.
        """
        contact = self.contact(key)
        if contact is None or contact.origin not in (Origin.OWN, Origin.COMPANY):
            return
        found = ways_of(contact, self._book.reached_by(key))
        if len(found) > 1 and any(way.number == number for way in found):
            self._soon(self._book.reach_by(key, number.text))

    async def forget_choices(self, number: Number) -> int:
        """Forget who was named for a number, or reached by it, however it was written; how many.

        What was chosen before the plan was known is kept under the number as it came.

        Raises:
            StorageError: it cannot be forgotten.
        """
        count = await self._book.forget_choices(self._is_of(number))
        self._changed()
        return count

    async def choices_of(self, number: Number) -> int:
        """How many choices are kept about a number, however it was written.

        Raises:
            StorageError: they cannot be read.
        """
        is_one = self._is_of(number)
        remarks = await self._book.remarks()
        return sum(each.kind in ("choice", "way") and is_one(each.number) for each in remarks)

    def _is_of(self, number: Number) -> Callable[[str], bool]:
        """Tells of a number that is kept whether it is this one."""
        key, plan = self._choice_key(number), self.plan
        return lambda kept: kept == key or plan.compare(Number(kept), number) is not None

    def set_note(self, key: PersonKey, text: str) -> None:
        """Keep a note on somebody; an empty one is none."""
        self._soon(self._book.set_note(key, text.strip()))

    # -- contacts --------------------------------------------------------------------------------

    async def save(self, contact: Contact, *, before: Contact | None = None) -> PersonKey:
        """Create a contact (where its id is empty) or change one; which entry it is.

        A company contact is written to the PBX, and then read as the PBX has it.

        Args:
            contact: as it is to be.
            before: as it was when the user began to change it: of a company contact, only what
                differs from this is written.

        Raises:
            UsageError: key ``contact.offline``: there is no PBX to write it to.
            PbxError, LinkError: the PBX did not take it.
            StorageError: it could not be kept here.
        """
        if contact.origin is Origin.OWN:
            ids, _ = await self._book.save_own([contact])
            self._changed()
            return person_key(Origin.OWN, ids[0])
        if contact.origin is not Origin.COMPANY:
            raise UsageError("no contact", key="contact.not_ours")
        from ctiapp.storage.book_rows import of_contact

        pbx = self._online()
        contact_id = await pbx.save_contact(contact, before)
        try:
            kept = await pbx.contact(contact_id)
        except CtiError:
            kept = None  # what was sent is the best that is known; the next load tells
        if pbx is self._pbx:
            row = of_contact(_named(kept or contact, contact_id))
            self._edited(contact_id, row)
            await self._book.put(Origin.COMPANY, [row])
            self._changed()
        return person_key(Origin.COMPANY, contact_id)

    async def delete(self, key: PersonKey) -> None:
        """Take a contact out, and what was noted of it.

        Raises:
            UsageError: key ``contact.offline``, or ``contact.not_ours`` where it is no contact.
            PbxError, LinkError: the PBX did not take it out.
            StorageError: it could not be taken out here.
        """
        parts = key_parts(key)
        if parts is None or parts[0] not in (Origin.OWN, Origin.COMPANY):
            raise UsageError("no contact", key="contact.not_ours")
        # Meanwhile one may be signed in elsewhere, where another has this id.
        scope = self._book.scope(key)
        if parts[0] is Origin.COMPANY:
            pbx = self._online()
            await pbx.delete_contact(parts[1])
            if pbx is self._pbx:
                self._edited(parts[1], None)
        await self._book.drop(key, scope)
        self._changed()

    async def import_contacts(
        self, contacts: Sequence[Contact], progress: Callable[[int, int], None]
    ) -> Imported:
        """Keep all these as the user's own; what was imported before is only brought up to date.

        Args:
            contacts: whom; cancelling the task between two slices leaves those before.
            progress: hears how many are done, of how many.

        Raises:
            StorageError: the rest could not be kept.
        """
        done = Imported()
        try:
            for start in range(0, len(contacts), SLICE):
                some = contacts[start : start + SLICE]
                _, written = await self._book.save_own(some)
                done = Imported(
                    done.added + written.added,
                    done.changed + written.changed,
                    done.same + written.same,
                )
                progress(start + len(some), len(contacts))
                await asyncio.sleep(0)
        finally:
            self._changed()
        return done

    # -- for itself ------------------------------------------------------------------------------

    @property
    @abstractmethod
    def plan(self) -> NumberPlan:
        """How numbers are read."""

    @abstractmethod
    def _changed(self) -> None:
        """Somebody is other than they were."""

    @abstractmethod
    def _edited(self, contact_id: str, row: Row | None) -> None:
        """A company contact is about to be written as this row; None: to be taken out."""

    @abstractmethod
    def _failed(self, error: CtiError) -> None:
        """Something could not be kept that nobody waits for."""

    @abstractmethod
    def _choice_key(self, number: Number) -> str:
        """Under which a choice for this number is kept."""

    def _online(self) -> Pbx:
        if self._pbx is None:
            raise UsageError("signed out", key="contact.offline")
        return self._pbx

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        async def write() -> None:
            try:
                await work
            except StorageError as error:
                self._failed(error)
            else:
                self._changed()

        task = asyncio.create_task(write(), name="directory-edit")
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _end_edits(self) -> None:
        """Wait for what is being written, for a bounded time."""
        if self._writing:
            _, late = await asyncio.wait(self._writing, timeout=CLOSE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


def _named(contact: Contact, contact_id: str) -> Contact:
    """A company contact with its id, and with a name where only its parts are told."""
    parts = f"{contact.first_name} {contact.last_name}".strip()
    return replace(contact, contact_id=contact_id, name=contact.name or parts)
