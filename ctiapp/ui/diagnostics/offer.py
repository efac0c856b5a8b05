"""After a run that did not end in order: a quiet banner that offers to save diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.notice import Severity
from ctiapp.ui import words
from ctiapp.ui.kit import Banner

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.services.diagnosticfiles import LastRun
    from ctiapp.ui.mainwindow import MainWindow


class CrashOffer:
    """The banner; it is gone for good once it was closed, or a report was saved.

    Args:
        window: where it is shown.
        last_run: how the run before ended.
        save: opens the page that shows a report.
    """

    def __init__(self, window: MainWindow, last_run: LastRun, save: Callable[[], None]) -> None:
        self._window = window
        self._last_run = last_run
        self.banner = Banner()
        window.add_banner(self.banner)
        self.banner.acted.connect(save)
        self.banner.closed.connect(self._on_closed)
        self.refresh()

    def refresh(self) -> None:
        """Show it for as long as there is something to offer."""
        if self._last_run.unclean is None:
            self.banner.hide()
        else:
            said, save = words.word("diagnostics.offer"), words.word("diagnostics.save")
            self.banner.show_message(Severity.INFO, said, action=save)
        self._window.space_banners()

    def _on_closed(self) -> None:
        self._last_run.seen_to()
        self.refresh()
