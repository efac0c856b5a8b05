"""Names: the PBX's extensions, company contacts and places, and the user's own contacts, as one.

What the book has is served at once, with the age that it has (`DirectoryProgress.as_of`); then all
is loaded anew, page by page, and what the PBX tells of is read again where it tells what it was.
Whom a number belongs to and who is meant by a text is answered at once, from the book, on the
loop's own thread: the first card of a ring has its name.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.model.directory import Origin
from ctiapp.model.errors import CtiError, StorageError, UsageError
from ctiapp.model.events import DirectoryChanged, DirectoryPart, LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number, display, looks_like_number, parse_dialable, warm_up
from ctiapp.model.observers import Observers
from ctiapp.services.directory_edit import Editing
from ctiapp.services.directory_load import BREATH_S, Known, Loader, Part, all_extensions
from ctiapp.services.directory_ready import get_ready
from ctiapp.services.identify import Identifier
from ctiapp.services.longlived import settle
from ctiapp.services.lookup import DirectoryProgress, Identity, Match
from ctiapp.state.changes import LinkMoved
from ctiapp.storage.book import ContactBook
from ctiapp.storage.book_file import is_lasting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.model.directory import Department, Extension, PbxInfo, PersonKey
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store
    from ctiapp.storage.book import Trouble
    from ctiapp.storage.book_retention import Remark
    from ctiapp.storage.book_rows import Hit, Holder, Row

log = logging.getLogger("ctiapp.directory")

RELOAD_AFTER_S = 2.0
"""How long edits of the PBX's directory may gather before they are read."""
MANY_EDITS = 20
"""So many edited extensions are read one by one; more of them by loading all."""
CONTACTS_AGAIN_S = 3600.0
"""How often company contacts are loaded anew: no event tells of their edits."""
EXTENSIONS_AGAIN_S = 180.0
"""How often the extensions are read anew at a PBX that tells nothing of their edits."""
FILE_AGAIN_S = 300.0
"""How often the file is tried again while the directory lives in memory."""
TELL_EVERY_S = 0.25
"""How often it is told how far loading is: whoever hears of it looks at ten thousand people."""
_LOOKED_AT = 8
"""Hits among which Enter decides; as many as the box shows, so that it costs no second search."""


