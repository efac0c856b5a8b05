"""Deleting a room: what goes with it as it stands now, and a question that no chance answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ctiapp.ui import text, words
from ctiapp.ui.hotel.faces import LineFace, Look
from ctiapp.ui.hotel.parts import HoldButton, LineList, put
from ctiapp.ui.hotel.sideform import SideForm
from ctiapp.ui.kit import label
from ctiapp.ui.labelledfields import LabelledField
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ctiapp.model.notice import Notice
    from ctiapp.services.hotel.newrooms import Leaving


class DeleteRoomForm(SideForm):
    """The form.

    Signals:
        sure: the room shall be deleted; carries its number.
    """

    sure = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", words.word("rooms.receipt"), parent)
        self._number = ""
        self.stands = LineList(words.word("newroom.goes"))
        self.warning = label("", "error-strong")
        self.typed = LabelledField(words.word("newroom.type_number"))
        self.hold = HoldButton("")
        self.hint = label(words.word("newroom.hold_hint"), "caption")
        for wrapped in (self.hint, self.warning):
            wrapped.setWordWrap(True)
        for widget in (self.warning, self.stands, self.typed, self.hold, self.hint):
            self.column.addWidget(widget)
        self.submit.hide()
        self.typed.edit.textEdited.connect(lambda _: self.typed.show_wrong(""))
        self.hold.held.connect(self._on_held)
        self.hold.tapped.connect(self._on_tapped)

    @property
    def number(self) -> str:
        """Which room it is about."""
        return self._number

    @property
    def changed(self) -> bool:
        """Nothing that would be lost is ever written here."""
        return False

    # -- asking ----------------------------------------------------------------------------------

    def show_room(self, number: str) -> None:
        """Ask about this room; what stands there is being read."""
        self._number = number
        title = words.word("newroom.delete_title", number=number)
        self.begin(title, words.word("newroom.reading"))
        self.hold.set_word(title)
        self.typed.edit.clear()
        self.typed.edit.setPlaceholderText(text.plain(number))
        self.typed.show_wrong("")
        put(self.warning, "")
        self.stands.show_lines(())
        self._allow(allowed=False)

    def show_leaving(self, leaving: Leaving) -> None:
        """Show what goes with it."""
        put(self.lead, words.word("newroom.delete_lead", number=leaving.number.text))
        put(self.warning, words.word("newroom.talks") if leaving.on_phone else "")
        nothing = words.word("newroom.nothing")
        alarms = words.word("newroom.unknown") if leaving.alarms is None else str(leaving.alarms)
        said = (
            ("name", words.word("newroom.guest"), text.isolate(leaving.name) or nothing),
            ("email", words.word("rooms.email"), text.isolate(leaving.email)),
            ("mobile", words.word("rooms.mobile"), text.isolate(leaving.mobile)),
            ("alarms", words.word("newroom.alarms"), alarms),
            ("planned", words.word("newroom.planned"), str(leaving.planned or "")),
            ("past", words.word("newroom.voicemail_goes"), ""),
        )
        gone, none = Look("stop", Shape.CROSS, ""), Look("gone", Shape.DASH, "")
        lines = [
            LineFace(key, what, told, none if told == nothing else gone)
            for key, what, told in said
            if told or key == "past"
        ]
        self.stands.show_lines(lines)
        self._allow(allowed=not leaving.on_phone)
        if self.isAncestorOf(self.window().focusWidget() or self):  # nobody went elsewhere
            self.typed.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refused(self, notice: Notice) -> None:
        """What stands there could not be read: nothing can be deleted."""
        put(self.lead, "")
        self.show_failure(notice)
        self._allow(allowed=False)

    def show_deleted(self, left: Sequence[Notice]) -> None:
        """It is gone; some of what this desk keeps of it may not be."""
        left_over = Look("hold", Shape.DASH, "")
        lines = [
            LineFace(str(at), words.word("newroom.kept_here"), words.say(notice), left_over)
            for at, notice in enumerate(left)
        ]
        said = words.word("newroom.deleted", number=self._number)
        self.show_outcome(said, lines, fields=False)

    def show_busy(self, busy: bool) -> None:
        """It is being deleted, or no more."""
        self.set_busy(words.word("newroom.deleting") if busy else "")

    def set_busy(self, said: str) -> None:
        """Say what is being done; empty: nothing any more."""
        super().set_busy(said)
        self.hold.set_pending(said)

    def show_fields(self) -> None:
        """Show the question."""
        super().show_fields()
        self.submit.hide()

    def _allow(self, *, allowed: bool) -> None:
        for widget in (self.typed, self.hold):
            widget.setEnabled(allowed)

    # -- what the user does ----------------------------------------------------------------------

    def _on_held(self) -> None:
        if not self.busy:
            self.failure.hide()
            self.show_busy(True)
            self.sure.emit(self._number)

    def _on_tapped(self) -> None:
        """A click alone does it where the number was typed."""
        if self.busy:
            return
        if self.typed.edit.text().strip() == self._number:
            self._on_held()
        else:
            self.blame(self.typed, words.word("newroom.hold_or_type"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field: it was typed. Esc leaves."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.closed.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.typed.edit.hasFocus():
            if not event.isAutoRepeat():
                self._on_tapped()
            return
        super().keyPressEvent(event)
