"""What a card says of its call, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import Direction, Phase, Recording
from ctiapp.model.commands import Verb
from ctiapp.services.safe_transfer import SafeStep
from ctiapp.ui import text, words
from ctiapp.ui.calls.viewmodel import Hint, came_back
from ctiapp.ui.why import who_text

if TYPE_CHECKING:
    from ctiapp.services.cards import Card
    from ctiapp.services.safe_transfer import SafeTransfer
    from ctiapp.ui.calls.viewmodel import CardFace

_SAFE = {
    SafeStep.CALLING: "card.safe_calling",
    SafeStep.CONNECTING: "card.safe_connecting",
    SafeStep.RETURNING: "card.safe_returning",
}


def name_of(card: Card) -> str:
    """Who it is, as well as is known; of outside, not yet isolated."""
    if card.who is not None and card.who.several:
        return who_text(card.who)
    if card.name:
        return card.name
    if card.number_text:
        return card.number_text
    if card.number is not None and card.number.withheld:
        return words.word("pop.caller_withheld")
    return words.word("pop.caller_unknown")


def number_line(card: Card) -> str:
    """The number where the name does not say it already, and the company."""
    parts = [card.number_text if card.name else "", card.company or ""]
    return " · ".join(text.isolate(part) for part in parts if part)


def way_of(card: Card) -> str:
    """The way by which a call came that came through nothing; empty where nobody can tell."""
    if card.phase is Phase.OFFERED:
        return words.word("card.offered")
    if card.phase is Phase.RINGING and card.number is None:
        return ""
    if card.direction is Direction.INTERNAL:
        return words.word("card.internal")
    if card.direction is Direction.OUTBOUND:
        return words.word("card.outgoing")
    return words.word("card.direct")


def _safe(card: Card) -> SafeTransfer | None:
    """The safe transfer that is on its way, as long as nothing is left to the user."""
    safe = card.safe
    return None if card.end is not None or safe is None or safe.step not in _SAFE else safe


def notice_of(card: Card) -> str:
    """What is to be said of a call: why a safe transfer came back, or what was refused."""
    safe = card.safe
    if safe is not None and safe.notice is not None and safe.call_id == card.call_id:
        said = words.say(safe.notice)
        if not came_back(card) or card.phase not in (Phase.HELD, Phase.TALKING):
            return said
        key = "card.safe_held" if card.phase is Phase.HELD else "card.safe_talking"
        return words.word(key, why=said, caller=name_of(card))
    return "" if card.notice is None else words.say(card.notice)


def _state(card: Card) -> str:
    """What holds of a call besides its phase: muted, recorded, part of a consultation."""
    if card.end is not None:
        return ""
    parts = []
    held = card.phase is Phase.HELD
    if card.consult_of is not None:
        parts.append(words.word("card.consulted_waits" if held else "card.consulting"))
    if card.consulting is not None and held:
        parts.append(words.word("card.waits"))
    if card.held_by_other:
        parts.append(words.word("card.other_holds"))
    if card.phase is Phase.TALKING:
        parts += _of_talk(card)
    return " · ".join(parts)


def _of_talk(card: Card) -> list[str]:
    """What holds of a talk, or is not known of it."""
    parts = []
    if card.hold_untold:
        parts.append(words.word("card.hold_unknown"))
    if card.muted:
        parts.append(words.word("card.muted"))
    if card.recording in (Recording.ON, Recording.PAUSED):
        paused = card.recording is Recording.PAUSED
        parts.append(words.word("card.recording_paused" if paused else "card.recording"))
    # Of what this PBX cannot do nothing can ever become known.
    if card.muted is None and Verb.MUTE not in card.lacks:
        parts.append(words.word("card.mute_unknown"))
    if card.recording is None and Verb.RECORD not in card.lacks:
        parts.append(words.word("card.recording_unknown"))
    return parts


def hint_of(face: CardFace) -> str:
    """What the user's hand must do, or what the other side does; empty where nothing."""
    if face.hint is Hint.LIFT_HANDSET:
        return words.word("pop.lift")
    if face.hint is Hint.PICK_UP_TO_CALL:
        slot = face.card.slot
        if slot is not None:
            return words.word("card.fetch", name=name_of(face.card), slot=slot)
        return words.word("card.pick_up", name=name_of(face.card))
    if face.hint is Hint.OTHER_HOLDS:
        return words.word("card.other_holds")
    if face.hint is Hint.TAKE_BACK_AT_PHONE:
        return words.word("card.take_back_at_phone")
    return ""


def state_of(card: Card, back_key: str) -> str:
    """What holds of a call besides its phase; of a safe transfer, how far it is.

    Args:
        card: the call.
        back_key: the key that brings the caller back.
    """
    safe = _safe(card)
    if safe is None:
        return _state(card)
    if card.call_id != safe.call_id:
        return words.word("card.safe_second")
    said = words.word(_SAFE[safe.step], name=safe.name)
    if safe.step is SafeStep.CALLING:
        return f"{said} · {words.word('card.safe_esc', shortcut=back_key)}"
    return said
