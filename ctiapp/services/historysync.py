"""Asks the PBX for the calls of the past that it wrote down: politely, and never twice the same.

Asked are one's own number and those of one's own queues (where a PBX lists calls by extension
alone, the queues' stand in one's own list): for the last `FIRST` at the first sign-in (as far as
calls are kept at all), in windows, the newest first, each as wide as the one before says that a
window may be; afterwards from where it was last left off, less a margin, since a line is written
when a call ends and bears when it began. That is done a few seconds after the picture is live (and
not by all desks at once), a few seconds after each call, after a gap, and every ten minutes.

After a call the caller's number is asked about as well where a colleague goes on with it or took
it: their line names nobody else. Where the PBX tells that it made the recording of a young call of
ours ready, its line is read again: it may not have named it before.
"""

from __future__ import annotations

import asyncio
import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError
from ctiapp.model.events import RecordingReady
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import Moment
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.historyfeed import HistoryFeed
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.services.session import Session
    from ctiapp.storage.history import HistoryFile

log = logging.getLogger("ctiapp.history")

FIRST = timedelta(days=30)
"""How far back is asked at first."""
WINDOW = timedelta(days=3)
"""So much is asked for at first, where nothing tells how many calls a number has."""
WIDER = 10
"""A window is wider than the one before by no more than this."""
NARROWEST = timedelta(minutes=10)
"""A window that is no longer than this is not cut in half again."""
MOST = 4000
"""So many lines are read of one window."""
MANY = MOST // 2
"""Where there are so many, some may be missing (more is asked for on either side of a window, and
the newest are read): it is cut in half."""
AIM = MANY // 2
"""So many lines a window is to have: it is as wide as it may be by those of the one before."""
CHUNK = 250
"""So many lines are taken in at once: what else is kept need not wait for the rest."""
AFTER_SIGN_IN_S = (4.0, 10.0)
"""How long after the picture is live it is asked, between these two."""
AFTER_CALL_S = 5.0
"""How long after a call; its line is written by then."""
EVERY_S = 600.0
"""How often at least."""
RETRY_S = 30.0
"""How long after it failed it is tried again; twice as long after each more, up to `EVERY_S`."""
MARGIN = timedelta(hours=2)
"""How much before the last time is asked for again now and then: calls may last as long."""
LONG_MARGIN = timedelta(days=1)
"""The same after a sign-in or a gap."""
BEFORE_CALL = timedelta(minutes=2)
"""How much before a call's beginning: the PBX's clock may be behind ours by more than is known."""
PAUSE_S = 0.3
"""Between two windows: what people do comes first."""
_SYNCED = "synced:"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for at once.

    Attributes:
        whole: from where each number was left off, less a margin; else from ``since`` on.
        wide: with the longer margin.
        since: where it is not the whole: for what began then or later.
        also: for these numbers as well, from ``since`` on.
    """

    whole: bool
    wide: bool
    since: datetime | None
    also: frozenset[Number]


class HistorySync:
    """Asks when it is time.

    Args:
        file: where what it learns is kept.
        feed: whose history it is, and how numbers are read.
        session: whom to ask, and when.
        clock: both clocks.
        preferences: how long calls are kept.
        rng: for the wait after a sign-in.

    Attributes:
        on_change: called when the list or how it stands has changed.
    """

    def __init__(
        self,
        file: HistoryFile,
        feed: HistoryFeed,
        session: Session,
        clock: Clock,
        preferences: Preferences,
        rng: random.Random | None = None,
    ) -> None:
        self._file = file
        self._feed = feed
        self._session = session
        self._clock = clock
        self._preferences = preferences
        self._rng = rng or random.Random()  # noqa: S311 - jitter is no secret
        self._online: tuple[Pbx, str] | None = None
        self._since: datetime | None = None
        self._also: set[Number] = set()
        self._wide = False
        self._whole_s: float | None = None
        self._failed = 0
        self._timer: asyncio.Handle | None = None
        self._due_s = 0.0
        self._task: asyncio.Task[None] | None = None
        self._synced_at: datetime | None = None
        self._notice: Notice | None = None
        self._queues: frozenset[Number] = frozenset()
        self.on_change: Callable[[], None] = lambda: None
        feed.on_call = self._on_call
        self._ends = (
            session.subscribe(self._on_status),
            session.subscribe_events(lambda told: self._on_event(*told)),
        )

    # -- how it stands ---------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether the PBX is being asked."""
        return self._task is not None

    @property
    def synced_at(self) -> datetime | None:
        """Until when what the PBX wrote down is known; None: not at all in this session."""
        return self._synced_at

    @property
    def notice(self) -> Notice | None:
        """Why what the PBX wrote down is missing; None where it is not."""
        return self._notice

    # -- when ------------------------------------------------------------------------------------

    def ask_now(self) -> None:
        """Somebody wants it: ask at once, as after a sign-in."""
        if self._online is not None:
            self._ask(0.0, wide=True)

    def queues_known(self, queues: frozenset[Number]) -> None:
        """Which queues are one's own: a new one's past is asked for."""
        new = queues - self._queues
        self._queues = queues
        if new and self._online is not None:
            self._ask(AFTER_CALL_S, wide=True)

    async def stop(self) -> None:
        """Ask no more."""
        for end in self._ends:
            end()
        task = self._leave()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)

    def _on_status(self, status: ConnectionStatus) -> None:
        self._feed.clock_known()
        pbx, owner = self._session.pbx, self._feed.owner
        online = status.state is Connection.ONLINE and pbx is not None and owner is not None
        now = (pbx, owner) if online and pbx is not None and owner is not None else None
        if now == self._online:
            return
        before, self._online = self._online, now
        if now is None:
            self._leave()
            if status.state is Connection.SIGNED_OUT:
                self._synced_at, self._notice, self._queues = None, None, frozenset()
        else:
            if before is None or before[1] != now[1]:
                self._feed.begin()
            self._ask(self._rng.uniform(*AFTER_SIGN_IN_S), wide=True)
        self.on_change()

    def _on_call(self, began: datetime, numbers: frozenset[Number]) -> None:
        if self._online is not None:
            self._also |= numbers
            self._ask(AFTER_CALL_S, since=began - BEFORE_CALL)

    def _on_event(self, event: PbxEvent, _: Moment) -> None:
        if not isinstance(event, RecordingReady) or not event.ready or event.at is None:
            return
        reading = self._feed.reading
        young = self._clock().at - event.at < LONG_MARGIN
        if self._online is not None and young and event.numbers & (reading.me | reading.queues):
            self._ask(0.0, since=event.at - BEFORE_CALL)

    def _ask(self, delay_s: float, *, since: datetime | None = None, wide: bool = False) -> None:
        """Ask after so long at the latest, for what began then or later."""
        if since is not None:
            self._since = since if self._since is None else min(since, self._since)
        self._wide = self._wide or wide
        if self._task is not None:
            return  # when it is done it looks what else is wanted
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            if self._due_s <= loop.time() + delay_s:
                return
            self._timer.cancel()
        # Qt's loop tells of no timer when it is due.
        self._due_s = loop.time() + delay_s
        self._timer = loop.call_later(delay_s, self._begin)

    def _begin(self) -> None:
        self._timer = None
        if self._online is None:
            return
        wish = self._wish()
        self._task = asyncio.create_task(self._run(*self._online, wish), name="records")
        self.on_change()

    def _wish(self) -> _Wish:
        """What is to be asked now; after that nothing is wanted any more."""
        now_s = asyncio.get_running_loop().time()
        due = self._whole_s is None or now_s - self._whole_s >= EVERY_S
        wish = _Wish(
            whole=due or self._wide or self._since is None,
            wide=self._wide,
            since=self._since,
            also=frozenset(self._also),
        )
        if wish.whole:
            self._whole_s = now_s
        self._since, self._wide = None, False
        self._also.clear()
        return wish

    def _leave(self) -> asyncio.Task[None] | None:
        """Nobody is to be asked now; what was running, already cancelled."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._since, self._wide, self._whole_s, self._failed = None, False, None, 0
        self._also.clear()
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        return task

    # -- asking ----------------------------------------------------------------------------------

    async def _run(self, pbx: Pbx, owner: str, wish: _Wish) -> None:
        now = self._clock().at
        reading = self._feed.reading
        ours = reading.me | reading.queues
        # Where the PBX has no list of a number, its calls stand in one's own: not asked for again.
        without = {number for number in ours - reading.me if not pbx.tells_records_of(number)}
        try:
            for number in sorted(ours - without):
                along = (number, *without) if number in reading.me else (number,)
                start = min([await self._start(owner, each, now, wish) for each in along])
                await self._number(pbx, owner, number, start, now + MARGIN)
                for each in along:
                    await self._file.remember(owner, f"{_SYNCED}{each.text}", now.isoformat())
            for number in sorted(wish.also - ours):
                if wish.since is not None and pbx.tells_records_of(number):
                    await self._number(pbx, owner, number, wish.since, now + MARGIN)
            refused = not pbx.tells_records
            self._failed = 0
            self._notice = Notice.of("history.not_told") if refused else None
            self._synced_at = self._synced_at if refused else now
        except CtiError as error:
            log.info("the calls of the past could not be had: %s", error)
            self._failed += 1
            self._want_again(wish)
            self._notice = error.notice(Severity.WARNING)
        except Exception:
            log.exception("the calls of the past could not be taken in")
        self._task = None
        if self._failed:
            self._ask(min(EVERY_S, RETRY_S * 2.0 ** min(self._failed - 1, 10)))
        else:
            more = self._since is not None or self._wide
            self._ask(AFTER_CALL_S if more else EVERY_S)
        self.on_change()

    def _want_again(self, wish: _Wish) -> None:
        """It could not be had: it is wanted still."""
        self._wide = self._wide or wish.wide
        self._also |= wish.also
        if wish.whole:
            self._whole_s = None
        if wish.since is not None:
            self._since = wish.since if self._since is None else min(wish.since, self._since)

    async def _start(self, owner: str, number: Number, now: datetime, wish: _Wish) -> datetime:
        """From when on a number's calls are asked for."""
        text = await self._file.remembered(owner, f"{_SYNCED}{number.text}")
        days = self._preferences.settings.keep_calls_days
        first = now - (min(FIRST, timedelta(days=days)) if days else FIRST)
        if text is None:
            return first
        last = min(datetime.fromisoformat(text), now)
        if wish.since is not None and not wish.whole:
            return max(first, min(wish.since, last))
        return max(first, last - (LONG_MARGIN if wish.wide else MARGIN))

    async def _number(
        self, pbx: Pbx, owner: str, number: Number, start: datetime, end: datetime
    ) -> None:
        """Ask for a number's calls, window by window, the newest first."""
        width = WINDOW
        while end > start:
            first = end - width if end - start > width + NARROWEST else start
            off = timedelta(seconds=self._feed.ahead_s or 0.0)  # its lines bear its own times
            records = await pbx.call_records(number, since=first + off, until=end + off, most=MOST)
            width = end - first
            if len(records) >= MANY and width > NARROWEST:
                width /= 2
                continue
            await self._take(owner, records)
            width *= min(WIDER, max(1.0, AIM / max(1, len(records))))
            end = first
            if end > start:
                await asyncio.sleep(PAUSE_S)

    async def _take(self, owner: str, records: tuple[CallRecord, ...]) -> None:
        records = tuple(one for one in records if not self._rang_oneself(one))
        for start in range(0, len(records), CHUNK):
            some = records[start : start + CHUNK]
            ahead_s = self._feed.ahead_s
            if await self._file.record(owner, some, self._feed.reading, ahead_s):
                self.on_change()

    def _rang_oneself(self, record: CallRecord) -> bool:
        """Whether it is a call of one's own phone to its own number: the trial of events is one."""
        me = self._feed.reading.me
        return record.caller.number in me and record.callee.number in me
