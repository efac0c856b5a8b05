"""The field for a note on a past call, at the foot of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ctiapp.services.notes import MAX_NOTE
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import ElidedLabel, KeyButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class _Field(QLineEdit):
    """Enter keeps the note.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is no part of a note."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)


class NoteBar(QWidget):
    """The bar; it is there while a note is written.

    Signals:
        kept: the note shall be this; carries the key of the call and the text.
        left: the note is left as it was.
    """

    kept = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._who = ElidedLabel("dim")
        self._who.setMaximumWidth(260)
        self.field = _Field()
        self.field.setMaxLength(MAX_NOTE)
        self.field.setPlaceholderText(words.word("card.note"))
        self.keep_button = KeyButton(words.word("history.note_keep"), "Return", kind="accent")
        self.leave_button = KeyButton(words.word("history.note_leave"), "Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(self._who)
        row.addWidget(self.field, 1)
        row.addWidget(self.keep_button)
        row.addWidget(self.leave_button)
        self.field.entered.connect(self._on_kept)
        self.keep_button.clicked.connect(self._on_kept)
        self.leave_button.clicked.connect(self.leave)
        self.hide()

    def write(self, key: str, note: str, name: str) -> None:
        """Write the note on a call: its key, what stands there, and who it was."""
        self._key = key
        self._who.set_made(words.word("history.note_on", name=name))
        self.field.setAccessibleName(text.bare(words.word("card.note_spoken", name=name)))
        self.field.setText(text.plain(note, MAX_NOTE))
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Leave the note as it was; tells whether one was being written."""
        if not self._key:
            return False
        self._close()
        self.left.emit()
        return True

    def _close(self) -> None:
        self._key = ""
        self.hide()

    def _on_kept(self) -> None:
        key, note = self._key, self.field.text()
        if key:
            self._close()
            self.kept.emit(key, note)
