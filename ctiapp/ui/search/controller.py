"""Binds the search box to the directory, to dialling, and to choosing a target for a call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.calls import Outcome
from ctiapp.ui import focus
from ctiapp.ui.calls.cardtext import name_of
from ctiapp.ui.calls.viewmodel import came_back
from ctiapp.ui.search.viewmodel import Errand, SearchModel, Stage, unconfirmed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.ui.search.box import SearchBox
    from ctiapp.ui.search.view import SearchResults
    from ctiapp.ui.tasks import Tasks


_TRANSFERS = frozenset({Verb.TRANSFER, Verb.SAFE_TRANSFER})


@dataclass(slots=True)
class _Held:
    """Somebody who waits on hold only because a target is chosen for them."""

    call_id: CallId
    done: bool = False
    left: bool = False


class SearchController(QObject):
    """What happens in and under the box.

    Signals:
        sending: a call is being transferred to somebody: its id, and who that is.
        choosing: whether whoever is picked now becomes a target instead of being called.

    Args:
        box: where one types.
        results: what stands under it.
        services: whom to ask.
        tasks: runs the dialling.
        tell: says something quietly (`Notice`).
    """

    sending = Signal(str, str)
    choosing = Signal(bool)

    def __init__(
        self,
        box: SearchBox,
        results: SearchResults,
        services: Services,
        tasks: Tasks,
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(box)
        self._box = box
        self._results = results
        self._services = services
        self._tasks = tasks
        self._tell = tell
        self.model = SearchModel(
            services.directory, lambda: services.preferences.settings.dial_rules
        )
        self._before: QWidget | None = None
        self._held: _Held | None = None
        self._typed: dict[CallId, str] = {}
        self._ready_for = 0
        self._taken: Callable[[], bool] = lambda: False
        box.typed.connect(self._on_typed)
        box.entered.connect(self._on_entered)
        box.entered_safely.connect(self._on_safely)
        box.taken.connect(self._paint)
        box.moved.connect(self._on_moved)
        box.left.connect(self._on_left)
        results.picked.connect(self._on_picked)
        results.agreed.connect(self._on_entered)
        results.safely.connect(self._on_safely)

    def focus(self) -> None:
        """Go to the box, with its text selected, and remember where the keyboard was."""
        if not self._box.hasFocus():
            self._before = QApplication.focusWidget()
            self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    # -- a call that is carried to whoever is found ----------------------------------------------

    def keep_open(self, taken: Callable[[], bool]) -> None:
        """Keep the list open while the button is down on a call: it may be taken there."""
        self._taken = taken

    def put_down(self) -> None:
        """No call is taken hold of any more: nobody searches where the keyboard is elsewhere."""
        if not self._box.hasFocus():
            self._close()

    # -- choosing a target -----------------------------------------------------------------------

    def choose(self, verb: Verb, card: Card) -> None:
        """Whoever is chosen next becomes the target: of a transfer, a consultation, or adding.

        To be transferred, the caller is held at once. One who came back from a safe transfer has
        what was typed for it again.
        """
        before = self.model.errand
        safely = Verb.SAFE_TRANSFER not in card.lacks
        errand = Errand(verb, card.call_id, name_of(card), card.likely, safely)
        if not self.model.begin(errand, anew=came_back(card)):
            self._tell(Notice.of("dial.busy"))
            return
        if before is not None and before.call_id != card.call_id:
            self._release()
        if came_back(card) and not self.model.text:
            self.model.typed(self._typed.get(card.call_id, ""))
        if verb in _TRANSFERS and Verb.HOLD in card.actions and Verb.HOLD not in card.pending:
            self._hold(card.call_id)
        self._box.put_text(self.model.text)
        self._paint()
        self.focus()

    def leave(self) -> bool:
        """Esc: choose no target, and take the caller back; tells whether one was being chosen."""
        if self.model.errand is None or self.model.face.stage is Stage.DIALLING:
            return False
        self._end_errand()
        self._release()
        return True

    def show_cards(self, cards: Sequence[Card]) -> None:
        """The calls changed: for one that is over no target is chosen any more."""
        living = {card.call_id for card in cards if card.end is None}
        self._typed = {call: text for call, text in self._typed.items() if call in living}
        errand = self.model.errand
        if errand is None or self.model.face.stage is Stage.DIALLING:
            return
        if not any(card.call_id == errand.call_id and card.end is None for card in cards):
            self._held = None
            self._end_errand()
            self._tell(Notice.of("choose.over", name=errand.name))

    def _end_errand(self) -> None:
        self.model.end()
        self._box.put_text("")
        self._paint()
        if self._box.hasFocus():
            self._give_back()

    def _hold(self, call_id: CallId) -> None:
        held = self._held = _Held(call_id)
        self._tasks.start(
            self._services.calls.hold(call_id),
            name=f"hold {call_id}",
            done=lambda _: self._on_held(held),
            failed=lambda error: self._on_not_held(held, error.notice(Severity.INFO)),
        )

    def _on_held(self, held: _Held) -> None:
        held.done = True
        if held.left:
            self._resume(held)

    def _on_not_held(self, held: _Held, notice: Notice) -> None:
        if self._held is held:
            self._held = None
        self._tell(notice)

    def _release(self) -> None:
        """Take the caller back whom the choice had put on hold, as soon as that is confirmed."""
        held, self._held = self._held, None
        if held is None:
            return
        held.left = True
        if held.done:
            self._resume(held)

    def _resume(self, held: _Held) -> None:
        cards = self._services.desk.cards
        if not any(c.call_id == held.call_id and Verb.RESUME in c.actions for c in cards):
            return  # taken back already, at the phone or by the key
        self._tasks.start(
            self._services.calls.resume(held.call_id),
            name=f"resume {held.call_id}",
            failed=lambda error: self._tell(error.notice(Severity.INFO)),
        )

    # -- searching and calling -------------------------------------------------------------------

    def prefill(self, text: str) -> None:
        """A link handed over a number: show it and ask; it never dials.

        While a target is chosen it is offered as that: a page must not take a caller off hold.
        """
        if self.model.face.stage is Stage.DIALLING:
            self._tell(Notice.of("dial.busy"))
            return
        self.focus()
        self.model.prefill(text)
        self._box.put_text(self.model.text)
        self._paint()

    def call(self, number: Number) -> None:
        """Somebody was clicked in a list."""
        if self.model.face.stage is Stage.DIALLING:
            self._tell(Notice.of("dial.busy"))
            return
        wanted = self.model.call(number)
        if wanted is not None:
            self._dial(wanted)
            return
        if self.model.face.stage is Stage.ASKING:
            self.focus()
        self._paint()

    def refresh(self) -> None:
        """Names were loaded; whoever a call may be let go on stays where they are."""
        self._get_ready()
        if self._taken():
            return
        self.model.refresh()
        self._paint()

    def _get_ready(self) -> None:
        """Once there are names, and once more when all are there, be ready for the first key."""
        progress = self._services.directory.progress
        known = 2 if progress.done else int(progress.as_of is not None)
        if known > self._ready_for:
            self._tasks.start(self._services.directory.get_ready(), name="ready")
            if not self._ready_for:
                QTimer.singleShot(0, self._results, self._results.warm_up)
        self._ready_for = known

    def close(self) -> bool:
        """Esc: close the list, give the keyboard back; tells whether there was anything to do."""
        if self.model.face.stage is Stage.DIALLING and not self._box.hasFocus():
            return False
        if not self._results.isVisible() and not self._box.hasFocus():
            return False
        self.model.close()
        self._paint()
        self._give_back()
        return True

    def _on_typed(self, text: str) -> None:
        self.model.typed(text)
        self._paint()

    def _on_moved(self, step: int) -> None:
        self.model.move(step)
        self._paint()

    def _on_left(self) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            # What is pressed takes the keyboard before it hears of it: a call may be under it.
            QTimer.singleShot(0, self, self._close_unless_taken)
        else:
            self._close()

    def _close_unless_taken(self) -> None:
        if not self._taken() and not self._box.hasFocus():
            self._close()

    def _close(self) -> None:
        if self.model.face.stage in (Stage.TYPING, Stage.ASKING, Stage.PREFILLED):
            self.model.close()
        self._paint()

    def _on_entered(self) -> None:
        typed = self.model.text
        urgent = self.model.urgent()
        if urgent is None:
            self._take(self.model.enter())
            return
        self._box.put_text(self.model.text)
        self._tasks.start(
            self._services.calls.dial(urgent),
            name="dial",
            done=lambda outcome: self._on_urgent(urgent, outcome),
            failed=lambda error: self._on_not_urgent(typed, error.notice()),
        )

    def _on_urgent(self, number: Number, outcome: Outcome) -> None:
        if outcome is Outcome.UNCONFIRMED:
            self._tell(unconfirmed(number))

    def _on_not_urgent(self, typed: str, notice: Notice) -> None:
        """It could not be called: say so, and have it there for another Enter.

        Not where a target is chosen: after a refusal, that Enter would send the caller there.
        """
        self._tell(notice)
        if not self.model.text and self.model.errand is None:
            self.model.typed(typed)
            self._box.put_text(typed)
            self._paint()

    def _on_safely(self) -> None:
        """Ctrl+Enter, or its button: a transfer is made a safe one, and sent where it has a target.

        Anything else is what Enter alone would do.
        """
        errand = self.model.errand
        if errand is not None and errand.verb in _TRANSFERS and errand.safely:
            self.model.begin(replace(errand, verb=Verb.SAFE_TRANSFER))
        self._on_entered()

    def _on_picked(self, row: int) -> None:
        self._take(self.model.enter() if row < 0 else self.model.pick(row))

    def _take(self, number: Number | None) -> None:
        if number is not None:
            self._dial(number)
        else:
            self._paint()

    def _dial(self, number: Number) -> None:
        if self.model.whose is not None:
            self._services.directory.reach_by(self.model.whose, number)
        self._paint()
        errand = self.model.errand
        self._tasks.start(
            self._services.calls.dial(number) if errand is None else self._send(errand, number),
            name="dial" if errand is None else f"{errand.verb.value} {errand.call_id}",
            done=lambda outcome: self._on_dialled(number, outcome),
            failed=lambda error: self._on_failed(error.notice()),
        )

    async def _send(self, errand: Errand, number: Number) -> Outcome:
        calls = self._services.calls
        if errand.verb is Verb.SAFE_TRANSFER:
            return await self._services.safe.start(errand.call_id, number)
        if errand.verb is Verb.TRANSFER:
            who = self._services.directory.identify(number)
            self.sending.emit(errand.call_id, number.text if who is None else who.label)
        run = {Verb.TRANSFER: calls.transfer, Verb.CONSULT: calls.consult, Verb.ADD: calls.add}
        return await run[errand.verb](errand.call_id, number)

    def _on_dialled(self, number: Number, outcome: Outcome) -> None:
        if outcome is Outcome.UNCONFIRMED:
            said = unconfirmed(number)
            self._on_failed(
                said
                if self.model.errand is None
                else Notice.of("verb.unconfirmed", severity=said.severity)
            )
            return
        self._held = None
        errand = self.model.errand
        if errand is not None and errand.verb is Verb.SAFE_TRANSFER:
            self._typed[errand.call_id] = self.model.sent
        self.model.done()
        if not self._box.hasFocus():
            self.model.close()
        self._box.put_text(self.model.text)
        self._paint()
        if self._box.hasFocus() and not self.model.text:
            self._give_back()

    def _on_failed(self, notice: Notice) -> None:
        self.model.failed(notice)
        self._paint()
        # The call may be over by now; then there is nothing to try again.
        self.show_cards(self._services.desk.cards)

    def _paint(self) -> None:
        self._box.set_errand(self.model.errand)
        self.choosing.emit(self.model.errand is not None)
        self._results.show_face(self.model.face, self.model.errand)

    def _give_back(self) -> None:
        """The keyboard goes where it was before."""
        before, self._before = self._before, None
        if not focus.give_back(before):
            self._box.clearFocus()
