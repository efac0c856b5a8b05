"""The right column: the calls that ended just now, and calling back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ctiapp.model.number import display
from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.calls.whomenu import open_at, who_menu
from ctiapp.ui.kit import ElidedLabel, KeyButton, heading, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

    from ctiapp.model.number import Number
    from ctiapp.ui.calls.justnow import PastCall


class _Arrow(QWidget):
    """Which way a call went; a missed one has an arrow and a colour of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._colour = "arrow-in", "go.strong"
        self.setFixedSize(16, 16)

    def show_way(self, past: PastCall) -> None:
        """Show in, out or missed."""
        self._icon = "missed" if past.missed else "arrow-in" if past.incoming else "arrow-out"
        self._colour = "stop.strong" if past.missed else "go.strong"
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the arrow."""
        colour = theme.value_of(theme.tokens(), self._colour)
        drawn = icons.pixmap(self._icon, colour, 14, self.devicePixelRatioF())
        QPainter(self).drawPixmap(1, 1, drawn)


class _Row(QWidget):
    """One past call.

    Signals:
        called: the button was pressed; carries the `Number`.
        forgotten: nothing shall be kept of them; carries the `Number`.
        added: a contact shall be written for them: the `Number`, and what the PBX calls them.

    Args:
        knows: whether somebody in the directory has a number.
    """

    called = Signal(object)
    forgotten = Signal(object)
    added = Signal(object, str)

    def __init__(self, knows: Callable[[Number], bool]) -> None:
        super().__init__()
        self._knows = knows
        self._past: PastCall | None = None
        self._choosing = False
        self._dials = True
        self._arrow = _Arrow()
        self._name = ElidedLabel("strong")
        self._missed = label(words.word("justnow.missed"))
        self._how = ElidedLabel("dim")
        self.button = KeyButton("", kind="link")
        self.button.clicked.connect(self._on_clicked)
        self.button.setFixedHeight(24)
        first = QHBoxLayout()
        first.setSpacing(theme.SIZES.gap_s)
        first.addWidget(self._name)
        first.addWidget(self._missed)
        first.addStretch(1)
        first.addWidget(self.button)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addLayout(first)
        lines.addWidget(self._how)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(self._arrow)
        row.addLayout(lines, 1)

    def show_past(self, past: PastCall) -> None:
        """Show a call."""
        if past == self._past:
            return
        self._past = past
        name = past.name or words.word("pop.caller_withheld")
        self._arrow.show_way(past)
        self._name.set_outside(name)
        self._missed.setVisible(past.missed)
        self._how.set_made(_how(past))
        self._show_button(past, name)
        self.setAccessibleName(text.bare(f"{name}, {_how(past)}"))

    def set_choosing(self, choosing: bool) -> None:
        """Whether the button makes this one the target of a call, instead of calling them."""
        if choosing != self._choosing:
            self._choosing = choosing
            if self._past is not None:
                name = self._past.name or words.word("pop.caller_withheld")
                self._show_button(self._past, name)

    def set_dials(self, dials: bool) -> None:
        """Whether anybody can be called here; as a target they can be chosen all the same."""
        if dials != self._dials:
            self._dials = dials
            if self._past is not None:
                self._show_button(self._past, self._past.name or words.word("pop.caller_withheld"))

    def _show_button(self, past: PastCall, name: str) -> None:
        self.button.setVisible(past.number is not None and (self._dials or self._choosing))
        key = "justnow.call_back" if past.incoming else "justnow.call_again"
        spoken = "choose.as_target_spoken" if self._choosing else "justnow.call_spoken"
        self.button.set_word(words.word("choose.as_target" if self._choosing else key))
        self.button.setAccessibleName(text.bare(words.word(spoken, name=name)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Adding and forgetting the number: by the mouse, or by the menu key on the button."""
        event.accept()
        number = None if self._past is None else self._past.number
        stranger = number is not None and not number.withheld and not self._knows(number)
        menu = who_menu(
            self,
            None,
            number,
            is_one=lambda _: None,
            forget=lambda: self.forgotten.emit(number),
            add=self._on_add if stranger else None,
        )
        if menu is not None:
            by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
            below = self.button.mapToGlobal(self.button.rect().bottomLeft())
            open_at(menu, event.globalPos() if by_mouse else below)

    def _on_add(self) -> None:
        past = self._past
        if past is None or past.number is None:
            return
        bare = (past.number.text, display(past.number))
        self.added.emit(past.number, "" if past.name in bare else past.name)

    def _on_clicked(self) -> None:
        if self._past is not None and self._past.number is not None:
            self.called.emit(self._past.number)


