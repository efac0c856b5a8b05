"""One line of the list under the search box."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ctiapp.ui import text, theme
from ctiapp.ui.kit import key_cap
from ctiapp.ui.lines import Lines

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QShowEvent

_ROW = 38
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_AT_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_NAME, _SMALL, _CAP = range(3)
"""The fonts of a line: of the name, of what stands beside it, and of the key."""


@cache
def _lines() -> Lines:
    # All lines of the list have them in common: who matched once mostly matches one more letter.
    name = theme.font(theme.SCALE.body, QFont.Weight.Medium)
    return Lines([name, theme.font(theme.SCALE.label), theme.font(theme.SCALE.caption)])


class MatchRow(QPushButton):
    """One line of the list: a name, what it is, and its number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = ("", "", "")
        self._marked = False
        self._target: bool | None = None
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

    def set_target(self, possible: bool | None) -> None:
        """Show that a carried call would go here, and whether it can; None: none would."""
        if possible is not self._target:
            self._target = possible
            self.update()

    @property
    def target(self) -> bool | None:
        """Whether a carried call that is over it can go here; None where none is."""
        return self._target

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

    def showEvent(self, event: QShowEvent) -> None:
        """Cover what lies under the list."""
        super().showEvent(event)
        self._cover()

    def changeEvent(self, event: QEvent) -> None:
        """Cover it in the other scheme as well."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._cover()

    def _cover(self) -> None:
        # What it covers is not asked to paint itself for each letter. A style sheet takes the
        # attribute away whenever it is applied.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        colours = theme.tokens()
        painter = QPainter(self)
        # `fillRect` would make all presets of gradients at the first key, which takes 9 ms.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("card"))
        painter.drawRect(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name, detail, number = self._parts
        if self._target is not None:
            tone = colours.tone("accent" if self._target else "stop")
            painter.setPen(QPen(QColor(tone.strong), 2))
            painter.setBrush(QColor(tone.soft))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, theme.SIZES.radius_s, theme.SIZES.radius_s)
        elif self._marked or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent.soft" if self._marked else "button_hover"))
            painter.drawRoundedRect(self.rect(), theme.SIZES.radius_s, theme.SIZES.radius_s)
        right = self.width() - 12
        if self._marked:
            right -= self._paint_enter(painter, right) + 10
        lines = _lines()
        wide = min(lines.wide(number, _SMALL), self.width() // 2)
        painter.setFont(lines.fonts[_SMALL])
        painter.setPen(colours.dim)
        box = QRectF(right - wide - 2, 0, wide + 2, self.height())
        painter.drawText(box, _AT_RIGHT, lines.own(number))
        room = right - wide - 16 - 12
        left = 12.0
        for font, pen, shown in ((_NAME, colours.text, name), (_SMALL, colours.dim, detail)):
            if not shown or room < 24:
                continue
            cut = lines.cut(shown, font, int(room))
            wide = lines.wide(cut, font)
            painter.setFont(lines.fonts[font])
            painter.setPen(pen)
            painter.drawText(QRectF(left, 0, wide + 4, self.height()), _MIDDLE, cut)
            left += wide + 10
            room -= wide + 10

    def _paint_enter(self, painter: QPainter, right: int) -> int:
        wide = 24
        cap = QRectF(right - wide + 0.5, (self.height() - 20) / 2, wide - 1, 20)
        painter.setPen(QPen(theme.colour("accent.on_soft"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(_lines().fonts[_CAP])
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key_cap("Return"))
        return wide
