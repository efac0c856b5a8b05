"""Binds the page of the handover: gathered when it is opened, printed, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.model.errors import StorageError
from ctiapp.model.notice import Notice
from ctiapp.ui import theme, words
from ctiapp.ui.filedialog import ask_where
from ctiapp.ui.handover.page import HandoverPage
from ctiapp.ui.handover.viewmodel import sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from ctiapp.model.errors import CtiError
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.services.handover import Handover
    from ctiapp.ui.handover.viewmodel import Sheet
    from ctiapp.ui.history.place import HistoryPlace
    from ctiapp.ui.tasks import Tasks

PAGE = "handover"
"""The key of the page in the place."""


class HandoverController(QObject):
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
        self.page = HandoverPage()
        place.add_page(PAGE, words.word("handover.title"), self.page)
        place.page_shown.connect(self._on_page_shown)
        self.page.again.connect(self._gather)
        self.page.printed.connect(self._on_printed)
        self.page.saved.connect(self._on_saved)

    def show(self) -> None:
        """Gather it anew where it is seen: what was gathered before is another moment's."""
        if self._place.current == PAGE and self._place.isVisible():
            self._gather()

    def escape(self) -> bool:
        """Nothing is ever open here."""
        return False

    def stop(self) -> None:
        """There is nothing to end."""

    def _on_page_shown(self, key: str) -> None:
        if key == PAGE:
            self._gather()

    def _gather(self) -> None:
        self._tasks.start(
            self._services.handovers.gather(),
            name="handover",
            done=self._on_gathered,
            failed=self._on_failed,
        )

    def _on_gathered(self, facts: Handover) -> None:
        self.page.show_sheet(sheet(facts, self._services.directory.identify, self._queue_name))

    def _on_failed(self, error: CtiError) -> None:
        self.page.show_trouble(words.say(error.notice()))

    def _queue_name(self, number: Number) -> str:
        return self._services.directory.place_name(number) or ""

    # -- paper -----------------------------------------------------------------------------------

    def _on_printed(self) -> None:
        shown = self.page.sheet
        if shown is not None:
            from ctiapp.ui.printing import ask_printer

            ask_printer(self.page, lambda printer: self._print(shown, printer))

    def _print(self, shown: Sheet, printer: QPrinter) -> None:
        from ctiapp.ui.handover.printing import put_on

        put_on(printer, shown, family=_family())

    def _on_saved(self) -> None:
        shown = self.page.sheet
        if shown is not None:
            day = self._services.clock().at.astimezone()
            name = f"handover-{day:%Y%m%d-%H%M}.pdf"
            title = words.word("handover.save")
            ask_where(self.page, title, name, lambda path: self._save(shown, path))

    def _save(self, shown: Sheet, path: Path) -> None:
        from ctiapp.ui.handover.printing import save_pdf

        try:
            save_pdf(shown, path, family=_family())
        except StorageError as error:
            self._tell(error.notice())
        else:
            self._tell(Notice("handover.saved", {"path": str(path)}))


def _family() -> str:
    """The letters of the window."""
    return theme.font(theme.SCALE.body).family()
