"""The field for a note on a call: what is typed is kept as it is typed; Enter goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ctiapp.services.notes import MAX_NOTE
from ctiapp.ui import text, words

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from ctiapp.model.ids import CallId


_REST, _WRITTEN_IN = 26, 34
"""How high it is, in pixels: low beside what matters more, and a field as all are to write in."""


class NoteField(QLineEdit):
    """The field: a low line, that grows while the keyboard is in it.

    Signals:
        written: the note is this now.
        busy: whether the keyboard is in it.
        left: Enter was pressed: the keyboard may go back.
    """

    written = Signal(str)
    busy = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call: CallId | None = None
        self.setProperty("role", "note")
        self.setFixedHeight(_REST)
        self.setMaxLength(MAX_NOTE)
        self.setPlaceholderText(words.word("card.note"))
        self.textEdited.connect(self.written)

    def show_note(self, call_id: CallId, note: str, name: str) -> None:
        """Show a call's note; what is being typed on this call is left alone."""
        other, self._call = call_id != self._call, call_id
        shown = text.plain(note, MAX_NOTE)
        if shown != self.text() and (other or not self.hasFocus()):
            self.setText(shown)
            self.setCursorPosition(0)
        self.setAccessibleName(text.bare(words.word("card.note_spoken", name=name)))
        self.setToolTip(text.for_tooltip(note) if len(note) > 60 else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is no part of a note; it would answer or select where the card has the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if not event.isAutoRepeat():
                self.left.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody writes here."""
        super().focusInEvent(event)
        self.setFixedHeight(_WRITTEN_IN)
        self.busy.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nobody does any more."""
        super().focusOutEvent(event)
        self.setFixedHeight(_REST)
        self.busy.emit(False)
