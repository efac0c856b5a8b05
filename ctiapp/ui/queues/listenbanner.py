"""That one listens to somebody: across the window, for as long as it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.kit import Age, KeyButton, label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ctiapp.services.agentfacts import Listening


class ListenBanner(QFrame):
    """The banner; nothing closes it but the end of it.

    Signals:
        stopped: one's own phone shall be hung up.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Listening | None = None
        self._said = label("", "strong")
        self._said.setWordWrap(True)
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._age = Age()
        self.stop = KeyButton(words.word("listening.stop"), kind="danger")
        self.stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 8, 8, 8)
        row.setSpacing(theme.SIZES.gap_l)
        row.addWidget(self._said, 1)
        row.addWidget(self._age)
        row.addWidget(self.stop)
        self.hide()

    @property
    def message(self) -> str:
        """What it says."""
        return text.bare(self._said.text())

    def show_listening(self, listening: Listening | None) -> str:
        """Show it, or nothing; answers what a reader says of a change."""
        if listening == self._shown:
            return ""
        self._shown = listening
        if listening is None:
            self.hide()
            return ""
        name = listening.agent_name or listening.agent.text
        key = listening.mode if listening.answered else f"rings_{listening.mode}"
        before = self.message
        text.put(self._said, words.word(f"listening.{key}", name=name))
        self._age.set_since(listening.since.mono_s if listening.answered else None)
        self._age.setVisible(listening.answered)
        self.stop.setAccessibleName(text.bare(words.word("listening.stop_spoken", name=name)))
        self.setAccessibleName(self.message)
        self.show()
        self.update()
        return "" if self.message == before else self.message

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box and icon in the tone of what must be seen."""
        tone = theme.tokens().park
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tone.strong), 2))
        painter.setBrush(QColor(tone.soft))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.SIZES.radius, theme.SIZES.radius)
        drawn = icons.pixmap("phone", tone.on_soft, 20, self.devicePixelRatioF())
        painter.drawPixmap(14, (self.height() - 20) // 2, drawn)
