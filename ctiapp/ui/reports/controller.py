"""Binds the page of reports to the PBX's own. It is there for who manages a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.model.commands import Capability
from ctiapp.model.notice import Notice
from ctiapp.ui import words
from ctiapp.ui.filedialog import ask_where
from ctiapp.ui.reports import viewmodel
from ctiapp.ui.reports.page import ReportPage

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from ctiapp.model.errors import CtiError
    from ctiapp.model.reports import Report
    from ctiapp.services.bundle import Services
    from ctiapp.ui.history.place import HistoryPlace
    from ctiapp.ui.tasks import Tasks

PAGE = "statistics"
"""The key of the page in the place."""


class ReportsController(QObject):
    """The decisions.

    Signals:
        called: somebody shall be called: nobody ever is from here.

    Args:
        place: the place of what happened.
        services: the use cases.
        tasks: runs what takes time.
        tell: shows a notice.
    """

    called = Signal(object)

    def __init__(
        self,
        place: HistoryPlace,
        services: Services,
        tasks: Tasks,
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(place)
        self._place, self._services, self._tasks, self._tell = place, services, tasks, tell
        self._page: ReportPage | None = None
        self._asking: asyncio.Task[None] | None = None
        self._asked: tuple[object, ...] | None = None
        place.page_shown.connect(self._on_page_shown)
        self.show()

    @property
    def page(self) -> ReportPage | None:
        """The page; None as long as there is no queue to report on."""
        return self._page

    def show(self) -> None:
        """Offer the queues that there are; ask for what is chosen where it is seen."""
        here = Capability.REPORTS in self._services.session.status.offered
        self._place.offer(PAGE, here=here)
        if not here:
            return
        queues = [(one.queue_id, one.name) for one in self._services.reporting.queues]
        if queues and self._page is None:
            self._page = page = ReportPage()
            page.chosen.connect(self.show)
            page.again.connect(self._ask_again)
            page.saved.connect(self._on_saved)
            self._place.add_page(PAGE, words.word("report.title"), page)
        if self._page is None:
            return
        self._page.show_queues(queues)
        if not queues:
            self._asked = None
            self._page.show_state(words.word("report.no_queues"))
        elif self._place.current == PAGE and self._place.isVisible():
            self._ask()

    def escape(self) -> bool:
        """Nothing is ever open here."""
        return False

    def stop(self) -> None:
        """Ask for nothing any more."""
        if self._asking is not None:
            self._asking.cancel()

    def _on_page_shown(self, key: str) -> None:
        if key == PAGE:
            self.show()

    def _ask_again(self) -> None:
        self._asked = None
        self.show()

    def _ask(self) -> None:
        """Ask for what is chosen, unless that is what shows."""
        page, reporting = self._page, self._services.reporting
        if page is None:
            return
        first, last = page.period.days(reporting.today())
        wanted = page.kind, first, last, page.queue
        if wanted == self._asked:
            return
        self.stop()
        self._asked = wanted
        page.show_state(words.word("report.asking"))
        self._asking = self._tasks.start(
            reporting.ask(*wanted),
            name="report",
            done=lambda report: self._on_told(report, first, last),
            failed=self._on_failed,
        )

    def _on_told(self, report: Report, first: date, last: date) -> None:
        if self._page is not None:
            at = words.clock_time(self._services.clock().at)
            days = viewmodel.days(first, last)
            told = words.word("report.told", days=days, time=at)
            self._page.show_report(report, told, hours=first == last)

    def _on_failed(self, error: CtiError) -> None:
        self._asked = None
        if self._page is not None:
            self._page.show_state(words.say(error.notice()))

    # -- saving ----------------------------------------------------------------------------------

    def _on_saved(self) -> None:
        page = self._page
        if page is None or page.report is None:
            return
        report = page.report
        first, last = page.period.days(self._services.reporting.today())
        name = f"{report.kind.value}-{first:%Y%m%d}-{last:%Y%m%d}.csv"
        title = words.word("report.export")
        ask_where(page, title, name, lambda path: self._write(report, path))

    def _write(self, report: Report, path: Path) -> None:
        titles = [viewmodel.heading(column) for column in report.columns]

        def done(_: None) -> None:
            self._tell(Notice("report.exported", {"path": str(path)}))

        self._tasks.start(
            self._services.reporting.export(report, titles, path),
            name="report export",
            done=done,
        )
