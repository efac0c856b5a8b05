"""The agents of a queue: a table that paints only what is seen, sorted by any column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ctiapp.ui import text, theme, words
from ctiapp.ui.agent import looks
from ctiapp.ui.ages import ticker
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.plaintable import PlainTable
from ctiapp.ui.queues.viewmodel import AgentRow, Column
from ctiapp.ui.shapes import draw_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from ctiapp.model.number import Number

_ROW = 40
_WIDTHS = {
    Column.NUMBER: 72,
    Column.STATE: 168,
    Column.SINCE: 76,
    Column.REASON: 120,
    Column.PHONE: 120,
}
_NARROW = {Column.PHONE: 620, Column.NUMBER: 560}
"""Below this width a column is left out: the state says most of the phone's."""
Index = QModelIndex | QPersistentModelIndex
COLUMNS = tuple(Column)


def name_of(row: AgentRow) -> str:
    """Who it is; that it is oneself."""
    return words.word("board.you", name=row.name) if row.me else text.isolate(row.name)


def state_of(row: AgentRow) -> str:
    """How they stand, and what was asked of them."""
    said = looks.standing_word(row.standing)
    asked = [words.word(f"agent.pending_{verb.value}") for verb in row.agent.pending]
    if row.agent.after_call is not None and row.agent.after_call not in row.agent.pending:
        asked.append(words.word(f"agent.after_{row.agent.after_call.value}"))
    return " · ".join([said, *sorted(asked)])


