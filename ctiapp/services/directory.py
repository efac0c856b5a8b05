"""Names: the PBX's extensions, company contacts and places, loaded after sign-in, searched here."""

from __future__ import annotations

import asyncio
import logging
import unicodedata
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ctiapp.model.errors import CtiError, UsageError
from ctiapp.model.events import DirectoryChanged, DirectoryPart
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number, display, looks_like_number, parse_dialable
from ctiapp.model.observers import Observers
from ctiapp.services.lookup import DirectoryProgress, Identity, Match

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable

    from ctiapp.model.directory import Contact, Extension, Place
    from ctiapp.pbx.interface import Page, Pbx
    from ctiapp.services.notices import Notices
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.directory")

_T = TypeVar("_T")

RELOAD_AFTER_S = 2.0
"""How long edits of the PBX's directory may gather before it is loaded anew."""
SAFE_SUFFIX = 8
"""How many last digits must agree to take two long numbers for the same line."""
MAX_ENTRIES = 600_000
"""Entries beyond this are not loaded: a hostile PBX must not fill the memory."""


@dataclass(frozen=True, slots=True)
class _Entry:
    match: Match
    words: str
    digits: str


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
        self._by_number: dict[str, Identity | None] = {}
        self._by_suffix: dict[str, Identity | None] = {}
        self._entries: list[_Entry] = []
        self._pbx: Pbx | None = None
        self._task: asyncio.Task[None] | None = None

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
        if number is None or number.withheld:
            return None
        exact = self._by_number.get(number.text)
        if exact is not None:
            return exact
        digits = number.text.lstrip("+")
        return self._by_suffix.get(digits[-SAFE_SUFFIX:]) if len(digits) >= SAFE_SUFFIX else None

    def place_name(self, number: Number | None) -> str | None:
        """The name of a queue, IVR, ring group or conference."""
        place = None if number is None else self._places.get(number)
        return None if place is None else place.name

    def search(self, text: str, limit: int = 8) -> tuple[Match, ...]:
        """Who could be meant, best first: words of a name in any order, or part of a number."""
        words = _fold(text).split()
        if not words:
            return ()
        digits = Number.of(text).text.lstrip("+") if looks_like_number(text) else ""
        ranked: list[tuple[int, int, _Entry]] = []
        for index, entry in enumerate(self._entries):
            rank = _rank(entry, words, digits)
            if rank is not None:
                ranked.append((rank, index, entry))
        ranked.sort(key=lambda item: item[:2])
        return tuple(self._lit(entry.match) for _, _, entry in ranked[:limit])

    def resolve(self, text: str) -> Number:
        """What Enter calls: an exact number or name, the only match, or the number as typed.

        Raises:
            UsageError: key ``dial.nobody`` where letters match nobody, ``dial.several`` where they
                match more than one; else as `parse_dialable`.
        """
        if not text.strip() or looks_like_number(text):
            return parse_dialable(text)
        folded = _fold(text)
        matches = self.search(text, limit=2)
        exact = [match for match in matches if _fold(match.name) == folded]
        if len(exact) == 1 or len(matches) == 1:
            return (exact or list(matches))[0].number
        if matches:
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
        self._index()
        self._tell(DirectoryProgress())
        if pbx is not None:
            self._start(pbx, delay_s=0.0)

    def on_event(self, event: DirectoryChanged) -> None:
        """The PBX's directory was edited: load it anew, once for many edits."""
        if self._pbx is not None and event.part is not DirectoryPart.TRUNK:
            self._start(self._pbx, delay_s=RELOAD_AFTER_S)

    async def stop(self) -> None:
        """End loading."""
        task = self._task
        self._cancel()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _start(self, pbx: Pbx, *, delay_s: float) -> None:
        self._cancel()
        self._task = asyncio.create_task(self._load(pbx, delay_s), name="directory")

    async def _load(self, pbx: Pbx, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        failed = False
        loaded, totals = 0, [0, 0]
        extensions: dict[Number, Extension] = {}
        contacts: dict[str, Contact] = {}

        def count(part: int, page: Page[Extension] | Page[Contact]) -> None:
            nonlocal loaded
            loaded += len(page.items)
            totals[part] = page.total
            self._tell(DirectoryProgress(loaded, sum(totals)))

        try:
            self._places = {place.number: place for place in await pbx.places()}
            async with aclosing(_bounded(pbx.extensions())) as pages:
                async for page in pages:
                    extensions.update((item.number, item) for item in page.items)
                    count(0, page)
            self._extensions = extensions
            self._index()
            async with aclosing(_bounded(pbx.contacts())) as contact_pages:
                async for contact_page in contact_pages:
                    contacts.update((item.contact_id, item) for item in contact_page.items)
                    count(1, contact_page)
            self._contacts = contacts
        except CtiError as error:
            failed = True
            log.info("directory: only part of it could be had: %s", error)
            self._notices.post(
                Notice.of(
                    "directory.partial",
                    severity=Severity.WARNING,
                    code=error.code,
                    detail=error.detail,
                    loaded=loaded,
                )
            )
        self._index()
        self._tell(DirectoryProgress(loaded, max(loaded, sum(totals)), done=True, failed=failed))

    def _tell(self, progress: DirectoryProgress) -> None:
        self._progress = progress
        self._observers.tell(progress)

    # -- index -----------------------------------------------------------------------------------

    def _index(self) -> None:
        entries: list[_Entry] = []
        by_number: dict[str, Identity | None] = {}
        by_suffix: dict[str, Identity | None] = {}

        def outside(number: Number, who: Identity) -> None:
            _share(by_number, number.text, who)
            digits = number.text.lstrip("+")
            if len(digits) >= SAFE_SUFFIX:
                _share(by_suffix, digits[-SAFE_SUFFIX:], who)

        for extension in self._extensions.values():
            name = extension.name or extension.number.text
            by_number[extension.number.text] = Identity(name, "")
            match = Match(name, "", extension.number, extension.number.text, "extension")
            entries.append(_Entry(match, _fold(name), extension.number.text))
            if extension.mobile:
                outside(Number.of(extension.mobile), Identity(name, ""))
        for place in self._places.values():
            match = Match(place.name, place.kind.value, place.number, place.number.text, "place")
            by_number.setdefault(place.number.text, Identity(place.name, ""))
            entries.append(_Entry(match, _fold(place.name), place.number.text))
        for contact in self._contacts.values():
            for held in contact.numbers:
                outside(held.number, Identity(contact.name, contact.company))
                match = Match(
                    contact.name, contact.company, held.number, display(held.number), "contact"
                )
                words = _fold(f"{contact.name} {contact.company}")
                entries.append(_Entry(match, words, held.number.text.lstrip("+")))
        self._entries, self._by_number, self._by_suffix = entries, by_number, by_suffix

    def _lit(self, match: Match) -> Match:
        """A match with the lamp as it is now."""
        if match.kind != "extension":
            return match
        lamp = self._store.lamps.get(match.number)
        extension = self._extensions.get(match.number)
        presence = lamp.presence if lamp is not None else None
        if presence is None and extension is not None:
            presence = extension.presence
        return Match(
            match.name,
            match.detail,
            match.number,
            match.number_text,
            match.kind,
            None if presence is None else presence.value,
            None if lamp is None or lamp.line is None else lamp.line.value,
        )


async def _bounded(pages: AsyncGenerator[Page[_T], None]) -> AsyncGenerator[Page[_T], None]:
    seen = 0
    async with aclosing(pages):
        async for page in pages:
            seen += len(page.items)
            if seen > MAX_ENTRIES:
                log.warning("directory: more than %d entries; the rest is left out", MAX_ENTRIES)
                return
            yield page


def _share(known: dict[str, Identity | None], key: str, who: Identity) -> None:
    """Note whose number it is; where several share it, their company, else nobody.

    No name is better than a wrong one.
    """
    first = known.setdefault(key, who)
    if first is not None and first.name != who.name:
        company = first.company or first.name
        known[key] = Identity(company, "") if who.company == company else None


def _fold(text: str) -> str:
    """Text for comparing: no case, no accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip()


def _rank(entry: _Entry, words: Iterable[str], digits: str) -> int | None:
    """How well an entry fits, 0 best; None where it does not."""
    if digits:
        if entry.digits == digits:
            return 0
        if entry.digits.startswith(digits):
            return 1
        if digits in entry.digits:
            return 4
    best = 2
    padded = f" {entry.words}"
    for word in words:
        if f" {word}" in padded:
            continue
        if word not in entry.words:
            return None
        best = 3
    return best
