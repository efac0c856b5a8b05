"""What the style sheet cannot draw: marks that tell a state by shape, pills, card frames, avatars.

Colour never stands alone: each tone comes with a word or a shape of its own.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ctiapp.ui import text, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Shape(Enum):
    """A mark that can be told from the others without its colour."""

    NONE = "none"
    DOT = "dot"
    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    BARS = "bars"
    ARROW = "arrow"
    CROSS = "cross"
    HALF = "half"
    DASH = "dash"
    STOP = "stop"
    SLASH = "slash"


def draw_shape(  # noqa: C901, PLR0915 - one branch a shape
    painter: QPainter, shape: Shape, box: QRectF, colour: QColor
) -> None:
    """Paint one mark into a square box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = box.width()
    pen = QPen(colour, max(1.5, edge / 5))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if shape is Shape.DOT:
        painter.drawEllipse(box)
    elif shape is Shape.CIRCLE:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = pen.widthF() / 2
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    elif shape is Shape.SQUARE:
        painter.drawRoundedRect(box, 1.5, 1.5)
    elif shape is Shape.TRIANGLE:
        painter.drawPolygon(
            QPolygonF([box.bottomLeft(), QPointF(box.center().x(), box.top()), box.bottomRight()])
        )
    elif shape is Shape.BARS:
        wide = edge / 3
        painter.drawRoundedRect(QRectF(box.left(), box.top(), wide, edge), 1, 1)
        painter.drawRoundedRect(QRectF(box.right() - wide, box.top(), wide, edge), 1, 1)
    elif shape is Shape.ARROW:
        painter.setPen(pen)
        tip = box.topRight()
        painter.drawLine(box.bottomLeft(), tip)
        painter.drawLine(tip, QPointF(box.left() + edge / 3, box.top()))
        painter.drawLine(tip, QPointF(box.right(), box.bottom() - edge / 3))
    elif shape is Shape.CROSS:
        painter.setPen(pen)
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topRight())
    elif shape is Shape.HALF:
        painter.drawPie(box, 90 * 16, 180 * 16)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
    elif shape is Shape.DASH:
        painter.setPen(pen)
        middle = box.center().y()
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
    elif shape is Shape.SLASH:
        # A ring with a stroke across it: nothing is there.
        thin = QPen(colour, 1.5)
        thin.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(thin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
        painter.drawLine(box.bottomLeft(), box.topRight())
    elif shape is Shape.STOP:
        # A dot with its bar left out, so that it stands on any ground.
        bar = QPainterPath()
        bar.addRect(QRectF(box.left() + edge * 0.2, box.center().y() - 1, edge * 0.6, 2))
        dot = QPainterPath()
        dot.addEllipse(box)
        painter.drawPath(dot.subtracted(bar))


class Mark(QWidget):
    """One mark, 10 px, e.g. before a colleague's name; its word is the accessible name."""

    _EDGE = 10

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: tuple[Shape, str] = (Shape.NONE, "idle")
        self.setFixedSize(self._EDGE + 2, self._EDGE + 2)

    def set_mark(self, shape: Shape, colour: str, word: str) -> None:
        """Show a shape in a token's colour, e.g. ``go.strong``, and say what it means."""
        self._look = (shape, colour)
        self.setAccessibleName(word)
        self.setToolTip(text.for_tooltip(word))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        shape, colour = self._look
        box = QRectF(1, 1, self._EDGE, self._EDGE)
        draw_shape(QPainter(self), shape, box, theme.colour(colour))


class Pill(QLabel):
    """A word in a small rounded box, with a shape before it: RINGING, TALKING, HELD."""

    _HEIGHT, _PAD, _EDGE, _GAP = 24, 8, 7, 6

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._shape, self._filled = "gone", Shape.NONE, False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(theme.SCALE.small, QFont.Weight.Bold))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_look(
        self,
        word: str,
        tone: str,
        shape: Shape = Shape.NONE,
        filled: bool = False,  # noqa: FBT002
    ) -> None:
        """Show a word in a tone."""
        look = (tone, shape, filled)
        if look == (self._tone, self._shape, self._filled) and word == self.text():
            return
        self._tone, self._shape, self._filled = look
        self.setText(word)
        self.setAccessibleName(text.bare(word))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word and its shape need."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * self._PAD
        if self._shape is not Shape.NONE:
            width += self._EDGE + self._GAP
        return QSize(width, self._HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The word is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, shape and word."""
        tone = theme.tokens().tone(self._tone)
        ink = QColor(tone.on_strong if self._filled else tone.on_soft)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.strong if self._filled else tone.soft))
        painter.drawRoundedRect(self.rect(), 5, 5)
        left = float(self._PAD)
        if self._shape is not Shape.NONE:
            top = (self.height() - self._EDGE) / 2
            draw_shape(painter, self._shape, QRectF(left, top, self._EDGE, self._EDGE), ink)
            left += self._EDGE + self._GAP
        painter.setPen(ink)
        painter.setFont(self.font())
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, _LEFT, self._fitting(room.width() - self._PAD + 1))

    def _fitting(self, width: float) -> str:
        whole, metrics = self.text(), QFontMetrics(self.font())
        if metrics.horizontalAdvance(whole) <= width:
            return whole
        mode = Qt.TextElideMode.ElideRight
        return text.isolate(metrics.elidedText(text.bare(whole), mode, int(width)))


class CardFrame(QFrame):
    """A rounded card with a bar in the tone of what it tells, and a frame when it is selected.

    Two pixels around it belong to the frame, so that selecting moves nothing.
    """

    RIM = 2

    def __init__(self, parent: QWidget | None = None, *, bar_on_top: bool = False) -> None:
        super().__init__(parent)
        self._on_top = bar_on_top
        self._tone: str | None = None
        self._soft = False
        self._selected = False
        self._rim = 0 if bar_on_top else self.RIM

    def set_tone(self, tone: str | None, soft: bool = False) -> None:  # noqa: FBT002
        """Show a bar in that tone (None: no bar), with the card in its soft colour or in plain."""
        if (tone, soft) != (self._tone, self._soft):
            self._tone, self._soft = tone, soft
            self.update()

    def set_selected(self, selected: bool) -> None:
        """Show or hide the frame of the selected call."""
        if selected != self._selected:
            self._selected = selected
            self.update()

    @property
    def selected(self) -> bool:
        """Whether the frame shows."""
        return self._selected

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint card, bar, border and frame."""
        colours = theme.tokens()
        tone = colours.tone(self._tone) if self._tone else None
        rim, radius = self._rim, float(theme.SIZES.radius_l)
        box = QRectF(self.rect()).adjusted(rim, rim, -rim, -rim)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QPainterPath()
        inside.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(inside, QColor(tone.soft if tone and self._soft else colours.card))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawPath(inside)
        if tone is not None:
            bar = QRectF(box)
            if self._on_top:
                bar.setHeight(theme.SIZES.bar)
            else:
                bar.setWidth(theme.SIZES.bar)
            painter.save()
            painter.setClipRect(bar)
            whole = QPainterPath()
            whole.addRoundedRect(box, radius, radius)
            painter.fillPath(whole, QColor(tone.strong))
            painter.restore()
        if self._selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.link), self.RIM))
            half = self.RIM / 2
            frame = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(frame, radius + half, radius + half)


class Avatar(QWidget):
    """Initials in a circle, 28 px. Decoration: the name stands beside it."""

    _EDGE = 28

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = ""
        self.setFixedSize(self._EDGE, self._EDGE)

    def set_name(self, name: str) -> None:
        """Show the initials of a name."""
        self._initials = initials(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the circle and the initials."""
        tone = theme.tokens().accent
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.soft))
        painter.drawEllipse(self.rect())
        painter.setPen(QColor(tone.on_soft))
        painter.setFont(theme.font(theme.SCALE.small, QFont.Weight.Bold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


def initials(name: str) -> str:
    """First letters of the first and the last word; of a Chinese name its first character."""
    found = [word for word in text.plain(name).split() if word[0].isalnum()]
    if not found:
        return ""
    if "\u3040" <= found[0][0] <= "\u9fff" or len(found) == 1:
        return found[0][0].upper()
    return (found[0][0] + found[-1][0]).upper()
