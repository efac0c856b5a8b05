"""Carrying a call to a person with the pointer, by hand: the system's own way blocks the loop.

Nothing is done by a stray drop. A carrying begins once the pointer has travelled with the button
down; letting go does what the label said before the button came up, and where it said nothing that
can be done, or another thing than would be done now, nothing is. Whoever slides under a pointer
that stands still was not chosen. Esc, another button, a window that loses the keyboard, and the end
of the call all leave it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.commands import Verb
from ctiapp.ui import words
from ctiapp.ui.calls.cardtext import name_of
from ctiapp.ui.people.label import OfferLabel
from ctiapp.ui.people.offers import offer
from ctiapp.ui.people.ways import listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.cards import Card
    from ctiapp.ui.calls.people import Person
    from ctiapp.ui.people.offers import Offer


CARRIED = frozenset({Verb.TRANSFER, Verb.CONSULT})
"""What letting a call go can do."""


class DropSite(Protocol):
    """A list of people onto which a call can be let go."""

    def person_at(self, spot: QPoint) -> Person | None:
        """Who is at a point of the screen."""

    def mark(self, number: Number | None, *, possible: bool = True) -> None:
        """Show whom a carried call would reach."""

    def isVisible(self) -> bool:
        """Whether the list can be seen."""

    def isAncestorOf(self, child: QWidget, /) -> bool:
        """Whether something is a part of the list."""


class Carrier(QObject):
    """What carries calls.

    Signals:
        dropped: a call was let go on a person; carries the `Offer` that the label made.
        missed: it was let go where another thing would have been done than the label had said;
            nothing was.
        left: no call is carried any more, whatever came of it.
        put_down: the button that was pressed on a call came up, or what it carried was left.

    Args:
        window: in which it happens.
        card_of: a call as it is now, None once it is gone.
        offer_of: what a verb would do with a call and somebody.
    """

    dropped = Signal(object)
    missed = Signal()
    left = Signal()
    put_down = Signal()

    def __init__(
        self,
        window: QWidget,
        card_of: Callable[[CallId], Card | None],
        offer_of: Callable[[Card, Person, Verb], Offer] = offer,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._card_of = card_of
        self._offer_of = offer_of
        self._sites: list[DropSite] = []
        self._sources: dict[QObject, Callable[[], Card | None]] = {}
        self._pressed: tuple[QObject, QPoint] | None = None
        self._carried: CallId | None = None
        self._offer: Offer | None = None
        self._label: OfferLabel | None = None
        self._shift = False
        self._spot = QPoint()
        self._slid = False
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    # -- what takes part -------------------------------------------------------------------------

    def add_site(self, site: DropSite) -> None:
        """Let calls go onto this list."""
        self._sites.append(site)

    def add_source(self, widget: QWidget, card: Callable[[], Card | None]) -> None:
        """Let the call that this widget shows be carried away from it."""
        self._sources[widget] = card
        widget.installEventFilter(self)
        widget.destroyed.connect(lambda: self._sources.pop(widget, None))

    # -- what is going on ------------------------------------------------------------------------

    @property
    def carries(self) -> bool:
        """Whether a call is being carried."""
        return self._carried is not None

    @property
    def taken(self) -> bool:
        """Whether the button is down on a call: it may be carried, or is already."""
        return self._pressed is not None or self._carried is not None

    @property
    def label(self) -> OfferLabel | None:
        """The label, once there was one."""
        return self._label

    @property
    def spot(self) -> QPoint:
        """Where on the screen the pointer was last, with a call."""
        return self._spot

    @property
    def offer(self) -> Offer | None:
        """What letting go would do now; None over nobody."""
        return self._offer

    def refresh(self) -> None:
        """Calls or people changed: what the label says must be true when the button comes up."""
        if self._carried is None:
            return
        if self._card_of(self._carried) is None:
            self.cancel()
        else:
            before = self._offer
            self._look(self._spot)
            if self._offer is not None and not _of_the_same(before, self._offer):
                self._slid = True

    def cancel(self) -> bool:
        """Leave it; tells whether a call was carried."""
        taken, carried = self.taken, self._carried is not None
        self._pressed = self._carried = self._offer = None
        self._slid = False
        if carried:
            application = QApplication.instance()
            if application is not None:
                application.removeEventFilter(self)
            QApplication.restoreOverrideCursor()
            for site in self._sites:
                site.mark(None)
            if self._label is not None:
                self._label.hide()
            self.left.emit()
        if taken:
            self.put_down.emit()
        return carried

    # -- Qt --------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the pointer over what can be carried, and the keys while something is."""
        if self._carried is not None:
            # The window's own copy of an event goes on: it tells Qt where the buttons stand.
            return isinstance(watched, QWidget) and self._carrying(watched, event)
        if isinstance(event, QMouseEvent) and watched in self._sources:
            self._press_or_move(watched, event)
        return False

    def _press_or_move(self, source: QObject, event: QMouseEvent) -> None:
        kind, left = event.type(), Qt.MouseButton.LeftButton
        spot = event.globalPosition().toPoint()
        if kind == QEvent.Type.MouseButtonPress:
            self._pressed = (source, spot) if event.button() == left else None
        elif kind == QEvent.Type.MouseButtonRelease:
            self.cancel()
        elif kind == QEvent.Type.MouseMove and self._pressed is not None:
            if not event.buttons() & left:
                self.cancel()
            elif (spot - self._pressed[1]).manhattanLength() >= QApplication.startDragDistance():
                self._shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._begin(source, spot)

    def _begin(self, source: QObject, spot: QPoint) -> None:
        card = self._sources[source]()
        application = QApplication.instance()
        if card is None or card.end is not None or application is None:
            self.cancel()
            return
        if card.lacks.issuperset(CARRIED):
            self.cancel()  # this PBX can do neither with any call
            return
        self._carried = card.call_id
        if self._label is None:
            self._label = OfferLabel(self._window)
        application.installEventFilter(self)
        QApplication.setOverrideCursor(Qt.CursorShape.ClosedHandCursor)
        self._look(spot)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Another program has the keyboard: the button may come up there."""
        if state is not Qt.ApplicationState.ApplicationActive:
            self.cancel()

    def _carrying(self, watched: QWidget, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent):
            spot = event.globalPosition().toPoint()
            self._shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if kind == QEvent.Type.MouseButtonRelease:
                self._release(event.button(), spot)
                return True
            if kind == QEvent.Type.MouseButtonPress:
                self.cancel()
            elif kind == QEvent.Type.MouseMove:
                if event.buttons() & Qt.MouseButton.LeftButton:
                    self._slid = self._slid and spot == self._spot
                    self._look(spot)
                else:
                    self.cancel()  # the button came up where nobody told us
            return True
        if kind == QEvent.Type.Wheel:
            return True  # it would slide another one under the pointer
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Shift:
            self._shift = kind != QEvent.Type.KeyRelease
            self._look(self._spot)
        elif kind == QEvent.Type.WindowDeactivate and watched is self._window:
            self.cancel()
        return False

    def _release(self, button: Qt.MouseButton, spot: QPoint) -> None:
        if button != Qt.MouseButton.LeftButton:
            self.cancel()
            return
        shown, slid = self._offer, self._slid
        self._look(spot)
        made = self._offer
        self.cancel()
        if slid or not _says_the_same(shown, made):
            self.missed.emit()
        elif made is not None and made.possible:
            self.dropped.emit(made)

    # ----------------------------------------------------------------------------------------------

    def _look(self, spot: QPoint) -> None:
        """Say what letting go here would do."""
        self._spot = spot
        card = None if self._carried is None else self._card_of(self._carried)
        if card is None or self._label is None:
            self.cancel()
            return
        both = card.lacks.isdisjoint(CARRIED)
        consults = self._shift if both else Verb.CONSULT not in card.lacks
        verb = Verb.CONSULT if consults else Verb.TRANSFER
        drop_hint = f"offer.drop_hint{'_consult' if consults else ''}"
        hint = words.word(drop_hint if both else "offer.leave_hint")
        found: Person | None = None
        below = QApplication.widgetAt(spot)  # None where another program's window lies above ours
        for site in self._sites:
            here = found is None and site.isVisible()
            seen = here and below is not None and site.isAncestorOf(below)
            who = site.person_at(spot) if seen else None
            if who is None:
                site.mark(None)
                continue
            found = who
            self._offer = self._offer_of(card, who, verb)
            site.mark(who.number, possible=self._offer.possible)
        if found is None or self._offer is None:
            self._offer = None
            said = words.word("offer.nobody", caller=name_of(card))
            self._label.show_offer(said, "", hint, possible=True)
        else:
            made = self._offer
            if made.several is not None:
                hint = f"{words.word('offer.drop_asks')}\n{listing(made.several.ways)}\n{hint}"
            self._label.show_offer(made.headline, made.warning, hint, possible=made.possible)
        self._label.follow(spot)


def _of_the_same(one: Offer | None, other: Offer | None) -> bool:
    """Whether two offers are for the same call and the same person."""
    if one is None or other is None:
        return one is other
    return (one.call_id, one.number) == (other.call_id, other.number)


def _says_the_same(one: Offer | None, other: Offer | None) -> bool:
    """Whether who agreed to one has agreed to the other: the wording alone may differ."""
    if one is None or other is None:
        return one is other
    same = (one.verb, one.warning, one.several) == (other.verb, other.warning, other.several)
    return same and _of_the_same(one, other)
