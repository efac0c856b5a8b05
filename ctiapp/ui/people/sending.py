"""Sending a call on to a person of the panel: asked by a key, or carried there with the pointer.

The first stroke of a key says at the person's tile what the second one, or Enter, will do; Esc
leaves it. What the question says stays true while it stands: when the call or the person changes,
it changes, and where nothing is left to be done, it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.calls import Outcome
from ctiapp.ui import words
from ctiapp.ui.announce import announce
from ctiapp.ui.keymap import Action
from ctiapp.ui.people.drag import Carrier
from ctiapp.ui.people.label import OfferLabel
from ctiapp.ui.people.offers import offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.ui.calls.people import LampSource
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.people.grid import PeopleGrid
    from ctiapp.ui.people.offers import Offer
    from ctiapp.ui.tasks import Tasks

_ASKED_BY = {
    Action.TRANSFER: Verb.TRANSFER,
    Action.SAFE_TRANSFER: Verb.SAFE_TRANSFER,
    Action.CONSULT: Verb.CONSULT,
    Action.ADD: Verb.ADD,
}


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
        self._grid: PeopleGrid | None = None
        self._label: OfferLabel | None = None
        self._asked: tuple[Offer, Action] | None = None
        self.carrier = Carrier(window, services.desk.card)
        self.carrier.dropped.connect(self.do)
        self.carrier.missed.connect(lambda: self._tell(Notice.of("people.not_as_said")))
        self.carrier.left.connect(self.free)
        self._unsubscribe: Callable[[], None] | None = lamps.subscribe(self._on_lamps)

    def use(self, grid: PeopleGrid) -> None:
        """Ask at the tiles of this list, which has the keyboard when a key is pressed."""
        self._grid = grid
        self.carrier.add_site(grid)
        grid.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The people moved, as where the cards above them come and go: so does the question."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._asked is not None:
            QTimer.singleShot(0, self, self._stand)  # once the tiles stand as well
        return False

    def _stand(self) -> None:
        """Put the question at its tile; where that is not to be seen any more, it goes."""
        if self._asked is None or self._grid is None or self._label is None:
            return
        tile = self._grid.tile_of(self._asked[0].number)
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
        return None if self._asked is None else self._asked[0].number

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

    def offer(self, card: Card, number: Number, verb: Verb) -> Offer | None:
        """What this verb would do; None where that person is not listed any more."""
        who = None if self._grid is None else self._grid.person_of(number)
        return None if who is None else offer(card, who, verb)

    # -- asking ----------------------------------------------------------------------------------

    def key(self, action: Action) -> bool:
        """A call key while the keyboard is on a person; tells whether it was meant for them."""
        grid, verb = self._grid, _ASKED_BY.get(action)
        number = None if grid is None or not grid.hasFocus() else grid.current
        if verb is None or number is None:
            return False
        if self._asked is not None and self._asked[1] is action:
            self.agree()
            return True
        card = self.meant
        made = None if card is None else self.offer(card, number, verb)
        if made is None:
            self._tell(Notice.of("people.no_call"))
        else:
            self._show(made, action)
        return True

    def _show(self, made: Offer, action: Action) -> None:
        """Say at the tile what would be done."""
        grid = self._grid
        if grid is None:
            return
        grid.scrollTo(grid.currentIndex())
        tile = grid.tile_of(made.number)
        if tile is None:
            self.leave()
            return
        self._asked = made, action
        label = self._label = self._label or OfferLabel(self._window)
        key = self._key_of(action)
        if not made.possible:
            hint = words.word("offer.leave_hint")
        elif key:
            hint = words.word("offer.ask_hint_key", shortcut=key)
        else:
            hint = words.word("offer.ask_hint")
        label.show_offer(made.headline, made.warning, hint, possible=made.possible)
        label.stand_at(tile)
        grid.mark(made.number, possible=made.possible)
        announce(label, label.said, urgent=True)

    def refresh(self) -> None:
        """Calls or people changed: what is said must be true when it is agreed to."""
        self.carrier.refresh()
        if self._asked is None:
            return
        made, action = self._asked
        now = self._now(made)
        if now is None:
            self.leave()
        elif now != made:
            self._show(now, action)

    def _on_lamps(self, numbers: tuple[Number, ...] | None) -> None:
        """Somebody's phone changed (None: anybody's): look again if it is theirs who is meant."""
        if not self.busy:
            return
        carried = self.carrier.offer
        meant = self.asked_of if carried is None else carried.number
        if numbers is None or (meant is not None and meant in numbers):
            self.refresh()

    def _now(self, made: Offer) -> Offer | None:
        """The same offer as things stand now; None where its call, or its person, is gone."""
        card = self._services.desk.card(made.call_id)
        if card is None or card.end is not None:
            return None
        return self.offer(card, made.number, made.wanted)

    def agree(self) -> None:
        """Yes to the question; if another thing would be done by now, it is asked anew."""
        if self._asked is None:
            return
        made, action = self._asked
        now = self._now(made)
        if now is not None and now != made:
            self._show(now, action)
            return
        self.leave()
        if now is not None:
            self.do(now)

    def agree_later(self, made: Offer) -> None:
        """Yes to a line of a menu, which may have stood open for long."""
        now = self._now(made)
        if now is not None and now.possible:
            self.do(now)
        else:
            self._tell(Notice.of("people.no_call"))

    def leave(self) -> bool:
        """Take the question back; tells whether one stood."""
        stood, self._asked = self._asked is not None, None
        if stood:
            if self._label is not None:
                self._label.hide()
            if self._grid is not None:
                self._grid.mark(None)
            self.free.emit()
        return stood

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
