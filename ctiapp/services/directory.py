"""Names: the PBX's extensions, company contacts and places, loaded after sign-in, searched here."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ctiapp.model.errors import CtiError, UsageError
from ctiapp.model.events import DirectoryChanged, DirectoryPart, LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number, display, looks_like_number, parse_dialable, warm_up
from ctiapp.model.observers import Observers
from ctiapp.services.index import Entry, Index, fold
from ctiapp.services.lookup import DirectoryProgress, Identity, Match
from ctiapp.state.changes import LinkMoved

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from ctiapp.model.directory import Contact, Extension, Place
    from ctiapp.pbx.interface import Page, Pbx
    from ctiapp.services.notices import Notices
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.directory")

_T = TypeVar("_T")

RELOAD_AFTER_S = 2.0
"""How long edits of the PBX's directory may gather before it is loaded anew."""
BREATH_S = 0.2
"""How long to wait between pages that nobody waits for."""
_SLICE = 500
"""How many entries are indexed before the loop may do something else."""
MAX_ENTRIES = 600_000
"""Entries beyond this are not loaded: a hostile PBX must not fill the memory."""


class Directory:
    """Everybody whom the PBX knows.

    The picture of a failed load stays; what could not be had is said.
    """

    def __init__(self, store: Store, notices: Notices) -> None:
        self._store = store
        self._notices = notices
        self._observers: Observers[DirectoryProgress] = Observers()
        self._progress = DirectoryProgress()
        self._extensions: dict[Number, Extension] = {}
        self._contacts: dict[str, Contact] = {}
        self._places: dict[Number, Place] = {}
        self._index = Index()
        self._pbx: Pbx | None = None
        self._task: asyncio.Task[None] | None = None
        self._edited = False
        store.subscribe(self._on_changes)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def progress(self) -> DirectoryProgress:
        """How far loading has come."""
        return self._progress

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """All extensions, by number."""
        return tuple(self._extensions.values())

    def identify(self, number: Number | None) -> Identity | None:
        """Who has this number: an extension, a contact, or a place; None where nobody is known."""
        return None if number is None else self._index.identify(number)

    def place_name(self, number: Number | None) -> str | None:
        """The name of a queue, IVR, ring group or conference."""
        place = None if number is None else self._places.get(number)
        return None if place is None else place.name

    def search(self, text: str, limit: int = 8) -> tuple[Match, ...]:
        """Who could be meant, best first: words of a name in any order, or part of a number."""
        return tuple(self._lit(entry) for entry in self._index.find(text, limit))

    def resolve(self, text: str) -> Number:
        """What Enter calls: an exact number or name, the only match, or the number as typed.

        Raises:
            UsageError: key ``dial.nobody`` where letters match nobody, ``dial.several`` where they
                match more than one; else as `parse_dialable`.
        """
        if not text.strip() or looks_like_number(text):
            return parse_dialable(text)
        folded = fold(text)
        found = self._index.find(text)
        exact = [entry for entry in found if entry.folded_name == folded]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0].match.number
        if found:
            raise UsageError("several match", key="dial.several", text=text.strip()[:60])
        if any(char.isalpha() for char in text):
            raise UsageError("nobody matches", key="dial.nobody", text=text.strip()[:60])
        return parse_dialable(text)

    def subscribe(self, listener: Callable[[DirectoryProgress], None]) -> Callable[[], None]:
        """Hear of each step of loading; the answer ends it."""
        return self._observers.subscribe(listener)

    # -- loading ---------------------------------------------------------------------------------

    def attach(self, pbx: Pbx | None, me: Extension | None) -> None:
        """Belong to this PBX from now on: names of another are forgotten, these are loaded."""
        self._cancel()
        self._pbx = pbx
        self._extensions, self._contacts, self._places = {}, {}, {}
        if me is not None:
            self._extensions[me.number] = me
        self._index = Index.of(self._extensions.values(), (), ())
        self._tell(DirectoryProgress())
        if pbx is not None:
            self._start(pbx, delay_s=0.0)

    def detach(self) -> asyncio.Task[None] | None:
        """Forget all names, and end loading: the answer is done when it has ended."""
        task = self._task
        self.attach(None, None)
        return task

    def on_event(self, event: DirectoryChanged) -> None:
        """The PBX's directory was edited: load it anew, once for many edits."""
        if self._pbx is None or event.part is DirectoryPart.TRUNK:
            return
        if self._task is None or self._task.done():
            self._start(self._pbx, delay_s=RELOAD_AFTER_S)
        else:
            self._edited = True  # loaded once more when this load is done, which goes on

    async def read_people_again(self) -> tuple[Extension, ...]:
        """Read the extensions anew, page by page and without haste: a gap has told of none.

        Raises:
            CtiError: they could not be had; what was known stays.
        """
        pbx = self._pbx
        if pbx is None:
            return ()
        found: dict[Number, Extension] = {}
        async with aclosing(_bounded(pbx.extensions())) as pages:
            async for page in pages:
                found.update((item.number, item) for item in page.items)
                await asyncio.sleep(BREATH_S)
        if pbx is self._pbx:
            before = {number: each.name for number, each in self._extensions.items()}
            self._extensions = found
            if before != {number: each.name for number, each in found.items()}:
                await self._reindex()
            self._tell(self._progress)
        return tuple(found.values())

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        """What could not be had while the link was down is loaded when it is back."""
        up = any(
            isinstance(change, LinkMoved) and change.state is LinkState.UP for change in changes
        )
        if up and self._pbx is not None and self._progress.failed:
            self._start(self._pbx, delay_s=0.0)

    def _cancel(self) -> None:
        self._edited = False
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _start(self, pbx: Pbx, *, delay_s: float) -> None:
        self._cancel()
        self._task = asyncio.create_task(self._load(pbx, delay_s), name="directory")

    async def _load(self, pbx: Pbx, delay_s: float) -> None:
        while True:
            await asyncio.sleep(delay_s)
            self._edited = False
            await self._load_once(pbx)
            if not self._edited:
                return
            delay_s = RELOAD_AFTER_S

    async def _load_once(self, pbx: Pbx) -> None:
        """Load all parts; what one of them lacks costs the others nothing."""
        warm_up()
        count = _Count()
        failed: list[CtiError] = []
        await self._part(self._load_places(pbx), failed)
        await self._part(self._load_extensions(pbx, count), failed)
        await self._reindex()
        await self._part(self._load_contacts(pbx, count), failed)
        await self._reindex()
        if failed:
            log.info("directory: only part of it could be had: %s", failed[0])
            self._notices.post(
                Notice.of(
                    "directory.partial",
                    severity=Severity.WARNING,
                    code=failed[0].code,
                    detail=failed[0].detail,
                    loaded=count.loaded,
                )
            )
        total = max(count.loaded, count.total)
        self._tell(DirectoryProgress(count.loaded, total, done=True, failed=bool(failed)))

    @staticmethod
    async def _part(loading: Coroutine[None, None, None], failed: list[CtiError]) -> None:
        try:
            await loading
        except CtiError as error:
            failed.append(error)
        except Exception as error:
            log.exception("a part of the directory failed")
            failed.append(CtiError(type(error).__name__))

    async def _load_places(self, pbx: Pbx) -> None:
        self._places = {place.number: place for place in await pbx.places()}

    async def _load_extensions(self, pbx: Pbx, count: _Count) -> None:
        found: dict[Number, Extension] = {}
        try:
            async with aclosing(_bounded(pbx.extensions())) as pages:
                async for page in pages:
                    found.update((item.number, item) for item in page.items)
                    self._tell(count.add(0, page))
        except CtiError:
            self._extensions = {**self._extensions, **found}
            raise
        self._extensions = found

    async def _load_contacts(self, pbx: Pbx, count: _Count) -> None:
        found: dict[str, Contact] = {}
        try:
            async with aclosing(_bounded(pbx.contacts())) as pages:
                async for page in pages:
                    found.update((item.contact_id, item) for item in page.items)
                    self._tell(count.add(1, page))
        except CtiError:
            self._contacts = {**self._contacts, **found}
            raise
        self._contacts = found

    def _tell(self, progress: DirectoryProgress) -> None:
        self._progress = progress
        self._observers.tell(progress)

    async def _reindex(self) -> None:
        """Build the index beside the old one, with breaks: the loop has calls to show."""
        index = Index()
        extensions = tuple(self._extensions.values())
        places, contacts = tuple(self._places.values()), tuple(self._contacts.values())
        for made, _ in enumerate(index.add(extensions, places, contacts), start=1):
            if made % _SLICE == 0:
                await asyncio.sleep(0)
        self._index = index

    def _lit(self, entry: Entry) -> Match:
        """A match as it is shown: with the lamp as it is now."""
        match = entry.match
        if match.kind == "contact":
            return replace(match, number_text=display(match.number))
        if match.kind != "extension":
            return match
        lamp = self._store.lamps.get(match.number)
        extension = self._extensions.get(match.number)
        presence = lamp.presence if lamp is not None else None
        if presence is None and extension is not None and not self._store.lamps_doubtful:
            presence = extension.presence
        return replace(
            match,
            presence=None if presence is None else presence.value,
            line=None if lamp is None or lamp.line is None else lamp.line.value,
        )


class _Count:
    """How much has been loaded, of how much."""

    def __init__(self) -> None:
        self.loaded = 0
        self._totals = [0, 0]

    @property
    def total(self) -> int:
        """As far as the PBX has said."""
        return sum(self._totals)

    def add(self, part: int, page: Page[Extension] | Page[Contact]) -> DirectoryProgress:
        """One page more."""
        self.loaded += len(page.items)
        self._totals[part] = page.total
        return DirectoryProgress(self.loaded, self.total)


async def _bounded(pages: AsyncGenerator[Page[_T], None]) -> AsyncGenerator[Page[_T], None]:
    seen = 0
    async with aclosing(pages):
        async for page in pages:
            seen += len(page.items)
            if seen > MAX_ENTRIES:
                log.warning("directory: more than %d entries; the rest is left out", MAX_ENTRIES)
                return
            yield page
