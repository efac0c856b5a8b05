"""The field for why there is nothing to do with somebody any more, at the foot of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ctiapp.model.followups import MAX_REASON
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import ElidedLabel, KeyButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class _Field(QLineEdit):
    """Enter says it.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is no part of a reason."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)


class ReasonBar(QWidget):
    """The bar; it is there while somebody is being put away.

    Signals:
        kept: there is nothing to do; carries who it is, and the reason, which may be empty.
        left: they stay on the list.
    """

    kept = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = ""
        self._who = ElidedLabel("dim")
        self._who.setMaximumWidth(260)
        self.field = _Field()
        self.field.setMaxLength(MAX_REASON)
        self.field.setPlaceholderText(words.word("followups.reason"))
        self.keep_button = KeyButton(words.word("followups.done"), "Return", kind="accent")
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
    def person(self) -> str:
        """Who is being put away; empty where nobody is."""
        return self._person

    def ask(self, person: str, name: str) -> None:
        """Ask why there is nothing to do with somebody any more."""
        self._person = person
        asked = words.word("followups.done_with", name=name)
        self._who.set_made(asked)
        spoken = f"{text.bare(asked)}: {words.word('followups.reason')}"
        self.field.setAccessibleName(spoken)
        self.field.clear()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """They stay on the list; tells whether anybody was being put away."""
        if not self._person:
            return False
        self._close()
        self.left.emit()
        return True

    def _close(self) -> None:
        self._person = ""
        self.hide()

    def _on_kept(self) -> None:
        person, reason = self._person, self.field.text()
        if person:
            self._close()
            self.kept.emit(person, reason)
