"""The demo's desk phone: a slim bar at the window's foot, in place of the one on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ctiapp.model.call import Phase
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import KeyButton, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.services.cards import Card
    from ctiapp.ui.tasks import Tasks


class DemoPhone(Protocol):
    """What the simulated phone can be made to do; filled by the composition root."""

    @property
    def extension(self) -> str:
        """Whose phone it is."""

    async def lift(self) -> None:
        """Lift the handset: take the call that rings, or the one being dialled."""

    async def put_down(self) -> None:
        """Put the handset down: the call ends."""

    async def ring_me(self) -> None:
        """Have somebody from outside call."""


class PhoneBar(QFrame):
    """The bar with the handset."""

    def __init__(self, phone: DemoPhone, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phone = phone
        self.setProperty("role", "soft")
        self._title = label("", "strong")
        self._state = label("", "dim")
        self.lift = KeyButton(words.word("phone.lift"), kind="primary")
        self.put_down = KeyButton(words.word("phone.put_down"))
        self.ring_me = KeyButton(words.word("phone.ring_me"))
        self.lift.clicked.connect(lambda: tasks.start(phone.lift(), name="lift handset"))
        self.put_down.clicked.connect(lambda: tasks.start(phone.put_down(), name="put down"))
        self.ring_me.clicked.connect(lambda: tasks.start(phone.ring_me(), name="ring me"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(self._title)
        row.addWidget(self._state)
        row.addStretch(1)
        row.addWidget(self.lift)
        row.addWidget(self.put_down)
        row.addWidget(self.ring_me)
        self.show_cards((), online=False)

    def show_cards(self, cards: Sequence[Card], *, online: bool) -> None:
        """Show what the phone on the desk would do now."""
        number = text.plain(self._phone.extension)
        self._title.setText(words.word("phone.title", number=number))
        self.setAccessibleName(text.bare(self._title.text()))
        rings = any(card.phase is Phase.RINGING or card.own_phone_rings for card in cards)
        waiting = (Phase.RINGING, Phase.OFFERED)
        busy = any(card.end is None and card.phase not in waiting for card in cards)
        key = "phone.ringing" if rings else "phone.talking" if busy else "phone.resting"
        self._state.setText(words.word(key))
        self.lift.setEnabled(online and rings)
        self.put_down.setEnabled(online and busy)
        self.ring_me.setEnabled(online)
