"""One line of the list under the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ctiapp.ui import text, theme
from ctiapp.ui.kit import key_cap

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_ROW = 38


class MatchRow(QPushButton):
    """One line of the list: a name, what it is, and its number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = ("", "", "")
        self._marked = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", "quiet")

    def show_parts(self, name: str, detail: str, number: str, *, marked: bool) -> None:
        """Show these; the marked one is what Enter calls."""
        parts = (text.plain(name), text.plain(detail), text.plain(number))
        if (parts, marked) != (self._parts, self._marked):
            self._parts, self._marked = parts, marked
            self.setAccessibleName(", ".join(part for part in parts if part))
            self.update()

    def sizeHint(self) -> QSize:
        """Higher than a button: it is read as a line of a list."""
        return QSize(240, _ROW)

    @property
    def parts(self) -> tuple[str, str, str]:
        """Name, detail and number as they show."""
        return self._parts

    @property
    def marked(self) -> bool:
        """Whether Enter calls this one."""
        return self._marked

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name, detail, number = self._parts
        if self._marked or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent.soft" if self._marked else "button_hover"))
            painter.drawRoundedRect(self.rect(), theme.SIZES.radius_s, theme.SIZES.radius_s)
        middle = Qt.AlignmentFlag.AlignVCenter
        right = self.width() - 12
        if self._marked:
            right -= self._paint_enter(painter, right) + 10
        font = theme.font(theme.SCALE.label)
        wide = min(QFontMetrics(font).horizontalAdvance(number), self.width() // 2)
        painter.setFont(font)
        painter.setPen(colours.dim)
        box = QRectF(right - wide - 2, 0, wide + 2, self.height())
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, text.isolate(number))
        room = right - wide - 16 - 12
        bold = theme.font(theme.SCALE.body)
        bold.setWeight(bold.Weight.Medium)
        left = 12.0
        for used, pen, shown in ((bold, colours.text, name), (font, colours.dim, detail)):
            if not shown or room < 24:
                continue
            metrics = QFontMetrics(used)
            cut = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, int(room))
            wide = metrics.horizontalAdvance(cut)
            painter.setFont(used)
            painter.setPen(pen)
            painter.drawText(QRectF(left, 0, wide + 4, self.height()), middle, text.isolate(cut))
            left += wide + 10
            room -= wide + 10

    def _paint_enter(self, painter: QPainter, right: int) -> int:
        font = theme.font(theme.SCALE.caption)
        wide = 24
        cap = QRectF(right - wide + 0.5, (self.height() - 20) / 2, wide - 1, 20)
        painter.setPen(QPen(theme.colour("accent.on_soft"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key_cap("Return"))
        return wide
