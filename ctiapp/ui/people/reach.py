"""Lets calls be sent on in the other places as well: queues, agents, contacts, whoever is found.

The lists of the places become sites of `Sending`, each as soon as it is made, and what they list
stands still while a question stands or a call is carried. One's own calls stand above the queues as
they do above the people: there must be something to take hold of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.ui.people.strip import CallStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.ui.agent.queuelist import QueueList
    from ctiapp.ui.calls.view import CallsPlace
    from ctiapp.ui.contacts.controller import ContactsController
    from ctiapp.ui.people.sending import Sending
    from ctiapp.ui.people.strip import SmallCard
    from ctiapp.ui.queues.controller import QueuesController
    from ctiapp.ui.queues.view import QueuesPlace
    from ctiapp.ui.search.controller import SearchController
    from ctiapp.ui.search.view import SearchResults


class Reach(QObject):
    """What else a call can be sent to, and from where.

    Args:
        sending: what sends calls on.
        services: what is asked.
    """

    def __init__(self, sending: Sending, services: Services) -> None:
        super().__init__(sending)
        self._sending = sending
        self._services = services
        self._strip: CallStrip | None = None

    @property
    def strip(self) -> CallStrip | None:
        """One's own calls above the queues, once their place was made."""
        return self._strip

    def serve_calls(self, place: CallsPlace) -> None:
        """The small list of the calls place: a key asks there, too."""
        place.hold_people(lambda: self._sending.busy)
        self._sending.free.connect(place.let_go)
        self._sending.use(place.people)

    def serve_my_queues(self, queues: QueueList) -> None:
        """One's own queues at the right of the calls: a call can be let go there."""
        self._sending.carrier.add_site(queues)

    def serve_contacts(self, contacts: ContactsController) -> None:
        """The list of contacts."""
        self._sending.free.connect(contacts.let_go)
        self._sending.use(contacts.page.list)
        contacts.page.wanted.connect(self._sending.leave)

    def serve_queues(self, queues: QueuesController, place: QueuesPlace) -> None:
        """The queues and their agents, with one's own calls above them."""
        self._strip = strip = CallStrip()
        strip.made.connect(self._on_small_card)
        strip.picked.connect(self._services.desk.select)
        place.put_above(strip)
        self._sending.use(place.board)
        self._sending.use(place.agents)
        self._sending.free.connect(queues.show_picture)
        self.show_cards(self._services.desk.cards)

    def serve_search(self, search: SearchController, results: SearchResults) -> None:
        """Whoever is found: the list stays open while a call is taken there."""
        carrier = self._sending.carrier
        carrier.add_site(results)
        carrier.put_down.connect(search.put_down)
        search.keep_open(_taken(self._sending))

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """The calls changed."""
        if self._strip is not None:
            desk = self._services.desk
            status, now = self._services.session.status, self._services.clock()
            self._strip.show_cards(cards, desk.selected, status.picture_s(now))

    def _on_small_card(self, view: SmallCard) -> None:
        self._sending.carrier.add_source(view, lambda: view.card)


def _taken(sending: Sending) -> Callable[[], bool]:
    return lambda: sending.carrier.taken
