"""Bringing the PBX's directory into the book, page by page and part by part.

What one part lacks costs the others nothing, and what a part has not brought stays as it was: only
after a *whole* part is what it did not name taken out. A part is asked for by offsets: where
somebody is deleted while it is read, somebody else slips into a page that was read already. Then
the PBX counts otherwise than before, or (where somebody was added as well) the pages do not fit
together (`Page.moved`), and the part is read again.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from ctiapp.model.directory import Origin, person_key
from ctiapp.model.errors import CtiError, NotPermitted, NotSupported, StorageError
from ctiapp.model.number import Number
from ctiapp.services.longlived import settle

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence

    from ctiapp.model.directory import Contact, Department, Extension, Place
    from ctiapp.model.ids import ExtensionId
    from ctiapp.pbx.interface import Page, Pbx
    from ctiapp.storage.book import ContactBook
    from ctiapp.storage.book_rows import Row
    from ctiapp.storage.book_write import Met

log = logging.getLogger("ctiapp.directory")

_T = TypeVar("_T")

MAX_ENTRIES = 600_000
"""Entries of a part beyond this are not loaded: a hostile PBX must not fill the disk."""
MOST_TRIES = 3
"""So often is a part read whose count changes meanwhile; then nobody is taken out."""
BREATH_S = 0.2
"""How long to wait between pages that nobody waits for."""
SLICE = 500
"""How many rows are written in one transaction, and then the loop may do something else."""


class Part(Enum):
    """What is loaded by itself, in this order: an extension's department is told by its list."""

    PLACES = "places"
    DEPARTMENTS = "departments"
    EXTENSIONS = "extensions"
    CONTACTS = "contacts"


@dataclass(slots=True)
class Known:
    """What of the directory is kept as objects: the panel shows every extension at once.

    Attributes:
        extensions: by number, in the PBX's order.
        places: by number.
        departments: as the PBX has them.
    """

    extensions: dict[Number, Extension] = field(default_factory=dict)
    places: dict[Number, Place] = field(default_factory=dict)
    departments: tuple[Department, ...] = ()

    def department_names(self) -> dict[ExtensionId, str]:
        """Where each extension works: of several departments, the smallest."""
        names: dict[ExtensionId, str] = {}
        for department in sorted(self.departments, key=lambda each: -len(each.members)):
            names.update(dict.fromkeys(department.members, department.name))
        return names


