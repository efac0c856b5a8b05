"""The rooms of the house: who is in them, how their phones stand, when they are to be woken.

A room is an extension that the user says is one (`ctiapp.model.roomrule`). Who is in it is what the
PBX calls it *now*; what this desk wrote down of its guests counts as long as that fits. Of a
thousand rooms only those are looked at again of which something was told.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.directory import full_name
from ctiapp.model.events import DirectoryChanged, DirectoryPart
from ctiapp.model.observers import Observers
from ctiapp.services.hotel.roompicture import Room, RoomPicker, RoomsPicture, guest_name, make_room
from ctiapp.services.hotel.roomsearch import RoomSearch
from ctiapp.services.hotel.roomstays import RoomStays
from ctiapp.services.hotel.roomwakes import RoomWakes
from ctiapp.services.hotel.stations import StationReader
from ctiapp.state.changes import Lamp

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from ctiapp.model.directory import Extension
    from ctiapp.model.history import PastCall
    from ctiapp.model.hotel import Station
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number
    from ctiapp.model.roomrule import RoomRule
    from ctiapp.model.stays import Stay
    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.hotel.ports import Alarms, Lamps, LastCalls, People, Plans, Wakes, WallTime
    from ctiapp.services.ports import Clock
    from ctiapp.storage.hotel import HotelFile

__all__ = ["Room", "Rooms", "RoomsPicture"]

log = logging.getLogger("ctiapp.hotel")

SLICE = 200
"""So many rooms are put together within one turn of the loop: nobody's key waits for a thousand."""
NEXT_COSTS = 4
"""By so many rooms working out when one is woken next takes as long."""
TICK_S = 30.0
"""How often it is looked whether a wake-up call has rung, or another day has begun."""


