"""The place of the rooms: the list at the left, the chosen room or a form at the right.

A page of its own (the night sheet, a new room) can stand in place of both. No service is known
here: what is shown comes in by setters, what the user does goes out by signals.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.notice import Severity
from ctiapp.ui import text, theme, words
from ctiapp.ui.hotel.faces import KEYS, SCOPES, Counts, Do, RoomFace, Scope
from ctiapp.ui.hotel.panel import RoomPanel
from ctiapp.ui.hotel.parts import Wrapped, put
from ctiapp.ui.hotel.roomtable import RoomTable
from ctiapp.ui.kit import Banner, KeyButton, key_cap, label
from ctiapp.ui.placeframe import PlaceFrame
from ctiapp.ui.shortcuts import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QKeyEvent

_SIDE, _NARROW_SIDE, _NARROW = 324, 300, 1000


class _Filter(QLineEdit):
    """The field above the list.

    Signals:
        entered: Enter: the room that is found is meant.
        down: the keyboard leaves it downwards.
    """

    entered = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter lead into the list; Alt with a digit is no text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.down.emit()
        elif key_of(event) in KEYS.values():
            event.ignore()
        else:
            super().keyPressEvent(event)


class RoomsPlace(PlaceFrame):
    """The place.

    Signals:
        asked: something shall be done, by button or key; carries the `Do`.
        chosen: another room is chosen; carries its number, empty: none.
        marked: which rooms are marked changed; carries a frozenset of their numbers.
    """

    asked = Signal(object)
    chosen = Signal(str)
    marked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms: tuple[RoomFace, ...] = ()
        self._scope = Scope.ALL
        self.finder: Callable[[str], Collection[str]] | None = None
        """Which rooms what was typed means, by their numbers; None: `RoomFace.matches` says."""
        self.table = RoomTable()
        self.panel = RoomPanel()
        self.banner = Banner()
        self.filter = _Filter()
        self.filter.setProperty("role", "search")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaxLength(60)
        self.filter.setPlaceholderText(words.word("rooms.filter"))
        self.filter.setAccessibleName(words.word("rooms.filter"))
        self.chips = {do: KeyButton("", KEYS[do], kind="quiet") for do in SCOPES}
        self.group = KeyButton(words.word("rooms.do_group"), KEYS[Do.GROUP])
        self.sheet = KeyButton(words.word("rooms.do_sheet"), KEYS[Do.SHEET])
        self.new_room = KeyButton(words.word("rooms.do_new_room"), KEYS[Do.NEW_ROOM])
        self.buttons: dict[Do, KeyButton] = {
            **self.chips,
            Do.GROUP: self.group,
            Do.SHEET: self.sheet,
            Do.NEW_ROOM: self.new_room,
        }
        self._foot = label("", "caption")
        self._foot.setWordWrap(True)
        self._empty = label("", "dim")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._below = QStackedWidget()
        self._below.addWidget(self.table)
        self._below.addWidget(self._empty)
        self.side = QStackedWidget()
        self.side.addWidget(self.panel)
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._mark()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SIZES.gap_l)
        head.addWidget(label(words.word("rooms.heading"), "big"))
        self._chip_row = Wrapped(tuple(self.chips.values()))
        self._actions = Wrapped((self.group, self.sheet, self.new_room))
        head.addWidget(self._chip_row, 1)
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addLayout(head)
        tools = QHBoxLayout()
        tools.setSpacing(theme.SIZES.gap)
        self.filter.setMinimumWidth(96)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self._actions, 0)
        column.addLayout(tools)
        column.addWidget(self._below, 1)
        column.addWidget(self._foot)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.side)
        self._list = both
        self.pages.addWidget(both)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)
        self.side.setFixedWidth(_SIDE)

    def _connect(self) -> None:
        for do, button in self.buttons.items():
            button.clicked.connect(lambda _=False, what=do: self.do(what))
        for chip in self.chips.values():
            chip.setCheckable(True)
        self.panel.pressed.connect(self.do)
        self.table.opened.connect(self.panel.press_first)
        self.table.chosen.connect(self.chosen)
        self.table.typed.connect(self._on_typed)
        self.table.erased.connect(self._on_erased)
        self.table.marking.connect(self._on_marking)
        self.table.left_up.connect(lambda: self._focus(self.filter))
        self.filter.textChanged.connect(self._fill)
        self.filter.entered.connect(self._enter_list)
        self.filter.down.connect(self._enter_list)
        self.setFocusProxy(self.table)
        chain = (*self.chips.values(), self.filter, self.group, self.sheet, self.new_room)
        for one, other in pairwise((*chain, self.table, self.panel.call)):
            QWidget.setTabOrder(one, other)

    # -- showing ---------------------------------------------------------------------------------

    def show_rooms(self, rooms: Sequence[RoomFace], *, foot: str = "", nobody: str = "") -> None:
        """Show these.

        Args:
            rooms: all of them.
            foot: how old they are.
            nobody: what is said where there is none.
        """
        self._rooms = tuple(rooms)
        counts = Counts.of(rooms)
        for do, count in (
            (Do.ALL, counts.every),
            (Do.OCCUPIED, counts.occupied),
            (Do.LEAVING, counts.leaving),
        ):
            self.chips[do].set_word(words.word(f"rooms.do_{do.value}", count=count))
        gone = self.table.rooms.marked - {room.number for room in self._rooms}
        if gone:
            self._set_marked(self.table.rooms.marked - gone)
        put(self._foot, foot)
        self._empty.setText(nobody)
        self._chip_row.settle()
        self._fill()

    def _fill(self) -> None:
        typed = self.filter.text().strip()
        rows = [room for room in self._rooms if room.within(self._scope)]
        if typed:
            found = None if self.finder is None else self.finder(typed)
            rows = [
                room
                for room in rows
                if (room.matches(typed) if found is None else room.number in found)
            ]
        self.table.show_rows(rows)
        if self._rooms and not rows:
            self._empty.setText(words.word("rooms.nothing_found"))
        self._below.setCurrentWidget(self.table if rows else self._empty)

    def offer(self, not_here: frozenset[Do]) -> None:
        """Leave out what this PBX cannot do."""
        for do, button in self.buttons.items():
            button.setVisible(do not in not_here)
        self._actions.settle()
        self.panel.offer(not_here)

    def show_notice(
        self, said: str, severity: Severity = Severity.WARNING, *, action: str = ""
    ) -> None:
        """Say above the list what stands in the way; empty: nothing does."""
        if said:
            self.banner.show_message(severity, said, action=action, closable=False)
        else:
            self.banner.hide()

    @property
    def empty_text(self) -> str:
        """What is said in place of the list; empty where it shows."""
        return self._empty.text() if self._below.currentWidget() is self._empty else ""

    @property
    def foot_text(self) -> str:
        """What stands below the list."""
        return text.bare(self._foot.text())

    @property
    def scope(self) -> Scope:
        """Which rooms the list shows."""
        return self._scope

    @property
    def number(self) -> str:
        """Which room is chosen; empty: none."""
        return self.table.number

    @property
    def marked_rooms(self) -> tuple[str, ...]:
        """Which rooms are marked, in the order of the list."""
        marked = self.table.rooms.marked
        return tuple(room.number for room in self._rooms if room.number in marked)

    # -- forms and pages -------------------------------------------------------------------------

    def show_side(self, form: QWidget | None) -> None:
        """Show a form beside the list; None: the chosen room."""
        shown: QWidget = self.panel if form is None else form
        if self.side.indexOf(shown) < 0:
            self.side.addWidget(shown)
        self.show_page(None)
        self.side.setCurrentWidget(shown)

    @property
    def form(self) -> QWidget | None:
        """The form that shows beside the list; None where the chosen room does."""
        shown = self.side.currentWidget()
        return None if shown is self.panel else shown

    def show_page(self, page: QWidget | None) -> None:
        """Show a page in place of list and room; None: these."""
        shown: QWidget = self._list if page is None else page
        if self.pages.indexOf(shown) < 0:
            self.pages.addWidget(shown)
        self.pages.setCurrentWidget(shown)

    @property
    def page(self) -> QWidget | None:
        """The page that stands in place of the list; None where the list shows."""
        shown = self.pages.currentWidget()
        return None if shown is self._list else shown

    def focus_first(self) -> None:
        """The keyboard goes where one begins: into the list."""
        shown = self.page or self.form
        self._focus(self.table if shown is None else shown)

    # -- what the user does ----------------------------------------------------------------------

    def do(self, what: Do) -> None:
        """Something was asked for: which rooms are listed is settled here."""
        scope = SCOPES.get(what)
        if scope is None:
            self.asked.emit(what)
            return
        self._scope = scope
        self._mark()
        self._fill()

    def _mark(self) -> None:
        for do, chip in self.chips.items():
            here = SCOPES[do] is self._scope
            chip.setChecked(here)
            chip.set_kind("on" if here else "quiet")

    def clear_filter(self) -> bool:
        """Show all rooms again; tells whether fewer were shown."""
        if self.filter.text():
            self.filter.clear()
            return True
        if self.table.rooms.marked:
            self._set_marked(frozenset())
            return True
        return False

    def _on_typed(self, typed: str) -> None:
        self._focus(self.filter)
        self.filter.setText(self.filter.text() + typed)

    def _on_erased(self) -> None:
        self._focus(self.filter)
        self.filter.setText(self.filter.text()[:-1])

    def _on_marking(self, number: str) -> None:
        self._set_marked(self.table.rooms.marked ^ {number})

    def _set_marked(self, marked: frozenset[str]) -> None:
        self.table.rooms.set_marked(marked)
        self.marked.emit(marked)

    def _enter_list(self) -> None:
        if self.table.rooms.rows:
            self._focus(self.table)

    @staticmethod
    def _focus(widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the place, wherever the keyboard is in it."""
        key = key_of(event)
        do = next((do for do, each in KEYS.items() if each == key and do is not Do.CALL), None)
        if do is None or self.page is not None:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            self.do(do)

    def _share(self) -> None:
        """In a narrow window the side is narrower, and the keys stand in the hints alone."""
        narrow = self.width() < _NARROW
        self.side.setFixedWidth(_NARROW_SIDE if narrow else _SIDE)
        for do, button in self.buttons.items():
            button.set_key("" if narrow else KEYS[do])
            button.setToolTip(text.for_tooltip(key_cap(KEYS[do])) if narrow else "")
        self._chip_row.settle()
        self._actions.settle()
