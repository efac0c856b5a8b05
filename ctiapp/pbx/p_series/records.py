"""The calls of the past that a P-Series PBX wrote down, asked for by number.

Times are sent as the PBX writes them (`ctiapp.pbx.p_series.cdrtime`), which is learned from its
newest record and, where that leaves anything open, from its oldest as well; nothing is guessed.
What cannot be written by what is known is not sent, and what is too old is left out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import CommandError, NoSuchTarget
from ctiapp.model.records import MAX_RECORDS
from ctiapp.pbx.p_series import cdrtime, wire_records
from ctiapp.pbx.p_series.asking import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx.p_series.asking import Asker

LEARNED_FOR: Final = timedelta(hours=1)
"""How long what was learned holds: an administrator may choose another format at any time."""

AGAIN_AFTER: Final = timedelta(minutes=2)
"""How soon a PBX that had no record to learn from is asked for one again."""

MARGIN: Final = timedelta(hours=3)
"""How much more is asked for on either side: clocks go wrong, and summer time comes and goes."""

_BAD_PARAMETER: Final = "40002"


@dataclass(frozen=True, slots=True)
class Span:
    """What is asked for.

    Attributes:
        since, until: when the calls began, aware UTC; None: no bound.
        most: so many of either side.
    """

    since: datetime | None
    until: datetime | None = None
    most: int = MAX_RECORDS

    def has(self, at: datetime) -> bool:
        """Whether a call that began then is among it."""
        late = self.until is not None and at > self.until
        return not late and (self.since is None or at >= self.since)


class Records:
    """The call records of one PBX.

    Args:
        asker: puts the questions.
        now: aware UTC.
    """

    def __init__(self, asker: Asker, now: Callable[[], datetime]) -> None:
        self._asker = asker
        self._now = now
        self._style: cdrtime.Style | None = None
        self._learned_at: datetime | None = None
        self._holds = LEARNED_FOR
        self._seconds = False
        self._refused = False

    def forget_refusals(self) -> None:
        """Begin anew: somebody has logged in, perhaps with more rights."""
        self._refused = False

    @property
    def refused(self) -> bool:
        """Whether the PBX does not tell this client of calls of the past."""
        return self._refused

    async def of(
        self,
        number: Number,
        since: datetime | None,
        until: datetime | None = None,
        most: int = MAX_RECORDS,
    ) -> tuple[CallRecord, ...]:
        """The calls of a number, newest first; see `Pbx.call_records`."""
        if number.withheld or self._refused:
            return ()
        span = Span(since, until, most)
        found: dict[str, CallRecord] = {}
        try:
            for side in wire_records.SIDES:
                for record in await self._searched(side, number, span):
                    if span.has(record.at):
                        found[record.uid] = record
        except REFUSALS as err:
            self._asker.note("call records", err)
            self._refused = True  # or every ring would ask in vain
            return ()
        return tuple(sorted(found.values(), key=lambda record: record.at, reverse=True))

    async def _searched(self, side: str, number: Number, span: Span) -> tuple[CallRecord, ...]:
        """Search one side; where the PBX finds fault with the times, in seconds since 1970 once.

        So one firmware wants them, by a report from the field; from then on it gets them so.
        """
        times = await self._times(span)
        try:
            return await self._asked(side, number, times, span.most)
        except CommandError as err:
            blamed = err.code == _BAD_PARAMETER and "_time" in err.detail
            if not blamed or not times or self._seconds:
                raise
            self._seconds = True
        return await self._asked(side, number, await self._times(span), span.most)

    async def _asked(
        self, side: str, number: Number, times: Mapping[str, str], most: int
    ) -> tuple[CallRecord, ...]:
        try:
            answer = await self._asker.query(wire_records.records_of(side, number, times))
        except NoSuchTarget:  # "no such data": there is no such call
            return ()
        return await self._asker.read(partial(wire_records.records, most=most), answer)

    async def _times(self, span: Span) -> dict[str, str]:
        """From when to when to search, as this PBX writes it; nothing where that is not known."""
        if span.since is None:
            return {}
        start = span.since - MARGIN
        end = self._now() + timedelta(days=1) if span.until is None else span.until + MARGIN
        if self._seconds:
            return {
                "start_time": str(int(start.timestamp())),
                "end_time": str(int(end.timestamp())),
            }
        style = await self.style()
        if style is None:
            return {}
        written = style.written(start), style.written(end)
        if written[0] is None or written[1] is None:
            return {}
        return {"start_time": written[0], "end_time": written[1]}

    async def style(self) -> cdrtime.Style | None:
        """How the PBX writes times; None where that is not known.

        It is asked for once an hour; where there was no record to learn from, every `AGAIN_AFTER`
        until there is: a new PBX will soon have one.
        """
        now = self._now()
        if self._learned_at is None or not timedelta(0) <= now - self._learned_at < self._holds:
            samples: list[tuple[str, int]] = []
            self._style = await self._learn(samples)
            self._learned_at = now
            self._holds = LEARNED_FOR if samples else AGAIN_AFTER
        return self._style

    async def _learn(self, samples: list[tuple[str, int]]) -> cdrtime.Style | None:
        """Look at the newest record, and at the oldest where that leaves anything open."""
        style = None
        for newest in (True, False):
            try:
                answer = await self._asker.query(wire_records.one_record(newest=newest))
            except NoSuchTarget:
                return style
            samples += wire_records.time_samples(answer)
            style = cdrtime.learned(samples)
            if not samples or (style is not None and style.padded is not None):
                return style
        return style
