"""One rule of what is done when a call comes, being written: a form in the page, no dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.errors import UsageError
from ctiapp.model.notice import Severity
from ctiapp.model.popactions import (
    MAX_NAME,
    MAX_TEMPLATE,
    PLACEHOLDERS,
    PopAction,
    What,
    When,
    Which,
    checked,
)
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import ChoiceBox, KeyButton, label

if TYPE_CHECKING:
    from enum import StrEnum

    from ctiapp.model.errors import CtiError

_COMMAND_HEIGHT = 108


class PopActionEditor(QFrame):
    """The form.

    Signals:
        saved: a rule that may be kept (`PopAction`).
        tried: one that is to be done now (`PopAction`).
        left: nothing is to be kept.
    """

    saved = Signal(object)
    tried = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self.name = self._line("actions.name", MAX_NAME)
        self.when = self._choice("when", When)
        self.which = self._choice("which", Which)
        self.queue = self._line("actions.queue", 32)
        self.queue.setPlaceholderText(words.word("actions.queue_hint"))
        self.queue.setAccessibleDescription(words.word("actions.queue_hint"))
        self.what = self._choice("what", What)
        self.url = self._line("actions.url", MAX_TEMPLATE)
        self.url.setPlaceholderText("https://crm.example.com/find?number={number}")
        self.http = QCheckBox(words.word("actions.http"))
        self.command = QPlainTextEdit()
        self.command.setAccessibleName(words.word("actions.command"))
        self.command.setTabChangesFocus(True)
        self.command.setFixedHeight(_COMMAND_HEIGHT)
        self.hint = self._said("caption")
        self.wrong = self._said("error")
        self.well = self._said("dim")
        self.try_button = KeyButton(words.word("actions.try"))
        self.save_button = KeyButton(words.word("actions.save"), kind="accent")
        self.cancel_button = KeyButton(words.word("actions.cancel"), kind="quiet")
        self._on = True
        self._lay_out()
        self._connect()
        self.edit(PopAction(""))

    # -- making it -------------------------------------------------------------------------------

    @staticmethod
    def _line(name: str, most: int) -> QLineEdit:
        box = QLineEdit()
        box.setAccessibleName(words.word(name))
        box.setMaxLength(most)
        return box

    @staticmethod
    def _choice(name: str, values: type[StrEnum]) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(words.word(f"actions.{name}"))
        for value in values:
            box.addItem(words.word(f"actions.{name}.{value.value}"), value)
        return box

    @staticmethod
    def _said(role: str) -> QLabel:
        made = label("", role)
        made.setWordWrap(True)
        return made

    @staticmethod
    def _row(name: str, box: QWidget) -> QWidget:
        caption = label(words.word(name))
        caption.setBuddy(box)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(caption, 1)
        box.setFixedWidth(300)
        line.addWidget(box)
        return row

    @staticmethod
    def _below(name: str, box: QWidget) -> QWidget:
        """A wide field under its caption: an address is long."""
        caption = label(words.word(name))
        caption.setBuddy(box)
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(box)
        return row

    def _lay_out(self) -> None:
        self._queue_row = self._row("actions.queue", self.queue)
        self._url_row = self._below("actions.url", self.url)
        self._command_row = self._below("actions.command", self.command)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(self._row("actions.name", self.name))
        column.addWidget(self._row("actions.when", self.when))
        column.addWidget(self._row("actions.which", self.which))
        column.addWidget(self._queue_row)
        column.addWidget(self._row("actions.what", self.what))
        for wide in (self._url_row, self.http, self._command_row, self.hint, self.wrong, self.well):
            column.addWidget(wide)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SIZES.gap)
        buttons.addWidget(self.try_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._show_fitting)
        self.what.currentIndexChanged.connect(self._show_fitting)
        self.save_button.clicked.connect(self._on_save)
        self.try_button.clicked.connect(self._on_try)
        self.cancel_button.clicked.connect(self.left)
        for line in (self.name, self.queue, self.url):
            line.returnPressed.connect(self._on_save)

    # -- showing and reading ---------------------------------------------------------------------

    def edit(self, action: PopAction) -> None:
        """Show a rule that is to be changed; one without a name is new."""
        self._on = action.on
        self.name.setText(action.name)
        self.when.setCurrentIndex(max(0, self.when.findData(action.when)))
        self.which.setCurrentIndex(max(0, self.which.findData(action.which)))
        self.queue.setText(action.queue)
        self.what.setCurrentIndex(max(0, self.what.findData(action.what)))
        self.url.setText(action.url)
        self.http.setChecked(action.http)
        self.command.setPlainText("\n".join(action.command))
        for line in (self.name, self.url):
            line.setCursorPosition(0)
        self._say("", "")
        self._show_fitting()

    def action(self) -> PopAction:
        """The rule as it stands in the fields; what does not belong to it is left out."""
        page = What(self.what.currentData()) is What.PAGE
        which = Which(self.which.currentData())
        lines = self.command.toPlainText().rstrip("\n").split("\n")
        return PopAction(
            name=self.name.text().strip(),
            on=self._on,
            when=When(self.when.currentData()),
            which=which,
            queue=self.queue.text().strip() if which is Which.QUEUE else "",
            what=What.PAGE if page else What.PROGRAM,
            url=self.url.text().strip() if page else "",
            http=self.http.isChecked() if page else False,
            command=() if page or not lines[0].strip() else (lines[0].strip(), *lines[1:]),
        )

    def show_tried(self, error: CtiError | None) -> None:
        """It was done, or could not be."""
        self.try_button.setEnabled(True)
        if error is None:
            self._say("", words.word("actions.tried"))
        else:
            self._say(words.say(error.notice(Severity.WARNING)), "")

    def _show_fitting(self) -> None:
        """Only the fields that the rule has."""
        page = What(self.what.currentData()) is What.PAGE
        self._queue_row.setVisible(Which(self.which.currentData()) is Which.QUEUE)
        self._url_row.setVisible(page)
        self.http.setVisible(page)
        self._command_row.setVisible(not page)
        known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        hint = words.word(
            "actions.placeholders" if page else "actions.placeholders_run", list=known
        )
        text.put(self.hint, hint)
        for box in (self.url, self.command):
            box.setAccessibleDescription(text.bare(hint))

    def _checked(self) -> PopAction | None:
        try:
            action = checked(self.action())
        except UsageError as error:
            self._say(words.say(error.notice()), "")
            return None
        self._say("", "")
        return action

    def _on_save(self) -> None:
        action = self._checked()
        if action is not None:
            self.saved.emit(action)

    def _on_try(self) -> None:
        action = self._checked()
        if action is not None:
            self.try_button.setEnabled(False)
            self.tried.emit(action)

    def _say(self, wrong: str, well: str) -> None:
        for line, said in ((self.wrong, wrong), (self.well, well)):
            text.put(line, said)
            line.setVisible(bool(said))

    def focus_first(self) -> None:
        """The keyboard begins at the top."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
