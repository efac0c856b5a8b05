"""The recordings that a PBX has: their list, and fetching one to hear or to keep it.

The list is loaded page by page while it is looked at, the newest first; `Recordings.more` goes on.
What is fetched to be heard lies in a private folder (`ctiapp.storage.soundfolder`) until one signs
out or quits: then it is deleted, as is at the start what a crash has left. What somebody saves goes
where they say.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import CtiError, NotPermitted, NotSupported
from ctiapp.model.observers import Observers
from ctiapp.services.downloads import Download, DownloadState
from ctiapp.storage.soundfolder import PartFile, SoundFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from ctiapp.model.number import Number
    from ctiapp.model.records import Recording
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.ports import Clock
    from ctiapp.services.session import Session

log = logging.getLogger("ctiapp.recordings")

STALE: Final = timedelta(seconds=60)
"""After so long a list that is looked at again is loaded again."""

AFTER_ERROR: Final = timedelta(seconds=5)
"""So long after a failure a look at the list does not try again by itself."""

MAX_KNOWN: Final = 100
"""So many files are known to be here; one that is not is fetched anew."""

AT_A_TIME: Final = 2
"""So many files are on their way at once: the connections to the PBX are for the calls as well."""

AT_ONCE: Final = 500
"""So many are loaded before somebody wants more: a page."""


class Recordings:
    """The recordings of the PBX that one is signed in to.

    Args:
        session: tells when one is signed in, and to whom.
        clock: both clocks.
        folder: where files lie while they are listened to.
        same: whether two numbers are one line.
    """

    def __init__(
        self,
        session: Session,
        clock: Clock,
        folder: Path,
        same: Callable[[Number, Number], bool],
    ) -> None:
        self._session = session
        self._clock = clock
        self._folder = SoundFolder(folder)
        self._same = same
        self._pbx: Pbx | None = None
        self._items: tuple[Recording, ...] = ()
        self._complete = False
        self._error: CtiError | None = None
        self._loaded_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._wanted = AT_ONCE
        self._go_on = asyncio.Event()
        self._loading: asyncio.Task[None] | None = None
        self._fetched: dict[str, Download] = {}
        self._lanes = asyncio.Semaphore(AT_A_TIME)
        self._running: set[asyncio.Task[None]] = set()
        self._observers: Observers[None] = Observers()
        self._stop = session.subscribe(self._on_status)

    # -- the list --------------------------------------------------------------------------------

    @property
    def items(self) -> tuple[Recording, ...]:
        """What is loaded, the newest first."""
        return self._items

    @property
    def complete(self) -> bool:
        """Whether there are no more."""
        return self._complete

    @property
    def busy(self) -> bool:
        """Whether some are being loaded now."""
        return self._loading is not None and self._go_on.is_set()

    @property
    def error(self) -> CtiError | None:
        """Why they could not be loaded; None where they could."""
        return self._error

    @property
    def loaded_at(self) -> datetime | None:
        """When the newest were asked for, aware UTC; None: not yet."""
        return self._loaded_at

    def subscribe(self, listener: Callable[[None], None]) -> Callable[[], None]:
        """Hear of each change of the list; the answer ends it."""
        return self._observers.subscribe(listener)

    def look(self, *, again: bool = False) -> None:
        """Somebody looks at the list: load it, unless that was done, or refused, a moment ago.

        Args:
            again: load it in any case.
        """
        pbx = self._session.pbx
        if pbx is None or (not again and (self.busy or self._fresh)):
            return
        self._end_loading()
        self._asked_at = self._clock().at
        self._wanted = AT_ONCE
        self._go_on.set()
        self._loading = asyncio.create_task(self._load(pbx), name="recordings")
        self._observers.tell(None)

    @property
    def _fresh(self) -> bool:
        """Whether asking again would tell nothing new; a PBX that refuses will go on refusing."""
        if self._asked_at is None:
            return False
        if isinstance(self._error, NotSupported | NotPermitted):
            return True
        held = STALE if self._error is None else AFTER_ERROR
        return self._clock().at - self._asked_at < held

    def more(self, count: int = AT_ONCE) -> None:
        """Load so many more, where there are more; after a failure all of it anew."""
        wanted = len(self._items) + count
        if self._loading is None and self._items and not self._complete:
            self.look(again=True)
            self._wanted = wanted
        elif self._loading is not None and not self.busy:
            self._wanted = wanted
            self._go_on.set()
            self._observers.tell(None)

    def mine(self, recording: Recording) -> bool:
        """Whether it is of a call of one's own extension."""
        me = self._session.status.me
        return me is not None and any(
            not party.number.withheld and self._same(party.number, me.number)
            for party in (recording.caller, recording.callee)
        )

    # -- the files -------------------------------------------------------------------------------

    def fetch(self, file: str) -> Download:
        """Fetch a file to hear it; one that is here, or on its way, is not fetched twice."""
        known = self._fetched.pop(file, None)
        if known is None or not self._usable(known):
            known = self._begin(
                Download(file), self._folder.begin, lambda suffix: self._folder.place(file, suffix)
            )
        self._fetched[file] = known
        while len(self._fetched) > MAX_KNOWN:
            self._fetched.pop(next(iter(self._fetched))).cancel()
        return known

    def save(self, file: str, target: Path) -> Download:
        """Fetch a file and keep it as ``target``, which is replaced where it exists."""
        download = Download(file)
        return self._begin(download, lambda: PartFile(target.parent), lambda _: target)

    def _usable(self, download: Download) -> bool:
        """Whether it is on its way, or still there."""
        if download.state is DownloadState.DONE and download.path is not None:
            return self._folder.touch(download.path)
        return download.state is DownloadState.RUNNING

    async def start(self) -> None:
        """Delete what a run before has left."""
        await self._clear()

    async def close(self) -> None:
        """End everything, and delete what was fetched to be heard."""
        self._stop()
        await self._clear(self._let_go())

    # ----------------------------------------------------------------------------------------------

    async def _load(self, pbx: Pbx) -> None:
        """Load page by page; between two of them wait until somebody wants more."""
        asked_at = self._clock().at
        known: dict[str, Recording] = {}
        try:
            async with aclosing(pbx.recordings()) as pages:
                async for page in pages:
                    # One that came meanwhile has moved others to the next page.
                    known.update((each.recording_id, each) for each in page.items)
                    self._told(tuple(known.values()), asked_at, complete=False)
                    if self._wanted <= len(known) < page.total:
                        self._go_on.clear()
                        self._observers.tell(None)
                    await self._go_on.wait()
        except CtiError as error:
            log.info("the recordings could not be listed: %s", error)
            self._error = error
        else:
            self._told(tuple(known.values()), asked_at, complete=True)
        self._go_on.clear()
        self._loading = None
        self._observers.tell(None)

    def _told(self, items: tuple[Recording, ...], asked_at: datetime, *, complete: bool) -> None:
        self._items, self._complete = items, complete
        self._error, self._loaded_at = None, asked_at
        self._observers.tell(None)

    def _begin(
        self,
        download: Download,
        begin: Callable[[], PartFile],
        place: Callable[[str], Path],
    ) -> Download:
        pbx = self._session.pbx
        if pbx is None:
            download.refuse(NotSupported("nobody is signed in", key="link.not_up"))
            return download
        self._keep(download.run(pbx, self._lanes, begin, place))
        download.subscribe(self._on_download)
        return download

    def _on_download(self, download: Download) -> None:
        if download.state is DownloadState.DONE and download.path is not None:
            trimming = asyncio.to_thread(self._folder.trim, (download.path,))
            self._keep(asyncio.create_task(trimming, name="trim recordings"))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _on_status(self, _: ConnectionStatus) -> None:
        pbx = self._session.pbx
        if pbx is self._pbx:
            return
        before, self._pbx = self._pbx, pbx
        if before is None:
            return
        ending = self._let_go()
        self._keep(asyncio.create_task(self._clear(ending), name="delete recordings"))
        self._observers.tell(None)

    def _end_loading(self) -> None:
        if self._loading is not None:
            self._keep(self._loading)
            self._loading.cancel()
            self._loading = None
        self._go_on.clear()

    def _let_go(self) -> list[asyncio.Task[None]]:
        """Nobody is signed in any more, or somebody else is: end and forget; returns what ends."""
        self._end_loading()
        ending = list(self._running)
        for task in ending:
            task.cancel()
        self._fetched.clear()
        self._items, self._complete = (), False
        self._error = self._loaded_at = self._asked_at = None
        return ending

    async def _clear(self, ending: Iterable[asyncio.Task[None]] = ()) -> None:
        """Delete what lies there, once nobody writes any more."""
        await asyncio.gather(*ending, return_exceptions=True)
        left = await asyncio.to_thread(self._folder.clear)
        if left:
            log.warning("%d recordings could not be deleted; they are at the next start", left)
