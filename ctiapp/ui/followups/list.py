"""The list of those who wait to be called back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ctiapp.ui import text, words
from ctiapp.ui.followups.painter import HEIGHT, PersonPainter
from ctiapp.ui.followups.personmenu import Do

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from ctiapp.model.followups import FollowUp
    from ctiapp.ui.followups.viewmodel import PersonFace

Index = QModelIndex | QPersistentModelIndex

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETTERS = {Qt.Key.Key_D: Do.DONE, Qt.Key.Key_S: Do.LATER}
_CONTROL = {Qt.Key.Key_C: Do.COPY, Qt.Key.Key_Z: Do.UNDO}


class PersonModel(QAbstractListModel):
    """The people.

    Args:
        face: how somebody is painted.
    """

    def __init__(self, face: Callable[[FollowUp], PersonFace], parent: QWidget) -> None:
        super().__init__(parent)
        self._face = face
        self._rows: tuple[FollowUp, ...] = ()
        self._faces: dict[str, PersonFace] = {}

    @property
    def rows(self) -> tuple[FollowUp, ...]:
        """Who is on the list."""
        return self._rows

    def set_rows(self, rows: Sequence[FollowUp]) -> None:
        """Show these; the lines of the same people stay: two clicks are two clicks on one."""
        if [row.person for row in rows] == [row.person for row in self._rows]:
            self._rows = tuple(rows)
            self.refresh()
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self._faces.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Names, or how long ago it was, may have changed."""
        self._faces.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row(self, at: int) -> FollowUp | None:
        """Who stands in that line."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def find(self, person: str) -> int | None:
        """In which line somebody stands; None where they are not on the list."""
        return next((at for at, row in enumerate(self._rows) if row.person == person), None)

    def face(self, at: int) -> PersonFace:
        """How that line is painted."""
        row = self._rows[at]
        face = self._faces.get(row.person)
        if face is None:
            face = self._faces[row.person] = self._face(row)
        return face

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name; the whole line for a screen reader; what may be cut as a tooltip."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text.bare(self.face(index.row()).who)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text.bare(self.face(index.row()).spoken)
        if role == Qt.ItemDataRole.ToolTipRole:
            face = self.face(index.row())
            shown = (face.who, face.about, face.way, face.note)
            return text.for_tooltip(" · ".join(text.bare(each) for each in shown if each))
        return None


class _Delegate(QStyledItemDelegate):
    """Lets the painter paint."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._painter = PersonPainter()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All are as high."""
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint somebody."""
        model = index.model()
        if not isinstance(model, PersonModel) or model.row(index.row()) is None:
            return
        state: QStyle.StateFlag = option.state
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.ground(
            painter,
            box,
            current=bool(state & QStyle.StateFlag.State_Selected),
            focus=bool(state & QStyle.StateFlag.State_HasFocus),
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        self._painter.person(painter, box, model.face(index.row()))
        painter.restore()


class PersonList(QListView):
    """The list.

    Signals:
        asked: something shall be done with somebody; carries the `FollowUp` and the `Do`.
        menu_wanted: the menu of somebody is wanted; carries the `FollowUp` and where, globally.
        moved: the keyboard stands on another line, or on none.
    """

    asked = Signal(object, object)
    menu_wanted = Signal(object, object)
    moved = Signal()

    def __init__(
        self, face: Callable[[FollowUp], PersonFace], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.people = PersonModel(face, self)
        self.setProperty("role", "calls")
        self.setModel(self.people)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(words.word("followups.list"))
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        self.doubleClicked.connect(lambda index: self._ask(index, Do.CALL))

    @property
    def current(self) -> FollowUp | None:
        """On whom the keyboard stands."""
        return self.people.row(self.currentIndex().row())

    def set_rows(self, rows: Sequence[FollowUp], *, next_of: str = "") -> None:
        """Show these; the keyboard stays on whom it stands.

        Where they are not among them any more it stands on nobody: Enter would call a stranger.

        Args:
            rows: who is on the list.
            next_of: whom the user has just put away; whoever stands in their line now comes next.
        """
        current, bar = self.current, self.verticalScrollBar()
        at, top = self.currentIndex().row(), bar.value()
        self.people.set_rows(rows)
        if current is None:
            bar.setValue(top)
            return
        if current.person != next_of:
            at = -1 if (found := self.people.find(current.person)) is None else found
        else:
            at = min(at, len(rows) - 1)
        if at >= 0:
            self.setCurrentIndex(self.people.index(at))
        bar.setValue(top)
        self.moved.emit()

    def choose_first(self) -> None:
        """Put the keyboard on the first line, unless it stands on one already."""
        if self.current is None and self.people.rows:
            self.setCurrentIndex(self.people.index(0))

    def _ask(self, index: Index, what: Do) -> None:
        row = self.people.row(index.row())
        if row is not None:
            self.asked.emit(row, what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter calls back, D and S put away, Ctrl+C copies, Ctrl+Z takes back."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        what: Do | None = None
        if key in _ENTER and plain:
            what = Do.CALL
        elif plain:
            what = _LETTERS.get(Qt.Key(key))
        elif control:
            what = _CONTROL.get(Qt.Key(key))
        if what is None:
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            event.accept()
        elif what is Do.UNDO:
            self.asked.emit(None, what)
        else:
            self._ask(self.currentIndex(), what)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of whoever is clicked; by key, of the current one."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, where = self.indexAt(event.pos()), event.globalPos()
        else:
            index, where = self.currentIndex(), self.spot_of_current()
        row = self.people.row(index.row())
        if row is not None:
            self.menu_wanted.emit(row, where)

    def spot_of_current(self) -> QPoint:
        """Where a menu for the current line opens, globally."""
        box = self.visualRect(self.currentIndex()).intersected(self.viewport().rect())
        return self.viewport().mapToGlobal(box.bottomLeft() + QPoint(48, -8))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first line only for whoever comes by Tab: Qt does for all.

        The window may get the keyboard back just after whoever was current was taken away.
        """
        by_tab = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        stood = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not (by_tab or stood):
            self.selectionModel().clearCurrentIndex()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
