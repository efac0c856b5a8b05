"""What letting a call go on somebody would do, with all that is known of them against it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.dialpolicy import Doubt, doubt
from ctiapp.ui import words
from ctiapp.ui.calls.people import Lamp, lamp
from ctiapp.ui.people.offers import offer, offer_several

if TYPE_CHECKING:
    from ctiapp.model.commands import Verb
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.ui.calls.people import LampSource, Person
    from ctiapp.ui.people.offers import Offer


class Offering:
    """Makes offers.

    Args:
        services: what is asked.
        lamps: how somebody stands.
    """

    def __init__(self, services: Services, lamps: LampSource) -> None:
        self._services = services
        self._lamps = lamps

    def to(self, card: Card, who: Person, verb: Verb) -> Offer:
        """What letting go on somebody would do; of several numbers one would be asked for."""
        if who.ways:
            return offer_several(card, who, verb)
        return self.at(card, who, verb)

    def at(self, card: Card, who: Person, verb: Verb) -> Offer:
        """What this verb would do with somebody at the number that is named."""
        known = self._lamps.lamp(who.number) if who.lamp is Lamp.UNKNOWN else None
        if known is not None:  # a contact, or an agent, who is a colleague
            engaged = self._lamps.engagement(who.number)
            doing = None if engaged is None else engaged.doing
            shown = lamp(known.line, known.presence, doing, registered=known.registered)
            who = replace(who, lamp=shown)
        return offer(card, who, verb, self._against(who))

    def _against(self, who: Person) -> str:
        """What speaks against a number, whoever has it; empty where nothing does."""
        why = doubt(who.number, self._services.preferences.settings.dial_rules)
        if why is not None:
            key = "offer.premium" if why is Doubt.PREMIUM else "offer.feature_code"
            return words.word(key, number=who.number.text)
        queues = self._services.agents.picture.queues
        queue = next((each for each in queues if each.number == who.number), None)
        if queue is None or not queue.agents or any(a.logged_in is not False for a in queue.agents):
            return ""
        return words.word("offer.nobody_in_queue", name=who.name)
