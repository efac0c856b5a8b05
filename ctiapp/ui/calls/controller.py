"""Binds the calls place to the services: what changes is shown, what is done is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.calls import Outcome
from ctiapp.ui import words
from ctiapp.ui.announce import announce
from ctiapp.ui.calls.card import name_of
from ctiapp.ui.calls.justnow import JustNow
from ctiapp.ui.calls.people import others
from ctiapp.ui.calls.viewmodel import Heard, Herald, Order, decide, faces, press

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.errors import CtiError
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.ui.calls.view import CallsPlace
    from ctiapp.ui.keymap import Action
    from ctiapp.ui.tasks import Tasks


class CallsController(QObject):
    """The place's decisions, in order.

    Args:
        place: what is shown.
        services: what is asked.
        tasks: runs the commands.
        tell: says something quietly (`Notice`).
    """

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
        self._me = ""
        place.pressed.connect(self._on_pressed)
        place.picked.connect(services.desk.select)

    @property
    def just(self) -> JustNow:
        """The calls that ended in this session."""
        return self._just

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """The cards changed."""
        self._cards = cards
        self._paint()
        if self._just.take(cards):
            self._place.show_past(self._just.calls)
        for heard, card in self._herald.tell(cards, self._services.desk.selected):
            said = _spoken(heard, card)
            announce(self._place, said, urgent=heard is Heard.RINGING)

    def show_status(self, status: ConnectionStatus) -> None:
        """How we stand changed: somebody else's past is not mine, and old pictures have an age."""
        me = "" if status.me is None else status.me.number.text
        if me and me != self._me:
            if self._me:
                self._just.clear()
            self._me = me
        self._place.show_past(self._just.calls)
        self._paint()
        self.show_directory(self._services.directory.progress)

    def show_directory(self, progress: DirectoryProgress) -> None:
        """Names were loaded."""
        directory = self._services.directory
        me = self._services.session.status.me
        known = others(directory.extensions, None if me is None else me.number)
        self._place.show_people(known, progress)

    def _paint(self) -> None:
        self._place.show_faces(faces(self._cards, self._services.desk.selected), self._picture_s())

    def _picture_s(self) -> float | None:
        at = self._services.session.status.picture_at
        if at is None:
            return None
        now = self._services.clock()
        return now.mono_s - (now.at - at).total_seconds()

    # -- what the user does ----------------------------------------------------------------------

    def key(self, action: Action) -> None:
        """A call key."""
        desk = self._services.desk
        # The keys act on what is true now, even where the paint of it is a frame away.
        self._do(decide(action, desk.cards, desk.selected))

    def _on_pressed(self, call_id: str, verb: Verb) -> None:
        card = next((c for c in self._services.desk.cards if c.call_id == call_id), None)
        if card is not None:
            self._do(press(card, verb))

    def _do(self, wanted: Order | Notice) -> None:
        if isinstance(wanted, Notice):
            self._tell(wanted)
            return
        calls = self._services.calls
        run = {
            Verb.HANG_UP: calls.hang_up,
            Verb.REJECT: calls.reject,
            Verb.HOLD: calls.hold,
            Verb.RESUME: calls.resume,
        }[wanted.verb]
        self._tasks.start(
            run(wanted.call_id),
            name=f"{wanted.verb.value} {wanted.call_id}",
            done=self._on_done,
            failed=lambda error: self._on_failed(wanted, error),
        )

    def _on_done(self, outcome: Outcome) -> None:
        if outcome is Outcome.UNCONFIRMED:
            self._tell(Notice.of("verb.unconfirmed"))

    def _on_failed(self, order: Order, error: CtiError) -> None:
        shown = any(
            card.call_id == order.call_id
            and card.notice is not None
            and card.notice.key == error.key
            for card in self._services.desk.cards
        )
        if not shown:
            self._tell(error.notice(Severity.INFO))


def _spoken(heard: Heard, card: Card) -> str:
    name = name_of(card)
    if heard is Heard.RINGING:
        if card.via_name:
            return words.word("heard.ringing_via", name=name, via=card.via_name)
        return words.word("heard.ringing", name=name)
    if heard is Heard.ENDED:
        how = "" if card.end is None else words.end(card.end)
        return words.word("heard.ended", name=name, how=how)
    return words.word("heard.selected", name=name)
