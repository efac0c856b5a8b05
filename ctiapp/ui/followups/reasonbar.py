"""The field for why there is nothing to do with somebody any more, at the foot of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.followups import MAX_REASON
from ctiapp.ui import text, words
from ctiapp.ui.linebar import LineBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ReasonBar(LineBar):
    """The bar; what it is about is a person, and the reason may be empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        hint = words.word("followups.reason")
        super().__init__(words.word("followups.done"), hint, MAX_REASON, parent)

    @property
    def person(self) -> str:
        """Who is being put away; empty where nobody is."""
        return self.key

    def ask(self, person: str, name: str) -> None:
        """Ask why there is nothing to do with somebody any more."""
        asked = words.word("followups.done_with", name=name)
        self.open(person, asked, f"{text.bare(asked)}: {words.word('followups.reason')}")
