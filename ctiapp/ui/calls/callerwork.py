"""Does what is wished for at a card besides the call verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.model.notice import Notice, Severity
from ctiapp.services.calls import Outcome
from ctiapp.ui.calls.forgetting import Forgetting
from ctiapp.ui.calls.wishes import AddContact, Forget, ItIs, Note, SendTo, Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.services.lookup import Match
    from ctiapp.ui.calls.view import CallsPlace
    from ctiapp.ui.calls.wishes import Wish
    from ctiapp.ui.tasks import Tasks


class CallerController(QObject):
    """Notes, the likely person, who of several it is, and forgetting a number.

    Signals:
        sending: a call is being transferred to somebody: its id, and who that is.
        adding: a contact shall be written: the `Number`, and what the PBX calls them.

    Args:
        place: what is shown.
        services: what is asked.
        tasks: runs the commands.
        tell: says something quietly (`Notice`).
    """

    sending = Signal(str, str)
    adding = Signal(object, str)

    def __init__(
        self, place: CallsPlace, services: Services, tasks: Tasks, tell: Callable[[Notice], None]
    ) -> None:
        super().__init__(place)
        self._place = place
        self._services = services
        self._tasks = tasks
        self._tell = tell
        self._forgetting = Forgetting(place.question, services.privacy, tasks, tell)
        place.wished.connect(self._on_wish)
        place.past.forgotten.connect(self.ask_to_forget)
        place.past.added.connect(self.adding)
        place.past.ask_of(self._knows)

    def _on_wish(self, call_id: CallId, wish: Wish) -> None:
        notes = self._services.notes
        match wish:
            case Note(text):
                notes.write(call_id, text)
            case Writing(on):
                notes.writing(call_id, on=on)
            case SendTo(match):
                self._send(call_id, match)
            case ItIs(key):
                number = self._number(call_id)
                if number is not None:
                    self._services.directory.choose(number, key)
            case AddContact():
                self._add(call_id)
            case Forget():
                number = self._number(call_id)
                if number is not None:
                    self.ask_to_forget(number)

    def _number(self, call_id: CallId) -> Number | None:
        cards = self._services.desk.cards
        return next((card.number for card in cards if card.call_id == call_id), None)

    def _knows(self, number: Number) -> bool:
        """Whether the directory has a number; the PBX may say a name, all the same."""
        directory = self._services.directory
        who = directory.identify(number)
        known = who is not None and who.key is not None
        return known or directory.place_name(number) is not None

    def _add(self, call_id: CallId) -> None:
        cards = self._services.desk.cards
        card = next((each for each in cards if each.call_id == call_id), None)
        if card is not None and card.number is not None:
            self.adding.emit(card.number, card.name or "")

    def _send(self, call_id: CallId, match: Match) -> None:
        self.sending.emit(call_id, match.name)
        self._tasks.start(
            self._services.calls.transfer(call_id, match.number),
            name=f"send {call_id}",
            done=self._on_sent,
            failed=lambda error: self._tell(error.notice(Severity.INFO)),
        )

    def _on_sent(self, outcome: Outcome) -> None:
        if outcome is Outcome.UNCONFIRMED:
            self._tell(Notice.of("verb.unconfirmed"))

    # -- forgetting ------------------------------------------------------------------------------

    def ask_to_forget(self, number: Number) -> None:
        """Say how much is kept about a number, and ask whether it shall go."""
        self._forgetting.ask(number)

    def leave(self) -> bool:
        """Nothing is forgotten; tells whether it was asked."""
        return self._forgetting.leave()
