"""What a card says beside the call itself: the caller's past, as whom to greet, the note.

Each of it is looked up where it is known by now; a card never waits for any of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase, Recording
from ctiapp.model.commands import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import Call
    from ctiapp.model.ids import CallId
    from ctiapp.services.callers import Callers
    from ctiapp.services.cards import Card
    from ctiapp.services.greetings import Greetings
    from ctiapp.services.notes import Notes


@dataclass(frozen=True, slots=True)
class Asides:
    """All of them.

    Attributes:
        callers: what is known of earlier calls.
        greetings: as whom to greet.
        notes: what was written on calls.
        consent: the sentence to say before a call is recorded, as the user set it.
    """

    callers: Callers
    greetings: Greetings
    notes: Notes
    consent: Callable[[], str] = str

    def dress(self, card: Card, call: Call) -> Card:
        """The card with all that is known beside the call."""
        return replace(
            card,
            caller=self.callers.line(call.call_id),
            greet=self.greetings.greet(call.did, call.via) if _comes(call) else None,
            note=self.notes.of(call.call_id),
            likely=self.callers.likely(call.call_id),
            consent=self.consent() if _recorded(card) else "",
        )

    def subscribe(self, listener: Callable[[CallId], None]) -> None:
        """Hear of which call something else is to be said."""
        self.callers.subscribe(listener)
        self.notes.subscribe(listener)


def _recorded(card: Card) -> bool:
    """Whether it is being recorded, or about to be: then it is time to say so."""
    talking = card.phase is Phase.TALKING and card.end is None
    return talking and (card.recording is Recording.ON or Verb.RECORD in card.pending)


def _comes(call: Call) -> bool:
    """Whether somebody called here: nobody is greeted whom one calls."""
    return call.ring > 0 or call.offered is not None
