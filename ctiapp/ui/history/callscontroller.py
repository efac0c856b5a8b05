"""Binds the list of past calls to the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.ui import words
from ctiapp.ui.history.callspage import CallsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.notice import Notice
    from ctiapp.services.bundle import Services
    from ctiapp.ui.history.place import HistoryPlace
    from ctiapp.ui.tasks import Tasks

PAGE = "calls"
"""The key of the list in the place."""


class PastCallsController(QObject):
    """The decisions, in order.

    Signals:
        called: somebody shall be called; carries the `Number`.

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
        self.page = CallsPage()
        place.add_page(PAGE, words.word("history.calls"), self.page)

    def show(self) -> None:
        """Show what is true now."""

    def escape(self) -> bool:
        """Esc: close the innermost of what is open; tells whether anything was."""
        return False

    def stop(self) -> None:
        """Hear of nothing any more."""
