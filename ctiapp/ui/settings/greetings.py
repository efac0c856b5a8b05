"""As whom to greet: the list by called number, edited in its place, by keyboard too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ctiapp.services.greetings import MAX_GREETING
from ctiapp.ui import text, theme, words
from ctiapp.ui.focus import tab_before
from ctiapp.ui.kit import ElidedLabel, KeyButton, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

_NUMBER_WIDTH = 190


class _Box(QLineEdit):
    """A field whose Enter is told, and goes nowhere else.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.entered.emit()
            return
        super().keyPressEvent(event)


class GreetingList(QWidget):
    """The list, and the line below it in which one is added or changed.

    Signals:
        saved: a line is to be kept: number and text as typed, and the number that it replaces
            (text; None for a new one).
        removed: the line of that number is to go.
    """

    saved = Signal(str, str, object)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._editing: str | None = None
        self._shown: dict[str, str] = {}
        self.changes: dict[str, KeyButton] = {}
        self.removes: dict[str, KeyButton] = {}
        lead = label(words.word("greetings.lead"), "dim")
        lead.setWordWrap(True)
        self._none = label(words.word("greetings.none"), "caption")
        self._lines = QWidget()
        self.number = self._box("greetings.number", 40)
        self.number.setFixedWidth(_NUMBER_WIDTH)
        self.said = self._box("greetings.said", MAX_GREETING)
        self.save = KeyButton(words.word("greetings.add"))
        self.cancel = KeyButton(words.word("greetings.cancel"), kind="quiet")
        self.wrong = label("", "error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.cancel.hide()
        entry = QHBoxLayout()
        entry.setSpacing(theme.SIZES.gap_s)
        entry.addWidget(self.number)
        entry.addWidget(self.said, 1)
        entry.addWidget(self.save)
        entry.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        for part in (lead, self._none, self._lines):
            column.addWidget(part)
        column.addLayout(entry)
        column.addWidget(self.wrong)
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SIZES.gap_s)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, _NUMBER_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.rest)
        self.number.entered.connect(self._on_save)
        self.said.entered.connect(self._on_save)

    @staticmethod
    def _box(name: str, most: int) -> _Box:
        box = _Box()
        box.setAccessibleName(words.word(name))
        box.setPlaceholderText(words.word(name))
        box.setMaxLength(most)
        return box

    def show_greetings(self, greetings: Mapping[str, str]) -> None:
        """Show the list; the keyboard stays in its line, or goes to the entry below."""
        shown = dict(greetings)
        if shown == self._shown and self._grid.count():
            return
        had = any(each.hasFocus() for each in (*self.changes.values(), *self.removes.values()))
        self._shown = shown
        self._clear()
        for row, (number, said) in enumerate(shown.items()):
            self._add_row(row, number, said)
        self._none.setVisible(not shown)
        self._lines.setVisible(bool(shown))
        if had:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.changes, self.removes = {}, {}

    def _add_row(self, row: int, number: str, said: str) -> None:
        shown_number, shown_said = ElidedLabel(), ElidedLabel("strong")
        shown_number.set_outside(number)
        shown_said.set_outside(said)
        change = KeyButton(words.word("greetings.change"), kind="quiet")
        remove = KeyButton(words.word("greetings.remove"), kind="quiet")
        change.setAccessibleName(text.bare(words.word("greetings.change_spoken", number=number)))
        remove.setAccessibleName(text.bare(words.word("greetings.remove_spoken", number=number)))
        change.clicked.connect(lambda: self._on_change(number))
        remove.clicked.connect(lambda: self.removed.emit(number))
        self.changes[number], self.removes[number] = change, remove
        for column, part in enumerate((shown_number, shown_said, change, remove)):
            self._grid.addWidget(part, row, column)
        for button in (change, remove):
            tab_before(button, self.number)

    def rest(self) -> None:
        """Nothing is being changed, and nothing typed."""
        self._editing = None
        self.number.clear()
        self.said.clear()
        self.save.set_word(words.word("greetings.add"))
        self.cancel.hide()
        self.show_wrong("")
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wrong(self, said: str) -> None:
        """Say why the line could not be kept; empty: nothing is wrong."""
        text.put(self.wrong, said)
        self.wrong.setVisible(bool(said))
        self.number.setAccessibleDescription(text.bare(said))

    def _on_change(self, number: str) -> None:
        self._editing = number
        self.number.setText(number)
        self.said.setText(self._shown.get(number, ""))
        self.save.set_word(words.word("greetings.save"))
        self.cancel.show()
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.selectAll()

    def _on_save(self) -> None:
        self.saved.emit(self.number.text(), self.said.text(), self._editing)
