"""The company contacts of a P-Series PBX, one by one: read, created, changed, deleted."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from ctiapp.model.errors import (
    CommandError,
    NoSuchTarget,
    OutcomeUnknown,
    UsageError,
    WireError,
)
from ctiapp.pbx.p_series import wire_contacts, wire_rest
from ctiapp.pbx.p_series.asking import REFUSALS, RIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.directory import Contact, Phonebook
    from ctiapp.pbx.p_series.asking import Asker
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.talk import Command

_IN_A_PHONEBOOK = "70091"
"""Whoever was put into a phonebook cannot be deleted as long as they are in it (l. 18543)."""


class Contacts:
    """The company contacts of one PBX.

    Args:
        asker: puts the questions.
        command: sends what changes something.

    Attributes:
        refused: whether this session may edit none.
        on_refused: is called when that is found out.
    """

    def __init__(self, asker: Asker, command: Command) -> None:
        self._asker = asker
        self._command = command
        self.refused = False
        self.on_refused: Callable[[], None] = lambda: None

    def forget_refusals(self) -> None:
        """Begin anew: somebody has logged in, perhaps with more rights."""
        self.refused = False

    async def phonebooks(self) -> tuple[Phonebook, ...]:
        """All phonebooks; see `Pbx.phonebooks`."""
        found: list[Phonebook] = []
        pages = self._asker.pages(wire_contacts.phonebook_list, wire_contacts.phonebook_page)
        try:
            async with aclosing(pages):
                async for page in pages:
                    found += page.items
        except REFUSALS as err:
            self._asker.note("phonebooks", err)
            return ()
        return tuple(found)

    async def contact(self, contact_id: str) -> Contact | None:
        """One contact; see `Pbx.contact`."""
        try:
            return await self._kept(contact_id)
        except NoSuchTarget:
            return None

    async def save(self, wanted: Contact, before: Contact | None = None) -> str:
        """Create a contact or change what the user changed; see `Pbx.save_contact`.

        Creating is never repeated by itself, or there would be two; a change of what differs may
        be.
        """
        if not wanted.contact_id:
            request = wire_contacts.create(wanted, await self._phonebook_ids(wanted.phonebooks))
            answer = await self._do(request, repeatable=False)
            try:
                return wire_rest.created_id(answer)
            except WireError as err:  # it is there, and nobody knows under which id
                raise OutcomeUnknown(err.detail) from err
        try:
            kept = await self._kept(wanted.contact_id)
        except REFUSALS as err:
            self._refused(err)
            raise
        before = before or kept
        names = wire_contacts.changed_phonebooks(kept, before, wanted)
        books = None if names is None else await self._phonebook_ids(names)
        change = wire_contacts.update(kept, before, wanted, books)
        if change is not None:
            await self._do(change, repeatable=True)
        return kept.contact_id

    async def delete(self, contact_id: str) -> None:
        """Delete a contact; see `Pbx.delete_contact`."""
        request = wire_contacts.delete(contact_id)
        try:
            try:
                await self._do(request, repeatable=False)
            except CommandError as err:
                if err.code != _IN_A_PHONEBOOK:
                    raise
                await self._do(wire_contacts.leave_phonebooks(contact_id), repeatable=True)
                await self._do(request, repeatable=False)
        except NoSuchTarget:
            return

    async def _kept(self, contact_id: str) -> Contact:
        answer = await self._asker.query(wire_contacts.contact_details(contact_id))
        return wire_contacts.contact(answer, self._asker.remark)

    async def _phonebook_ids(self, names: tuple[str, ...]) -> list[str]:
        """The ids of the phonebooks that one is put into; into others one comes by oneself.

        Raises:
            UsageError: key ``contact.phonebook``: the PBX tells of no such phonebook. The list
                that is sent replaces the one it has, so a shorter one would take the contact out.
        """
        if not names:
            return []
        known = await self.phonebooks()
        told = {each.name for each in known}
        for name in names:
            if name not in told:
                raise UsageError("no such phonebook", key="contact.phonebook", name=name[:60])
        return [each.phonebook_id for each in known if each.name in names and not each.everybody]

    async def _do(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        try:
            return await self._command(request, repeatable=repeatable)
        except CommandError as err:
            self._refused(err)
            raise

    def _refused(self, err: CommandError) -> None:
        if err.code in RIGHTS and not self.refused:
            self.refused = True
            self._asker.note("editing of contacts", err)
            self.on_refused()
