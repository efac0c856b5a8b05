"""What a supervisor can do for one agent, in a small panel at the agent's row. Not modal.

Listening is asked twice, each time on purpose: its mode is chosen among the actions, then the panel
says what will happen, and only its own button does it. That button never has the focus by itself,
is not where the first press was aimed, and takes neither the second press of a double click nor a
key that is held down: no stray stroke, and nothing that comes from outside, lets anybody listen.
What is done at once is no less on purpose: a double click on an agent opens the panel and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.commands import ListenMode
from ctiapp.services.agentfacts import AgentVerb
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.popover import Popover, step
from ctiapp.ui.shapes import Shape, draw_shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from ctiapp.ui.queues.viewmodel import Do

_WIDTH, _ROW = 340, 36
_LOOKS: dict[AgentVerb | ListenMode, tuple[str, str, Shape]] = {
    AgentVerb.READY: ("supervise.ready", "go", Shape.DOT),
    AgentVerb.PAUSE: ("supervise.pause", "hold", Shape.BARS),
    AgentVerb.LOG_IN: ("supervise.log_in", "accent", Shape.ARROW),
    AgentVerb.LOG_OUT: ("supervise.log_out", "gone", Shape.CIRCLE),
    ListenMode.LISTEN: ("supervise.listen", "park", Shape.HALF),
    ListenMode.WHISPER: ("supervise.whisper", "park", Shape.DOT),
    ListenMode.BARGE: ("supervise.barge", "park", Shape.TRIANGLE),
}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select)
_ON = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Tab)
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Backtab)

_OURS = (*_TAKES, *_ON, *_BACK, *_ENDS)


class ActionRow(QPushButton):
    """One action.

    Args:
        do: what it does.
        settled: whether it stands long enough for a click to be aimed at it.
        reasons: whether pauses are for reasons here.
    """

    def __init__(self, do: Do, settled: Callable[[], bool], *, reasons: bool) -> None:
        super().__init__()
        self.do = do
        self._settled = settled
        key, self._tone, self._shape = _LOOKS[do.what]
        if do.reason is not None:
            reason = do.reason.text or do.reason.code
            self.word = text.bare(words.word("agent.pause_for", reason=reason))
        else:
            if do.what is AgentVerb.PAUSE and not reasons:
                key = "supervise.pause_alone"
            self.word = words.word(key)
        self.setProperty("kind", "entry")
        self.setFixedHeight(_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.word)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """One that comes so soon was meant for the agent's row that lay under the pointer."""
        if self._settled():
            super().mousePressEvent(event)
        else:
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first press was meant for what stood here before."""
        event.accept()

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(_WIDTH, _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, shape and word."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            ground = colours.accent.soft if self.hasFocus() else colours.button_hover
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self.rect(), theme.SIZES.radius_s, theme.SIZES.radius_s)
        mark = QRectF(12, (self.height() - 9) / 2, 9, 9)
        painter.save()
        draw_shape(painter, self._shape, mark, QColor(colours.tone(self._tone).strong))
        painter.restore()
        font = theme.font(theme.SCALE.body)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        room = QRectF(32, 0, self.width() - 42, self.height())
        cut = QFontMetrics(font).elidedText(
            self.word, Qt.TextElideMode.ElideRight, int(room.width())
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, text.isolate(cut))


class _Deliberate(KeyButton):
    """A button that the second press of a double click does not press."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first press was meant for what stood here before."""
        event.accept()


