"""Somebody who has several numbers: which they are, and the small menu that asks for one.

A call that is let go on them, or that they shall be called by, asks there; where a key asks, the
question itself names one, and the arrows name the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from ctiapp.model.number import display
from ctiapp.ui import text
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.contacts.viewmodel import kind_word
from ctiapp.ui.people.offers import reached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ctiapp.model.directory import ContactNumber, PersonKey
    from ctiapp.model.number import Number

LISTED = 4
"""So many numbers are told on the label of a carried call; the menu has them all."""
_BY_DIGIT = 9
"""So many lines of the menu have a digit of their own."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of the numbers of somebody.

    Attributes:
        number: as it is dialled.
        kind: what it is to them, translated, e.g. ``Mobile``.
        written: as people write it.
    """

    number: Number
    kind: str
    written: str

    @property
    def said(self) -> str:
        """Both, as they stand in a sentence."""
        return f"{self.kind} {self.written}"


def ways_to(numbers: Sequence[ContactNumber]) -> tuple[Way, ...]:
    """Numbers as they are offered, in this order."""
    return tuple(Way(each.number, kind_word(each.kind), display(each.number)) for each in numbers)


def outsider(name: str, numbers: Sequence[ContactNumber], key: PersonKey) -> Person | None:
    """Somebody outside as the target of a call; None where they have no number.

    With one number they are named with it; with several it stands open which (`Person.ways`).

    Args:
        name: of whom.
        numbers: by which they can be reached, the likeliest first.
        key: which entry of the directory they are.
    """
    ways = ways_to(numbers)
    if not ways:
        return None
    first = ways[0]
    if len(ways) == 1:
        return Person(reached(name, first.written), first.number, Lamp.UNKNOWN, key=key)
    return Person(text.plain(name), first.number, Lamp.UNKNOWN, ways=ways, key=key)


def by_way(who: Person, way: Way) -> Person:
    """Somebody at one of their numbers, which is named with them."""
    return replace(who, name=reached(who.name, way.said), number=way.number)


def listing(ways: Sequence[Way]) -> str:
    """The numbers, a line each, the first few of them."""
    said = [text.isolate(way.said) for way in ways[:LISTED]]
    return "\n".join(said if len(ways) <= LISTED else [*said, "…"])


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the menu.

    Attributes:
        way: which number.
        against: what speaks against it, a sentence; empty: nothing.
        possible: whether it can be chosen.
    """

    way: Way
    against: str = ""
    possible: bool = True


class WaysMenu(QMenu):
    """Asks for one of the numbers: a digit, the arrows and Enter, or a click; Esc chooses none.

    Signals:
        picked: a number was chosen; carries the `Line`.

    Args:
        parent: the window.
        title: what will be done once a number is chosen.
        lines: the numbers; the first that can be chosen has the keyboard.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget, title: str, lines: Sequence[Line]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(text.bare(title))
        self.addAction(text.for_button(title)).setEnabled(False)
        self.addSeparator()
        self._first = None
        for place, line in enumerate(lines, 1):
            said = f"{line.way.said} ({line.against})" if line.against else line.way.said
            digit = f"&{place}  " if place <= _BY_DIGIT else ""
            entry = self.addAction(digit + text.for_button(said))
            entry.setEnabled(line.possible)
            entry.triggered.connect(lambda _=False, line=line: self.picked.emit(line))
            if self._first is None and line.possible:
                self._first = entry

    def open_at(self, spot: QPoint) -> None:
        """Open at a point of the screen; nothing waits for it."""
        self.popup(spot)
        if self._first is not None:
            self.setActiveAction(self._first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that is held down must not answer the question that it has just raised."""
        if not (event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            super().keyPressEvent(event)
