"""Sending a call on to somebody who is listed: asked by a key, or carried there with the pointer.

The first stroke of a key says at their tile or line what the second one, or Enter, will do; Esc
leaves it, and so does going elsewhere. What the question says stays true while it stands: when the
call or the person changes, it changes, and where nothing is left to be done, it goes. Of somebody
with several numbers it names one, and the arrows name the next; where a call is let go on them, a
small menu asks (`ctiapp.ui.people.dropping`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.calls import Outcome
from ctiapp.ui import words
from ctiapp.ui.announce import announce
from ctiapp.ui.focus import has_keyboard
from ctiapp.ui.keymap import Action
from ctiapp.ui.people.drag import Carrier, DropSite
from ctiapp.ui.people.dropping import Dropping
from ctiapp.ui.people.label import OfferLabel
from ctiapp.ui.people.offering import Offering

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect

    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.ui.calls.people import LampSource, Person
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.people.offers import Offer
    from ctiapp.ui.people.ways import Way
    from ctiapp.ui.tasks import Tasks

_ASKED_BY = {
    Action.TRANSFER: Verb.TRANSFER,
    Action.SAFE_TRANSFER: Verb.SAFE_TRANSFER,
    Action.CONSULT: Verb.CONSULT,
    Action.ADD: Verb.ADD,
}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class AskSite(DropSite, Protocol):
    """A list at whose tiles or lines a key asks, as well as calls can be let go there."""

    @property
    def chosen(self) -> SignalInstance:
        """Told when the user moved to another tile."""

    @property
    def aimed_at(self) -> Number | None:
        """On whom the keyboard stands; None on nobody who has a number."""

    def bring_forward(self) -> None:
        """Scroll to whom the keyboard stands on."""

    def person_of(self, number: Number) -> Person | None:
        """Somebody as they stand now; None where they are not listed."""

    def tile_of(self, number: Number) -> QRect | None:
        """Where a tile stands on the screen, as far as it can be seen; None where it cannot."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, by which key, and where.

    Attributes:
        offer: what would be done.
        action: the key's.
        site: the list.
        aimed: on whom the keyboard stands there: of several numbers the first one.
    """

    offer: Offer
    action: Action
    site: AskSite
    aimed: Number


class Sending(QObject):
    """What sends calls on.

    Signals:
        free: no question stands and nothing is carried any more: who waited with a new list may
            show it.

    Args:
        window: in which label and question stand.
        services: what is asked.
        tasks: runs the commands.
        lamps: how somebody stands; whoever is asked of, or carried to, is followed.
        key_of: the key to print for an action.
        tell: says something (`Notice`).
    """

    free = Signal()

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        tasks: Tasks,
        *,
        lamps: LampSource,
        key_of: Callable[[Action], str],
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._tasks = tasks
        self._key_of = key_of
        self._tell = tell
        self._sites: list[AskSite] = []
        self._label: OfferLabel | None = None
        self._asked: _Question | None = None
        self._offering = offering = Offering(services, lamps)
        self.carrier = Carrier(window, services.desk.card, offering.to)
        self._dropping = Dropping(window, services.desk.card, offering.at, self.carrier)
        self._dropping.meant.connect(self.do)
        for changed in (self.carrier.missed, self._dropping.missed):
            changed.connect(lambda: self._tell(Notice.of("people.not_as_said")))
        self.carrier.left.connect(self.free)
        self._unsubscribe: Callable[[], None] | None = lamps.subscribe(self._on_lamps)

        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_moved)

    def use(self, site: AskSite) -> None:
        """Let calls go onto this list, and ask there while it has the keyboard."""
        self._sites.append(site)
        self.carrier.add_site(site)
        site.chosen.connect(self._on_moved)
        if isinstance(site, QWidget):
            site.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The people moved, as where the cards above them come and go: so does the question.

        Enter says yes to it, before it does whatever else it does there.
        """
        if self._asked is None:
            return False
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            QTimer.singleShot(0, self, self._stand)  # once the tiles stand as well
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in _STEPS and self._ways:
            self._turn(_STEPS[Qt.Key(event.key())])
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if not event.isAutoRepeat():  # held down, it was pressed for something else
            self.agree()
        return True

    def _on_moved(self) -> None:
        """The keyboard may be elsewhere: the question is not asked there."""
        if self._asked is not None and not self._stays(self._asked):
            self.leave()

    @staticmethod
    def _stays(question: _Question) -> bool:
        site = question.site
        here = isinstance(site, QWidget) and has_keyboard(site)
        return here and site.aimed_at == question.aimed

    def _stand(self) -> None:
        """Put the question at its tile; where that is not to be seen any more, it goes."""
        if self._asked is None or self._label is None:
            return
        tile = self._asked.site.tile_of(self._asked.offer.number)
        if tile is None:
            self.leave()
        else:
            self._label.stand_at(tile)

    @property
    def question(self) -> OfferLabel | None:
        """The question, while one stands."""
        return self._label if self._asked is not None else None

    @property
    def asked_of(self) -> Number | None:
        """Of whom something is asked."""
        return None if self._asked is None else self._asked.offer.number

    @property
    def busy(self) -> bool:
        """Whether a question stands or a call is carried: nobody may be listed elsewhere now."""
        return self._asked is not None or self.carrier.carries

    @property
    def meant(self) -> Card | None:
        """The call that the keys act on, where it is one that can be sent on at all."""
        selected = self._services.desk.selected
        card = None if selected is None else self._services.desk.card(selected)
        if card is None or card.end is not None or card.phase is Phase.OFFERED:
            return None
        return card

    def offer(self, card: Card, number: Number, verb: Verb, site: AskSite) -> Offer | None:
        """What this verb would do; None where that person is not listed there any more."""
        who = site.person_of(number)
        return None if who is None else self._offering.at(card, who, verb)

    # -- asking ----------------------------------------------------------------------------------

    def key(self, action: Action) -> bool:
        """A call key while the keyboard is on a person; tells whether it was meant for them."""
        site, verb = self._here(), _ASKED_BY.get(action)
        number = None if site is None else site.aimed_at
        if verb is None or site is None or number is None:
            return False
        if self._asked is not None and (self._asked.action, self._asked.site) == (action, site):
            self.agree()
            return True
        card = self.meant
        made = None if card is None else self.offer(card, number, verb, site)
        if card is not None and verb in card.lacks:
            self._tell(Notice.of("key.not_here"))
        elif made is None:
            self._tell(Notice.of("people.no_call"))
        else:
            self._show(_Question(made, action, site, number))
        return True

    @property
    def _ways(self) -> tuple[Way, ...]:
        """The numbers among which the question lets one choose; none where there is one alone."""
        asked = self._asked
        who = None if asked is None else asked.site.person_of(asked.offer.number)
        return () if who is None else who.ways

    def _turn(self, step: int) -> None:
        """Ask about the next of their numbers, or the one before."""
        asked, numbers = self._asked, [way.number for way in self._ways]
        card = None if asked is None else self._services.desk.card(asked.offer.call_id)
        if asked is None or card is None or asked.offer.number not in numbers:
            return
        number = numbers[(numbers.index(asked.offer.number) + step) % len(numbers)]
        made = self.offer(card, number, asked.offer.wanted, asked.site)
        if made is not None:
            self._show(replace(asked, offer=made))

    def _here(self) -> AskSite | None:
        """The list that has the keyboard."""
        for site in self._sites:
            if isinstance(site, QWidget) and site.isVisible() and has_keyboard(site):
                return site
        return None

    def _show(self, question: _Question) -> None:
        """Say at the tile what would be done."""
        made, action, site = question.offer, question.action, question.site
        site.bring_forward()
        tile = site.tile_of(made.number)
        if tile is None:
            self.leave()
            return
        self._asked = question
        label = self._label = self._label or OfferLabel(self._window)
        key = self._key_of(action)
        if not made.possible:
            hint = words.word("offer.leave_hint")
        elif key:
            hint = words.word("offer.ask_hint_key", shortcut=key)
        else:
            hint = words.word("offer.ask_hint")
        numbers = [way.number for way in self._ways]
        if made.number in numbers:
            place = numbers.index(made.number) + 1
            turn = words.word("offer.ask_ways", place=place, count=len(numbers))
            hint = f"{hint}\n{turn}"
        label.show_offer(made.headline, made.warning, hint, possible=made.possible)
        label.stand_at(tile)
        site.mark(made.number, possible=made.possible)
        announce(label, label.said, urgent=True)

    def refresh(self) -> None:
        """Calls or people changed: what is said must be true when it is agreed to."""
        self.carrier.refresh()
        self._dropping.refresh()
        if self._asked is None:
            return
        asked = self._asked
        now = self._now(asked.offer, asked.site)
        if now is None:
            self.leave()
        elif now != asked.offer:
            self._show(replace(asked, offer=now))

    def _on_lamps(self, numbers: tuple[Number, ...] | None) -> None:
        """Somebody's phone changed (None: anybody's): look again if it is theirs who is meant."""
        if not self.busy:
            return
        carried = self.carrier.offer
        meant = self.asked_of if carried is None else carried.number
        if numbers is None or (meant is not None and meant in numbers):
            self.refresh()

    def _now(self, made: Offer, site: AskSite) -> Offer | None:
        """The same offer as things stand now; None where its call, or its person, is gone."""
        card = self._services.desk.card(made.call_id)
        if card is None or card.end is not None:
            return None
        return self.offer(card, made.number, made.wanted, site)

    def agree(self) -> None:
        """Yes to the question; if another thing would be done by now, it is asked anew."""
        if self._asked is None:
            return
        asked = self._asked
        now = self._now(asked.offer, asked.site)
        if now is not None and now != asked.offer:
            self._show(replace(asked, offer=now))
            return
        self.leave()
        if now is not None:
            self.do(now)

    def agree_later(self, made: Offer, site: AskSite) -> None:
        """Yes to a line of a menu, which may have stood open for long."""
        now = self._now(made, site)
        if now is not None and now.possible:
            self.do(now)
        else:
            self._tell(Notice.of("people.no_call"))

    def leave(self) -> bool:
        """Take the question back; tells whether one stood."""
        asked, self._asked = self._asked, None
        if asked is None:
            return False
        if self._label is not None:
            self._label.hide()
        asked.site.mark(None)
        self.free.emit()
        return True

    def escape(self) -> bool:
        """Esc: leave what is carried or asked; tells whether there was anything."""
        carried = self.carrier.cancel()
        return self.leave() or carried

    def stop(self) -> None:
        """Hear of no lamp any more, and leave what is carried or asked."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self.escape()

    # -- doing -----------------------------------------------------------------------------------

    def do(self, made: Offer) -> None:
        """Do what was offered, if anything can be done."""
        verb = made.verb
        if verb is None:
            return
        if made.key is not None:
            self._services.directory.reach_by(made.key, made.number)
        self._tasks.start(
            self._send(verb, made.call_id, made.number),
            name=f"{verb.value} {made.call_id}",
            done=self._on_done,
            failed=lambda error: self._tell(error.notice(Severity.WARNING)),
        )

    async def _send(self, verb: Verb, call_id: CallId, number: Number) -> Outcome:
        calls = self._services.calls
        if verb is Verb.SAFE_TRANSFER:
            return await self._services.safe.start(call_id, number)
        run = {Verb.TRANSFER: calls.transfer, Verb.CONSULT: calls.consult, Verb.ADD: calls.add}
        return await run[verb](call_id, number)

    def _on_done(self, outcome: Outcome) -> None:
        if outcome is Outcome.UNCONFIRMED:
            self._tell(Notice.of("verb.unconfirmed"))
