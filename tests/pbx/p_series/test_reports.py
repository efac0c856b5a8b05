"""Reports are asked for as the PBX writes its times, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CommandError
from ctiapp.model.ids import QueueId
from ctiapp.model.reports import ReportKind, ReportRequest
from ctiapp.pbx.p_series.asking import Asker
from ctiapp.pbx.p_series.cdrtime import Style
from ctiapp.pbx.p_series.reports import Reports

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.request import Request

STYLE = Style("ymd", "/", True, True, ("AM", "PM"), 8 * 3600)
QUEUE = (QueueId("1"),)


class Desk:
    """A PBX that keeps in mind what it was asked."""

    def __init__(self, style: Style | None) -> None:
        self.style = style
        self.asked: list[Request] = []
        self.reports = Reports(Asker(self.query, pytest.fail), self.known)

    async def known(self) -> Style | None:
        return self.style

    async def query(self, request: Request) -> Mapping[str, object]:
        self.asked.append(request)
        return {}

    async def times(self, kind: ReportKind, first: date, last: date) -> dict[str, str | int]:
        await self.reports.told(ReportRequest(kind, first, last, QUEUE))
        return {k: v for k, v in self.asked[-1].params.items() if k.endswith("time")}


@pytest.mark.parametrize(
    ("kind", "first", "last", "times"),
    [
        (
            ReportKind.QUEUES,
            date(2022, 4, 1),
            date(2022, 4, 15),
            {"start_time": "2022/04/01 12:00:00 AM", "end_time": "2022/04/15 11:59:59 PM"},
        ),
        (ReportKind.QUEUE_HOURS, date(2022, 4, 1), date(2022, 4, 1), {"time": "2022/04/01"}),
        (ReportKind.QUEUE_HOURS, date(2022, 4, 1), date(2022, 4, 7), {"time": "2022/04"}),
    ],
)
async def test_days_are_the_pbx_own(
    kind: ReportKind, first: date, last: date, times: dict[str, str]
) -> None:
    """Its days begin at its midnight, wherever the desk is."""
    assert await Desk(STYLE).times(kind, first, last) == times


@pytest.mark.parametrize("style", [None, replace(STYLE, padded=None)])
@pytest.mark.parametrize("kind", [ReportKind.QUEUES, ReportKind.QUEUE_HOURS])
async def test_nothing_is_asked_before_it_is_known_how(
    style: Style | None, kind: ReportKind
) -> None:
    """Written otherwise, a day full of calls would be reported as one without any."""
    desk = Desk(style)
    with pytest.raises(CommandError) as caught:
        await desk.times(kind, date(2022, 4, 1), date(2022, 4, 1))
    assert caught.value.key == "report.times_unknown"
    assert not desk.asked
