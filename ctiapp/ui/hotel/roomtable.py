"""The list of rooms: only what can be seen is painted, be there a thousand of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.hotel.roommodel import COLUMNS, Column, RoomModel
from ctiapp.ui.plaintable import PlainTable
from ctiapp.ui.shapes import Shape, draw_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from ctiapp.ui.hotel.faces import RoomFace
    from ctiapp.ui.hotel.roommodel import Index

ROW = 36
"""Pixels that a room takes."""
_PAD = 12
_WIDTHS = {Column.NUMBER: 78, Column.LAMP: 34, Column.STAY: 132}
_GUEST_PART = 0.36
"""Of what is left, the guest's; the rest is the wake-up's."""
_NARROW = 560
"""Below this width the stay is left out: vacant rooms have no guest either."""


class _Painter(QStyledItemDelegate):
    """Paints one cell; the ground and the focus are the whole row's."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, mark and text."""
        model, view = index.model(), self.parent()
        if not isinstance(model, RoomModel) or not isinstance(view, RoomTable):
            return
        row, column = model.rows[index.row()], COLUMNS[index.column()]
        area: QRect = option.rect
        box = QRectF(area)
        chosen = index.row() == view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, theme.colour("accent.soft"))
        elif row.red:
            painter.fillRect(box, theme.colour("stop.soft"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        if column is Column.NUMBER:
            self._bars(painter, box, row, focus=chosen and view.hasFocus())
        if column is Column.LAMP:
            self._lamp(painter, box, row)
        else:
            self._text(painter, box, model, row, column)
        painter.restore()

    @staticmethod
    def _bars(painter: QPainter, box: QRectF, row: RoomFace, *, focus: bool) -> None:
        """At the row's beginning: where the keyboard is, and whether somebody must act."""
        if focus:
            painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), theme.colour("link"))
        elif row.red:
            bar = QRectF(box.left(), box.top(), 4, box.height())
            painter.fillRect(bar, theme.colour("stop.strong"))

    @staticmethod
    def _lamp(painter: QPainter, box: QRectF, row: RoomFace) -> None:
        look = row.lamp
        if look.shape is not Shape.NONE:
            mark = QRectF(box.left() + _PAD, box.center().y() - 5, 10, 10)
            colour = "idle" if look.tone == "gone" else f"{look.tone}.strong"
            draw_shape(painter, look.shape, mark, theme.colour(colour))

    @staticmethod
    def _text(
        painter: QPainter, box: QRectF, model: RoomModel, row: RoomFace, column: Column
    ) -> None:
        left = box.left() + _PAD
        heavy = column is Column.NUMBER or (column is Column.WAKE and row.red)
        font = theme.font(theme.SCALE.body, QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
        font.setFeature(font.Tag("tnum"), 1)
        painter.setFont(font)
        ink = "text"
        if column is Column.STAY or (not row.guest and column is Column.GUEST):
            ink = "dim"
        elif column is Column.WAKE and row.red:
            ink = "stop.on_soft"
        painter.setPen(theme.colour(ink))
        shown = text.bare(model.shown(row, column))
        room = QRectF(left, box.top(), box.right() - left - 4, box.height())
        cut = QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, int(room.width()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, text.isolate(cut))
        if column is Column.NUMBER and row.number in model.marked:
            tone, ratio = theme.tokens().link, painter.device().devicePixelRatio()
            drawn = icons.pixmap("ok", tone, 16, ratio)
            painter.drawPixmap(int(box.right()) - 20, int(box.center().y()) - 8, drawn)


class RoomTable(PlainTable):
    """The list.

    Signals:
        opened: Enter was pressed on a room, or it was clicked twice.
        chosen: the keyboard stands on another room; carries its number, empty: on none.
        typed: text was typed: it is meant for the field above.
        erased: the last letter there shall go.
        marking: this room shall be marked, or no more; carries its number.
        left_up: the keyboard left the list upwards.
    """

    opened = Signal()
    chosen = Signal(str)
    typed = Signal(str)
    erased = Signal()
    marking = Signal(str)
    left_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ROW, parent)
        self.rooms = RoomModel(self)
        self._told = ""
        self._showing = False
        self.setModel(self.rooms)
        self.setItemDelegate(_Painter(self))
        self.setFont(theme.font(theme.SCALE.body))
        self.setAccessibleName(words.word("rooms.list"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(ROW)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFixedHeight(34)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().currentChanged.connect(self._on_cell)

    # -- showing ---------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[RoomFace]) -> None:
        """Show these; the room that was chosen stays chosen, or the first one is."""
        before = self.number
        self._showing = True
        try:
            if self.rooms.set_rows(rows) and not self.choose(before) and rows:
                self.setCurrentIndex(self.rooms.index(0, 0))
        finally:
            self._showing = False
        self._on_current()

    def choose(self, number: str) -> bool:
        """Put the keyboard on that room; tells whether it is shown."""
        row = self.rooms.row_of(number)
        if row is None:
            return False
        self.setCurrentIndex(self.rooms.index(row, 0))
        return True

    @property
    def number(self) -> str:
        """On which room the keyboard stands; empty: on none."""
        row = self.currentIndex().row()
        return self.rooms.rows[row].number if 0 <= row < len(self.rooms.rows) else ""

    def _on_current(self) -> None:
        self.viewport().update()
        if not self._showing and self.number != self._told:
            self._told = self.number
            self.chosen.emit(self._told)

    def _on_cell(self, current: QModelIndex) -> None:
        """Whichever cell was clicked: the keyboard stands where the whole row is said."""
        if current.isValid() and current.column():
            self.setCurrentIndex(current.siblingAtColumn(0))

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, the space bar marks, letters and digits look for a room."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat() and self.number:
                self.opened.emit()
        elif key == Qt.Key.Key_Space and plain:
            if self.number:
                self.marking.emit(self.number)
        elif key == Qt.Key.Key_Backspace and plain:
            self.erased.emit()
        elif key == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            self.left_up.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) or not self._moves(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _moves(event: QKeyEvent) -> bool:
        """Whether Qt's own view does something good with it."""
        return event.key() in (
            Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
            Qt.Key.Key_Home, Qt.Key.Key_End,
        )  # fmt: skip

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End are the first and the last room, not the ends of a row."""
        kinds = QAbstractItemView.CursorAction
        if action in (kinds.MoveHome, kinds.MoveEnd) and self.rooms.rows:
            return self.rooms.index(0 if action is kinds.MoveHome else len(self.rooms.rows) - 1, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, _search: str) -> None:
        """Typing goes to the field above."""

    # -- Qt --------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: on the first room where it was on none."""
        super().focusInEvent(event)
        if not self.number and self.rooms.rows:
            self.setCurrentIndex(self.rooms.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns; leave out what can be spared."""
        super().resizeEvent(event)
        header, width = self.horizontalHeader(), self.viewport().width()
        narrow = width < _NARROW
        self.setColumnHidden(COLUMNS.index(Column.STAY), narrow)
        left = width
        for column, wide in _WIDTHS.items():
            header.resizeSection(COLUMNS.index(column), wide)
            if column is not Column.STAY or not narrow:
                left -= wide
        guest = int(left * _GUEST_PART)
        header.resizeSection(COLUMNS.index(Column.GUEST), guest)
        header.resizeSection(COLUMNS.index(Column.WAKE), left - guest)
