"""The list of messages: one line each, the newest first; what is new has a word and a dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics

from ctiapp.model.messagekeys import key_of
from ctiapp.model.records import Voicemail
from ctiapp.ui import theme, words
from ctiapp.ui.recordings.soundlist import SoundList, SoundModel, SoundPainter
from ctiapp.ui.shapes import Shape, draw_shape
from ctiapp.ui.voicemail.viewmodel import Face

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QWidget

CALL_KEY = "F12"
"""The key that calls back, while the list has the keyboard."""

_DOT = 8
_TO_PLAYER = (Qt.Key.Key_Plus, Qt.Key.Key_Minus)


class MessageModel(SoundModel[Voicemail, Face]):
    """The messages that are shown.

    Args:
        face: how one is painted.
    """

    def __init__(self, face: Callable[[Voicemail], Face], parent: QWidget | None = None) -> None:
        super().__init__(face, key_of, parent)


class _Painter(SoundPainter[Face]):
    """Paints one message into its box."""

    def __init__(self) -> None:
        super().__init__()
        self._bold = theme.font(theme.SCALE.body, QFont.Weight.Bold)

    def line(self, painter: QPainter, box: QRectF, face: Face, mark: str) -> None:
        """Who left it, and their number; whether it is new; when; how long."""
        colours = theme.tokens()
        tone = colours.accent if face.new else colours.gone
        room, about = self.frame(painter, box, face, mark, tone)
        if face.new:
            wide = QFontMetrics(self._strong).horizontalAdvance(face.new)
            pill = _DOT + 6 + wide
            dot = QRectF(room.right() - pill, room.center().y() - _DOT / 2, _DOT, _DOT)
            draw_shape(painter, Shape.DOT, dot, QColor(colours.accent.on_soft))
            cell = QRectF(dot.right() + 6, room.top(), wide + 2, room.height())
            self._put(painter, cell, face.new, colours.accent.on_soft, self._strong)
            room = room.adjusted(0, 0, -pill - 12, 0)
        name = self._bold if face.new else self._name
        self._pair(painter, room, (face.who, colours.text, name), (about, colours.dim, self._small))


class MessageList(SoundList[Voicemail, Face]):
    """The list; what it carries is a `Voicemail`.

    Signals:
        deleted: it is asked to delete one; carries it.
        called: who left one shall be called back; carries it.
        toggled: one shall be played, or wait where it plays; carries it.
    """

    deleted = Signal(object)
    called = Signal(object)
    toggled = Signal(object)

    def __init__(self, model: MessageModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _Painter(), words.word("voicemail.list"), parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and waits, Delete asks, F12 calls back; the rest is of every such list."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        signal = {
            Qt.Key.Key_Delete: self.deleted,
            Qt.Key.Key_F12: self.called,
            Qt.Key.Key_Space: self.toggled,
        }.get(Qt.Key(event.key()))
        if plain and signal is not None:
            if self.current is not None and not event.isAutoRepeat():
                signal.emit(self.current)
        elif event.key() in _TO_PLAYER and modifiers != Qt.KeyboardModifier.ControlModifier:
            self.other_key.emit(event)
        else:
            super().keyPressEvent(event)
