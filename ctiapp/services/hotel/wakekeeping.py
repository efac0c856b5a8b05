"""What is kept of wake-up calls: how they went, what the PBX has to ring, until when one watched.

A disk that refuses, or hangs, never holds up a wake-up call: it is as it is here, and `trouble`
says that it is not kept.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import StorageError
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.wakes import Known, Wake, next_wall, wake_id
from ctiapp.model.wakewatch import EARLY, ends_at
from ctiapp.services.hotel.wakelog import IMPATIENCE_S, PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.ids import ExtensionId
    from ctiapp.services.hotel.alarmbook import AlarmBook
    from ctiapp.services.hotel.desktime import DeskTime
    from ctiapp.services.hotel.ground import Ground

log = logging.getLogger("ctiapp.wakes")


class WakeFile(Protocol):
    """Where wake-up calls lie (`ctiapp.storage.hotel_wakes.WakeFile`); all raise `StorageError`."""

    @property
    def unread(self) -> int:
        """How many rows of what is kept could not be read when they last were."""

    async def wakes(self, owner: str, since: datetime) -> tuple[Wake, ...]:
        """Those whose time was then or later, and older ones that nobody saw to."""

    async def put_wake(self, owner: str, wake: Wake) -> None:
        """Keep it as it is now."""

    async def known(self, owner: str) -> tuple[Known, ...]:
        """All alarms that the PBX had when that was last kept."""

    async def put_known(self, owner: str, known: Sequence[Known]) -> None:
        """These are all alarms that the PBX has now."""

    async def watched(self, owner: str) -> tuple[datetime, datetime] | None:
        """Until when a desk here watched (UTC), and what the PBX's clock showed; None: never."""

    async def put_watched(self, owner: str, at: datetime, wall: datetime) -> None:
        """It watches still, while the PBX's clock shows that."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept when this program last ran.

    Attributes:
        wakes: those of the last days, and older ones that nobody saw to.
        known: what the PBX had to ring.
        watched: until when one watched, aware UTC; None: never.
        wall: what the PBX's clock showed then, naive; None where it is not known.
    """

    wakes: tuple[Wake, ...] = ()
    known: tuple[Known, ...] = ()
    watched: datetime | None = None
    wall: datetime | None = None


class WakeKeeping:
    """Keeps it, of the PBX that one is signed in to.

    Args:
        file: where it lies.
        ground: which PBX that is, and who has which extension.
    """

    def __init__(self, file: WakeFile, ground: Ground) -> None:
        self._file = file
        self._ground = ground
        self._owner: str | None = None
        self._known: tuple[Known, ...] | None = None
        self.trouble: Notice | None = None
        self.unread: Notice | None = None

    @property
    def rows_unread(self) -> Notice | None:
        """That there are wake-up calls among what is kept that cannot be read; None: all can."""
        rows = self._file.unread
        key = "wakeup.rows_unread"
        return Notice.of(key, severity=Severity.ERROR, count=rows) if rows else None

    async def load(self, since: datetime) -> Kept | None:
        """What was kept of the PBX that one is signed in to, of which all is kept from now on.

        None where it cannot be read now, and `unread` says so: what went wrong before is not known.
        """
        owner = self._owner = self._ground.owner()
        if owner is None:
            return Kept()
        try:
            async with asyncio.timeout(PATIENCE_S):
                wakes = await self._file.wakes(owner, since)
                known = await self._file.known(owner)
                watched = await self._file.watched(owner)
        except (StorageError, TimeoutError) as error:
            if self.unread is None:
                log.warning("wake-up calls cannot be read: %s", error)
            self.unread = Notice.of("wakeup.kept_unread", severity=Severity.ERROR)
            return None
        self.unread = None
        self._known = known
        if watched is None:
            return Kept(wakes, known)
        at, wall = watched
        # It is kept down once a minute; what was settled after that was still watched.
        later = max([at, *filter(None, (wake.since for wake in wakes))])
        return Kept(wakes, known, later, wall + (later - at))

    async def keep(self, wake: Wake) -> None:
        """Keep how one went."""
        owner = self._owner
        if owner is not None:
            await self._kept(self._file.put_wake(owner, wake))

    async def mark(self, now: datetime, wall: datetime) -> None:
        """Keep that one watches still, while the PBX's clock shows that."""
        owner = self._owner
        if owner is not None:
            await self._kept(self._file.put_watched(owner, now, wall))

    async def keep_known(self, book: AlarmBook) -> None:
        """Keep what the PBX has to ring, where that changed."""
        owner = self._owner
        if owner is None or book.read_at is None:
            return
        known = all_known(book.alarms, book, self._ground)
        if known != self._known and await self._kept(self._file.put_known(owner, known)):
            self._known = known

    async def _kept(self, keeping: Awaitable[None]) -> bool:
        """Whether it could be kept."""
        try:
            async with asyncio.timeout(PATIENCE_S if self.trouble is None else IMPATIENCE_S):
                await keeping
        except (StorageError, TimeoutError) as error:
            if self.trouble is None:
                log.warning("wake-up calls cannot be kept: %s", error)
            told = error if isinstance(error, StorageError) else StorageError("the disk hangs")
            self.trouble = told.notice()
        else:
            self.trouble = None
        return self.trouble is None


def merged(kept: Iterable[Wake], mine: Mapping[str, Wake]) -> dict[str, Wake]:
    """What was kept of wake-up calls, and what is known of them since this program started.

    What was kept was heard, so it goes before what began anew; whoever saw to one did so.
    """
    found = dict(mine)
    for wake in kept:
        found[wake.wake_id] = wake
        own = mine.get(wake.wake_id)
        if own is not None and wake.acknowledged is None:
            found[wake.wake_id] = replace(
                wake, acknowledged=own.acknowledged, since=wake.since or own.since
            )
    return found


def all_known(
    alarms: Mapping[ExtensionId, tuple[Alarm, ...]], book: AlarmBook, ground: Ground
) -> tuple[Known, ...]:
    """All alarms of a PBX, with since when they are there, in a steady order."""
    return tuple(
        Known(ext_id, ground.room(ext_id), alarm, book.seen(alarm))
        for ext_id, of_room in sorted(alarms.items())
        for alarm in of_room
    )


def missed(
    known: Sequence[Known], since: datetime, now: datetime, time: DeskTime
) -> Iterator[Wake]:
    """What was to ring, or to ring again, while nobody watched.

    Args:
        known: what the PBX had to ring.
        since: from when on nobody watched.
        now: until when; both aware UTC.
        time: the PBX's clock.
    """
    until = time.wall(now)
    for each in known:
        if each.alarm.once:
            after = each.seen
        else:
            after = time.wall(since - (ends_at(each.alarm, since) - since))
        wall = next_wall(each.alarm, after)
        while wall <= until:
            at = time.instant(wall)
            if ends_at(each.alarm, at) > since and at - EARLY <= now:
                name = wake_id(each.room, wall, each.alarm)
                yield Wake(name, each.room, each.ext_id, wall, at, each.alarm)
            if each.alarm.once:
                break
            wall = next_wall(each.alarm, wall)
