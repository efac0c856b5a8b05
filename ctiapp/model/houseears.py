"""What is told of all rooms that are watched; an event reaches those that it is of. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind
from ctiapp.model.events import (
    CallFailed,
    CallGone,
    CallRecorded,
    CallReported,
    CallTransferred,
    InboundOffered,
    LineChanged,
    Reported,
)
from ctiapp.model.roomear import RoomEar

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from ctiapp.model.events import Event
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.wakes import Wake


class HouseEars:
    """An ear for each room that is watched."""

    def __init__(self) -> None:
        self._ears: dict[Number, RoomEar] = {}
        self._by_call: dict[CallId, set[Number]] = {}

    def keep(self, rooms: Collection[Number]) -> None:
        """Listen for these rooms, and for no others."""
        wanted = set(rooms)
        for room in self._ears.keys() - wanted:
            del self._ears[room]
        for room in wanted:
            self.of(room)

    def of(self, room: Number) -> RoomEar:
        """The ear of a room; it is listened for from now on."""
        ear = self._ears.get(room)
        if ear is None:
            ear = self._ears[room] = RoomEar(room)
        return ear

    def recall(self, wake: Wake) -> None:
        """Take in again what was known of a wake-up call before this program started."""
        self.of(wake.room).recall(wake.tries)

    def take(self, event: Event, at: datetime) -> bool:
        """Take an event in; whether it said anything of a room that is watched."""
        told = False
        for room in self._rooms(event):
            told = self._ears[room].take(event, at) or told
        return told

    def forget(self, before: datetime) -> None:
        """Forget what is over since then."""
        for ear in self._ears.values():
            ear.forget(before)
        kept: dict[CallId, set[Number]] = {}
        for room, ear in self._ears.items():
            for call in ear.calls:
                kept.setdefault(call.call_id, set()).add(room)
        self._by_call = kept

    def _rooms(self, event: Event) -> set[Number]:
        """The rooms that an event may be of."""
        match event:
            case LineChanged(number, _):
                return {number} & self._ears.keys()
            case CallGone(call_id):
                return self._known(call_id)
            case CallRecorded(call_id, _, ended):
                parties = () if ended is None else (ended.caller.number, ended.callee.number)
                return self._known(call_id) | (self._ears.keys() & set(parties))
            case (
                CallReported(report)
                | InboundOffered(report)
                | CallTransferred(report)
                | CallFailed(report, _, _)
            ):
                pass
            case Reported(report=told) if told is not None:
                report = told
            case _:
                return set()
        named = {leg.number for leg in report.legs if leg.kind is LegKind.EXTENSION}
        rooms = self._known(report.call_id) | (self._ears.keys() & named)
        if rooms:
            self._by_call.setdefault(report.call_id, set()).update(rooms)
        return rooms

    def _known(self, call_id: CallId) -> set[Number]:
        return self._by_call.get(call_id, set()) & self._ears.keys()
