"""Where each line of the long list stands: headings of days, calls, and the parts of some.

Pure: no Qt. A list of 200,000 calls is a few hundred days with a count each; a line, and how many
pixels stand above it, is found by halving, so that nothing takes longer the more calls there are.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ctiapp.model.history import DayCount

HEADING, CALL, LEG = 36, 54, 34
"""How high each kind of line is, in device-independent pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a call stands, told so that newer calls of its day do not move it.

    Attributes:
        day: by local time.
        from_end: how manyeth it is from the oldest of its day; 1 is the oldest.
    """

    day: date
    from_end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list.

    Attributes:
        day: which one, counted from the newest.
        offset: which call of it, counted from the newest; None: the day's heading.
        leg: which part of that call; None: the call itself.
    """

    day: int
    offset: int | None = None
    leg: int | None = None


class Lines:
    """The lines of the list, from the newest down.

    Args:
        days: the days and how many calls each has, the newest first.
        unfolded: the calls whose parts are shown, and how many those are.
    """

    def __init__(self, days: Sequence[DayCount], unfolded: Mapping[Spot, int]) -> None:
        self.days = tuple(days)
        index = {each.day: at for at, each in enumerate(self.days)}
        self._open: dict[int, list[tuple[int, int]]] = {}
        for spot, legs in unfolded.items():
            day = index.get(spot.day)
            if day is not None and 1 <= spot.from_end <= self.days[day].count and legs:
                offset = self.days[day].count - spot.from_end
                self._open.setdefault(day, []).append((offset, legs))
        for pairs in self._open.values():
            pairs.sort()
        rows, tall = [], []
        for day, each in enumerate(self.days):
            legs = sum(count for _, count in self._open.get(day, ()))
            rows.append(1 + each.count + legs)
            tall.append(HEADING + CALL * each.count + LEG * legs)
        self._rows = list(accumulate(rows, initial=0))
        self._tops = list(accumulate(tall, initial=0))

    def __len__(self) -> int:
        return self._rows[-1]

    @property
    def height(self) -> int:
        """How high all of them are together."""
        return self._tops[-1]

    def line(self, row: int) -> Line:
        """What stands in a row; it must be one of the list."""
        day = bisect_right(self._rows, row) - 1
        left = row - self._rows[day] - 1
        if left < 0:
            return Line(day)
        for offset, legs in self._open.get(day, ()):
            if left <= offset:
                break
            if left <= offset + legs:
                return Line(day, offset, left - offset - 1)
            left -= legs
        return Line(day, left)

    def row(self, line: Line) -> int:
        """In which row a line stands."""
        if line.offset is None:
            return self._rows[line.day]
        above = sum(legs for offset, legs in self._open.get(line.day, ()) if offset < line.offset)
        leg = 0 if line.leg is None else line.leg + 1
        return self._rows[line.day] + 1 + line.offset + above + leg

    def top(self, row: int) -> int:
        """How many pixels stand above a row."""
        line = self.line(row)
        if line.offset is None:
            return self._tops[line.day]
        above = sum(legs for offset, legs in self._open.get(line.day, ()) if offset < line.offset)
        below_call = 0 if line.leg is None else CALL + LEG * line.leg
        return self._tops[line.day] + HEADING + CALL * line.offset + LEG * above + below_call

    def high(self, row: int) -> int:
        """How high a row is."""
        line = self.line(row)
        if line.offset is None:
            return HEADING
        return CALL if line.leg is None else LEG

    def row_at(self, y: int) -> int | None:
        """Which row covers that pixel; None where none does."""
        if not 0 <= y < self.height:
            return None
        day = bisect_right(self._tops, y) - 1
        left = y - self._tops[day] - HEADING
        if left < 0:
            return self._rows[day]
        for offset, legs in self._open.get(day, ()):
            head = CALL * (offset + 1)
            if left < head:
                break
            if left < head + LEG * legs:
                return self.row(Line(day, offset, (left - head) // LEG))
            left -= LEG * legs
        return self.row(Line(day, left // CALL))

    def spot(self, line: Line) -> Spot | None:
        """Where that line's call stands; None of a heading."""
        if line.offset is None:
            return None
        day = self.days[line.day]
        return Spot(day.day, day.count - line.offset)

    def row_of(self, spot: Spot) -> int | None:
        """In which row that call stands; None where its day has none such any more."""
        for at, day in enumerate(self.days):
            if day.day == spot.day:
                if not 1 <= spot.from_end <= day.count:
                    return None
                return self.row(Line(at, day.count - spot.from_end))
        return None
