"""What fills the history from this side: the journal of this desk, and what the PBX tells at ends.

The journal is read from where it was last left off, a little before that (what is rewritten may
keep its place); what is kept in it from then on is taken in at once. It is all the same how often.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason
from ctiapp.model.errors import StorageError
from ctiapp.model.history import Fate
from ctiapp.model.historyfold import Reading
from ctiapp.model.number import Number
from ctiapp.services.historyseen import seen_here, told_at_end
from ctiapp.services.journal import CALL, NOTE
from ctiapp.state.changes import CallTold

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from datetime import datetime

    from ctiapp.model.directory import PbxInfo
    from ctiapp.model.history import Seen
    from ctiapp.model.journal import JournalEntry
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.services.journal import Journal
    from ctiapp.services.pbxclock import PbxClock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store
    from ctiapp.storage.history import HistoryFile

log = logging.getLogger("ctiapp.history")

PAGE = 200
"""So many entries of the journal are taken in at once."""
ALIKE = timedelta(days=1)
"""For so long a clock is thought to have run as it does."""
OVERLAP = 200
"""So many entries before the last one are read again."""
_GOES_ON = (EndReason.TRANSFERRED.value, EndReason.JOINED.value, EndReason.PARKED.value)
"""How a call ends for oneself that may go on with somebody else."""
_ROW = "journal"
_QUEUES = "queues"
_PLAN = "plan"


class HistoryFeed:
    """Takes in what this desk learns of calls.

    Args:
        file: where to.
        store: who one is, and what the PBX tells of calls that are over.
        journal: what this desk saw.
        plan: how numbers are read, now.
        pbx: which PBX one is signed in to; None while signed out.
        queues: the numbers of one's own queues; None while the PBX has not told them yet. Until
            then those count that it told last: a call that came through one is read so, or it
            would be read anew as a direct one at each start.
        pbx_clock: by how much the PBX's clock is off ours, as soon as that is known.

    Attributes:
        on_change: called when the list has changed.
        on_call: called with when a call began that has just been taken in, and with the numbers
            of which the PBX may have more to tell: the caller's where somebody else goes on with
            it, or took it and is not known.
    """

    def __init__(
        self,
        file: HistoryFile,
        store: Store,
        journal: Journal,
        plan: Callable[[], NumberPlan],
        pbx: Callable[[], PbxInfo | None],
        queues: Callable[[], frozenset[Number] | None],
        pbx_clock: PbxClock,
    ) -> None:
        self._file = file
        self._store = store
        self._journal = journal
        self._plan = plan
        self._pbx = pbx
        self._queues = queues
        self._pbx_clock = pbx_clock
        self._told_last: frozenset[Number] = frozenset()
        self._reading: Reading | None = None
        self._compared: datetime | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._ends = (journal.subscribe(self._on_entry), store.subscribe(self._on_changes))
        self.on_change: Callable[[], None] = lambda: None
        self.on_call: Callable[[datetime, frozenset[Number]], None] = lambda _began, _numbers: None

    @property
    def me(self) -> Number | None:
        """One's own number; None while signed out."""
        return self._store.me

    @property
    def owner(self) -> str | None:
        """Whose history it is; None while signed out."""
        me, pbx = self._store.me, self._pbx()
        return None if me is None or pbx is None else f"{pbx.sn or pbx.url}/{me.text}"

    @property
    def reading(self) -> Reading:
        """How numbers are read now, and which are one's own."""
        me = self._store.me
        mine = frozenset() if me is None else frozenset({me})
        told = self._queues()
        reading = Reading(self._plan(), mine, self._told_last if told is None else told)
        if reading != self._reading:
            self._reading = reading
        return self._reading or reading

    @property
    def ahead_s(self) -> float | None:
        """By how much the PBX's clock is off ours, in seconds; None where that is not known."""
        return self._pbx_clock.skew_s

    # -- taking in -------------------------------------------------------------------------------

    def begin(self) -> None:
        """Somebody is signed in: read what the journal has that is not known yet."""
        self._told_last = frozenset()
        self._start(self._catch_up())

    def queues_known(self) -> None:
        """The PBX has told which queues are one's own, or they are others now."""
        told = self._queues()
        if told is not None and self.owner is not None and told != self._told_last:
            self._told_last = told
            self._start(self._keep_queues(self.owner, told))

    def clock_known(self) -> None:
        """It may be known now by how much the PBX's clock is off ours, or be another one."""
        compared = self._pbx_clock.compared_at
        if compared is not None and compared != self._compared:
            self._start(self._compare())
        self._compared = compared

    def reread(self) -> None:
        """Numbers are read otherwise now: find everybody's calls anew."""
        self._start(self._rekey())

    async def settled(self) -> None:
        """Wait until what was learned is kept, or could not be."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        """Take in no more; what was begun is ended."""
        for end in self._ends:
            end()
        await self.settled()

    def _on_entry(self, entry: JournalEntry) -> None:
        if entry.kind in (CALL, NOTE):
            self._start(self._take([entry], self._pbx_clock.skew_s))

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        reading = None
        for change in changes:
            if not isinstance(change, CallTold):
                continue
            reading = reading or self.reading
            ended = change.ended
            ours = reading.me | reading.queues
            concerns = ended.caller.number in ours or ended.callee.number in ours
            if concerns or self._store.call(ended.call_id) is not None:
                seen = told_at_end(ended, change.now.at, reading)
                seen = replace(seen, ahead_s=self._pbx_clock.skew_s)
                self._start(self._see(self.owner, [seen], reading))

    async def _keep_queues(self, owner: str, queues: frozenset[Number]) -> None:
        text = json.dumps(sorted(each.text for each in queues))
        if await self._file.remembered(owner, _QUEUES) != text:
            await self._file.remember(owner, _QUEUES, text)
            await self._read_on()  # what was read without them is read again

    async def _catch_up(self) -> None:
        owner = self.owner
        text = None if owner is None else await self._file.remembered(owner, _QUEUES)
        if text is not None and owner == self.owner and not self._told_last:
            self._told_last = frozenset(Number(each) for each in json.loads(text))
        await self._read_on()

    async def _read_on(self) -> None:
        row = int(await self._file.remembered("", _ROW) or 0)
        after = max(0, row - OVERLAP)
        while page := await self._journal.page(after, PAGE):
            await self._take([kept.entry for kept in page])
            after = page[-1].row
            await self._file.remember("", _ROW, str(after))
        await self._compare()

    async def _compare(self) -> None:
        """What was seen lately is on the PBX's clock as well."""
        owner, ahead_s = self.owner, self._pbx_clock.skew_s
        compared = self._pbx_clock.compared_at
        if owner is None or ahead_s is None or compared is None:
            return
        if await self._file.ahead(owner, ahead_s, compared - ALIKE, self.reading):
            self.on_change()

    async def _take(self, entries: Iterable[JournalEntry], ahead_s: float | None = None) -> None:
        """Take in what the journal has; of whom an entry is, it says itself.

        Args:
            entries: these.
            ahead_s: by how much the PBX's clock was off; None where that is not known of then.
        """
        reading = self.reading
        info = self._pbx()
        here = None if info is None else info.sn or info.url
        seen: dict[str, list[Seen]] = {}
        moved: set[Number] = set()
        notes: list[tuple[str, JournalEntry]] = []
        for entry in entries:
            pbx = entry.pbx or here
            if pbx is None:
                continue
            if entry.kind == NOTE:
                notes.append((pbx, entry))
            call = seen_here(entry, reading)
            me = entry.data.get("me")
            if call is not None and isinstance(me, str) and me:
                seen.setdefault(f"{pbx}/{me}", []).append(replace(call, ahead_s=ahead_s))
                if call.number is not None and entry.data.get("ended") in _GOES_ON:
                    moved.add(call.number)
        for owner, calls in seen.items():
            await self._see(owner, calls, reading, moved)
        for pbx, entry in notes:
            text = entry.data.get("text")
            if entry.call_id is not None:
                changed = await self._file.note(
                    pbx, entry.call_id, entry.at, text if isinstance(text, str) else "", reading
                )
                if changed:
                    self.on_change()

    async def _see(
        self,
        owner: str | None,
        seen: list[Seen],
        reading: Reading,
        moved: Iterable[Number] = (),
    ) -> None:
        if owner is None:
            return
        if await self._file.see(owner, seen, reading) and owner == self.owner:
            self.on_change()
            also = {each.number for each in seen if _open(each)}
            numbers = frozenset(number for number in (*also, *moved) if number is not None)
            self.on_call(min(each.at for each in seen), numbers)

    async def _rekey(self) -> None:
        owner, reading = self.owner, self.reading
        if owner is None:
            return
        used = hashlib.sha256(repr((reading.plan, reading.plan.internal)).encode()).hexdigest()
        if await self._file.remembered(owner, _PLAN) == used:
            return
        changed = await self._file.rekey(owner, reading)
        await self._file.remember(owner, _PLAN, used)
        if changed:
            self.on_change()

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(self._guarded(work), name="history")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @staticmethod
    async def _guarded(work: Coroutine[None, None, None]) -> None:
        """Do it; what the disk refuses costs the list, never the call: the journal tells of it."""
        try:
            await work
        except StorageError as error:
            log.info("the history was not kept: %s", error.detail)


def _open(seen: Seen) -> bool:
    """Whether somebody took it and is not known."""
    return seen.fate is Fate.ANSWERED_ELSEWHERE and seen.taken_by is None
