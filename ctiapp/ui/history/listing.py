"""What pages with a list have in common: how many there are, how far that is known, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ctiapp.ui import words
from ctiapp.ui.kit import label

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Protocol

    from ctiapp.model.notice import Notice

    class Past(Protocol):
        """The history (`ctiapp.services.history.History`), as far as is said how it stands."""

        @property
        def notice(self) -> Notice | None:
            """Why what the PBX wrote down is missing; None where it is not."""

        @property
        def busy(self) -> bool:
            """Whether the PBX is being asked."""

        @property
        def synced_at(self) -> datetime | None:
            """Until when what the PBX wrote down is known; None: not at all in this session."""


def state_of(history: Past) -> str:
    """How far the PBX's own list was read, in words; empty where there is nothing to say."""
    if history.notice is not None:
        return words.brief(history.notice)
    if history.busy:
        return words.word("history.reading")
    if history.synced_at is not None:
        return words.word("history.synced", time=words.clock_time(history.synced_at))
    return ""


class ListingPage(QWidget):
    """A page with a list; who makes one lays out its parts.

    Args:
        rows: the list.
    """

    def __init__(self, rows: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._count = label("", "caption")
        self._state = label("", "caption")
        self._empty = label("", "dim")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._below = QStackedWidget()
        self._below.addWidget(rows)
        self._below.addWidget(self._empty)

    def show_state(self, said: str) -> None:
        """Say how far the PBX's own list was read (`state_of`)."""
        self._state.setText(said)

    def _show_rows(self, *, some: bool, nothing: str) -> None:
        """Show the list, or say that there is nothing in it.

        Args:
            some: whether there is anything.
            nothing: what is said where there is not.
        """
        self._empty.setText(nothing)
        self._below.setCurrentWidget(self._rows if some else self._empty)

    @property
    def count_text(self) -> str:
        """What is said of how many there are."""
        return self._count.text()

    @property
    def state_text(self) -> str:
        """What is said of how far the PBX's own list was read."""
        return self._state.text()

    @property
    def empty_text(self) -> str:
        """What is said where there is nothing; empty where there is something."""
        return self._empty.text() if self._below.currentWidget() is self._empty else ""
