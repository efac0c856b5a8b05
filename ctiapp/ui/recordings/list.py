"""The list of recordings: one line each, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.history.painter import RowPainter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ctiapp.model.records import Recording
    from ctiapp.ui.recordings.viewmodel import Face

Index = QModelIndex | QPersistentModelIndex

ROW = 54
"""How high a line is, in device-independent pixels."""

_WIDE_FROM = 640
"""From this width on, the time has a column of its own."""
_EDGE = 12
_TIME = 150
_LENGTH = 84
_MARK = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordingModel(QAbstractListModel):
    """The recordings that are shown.

    Args:
        face: how one is painted.
    """

    def __init__(self, face: Callable[[Recording], Face], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self._items: tuple[Recording, ...] = ()
        self._marks: dict[str, str] = {}

    @property
    def items(self) -> tuple[Recording, ...]:
        """What is shown."""
        return self._items

    def show_items(self, items: Sequence[Recording]) -> None:
        """Show these. Where they only grew, at either end, the lines stay the lines they are."""
        new = tuple(items)
        if new == self._items:
            return
        before = len(self._items)
        grown_at = before if new[:before] == self._items else 0
        if before and (grown_at or new[-before:] == self._items):
            self.beginInsertRows(QModelIndex(), grown_at, grown_at + len(new) - before - 1)
            self._items = new
            self.endInsertRows()
            return
        self.beginResetModel()
        self._items = new
        self.endResetModel()

    def show_marks(self, marks: dict[str, str]) -> None:
        """Say of these files what is done with them: ``playing``, ``43 %``."""
        if marks == self._marks:
            return
        files = self._marks.keys() | marks.keys()
        changed = {file for file in files if marks.get(file) != self._marks.get(file)}
        self._marks = dict(marks)
        for row, each in enumerate(self._items):
            if each.file in changed:
                self.dataChanged.emit(self.index(row), self.index(row))

    def refresh(self) -> None:
        """Names, or the day, may have changed."""
        if self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))

    def recording(self, row: int) -> Recording | None:
        """The recording of a line."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def face(self, row: int) -> Face:
        """How a line is painted."""
        return self._face(self._items[row])

    def mark(self, row: int) -> str:
        """What is done with the recording of a line; empty where nothing is."""
        return self._marks.get(self._items[row].file, "")

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole line, for a screen reader and for tests."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in wanted or not index.isValid():
            return None
        parts = (self.face(index.row()).spoken, self.mark(index.row()))
        return ", ".join(part for part in parts if part)


class _Painter(RowPainter):
    """Paints one recording into its box."""

    def recording(self, painter: QPainter, box: QRectF, face: Face, mark: str) -> None:
        """Who called whom and their numbers; when; how long, and how large."""
        colours = theme.tokens()
        ratio = painter.device().devicePixelRatio()
        middle = box.center().y()
        left, right = box.left() + _EDGE, box.right() - _EDGE
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.gone.soft))
        painter.drawEllipse(QRectF(left, middle - 14, 28, 28))
        drawn = icons.pixmap(face.icon, colours.gone.on_soft, theme.SIZES.icon, ratio)
        painter.drawPixmap(round(left + 6), round(middle) - 8, drawn)
        left += 40
        cell = QRectF(right - _LENGTH, box.top(), _LENGTH, box.height())
        length = (face.length, colours.text, self._label)
        self._pair(painter, cell, length, (face.size, colours.dim, self._small), right=True)
        right -= _LENGTH + 12
        about = face.about
        if box.width() >= _WIDE_FROM:
            cell = QRectF(right - _TIME, box.top(), _TIME, box.height())
            self._put(painter, cell, face.time, colours.dim, self._small)
            right -= _TIME + 12
        else:
            about = " · ".join(part for part in (face.time, about) if part)
        if mark:
            cell = QRectF(right - _MARK, box.top(), _MARK, box.height())
            self._put(painter, cell, mark, colours.accent.on_soft, self._strong, right=True)
            right -= _MARK + 12
        self._who(painter, QRectF(left, box.top(), right - left, box.height()), face, about)

    def _who(self, painter: QPainter, room: QRectF, face: Face, about: str) -> None:
        colours = theme.tokens()
        parts = words.word("history.from_to", caller=face.caller, callee=face.callee)
        metrics = QFontMetrics(self._name)
        if metrics.horizontalAdvance(text.bare(parts)) <= room.width():
            who = parts
        else:
            # Of two long names each keeps its beginning.
            half = int((room.width() - metrics.horizontalAdvance(" → ")) / 2)
            who = words.word(
                "history.from_to",
                caller=metrics.elidedText(
                    text.bare(face.caller), Qt.TextElideMode.ElideRight, half
                ),
                callee=text.bare(face.callee),
            )
        self._pair(
            painter,
            room,
            (who, colours.text, self._name),
            (about, colours.dim, self._small),
        )


