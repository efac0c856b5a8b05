"""The page of past calls: which of them, the list, and a note that is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ctiapp.ui import theme, words
from ctiapp.ui.history.filterbar import FilterBar
from ctiapp.ui.history.list import HistoryList
from ctiapp.ui.history.listing import ListingPage
from ctiapp.ui.history.model import HistoryModel
from ctiapp.ui.history.notebar import NoteBar
from ctiapp.ui.kit import Banner, KeyButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.history import DayCount
    from ctiapp.ui.history.model import Faces


class CallsPage(ListingPage):
    """The page.

    Signals:
        export_wanted: what is shown shall be saved.

    Args:
        faces: how lines are said.
        today: which day it is by local time.
    """

    export_wanted = Signal()

    def __init__(
        self, faces: Faces, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        self.model = HistoryModel(faces)
        self.list = HistoryList(self.model)
        super().__init__(self.list, parent)
        self.model.setParent(self)
        self.bar = FilterBar(today)
        self.note = NoteBar()
        self.question = Banner()
        self.export_button = KeyButton(words.word("history.export"))
        self._lay_out()
        self._awaited = self._entering = False
        self.bar.down.connect(self._on_down)
        self.list.left_up.connect(lambda: self.bar.search.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.typed.connect(self.bar.type_on)
        self.export_button.clicked.connect(self.export_wanted)
        self.setFocusProxy(self.bar.search)

    def _lay_out(self) -> None:
        kinds = self.bar.kinds.layout()
        if isinstance(kinds, QHBoxLayout):
            kinds.addWidget(self.export_button)
        status = QHBoxLayout()
        status.setSpacing(theme.SIZES.gap)
        status.addWidget(self._count)
        status.addStretch(1)
        status.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(self.bar)
        column.addLayout(status)
        column.addWidget(self.question)
        column.addWidget(self._below, 1)
        column.addWidget(self.note)

    # -- showing ---------------------------------------------------------------------------------

    def show_days(self, days: Sequence[DayCount], *, others: bool) -> None:
        """Show these days; ``others``: they are of another choice than those before."""
        self._awaited = False
        if others:
            self.list.setCurrentIndex(QModelIndex())
        self.model.set_days(days, others=others)
        count = sum(each.count for each in days)
        self._count.setText(words.plural("calls_of_day", count) if count else "")
        self.export_button.setEnabled(bool(count))
        if others:
            self.list.scrollToTop()
        entering, self._entering = self._entering, False
        nothing = words.word("history.nothing" if self.bar.narrowed else "history.empty")
        self._show_rows(some=bool(count), nothing=nothing)
        if count and entering and self.bar.search.hasFocus():
            self.enter_list()

    def expect(self, *, coming: bool = True) -> None:
        """Other days than those that show are on their way (`show_days`), or will not come."""
        self._awaited = coming

    def _on_down(self) -> None:
        """Into the list that is wanted: from the one that still shows Enter would call another."""
        self.bar.ask_now()
        if self._awaited:
            self._entering = True
        else:
            self.enter_list()

    def enter_list(self) -> None:
        """The keyboard goes into the list."""
        if len(self.model.lines):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.choose_first()
