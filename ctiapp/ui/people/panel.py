"""The operator panel: groups at the left, a field to filter, and everybody as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.people.grid import PeopleGrid
from ctiapp.ui.people.groups import GroupList
from ctiapp.ui.people.roster import Order
from ctiapp.ui.people.tiles import TileSize

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from ctiapp.model.directory import Extension
    from ctiapp.model.number import Number
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.ui.calls.people import LampSource


def loading_text(progress: DirectoryProgress) -> str:
    """How far the names are loaded; empty where all are."""
    if progress.done:
        return ""
    loaded = f"{progress.loaded:,}"
    if progress.total:
        return words.word("people.loading", loaded=loaded, total=f"{progress.total:,}")
    return words.word("people.loading_unknown", loaded=loaded)


class FilterField(QLineEdit):
    """Where one types to filter.

    Signals:
        entered: Enter.
        down: the arrow down: to the people.
    """

    entered = Signal()
    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setPlaceholderText(words.word("people.filter"))
        self.setAccessibleName(words.word("people.filter_spoken"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(100)
        self.setMaximumWidth(420)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard types anew, over what was typed before."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrow down lead to the people."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return
        super().keyPressEvent(event)


class Panel(QWidget):
    """The panel.

    Signals:
        filtered: something else was typed.
        size_wanted, order_wanted: the other size, or the other order, was asked for.

    Args:
        lamps: how somebody stands.
        name_of: who has a number, and whether it is an extension's.
        department_of: where somebody works.
    """

    filtered = Signal(str)
    size_wanted = Signal()
    order_wanted = Signal()

    def __init__(
        self,
        lamps: LampSource,
        name_of: Callable[[Number, bool], str],
        department_of: Callable[[Extension], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.groups = GroupList()
        self.field = FilterField()
        self.grid = PeopleGrid(lamps, name_of, department_of, choice=True)
        self.size_button = KeyButton("", kind="quiet")
        self.order_button = KeyButton("", kind="quiet")
        self._empty = label("", "dim")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._loading = label("", "caption")
        above = QHBoxLayout()
        above.setSpacing(theme.SIZES.gap)
        above.addWidget(self.field, 1)
        above.addStretch(0)
        above.addWidget(self._loading)
        above.addWidget(self.order_button)
        above.addWidget(self.size_button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addLayout(above)
        right.addWidget(self.grid, 1)
        right.addWidget(self._empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.groups)
        row.addLayout(right, 1)
        self.field.textChanged.connect(self.filtered)
        self.field.down.connect(self._to_people)
        self.size_button.clicked.connect(self.size_wanted)
        self.order_button.clicked.connect(self.order_wanted)
        self.show_choices(TileSize.TILES, Order.NAME)
        self.show_empty("")

    def show_choices(self, size: TileSize, order: Order) -> None:
        """Show people in that size, and say both on the buttons."""
        self.grid.set_size(size)
        shown = words.word(f"people.{size.value}")
        self.size_button.set_word(shown)
        self.size_button.setAccessibleName(text.bare(words.word("people.size_spoken", size=shown)))
        sorted_ = words.word(f"people.by_{order.value}")
        self.order_button.set_word(sorted_)
        self.order_button.setAccessibleName(
            text.bare(words.word("people.order_spoken", order=sorted_))
        )

    def show_empty(self, said: str) -> None:
        """Say why nobody is listed; empty: people are.

        The keyboard does not vanish with the people: it goes to the field above them.
        """
        if said and self.grid.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._empty.setText(said)
        self._empty.setVisible(bool(said))
        self.grid.setVisible(not said)

    def show_loading(self, said: str) -> None:
        """Say quietly how far the names are loaded."""
        text.put(self._loading, said)

    def _to_people(self) -> None:
        """The keyboard goes to whoever is chosen, or the first."""
        if self.grid.people.rowCount():
            if not self.grid.currentIndex().isValid():
                self.grid.setCurrentIndex(self.grid.people.index(0, 0))
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
