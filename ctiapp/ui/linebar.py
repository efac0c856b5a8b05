"""One line to be written at the foot of a list, about somebody or something in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ctiapp.ui import theme, words
from ctiapp.ui.kit import ElidedLabel, KeyButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_WIDEST_NAME = 260


class _Field(QLineEdit):
    """Enter keeps what is written.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is no part of it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)


class LineBar(QWidget):
    """The bar; it is there while somebody writes.

    Signals:
        kept: this shall be it; carries the key of what it is about, and the text.
        left: nothing is changed.

    Args:
        keep: the word of the button that keeps it.
        hint: what stands in the empty field.
        most: how many characters it may have.
    """

    kept = Signal(str, str)
    left = Signal()

    def __init__(self, keep: str, hint: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._who = ElidedLabel("dim")
        self._who.setMaximumWidth(_WIDEST_NAME)
        self.field = _Field()
        self.field.setMaxLength(most)
        self.field.setPlaceholderText(hint)
        self.keep_button = KeyButton(keep, "Return", kind="accent")
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

    @property
    def key(self) -> str:
        """What is being written about; empty where nobody writes."""
        return self._key

    def open(self, key: str, said: str, spoken: str, shown: str = "") -> None:
        """Let somebody write.

        Args:
            key: what it is about.
            said: the same in words, before the field.
            spoken: what a screen reader calls the field.
            shown: what stands there already.
        """
        self._key = key
        self._who.set_made(said)
        self.field.setAccessibleName(spoken)
        self.field.setText(shown)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Change nothing; tells whether anything was being written."""
        if not self._key:
            return False
        self._close()
        self.left.emit()
        return True

    def _close(self) -> None:
        self._key = ""
        self.hide()

    def _on_kept(self) -> None:
        key, written = self._key, self.field.text()
        if key:
            self._close()
            self.kept.emit(key, written)
