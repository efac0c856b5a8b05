"""The middle of a pop: as whom to greet, and what is known of the caller's past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ctiapp.ui import text, words
from ctiapp.ui.calls import callertext
from ctiapp.ui.kit import ElidedLabel, keep_room, label

if TYPE_CHECKING:
    from ctiapp.ui.screenpop.viewmodel import Pop

_MOST = 90
"""Characters about the last conversation and its note."""
_LINE = 20
"""Height of a line whose room is kept, in pixels: the same whatever is written there."""
_LEAST = 24
"""Characters of the note that stand there in any case."""


class CallerLines(QWidget):
    """A box with the greeting, and up to three lines below it; each only where it says something.

    It is made once with its card: setting it touches only what has changed. What is known of a
    caller comes a moment after the ring, when a hand is on its way to a button: its room is kept
    from the beginning, so that nothing moves.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QFrame()
        self._box.setProperty("role", "soft")
        self._box.setFixedHeight(36)
        self._before = label()
        self._greet = ElidedLabel("strong")
        self._line = ElidedLabel("dim")
        self._past = ElidedLabel("dim")
        self._last = ElidedLabel("dim")
        inside = QHBoxLayout(self._box)
        inside.setContentsMargins(12, 0, 12, 0)
        inside.setSpacing(5)
        inside.addWidget(self._before)
        inside.addWidget(self._greet, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._boxed = _above(self._box, 12)
        self._lines = QWidget()
        lines = QVBoxLayout(self._lines)
        lines.setContentsMargins(0, 8, 0, 0)
        lines.setSpacing(1)
        for line in (self._line, self._past, self._last):
            lines.addWidget(line)
            line.hide()
        for line in (self._past, self._last):
            line.setFixedHeight(_LINE)
            keep_room(line, on=True)
        column.addWidget(self._boxed)
        column.addWidget(self._lines)
        self._boxed.hide()

    def show_pop(self, pop: Pop) -> None:
        """Show what is known."""
        greet = words.word("pop.greet") if pop.greet else ""
        text.put(self._before, greet or words.word("pop.called", number=pop.did))
        self._greet.set_outside(pop.greet)
        self._greet.setVisible(bool(pop.greet))
        self._boxed.setVisible(bool(pop.greet or pop.did))
        line = _line(pop)
        past = callertext.capital(callertext.calls_today(pop.caller) if pop.caller else "")
        last = _last(pop)
        self._line.set_made(line)
        self._past.set_made(past)
        self._last.set_made(last)
        for part, shown in ((self._line, line), (self._past, past), (self._last, last)):
            part.setVisible(bool(shown))
        self._measure()

    def _measure(self) -> None:
        """Have the card know at once how high this is: it stands before any event is handled."""
        for part in (self._lines, self._boxed, self):
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
            part.updateGeometry()

    @property
    def labels(self) -> tuple[QLabel, ...]:
        """The lines, from the top."""
        return (self._before, self._greet, self._line, self._past, self._last)


def _line(pop: Pop) -> str:
    """From which slot they come back, else the line they call on; and what they typed."""
    parts = []
    if pop.slot:
        parts.append(words.word("card.came_back", slot=pop.slot))
    elif pop.trunk:
        parts.append(words.word("pop.trunk", name=pop.trunk))
    if pop.digits:
        parts.append(words.word("pop.typed", digits=pop.digits))
    return " · ".join(parts)


def _last(pop: Pop) -> str:
    """Whom they spoke to last, and what was noted then."""
    if pop.caller is None:
        return ""
    talk = callertext.last_talk(pop.caller.last_talk, callertext.now())
    room = max(_LEAST, _MOST - len(talk))
    note = callertext.quoted(text.plain(pop.caller.note, room) if pop.caller.note else "")
    return callertext.capital(": ".join(part for part in (talk, note) if part))


def _above(inner: QWidget, space: int) -> QWidget:
    """A widget with room above it that goes when it goes."""
    outer = QWidget()
    box = QVBoxLayout(outer)
    box.setContentsMargins(0, space, 0, 0)
    box.addWidget(inner)
    return outer
