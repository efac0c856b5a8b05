"""A list of sounds, one line each: recordings, or messages. What a line shows is its owner's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from ctiapp.ui import icons, theme
from ctiapp.ui.history.painter import RowPainter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ctiapp.ui.theme import Tone

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


class SoundFace(Protocol):
    """What every line shows, whatever it is of."""

    @property
    def icon(self) -> str:
        """Its icon."""

    @property
    def about(self) -> str:
        """Numbers, small."""

    @property
    def time(self) -> str:
        """When; empty where that is not known."""

    @property
    def length(self) -> str:
        """How long; empty where that is not known."""

    @property
    def spoken(self) -> str:
        """All of it in one sentence."""


T = TypeVar("T")
F = TypeVar("F", bound=SoundFace)


class SoundModel(QAbstractListModel, Generic[T, F]):
    """The sounds that are shown.

    Args:
        face: how one is painted.
        key: what one is known by, also when it looks otherwise by now; marks name it so.
    """

    def __init__(
        self,
        face: Callable[[T], F],
        key: Callable[[T], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._face = face
        self._key = key
        self._items: tuple[T, ...] = ()
        self._marks: dict[str, str] = {}

    @property
    def items(self) -> tuple[T, ...]:
        """What is shown."""
        return self._items

    @property
    def keys(self) -> list[str]:
        """What those that are shown are known by."""
        return [self._key(each) for each in self._items]

    def show_items(self, items: Sequence[T]) -> None:
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
        """Say of these what is done with them: ``playing``, ``43 %``."""
        if marks == self._marks:
            return
        either = self._marks.keys() | marks.keys()
        changed = {key for key in either if marks.get(key) != self._marks.get(key)}
        self._marks = dict(marks)
        for row, key in enumerate(self.keys):
            if key in changed:
                self.dataChanged.emit(self.index(row), self.index(row))

    def refresh(self) -> None:
        """Names, or the day, may have changed."""
        if self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))

    def sound(self, row: int) -> T | None:
        """What a line is of."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def face(self, row: int) -> F:
        """How a line is painted."""
        return self._face(self._items[row])

    def mark(self, row: int) -> str:
        """What is done with what a line is of; empty where nothing is."""
        return self._marks.get(self._key(self._items[row]), "")

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


class SoundPainter(RowPainter, Generic[F]):
    """Paints one line into its box."""

    def line(self, painter: QPainter, box: QRectF, face: F, mark: str) -> None:
        """Paint it; each kind of sound does so in its own way."""
        raise NotImplementedError

    def frame(
        self, painter: QPainter, box: QRectF, face: F, mark: str, tone: Tone, below: str = ""
    ) -> tuple[QRectF, str]:
        """Paint what every line has: its icon; when; how long; what is done with it.

        Args:
            painter: paints.
            box: where.
            face: what.
            mark: what is done with it; empty: nothing.
            tone: of the icon.
            below: what stands below how long it is.

        Returns:
            The room that is left, and what shall stand there below the name.
        """
        colours = theme.tokens()
        ratio = painter.device().devicePixelRatio()
        middle = box.center().y()
        left, right = box.left() + _EDGE, box.right() - _EDGE
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.soft))
        painter.drawEllipse(QRectF(left, middle - 14, 28, 28))
        drawn = icons.pixmap(face.icon, tone.on_soft, theme.SIZES.icon, ratio)
        painter.drawPixmap(round(left + 6), round(middle) - 8, drawn)
        left += 40
        cell = QRectF(right - _LENGTH, box.top(), _LENGTH, box.height())
        length = (face.length, colours.text, self._label)
        self._pair(painter, cell, length, (below, colours.dim, self._small), right=True)
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
        return QRectF(left, box.top(), right - left, box.height()), about


class _Delegate(QStyledItemDelegate, Generic[T, F]):
    """Paints the lines of the list."""

    def __init__(self, owner: SoundList[T, F], line: SoundPainter[F]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._painter = line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        state: QStyle.StateFlag = option.state
        box = QRectF(option.rect)
        model, row = self._owner.sounds, index.row()
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        self._painter.ground(
            painter,
            box,
            current=row == self._owner.currentIndex().row(),
            focus=self._owner.hasFocus(),
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        self._painter.line(painter, box, model.face(row), model.mark(row))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All lines are of one height."""
        return QSize(200, ROW)


class SoundList(QListView, Generic[T, F]):
    """The list.

    Signals:
        played: a sound shall be played; carries what its line is of.
        saved: it shall be saved; carries it.
        menu_wanted: its menu is wanted; carries it and where, globally.
        typed: text was typed: it is meant for the search field.
        left_up: the keyboard left the list upwards.
        other_key: a key that may mean something for the player; carries the event.
        chosen: the keyboard stands on another line.

    Args:
        model: what is shown.
        line: paints a line.
        name: what a screen reader calls the list.
    """

    played = Signal(object)
    saved = Signal(object)
    menu_wanted = Signal(object, object)
    typed = Signal(str)
    left_up = Signal()
    other_key = Signal(object)
    chosen = Signal()

    def __init__(
        self,
        model: SoundModel[T, F],
        line: SoundPainter[F],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.sounds = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self, line))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.doubleClicked.connect(lambda index: self._emit(self.played, index))
        self._keys_before: list[str] = []
        self._row_before = -1
        model.modelAboutToBeReset.connect(self._note_current)
        model.modelReset.connect(self._choose_again)

    @property
    def current(self) -> T | None:
        """The sound whose line the keyboard stands on."""
        index = self.currentIndex()
        return self.sounds.sound(index.row()) if index.isValid() else None

    def with_current(self, do: Callable[[T], None]) -> None:
        """Do something with the sound whose line the keyboard stands on, where there is one."""
        current = self.current
        if current is not None:
            do(current)

    def _emit(self, signal: object, index: Index) -> None:
        sound = self.sounds.sound(index.row())
        if sound is not None:
            signal.emit(sound)  # type: ignore[attr-defined]

    def _note_current(self) -> None:
        self._keys_before, self._row_before = self.sounds.keys, self.currentIndex().row()

    def _choose_again(self) -> None:
        """Other lines show: what was chosen still is, or the next that is still there.

        Also where the keyboard is elsewhere: on a button that does something with what is chosen.
        """
        before, row = self._keys_before, self._row_before
        if row < 0:
            self._choose_first()
            return
        now = {key: at for at, key in enumerate(self.sounds.keys)}
        nearest = (*before[row:], *reversed(before[:row]))
        found = next((now[key] for key in nearest if key in now), None)
        if found is None:
            self._choose_first()
        else:
            self.setCurrentIndex(self.sounds.index(found))

    def _choose_first(self) -> None:
        if self.hasFocus() and self.sounds.items:
            self.setCurrentIndex(self.sounds.index(0))

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
        sound = self.sounds.sound(index.row()) if index.isValid() else None
        if sound is not None:
            self.menu_wanted.emit(sound, where)
