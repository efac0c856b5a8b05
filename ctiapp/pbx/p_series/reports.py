"""The reports of one P-Series PBX.

Their times go as the PBX writes them (`ctiapp.pbx.p_series.cdrtime`): written otherwise it answers
noughts, without an error (l. 14653). So a report is not asked for before that is known.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import CommandError
from ctiapp.pbx.p_series import wire_reports

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.model.reports import Report, ReportRequest
    from ctiapp.pbx.p_series.asking import Asker
    from ctiapp.pbx.p_series.cdrtime import Style

_LAST_SECOND = time(23, 59, 59)


class Reports:
    """Asks for them.

    Args:
        asker: puts the questions.
        style: how the PBX writes times; None where that is not known yet.
    """

    def __init__(self, asker: Asker, style: Callable[[], Awaitable[Style | None]]) -> None:
        self._asker = asker
        self._style = style

    async def told(self, wanted: ReportRequest) -> Report:
        """Ask for one; see `Pbx.call_report`."""
        times = _times(wanted, await self._style())
        answer = await self._asker.query(wire_reports.request_of(wanted, times))
        return wire_reports.report(answer, wanted.kind, self._asker.remark)


def _times(wanted: ReportRequest, style: Style | None) -> dict[str, str]:
    if style is None:
        raise _unknown()
    if wanted.kind.by_part:
        day = style.dated(wanted.first, whole_month=wanted.first != wanted.last)
        if day is None:
            raise _unknown()
        return {"time": day}
    ahead = timedelta(seconds=style.zone_s)
    start = style.written(datetime.combine(wanted.first, time(), UTC) - ahead)
    end = style.written(datetime.combine(wanted.last, _LAST_SECOND, UTC) - ahead)
    if start is None or end is None:
        raise _unknown()
    return {"start_time": start, "end_time": end}


def _unknown() -> CommandError:
    return CommandError("how this PBX writes times is not known yet", key="report.times_unknown")
