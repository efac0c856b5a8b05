"""What the cards of the calls place show, and what a key or a click on them asks for.

A key is printed where it would act, and nowhere else: most on the selected call, F3 and Shift+F8 on
the ringing one that is meant (the oldest, or where F6 moved them), Esc on the call whose caller it
brings back. What does not apply now
becomes a sentence; it never falls through to another call.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice
from ctiapp.services.safe_transfer import SafeStep
from ctiapp.services.screenpop import meant
from ctiapp.ui.keymap import Action

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctiapp.model.ids import CallId
    from ctiapp.services.cards import Card

VERBS_OF: dict[Action, tuple[Verb, ...]] = {
    Action.HOLD: (Verb.HOLD, Verb.RESUME),
    Action.MUTE: (Verb.MUTE, Verb.UNMUTE),
    Action.TRANSFER: (Verb.TRANSFER, Verb.COMPLETE),
    Action.SAFE_TRANSFER: (Verb.SAFE_TRANSFER,),
    Action.CONSULT: (Verb.CONSULT, Verb.SWAP),
    Action.ADD: (Verb.ADD, Verb.CONFERENCE),
    Action.PARK: (Verb.PARK, Verb.RETRIEVE),
    Action.RECORD: (Verb.RECORD, Verb.PAUSE_RECORDING, Verb.RESUME_RECORDING),
}
"""What a key means, by what can be done with the selected call: at most one of them at a time."""

ACTION_OF: dict[Verb, Action] = {
    Verb.HANG_UP: Action.HANG_UP,
    Verb.REJECT: Action.REJECT,
    Verb.ANSWER: Action.ANSWER,
    Verb.ACCEPT_INBOUND: Action.ANSWER,
    Verb.REFUSE_INBOUND: Action.REJECT,
    **{verb: action for action, verbs in VERBS_OF.items() for verb in verbs},
}
CHOOSING = frozenset({Verb.TRANSFER, Verb.CONSULT, Verb.SAFE_TRANSFER, Verb.ADD})
"""What needs to be told whom."""
_OF_THE_MEANT = frozenset({Verb.ANSWER, Verb.REJECT, Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND})
_OF_THE_PAIR = frozenset({Verb.COMPLETE, Verb.SWAP, Verb.CONFERENCE})
_BACK = frozenset({Verb.ABORT, Verb.TAKE_BACK})
_MOVE = (Verb.TRANSFER, Verb.CONSULT, Verb.PARK)
NEVER_BLOCKED = frozenset({Verb.HANG_UP, Verb.REJECT, Verb.ABORT})
"""Whoever wants out of a call may say so twice."""


def _while_stale(card: Card) -> tuple[Verb, ...]:
    """What stands greyed on a card while the link is down, so that nothing jumps afterwards."""
    return tuple(verb for verb in _usual(card) if verb not in card.lacks | card.unclear)


def _usual(card: Card) -> tuple[Verb, ...]:
    move = _MOVE if card.parties == 2 else ()
    match card.phase:
        case Phase.RINGING:
            return (Verb.ANSWER, Verb.REJECT) if card.can_answer else (Verb.REJECT,)
        case Phase.OFFERED:
            return (Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND)
        case Phase.DIALING:
            return (Verb.HANG_UP,)
        case Phase.TALKING:
            mute = Verb.UNMUTE if card.muted else Verb.MUTE
            return (Verb.HOLD, mute, *move, Verb.ADD, Verb.RECORD, Verb.HANG_UP)
        case Phase.HELD:
            return (Verb.RESUME, *move, Verb.HANG_UP)
    return ()


class Hint(Enum):
    """What the user's hand must do, or what the other side does."""

    LIFT_HANDSET = "lift_handset"
    PICK_UP_TO_CALL = "pick_up_to_call"
    OTHER_HOLDS = "other_holds"
    TAKE_BACK_AT_PHONE = "take_back_at_phone"


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
        target: to whom it was transferred from here; empty where that is not known.
    """

    card: Card
    selected: bool
    hint: Hint | None
    buttons: tuple[ButtonFace, ...]
    target: str = ""

    @property
    def transferring(self) -> bool:
        """Whether it was transferred, nobody has answered yet, and it can be taken back."""
        return _being_transferred(self.card)

    @property
    def back(self) -> bool:
        """Whether its caller came back from a safe transfer, and nobody has taken it up yet."""
        return came_back(self.card)


@dataclass(frozen=True, slots=True)
class Order:
    """Something to ask of the PBX.

    Attributes:
        verb: what.
        call_id: with which call.
        hold_first: the call that is talked on and must be held before.
    """

    verb: Verb
    call_id: CallId
    hold_first: CallId | None = None


def faces(
    cards: Sequence[Card],
    selected: CallId | None,
    targets: Mapping[CallId, str] | None = None,
) -> tuple[CardFace, ...]:
    """What to paint, in the order of the cards.

    Args:
        cards: all of them.
        selected: the call that the keys act on.
        targets: to whom calls were transferred from here.
    """
    stage = _Stage(selected, meant(cards), returning(cards, selected))
    return tuple(_face(card, stage, (targets or {}).get(card.call_id, "")) for card in cards)


@dataclass(frozen=True, slots=True)
class _Stage:
    """Which call each key is about."""

    selected: CallId | None
    meant: Card | None
    returning: Card | None

    def printed(self, verb: Verb, card: Card) -> Action | None:
        """The key to print on a button; None where it would act on another call."""
        if verb in _OF_THE_MEANT:
            acts = self.meant is not None and self.meant.call_id == card.call_id
        elif verb in _BACK:
            back = self.returning is not None and self.returning.call_id == card.call_id
            return Action.CLOSE if back else None
        elif verb in _OF_THE_PAIR:
            acts = self.selected in (card.call_id, card.consult_of)
        else:
            acts = self.selected == card.call_id
        action = ACTION_OF.get(verb) if acts else None
        if action is None or action not in VERBS_OF:
            return action
        # Of two that share a key, both possible while nobody knows the state, it does the first.
        first = next((each for each in VERBS_OF[action] if each in card.actions), verb)
        return action if verb is first else None


def _face(card: Card, stage: _Stage, target: str) -> CardFace:
    buttons = tuple(
        ButtonFace(
            verb,
            stage.printed(verb, card),
            not card.stale and (verb in NEVER_BLOCKED or verb not in card.pending),
            verb in card.pending,
        )
        for verb in (_while_stale(card) if card.stale else _buttons(card))
    )
    is_selected = card.call_id == stage.selected and card.end is None
    return CardFace(card, is_selected, _hint(card), buttons, target)


def _buttons(card: Card) -> tuple[Verb, ...]:
    """The verbs with a button. A safe transfer is chosen where one chooses to whom.

    Once a caller has come back from one, the next one to try stands beside the way back to them.
    """
    rest = tuple(verb for verb in card.actions if verb is not Verb.SAFE_TRANSFER)
    if not came_back(card) or Verb.SAFE_TRANSFER not in card.actions:
        return rest
    if Verb.RESUME in rest:
        others = tuple(verb for verb in rest if verb is not Verb.RESUME)
        return (Verb.RESUME, Verb.SAFE_TRANSFER, *others)
    return (Verb.SAFE_TRANSFER, *rest)


def came_back(card: Card) -> bool:
    """Whether its caller came back from a safe transfer, and nobody has taken it up yet."""
    safe = card.safe
    return (
        card.end is None
        and safe is not None
        and safe.step is SafeStep.BACK
        and safe.call_id == card.call_id
    )


def _being_transferred(card: Card) -> bool:
    return card.end is not None and Verb.TAKE_BACK in card.actions


def returning(cards: Sequence[Card], selected: CallId | None) -> Card | None:
    """The call whose caller Esc would bring back: of an open consultation or transfer."""
    consulted = [card for card in cards if Verb.ABORT in card.actions]
    for card in consulted:
        if card.call_id == selected:
            return card
    transferred = [card for card in cards if _being_transferred(card)]
    if transferred:
        return max(transferred, key=lambda card: card.sequence)
    return consulted[0] if consulted else None


def escape(cards: Sequence[Card], selected: CallId | None) -> Order | None:
    """What Esc asks for, apart from closing what is open; None where no caller waits for it."""
    card = returning(cards, selected)
    if card is None:
        held = next((c for c in cards if came_back(c) and Verb.RESUME in c.actions), None)
        waits = held is not None and Verb.RESUME not in held.pending
        return Order(Verb.RESUME, held.call_id) if held is not None and waits else None
    verb = Verb.ABORT if Verb.ABORT in card.actions else Verb.TAKE_BACK
    if verb is Verb.TAKE_BACK and verb in card.pending:
        return None
    return Order(verb, card.call_id)


def _hint(card: Card) -> Hint | None:
    if card.end is not None or card.stale:
        return None
    if card.own_phone_rings:
        return Hint.PICK_UP_TO_CALL
    if card.phase is Phase.RINGING and not card.can_answer:
        return Hint.LIFT_HANDSET
    if card.phase is Phase.HELD and Verb.RESUME in card.unclear:
        return Hint.TAKE_BACK_AT_PHONE
    if card.held_by_other:
        return Hint.OTHER_HOLDS
    return None


def _decide_ringing(action: Action, cards: Sequence[Card]) -> Order | Notice:
    """What the keys for ringing calls ask for: they let in or refuse one that is offered."""
    card = meant(cards)
    if card is None:
        return Notice.of("key.nobody_rings")
    takes = action is Action.ANSWER
    if card.phase is Phase.OFFERED:
        return _order(card, Verb.ACCEPT_INBOUND if takes else Verb.REFUSE_INBOUND)
    return _answer(card, cards) if takes else _order(card, Verb.REJECT)


def decide(action: Action, cards: Sequence[Card], selected: CallId | None) -> Order | Notice:
    """What a call key asks for now: an order, or what to tell the user instead."""
    if action in (Action.ANSWER, Action.REJECT):
        return _decide_ringing(action, cards)
    card = next((c for c in cards if c.call_id == selected and c.end is None), None)
    if card is None:
        return Notice.of("key.no_call")
    if action is Action.HANG_UP:
        return _hang_up(card, cards)
    if card.lacks.issuperset(VERBS_OF[action]):
        return Notice.of("key.not_here", call_id=card.call_id)
    # The steps of a consultation stand at the consulted one's call, whichever of the two is chosen.
    partner = next((c for c in cards if c.call_id == card.consulting), None)
    for there in (card, partner):
        for verb in VERBS_OF[action]:
            if there is not None and verb in there.actions:
                return _order(there, verb)
    if not card.unclear.isdisjoint(VERBS_OF[action]):
        return _not_now(card, "call.not_current")
    if action is Action.ADD and card.phase is Phase.HELD and card.consulting is None:
        return _not_now(card, "key.take_back_to_add")
    return _not_now(card, "key.cannot_hold" if action is Action.HOLD else "key.not_now")


def _answer(card: Card, cards: Sequence[Card]) -> Order | Notice:
    """Answering needs a phone that can be told so; else the hand must."""
    if Verb.ANSWER not in card.actions and not card.stale:
        return Notice.of("key.lift_handset", call_id=card.call_id)
    order = _order(card, Verb.ANSWER)
    if isinstance(order, Notice):
        return order
    talking = (c for c in cards if c.phase is Phase.TALKING and Verb.HOLD in c.actions)
    first = next((c.call_id for c in talking if Verb.HOLD not in c.pending), None)
    return Order(order.verb, order.call_id, first)


def _hang_up(card: Card, cards: Sequence[Card]) -> Order | Notice:
    if Verb.ABORT in card.actions:
        return _order(card, Verb.ABORT)  # the consulted one goes, and the caller is there again
    if card.phase is not Phase.RINGING:
        return _order(card, Verb.HANG_UP)
    if any(other.phase is Phase.TALKING for other in cards):
        return Notice.of("key.reject_instead", call_id=card.call_id)
    return _order(card, Verb.REJECT)


def press(card: Card, verb: Verb, cards: Sequence[Card] = ()) -> Order | Notice:
    """What a click on a card's button asks for."""
    return _answer(card, cards) if verb is Verb.ANSWER else _order(card, verb)


def _order(card: Card, verb: Verb) -> Order | Notice:
    if card.stale:
        return Notice.of("key.not_connected", call_id=card.call_id)
    if verb in card.unclear:
        return Notice.of("call.not_current", call_id=card.call_id)
    if verb not in card.actions:
        return _not_now(card, "key.not_here" if verb in card.lacks else "key.not_now")
    if verb in card.pending and verb not in NEVER_BLOCKED:
        return Notice.of("key.already_sent", call_id=card.call_id)
    return Order(verb, card.call_id)


def _not_now(card: Card, key: str) -> Notice:
    if card.stale:
        return Notice.of("key.not_connected", call_id=card.call_id)
    return Notice.of(key, call_id=card.call_id)
