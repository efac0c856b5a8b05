"""Where a queue's password is typed: at the foot of its card, for the log-in or log-out it lacks.

Not modal: the call keys work as ever. Nothing that was typed stays when it is left.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.services.agentfacts import AgentVerb
from ctiapp.ui import focus, text, theme, words
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.labelledfields import MaskedField

_TOLD = ("show", "hide", "show_spoken", "hide_spoken")
_VERBS = {AgentVerb.LOG_IN: "queuepassword.log_in", AgentVerb.LOG_OUT: "queuepassword.log_out"}


class PasswordForm(QWidget):
    """The form of one queue; hidden until it is asked for.

    Signals:
        given: a password was typed; carries it.
        left: nobody wants to type one.

    """

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._why = label("", "caption")
        self._why.setWordWrap(True)
        told = {verb: words.word(f"queuepassword.{verb}") for verb in _TOLD}
        self.field = MaskedField("", told)
        self.field.edit.returnPressed.connect(self._on_send)
        self.field.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.send = KeyButton("", "Return", kind="accent")
        self.send.clicked.connect(self._on_send)
        self.cancel = KeyButton(words.word("queuepassword.cancel"), "Esc")
        self.cancel.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SIZES.gap)
        buttons.addWidget(self.send)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 4, 4)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(self._why)
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.hide()

    @property
    def why(self) -> str:
        """What it says of why it asks; empty where the complaint says it."""
        return "" if self._why.isHidden() else text.bare(self._why.text())

    @property
    def sending(self) -> bool:
        """Whether what was typed is on its way."""
        return self.field.edit.isReadOnly()

    def ask(self, verb: AgentVerb, sentence: str, queue: str) -> None:
        """Show it, empty, and why it is there; ``queue`` is what the queue is called."""
        self._reset()
        name = text.bare(words.word("queuepassword.title", queue=queue))
        self.field.set_name(name)
        self.setAccessibleName(name)
        self.send.set_word(words.word(_VERBS[verb]))
        text.put(self._why, sentence)
        self._why.show()
        self.field.edit.setAccessibleDescription(text.bare(sentence))
        self.show()

    def complain(self, sentence: str) -> None:
        """What was typed did not do: say so, and have it typed again."""
        self._set_sending(on=False)
        self._why.hide()
        self.field.show_wrong(sentence)
        self.field.edit.selectAll()

    def put_away(self) -> None:
        """Hide it; nothing of what was typed stays."""
        self._reset()
        self.hide()

    def take_keyboard(self) -> None:
        """Have the next key typed here."""
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed goes in here."""
        return not self.isHidden() and focus.has_keyboard(self)

    def _reset(self) -> None:
        self._set_sending(on=False)
        self.field.edit.setText("")  # clear() could be undone
        self.field.set_masked(True)
        self.field.show_wrong("")

    def _set_sending(self, *, on: bool) -> None:
        # It stays where the keyboard is: a field that was switched off would hand it on.
        self.field.edit.setReadOnly(on)
        self.send.set_pending(words.word("queuepassword.sending") if on else "")

    def _on_send(self) -> None:
        if self.sending:
            return
        password = self.field.edit.text()
        if not password:
            self.complain(words.word("queuepassword.empty"))
            return
        self.field.set_masked(True)
        self._set_sending(on=True)
        self.given.emit(password)