def _how(past: PastCall) -> str:
    at = words.clock_time(past.end.at.at)
    if past.missed:
        rang = (
            None if past.rang_s is None else words.word("justnow.rang", age=words.age(past.rang_s))
        )
        parts = [text.isolate(past.via), rang or "", at]
    elif past.talked_s is not None:
        parts = [words.age(past.talked_s), at]
    else:
        parts = [words.end(past.end, past.taken_by), at]
    return " · ".join(part for part in parts if part)


class PastList(QFrame):
    """The column.

    Signals:
        called: somebody shall be called back; carries the `Number`.
        forgotten: nothing shall be kept of somebody; carries the `Number`.
        added: a contact shall be written for somebody: the `Number`, and what the PBX calls them.
    """

    called = Signal(object)
    forgotten = Signal(object)
    added = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.rows: list[_Row] = []
        self._choosing = False
        self._knows: Callable[[Number], bool] = lambda _: False
        self._live = True
        self._dials = True
        self._urgent = 0
        self._empty = label(words.word("justnow.empty"), "dim")
        self._empty.setWordWrap(True)
        title = heading(words.word("justnow.heading"))
        title.setContentsMargins(0, 0, 0, 10)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self._column.addWidget(title)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(17, 17, 8, 8)
        outer.addWidget(scroll)
        self.setAccessibleName(words.word("justnow.heading"))

    def put_above(self, widget: QWidget) -> None:
        """Put something else at the top of the column; all of it scrolls together."""
        self._column.insertWidget(self._urgent, widget)

    def put_first(self, widget: QWidget) -> None:
        """Put something above everything, whatever else is put there: it must be seen."""
        self._column.insertWidget(0, widget)
        self._urgent += 1

    def ask_of(self, knows: Callable[[Number], bool]) -> None:
        """Ask this whether somebody in the directory has a number."""
        self._knows = knows

    def _is_known(self, number: Number) -> bool:
        return self._knows(number)

    def set_choosing(self, choosing: bool) -> None:
        """Whether whoever is picked here becomes a target, instead of being called."""
        self._choosing = choosing
        for row in self.rows:
            row.set_choosing(choosing)

    def set_live(self, live: bool) -> None:
        """Whether anybody can be called back now."""
        self._live = live
        for row in self.rows:
            row.button.setEnabled(live)

    def set_dials(self, dials: bool) -> None:
        """Whether this PBX, as far as is known, can call anybody at all."""
        self._dials = dials
        for row in self.rows:
            row.set_dials(dials)

    def show_calls(self, calls: Sequence[PastCall]) -> None:
        """Show these, the newest first."""
        while len(self.rows) < len(calls):
            row = _Row(self._is_known)
            row.called.connect(self.called)
            row.forgotten.connect(self.forgotten)
            row.added.connect(self.added)
            row.set_choosing(self._choosing)
            row.set_dials(self._dials)
            row.button.setEnabled(self._live)
            self.rows.append(row)
            self._column.insertWidget(self._column.count() - 1, row)
        for index, row in enumerate(self.rows):
            if index < len(calls):
                row.show_past(calls[index])
            row.setVisible(index < len(calls))
        self._empty.setVisible(not calls)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
