"""What a source would become: its columns and their meanings, its first rows, its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ctiapp.model.importing import MAX_ROWS, Bad
from ctiapp.ui import text, theme, words
from ctiapp.ui.contacts.importtext import preview_lines, summary
from ctiapp.ui.contacts.mapping import Mapping
from ctiapp.ui.diagnostics.view import Table
from ctiapp.ui.kit import ChoiceBox, KeyButton, heading, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ctiapp.services.importplan import Preview, Source

ENCODINGS = (
    *("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis"),
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254"),
)
_ENCODING_NAMES = {"utf-8-sig": "UTF-8", "gb18030": "GB18030", "big5": "Big5"}
_DELIMITERS = {
    ",": "import.comma",
    ";": "import.semicolon",
    "\t": "import.tab",
    "|": "import.bar",
}


_PARTS = (0.24, 0.17, 0.31)
"""Which parts of the width names, companies and numbers have."""


class PreviewPane(QFrame):
    """The columns and their meanings, the first rows, and how many there would be.

    Signals:
        read_again: carries encoding, delimiter, headings.
    """

    read_again = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.encoding, self.delimiter = ChoiceBox(), ChoiceBox()
        self.encoding.setAccessibleName(words.word("import.encoding_label"))
        self.delimiter.setAccessibleName(words.word("import.delimiter"))
        for name in ENCODINGS:
            self.encoding.addItem(_ENCODING_NAMES.get(name, name), name)
        for mark, key in _DELIMITERS.items():
            self.delimiter.addItem(words.word(key), mark)
        self.headings = QCheckBox(words.word("import.headings"))
        self.mapping = Mapping()
        self.rows = Table(
            words.word("import.rows"),
            [words.word(f"import.row_{name}") for name in ("name", "company", "numbers", "more")],
        )
        self.rows.setWordWrap(False)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.summary = label("", "strong")
        self.summary.setWordWrap(True)
        self.cut = label("", "caption")
        self.run = KeyButton(words.word("import.nothing"), kind="accent")
        self.again = KeyButton(words.word("import.again"))
        self._reading = QFrame()
        self._lay_out()
        self.encoding.activated.connect(self._on_reading)
        self.delimiter.activated.connect(self._on_reading)
        self.headings.clicked.connect(self._on_reading)

    def _lay_out(self) -> None:
        reading = QHBoxLayout(self._reading)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.setSpacing(theme.SIZES.gap)
        self._captions: list[QLabel] = []
        for key, box in (
            ("import.encoding_label", self.encoding),
            ("import.delimiter", self.delimiter),
        ):
            caption = label(words.word(key), "small")
            self._captions.append(caption)
            reading.addWidget(caption)
            reading.addWidget(box)
            reading.addSpacing(theme.SIZES.gap)
        reading.addWidget(self.headings)
        reading.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SIZES.gap)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.again)
        foot.addWidget(self.run)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(self._reading)
        column.addWidget(heading(words.word("import.columns")))
        column.addWidget(self.mapping, 5)
        column.addWidget(heading(words.word("import.rows")))
        column.addWidget(self.rows, 6)
        column.addWidget(self.cut)
        column.addLayout(foot)

    def show_preview(self, source: Source, preview: Preview) -> None:
        """Show it."""
        table = source.table
        self._reading.setVisible(source.kind != "ldap")
        csv = source.kind == "csv"
        self.delimiter.setVisible(csv)
        self._captions[1].setVisible(csv)
        self.headings.setVisible(csv)
        at = self.encoding.findData(table.encoding)
        if at < 0 and table.encoding:
            self.encoding.addItem(table.encoding, table.encoding)
            at = self.encoding.count() - 1
        self.encoding.setCurrentIndex(at)
        self.delimiter.setCurrentIndex(max(0, self.delimiter.findData(table.delimiter)))
        self.headings.setChecked(table.headings)
        self.mapping.show_table(table, preview.fields)
        self.rows.show_lines(preview_lines(preview.sample))
        self._share()
        self._mark(preview.sample)
        text.put(self.summary, summary(preview))
        self.cut.setText(words.word("import.cut", count=MAX_ROWS) if table.cut else "")
        self.cut.setVisible(table.cut)
        count = preview.new + preview.changed
        self.run.setEnabled(count > 0)
        self.run.set_word(
            words.word("import.run", count=count) if count else words.word("import.nothing")
        )

    def _share(self) -> None:
        """Give each column its part of the width; the last one has what is left."""
        header, whole = self.rows.horizontalHeader(), self.rows.viewport().width()
        for column, part in enumerate(_PARTS):
            header.setSectionResizeMode(column, header.ResizeMode.Interactive)
            self.rows.setColumnWidth(column, round(whole * part))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the other width."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the table has its width before it is shared
        self._share()

    def _mark(self, sample: Sequence[object]) -> None:
        """What is left out is dimmed; its reason stands in the line."""
        ink = theme.colour("dim")
        for row, each in enumerate(sample):
            if isinstance(each, Bad):
                for column in range(self.rows.columnCount()):
                    item = self.rows.item(row, column)
                    if item is not None:
                        item.setForeground(ink)

    def focus_first(self) -> None:
        """The keyboard goes to the button that does it, else to the first column's meaning."""
        boxes = self.mapping.boxes
        first = self.run if self.run.isEnabled() or not boxes else boxes[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reading(self) -> None:
        self.read_again.emit(
            self.encoding.currentData(), self.delimiter.currentData(), self.headings.isChecked()
        )
