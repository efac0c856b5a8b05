"""Who waits: in a slot, or held here, as the list of both shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.model.number import display
from ctiapp.ui import words
from ctiapp.ui.calls.cardtext import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall
    from ctiapp.services.cards import Card
    from ctiapp.services.lookup import Identity

SOON_S = 15.0
"""So long before the PBX gives somebody back that is said loudly."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits, as it is painted; text from outside, not yet made safe.

    Attributes:
        slot: what one dials to get them; empty where they are held.
        name: who waits; the number where nobody knows; empty where that is withheld.
        number: theirs, where the name does not say it already.
        by: who parked them; empty where one did it oneself.
        since_s: since when, monotonic; None where that is not known.
        due_s: when the PBX gives them back, monotonic; None where that is not known, or never.
        call_id: the call that is held here; None where they are in a slot.
        unclear: of several that are held, the PBX cannot be told to take this one back.
    """

    slot: str
    name: str
    number: str
    by: str
    since_s: float | None
    due_s: float | None = None
    call_id: CallId | None = None
    unclear: bool = False


def by_word(one: Waiting) -> str:
    """By whom somebody waits: parked by one of us, or held here by oneself."""
    if one.by:
        return words.word("parked.by", name=one.by)
    return words.word("parked.by_you" if one.slot else "parked.held_by_you")


def waiting(
    parked: Iterable[ParkedCall],
    identify: Callable[[Number | None], Identity | None],
    me: Number | None,
) -> tuple[Waiting, ...]:
    """The slots in the order of their numbers."""
    found = []
    for call in parked:
        who, by = identify(call.party), identify(call.parker)
        # Companies are kept without a name, too: that is no reason to call them withheld.
        name = "" if who is None else who.label or who.company
        found.append(
            Waiting(
                call.slot,
                name or display(call.party),
                display(call.party) if name else "",
                "" if call.parker == me else (by and by.label) or call.parker.text,
                None if call.since is None else call.since.mono_s,
                call.due_s,
            )
        )
    return tuple(sorted(found, key=lambda one: (len(one.slot), one.slot)))


def held(cards: Iterable[Card]) -> tuple[Waiting, ...]:
    """One's own calls that are held here, the longest first; what is not known of, last."""
    found = [
        Waiting(
            "",
            name_of(card),
            "" if card.name is None else card.number_text,
            "",
            None if card.since is None else card.since.mono_s,
            call_id=card.call_id,
            unclear=Verb.RESUME in card.unclear,
        )
        for card in cards
        if card.phase is Phase.HELD and card.end is None
    ]
    far = float("inf")
    return tuple(sorted(found, key=lambda one: far if one.since_s is None else one.since_s))