class _Delegate(QStyledItemDelegate):
    """Paints the lines of the list."""

    def __init__(self, owner: RecordingList) -> None:
        super().__init__(owner)
        self._owner = owner
        self._painter = _Painter()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        state: QStyle.StateFlag = option.state
        box = QRectF(option.rect)
        model, row = self._owner.recordings, index.row()
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        self._painter.ground(
            painter,
            box,
            current=row == self._owner.currentIndex().row(),
            focus=self._owner.hasFocus(),
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        self._painter.recording(painter, box, model.face(row), model.mark(row))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All lines are of one height."""
        return QSize(200, ROW)


class RecordingList(QListView):
    """The list.

    Signals:
        played: a recording shall be played; carries the `Recording`.
        saved: it shall be saved; carries it.
        menu_wanted: its menu is wanted; carries it and where, globally.
        typed: text was typed: it is meant for the search field.
        left_up: the keyboard left the list upwards.
        other_key: a key that may mean something for the player; carries the event.
        chosen: the keyboard stands on another line.
    """

    played = Signal(object)
    saved = Signal(object)
    menu_wanted = Signal(object, object)
    typed = Signal(str)
    left_up = Signal()
    other_key = Signal(object)
    chosen = Signal()

    def __init__(self, model: RecordingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recordings = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.word("recording.list"))
        self.doubleClicked.connect(lambda index: self._emit(self.played, index))
        self._stood_on: Recording | None = None
        model.modelAboutToBeReset.connect(self._note_current)
        model.modelReset.connect(self._choose_again)

    @property
    def current(self) -> Recording | None:
        """The recording that the keyboard stands on."""
        index = self.currentIndex()
        return self.recordings.recording(index.row()) if index.isValid() else None

    def _emit(self, signal: object, index: Index) -> None:
        recording = self.recordings.recording(index.row())
        if recording is not None:
            signal.emit(recording)  # type: ignore[attr-defined]

    def _note_current(self) -> None:
        self._stood_on = self.current

    def _choose_again(self) -> None:
        """Other lines show: the keyboard stays on its own where that is still among them."""
        items, stood_on = self.recordings.items, self._stood_on
        if self.hasFocus() and stood_on is not None and stood_on in items:
            self.setCurrentIndex(self.recordings.index(items.index(stood_on)))
        else:
            self._choose_first()

    def _choose_first(self) -> None:
        if self.hasFocus() and self.recordings.items:
            self.setCurrentIndex(self.recordings.index(0))

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """What is new at the top pushes nothing away from under somebody who has gone down."""
        super().rowsInserted(parent, start, end)
        bar = self.verticalScrollBar()
        if start == 0 and bar.value() > bar.minimum():
            self.executeDelayedItemsLayout()
            bar.setValue(bar.value() + (end + 1) * ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plays, Ctrl+S saves; what the player knows goes there, letters to the search."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        index = self.currentIndex()
        if key in _ENTER and plain and not event.isAutoRepeat():
            self._emit(self.played, index)
        elif key == Qt.Key.Key_S and control and not event.isAutoRepeat():
            self._emit(self.saved, index)
        elif key == Qt.Key.Key_Up and plain and index.row() <= 0:
            self.left_up.emit()
        elif plain and key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.other_key.emit(event)
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Typing goes to the field above."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab stands on the newest."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._choose_first()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The keyboard stands on another line."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the line that is clicked; by key, of the current one."""
        if event.reason() == event.Reason.Mouse:
            index, where = self.indexAt(event.pos()), event.globalPos()
        else:
            index = self.currentIndex()
            corner: QPoint = self.visualRect(index).center()
            where = self.viewport().mapToGlobal(corner)
        recording = self.recordings.recording(index.row()) if index.isValid() else None
        if recording is not None:
            self.menu_wanted.emit(recording, where)
