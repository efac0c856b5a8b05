"""The page of recordings: which of them, the list, and the player below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.ui import theme, words
from ctiapp.ui.history.filterbar import SearchField
from ctiapp.ui.history.listing import ListingPage
from ctiapp.ui.kit import KeyButton
from ctiapp.ui.recordings.list import RecordingList, RecordingModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.model.records import Recording
    from ctiapp.ui.recordings.player import PlayerBar
    from ctiapp.ui.recordings.viewmodel import Face

_MAX_SOUGHT = 100


class RecordingsPage(ListingPage):
    """The page.

    Signals:
        changed: other recordings are wanted (`sought`, `only_mine`).
        again: the list shall be loaded anew.
        more: older ones shall be loaded.

    Args:
        face: how a recording is painted.
        player: plays them.
    """

    changed = Signal()
    again = Signal()
    more = Signal()

    def __init__(
        self, face: Callable[[Recording], Face], player: PlayerBar, parent: QWidget | None = None
    ) -> None:
        self.model = RecordingModel(face)
        self.list = RecordingList(self.model)
        super().__init__(self.list, parent)
        self.model.setParent(self)
        self.player = player
        self.search = SearchField()
        self.search.setPlaceholderText(words.word("recording.search"))
        self.search.setAccessibleName(words.word("recording.search"))
        self.search.setMaxLength(_MAX_SOUGHT)
        self.mine_chip = KeyButton(words.word("recording.mine"), kind="on")
        self.all_chip = KeyButton(words.word("recording.all"), kind="quiet")
        self.again_button = KeyButton(words.word("recording.again"), kind="quiet")
        self.more_button = KeyButton(words.word("recording.more"))
        self.play_button = KeyButton(words.word("recording.play"), "Return")
        self.save_button = KeyButton(words.word("recording.save"), "Ctrl+S", kind="quiet")
        self.call_button = KeyButton(words.word("recording.call"), kind="quiet")
        self._only_mine = True
        self._lay_out()
        self._connect()
        self._mark()
        self.setFocusProxy(self.search)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(theme.SIZES.gap_s)
        upper.addWidget(self.search, 1)
        upper.addSpacing(theme.SIZES.gap)
        upper.addWidget(self.mine_chip)
        upper.addWidget(self.all_chip)
        upper.addSpacing(theme.SIZES.gap)
        upper.addWidget(self.again_button)
        status = QHBoxLayout()
        status.addWidget(self._count)
        status.addStretch(1)
        status.addWidget(self._state)
        lower = QHBoxLayout()
        lower.setSpacing(theme.SIZES.gap)
        for button in (self.play_button, self.save_button, self.call_button):
            lower.addWidget(button)
        lower.addStretch(1)
        lower.addWidget(self.more_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addLayout(upper)
        column.addLayout(status)
        column.addWidget(self._below, 1)
        column.addLayout(lower)
        column.addWidget(self.player)

    def _connect(self) -> None:
        for chip in (self.mine_chip, self.all_chip):
            chip.setCheckable(True)
        self.mine_chip.clicked.connect(lambda: self._choose(mine=True))
        self.all_chip.clicked.connect(lambda: self._choose(mine=False))
        self.again_button.clicked.connect(self.again)
        self.more_button.clicked.connect(self.more)
        self.search.textChanged.connect(lambda _: self.changed.emit())
        self.search.down.connect(self.enter_list)
        self.search.entered.connect(self.enter_list)
        self.list.typed.connect(self._type_on)
        self.list.left_up.connect(lambda: self.search.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.other_key.connect(self.player.key)

    # -- what is wanted --------------------------------------------------------------------------

    @property
    def sought(self) -> str:
        """What is looked for; empty: everything."""
        return self.search.text().strip()

    @property
    def only_mine(self) -> bool:
        """Whether the calls of others are left out."""
        return self._only_mine

    def enter_list(self) -> None:
        """The keyboard goes into the list."""
        if self.model.items:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, *, mine: bool) -> None:
        changed = mine is not self._only_mine
        self._only_mine = mine
        self._mark()
        if changed:
            self.changed.emit()

    def _mark(self) -> None:
        for chip, here in ((self.mine_chip, self._only_mine), (self.all_chip, not self._only_mine)):
            chip.setChecked(here)
            chip.set_kind("on" if here else "quiet")

    def _type_on(self, typed: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + typed)

    # -- what is shown ---------------------------------------------------------------------------

    def show_listed(self, *, listed: bool) -> None:
        """Show what chooses from a list; without one there is the player alone."""
        for part in (self.search, self.mine_chip, self.all_chip, self.again_button):
            part.setVisible(listed)
        for button in (self.play_button, self.save_button, self.call_button):
            button.setVisible(listed)
        self.setFocusProxy(self.search if listed else self.player)

    def show_items(self, items: Sequence[Recording], state: str, *, older: bool) -> None:
        """Show these recordings.

        Args:
            items: the newest first.
            state: how far, and when, they were loaded.
            older: whether there may be older ones.
        """
        self.model.show_items(items)
        self._count.setText(words.plural("recordings", len(items)) if items else "")
        self.show_state(state)
        self.more_button.setVisible(older)
        if items:
            self._show_rows(some=True, nothing="")
        self.show_actions()

    def show_empty(self, said: str) -> None:
        """Say this instead of a list."""
        if self.list.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_rows(some=False, nothing=said)
        self.show_actions()

    def show_actions(self, *, callable_: bool = False) -> None:
        """Offer what can be done with the line that the keyboard stands on."""
        there = self.list.current is not None and self._below.currentWidget() is self.list
        self.play_button.setEnabled(there)
        self.save_button.setEnabled(there)
        self.call_button.setEnabled(there and callable_)
