"""How a P-Series PBX writes times, learned from what it wrote. Pure.

``cdr/search`` wants its times as the administrator chose to see them, in the PBX's own zone, and
answers nothing at all, without an error, where they are written otherwise (l. 13814, 13882). No
endpoint tells the format. Each record of ``cdr/list`` has the moment twice, though: ``time`` as it
is shown, ``timestamp`` as seconds since 1970 (l. 13715). Which way to write makes the one of the
other is tried; where two do (on the fifth of May, the month and the day are one), it is not known.
Nor is it from the 22nd of November whether a nought is put before what is below ten: another record
has to tell, and till then nothing is written in which that would show.

The handbook names month/day/year and year/month/day, with a clock of 24 or of 12 hours and AM or PM
(l. 13814); day/month/year, and dots or dashes for the slashes, are taken as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

ORDERS: Final = ("mdy", "ymd", "dmy")
"""In which order year, month and day can stand."""

_SHOWN = re.compile(
    r"(?P<a>[0-9]{1,4})(?P<sign>[/.-])(?P<b>[0-9]{1,2})(?P=sign)(?P<c>[0-9]{1,4})"
    r" (?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?: ?(?P<half>AM|PM|am|pm))?"
)
_QUARTER_S: Final = 900
_FARTHEST_S: Final = 14 * 3600
"""The zones of the world are up to 14 hours and whole quarters of an hour away from UTC."""

_SLACK_S: Final = 120
"""How far the two forms of one moment may lie apart beyond that."""

_SOMEWHERE: Final = timedelta(seconds=_FARTHEST_S + _SLACK_S)
"""How far a clock that is set right can be from UTC's."""

_YEAR_DIGITS: Final = 4
_NOON: Final = 12
_TEN: Final = 10


@dataclass(frozen=True, slots=True)
class Style:
    """One way to write times.

    Attributes:
        order: of year, month and day; one of `ORDERS`.
        sign: what stands between them.
        padded: whether a month or day below ten has a nought before it; None where nothing that was
            seen has told.
        seconds: whether seconds are written.
        halves: the words for before and after noon; None for a clock of 24 hours.
        zone_s: how far the PBX's clock was ahead of UTC at the moment that was looked at.
    """

    order: str
    sign: str
    padded: bool | None
    seconds: bool
    halves: tuple[str, str] | None
    zone_s: int

    def written(self, at: datetime) -> str | None:
        """Write an aware moment as the PBX would have, at the zone of when the style was learned.

        The PBX may have had another zone then, in summer or in winter: who asks leaves a margin.
        None where that takes more than is known of the style.
        """
        local = at.astimezone(UTC) + timedelta(seconds=self.zone_s)
        date = self.dated(local)
        if date is None:
            return None
        clock = f":{local.minute:02}" + (f":{local.second:02}" if self.seconds else "")
        if self.halves is None:
            return f"{date} {local.hour:02}{clock}"
        half = self.halves[local.hour >= _NOON]
        return f"{date} {(local.hour % _NOON) or _NOON:02}{clock} {half}"

    def read(self, shown: str) -> datetime | None:
        """Take a moment as the PBX shows it; None where it is not written in this way.

        Aware UTC, at the zone of when the style was learned: one of the other half of the year may
        be an hour off.
        """
        match = _SHOWN.fullmatch(" ".join(shown.split()))
        if match is None or (match["half"] is None) is not (self.halves is None):
            return None
        local = _moment(match, self.order)
        try:
            return None if local is None else local - timedelta(seconds=self.zone_s)
        except OverflowError:  # the first or the last day that there is
            return None

    def dated(self, day: date, *, whole_month: bool = False) -> str | None:
        """Write a day of the PBX's own calendar, or its month alone: the same without the day.

        Of months the handbook shows the order year, month (l. 14195); of the others it is inferred.
        None where that takes more than is known of the style.
        """
        low = day.month if whole_month else min(day.month, day.day)
        if self.padded is None and low < _TEN:
            return None
        width = 2 if self.padded else 1
        parts = {"y": f"{day.year:04}", "m": f"{day.month:0{width}}", "d": f"{day.day:0{width}}"}
        order = self.order.replace("d", "") if whole_month else self.order
        return self.sign.join(parts[part] for part in order)


