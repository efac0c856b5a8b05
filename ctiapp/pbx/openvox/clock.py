"""What the PBX's clock shows: no endpoint tells it, but each call's record does, by its end.

``NewCdr`` is posted when a call is over: its ``timestart`` and ``callduraction`` say what the clock
showed then (inferred). Clocks differ by whole quarters of an hour, and a little.
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


class PbxClock:
    """How far the PBX's clock is ahead of UTC, as far as that was told.

    Args:
        now: aware UTC.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._ahead: timedelta | None = None

    def heed(self, ended: EndedCall) -> None:
        """A call is over now, by its record: what the clock must show."""
        try:
            started = datetime.strptime(ended.started, TIME)  # noqa: DTZ007 - it tells no zone
            shown = started + timedelta(seconds=ended.duration_s)
        except (ValueError, OverflowError):
            return
        ahead = shown - self._now().replace(tzinfo=None)
        if abs(ahead) <= _FARTHEST:
            self._ahead = ahead

    def shown(self) -> datetime | None:
        """What it shows now, naive; None where nothing told yet."""
        if self._ahead is None:
            return None
        return self._now().replace(tzinfo=None) + self._ahead

    def zone(self) -> tzinfo:
        """The zone that it stands in; where nothing told yet, ours, as everywhere here."""
        if self._ahead is not None:
            quarters = round(self._ahead.total_seconds() / _QUARTER_S)
            return timezone(timedelta(seconds=quarters * _QUARTER_S))
        return self._now().astimezone().tzinfo or UTC
