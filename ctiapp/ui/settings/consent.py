"""The sentence to say before a call is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ctiapp.services.notes import plain_note
from ctiapp.settings import MAX_CONSENT
from ctiapp.ui import theme, words
from ctiapp.ui.kit import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class _Box(QLineEdit):
    """A field whose Enter keeps what is in it, and goes nowhere else."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells of the end of editing; nobody else is to hear the key."""
        super().keyPressEvent(event)
        event.accept()


class ConsentField(QWidget):
    """The field.

    Signals:
        kept: this is the sentence now; empty: none.
    """

    kept = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        lead = label(words.word("consent.lead"), "dim")
        lead.setWordWrap(True)
        self.box = _Box()
        self.box.setMaxLength(MAX_CONSENT)
        self.box.setPlaceholderText(words.word("consent.example"))
        self.box.setAccessibleName(words.word("consent.sentence"))
        self.box.setAccessibleDescription(lead.text())
        self.box.editingFinished.connect(self._on_finished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(lead)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)

    def show_sentence(self, sentence: str) -> None:
        """Show what is set; not over what is being typed."""
        if sentence != self._shown and not (self.box.hasFocus() and self.box.isModified()):
            self.box.setText(sentence)
        self._shown = sentence

    def _on_finished(self) -> None:
        sentence = plain_note(self.box.text())
        self.box.setText(sentence)
        if sentence != self._shown:
            self._shown = sentence
            self.kept.emit(sentence)
