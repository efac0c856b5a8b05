"""Which extensions are rooms: ranges, single numbers and departments, in one line of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.directory import Department, Extension
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number

_RANGE = re.compile(r"(\d{1,12})\s*[-\u2013]\s*(\d{1,12})")


@dataclass(frozen=True, slots=True)
class RoomRule:
    """What makes an extension a room: any of these.

    Attributes:
        ranges: first and last number of each range; both as long, so that 101-119 never takes 1011.
        departments: names of departments, case folded.
    """

    ranges: tuple[tuple[str, str], ...] = ()
    departments: frozenset[str] = frozenset()

    @staticmethod
    def of(text: str) -> RoomRule:
        """Read a rule, e.g. ``101-119, 201-219, 305, Rooms``: its parts stand between commas.

        Raises:
            UsageError: key ``hotel.rooms_range``: a range's ends do not fit together.
        """
        ranges: list[tuple[str, str]] = []
        departments: set[str] = set()
        for part in filter(None, (each.strip() for each in re.split(r"[,;\n]", text))):
            found = _RANGE.fullmatch(part)
            if found is not None:
                first, last = found.groups()
                if len(first) != len(last) or first > last:
                    raise UsageError(part, key="hotel.rooms_range", range=part)
                ranges.append((first, last))
            elif part.isascii() and part.isdigit():
                ranges.append((part, part))
            else:
                departments.add(part.casefold())
        return RoomRule(tuple(ranges), frozenset(departments))

    def holds(self, number: Number) -> bool:
        """Whether the extension of that number is a room by its number alone."""
        text = number.text
        return any(len(text) == len(first) and first <= text <= last for first, last in self.ranges)

    def among(
        self, extensions: Iterable[Extension], departments: Iterable[Department]
    ) -> list[Extension]:
        """Those of the extensions that are rooms, in their order."""
        wanted = [each for each in departments if each.name.casefold() in self.departments]
        inside: set[ExtensionId] = set().union(*(each.members for each in wanted))
        return [each for each in extensions if each.ext_id in inside or self.holds(each.number)]
