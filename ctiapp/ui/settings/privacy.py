"""How long things are kept, forgetting a number, and taking one's own data along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.notice import Severity
from ctiapp.ui import text, theme, words
from ctiapp.ui.calls.forgetting import forget_question
from ctiapp.ui.kit import Banner, ChoiceBox, KeyButton, label

if TYPE_CHECKING:
    from ctiapp.services.privacy import Traces
    from ctiapp.settings import Settings

DAYS = (7, 30, 90, 180, 365, 730, 1825, 0)
"""For how many days something may be kept, as the page offers it; 0 is for ever."""
_ROOM = 24
"""Above and below what is scrolled to, in device-independent pixels."""
KINDS = ("calls", "notes", "deeds", "contacts")
_HINTS = {"deeds": "privacy.deeds_hint", "contacts": "privacy.contacts_hint"}


class PrivacyFields(QWidget):
    """The fields.

    Signals:
        kept: something is to be kept so long: one of `KINDS`, and days (0: for ever).
        looked: what is kept of the number that was typed?
        agreed: it is to go.
        refused: it is to stay.
        export: write one's own data into a file.
        stop: do not, after all.
    """

    kept = Signal(str, int)
    looked = Signal(str)
    agreed = Signal()
    refused = Signal()
    export = Signal()
    stop = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.boxes = {kind: ChoiceBox() for kind in KINDS}
        self.number = QLineEdit()
        self.number.setMaxLength(40)
        self.number.setFixedWidth(200)
        self.number.setAccessibleName(words.word("privacy.number"))
        self.number.setAccessibleDescription(words.word("privacy.number_hint"))
        self.look = KeyButton(words.word("privacy.look"))
        self.question = Banner()
        self.wrong = label("", "error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.export_button = KeyButton(words.word("privacy.export"))
        self.export_button.setAccessibleDescription(words.word("privacy.export_hint"))
        self.stop_button = KeyButton(words.word("privacy.stop"), kind="quiet")
        self.progress = label("", "dim")
        self._lay_out()
        for kind, box in self.boxes.items():
            box.currentIndexChanged.connect(lambda _, kind=kind: self._on_box(kind))
        self.look.clicked.connect(self._on_look)
        self.number.returnPressed.connect(self._on_look)
        self.question.acted.connect(self.agreed)
        self.question.closed.connect(self.refused)
        self.export_button.clicked.connect(self.export)
        self.stop_button.clicked.connect(self.stop)
        self.show_progress(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(self._wrapped("privacy.lead", "dim"))
        for kind, box in self.boxes.items():
            self._add(column, f"privacy.{kind}", box)
            if kind in _HINTS:
                column.addWidget(self._wrapped(_HINTS[kind], "caption"))
                box.setAccessibleDescription(words.word(_HINTS[kind]))
        column.addSpacing(4)
        row = QHBoxLayout()
        caption = label(words.word("privacy.number"))
        caption.setBuddy(self.number)
        row.addWidget(caption, 1)
        row.addWidget(self.number)
        row.addWidget(self.look)
        column.addLayout(row)
        column.addWidget(self._wrapped("privacy.number_hint", "caption"))
        column.addWidget(self.question)
        column.addWidget(self.wrong)
        column.addSpacing(4)
        last = QHBoxLayout()
        last.addWidget(self.export_button)
        last.addWidget(self.progress)
        last.addWidget(self.stop_button)
        last.addStretch(1)
        column.addLayout(last)
        column.addWidget(self._wrapped("privacy.export_hint", "caption"))

    @staticmethod
    def _wrapped(name: str, role: str) -> QLabel:
        made = label(words.word(name), role)
        made.setWordWrap(True)
        return made

    @staticmethod
    def _add(column: QVBoxLayout, name: str, box: ChoiceBox) -> None:
        caption = label(words.word(name))
        caption.setWordWrap(True)
        caption.setBuddy(box)
        box.setAccessibleName(words.word(name))
        box.setMinimumWidth(200)
        row = QHBoxLayout()
        row.addWidget(caption, 1)
        row.addWidget(box)
        column.addLayout(row)

    def show_settings(self, settings: Settings) -> None:
        """Show how long things are kept."""
        self._filling = True
        for kind, days in (
            ("calls", settings.keep_calls_days),
            ("notes", settings.keep_notes_days),
            ("deeds", settings.keep_deeds_days),
            ("contacts", settings.keep_contacts_days),
        ):
            box = self.boxes[kind]
            # For ever is the longest, so it stands last.
            wanted = sorted({*DAYS, days}, key=lambda each: each or 1_000_000)
            if wanted != [box.itemData(index) for index in range(box.count())]:
                box.clear()
                for each in wanted:
                    ever = words.word("privacy.for_ever")
                    box.addItem(words.plural("days", each) if each else ever, each)
            box.setCurrentIndex(box.findData(days))
        self._filling = False

    def ask(self, number: str, traces: Traces) -> None:
        """Say how much is kept about a number, and ask whether it shall go."""
        said = forget_question(number, traces)
        self.show_wrong("")
        self.question.show_message(Severity.WARNING, said, action=words.word("privacy.delete"))
        # On what changes nothing: Enter may still be held down.
        self.question.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bring_forward(self.question)

    def rest(self) -> None:
        """Nothing is asked any more."""
        asked = not self.question.isHidden()
        self.question.hide()
        if asked:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wrong(self, said: str) -> None:
        """Say what is wrong with the number; empty: nothing is."""
        text.put(self.wrong, said)
        self.wrong.setVisible(bool(said))
        if said:
            self._bring_forward(self.wrong)

    def _bring_forward(self, said: QWidget) -> None:
        """Scroll the page to what is said below the field, once it has its place there."""
        QTimer.singleShot(0, said, lambda: self._scroll_to(said))

    def _scroll_to(self, said: QWidget) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and said.isVisible():
            above.ensureWidgetVisible(said, 0, _ROOM)

    def show_progress(self, count: int | None) -> None:
        """Show how much is written; None: nothing is being written."""
        writing = count is not None
        if writing:
            text.put(self.progress, words.word("privacy.exporting", count=count or 0))
        had = self.stop_button.hasFocus()
        self.progress.setVisible(writing)
        self.stop_button.setVisible(writing)
        self.export_button.setEnabled(not writing)
        if had and not writing:
            self.export_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_box(self, kind: str) -> None:
        if not self._filling:
            self.kept.emit(kind, self.boxes[kind].currentData())

    def _on_look(self) -> None:
        self.looked.emit(self.number.text())
