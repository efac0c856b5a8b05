"""What the PBX's clock shows: no endpoint tells it, but each call's record does, by its end.

``NewCdr`` is posted when a call is over: its ``timestart`` and ``callduraction`` say what the clock
showed then (inferred). Clocks differ by whole quarters of an hour, and a little.

A record that comes late, or is posted again, tells too little: so the greatest counts. Where the
clock was put back, record after record tells the same, however far apart; late ones do not.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from ctiapp.pbx.csvrecords import TIME

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from ctiapp.model.records import EndedCall

_QUARTER_S: Final = 900.0
_FARTHEST: Final = timedelta(hours=15)

_AGREE: Final = timedelta(seconds=10)
"""Two records that differ no more tell the same."""

_APART: Final = timedelta(minutes=1)
"""Two calls whose ends are nearer to each other may be late together."""

_ENOUGH: Final = 3
"""So many records that tell the same less than one before are believed."""


class PbxClock:
    """How far the PBX's clock is ahead of UTC, as far as that was told.

    Args:
        now: aware UTC.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._ahead: timedelta | None = None
        self._less: list[tuple[timedelta, datetime]] = []

    def heed(self, ended: EndedCall) -> None:
        """A call is over now, by its record: what the clock must show."""
        try:
            started = datetime.strptime(ended.started, TIME)  # noqa: DTZ007 - it tells no zone
            shown = started + timedelta(seconds=ended.duration_s)
        except (ValueError, OverflowError):
            return
        ahead = shown - self._now().replace(tzinfo=None)
        if abs(ahead) > _FARTHEST:
            return
        if self._ahead is None or ahead > self._ahead - _AGREE:
            self._ahead = ahead if self._ahead is None else max(ahead, self._ahead)
            self._less = []
        else:
            self._heed_less(ahead, shown)

    def _heed_less(self, ahead: timedelta, shown: datetime) -> None:
        """A record tells less than one before: it is late, or the clock was put back."""
        less = [one for one in self._less if abs(one[0] - ahead) <= _AGREE]
        if all(abs(one[1] - shown) >= _APART for one in less):
            less.append((ahead, shown))
        if len(less) >= _ENOUGH:
            self._ahead, less = max(one[0] for one in less), []
        self._less = less

    def shown(self) -> datetime | None:
        """What it shows now, naive; None where nothing told yet."""
        if self._ahead is None:
            return None
        return self._now().replace(tzinfo=None) + self._ahead

    def told_zone(self) -> tzinfo | None:
        """The zone that it stands in; None where nothing told yet."""
        if self._ahead is None:
            return None
        quarters = round(self._ahead.total_seconds() / _QUARTER_S)
        return timezone(timedelta(seconds=quarters * _QUARTER_S))

    def zone(self) -> tzinfo:
        """The zone that it stands in; where nothing told yet, ours, as everywhere here."""
        return self.told_zone() or self._now().astimezone().tzinfo or UTC