class Loader:
    """Loads from one PBX.

    Args:
        pbx: who is asked.
        book: where it goes.
        known: what is kept as objects.
        tell: hears after each page how much is loaded, of how much.
    """

    def __init__(
        self, pbx: Pbx, book: ContactBook, known: Known, tell: Callable[[int, int], None]
    ) -> None:
        self._pbx = pbx
        self._book = book
        self._known = known
        self._tell = tell
        self._names: dict[ExtensionId, str] | None = None
        self.loaded = 0
        self._totals = {Part.EXTENSIONS: 0, Part.CONTACTS: 0}
        self._edits: dict[str, Row | None] = {}

    @property
    def total(self) -> int:
        """How many there are, as far as the PBX has said."""
        return max(self.loaded, sum(self._totals.values()))

    def edit(self, ref: str, row: Row | None) -> None:
        """A company contact was kept or (None) deleted here while this loads: that is newer.

        Args:
            ref: its id at the PBX.
            row: as it is now. Whoever tells it writes it as well, after this.
        """
        self._edits[ref] = row

    async def load(self, parts: Iterable[Part]) -> list[CtiError]:
        """Load these parts; what failed, one error a part.

        Raises:
            StorageError: the book cannot be written.
        """
        wanted, failed = set(parts), []
        steps = {
            Part.PLACES: self._places,
            Part.DEPARTMENTS: self._departments,
            Part.EXTENSIONS: self._extensions,
            Part.CONTACTS: self._contacts,
        }
        for part, step in steps.items():
            if part not in wanted:
                continue
            try:
                await step()
            except StorageError:
                raise
            except CtiError as error:
                failed.append(error)
            except Exception as error:
                log.exception("a part of the directory failed")
                failed.append(CtiError(type(error).__name__))
        if Part.DEPARTMENTS in wanted and Part.EXTENSIONS not in wanted:
            await self._put_extensions(tuple(self._known.extensions.values()), None)
        return failed

    async def edited(self, edits: Mapping[str, str]) -> list[CtiError]:
        """Read these extensions anew, each by itself; what failed, one error each.

        Args:
            edits: what was done to each, by number: ``create``, ``update`` or ``delete``.

        Raises:
            StorageError: the book cannot be written.
        """
        failed: list[CtiError] = []
        for text, action in edits.items():
            number = Number.of(text)
            try:
                found = None if action == "delete" else await self._pbx.extension(number)
            except (NotSupported, NotPermitted):
                return failed + await self.load({Part.EXTENSIONS})
            except CtiError as error:
                failed.append(error)
                continue
            except Exception as error:
                log.exception("an extension could not be read")
                failed.append(CtiError(type(error).__name__))
                continue
            if found is None:
                self._known.extensions.pop(number, None)
                await self._book.drop(person_key(Origin.EXTENSION, number.text))
            else:
                self._known.extensions[number] = found
                await self._put_extensions([found], None)
        return failed

    async def keep_known(self) -> None:
        """Write the extensions that were read in another way; raises `StorageError`."""
        from ctiapp.storage.book_write import Met

        met = Met()
        await self._put_extensions(tuple(self._known.extensions.values()), met)
        await self._book.prune(Origin.EXTENSION, met)

    # -- the parts -------------------------------------------------------------------------------

    async def _places(self) -> None:
        from ctiapp.storage.book_rows import of_place
        from ctiapp.storage.book_write import Met

        found = {place.number: place for place in await self._pbx.places()}
        self._known.places = found
        met = Met()
        await self._put(Origin.PLACE, [of_place(place) for place in found.values()], met)
        await self._book.prune(Origin.PLACE, met)

    async def _departments(self) -> None:
        try:
            self._known.departments = await self._pbx.departments()
        except (NotSupported, NotPermitted):
            self._known.departments = ()
        self._names = None
        await self._book.set_departments(self._known.departments)

    async def _extensions(self) -> None:
        for _ in range(MOST_TRIES):
            if await self._read_extensions():
                return

    async def _read_extensions(self) -> bool:
        """Read all of them; whether it was all of them."""
        from ctiapp.storage.book_write import Met

        found: dict[Number, Extension] = {}
        met, before = Met(), self.loaded
        pages = _Bounded(self._pbx.extensions())
        try:
            async with aclosing(pages.read()) as reading:
                async for page in reading:
                    found.update((item.number, item) for item in page.items)
                    await self._put_extensions(page.items, met)
                    self._count(Part.EXTENSIONS, page)
        except CtiError:
            self._known.extensions = {**self._known.extensions, **found}
            raise
        if pages.moved:
            self._known.extensions = {**self._known.extensions, **found}
            self.loaded = before
            return False
        self._known.extensions = found
        settle()
        if pages.whole:
            await self._book.prune(Origin.EXTENSION, met)
        return True

    async def _contacts(self) -> None:
        for _ in range(MOST_TRIES):
            if await self._read_contacts():
                return

    async def _read_contacts(self) -> bool:
        """Read all of them; whether it was all of them."""
        from ctiapp.storage.book_rows import of_contact
        from ctiapp.storage.book_write import Met

        met, before = Met(), self.loaded
        pages = _Bounded(self._pbx.contacts())
        async with aclosing(pages.read()) as reading:
            async for page in reading:
                rows = [of_contact(item) for item in page.items]
                await self._put(Origin.COMPANY, rows, met)
                self._count(Part.CONTACTS, page)
        if pages.moved:
            self.loaded = before
            return False
        # No page at all is what a PBX answers that tells us nothing: then nobody is gone.
        if pages.whole and pages.any:
            kept = [row for row in self._edits.values() if row is not None]
            await self._book.put(Origin.COMPANY, kept, met)
            await self._book.prune(Origin.COMPANY, met)
        return True

    async def _put_extensions(self, extensions: Sequence[Extension], met: Met | None) -> None:
        from ctiapp.storage.book_rows import of_extension

        if self._names is None:
            self._names = self._known.department_names()
        names = self._names
        rows = [of_extension(each, names.get(each.ext_id, "")) for each in extensions]
        await self._put(Origin.EXTENSION, rows, met)

    async def _put(self, origin: Origin, rows: Sequence[Row], met: Met | None) -> None:
        for start in range(0, len(rows), SLICE):
            if start:
                await asyncio.sleep(0)
            some = rows[start : start + SLICE]
            if origin is Origin.COMPANY and self._edits:
                some = [row for row in some if row.ref not in self._edits]
            await self._book.put(origin, some, met)

    def _count(self, part: Part, page: Page[Extension] | Page[Contact]) -> None:
        self.loaded += len(page.items)
        self._totals[part] = page.total
        self._tell(self.loaded, self.total)


async def all_extensions(pbx: Pbx, breath_s: float) -> dict[Number, Extension]:
    """All extensions of a PBX by number, with a breath after each page.

    Where its count never holds still: all who were seen, some of whom may be gone.

    Raises:
        CtiError: they could not be had.
    """
    every: dict[Number, Extension] = {}
    for _ in range(MOST_TRIES):
        found: dict[Number, Extension] = {}
        bounded = _Bounded(pbx.extensions())
        async with aclosing(bounded.read()) as pages:
            async for page in pages:
                found.update((item.number, item) for item in page.items)
                await asyncio.sleep(breath_s)
        if not bounded.moved:
            return found
        every.update(found)
    return every


class _Bounded(Generic[_T]):
    """Pages, but no more than `MAX_ENTRIES`.

    Attributes:
        whole: whether all pages were read to the end.
        any: whether there was one at all.
        moved: whether the PBX counted otherwise on one page than on another, or the pages do not
            fit together: somebody may be on none of them.
    """

    def __init__(self, pages: AsyncGenerator[Page[_T], None]) -> None:
        self._pages = pages
        self.whole = False
        self.any = False
        self.moved = False

    async def read(self) -> AsyncGenerator[Page[_T], None]:
        """Read them."""
        seen = 0
        total: int | None = None
        async with aclosing(self._pages):
            async for page in self._pages:
                self.any = True
                self.moved = self.moved or page.moved or total not in (None, page.total)
                total = page.total
                seen += len(page.items)
                if seen > MAX_ENTRIES:
                    log.warning(
                        "directory: more than %d entries; the rest is left out", MAX_ENTRIES
                    )
                    return
                yield page
        self.whole = True
