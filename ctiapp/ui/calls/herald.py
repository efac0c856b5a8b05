"""What a screen reader is told of the calls as they change. Pure: no Qt."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.services.screenpop import meant
from ctiapp.ui.calls.viewmodel import came_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.ids import CallId
    from ctiapp.services.cards import Card


class Heard(Enum):
    """What is told of a call."""

    RINGING = "ringing"
    BACK = "back"
    ENDED = "ended"
    SELECTED = "selected"
    OFFERED = "offered"
    MEANT = "meant"


class Herald:
    """Tells what is new for the ear: who rings, who is gone, which call the keys act on now.

    Where the keys for ringing calls are moved to by hand is said at the stroke, not here; here it
    is said that the call they were moved to is gone, since the next stroke would act on another.
    """

    def __init__(self) -> None:
        self._rings: set[tuple[CallId, int]] = set()
        self._offered: set[CallId] = set()
        self._ended: set[tuple[CallId, int]] = set()
        self._selected: CallId | None = None
        self._marked: CallId | None = None
        self._back: set[tuple[CallId, int]] = set()

    def tell(
        self, cards: Sequence[Card], selected: CallId | None
    ) -> tuple[tuple[Heard, Card], ...]:
        """What to say now, the most urgent first."""
        rings = {(c.call_id, c.ring) for c in cards if c.phase is Phase.RINGING}
        offered = {c.call_id: c for c in cards if c.phase is Phase.OFFERED}
        ended = {(c.call_id, c.ring) for c in cards if c.end is not None}
        news = [(Heard.RINGING, c) for c in cards if (c.call_id, c.ring) in rings - self._rings] + [
            (Heard.ENDED, c) for c in cards if (c.call_id, c.ring) in ended - self._ended
        ]
        back = {
            (c.call_id, c.safe.attempt): c for c in cards if came_back(c) and c.safe is not None
        }
        news += [(Heard.BACK, card) for one, card in back.items() if one not in self._back]
        self._back = set(back)
        news += [(Heard.OFFERED, c) for one, c in offered.items() if one not in self._offered]
        self._offered = set(offered)
        marked = next((c.call_id for c in cards if c.marked), None)
        fallen = self._fallen(cards) if marked is None else None
        if fallen is not None:
            news.append((Heard.MEANT, fallen))
        living = [c for c in cards if c.end is None]
        # Where the selection went along with the mark, the mark has been told of already.
        told = marked if marked != self._marked else None if fallen is None else fallen.call_id
        if selected not in (self._selected, told) and len(living) > 1:
            news += [(Heard.SELECTED, c) for c in living if c.call_id == selected]
        self._rings, self._ended = rings, ended
        self._selected, self._marked = selected, marked
        return tuple(news)

    def _fallen(self, cards: Sequence[Card]) -> Card | None:
        """The call that is meant now that the marked one is over; None where it was answered."""
        if self._marked is None:
            return None
        lives = any(c.call_id == self._marked and c.end is None for c in cards)
        return None if lives else meant(cards)
