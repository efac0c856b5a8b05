"""Check-out: what will be erased as it stands now, a question that no chance answers, a receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ctiapp.ui import text, words
from ctiapp.ui.hotel.parts import HoldButton, LineList, put
from ctiapp.ui.hotel.sideform import SideForm
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.labelledfields import LabelledField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ctiapp.ui.hotel.faces import LineFace


class CheckOutForm(SideForm):
    """The form.

    Signals:
        sure: these rooms shall be checked out; carries their numbers, a tuple.
        stopped: those whose turn has not come shall not be.
    """

    sure = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", words.word("rooms.receipt"), parent)
        self._numbers: tuple[str, ...] = ()
        self._read = False
        self.stands = LineList(words.word("rooms.will_be_erased"))
        self.warning = label("", "error-strong")
        self.typed = LabelledField("")
        self.hold = HoldButton("")
        self.hint = label(words.word("rooms.hold_hint"), "caption")
        for wrapped in (self.hint, self.warning):
            wrapped.setWordWrap(True)
        for widget in (self.warning, self.stands, self.typed, self.hold, self.hint):
            self.column.addWidget(widget)
        self.stop = KeyButton(words.word("rooms.stop"))
        self._foot.insertWidget(0, self.stop)
        self.stop.hide()
        self.submit.hide()
        self.typed.edit.textEdited.connect(self._on_typed)
        self.hold.held.connect(self._on_held)
        self.hold.tapped.connect(self._on_tapped)
        self.stop.clicked.connect(self.stopped)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Which rooms it is about."""
        return self._numbers

    @property
    def changed(self) -> bool:
        """Nothing that would be lost is ever written here."""
        return False

    # -- asking ----------------------------------------------------------------------------------

    def show_rooms(self, numbers: Sequence[str]) -> None:
        """Ask about these rooms; what stands there is being read."""
        self._numbers = tuple(numbers)
        many = len(self._numbers) > 1
        if many:
            title = words.plural("check_out_rooms", len(self._numbers))
            name = words.word("rooms.type_count", count=len(self._numbers))
        else:
            title = words.word("rooms.check_out_title", number=self._numbers[0])
            name = words.word("rooms.type_number", number=self._numbers[0])
        self.begin(title, words.word("rooms.reading"))
        self.hold.set_word(title)
        self.typed.edit.clear()
        self.typed.show_wrong("")
        self.typed.edit.setAccessibleName(text.bare(name))
        for caption in self.typed.findChildren(type(self.hint)):
            if caption.buddy() is self.typed.edit:
                text.put(caption, name)
        put(self.warning, "")
        self.stands.show_lines(())
        self._read = False
        self.hold.setEnabled(False)

    def show_stands(self, lines: Sequence[LineFace], lead: str, *, warning: str = "") -> None:
        """Show what will be erased.

        Args:
            lines: each thing, or each room.
            lead: what it is, and when it was read.
            warning: what stands in the way, or should be known before; empty: nothing.
        """
        self.typed.show_wrong("")
        put(self.lead, lead)
        put(self.warning, warning)
        self.stands.show_lines(lines)
        self._read = True
        self.hold.setEnabled(True)

    def _expected(self) -> str:
        return self._numbers[0] if len(self._numbers) == 1 else str(len(self._numbers))

    def _on_typed(self) -> None:
        self.typed.show_wrong("")

    def _on_held(self) -> None:
        self.failure.hide()
        self.set_busy(words.word("rooms.checking_out"))
        self.sure.emit(self._numbers)

    def _on_tapped(self) -> None:
        """A click alone does it where the number was typed."""
        if self.busy:
            return
        if not self._read:
            # Whoever types faster than the PBX answers loses nothing, and wipes nothing unseen.
            self.blame(self.typed, words.word("rooms.reading"))
            return
        if self.typed.edit.text().strip() == self._expected():
            self._on_held()
        else:
            self.blame(self.typed, words.word("rooms.hold_or_type"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field: it was typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.typed.edit.hasFocus():
            if not event.isAutoRepeat():
                self._on_tapped()
            return
        super().keyPressEvent(event)

    # -- what became of it -----------------------------------------------------------------------

    def set_busy(self, said: str) -> None:
        """Say what is being done; empty: nothing any more."""
        super().set_busy(said)
        self.hold.set_pending(said)

    def show_progress(self, said: str, lines: Sequence[LineFace], *, running: bool) -> None:
        """Show how far it is, room by room or thing by thing."""
        self.stop.setVisible(running and len(self._numbers) > 1)
        self.show_outcome(said, lines, fields=False)

    def show_fields(self) -> None:
        """Show the question."""
        super().show_fields()
        self.submit.hide()
        self.stop.hide()
