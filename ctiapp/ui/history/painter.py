"""Paints the lines of past calls: headings, calls, parts of calls, and those not read yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ctiapp.ui import icons, text, theme

if TYPE_CHECKING:
    from ctiapp.ui.history.viewmodel import CallFace, LegFace

TWISTY = 28
"""How wide the room is in which a click unfolds a call."""
_EDGE = 8
_WIDE_FROM = 760
"""From this width on, way and note have a column of their own."""
_ARROW = "  →  "
_TIME = 84
"""The column of time and length."""


class RowPainter:
    """Paints one line into its box; fonts are made once."""

    def __init__(self) -> None:
        self._heading = theme.font(theme.SCALE.label, QFont.Weight.DemiBold)
        self._name = theme.font(theme.SCALE.body, QFont.Weight.Medium)
        self._label = theme.font(theme.SCALE.label)
        self._strong = theme.font(theme.SCALE.label, QFont.Weight.DemiBold)
        self._small = theme.font(theme.SCALE.small)
        for each in (self._label, self._small):
            each.setFeature(QFont.Tag("tnum"), 1)

    def ground(
        self, painter: QPainter, box: QRectF, *, current: bool, focus: bool, hover: bool
    ) -> None:
        """What lies behind a line."""
        colours = theme.tokens()
        room = box.adjusted(2, 1, -2, -1)
        if current or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent.soft if current else colours.button_hover))
            painter.drawRoundedRect(room, 8, 8)
        if current and focus:
            painter.setPen(QPen(QColor(colours.link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 7, 7)

    def heading(self, painter: QPainter, box: QRectF, word: str, count: str) -> None:
        """A day: its word at the left, how many calls it has at the right."""
        colours = theme.tokens()
        room = box.adjusted(_EDGE + 4, 8, -_EDGE - 4, -2)
        painter.setFont(self._small)
        wide = QFontMetrics(self._small).horizontalAdvance(count) + 4
        self._put(painter, room, count, colours.dim, self._small, right=True)
        self._put(painter, room.adjusted(0, 0, -wide, 0), word, colours.dim, self._heading)

    def waiting(self, painter: QPainter, box: QRectF) -> None:
        """A call that is being read: its shape without words."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().gone.soft))
        left, top = box.left() + TWISTY + _EDGE, box.center().y()
        painter.drawEllipse(QRectF(left, top - 12, 24, 24))
        painter.drawRoundedRect(QRectF(left + 36, top - 13, box.width() * 0.2, 9), 4, 4)
        painter.drawRoundedRect(QRectF(left + 36, top + 5, box.width() * 0.12, 8), 4, 4)

    def call(self, painter: QPainter, box: QRectF, face: CallFace, *, unfolded: bool) -> None:
        """A call."""
        colours = theme.tokens()
        ratio = painter.device().devicePixelRatio()
        middle = box.center().y()
        if face.parts > 1:
            name = "chevron-down" if unfolded else "chevron-right"
            drawn = icons.pixmap(name, colours.dim, theme.SIZES.icon, ratio)
            painter.drawPixmap(round(box.left() + _EDGE + 2), round(middle) - 8, drawn)
        left = box.left() + TWISTY + _EDGE
        tone = colours.tone(face.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.soft))
        painter.drawEllipse(QRectF(left, middle - 14, 28, 28))
        drawn = icons.pixmap(face.icon, tone.on_soft, theme.SIZES.icon, ratio)
        painter.drawPixmap(round(left + 6), round(middle) - 8, drawn)
        left += 40
        right = box.right() - _EDGE - 4
        self._pair(
            painter,
            QRectF(right - _TIME, box.top(), _TIME, box.height()),
            (face.time, colours.text, self._label),
            (face.length, colours.dim, self._small),
            right=True,
        )
        right -= _TIME + 12
        if face.recorded:
            drawn = icons.pixmap("record", colours.stop.on_soft, theme.SIZES.icon, ratio)
            painter.drawPixmap(round(right) - 16, round(middle) - 8, drawn)
        right -= 28
        self._columns(painter, QRectF(left, box.top(), right - left, box.height()), face)

    def leg(self, painter: QPainter, box: QRectF, face: LegFace) -> None:
        """One part of a call, below it."""
        colours = theme.tokens()
        left = box.left() + TWISTY + _EDGE + 40
        right = box.right() - _EDGE - 4
        painter.setPen(QPen(QColor(colours.line), 2))
        stem = box.left() + TWISTY + _EDGE + 14
        painter.drawLine(round(stem), round(box.top()), round(stem), round(box.bottom()))
        cell = QRectF(right - _TIME, box.top(), _TIME, box.height())
        self._put(painter, cell, face.length, colours.dim, self._small, right=True)
        right -= _TIME + 12
        if face.recorded:
            ratio = painter.device().devicePixelRatio()
            drawn = icons.pixmap("record", colours.stop.on_soft, 14, ratio)
            painter.drawPixmap(round(right) - 15, round(box.center().y()) - 7, drawn)
        right -= 28
        cell = QRectF(left, box.top(), 56, box.height())
        self._put(painter, cell, face.time, colours.dim, self._small)
        left += 64
        wide = (right - left) * 0.5
        self._parties(painter, QRectF(left, box.top(), wide - 12, box.height()), face)
        fate = " · ".join(part for part in (face.fate, face.reason) if part)
        cell = QRectF(left + wide, box.top(), right - left - wide, box.height())
        self._put(painter, cell, fate, colours.dim, self._small)

    def _parties(self, painter: QPainter, cell: QRectF, face: LegFace) -> None:
        """Who called whom: where there is no room for both, each keeps a part of it."""
        colours, metrics = theme.tokens(), QFontMetrics(self._label)
        arrow = metrics.horizontalAdvance(_ARROW)
        first = metrics.horizontalAdvance(text.bare(face.caller)) + 1
        second = metrics.horizontalAdvance(text.bare(face.callee)) + 1
        room = cell.width() - arrow
        if first + second > room:
            first = min(first, max(int(room * 0.45), int(room - second)))
        left = QRectF(cell.left(), cell.top(), first, cell.height())
        self._put(painter, left, face.caller, colours.dim, self._label)
        middle = QRectF(left.right(), cell.top(), arrow, cell.height())
        self._put(painter, middle, _ARROW, colours.dim, self._label)
        right = QRectF(middle.right(), cell.top(), room - first, cell.height())
        self._put(painter, right, face.callee, colours.text, self._label)

    def _columns(self, painter: QPainter, room: QRectF, face: CallFace) -> None:
        colours = theme.tokens()
        ink = colours.stop.on_soft if face.tone == "stop" else colours.text
        fate = (face.fate, ink, self._strong if face.tone == "stop" else self._label)
        who = (face.who, colours.text, self._name)
        about = (face.about, colours.dim, self._small)
        if room.width() < _WIDE_FROM - 200:
            # Two columns: way and note stand behind the fate, as far as there is room.
            wide = room.width() * 0.55
            rest = " · ".join(part for part in (face.way, face.note) if part)
            self._pair(
                painter, QRectF(room.left(), room.top(), wide - 12, room.height()), who, about
            )
            self._pair(
                painter,
                QRectF(room.left() + wide, room.top(), room.width() - wide, room.height()),
                fate,
                (rest, colours.dim, self._small),
            )
            return
        first = room.width() * 0.37
        second = room.width() * 0.34 if face.note else room.width() - first
        self._pair(painter, QRectF(room.left(), room.top(), first - 16, room.height()), who, about)
        self._pair(
            painter,
            QRectF(room.left() + first, room.top(), second - 16, room.height()),
            fate,
            (face.way, colours.dim, self._small),
        )
        if face.note:
            cell = QRectF(
                room.left() + first + second,
                room.top(),
                room.width() - first - second,
                room.height(),
            )
            self._put(painter, cell, face.note, colours.dim, self._small)

    def _pair(
        self,
        painter: QPainter,
        cell: QRectF,
        upper: tuple[str, str, QFont],
        lower: tuple[str, str, QFont],
        *,
        right: bool = False,
    ) -> None:
        """Two lines, one over the other; one alone stands in the middle."""
        lines = [line for line in (upper, lower) if line[0]]
        top = cell.center().y() - (10 if len(lines) == 1 else 19)
        for shown, ink, font in lines:
            box = QRectF(cell.left(), top, cell.width(), 20)
            self._put(painter, box, shown, ink, font, right=right)
            top += 19

    @staticmethod
    def _put(
        painter: QPainter, cell: QRectF, shown: str, ink: str, font: QFont, *, right: bool = False
    ) -> None:
        if not shown or cell.width() < 8:
            return
        painter.setFont(font)
        painter.setPen(QColor(ink))
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(text.bare(shown)) > cell.width():
            # With its marks: without them a name from right to left turns the number round.
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, int(cell.width()))
        across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            cell, Qt.AlignmentFlag.AlignVCenter | across | Qt.TextFlag.TextSingleLine, shown
        )
