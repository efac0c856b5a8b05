"""What the cards of the calls place show, and what a key or a click on them asks for.

A key is printed where it would act, and nowhere else: F8 and F9 on the selected call, F3 and
Shift+F8 on the oldest ringing one. What does not apply now becomes a sentence; it never falls
through to another call.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice
from ctiapp.ui.keymap import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.ids import CallId
    from ctiapp.services.cards import Card

ACTION_OF = {
    Verb.HANG_UP: Action.HANG_UP,
    Verb.REJECT: Action.REJECT,
    Verb.HOLD: Action.HOLD,
    Verb.RESUME: Action.HOLD,
}
_WHILE_STALE = {
    Phase.RINGING: (Verb.REJECT,),
    Phase.DIALING: (Verb.HANG_UP,),
    Phase.TALKING: (Verb.HOLD, Verb.HANG_UP),
    Phase.HELD: (Verb.RESUME, Verb.HANG_UP),
}
"""What stands greyed on a card while the link is down, so that nothing jumps when it is back."""
NEVER_BLOCKED = frozenset({Verb.HANG_UP, Verb.REJECT})
"""Whoever wants out of a call may say so twice."""


class Hint(Enum):
    """What the user's hand must do, or what the other side does."""

    LIFT_HANDSET = "lift_handset"
    PICK_UP_TO_CALL = "pick_up_to_call"
    OTHER_HOLDS = "other_holds"


@dataclass(frozen=True, slots=True)
class ButtonFace:
    """One button of a card.

    Attributes:
        verb: what it does.
        action: the key action to print on it; None where that key acts on another call.
        enabled: whether it can be pressed now.
        pending: whether it was sent and is not yet confirmed.
    """

    verb: Verb
    action: Action | None
    enabled: bool
    pending: bool


@dataclass(frozen=True, slots=True)
class CardFace:
    """One call as it is painted.

    Attributes:
        card: the facts.
        selected: whether the keys act on it.
        hint: what to do, or what the other side does.
        buttons: left to right.
    """

    card: Card
    selected: bool
    hint: Hint | None
    buttons: tuple[ButtonFace, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Something to ask of the PBX."""

    verb: Verb
    call_id: CallId


def faces(cards: Sequence[Card], selected: CallId | None) -> tuple[CardFace, ...]:
    """What to paint, in the order of the cards."""
    ringing = oldest_ringing(cards)
    return tuple(_face(card, selected, ringing) for card in cards)


def _face(card: Card, selected: CallId | None, ringing: Card | None) -> CardFace:
    is_selected = card.call_id == selected and card.end is None
    is_oldest = ringing is not None and card.call_id == ringing.call_id
    buttons = tuple(
        ButtonFace(
            verb,
            ACTION_OF.get(verb) if (is_oldest if verb is Verb.REJECT else is_selected) else None,
            not card.stale and (verb in NEVER_BLOCKED or verb not in card.pending),
            verb in card.pending,
        )
        for verb in (_WHILE_STALE.get(card.phase, ()) if card.stale else card.actions)
    )
    return CardFace(card, is_selected, _hint(card), buttons)


def _hint(card: Card) -> Hint | None:
    if card.end is not None or card.stale:
        return None
    if card.own_phone_rings:
        return Hint.PICK_UP_TO_CALL
    if card.phase is Phase.RINGING and not card.can_answer:
        return Hint.LIFT_HANDSET
    if card.held_by_other:
        return Hint.OTHER_HOLDS
    return None


def oldest_ringing(cards: Sequence[Card]) -> Card | None:
    """The call that answering and rejecting are about."""
    return next((card for card in cards if card.phase is Phase.RINGING), None)


def decide(action: Action, cards: Sequence[Card], selected: CallId | None) -> Order | Notice:
    """What a call key asks for now: an order, or what to tell the user instead."""
    if action in (Action.ANSWER, Action.REJECT):
        card = oldest_ringing(cards)
        if card is None:
            return Notice.of("key.nobody_rings")
        return _answer(card) if action is Action.ANSWER else _order(card, Verb.REJECT)
    card = next((c for c in cards if c.call_id == selected and c.end is None), None)
    if card is None:
        return Notice.of("key.no_call")
    if action is Action.HANG_UP:
        return _hang_up(card, cards)
    verb = Verb.RESUME if card.phase is Phase.HELD else Verb.HOLD
    if verb not in card.actions:
        return _not_now(card, "key.cannot_hold")
    return _order(card, verb)


def _answer(card: Card) -> Notice:
    # The PBX's API answers no call yet that a plain phone rings for: the hand must.
    return Notice.of("key.lift_handset", call_id=card.call_id)


def _hang_up(card: Card, cards: Sequence[Card]) -> Order | Notice:
    if card.phase is not Phase.RINGING:
        return _order(card, Verb.HANG_UP)
    if any(other.phase is Phase.TALKING for other in cards):
        return Notice.of("key.reject_instead", call_id=card.call_id)
    return _order(card, Verb.REJECT)


def press(card: Card, verb: Verb) -> Order | Notice:
    """What a click on a card's button asks for."""
    return _order(card, verb)


def _order(card: Card, verb: Verb) -> Order | Notice:
    if card.stale:
        return Notice.of("key.not_connected", call_id=card.call_id)
    if verb not in card.actions:
        return _not_now(card, "key.not_now")
    if verb in card.pending and verb not in NEVER_BLOCKED:
        return Notice.of("key.already_sent", call_id=card.call_id)
    return Order(verb, card.call_id)


def _not_now(card: Card, key: str) -> Notice:
    if card.stale:
        return Notice.of("key.not_connected", call_id=card.call_id)
    return Notice.of(key, call_id=card.call_id)


class Heard(Enum):
    """What a screen reader is told of the calls as they change."""

    RINGING = "ringing"
    ENDED = "ended"
    SELECTED = "selected"


class Herald:
    """Tells what is new for the ear: who rings, who is gone, which call the keys act on now."""

    def __init__(self) -> None:
        self._rings: set[tuple[CallId, int]] = set()
        self._ended: set[tuple[CallId, int]] = set()
        self._selected: CallId | None = None

    def tell(
        self, cards: Sequence[Card], selected: CallId | None
    ) -> tuple[tuple[Heard, Card], ...]:
        """What to say now, the most urgent first."""
        rings = {(c.call_id, c.ring) for c in cards if c.phase is Phase.RINGING}
        ended = {(c.call_id, c.ring) for c in cards if c.end is not None}
        news = [(Heard.RINGING, c) for c in cards if (c.call_id, c.ring) in rings - self._rings] + [
            (Heard.ENDED, c) for c in cards if (c.call_id, c.ring) in ended - self._ended
        ]
        living = [c for c in cards if c.end is None]
        if selected != self._selected and len(living) > 1:
            news += [(Heard.SELECTED, c) for c in living if c.call_id == selected]
        self._rings, self._ended, self._selected = rings, ended, selected
        return tuple(news)
