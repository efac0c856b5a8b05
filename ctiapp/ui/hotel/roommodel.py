"""The rooms as Qt's views see them: of a change, only the rows that changed are told."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ctiapp.ui import text, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ctiapp.ui.hotel.faces import RoomFace

Index = QModelIndex | QPersistentModelIndex


class Column(Enum):
    """The columns, in their order; the value is the key of the heading."""

    NUMBER = "number"
    LAMP = "lamp"
    GUEST = "guest"
    STAY = "stay"
    WAKE = "wake"


COLUMNS = tuple(Column)


class RoomModel(QAbstractTableModel):
    """The rows, as they are filtered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[RoomFace, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self._rows_of: dict[str, int] = {}

    def set_rows(self, rows: Sequence[RoomFace]) -> bool:
        """Show these; tells whether they are other rooms, or in another order."""
        before, self_rows = self.rows, tuple(rows)
        same = len(before) == len(self_rows) and all(
            one.number == other.number for one, other in zip(before, self_rows, strict=True)
        )
        if not same:
            self.beginResetModel()
            self.rows = self_rows
            self._rows_of = {row.number: at for at, row in enumerate(self_rows)}
            self.endResetModel()
            return True
        self.rows = self_rows
        for at, (one, other) in enumerate(zip(before, self_rows, strict=True)):
            if one != other:
                self._tell(at)
        return False

    def set_marked(self, marked: frozenset[str]) -> None:
        """These rooms are marked, and no others."""
        changed, self.marked = self.marked ^ marked, marked
        for number in changed:
            at = self.row_of(number)
            if at is not None:
                self._tell(at)

    def row_of(self, number: str) -> int | None:
        """In which row a room stands; None where it is not shown."""
        return self._rows_of.get(number)

    def _tell(self, at: int) -> None:
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))

    # -- Qt --------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rooms there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """As many as there are in `Column`."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal:
            column = COLUMNS[section]
            if role == Qt.ItemDataRole.DisplayRole:
                # The lamp needs no word above it; to the ear it has one.
                return "" if column is Column.LAMP else words.word(f"rooms.column_{column.value}")
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return words.word(f"rooms.column_{column.value}")
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @staticmethod
    def shown(row: RoomFace, column: Column) -> str:
        """What stands in a column."""
        match column:
            case Column.NUMBER:
                return row.number
            case Column.LAMP:
                return row.lamp.word
            case Column.GUEST:
                return row.guest or "—"
            case Column.STAY:
                return row.stay
            case Column.WAKE:
                return row.wake

    def spoken(self, row: RoomFace) -> str:
        """The whole row for a screen reader."""
        if row.number in self.marked:
            return f"{row.spoken}, {words.word('rooms.marked')}"
        return row.spoken

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands there; the whole row for a screen reader, at its first column."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.plain(self.shown(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column is Column.NUMBER:
                return text.bare(self.spoken(row))
            return text.bare(self.shown(row, column))
        if role == Qt.ItemDataRole.ToolTipRole and column is not Column.NUMBER:
            return text.for_tooltip(text.bare(self.shown(row, column)))
        return None
