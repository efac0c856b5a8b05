"""Why the PBX paused oneself: when, in which queue, after which calls; and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.kit import IconButton, KeyButton, label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ctiapp.ui.agent.viewmodel import NotTaken, PauseNews

_NAMED = 5
"""So many callers are named; the count says how many there were."""


class PauseBanner(QFrame):
    """The banner. It waits for nobody: the window goes on beside it.

    Signals:
        ready: be ready again.
        called: call back; carries the `Number`.
        dismissed: it was read.
    """

    ready = Signal()
    called = Signal(object)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._news: PauseNews | None = None
        self._said = label("", "strong")
        self._said.setWordWrap(True)
        self._callers = label("")
        self._callers.setWordWrap(True)
        for each in (self._said, self._callers):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.ready_button = KeyButton(words.word("agent.be_ready"), kind="primary")
        self.back_button = KeyButton(words.word("autopause.call_back"))
        self.cross = IconButton("close", words.word("close"))
        self.ready_button.clicked.connect(self.ready)
        self.back_button.clicked.connect(self._on_back)
        self.cross.clicked.connect(self.dismissed)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._said)
        lines.addWidget(self._callers)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 8, 8, 8)
        row.setSpacing(theme.SIZES.gap)
        row.addLayout(lines, 1)
        row.addWidget(self.ready_button)
        row.addWidget(self.back_button)
        row.addWidget(self.cross)
        self.hide()

    @property
    def message(self) -> str:
        """What it says."""
        return text.bare(f"{self._said.text()} {self._callers.text()}").strip()

    def show_news(self, news: PauseNews | None, *, live: bool) -> str:
        """Show it, or nothing; answers what a reader says of a new one."""
        self.ready_button.setEnabled(live)
        if news == self._news:
            return ""
        self._news = news
        if news is None:
            self.hide()
            return ""
        text.put(self._said, _what(news))
        text.put(self._callers, _who(news))
        self._callers.setVisible(bool(news.calls))
        back = news.back
        self.back_button.setVisible(back is not None)
        if back is not None:
            spoken = words.word("autopause.call_back_spoken", name=back.name)
            self.back_button.setAccessibleName(text.bare(spoken))
        self.setAccessibleName(self.message)
        self.show()
        self.update()
        return self.message

    def _on_back(self) -> None:
        if self._news is not None and self._news.back is not None:
            self.called.emit(self._news.back.number)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box and icon in the tone of what must be seen."""
        tone = theme.tokens().stop
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tone.strong), 1))
        painter.setBrush(QColor(tone.soft))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.SIZES.radius, theme.SIZES.radius)
        drawn = icons.pixmap("warning", tone.on_soft, 20, self.devicePixelRatioF())
        painter.drawPixmap(14, (self.height() - 20) // 2, drawn)


def _what(news: PauseNews) -> str:
    time = words.clock_time(news.at.at)
    if not news.calls:
        return words.word("autopause.said_alone", queue=news.queue, time=time)
    count = words.plural("calls_not_taken", len(news.calls))
    return words.word("autopause.said", queue=news.queue, time=time, count=count)


def _who(news: PauseNews) -> str:
    named = [_caller(call) for call in news.calls[:_NAMED]]
    if len(news.calls) > _NAMED:
        named.append("…")
    return " · ".join(named)


def _caller(call: NotTaken) -> str:
    name = call.name or words.word("pop.caller_withheld")
    if call.at is None:
        return text.isolate(name)
    return words.word("autopause.call", name=name, time=words.clock_time(call.at.at))
