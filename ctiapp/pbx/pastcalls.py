"""Calls of the past out of a list that a PBX makes of one extension's: K2 and OpenVox."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from ctiapp.pbx import csvrecords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord

_MARGIN: Final = timedelta(hours=3)
"""How much more is asked for on either side: clocks go wrong, and summer time comes and goes."""

_FARTHEST: Final = timedelta(days=365)
"""How far back is asked where nobody says since when: a file is made for each question."""

_TELLS_LITTLE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Span:
    """Of when calls are asked for.

    Attributes:
        since, until: when they began, aware UTC; None: no bound.
    """

    since: datetime | None
    until: datetime | None

    def asked(self, now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
        """From when to when the list is asked for, by the PBX's clock."""
        begin = now - _FARTHEST if self.since is None else self.since - _MARGIN
        end = now + _MARGIN if self.until is None else self.until + _MARGIN
        return begin.astimezone(zone), end.astimezone(zone)

    def chosen(
        self, found: Iterable[CallRecord], number: Number, most: int
    ) -> tuple[CallRecord, ...]:
        """Those of a list that concern a number, so many of either side."""
        return tuple(
            record
            for record in found
            if csvrecords.concerns(record, number)
            and (self.since is None or record.at >= self.since)
            and (self.until is None or record.at <= self.until)
        )[: 2 * most]


async def read(text: str, zone: tzinfo, remark: Callable[[str], None]) -> tuple[CallRecord, ...]:
    """Read a list: a long one in a thread, so that the window paints.

    Raises:
        WireError: it has no heading that could be known.
    """
    records = partial(csvrecords.records, text, zone, remark, csvrecords.MAX_LINES)
    return await asyncio.to_thread(records) if len(text) > _TELLS_LITTLE else records()
