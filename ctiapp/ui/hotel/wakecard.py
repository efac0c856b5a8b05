"""One wake-up call of the chosen room: when, how, what became of it, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.hotel.parts import Wrapped
from ctiapp.ui.kit import KeyButton, Pill, label
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from ctiapp.ui.hotel.faces import WakeFace


class WakeCard(QFrame):
    """The card.

    Signals:
        changing: it shall be changed; carries its key.
        removed: it shall be taken away, and that was asked; carries its key.
    """

    changing = Signal(str)
    removed = Signal(str)

    def __init__(self, wake: WakeFace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "box")
        self.wake = wake
        self._time = label("", "strong")
        font = theme.font(theme.SCALE.heading, QFont.Weight.DemiBold)
        font.setFeature(font.Tag("tnum"), 1)
        self._time.setFont(font)
        self._what = label("", "dim")
        self._what.setWordWrap(True)
        self.outcome = Pill()
        self.change = KeyButton(words.word("rooms.change"), kind="quiet")
        self.remove = KeyButton(words.word("rooms.delete"), kind="quiet")
        self.sure = KeyButton(words.word("rooms.delete_sure"), kind="danger")
        self.keep = KeyButton(words.word("rooms.keep"), "Esc")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._what, 1)
        for button in (self.change, self.remove, self.sure, self.keep):
            button.set_room(tight=True)
        # The buttons stay beside each other, below a word that leaves them no room.
        gap = theme.SIZES.gap_s
        self._buttons = Wrapped((self.change, self.remove, self.sure, self.keep), gap=gap)
        self._foot = Wrapped((self.outcome, self._buttons), gap=gap)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._foot)
        self.change.clicked.connect(lambda: self.changing.emit(self.wake.key))
        self.remove.clicked.connect(self.ask)
        self.sure.clicked.connect(self._on_sure)
        self.keep.clicked.connect(self.leave)
        self.leave()
        self.show_wake(wake)

    def show_wake(self, wake: WakeFace) -> None:
        """Show it."""
        self.wake = wake
        self._time.setText(wake.time)
        text.put(self._what, wake.what)
        look = wake.outcome
        self.outcome.setVisible(look.shape is not Shape.NONE and not self.asking)
        if look.shape is not Shape.NONE:
            self.outcome.set_look(look.word, look.tone, look.shape)
        self._settle()
        parts = (wake.time, wake.what, look.word)
        self.setAccessibleName(text.bare(", ".join(part for part in parts if part)))
        for button, key in ((self.change, "change"), (self.remove, "delete")):
            said = words.word(f"rooms.{key}_spoken", time=wake.time)
            button.setAccessibleName(text.bare(said))

    @property
    def asking(self) -> bool:
        """Whether it asks whether it shall really be taken away."""
        return not self.sure.isHidden()

    def ask(self) -> None:
        """Ask, in its place; the answer that changes nothing has the keyboard."""
        self._show_question(asked=True)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Take nothing away; tells whether it was asked."""
        asked = self.asking
        had = self.keep.hasFocus() or self.sure.hasFocus()
        self._show_question(asked=False)
        if had:
            self.remove.setFocus(Qt.FocusReason.OtherFocusReason)
        return asked

    def _show_question(self, *, asked: bool) -> None:
        for button in (self.sure, self.keep):
            button.setVisible(asked)
        for button in (self.change, self.remove):
            button.setVisible(not asked)
        self.outcome.setVisible(not asked and self.wake.outcome.shape is not Shape.NONE)
        self._settle()

    def _settle(self) -> None:
        for row in (self._buttons, self._foot):
            row.settle()

    def _on_sure(self) -> None:
        self.leave()
        self.remove.set_pending(words.word("rooms.deleting"))
        self.removed.emit(self.wake.key)

    def show_failed(self) -> None:
        """It could not be taken away: it stands there as before."""
        self.remove.set_pending("")
