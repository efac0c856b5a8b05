"""The log of wake-up calls: written before anything is done, and kept for a year.

A wake-up call matters more than the line about it: where the disk refuses, the line waits in memory
and is written with the next one, what was asked for is done all the same, and `notice` says so.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import StorageError
from ctiapp.model.observers import Observers
from ctiapp.model.wakes import LogBy, LogKind, LogLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.wakes")

KEPT = timedelta(days=366)
"""How long a line is kept."""
PATIENCE_S = 3.0
"""How long a disk is waited for, once."""
IMPATIENCE_S = 0.1
"""The same while it is known to be in trouble."""
MAX_UNWRITTEN = 5000
"""So many lines wait for a disk that refuses; then the oldest go."""
MAX_TEXT = 500
"""So much of a text that somebody typed is kept."""


class LogFile(Protocol):
    """Where the lines lie (`ctiapp.storage.hotel_wakes.WakeFile`)."""

    async def write(self, owner: str, lines: Sequence[LogLine]) -> None:
        """Keep these lines, too; raises `StorageError`."""

    async def lines(self, owner: str, room: Number | None, limit: int) -> tuple[LogLine, ...]:
        """The newest lines, of one room or (None) of all, the newest first; `StorageError`."""

    async def forget(self, before: datetime) -> None:
        """Take out what is older; raises `StorageError`."""


class WakeLog:
    """The log.

    Args:
        file: where it lies.
        ground: of which PBX a line is, and whose desk this is.
        clock: both clocks.
    """

    def __init__(self, file: LogFile, ground: Ground, clock: Clock) -> None:
        self._file = file
        self._ground = ground
        self._clock = clock
        self._unwritten: deque[tuple[str, LogLine]] = deque(maxlen=MAX_UNWRITTEN)
        self._writing = asyncio.Lock()
        self._notice: Notice | None = None
        self._observers: Observers[None] = Observers()

    @property
    def notice(self) -> Notice | None:
        """Why lines could not be written; None: all are."""
        return self._notice

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each new line, and of trouble; the answer ends it."""
        return self._observers.subscribe(lambda _: listener())

    async def say(
        self,
        kind: LogKind,
        room: Number | None,
        wall: str = "",
        params: Mapping[str, str] | None = None,
        *,
        by: LogBy = LogBy.HERE,
        who: str | None = None,
    ) -> None:
        """Write a line; it is on the disk when this returns, or `notice` says that it is not.

        Args:
            kind: what.
            room: of which room; None: of none.
            wall: of which wake-up call.
            params: what else there is to say; empty values are left out.
            by: who did it.
            who: their name; None: whoever is signed in here where ``by`` is this desk.
        """
        owner = self._ground.owner()
        if owner is None:
            log.warning("no line of the log of wake-up calls: nobody is signed in")
            return
        if who is None:
            who = self._ground.who() if by is LogBy.HERE else ""
        said = {key: value[:MAX_TEXT] for key, value in (params or {}).items() if value}
        line = LogLine(self._clock().at, kind, room, by, who, wall, MappingProxyType(said))
        log.info("%s %s %s %s", kind.value, "" if room is None else room.text, wall, by.value)
        self._unwritten.append((owner, line))
        await self.flush()

    async def flush(self) -> None:
        """Write what could not be written yet."""
        told = self._notice
        async with self._writing:
            while self._unwritten:
                owner, line = self._unwritten[0]
                try:
                    async with asyncio.timeout(PATIENCE_S if told is None else IMPATIENCE_S):
                        await self._file.write(owner, [line])
                except (StorageError, TimeoutError) as error:
                    self._fail(error)
                    break
                # One more may have pushed this one out meanwhile.
                if self._unwritten and self._unwritten[0][1] is line:
                    self._unwritten.popleft()
            else:
                self._notice = None
        if told is not self._notice or self._notice is None:
            self._observers.tell(None)

    def _fail(self, error: StorageError | TimeoutError) -> None:
        told = error if isinstance(error, StorageError) else StorageError("the disk hangs")
        if self._notice is None:
            log.warning("the log of wake-up calls cannot be written: %s", told.detail)
        self._notice = told.notice()

    async def read(self, room: Number | None, limit: int = 500) -> tuple[LogLine, ...]:
        """The newest lines, of one room or (None) of all, the newest first.

        Raises:
            StorageError: they cannot be read.
        """
        owner = self._ground.owner()
        return () if owner is None else await self._file.lines(owner, room, limit)

    async def prune(self) -> None:
        """Take out what is older than `KEPT`; where that fails it is done another time."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._file.forget(self._clock().at - KEPT)
        except (StorageError, TimeoutError) as error:
            log.info("old lines of the log of wake-up calls stay: %s", error)


def wall_text(alarm: Alarm) -> str:
    """The time of an alarm, as a line of the log has it."""
    return f"{alarm.at:%H:%M}"


def alarm_params(alarm: Alarm) -> dict[str, str]:
    """What else a line says of an alarm."""
    return {
        "days": ",".join(map(str, sorted(alarm.days))),
        "snoozes": f"{alarm.snoozes}x{alarm.snooze_min}" if alarm.snoozes else "",
        "prompt": alarm.prompt,
        "alarm_id": alarm.alarm_id,
    }
