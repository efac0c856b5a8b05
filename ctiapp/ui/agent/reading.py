"""A short text that changes each second, and moves nothing while only its digits do.

A `QLabel` tells its layout about each new text, and the layout of a whole column is made anew; with
a dozen of them that is most of what an idle window would do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctiapp.ui import text, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_DIGIT = re.compile(r"\d")


class Reading(QWidget):
    """One line of dim text with digits of one width.

    Args:
        pixels: the size of its letters.
    """

    def __init__(self, pixels: int = theme.SCALE.body, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = self._form = ""
        self._font = theme.font(pixels)
        self._font.setFeature(QFont.Tag("tnum"), 1)
        self._wide = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def put(self, shown: str) -> None:
        """Show this; the layout hears of it only where it takes another width."""
        bare = text.bare(shown)
        if bare == self._text:
            return
        self._text = bare
        form = _DIGIT.sub("0", bare)
        if form != self._form:
            self._form = form
            self._wide = self.needs(bare)
            self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it shows."""
        return self._text

    def needs(self, shown: str) -> int:
        """How wide that would be."""
        form = _DIGIT.sub("0", text.bare(shown))
        return QFontMetrics(self._font).horizontalAdvance(form) + 1 if form else 0

    def sizeHint(self) -> QSize:
        """As wide as its text with any digits."""
        return QSize(self._wide, QFontMetrics(self._font).height())

    def minimumSizeHint(self) -> QSize:
        """It holds up no narrower column: its owner then says it more shortly."""
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text."""
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.tokens().dim))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), flags, text.isolate(self._text))