class Rooms:
    """They.

    Args:
        ground: at which PBX the desk works.
        rule: which extensions are rooms, now.
        people: the PBX's extensions.
        lamps: how their phones stand.
        file: who stays where.
        alarms, plans, wakes: their wake-up calls.
        time: the PBX's clock.
        clock: both of ours.
        calls: the calls of the past; None: they are not looked up.
    """

    def __init__(  # noqa: PLR0913 - what it stands on, each by name
        self,
        ground: Ground,
        *,
        rule: Callable[[], RoomRule],
        people: People,
        lamps: Lamps,
        file: HotelFile,
        alarms: Alarms,
        plans: Plans,
        wakes: Wakes,
        time: WallTime,
        clock: Clock,
        calls: LastCalls | None = None,
    ) -> None:
        self._ground = ground
        self._rule = rule
        self._people = people
        self._lamps = lamps
        self._alarms = alarms
        self._plans = plans
        self._wakes = wakes
        self._ringing = RoomWakes(alarms, plans, wakes)
        self._time = time
        self._clock = clock
        self._calls = calls
        self._observers: Observers[frozenset[Number] | None] = Observers()
        self._reader = StationReader(ground, self._ids, self._on_stations, clock)
        self._owner: str | None = None
        self._extensions: dict[Number, Extension] = {}
        self._numbers: dict[ExtensionId, Number] = {}
        self._ruled = RoomPicker()
        self._names: dict[Number, str] = {}
        self._stations: dict[Number, Station] = {}
        self._stays = RoomStays(file, self._on_stays)
        self._last: dict[Number, PastCall | None] = {}
        self._day: date | None = None
        self._rooms: dict[Number, Room] = {}
        self._search = RoomSearch()
        self._picture = RoomsPicture()
        self._dirty: set[Number] = set()
        self._rescan = False
        self._soon: asyncio.Handle | None = None
        self._tick: asyncio.TimerHandle | None = None
        self._stops: list[Callable[[], None]] = []

    # -- reading ---------------------------------------------------------------------------------

    @property
    def picture(self) -> RoomsPicture:
        """All rooms as they were last told of."""
        return self._picture

    def room(self, number: Number) -> Room | None:
        """One of them; None where that number is no room's."""
        return self._rooms.get(number)

    def stay(self, number: Number) -> Stay | None:
        """Who was checked in there last and not checked out, as it was written down just now."""
        return self._stays.of(number)

    def search(self, text: str) -> tuple[Room, ...]:
        """The rooms that may be meant, in order: a number's beginning, or words of a guest's name.

        A name is found as the directory finds one: whatever its case and its accents, in pinyin,
        by the beginnings of its words in any order. Nothing: all rooms.
        """
        return self._search.find(self._picture.rooms, text)

    def subscribe(self, listener: Callable[[frozenset[Number] | None], None]) -> Callable[[], None]:
        """Hear which rooms changed; None: there are others than before. The answer ends it.

        No room at all: how the whole stands changed, its age or what could not be read.
        """
        return self._observers.subscribe(listener)

    async def last_call(self, number: Number) -> PastCall | None:
        """Look up a room's last call that this desk knows of: for the room that is looked at.

        Raises:
            StorageError: it cannot be read.
        """
        if self._calls is None:
            return None
        found = await self._calls.with_person(number, 1)
        last = found[0] if found else None
        if number in self._extensions:
            self._last[number] = last
            self._change((number,))
        return last

    # -- living ----------------------------------------------------------------------------------

    def start(self) -> None:
        """Follow everything from now on; needs a running loop."""
        self._stops = [
            self._people.subscribe(lambda _: self.look_again()),
            self._lamps.subscribe(self._on_lamps),
            self._alarms.subscribe(self._on_alarms),
            self._plans.subscribe(lambda: self._change(self._ringing.look_at_plans())),
            self._wakes.subscribe(lambda: self._change(self._ringing.look_at_wakes())),
            self._time.subscribe(self._on_time),
        ]
        self._reader.start()
        self._on_tick()
        self._ringing.look_at_plans()
        self._ringing.look_at_wakes()
        self.look_again()

    async def stop(self) -> None:
        """Follow nothing any more, and know of no room: whoever signs in next starts anew."""
        for stop in self._stops:
            stop()
        self._stops = []
        for handle in (self._soon, self._tick):
            if handle is not None:
                handle.cancel()
        self._soon = self._tick = None
        await self._reader.stop()
        await self._stays.stop()
        self._forget(None)
        self._picture = RoomsPicture()
        self._observers.tell(None)

    def look_again(self) -> None:
        """Who is signed in, which extensions there are, or which of them are rooms, may be others.

        To be called where the session or the rule changed.
        """
        self._rescan = True
        self._settle_soon()

    def looked_at(self) -> None:
        """Somebody looks at the rooms: what no event tells is read again."""
        self._people.look_again()

    async def refresh(self) -> None:
        """Read all again that can be read: the extensions go on in the background.

        Raises:
            CtiError: it could not be read; what was known stays.
        """
        try:
            await self._stays.load()
            self._reader.want(self._ids())
            self.look_again()
            await self._alarms.refresh()
        finally:
            if self._soon is not None:  # whoever waited for it looks at once
                self._soon.cancel()
                self._settle(wholly=True)

    def on_event(self, event: object) -> None:
        """Hear an event of the PBX: one edited extension is read again, at once."""
        if not isinstance(event, DirectoryChanged) or event.part is not DirectoryPart.EXTENSION:
            return
        if not event.name:
            self._reader.want(self._ids())
            return
        for number in self._extensions:
            if number.text == event.name:
                self._reader.want((self._extensions[number].ext_id,), first=True)
                return

    def take(self, station: Station) -> None:
        """A room's extension was read just now, by whoever changed it."""
        self._take((station,))

    def stayed(self, number: Number, stay: Stay | None) -> None:
        """Who stays in a room was written down just now; None: nobody does any more."""
        self._stays.put(number, stay)

    # -- what was told ---------------------------------------------------------------------------

    def _ids(self) -> tuple[ExtensionId, ...]:
        return tuple(each.ext_id for each in self._extensions.values())

    def _on_stays(self, numbers: Iterable[Number]) -> None:
        self._change(numbers)
        self._settle_soon()  # why they could not be read, at least, may be otherwise

    def _on_lamps(self, numbers: tuple[Number, ...] | None) -> None:
        self._change(self._extensions if numbers is None else numbers)

    def _on_alarms(self) -> None:
        self._change(
            number
            for number, room in self._rooms.items()
            if room.alarms != self._ringing.alarms(room.ext_id)
        )
        self._settle_soon()  # its age, at least, is another

    def _on_time(self) -> None:
        self._ringing.forget_next()
        self._change(number for number, room in self._rooms.items() if room.alarms)

    def _on_stations(self, asked: Collection[ExtensionId], found: tuple[Station, ...]) -> None:
        there = {each.ext_id for each in found}
        gone = [
            self._numbers[each] for each in asked if each not in there and each in self._numbers
        ]
        for number in gone:
            self._stations.pop(number, None)
        self._change(gone)
        self._take(found)
        self._settle_soon()

    def _take(self, found: Iterable[Station]) -> None:
        changed = []
        for station in found:
            number = self._numbers.get(station.ext_id)
            if number is None:
                continue
            self._stations[number] = station
            self._names[number] = guest_name(
                full_name(station.first_name, station.last_name), number
            )
            changed.append(number)
        self._change(changed)

    def _on_tick(self) -> None:
        loop = asyncio.get_running_loop()
        self._tick = loop.call_later(TICK_S, self._on_tick)
        over = self._ringing.over(self._clock().at)
        self._change(self._numbers[each] for each in over if each in self._numbers)
        if self._day != self._time.today():
            self._settle_soon()

    # -- putting together ------------------------------------------------------------------------

    def _change(self, numbers: Iterable[Number]) -> None:
        before = len(self._dirty)
        self._dirty.update(number for number in numbers if number in self._extensions)
        if len(self._dirty) != before:
            self._settle_soon()

    def _settle_soon(self) -> None:
        """Put together once what is told within one turn of the loop."""
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_soon(self._settle)

    def _settle(self, *, wholly: bool = False) -> None:
        """Put together what changed; ``wholly``: all of it, now."""
        self._soon = None
        others = self._rescan and self._scan()
        self._rescan = False
        today = self._time.today()
        if today != self._day:
            self._day = today
            self._dirty.update(self._extensions)
        changed = self._put_together(today, wholly=wholly)
        if self._dirty:
            self._settle_soon()
        before = self._picture
        now = RoomsPicture(
            before.rooms,
            self._reader.read_at,
            self._reader.notice or self._alarms.notice or self._stays.notice,
            self._alarms.read_at,
        )
        news = others or bool(changed) or now != before
        if others or changed:
            now = replace(now, rooms=tuple(self._rooms[number] for number in self._extensions))
        self._picture = now
        if news:
            self._observers.tell(None if others else frozenset(changed))

    def _put_together(self, today: date, *, wholly: bool) -> set[Number]:
        """Put together as many as a turn of the loop has room for; which of them are otherwise.

        A room that there was not before is always among them, if without its next wake-up call.
        """
        dirty, self._dirty = self._dirty, set()
        changed: set[Number] = set()
        left = len(dirty) * (1 + NEXT_COSTS) if wholly else SLICE
        for number in dirty:
            if left <= 0:
                self._dirty.add(number)
                if number in self._rooms:
                    continue
            ext_id = self._extensions[number].ext_id
            left -= 1 if self._ringing.knows_next(ext_id) else 1 + NEXT_COSTS
            room = make_room(
                self._extensions[number],
                today,
                name=self._names.get(number, ""),
                stay=self._stays.of(number),
                lamp=self._lamps.lamp(number) or Lamp(),
                station=self._stations.get(number),
                alarms=self._ringing.alarms(ext_id),
                planned=self._ringing.planned(number),
                next_wake=None if number in self._dirty else self._ringing.next_wake(ext_id),
                wakes=self._ringing.today(number),
                last_call=self._last.get(number),
            )
            if room != self._rooms.get(number):
                self._rooms[number] = room
                changed.add(number)
        return changed

    def _scan(self) -> bool:
        """Look which extensions are rooms; whether there are others than before."""
        owner = self._ground.owner()
        shown = tuple(self._extensions)
        if owner != self._owner:
            self._forget(owner)
        found = self._ruled.rooms(self._rule(), self._people)
        before = self._extensions
        gone = before.keys() - found.keys()
        for number in gone:
            for kept in (self._names, self._stations, self._last, self._rooms):
                kept.pop(number, None)
        fresh = []
        for number, extension in found.items():
            known = before.get(number)
            if known == extension:
                continue
            self._dirty.add(number)
            if known is None or known.name != extension.name:
                self._names[number] = guest_name(extension.name, number)
            if known is None or known.ext_id != extension.ext_id:
                self._stations.pop(number, None)
                fresh.append(extension.ext_id)
            elif known.name != extension.name:  # who is there is another: not all of it is told
                fresh.append(extension.ext_id)
        self._dirty -= gone
        self._extensions = found
        self._numbers = {each.ext_id: number for number, each in found.items()}
        self._reader.want(fresh)
        return shown != tuple(found)

    def _forget(self, owner: str | None) -> None:
        """Another PBX, or none."""
        self._owner = owner
        self._extensions = {}
        for kept in (self._names, self._stations, self._last):
            kept.clear()
        self._rooms.clear()
        self._ringing.forget_next()
        self._search = RoomSearch()
        self._dirty.clear()
        self._reader.forget()
        self._stays.begin(owner)
