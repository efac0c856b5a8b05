"""What somebody at the desk types in a hurry: a time, and which rooms. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.roomrule import RoomRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.ui.hotel.faces import RoomFace

_PARTED = re.compile(r"(\d{1,2})\s*[:.h,： ]\s*(\d{2})")
_RUN = re.compile(r"(\d{1,2}?)(\d{2})?")
_HALF = re.compile(r"\s*([ap])\.?\s*m?\.?$", re.IGNORECASE)


def time_of(typed: str) -> time | None:
    """The time that was typed: ``6:15``, ``615``, ``06.15``, ``6``, ``6:15 pm``; None: no time."""
    half = _HALF.search(typed)
    bare = _HALF.sub("", typed).strip()
    found = _PARTED.fullmatch(bare) or _RUN.fullmatch(bare)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[1] in "pP" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


@dataclass(frozen=True, slots=True)
class Picked:
    """Which rooms were meant.

    Attributes:
        rooms: their numbers, in the order of the list.
        strange: the parts of the text that mean no room.
    """

    rooms: tuple[str, ...]
    strange: tuple[str, ...] = ()


def rooms_of(typed: str, rooms: Sequence[RoomFace]) -> Picked:
    """Which rooms a text means: ``101-112, 115, Nordlys``.

    A range or a number names rooms; any other word a group: those whose guest's name has it in it.
    """
    found: set[str] = set()
    strange: list[str] = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;，、\n]", typed))):
        meant = _meant(part, rooms)
        found |= meant
        if not meant:
            strange.append(part)
    return Picked(tuple(room.number for room in rooms if room.number in found), tuple(strange))


def _meant(part: str, rooms: Sequence[RoomFace]) -> set[str]:
    if re.fullmatch(r"\d+(\s*[-\u2013]\s*\d+)?", part):
        try:
            rule = RoomRule.of(part)
        except UsageError:
            return set()
        return {room.number for room in rooms if _in(rule, room.number)}
    wanted = part.casefold()
    return {room.number for room in rooms if wanted in room.guest.casefold()}


def _in(rule: RoomRule, number: str) -> bool:
    return any(len(number) == len(first) and first <= number <= last for first, last in rule.ranges)
