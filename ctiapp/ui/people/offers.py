"""What letting a call go on a person would do, said before it is done. Pure but for the words.

The same offer stands on the label that follows the pointer and in the question that a key asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.commands import Verb
from ctiapp.ui import text, words
from ctiapp.ui.calls.cardtext import name_of
from ctiapp.ui.calls.people import Lamp

if TYPE_CHECKING:
    from ctiapp.model.directory import PersonKey
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.cards import Card
    from ctiapp.ui.calls.people import Person

SENDING = (Verb.TRANSFER, Verb.CONSULT, Verb.SAFE_TRANSFER, Verb.ADD)
"""What can be done with a call and a person."""

_LONGEST = 48
"""Characters of a name that a label has room for, beside a number."""
_HEADLINES = {
    Verb.TRANSFER: "offer.transfer",
    Verb.CONSULT: "offer.consult",
    Verb.SAFE_TRANSFER: "offer.safe_transfer",
    Verb.ADD: "offer.add",
}
_WARNINGS = {
    Lamp.TALKING: "offer.talks",
    Lamp.RINGING: "offer.rings",
    Lamp.DO_NOT_DISTURB: "offer.do_not_disturb",
    Lamp.UNREGISTERED: "offer.unregistered",
    Lamp.AWAY: "offer.away",
    Lamp.LUNCH: "offer.away",
    Lamp.BUSINESS_TRIP: "offer.away",
    Lamp.OFF_WORK: "offer.away",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be done.

    Attributes:
        call_id: with which call.
        number: and whom.
        verb: what; None where nothing can be done, and the headline says why.
        wanted: what was wanted, whether it can be done or not.
        headline: the sentence, e.g. ``Transfer Jay Prichett to Anna Simmons``.
        warning: what speaks against it, e.g. that she is on a call; empty where nothing does.
        key: which entry of the directory the person is, where it matters which number is taken.
        several: the person, where it stands open by which of their numbers; None: by this one.
    """

    call_id: CallId
    number: Number
    verb: Verb | None
    wanted: Verb
    headline: str
    warning: str = ""
    key: PersonKey | None = None
    several: Person | None = None

    @property
    def possible(self) -> bool:
        """Whether letting go does anything."""
        return self.verb is not None


def reached(name: str, number: str) -> str:
    """How to name somebody who is no colleague, with the number that would be called."""
    bare = text.plain(name, _LONGEST)
    return f"{bare}, {number}" if bare and bare != number else number


def offer(card: Card, who: Person, verb: Verb, against: str = "") -> Offer:
    """What this verb would do with a call and a person.

    Args:
        card: the call, as it is now.
        who: the person, as they are now.
        verb: one of `SENDING`.
        against: what else speaks against it than their phone, a sentence; empty: nothing.
    """
    caller = name_of(card)
    if card.number == who.number:
        headline = words.word("offer.same", name=who.name)
        return Offer(card.call_id, who.number, None, verb, headline)
    if not can(card, verb):
        return _not_now(card, who, verb)
    key = _HEADLINES[verb]
    headline = words.word(key, caller=caller, name=who.name)
    state = _WARNINGS.get(who.lamp)
    warning, said = "", against
    if state is not None:
        said = words.word(state, name=who.name, state=words.word(f"lamp.{who.lamp.value}"))
    if said:
        key = "offer.transfer_anyway" if verb is Verb.TRANSFER else "offer.call_anyway"
        warning = words.word(key, state=said)
    return Offer(card.call_id, who.number, verb, verb, headline, warning, who.key)


def offer_several(card: Card, who: Person, verb: Verb) -> Offer:
    """What letting go on somebody with several numbers would do: ask which.

    Args:
        card: the call, as it is now.
        who: the person, with their numbers (`Person.ways`).
        verb: one of `SENDING`.
    """
    if not can(card, verb):
        return _not_now(card, who, verb)
    headline = words.word(_HEADLINES[verb], caller=name_of(card), name=who.name)
    return Offer(card.call_id, who.number, verb, verb, headline, key=who.key, several=who)


def _not_now(card: Card, who: Person, verb: Verb) -> Offer:
    key = "offer.not_here" if verb in card.lacks else "offer.not_now"
    headline = words.word(key, verb=words.verb(verb), caller=name_of(card))
    return Offer(card.call_id, who.number, None, verb, headline)


def can(card: Card, verb: Verb) -> bool:
    """Whether a call can be sent on by this verb now."""
    moving = {verb, Verb.TRANSFER, Verb.PARK} & card.pending
    return card.end is None and verb in card.actions and not moving
