"""The menu of a person on the panel: what can be done with them, each line saying all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from ctiapp.ui import text, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from ctiapp.ui.calls.people import Person
    from ctiapp.ui.people.offers import Offer


class PersonMenu(QMenu):
    """The menu.

    Signals:
        called: they shall be called.
        meant: this shall be done with the call that is meant; carries the `Offer`.
        starred: whether they shall be a favourite.

    Args:
        parent: the window.
        who: the person.
        online: whether anybody can be called at all.
        favourite: whether they are one.
        offers: what can be done with the call that is meant.
    """

    called = Signal()
    meant = Signal(object)
    starred = Signal(bool)

    def __init__(
        self,
        parent: QWidget,
        who: Person,
        *,
        online: bool,
        favourite: bool,
        offers: Iterable[Offer] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(text.bare(words.word("people.menu", name=who.name)))
        call = self.addAction(text.for_button(words.word("people.call", name=who.name)))
        call.setEnabled(online)
        call.triggered.connect(lambda _=False: self.called.emit())
        for place, made in enumerate(offers):
            if not place:
                self.addSeparator()
            line = self.addAction(text.for_button(_line(made)))
            line.triggered.connect(lambda _=False, made=made: self.meant.emit(made))
        self.addSeparator()
        number = who.number.text
        copy = self.addAction(text.for_button(words.word("people.copy", number=number)))
        copy.triggered.connect(lambda _=False: QGuiApplication.clipboard().setText(number))
        key = "people.no_more_favourite" if favourite else "people.make_favourite"
        star = self.addAction(words.word(key))
        star.triggered.connect(lambda _=False: self.starred.emit(not favourite))


def _line(made: Offer) -> str:
    return f"{made.headline} ({made.warning})" if made.warning else made.headline
