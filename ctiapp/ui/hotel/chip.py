"""The chip of the header: how many wake-up calls there are today, and how many were missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.shapes import Shape, draw_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_PAD, _GAP, _EDGE = 12, 6, 9
_SHORTEST = 40
"""What is cut narrower than this says nothing any more."""
_Piece = tuple[str, QFont, str]


class WakeChip(QPushButton):
    """The chip; a click leads to the rooms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = self._red = 0
        self.setProperty("kind", "chip")
        self.setFixedHeight(theme.SIZES.control)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._plain = theme.font(theme.SCALE.body)
        self._strong = theme.font(theme.SCALE.body, QFont.Weight.DemiBold)
        self._strong.setFeature(QFont.Tag("tnum"), 1)
        self.show_counts(0, 0)

    def show_counts(self, today: int, red: int) -> None:
        """Show so many of today, of which so many wait for somebody."""
        self._today, self._red = today, red
        said = words.word("rooms.today", count=today)
        if red:
            said = f"{said}, {words.plural('not_answered', red)}"
        self.setAccessibleName(text.bare(said))
        self.setToolTip(text.for_tooltip(text.bare(said)))
        self.updateGeometry()
        self.update()

    def _pieces(self) -> list[_Piece]:
        pieces = [(words.word("rooms.today_lead"), self._plain, "text")]
        pieces.append((str(self._today), self._strong, "text"))
        if self._red:
            pieces.append(("·", self._plain, "dim"))
            pieces.append((words.plural("not_answered", self._red), self._strong, "stop.on_soft"))
        return pieces

    @property
    def shown(self) -> str:
        """What it says."""
        return " ".join(said for said, _, _ in self._pieces())

    def _width(self, pieces: Sequence[_Piece]) -> int:
        wide = sum(QFontMetrics(font).horizontalAdvance(said) for said, font, _ in pieces)
        mark = _EDGE + _GAP if self._red else 0
        return wide + 2 * _PAD + mark + _GAP * (len(pieces) - 1) + 2

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        return QSize(self._width(self._pieces()), theme.SIZES.control)

    def minimumSizeHint(self) -> QSize:
        """What was missed is never cut: it is what the night is about."""
        return QSize(self._width(self._least()), theme.SIZES.control)

    def _fitting(self, room: int) -> Sequence[_Piece]:
        """What there is room for: the first words are cut, then left out."""
        (lead, font, colour), *rest = pieces = self._pieces()
        metrics = QFontMetrics(font)
        over = self._width(pieces) - room
        if over <= 0:
            return pieces
        left = metrics.horizontalAdvance(lead) - over
        if left < _SHORTEST:
            return self._least()
        return [(metrics.elidedText(lead, Qt.TextElideMode.ElideRight, left), font, colour), *rest]

    def _least(self) -> Sequence[_Piece]:
        """What is left where there is no room: what was missed, or else all."""
        return self._pieces()[-1:] if self._red else self._pieces()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the style's box, then the words."""
        super().paintEvent(event)
        painter = QPainter(self)
        left = _PAD
        if self._red:
            painter.save()
            box = QRectF(left, (self.height() - _EDGE) / 2, _EDGE, _EDGE)
            draw_shape(painter, Shape.TRIANGLE, box, theme.colour("stop.strong"))
            painter.restore()
            left += _EDGE + _GAP
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for said, font, colour in self._fitting(self.width()):
            wide = QFontMetrics(font).horizontalAdvance(said)
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            painter.drawText(QRectF(left, 0, wide + 2, self.height()), flags, said)
            left += wide + _GAP
