"""Puts a front desk together of its parts."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError
from ctiapp.model.events import DirectoryChanged, DirectoryPart
from ctiapp.model.roomrule import RoomRule
from ctiapp.services.hotel.alarmbook import AlarmBook
from ctiapp.services.hotel.checkin import CheckIns
from ctiapp.services.hotel.checkout import CheckOuts
from ctiapp.services.hotel.desk import HotelDesk, Shift
from ctiapp.services.hotel.desktime import DeskTime
from ctiapp.services.hotel.ground import ExtensionIds, Owners, make_ground
from ctiapp.services.hotel.groups import GroupWakes
from ctiapp.services.hotel.newrooms import NewRooms
from ctiapp.services.hotel.nightsheet import NightSheets
from ctiapp.services.hotel.plans import Plans
from ctiapp.services.hotel.rooms import Rooms
from ctiapp.services.hotel.wakekeeping import WakeKeeping
from ctiapp.services.hotel.wakelog import WakeLog
from ctiapp.services.hotel.wakes import Wakes
from ctiapp.services.hotel.wakewatching import WakeParts
from ctiapp.storage.hotel_wakes import WakeFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctiapp.services.calls import Calls
    from ctiapp.services.directory import Directory
    from ctiapp.services.hotel.nightsheet import SheetWriter
    from ctiapp.services.hotel.ports import Lamps, LastCalls
    from ctiapp.services.journal import Journal
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.services.session import Session
    from ctiapp.storage.hotel import HotelFile


log = logging.getLogger("ctiapp.hotel")

SERIAL = "serial"
"""Under what the serial number of the PBX at an address is kept."""


async def make_desk(  # noqa: PLR0913 - what it stands on, each by name
    file: HotelFile,
    *,
    session: Session,
    clock: Clock,
    preferences: Preferences,
    notices: Notices,
    directory: Directory,
    lamps: Lamps,
    journal: Journal,
    calls: Calls,
    history: LastCalls,
    documents: Callable[[], Path],
    writer: SheetWriter,
) -> HotelDesk:
    """Make one, and have it work as long as somebody is signed in.

    Args:
        file: what it keeps; it stays open.
        session: who is signed in, where.
        clock: both clocks.
        preferences: which extensions are rooms, whether this is the night desk, the sheet's hour.
        notices: what is told to the user besides.
        directory: the PBX's extensions.
        lamps: how their phones stand.
        journal: who did what.
        calls: calls a room.
        history: the last calls of a room.
        documents: the folder of the user's documents.
        writer: writes a sheet as a PDF.

    Raises:
        StorageError: the file cannot be read.
    """
    ids = ExtensionIds(directory)
    keeping: set[asyncio.Task[None]] = set()

    def keep(url: str, serial: str) -> None:
        task = asyncio.create_task(_keep(file, url, serial), name="serial number")
        keeping.add(task)
        task.add_done_callback(keeping.discard)

    owners = Owners(session, await file.all_remembered(SERIAL), keep)
    ground = make_ground(session, ids, preferences, owners)
    kept = WakeFile(file.worker)
    time = DeskTime(ground, clock, lambda: preferences.settings.pbx_zone)
    wakelog = WakeLog(kept, ground, clock)
    alarms = AlarmBook(ground, clock, time, wakelog)
    plans = Plans(kept, ground, clock, time, alarms, wakelog)
    parts = WakeParts(ground, time, alarms, plans, wakelog, WakeKeeping(kept, ground))
    wakes = Wakes(parts, session, clock, calls.dial)
    rooms = Rooms(
        ground,
        rule=lambda: RoomRule.of(preferences.settings.hotel_rooms),
        people=directory,
        lamps=lamps,
        file=file,
        alarms=alarms,
        plans=plans,
        wakes=wakes,
        time=time,
        clock=clock,
        calls=history,
    )
    shift = Shift(session, ground)
    stops = [
        session.subscribe_events(lambda told: rooms.on_event(told[0])),
        preferences.subscribe(lambda _: rooms.look_again()),
    ]

    async def close() -> None:
        for stop in stops:
            stop()
        await shift.close()
        await asyncio.gather(*keeping)
        ids.close()

    desk = HotelDesk(
        rooms,
        alarms,
        plans,
        GroupWakes(ground, time, alarms, plans),
        wakes,
        CheckIns(ground, rooms, alarms, file, journal, clock),
        CheckOuts(
            ground,
            rooms=rooms,
            alarms=alarms,
            plans=plans,
            file=file,
            journal=journal,
            notices=notices,
            clock=clock,
        ),
        NewRooms(
            ground,
            me=lambda: None if session.status.me is None else session.status.me.number,
            people=directory,
            lamps=lamps,
            alarms=alarms,
            plans=plans,
            stays=file,
            journal=journal,
            clock=clock,
            edited=lambda number, action: directory.on_event(
                DirectoryChanged(DirectoryPart.EXTENSION, number.text, action)
            ),
        ),
        NightSheets(
            ground,
            rooms=rooms,
            plans=plans,
            wakes=wakes,
            file=file,
            time=time,
            preferences=preferences,
            documents=documents,
            writer=writer,
            notices=notices,
            clock=clock,
        ),
        time,
        lambda: shift.at_work,
        close,
    )
    shift.serve(desk)
    return desk


async def _keep(file: HotelFile, url: str, serial: str) -> None:
    try:
        await file.remember(url, SERIAL, serial)
    except StorageError as error:
        log.warning("the serial number of %s is not kept: %s", url, error.detail)
