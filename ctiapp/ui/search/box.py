"""The search box of the header. What is found stands in the list under it (`view`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.kit import key_cap

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from ctiapp.ui.search.viewmodel import Errand


class SearchBox(QLineEdit):
    """The box.

    Signals:
        typed: the text changed under the user's hands.
        entered: Enter.
        moved: an arrow: 1 down, -1 up.
        left: the focus went elsewhere.
        taken: the focus came.
        entered_safely: Enter with Ctrl: a transfer shall be a safe one.
    """

    typed = Signal(str)
    entered = Signal()
    moved = Signal(int)
    left = Signal()
    taken = Signal()
    entered_safely = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._chip = ""
        self.setProperty("role", "search")
        self.setPlaceholderText(words.word("search.placeholder"))
        self.setMaxLength(200)
        self.setTextMargins(22, 0, 34, 0)
        self.setMinimumWidth(160)
        self.textEdited.connect(self.typed)

    def set_key(self, key: str) -> None:
        """Print this key in the box; empty: none."""
        self._key = key
        name = words.word("search.name")
        self.setAccessibleName(f"{name}, {key}" if key else name)
        self.update()

    def set_errand(self, errand: Errand | None) -> None:
        """Show at its beginning what a target is chosen for; None: somebody is to be called."""
        chip = "" if errand is None else words.word(errand.word, name=errand.name)
        if chip == self._chip:
            return
        self._chip = chip
        self._make_room()
        name = text.bare(chip) or words.word("search.name")
        self.setAccessibleName(f"{name}, {self._key}" if self._key and not chip else name)
        if chip:
            announce(self, name, urgent=True)
        self.update()

    @property
    def chip(self) -> str:
        """What a target is chosen for, as it shows; empty where nobody's is."""
        return text.bare(self._chip)

    def _chip_font(self) -> QFont:
        return theme.font(theme.SCALE.label, QFont.Weight.DemiBold)

    def _chip_width(self) -> int:
        if not self._chip:
            return 0
        wanted = QFontMetrics(self._chip_font()).horizontalAdvance(self.chip) + 20
        return min(wanted, self.width() * 3 // 5)

    def _make_room(self) -> None:
        left = self._chip_width() + 4 if self._chip else 22
        self.setTextMargins(left, 0, 40 if self._chip else 34, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow box has a narrow chip."""
        super().resizeEvent(event)
        self._make_room()

    def put_text(self, shown: str) -> None:
        """Show this text; the cursor stays where it was where nothing changed."""
        if self.text() != shown:
            self.setText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter belong to the list; everything else types."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A key held down must not answer the question that it has just raised.
            if event.isAutoRepeat():
                return
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.entered_safely.emit()
            else:
                self.entered.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody searches."""
        super().focusInEvent(event)
        self.taken.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that nobody searches any more."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glass and the key cap into the box."""
        super().paintEvent(event)
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chip:
            self._paint_chip(painter)
            self._paint_cap(painter, "Esc")
            return
        drawn = icons.pixmap("search", colours.dim, 16, self.devicePixelRatioF())
        painter.drawPixmap(11, (self.height() - 16) // 2, drawn)
        if self._key:
            self._paint_cap(painter, self._key)

    def _paint_chip(self, painter: QPainter) -> None:
        box = QRectF(4.5, 4.5, self._chip_width() - 1, self.height() - 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent.soft"))
        painter.drawRoundedRect(box, theme.SIZES.radius_s, theme.SIZES.radius_s)
        painter.setFont(self._chip_font())
        painter.setPen(theme.colour("accent.on_soft"))
        room = box.adjusted(8, 0, -6, 0)
        shown = QFontMetrics(self._chip_font()).elidedText(
            self.chip, Qt.TextElideMode.ElideMiddle, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text.isolate(shown))

    def _paint_cap(self, painter: QPainter, key: str) -> None:
        font = theme.font(theme.SCALE.caption)
        wide = max(22, QFontMetrics(font).horizontalAdvance(key_cap(key)) + 12)
        cap = QRectF(self.width() - wide - 9.5, (self.height() - 21) / 2, wide, 21)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("bar"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(theme.colour("dim"))
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key_cap(key))
