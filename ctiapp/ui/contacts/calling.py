"""Calling a contact: by their number, or by the one of several that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor

from ctiapp.ui import words
from ctiapp.ui.contacts.viewmodel import key_of, label_of
from ctiapp.ui.people.ways import Line, WaysMenu, ways_to

if TYPE_CHECKING:
    from ctiapp.model.directory import Contact, PersonKey
    from ctiapp.model.number import Number
    from ctiapp.services.directory import Directory
    from ctiapp.ui.contacts.list import ContactList

_INDENT = 48
"""The menu stands below the name, right of the picture beside it."""


class Calling(QObject):
    """Who is called, and by which number.

    Signals:
        called: somebody shall be called; carries the `Number`.

    Args:
        directory: knows by which number somebody was reached last, and is told.
        parent: the controller.
    """

    called = Signal(object)

    def __init__(self, directory: Directory, parent: QObject) -> None:
        super().__init__(parent)
        self._directory = directory

    def call(self, contact: Contact, listed: ContactList) -> None:
        """Call somebody of a list; of several numbers a small menu at their line asks for one."""
        ways = ways_to(self._directory.ways(contact))
        if len(ways) == 1:
            self.called.emit(ways[0].number)
        if len(ways) < 2:
            return
        title = words.word("ways.menu", name=label_of(contact))
        menu = WaysMenu(listed, title, [Line(way) for way in ways])
        menu.picked.connect(lambda line: self.call_by(key_of(contact), line.way.number))
        tile = listed.tile_of(ways[0].number)
        menu.open_at(QCursor.pos() if tile is None else tile.bottomLeft() + QPoint(_INDENT, 0))

    def call_by(self, key: PersonKey | None, number: Number) -> None:
        """Call by this number, which comes first the next time; ``key``: whose it is, if known."""
        if key is not None:
            self._directory.reach_by(key, number)
        self.called.emit(number)
