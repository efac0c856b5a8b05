"""The files of sound that come from the PBX: to be heard, or to be kept where somebody says.

Recordings and messages come by the same road. What is fetched to be heard lies in a private folder
(`ctiapp.storage.soundfolder`) until one signs out or quits: then it is deleted, as is at the start
what a crash has left.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import NotSupported
from ctiapp.services.downloads import Download, DownloadState
from ctiapp.storage.soundfolder import PartFile, SoundFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.downloads import Source
    from ctiapp.services.session import Session

log = logging.getLogger("ctiapp.sounds")

MAX_KNOWN: Final = 100
"""So many files are known to be here; one that is not is fetched anew."""

AT_A_TIME: Final = 2
"""So many files are on their way at once: the connections to the PBX are for the calls as well."""


class SoundFiles:
    """The files of the PBX that one is signed in to.

    Args:
        session: tells when one is signed in, and to whom.
        folder: where files lie while they are listened to.
    """

    def __init__(self, session: Session, folder: Path) -> None:
        self._session = session
        self._folder = SoundFolder(folder)
        self._pbx: Pbx | None = None
        self._fetched: dict[str, Download] = {}
        self._lanes = asyncio.Semaphore(AT_A_TIME)
        self._running: set[asyncio.Task[None]] = set()
        self._unsubscribe = session.subscribe(self._on_status)

    def fetch(self, key: str, source: Source) -> Download:
        """Fetch one to hear it; one that is here, or on its way, is not fetched twice.

        Args:
            key: names it among all that can be heard.
            source: asks the PBX for it.
        """
        known = self._fetched.pop(key, None)
        if known is None or not self._usable(known):
            known = self._begin(
                Download(key, source),
                self._folder.begin,
                lambda suffix: self._folder.place(key, suffix),
            )
        self._fetched[key] = known
        while len(self._fetched) > MAX_KNOWN:
            self._fetched.pop(next(iter(self._fetched))).cancel()
        return known

    def save(self, key: str, source: Source, target: Path) -> Download:
        """Fetch one and keep it as ``target``, which is replaced where it exists."""
        download = Download(key, source)
        return self._begin(download, lambda: PartFile(target.parent), lambda _: target)

    def forget(self, key: str) -> None:
        """Nobody shall hear this one here any more: it is deleted, or let be."""
        known = self._fetched.pop(key, None)
        if known is not None:
            known.cancel()
            if known.path is not None:
                dropping = asyncio.to_thread(self._folder.drop, known.path)
                self._keep(asyncio.create_task(dropping, name="forget sound"))

    async def start(self) -> None:
        """Delete what a run before has left."""
        await self._clear()

    async def close(self) -> None:
        """End everything, and delete what was fetched to be heard."""
        self._unsubscribe()
        await self._clear(self._let_go())

    # ----------------------------------------------------------------------------------------------

    def _usable(self, download: Download) -> bool:
        """Whether it is on its way, or still there."""
        if download.state is DownloadState.DONE and download.path is not None:
            return self._folder.touch(download.path)
        return download.state is DownloadState.RUNNING

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
            self._keep(asyncio.create_task(trimming, name="trim sounds"))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _on_status(self, _: ConnectionStatus) -> None:
        """Nobody is signed in any more, or somebody else is: end everything and forget it."""
        pbx, before = self._session.pbx, self._pbx
        self._pbx = pbx
        if before is not None and pbx is not before:
            ending = self._let_go()
            self._keep(asyncio.create_task(self._clear(ending), name="delete sounds"))

    def _let_go(self) -> list[asyncio.Task[None]]:
        ending = list(self._running)
        for task in ending:
            task.cancel()
        self._fetched.clear()
        return ending

    async def _clear(self, ending: Iterable[asyncio.Task[None]] = ()) -> None:
        """Delete what lies there, once nobody writes any more."""
        await asyncio.gather(*ending, return_exceptions=True)
        left = await asyncio.to_thread(self._folder.clear)
        if left:
            log.warning("%d sounds could not be deleted; they are at the next start", left)
