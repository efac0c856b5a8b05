"""The page: how many wait, the list of them, and what can be done with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.ui import theme, words
from ctiapp.ui.followups.list import PersonList
from ctiapp.ui.followups.personmenu import KEYS, Do
from ctiapp.ui.followups.reasonbar import ReasonBar
from ctiapp.ui.history.listing import ListingPage
from ctiapp.ui.kit import Banner, KeyButton, keep_room

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from ctiapp.model.followups import FollowUp
    from ctiapp.ui.followups.viewmodel import PersonFace

_AGES_MS = 20_000
"""How often the ages are painted anew while they can be seen: they are told in minutes."""


class FollowUpsPage(ListingPage):
    """The page.

    Signals:
        pressed: a button was pressed; carries the `Do`.

    Args:
        face: how somebody is painted.
    """

    pressed = Signal(object)

    def __init__(
        self, face: Callable[[FollowUp], PersonFace], parent: QWidget | None = None
    ) -> None:
        self.list = PersonList(face)
        super().__init__(self.list, parent)
        self.reason = ReasonBar()
        self.banner = Banner()
        self.buttons = {
            do: KeyButton(words.word(do.value), KEYS[do], kind=kind, call=True)
            for do, kind in ((Do.CALL, "primary"), (Do.DONE, "plain"), (Do.LATER, "plain"))
        }
        self.undo_button = KeyButton(words.word(Do.UNDO.value), KEYS[Do.UNDO], kind="quiet")
        self._actions = QWidget()
        self.ages = QTimer(self)
        self.ages.setInterval(_AGES_MS)
        self.ages.timeout.connect(self.list.people.refresh)
        self._lay_out()
        for do, button in (*self.buttons.items(), (Do.UNDO, self.undo_button)):
            button.clicked.connect(lambda _=False, what=do: self.pressed.emit(what))
        self.list.moved.connect(self._on_moved)
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        status = QHBoxLayout()
        status.setSpacing(theme.SIZES.gap)
        status.addWidget(self._count)
        status.addWidget(self.undo_button)
        status.addStretch(1)
        status.addWidget(self._state)
        actions = QHBoxLayout(self._actions)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(theme.SIZES.gap)
        for button in self.buttons.values():
            actions.addWidget(button)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addLayout(status)
        column.addWidget(self.banner)
        column.addWidget(self._below, 1)
        column.addWidget(self._actions)
        column.addWidget(self.reason)
        keep_room(self.undo_button, on=True)
        self.undo_button.hide()

    # -- showing ---------------------------------------------------------------------------------

    def show_people(self, rows: Sequence[FollowUp], *, known: bool, next_of: str = "") -> None:
        """Show these people.

        Args:
            rows: who waits, and behind them who is put off.
            known: whether that is all of them; else the list is still being made.
            next_of: whom the user has just put away.
        """
        self.list.set_rows(rows, next_of=next_of)
        later = sum(row.until is not None for row in rows)
        counts = []
        if len(rows) > later:
            counts.append(words.plural("people_to_call", len(rows) - later))
        if later:
            counts.append(words.plural("people_later", later))
        self._count.setText(" · ".join(counts))
        nobody = words.word("followups.nobody" if known else "followups.reading")
        self._show_rows(some=bool(rows), nothing=nobody)
        self._actions.setVisible(bool(rows) and not self.reason.person)
        if self.reason.person and self.list.people.find(self.reason.person) is None:
            self.reason.leave()
        self._on_moved()

    def show_undo(self, *, on: bool) -> None:
        """Offer to take back what was said last."""
        self.undo_button.setVisible(on)

    def ask_why(self, person: str, name: str) -> None:
        """Ask why there is nothing to do with somebody any more."""
        self._actions.hide()
        self.reason.ask(person, name)

    def enter_list(self) -> None:
        """The keyboard goes back into the list."""
        self._actions.setVisible(bool(self.list.people.rows))
        if self.list.people.rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self) -> None:
        """Offer what can be done with whom the keyboard stands on."""
        row = self.list.current
        self.buttons[Do.CALL].setEnabled(row is not None and row.number is not None)
        for do in (Do.DONE, Do.LATER):
            self.buttons[do].setEnabled(row is not None)

    # -- Qt --------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The ages run on."""
        super().showEvent(event)
        self.list.people.refresh()
        self.ages.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees them."""
        super().hideEvent(event)
        self.ages.stop()
