"""The PBX's own reports for a supervisor: on the queues one manages, and on who serves them.

What a report is asked for goes by the PBX's own calendar. One that runs over the end of a month is
asked for in two parts, since the PBX tells days of one month alone.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import NotSupported, StorageError, UsageError
from ctiapp.model.importing import defused
from ctiapp.model.reports import Report, ReportKind, ReportRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ctiapp.model.ids import ExtensionId, QueueId
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.agentfacts import QueueFacts
    from ctiapp.services.agents import Agents
    from ctiapp.services.ports import Clock

LONGEST: Final = timedelta(days=366)
"""The longest period that is asked for."""


class Reporting:
    """Asks for reports.

    Args:
        agents: which queues there are, and which of them one manages.
        clock: both clocks.
        ahead_s: how far the PBX's clock is ahead of ours, zone included, in seconds; None where
            that is not known.
        pbx: whom to ask; None while signed out.
    """

    def __init__(
        self,
        agents: Agents,
        clock: Clock,
        ahead_s: Callable[[], float | None],
        pbx: Callable[[], Pbx | None],
    ) -> None:
        self._agents = agents
        self._clock = clock
        self._ahead_s = ahead_s
        self._pbx = pbx

    @property
    def queues(self) -> tuple[QueueFacts, ...]:
        """The queues that one manages; none: there is nothing to report to this user."""
        return tuple(queue for queue in self._agents.picture.queues if queue.managed)

    def today(self) -> date:
        """What day it is at the PBX; here, where it does not say."""
        local = self._clock().at.astimezone()
        return (local + timedelta(seconds=self._ahead_s() or 0.0)).date()

    async def ask(
        self, kind: ReportKind, first: date, last: date, queue_id: QueueId | None = None
    ) -> Report:
        """Ask for a report.

        Args:
            kind: on what.
            first, last: the days, both included, at the PBX.
            queue_id: on which queue; None: on all that one manages, where the report can be of
                several.

        Raises:
            UsageError: key ``report.no_queue``: none, or not one's own to look at;
                ``report.period``: days in the wrong order, or more than a year.
            NotSupported, NotPermitted: it cannot be had here.
            PbxError: as it happened.
        """
        if not timedelta(0) <= last - first <= LONGEST:
            raise UsageError("a period ends after it begins", key="report.period")
        pbx = self._pbx()
        if pbx is None:
            raise NotSupported("nobody is signed in")
        queues = [queue for queue in self.queues if queue_id in (None, queue.queue_id)]
        if not queues or (kind.of_one_queue and queue_id is None):
            raise UsageError("no such queue", key="report.no_queue")
        ids = () if kind.of_extensions else tuple(queue.queue_id for queue in queues)
        people = _extensions(queues) if kind.of_extensions else ()
        wanted = ReportRequest(kind, first, last, ids, people)
        if kind.of_extensions and not people:
            return Report(kind, ())
        if not kind.by_part or first == last:
            return await pbx.call_report(wanted)
        return await _by_days(pbx, wanted)

    async def export(self, report: Report, titles: Sequence[str], path: Path) -> None:
        """Write a report as a table that spreadsheets read and none computes (UTF-8 CSV).

        Args:
            report: what to write.
            titles: what stands above its columns.
            path: of the file; replaced where there is one.

        Raises:
            StorageError: key ``report.not_exported``: it could not be written.
        """
        import csv
        import io

        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([defused(title) for title in titles])
        for row in report.rows:
            writer.writerow(["" if value is None else defused(str(value)) for value in row])
        try:
            # With the mark by which spreadsheets know UTF-8.
            await asyncio.to_thread(path.write_text, text.getvalue(), "utf-8-sig", newline="")
        except OSError as error:
            raise StorageError(str(error), key="report.not_exported") from None


async def _by_days(pbx: Pbx, wanted: ReportRequest) -> Report:
    """A report by days, month by month, and of these the days that were asked for."""
    rows: list[tuple[str | int | float | None, ...]] = []
    for first, last in months(wanted.first, wanted.last):
        # Of one day alone the PBX would tell hours; of a month it tells all days anyway.
        asked = replace(wanted, first=first.replace(day=1), last=last.replace(day=2))
        told = await pbx.call_report(asked)
        days = range(first.day, last.day + 1)
        rows += (row for row in told.rows if row[0] in days)
    return Report(wanted.kind, tuple(rows))


def months(first: date, last: date) -> Iterable[tuple[date, date]]:
    """Cut a period into its months: the first and the last of its days in each."""
    while first <= last:
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        yield first, min(last, following - timedelta(days=1))
        first = following


def _extensions(queues: Iterable[QueueFacts]) -> tuple[ExtensionId, ...]:
    found = (agent.ext_id for queue in queues for agent in queue.agents)
    return tuple(dict.fromkeys(each for each in found if each is not None))
