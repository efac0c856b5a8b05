"""Binds the pages of diagnostics to what they show, and writes the report that the user wants."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ctiapp.model.notice import Notice
from ctiapp.services.diagnosticfiles import collect, write_archive
from ctiapp.ui import words
from ctiapp.ui.diagnostics.view import DiagnosticsPage, SavePage
from ctiapp.ui.diagnostics.viewmodel import fact_rows, move_rows
from ctiapp.ui.filedialog import ask_where

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ctiapp.services.diagnosticfiles import DiagnosticFile, DiagnosticSources
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.tasks import Tasks

REFRESH_MS = 1000
"""How often the page is brought up to date while it can be seen."""


class DiagnosticsController(QObject):
    """Which of the pages is open, and what becomes of a report.

    Signals:
        moved: another page is open, or none any more.
    """

    moved = Signal()

    def __init__(
        self,
        window: MainWindow,
        sources: DiagnosticSources,
        tasks: Tasks,
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._sources = sources
        self._tasks = tasks
        self._tell = tell
        self.page = DiagnosticsPage()
        self.save_page = SavePage()
        self._open: QWidget | None = None
        self._below: QWidget | None = None
        window.add_page(self.page)
        window.add_page(self.save_page)
        self.page.back.connect(self.escape)
        self.page.save.connect(self.show_report)
        self.page.recording.connect(lambda on: sources.recent.switch(on=on))
        self.save_page.back.connect(self.escape)
        self.save_page.save.connect(self._choose)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self._refresh)

    @property
    def open_page(self) -> QWidget | None:
        """The page that is open; None where none is."""
        return self._open

    def show_health(self) -> None:
        """Open the page of diagnostics."""
        self._refresh()
        self._go(self.page)
        self._clock.start()
        self.page.facts.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_report(self) -> None:
        """Open the page that shows a report; its files are read beside the loop."""
        self._below = self._open if self._open is self.page else None
        sources = self._sources
        health, recording = sources.diagnostics.health(), sources.recent.text()
        self._tasks.start(
            asyncio.to_thread(collect, sources.version, health, sources.places, recording),
            name="report",
            done=self._show_files,
        )

    def _show_files(self, files: tuple[DiagnosticFile, ...]) -> None:
        self.save_page.show_files(files)
        self._go(self.save_page)
        self.save_page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Close the innermost page; tells whether one was open."""
        if self._open is None:
            return False
        below = self._below if self._open is self.save_page else None
        self._below = None
        if below is not None:
            self.show_health()
        else:
            self.leave()
        return True

    def leave(self) -> None:
        """Close the pages."""
        if self._open is not None:
            self._go(None)

    def forget(self) -> None:
        """Somebody went elsewhere: nothing is open any more."""
        self._clock.stop()
        self._open = self._below = None

    def _go(self, page: QWidget | None) -> None:
        self._clock.stop()
        self._open = page
        self.moved.emit()

    def _refresh(self) -> None:
        health = self._sources.diagnostics.health()
        kept = self._sources.recent.on
        self.page.show_health(fact_rows(health), move_rows(health), kept=kept)

    # -- saving ------------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Ask where."""
        at = self._sources.diagnostics.health().at.astimezone()
        files = self.save_page.ticked
        ask_where(
            self._window,
            words.word("diagnostics.save"),
            f"ctiapp-{at:%Y%m%d-%H%M%S}.zip",
            lambda path: self.write(path, files),
        )

    def write(self, path: Path, files: tuple[DiagnosticFile, ...]) -> None:
        """Write what was shown; the disk is waited for beside the loop."""

        def saved(_: None) -> None:
            self._sources.last_run.seen_to()
            self._tell(Notice.of("diagnostics.saved", path=str(path)))
            self.leave()

        self._tasks.start(asyncio.to_thread(write_archive, path, files), name="save", done=saved)
