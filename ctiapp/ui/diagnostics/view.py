"""The page of diagnostics, and the page that shows a report before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ctiapp.ui import text, theme, words
from ctiapp.ui.diagnostics.viewmodel import size_text
from ctiapp.ui.kit import KeyButton, heading, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.services.diagnosticfiles import DiagnosticFile
    from ctiapp.ui.diagnostics.viewmodel import Row

_WIDTH = 860
_LIST_WIDTH = 230
SHOWN_CHARS = 400_000
"""So much of one file is shown; what is longer is said to be, and saved whole."""


class Table(QTableWidget):
    """Lines to be read: by eye, by keyboard, by ear; Tab goes on."""

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setProperty("role", "lines")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for column in range(len(heads) - 1):
            self.horizontalHeader().setSectionResizeMode(
                column, QHeaderView.ResizeMode.ResizeToContents
            )
        self.horizontalHeader().setStretchLastSection(True)

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these; the line that the keyboard is on stays."""
        kept = self.currentRow()
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                self.setItem(row, column, QTableWidgetItem(text.plain(value)))
        self.resizeRowsToContents()
        if lines:
            self.setCurrentCell(min(max(kept, 0), len(lines) - 1), 0)


class DiagnosticsPage(QWidget):
    """How the application does.

    Signals:
        back: to the settings.
        save: show what a report would hold.
        recording: keep the last minutes of the event stream, or not.
    """

    back = Signal()
    save = Signal()
    recording = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.word("diagnostics.title"))
        self.back_button = KeyButton(words.word("diagnostics.back"), "Esc", kind="quiet")
        self.save_button = KeyButton(words.word("diagnostics.save"), kind="accent")
        self.facts = Table(
            words.word("diagnostics.facts"),
            (words.word("diagnostics.what"), words.word("diagnostics.how")),
        )
        self.moves = Table(
            words.word("diagnostics.link"),
            (
                words.word("diagnostics.when"),
                words.word("diagnostics.connection"),
                words.word("diagnostics.why"),
            ),
        )
        self.keep = QCheckBox(words.word("diagnostics.keep"))
        hint = label(words.word("diagnostics.keep_hint"), "caption")
        hint.setWordWrap(True)
        hint.setContentsMargins(24, 0, 0, 0)
        self.keep.setAccessibleDescription(words.word("diagnostics.keep_hint"))
        head = QHBoxLayout()
        head.addWidget(label(words.word("diagnostics.title"), "title"), 1)
        head.addWidget(self.back_button)
        head.addWidget(self.save_button)
        column = QVBoxLayout()
        column.setSpacing(theme.SIZES.gap)
        column.addLayout(head)
        column.addWidget(self.facts, 5)
        column.addWidget(heading(words.word("diagnostics.link")))
        column.addWidget(self.moves, 4)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hint)
        _centre(self, column)
        self.back_button.clicked.connect(self.back)
        self.save_button.clicked.connect(self.save)
        self.keep.clicked.connect(self.recording)
        for one, other in (
            (self.facts, self.moves),
            (self.moves, self.keep),
            (self.keep, self.save_button),
            (self.save_button, self.back_button),
        ):
            QWidget.setTabOrder(one, other)

    def show_health(
        self, facts: Sequence[Row], moves: Sequence[Sequence[str]], *, kept: bool
    ) -> None:
        """Show how it does now."""
        self.facts.show_lines([(row.name, row.value) for row in facts])
        self.moves.show_lines(moves)
        self.keep.setChecked(kept)


class SavePage(QWidget):
    """Each file of a report and all that is in it, before anything is written.

    Signals:
        back: do not save.
        save: choose where, and write it.
    """

    back = Signal()
    save = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.word("diagnostics.save_title"))
        self._files: tuple[DiagnosticFile, ...] = ()
        self.back_button = KeyButton(words.word("diagnostics.back"), "Esc", kind="quiet")
        self.save_button = KeyButton(words.word("diagnostics.save_as"), kind="accent")
        self.list = QListWidget()
        self.list.setAccessibleName(words.word("diagnostics.files"))
        self.list.setProperty("role", "lines")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.content = QPlainTextEdit()
        self.content.setReadOnly(True)
        self.content.setTabChangesFocus(True)
        self.content.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        lead = label(words.word("diagnostics.save_lead"), "dim")
        lead.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(label(words.word("diagnostics.save_title"), "title"), 1)
        head.addWidget(self.back_button)
        head.addWidget(self.save_button)
        body = QHBoxLayout()
        body.setSpacing(theme.SIZES.gap)
        body.addWidget(self.list)
        body.addWidget(self.content, 1)
        column = QVBoxLayout()
        column.setSpacing(theme.SIZES.gap)
        column.addLayout(head)
        column.addWidget(lead)
        column.addLayout(body, 1)
        _centre(self, column)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemChanged.connect(self._on_ticked)
        self.back_button.clicked.connect(self.back)
        self.save_button.clicked.connect(self.save)
        for one, other in (
            (self.list, self.content),
            (self.content, self.save_button),
            (self.save_button, self.back_button),
        ):
            QWidget.setTabOrder(one, other)

    def show_files(self, files: Sequence[DiagnosticFile]) -> None:
        """Show these; all of them are ticked."""
        self._files = tuple(files)
        self.list.clear()
        for one in files:
            item = QListWidgetItem(f"{one.name}  ({size_text(len(one.text.encode()))})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._on_ticked()

    @property
    def ticked(self) -> tuple[DiagnosticFile, ...]:
        """The files that are to be saved."""
        return tuple(
            one
            for row, one in enumerate(self._files)
            if self.list.item(row).checkState() is Qt.CheckState.Checked
        )

    def _on_ticked(self) -> None:
        self.save_button.setEnabled(self.list.count() == len(self._files) and bool(self.ticked))

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._files):
            self.content.clear()
            return
        one = self._files[row]
        shown = one.text[:SHOWN_CHARS]
        if len(one.text) > SHOWN_CHARS:
            shown += "\n" + words.word("diagnostics.longer")
        self.content.setPlainText(shown or words.word("diagnostics.empty"))
        self.content.setAccessibleName(words.word("diagnostics.content", name=one.name))


def _centre(page: QWidget, column: QVBoxLayout) -> None:
    """Give a page its column, not wider than can be read."""
    narrow = QFrame()
    narrow.setMaximumWidth(_WIDTH)
    column.setContentsMargins(0, 0, 0, 0)
    narrow.setLayout(column)
    outer = QHBoxLayout(page)
    outer.setContentsMargins(16, 8, 16, 16)
    outer.addStretch(1)
    outer.addWidget(narrow, 100)
    outer.addStretch(1)
