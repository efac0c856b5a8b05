"""A rounded box that hides what lies under it wholly, so that none of that is painted with it.

A box with round corners is to Qt something that can be looked through: each time it opens, grows
or shrinks, all that lies under it is painted as well, and under the list of the search that is a
good part of the window. So what of it shows is said by a mask, and within that all is its own: the
pixels on the very edge of a corner, too, which lie on the canvas that is behind everything.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QRegion
from PySide6.QtWidgets import QFrame

from ctiapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent


class Cover(QFrame):
    """The box, empty."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        self.setMask(rounded(self.rect(), theme.SIZES.radius))

    def showEvent(self, event: QShowEvent) -> None:
        """Hide what lies under it."""
        super().showEvent(event)
        self._cover()

    def changeEvent(self, event: QEvent) -> None:
        """Hide it in the other scheme as well."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._cover()

    def _cover(self) -> None:
        # A style sheet takes the attribute away whenever it is applied.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("canvas"))
        painter.drawRect(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("card"))
        inside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inside, theme.SIZES.radius - 0.5, theme.SIZES.radius - 0.5)


def rounded(box: QRect, radius: int) -> QRegion:
    """All pixels of a box with round corners, those included that it covers in part."""
    region = QRegion(box)
    for row in range(min(radius, box.height() // 2)):
        # How far from the corner the circle begins, at the edge of this row that is nearer to it.
        inset = math.floor(radius - math.sqrt(radius**2 - (radius - row - 1) ** 2))
        if inset:
            for y in (box.top() + row, box.bottom() - row):
                region -= QRect(box.left(), y, inset, 1)
                region -= QRect(box.right() - inset + 1, y, inset, 1)
    return region
