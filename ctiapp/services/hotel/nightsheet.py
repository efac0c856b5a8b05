"""The night sheet: what is on it, and that it is written every evening at its hour, once.

The hour is the PBX's, as all hours of the front desk are. Where the computer slept then, or this
program did not run, the sheet is written as soon as it does again, as long as that is of any use
(`LATE`). That it was written for an evening is kept, so that a second start writes none.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import CtiError
from ctiapp.model.nightsheet import (
    NightSheet,
    SheetGuest,
    SheetRed,
    SheetStay,
    SheetWake,
)
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.wakes import PlanState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from ctiapp.model.stays import Stay
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.ports import Plans, Wakes, WallTime
    from ctiapp.services.hotel.rooms import Room, Rooms
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.storage.hotel import HotelFile

log = logging.getLogger("ctiapp.hotel")

LATE = timedelta(hours=8)
"""For so long after its hour a sheet that was not written is still worth writing: for the night."""
LOOK_S = 30.0
"""How often it is looked whether it is time: a clock that is set otherwise is noticed by that."""
AGAIN_S = 300.0
"""How soon it is tried again where it could not be written."""
PATIENCE_S = 120.0
"""For how long it waits for rooms and wake-up calls that were never read."""
DAY = timedelta(days=1)
_WRITTEN = "night-sheet"


class SheetWriter(Protocol):
    """Makes a file of a sheet."""

    async def write(self, sheet: NightSheet, path: Path) -> None:
        """Write it as a PDF; what is there is replaced, wholly or not at all.

        Raises:
            StorageError: it cannot be written.
        """


class NightSheets:
    """They.

    Args:
        ground: at which PBX the desk works, and who stands there.
        rooms, plans, wakes: what is on a sheet.
        file: who left today; and that a sheet was written.
        time: the PBX's clock.
        preferences: the hour, and the folder.
        documents: the folder where none is named.
        writer: writes it.
        notices: told where it lies, or why it does not.
        clock: both of ours.
    """

    def __init__(  # noqa: PLR0913 - what it stands on, each by name
        self,
        ground: Ground,
        *,
        rooms: Rooms,
        plans: Plans,
        wakes: Wakes,
        file: HotelFile,
        time: WallTime,
        preferences: Preferences,
        documents: Callable[[], Path],
        writer: SheetWriter,
        notices: Notices,
        clock: Clock,
    ) -> None:
        self._ground = ground
        self._rooms = rooms
        self._plans = plans
        self._wakes = wakes
        self._file = file
        self._time = time
        self._preferences = preferences
        self._documents = documents
        self._writer = writer
        self._notices = notices
        self._clock = clock
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._failed: tuple[date, float] | None = None
        self._waits_s: float | None = None
        self._writing = asyncio.Lock()
        self._forget_rooms: Callable[[], None] = lambda: None

    # -- what is on it ---------------------------------------------------------------------------

    async def sheet(self) -> NightSheet:
        """The sheet as it would be now.

        Raises:
            StorageError: who left today cannot be read.
        """
        made = self._time.now()
        today = made.date()
        rooms = self._rooms.picture
        closed: tuple[Stay, ...] = ()
        owner = self._ground.owner()
        if owner is not None:
            closed = await self._file.closed_stays(owner, self._clock().at - 2 * DAY)
        left = [stay for stay in closed if self._left_on(stay) == today]
        here = [room.stay for room in rooms.rooms if room.stay is not None and room.confirmed]
        return NightSheet(
            made,
            today,
            today + DAY,
            tuple(sorted(self._coming(rooms.rooms, made), key=_wake_order)),
            tuple(sorted(self._arrivals([*here, *left], today), key=_guest_order)),
            tuple(sorted([*_leaving(here, today), *_left(left, today)], key=_guest_order)),
            tuple(self._reds()),
            self._ground.who(),
            tuple(self._missing()),
            None if rooms.alarms_at is None else self._time.wall(rooms.alarms_at),
        )

    def _missing(self) -> Iterable[Notice]:
        """What is not on it, or may be old."""
        picture = self._rooms.picture
        if not self._all_read:
            yield Notice.of("sheet.incomplete", severity=Severity.WARNING)
        if picture.notice is not None:
            yield picture.notice

    def _arrivals(self, stays: Iterable[Stay], today: date) -> Iterable[SheetGuest]:
        """Who came today: on the day that they named, else on the day of their check-in."""
        for stay in stays:
            came = stay.arrival
            if came is None and stay.at is not None:
                came = self._time.wall(stay.at).date()
            if came == today:
                yield SheetGuest(stay.room, stay.guests, today, SheetStay.ARRIVED, stay.language)

    def _left_on(self, stay: Stay) -> date | None:
        return None if stay.closed_at is None else self._time.wall(stay.closed_at).date()

    def _coming(self, rooms: Iterable[Room], made: datetime) -> Iterable[SheetWake]:
        """All that ring from now on until the end of tomorrow."""
        for room in rooms:
            language = room.stay.language if room.stay is not None and room.confirmed else ""
            groups = {plan.alarm.alarm_id: plan.group for plan in room.planned}
            for alarm in room.alarms:
                for day in (made.date(), made.date() + DAY):
                    wall = datetime.combine(day, alarm.at)
                    first = alarm.once and made < datetime.combine(made.date(), alarm.at)
                    rings = (
                        day.weekday() in alarm.days if alarm.days else first == (day == made.date())
                    )
                    if wall > made and rings:
                        yield SheetWake(
                            room.number,
                            room.guest,
                            day,
                            alarm.at,
                            not alarm.once,
                            alarm.snoozes,
                            alarm.snooze_min,
                            group=groups.get(alarm.alarm_id, ""),
                            language=language,
                        )
            for plan in room.planned:
                if plan.state is PlanState.WAITING and made < plan.wall < _end(made):
                    yield SheetWake(
                        room.number,
                        room.guest,
                        plan.on,
                        plan.alarm.at,
                        snoozes=plan.alarm.snoozes,
                        snooze_min=plan.alarm.snooze_min,
                        planned=True,
                        group=plan.group,
                        language=language,
                    )

    def _reds(self) -> Iterable[SheetRed]:
        for wake in sorted(self._wakes.red, key=lambda each: each.at):
            room = self._rooms.room(wake.room)
            guest = "" if room is None else room.guest
            yield SheetRed(wake.room, guest, wake.wall, wake.outcome.value)

    # -- every evening ---------------------------------------------------------------------------

    def start(self) -> None:
        """Write it from now on at its hour; needs a running loop."""
        self._forget_rooms = self._rooms.subscribe(lambda _: self._on_rooms())
        self._task = asyncio.create_task(self._run(), name="night sheet")

    async def stop(self) -> None:
        """Write it no more."""
        self._forget_rooms()
        self._waits_s = None
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def woke(self) -> None:
        """The computer slept, or its clock was set: it may be time."""
        self._failed = None
        self._wake.set()

    def _on_rooms(self) -> None:
        if self._waits_s is not None and self._all_read:
            self._wake.set()

    @property
    def _all_read(self) -> bool:
        """Whether rooms and wake-up calls were read at all."""
        picture = self._rooms.picture
        return picture.read_at is not None and picture.alarms_at is not None

    async def write_due(self) -> Path | None:
        """Write it where it is time and it is not written yet; where it lies then, else None.

        Nothing is raised: what goes wrong is told as a notice, once an evening.
        """
        due = self._due()
        owner = self._ground.owner()
        if due is None or owner is None:
            return None
        evening = due.date()
        day, at_s = self._failed or (None, 0.0)
        if day == evening and self._clock().mono_s - at_s < AGAIN_S:
            return None
        async with self._writing:
            try:
                if await self._file.remembered(owner, _WRITTEN) == evening.isoformat():
                    return None
                if not await self._read():
                    return None
                path = self._path(evening)
                await self._writer.write(await self.sheet(), path)
                await self._file.remember(owner, _WRITTEN, evening.isoformat())
            except CtiError as error:
                self._tell_failed(evening, error)
                return None
        self._failed = None
        self._notices.post(Notice.of("sheet.written", path=str(path)))
        return path

    async def write(self, path: Path | None = None) -> Path:
        """Write the sheet as it is now, whatever the hour; where it lies.

        Raises:
            StorageError: it cannot be written.
        """
        path = self._path(self._time.today()) if path is None else path
        async with self._writing:
            await self._writer.write(await self.sheet(), path)
        return path

    async def _read(self) -> bool:
        """Read anew what is to be on it; whether it can be written now.

        What cannot be read again is on it as it was, and it says so. Where nothing was read yet,
        since somebody has just signed in, it is waited for, a while.
        """
        if not self._all_read:
            now_s = self._clock().mono_s
            self._waits_s = now_s if self._waits_s is None else self._waits_s
            if now_s - self._waits_s < PATIENCE_S:
                return False
        else:
            try:
                await self._rooms.refresh()
            except CtiError as error:
                log.info("the night sheet is written of what was known: %s", error.detail)
        self._waits_s = None
        return True

    def _due(self) -> datetime | None:
        """The last evening's hour, where it is not too long ago; None where none is set."""
        text = self._preferences.settings.night_sheet_at
        if not text:
            return None
        now = self._time.now()
        due = datetime.combine(now.date(), time.fromisoformat(text))
        if due > now:
            due -= DAY
        return due if now - due < LATE else None

    def _path(self, evening: date) -> Path:
        folder = self._preferences.settings.night_sheet_dir
        where = Path(folder) if folder else self._documents()
        return where / f"night-sheet-{evening.isoformat()}.pdf"

    def _tell_failed(self, evening: date, error: CtiError) -> None:
        told = self._failed is not None and self._failed[0] == evening
        self._failed = (evening, self._clock().mono_s)
        log.warning("the night sheet could not be written: %s", error.detail)
        if not told:
            self._notices.post(
                Notice.of(
                    "sheet.not_written",
                    severity=Severity.ERROR,
                    code=error.code,
                    detail=error.detail,
                    evening=evening.isoformat(),
                )
            )

    async def _run(self) -> None:
        while True:
            await self.write_due()
            self._wake.clear()
            try:
                async with asyncio.timeout(LOOK_S):  # `wait_for` may swallow that it is to end
                    await self._wake.wait()
            except TimeoutError:
                continue


def _end(made: datetime) -> datetime:
    """The end of tomorrow."""
    return datetime.combine(made.date() + 2 * DAY, time())


def _leaving(stays: Iterable[Stay], today: date) -> Iterable[SheetGuest]:
    for stay in stays:
        if stay.departure is None or stay.departure > today + DAY:
            continue
        state = SheetStay.LATE if stay.departure < today else SheetStay.DUE
        yield SheetGuest(stay.room, stay.guests, stay.departure, state, stay.language)


def _left(stays: Iterable[Stay], today: date) -> Iterable[SheetGuest]:
    for stay in stays:
        yield SheetGuest(stay.room, stay.guests, today, SheetStay.DEPARTED, stay.language)


def _wake_order(wake: SheetWake) -> tuple[date, time, int, str]:
    return wake.on, wake.at, len(wake.room.text), wake.room.text


def _guest_order(guest: SheetGuest) -> tuple[date, int, str]:
    return guest.on, len(guest.room.text), guest.room.text
