"""Binds the place of what happened to the services. The place is made when it is first opened.

Its pages are made by controllers of their own: `MAKERS` names them, in the order in which they
stand in the row. Such a class takes ``(place, services, tasks, tell)``, puts its page in by
`HistoryPlace.add_page`, and is a `PageController`. They follow the place one by one, each in a turn
of the loop of its own: together they would cost some frames of a ring that comes just then. Whoever
wants one before gets them all at once.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from ctiapp.ui.keymap import Action
from ctiapp.ui.mainwindow import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.notice import Notice
    from ctiapp.model.records import Voicemail
    from ctiapp.services.bundle import Services
    from ctiapp.ui.history.place import HistoryPlace
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.tasks import Tasks

MAKERS: tuple[tuple[str, str], ...] = (
    ("ctiapp.ui.history.callscontroller", "PastCallsController"),
    ("ctiapp.ui.followups.controller", "FollowUpsController"),
    ("ctiapp.ui.recordings.controller", "RecordingsController"),
    ("ctiapp.ui.voicemail.controller", "VoicemailController"),
    ("ctiapp.ui.handover.controller", "HandoverController"),
    ("ctiapp.ui.reports.controller", "ReportsController"),
)
"""Who makes the pages: module and class; imported when the place is first opened."""
CALLS = "calls"
"""The key of the page of past calls."""


class PageController(Protocol):
    """Who makes one page of the place and decides on it.

    Signals:
        called: somebody shall be called; carries their `Number`.

    One that lets contacts be written has besides a signal ``adding``: the `Number`, and what the
    PBX calls them.
    """

    called: SignalInstance

    def show(self) -> None:
        """Show what is true now: the place was opened, or names or the connection changed."""

    def escape(self) -> bool:
        """Esc: close the innermost of what is open; tells whether anything was."""

    def stop(self) -> None:
        """The window goes: hear of nothing any more."""


class HistoryController(QObject):
    """The place's decisions.

    Signals:
        called: somebody shall be called; carries their `Number`.
        adding: a contact shall be written: the `Number`, and what the PBX calls them.

    Args:
        window: where the place is put.
        services: what is asked.
        tasks: runs what takes time.
        key_of: the key to print for an action.
        tell: says something (`Notice`).
    """

    called = Signal(object)
    adding = Signal(object, str)

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        tasks: Tasks,
        *,
        key_of: Callable[[Action], str],
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(window)
        self._window, self._services, self._tasks = window, services, tasks
        self._key_of, self._tell = key_of, tell
        self._place: HistoryPlace | None = None
        self._pages: list[PageController] = []
        self._left: list[tuple[str, str]] = []
        self._unshown: list[PageController] = []
        self._making = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)
        # The pages show the same counts once the place was opened.
        self._unsubscribe = [
            services.followups.subscribe(self._on_waiting),
            services.mailbox.subscribe(lambda _: self._on_waiting()),
            services.mailbox.subscribe_arrivals(self._on_arrivals),
        ]
        self._on_waiting()

    @property
    def place(self) -> HistoryPlace:
        """The place; made now if it was not yet, and its pages right after."""
        if self._place is None:
            from ctiapp.ui.history.place import HistoryPlace

            self._place = place = HistoryPlace(more=self._make_all)
            place.badged.connect(self.show_badge)
            place.seen.connect(self._on_seen)
            self._left = list(MAKERS)
            self._window.add_page(place)
            self._next.start()
        return self._place

    @property
    def pages(self) -> tuple[PageController, ...]:
        """The controllers of the pages, once the place was opened."""
        self._make_all()
        return tuple(self._pages)

    def _make_all(self) -> None:
        """Make the pages that are not made yet."""
        if not self._making:
            while self._step():
                pass

    def _go_on(self) -> None:
        """One step, in a turn of its own; what the next page is made of is loaded in one more."""
        if self._left and not self._unshown and self._left[0][0] not in sys.modules:
            import_module(self._left[0][0])
            self._next.start()
        elif self._step():
            self._next.start()

    def _step(self) -> bool:
        """Show the page that was made, or make the next; tells whether there is more to do."""
        place = self._place
        if place is None or not (self._left or self._unshown):
            return False
        if self._unshown:
            page = self._unshown.pop(0)
            if place.isVisible():
                page.show()
        else:
            self._make(place, *self._left.pop(0))
        if not (self._left or self._unshown):
            place.complete()
            return False
        return True

    def _make(self, place: HistoryPlace, module: str, name: str) -> None:
        """Make a page."""
        maker = getattr(import_module(module), name)
        self._making = True
        try:
            made: PageController = maker(place, self._services, self._tasks, self._tell)
        finally:
            self._making = False
        made.called.connect(self.called)
        adding: SignalInstance | None = getattr(made, "adding", None)
        if adding is not None:
            adding.connect(self.adding)
        self._pages.append(made)
        self._unshown.append(made)

    def write_note(self) -> bool:
        """The key for a note: on the past call that is chosen; tells whether such are shown."""
        place = self._place
        if place is None or not place.isVisible() or place.current != CALLS:
            return False
        place.noting.emit()
        return True

    def show_badge(self, count: int) -> None:
        """So many things wait in this place, whether or not it was opened yet."""
        self._window.nav(Place.HISTORY).set_badge(count)

    def show(self) -> None:
        """Names, or how we stand, changed; what nobody sees is drawn when it is next seen."""
        if self._place is not None and self._place.isVisible():
            self._place.note_key = self._key_of(Action.NOTE)
            for page in self._pages:
                if page not in self._unshown:
                    page.show()

    def escape(self) -> bool:
        """Esc: close the innermost of what is open; tells whether anything was."""
        if self._place is None or not self._place.isVisible():
            return False
        return any(page.escape() for page in self._pages)

    def stop(self) -> None:
        """The window goes: hear of nothing any more."""
        self._next.stop()
        self._left.clear()
        self._unshown.clear()
        while self._unsubscribe:
            self._unsubscribe.pop()()
        for page in self._pages:
            page.stop()

    def _on_waiting(self) -> None:
        """Who waits to be called back changed, or how many messages are new."""
        if self._place is None or self._left:
            services = self._services
            self.show_badge(services.followups.count + (services.mailbox.new_count or 0))

    def _on_arrivals(self, messages: tuple[Voicemail, ...]) -> None:
        """Messages came: that is said, wherever the user is."""
        from ctiapp.ui.voicemail.viewmodel import came

        self._tell(came(messages, self._services.mailbox.who))

    def _on_seen(self, seen: bool) -> None:
        if seen:
            self.show()
