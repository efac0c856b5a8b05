"""Parts of the forms of the front desk: a button held down, a list of what became of each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import ElidedLabel, KeyButton, Mark, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QLayout

    from ctiapp.ui.hotel.faces import LineFace

HOLD_MS = 2000
"""For how long a button is held until it does what cannot be undone."""
_FRAME_MS = 40


class HoldButton(KeyButton):
    """A button that does its work when it was held down for `HOLD_MS`, by mouse or space bar.

    Signals:
        held: it was held long enough.
        tapped: it was let go sooner: nothing was done.
    """

    held = Signal()
    tapped = Signal()

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(word, kind="danger", parent=parent)
        self._since = QElapsedTimer()
        self._holds = False
        self._done = QTimer(self)
        self._done.setSingleShot(True)
        self._done.setInterval(HOLD_MS)
        self._done.timeout.connect(self._on_held)
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self.update)

    @property
    def holding(self) -> bool:
        """Whether it is held down now."""
        return self._holds

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to count."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        super().mouseReleaseEvent(event)
        self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar holds it, too; Enter does nothing here: it is too easily struck."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._begin()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tapped.emit()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._end()
            return
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere holds nothing."""
        super().focusOutEvent(event)
        self._end()

    def _begin(self) -> None:
        if self.isEnabled() and not self.pending and not self._holds:
            self._holds = True
            self._since.start()
            self._done.start()
            self._frames.start()

    def _end(self) -> None:
        if self._holds:
            self._stop()
            self.tapped.emit()

    def _stop(self) -> None:
        self._holds = False
        self._done.stop()
        self._frames.stop()
        self.update()

    def _on_held(self) -> None:
        self._stop()
        self.setDown(False)
        self.held.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint over it how far it is."""
        super().paintEvent(event)
        if not self._holds:
            return
        part = min(1.0, self._since.elapsed() / HOLD_MS)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        radius = theme.SIZES.radius_s
        whole.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(whole)
        painter.fillRect(
            QRectF(0, self.height() - 6, self.width() * part, 6), theme.colour("stop.on_strong")
        )


class LineList(QWidget):
    """What became of each thing, or of each room: a mark, a name, a sentence, a button.

    Signals:
        again: this one shall be tried again; carries its key.
    """

    again = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.lines: tuple[LineFace, ...] = ()
        self.buttons: dict[str, KeyButton] = {}
        self._rows: dict[str, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def show_lines(self, lines: Sequence[LineFace]) -> None:
        """Show these; rows that are there already are changed in their place."""
        self.lines = tuple(lines)
        if list(self._rows) != [line.key for line in lines]:
            empty(self._column)
            self._rows = {}
            for line in lines:
                row = self._rows[line.key] = _Row()
                row.button.clicked.connect(lambda _=False, key=line.key: self.again.emit(key))
                self._column.addWidget(row)
        for line in lines:
            self._rows[line.key].show_line(line)
        self.buttons = {line.key: self._rows[line.key].button for line in lines if line.again}
        self.setVisible(bool(lines))

    @property
    def shown(self) -> tuple[str, ...]:
        """What every line says."""
        return tuple(f"{text.plain(line.what)}: {text.bare(line.said)}" for line in self.lines)


class _Row(QWidget):
    """One line."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = Mark()
        self._what = ElidedLabel("strong")
        self._said = label("", "caption")
        self._said.setWordWrap(True)
        self.button = KeyButton(words.word("rooms.again"))
        pair = QVBoxLayout()
        pair.setContentsMargins(0, 4, 0, 4)
        pair.setSpacing(0)
        pair.addWidget(self._what)
        pair.addWidget(self._said)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addLayout(pair, 1)
        row.addWidget(self.button)

    def show_line(self, line: LineFace) -> None:
        """Show it."""
        look = line.look
        colour = "idle" if look.tone == "gone" else f"{look.tone}.strong"
        self._mark.set_mark(look.shape, colour, look.word)
        self._what.set_outside(line.what)
        text.put(self._said, line.said)
        self._said.setVisible(bool(line.said))
        self.button.setVisible(line.again)
        said = words.word("rooms.again_spoken", what=line.what)
        self.button.setAccessibleName(text.bare(said))
        parts = (line.what, look.word, line.said)
        self.setAccessibleName(text.bare(", ".join(part for part in parts if part)))


def put(shown: QLabel, said: str) -> None:
    """Show a text made of safe parts; a label that says nothing takes no room."""
    text.put(shown, said)
    shown.setVisible(bool(said))


def scrolling(inside: QWidget) -> QScrollArea:
    """A part that is scrolled where there is no room for it."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            empty(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Wrapped(QWidget):
    """Buttons in as many rows as they need: none is cut where there is little room."""

    def __init__(
        self,
        widgets: Sequence[QWidget],
        parent: QWidget | None = None,
        gap: int = theme.SIZES.gap,
    ) -> None:
        super().__init__(parent)
        self._gap = gap
        self._widgets = tuple(widgets)
        for widget in self._widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _rows(self, width: int) -> list[list[tuple[QWidget, int]]]:
        rows: list[list[tuple[QWidget, int]]] = [[]]
        left = width
        for widget in self._shown():
            wide = min(widget.sizeHint().width(), width)
            if rows[-1] and wide > left:
                rows.append([])
                left = width
            rows[-1].append((widget, wide))
            left -= wide + self._gap
        return rows

    def hasHeightForWidth(self) -> bool:
        """The fewer pixels, the more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high for that width."""
        high = max((widget.sizeHint().height() for widget in self._shown()), default=0)
        rows = len(self._rows(width))
        return rows * high + (rows - 1) * self._gap

    def sizeHint(self) -> QSize:
        """All in one row."""
        shown = self._shown()
        wide = sum(widget.sizeHint().width() for widget in shown)
        high = max((widget.sizeHint().height() for widget in shown), default=0)
        return QSize(wide + self._gap * max(0, len(shown) - 1), high)

    def minimumSizeHint(self) -> QSize:
        """One above the other."""
        wide = max((widget.sizeHint().width() for widget in self._shown()), default=0)
        return QSize(min(wide, 120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put them in their rows."""
        super().resizeEvent(event)
        self._place()

    def settle(self) -> None:
        """One of them came, went or has another width."""
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        top = 0
        for row in self._rows(self.width()):
            left = 0
            high = max((widget.sizeHint().height() for widget, _ in row), default=0)
            for widget, wide in row:
                tall = widget.sizeHint().height()
                widget.setGeometry(left, top + (high - tall) // 2, wide, tall)
                left += wide + self._gap
            top += high + self._gap
