"""The panel under a chip: a short list that one key chooses from. No menu of Qt's, and not modal.

It opens and closes as a `Popover` does: digits, arrows and Enter come to it and to nobody else, F3
and F8 work as ever. What it offers does not change while it is open: nothing moves under a finger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QSizePolicy, QWidget

from ctiapp.model.directory import Presence
from ctiapp.services.agentfacts import AgentVerb
from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.agent import looks
from ctiapp.ui.agent.viewmodel import Part
from ctiapp.ui.calls.fitting import Fitting
from ctiapp.ui.kit import key_cap
from ctiapp.ui.popover import Popover, step
from ctiapp.ui.shapes import Shape, draw_shape
from ctiapp.ui.shortcuts import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from ctiapp.ui.agent.viewmodel import Entry

_WIDTH, _ROW = 300, 36
_VERBS: dict[AgentVerb, tuple[str, str, Shape]] = {
    AgentVerb.READY: ("agent.be_ready", "go", Shape.DOT),
    AgentVerb.PAUSE: ("agent.no_reason", "hold", Shape.BARS),
    AgentVerb.LOG_IN: ("agent.log_in_all", "accent", Shape.ARROW),
    AgentVerb.LOG_OUT: ("agent.log_out_all", "gone", Shape.CIRCLE),
}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select)


class EntryRow(QPushButton):
    """One line of the panel."""

    def __init__(
        self, entry: Entry, key: str, pressed: Callable[[QKeyEvent], None], *, reasons: bool
    ) -> None:
        super().__init__()
        self.entry = entry
        self._pressed = pressed
        self._cap = entry.digit or key
        self._word, self._tone, self._shape = _face(entry, reasons=reasons)
        self.setProperty("kind", "entry")
        self.setFixedHeight(_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        spoken = text.bare(_spoken(entry, self._word))
        if entry.chosen:
            spoken = text.bare(words.word("agent.chosen", word=spoken))
        self.setAccessibleName(f"{spoken}, {self._cap}" if self._cap else spoken)

    @property
    def word(self) -> str:
        """What it says."""
        return text.bare(self._word)

    @property
    def cap(self) -> str:
        """The key that is printed on it; empty where it has none."""
        return self._cap

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(_WIDTH, _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys belong to the panel, and not to the scroll area between."""
        self._pressed(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be seen."""
        super().focusInEvent(event)
        parent = self.parentWidget()
        area = None if parent is None else parent.parentWidget()
        scroll = None if area is None else area.parentWidget()
        if isinstance(scroll, Fitting):
            scroll.ensureWidgetVisible(self, 0, 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, shape, word, tick and key."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(colours.text)
        if self.hasFocus() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                QColor(colours.accent.soft if self.hasFocus() else colours.button_hover)
            )
            painter.drawRoundedRect(self.rect(), theme.SIZES.radius_s, theme.SIZES.radius_s)
        mark = QRectF(12, (self.height() - 9) / 2, 9, 9)
        painter.save()
        draw_shape(painter, self._shape, mark, QColor(colours.tone(self._tone).strong))
        painter.restore()
        right = self.width() - 10
        if self._cap:
            right -= self._paint_cap(painter, right) + 8
        if self.entry.chosen:
            drawn = icons.pixmap("ok", colours.link, 16, self.devicePixelRatioF())
            painter.drawPixmap(int(right) - 16, (self.height() - 16) // 2, drawn)
            right -= 24
        font = theme.font(theme.SCALE.body)
        painter.setFont(font)
        painter.setPen(ink)
        room = QRectF(32, 0, right - 32, self.height())
        shown = QFontMetrics(font).elidedText(
            self.word, Qt.TextElideMode.ElideRight, int(room.width())
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, text.isolate(shown))

    def _paint_cap(self, painter: QPainter, right: int) -> int:
        font = theme.font(theme.SCALE.caption)
        shown = key_cap(self._cap)
        wide = max(22, QFontMetrics(font).horizontalAdvance(shown) + 12)
        box = QRectF(right - wide + 0.5, (self.height() - 20) / 2 + 0.5, wide - 1, 19)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("bar"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour("dim"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        return wide


def _face(entry: Entry, *, reasons: bool) -> tuple[str, str, Shape]:
    if isinstance(entry.ask, Presence):
        tone, shape = looks.PRESENCES[entry.ask]
        return looks.presence_word(entry.ask), tone, shape
    key, tone, shape = _VERBS[entry.ask.verb]
    if entry.ask.reason is not None:
        return text.isolate(entry.ask.reason.text or entry.ask.reason.code), tone, shape
    if entry.ask.verb is AgentVerb.PAUSE and not reasons:
        key = "agent.just_pause"
    if entry.where:
        return words.word("myqueues.ready_spoken", queue=entry.where), tone, shape
    return words.word("agent.ready_all" if entry.everywhere else key), tone, shape


def _spoken(entry: Entry, word: str) -> str:
    if isinstance(entry.ask, Presence) or entry.ask.reason is None:
        return word
    return words.word("agent.pause_for", reason=text.bare(word))


class Panel(Popover):
    """The panel.

    Signals:
        taken: an entry was chosen; carries what it asks.
        closed: it is closed; the key that did it, portably written, or nothing.
    """

    taken = Signal(object)
    closed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._anchor: QWidget | None = None
        self.rows: list[EntryRow] = []
        self._hint.setText(words.word("agent.panel_hint"))

    @property
    def anchor(self) -> QWidget | None:
        """Under what it is open; None where it is closed."""
        return self._anchor if self.open else None

    def show_entries(
        self, entries: Sequence[Entry], anchor: QWidget, *, title: str, key: str = ""
    ) -> None:
        """Open with these under that widget; ``key`` is printed on the first entry."""
        if not entries:
            return
        if self.open:
            self.put_away()
        self._fill(entries, key)
        self._anchor = anchor
        self.setAccessibleName(title)
        self.place()
        self.show()
        self.raise_()
        before = QApplication.focusWidget()
        start = next((row for row in self.rows if row.entry.first or row.entry.chosen), None)
        (start or self.rows[0]).setFocus(Qt.FocusReason.PopupFocusReason)
        self._watch(before)

    def _fill(self, entries: Sequence[Entry], key: str) -> None:
        self._clear()
        self.rows = []
        part = entries[0].part
        reasons = any(entry.part is Part.REASONS for entry in entries)
        for entry in entries:
            if entry.part is not part:
                part = entry.part
                self._column.addSpacing(4)
                self._column.addWidget(_line())
                self._column.addSpacing(4)
            row = EntryRow(entry, key if entry.first else "", self.keyPressEvent, reasons=reasons)
            row.clicked.connect(lambda _=False, r=row: self._take(r, ""))
            self._column.addWidget(row)
            self.rows.append(row)

    def place(self) -> None:
        """Stand under the anchor, within the window."""
        window = self.parentWidget()
        if window is None or self._anchor is None:
            return
        corner = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + 4))
        width = min(_WIDTH + 12, window.width() - 16)
        needed = self._list.sizeHint().height() + self._hint.sizeHint().height() + 12
        height = min(needed, window.height() - corner.y() - 8)
        left = corner.x()
        if left + width > window.width() - 8:
            left = corner.x() + self._anchor.width() - width
        left = max(8, min(left, window.width() - width - 8))
        self.setGeometry(left, corner.y(), width, height)

    def _has_closed(self, key: str) -> None:
        self.closed.emit(key)

    def _is_elsewhere(self, widget: QWidget) -> bool:
        return widget is not self._anchor and super()._is_elsewhere(widget)

    # -- choosing --------------------------------------------------------------------------------

    def take_first(self, key: str = "") -> bool:
        """The key that opened it was pressed again; tells whether there was anything to take."""
        first = next((row for row in self.rows if row.entry.first), None)
        if not self.open or first is None:
            return False
        self._take(first, key)
        return True

    def _take(self, row: EntryRow, key: str) -> None:
        ask = row.entry.ask
        self.put_away(key)
        self.taken.emit(ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, arrows, Enter; nothing that is pressed here types anywhere."""
        event.accept()
        key = event.key()
        if event.isAutoRepeat() and key not in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step(self.rows, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows:
            last = key == Qt.Key.Key_End
            self.rows[-1 if last else 0].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in _TAKES:
            focused = self._focused()
            if focused is not None:
                self._take(focused, key_of(event))
        else:
            digit = next((row for row in self.rows if row.entry.digit == event.text() != ""), None)
            if digit is not None:
                self._take(digit, key_of(event))

    def _focused(self) -> EntryRow | None:
        return next((row for row in self.rows if row.hasFocus()), None)


def _line() -> QFrame:
    made = QFrame()
    made.setProperty("role", "line")
    return made
