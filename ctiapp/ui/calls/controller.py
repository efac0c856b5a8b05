"""Binds the calls place to the services: what changes is shown, what is done is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.model.call import Phase
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.errors import CtiError
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.calls import Outcome
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.services.screenpop import meant
from ctiapp.ui import words
from ctiapp.ui.announce import announce
from ctiapp.ui.calls.cardtext import name_of, notice_of
from ctiapp.ui.calls.herald import Heard, Herald
from ctiapp.ui.calls.justnow import JustNow
from ctiapp.ui.calls.people import others
from ctiapp.ui.calls.slots import held, waiting
from ctiapp.ui.calls.viewmodel import (
    CHOOSING,
    Order,
    came_back,
    decide,
    escape,
    faces,
    press,
)
from ctiapp.ui.keymap import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.ids import CallId
    from ctiapp.model.parking import ParkedCall
    from ctiapp.services.away import AwayCall
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.ui.calls.view import CallsPlace
    from ctiapp.ui.tasks import Tasks


_URGENT = (Heard.RINGING, Heard.OFFERED, Heard.BACK, Heard.MEANT)
"""What interrupts whatever is being read out."""


class CallsController(QObject):
    """The place's decisions, in order.

    Signals:
        choosing: somebody has to be chosen first: the `Verb`, and the `Card` it is about.
        came_back: a caller is back from a safe transfer: what to say, loudly.

    Args:
        place: what is shown.
        services: what is asked.
        tasks: runs the commands.
        tell: says something quietly (`Notice`).
    """

    choosing = Signal(object, object)
    came_back = Signal(str)

    def __init__(
        self,
        place: CallsPlace,
        services: Services,
        tasks: Tasks,
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(place)
        self._place = place
        self._services = services
        self._tasks = tasks
        self._tell = tell
        self._cards: tuple[Card, ...] = services.desk.cards
        self._just = JustNow()
        self._herald = Herald()
        self._targets: dict[CallId, str] = {}
        self._me = ""
        place.pressed.connect(self._on_pressed)
        place.picked.connect(services.desk.select)
        place.picked_up.connect(self._on_picked_up)
        place.away.dismissed.connect(services.away.dismiss)

    @property
    def just(self) -> JustNow:
        """The calls that ended in this session."""
        return self._just

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """The cards changed."""
        self._cards = cards
        known = {card.call_id for card in cards}
        self._targets = {call: name for call, name in self._targets.items() if call in known}
        self._paint()
        self.show_parked(self._services.parking.parked)
        if self._just.take(cards):
            self._place.show_past(self._just.calls)
        for heard, card in self._herald.tell(cards, self._services.desk.selected):
            said = _spoken(heard, card)
            announce(self._place, said, urgent=heard in _URGENT)
            if heard in (Heard.RINGING, Heard.OFFERED):
                self._place.ring_sight.show(card.call_id)
            if heard is Heard.BACK:
                self._bring_forward(card)
                self.came_back.emit(said)

    def _bring_forward(self, card: Card) -> None:
        """Select a call that is not selected by itself; a choice would outlast what it is for."""
        if self._services.desk.selected != card.call_id:
            self._services.desk.select(card.call_id)

    def show_status(self, status: ConnectionStatus) -> None:
        """How we stand changed: somebody else's past is not mine, and old pictures have an age."""
        me = "" if status.me is None else status.me.number.text
        if me and me != self._me:
            if self._me:
                self._just.clear()
            self._me = me
        self._place.set_dials(Capability.DIAL in status.offered)
        self._place.show_past(self._just.calls)
        self._place.show_away(self._services.away.calls)
        self._place.set_live(status.state is Connection.ONLINE)
        self._place.parked.set_parks(Capability.PARK in status.offered)
        self._paint()
        self.show_directory(self._services.directory.progress)

    def show_directory(self, progress: DirectoryProgress) -> None:
        """Names were loaded."""
        directory = self._services.directory
        me = self._services.session.status.me
        known = others(directory.extensions, None if me is None else me.number)
        self._place.show_people(known, progress)
        self.show_parked(self._services.parking.parked)

    def _paint(self) -> None:
        shown = faces(self._cards, self._services.desk.selected, self._targets)
        status, now = self._services.session.status, self._services.clock()
        self._place.show_faces(shown, status.picture_s(now))

    def show_parked(self, parked: tuple[ParkedCall, ...]) -> None:
        """Others wait in the slots, or are held here."""
        me = self._services.session.status.me
        mine = None if me is None else me.number
        slots = waiting(parked, self._services.directory.identify, mine)
        self._place.show_parked((*slots, *held(self._cards)))

    def show_away(self, calls: tuple[AwayCall, ...]) -> None:
        """Calls ended while the link was down, or those were put away."""
        self._place.show_away(calls)
        if calls:
            announce(self._place, words.word("away.heard", count=len(calls)), urgent=False)

    def set_target(self, call_id: CallId, name: str) -> None:
        """A call is being transferred to that one."""
        self._targets[call_id] = name
        self._paint()

    # -- what the user does ----------------------------------------------------------------------

    def key(self, action: Action) -> None:
        """A call key."""
        desk = self._services.desk
        if action is Action.NEXT_RINGING:
            self._move_on(desk.mark_next())
            return
        # The keys act on what is true now, even where the paint of it is a frame away.
        self._do(decide(action, desk.cards, desk.selected))

    def _move_on(self, card: Card | None) -> None:
        """Say which call the keys for ringing calls mean now, also where one alone rings."""
        if card is None:
            self._tell(Notice.of("key.nobody_rings"))
        else:
            self._place.bring_into_view(card.call_id)
            announce(self._place, _spoken(Heard.MEANT, card), urgent=True)

    def write_note(self) -> None:
        """Bring the keyboard to a note: of the selected call, one that rings, or one just over."""
        desk = self._services.desk
        cards = self._cards
        ringing = meant(cards)
        ended = next((card.call_id for card in cards if card.end is not None), None)
        wanted = desk.selected or (ended if ringing is None else ringing.call_id)
        view = None if wanted is None else self._place.stack.card(wanted)
        if wanted is None or view is None:
            self._tell(Notice.of("note.no_call"))
            return
        self._place.bring_into_view(wanted)
        view.write_note()

    def give_back(self) -> bool:
        """Esc: return the caller of an open consultation or transfer; tells whether there is one.

        Asked in the same stroke that closes what is open.
        """
        desk = self._services.desk
        order = escape(desk.cards, desk.selected)
        if order is not None:
            self._do(order)
            return True
        back = next((card for card in desk.cards if came_back(card)), None)
        return back is not None and self._services.safe.dismiss(back.call_id)

    def _on_pressed(self, call_id: str, verb: Verb) -> None:
        cards = self._services.desk.cards
        card = next((c for c in cards if c.call_id == call_id), None)
        if card is not None:
            self._do(press(card, verb, cards))

    def _on_picked_up(self, slot: str) -> None:
        self._tasks.start(
            self._services.calls.retrieve(slot),
            name=f"retrieve {slot}",
            done=self._on_done,
            failed=lambda error: self._tell(error.notice(Severity.INFO)),
        )

    def _do(self, wanted: Order | Notice) -> None:
        if isinstance(wanted, Notice):
            self._tell(wanted)
            return
        card = next((c for c in self._services.desk.cards if c.call_id == wanted.call_id), None)
        if card is None:
            return
        if wanted.verb in CHOOSING:
            self.choosing.emit(wanted.verb, card)
            return
        self._tasks.start(
            self._ask(wanted, card),
            name=f"{wanted.verb.value} {wanted.call_id}",
            done=self._on_done,
            failed=lambda error: self._on_failed(wanted, error),
        )

    async def _ask(self, order: Order, card: Card) -> Outcome:
        """What the order says, one thing after the other."""
        calls = self._services.calls
        if order.hold_first is not None:
            await self._hold(order.hold_first)
        if order.verb is Verb.RETRIEVE and card.slot is not None:
            return await calls.retrieve(card.slot)
        run = {
            Verb.HANG_UP: calls.hang_up,
            Verb.REJECT: calls.reject,
            Verb.ANSWER: calls.answer,
            Verb.HOLD: calls.hold,
            Verb.RESUME: calls.resume,
            Verb.MUTE: calls.mute,
            Verb.UNMUTE: calls.unmute,
            Verb.RECORD: calls.record,
            Verb.PAUSE_RECORDING: calls.pause_recording,
            Verb.RESUME_RECORDING: calls.resume_recording,
            Verb.PARK: calls.park,
            Verb.COMPLETE: calls.complete,
            Verb.ABORT: calls.abort,
            Verb.SWAP: calls.swap,
            Verb.CONFERENCE: calls.conference,
            Verb.TAKE_BACK: calls.take_back,
            Verb.ACCEPT_INBOUND: calls.accept_inbound,
            Verb.REFUSE_INBOUND: calls.refuse_inbound,
        }[order.verb]
        return await run(order.call_id)

    async def _hold(self, call_id: CallId) -> None:
        """Hold a call for another one; where it is not talked on any more, nothing is to be held.

        Raises:
            CtiError: it is still talked on, and was not held.
        """
        try:
            await self._services.calls.hold(call_id)
        except CtiError:
            cards = self._services.desk.cards
            if any(c.call_id == call_id and c.phase is Phase.TALKING for c in cards):
                raise

    def _on_done(self, outcome: Outcome) -> None:
        if outcome is Outcome.UNCONFIRMED:
            self._tell(Notice.of("verb.unconfirmed"))

    def _on_failed(self, order: Order, error: CtiError) -> None:
        shown = any(
            card.call_id == order.call_id
            and card.end is None
            and card.notice is not None
            and card.notice.key == error.key
            for card in self._services.desk.cards
        )
        if not shown:
            self._tell(error.notice(Severity.INFO))


def _spoken(heard: Heard, card: Card) -> str:
    name = name_of(card)
    if heard is Heard.RINGING:
        said = words.word("heard.ringing", name=name)
        if card.via_name:
            said = words.word("heard.ringing_via", name=name, via=card.via_name)
        # The ear has to know it before the handset is lifted.
        return f"{said}. {words.word('pop.greet')} {card.greet}" if card.greet else said
    if heard is Heard.OFFERED:
        return words.word("heard.offered", name=name)
    if heard is Heard.BACK:
        return notice_of(card)
    if heard is Heard.MEANT:
        if card.phase is Phase.OFFERED:
            return words.word("heard.meant_offered", name=name)
        key = "heard.meant" if Verb.ANSWER in card.actions else "heard.meant_to_reject"
        return words.word(key, name=name)
    if heard is Heard.ENDED:
        how = "" if card.end is None else words.end(card.end, card.taken_by)
        return words.word("heard.ended", name=name, how=how)
    return words.word("heard.selected", name=name)
