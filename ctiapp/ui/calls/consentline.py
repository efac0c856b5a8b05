"""The sentence to say to the caller, below the button that begins to record.

It comes when the recording does and stays while it runs; nothing above it moves.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.ui import text, words
from ctiapp.ui.announce import announce
from ctiapp.ui.kit import label


class ConsentLine(QWidget):
    """The line; hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QFrame()
        box.setProperty("role", "soft")
        self._sentence = ""
        self._lead = label(words.word("consent.say"), "caption")
        self.said = label("", "strong")
        self.said.setWordWrap(True)
        row = QHBoxLayout(box)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self._lead)
        row.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(box)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show what is to be said now; empty: nothing."""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        text.put(self.said, sentence)
        self.setVisible(bool(sentence))
        if sentence:
            said = f"{text.bare(words.word('consent.say'))} {text.plain(sentence)}"
            self.setAccessibleName(said)
            announce(self, said, urgent=True)
