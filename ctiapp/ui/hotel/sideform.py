"""The frame of every form of the front desk: beside the list, never in a window of its own.

It has two faces: the fields, and what became of them once they were sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.notice import Severity
from ctiapp.ui import text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.hotel.parts import LineList, put, scrolling
from ctiapp.ui.kit import Banner, KeyButton, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ctiapp.model.notice import Notice
    from ctiapp.ui.hotel.faces import LineFace
    from ctiapp.ui.labelledfields import LabelledField


class SideForm(QFrame):
    """The frame.

    Signals:
        submitted: it shall be sent.
        closed: it shall be closed; nothing that was not sent is kept.
        again: a line of what became of it shall be tried again; carries its key.

    Args:
        submit: the word of the button that sends it.
        lines: what a screen reader calls what became of it.
    """

    submitted = Signal()
    closed = Signal()
    again = Signal(str)

    def __init__(self, submit: str, lines: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.title = label("", "big")
        self.lead = label("", "dim")
        self.failure = Banner()
        self.fields = QWidget()
        self.column = QVBoxLayout(self.fields)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.outcome = label("", "strong")
        for wrapped in (self.title, self.lead, self.outcome):
            wrapped.setWordWrap(True)
        self.lines = LineList(lines)
        self.submit = KeyButton(submit, "Return", kind="accent")
        self.close_button = KeyButton(words.word("rooms.cancel"), "Esc")
        self.back = KeyButton(words.word("rooms.back_to_fields"), kind="quiet")
        self._foot = QHBoxLayout()
        self._busy = False
        self._inside = QFrame()
        self._scroll = scrolling(self._inside)
        self._lay_out()
        self.submit.clicked.connect(self._on_submit)
        self.close_button.clicked.connect(self.closed)
        self.back.clicked.connect(self.show_fields)
        self.lines.again.connect(self.again)
        for widget in (self.back, self.outcome):
            widget.hide()

    def _lay_out(self) -> None:
        inside = self._inside
        inside.setProperty("role", "bar")
        inside.setStyleSheet("QFrame[role='bar'] { border: none; }")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(10)
        for part in (self.lead, self.fields, self.outcome, self.lines):
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 16, 0, 12)
        outer.setSpacing(theme.SIZES.gap)
        for widget in (self.title, self.failure):
            row = QHBoxLayout()
            row.setContentsMargins(16, 0, 16, 0)
            row.addWidget(widget, 1)
            outer.addLayout(row)
        outer.addWidget(self._scroll, 1)
        self._foot.setContentsMargins(16, 0, 16, 0)
        self._foot.setSpacing(theme.SIZES.gap)
        for button in (self.submit, self.close_button, self.back):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        outer.addLayout(self._foot)

    def minimumSizeHint(self) -> QSize:
        """It scrolls where there is no room."""
        return QSize(240, 200)

    # -- showing ---------------------------------------------------------------------------------

    def begin(self, title: str, lead: str = "") -> None:
        """Begin anew: with these words, nothing sent."""
        text.put(self.title, title)
        self.setAccessibleName(text.bare(title))
        put(self.lead, lead)
        self.failure.hide()
        self.lines.show_lines(())
        self.set_busy("")
        self.show_fields()
        self._scroll.verticalScrollBar().setValue(0)

    def show_fields(self) -> None:
        """Show what can be written."""
        self.fields.show()
        self.submit.show()
        self.back.hide()
        self.outcome.hide()
        self.lines.hide()
        self.close_button.set_word(words.word("rooms.cancel"))

    def show_outcome(self, said: str, lines: Sequence[LineFace], *, fields: bool) -> None:
        """Show what became of it.

        Args:
            said: all of it in one sentence.
            lines: each thing.
            fields: whether one may go back to the fields.
        """
        news = text.bare(said) != text.bare(self.outcome.text()) or self.outcome.isHidden()
        had = self.fields.isAncestorOf(self.window().focusWidget() or self)
        self.set_busy("")
        self.fields.hide()
        self.submit.hide()
        self.lead.hide()
        self.back.setVisible(fields)
        put(self.outcome, said)
        self.lines.show_lines(lines)
        self.close_button.set_word(words.word("rooms.done"))
        if had:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if news:
            announce(self, said)

    @property
    def sent(self) -> bool:
        """Whether it shows what became of it, and not the fields."""
        return self.fields.isHidden()

    def set_busy(self, said: str) -> None:
        """Say what is being done; empty: nothing any more."""
        self._busy = bool(said)
        self.submit.set_pending(said)

    @property
    def busy(self) -> bool:
        """Whether it is being sent."""
        return self._busy

    def show_failure(self, notice: Notice) -> None:
        """It could not be sent: say why. All that was typed stays."""
        self.set_busy("")
        said = words.say(notice)
        self.failure.show_message(
            Severity.ERROR, said, details=words.details(notice), closable=False
        )
        announce(self, said, urgent=True)

    def blame(self, field: LabelledField, said: str) -> None:
        """Something is wrong with what stands in a field."""
        field.show_wrong(said)
        field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field)
        announce(self, text.bare(said), urgent=True)

    def focus_first(self) -> None:
        """The keyboard goes to the first field."""
        first = next(
            (each for each in self.fields.findChildren(QLineEdit) if not each.isHidden()), None
        )
        if first is not None and not self.sent:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.selectAll()
        else:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what the user does ----------------------------------------------------------------------

    def _on_submit(self) -> None:
        if not self._busy:
            self.failure.hide()
            self.submitted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends it from every line."""
        focused = self.window().focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focused, QLineEdit | QComboBox | QDateEdit
        ):
            if not event.isAutoRepeat():
                self._on_submit()
            return
        super().keyPressEvent(event)


class Captioned(QWidget):
    """A control with its name above it."""

    def __init__(self, name: str, control: QWidget) -> None:
        super().__init__()
        self.control = control
        caption = label(name, "small")
        caption.setBuddy(control)
        control.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap_s)
        column.addWidget(caption)
        column.addWidget(control)


def beside(*widgets: QWidget) -> QHBoxLayout:
    """Widgets beside each other, as wide as each other."""
    row = QHBoxLayout()
    row.setSpacing(theme.SIZES.gap)
    for widget in widgets:
        row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row
