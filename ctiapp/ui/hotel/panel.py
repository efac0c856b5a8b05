"""The room that is chosen: who stays there, its wake-up calls, and what can be done."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.focus import tab_before
from ctiapp.ui.hotel.faces import KEYS, Do, PanelFace
from ctiapp.ui.hotel.parts import empty, put, scrolling
from ctiapp.ui.hotel.wakecard import WakeCard
from ctiapp.ui.kit import ElidedLabel, KeyButton, heading, label


class RoomPanel(QFrame):
    """The panel.

    Signals:
        pressed: a button; carries the `Do`.
        changing: a wake-up call shall be changed; carries its key.
        removed: a wake-up call shall be taken away; carries its key.
    """

    pressed = Signal(object)
    changing = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.face: PanelFace | None = None
        self._not_here: frozenset[Do] = frozenset()
        self.room = label("", "big")
        self.guest = ElidedLabel("title")
        self._about = label("", "dim")
        self._stay = label("", "caption")
        self._last = label("", "caption")
        self.notice = label("", "error")
        for wrapped in (self._about, self._stay, self._last, self.notice):
            wrapped.setWordWrap(True)
        self.call = KeyButton(words.word("rooms.do_call"), KEYS[Do.CALL])
        self.edit = KeyButton(words.word("rooms.do_guest"), KEYS[Do.GUEST])
        self._count = label("", "caption")
        self.cards: dict[str, WakeCard] = {}
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.SIZES.gap)
        self.add = KeyButton(words.word("rooms.do_wake"), KEYS[Do.WAKE])
        self.log = KeyButton(words.word("rooms.do_log"), KEYS[Do.LOG], kind="quiet")
        self._erases = label(words.word("rooms.erases"), "caption")
        self._erases.setWordWrap(True)
        self.check_out = KeyButton("", KEYS[Do.CHECK_OUT], kind="danger", call=True)
        self.delete = KeyButton(words.word("rooms.do_delete"), KEYS[Do.DELETE], kind="quiet")
        self._empty = label(words.word("rooms.choose"), "dim")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whole = QWidget()
        self._lay_out()
        for button, do in (
            (self.call, Do.CALL),
            (self.edit, Do.GUEST),
            (self.add, Do.WAKE),
            (self.log, Do.LOG),
            (self.check_out, Do.CHECK_OUT),
            (self.delete, Do.DELETE),
        ):
            button.clicked.connect(lambda _=False, what=do: self.pressed.emit(what))
        for one, other in pairwise(
            (self.call, self.edit, self.log, self.add, self.check_out, self.delete)
        ):
            QWidget.setTabOrder(one, other)
        self.show_room(None)

    def _lay_out(self) -> None:
        inside = QFrame()
        inside.setProperty("role", "bar")
        inside.setStyleSheet("QFrame[role='bar'] { border: none; }")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(theme.SIZES.gap_s)
        column.addWidget(self.guest)
        for part in (self._about, self._stay, self._last, self.notice):
            column.addWidget(part)
        actions = QHBoxLayout()
        actions.setContentsMargins(0, 12, 0, 12)
        actions.setSpacing(theme.SIZES.gap)
        actions.addWidget(self.call, 1)
        actions.addWidget(self.edit, 1)
        column.addLayout(actions)
        row = QHBoxLayout()
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(heading(words.word("rooms.wakes")))
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.log)
        column.addLayout(row)
        column.addSpacing(theme.SIZES.gap_s)
        column.addLayout(self._cards)
        column.addSpacing(theme.SIZES.gap_s)
        column.addWidget(self.add)
        column.addStretch(1)
        scroll = scrolling(inside)
        line = QFrame()
        line.setProperty("role", "line")
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.setSpacing(theme.SIZES.gap)
        for below in (line, self._erases, self.check_out, self.delete):
            foot.addWidget(below)
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SIZES.gap)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.room)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 16, 0, 16)
        outer.setSpacing(12)
        outer.addLayout(top)
        outer.addWidget(self._whole, 1)
        outer.addWidget(self._empty, 1)

    def minimumSizeHint(self) -> QSize:
        """It scrolls where there is no room."""
        return QSize(240, 200)

    # -- showing ---------------------------------------------------------------------------------

    def offer(self, not_here: frozenset[Do]) -> None:
        """Leave out what this PBX cannot do."""
        self._not_here = not_here
        for button, do in ((self.edit, Do.GUEST), (self.add, Do.WAKE), (self.log, Do.LOG)):
            button.setVisible(do not in not_here)
        for part in (self._erases, self.check_out):
            part.setVisible(Do.CHECK_OUT not in not_here)
        self._show_delete()

    def _show_delete(self) -> None:
        """A room with a guest in it is checked out before anybody thinks of deleting it."""
        vacant = self.face is not None and not self.face.occupied
        self.delete.setVisible(vacant and Do.DELETE not in self._not_here)

    def show_room(self, face: PanelFace | None) -> None:
        """Show a room; None: none is chosen."""
        before, self.face = self.face, face
        if face == before and face is not None:
            return
        for part in (self._whole, self.room):
            part.setVisible(face is not None)
        self._empty.setVisible(face is None)
        if face is None:
            self.setAccessibleName(words.word("rooms.choose"))
            return
        said = words.word("rooms.room", number=face.number)
        self.setAccessibleName(text.bare(said))
        text.put(self.room, said)
        if face.guest:
            self.guest.set_outside(face.guest)
        else:
            self.guest.set_made(words.word("rooms.vacant"))
        put(self._about, face.about)
        put(self._stay, face.stay)
        put(self._last, face.last_call)
        put(self.notice, face.notice)
        self.call.set_kind("plain")
        self.edit.set_word(words.word("rooms.do_guest" if face.occupied else "rooms.do_check_in"))
        self.edit.set_kind("plain" if face.occupied else "accent")
        self._count.setText(face.count)
        self.add.setEnabled(not face.full)
        self.check_out.set_word(words.word("rooms.check_out_room", number=face.number))
        self._show_delete()
        self._show_wakes(face, other=before is None or face.number != before.number)

    def _show_wakes(self, face: PanelFace, *, other: bool) -> None:
        if other or list(self.cards) != [wake.key for wake in face.wakes]:
            had = next((key for key, card in self.cards.items() if _has(card)), None)
            empty(self._cards)
            self.cards = {}
            for wake in face.wakes:
                card = self.cards[wake.key] = WakeCard(wake)
                card.changing.connect(self.changing)
                card.removed.connect(self.removed)
                self._cards.addWidget(card)
                tab_before(card, self.add)
            if had is not None and not other:
                kept = self.cards.get(had)
                heir = self.add if kept is None else kept.change
                heir.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for wake in face.wakes:
            self.cards[wake.key].show_wake(wake)

    def leave_question(self) -> bool:
        """Take no wake-up call away; tells whether it was asked."""
        return any(card.leave() for card in self.cards.values())

    def failed(self, key: str) -> None:
        """A wake-up call could not be taken away."""
        card = self.cards.get(key)
        if card is not None:
            card.show_failed()

    def press_first(self) -> None:
        """Enter in the list: the first thing that can be done."""
        if self.face is not None:
            self.call.click()


def _has(card: WakeCard) -> bool:
    return card.isAncestorOf(card.window().focusWidget() or card)
