"""Narrows the small list of people in the place of the calls to a group that its chips name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.ui.people.chips import chosen_of, main_departments
from ctiapp.ui.people.roster import EVERYBODY, FAVOURITES, GroupId, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.ui.calls.view import CallsPlace


class Narrowing(QObject):
    """The chips above the small list.

    Args:
        place: where list and chips stand.
        services: what is asked.
        favourites: which extensions are favourites.
    """

    def __init__(
        self,
        place: CallsPlace,
        services: Services,
        favourites: Callable[[], tuple[Number, ...]],
    ) -> None:
        super().__init__(place)
        self._place = place
        self._services = services
        self._favourites = favourites
        self._picked: GroupId | None = None
        place.chips.picked.connect(self._on_picked)

    def show(self) -> None:
        """Show what the list can be narrowed to; favourites first, where there are any."""
        directory = self._services.directory
        departments = main_departments(directory.departments)
        favourites = self._favourites()
        there = {EVERYBODY, *(GroupId(Kind.DEPARTMENT, d.department_id) for d in departments)}
        if favourites:
            there.add(FAVOURITES)
        chosen = self._picked if self._picked in there else None
        group = chosen or (FAVOURITES if favourites else EVERYBODY)
        me = 1 if self._services.session.status.me is not None else 0
        count = max(0, len(directory.extensions) - me)
        self._place.chips.show_groups(
            departments, favourites=bool(favourites), count=count, chosen=group
        )
        self._place.show_only(chosen_of(group, departments, favourites))

    def _on_picked(self, group: GroupId) -> None:
        """Another group for the small list."""
        self._picked = group
        self.show()
