"""The people as rows: ten thousand of them, of whom nothing is held but who they are.

How each stands is asked for when a tile is painted or spoken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ctiapp.ui import text
from ctiapp.ui.ages import ticker
from ctiapp.ui.calls.people import person
from ctiapp.ui.people.tiles import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.directory import Extension
    from ctiapp.model.number import Number
    from ctiapp.ui.calls.people import LampSource, Person

Index = QModelIndex | QPersistentModelIndex


class PeopleModel(QAbstractListModel):
    """The extensions; a lamp is looked up when its tile is asked for.

    Args:
        lamps: how somebody stands.
        name_of: who has a number, and whether it is an extension's.
        department_of: where somebody works.
        parent: the list.
    """

    def __init__(
        self,
        lamps: LampSource,
        name_of: Callable[[Number, bool], str],
        department_of: Callable[[Extension], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._lamps = lamps
        self._name_of = name_of
        self._department_of = department_of
        self._extensions: tuple[Extension, ...] = ()
        self._rows: dict[str, int] | None = None

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """Who is listed."""
        return self._extensions

    def use_names(
        self,
        name_of: Callable[[Number, bool], str],
        department_of: Callable[[Extension], str],
    ) -> None:
        """Ask these who has a number, and where somebody works."""
        self._name_of, self._department_of = name_of, department_of

    def set_extensions(self, extensions: Sequence[Extension]) -> None:
        """List these."""
        new = tuple(extensions)
        if new != self._extensions:
            self.beginResetModel()
            self._extensions = new
            self._rows = None
            self.endResetModel()

    def row_of(self, number: Number) -> int:
        """In which row somebody stands; -1 where in none."""
        if self._rows is None:
            self._rows = {each.number.text: row for row, each in enumerate(self._extensions)}
        return self._rows.get(number.text, -1)

    def person(self, row: int) -> Person:
        """Who stands in that row, with the lamp as it is now."""
        extension = self._extensions[row]
        return person(
            extension,
            self._lamps.lamp(extension.number),
            self._lamps.engagement(extension.number),
            doubtful=self._lamps.doubtful,
            department=self._department_of(extension),
        )

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._extensions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name for display and typing ahead; the whole tile for a screen reader."""
        if not index.isValid() or index.row() >= len(self._extensions):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text.plain(self.person(index.row()).name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.person(index.row()), self._name_of, ticker().clock())
        if role == Qt.ItemDataRole.ToolTipRole:
            who = self.person(index.row())
            said = spoken(who, self._name_of, ticker().clock())
            return text.for_tooltip(said)
        return None