class AgentModel(QAbstractTableModel):
    """The rows as they are sorted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[AgentRow] = ()
        self._ticker = ticker()

    def set_rows(self, rows: Sequence[AgentRow]) -> bool:
        """Show these; tells whether they are other agents, or in another order."""
        if rows == self.rows:
            return False
        same = [row.number for row in rows] == [row.number for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = rows
        if same:
            last = self.index(len(rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.endResetModel()
        return not same

    def rowCount(self, parent: Index | None = None) -> int:
        """How many agents there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """As many as there are in `Column`."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return words.word(f"board.{COLUMNS[section].value}")
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def shown(self, row: AgentRow, column: Column) -> str:
        """What stands in a column."""
        match column:
            case Column.NAME:
                return name_of(row)
            case Column.NUMBER:
                return text.plain(row.number.text)
            case Column.STATE:
                return state_of(row)
            case Column.SINCE:
                since_s = row.since_s
                return words.age(None if since_s is None else self._ticker.clock() - since_s)
            case Column.REASON:
                return text.isolate(row.reason)
            case Column.PHONE:
                return words.word(f"agentcall.{row.call.value}")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands there; the whole row for a screen reader."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column is not Column.NAME:
                return text.bare(self.shown(row, column))
            facts = ", ".join(part for part in (state_of(row), row.reason) if part)
            said = words.word(
                "board.agent_spoken", name=text.bare(name_of(row)), number=row.number.text,
                facts=facts,
            )  # fmt: skip
            return text.bare(said)
        if role == Qt.ItemDataRole.ToolTipRole and column not in (Column.SINCE, Column.NUMBER):
            return text.for_tooltip(text.bare(self.shown(row, column)))
        return None


class _Painter(QStyledItemDelegate):
    """Paints one cell: the state with its shape, all with the row's own focus frame."""

    marked: tuple[Number, bool] | None = None
    """Whom a call that is being carried would reach, and whether it can."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, shape and text."""
        model = index.model()
        if not isinstance(model, AgentModel):
            return
        row, column = model.rows[index.row()], COLUMNS[index.column()]
        area: QRect = option.rect
        box = QRectF(area)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("accent.soft"))
        if self.marked is not None and self.marked[0] == row.number:
            tone = "accent" if self.marked[1] else "stop"
            painter.fillRect(box, theme.colour(f"{tone}.soft"))
            for edge in (box.top(), box.bottom() - 1):
                painter.fillRect(
                    QRectF(box.left(), edge, box.width(), 2), theme.colour(f"{tone}.strong")
                )
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        left = box.left() + 12
        if column is Column.STATE:
            tone, shape = looks.STANDINGS[row.standing]
            mark = QRectF(left, box.center().y() - 4.5, 9, 9)
            painter.save()
            draw_shape(painter, shape, mark, theme.colour(f"{tone}.strong"))
            painter.restore()
            left += 17
        strong = column in (Column.NAME, Column.STATE)
        font = theme.font(theme.SCALE.body)
        if column is Column.NAME:
            font.setWeight(font.Weight.Medium)
        font.setFeature(font.Tag("tnum"), 1)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if strong else "dim"))
        room = QRectF(left, box.top(), box.right() - left - 4, box.height())
        shown = text.bare(model.shown(row, column))
        cut = option.fontMetrics.elidedText(shown, Qt.TextElideMode.ElideRight, int(room.width()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, text.isolate(cut))
        painter.restore()


class AgentTable(PlainTable):
    """The table.

    Signals:
        opened: what can be done for an agent was asked for; carries their `AgentRow`, and
            whether by a click.
        sorted: the heading of a column was clicked; carries the `Column`.
        chosen: the keyboard stands on another one; carries their `Number`, or None.
    """

    opened = Signal(object, bool)
    sorted = Signal(object)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_ROW, parent)
        self.agents = AgentModel(self)
        self._ticker = ticker()
        self.setModel(self.agents)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setFont(theme.font(theme.SCALE.body))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(40)
        for section, column in enumerate(COLUMNS):
            if column is Column.NAME:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(section, _WIDTHS[column])
        header.sectionClicked.connect(lambda section: self.sorted.emit(COLUMNS[section]))
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentRowChanged.connect(lambda: self.chosen.emit(self.aimed_at))

    def show_rows(self, rows: Sequence[AgentRow], column: Column, *, downwards: bool) -> None:
        """Show these, sorted so; who was chosen stays chosen."""
        chosen = self.row_here()
        if self.agents.set_rows(rows) and chosen is not None:
            numbers = [row.number for row in rows]
            if chosen.number in numbers:
                self.selectRow(numbers.index(chosen.number))
        order = Qt.SortOrder.DescendingOrder if downwards else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(COLUMNS.index(column), order)

    def row_here(self) -> AgentRow | None:
        """The agent who is chosen."""
        index = self.currentIndex()
        rows = self.agents.rows
        return rows[index.row()] if index.isValid() and index.row() < len(rows) else None

    # -- a call that is sent to an agent ---------------------------------------------------------

    @property
    def aimed_at(self) -> Number | None:
        """On whom the keyboard stands; None where that is oneself."""
        row = self.row_here()
        return None if row is None or row.me else row.number

    def bring_forward(self) -> None:
        """Scroll to whom the keyboard stands on."""
        self.scrollTo(self.currentIndex())

    def person_of(self, number: Number) -> Person | None:
        """An agent as the target of a call; None where they are not in this queue."""
        row = next((each for each in self.agents.rows if each.number == number), None)
        return None if row is None or row.me else _reached(row)

    def person_at(self, spot: QPoint) -> Person | None:
        """Whose row lies at a point of the screen; None where it is one's own."""
        here = self.viewport().mapFromGlobal(spot)
        index = self.indexAt(here) if self.viewport().rect().contains(here) else QModelIndex()
        row = self.agents.rows[index.row()] if index.isValid() else None
        return None if row is None or row.me else _reached(row)

    def tile_of(self, number: Number) -> QRect | None:
        """Where a row stands on the screen, as far as it can be seen; None where it cannot."""
        row = next((each for each in self.agents.rows if each.number == number), None)
        box = None if row is None else self.box_of(row)
        seen = QRect() if box is None else box.intersected(self.viewport().rect())
        if seen.isEmpty():
            return None
        return QRect(self.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def mark(self, number: Number | None, *, possible: bool = True) -> None:
        """Show whom a carried call would reach, and whether it can; None: nobody."""
        marked = None if number is None else (number, possible)
        if marked != self._painter.marked:
            self._painter.marked = marked
            self.viewport().update()

    # -- where rows are --------------------------------------------------------------------------

    def box_of(self, row: AgentRow) -> QRect | None:
        """Where the row of an agent is in the viewport; None where they are no longer there."""
        numbers = [one.number for one in self.agents.rows]
        if row.number not in numbers:
            return None
        index = self.agents.index(numbers.index(row.number), 0)
        box = self.visualRect(index)
        return QRect(0, box.top(), self.viewport().width(), box.height())

    def corner_of(self, row: AgentRow) -> QPoint | None:
        """Where a panel for an agent begins, in the window's coordinates: their name stays seen."""
        box = self.box_of(row)
        if box is None:
            return None
        name = self.columnWidth(COLUMNS.index(Column.NAME))
        return self.viewport().mapTo(self.window(), QPoint(name, box.bottom() + 1))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.agents.rows[index.row()], True)

    def refresh(self) -> None:
        """A second has passed."""
        if self.agents.rows:
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; up and down go through the agents; left and right do nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.row_here()
            if row is not None and not event.isAutoRepeat():
                self.opened.emit(row, False)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key, and the right button, open as Enter does."""
        row = self.row_here()
        if row is not None:
            self.opened.emit(row, False)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what can be spared where there is no room for it."""
        for column, least in _NARROW.items():
            narrow = self.width() < least
            if self.isColumnHidden(COLUMNS.index(column)) is not narrow:
                self.setColumnHidden(COLUMNS.index(column), narrow)
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count."""
        super().showEvent(event)
        self._ticker.add(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting: nobody sees it."""
        super().hideEvent(event)
        self._ticker.drop(self)


def _reached(row: AgentRow) -> Person:
    """An agent as the target of a call; how their phone stands is looked up with the lamps."""
    return Person(row.name, row.number, Lamp.UNKNOWN)
