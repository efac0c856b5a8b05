"""The places of the signed-in window, made when they are first needed.

The signed-out window stands before any of this is imported: start-up is a feature. They are made in
the first idle moment after it, so that neither signing in nor the first ring waits for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.ui.agent.controller import AgentController
from ctiapp.ui.calls.callerwork import CallerController
from ctiapp.ui.calls.controller import CallsController
from ctiapp.ui.calls.people import NoLamps
from ctiapp.ui.calls.view import CallsPlace
from ctiapp.ui.history.controller import HistoryController
from ctiapp.ui.hotel.controller import HotelController
from ctiapp.ui.keymap import Keymap
from ctiapp.ui.people.controller import PeopleController
from ctiapp.ui.people.reach import Reach
from ctiapp.ui.queues.controller import QueuesController
from ctiapp.ui.search.controller import SearchController
from ctiapp.ui.settings.controller import SettingsController
from ctiapp.ui.settings.eventtest import EventTestController
from ctiapp.ui.settings.hotelcontroller import HotelSettingsController
from ctiapp.ui.settings.ownqueues import OwnQueuesController
from ctiapp.ui.settings.personal import PersonalController
from ctiapp.ui.settings.view import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.services.diagnosticfiles import DiagnosticSources
    from ctiapp.ui.agent.queuelist import QueueList
    from ctiapp.ui.calls.people import LampSource
    from ctiapp.ui.contacts.controller import ContactsController
    from ctiapp.ui.diagnostics.controller import DiagnosticsController
    from ctiapp.ui.diagnostics.offer import CrashOffer
    from ctiapp.ui.keymap import Action
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.people.view import PeoplePlace
    from ctiapp.ui.shortcuts import Shortcuts
    from ctiapp.ui.tasks import Tasks


class Rooms(QObject):
    """Calls, search, settings and the agent, bound to the services and put into the window.

    Signals:
        moved: another page stands where the settings are.
        people_wanted: the place of the people shall be gone to.
    """

    moved = Signal()
    people_wanted = Signal()

    def __init__(  # noqa: PLR0913 - what it stands on, each by name
        self,
        window: MainWindow,
        services: Services,
        shortcuts: Shortcuts,
        tasks: Tasks,
        *,
        key_of: Callable[[Action], str],
        lamps: LampSource | None,
        tell: Callable[[Notice], None],
        notify: Callable[[str, str], None],
        about: tuple[str, Path],
        sources: Callable[[], DiagnosticSources | None] = lambda: None,
    ) -> None:
        super().__init__(window)
        self._services = services
        self.place = CallsPlace(key_of, lamps or NoLamps())
        version, data_dir = about
        rows = Keymap(services.preferences.settings.keys).rows()
        self.settings_page = SettingsPage(rows, version, data_dir)
        window.add_page(self.place)
        window.add_page(self.settings_page)
        self.calls = CallsController(self.place, services, tasks, tell)
        self.search = SearchController(window.search, window.results, services, tasks, tell)
        self.settings = SettingsController(self.settings_page, services, shortcuts, tasks)
        self.personal = PersonalController(self.settings_page, services, tasks, tell)
        self.hotel_settings = HotelSettingsController(self.settings_page, services)
        self.own_queues = OwnQueuesController(self.settings_page, services)
        self.event_test = EventTestController(
            self.settings_page, services, tasks, say=window.toast.say, tell=tell
        )
        self.agent = AgentController(
            window,
            self._put_my_queues,
            services,
            shortcuts,
            tasks,
            key_of=key_of,
            tell=tell,
            past=lambda: self.calls.just.calls,
        )
        self.people = PeopleController(
            window, services, tasks, lamps=lamps or NoLamps(), key_of=key_of, tell=tell
        )
        sending = self.people.sending
        self.queues = QueuesController(
            window, services, tasks, key_of=key_of, tell=tell, held=lambda: sending.busy
        )
        self.reach = Reach(sending, services)
        self.history = HistoryController(window, services, tasks, key_of=key_of, tell=tell)
        self.history.called.connect(self.search.call)
        self.history.adding.connect(self.add_contact)
        self.hotel = HotelController(
            window, services, tasks, key_of=key_of, tell=tell, notify=notify
        )
        self.hotel.called.connect(self.search.call)
        self.place.called.connect(self.search.call)
        self.people.serve(self.place)
        self.reach.serve_calls(self.place)
        self.reach.serve_search(self.search, window.results)
        self.queues.made.connect(lambda place: self.reach.serve_queues(self.queues, place))
        self.people.called.connect(self.search.call)
        self.people.made.connect(self._on_people_made)
        self._contacts: ContactsController | None = None
        self.search.choosing.connect(self.people.set_choosing)
        self.agent.called.connect(self.search.call)
        self.callers = CallerController(self.place, services, tasks, tell)
        self.callers.sending.connect(self.calls.set_target)
        self.callers.adding.connect(self.add_contact)
        self.calls.choosing.connect(self.search.choose)
        self.search.sending.connect(self.calls.set_target)
        self.search.choosing.connect(self.place.past.set_choosing)
        self._window, self._tasks, self._tell = window, tasks, tell
        self._sources = sources
        self._diagnostics: DiagnosticsController | None = None
        self._offer: CrashOffer | None = None
        self.settings_page.diagnostics.connect(self.open_diagnostics)
        self.show_status()
        self.calls.show_cards(services.desk.cards)
        self.offer_diagnostics()

    def _put_my_queues(self, queues: QueueList) -> None:
        """One's own queues stand beside the calls, which can be let go on them."""
        self.place.past.put_above(queues)
        self.reach.serve_my_queues(queues)

    def _on_people_made(self, place: PeoplePlace) -> None:
        """The list of contacts comes with the place."""
        from ctiapp.ui.contacts.controller import ContactsController

        sending = self.people.sending
        self._contacts = ContactsController(
            place, self._services, self._tasks, self._tell, held=lambda: sending.busy
        )
        self.reach.serve_contacts(self._contacts)
        self._contacts.called.connect(self.search.call)
        self._contacts.shown.connect(self.people_wanted)

    def add_contact(self, number: Number, name: str = "") -> None:
        """Write a new contact of one's own for somebody whom nobody knows."""
        self.people.place.show_page("contacts")  # made now if it was not yet, and the list with it
        if self._contacts is not None:
            self._contacts.editing.add_number(number, name)

    @property
    def settings_place(self) -> QWidget:
        """What stands where the settings are: they, or the diagnostics opened from them."""
        opened = None if self._diagnostics is None else self._diagnostics.open_page
        return opened or self.settings_page

    @property
    def diagnostics(self) -> DiagnosticsController | None:
        """The pages of diagnostics, made now if they were not yet; None where nothing is known."""
        sources = self._sources()
        if self._diagnostics is None and sources is not None:
            from ctiapp.ui.diagnostics.controller import DiagnosticsController

            made = DiagnosticsController(self._window, sources, self._tasks, self._on_saved)
            made.moved.connect(self.moved)
            self._diagnostics = made
        return self._diagnostics

    def open_diagnostics(self) -> None:
        """Show how the application does."""
        if self.diagnostics is not None:
            self.diagnostics.show_health()

    def leave_diagnostics(self) -> None:
        """Somebody goes elsewhere: its pages are not there any more on the way back."""
        if self._diagnostics is not None:
            self._diagnostics.forget()

    def offer_diagnostics(self) -> None:
        """Where the run before did not end in order: offer to save what it left."""
        sources = self._sources()
        if self._offer is None and sources is not None and sources.last_run.unclean is not None:
            from ctiapp.ui.diagnostics.offer import CrashOffer

            self._offer = CrashOffer(self._window, sources.last_run, self._on_offer_taken)

    def _on_offer_taken(self) -> None:
        if self.diagnostics is not None:
            self.diagnostics.show_report()

    def _on_saved(self, notice: Notice) -> None:
        self._tell(notice)
        if self._offer is not None:
            self._offer.refresh()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """The calls changed."""
        self.calls.show_cards(cards)
        self.search.show_cards(cards)
        self.people.show_cards(cards)
        self.reach.show_cards(cards)

    def escape(self) -> bool:
        """Esc: close what is open, and return the caller of an open transfer or consultation.

        Leaving the choice of a target returns its caller by itself.
        """
        closed = self.people.escape()
        closed = self.history.escape() or closed
        closed = self.hotel.escape() or closed
        closed = (self._diagnostics is not None and self._diagnostics.escape()) or closed
        closed = self.agent.close() or self.queues.close() or closed
        if self.search.leave():
            return True
        closed = self.search.close() or self.callers.leave() or closed
        closed = self.personal.leave() or closed
        closed = self.place.stack.leave_note() or closed
        done = self.calls.give_back() or closed or self.queues.leave_full()
        done = done or (self._contacts is not None and self._contacts.escape())
        return done or self.people.clear_filter()

    def show_status(self) -> None:
        """How we stand changed."""
        status = self._services.session.status
        self.calls.show_status(status)
        self.settings.show_status(status)
        self.own_queues.show_status()
        self.event_test.show_status()
        self.people.show_status()
        self.history.show()
        self.hotel.show()
        if self._contacts is not None:
            self._contacts.show_status()
        self.show_agents()

    def show_agents(self) -> None:
        """Queues and agents changed."""
        self.agent.show_picture()
        self.queues.show_picture()

    def show_directory(self) -> None:
        """Names were loaded."""
        self.calls.show_directory(self._services.directory.progress)
        self.search.refresh()
        self.people.show_directory(self._services.directory.progress)
        self.hotel_settings.show_directory()
        self.history.show()

    def show_settings(self, *, keys: bool) -> None:
        """The settings changed; ``keys``: those among them."""
        if keys:
            self.place.keys_changed()
            self.agent.keys_changed()
            self.queues.keys_changed()
            self.history.show()
            self.calls.show_cards(self._services.desk.cards)
        self.settings.show_settings()
        self.personal.show_settings(self._services.preferences.settings)
        self.hotel_settings.show_settings(self._services.preferences.settings)
        self.own_queues.show_settings(self._services.preferences.settings)
        self.settings.show_status(self._services.session.status)

    def stop(self) -> None:
        """Hear of nothing any more; whoever was held for a choice is taken back."""
        self.search.leave()
        self.queues.stop()
        if self._contacts is not None:
            self._contacts.stop()
        self.history.stop()
        self.hotel.stop()
        self.people.stop()
        self.agent.close()
        self.place.stop()
