"""The journal of this desk: what was done here that somebody may have to answer for."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import StorageError
from ctiapp.model.journal import JournalEntry
from ctiapp.model.notice import Severity
from ctiapp.model.numberplan import NumberPlan, tail_of
from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from datetime import datetime

    from ctiapp.model.directory import PbxInfo
    from ctiapp.model.ids import CallId
    from ctiapp.model.journal import Fact, Kept
    from ctiapp.model.number import Number
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.journal")

LISTENING = "listening"
"""Somebody was to be listened to: ``step`` asked, then refused, unanswered (one's own phone was not
picked up), unknown (whether it came to it), or begin, then end or signed-out (what the phone did
after that is not known); ``mode``, ``who`` listened, in which ``queue``, for how many ``seconds``.
"""
SUPERVISOR = "supervisor"
"""Somebody else was logged in or out, or paused: ``verb``, ``who``, ``queue``, ``outcome``."""
HOTEL = "hotel"
"""Guests were checked in or out: ``deed``, ``who`` did it, and what ``failed`` (a list) or, of a
check-out, its ``result``; never a guest's name.
"""
CALL = "call"
"""A call of one's own is over (`ctiapp.services.calljournal`): one entry each."""
NOTE = "note"
"""What the user wrote on a call (`ctiapp.services.notes`): ``text``; one entry each."""

SAME_CALL = timedelta(days=1)
"""For so long the id of a call means the same call; a PBX set up anew begins to count again."""
ABOUT = 200
"""So many entries of one caller are looked at, the newest."""

_ANY_PLAN = NumberPlan()
CLOSE_S = 3.0
"""How long quitting waits for the disk at most."""


class JournalKeeper(Protocol):
    """Where entries are kept (`ctiapp.storage.journal.JournalFile`)."""

    async def write(self, entry: JournalEntry) -> None:
        """Keep one entry; returns when it is safe.

        Raises:
            StorageError: it cannot be kept.
        """

    async def entries(self, kind: str | None = None, limit: int = 100) -> tuple[JournalEntry, ...]:
        """The newest entries, the newest first; ``kind``: of that one alone.

        Raises:
            StorageError: they cannot be read.
        """

    async def put(self, entry: JournalEntry, *, tail: str | None, since: datetime) -> None:
        """Keep one entry in the place of those of its kind, call and PBX that are not older.

        Raises:
            StorageError: it cannot be kept.
        """

    async def drop(
        self, kind: str, call_id: CallId, since: datetime, pbx: str | None = None
    ) -> None:
        """Take out what is kept of that kind and call, there, and is not older.

        Raises:
            StorageError: it cannot be taken out.
        """

    async def about(
        self,
        tails: Sequence[str],
        call: tuple[CallId, datetime] | None = None,
        *,
        before: int | None = None,
        limit: int = ABOUT,
    ) -> tuple[Kept, ...]:
        """What is kept of numbers that end in one of these ways; the newest first.

        Args:
            tails: how.
            call: besides, what is kept of this call and is not older.
            before: rows before this one alone, to read on; None: from the newest on.
            limit: so many at most.

        Raises:
            StorageError: they cannot be read.
        """

    async def page(self, after: int, limit: int) -> tuple[Kept, ...]:
        """So many entries from behind that row on, the oldest first.

        Raises:
            StorageError: they cannot be read.
        """

    async def forget(self, rows: Sequence[int]) -> int:
        """Take these out for good; how many there were.

        Raises:
            StorageError: they cannot be taken out.
        """

    async def prune(self, before: Mapping[str, datetime]) -> int:
        """Take out what is older, by kind; how many entries that were.

        Raises:
            StorageError: they cannot be taken out.
        """

    async def close(self) -> None:
        """Write what waits, and let go."""


