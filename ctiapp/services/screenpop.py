"""Which call pops a card, and what became of the pop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
