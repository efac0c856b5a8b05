"""The calls of the past as Qt sees them: how many lines there are is known, a call when it is seen.

Calls are read in blocks, when a line of them is painted or asked for; until a block comes its lines
are blank, or show what stood there before. What is remembered of them is bounded.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ctiapp.ui import text
from ctiapp.ui.history.lines import Line, Lines, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtCore import QObject

    from ctiapp.model.history import DayCount, HistoryLeg, PastCall
    from ctiapp.ui.history.viewmodel import CallFace, LegFace

Index = QModelIndex | QPersistentModelIndex

BLOCK = 64
"""Calls that are read at once: some screenfuls of a day."""
BLOCKS = 48
"""Blocks that are remembered."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of calls of one day that is to be read.

    Attributes:
        generation: of which list; what comes for an older one is of no use.
        day: by local time.
        offset: the first of them, counted from the newest of the day.
        limit: how many.
    """

    generation: int
    day: date
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Faces:
    """How lines are said.

    Attributes:
        call: of a call.
        leg: of one part of it.
        day: the heading of a day: its word, and how many calls it has.
    """

    call: Callable[[PastCall], CallFace]
    leg: Callable[[HistoryLeg], LegFace]
    day: Callable[[DayCount], tuple[str, str]]


class HistoryModel(QAbstractListModel):
    """The lines.

    Signals:
        wanted: a block shall be read (`put_block`); carries the `Block`.

    Args:
        faces: how lines are said.
        parent: owns it.
    """

    wanted = Signal(object)

    def __init__(self, faces: Faces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.faces = faces
        self.lines = Lines((), {})
        self._generation = 0
        self._blocks: OrderedDict[tuple[date, int], Sequence[PastCall]] = OrderedDict()
        self._asked: set[tuple[date, int]] = set()
        self._before: dict[Spot, PastCall] = {}
        self._legs: dict[Spot, tuple[HistoryLeg, ...]] = {}
        self._legs_of: dict[Spot, str] = {}
        """Of which call the parts are, by its key: another may stand there some day."""

    # -- what is shown ---------------------------------------------------------------------------

    def set_days(self, days: Sequence[DayCount], *, others: bool) -> None:
        """Show these days.

        Args:
            days: the newest first.
            others: they are of another choice: what was shown is no likeness of it. Else they are
                the same read anew, and each line shows what it showed until it is read.
        """
        self.beginResetModel()
        self._before = {} if others else self._known()
        if others:
            self._legs.clear()
            self._legs_of.clear()
        self._generation += 1
        self._blocks.clear()
        self._asked.clear()
        self.lines = Lines(days, self._counts())
        self.endResetModel()

    def put_block(self, block: Block, calls: Sequence[PastCall]) -> None:
        """These calls were read; fewer than wanted where some are gone meanwhile."""
        if block.generation != self._generation:
            return
        key = (block.day, block.offset)
        self._asked.discard(key)
        self._blocks[key] = calls
        self._blocks.move_to_end(key)
        while len(self._blocks) > BLOCKS:
            self._blocks.popitem(last=False)
        self._settle(block, calls)
        self._tell(block)

    def give_up(self, block: Block) -> None:
        """That block will not come; it is asked for anew when a line of it is painted again."""
        if block.generation == self._generation:
            self._asked.discard((block.day, block.offset))

    def refresh(self) -> None:
        """Names changed: every line may read differently."""
        if len(self.lines):
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    def set_legs(self, spot: Spot, legs: tuple[HistoryLeg, ...]) -> None:
        """Show these parts below a call; none: fold it."""
        row = self.lines.row_of(spot)
        shown = len(self._legs.get(spot, ()))
        if row is None or (not legs and not shown):
            return
        if shown:
            self.beginRemoveRows(QModelIndex(), row + 1, row + shown)
            del self._legs[spot]
            self._legs_of.pop(spot, None)
            self.lines = Lines(self.lines.days, self._counts())
            self.endRemoveRows()
        if legs:
            call = self.call(row)
            self.beginInsertRows(QModelIndex(), row + 1, row + len(legs))
            self._legs[spot] = legs
            if call is not None:
                self._legs_of[spot] = call.key
            self.lines = Lines(self.lines.days, self._counts())
            self.endInsertRows()
        self.dataChanged.emit(self.index(row), self.index(row))

    def unfolded(self, spot: Spot) -> bool:
        """Whether a call's parts are shown."""
        return spot in self._legs

    def _settle(self, block: Block, calls: Sequence[PastCall]) -> None:
        """Parts stand below their own call, or nowhere."""
        count = next((each.count for each in self.lines.days if each.day == block.day), 0)
        for spot, key in list(self._legs_of.items()):
            at = count - spot.from_end - block.offset
            if spot.day != block.day or not 0 <= at < block.limit:
                continue
            if at >= len(calls) or calls[at].key != key:
                self.set_legs(spot, ())

    def _counts(self) -> dict[Spot, int]:
        return {spot: len(legs) for spot, legs in self._legs.items()}

    def _known(self) -> dict[Spot, PastCall]:
        counts = {each.day: each.count for each in self.lines.days}
        known: dict[Spot, PastCall] = {}
        for (day, offset), calls in self._blocks.items():
            for at, call in enumerate(calls):
                known[Spot(day, counts[day] - offset - at)] = call
        return known

    def _tell(self, block: Block) -> None:
        for at, day in enumerate(self.lines.days):
            if day.day == block.day:
                last = min(block.offset + block.limit, day.count) - 1
                first_row = self.lines.row(Line(at, block.offset))
                self.dataChanged.emit(
                    self.index(first_row), self.index(self.lines.row(Line(at, last)))
                )
                return

    # -- what stands in a line -------------------------------------------------------------------

    def call(self, row: int) -> PastCall | None:
        """The call of a line, or of which it is a part; None of a heading, or not read yet."""
        if not 0 <= row < len(self.lines):
            return None
        line = self.lines.line(row)
        if line.offset is None:
            return None
        day = self.lines.days[line.day]
        first = line.offset - line.offset % BLOCK
        key = (day.day, first)
        if key not in self._blocks and key not in self._asked:
            self._asked.add(key)
            limit = min(BLOCK, day.count - first)
            self.wanted.emit(Block(self._generation, day.day, first, limit))
        calls = self._blocks.get(key)
        if calls is not None:
            self._blocks.move_to_end(key)
            at = line.offset - first
            return calls[at] if at < len(calls) else None
        return self._before.get(Spot(day.day, day.count - line.offset))

    def leg(self, row: int) -> HistoryLeg | None:
        """The part of a call that stands in a line; None where no part does."""
        line = self.lines.line(row)
        spot = self.lines.spot(line)
        if spot is None or line.leg is None:
            return None
        return self._legs[spot][line.leg]

    def row_of_key(self, key: str, near: int) -> int | None:
        """In which line a call stands that was read, looked for in its day; None: in none."""
        if not 0 <= near < len(self.lines):
            return None
        at = self.lines.line(near).day
        day = self.lines.days[at].day
        for (where, offset), calls in self._blocks.items():
            if where == day:
                for nth, call in enumerate(calls):
                    if call.key == key:
                        return self.lines.row(Line(at, offset + nth))
        return None

    # -- Qt --------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if self.lines.line(index.row()).offset is not None:
            flags |= Qt.ItemFlag.ItemIsSelectable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole line, for a screen reader; who it was and the note, for the pointer."""
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return self._tip(index.row())
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in wanted or not index.isValid():
            return None
        row = index.row()
        line = self.lines.line(row)
        if line.offset is None:
            return text.bare(", ".join(self.faces.day(self.lines.days[line.day])))
        leg = self.leg(row)
        if leg is not None:
            return text.bare(self.faces.leg(leg).spoken)
        call = self.call(row)
        return None if call is None else text.bare(self.faces.call(call).spoken)

    def _tip(self, row: int) -> str | None:
        """What may be cut in a line, in full."""
        call = self.call(row)
        if call is None:
            return None
        leg = self.leg(row)
        if leg is not None:
            part = self.faces.leg(leg)
            shown = (f"{part.caller} → {part.callee}", part.reason)
        else:
            face = self.faces.call(call)
            shown = (" · ".join(each for each in (face.who, face.about) if each), face.note)
        return text.for_tooltip(text.bare(". ".join(each for each in shown if each)))
