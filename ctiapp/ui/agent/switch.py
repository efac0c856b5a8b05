"""A switch that shows what is so, and only asks for something else: the PBX moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ctiapp.ui import text, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_WIDE, _HIGH, _RIM = 36, 20, 3


class Switch(QAbstractButton):
    """On, off, or not known; a click asks, and `set_state` alone moves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known, self._pending, self._why = True, False, ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_state(self, on: bool | None, *, pending: bool = False, why: str = "") -> None:
        """Show on, off or not known (None); ``pending``: another one was asked for.

        ``why`` says why it takes no click; empty: it does.
        """
        self.setChecked(bool(on))
        self._known, self._pending = on is not None, pending
        if why != self._why or self.isEnabled() == bool(why):
            self._why = why
            self.setEnabled(not why)
            self.setAccessibleDescription(why)
            self.setToolTip(text.for_tooltip(why))
        self.update()

    @property
    def pending(self) -> bool:
        """Whether another state was asked for."""
        return self._pending

    @property
    def known(self) -> bool:
        """Whether it is known how it stands."""
        return self._known

    def nextCheckState(self) -> None:
        """A click moves nothing by itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """The switch and the room for its focus ring."""
        return QSize(_WIDE + 2 * _RIM, _HIGH + 2 * _RIM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track and knob: at the right for on, left for off, in the middle where unknown."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(_RIM, (self.height() - _HIGH) / 2, _WIDE, _HIGH)
        on = self.isChecked() and self._known
        ground = QColor(colours.go.strong if on else colours.idle)
        if not self.isEnabled():
            ground.setAlphaF(0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(track, _HIGH / 2, _HIGH / 2)
        edge = _HIGH - 4
        free = _WIDE - 4 - edge
        where = free / 2 if self._pending or not self._known else free if on else 0
        knob = QRectF(track.left() + 2 + where, track.top() + 2, edge, edge)
        painter.setBrush(QColor(colours.text if colours.dark else colours.card))
        painter.drawEllipse(knob)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.link), 2))
            ring = track.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
