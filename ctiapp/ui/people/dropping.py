"""What happens where a call is let go: it is done, or asked by which number of several.

The menu stands where the button came up, and does nothing that it did not say: what would be
another thing by the time that a number is chosen is not done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.ui import words
from ctiapp.ui.people.ways import Line, WaysMenu, by_way

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.commands import Verb
    from ctiapp.model.ids import CallId
    from ctiapp.services.cards import Card
    from ctiapp.ui.calls.people import Person
    from ctiapp.ui.people.drag import Carrier
    from ctiapp.ui.people.offers import Offer
    from ctiapp.ui.people.ways import Way


class Dropping(QObject):
    """What comes of a call that was let go on somebody.

    Signals:
        meant: this is to be done; carries the `Offer`, which names one number.
        missed: by now it would be another thing than the menu had said; nothing is done.

    Args:
        window: in which it happens.
        card_of: a call as it is now, None once it is gone.
        offer_of: what a verb would do with a call and somebody.
        carrier: what carries calls.
    """

    meant = Signal(object)
    missed = Signal()

    def __init__(
        self,
        window: QWidget,
        card_of: Callable[[CallId], Card | None],
        offer_of: Callable[[Card, Person, Verb], Offer],
        carrier: Carrier,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._card_of = card_of
        self._offer_of = offer_of
        self._carrier = carrier
        self._asked: Offer | None = None
        self._menu: WaysMenu | None = None
        carrier.dropped.connect(self._on_dropped)

    @property
    def menu(self) -> WaysMenu | None:
        """The menu that asks for a number; None while none does."""
        return self._menu

    def refresh(self) -> None:
        """The calls changed: nobody is asked about one that is over."""
        made, menu = self._asked, self._menu
        if made is None or menu is None:
            return
        card = self._card_of(made.call_id)
        if card is None or card.end is not None:
            menu.close()

    def _on_dropped(self, made: Offer) -> None:
        card = self._card_of(made.call_id)
        if made.several is None or card is None:
            self.meant.emit(made)
            return
        who, verb = made.several, made.wanted
        lines = [self._line(card, who, way, verb) for way in who.ways]
        self._asked = made
        self._menu = menu = WaysMenu(self._window, made.headline, lines)
        menu.picked.connect(lambda line: self._on_picked(made, line))
        menu.aboutToHide.connect(self._on_hidden)
        menu.open_at(self._carrier.spot)

    def _line(self, card: Card, who: Person, way: Way, verb: Verb) -> Line:
        at = self._offer_of(card, by_way(who, way), verb)
        if at.possible:
            return Line(way, at.warning)
        here = card.number == way.number
        return Line(way, words.word("ways.here") if here else at.headline, possible=False)

    def _on_hidden(self) -> None:
        self._menu = self._asked = None

    def _on_picked(self, made: Offer, line: Line) -> None:
        """A number was chosen, maybe long after the menu was opened."""
        card, who = self._card_of(made.call_id), made.several
        now = None if card is None or who is None else self._line(card, who, line.way, made.wanted)
        if card is None or who is None or now != line:
            self.missed.emit()
        else:
            self.meant.emit(self._offer_of(card, by_way(who, line.way), made.wanted))
