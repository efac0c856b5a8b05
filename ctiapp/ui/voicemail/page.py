"""The page of messages: how many, the list, what can be done with one, and the player below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.model.notice import Severity
from ctiapp.ui import focus, text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.history.listing import ListingPage
from ctiapp.ui.kit import Banner, KeyButton
from ctiapp.ui.question import Question
from ctiapp.ui.voicemail.list import CALL_KEY, MessageList, MessageModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from ctiapp.model.records import Voicemail
    from ctiapp.ui.recordings.player import PlayerBar
    from ctiapp.ui.voicemail.viewmodel import Face

LOOK_MS: Final = 60_000
"""How often the list is looked at anew while it can be seen."""


class VoicemailPage(ListingPage):
    """The page.

    Signals:
        again: the list shall be read anew.
        due: it has been looked at for a while.
        agreed: what was asked about shall be deleted.

    Args:
        face: how a message is painted.
        player: plays them.
    """

    again = Signal()
    due = Signal()
    agreed = Signal()

    def __init__(
        self, face: Callable[[Voicemail], Face], player: PlayerBar, parent: QWidget | None = None
    ) -> None:
        self.model = MessageModel(face)
        self.list = MessageList(self.model)
        super().__init__(self.list, parent)
        self.model.setParent(self)
        self.player = player
        self.again_button = KeyButton(words.word("recording.again"), kind="quiet")
        self.play_button = KeyButton(words.word("recording.play"), "Return")
        self.call_button = KeyButton(words.word("recording.call"), CALL_KEY)
        self.save_button = KeyButton(words.word("recording.save"), "Ctrl+S", kind="quiet")
        self.delete_button = KeyButton(words.word("voicemail.delete"), "Del", kind="quiet")
        self.question = Question(
            words.word("voicemail.delete_yes"), words.word("voicemail.delete_no")
        )
        self.banner = Banner()
        self.looks = QTimer(self)
        self.looks.setInterval(LOOK_MS)
        self.looks.timeout.connect(self.due)
        self._lay_out()
        self.again_button.clicked.connect(self.again)
        self.question.yes.clicked.connect(self._on_yes)
        self.question.no.clicked.connect(self.leave_question)
        self.list.other_key.connect(self.player.key)
        self.setFocusProxy(self.list)
        # What stands before the page's proxy the tabulator would never come to.
        self.setTabOrder(self.list, self.again_button)
        self.setTabOrder(self.again_button, self.play_button)

    def _lay_out(self) -> None:
        status = QHBoxLayout()
        status.setSpacing(theme.SIZES.gap)
        status.addWidget(self._count)
        status.addStretch(1)
        status.addWidget(self._state)
        status.addWidget(self.again_button)
        lower = QHBoxLayout()
        lower.setSpacing(theme.SIZES.gap)
        for button in (self.play_button, self.call_button, self.save_button, self.delete_button):
            lower.addWidget(button)
        lower.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        column.addLayout(status)
        column.addWidget(self.banner)
        column.addWidget(self._below, 1)
        column.addWidget(self.question)
        column.addLayout(lower)
        column.addWidget(self.player)

    def enter_list(self) -> None:
        """The keyboard goes into the list; where there is none, to what reads it anew."""
        heir = self.list if self.model.items else self.again_button
        heir.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is shown ---------------------------------------------------------------------------

    def show_items(self, items: Sequence[Voicemail], count: str, state: str, nothing: str) -> None:
        """Show these messages.

        Args:
            items: the newest first.
            count: how many they are.
            state: how old the list is.
            nothing: what is said where there are none.
        """
        had = focus.has_keyboard(self.list)
        self.model.show_items(items)
        self.model.refresh()
        self._count.setText(count)
        self.show_state(state)
        if not items and had:
            self.again_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_rows(some=bool(items), nothing=nothing)

    def show_trouble(self, why: str) -> None:
        """Say why the list is old, and what to do; empty: it is not."""
        said, before = text.bare(why), "" if self.banner.isHidden() else self.banner.message
        if said == before:
            return
        if why:
            self.banner.show_message(Severity.WARNING, why, closable=False)
            announce(self.banner, said)
        else:
            self.banner.hide()

    def show_actions(self, *, files: bool, callable_: bool, deleting: bool) -> None:
        """Offer what can be done with the line that the keyboard stands on.

        Args:
            files: whether this PBX hands messages out, and deletes them.
            callable_: whether who left it can be called.
            deleting: whether it is being deleted.
        """
        there = self.list.current is not None
        for button in (self.play_button, self.save_button, self.delete_button):
            button.setVisible(files)
            button.setEnabled(there)
        self.delete_button.setEnabled(there and not deleting)
        self.call_button.setEnabled(there and callable_)

    # -- the question ----------------------------------------------------------------------------

    def ask(self, sentence: str) -> None:
        """Ask before what cannot be undone; the answer that changes nothing has the keyboard."""
        self.question.ask(sentence)
        announce(self.question, self.question.asked, urgent=True)

    def leave_question(self) -> bool:
        """Delete nothing; tells whether it was asked."""
        asked = not self.question.isHidden()
        if asked:
            if focus.has_keyboard(self.question):
                self.enter_list()
            self.question.hide()
        return asked

    def _on_yes(self) -> None:
        if self.leave_question():
            self.agreed.emit()

    # -- Qt --------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """It is looked at from now on."""
        super().showEvent(event)
        self.looks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it."""
        super().hideEvent(event)
        self.looks.stop()
