"""Long lists of contacts, and one's own all at once: for the list, the import, the export."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ctiapp.model.directory import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.model.directory import Contact, PersonKey
    from ctiapp.storage.book import ContactBook

SLICE = 500
"""Contacts that are taken out in one transaction."""
READ = 100
"""Contacts that are read at once on the loop's thread; then it may do something else."""


class Lists(ABC):
    """The lists; whoever derives from it tells of changes.

    Args:
        book: where everything is kept.
    """

    def __init__(self, book: ContactBook) -> None:
        self._book = book

    async def rows(self, origin: Origin, phonebook: str = "", text: str = "") -> Sequence[int]:
        """The rows of a list of contacts by name, to be read by `people` where they are seen.

        Args:
            origin: one's own, or the company's.
            phonebook: only those in this phonebook; empty: all.
            text: only those who fit this filter; empty: all.

        Raises:
            StorageError: they cannot be read.
        """
        return await self._book.rows(origin, phonebook, text)

    def people(self, rows: Sequence[int]) -> tuple[Contact, ...]:
        """The people of these rows, in this order; who is gone meanwhile is left out."""
        return self._book.people(rows)

    def row(self, key: PersonKey) -> int | None:
        """The row of somebody in these lists; None where they are gone."""
        return self._book.row(key)

    async def phonebooks(self) -> tuple[str, ...]:
        """The phonebooks that the company's contacts are in; raises `StorageError`."""
        return await self._book.phonebooks()

    async def own_contacts(self) -> tuple[Contact, ...]:
        """All of the user's own, by name; raises `StorageError`."""
        rows = await self._book.rows(Origin.OWN)
        found: list[Contact] = []
        for start in range(0, len(rows), READ):
            found += self._book.people(rows[start : start + READ])
            await asyncio.sleep(0)
        return tuple(found)

    async def delete_own(
        self, contact_ids: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Take some of the user's own out, with what was noted of them; how many were there.

        Args:
            contact_ids: whom; cancelling the task between two slices leaves the rest.
            progress: hears how many are done, of how many.

        Raises:
            StorageError: the rest could not be taken out.
        """
        count = 0
        try:
            for start in range(0, len(contact_ids), SLICE):
                some = contact_ids[start : start + SLICE]
                count += await self._book.drop_own(some)
                if progress is not None:
                    progress(start + len(some), len(contact_ids))
        finally:
            self._changed()
        return count

    @abstractmethod
    def _changed(self) -> None:
        """Somebody is other than they were."""
