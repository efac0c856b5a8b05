"""Everything of the window under one hand: windows, pops, tray, keys, and what binds them.

Built by the composition root once the signed-out window (`ctiapp.ui.front`) is painted. It ends
nothing by itself: closing the window hides it (the tray keeps it; without one it is minimised), and
quitting is a wish told by `Shell.quit_requested`.

The language is read when a widget is made. Another language therefore makes the window anew, in
place, with the same services behind it.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice
from ctiapp.services.connection import Connection
from ctiapp.ui import words
from ctiapp.ui.attention import caller_is_back
from ctiapp.ui.bridge import Bridge
from ctiapp.ui.front import GEOMETRY, Front
from ctiapp.ui.help import Help, help_menu, open_beside
from ctiapp.ui.keymap import CALL_KEYS, Action, Keymap
from ctiapp.ui.labelledfields import MaskedField
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.phone import PhoneBar
from ctiapp.ui.screenpop.view import ScreenPop
from ctiapp.ui.screenshot import save_windows
from ctiapp.ui.shortcuts import Shortcuts, shown
from ctiapp.ui.signin.controller import SignInController
from ctiapp.ui.standing import Strip, standing, still_true
from ctiapp.ui.tasks import Tasks
from ctiapp.ui.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.ids import CallId
    from ctiapp.model.parking import ParkedCall
    from ctiapp.model.planguess import Guess
    from ctiapp.paths import AppPaths
    from ctiapp.services.agentfacts import AgentPicture
    from ctiapp.services.away import AwayCall
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.diagnosticfiles import DiagnosticSources
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.settings import Settings
    from ctiapp.ui.calls.people import LampSource
    from ctiapp.ui.phone import DemoPhone
    from ctiapp.ui.rooms import Rooms

UNSEEN_MS = 1000
"""A window that is not painted by then (covered, on another desktop) is not waited for."""


class Shell(QObject):
    """The window and all that belongs to it.

    Args:
        services: the use cases.
        paths: where the user's files lie.
        version: of the application.
        front: the signed-out window, where it stands already; None: it is made now.
        demo: the simulated desk phone; None outside the demo.
        lamps: where the lamps of the extensions are known; None: nowhere.
        sources: what the diagnostics stand on, once it is there.

    Signals:
        closed: the user closed the window; it is hidden or minimised now.
        quit_requested: the user wants to quit.
    """

    closed = Signal()
    quit_requested = Signal()

    def __init__(
        self,
        services: Services,
        paths: AppPaths,
        *,
        version: str,
        front: Front | None = None,
        demo: DemoPhone | None = None,
        lamps: LampSource | None = None,
        sources: Callable[[], DiagnosticSources | None] = lambda: None,
    ) -> None:
        super().__init__()
        self._services = services
        self._paths = paths
        self._version = version
        self._demo = demo
        self._lamps = lamps
        self._sources = sources
        settings = services.preferences.settings
        self._settings = settings
        self._dismissed: frozenset[Strip] = frozenset()
        self._place = Place.CALLS
        self._stopped = False
        self._settled = False
        self._rooms: Rooms | None = None
        front = front or Front(settings)
        self.theme = front.theme
        self.tasks = Tasks(services.notices.post)
        self.shortcuts = Shortcuts(Keymap(settings.keys), self)
        self.pop = self._make_pop(settings)
        self.tray = self._make_tray()
        self._build(front)
        self.bridge = Bridge(services, self)
        self._unsubscribe = services.preferences.subscribe(self._on_settings)
        self._connect()
        self.shortcuts.start()

    # -- building --------------------------------------------------------------------------------

    def _make_pop(self, settings: Settings) -> ScreenPop:
        pop = ScreenPop(settings.card_corner, parent=self)
        self._set_pop_keys(pop)
        desk = self._services.desk
        pop.answered.connect(lambda call_id: self._on_pop_pressed(call_id, Verb.ANSWER))
        pop.rejected.connect(lambda call_id: self._on_pop_pressed(call_id, Verb.REJECT))
        pop.accepted.connect(lambda call_id: self._on_pop_pressed(call_id, Verb.ACCEPT_INBOUND))
        pop.refused.connect(lambda call_id: self._on_pop_pressed(call_id, Verb.REFUSE_INBOUND))
        pop.painted.connect(desk.painted)
        pop.shown.connect(lambda visible, call_id: desk.set_popup(visible=visible, call_id=call_id))
        pop.notify.connect(self._on_pop_notify)
        pop.told.connect(self.tell)
        return pop

    def _set_pop_keys(self, pop: ScreenPop) -> None:
        pop.set_keys(self.key_of(Action.ANSWER), self.key_of(Action.REJECT))

    def _make_tray(self) -> Tray:
        tray = Tray(self)
        tray.show_wanted.connect(self.raise_window)
        tray.quit_wanted.connect(self.quit_requested)
        tray.told.connect(self.tell)
        return tray

    def _build(self, front: Front) -> None:
        """Take over the window, and bind its places."""
        services = self._services
        self._front = front
        self.window = front.window
        self._rooms = None
        self.signin_page = front.page
        self.phone: PhoneBar | None = None
        if self._demo is not None:
            self.phone = PhoneBar(self._demo, self.tasks)
            self.window.add_foot(self.phone)
        window = self.window
        self.signin = SignInController(self.signin_page, services.session, self.tasks)
        window.closing.connect(self._on_closing)
        window.seen.connect(services.agents.seen)
        if window.is_seen:  # since before anybody could hear of it
            services.agents.seen(True)
        window.place_wanted.connect(self.show_place)
        window.help_wanted.connect(self._on_help)
        window.strip_acted.connect(self._on_strip_acted)
        window.strip_closed.connect(self._on_strip_closed)
        self.on_status(services.session.status)

    @property
    def rooms(self) -> Rooms:
        """The places of the signed-in window; made now if they were not yet."""
        if self._rooms is None:
            from ctiapp.ui.rooms import Rooms

            self._rooms = Rooms(
                self.window,
                self._services,
                self.shortcuts,
                self.tasks,
                key_of=self.key_of,
                lamps=self._lamps,
                tell=self.tell,
                notify=self._on_pop_notify,
                about=(self._version, self._paths.data_dir),
                sources=self._sources,
            )
            self._rooms.moved.connect(self._on_diagnostics)
            self._rooms.people_wanted.connect(lambda: self.show_place(Place.PEOPLE))
            self._rooms.calls.came_back.connect(self._on_caller_back)
            self._rooms.queues.emptied.connect(lambda: self._on_gone(Place.QUEUES))
            self._rooms.hotel.emptied.connect(lambda: self._on_gone(Place.ROOMS))
            self._rooms.hotel.wanted.connect(lambda: self.show_place(Place.ROOMS))
        return self._rooms

    def _connect(self) -> None:
        self.bridge.cards_changed.connect(self.on_cards)
        self.bridge.pop_changed.connect(self.pop.show_cards)
        self.bridge.pop_changed.connect(self.tray.set_ringing)
        self.bridge.status_changed.connect(self.on_status)
        self.bridge.directory_changed.connect(self.on_directory)
        self.bridge.parked_changed.connect(self.on_parked)
        self.bridge.agents_changed.connect(self.on_agents)
        self.bridge.away_changed.connect(self.on_away)
        self.bridge.numbers_changed.connect(self.on_numbers)
        self.bridge.notice.connect(self.tell)
        self.shortcuts.triggered.connect(self.on_action)
        self.shortcuts.conflict.connect(self._on_conflict)
        self.shortcuts.push(self._on_escape)
        self.shortcuts.escaped.connect(self._on_popup_escaped)
        self.theme.changed.connect(self.tray.refresh)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(lambda _: self.window.recover())

    # -- the window ------------------------------------------------------------------------------

    def show(self, *, minimized: bool = False) -> None:
        """Show the window; ``minimized``: in the tray, or in the task bar where there is none."""
        if minimized:
            if not self.tray.available:
                self.window.showMinimized()
        else:
            self.window.stands.connect(self._after_show)
            self.window.show()
        stands = minimized or self.window.painted
        QTimer.singleShot(0 if stands else UNSEEN_MS, self, self._after_show)

    def _after_show(self) -> None:
        if not self._stopped and not self._settled:
            self._settled = True
            # The first idle moment: make now what must not be waited for later.
            self.rooms.show_directory()
            self.pop.prepare()
            if not self._signed_in and not self.signin.model.face.working:
                self.signin_page.focus_first()

    def hide(self) -> None:
        """Take all windows away, so that quitting is seen at once."""
        self._save_geometry()
        self.window.hide()
        self.pop.close()

    def raise_window(self) -> None:
        """Bring the window to the front."""
        window = self.window
        window.recover()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def prefill(self, text: str) -> None:
        """Put a number from a link into the search box, and ask; nothing is dialled."""
        self.raise_window()
        if not self._signed_in:
            self.tell(Notice.of("link.sign_in_first"))
            self.rooms.search.model.text = text
            self.window.search.put_text(text)
            return
        self.show_place(Place.CALLS)
        self.rooms.search.prefill(text)

    def screenshot(self, path: Path) -> list[Path]:
        """Save all visible windows as they are painted now: FILE, FILE-2 …; answers their names."""
        for field in self.window.findChildren(MaskedField):
            field.set_masked(True)
        return save_windows(path, [self.window, *self.pop.visible_cards])

    async def shut_down(self) -> None:
        """Cancel what runs, and let everything go."""
        if self._stopped:
            return
        self._stopped = True
        self.bridge.close()
        self._unsubscribe()
        self.shortcuts.stop()
        await self.tasks.close()
        if self._rooms is not None:
            self._rooms.stop()
        self.pop.close()
        self.tray.close()
        self.window.hide()
        self.window.deleteLater()
        self.theme.close()

    def _save_geometry(self) -> None:
        kept = {**self._settings.geometry, GEOMETRY: self.window.geometry_text()}
        self._services.preferences.change(lambda s: replace(s, geometry=MappingProxyType(kept)))

    # -- what comes from the services --------------------------------------------------------------

    @property
    def _signed_in(self) -> bool:
        state = self._services.session.status.state
        return state in (Connection.ONLINE, Connection.RECONNECTING)

    def on_cards(self, cards: tuple[Card, ...]) -> None:
        """The calls changed."""
        if self._rooms is not None:
            self._rooms.show_cards(cards)
        self._show_phone()

    def on_status(self, status: ConnectionStatus) -> None:
        """How we stand changed."""
        self._dismissed = still_true(self._dismissed, status)
        self._show_standing()
        self.signin.show_status(status)
        if self._rooms is not None:
            self._rooms.show_status()
        self.tray.set_status(status)
        self._show_place()
        self._show_phone()

    def on_directory(self, _: DirectoryProgress) -> None:
        """Names were loaded."""
        if self._rooms is not None:
            self._rooms.show_directory()

    def on_parked(self, parked: tuple[ParkedCall, ...]) -> None:
        """Others wait in the slots."""
        if self._rooms is not None:
            self._rooms.calls.show_parked(parked)

    def on_agents(self, _: AgentPicture) -> None:
        """Queues and agents changed."""
        if self._rooms is not None:
            self._rooms.show_agents()

    def on_away(self, calls: tuple[AwayCall, ...]) -> None:
        """Calls ended while the link was down, or those were put away."""
        if self._rooms is not None:
            self._rooms.calls.show_away(calls)

    def on_numbers(self, guess: Guess) -> None:
        """The PBX's own numbers suggest something else."""
        if self._rooms is not None:
            self._rooms.settings.show_guess(guess)

    def _on_caller_back(self, said: str) -> None:
        """A safe transfer came back: its card, and the ear and the eye of whoever looks away."""
        self.show_place(Place.CALLS)
        caller_is_back(self.window, self.tray.notify, said)

    def tell(self, notice: Notice) -> None:
        """Tell the user something."""
        self.window.show_notice(notice)

    def _show_standing(self) -> None:
        self.window.show_standing(standing(self._services.session.status, self._dismissed))

    def _show_phone(self) -> None:
        if self.phone is not None:
            online = self._services.session.status.state is Connection.ONLINE
            self.phone.show_cards(self._services.desk.cards, online=online)

    # -- what the user does ------------------------------------------------------------------------

    def on_action(self, action: Action) -> None:
        """A key was pressed."""
        if action in CALL_KEYS:
            if self._signed_in and not self.rooms.people.key(action):
                self.rooms.calls.key(action)
            return
        simple: dict[Action, Callable[[], object]] = {
            Action.SEARCH: self._on_search,
            Action.PAUSE: self._on_pause,
            Action.NOTE: self._on_note,
            Action.NEXT_CALL: self._services.desk.select_next,
            Action.PREVIOUS_CALL: self._services.desk.select_previous,
            Action.CALLS: lambda: self.show_place(Place.CALLS),
            Action.SETTINGS: lambda: self.show_place(Place.SETTINGS),
            Action.QUEUES: self._on_queues,
            Action.PEOPLE: self._on_people,
            Action.HISTORY: self._on_history,
            Action.ROOMS: self._on_rooms,
            Action.FULL_SCREEN: self._on_full_screen,
            Action.KEYS_HELP: self._on_help,
            Action.QUIT: self.quit_requested.emit,
        }
        if action in simple:
            simple[action]()

    def _on_search(self) -> None:
        if self._signed_in:
            self.rooms.search.focus()

    def _on_note(self) -> None:
        if self._signed_in and not self.rooms.history.write_note():
            self.show_place(Place.CALLS)
            self.rooms.calls.write_note()

    def _on_pause(self) -> None:
        if self._signed_in:
            self.rooms.agent.key()

    def _on_queues(self) -> None:
        if self._rooms is not None and not self.window.nav(Place.QUEUES).isHidden():
            self.show_place(Place.QUEUES)

    def _on_people(self) -> None:
        if self._signed_in:
            self.show_place(Place.PEOPLE)

    def _on_history(self) -> None:
        if self._signed_in:
            self.show_place(Place.HISTORY)

    def _on_rooms(self) -> None:
        if self._rooms is not None and self._rooms.hotel.desk is not None:
            self.show_place(Place.ROOMS)

    def _on_full_screen(self) -> None:
        if self._rooms is not None and not self.window.nav(Place.QUEUES).isHidden():
            if self._place is not Place.QUEUES:
                self.show_place(Place.QUEUES)
            self._rooms.queues.toggle_full()

    def _on_gone(self, place: Place) -> None:
        if self._place is place:
            self.show_place(Place.CALLS)

    def offer_diagnostics(self) -> None:
        """What the diagnostics stand on is there: offer them where the last run was cut off."""
        if self._rooms is not None:
            self._rooms.offer_diagnostics()

    def _on_diagnostics(self) -> None:
        self._place = Place.SETTINGS
        self._show_place()

    def _on_help(self) -> None:
        """Open the menu of help at its button; on the full screen there is none to be seen."""
        if self._rooms is not None:
            self._rooms.queues.leave_full()
        diagnostics = self.rooms.diagnostics
        offered = Help(
            self._show_keys_page,
            None if diagnostics is None else diagnostics.show_health,
            None if diagnostics is None else diagnostics.show_report,
            self._version,
        )
        open_beside(help_menu(self.window.help, offered), self.window.help)

    def _show_keys_page(self) -> None:
        self.show_place(Place.SETTINGS)
        self.rooms.settings_page.show_keys_section()

    def show_place(self, place: Place) -> None:
        """Go there."""
        if place is not Place.QUEUES and self._rooms is not None:
            self._rooms.queues.leave_full()
        if self._rooms is not None:
            self._rooms.leave_diagnostics()
        self._place = place
        self._show_place()

    def _page(self) -> QWidget:
        """What stands where one is."""
        if self._place is Place.SETTINGS:
            return self.rooms.settings_place
        if not self._signed_in:
            return self.signin_page
        if self._place is Place.QUEUES:
            return self.rooms.queues.place
        if self._place is Place.PEOPLE:
            return self.rooms.people.place
        if self._place is Place.HISTORY:
            return self.rooms.history.place
        if self._place is Place.ROOMS:
            return self.rooms.hotel.place
        return self.rooms.place

    def _show_place(self) -> None:
        page = self._page()
        if self._place is not Place.SETTINGS and self._rooms is not None:
            self._rooms.settings.stop_waiting()
        moved = self.window.pages.currentWidget() is not page
        self.window.show_page(page, Place.CALLS if page is self.signin_page else self._place)
        if not moved or not self.window.isVisible():
            return
        # The keyboard must not fall to whatever stands next: it goes where one begins.
        if page is self.signin_page:
            self.signin_page.focus_first(self.signin.model.face.blamed)
        elif self._place is Place.QUEUES:
            self.rooms.queues.place.focus_first()
        elif self._place is Place.PEOPLE:
            self.rooms.people.place.focus_first()
        elif self._place is Place.HISTORY:
            self.rooms.history.place.focus_first()
        elif self._place is Place.ROOMS:
            self.rooms.hotel.place.focus_first()
        elif self._place is Place.CALLS:
            self.window.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.rooms.settings_page.languages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pop_pressed(self, call_id: CallId, verb: Verb) -> None:
        self.rooms.place.pressed.emit(call_id, verb)

    def _on_pop_notify(self, title: str, said: str) -> None:
        self.tray.notify(title, said)

    def _on_escape(self) -> bool:
        """Close the innermost thing that is open, and return the caller of an open transfer."""
        done = self._rooms is not None and self._rooms.escape()
        return done or self.signin.cancel() or self.window.close_notice()

    def _on_popup_escaped(self) -> None:
        if self._rooms is not None:
            self._rooms.escape()

    def _on_conflict(self, key: str, actions: tuple[Action, ...]) -> None:
        first, second = (words.word(f"action.{action.value}") for action in actions[:2])
        said = words.word("status.conflict", shortcut=shown(key), first=first, second=second)
        self.window.toast.say(said)

    def _on_strip_acted(self, strip: Strip) -> None:
        if strip is not Strip.RECONNECTING:
            return
        session = self._services.session
        if standing(session.status, self._dismissed).can_test and self._services.events.offered:
            self.rooms.event_test.test_from_banner()
        else:
            session.retry_now()

    def _on_strip_closed(self, strip: Strip) -> None:
        self._dismissed |= {strip}
        self._show_standing()

    def _on_closing(self) -> None:
        self._save_geometry()
        self.tray.window_closed()
        if self.tray.available:
            self.window.hide()
        else:
            self.window.showMinimized()
        self.closed.emit()

    # -- settings ----------------------------------------------------------------------------------

    def key_of(self, action: Action) -> str:
        """The key to print for an action."""
        return Keymap(self._services.preferences.settings.keys).first(action)

    def _on_settings(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        if settings.theme is not before.theme:
            self.theme.set_choice(settings.theme)
        if settings.card_corner is not before.card_corner:
            self.pop.set_corner(settings.card_corner)
        if settings.keys != before.keys:
            self.shortcuts.set_keymap(Keymap(settings.keys))
            self._set_pop_keys(self.pop)
            self._front.show_keys(Keymap(settings.keys))
        if settings.language is not before.language:
            words.install(settings.language)
            # The combo box that was just used must not die while it tells so.
            QTimer.singleShot(0, self, self._rebuild)
        if self._rooms is not None:
            self._rooms.show_settings(keys=settings.keys != before.keys)

    def _rebuild(self) -> None:
        """The same window in another language."""
        if self._stopped:
            return
        old, old_rooms = self.window, self._rooms
        form = self.signin_page.form
        box, shown_before = old.geometry(), old.isVisible()
        old_tray = self.tray
        self.tray = self._make_tray()
        self._build(Front(self._settings, self.theme))
        self.bridge.pop_changed.connect(self.tray.set_ringing)
        self.theme.changed.connect(self.tray.refresh)
        old_tray.close()
        old_tray.deleteLater()
        self.signin_page.fill(form)
        self.signin.model.edited(form)
        self.window.setGeometry(box)
        if shown_before:
            self.window.show()
            if self._place is Place.SETTINGS:
                self.rooms.settings_page.languages.setFocus()
        if old_rooms is not None:
            old_rooms.stop()
        old.hide()
        old.deleteLater()
