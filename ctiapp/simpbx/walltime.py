"""The clock on the wall of the place where the exchange stands.

It is set forward and back as the zone has it: in the night in which an hour is left out, the times
in it are never shown; in the night in which one comes twice, they are shown twice.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ctiapp.simpbx.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_LOOK_AHEAD_DAYS = 16
"""A time of one weekday that is left out in one night comes a week later at the latest."""

_MAX_OFFSET_MIN = 24 * 60 - 1


class WallClock:
    """Local time over the exchange's clock."""

    def __init__(self, now: Callable[[], float] = lambda: 0.0) -> None:
        """Show UTC until another zone is set; ``now`` is the exchange's clock, in epoch seconds."""
        self._now = now
        self._zone: tzinfo = UTC
        self.on_changed: Callable[[], None] = lambda: None
        """Called after the clock was set to another zone."""
        self.name = "UTC"
        """The zone as it was set: a name of the time zone database, or ``UTC+08:00``."""

    def set_zone(self, name: str) -> None:
        """Show the local time of a zone such as ``Europe/Berlin`` from now on.

        Raises ``ExchangeError`` for a name that the time zone database does not have.
        """
        try:
            self._zone = UTC if name == "UTC" else ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            # Unknown, outside of the database, or a folder of it.
            message = f"no zone {name!r}; valid: UTC and names like Europe/Berlin"
            raise ExchangeError(message) from error
        self.name = name
        self.on_changed()

    @property
    def offset_min(self) -> int:
        """How far local time is ahead of UTC just now, in minutes."""
        ahead = self.local(self._now()).utcoffset() or timedelta()
        return round(ahead / timedelta(minutes=1))

    @offset_min.setter
    def offset_min(self, minutes: int) -> None:
        """Be as far ahead of UTC all year. Raises ``ExchangeError`` for a day and more."""
        if abs(minutes) > _MAX_OFFSET_MIN:
            message = f"no place is {minutes} minutes ahead of UTC"
            raise ExchangeError(message)
        self._zone = timezone(timedelta(minutes=minutes))
        sign = "-" if minutes < 0 else "+"
        self.name = f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        self.on_changed()

    def local(self, at_s: float) -> datetime:
        """Return what the clock shows at a moment (epoch seconds), with its zone."""
        return datetime.fromtimestamp(at_s, self._zone)

    def moment(self, shown: datetime) -> float:
        """Return when (epoch seconds) the clock shows this, for the first time where it does twice.

        ``shown`` has no zone. What is left out counts as if the clock had not been set forward.
        """
        return shown.replace(tzinfo=self._zone).timestamp()

    def next_s(self, shown: time, after_s: float, weekdays: Collection[int] = ()) -> float:
        """Return when (epoch seconds) the clock next shows a time, later than ``after_s``.

        ``weekdays``: 0 is Monday; none means any. Raises ``ExchangeError`` where it never does.
        """
        first = self.local(after_s).date() - timedelta(days=1)
        for ahead in range(_LOOK_AHEAD_DAYS):
            day = first + timedelta(days=ahead)
            if weekdays and day.weekday() not in weekdays:
                continue
            coming = [at_s for at_s in self._moments(day, shown) if at_s > after_s]
            if coming:
                return min(coming)
        message = f"the clock never shows {shown:%H:%M}"
        raise ExchangeError(message)

    def _moments(self, day: date, shown: time) -> Iterator[float]:
        """Yield when the clock shows a time on a day: once, mostly."""
        for fold in (0, 1):
            wanted = datetime.combine(day, shown).replace(tzinfo=self._zone, fold=fold)
            at_s = wanted.timestamp()
            if self.local(at_s).replace(tzinfo=None, fold=0) == wanted.replace(tzinfo=None, fold=0):
                yield at_s
