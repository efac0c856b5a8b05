"""The page of reports: on what, of which queue, of which days; a table, and its bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.reports import ReportKind
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import ChoiceBox, ElidedLabel, KeyButton, label
from ctiapp.ui.reports import viewmodel
from ctiapp.ui.reports.plot import BarPlot
from ctiapp.ui.reports.table import ReportTable
from ctiapp.ui.reports.viewmodel import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.ids import QueueId
    from ctiapp.model.reports import Report

_WIDEST_CHOICE = 260


class ReportPage(QWidget):
    """The page.

    Signals:
        chosen: another report, queue or period was chosen.
        again: it shall be asked for once more.
        saved: it shall be written to a file.
    """

    chosen = Signal()
    again = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds, self.queues = ChoiceBox(), ChoiceBox()
        for box, name in ((self.kinds, "report.kind"), (self.queues, "report.queue")):
            box.setAccessibleName(words.word(name))
            box.setMaximumWidth(_WIDEST_CHOICE)
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        for kind in ReportKind:
            self.kinds.addItem(words.word(f"report.kind_{kind.value}"), kind)
        self.periods = {one: KeyButton(words.word(f"report.{one.value}")) for one in Period}
        self._period = Period.TODAY
        self.renew = KeyButton(words.word("report.again"), kind="quiet")
        self.save = KeyButton(words.word("report.export"), kind="quiet")
        self.told = ElidedLabel("dim")
        self.table, self.plot = ReportTable(), BarPlot()
        self.empty = label("", "dim")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._plot_name = label("", "strong")
        self._sort = 0
        self._downwards = False
        self._report: Report | None = None
        self._hours = False
        self._lay_out()
        self.setFocusProxy(self.kinds)
        self._mark()

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(theme.SIZES.gap)
        choice.addWidget(self.kinds)
        choice.addWidget(self.queues)
        choice.addStretch(1)
        choice.addWidget(self.renew)
        choice.addWidget(self.save)
        days = QHBoxLayout()
        days.setSpacing(theme.SIZES.gap_s)
        for button in self.periods.values():
            days.addWidget(button)
        days.addSpacing(theme.SIZES.gap)
        days.addWidget(self.told, 1)
        drawing = QFrame()
        drawing.setProperty("role", "card")
        inside = QVBoxLayout(drawing)
        inside.addWidget(self._plot_name)
        inside.addWidget(self.plot)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap_l)
        column.addWidget(self.table, 1)
        column.addWidget(drawing)
        self.drawing = drawing
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(self.empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SIZES.gap)
        page.addLayout(choice)
        page.addLayout(days)
        page.addWidget(self.stack, 1)
        self.kinds.currentIndexChanged.connect(lambda _: self.chosen.emit())
        self.queues.currentIndexChanged.connect(lambda _: self.chosen.emit())
        for period, button in self.periods.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, p=period: self._on_period(p))
        self.renew.clicked.connect(self.again)
        self.save.clicked.connect(self.saved)
        self.table.sorted.connect(self._on_sorted)

    # -- what is chosen --------------------------------------------------------------------------

    @property
    def kind(self) -> ReportKind:
        """On what."""
        found: ReportKind = self.kinds.currentData()
        return found

    @property
    def period(self) -> Period:
        """Of which days."""
        return self._period

    @property
    def queue(self) -> QueueId | None:
        """Of which queue; None: of all."""
        found: QueueId | None = self.queues.currentData()
        return found

    def show_queues(self, queues: Sequence[tuple[QueueId, str]]) -> None:
        """Offer these queues, by name; all of them together where the report can be so."""
        wanted: list[tuple[QueueId | None, str]] = [*queues]
        if not self.kind.of_one_queue and len(queues) != 1:
            wanted.insert(0, (None, words.word("report.all_queues")))
        there = [
            (self.queues.itemData(at), self.queues.itemText(at))
            for at in range(self.queues.count())
        ]
        wanted = [
            (queue_id, name if queue_id is None else text.isolate(name))
            for queue_id, name in wanted
        ]
        if there == wanted:
            return
        chosen = self.queue
        with QSignalBlocker(self.queues):
            self.queues.clear()
            for queue_id, name in wanted:
                self.queues.addItem(name, queue_id)
            ids = [queue_id for queue_id, _ in wanted]
            self.queues.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)

    # -- what is shown ---------------------------------------------------------------------------

    def show_state(self, said: str) -> None:
        """Say this instead of a report: it is on its way, or cannot be had."""
        self._report = None
        self.save.setEnabled(False)
        self.told.set_made("")
        self.empty.setText(said)
        self.stack.setCurrentWidget(self.empty)

    def show_report(self, report: Report, told: str, *, hours: bool) -> None:
        """Show a report; ``told`` says when it was asked for."""
        before = self._report
        if before is None or before.kind is not report.kind:
            self._sort, self._downwards = 0, False
        self._report, self._hours = report, hours
        self.told.set_made(told)
        self.save.setEnabled(bool(report.rows))
        if not report.rows:
            self.empty.setText(words.word("report.empty"))
            self.stack.setCurrentWidget(self.empty)
            return
        self._fill()
        self.stack.setCurrentIndex(0)

    @property
    def report(self) -> Report | None:
        """What is shown, as it was told."""
        return self._report

    def _fill(self) -> None:
        report = self._report
        if report is None:
            return
        rows = viewmodel.ordered(report, self._sort, downwards=self._downwards)
        self.table.show_report(
            report, rows, by=self._sort, downwards=self._downwards, hours=self._hours
        )
        drawn = viewmodel.plotted(report, self._sort)
        self.drawing.setVisible(drawn is not None)
        if drawn is not None:
            name = viewmodel.heading(report.columns[drawn])
            self._plot_name.setText(name)
            # Hours and days stay in their order, whatever sorts the table.
            kept = report.rows if report.kind.by_part else rows
            self.plot.show_bars(
                viewmodel.bars(kept, report.columns, drawn, hours=self._hours), name
            )

    # -- what the user does ----------------------------------------------------------------------

    def _on_period(self, period: Period) -> None:
        changed = period is not self._period
        self._period = period
        self._mark()
        if changed:
            self.chosen.emit()

    def _mark(self) -> None:
        for period, button in self.periods.items():
            button.setChecked(period is self._period)
            button.set_kind("on" if period is self._period else "quiet")

    def _on_sorted(self, at: int) -> None:
        numbers = self._report is not None and self._report.columns[at].key not in ("name", "part")
        self._downwards = not self._downwards if at == self._sort else numbers
        self._sort = at
        self._fill()
