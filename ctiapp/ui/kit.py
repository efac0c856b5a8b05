"""The widgets that every place of the window is built of.

Setters in, signals out. Each has an accessible name; each call action prints its key.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ctiapp.model.notice import Severity
from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.ages import Age, ticker
from ctiapp.ui.boxes import ChoiceBox, DayBox
from ctiapp.ui.shapes import Avatar, CardFrame, Mark, Pill, Shape, initials

__all__ = [
    "Age",
    "Avatar",
    "Banner",
    "CardFrame",
    "ChoiceBox",
    "DayBox",
    "ElidedLabel",
    "IconButton",
    "KeyButton",
    "Mark",
    "Pill",
    "Shape",
    "heading",
    "initials",
    "key_cap",
    "label",
    "ticker",
]

_CAPS = (
    ("Shift+", "⇧"),
    ("Ctrl+", "^"),
    ("Alt+", "⌥"),
    ("Meta+", "⌘"),
    ("Return", "↵"),
    ("Esc", "Esc"),
)


def key_cap(key: str) -> str:
    """How a key is printed on a button: ``Shift+F8`` is ``⇧F8``, ``Ctrl+M`` is ``^M``."""
    for long, short in _CAPS:
        key = key.replace(long, short)
    return key


def label(shown: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """A plain-text label of that role of the style sheet."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setText(shown)
    return made


def heading(shown: str, parent: QWidget | None = None) -> QLabel:
    """The heading of a section."""
    return label(shown, "heading", parent)


