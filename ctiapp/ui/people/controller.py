"""Binds the place of the people to the services. The place is made when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.people.view import PeoplePlace


class PeopleController(QObject):
    """The place's decisions, in order.

    Signals:
        made: the place was made, this moment; carries it. Who puts more lists in does it now.

    Args:
        window: where the place is put.
    """

    made = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._place: PeoplePlace | None = None

    @property
    def place(self) -> PeoplePlace:
        """The place; made now if it was not yet."""
        if self._place is None:
            from ctiapp.ui.people.view import PeoplePlace

            self._place = PeoplePlace()
            self._window.add_page(self._place)
            self.made.emit(self._place)
        return self._place

    @property
    def opened(self) -> bool:
        """Whether the place was made."""
        return self._place is not None
