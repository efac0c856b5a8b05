"""A question before what cannot be undone, asked in place: what is asked, and both answers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ctiapp.ui import text, theme
from ctiapp.ui.kit import KeyButton, label


class Question(QFrame):
    """The question; hidden until it is asked.

    Args:
        yes: the word of the answer that does it.
        no: the word of the answer that changes nothing; it has the keyboard first.
    """

    def __init__(self, yes: str, no: str) -> None:
        super().__init__()
        self.setProperty("role", "soft")
        self._text = label()
        self._text.setWordWrap(True)
        self.no = KeyButton(no, "Esc")
        self.yes = KeyButton(yes, kind="danger")
        row = QHBoxLayout()
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(self._text)
        column.addLayout(row)
        self.hide()

    @property
    def asked(self) -> str:
        """What it asks, without isolation marks; empty where it does not."""
        return "" if self.isHidden() else text.bare(self._text.text())

    def ask(self, sentence: str) -> None:
        """Show it."""
        text.put(self._text, sentence)
        self.no.setAccessibleDescription(text.bare(sentence))
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
