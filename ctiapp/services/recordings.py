"""The recordings that a PBX has: their list, and fetching one to hear or to keep it.

The list is loaded page by page while it is looked at, the newest first; `Recordings.more` goes on.
When a recorded call ends (the PBX tells so with the file's name), when the PBX has made a file
ready, and after a gap, it is out of date: whoever looks at it then asks for its newest page alone,
which joins what is loaded, and everybody else when they look next. Their files come by
`ctiapp.services.soundfiles`.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import CtiError
from ctiapp.model.events import CallRecorded, RecordingReady
from ctiapp.model.observers import Observers
from ctiapp.services.connection import Connection
from ctiapp.services.freshness import is_fresh, is_refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ctiapp.model.call import Moment
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.number import Number
    from ctiapp.model.records import Recording
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.downloads import Download
    from ctiapp.services.ports import Clock
    from ctiapp.services.session import Session
    from ctiapp.services.soundfiles import SoundFiles

log = logging.getLogger("ctiapp.recordings")

STALE: Final = timedelta(seconds=60)
"""After so long a list that is looked at again is loaded again."""

AT_ONCE: Final = 500
"""So many are loaded before somebody wants more: a page."""

AFTER_CALL_S: Final = 3.0
"""How long after a recorded call, in seconds, its recording is asked for: it is listed by then."""


class Recordings:
    """The recordings of the PBX that one is signed in to.

    Args:
        session: tells when one is signed in, and to whom.
        clock: both clocks.
        sounds: fetches the files.
        same: whether two numbers are one line.
    """

    def __init__(
        self,
        session: Session,
        clock: Clock,
        sounds: SoundFiles,
        same: Callable[[Number, Number], bool],
    ) -> None:
        self._session = session
        self._clock = clock
        self._sounds = sounds
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
        self._known: dict[str, Recording] = {}
        self._online = False
        self._outdated = False
        self._due: asyncio.Handle | None = None
        self._due_again = False
        self._running: set[asyncio.Task[None]] = set()
        self._observers: Observers[None] = Observers()
        self._stops = (
            session.subscribe(self._on_status),
            session.subscribe_events(lambda told: self._on_event(*told)),
        )

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

    @property
    def outdated(self) -> bool:
        """Whether the PBX has told of what is missing here: who looks at the list asks for it."""
        return self._outdated

    def subscribe(self, listener: Callable[[None], None]) -> Callable[[], None]:
        """Hear of each change of the list, and when it is out of date; the answer ends it."""
        return self._observers.subscribe(listener)

    def look(self, *, again: bool = False) -> None:
        """Somebody looks at the list: load it, unless that was done, or refused, a moment ago.

        What is out of date gets what is missing; all else stays as it is.

        Args:
            again: load it in any case.
        """
        pbx = self._session.pbx
        if pbx is None or (not again and self.busy):
            return
        outdated = self._outdated and not is_refused(self._error)
        if not again and not outdated and self._fresh:
            return
        self._outdated = False
        if not again and outdated and self._known and self._error is None:
            self._keep(asyncio.create_task(self._refresh(pbx), name="new recordings"))
            return
        self._end_loading()
        self._asked_at = self._clock().at
        self._wanted = AT_ONCE
        self._go_on.set()
        self._loading = asyncio.create_task(self._load(pbx), name="recordings")
        self._observers.tell(None)

    @property
    def _fresh(self) -> bool:
        """Whether asking again would tell nothing new."""
        return is_fresh(self._asked_at, self._error, self._clock().at, stale=STALE)

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
        return self._sounds.fetch(file, lambda pbx: pbx.recording(file))

    def save(self, file: str, target: Path) -> Download:
        """Fetch a file and keep it as ``target``, which is replaced where it exists."""
        return self._sounds.save(file, lambda pbx: pbx.recording(file), target)

    async def close(self) -> None:
        """End everything."""
        for stop in self._stops:
            stop()
        await asyncio.gather(*self._let_go(), return_exceptions=True)

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
                    self._known = known
                    self._told(asked_at, complete=False)
                    if self._wanted <= len(known) < page.total:
                        self._go_on.clear()
                        self._observers.tell(None)
                    await self._go_on.wait()
        except CtiError as error:
            log.info("the recordings could not be listed: %s", error)
            self._error = error
        else:
            self._known = known
            self._told(asked_at, complete=True)
        self._go_on.clear()
        self._loading = None
        self._observers.tell(None)

    async def _refresh(self, pbx: Pbx) -> None:
        """Have the newest page join what is loaded; what is no longer on it is gone."""
        asked_at, known = self._clock().at, self._known
        try:
            async with aclosing(pbx.recordings()) as pages:
                page = await anext(pages, None)
        except CtiError as error:
            log.info("the new recordings could not be listed: %s", error)
            self._outdated = True  # the next look asks again
            return
        if known is not self._known:
            return  # all of it was loaded anew meanwhile
        newest = {} if page is None else {each.recording_id: each for each in page.items}
        shared = [index for index, each in enumerate(known) if each in newest]
        if newest and not shared:
            self.look(again=True)  # more came than a page holds
            return
        rest = dict(islice(known.items(), shared[-1] + 1, None)) if newest else {}
        # The same object stays: it goes on growing where more is loaded.
        known.clear()
        known.update(newest | rest)
        self._told(asked_at, complete=self._complete)

    def _told(self, asked_at: datetime, *, complete: bool) -> None:
        self._items, self._complete = tuple(self._known.values()), complete
        self._error, self._loaded_at = None, asked_at
        self._observers.tell(None)

    # -- what the PBX tells ----------------------------------------------------------------------

    def _on_event(self, event: PbxEvent, _: Moment) -> None:
        match event:
            case CallRecorded(ended=ended) if ended is not None and ended.recording:
                self._expect()
            case RecordingReady(ready=True):
                self._miss()
            case RecordingReady(words=words):
                log.info("the PBX could not make a recording ready: %s", words or "no reason told")
            case _:
                pass

    def _expect(self) -> None:
        """One more is listed soon; for calls that end until then it is looked again after that."""
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(AFTER_CALL_S, self._on_due)
        else:
            self._due_again = True

    def _on_due(self) -> None:
        self._due = None
        if self._due_again:
            self._due_again = False
            self._expect()
        self._miss()

    def _miss(self) -> None:
        """Something is missing in the list: whoever looks at it asks for it."""
        self._outdated = True
        self._observers.tell(None)

    def _expect_nothing(self) -> None:
        if self._due is not None:
            self._due.cancel()
        self._due, self._due_again, self._outdated = None, False, False

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _on_status(self, status: ConnectionStatus) -> None:
        pbx = self._session.pbx
        before_online, self._online = self._online, status.state is Connection.ONLINE
        if pbx is self._pbx:
            if self._online and not before_online and self._loaded_at is not None:
                self._miss()  # who knows what was recorded in the gap
            return
        before, self._pbx = self._pbx, pbx
        if before is None:
            return
        self._let_go()
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
        self._expect_nothing()
        ending = list(self._running)
        for task in ending:
            task.cancel()
        self._known = {}
        self._items, self._complete = (), False
        self._error = self._loaded_at = self._asked_at = None
        return ending