class ActionPanel(Popover):
    """The panel.

    Signals:
        taken: an action was chosen that is done at once; carries the `Do`.
        confirmed: listening was chosen, and confirmed; carries the `ListenMode`.
    """

    taken = Signal(object)
    confirmed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._corner = QPoint()
        self._name = ""
        self._mode: ListenMode | None = None
        self._opened = QElapsedTimer()
        self._clicked = False
        self.rows: list[ActionRow] = []
        self._title = label("", "heading")
        self._title.setContentsMargins(10, 6, 10, 4)
        self._ask = self._make_question()
        self._outer.insertWidget(0, self._title)
        self._outer.insertWidget(2, self._ask)

    def _make_question(self) -> QWidget:
        page = QWidget()
        self._explained = label("")
        self._explained.setWordWrap(True)
        self.cancel = KeyButton(words.word("supervise.cancel"))
        self.confirm = _Deliberate("", kind="accent")
        self.cancel.clicked.connect(self._show_actions)
        self.confirm.clicked.connect(self._on_confirm)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SIZES.gap)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.confirm, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 2, 10, 4)
        column.setSpacing(12)
        column.addWidget(self._explained)
        column.addLayout(buttons)
        page.hide()
        return page

    @property
    def asking(self) -> ListenMode | None:
        """The mode that waits to be confirmed; None: the actions are shown."""
        return self._mode if self.open else None

    @property
    def explained(self) -> str:
        """What is said before listening is confirmed."""
        return text.bare(self._explained.text())

    def show_actions(
        self, actions: Sequence[Do], corner: QPoint, *, name: str, clicked: bool = True
    ) -> None:
        """Open with these at that corner of the window, for the agent of that name.

        Args:
            actions: what can be done.
            corner: where, in the window.
            name: whose.
            clicked: whether a click opened it, which may be the first half of a double click.
        """
        if self.open:
            self.put_away(give_back=False)
        self._name, self._corner = name, corner
        self._clear()
        self.rows = []
        reasons = any(do.reason is not None for do in actions)
        for do in actions:
            row = ActionRow(do, self._settled, reasons=reasons)
            row.clicked.connect(lambda _=False, r=row: self._take(r))
            self._column.addWidget(row)
            self.rows.append(row)
        before = QApplication.focusWidget()
        title = words.word("supervise.panel", name=name)
        text.put(self._title, title)
        self.setAccessibleName(text.bare(title))
        self._clicked = clicked
        self._opened.start()
        self._show_actions()
        self._watch(before)

    def _settled(self) -> bool:
        """Whether a press of now cannot be the second one of the double click that opened it."""
        return not self._clicked or self._opened.elapsed() >= QApplication.doubleClickInterval()

    def _show_actions(self) -> None:
        mode, self._mode = self._mode, None
        self._scroll.show()
        self._hint.setText(words.word("agent.panel_hint"))
        self.show()
        self.raise_()
        start = next((row for row in self.rows if mode is not None and row.do.what is mode), None)
        (start or self.rows[0]).setFocus(Qt.FocusReason.PopupFocusReason)
        # Only now: hidden with the focus in it, it would hand that to somebody else.
        self._ask.hide()
        self.place()

    def _show_question(self, mode: ListenMode) -> None:
        self._mode = mode
        text.put(self._explained, words.word(f"supervise.explain_{mode.value}", name=self._name))
        self.confirm.set_word(words.word(f"supervise.confirm_{mode.value}", name=self._name))
        self.confirm.setAccessibleDescription(self.explained)
        self._hint.setText(words.word("supervise.confirm_hint"))
        self._ask.show()
        self.cancel.setAccessibleDescription(self.explained)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.hide()
        self.place()

    def place(self) -> None:
        """Stand at the corner, within the window."""
        window = self.parentWidget()
        if window is None:
            return
        width = min(_WIDTH + 12, window.width() - 16)
        edge = self._title.sizeHint().height() + self._hint.sizeHint().height() + 12
        if self._mode is None:
            needed = edge + self._list.sizeHint().height()
        else:
            needed = edge + self._ask.heightForWidth(width - 14)
        left = max(8, min(self._corner.x(), window.width() - width - 8))
        height = min(needed, window.height() - 16)
        top = min(self._corner.y(), window.height() - height - 8)
        self.setGeometry(left, max(8, top), width, height)

    # -- closing ---------------------------------------------------------------------------------

    def go_back(self) -> bool:
        """Back to the actions, or closed; tells whether it was open."""
        if self.asking is not None:
            self._show_actions()
            return True
        return self.put_away()

    def _closing(self) -> None:
        self._mode = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click elsewhere closes; rows and buttons give their keys to the panel."""
        if isinstance(event, QKeyEvent):
            # Only those that are the panel's: the keys of calls work while it asks, as ever.
            mine = watched in (self.cancel, self.confirm, *self.rows) and event.key() in _OURS
            if mine and event.type() == QEvent.Type.KeyPress:
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    # -- choosing --------------------------------------------------------------------------------

    def _take(self, row: ActionRow) -> None:
        if isinstance(row.do.what, ListenMode):
            self._show_question(row.do.what)
            return
        self.put_away()
        self.taken.emit(row.do)

    def _on_confirm(self) -> None:
        mode = self.asking
        if mode is not None:
            self.put_away()
            self.confirmed.emit(mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Tab move, Enter and the space bar press; nothing that is held down does."""
        event.accept()
        key = event.key()
        places: list[QPushButton] = (
            list(self.rows) if self.asking is None else [self.cancel, self.confirm]
        )
        here = next((place for place in places if place.hasFocus()), None)
        if key in _ON or key in _BACK:
            step(places, 1 if key in _ON else -1)
        elif key in _ENDS:
            places[-1 if key == Qt.Key.Key_End else 0].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in _TAKES and here is not None and not event.isAutoRepeat():
            here.click()
