"""Reports are asked for in the PBX's own days, and only on what one manages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.call import Moment
from ctiapp.model.errors import NotSupported, StorageError, UsageError
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.reports import Report, ReportKind, ReportRequest
from ctiapp.services.reporting import Reporting, months

if TYPE_CHECKING:
    from pathlib import Path

SUPPORT, SALES = QueueId("4"), QueueId("1")


def queue(queue_id: QueueId, *ext_ids: str, managed: bool = True) -> Any:
    agents = tuple(SimpleNamespace(ext_id=ExtensionId(one)) for one in ext_ids)
    return SimpleNamespace(queue_id=queue_id, managed=managed, agents=agents)


class Desk:
    """A supervisor of two queues at a PBX that tells each day of a month."""

    def __init__(self) -> None:
        self.asked: list[ReportRequest] = []
        self.ahead_s: float | None = None
        self.at = datetime(2026, 3, 2, 12, tzinfo=UTC)
        self.signed_in = True
        self.queues = [queue(SUPPORT, "40", "41"), queue(SALES, "41"), queue(QueueId("9"), "44")]
        self.queues[2].managed = False
        agents: Any = SimpleNamespace(picture=SimpleNamespace(queues=self.queues))
        pbx: Any = self
        self.reporting = Reporting(
            agents,
            lambda: Moment(0.0, self.at),
            lambda: self.ahead_s,
            lambda: pbx if self.signed_in else None,
        )

    async def call_report(self, wanted: ReportRequest) -> Report:
        self.asked.append(wanted)
        days = range(1, 32) if wanted.kind.by_part else ()
        return Report(wanted.kind, tuple((day, wanted.first.month) for day in days))


async def test_all_of_ones_queues_or_one_of_them() -> None:
    desk = Desk()
    day = date(2026, 3, 2)
    await desk.reporting.ask(ReportKind.QUEUES, day, day)
    await desk.reporting.ask(ReportKind.AGENTS, day, day, SALES)
    await desk.reporting.ask(ReportKind.EXTENSIONS, day, day)
    queues, agents, people = desk.asked

    assert (queues.queues, queues.extensions) == ((SUPPORT, SALES), ())
    assert agents.queues == (SALES,)
    assert (people.queues, people.extensions) == ((), (ExtensionId("40"), ExtensionId("41")))
    assert [one.queue_id for one in desk.reporting.queues] == [SUPPORT, SALES]


@pytest.mark.parametrize(
    ("kind", "queue_id", "key"),
    [
        (ReportKind.QUEUES, QueueId("9"), "report.no_queue"),
        (ReportKind.QUEUES, QueueId("77"), "report.no_queue"),
        (ReportKind.AGENTS, None, "report.no_queue"),
    ],
)
async def test_what_is_not_ones_own_is_not_asked_for(
    kind: ReportKind, queue_id: QueueId | None, key: str
) -> None:
    desk, day = Desk(), date(2026, 3, 2)
    with pytest.raises(UsageError) as caught:
        await desk.reporting.ask(kind, day, day, queue_id)
    assert caught.value.key == key
    assert not desk.asked


@pytest.mark.parametrize("last", [date(2026, 3, 1), date(2027, 3, 4)])
async def test_a_period_has_an_order_and_an_end(last: date) -> None:
    with pytest.raises(UsageError, match="period"):
        await Desk().reporting.ask(ReportKind.QUEUES, date(2026, 3, 2), last)


async def test_signed_out() -> None:
    desk, day = Desk(), date(2026, 3, 2)
    desk.signed_in = False
    with pytest.raises(NotSupported):
        await desk.reporting.ask(ReportKind.QUEUES, day, day)


async def test_days_over_the_end_of_a_month() -> None:
    desk = Desk()
    report = await desk.reporting.ask(ReportKind.QUEUE_HOURS, date(2026, 2, 26), date(2026, 3, 2))

    assert report.rows == ((26, 2), (27, 2), (28, 2), (1, 3), (2, 3))
    assert all(one.first != one.last for one in desk.asked), "of one day it would tell hours"


async def test_hours_of_one_day() -> None:
    desk, day = Desk(), date(2026, 3, 2)
    await desk.reporting.ask(ReportKind.QUEUE_HOURS, day, day)
    assert [(one.first, one.last) for one in desk.asked] == [(day, day)]


def test_months_cover_every_day_once() -> None:
    cut = list(months(date(2025, 12, 30), date(2026, 3, 1)))
    assert cut == [
        (date(2025, 12, 30), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 1)),
    ]


def test_the_day_is_the_pbx_own() -> None:
    desk = Desk()
    here = desk.at.astimezone().date()
    assert desk.reporting.today() == here
    desk.ahead_s = 36 * 3600.0
    assert desk.reporting.today() > here


async def test_what_a_spreadsheet_would_compute_is_plain(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    report = Report(ReportKind.QUEUES, (("=cmd|' /C calc'!A0", "6402", 4, None),))
    await Desk().reporting.export(report, ("名称", "+1", "Calls", "Wait"), path)

    text = path.read_bytes()
    assert text.startswith("\ufeff名称".encode())
    lines = text.decode("utf-8-sig").splitlines()
    assert lines == ["名称,'+1,Calls,Wait", "'=cmd|' /C calc'!A0,6402,4,"]


async def test_a_table_that_cannot_be_written(tmp_path: Path) -> None:
    report = Report(ReportKind.QUEUES, ())
    with pytest.raises(StorageError) as caught:
        await Desk().reporting.export(report, (), tmp_path / "no" / "such.csv")
    assert caught.value.key == "report.not_exported"
