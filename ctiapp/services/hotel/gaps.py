"""When nobody could hear what the PBX tells: the connection was down, the computer slept."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.wakes import WakeReason
from ctiapp.model.wakewatch import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger("ctiapp.wakes")

DEAF = timedelta(seconds=60)
"""A connection that is found dead may have been dead for so long (P handbook, l. 703-875)."""
SLEPT = timedelta(seconds=60)
"""So much later than one should have looked: the computer slept, and heard nothing."""


class Gaps:
    """They, and what finds them."""

    def __init__(self) -> None:
        self._gaps: list[Gap] = []
        self._heard_at: datetime | None = None
        self._looked_at: datetime | None = None

    @property
    def all(self) -> Sequence[Gap]:
        """All that are remembered; one that is open comes last."""
        return self._gaps

    @property
    def open(self) -> bool:
        """Whether nothing can be heard now."""
        return bool(self._gaps) and self._gaps[-1].until is None

    @property
    def closed_at(self) -> datetime | None:
        """Since when one hears again after the last of them; None: one does not, or ever did."""
        return self._gaps[-1].until if self._gaps else None

    def heard(self, at: datetime) -> None:
        """Something was told."""
        self._heard_at = at

    def link(self, now: datetime, *, up: bool) -> bool:
        """The connection is there, or not; whether that is news."""
        if up == (not self.open):
            return False
        if up:
            self._gaps[-1] = replace(self._gaps[-1], until=now)
        else:
            since = max(self._heard_at or now - DEAF, now - DEAF)
            self._gaps.append(Gap(since, None, WakeReason.LINK))
        return True

    def nobody(self, since: datetime, now: datetime) -> Gap:
        """Nobody was there until now."""
        gap = Gap(since, now, WakeReason.NOT_RUNNING)
        self._gaps.insert(0, gap)  # what is open comes last
        return gap

    def look(self, now: datetime, expected_s: float) -> datetime | None:
        """Note that one looks, as was expected so long after the last time; since when one slept.

        A computer that slept heard nothing, and its connection may seem to live still.
        """
        last, self._looked_at = self._looked_at, now
        if last is None or now - last <= timedelta(seconds=expected_s) + SLEPT:
            return None
        log.warning("nobody watched from %s to %s: the computer slept", last, now)
        self.nobody(last, now)
        return last

    def forget(self, before: datetime) -> None:
        """Forget those that were over by then."""
        self._gaps = [gap for gap in self._gaps if gap.until is None or gap.until > before]
