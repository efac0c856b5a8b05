"""Who waits, parked or held: where, who, by whom, since when, and getting them back.

Whom the PBX is about to give back is said loudly: another shape and word, and once to the reader.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.model.commands import Verb
from ctiapp.ui import text, theme, words
from ctiapp.ui.ages import ticker
from ctiapp.ui.announce import announce
from ctiapp.ui.calls.fitting import Fitting
from ctiapp.ui.calls.slots import SOON_S, by_word
from ctiapp.ui.kit import Age, ElidedLabel, KeyButton, Pill, Shape, heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from ctiapp.ui.calls.slots import Waiting

_HIGHEST = 232
"""Four of them; what is more is scrolled to."""


class ParkedRow(QWidget):
    """One who waits.

    Signals:
        wanted: the button was pressed; carries the `Waiting`.
        turned_loud: the PBX is about to give them back.
    """

    wanted = Signal(object)
    turned_loud = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: Waiting | None = None
        self._left: int | None = None
        self._ticker = ticker()
        self._where = Pill()
        self._where.setProperty("role", "slot")
        self._name = ElidedLabel("strong")
        self._by = ElidedLabel("dim")
        self.age = Age(bold=False)
        self.age.setProperty("role", "dim")
        self.button = KeyButton(words.verb(Verb.RETRIEVE), kind="link")
        self.button.clicked.connect(self._on_clicked)
        self.button.setFixedHeight(24)
        first = QHBoxLayout()
        first.setSpacing(theme.SIZES.gap)
        first.addWidget(self._where)
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

    @property
    def soon(self) -> bool:
        """Whether the PBX is about to give them back."""
        return self._left is not None

    def show_waiting(self, waiting: Waiting) -> None:
        """Show who waits."""
        if waiting == self._waiting:
            return
        self._waiting = waiting
        self._name.set_outside(waiting.name or words.word("pop.caller_withheld"))
        self.age.set_since(waiting.since_s)
        if waiting.unclear and self.button.hasFocus():
            self.window().setFocus(Qt.FocusReason.OtherFocusReason)  # not the next one's button
        self.button.setVisible(not waiting.unclear)
        self.button.set_word(words.verb(Verb.RETRIEVE if waiting.slot else Verb.RESUME))
        key = "parked.pick_up_spoken" if waiting.slot else "parked.resume_spoken"
        said = words.word(key, name=self._name.whole, slot=waiting.slot)
        self.button.setAccessibleName(text.bare(said))
        self._left = _left_s(waiting, self._ticker.clock())
        self._paint()
        self._count()

    def refresh(self) -> None:
        """Say how long it is until the PBX gives them back, once that is soon."""
        if self._waiting is None:
            return
        before, self._left = self._left, _left_s(self._waiting, self._ticker.clock())
        if self._left == before:
            return
        self._paint()
        if before is None:
            said = words.word("parked.soon_heard", name=self._name.whole, slot=self._waiting.slot)
            announce(self, said, urgent=True)
            self.turned_loud.emit()

    def _paint(self) -> None:
        waiting = self._waiting
        if waiting is None:
            return
        by = by_word(waiting)
        where = text.isolate(waiting.slot) if waiting.slot else words.word("parked.held")
        theme.restyle(self._by, "role", "dim" if self._left is None else "strong")
        if self._left is not None:
            self._where.set_look(where, "ring", Shape.TRIANGLE)
            by = words.word("parked.soon", seconds=self._left)
            self._by.set_made(by)
        elif waiting.slot:
            self._where.set_look(where, "park", Shape.SQUARE)
        else:
            self._where.set_look(where, "hold", Shape.BARS)
        if self._left is None:
            self._by.set_made(" · ".join(p for p in (text.isolate(waiting.number), by) if p))
        key = "parked.spoken" if waiting.slot else "parked.held_spoken"
        said = words.word(key, slot=waiting.slot, name=self._name.whole, by=by)
        self.setAccessibleName(text.bare(said))

    def _count(self) -> None:
        due = self._waiting is not None and self._waiting.due_s is not None
        if due and self.isVisible():
            self._ticker.add(self)
        else:
            self._ticker.drop(self)

    def _on_clicked(self) -> None:
        if self._waiting is not None:
            self.wanted.emit(self._waiting)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count."""
        super().showEvent(event)
        self.refresh()
        self._count()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting: nobody sees it."""
        super().hideEvent(event)
        self._ticker.drop(self)


def _left_s(waiting: Waiting, now_s: float) -> int | None:
    """In how many seconds the PBX gives them back; None where that is not soon, or not known."""
    if waiting.due_s is None:
        return None
    left_s = waiting.due_s - now_s
    return max(0, math.ceil(left_s)) if left_s <= SOON_S else None


def _key(waiting: Waiting) -> str:
    return waiting.slot or f"held {waiting.call_id}"


class ParkedList(QWidget):
    """All who wait in a slot or are held here; nothing at all where nobody does.

    Signals:
        picked_up: somebody shall be picked up; carries the slot.
        resumed: a held call shall go on; carries its id.
    """

    picked_up = Signal(str)
    resumed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, ParkedRow] = {}
        self._live = True
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self._fitting = fitting = Fitting(inside)
        fitting.setMaximumHeight(_HIGHEST)
        fitting.setMinimumWidth(1)  # the column is narrower than the cards that it was made for
        inside.setAutoFillBackground(False)
        inside.installEventFilter(fitting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(theme.SIZES.gap)
        self.heading = heading("")
        column.addWidget(self.heading)
        column.addWidget(fitting)
        self.set_parks(True)
        self.hide()

    @property
    def rows(self) -> tuple[ParkedRow, ...]:
        """Those that show, from the top."""
        return tuple(self._rows.values())

    def set_parks(self, parks: bool) -> None:
        """Whether calls can be parked at all at this PBX."""
        said = words.word("parked.heading" if parks else "parked.heading_held")
        self.heading.setText(said)
        self.setAccessibleName(said)

    def set_live(self, live: bool) -> None:
        """Whether anybody can be picked up now."""
        self._live = live
        for row in self._rows.values():
            row.button.setEnabled(live)

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show these; who waits on keeps their line, and the keyboard on it."""
        wanted = {_key(one): one for one in waiting}
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            if row.button.window().focusWidget() is row.button:
                self.window().setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for index, (key, one) in enumerate(wanted.items()):
            row = self._rows.get(key) or self._make(key)
            row.show_waiting(one)
            if self._column.indexOf(row) != index:
                self._column.insertWidget(index, row)
        self._rows = {key: self._rows[key] for key in wanted}
        self.setVisible(bool(wanted))

    def _make(self, key: str) -> ParkedRow:
        made = self._rows[key] = ParkedRow()
        made.wanted.connect(self._on_wanted)
        made.turned_loud.connect(lambda: self._fitting.ensureWidgetVisible(made))
        made.button.setEnabled(self._live)
        return made

    def _on_wanted(self, waiting: Waiting) -> None:
        if waiting.call_id is not None:
            self.resumed.emit(waiting.call_id)
        else:
            self.picked_up.emit(waiting.slot)
