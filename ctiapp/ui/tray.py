"""The icon in the tray: how we stand, by colour and shape, and a way back to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QCursor, QIcon, QPainter
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ctiapp.model.notice import Notice
from ctiapp.services.connection import Connection
from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.shapes import Shape, draw_shape

if TYPE_CHECKING:
    from ctiapp.services.cards import Card
    from ctiapp.services.connection import ConnectionStatus

_LOOKS: dict[Connection, tuple[str, Shape]] = {
    Connection.SIGNED_OUT: ("gone", Shape.CROSS),
    Connection.CONNECTING: ("hold", Shape.BARS),
    Connection.ONLINE: ("go", Shape.DOT),
    Connection.RECONNECTING: ("hold", Shape.BARS),
    Connection.REFUSED: ("stop", Shape.CROSS),
}
_SIZES = (16, 22, 32, 48)


class Tray(QObject):
    """The tray icon; does nothing, and says so once, where the desktop has no tray.

    Signals:
        show_wanted: the user wants the window.
        quit_wanted: the user wants to quit.
        told: something to tell the user once (`Notice`).
    """

    show_wanted = Signal()
    quit_wanted = Signal()
    told = Signal(object)

    def __init__(self, parent: QObject | None = None, *, available: bool | None = None) -> None:
        super().__init__(parent)
        if available is None:
            available = QSystemTrayIcon.isSystemTrayAvailable()
        self._icon = QSystemTrayIcon(self) if available else None
        self._state = Connection.SIGNED_OUT
        self._ringing = 0
        self._said = False
        self._menu = QMenu()
        self._show = QAction(text.for_button(words.word("tray.show")), self)
        self._quit = QAction(text.for_button(words.word("tray.quit")), self)
        self._show.triggered.connect(self.show_wanted)
        self._quit.triggered.connect(self.quit_wanted)
        self._menu.addAction(self._show)
        self._menu.addSeparator()
        self._menu.addAction(self._quit)
        if self._icon is not None:
            # The desktop opens a context menu itself; only where it hands us the click do we.
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._on_activated)
            self._icon.messageClicked.connect(self.show_wanted)
            self._draw()
            self._icon.show()

    @property
    def available(self) -> bool:
        """Whether there is a tray: where not, closing the window minimises it."""
        return self._icon is not None

    @property
    def menu(self) -> QMenu:
        """What the icon offers."""
        return self._menu

    @property
    def tip(self) -> str:
        """What the icon says of itself."""
        if self._ringing:
            return words.word("tray.tip", state=words.calls_ringing(self._ringing))
        return words.word("tray.tip", state=words.connection(self._state))

    def window_closed(self) -> None:
        """Say once where the window has gone."""
        if not self._said:
            self._said = True
            self.told.emit(Notice.of("tray.kept" if self.available else "tray.missing"))

    def set_status(self, status: ConnectionStatus) -> None:
        """Show how we stand."""
        if status.state is not self._state:
            self._state = status.state
            self._draw()

    def set_ringing(self, cards: tuple[Card, ...]) -> None:
        """Show how many calls ring."""
        if len(cards) != self._ringing:
            self._ringing = len(cards)
            self._draw()

    def notify(self, title: str, message: str) -> None:
        """Show a desktop notification; both texts come from `text.for_notification`."""
        if self._icon is not None:
            self._icon.showMessage(title, message, icons.logo())

    def refresh(self) -> None:
        """Draw it anew, e.g. in the colours of the other scheme."""
        self._draw()

    def close(self) -> None:
        """Take it away."""
        self._menu.close()
        self._menu.deleteLater()
        if self._icon is not None:
            self._icon.hide()

    def _draw(self) -> None:
        if self._icon is not None:
            self._icon.setIcon(state_icon(self._state, ringing=self._ringing > 0))
            self._icon.setToolTip(text.bare(self.tip))

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Context:
            self._menu.popup(QCursor.pos() + QPoint(1, 1))
        elif reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.show_wanted.emit()


def state_icon(state: Connection, *, ringing: bool = False) -> QIcon:
    """The mark with a badge: its colour and its shape tell the state."""
    name, shape = ("ring", Shape.TRIANGLE) if ringing else _LOOKS[state]
    tone = theme.tokens().tone(name)
    made = QIcon()
    for size in _SIZES:
        drawn = icons.pixmap("logo", "", size).copy()
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        badge = size * 0.56
        box = QRectF(size - badge, size - badge, badge, badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.on_strong))
        painter.drawEllipse(box)
        inner = box.adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(tone.strong))
        painter.drawEllipse(inner)
        third = inner.width() * 0.3
        draw_shape(
            painter, shape, inner.adjusted(third, third, -third, -third), QColor(tone.on_strong)
        )
        painter.end()
        made.addPixmap(drawn)
    return made
