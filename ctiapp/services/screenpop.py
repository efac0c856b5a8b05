"""Which call pops a card, which of several is meant, and what became of the pop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctiapp.model.ids import CallId
    from ctiapp.services.cards import Card


@dataclass(frozen=True, slots=True)
class PopupStatus:
    """The pop as ``ctl status`` tells it.

    Attributes:
        visible: a ringing or offered card is on the screen.
        call_id: the call on top; None where none is shown.
        latency_ms: frame received -> painted, of the last ring that was painted; None before one.
    """

    visible: bool = False
    call_id: CallId | None = None
    latency_ms: float | None = None


def pops(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards that belong on the screen above all windows: ringing or offered, oldest first."""
    return tuple(card for card in cards if card.rings and not card.stale)


def meant(cards: Sequence[Card]) -> Card | None:
    """The call that the keys for ringing calls are about; None where nothing rings or is offered.

    It is the one to which they were moved on by hand, else the oldest that rings, else the oldest
    that is offered.
    """
    rings = [card for card in cards if card.rings]
    by_hand = next((card for card in rings if card.marked), None)
    if by_hand is not None:
        return by_hand
    oldest = next((card for card in rings if card.phase is Phase.RINGING), None)
    return oldest or next(iter(rings), None)


def following(cards: Sequence[Card]) -> Card | None:
    """The call that rings, or is offered, after the one that is meant; round and round."""
    now = meant(cards)
    if now is None:
        return None
    rings = [card for card in cards if card.rings]
    places = [card.call_id for card in rings]
    return rings[(places.index(now.call_id) + 1) % len(rings)]
