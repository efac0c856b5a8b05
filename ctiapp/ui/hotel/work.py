"""What the work behind each form of the front desk stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ctiapp.ui.hotel.wakewords import Facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.notice import Notice
    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.ui.hotel.place import RoomsPlace
    from ctiapp.ui.hotel.sideform import SideForm
    from ctiapp.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Bench:
    """It.

    Attributes:
        place: where the forms are shown.
        desk: the front desk; None where there is none any more.
        tasks: runs what takes time.
        tell: says something.
    """

    place: RoomsPlace
    desk: Callable[[], HotelDesk | None]
    tasks: Tasks
    tell: Callable[[Notice], None]

    @staticmethod
    def facts(desk: HotelDesk) -> Facts:
        """What the words for times need of the desk."""
        return Facts(desk.time.today(), desk.time.wall)

    def close(self, form: SideForm) -> None:
        """Put a form away: the chosen room shows again, the keyboard goes into the list."""
        if self.place.form is form:
            self.place.show_side(None)
            self.place.focus_first()

    def show(self, form: SideForm) -> None:
        """Show a form, with the keyboard in it."""
        self.place.show_side(form)
        form.focus_first()


class FormWork(Protocol):
    """One form and what it does."""

    @property
    def form(self) -> SideForm:
        """The form."""

    @property
    def changed(self) -> bool:
        """Whether something is written in it that would be lost."""

    def stop(self) -> None:
        """The window goes, or the desk: hear of nothing any more."""
