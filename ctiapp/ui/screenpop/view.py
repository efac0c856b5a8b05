"""The pops on the screen: one card a ringing or offered call, oldest on top, none covered.

Where not all fit, the one that the keys act on is among those that are shown.

The cards stand in a corner of the screen where the pointer was when the first one came, and stay on
that screen while any rings. They go at once when the call is answered, ended or refused.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QScreen

from ctiapp.model.notice import Notice
from ctiapp.settings import Corner
from ctiapp.ui import text, words
from ctiapp.ui.screenpop.card import WIDTH, PopCard, nobody
from ctiapp.ui.screenpop.viewmodel import (
    Area,
    acted_on,
    brought_up,
    how_many_fit,
    places,
    pops_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.ids import CallId
    from ctiapp.services.cards import Card
    from ctiapp.ui.screenpop.viewmodel import Pop

READY = 3
"""Cards that are made beforehand; more are made when they are needed, and kept."""


class ScreenPop(QObject):
    """All pops.

    Signals:
        answered: a card's answer button was clicked (call id).
        rejected: a card's reject button was clicked (call id).
        accepted, refused: an offered card's buttons were clicked (call id).
        painted: a ring is on the screen (call id, ring, frame arrived, paint returned; seconds).
        shown: what is on the screen now (visible, call id on top or None).
        notify: no card can be placed here: say it by the desktop's notifications (title, text).
        told: something to tell the user once (`Notice`).
    """

    answered = Signal(object)
    rejected = Signal(object)
    accepted = Signal(object)
    refused = Signal(object)
    painted = Signal(object, int, float, float)
    shown = Signal(bool, object)
    notify = Signal(str, str)
    told = Signal(object)

    def __init__(
        self,
        corner: Corner = Corner.BOTTOM_RIGHT,
        *,
        clock: Callable[[], float] = time.monotonic,
        cards_can_be_placed: bool | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._corner = corner
        self._keys = ("F3", "Shift+F8")
        if cards_can_be_placed is None:
            cards_can_be_placed = QGuiApplication.platformName() != "wayland"
        self._by_card = cards_can_be_placed
        self._said = False
        self._notified: set[tuple[CallId, int]] = set()
        self._given: tuple[Pop, ...] = ()
        self._pops: tuple[Pop, ...] = ()  # as they are shown: see `brought_up`
        self._used: dict[CallId, PopCard] = {}
        self._free: list[PopCard] = []
        self._top: CallId | None = None
        self._screen: QScreen | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._on_screen_removed)
            app.screenAdded.connect(self._replace)
            app.primaryScreenChanged.connect(self._replace)

    def prepare(self) -> None:
        """Make the first cards, before anybody calls."""
        if self._by_card:
            while len(self._free) + len(self._used) < READY:
                self._free.append(self._make())
            for card in self._free:
                card.warm_up()

    def set_corner(self, corner: Corner) -> None:
        """Stand in another corner."""
        self._corner = corner
        self._replace()

    def set_keys(self, answer: str, reject: str) -> None:
        """Print these keys on the buttons."""
        self._keys = (answer, reject)
        self._print_keys()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show a pop for each of these that rings, and none for anything else."""
        self._given = self._pops = pops_of(cards)
        if self._by_card:
            self._show()
        else:
            self._notify()

    @property
    def visible_cards(self) -> tuple[PopCard, ...]:
        """The cards on the screen, from the top."""
        return tuple(self._used[pop.call_id] for pop in self._pops if pop.call_id in self._used)

    def close(self) -> None:
        """Take every card away for good."""
        self._given = self._pops = ()
        for card in (*self._used.values(), *self._free):
            card.close()
            card.deleteLater()
        self._used.clear()
        self._free.clear()

    def _make(self) -> PopCard:
        card = PopCard(self._clock)
        card.answered.connect(self.answered)
        card.rejected.connect(self.rejected)
        card.accepted.connect(self.accepted)
        card.refused.connect(self.refused)
        card.painted.connect(self.painted)
        card.ensurePolished()
        card.winId()
        return card

    def _take(self, pop: Pop) -> PopCard:
        card = self._used.get(pop.call_id)
        if card is None:
            card = self._free.pop() if self._free else self._make()
            self._used[pop.call_id] = card
        card.show_pop(pop)
        return card

    def _show(self) -> None:
        ringing = {pop.call_id for pop in self._pops}
        for call_id in [known for known in self._used if known not in ringing]:
            self._give_back(call_id)
        if self._pops:
            if not self._used:
                self._choose_screen()
            self._stand()
        self._tell()

    def _stand(self) -> None:
        """Put as many cards as fit where they belong, and show them."""
        area = self._area()
        self._pops = self._given
        fit = self._how_many(area)
        acted = acted_on(self._pops) or 0
        for place in reversed(range(fit)):
            if acted < fit:
                break
            # Another order may need more room: higher up it fits at the latest on top.
            self._pops, acted = brought_up(self._given, place), place
            fit = self._how_many(area)
        for pop in self._pops[fit:]:
            if pop.call_id in self._used:
                self._give_back(pop.call_id)
        cards = [self._used[pop.call_id] for pop in self._pops[:fit]]
        if len(self._pops) > fit:
            cards[-1].set_more(len(self._pops) - fit)
        heights = [card.needed_height() for card in cards]
        self._print_keys()
        for card, height, (x, y) in zip(
            cards, heights, places(heights, WIDTH, area, self._corner), strict=True
        ):
            card.put(QRect(x, y, WIDTH, height))
            if not card.isVisible():
                card.show()

    def _how_many(self, area: Area) -> int:
        """How many of the pops fit, from the first on; their cards are made, and say of none more.

        At least one fits, whatever the screen.
        """
        cards: list[PopCard] = []
        heights: list[int] = []
        fit = 0
        for pop in self._pops:
            card = self._take(pop)
            card.set_more(0)
            cards.append(card)
            heights.append(card.needed_height())
            fit = how_many_fit(heights, card.more_height, area)
            if fit < len(cards):
                break
        if fit == len(self._pops):
            return fit
        # Below the last one that fits there must be room for what it says of the others.
        whole = [*heights, *([heights[-1]] * (len(self._pops) - len(heights)))]
        return how_many_fit(whole, cards[0].more_height, area)

    def _print_keys(self) -> None:
        """The keys are printed on the card of the call that they act on, alone."""
        acted = acted_on(self._pops)
        meant = None if acted is None else self._pops[acted].call_id
        for call_id, card in self._used.items():
            card.set_keys(*(self._keys if call_id == meant else ("", "")))

    def _give_back(self, call_id: CallId) -> None:
        card = self._used.pop(call_id)
        card.clear()
        self._free.append(card)

    def _tell(self) -> None:
        top = self._pops[0].call_id if self._pops else None
        if top != self._top:
            self._top = top
            self.shown.emit(top is not None, top)

    def _notify(self) -> None:
        rings = {(pop.call_id, pop.ring): pop for pop in self._pops}
        for key, pop in rings.items():
            if key not in self._notified:
                who = pop.name or pop.number or nobody(pop)
                details = (
                    f"{words.word('pop.greet')} {pop.greet}" if pop.greet else "",
                    pop.number if pop.name else "",
                    pop.company,
                    pop.via_name,
                    pop.via_number,
                )
                self.notify.emit(
                    text.for_notification(who),
                    text.for_notification(" · ".join(part for part in details if part)),
                )
        self._notified = set(rings)
        if rings and not self._said:
            self._said = True
            self.told.emit(Notice.of("screenpop.wayland"))
        self._tell()

    # -- the screen --------------------------------------------------------------------------------

    def _choose_screen(self) -> None:
        found = QGuiApplication.primaryScreen()
        if len(QGuiApplication.screens()) > 1:  # asking for the pointer takes a while on X11
            found = QGuiApplication.screenAt(QCursor.pos()) or found
        if found is self._screen:
            return
        if self._screen is not None:
            self._screen.availableGeometryChanged.disconnect(self._replace)
        self._screen = found
        if found is not None:
            found.availableGeometryChanged.connect(self._replace)

    def _area(self) -> Area:
        if self._screen is None:
            self._choose_screen()
        if self._screen is None:
            return Area(0, 0, WIDTH, 600)
        room = self._screen.availableGeometry()
        return Area(room.x(), room.y(), room.width(), room.height())

    def _on_screen_removed(self, screen: QScreen) -> None:
        if screen is self._screen:
            self._screen = None
        self._replace()

    def _replace(self, *_args: object) -> None:
        if self._used:
            self._stand()
