"""Who waits in a slot: the slot large, who, by whom, since when, and picking them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.model.commands import Verb
from ctiapp.ui import text, theme, words
from ctiapp.ui.calls.fitting import Fitting
from ctiapp.ui.kit import Age, ElidedLabel, KeyButton, Pill, Shape, heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.ui.calls.slots import Waiting

_HIGHEST = 232
"""Four slots; what is more is scrolled to."""


class ParkedRow(QWidget):
    """One slot.

    Signals:
        picked_up: the button was pressed; carries the slot.
    """

    picked_up = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: Waiting | None = None
        self._slot = Pill()
        self._slot.setProperty("role", "slot")
        self._name = ElidedLabel("strong")
        self._by = ElidedLabel("dim")
        self.age = Age(bold=False)
        self.age.setProperty("role", "dim")
        self.button = KeyButton(words.verb(Verb.RETRIEVE), kind="link")
        self.button.clicked.connect(self._on_clicked)
        self.button.setFixedHeight(24)
        first = QHBoxLayout()
        first.setSpacing(theme.SIZES.gap)
        first.addWidget(self._slot)
        first.addWidget(self._name, 1)
        second = QHBoxLayout()
        second.setSpacing(theme.SIZES.gap)
        second.addWidget(self._by, 1)
        second.addWidget(self.age)
        second.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(2)
        column.addLayout(first)
        column.addLayout(second)

    def show_waiting(self, waiting: Waiting) -> None:
        """Show a slot."""
        if waiting == self._waiting:
            return
        self._waiting = waiting
        name = waiting.name or words.word("pop.caller_withheld")
        by = words.word("parked.by", name=waiting.by) if waiting.by else words.word("parked.by_you")
        self._slot.set_look(text.isolate(waiting.slot), "park", Shape.SQUARE)
        self._name.set_outside(name)
        self._by.set_made(" · ".join(part for part in (text.isolate(waiting.number), by) if part))
        self.age.set_since(waiting.since_s)
        said = words.word("parked.spoken", slot=waiting.slot, name=name, by=by)
        self.setAccessibleName(text.bare(said))
        said = words.word("parked.pick_up_spoken", name=name, slot=waiting.slot)
        self.button.setAccessibleName(text.bare(said))

    def _on_clicked(self) -> None:
        if self._waiting is not None:
            self.picked_up.emit(self._waiting.slot)


class ParkedList(QWidget):
    """All slots in which somebody waits; nothing at all where nobody does.

    Signals:
        picked_up: somebody shall be picked up; carries the slot.
    """

    picked_up = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, ParkedRow] = {}
        self._live = True
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        fitting = Fitting(inside)
        fitting.setMaximumHeight(_HIGHEST)
        fitting.setMinimumWidth(1)  # the column is narrower than the cards that it was made for
        inside.setAutoFillBackground(False)
        inside.installEventFilter(fitting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(heading(words.word("parked.heading")))
        column.addWidget(fitting)
        self.setAccessibleName(words.word("parked.heading"))
        self.hide()

    @property
    def rows(self) -> tuple[ParkedRow, ...]:
        """The slots that show, from the top."""
        return tuple(self._rows.values())

    def set_live(self, live: bool) -> None:
        """Whether anybody can be picked up now."""
        self._live = live
        for row in self._rows.values():
            row.button.setEnabled(live)

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show these; a slot keeps its line, and the keyboard on it, as long as it is taken."""
        wanted = {one.slot: one for one in waiting}
        for slot in [slot for slot in self._rows if slot not in wanted]:
            row = self._rows.pop(slot)
            if row.button.window().focusWidget() is row.button:
                self.window().setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for index, (slot, one) in enumerate(wanted.items()):
            row = self._rows.get(slot) or self._make(slot)
            row.show_waiting(one)
            if self._column.indexOf(row) != index:
                self._column.insertWidget(index, row)
        self._rows = {slot: self._rows[slot] for slot in wanted}
        self.setVisible(bool(wanted))

    def _make(self, slot: str) -> ParkedRow:
        made = self._rows[slot] = ParkedRow()
        made.picked_up.connect(self.picked_up)
        made.button.setEnabled(self._live)
        return made