class Directory(Editing):
    """Everybody whom the PBX knows, and whom the user knows.

    The picture of a failed load stays; what could not be had is said.

    Args:
        store: tells when the link is back, and how the lamps are.
        notices: hears what could not be had.
        book: where everybody is kept; None: in memory, for as long as this lives.
        clock: both clocks; None: the system's.
    """

    def __init__(
        self,
        store: Store,
        notices: Notices,
        book: ContactBook | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._store = store
        self._notices = notices
        self._clock = clock
        self._observers: Observers[DirectoryProgress] = Observers()
        self._progress = DirectoryProgress()
        self._known = Known()
        self._identifier = Identifier(self, self)
        self._pbx: Pbx | None = None
        self._sn: str | None = None
        self._task: asyncio.Task[None] | None = None
        self._loader: Loader | None = None
        self._wake = asyncio.Event()
        self._parts: set[Part] = set()
        self._edits: dict[str, str] = {}
        self._hurry = True
        self._renamed = False
        self._looked = False
        self._searched: tuple[str, int, tuple[Hit, ...]] | None = None
        super().__init__(ContactBook(None) if book is None else book)
        store.subscribe(self._on_changes)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def progress(self) -> DirectoryProgress:
        """How far loading has come."""
        return self._progress

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """All extensions, in the PBX's order."""
        return tuple(self._known.extensions.values())

    @property
    def departments(self) -> tuple[Department, ...]:
        """The departments of the company; none where the PBX has none or does not say."""
        return self._known.departments

    @property
    def plan(self) -> NumberPlan:
        """How numbers are read as lines."""
        return self._identifier.plan

    @plan.setter
    def plan(self, plan: NumberPlan) -> None:
        if plan != self._identifier.plan:
            self._identifier.plan = plan
            self._tell(self._progress)

    def identify(self, number: Number | None) -> Identity | None:
        """Who has this number: an extension, a contact, or a place; None where nobody is known."""
        return self._identifier.identify(number)

    def by_tail(self, tail: str) -> tuple[Holder, ...]:
        """All whose number ends so (`ctiapp.model.numberplan.tail_of`), for the `Identifier`."""
        return self._book.by_tail(tail)

    def chosen(self, number: str) -> PersonKey | None:
        """Whom the user last said this number to be, for the `Identifier`."""
        return self._book.chosen(number)

    def numbers(self, limit: int) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
        """The PBX's own numbers, and some from outside: what its numbering is guessed from."""
        inside = (*self._known.extensions, *self._known.places)
        mobiles = [Number.of(each.mobile) for each in self.extensions if each.mobile]
        return inside, (*mobiles[:limit], *self._book.outside_numbers(limit))

    def place_name(self, number: Number | None) -> str | None:
        """The name of a queue, IVR, ring group or conference."""
        place = None if number is None else self._known.places.get(number)
        return None if place is None else place.name

    def search(self, text: str, limit: int = 8) -> tuple[Match, ...]:
        """Who could be meant, best first: words of a name in any order, or part of a number."""
        return tuple(self._lit(hit) for hit in self._hits(text, limit))

    def resolve(self, text: str) -> Number:
        """What Enter calls: an exact number or name, the only match, or the number as typed.

        Of somebody with several numbers it is the first, which is the one that was taken last.

        Raises:
            UsageError: key ``dial.nobody`` where letters match nobody, ``dial.several`` where they
                match more than one; else as `parse_dialable`.
        """
        if not text.strip() or looks_like_number(text):
            return parse_dialable(text)
        found = self._hits(text, _LOOKED_AT)
        exact = [hit for hit in found if hit.exact]
        likely = exact if len({hit.key for hit in exact}) == 1 else found
        if len({hit.key for hit in likely}) == 1:
            return likely[0].number  # of several numbers of theirs the first
        if found:
            raise UsageError("several match", key="dial.several", text=text.strip()[:60])
        if any(char.isalpha() for char in text):
            raise UsageError("nobody matches", key="dial.nobody", text=text.strip()[:60])
        return parse_dialable(text)

    async def get_ready(self) -> None:
        """Have done what the first key and the first ring would have to do, while nobody waits."""
        await get_ready(self._book, self._identifier)

    def subscribe(self, listener: Callable[[DirectoryProgress], None]) -> Callable[[], None]:
        """Hear of each step of loading, and of each edit; the answer ends it."""
        return self._observers.subscribe(listener)

    # -- belonging to a PBX ----------------------------------------------------------------------

    def attach(self, pbx: Pbx | None, me: Extension | None, info: PbxInfo | None = None) -> None:
        """Belong to this PBX from now on: names of another are forgotten, these are loaded.

        Args:
            pbx: whom to ask; None: nobody.
            me: oneself, who is known before anybody else.
            info: which PBX it is: its people are kept by its serial number, by its address where
                it tells none.
        """
        self._cancel()
        self._pbx = pbx
        self._sn = None if info is None else info.sn
        self._known = Known()
        if me is not None:
            self._known.extensions[me.number] = me
        self._book.rest()
        self._tell(DirectoryProgress())
        if pbx is not None:
            self._parts = set(Part)
            self._task = asyncio.create_task(self._run(pbx), name="directory")

    def detach(self) -> asyncio.Task[None] | None:
        """Forget all names, and end loading: the answer is done when it has ended."""
        task = self._task
        self.attach(None, None)
        return task

    async def forget_unused(self, before: datetime) -> int:
        """Forget all PBXs last signed in to before this; how many. Raises `StorageError`."""
        return await self._book.forget_unused(before, self._now())

    async def remarks(self) -> Sequence[Remark]:
        """All notes on people, favourites, choices and ways; raises `StorageError`."""
        return await self._book.remarks()

    async def close(self) -> None:
        """Write what waits, and let the book go."""
        await self._end_edits()
        await self._book.close()

    def refresh(self) -> None:
        """Load the company contacts anew, now: no event tells of them."""
        self._want({Part.CONTACTS})

    def look_again(self) -> None:
        """Somebody looks at the extensions: read them anew, where no event tells of their edits."""
        if self._pbx is not None and not self._pbx.tells_edits:
            self._looked = True
            self._wake.set()

    def on_event(self, event: DirectoryChanged) -> None:
        """The PBX's directory was edited: read what was, once for many edits."""
        if self._pbx is None or event.part is DirectoryPart.TRUNK:
            return
        if event.part is DirectoryPart.ORGANIZATION:
            self._want({Part.DEPARTMENTS})
        elif not event.name:
            self._want({Part.EXTENSIONS})
        else:
            self._edits[event.name] = event.action.casefold()
            self._wake.set()

    async def read_people_again(self) -> tuple[Extension, ...]:
        """Read the extensions anew, page by page and without haste: a gap has told of none.

        Raises:
            CtiError: they could not be had; what was known stays.
        """
        pbx = self._pbx
        if pbx is None:
            return ()
        found = await all_extensions(pbx, BREATH_S)
        if pbx is self._pbx:
            before = {number: each.name for number, each in self._known.extensions.items()}
            self._known.extensions = found
            if before != {number: each.name for number, each in found.items()}:
                self._renamed = True
                self._wake.set()
            self._tell(self._progress)
        return tuple(found.values())

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        """What could not be had while the link was down is loaded when it is back."""
        up = any(
            isinstance(change, LinkMoved) and change.state is LinkState.UP for change in changes
        )
        if up and self._progress.failed:
            self._want(set(Part), soon=True)

    # -- loading ---------------------------------------------------------------------------------

    def _want(self, parts: set[Part], *, soon: bool = False) -> None:
        if self._pbx is not None:
            self._parts |= parts
            self._hurry = self._hurry or soon
            self._wake.set()

    def _cancel(self) -> None:
        self._parts, self._edits, self._hurry, self._renamed = set(), {}, True, False
        self._looked = False
        self._loader = None
        self._wake = asyncio.Event()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self, pbx: Pbx) -> None:
        """Serve the book, load all, and then what changes, for as long as it is signed in."""
        await self._serve(pbx)
        while True:
            if not self._hurry:
                await asyncio.sleep(RELOAD_AFTER_S)  # edits come in flocks
            self._hurry = False
            self._wake.clear()
            parts, self._parts = self._parts, set()
            edits, self._edits = self._edits, {}
            if self._looked:
                await self._read_untold()
            try:
                await self._read(pbx, parts, edits)
            except StorageError as error:
                if self._book.in_memory or not is_lasting(error):
                    self._tell(replace(self._progress, done=True, failed=True))
                    self._say_partial(error, self._progress.loaded)
                else:
                    self._said(await self._book.fall_back(error))
                    await self._serve(pbx)
                    self._parts, self._hurry = set(Part), True
            if not (self._parts or self._edits or self._renamed or self._looked):
                await self._next(pbx)

    async def _next(self, pbx: Pbx) -> None:
        """Wait for an edit, or until the company contacts have grown old.

        What could not be had is asked for again then, with all the rest.
        """
        left_s = CONTACTS_AGAIN_S
        while left_s > 0:
            wait_s = min(left_s, FILE_AGAIN_S) if self._book.may_come_back else left_s
            if not pbx.tells_edits:
                wait_s = min(wait_s, EXTENSIONS_AGAIN_S)
            try:
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()
            except TimeoutError:
                left_s -= wait_s
            else:
                return
            if not pbx.tells_edits:
                await self._read_untold()
            if await self._book.come_back():
                await self._serve(pbx)
                self._parts, self._hurry = set(Part), True
                return
        self._parts |= set(Part) if self._progress.failed else {Part.CONTACTS}

    async def _read_untold(self) -> None:
        """Read the extensions anew: no event tells of their edits."""
        self._looked = False
        try:
            await self.read_people_again()
        except CtiError as error:
            log.info("directory: the extensions could not be read again: %s", error)

    async def _serve(self, pbx: Pbx) -> None:
        """Open the book, and show what it has of this PBX."""
        name = self._sn or pbx.account.address
        self._said(await self._book.serve(f"{pbx.account.kind}:{name}", self._now()))
        self._tell(replace(self._progress, as_of=self._book.whole_at))
        me = dict(self._known.extensions)
        after: int | None = 0
        kept: dict[Number, Extension] = {}
        while after is not None:
            found, after = self._book.extensions(after)
            kept.update((each.number, each) for each in found)
            await asyncio.sleep(0)
        self._known.extensions = {**kept, **me}
        self._known.places = {place.number: place for place in self._book.places()}
        self._known.departments = self._book.departments()
        settle()
        self._tell(self._progress)

    async def _read(self, pbx: Pbx, parts: set[Part], edits: dict[str, str]) -> None:
        """Load these parts, and read these extensions anew; raises `StorageError`."""
        as_of = self._progress.as_of
        all_of_it = parts == set(Part)
        before = self._progress

        told_s = -TELL_EVERY_S

        def tell(loaded: int, total: int) -> None:
            nonlocal told_s
            now_s = asyncio.get_running_loop().time()
            if now_s - told_s >= TELL_EVERY_S:
                told_s = now_s
                # What is done behind the scenes counts for nobody who waits.
                self._tell(DirectoryProgress(loaded, total, as_of=as_of) if all_of_it else before)

        loader = Loader(pbx, self._book, self._known, tell)
        if all_of_it:
            warm_up()
        if len(edits) > MANY_EDITS:
            parts, edits = parts | {Part.EXTENSIONS}, {}
        if self._renamed:
            self._renamed = False
            await loader.keep_known()
        self._loader = loader
        failed = await loader.load(parts)
        if Part.EXTENSIONS not in parts:
            failed += await loader.edited(edits)
        await self._finish(loader, parts, failed, before)

    async def _finish(
        self, loader: Loader, parts: set[Part], failed: list[CtiError], before: DirectoryProgress
    ) -> None:
        """Tell how it went; the age begins anew where all is known to be as the PBX has it."""
        if failed and parts:
            self._say_partial(failed[0], loader.loaded)
        elif failed:
            log.info("directory: an edited extension could not be read: %s", failed[0])
        done = before
        if parts == set(Part):
            done = DirectoryProgress(loader.loaded, loader.total, done=True, as_of=before.as_of)
        done = replace(done, failed=done.failed or bool(failed))
        # Of extensions the PBX tells; of contacts one only knows by having looked.
        if Part.CONTACTS in parts and not done.failed:
            now = self._now()
            await self._book.set_whole(now)
            done = replace(done, as_of=now)
        self._tell(done)

    def _say_partial(self, error: CtiError, loaded: int) -> None:
        log.info("directory: only part of it could be had: %s", error)
        notice = Notice.of(
            "directory.partial",
            severity=Severity.WARNING,
            code=error.code,
            detail=error.detail,
            loaded=loaded,
        )
        self._notices.post(notice)

    def _said(self, trouble: Trouble | None) -> None:
        """Tell what is wrong with the book."""
        if trouble is None:
            return
        log.error("contacts: %s: %s", trouble.key, trouble.detail)
        aside = "" if trouble.aside is None else str(trouble.aside)
        self._notices.post(
            Notice.of(trouble.key, severity=Severity.WARNING, detail=trouble.detail, file=aside)
        )

    # -- for all of it ---------------------------------------------------------------------------

    def _now(self) -> datetime:
        return datetime.now(UTC) if self._clock is None else self._clock().at

    def _tell(self, progress: DirectoryProgress) -> None:
        """Something is other than it was: what was looked up holds no longer."""
        self._progress = progress
        self._searched = None
        self._identifier.forget()
        self._observers.tell(progress)

    def _edited(self, contact_id: str, row: Row | None) -> None:
        if self._loader is not None:
            self._loader.edit(contact_id, row)

    def _changed(self) -> None:
        self._tell(self._progress)

    def _failed(self, error: CtiError) -> None:
        self._notices.post(error.notice(Severity.WARNING))

    def _choice_key(self, number: Number) -> str:
        return self._identifier.choice_key(number)

    def _hits(self, text: str, limit: int) -> tuple[Hit, ...]:
        """The book's answer; the same question twice in a row is asked once."""
        if self._searched is None or self._searched[:2] != (text, limit):
            found = self._book.search(text, limit)
            callable_ = tuple(hit for hit in found if hit.number.text)
            self._searched = (text, limit, callable_)
        return self._searched[2]

    def _lit(self, hit: Hit) -> Match:
        """A hit as it is shown: with the lamp as it is now."""
        match = Match(
            hit.name,
            _detail(hit),
            hit.number,
            hit.number.text,
            _KINDS[hit.origin],
            key=hit.key,
            origin=hit.origin,
            department=hit.department,
        )
        if hit.origin in (Origin.COMPANY, Origin.OWN):
            return replace(match, number_text=display(hit.number), number_kind=hit.kind)
        if hit.origin is Origin.PLACE:
            return match
        lamp = self._store.lamps.get(hit.number)
        extension = self._known.extensions.get(hit.number)
        presence = lamp.presence if lamp is not None else None
        if presence is None and extension is not None and not self._store.lamps_doubtful:
            presence = extension.presence
        return replace(
            match,
            presence=None if presence is None else presence.value,
            line=None if lamp is None or lamp.line is None else lamp.line.value,
        )


def _detail(hit: Hit) -> str:
    """What is said of somebody beside their name."""
    if hit.origin is Origin.PLACE:
        return hit.kind
    return hit.department if hit.origin is Origin.EXTENSION else hit.company


_KINDS = {
    Origin.EXTENSION: "extension",
    Origin.PLACE: "place",
    Origin.OWN: "contact",
    Origin.COMPANY: "contact",
}
