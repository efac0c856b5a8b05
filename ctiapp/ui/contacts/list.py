"""A list of contacts of any length: only what is on the screen is read, and painted."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ctiapp.model.number import display
from ctiapp.model.ways import ways_of
from ctiapp.ui import text, theme, words
from ctiapp.ui.contacts.viewmodel import key_of, label_of, several_text, spoken
from ctiapp.ui.people.ways import by_way, outsider
from ctiapp.ui.shapes import initials

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from ctiapp.model.directory import Contact, ContactNumber
    from ctiapp.model.number import Number
    from ctiapp.ui.calls.people import Person

    Ways = Callable[[Contact], Sequence[ContactNumber]]
    """By which numbers somebody can be reached, the likeliest first."""

Index = QModelIndex | QPersistentModelIndex

_HEIGHT = 48
_BLOCK = 64
"""Contacts that are read at once: about a screenful and a half."""
_BLOCKS = 32
"""Blocks that are remembered."""


class People(Protocol):
    """Reads contacts by their rows in the book."""

    def __call__(self, rows: Sequence[int]) -> Sequence[Contact]:
        """These, in this order; who is gone meanwhile is left out."""


class ContactModel(QAbstractListModel):
    """The rows of the list; a contact is read when its line is asked for."""

    def __init__(self, people: People, ways: Ways, parent: QWidget) -> None:
        super().__init__(parent)
        self._people = people
        self.ways = ways
        self._rows: Sequence[int] = ()
        self._blocks: OrderedDict[int, list[Contact | None]] = OrderedDict()

    def set_rows(self, rows: Sequence[int]) -> None:
        """Show these rows of the book; the same ones are read anew, and their lines stay.

        A reset between two clicks would make two single ones of them.
        """
        if rows == self._rows:
            self._blocks.clear()
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self._blocks.clear()
        self.endResetModel()

    def contact(self, row: int) -> Contact | None:
        """Who stands in that line; None where they are gone meanwhile."""
        if not 0 <= row < len(self._rows):
            return None
        block, at = divmod(row, _BLOCK)
        if block in self._blocks:
            self._blocks.move_to_end(block)
        else:
            self._blocks[block] = self._load(block)
            if len(self._blocks) > _BLOCKS:
                self._blocks.popitem(last=False)
        return self._blocks[block][at]

    def _load(self, block: int) -> list[Contact | None]:
        wanted = list(self._rows[block * _BLOCK : (block + 1) * _BLOCK])
        found = list(self._people(wanted))
        if len(found) != len(wanted):  # somebody was deleted: ask one by one who
            return [next(iter(self._people([row])), None) for row in wanted]
        return list(found)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name for typing ahead; the whole line for a screen reader."""
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        contact = self.contact(index.row()) if index.isValid() else None
        if contact is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text.bare(spoken(contact, self.ways(contact)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.for_tooltip(label_of(contact))
        return text.plain(label_of(contact))


class _Painter(QStyledItemDelegate):
    """Paints one line: initials, name over company, number at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marked: tuple[Number, bool] | None = None
        """Whom a call that is being carried would reach, and whether it can."""
        self._name = theme.font(theme.SCALE.body, QFont.Weight.Medium)
        self._small = theme.font(theme.SCALE.small)
        self._number = theme.font(theme.SCALE.label)
        self._mark = theme.font(theme.SCALE.small, QFont.Weight.Bold)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All are as high."""
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it."""
        model = index.model()
        contact = model.contact(index.row()) if isinstance(model, ContactModel) else None
        ways: Sequence[ContactNumber] = ()
        if isinstance(model, ContactModel) and contact is not None:
            ways = model.ways(contact)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = theme.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(area).adjusted(2, 1, -2, -1)
        here = bool(state & QStyle.StateFlag.State_Selected)
        if here or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent.soft if here else colours.button_hover))
            painter.drawRoundedRect(box, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        if self.marked is not None:
            number, possible = self.marked
            if any(way.number == number for way in ways):
                tone = colours.tone("accent" if possible else "stop")
                painter.setPen(QPen(QColor(tone.strong), 2))
                painter.setBrush(QColor(tone.soft))
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        if contact is not None:
            self._paint_contact(painter, box, contact, ways)
        painter.restore()

    def _paint_contact(
        self, painter: QPainter, box: QRectF, contact: Contact, ways: Sequence[ContactNumber]
    ) -> None:
        colours = theme.tokens()
        middle = box.center().y()
        circle = QRectF(box.left() + 10, middle - 14, 28, 28)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.gone.soft))
        painter.drawEllipse(circle)
        painter.setPen(QColor(colours.gone.on_soft))
        painter.setFont(self._mark)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(label_of(contact)))
        right = self._paint_number(painter, box, ways)
        left = circle.right() + 10
        room = right - 12 - left
        below = " · ".join(
            text.plain(part)
            for part in (contact.company, contact.department)
            if part and part != label_of(contact)
        )
        lines = [(self._name, colours.text, text.plain(label_of(contact)))]
        if below:
            lines.append((self._small, colours.dim, below))
        top = middle - (10 if len(lines) == 1 else 19)
        for font, ink, shown in lines:
            painter.setFont(font)
            painter.setPen(QColor(ink))
            cut = QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(
                QRectF(left, top, room, 20),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                text.isolate(cut),
            )
            top += 19

    def _paint_number(self, painter: QPainter, box: QRectF, ways: Sequence[ContactNumber]) -> float:
        """Paint at the right the number that comes first, and of several how many; its left."""
        if not ways:
            return box.right() - 12
        lines = [(self._number, text.plain(display(ways[0].number), 40))]
        if len(ways) > 1:
            lines.append((self._small, several_text(ways)))
        wide = max(QFontMetrics(font).horizontalAdvance(said) for font, said in lines) + 2
        wide = min(wide, int(box.width() * 0.45))
        left = box.right() - 12 - wide
        top = box.center().y() - (10 if len(lines) == 1 else 19)
        painter.setPen(QColor(theme.tokens().dim))
        for font, said in lines:
            painter.setFont(font)
            painter.drawText(
                QRectF(left, top, wide, 20),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideRight, wide),
            )
            top += 19
        return left


class ContactList(QListView):
    """The list.

    Signals:
        chosen: the user moved to another line; carries the contact's `PersonKey`. A list that is
            read anew chooses nobody.
        called: Enter was pressed on somebody, or they were clicked twice; carries the `Contact`.

    Args:
        people: reads contacts by their rows.
        ways: by which numbers somebody can be reached, the likeliest first.
        parent: the page.
    """

    chosen = Signal(str)
    called = Signal(object)

    def __init__(self, people: People, ways: Ways = ways_of, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restoring = False
        self.contacts = ContactModel(people, ways, self)
        self.setModel(self.contacts)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(words.word("contacts.list"))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_twice)
        self._twice = QPersistentModelIndex()

    def set_rows(self, rows: Sequence[int], *, keep: int | None = None) -> None:
        """Show these; nobody is chosen by it.

        Args:
            rows: the rows in the book.
            keep: the row of whoever is the current one, who stays it wherever they stand now. Where
                they are not among these, no line is: Enter would call a stranger.
        """
        self._restoring = True
        try:
            self.contacts.set_rows(rows)
            try:
                at = rows.index(keep)
            except ValueError:  # not among these
                self.selectionModel().clear()
            else:
                self.setCurrentIndex(self.contacts.index(at))
        finally:
            self._restoring = False

    @property
    def current(self) -> Contact | None:
        """Who stands in the current line."""
        return self.contacts.contact(self.currentIndex().row())

    # -- a call that is sent to somebody ---------------------------------------------------------

    @property
    def aimed_at(self) -> Number | None:
        """The number that a call key would be about: of several the first; None: none."""
        who = self._who(self.current)
        return None if who is None else who.number

    def bring_forward(self) -> None:
        """Scroll to whom the keyboard stands on."""
        self.scrollTo(self.currentIndex())

    def person_of(self, number: Number) -> Person | None:
        """Whoever the keyboard stands on, at that number of theirs; None where it is another's."""
        who = self._who(self.current)
        if who is None:
            return None
        way = next((way for way in who.ways if way.number == number), None)
        if way is not None:
            return by_way(who, way)
        return who if number == who.number else None

    def person_at(self, spot: QPoint) -> Person | None:
        """Whose line lies at a point of the screen; None where they have no number."""
        here = self.viewport().mapFromGlobal(spot)
        if not self.viewport().rect().contains(here):
            return None
        return self._who(self.contacts.contact(self.indexAt(here).row()))

    def _who(self, contact: Contact | None) -> Person | None:
        """Somebody as the target of a call; None where they have no number."""
        if contact is None:
            return None
        return outsider(label_of(contact), self.contacts.ways(contact), key_of(contact))

    def tile_of(self, number: Number) -> QRect | None:
        """Where the line with the keyboard stands on the screen; None where it cannot be seen."""
        if self.person_of(number) is None:
            return None
        seen = self.visualRect(self.currentIndex()).intersected(self.viewport().rect())
        if seen.isEmpty():
            return None
        return QRect(self.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def mark(self, number: Number | None, *, possible: bool = True) -> None:
        """Show whom a carried call would reach, and whether it can; None: nobody."""
        marked = None if number is None else (number, possible)
        if marked != self._painter.marked:
            self._painter.marked = marked
            self.viewport().update()

    # -- Qt --------------------------------------------------------------------------------------

    def _on_current(self, index: QModelIndex) -> None:
        if self._restoring:
            return
        contact = self.contacts.contact(index.row())
        if contact is not None:
            self.chosen.emit(key_of(contact))

    def _on_twice(self, index: QModelIndex) -> None:
        self._twice = QPersistentModelIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Call whoever was clicked twice, once the button is up: a menu would take that for it."""
        super().mouseReleaseEvent(event)
        twice, self._twice = self._twice, QPersistentModelIndex()
        if twice.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._on_called(self.contacts.index(twice.row()))

    def _on_called(self, index: QModelIndex) -> None:
        contact = self.contacts.contact(index.row())
        if contact is not None:
            self.called.emit(contact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter calls."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._on_called(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first line the current one only for whoever comes by Tab, as Qt does for all."""
        by_tab = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_tab or self.currentIndex().isValid():
            super().focusInEvent(event)
            return
        self._restoring = True
        try:
            super().focusInEvent(event)
            self.selectionModel().clearCurrentIndex()
        finally:
            self._restoring = False

    def keyboardSearch(self, _search: str) -> None:
        """Typing goes to the filter beside it: Qt's own search would read every contact."""

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