class KeyButton(QPushButton):
    """A button with its key printed on it.

    Args:
        word: what it does.
        key: its key as Qt writes it portably, e.g. ``Shift+F8``; empty where it has none.
        kind: ``plain``, ``primary``, ``accent``, ``danger``, ``quiet``, ``on``: of the style sheet.
        call: 44 px high, for call actions; else 32.
    """

    _PAD, _CALL_PAD, _TIGHT_PAD, _GAP, _CAP_PAD = 10, 12, 8, 8, 5

    def __init__(
        self,
        word: str,
        key: str = "",
        *,
        kind: str = "plain",
        call: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._word, self._key, self._pending = word, key, ""
        self._blocks = self._tight = False
        self._symbol = ""
        self._call = call
        self._kind = kind
        self.setProperty("kind", kind)
        self.setProperty("call", "true" if call else "false")
        self.setFont(theme.font(theme.SCALE.body, QFont.Weight.Medium))
        self._cap_font = theme.font(theme.SCALE.caption)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.SIZES.call_control if call else theme.SIZES.control)
        self._name()

    def set_word(self, word: str) -> None:
        """Change what it says."""
        if word != self._word:
            self._word = word
            self._name()

    def set_key(self, key: str) -> None:
        """Change the key that is printed; empty: none."""
        if key != self._key:
            self._key = key
            self._name()

    def set_kind(self, kind: str) -> None:
        """Change its kind."""
        self._kind = kind
        theme.restyle(self, "kind", kind)

    def set_pending(self, word: str, *, blocks: bool = True) -> None:
        """Say what is being done (``Holding…``); empty: over.

        Where it blocks, it takes no click meanwhile. It keeps the focus: a button that was switched
        off would hand it to its neighbour, and the next press of the space bar would hang up.
        """
        self._blocks = bool(word) and blocks
        if word != self._pending:
            self._pending = word
            self._name()

    def set_room(self, *, tight: bool, symbol: str = "") -> None:
        """Take less room: less air beside the word, or an icon in its place."""
        if (tight, symbol) == (self._tight, self._symbol):
            return
        self._tight, self._symbol = tight, symbol
        self._name()

    def width_for(self, *, tight: bool, symbol: str = "") -> int:
        """How wide it would be with that much room."""
        pad = self._TIGHT_PAD if tight else self._CALL_PAD if self._call else self._PAD
        metrics = QFontMetrics(self.font())
        width, cap = theme.SIZES.icon, self._cap_width(tight=tight)
        if not symbol:
            width = max(
                metrics.horizontalAdvance(self._word),
                metrics.horizontalAdvance(self._pending) - cap,
            )
        if not self.icon().isNull():
            width += self.iconSize().width() + self._GAP
        return width + cap + 2 * pad

    @property
    def pending(self) -> bool:
        """Whether the command waits for the PBX."""
        return bool(self._pending)

    @property
    def shown(self) -> str:
        """The word that shows now."""
        return self._pending or self._word

    def _name(self) -> None:
        self.setText(text.for_button(self.shown))
        spoken = text.bare(self.shown)
        self.setAccessibleName(f"{spoken}, {self._key}" if self._key else spoken)
        if self._symbol or self.toolTip():
            self.setToolTip(text.for_tooltip(spoken) if self._symbol else "")
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """Take no click while the command waits for the PBX."""
        return not self._blocks and super().hitButton(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no press either."""
        presses = (Qt.Key.Key_Space, Qt.Key.Key_Select, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._blocks and event.key() in presses:
            event.accept()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the longer of the word and the cap, so that pending moves nothing."""
        return QSize(self.width_for(tight=self._tight, symbol=self._symbol), self.height())

    def minimumSizeHint(self) -> QSize:
        """The word and its key are never cut."""
        return self.sizeHint()

    def _cap_width(self, *, tight: bool = False) -> int:
        if not self._key:
            return 0
        inside = QFontMetrics(self._cap_font).horizontalAdvance(key_cap(self._key))
        pad = self._CAP_PAD - 2 if tight else self._CAP_PAD
        return max(inside + 2 * pad, 22) + self._gap(tight=tight)

    def _gap(self, *, tight: bool) -> int:
        """Between the word and its key."""
        return self._GAP - 2 if tight else self._GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Let the style paint the box, then paint the word and the key cap."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        icon = option.icon
        option.icon = type(icon)()
        if self._blocks:
            option.state &= ~QStyle.StateFlag.State_Enabled
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        ink = self._ink()
        cap, gap = self._cap_width(tight=self._tight), self._gap(tight=self._tight)
        if self._symbol:
            self._paint_symbol(painter, ink, cap)
            return
        if self._pending:
            cap = 0
        metrics = QFontMetrics(self.font())
        room = self.width() - cap - 6
        shown = metrics.elidedText(self.shown, Qt.TextElideMode.ElideRight, room)
        word = metrics.horizontalAdvance(shown)
        lead = 0 if icon.isNull() else self.iconSize().width() + self._GAP
        left = (self.width() - lead - word - cap) // 2
        if lead:
            top = (self.height() - self.iconSize().height()) // 2
            icon.paint(painter, QRect(left, top, self.iconSize().width(), self.iconSize().height()))
            left += lead
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(
            QRect(left, 0, word + 2, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            shown,
        )
        if cap:
            self._paint_cap(painter, left + word + gap, cap - gap, ink)

    def _paint_symbol(self, painter: QPainter, ink: QColor, cap: int) -> None:
        size = theme.SIZES.icon
        left = (self.width() - size - cap) // 2
        tint = QColor(theme.tokens().dim) if self._pending else ink
        drawn = icons.pixmap(self._symbol, tint.name(), size, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - size) // 2, drawn)
        if cap:
            gap = self._gap(tight=self._tight)
            self._paint_cap(painter, left + size + gap, cap - gap, ink)

    def _paint_cap(self, painter: QPainter, left: int, width: int, ink: QColor) -> None:
        filled = self._looks_enabled() and self._kind in ("primary", "danger", "accent")
        colours = theme.tokens()
        height = 20
        box = QRectF(left + 0.5, (self.height() - height) // 2 + 0.5, width - 1, height - 1)
        border = QColor(ink) if filled else QColor(colours.line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(border, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(ink if filled else QColor(colours.dim))
        painter.setFont(self._cap_font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key_cap(self._key))

    def _looks_enabled(self) -> bool:
        return self.isEnabled() and not self._blocks

    def _ink(self) -> QColor:
        colours = theme.tokens()
        if not self._looks_enabled():
            return QColor(colours.dim)
        tone = {"primary": colours.go, "danger": colours.stop, "accent": colours.accent}.get(
            self._kind
        )
        if tone is not None:
            return QColor(tone.on_strong)
        if self._kind == "on":
            return QColor(colours.accent.on_soft)
        return QColor(colours.link if self._kind == "link" else colours.text)


class IconButton(QPushButton):
    """A square 32 px button with an icon alone; its word is tooltip and accessible name."""

    def __init__(self, icon: str, word: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setProperty("kind", "quiet")
        self.setFixedSize(theme.SIZES.control, theme.SIZES.control)
        self.setAccessibleName(f"{word}, {key}" if key else word)
        self.setToolTip(text.for_tooltip(f"{word} ({key})" if key else word))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box by the style and the icon in the token's colour."""
        super().paintEvent(event)
        size = theme.SIZES.icon
        corner = (self.width() - size) // 2
        drawn = icons.pixmap(self._icon, theme.tokens().dim, size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(corner, corner, drawn)


def keep_room(widget: QWidget, *, on: bool) -> None:
    """Let a layout keep a hidden widget's room: what comes later then moves nothing."""
    policy = widget.sizePolicy()
    if policy.retainSizeWhenHidden() is not on:
        policy.setRetainSizeWhenHidden(on)
        widget.setSizePolicy(policy)


class ElidedLabel(QLabel):
    """One line of text from outside, cut with an ellipsis where it is too long.

    The whole of it is the accessible name and, where cut, the tooltip.
    """

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = self._why = ""
        self._width: int | None = None
        if role:
            self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_outside(self, shown: str) -> None:
        """Show text from outside."""
        self._put(text.plain(shown))

    def set_made(self, shown: str) -> None:
        """Show a text of ours, already made of isolated parts."""
        self._put(shown)

    def _put(self, shown: str) -> None:
        if shown == self._whole:
            return
        self._whole = shown
        self._width = None
        self.setText(text.isolate(shown) if text.FSI not in shown else shown)
        self.setAccessibleName(text.bare(shown))
        self._tell()
        self.updateGeometry()

    @property
    def whole(self) -> str:
        """The text, whether cut or not, without isolation marks."""
        return text.bare(self._whole)

    @property
    def cut(self) -> bool:
        """Whether not all of it can be seen."""
        if self._width is None:
            self._width = QFontMetrics(self.font()).horizontalAdvance(self.whole)
        return self._width > self.contentsRect().width()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._width = None

    def minimumSizeHint(self) -> QSize:
        """It may be cut down to a few letters."""
        return QSize(24, super().minimumSizeHint().height())

    def set_why(self, said: str) -> None:
        """Say by tooltip, and to the ear, why this is shown; empty: nothing."""
        if said != self._why:
            self._why = said
            self.setAccessibleDescription(text.bare(said))
            self._tell()

    def _tell(self) -> None:
        parts = (self.whole if self.cut else "", self._why)
        self.setToolTip(text.for_tooltip(". ".join(part for part in parts if part)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say by tooltip what is cut now."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, cut where it must be."""
        if not self.cut:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, shown)


_BANNER = {
    Severity.INFO: ("accent", "info"),
    Severity.WARNING: ("hold", "warning"),
    Severity.ERROR: ("stop", "warning"),
}


class Banner(QFrame):
    """A message across a page: what happened, what to do, and a button for that.

    Signals:
        acted: the button was pressed.
        closed: the user closed it.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = Severity.INFO
        self._text = label()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = KeyButton("")
        self.close_button = IconButton("close", words.word("close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 8, 8, 8)
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self.close_button)
        self._action.clicked.connect(self.acted)
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def show_message(
        self,
        severity: Severity,
        message: str,
        *,
        action: str = "",
        key: str = "",
        details: str = "",
        closable: bool = True,
    ) -> None:
        """Show a sentence; ``action`` is the button's word, ``details`` the technical text."""
        self._severity = severity
        text.put(self._text, message)
        self.setAccessibleName(f"{words.severity(severity)}: {text.bare(message)}")
        self.setToolTip(text.for_tooltip(details))
        self._action.set_word(action)
        self._action.set_key(key)
        self._action.setVisible(bool(action))
        self.close_button.setVisible(closable)
        self.update()
        self.show()

    @property
    def message(self) -> str:
        """What it says, without isolation marks."""
        return text.bare(self._text.text())

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box and icon in the severity's tone."""
        name, icon = _BANNER[self._severity]
        tone = theme.tokens().tone(name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tone.strong), 1))
        painter.setBrush(QColor(tone.soft))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.SIZES.radius, theme.SIZES.radius)
        drawn = icons.pixmap(icon, tone.on_soft, 20, self.devicePixelRatioF())
        painter.drawPixmap(14, (self.height() - 20) // 2, drawn)
