"""The long list of past calls: painted by hand, so that 200,000 of them take no longer than ten.

Qt's own list lays out every line anew at each change, a second and more at that length. This one
asks `Lines` where a line stands, and paints what can be seen. It is a `QListView` for those who
hear it: of no view of one's own does Qt tell a screen reader the lines. Of how Qt's list works
nothing is left: where that would look at its own layout, the view it is made of is called instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QContextMenuEvent, QPainter, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ctiapp.ui import words
from ctiapp.ui.history.callmenu import Do
from ctiapp.ui.history.lines import CALL, Line
from ctiapp.ui.history.painter import TWISTY, RowPainter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import (
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from ctiapp.model.history import PastCall
    from ctiapp.ui.history.lines import Spot
    from ctiapp.ui.history.model import HistoryModel

    Index = QModelIndex | QPersistentModelIndex

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = {Qt.Key.Key_C: Do.COPY, Qt.Key.Key_P: Do.PLAY, Qt.Key.Key_S: Do.SAVE}


class HistoryList(QListView):
    """The list. Its current line is a call or a part of one, never a heading.

    Signals:
        called: Enter was pressed on a call, or it was clicked twice; carries the `PastCall`.
        fold_wanted: a call's parts shall be shown, or no more; carries its `Spot`, the `PastCall`
            and whether.
        menu_wanted: the menu of a call is wanted; carries the `PastCall` and where, globally.
        asked: a key was pressed that does something with a call; carries the `PastCall` and the
            `Do`.
        typed: text was typed: it is meant for the search field.
        left_up: the keyboard left the list upwards.
    """

    called = Signal(object)
    fold_wanted = Signal(object, object, bool)
    menu_wanted = Signal(object, object)
    asked = Signal(object, object)
    typed = Signal(str)
    left_up = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = model
        self._painter = RowPainter()
        self._hover = -1
        self._restoring = False
        self._anchor: tuple[Spot, int] | None = None
        self._kept: tuple[Spot, str] | None = None
        self.setProperty("role", "calls")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(words.word("history.list"))
        self.verticalScrollBar().setSingleStep(CALL)
        model.modelAboutToBeReset.connect(self._remember)
        self.setModel(model)
        model.modelReset.connect(self._restore)
        model.dataChanged.connect(self._on_data)

    # -- what is chosen --------------------------------------------------------------------------

    @property
    def current(self) -> PastCall | None:
        """The call that the keyboard stands on, also by one of its parts."""
        index = self.currentIndex()
        return self._calls.call(index.row()) if index.isValid() else None

    def choose(self, row: int) -> None:
        """Put the keyboard on that line."""
        self.setCurrentIndex(self._calls.index(row))

    def choose_first(self) -> None:
        """Put the keyboard on the newest call, unless it stands on one already."""
        if not self.currentIndex().isValid() and len(self._calls.lines) > 1:
            self.choose(1)

    def _remember(self) -> None:
        """Before the list is read anew: where the keyboard stands, and what is at the top."""
        lines = self._calls.lines
        self._kept = self._anchor = None
        index = self.currentIndex()
        if index.isValid() and (spot := lines.spot(lines.line(index.row()))) is not None:
            call = self._calls.call(index.row())
            self._kept = None if call is None else (spot, call.key)
        y = self.verticalOffset()
        row = lines.row_at(y)
        if y and row is not None:
            line = lines.line(row)
            if line.offset is None:
                line = Line(line.day, 0)
            spot = lines.spot(line)
            if spot is not None:
                self._anchor = (spot, y - lines.top(lines.row(line)))

    def _restore(self) -> None:
        """The same calls stand where they stood, though newer ones came above them."""
        lines = self._calls.lines
        self.updateGeometries()
        if self._anchor is not None and (row := lines.row_of(self._anchor[0])) is not None:
            self.verticalScrollBar().setValue(lines.top(row) + self._anchor[1])
        if self._kept is not None and (row := lines.row_of(self._kept[0])) is not None:
            self._put_back(row)
        self.viewport().update()

    def _put_back(self, row: int | None) -> None:
        """The keyboard stands there as it did before: nothing is scrolled; None: nowhere."""
        self._restoring = True
        try:
            if row is None:
                self.selectionModel().clearCurrentIndex()
            else:
                self.setCurrentIndex(self._calls.index(row))
        finally:
            self._restoring = False

    def _on_data(self) -> None:
        """What was read may show that another call stands now where the keyboard is."""
        index = self.currentIndex()
        if self._kept is not None and index.isValid():
            call = self._calls.call(index.row())
            if call is not None and call.key != self._kept[1]:
                # Where it is not among what was read: Enter would call a stranger.
                self._put_back(self._calls.row_of_key(self._kept[1], index.row()))
        self.viewport().update()

    # -- geometry --------------------------------------------------------------------------------

    def horizontalOffset(self) -> int:
        """It is never wider than it is."""
        return 0

    def verticalOffset(self) -> int:
        """How many pixels are above what can be seen."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """No line is hidden."""
        return False

    def visualRect(self, index: Index) -> QRect:
        """Where a line stands in the viewport."""
        row = index.row()
        if not index.isValid() or row >= len(self._calls.lines):
            return QRect()
        top = self._calls.lines.top(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._calls.lines.high(row))

    def indexAt(self, spot: QPoint) -> QModelIndex:
        """Which line is there."""
        row = self._calls.lines.row_at(spot.y() + self.verticalOffset())
        return QModelIndex() if row is None else self._calls.index(row)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll until it can be seen; the heading right above it as well."""
        box = self.visualRect(index)
        if self._restoring or not box.isValid():
            return
        lines, row = self._calls.lines, index.row()
        if row and lines.line(row - 1).offset is None:
            box.setTop(box.top() - lines.high(row - 1))
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtTop or box.top() < 0:
            bar.setValue(bar.value() + box.top())
        elif hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + box.center().y() - room // 2)
        elif box.bottom() >= room:
            bar.setValue(bar.value() + box.bottom() - room + 1)

    def updateGeometries(self) -> None:
        """The list, or the room for it, has another height."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._calls.lines.height - room))
        QAbstractItemView.updateGeometries(self)

    def doItemsLayout(self) -> None:
        """Nothing is laid out: `Lines` knows where everything stands."""
        QAbstractItemView.doItemsLayout(self)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The line to which a key leads; headings are passed over."""
        lines, row = self._calls.lines, self.currentIndex().row()
        last = len(lines) - 1
        if last < 1:
            return QModelIndex()
        kinds = QAbstractItemView.CursorAction
        page = self.viewport().height() - CALL
        step = 1
        if row < 0 or action is kinds.MoveHome:
            row = 1
        elif action is kinds.MoveEnd:
            row = last
        elif action in (kinds.MoveUp, kinds.MovePrevious):
            row, step = row - 1, -1
        elif action in (kinds.MoveDown, kinds.MoveNext):
            row += 1
        elif action is kinds.MovePageUp:
            row, step = lines.row_at(max(0, lines.top(row) - page)) or 0, -1
        elif action is kinds.MovePageDown:
            found = lines.row_at(lines.top(row) + page)
            row = last if found is None else found
        if 0 <= row <= last and lines.line(row).offset is None:
            row += step
        return self._calls.index(min(max(row, 1), last))

    def setSelection(self, box: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """The line that was clicked is the chosen one."""
        index = self.indexAt(box.center())
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: object) -> QRegion:
        """Where the chosen line stands."""
        region = QRegion()
        for index in selection.indexes():  # type: ignore[attr-defined]
            region += self.visualRect(index)
        return region

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that can be seen."""
        lines, model = self._calls.lines, self._calls
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset, wide = self.verticalOffset(), self.viewport().width()
        area = event.rect()
        row = lines.row_at(max(0, area.top() + offset))
        current, focus = self.currentIndex().row(), self.hasFocus()
        while row is not None and row < len(lines):
            top = lines.top(row) - offset
            if top > area.bottom():
                break
            box = QRectF(0, top, wide, lines.high(row))
            line = lines.line(row)
            if line.offset is None:
                word, count = model.faces.day(lines.days[line.day])
                self._painter.heading(painter, box, word, count)
            else:
                here, hover = row == current, row == self._hover
                self._painter.ground(painter, box, current=here, focus=focus, hover=hover)
                self._paint_line(painter, box, row)
            row += 1
        painter.end()

    def _paint_line(self, painter: QPainter, box: QRectF, row: int) -> None:
        model = self._calls
        leg = model.leg(row)
        if leg is not None:
            self._painter.leg(painter, box, model.faces.leg(leg))
            return
        call = model.call(row)
        if call is None:
            self._painter.waiting(painter, box)
            return
        spot = model.lines.spot(model.lines.line(row))
        unfolded = spot is not None and model.unfolded(spot)
        self._painter.call(painter, box, model.faces.call(call), unfolded=unfolded)

    # -- keys and clicks -------------------------------------------------------------------------

    def fold(self, row: int, *, unfold: bool) -> bool:
        """Ask for a call's parts to be shown, or no more; tells whether there is anything to do."""
        lines = self._calls.lines
        line = lines.line(row)
        spot, call = lines.spot(line), self._calls.call(row)
        if spot is None or call is None or call.parts < 2:
            return False
        if unfold is self._calls.unfolded(spot):
            return False
        if not unfold and line.leg is not None:
            self.choose(lines.row(Line(line.day, line.offset)))
        self.fold_wanted.emit(spot, call, unfold)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter calls back, Right and Left unfold and fold; letters go to the search."""
        index = self.currentIndex()
        call = self.current
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        if key in _ENTER:
            if call is not None and not event.isAutoRepeat():
                self.called.emit(call)
        elif control and key in _KEYS:
            if call is not None and not event.isAutoRepeat():
                self.asked.emit(call, _KEYS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if index.isValid():
                self.fold(index.row(), unfold=key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_Up and plain and index.row() <= 1:
            self.left_up.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Typing goes to the field above: Qt's own search would read every call."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Click on the twisty: unfold or fold; elsewhere: choose."""
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            row = index.row()
            line = self._calls.lines.line(row)
            if spot.x() < TWISTY + 4 and line.leg is None:
                where = self._calls.lines.spot(line)
                self.fold(row, unfold=where is not None and not self._calls.unfolded(where))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Call back; not where the twisty is clicked fast."""
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if spot.x() < TWISTY + 4:
            self.mousePressEvent(event)
            return
        call = self._calls.call(index.row())
        # The first click made its call the current one, wherever newer ones move it in between.
        if call is not None and index == self.currentIndex():
            self.called.emit(call)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which line is under the pointer."""
        super().mouseMoveEvent(event)
        self._set_hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """None is any more."""
        super().leaveEvent(event)
        self._set_hover(-1)

    def _set_hover(self, row: int) -> None:
        if row != self._hover:
            self._hover = row
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the call that is clicked; by key, of the current one."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            where = event.globalPos()
        else:
            index = self.currentIndex()
            corner = self.visualRect(index).intersected(self.viewport().rect()).bottomLeft()
            where = self.viewport().mapToGlobal(corner + QPoint(TWISTY + 48, -8))
        call = self._calls.call(index.row()) if index.isValid() else None
        if call is not None:
            self.menu_wanted.emit(call, where)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab stands on the newest call."""
        super().focusInEvent(event)
        self.choose_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame of the current line goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Have the new line read out; what was kept over a new reading is settled by it."""
        QAbstractItemView.currentChanged(self, current, previous)
        if not self._restoring:
            self._kept = None
        self.viewport().update()
        if current.isValid() and self.hasFocus() and QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Repaint what can be seen: Qt's own way looks where each line of a block stands."""
        if QAccessible.isActive():
            QAbstractItemView.dataChanged(self, first, last, list(roles))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height."""
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
