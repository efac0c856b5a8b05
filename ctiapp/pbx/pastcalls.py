"""Calls of the past out of a list that a PBX makes of one extension's, or of all: no P-Series.

It finds no calls by number: whoever asks about somebody outside, or about a queue, gets the same
list as the one before them. Where that is the whole office's they share it for a while (`Lists`).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from ctiapp.pbx import csvrecords

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from datetime import datetime, tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord

_MARGIN: Final = timedelta(hours=3)
"""How much more is asked for on either side: clocks go wrong, and summer time comes and goes."""

_FARTHEST: Final = timedelta(days=365)
"""How far back is asked where nobody says since when: a file is made for each question."""

HOLDS_S: float = 60.0
"""How long, in seconds, a list is taken for the truth by who asks for what was just now."""

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
        self, found: Iterable[CallRecord], number: Number | None, most: int
    ) -> tuple[CallRecord, ...]:
        """Those of a list that concern a number, so many of either side; None: all of that time."""
        return tuple(
            record
            for record in found
            if (number is None or csvrecords.concerns(record, number))
            and (self.since is None or record.at >= self.since)
            and (self.until is None or record.at <= self.until)
        )[: 2 * most]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A list that was fetched.

    Attributes:
        since, until: when its calls began; no ``since``: no bound.
        records: the newest first.
    """

    since: datetime | None
    until: datetime
    records: tuple[CallRecord, ...]

    def has(self, span: Span) -> bool:
        """Whether all that is asked for is here; who names no end can do with a moment ago."""
        begun = self.since is None or (span.since is not None and span.since >= self.since)
        return begun and (span.until is None or span.until <= self.until)


class Lists:
    """The lists that were fetched a moment ago, for whoever asks for the same.

    Args:
        now: aware UTC.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: dict[str, _Kept] = {}
        self._fetching = asyncio.Lock()

    async def of(
        self, whose: str, span: Span, fetch: Callable[[], Awaitable[tuple[CallRecord, ...]]]
    ) -> tuple[CallRecord, ...]:
        """Return the list of an extension's calls, or of all: the one that is here, or a new one.

        Raises:
            PbxError: as ``fetch`` has it.
        """
        async with self._fetching:
            kept = self._kept.get(whose)
            if kept is None or not kept.has(span):
                until = span.until or self._now()
                kept = _Kept(span.since, until, await fetch())
                self._kept[whose] = kept
                asyncio.get_running_loop().call_later(HOLDS_S, self._drop, whose, kept)
        return kept.records

    def _drop(self, whose: str, kept: _Kept) -> None:
        if self._kept.get(whose) is kept:
            del self._kept[whose]


async def read(text: str, zone: tzinfo, remark: Callable[[str], None]) -> tuple[CallRecord, ...]:
    """Read a list: a long one in a thread, so that the window paints.

    Raises:
        WireError: it has no heading that could be known.
    """
    records = partial(csvrecords.records, text, zone, remark, csvrecords.MAX_LINES)
    return await asyncio.to_thread(records) if len(text) > _TELLS_LITTLE else records()
