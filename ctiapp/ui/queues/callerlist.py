"""Who waits in a queue, for how long; whom it rings, who talks. Paints only what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ctiapp.ui import text, theme, words
from ctiapp.ui.ages import ticker
from ctiapp.ui.queues.viewmodel import Caller, Doing
from ctiapp.ui.shapes import Shape, draw_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

_HEIGHT = 48
Index = QModelIndex | QPersistentModelIndex

LOOKS: dict[Doing, tuple[str, Shape]] = {
    Doing.WAITS: ("hold", Shape.BARS),
    Doing.RINGS: ("ring", Shape.TRIANGLE),
    Doing.TALKS: ("go", Shape.DOT),
}
"""Tone and shape of what a call does."""


def name_of(caller: Caller) -> str:
    """Who calls."""
    return caller.name or words.word("pop.caller_withheld")


def doing_word(caller: Caller) -> str:
    """What the call does, and with whom."""
    if caller.doing is Doing.WAITS:
        return words.word("board.waits")
    key = "board.rings_at" if caller.doing is Doing.RINGS else "board.talks_to"
    return words.word(key, name=caller.agent)


class CallerModel(QAbstractListModel):
    """The callers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.callers: Sequence[Caller] = ()
        self._ticker = ticker()

    def set_callers(self, callers: Sequence[Caller]) -> None:
        """Show these."""
        if callers == self.callers:
            return
        same = [one.call_id for one in callers] == [one.call_id for one in self.callers]
        if not same:
            self.beginResetModel()
        self.callers = callers
        if same:
            self.dataChanged.emit(self.index(0), self.index(len(callers) - 1))
        else:
            self.endResetModel()

    def age(self, caller: Caller) -> float:
        """How long it does that, in seconds."""
        return self._ticker.clock() - caller.since_s

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.callers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name for display; the whole line for a screen reader."""
        if not index.isValid() or index.row() >= len(self.callers):
            return None
        caller = self.callers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.plain(name_of(caller))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = name_of(caller)
            who = f"{name} {caller.number}" if caller.number else name
            age = words.age_spoken(self.age(caller))
            said = words.word("board.caller_spoken", name=who, state=doing_word(caller), age=age)
            return text.bare(said)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.for_tooltip(f"{name_of(caller)} {caller.number}".strip())
        return None


class _Painter(QStyledItemDelegate):
    """Paints one caller."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All are of one height."""
        wide: int = option.rect.width()
        return QSize(wide, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint mark, name, number, what it does, and for how long."""
        model = index.model()
        if not isinstance(model, CallerModel):
            return
        caller = model.callers[index.row()]
        box = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("link"))
            painter.setBrush(theme.colour("accent.soft"))
            painter.drawRoundedRect(box.adjusted(2.5, 1.5, -2.5, -1.5), 6, 6)
        tone, shape = LOOKS[caller.doing]
        middle = box.center().y()
        mark = QRectF(box.left() + 14, middle - 5, 9, 9)
        painter.save()
        draw_shape(painter, shape, mark, theme.colour(f"{tone}.strong"))
        painter.restore()
        digits = theme.font(theme.SCALE.body, QFont.Weight.DemiBold)
        digits.setFeature(QFont.Tag("tnum"), 1)
        age = words.age(model.age(caller))
        wide = QFontMetrics(digits).horizontalAdvance(age)
        right = box.right() - 14
        painter.setFont(digits)
        painter.setPen(theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(right - wide - 2, box.top(), wide + 2, _HEIGHT), flags, age)
        left = box.left() + 34
        room = right - wide - 10 - left
        below = doing_word(caller)
        if caller.number:
            below = f"{text.isolate(caller.number)} · {below}"
        for pixels, weight, pen, shown, top in (
            (theme.SCALE.body, QFont.Weight.DemiBold, "text", name_of(caller), middle - 20),
            (theme.SCALE.small, QFont.Weight.Normal, "dim", below, middle + 1),
        ):
            font = theme.font(pixels, weight)
            painter.setFont(font)
            painter.setPen(theme.colour(pen))
            whole = text.bare(shown)
            cut = QFontMetrics(font).elidedText(whole, Qt.TextElideMode.ElideRight, int(room))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(left, top, room, 19), flags, text.isolate(cut))
        painter.restore()


class CallerList(QListView):
    """The list; the lengths count on while it is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.callers = CallerModel(self)
        self._ticker = ticker()
        self.setModel(self.callers)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 6, 0, 6)
        self.setAccessibleName(words.word("board.callers"))

    def refresh(self) -> None:
        """A second has passed."""
        if self.callers.callers:
            self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count."""
        super().showEvent(event)
        self._ticker.add(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting: nobody sees it."""
        super().hideEvent(event)
        self._ticker.drop(self)
