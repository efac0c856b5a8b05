"""What the columns of a source mean: one line a column, its meaning chosen from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ctiapp.model.importing import Field
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import ChoiceBox, ElidedLabel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.importing import Table

MEANINGS = tuple(Field)
_LOOKED_AT = 50


def meaning_word(field: Field) -> str:
    """What a meaning is called."""
    return words.word(
        "contacts.company_name" if field is Field.COMPANY else f"contacts.{field.value}"
    )


def column_name(table: Table, at: int) -> str:
    """What a column is called: by its heading, by what a source means with it, or by its place."""
    if table.fields and at < len(table.fields):
        return meaning_word(table.fields[at])
    return table.columns[at] or words.word("import.column_n", count=at + 1)


class Mapping(QScrollArea):
    """The lines.

    Signals:
        changed: a column means something else now; carries all meanings.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.word("import.columns"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.boxes: list[_Meaning] = []
        self._shown: tuple[str, ...] | None = None

    def show_table(self, table: Table, fields: Sequence[Field]) -> None:
        """Show these columns with these meanings; the lines stay where they are the same."""
        names = tuple(column_name(table, at) for at in range(len(table.columns)))
        if names != self._shown:
            self._shown = names
            self._make(table, names)
        for box, field in zip(self.boxes, fields, strict=False):
            box.show_field(field)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What the columns mean now."""
        return tuple(MEANINGS[box.currentIndex()] for box in self.boxes)

    def _make(self, table: Table, names: Sequence[str]) -> None:
        inside = QFrame()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(theme.SIZES.gap_s)
        for column, key in enumerate(("import.column", "import.example", "import.meaning")):
            grid.addWidget(label(words.word(key), "caption"), 0, column)
        self.boxes = []
        for at, name in enumerate(names):
            shown, example = ElidedLabel(), ElidedLabel("dim")
            shown.set_outside(name)
            example.set_outside(_example(table, at))
            box = _Meaning(name)
            box.activated.connect(lambda _: self.changed.emit(self.fields))
            grid.addWidget(shown, at + 1, 0)
            grid.addWidget(example, at + 1, 1)
            grid.addWidget(box, at + 1, 2)
            self.boxes.append(box)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(len(names) + 1, 1)
        self.setWidget(inside)


class _Meaning(ChoiceBox):
    """The meaning of one column."""

    def __init__(self, name: str) -> None:
        super().__init__()
        for field in MEANINGS:
            self.addItem(meaning_word(field))
        self.setAccessibleName(text.bare(words.word("import.means", name=name)))
        self.setFixedWidth(176)

    def show_field(self, field: Field) -> None:
        """Show this meaning."""
        self.setCurrentIndex(MEANINGS.index(field))


def _example(table: Table, at: int) -> str:
    values = (row.values[at] for row in table.rows[:_LOOKED_AT] if at < len(row.values))
    return next((value for value in values if value.strip()), "")
