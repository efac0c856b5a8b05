"""The label that says what would be done: it follows the pointer, or stands at a tile and asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ctiapp.ui import icons, text, theme
from ctiapp.ui.kit import label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDEST = 380
_OFF = QPoint(18, 14)
"""From the pointer to the label's corner: the person below it stays to be seen."""


class OfferLabel(QFrame):
    """One sentence, what speaks against it, and how to go on. It takes neither focus nor click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tone, self._icon = "accent", "transfer"
        self._headline = label("", "strong")
        self._warning = label("", "")
        self._hint = label("", "caption")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(44, 10, 14, 10)
        column.setSpacing(2)
        for each in (self._headline, self._warning, self._hint):
            each.setWordWrap(True)
            column.addWidget(each)
        self.hide()

    @property
    def said(self) -> str:
        """All that it says, without isolation marks."""
        parts = (each.text() for each in (self._headline, self._warning, self._hint))
        return text.bare(". ".join(part for part in parts if part)).replace("\n", " ")

    def show_offer(self, headline: str, warning: str, hint: str, *, possible: bool) -> None:
        """Say this."""
        text.put(self._headline, headline)
        text.put(self._warning, warning)
        text.put(self._hint, hint)
        self._warning.setVisible(bool(warning))
        self._hint.setVisible(bool(hint))
        self._tone = "gone" if not possible else "hold" if warning else "accent"
        self._icon = "close" if not possible else "warning" if warning else "transfer"
        self.setAccessibleName(self.said)
        self._fit()
        self.update()

    def follow(self, spot: QPoint) -> None:
        """Stand beside this point of the screen, inside the window."""
        here = self._window.mapFromGlobal(spot)
        self._stand(QRect(here + _OFF, self.size()), here)

    def stand_at(self, tile: QRect) -> None:
        """Stand below this box of the screen, or above it where there is no room."""
        window = self._window
        box = QRect(window.mapFromGlobal(tile.topLeft()), tile.size())
        place = QRect(box.bottomLeft() + QPoint(0, 6), self.size())
        if place.bottom() > window.height() - 8:
            place.moveBottom(box.top() - 6)
        self._stand(place, None)

    def _stand(self, place: QRect, pointer: QPoint | None) -> None:
        room = self._window.rect().adjusted(8, 8, -8, -8)
        if place.right() > room.right():
            place.moveRight(room.right() if pointer is None else pointer.x() - _OFF.x())
        if place.bottom() > room.bottom():
            place.moveBottom(room.bottom() if pointer is None else pointer.y() - _OFF.y())
        place.moveLeft(max(place.left(), room.left()))
        place.moveTop(max(place.top(), room.top()))
        self.move(place.topLeft())
        self.show()
        self.raise_()

    def _fit(self) -> None:
        self.ensurePolished()
        margins = self._column.contentsMargins()
        beside = margins.left() + margins.right()
        shown = [each for each in (self._headline, self._warning, self._hint) if each.text()]
        for each in shown:
            each.ensurePolished()
        wanted = max(each.fontMetrics().horizontalAdvance(text.bare(each.text())) for each in shown)
        width = min(_WIDEST, wanted + beside + 6)
        self.setFixedSize(QSize(width, self._column.totalHeightForWidth(width)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, bar and icon in the tone of what it says."""
        tone = theme.tokens().tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tone.strong), 1.5))
        painter.setBrush(theme.colour("card"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.SIZES.radius, theme.SIZES.radius)
        drawn = icons.pixmap(self._icon, tone.on_soft, 20, self.devicePixelRatioF())
        painter.drawPixmap(14, 10, drawn)
