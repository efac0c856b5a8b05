"""What one notes of somebody: there again when one comes back, and never lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from ctiapp.ui import words

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent

    from ctiapp.model.directory import PersonKey

NOTE_MS = 500
"""How long after a key the note is saved; sooner where the keyboard goes elsewhere."""
NOTE_LONG = 4000


class NoteField(QPlainTextEdit):
    """What one notes of somebody: saved as one types, and at once where one leaves.

    Signals:
        written: the text changed and shall be kept; carries whose, and the text.
    """

    written = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._key: PersonKey | None = None
        self._kept = ""
        self.setTabChangesFocus(True)
        self.setAccessibleName(words.word("contacts.note"))
        self.setPlaceholderText(words.word("contacts.note_hint"))
        self.setFixedHeight(84)
        self.setStyleSheet("QPlainTextEdit { padding: 4px 6px; }")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(NOTE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._on_typed)

    def show_note(self, key: PersonKey, note: str) -> None:
        """Show the note on somebody; what was typed of another is kept first.

        What is being typed is never replaced by what was kept before it.
        """
        if key == self._key:
            if self.toPlainText() == self._kept and note != self._kept:
                self._put(note)
            return
        self.flush()
        self._key = key
        self._put(note)

    def flush(self) -> None:
        """Keep what was typed, now."""
        self._pause.stop()
        typed = self.toPlainText()[:NOTE_LONG]
        if self._key is not None and typed != self._kept:
            self._kept = typed
            self.written.emit(self._key, typed)

    def _put(self, note: str) -> None:
        self._kept = note
        self.setPlainText(note)
        self._pause.stop()

    def _on_typed(self) -> None:
        if self.toPlainText() != self._kept:
            self._pause.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever leaves has written."""
        super().focusOutEvent(event)
        self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """The same."""
        super().hideEvent(event)
        self.flush()
