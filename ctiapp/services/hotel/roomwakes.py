"""The wake-up calls of each room, and of which rooms they changed.

When a room is woken next is worked out once for what its alarms are: over the zone of the PBX that
takes a while, and of a thousand rooms it would be felt.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number
    from ctiapp.model.wakes import Plan, Upcoming, Wake
    from ctiapp.services.hotel.ports import Alarms, Plans, Wakes

T = TypeVar("T")


class RoomWakes:
    """They.

    Args:
        alarms, plans, wakes: where they are told.
    """

    def __init__(self, alarms: Alarms, plans: Plans, wakes: Wakes) -> None:
        self._alarms = alarms
        self._plans = plans
        self._wakes = wakes
        self._planned: Mapping[Number, tuple[Plan, ...]] = {}
        self._today: Mapping[Number, tuple[Wake, ...]] = {}
        self._next: dict[ExtensionId, tuple[tuple[Alarm, ...], Upcoming | None]] = {}

    def alarms(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """Those that the PBX has for a room."""
        return self._alarms.alarms.get(ext_id, ())

    def planned(self, number: Number) -> tuple[Plan, ...]:
        """Those with a date that are still to ring, in order of time."""
        return self._planned.get(number, ())

    def today(self, number: Number) -> tuple[Wake, ...]:
        """How those of today went, or go, in order of time."""
        return self._today.get(number, ())

    def look_at_plans(self) -> set[Number]:
        """Read the plans; of which rooms they changed."""
        found = sorted(self._plans.all, key=lambda plan: plan.wall)
        before, self._planned = self._planned, _by_room((p.room, p) for p in found if p.open)
        return _unlike(before, self._planned)

    def look_at_wakes(self) -> set[Number]:
        """Read how those of today went; of which rooms that changed."""
        found = sorted(self._wakes.today, key=lambda wake: wake.at)
        before, self._today = self._today, _by_room((wake.room, wake) for wake in found)
        return _unlike(before, self._today)

    # -- the next one ----------------------------------------------------------------------------

    def knows_next(self, ext_id: ExtensionId) -> bool:
        """Whether it is worked out when a room is woken next."""
        alarms = self.alarms(ext_id)
        known = self._next.get(ext_id)
        return not alarms or (known is not None and known[0] == alarms)

    def next_wake(self, ext_id: ExtensionId) -> Upcoming | None:
        """The alarm of a room that rings next; worked out where it is not yet."""
        alarms = self.alarms(ext_id)
        if not alarms:
            self._next.pop(ext_id, None)
            return None
        if not self.knows_next(ext_id):
            self._next[ext_id] = (alarms, self._alarms.upcoming(ext_id))
        return self._next[ext_id][1]

    def over(self, now: datetime) -> list[ExtensionId]:
        """Of which rooms the next one has rung: another is the next one from now on."""
        gone = [
            ext_id
            for ext_id, (_, upcoming) in self._next.items()
            if upcoming is not None and upcoming.at <= now
        ]
        for ext_id in gone:
            del self._next[ext_id]
        return gone

    def forget_next(self) -> None:
        """The PBX's clock is another than it was thought to be."""
        self._next.clear()


def _by_room(pairs: Iterable[tuple[Number, T]]) -> Mapping[Number, tuple[T, ...]]:
    found: dict[Number, list[T]] = defaultdict(list)
    for number, each in pairs:
        found[number].append(each)
    return {number: tuple(each) for number, each in found.items()}


def _unlike(one: Mapping[Number, object], other: Mapping[Number, object]) -> set[Number]:
    """Of which rooms the two tell differently."""
    return {n for n in one.keys() | other.keys() if one.get(n) != other.get(n)}