def learned(samples: Iterable[tuple[str, int]]) -> Style | None:
    """Find out how times are written.

    Args:
        samples: moments of the PBX as it shows them, and the same in seconds since 1970; the newest
            first, since the zone is taken from it. One that cannot be read says nothing.

    Returns:
        The one way that makes of all of them what they are; None where there is none, or more.
        Whether noughts are put before may be open still in it.
    """
    left: list[Style] | None = None
    for shown, stamp in samples:
        found = _fitting(shown, stamp)
        if not found:
            continue
        if left is None:
            left = found
        else:
            both = (_agreed(one, other) for one in left for other in found)
            left = [style for style in both if style is not None]
        if len(left) == 1 and left[0].padded is not None:
            break
    return left[0] if left is not None and len(left) == 1 else None


def clock(shown: str, near: datetime) -> datetime | None:
    """Read what the PBX's clock shows at this moment, naive, in whichever of these ways.

    Where month and day can be told apart by nothing else, by the calendar: the one is a moment that
    is now somewhere on earth, the other is not.

    Args:
        shown: as the PBX writes it.
        near: aware, when it was asked.

    Returns:
        None where it is not written in any of these ways, or it stays open which.
    """
    match = _SHOWN.fullmatch(" ".join(shown.split()))
    if match is None:
        return None
    moments = {at for order in ORDERS if (at := _moment(match, order)) is not None}
    if len(moments) > 1:
        moments = {at for at in moments if abs(at - near) <= _SOMEWHERE}
    return moments.pop().replace(tzinfo=None) if len(moments) == 1 else None


def _agreed(newer: Style, older: Style) -> Style | None:
    """What two records tell together, at the newer one's zone; None where they contradict."""
    padded = older.padded if newer.padded is None else newer.padded
    wanted = replace(older, padded=padded, zone_s=newer.zone_s)
    known = older.padded is None or older.padded is padded
    return wanted if known and wanted == replace(newer, padded=padded) else None


def _padded(month: str, day: str) -> bool | None:
    """Whether noughts are put before what is below ten, by these two; None where neither tells.

    Raises:
        ValueError: one has a nought, and the other lacks it.
    """
    told = {len(text) > 1 for text in (month, day) if int(text) < _TEN}
    if len(told) > 1:
        raise ValueError(f"{month} and {day} are not written alike")
    return next(iter(told), None)


def _parts(match: re.Match[str], order: str) -> dict[str, str]:
    """Year, month and day as they are written, where they stand in this order."""
    return dict(zip(order, (match["a"], match["b"], match["c"]), strict=True))


def _moment(match: re.Match[str], order: str) -> datetime | None:
    """The PBX's own clock, as if it were UTC's; None where there is no such moment."""
    texts = _parts(match, order)
    half, hour = match["half"], int(match["hour"])
    if half is not None:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half.casefold() == "pm" else 0)
    if len(texts["y"]) != _YEAR_DIGITS:
        return None
    try:
        return datetime(
            int(texts["y"]),
            int(texts["m"]),
            int(texts["d"]),
            hour,
            int(match["minute"]),
            int(match["second"] or 0),
            tzinfo=UTC,
        )
    except ValueError:
        return None


def _fitting(shown: str, stamp: int) -> list[Style]:
    """Every way to write that makes ``shown`` of this moment somewhere on earth."""
    match = _SHOWN.fullmatch(" ".join(shown.split()))
    if match is None:
        return []
    half = match["half"]
    halves = None if half is None else (("AM", "PM") if half.isupper() else ("am", "pm"))
    found = []
    for order in ORDERS:
        local = _moment(match, order)
        if local is None:
            continue
        texts = _parts(match, order)
        try:
            padded = _padded(texts["m"], texts["d"])
        except ValueError:
            continue
        ahead_s = round(local.timestamp()) - stamp
        zone_s = round(ahead_s / _QUARTER_S) * _QUARTER_S
        if abs(zone_s) > _FARTHEST_S or abs(ahead_s - zone_s) > _SLACK_S:
            continue
        found.append(
            Style(order, match["sign"], padded, match["second"] is not None, halves, zone_s)
        )
    return found
