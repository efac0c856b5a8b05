"""The day as bars, an hour each: answered below, not answered above, in another pattern."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from ctiapp.ui import theme, words

_GAP = 4.0
_SQUARE = 9.0


@dataclass(frozen=True, slots=True)
class Ink:
    """With what is drawn and written: the window's colours, or those of paper."""

    text: QColor
    dim: QColor
    line: QColor
    good: QColor
    bad: QColor


PAPER = Ink(**{name: QColor(value) for name, value in theme.PAPER.items()})
"""With what it is printed."""


def span(hours: tuple[tuple[int, int], ...]) -> range:
    """From the first to the last hour in which anything happened; office hours at least."""
    busy = [hour for hour, (good, bad) in enumerate(hours) if good or bad]
    return range(min([*busy, 8]), max([*busy, 17]) + 1)


def picture(
    hours: tuple[tuple[int, int], ...], size: QSize, ink: Ink, font: QFont, scale: float = 1.0
) -> QImage:
    """Draw them.

    Args:
        hours: of each hour of a day, how many calls were answered, and how many were not.
        size: in device-independent pixels.
        ink: with what.
        font: of the labels.
        scale: how many pixels of the picture one of these is.
    """
    image = QImage(size * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    high = QFontMetricsF(font).height()
    shown = span(hours)
    floor = size.height() - high - 3
    room = floor - 2 * high - 6
    most = max((sum(hours[hour]) for hour in shown), default=0) or 1
    step = size.width() / len(shown)
    for at, hour in enumerate(shown):
        good, bad = hours[hour]
        left, wide = at * step + _GAP / 2, step - _GAP
        tall, more = room * good / most, room * bad / most
        painter.fillRect(QRectF(left, floor - tall, wide, tall), ink.good)
        if bad:
            _hatched(painter, QRectF(left, floor - tall - more, wide, more), ink.bad)
        painter.setPen(ink.dim)
        label = QRectF(at * step, floor + 2, step, high)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(hour))
        if good + bad:
            painter.setPen(ink.text)
            above = QRectF(at * step, floor - tall - more - high - 1, step, high)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(good + bad))
    painter.setPen(ink.line)
    painter.drawLine(0, round(floor), size.width(), round(floor))
    _legend(painter, ink, high)
    painter.end()
    return image


def _hatched(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.fillRect(box, QBrush(colour, Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(colour, 1))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _legend(painter: QPainter, ink: Ink, high: float) -> None:
    left = 2.0
    middle = (high - _SQUARE) / 2
    for key, plain in (("handover.answered", True), ("handover.not_answered", False)):
        box = QRectF(left, middle, _SQUARE, _SQUARE)
        if plain:
            painter.fillRect(box, ink.good)
        else:
            _hatched(painter, box, ink.bad)
        painter.setPen(ink.dim)
        word = words.word(key)
        wide = painter.fontMetrics().horizontalAdvance(word)
        painter.drawText(
            QRectF(left + _SQUARE + 5, 0, wide + 2, high), Qt.AlignmentFlag.AlignVCenter, word
        )
        left += _SQUARE + wide + 22
