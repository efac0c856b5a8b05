"""What is known of all wake-up calls, and what somebody does where one went wrong.

How they are watched is `ctiapp.services.hotel.wakewatching`'s matter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.wakes import Acknowledged, LogBy, LogKind
from ctiapp.services.hotel.wakelog import MAX_TEXT
from ctiapp.services.hotel.wakewatching import BEGINS_S, WakeWatching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.number import Number
    from ctiapp.model.wakes import AckHow, LogLine, Wake
    from ctiapp.model.wakewatch import Gap

SOON = timedelta(seconds=45)
"""With less time left the PBX might take a minute that is about to begin as tomorrow's."""


class Wakes(WakeWatching):
    """They; made as `WakeWatching` is."""

    # -- reading ---------------------------------------------------------------------------------

    @property
    def watching(self) -> bool:
        """Whether this desk watches over the wake-up calls now."""
        watching = self._ready and not self._failed
        return watching and self._ground.night() and self._ground.online()

    @property
    def notice(self) -> Notice | None:
        """Why this desk does not watch, or not well; None: it does."""
        if not self._ground.night():
            return Notice.of("wakeup.not_night_desk", severity=Severity.INFO)
        if not self._ground.online():
            return Notice.of("wakeup.deaf", severity=Severity.ERROR)
        if self._failed:
            return Notice.of("wakeup.watch_failed", severity=Severity.ERROR)
        awaited_s = None if self._ready else self._awaited_s
        if awaited_s is not None and self._clock().mono_s - awaited_s >= BEGINS_S:
            return Notice.of("wakeup.not_begun", severity=Severity.ERROR)
        kept = self._keeping.unread or self._keeping.trouble
        rows = self._keeping.rows_unread
        return kept or self._book.notice or self._log.notice or rows

    @property
    def away(self) -> Gap | None:
        """For which time before it began nobody watched, and that was not taken note of yet."""
        return self._away

    @property
    def today(self) -> tuple[Wake, ...]:
        """Those of today, by the PBX's clock, in order of time: how they went, or will ring.

        A desk that is not the night desk has only those that the PBX still has to ring.
        """
        day = self._time.today()
        return self._sorted(w for w in (self._due | self._wakes).values() if w.wall.date() == day)

    @property
    def all(self) -> tuple[Wake, ...]:
        """Those of the last day and a half, and the next ring of each alarm, in order of time."""
        return self._sorted((self._due | self._wakes).values())

    @property
    def red(self) -> tuple[Wake, ...]:
        """Those that somebody has to see to now, the first one first; none on other desks."""
        if not self._ground.night():
            return ()
        return self._sorted(wake for wake in self._wakes.values() if wake.red)

    def wake(self, wake_id: str) -> Wake | None:
        """The one of that name; None where there is none."""
        return self._wakes.get(wake_id) or self._due.get(wake_id)

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change; the answer ends it."""
        return self._observers.subscribe(lambda _: listener())

    async def log(self, room: Number | None, limit: int = 500) -> tuple[LogLine, ...]:
        """The newest lines of the log, of one room or (None) of all, the newest first.

        Raises:
            StorageError: they cannot be read.
        """
        return await self._log.read(room, limit)

    @staticmethod
    def _sorted(wakes: Iterable[Wake]) -> tuple[Wake, ...]:
        return tuple(sorted(wakes, key=lambda each: (each.at, each.room, each.wake_id)))

    # -- seeing to them --------------------------------------------------------------------------

    async def acknowledge(self, wake_id: str, how: AckHow, by: str, note: str = "") -> Wake:
        """Somebody saw to it: it is red no more.

        Args:
            wake_id: of which wake-up call.
            how: what they did.
            by: who they are; empty: whoever is signed in here.
            note: what else there is to say.

        Raises:
            UsageError: key ``wakeup.no_such_wake``: there is none, or it needs nobody;
                ``wakeup.acknowledged``: somebody did so already.
        """
        wake = self._wakes.get(wake_id)
        if wake is not None and wake.acknowledged is not None:
            raise UsageError(
                "seen to", key="wakeup.acknowledged", by=wake.acknowledged.by, room=wake.room.text
            )
        if wake is None or not wake.red:
            raise UsageError("no such wake-up call", key="wakeup.no_such_wake")
        by = " ".join(by.split())[:MAX_TEXT] or self._ground.who()
        note = " ".join(note.split())[:MAX_TEXT]
        said = Acknowledged(how, by, self._clock().at, note)
        # It is so from now on: the siren must not go on while a disk is slow. It is kept first: who
        # signs out now has seen to it all the same, and who signs in reads it.
        seen_to = replace(wake, acknowledged=said)
        self._show(seen_to)
        await self._keeping.keep(seen_to)
        await self._steps.say(
            LogKind.ACKNOWLEDGED, wake, {"how": how.value, "note": note}, by=LogBy.HERE, who=by
        )
        return self._wakes.get(wake_id, seen_to)

    def take_note(self) -> None:
        """Somebody read for which time nobody watched."""
        self._away = None
        self._observers.tell(None)

    async def ring_again(self, wake_id: str) -> Alarm:
        """Have the PBX ring the room once more, at the next minute; the alarm that does it.

        Raises:
            UsageError: key ``wakeup.no_such_wake``; else as `AlarmBook.add`.
            PbxError: as `AlarmBook.add`.
        """
        wake = self._one(wake_id)
        ext_id = wake.ext_id or self._ground.extension(wake.room)
        first = self._time.now() + SOON
        minute = first.replace(second=0, microsecond=0) + timedelta(minutes=1)
        taken = {alarm.at for alarm in await self._book.read(ext_id)}
        while minute.time() in taken:
            minute += timedelta(minutes=1)
        wanted = Alarm("", minute.time(), prompt=wake.alarm.prompt)
        await self._steps.say(LogKind.AGAIN, wake, {"at": f"{minute:%H:%M}"}, by=LogBy.HERE)
        return await self._book.add(ext_id, wanted)

    async def call_room(self, wake_id: str) -> object:
        """Call the room from one's own phone; what became of it, as `Calls.dial` answers.

        Raises:
            UsageError: key ``wakeup.no_such_wake``; else as `Calls.dial`.
            CtiError: as `Calls.dial`.
        """
        wake = self._one(wake_id)
        await self._steps.say(LogKind.CALLED, wake, {}, by=LogBy.HERE)
        return await self._call(wake.room)

    def _one(self, wake_id: str) -> Wake:
        wake = self._wakes.get(wake_id)
        if wake is None:
            raise UsageError("no such wake-up call", key="wakeup.no_such_wake")
        return wake
