"""The calls of the past: what this desk saw and what the PBX wrote down, as one list.

One call is one row (`ctiapp.model.historyfold`). What this desk saw is in the list at once; what
the PBX wrote down follows (`ctiapp.services.historysync`). Whose history it is: that of whoever is
signed in, at this PBX; signed out there is none to be seen.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.history import EVERYTHING, Fate, HistoryLeg
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.numberplan import tail_of
from ctiapp.model.observers import Observers
from ctiapp.model.records import Outcome, RecordParty
from ctiapp.services.journal import NOTE
from ctiapp.services.notes import MAX_NOTE, plain_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime
    from pathlib import Path

    from ctiapp.model.history import DayCount, HistoryFilter, PastCall
    from ctiapp.model.historyfold import Reading
    from ctiapp.model.notice import Notice
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.services.historyfeed import HistoryFeed
    from ctiapp.services.historysync import HistorySync
    from ctiapp.services.journal import Journal
    from ctiapp.services.notes import Notes
    from ctiapp.storage.history import HistoryFile

log = logging.getLogger("ctiapp.history")

PERSONS = 50
"""So many people whom the directory finds by a text count in a search for it."""
NOTE_MARGIN = timedelta(days=1)
"""A note on a call of the past takes the place of what was noted from so long before it on."""

_OUTCOMES = {
    Fate.ANSWERED: Outcome.ANSWERED,
    Fate.ANSWERED_ELSEWHERE: Outcome.ANSWERED,
    Fate.MISSED: Outcome.NO_ANSWER,
    Fate.NO_ANSWER: Outcome.NO_ANSWER,
    Fate.BUSY: Outcome.BUSY,
    Fate.DECLINED: Outcome.BUSY,
    Fate.REFUSED: Outcome.BUSY,
    Fate.VOICEMAIL: Outcome.VOICEMAIL,
    Fate.ABANDONED: Outcome.ABANDONED,
    Fate.FAILED: Outcome.FAILED,
}
"""How a part is told of that this desk alone saw."""


class History:
    """The list.

    Args:
        file: keeps it.
        feed, sync: fill it, from this side and from the PBX's.
        journal, notes: where notes on calls are kept.
        find: the numbers of those whom the directory finds by a text.
    """

    def __init__(
        self,
        file: HistoryFile,
        feed: HistoryFeed,
        sync: HistorySync,
        journal: Journal,
        notes: Notes,
        find: Callable[[str, int], Iterable[Number]],
    ) -> None:
        self._file = file
        self._feed = feed
        self._sync = sync
        self._journal = journal
        self._notes = notes
        self._find = find
        self._observers: Observers[None] = Observers()
        feed.on_change = sync.on_change = lambda: self._observers.tell(None)

    # -- how it stands ---------------------------------------------------------------------------

    @property
    def file(self) -> HistoryFile:
        """Where it is kept, for what else lies beside it."""
        return self._file

    @property
    def owner(self) -> str | None:
        """Whose it is, as the file names them; None while signed out."""
        return self._feed.owner

    @property
    def reading(self) -> Reading:
        """How numbers are read now, and which are one's own."""
        return self._feed.reading

    @property
    def busy(self) -> bool:
        """Whether the PBX is being asked."""
        return self._sync.busy

    @property
    def synced_at(self) -> datetime | None:
        """Until when what the PBX wrote down is known; None: not at all in this session."""
        return self._sync.synced_at

    @property
    def notice(self) -> Notice | None:
        """Why what the PBX wrote down is missing; None where it is not."""
        return self._sync.notice

    def ask_now(self) -> None:
        """Ask the PBX at once for what is new."""
        self._sync.ask_now()

    async def settled(self) -> None:
        """Wait until what this desk has seen so far is in the list."""
        await self._feed.settled()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change of the list, of its owner or of how it stands; the answer ends it."""
        return self._observers.subscribe(lambda _: listener())

    # -- reading ---------------------------------------------------------------------------------

    async def days(self, wanted: HistoryFilter = EVERYTHING) -> tuple[DayCount, ...]:
        """How many calls each day (by local time) has, the newest first.

        Raises:
            StorageError: it cannot be read.
        """
        owner = self.owner
        return () if owner is None else await self._file.days(owner, self._wider(wanted))

    async def page(
        self, wanted: HistoryFilter, day: date, offset: int, limit: int
    ) -> tuple[PastCall, ...]:
        """Some of a day's calls, the newest first.

        Raises:
            StorageError: it cannot be read.
        """
        owner = self.owner
        if owner is None:
            return ()
        return await self._file.page(owner, self._wider(wanted), day, offset, limit)

    async def latest(self, count: int, wanted: HistoryFilter = EVERYTHING) -> tuple[PastCall, ...]:
        """The newest calls, the newest first.

        Raises:
            StorageError: it cannot be read.
        """
        owner = self.owner
        if owner is None:
            return ()
        return await self._file.page(owner, self._wider(wanted), None, 0, count)

    async def since(self, at: datetime) -> tuple[PastCall, ...]:
        """The calls that began then or later, the newest first.

        Raises:
            StorageError: it cannot be read.
        """
        owner = self.owner
        return () if owner is None else await self._file.since(owner, at)

    async def with_person(self, number: Number, limit: int = 100) -> tuple[PastCall, ...]:
        """The calls with whoever has this number, the newest first.

        Raises:
            StorageError: it cannot be read.
        """
        owner, person = self.owner, self.reading.key(number)
        if owner is None or not person:
            return ()
        return await self._file.of_person(owner, (person,), limit)

    async def call(self, key: str) -> PastCall | None:
        """One call; None where there is none of that key (any more).

        Raises:
            StorageError: it cannot be read.
        """
        return await self._file.call(key)

    async def legs(self, key: str) -> tuple[HistoryLeg, ...]:
        """The parts of a call, in order of time; one where this desk alone tells of it.

        Raises:
            StorageError: it cannot be read.
        """
        legs = await self._file.legs(key)
        if legs:
            return legs
        call = await self._file.call(key)
        return () if call is None else (_own_leg(call, self._feed.me),)

    def _wider(self, wanted: HistoryFilter) -> HistoryFilter:
        """The same, and whoever bears today a name that has the text in it."""
        text = wanted.text.strip()
        if not text:
            return wanted
        reading = self.reading
        persons = {reading.key(number) for number in self._find(text, PERSONS)}
        return replace(wanted, persons=wanted.persons | (persons - {""}))

    async def export(self, wanted: HistoryFilter, path: Path) -> int:
        """Write the calls that are wanted into a CSV file, the newest first; how many.

        What comes or goes meanwhile may be written twice, or not at all.

        Raises:
            StorageError: key ``history.not_exported``, or it cannot be read.
        """
        from ctiapp.services.historyexport import write_history

        owner, wider = self.owner, self._wider(wanted)

        async def page(offset: int, limit: int) -> tuple[PastCall, ...]:
            if owner is None:
                return ()
            return await self._file.page(owner, wider, None, offset, limit)

        return await write_history(path, page)

    # -- writing ---------------------------------------------------------------------------------

    async def note(self, key: str, text: str) -> None:
        """The note on a call is this now; empty: none. Returns when it is safe.

        Raises:
            UsageError: key ``call.gone`` where there is no such call, ``note.too_long``.
            StorageError: it could not be kept.
        """
        call = await self._file.call(key)
        if call is None:
            raise UsageError("no such call", key="call.gone", call=key[:60])
        if len(text) > MAX_NOTE:
            raise UsageError("too long", key="note.too_long", most=MAX_NOTE)
        call_id = call.call_id
        if call_id is not None and self._notes.knows(call_id):
            await self._notes.keep(call_id, text)
            return
        if call_id is None:
            legs = await self._file.legs(key)
            call_id = CallId(f"record-{legs[0].uid if legs else key}")
        kept = plain_note(text)
        since = call.at - NOTE_MARGIN
        if kept:
            task = self._journal.put(NOTE, call_id, call.number, {"text": kept}, since=since)
        else:
            task = self._journal.drop(NOTE, call_id, since=since)
        error = await task
        if error is not None:
            raise error

    # -- privacy ---------------------------------------------------------------------------------

    async def forget(self, number: Number, plan: NumberPlan) -> int:
        """Keep nothing of a number any more, in whatever way it was written; how many calls.

        An extension's is forgotten at this PBX alone: at another it is somebody else's.

        Raises:
            StorageError: it could not be forgotten.
        """
        await self._feed.settled()
        owner = self.owner if plan.line(number).internal else None
        known = await self._file.numbers(owner)
        alike = await asyncio.to_thread(_alike, number, known, plan)
        gone = await self._file.forget(alike, owner) if alike else 0
        if gone:
            self._observers.tell(None)
        return gone

    async def prune(self, calls: datetime | None, notes: datetime | None) -> int:
        """Take out what is older; how many calls that were. None: it is kept for ever.

        Raises:
            StorageError: it could not be taken out.
        """
        gone = await self._file.prune(calls, notes)
        if gone:
            self._observers.tell(None)
        return gone

    async def everything(self, after: int, limit: int) -> tuple[tuple[str, PastCall], ...]:
        """Calls of all owners with whose each is, from behind that key on, to be taken along.

        Raises:
            StorageError: it cannot be read.
        """
        return await self._file.everything(after, limit)

    async def close(self) -> None:
        """Take in what waits, and let the file go."""
        await self._sync.stop()
        await self._feed.close()
        await self._file.close()


def _alike(number: Number, known: Iterable[str], plan: NumberPlan) -> tuple[str, ...]:
    """Which of these are that number, however it is written."""
    tails = {tail_of(number), *plan.line(number).tails} - {""}
    return tuple(
        text
        for text in known
        if text == number.text
        or (tail_of(Number(text)) in tails and plan.compare(Number(text), number) is not None)
    )


def _own_leg(call: PastCall, me: Number | None) -> HistoryLeg:
    """What was seen here, as a part."""
    other = RecordParty(call.number or Number(""), call.name)
    own = RecordParty(call.taken_by or me or Number(""), call.taken_name)
    outcome = _OUTCOMES.get(call.fate, Outcome.UNKNOWN)
    caller, callee = (other, own) if call.incoming else (own, other)
    return HistoryLeg(call.at, caller, callee, outcome, call.ring_s, call.talk_s, call.recording)
