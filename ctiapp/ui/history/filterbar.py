"""Which past calls are shown: the sort as words in a row, below it a text, a queue, and days."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ctiapp.model.history import HistoryFilter, Kind
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import ChoiceBox, DayBox, KeyButton, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from ctiapp.model.number import Number

_CHIP = 28
_PAUSE_MS = 150
"""How long after a key the list is asked for anew."""
_KINDS = {
    Kind.ALL: "history.kind_all",
    Kind.MISSED: "history.kind_missed",
    Kind.INBOUND: "history.kind_inbound",
    Kind.OUTBOUND: "history.kind_outbound",
    Kind.INTERNAL: "history.kind_internal",
    Kind.RECORDED: "history.kind_recorded",
}


class Span(Enum):
    """Which days are shown."""

    ANY = "any"
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    CHOSEN = "chosen"


_SPANS = {
    Span.ANY: "history.span_any",
    Span.TODAY: "history.today",
    Span.YESTERDAY: "history.yesterday",
    Span.WEEK: "history.span_week",
    Span.MONTH: "history.span_month",
    Span.CHOSEN: "history.span_chosen",
}
_DAYS = {Span.TODAY: (0, 0), Span.YESTERDAY: (1, 1), Span.WEEK: (6, 0), Span.MONTH: (29, 0)}


class SearchField(QLineEdit):
    """The field for a text.

    Signals:
        down: the keyboard wants to go into the list.
        entered: Enter was pressed.
    """

    down = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the list, Enter asks at once."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """The bar.

    Signals:
        changed: other calls are wanted (`filter`).
        down: the keyboard wants to go into the list.

    Args:
        today: which day it is by local time.
    """

    changed = Signal()
    down = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._kind = Kind.ALL
        self._queues: tuple[tuple[Number, str], ...] = ()
        self._filling = False
        self.chips = {
            kind: KeyButton(words.word(key), kind="quiet") for kind, key in _KINDS.items()
        }
        self.search = SearchField()
        self.search.setPlaceholderText(words.word("history.search"))
        self.search.setAccessibleName(words.word("history.search"))
        self.search.setMaxLength(100)
        self.queue_box = ChoiceBox()
        self.queue_box.setAccessibleName(words.word("history.queue"))
        self.queue_box.setMinimumWidth(140)
        self.queue_box.setMaximumWidth(220)
        self.span_box = ChoiceBox()
        self.span_box.setAccessibleName(words.word("history.span"))
        self.span_box.setMinimumWidth(130)
        for key in _SPANS.values():
            self.span_box.addItem(words.word(key))
        self.first, self.last = self._day_box("history.first"), self._day_box("history.last")
        self._between = label("–", "dim")
        self.clear_button = KeyButton(words.word("history.clear"), kind="link")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show()

    @staticmethod
    def _day_box(key: str) -> DayBox:
        box = DayBox()
        box.setAccessibleName(words.word(key))
        box.setMinimumDate(QDate(2000, 1, 1))
        return box

    def _lay_out(self) -> None:
        self.kinds = QWidget()
        self.kinds.setAccessibleName(words.word("history.kinds"))
        row = QHBoxLayout(self.kinds)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SIZES.gap_s)
        for chip in self.chips.values():
            chip.setCheckable(True)
            # Smaller than the words of the pages above: they choose within one of those.
            chip.setProperty("small", "true")
            chip.setFont(theme.font(theme.SCALE.label))
            chip.setFixedHeight(_CHIP)
            row.addWidget(chip)
        row.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(theme.SIZES.gap)
        below.addWidget(self.search, 1)
        for widget in (self.queue_box, self.span_box, self.first, self._between, self.last):
            below.addWidget(widget)
        below.addWidget(self.clear_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(self.kinds)
        column.addLayout(below)
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        for kind, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, k=kind: self.choose(k))
        self.search.textChanged.connect(self._on_text)
        self.search.entered.connect(self._ask)
        self.search.down.connect(self.down)
        self._pause.timeout.connect(self._ask)
        self.queue_box.currentIndexChanged.connect(lambda _: self._on_box())
        self.span_box.currentIndexChanged.connect(lambda _: self._on_span())
        self.first.dateChanged.connect(lambda _: self._on_day())
        self.last.dateChanged.connect(lambda _: self._on_day())
        self.clear_button.clicked.connect(self.clear)

    # -- what is wanted --------------------------------------------------------------------------

    @property
    def kind(self) -> Kind:
        """Which sort of calls."""
        return self._kind

    @property
    def span(self) -> Span:
        """Which days."""
        return list(_SPANS)[max(0, self.span_box.currentIndex())]

    @property
    def text(self) -> str:
        """What was typed, without blanks around it."""
        return self.search.text().strip()

    @property
    def filter(self) -> HistoryFilter:
        """Which calls are wanted, but for the people whom the text may mean."""
        at = self.queue_box.currentIndex()
        queue = self._queues[at - 1][0] if 0 < at <= len(self._queues) else None
        since, until = self._bounds()
        return HistoryFilter(self.text, self._kind, queue, since, until)

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.filter != HistoryFilter()

    def _bounds(self) -> tuple[date | None, date | None]:
        span = self.span
        if span is Span.ANY:
            return None, None
        if span is Span.CHOSEN:
            chosen = sorted((_day(self.first), _day(self.last)))
            return chosen[0], chosen[1]
        first, last = _DAYS[span]
        today = self._today()
        return today - timedelta(days=first), today - timedelta(days=last)

    # -- what is chosen --------------------------------------------------------------------------

    def choose(self, kind: Kind) -> None:
        """Show calls of that sort."""
        self._kind = kind
        self._ask()

    def choose_span(self, span: Span) -> None:
        """Show these days."""
        self.span_box.setCurrentIndex(list(_SPANS).index(span))

    def set_queues(self, queues: Sequence[tuple[Number, str]]) -> None:
        """One may choose from these queues; where there is none, the box is not there."""
        if tuple(queues) == self._queues:
            return
        before = self.filter.queue
        self._filling = True
        self._queues = tuple(queues)
        self.queue_box.clear()
        self.queue_box.addItem(words.word("history.any_queue"))
        for _, name in self._queues:
            self.queue_box.addItem(text.plain(name, 60))
        numbers = [number for number, _ in self._queues]
        self.queue_box.setCurrentIndex(numbers.index(before) + 1 if before in numbers else 0)
        self._filling = False
        self._show()
        if self.filter.queue != before:
            self._ask()

    def clear(self) -> bool:
        """Leave nothing out any more; tells whether anything was."""
        if not self.narrowed:
            return False
        self._filling = True
        self._kind = Kind.ALL
        self.search.clear()
        self.queue_box.setCurrentIndex(0)
        self.span_box.setCurrentIndex(0)
        self._filling = False
        self._ask()
        return True

    def ask_now(self) -> None:
        """Ask for what was typed, where that was not done yet."""
        if self._pause.isActive():
            self._ask()

    def type_on(self, typed: str) -> None:
        """Text that was typed into the list belongs here."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.insert(typed)

    def _on_text(self) -> None:
        if not self._filling:
            self._pause.start()

    def _on_box(self) -> None:
        if not self._filling:
            self._ask()

    def _on_span(self) -> None:
        if self.span is Span.CHOSEN and not self._filling:
            self._filling = True
            today = self._today()
            month = today - timedelta(days=29)
            self.first.setDate(QDate(month.year, month.month, month.day))
            self.last.setDate(QDate(today.year, today.month, today.day))
            self._filling = False
        self._on_box()

    def _on_day(self) -> None:
        if self.span is Span.CHOSEN and not self._filling:
            self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for kind, chip in self.chips.items():
            here = kind is self._kind
            chip.setChecked(here)
            chip.set_kind("on" if here else "quiet")
        self.queue_box.setVisible(bool(self._queues))
        for widget in (self.first, self._between, self.last):
            widget.setVisible(self.span is Span.CHOSEN)
        self.clear_button.setVisible(self.narrowed)


def _day(box: DayBox) -> date:
    at = box.date()
    return date(at.year(), at.month(), at.day())
