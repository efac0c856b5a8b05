"""Reports are asked for when they are seen, once, and only by who manages a queue."""

from __future__ import annotations

from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.errors import CommandError
from ctiapp.model.ids import QueueId
from ctiapp.model.reports import ReportKind
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.reports import controller
from ctiapp.ui.reports.controller import PAGE, ReportsController
from tests.ui.fakes import World, online, staged, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("english")

SUPPORT: Any = SimpleNamespace(queue_id=QueueId("4"), name="Support", managed=True)
ROWS = (("Support", "6402", 4, 2, 1, 1, 50.0, 25.0, 40, 120, 75, 81),)


@asynccontextmanager
async def opened(
    tmp_path: Path, *queues: Any
) -> AsyncIterator[tuple[Any, World, ReportsController]]:
    """A window whose place of history is shown, and the controller of its reports."""
    world = World()
    world.reporting.queues, world.reporting.rows = queues, ROWS
    async with staged(tmp_path, world) as (shell, _):
        shell.show_place(Place.HISTORY)
        pages = shell.rooms.history.pages
        yield shell, world, next(one for one in pages if isinstance(one, ReportsController))


async def test_who_manages_no_queue_has_no_such_page(tmp_path: Path) -> None:
    async with opened(tmp_path) as (shell, world, reports):
        place = shell.rooms.history.place
        assert reports.page is None
        assert PAGE not in place.tabs
        world.reporting.queues = (SUPPORT,)
        reports.show()
        assert PAGE in place.tabs
        world.reporting.queues = ()
        reports.show()
        assert reports.page is not None
        assert "manage none" in reports.page.empty.text()
        assert not world.reporting.asked


async def test_it_is_asked_for_when_it_is_seen_and_once(tmp_path: Path) -> None:
    async with opened(tmp_path, SUPPORT) as (shell, world, reports):
        place, page = shell.rooms.history.place, reports.page
        assert page is not None
        assert not world.reporting.asked
        place.show_page(PAGE)
        await until(lambda: page.report is not None)
        today = world.reporting.today()
        assert world.reporting.asked == [(ReportKind.QUEUES, today, today, QueueId("4"))]
        reports.show()
        assert len(world.reporting.asked) == 1
        page.renew.click()
        await until(lambda: len(world.reporting.asked) == 2)
        await until(lambda: page.report is not None)
        page.kinds.setCurrentIndex(page.kinds.findData(ReportKind.AGENTS))
        await until(lambda: page.report is not None)
        assert world.reporting.asked[-1][0] is ReportKind.AGENTS


async def test_what_cannot_be_had_is_said_on_the_page(tmp_path: Path) -> None:
    async with opened(tmp_path, SUPPORT) as (shell, world, reports):
        page = reports.page
        assert page is not None
        world.reporting.error = CommandError("?", key="report.times_unknown")
        shell.rooms.history.place.show_page(PAGE)
        await until(lambda: "writes dates" in page.empty.text())
        world.reporting.error = None
        page.renew.click()
        await until(lambda: page.report is not None)


async def test_it_is_saved_with_the_headings_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, name: str, chosen: Any) -> None:
        asked.append(name)
        chosen(tmp_path / name)

    monkeypatch.setattr(controller, "ask_where", answer)
    async with opened(tmp_path, SUPPORT) as (shell, world, reports):
        page = reports.page
        assert page is not None
        page.save.click()
        assert not asked
        shell.rooms.history.place.show_page(PAGE)
        await until(lambda: page.report is not None)
        page.save.click()
        await until(lambda: bool(world.reporting.exported))
        ((report, titles, path),) = world.reporting.exported
        assert (report, path.name) == (page.report, "queues-20260302-20260302.csv")
        assert titles[:3] == ["Name", "Number", "Calls"]
        assert not reports.escape()


async def test_a_pbx_without_reports_has_no_such_page(tmp_path: Path) -> None:
    async with opened(tmp_path, SUPPORT) as (shell, world, reports):
        place = shell.rooms.history.place
        place.show_page(PAGE)
        assert place.current == PAGE
        world.session.move(online(capabilities=EVERY_CAPABILITY - {Capability.REPORTS}))
        await until(lambda: place.current != PAGE)
        assert place.page(PAGE) is None
        asked = len(world.reporting.asked)
        reports.show()
        assert len(world.reporting.asked) == asked
