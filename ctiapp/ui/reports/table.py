"""The rows of a report: a table that any of its columns sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ctiapp.model.reports import Unit
from ctiapp.ui import text, theme, words
from ctiapp.ui.plaintable import PlainTable
from ctiapp.ui.reports import viewmodel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ctiapp.model.reports import Report, Value

Index = QModelIndex | QPersistentModelIndex

_ROW = 36
_LOWEST = 3 * _ROW + 14
"""Headings, two rows, and what scrolls them sideways: so much is seen in the smallest window."""
_WIDE = "name"
_NAME = 180
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReportModel(QAbstractTableModel):
    """The rows as they are sorted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.report: Report | None = None
        self.rows: tuple[tuple[Value, ...], ...] = ()
        self.hours = False
        self.by, self.downwards = 0, False

    def show_report(
        self,
        report: Report,
        rows: tuple[tuple[Value, ...], ...],
        *,
        by: int,
        downwards: bool,
        hours: bool,
    ) -> None:
        """Show these rows of a report, sorted so."""
        self.beginResetModel()
        self.report, self.rows, self.hours = report, rows, hours
        self.by, self.downwards = by, downwards
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns this report has."""
        if self.report is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.report.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """What stands above a column; numbers stand at its right."""
        if self.report is None or orientation != Qt.Orientation.Horizontal:
            return None
        column = self.report.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            # Qt's own arrow is painted over a heading that stands at the right.
            arrow = "" if section != self.by else " ▾" if self.downwards else " ▴"
            return viewmodel.heading(column) + arrow
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.unit in (Unit.TEXT, Unit.PART) else _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands there; the reader is told the column with it."""
        if self.report is None or not index.isValid() or index.row() >= len(self.rows):
            return None
        column = self.report.columns[index.column()]
        value = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.unit in (Unit.TEXT, Unit.PART) else _RIGHT
        shown = viewmodel.field(value, column, hours=self.hours)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text.bare(f"{viewmodel.heading(column)}: {shown}")
        if role == Qt.ItemDataRole.ToolTipRole and column.unit is Unit.TEXT:
            return text.for_tooltip(text.bare(shown))
        return None


class ReportTable(PlainTable):
    """The table.

    Signals:
        sorted: the heading of a column was clicked, or asked for by the keyboard; its place.
    """

    sorted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_ROW, parent)
        self.lines = ReportModel(self)
        self.setModel(self.lines)
        self.setProperty("role", "lines")
        digits = theme.font(theme.SCALE.body)
        digits.setFeature(digits.Tag("tnum"), 1)
        self.setFont(digits)
        self.setAccessibleName(words.word("report.heading"))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(_LOWEST)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sorted)

    def show_report(
        self,
        report: Report,
        rows: tuple[tuple[Value, ...], ...],
        *,
        by: int,
        downwards: bool,
        hours: bool,
    ) -> None:
        """Show the rows as they are sorted by a column."""
        self.lines.show_report(report, rows, by=by, downwards=downwards, hours=hours)
        header = self.horizontalHeader()
        for at, column in enumerate(report.columns):
            fixed = column.key == _WIDE
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(at, mode.Fixed if fixed else mode.ResizeToContents)
        self._share()

    def _share(self) -> None:
        """The name takes what the others leave, and no less than it needs."""
        report, header = self.lines.report, self.horizontalHeader()
        if report is None or report.columns[0].key != _WIDE:
            return
        others = sum(header.sectionSize(at) for at in range(1, header.count()))
        header.resizeSection(0, max(_NAME, self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to another column, Space sorts by it."""
        here = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and here.isValid():
            self.sorted.emit(here.column())
            self.setCurrentIndex(self.lines.index(0, here.column()))
            return
        super().keyPressEvent(event)
