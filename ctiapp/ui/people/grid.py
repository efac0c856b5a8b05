"""The people as a grid that looks at none but those on the screen.

What changes is gathered, and once in a while those of the changed tiles that can be seen are
painted anew. Ages are counted once a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ctiapp.ui import words
from ctiapp.ui.calls.people import BUSY
from ctiapp.ui.people.model import Index, PeopleModel
from ctiapp.ui.people.tiles import GAP, HEIGHTS, TilePainter, TileSize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import (
        QFocusEvent,
        QHideEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
    )

    from ctiapp.model.directory import Extension
    from ctiapp.model.number import Number
    from ctiapp.ui.calls.people import LampSource, Person

PAUSE_MS = 100
"""How long changes of lamps gather: ten paints a second are more than anybody follows."""

SECOND_MS = 1000


class PeopleGrid(QListView):
    """The grid.

    Signals:
        called: Enter was pressed on somebody; carries their `Number`.
        clicked_on: somebody was clicked; carries their `Number`.
        opened: somebody was clicked twice; carries their `Number`.
        chosen: the user moved to another one; carries their `Number`, or None where whoever it
            was is listed no more. A list that is read anew chooses nobody.
        menu_wanted: the context menu of somebody: their `Number`, and where, on the screen.
    """

    called = Signal(object)
    clicked_on = Signal(object)
    opened = Signal(object)
    chosen = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(
        self,
        lamps: LampSource,
        name_of: Callable[[Number, bool], str],
        department_of: Callable[[Extension], str],
        *,
        choice: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._restoring = False
        self.people = PeopleModel(lamps, name_of, department_of, self)
        self.setModel(self.people)
        self.painter = TilePainter(self, self.people.person, name_of, choice=choice)
        self.setItemDelegate(self.painter)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(500)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setAccessibleName(words.word("people.heading"))
        self.setMinimumHeight(HEIGHTS[TileSize.TILES] + GAP)
        self.clicked.connect(lambda index: self.clicked_on.emit(self._number(index)))
        self.doubleClicked.connect(lambda index: self.opened.emit(self._number(index)))
        self.selectionModel().currentChanged.connect(self._on_current)
        self._changed: set[Number] | None = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._repaint)
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self.refresh)
        self._unsubscribe = lamps.subscribe(self._on_lamps)

    # -- setters ---------------------------------------------------------------------------------

    def use_names(
        self,
        name_of: Callable[[Number, bool], str],
        department_of: Callable[[Extension], str],
    ) -> None:
        """Ask these who has a number, and where somebody works."""
        self.people.use_names(name_of, department_of)
        self.painter.use_names(name_of)
        self.viewport().update()

    def set_size(self, size: TileSize) -> None:
        """Show tiles, or one line each."""
        if size is not self.painter.size:
            self.painter.set_size(size)
            self._fit()
            current = self.currentIndex()
            if current.isValid():
                self.scrollTo(current)

    def show_people(self, extensions: Sequence[Extension]) -> None:
        """List these; whoever was chosen stays so, where they are still there."""
        current = self.current
        before = self.verticalScrollBar().value()
        if tuple(extensions) == self.people.extensions:
            return
        self._restoring = True
        try:
            self.people.set_extensions(extensions)
            row = -1 if current is None else self.people.row_of(current)
            if row >= 0:
                self.setCurrentIndex(self.people.index(row, 0))
                self.verticalScrollBar().setValue(before)
        finally:
            self._restoring = False
        self._count()
        if row < 0 and current is not None:
            self.chosen.emit(None)

    def choose(self, number: Number) -> bool:
        """Put the keyboard's mark on somebody; tells whether they are listed."""
        row = self.people.row_of(number)
        if row >= 0:
            self.setCurrentIndex(self.people.index(row, 0))
        return row >= 0

    def mark(self, number: Number | None, *, possible: bool = True) -> None:
        """Show whom a carried call would reach, and whether it can; None: nobody."""
        marked = None if number is None else (number, possible)
        if marked != self.painter.marked:
            self.painter.marked = marked
            self.viewport().update()

    def stop(self) -> None:
        """Hear of no lamp any more."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self._pause.stop()
        self._second.stop()

    # -- reading ---------------------------------------------------------------------------------

    @property
    def current(self) -> Number | None:
        """On whom the keyboard stands."""
        index = self.currentIndex()
        return self._number(index) if index.isValid() else None

    @property
    def aimed_at(self) -> Number | None:
        """Whom a call key would be about."""
        return self.current

    def bring_forward(self) -> None:
        """Scroll to whom the keyboard stands on."""
        self.scrollTo(self.currentIndex())

    def person_of(self, number: Number) -> Person | None:
        """Somebody as they stand now; None where they are not listed."""
        row = self.people.row_of(number)
        return None if row < 0 else self.people.person(row)

    def person_at(self, spot: QPoint) -> Person | None:
        """Whose tile lies at a point of the screen; None between two of them."""
        here = self.viewport().mapFromGlobal(spot)
        if not self.viewport().rect().contains(here):
            return None
        index = self.indexAt(here)
        if not index.isValid() or not self._tile(index).contains(here):
            return None
        return self.people.person(index.row())

    def tile_of(self, number: Number) -> QRect | None:
        """Where a tile stands on the screen, as far as it can be seen; None where it cannot."""
        row = self.people.row_of(number)
        if row < 0:
            return None
        seen = self._tile(self.people.index(row, 0)).intersected(self.viewport().rect())
        if seen.isEmpty():
            return None
        return QRect(self.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def _tile(self, index: Index) -> QRect:
        return self.visualRect(index).adjusted(0, 0, -GAP, -GAP)

    def _number(self, index: Index) -> Number:
        return self.people.extensions[index.row()].number

    # -- what changes ----------------------------------------------------------------------------

    def _on_lamps(self, numbers: tuple[Number, ...] | None) -> None:
        if numbers is None:
            self._changed = None
        elif self._changed is not None:
            self._changed.update(numbers)
        if not self._pause.isActive():
            self._pause.start()

    def _repaint(self) -> None:
        """Paint the changed tiles that can be seen."""
        changed, self._changed = self._changed, set()
        if not self.isVisible():
            return
        self._count()
        port = self.viewport()
        if changed is None:
            port.update()
            return
        # Those that can be seen are few: looked through, and nobody looked up among ten thousand.
        for row in self._seen_rows():
            if self.people.extensions[row].number in changed:
                box = self.visualRect(self.people.index(row, 0))
                if box.intersects(port.rect()):
                    port.update(box)

    def refresh(self) -> None:
        """Count the ages that can be seen; where there is none, not again until a lamp changes."""
        busy = [row for row in self._seen_rows() if self.people.person(row).lamp in BUSY]
        for row in busy:
            self.viewport().update(self.visualRect(self.people.index(row, 0)))
        if not busy:
            self._second.stop()

    def _count(self) -> None:
        if self.isVisible() and not self._second.isActive():
            self._second.start()

    def _seen_rows(self) -> range:
        """The rows of the tiles on the screen, a few more included."""
        count = self.people.rowCount()
        grid = self.gridSize()
        if not count or grid.isEmpty():
            return range(0)
        columns = max(1, self._room() // grid.width())
        top = self.verticalScrollBar().value()
        first = top // grid.height() * columns
        lines = self.viewport().height() // grid.height() + 2
        return range(min(count, first), min(count, first + lines * columns))

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._restoring:
            self.chosen.emit(self._number(current) if current.isValid() else None)

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter calls."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self.called.emit(self._number(self.currentIndex()))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of whoever is under the pointer, or has the keyboard."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            spot = event.globalPos()
        else:
            index = self.currentIndex()
            spot = self.viewport().mapToGlobal(self._tile(index).center())
        if index.isValid():
            self.menu_wanted.emit(self._number(index), spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Only the left button opens."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)

    def _room(self) -> int:
        # Qt keeps room for the scroll bar whether it shows or not; so the columns never jump.
        return self.width() - self.verticalScrollBar().sizeHint().width() - 1

    def _fit(self) -> None:
        size = self.painter.fit(self._room())
        if size != self.gridSize():
            self.setGridSize(size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the width."""
        self._fit()
        super().resizeEvent(event)
        self._count()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count."""
        super().showEvent(event)
        self._count()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first one the current one only for whoever comes by Tab, as Qt does for all."""
        by_tab = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_tab or self.currentIndex().isValid():
            super().focusInEvent(event)
            return
        self._restoring = True
        try:
            super().focusInEvent(event)
            self.selectionModel().clearCurrentIndex()
        finally:
            self._restoring = False

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting: nobody sees it."""
        super().hideEvent(event)
        self._second.stop()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Others are seen."""
        super().scrollContentsBy(dx, dy)
        self._count()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint those tiles that what was torn up lies in, not all that lie between two of them."""
        self.painter.torn = event.region()
        super().paintEvent(event)
        self.painter.torn = None

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def _nothing() -> None:
    """Nobody listens any more."""
