"""Paints the lines of the follow-up list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from ctiapp.ui import icons, text, theme
from ctiapp.ui.history.painter import RowPainter

if TYPE_CHECKING:
    from ctiapp.ui.followups.viewmodel import PersonFace

HEIGHT = 56
_EDGE = 12
_WIDE_FROM = 700
"""From this width on, what was said of somebody has a column of its own."""
_WHEN = 132
"""The column of when they tried last: ``yesterday 10:13 AM`` has room in it."""
_PILL_PAD = 8


class PersonPainter(RowPainter):
    """Paints somebody into their box; fonts are made once."""

    def __init__(self) -> None:
        super().__init__()
        self._pill = theme.font(theme.SCALE.small, QFont.Weight.DemiBold)
        self._pill.setFeature(QFont.Tag("tnum"), 1)

    def person(self, painter: QPainter, box: QRectF, face: PersonFace) -> None:
        """Somebody: mark, name and number, how they tried and where, when, and what was said."""
        colours = theme.tokens()
        middle = box.center().y()
        tone = colours.tone(face.tone)
        left = box.left() + _EDGE
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.soft))
        painter.drawEllipse(QRectF(left, middle - 14, 28, 28))
        ratio = painter.device().devicePixelRatio()
        drawn = icons.pixmap(face.icon, tone.on_soft, theme.SIZES.icon, ratio)
        painter.drawPixmap(round(left + 6), round(middle) - 8, drawn)
        left += 40
        right = box.right() - _EDGE
        self._pair(
            painter,
            QRectF(right - _WHEN, box.top(), _WHEN, box.height()),
            (face.age, colours.text, self._label),
            (face.time, colours.dim, self._small),
            right=True,
        )
        right -= _WHEN + 12
        room = right - left
        wide = room >= _WIDE_FROM
        first = room * (0.42 if wide else 0.54)
        second = room * (0.33 if wide else 0.46)
        self._who(painter, QRectF(left, box.top(), first - 16, box.height()), face)
        way = face.way if wide else " · ".join(part for part in (face.way, face.note) if part)
        ink = colours.stop.on_soft if face.tone == "stop" else colours.text
        self._pair(
            painter,
            QRectF(left + first, box.top(), second - (16 if wide else 0), box.height()),
            (face.fate, ink, self._strong if face.tone == "stop" else self._label),
            (way, colours.dim, self._small),
        )
        if wide:
            cell = QRectF(left + first + second, box.top(), room - first - second, box.height())
            self._put(painter, cell, face.note, colours.dim, self._small)

    def _who(self, painter: QPainter, cell: QRectF, face: PersonFace) -> None:
        """The name, and how often they tried right behind it; number and company below."""
        colours = theme.tokens()
        pill = 0.0
        if face.tries:
            pill = QFontMetrics(self._pill).horizontalAdvance(face.tries) + 2 * _PILL_PAD
        room = cell.width() - (pill + 8 if pill else 0)
        top = cell.center().y() - (19 if face.about else 10)
        named = QFontMetrics(self._name).horizontalAdvance(text.bare(face.who)) + 2
        shown = QRectF(cell.left(), top, min(named, room), 20)
        self._put(painter, shown, face.who, colours.text, self._name)
        if pill:
            tone = colours.tone(face.tone)
            box = QRectF(shown.right() + 8, top + 1, pill, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tone.soft))
            painter.drawRoundedRect(box, 9, 9)
            painter.setFont(self._pill)
            painter.setPen(QColor(tone.on_soft))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, face.tries)
        if face.about:
            below = QRectF(cell.left(), top + 19, cell.width(), 20)
            self._put(painter, below, face.about, colours.dim, self._small)
