"""The right half of a card: as whom they called, what is known of their past, the last note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.ui import text, words
from ctiapp.ui.calls import callertext
from ctiapp.ui.kit import ElidedLabel, keep_room, label

if TYPE_CHECKING:
    from ctiapp.services.cards import Card

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CallerPart(QWidget):
    """Three lines, each there only where there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._before = label("", "dim")
        self.greet = ElidedLabel("strong")
        self._after = ElidedLabel("dim")
        self.past = ElidedLabel("dim")
        self.note = ElidedLabel("dim")
        for line in (self.past, self.note):
            line.setAlignment(_RIGHT)
        self._called = called = QHBoxLayout()
        called.setContentsMargins(0, 0, 0, 0)
        called.setSpacing(5)
        called.addStretch(1)
        called.addWidget(self._before)
        called.addWidget(self.greet)
        called.addWidget(self._after)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        lines.addStretch(1)
        lines.addLayout(called)
        lines.addWidget(self.past)
        lines.addWidget(self.note)
        lines.addStretch(1)

    @property
    def said(self) -> str:
        """All of it in one line, for the ear."""
        return text.bare(self._said)

    def called_width(self) -> int:
        """How wide the line is that says as whom they called: the greeting to use."""
        return self._called.sizeHint().width()

    def show_card(self, card: Card) -> None:
        """Show what is known beside this call."""
        over = card.end is not None
        before, greet, after = ("", "", "") if over else _called(card)
        past = "" if over else callertext.past_line(card.caller, callertext.now())
        note = "" if over or card.caller is None else callertext.quoted(card.caller.note)
        text.put(self._before, before)
        self.greet.set_outside(greet)
        self._after.set_made(after)
        self.past.set_made(past)
        self.note.set_made(note)
        called = " ".join(each for each in (before, text.isolate(greet), after) if each)
        self._said = ". ".join(each for each in (called, past, note) if each)
        for part, shown in (
            (self._before, before),
            (self.greet, greet),
            (self._after, after),
            (self.past, past),
            (self.note, note),
        ):
            part.setVisible(bool(shown))
        # It comes a moment after the ring: the buttons below must not move under a hand.
        for line in (self.past, self.note):
            keep_room(line, on=not over)
        keep_room(self, on=not over)
        self.setVisible(bool(self._said))


def _called(card: Card) -> tuple[str, str, str]:
    """``Called as`` **Acme Dental** ``(5503301)``; without a greeting the number alone."""
    did = "" if card.did is None else text.isolate(card.did.text)
    if card.greet:
        return words.word("card.called_as"), card.greet, f"({did})" if did else ""
    return "", "", words.word("card.called", number=card.did.text) if card.did is not None else ""