class Journal:
    """Takes what is to be kept, at once and in order; nobody waits for the disk.

    What cannot be kept is told to the user once, until something can be kept again: a journal with
    gaps must not look whole.

    Args:
        keeper: keeps the entries.
        clock: both clocks.
        notices: hears of gaps.
        pbx: which PBX one is signed in to; None while signed out.
    """

    def __init__(
        self,
        keeper: JournalKeeper,
        clock: Clock,
        notices: Notices,
        pbx: Callable[[], PbxInfo | None] = lambda: None,
    ) -> None:
        self._pbx = pbx
        self._last_pbx: str | None = None
        self._keeper = keeper
        self._clock = clock
        self._notices = notices
        self._writing: set[asyncio.Task[StorageError | None]] = set()
        self._failing = False
        self._observers: Observers[JournalEntry] = Observers()

    def subscribe(self, listener: Callable[[JournalEntry], None]) -> Callable[[], None]:
        """Hear of each entry once it is kept; the answer ends it.

        What is taken out again (`drop`) is told as an entry without anything in it.
        """
        return self._observers.subscribe(listener)

    def note(
        self,
        kind: str,
        *,
        number: Number | None = None,
        call_id: CallId | None = None,
        data: Mapping[str, Fact],
    ) -> None:
        """Keep that this happened now. ``data`` must hold no secret."""
        entry = JournalEntry(self._clock().at, kind, number, call_id, dict(data), self._where())
        self._start(entry, self._keeper.write(entry))

    def put(
        self,
        kind: str,
        call_id: CallId,
        number: Number | None,
        data: Mapping[str, Fact],
        *,
        since: datetime | None = None,
    ) -> asyncio.Task[StorageError | None]:
        """Keep this of a call, in the place of what was kept of that kind and call before.

        Nobody need wait for the answer: what went wrong, or None once it is on the disk.

        Args:
            kind: what it is about.
            call_id: the call.
            number: whose; None where they withhold it.
            data: the rest.
            since: what is older than that is another call's; None: than `SAME_CALL`.
        """
        now = self._clock().at
        number = None if number is None or number.withheld else number
        entry = JournalEntry(now, kind, number, call_id, dict(data), self._where())
        tail = None if number is None else tail_of(number)
        since = now - SAME_CALL if since is None else since
        return self._start(entry, self._keeper.put(entry, tail=tail, since=since))

    def drop(
        self, kind: str, call_id: CallId, *, since: datetime | None = None
    ) -> asyncio.Task[StorageError | None]:
        """Keep nothing of that kind of a call; ``since`` and the answer as `put` has them."""
        now, where = self._clock().at, self._where()
        since = now - SAME_CALL if since is None else since
        entry = JournalEntry(now, kind, None, call_id, {}, where)
        return self._start(entry, self._keeper.drop(kind, call_id, since, where))

    async def about(
        self,
        number: Number | None,
        call_id: CallId | None = None,
        *,
        plan: NumberPlan = _ANY_PLAN,
        before: int | None = None,
    ) -> tuple[Kept, ...]:
        """What is kept of numbers that end as this one does, and of a call; the newest first.

        Whether two numbers that end alike are the same is for the number plan to say, and whether
        it happened at this PBX for `is_here`. Of a call's id, what is older than `SAME_CALL` is
        another call's.

        Args:
            number: whose.
            call_id: the call.
            plan: how the number is read: one may end in several ways.
            before: rows before this one alone, to read on; None: from the newest on.

        Raises:
            StorageError: it cannot be read.
        """
        tails: tuple[str, ...] = ()
        if number is not None and not number.withheld:
            ends = (tail_of(number), *plan.line(number).tails)
            tails = tuple(dict.fromkeys(end for end in ends if end))
        call = None if call_id is None else (call_id, self._clock().at - SAME_CALL)
        return await self._keeper.about(tails, call, before=before, limit=ABOUT)

    def is_here(self, entry: JournalEntry) -> bool:
        """Whether an entry may be of this PBX: not where it is known to be another's."""
        here = self._where()
        return entry.pbx is None or here is None or entry.pbx == here

    def _where(self) -> str | None:
        """At which PBX; signed out, that of before: what is written then is of its last calls."""
        info = self._pbx()
        if info is not None:
            self._last_pbx = info.sn or info.url
        return self._last_pbx

    async def page(self, after: int, limit: int) -> tuple[Kept, ...]:
        """So many entries from behind that row on, the oldest first.

        Raises:
            StorageError: they cannot be read.
        """
        return await self._keeper.page(after, limit)

    async def forget(self, rows: Sequence[int]) -> int:
        """Take these entries out for good; how many there were.

        Raises:
            StorageError: they cannot be taken out.
        """
        return await self._keeper.forget(rows)

    async def prune(self, before: Mapping[str, datetime]) -> int:
        """Take out what is older, by kind; how many entries that were.

        Raises:
            StorageError: they cannot be taken out.
        """
        return await self._keeper.prune(before)

    def _start(
        self, entry: JournalEntry, work: Coroutine[None, None, None]
    ) -> asyncio.Task[StorageError | None]:
        task = asyncio.create_task(self._write(entry, work), name="journal")
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
        return task

    async def entries(self, kind: str | None = None, limit: int = 100) -> tuple[JournalEntry, ...]:
        """The newest entries, the newest first; ``kind``: of that one alone.

        Raises:
            StorageError: they cannot be read.
        """
        return await self._keeper.entries(kind, limit)

    async def written(self) -> None:
        """Wait until what was given to be kept is, or could not be."""
        while self._writing:
            await asyncio.wait(set(self._writing))

    async def close(self) -> None:
        """Wait for what is being written, for a bounded time, and let the file go."""
        if self._writing:
            _, late = await asyncio.wait(self._writing, timeout=CLOSE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._keeper.close()

    async def _write(
        self, entry: JournalEntry, work: Coroutine[None, None, None]
    ) -> StorageError | None:
        try:
            await work
        except StorageError as error:
            log.info("not kept: %s: %s", entry.kind, error.detail)
            if not self._failing:
                self._failing = True
                error.key = "journal.not_kept"
                self._notices.post(error.notice(Severity.WARNING))
            return error
        self._failing = False
        self._observers.tell(entry)
        return None
