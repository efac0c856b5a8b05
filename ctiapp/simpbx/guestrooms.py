"""The rooms of the demonstration hotel, and who stays in them.

There is no room 110, 112, 119 or 120: those are emergency numbers somewhere, and what a frightened
guest dials must not ring the neighbours.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from ctiapp.simpbx import editing
from ctiapp.simpbx.directory import EVERY_ROUTE, Device, Extension
from ctiapp.simpbx.facts import ExtensionEdited
from ctiapp.simpbx.numbering import EMERGENCY
from ctiapp.simpbx.people import mailbox, names
from ctiapp.simpbx.wakeups import Wish

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange

DEPARTMENT = "Rooms"

_FLOORS: dict[int, range] = {
    1: range(1, 19),
    **dict.fromkeys(range(2, 6), range(1, 22)),
    6: range(1, 21),
}
"""The rooms of each floor."""

ROOMS = tuple(
    number
    for floor, rooms in _FLOORS.items()
    for room in rooms
    if (number := f"{floor}{room:02d}") not in EMERGENCY
)
"""The extensions of all 120 rooms, floor by floor."""

GROUP = "Group Nordlys"
_TOUR = (
    *("Berg", "Dahl", "Haugen", "Iversen", "Johansen", "Kvåle"),
    *("Lie", "Moen", "Nygård", "Solberg", "Tveit", "Østby"),
)
TOUR_ROOMS = tuple(f"3{room:02d}" for room in range(1, len(_TOUR) + 1))

DEAF_ROOM = "417"
"""Where nobody ever answers a phone."""

_GUESTS = {
    "101": ("Ioana", "Popescu"),
    "102": ("Mr. and Mrs.", "Ortega"),
    "103": ("Νικόλαος", "Παπαγεωργίου"),
    "104": ("يوسف", "الحكيم"),
    "105": ("美玲", "林"),
    "106": ("Светлана", "Орлова"),
    "107": ("נועה", "לוי"),
    "108": ("Tom", "O'Hara <VIP> & Son"),
    "201": ("Maximiliane", "Freifrau von und zu Hohenstein-Wartenberg"),
    "205": ("Kenji", "Watanabe"),
    DEAF_ROOM: ("Bertrand", "Lesourd"),
    "603": ("Dr. Agnieszka", "Wiśniewska"),
    **{room: (GROUP, family) for room, family in zip(TOUR_ROOMS, _TOUR, strict=True)},
}

_CITY_ROUTE = (73,)
_ROUTES = {"108": _CITY_ROUTE, "205": ()}
"""Who stays here and may not call everywhere."""

_VACANT_EVERY = 4

_MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
ALARMS: tuple[tuple[str, Wish], ...] = (
    *((room, Wish(time(5, 45), (), 2, 5, "good_morning")) for room in TOUR_ROOMS),
    ("102", Wish(time(6, 0), (), 1, 10)),
    ("104", Wish(time(4, 30))),
    ("104", Wish(time(4, 40), (), 0, 10, "alarm_prompt")),
    ("105", Wish(time(6, 15))),
    (DEAF_ROOM, Wish(time(6, 10), (), 2, 5)),
    ("603", Wish(time(6, 30), _MONDAY_TO_FRIDAY, 1, 10)),
)
"""The wake-up calls that are set already."""


def furnish(exchange: Exchange, *, seed: int) -> None:
    """Open the rooms that are not there yet, with their guests and alarms, and tell of them."""
    directory = exchange.directory
    opened = [number for number in ROOMS if number not in directory.extensions]
    if not opened:
        return
    last_id = max(entry.id for entry in directory.extensions.values())
    guests = iter(names(len(ROOMS), seed=seed + 7)[-len(ROOMS) :])
    for index, number in enumerate(opened, start=1):
        entry = Extension(
            id=last_id + index,
            number=number,
            first_name="",
            devices=[Device("Sip", f"192.168.40.{index + 20}:5060")],
            routes=(),
            voicemail=True,
        )
        _move_in(entry, next(guests), vacant=index % _VACANT_EVERY == 0)
        directory.extensions[number] = entry
        exchange.emit(ExtensionEdited(number, "create"))
    department = editing.put_department(exchange, None, DEPARTMENT, None)
    department.members += [directory.extensions[number].id for number in opened]
    for number, wish in ALARMS:
        if number in opened:
            exchange.wakeups.create(number, wish)


def _move_in(entry: Extension, somebody: tuple[str, str], *, vacant: bool) -> None:
    """Let a guest stay in a room: a certain one, else somebody, or nobody."""
    number = entry.number
    if number not in _GUESTS and vacant:
        return
    entry.first_name, entry.last_name = _GUESTS.get(number, somebody)
    entry.routes = _ROUTES.get(number, EVERY_ROUTE)
    if entry.id % 3 == 0:
        entry.email = mailbox(*somebody, number).replace("@", ".guest@")
        entry.mobile = f"+49 160 {5_550_000 + entry.id}"
