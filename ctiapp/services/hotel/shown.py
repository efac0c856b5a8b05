"""What was shown of a room before its check-out, and whether it is so still: else nobody is wiped.

Guests who travel together bear one name, so a name alone does not tell the next ones from those who
were shown. Nor is a wake-up call planned for the room theirs for that alone: it may be for whoever
comes next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.stays import Item
from ctiapp.services.hotel.readback import guest_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ctiapp.model.hotel import Station
    from ctiapp.model.number import Number
    from ctiapp.model.stays import CheckOutPreview, Stay
    from ctiapp.model.wakes import Plan

GOOD_FOR = timedelta(minutes=15)
"""For how long what was shown counts as shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown of one room.

    Attributes:
        preview: as it was shown.
        stay: what was written down of that room then, whomever it was of; None: nothing.
        plans: ids of the planned wake-up calls that were shown to go with the guests.
    """

    preview: CheckOutPreview
    stay: Stay | None
    plans: frozenset[int] = frozenset()

    def fresh(self, now: datetime) -> bool:
        """Whether it was shown just now; ``now`` aware UTC."""
        return now - self.preview.at <= GOOD_FOR

    def check(self, station: Station, stay: Stay | None, now: datetime) -> None:
        """See that the room is as it was shown, or emptier.

        Args:
            station: as it was read just now.
            stay: what is written down of the room now.
            now: aware UTC.

        Raises:
            UsageError: key ``checkout.no_preview``: it was shown too long ago;
                ``checkout.changed``: others are there, or may be: another stay began, or another
                name, e-mail or mobile stands there.
        """
        room = self.preview.room.text
        if not self.fresh(now):
            raise UsageError("shown long ago", key="checkout.no_preview", room=room)
        there = {
            Item.NAME: guest_of(station),
            Item.EMAIL: station.email,
            Item.MOBILE: station.mobile,
        }
        were = {each.what: each.stands for each in self.preview.items}
        other = next((text for what, text in there.items() if text and text != were[what]), "")
        if not other and stay is not None and not self._is_shown(stay):
            other = stay.name
        if other:
            guest = there[Item.NAME] or other
            raise UsageError("somebody else", key="checkout.changed", room=room, guest=guest)

    def _is_shown(self, stay: Stay) -> bool:
        return self.stay is not None and stay.stay_id == self.stay.stay_id


def planned_for(plans: Iterable[Plan], room: Number, stay: Stay | None) -> tuple[Plan, ...]:
    """The planned wake-up calls of a room that are its guests', in the order of their times.

    Args:
        plans: all of the house.
        room: which room.
        stay: theirs; one planned for a day after they leave is of whoever comes next. None, or no
            departure in it: nobody said when they leave, and all are taken for theirs.
    """
    leave = None if stay is None else stay.departure
    of_room = open_plans(plans, room)
    return tuple(each for each in of_room if leave is None or each.on <= leave)


def open_plans(plans: Iterable[Plan], room: Number) -> tuple[Plan, ...]:
    """All planned wake-up calls of a room that are still to ring, in the order of their times."""
    found = (each for each in plans if each.room == room and each.open)
    return tuple(sorted(found, key=lambda each: each.wall))


def plan_times(plans: Iterable[Plan]) -> str:
    """When they ring, by the PBX's clock."""
    return ", ".join(f"{each.wall:%Y-%m-%d %H:%M}" for each in plans)
