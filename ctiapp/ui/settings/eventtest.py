"""Testing whether the PBX's events reach this computer, where the PBX posts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.model.errors import EventsBlocked
from ctiapp.model.notice import Severity
from ctiapp.ui import text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.kit import KeyButton, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.errors import CtiError
    from ctiapp.model.notice import Notice
    from ctiapp.services.bundle import Services
    from ctiapp.ui.settings.view import SettingsPage
    from ctiapp.ui.tasks import Tasks


def reached(took_s: float) -> str:
    """What is said of a way that is open."""
    return words.word("events.reached", seconds=f"{took_s:.1f}")


class EventTestLine(QWidget):
    """What it does, the button, and what came of it.

    Signals:
        wanted: somebody wants it to be tested now.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        lead = label(words.word("events.lead"), "dim")
        lead.setWordWrap(True)
        self.button = KeyButton(words.word("events.test"))
        self.button.setAccessibleDescription(lead.text())
        self.said = label("")
        self.wrong = label("", "error")
        row = QHBoxLayout()
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(lead, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addLayout(row)
        for each in (self.said, self.wrong):
            each.setWordWrap(True)
            each.hide()
            column.addWidget(each)
        self.button.clicked.connect(self.wanted)

    def show_running(self, running: bool) -> None:
        """It is being tested, or not any more: nobody can want it twice at once."""
        self.button.set_pending(words.word("events.testing") if running else "")
        if running:
            self._show(words.word("events.testing"), "")
            announce(self, words.word("events.testing"))

    def show_result(self, said: str, *, wrong: bool) -> None:
        """Show what came of it, and have it read out."""
        self._show("" if wrong else said, said if wrong else "")
        announce(self, said, urgent=wrong)

    def forget(self) -> None:
        """What came of it was of another session."""
        self._show("", "")

    def _show(self, said: str, wrong: str) -> None:
        for each, content in ((self.said, said), (self.wrong, wrong)):
            text.put(each, content)
            each.setVisible(bool(content))


class EventTestController(QObject):
    """It is there while one is signed in to a PBX that posts its events.

    Args:
        page: gets the line.
        services: tests, and tells where one is signed in.
        tasks: does it.
        say: says something in passing.
        tell: tells what went wrong.
    """

    def __init__(
        self,
        page: SettingsPage,
        services: Services,
        tasks: Tasks,
        *,
        say: Callable[[str], None],
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(page)
        self._services = services
        self._tasks = tasks
        self._say = say
        self._tell = tell
        self.line = EventTestLine()
        page.add_to_account(self.line)
        self.line.wanted.connect(self._on_wanted)
        self.show_status()

    def show_status(self) -> None:
        """Who is signed in where changed."""
        offered = self._services.events.offered
        if not offered:
            self.line.forget()
        self.line.setVisible(offered)

    def test_from_banner(self) -> None:
        """From where it is said that no event comes: it goes on saying so where none does."""
        self._say(words.word("events.testing"))
        self._tasks.start(
            self._services.events.run(),
            name="test events",
            done=lambda took_s: self._say(reached(took_s)),
            failed=self._on_failed_in_banner,
        )

    def _on_failed_in_banner(self, error: CtiError) -> None:
        if isinstance(error, EventsBlocked):
            self._say(words.word("events.missed"))
        else:
            self._tell(error.notice(Severity.WARNING))

    def _on_wanted(self) -> None:
        self.line.show_running(True)
        self._tasks.start(
            self._services.events.run(),
            name="test events",
            done=self._on_done,
            failed=self._on_failed,
        )

    def _on_done(self, took_s: float) -> None:
        self.line.show_running(False)
        self.line.show_result(reached(took_s), wrong=False)

    def _on_failed(self, error: CtiError) -> None:
        self.line.show_running(False)
        self.line.show_result(words.say(error.notice()), wrong=True)
