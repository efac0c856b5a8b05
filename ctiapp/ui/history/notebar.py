"""The field for a note on a past call, at the foot of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.services.notes import MAX_NOTE
from ctiapp.ui import text, words
from ctiapp.ui.linebar import LineBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class NoteBar(LineBar):
    """The bar; what it is about is the key of a call."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.word("history.note_keep"), words.word("card.note"), MAX_NOTE, parent)

    def write(self, key: str, note: str, name: str) -> None:
        """Write the note on a call: its key, what stands there, and who it was."""
        said = words.word("history.note_on", name=name)
        spoken = text.bare(words.word("card.note_spoken", name=name))
        self.open(key, said, spoken, text.plain(note, MAX_NOTE))
