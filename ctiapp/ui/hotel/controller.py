"""Binds the place of the rooms to the front desk, where there is one.

An office pays nothing for it: all but this is made when the user says that this is a hotel, the
place when it is first opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.services.connection import Connection
from ctiapp.ui.mainwindow import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.notice import Notice
    from ctiapp.services.bundle import Services
    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.ui.hotel.deskwork import DeskWork
    from ctiapp.ui.hotel.place import RoomsPlace
    from ctiapp.ui.hotel.redwork import RedWork
    from ctiapp.ui.keymap import Action
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.tasks import Tasks


def _nobody(_title: str, _said: str) -> None:
    """No notification of the desktop."""


class HotelController(QObject):
    """Whether there is a place of the rooms, and what is red everywhere else.

    Signals:
        called: a room shall be called; carries its `Number`.
        emptied: there is no such place any more: whoever stands here must go elsewhere.
        wanted: the place shall be gone to.

    Args:
        window: where everything is put.
        services: what is asked.
        tasks: runs what takes time.
        key_of: the key to print for an action.
        tell: says something.
        notify: shows a notification of the desktop, with a title and a text.
    """

    called = Signal(object)
    emptied = Signal()
    wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        tasks: Tasks,
        *,
        key_of: Callable[[Action], str],
        tell: Callable[[Notice], None],
        notify: Callable[[str, str], None] = _nobody,
    ) -> None:
        super().__init__(window)
        self._window, self._services, self._tasks = window, services, tasks
        self._key_of, self._tell, self._notify = key_of, tell, notify
        self._desk: HotelDesk | None = None
        self._red: RedWork | None = None
        self._work: DeskWork | None = None
        self._stops: list[Callable[[], None]] = []
        self._unsubscribe = services.hotel.subscribe(self._on_desk)
        self._on_desk(services.hotel.desk)

    # -- the desk --------------------------------------------------------------------------------

    @property
    def desk(self) -> HotelDesk | None:
        """The front desk, where there is one and somebody is signed in.

        What is red there stays so while the PBX lets nobody in any more. A PBX that can do nothing
        for one has none.
        """
        pbx = self._services.session.pbx
        if pbx is not None and pbx.hotel is None:
            return None
        state = self._services.session.status.state
        if self._desk is None or state in (Connection.ONLINE, Connection.RECONNECTING):
            return self._desk
        return self._desk if self._desk.at_work() else None

    @property
    def place(self) -> RoomsPlace:
        """The place; made now if it was not yet."""
        return self._made.place

    @property
    def red(self) -> RedWork | None:
        """What is red, once this was a hotel."""
        return self._red

    @property
    def work(self) -> DeskWork | None:
        """What is behind the place, once it was made."""
        return self._work

    @property
    def _made(self) -> DeskWork:
        if self._work is None:
            from ctiapp.ui.hotel.deskwork import DeskWork

            session = self._services.session
            self._work = DeskWork(
                lambda: self.desk, self._tasks, self._tell, lambda: session.status.offered
            )
            self._work.called.connect(self.called)
            self._window.add_page(self._work.place)
            self._work.show_all()
        return self._work

    def _on_desk(self, desk: HotelDesk | None) -> None:
        for stop in self._stops:
            stop()
        self._stops = []
        self._desk = desk
        if desk is not None:
            self._stops = [
                desk.rooms.subscribe(self._on_rooms),
                desk.wakes.subscribe(self._on_wakes),
                desk.plans.subscribe(self._on_wakes),
            ]
        self.show()

    def show(self) -> None:
        """How we stand changed, or the desk came or went."""
        desk = self.desk
        nav = self._window.nav(Place.ROOMS)
        if nav.isHidden() is (desk is not None):
            nav.setVisible(desk is not None)
            if desk is None:
                self.emptied.emit()
        if desk is not None and self._red is None:
            from ctiapp.ui.hotel.redwork import RedWork

            self._red = RedWork(self._window, self._tasks, self._tell, self._notify)
            self._red.rooms_wanted.connect(self.wanted)
        if self._red is not None:
            self._red.show_desk(desk)
        if self._work is not None:
            if desk is None:
                self._work.forget()
            self._work.show_all()

    def _on_rooms(self, numbers: object) -> None:
        if self._work is not None:
            self._work.show_rooms(numbers if isinstance(numbers, frozenset) else None)

    def _on_wakes(self) -> None:
        if self._red is not None and self.desk is not None:
            self._red.show_wakes()
        if self._work is not None:
            self._work.show_rooms(frozenset())

    # -- what the window asks --------------------------------------------------------------------

    def escape(self) -> bool:
        """Esc: close the innermost of what is open; tells whether anything was."""
        return self._work is not None and self._work.escape()

    def stop(self) -> None:
        """The window goes: hear of nothing any more."""
        self._unsubscribe()
        for stop in self._stops:
            stop()
        self._stops = []
        if self._red is not None:
            self._red.stop()
        if self._work is not None:
            self._work.forget()
