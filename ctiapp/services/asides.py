"""What a card says beside the call itself: the caller's past, as whom to greet, the note.

Each of it is looked up where it is known by now; a card never waits for any of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

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
    """

    callers: Callers
    greetings: Greetings
    notes: Notes

    def dress(self, card: Card, call: Call) -> Card:
        """The card with all that is known beside the call."""
        return replace(
            card,
            caller=self.callers.line(call.call_id),
            greet=self.greetings.greet(call.did, call.via) if _comes(call) else None,
            note=self.notes.of(call.call_id),
            likely=self.callers.likely(call.call_id),
        )

    def subscribe(self, listener: Callable[[CallId], None]) -> None:
        """Hear of which call something else is to be said."""
        self.callers.subscribe(listener)
        self.notes.subscribe(listener)


def _comes(call: Call) -> bool:
    """Whether somebody called here: nobody is greeted whom one calls."""
    return call.ring > 0 or call.offered is not None
