"""The People list: a grid of extensions that paints only what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ctiapp.ui import text, theme, words
from ctiapp.ui.calls.people import Lamp, Person, person
from ctiapp.ui.shapes import Shape, draw_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ctiapp.model.directory import Extension
    from ctiapp.ui.calls.people import LampSource

LOOKS: dict[Lamp, tuple[Shape, str]] = {
    Lamp.FREE: (Shape.CIRCLE, "go.strong"),
    Lamp.TALKING: (Shape.SQUARE, "stop.strong"),
    Lamp.RINGING: (Shape.TRIANGLE, "ring.strong"),
    Lamp.DO_NOT_DISTURB: (Shape.STOP, "stop.strong"),
    Lamp.AWAY: (Shape.HALF, "hold.strong"),
    Lamp.LUNCH: (Shape.BARS, "hold.strong"),
    Lamp.BUSINESS_TRIP: (Shape.ARROW, "accent.strong"),
    Lamp.OFF_WORK: (Shape.CROSS, "idle"),
    Lamp.UNKNOWN: (Shape.DASH, "idle"),
}
"""Shape and colour; a presence has the shape of the header's chip (`ctiapp.ui.agent.looks`)."""
_GAP = 8
_HEIGHT = 56
_LEAST_WIDTH = 180
_LAMP_PAUSE_MS = 100

Index = QModelIndex | QPersistentModelIndex


def lamp_word(lamp: Lamp) -> str:
    """What a lamp means."""
    return words.word(f"lamp.{lamp.value}")


class PeopleModel(QAbstractListModel):
    """The extensions; a lamp is looked up when its line is asked for."""

    def __init__(self, lamps: LampSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._lamps = lamps
        self._extensions: Sequence[Extension] = ()

    def set_extensions(self, extensions: Sequence[Extension]) -> None:
        """Show these."""
        if extensions != self._extensions:
            self.beginResetModel()
            self._extensions = extensions
            self.endResetModel()

    def person(self, row: int) -> Person:
        """Who stands in that row, with the lamp as it is now."""
        extension = self._extensions[row]
        return person(extension, self._lamps.lamp(extension.number))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._extensions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name for display and typing ahead; the whole line for a screen reader."""
        if not index.isValid() or index.row() >= len(self._extensions):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text.plain(self.person(index.row()).name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            who = self.person(index.row())
            state = lamp_word(who.lamp)
            return text.bare(
                words.word("people.spoken", name=who.name, number=who.number.text, state=state)
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.for_tooltip(self.person(index.row()).name)
        return None


class _Painter(QStyledItemDelegate):
    """Paints one person."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QSize(_LEAST_WIDTH, _HEIGHT + _GAP)
        self._number_font = theme.font(theme.SCALE.label)
        self._word_font = theme.font(theme.SCALE.small)

    def set_grid(self, size: QSize) -> None:
        """Paint them as wide as this."""
        self._grid = size

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All are as wide as the grid."""
        del option
        return self._grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint box, lamp, name, word and number."""
        model = index.model()
        if not isinstance(model, PeopleModel):
            return
        who = model.person(index.row())
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        box = QRectF(area).adjusted(0.5, 0.5, -_GAP - 0.5, -_GAP - 0.5)
        colours = theme.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(theme.colour("link" if here else "line"), 2 if here else 1))
        painter.setBrush(theme.colour("button_hover" if hovered else "card"))
        inset = 0.5 if here else 0.0
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 8, 8)
        shape, colour = LOOKS[who.lamp]
        middle = box.center().y()
        draw_shape(
            painter, shape, QRectF(box.left() + 11, middle - 5, 10, 10), theme.colour(colour)
        )
        self._paint_words(painter, box, who, colours.text, colours.dim)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, who: Person, ink: str, dim: str) -> None:
        metrics = QFontMetrics(self._number_font)
        number = text.plain(who.number.text, 12)
        wide = metrics.horizontalAdvance(number)
        right = box.right() - 11
        middle = box.center().y()
        painter.setPen(dim)
        painter.setFont(self._number_font)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(right - wide - 2, box.top(), wide + 2, box.height()), flags, number)
        left = box.left() + 30
        room = right - wide - 10 - left
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for font, pen, shown, top in (
            (theme.font(theme.SCALE.body), ink, text.plain(who.name), middle - 20),
            (self._word_font, dim, lamp_word(who.lamp), middle + 1),
        ):
            painter.setFont(font)
            painter.setPen(pen)
            cut = QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, top, room, 19), flags, text.isolate(cut))


class PeopleList(QListView):
    """The grid.

    Signals:
        called: somebody was clicked, or Enter pressed on them; carries their `Number`.
    """

    called = Signal(object)

    def __init__(self, lamps: LampSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PeopleModel(lamps, self)
        self.setModel(self.people)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
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
        self.setMinimumHeight(_HEIGHT + _GAP)
        self.clicked.connect(self._on_clicked)
        # Lamps change by the hundred a second in a big office; ten paints a second are enough.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_LAMP_PAUSE_MS)
        self._pause.timeout.connect(self._repaint)
        self._unsubscribe = lamps.subscribe(self._on_lamps)

    def stop(self) -> None:
        """Hear of no lamp any more."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self._pause.stop()

    def _on_lamps(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    def _repaint(self) -> None:
        self.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.called.emit(self.people.person(index.row()).number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter calls."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the width."""
        # Qt keeps room for the scroll bar whether it shows or not; so the columns never jump.
        width = self.width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = max(1, width // (_LEAST_WIDTH + _GAP))
        size = QSize(width // columns, _HEIGHT + _GAP)
        if size != self.gridSize():
            self._painter.set_grid(size)
            self.setGridSize(size)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def _nothing() -> None:
    """Nobody listens any more."""
