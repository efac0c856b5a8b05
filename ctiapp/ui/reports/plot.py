"""A few bars, painted: what a column of a report looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctiapp.ui import text, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from ctiapp.ui.reports.viewmodel import Bar

HEIGHT = 168
_LOWEST = 72
"""Where the window is small the bars are lower: the rows of the table are worth more."""
_WIDEST = 56
_GAP = 6.0
_ROUND = 3.0
_LEAST = 2.0
"""A bar of something is seen, however little it is; a bar of nothing is not there."""


class BarPlot(QWidget):
    """Bars beside each other, each with its label below and its value above, where there is room.

    What it shows stands in the table as well: the reader is told its name and the highest bar.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(_LOWEST)
        self.setMaximumHeight(HEIGHT)

    def show_bars(self, bars: Sequence[Bar], name: str) -> None:
        """Show these; ``name`` is what they are the bars of."""
        self.bars = tuple(bars)
        highest = max(self.bars, key=lambda bar: bar.value, default=None)
        said = name
        if highest is not None and highest.value:
            said = f"{name}: {highest.label} {highest.shown}"
        self.setAccessibleName(text.bare(said))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(480, HEIGHT)

    def boxes(self) -> list[QRectF]:
        """Where each bar stands, without its label."""
        fonts = QFontMetricsF(theme.font(theme.SCALE.caption))
        count = len(self.bars)
        if not count:
            return []
        step = min(_WIDEST + _GAP, self.width() / count)
        wide = max(2.0, step - _GAP)
        high = self.height() - 2 * fonts.height() - 8
        most = max((bar.value for bar in self.bars), default=0.0) or 1.0
        floor = self.height() - fonts.height() - 4
        found = []
        for at, bar in enumerate(self.bars):
            tall = max(_LEAST, high * bar.value / most) if bar.value > 0 else 0.0
            found.append(QRectF(at * step + (step - wide) / 2, floor - tall, wide, tall))
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SCALE.caption))
        metrics = QFontMetricsF(painter.font())
        boxes = self.boxes()
        step = boxes[1].left() - boxes[0].left() if len(boxes) > 1 else _WIDEST + _GAP
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self.bars), default=0.0)
        every = 1 if widest + 2 <= step or widest > 2 * step else 2
        for at, (bar, box) in enumerate(zip(self.bars, boxes, strict=True)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent.strong"))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            middle = box.center().x()
            value = metrics.horizontalAdvance(bar.shown)
            if bar.value > 0 and value <= step:
                top = QRectF(
                    middle - step / 2, box.top() - metrics.height() - 1, step, metrics.height()
                )
                painter.drawText(top, Qt.AlignmentFlag.AlignCenter, bar.shown)
            if at % every == 0:
                painter.setPen(theme.colour("dim"))
                room = step * every - 2
                shown = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, room)
                below = QRectF(middle - room / 2, box.bottom() + 3, room, metrics.height())
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text.isolate(shown))
        painter.setPen(theme.colour("line"))
        floor = self.height() - metrics.height() - 4
        painter.drawLine(0, round(floor), self.width(), round(floor))
        painter.end()
