"""The groups at the left of the panel: everybody, favourites, who is busy, the departments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ctiapp.ui import text, theme, words
from ctiapp.ui.people.roster import EVERYBODY, Group, GroupId, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH = 196
_HEIGHT = 32
_STEP = 14
"""How much further in a department's part stands."""

Index = QModelIndex | QPersistentModelIndex


def group_word(group: Group) -> str:
    """What a group is called."""
    if group.group_id.kind is Kind.DEPARTMENT:
        return text.plain(group.name)
    return words.word(f"people.{group.group_id.kind.value}")


class GroupModel(QAbstractListModel):
    """The groups with how many are in each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.groups: tuple[Group, ...] = ()
        self.counts: Mapping[GroupId, int] = {}

    def show_groups(self, groups: Sequence[Group], counts: Mapping[GroupId, int]) -> None:
        """Show these; what stays the same is left alone."""
        if tuple(groups) != self.groups:
            self.beginResetModel()
            self.groups, self.counts = tuple(groups), dict(counts)
            self.endResetModel()
            return
        before, self.counts = self.counts, dict(counts)
        for row, group in enumerate(self.groups):
            if before.get(group.group_id) != self.counts.get(group.group_id):
                index = self.index(row, 0)
                self.dataChanged.emit(index, index)

    def count(self, row: int) -> str:
        """How many are in a group, as it is written; empty where that is not known."""
        found = self.counts.get(self.groups[row].group_id)
        return "" if found is None else f"{found:,}"

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, and the whole line for a screen reader."""
        if not index.isValid() or index.row() >= len(self.groups):
            return None
        name = group_word(self.groups[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.count(index.row())
            said = words.word("people.group_spoken", name=name, count=count) if count else name
            return text.bare(said)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.for_tooltip(name)
        return None


class _Painter(QStyledItemDelegate):
    """Paints one group."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All are of one height."""
        del option
        return QSize(WIDTH - 20, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint name and count."""
        model = index.model()
        if not isinstance(model, GroupModel):
            return
        group = model.groups[index.row()]
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        here = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        colours = theme.tokens()
        box = QRectF(area).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered or here:
            face = "accent.soft" if chosen else "button_hover"
            painter.setPen(QPen(theme.colour("link"), 2) if here else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(face))
            painter.drawRoundedRect(box, 6, 6)
        ink = colours.accent.on_soft if chosen else colours.text
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        small = theme.font(theme.SCALE.small)
        count = model.count(index.row())
        wide = QFontMetrics(small).horizontalAdvance(count)
        line = box.adjusted(9 + _STEP * group.depth, 0, -9, 0)
        painter.setFont(small)
        painter.setPen(colours.accent.on_soft if chosen else colours.dim)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, count)
        font = theme.font(theme.SCALE.label, weight)
        painter.setFont(font)
        painter.setPen(ink)
        room = int(line.width() - wide - 8)
        name = QFontMetrics(font).elidedText(group_word(group), Qt.TextElideMode.ElideRight, room)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(line, left, text.isolate(name))
        if group.group_id.kind is Kind.REGISTERED and index.row() + 1 < model.rowCount():
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()


class GroupList(QListView):
    """The list.

    Signals:
        picked: another group was chosen; carries its `GroupId`.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = GroupModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFixedWidth(WIDTH)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setAccessibleName(words.word("people.groups"))
        self.selectionModel().currentChanged.connect(self._on_current)
        self._quiet = False

    def show_groups(
        self, groups: Sequence[Group], counts: Mapping[GroupId, int], chosen: GroupId
    ) -> None:
        """Show these, and which is chosen; nothing is told of that."""
        self._quiet = True
        self.model_.show_groups(groups, counts)
        row = next(
            (row for row, group in enumerate(self.model_.groups) if group.group_id == chosen), 0
        )
        if self.currentIndex().row() != row:
            self.setCurrentIndex(self.model_.index(row, 0))
        self._quiet = False

    @property
    def chosen(self) -> GroupId:
        """Which is chosen."""
        row = self.currentIndex().row()
        return self.model_.groups[row].group_id if row >= 0 else EVERYBODY

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.picked.emit(self.model_.groups[current.row()].group_id)
