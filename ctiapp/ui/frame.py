"""Parts of the window's frame: a place in the rail, and the quiet line at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.kit import key_cap

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

TOAST_MS = 6000
MOST_SHOWN = 99
"""A badge counts so far; beyond it is many."""


class NavButton(QPushButton):
    """One place in the rail: an icon above its name."""

    def __init__(self, icon: str, word: str) -> None:
        super().__init__()
        self._icon, self._word = icon, word
        self._badge = 0
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_key("")

    def set_face(self, icon: str, word: str) -> None:
        """Show another icon and name."""
        self._icon, self._word = icon, word
        self.set_key(self._key)

    def set_key(self, key: str) -> None:
        """Say this key in tooltip and accessible name."""
        self._key = key
        spoken = words.word("nav.waiting", count=self._badge) if self._badge else ""
        self.setAccessibleName(", ".join(part for part in (self._word, spoken, key) if part))
        self.setToolTip(text.for_tooltip(f"{self._word} ({key_cap(key)})") if key else "")
        self.update()

    @property
    def badge(self) -> int:
        """How many things wait there."""
        return self._badge

    def set_badge(self, count: int) -> None:
        """Print how many things wait there; 0: none, and nothing is printed."""
        if count != self._badge:
            self._badge = count
            self.set_key(self._key)

    def sizeHint(self) -> QSize:
        """Room for the icon and the name below it."""
        return QSize(68, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and name over the style's box."""
        super().paintEvent(event)
        colours = theme.tokens()
        ink = colours.accent.on_soft if self.isChecked() else colours.dim
        painter = QPainter(self)
        drawn = icons.pixmap(self._icon, ink, 20, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - 20) // 2, 8, drawn)
        painter.setPen(ink)
        font = theme.font(theme.SCALE.caption)
        font.setWeight(font.Weight.DemiBold if self.isChecked() else font.Weight.Normal)
        painter.setFont(font)
        box = QRect(0, 32, self.width(), 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._word)
        if self._badge:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        """The count at the icon's upper right corner, in a pill of its own."""
        shown = f"{MOST_SHOWN}+" if self._badge > MOST_SHOWN else str(self._badge)
        font = theme.font(theme.SCALE.caption, QFont.Weight.DemiBold)
        width = max(16, QFontMetrics(font).horizontalAdvance(shown) + 8)
        left = min(self.width() // 2 + 5, self.width() - width - 4)
        tone = theme.tokens().stop
        pill = QRectF(left, 4, width, 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.strong))
        painter.drawRoundedRect(pill, 8, 8)
        painter.setPen(QColor(tone.on_strong))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)


class Toast(QLabel):
    """A quiet line at the window's foot that goes by itself; it takes neither focus nor click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(14, 9, 14, 9)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(words.word("window.status"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence for a while, and have it read out."""
        text.put(self, sentence)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(TOAST_MS)
        announce(self, sentence)

    def place(self) -> None:
        """Stand at the foot, in the middle."""
        parent = self.parentWidget()
        if parent is None:
            return
        self.setFixedWidth(min(560, parent.width() - 48))
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("edge"))
        painter.setBrush(theme.colour("card"))
        radius = theme.SIZES.radius_s
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, radius, radius)
        painter.end()
        super().paintEvent(event)
