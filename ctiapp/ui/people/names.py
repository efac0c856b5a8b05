"""Who has a number, and where somebody works: looked up once, until names change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.number import Number, display
from ctiapp.ui import words

if TYPE_CHECKING:
    from ctiapp.model.directory import Department, Extension
    from ctiapp.model.ids import ExtensionId
    from ctiapp.services.bundle import Services

_MOST = 2_000
"""So many names are remembered; then all are looked up anew."""


class Names:
    """Names, remembered: hundreds of tiles are painted again and again.

    Args:
        services: what is asked.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._names: dict[tuple[Number, bool], str] = {}
        self._works: dict[ExtensionId, str] = {}
        self._known: tuple[Department, ...] = ()

    def forget(self) -> None:
        """Names may be others now."""
        self._names.clear()

    def name_of(self, number: Number, inside: bool) -> str:
        """Who has a number, else the number as it is written.

        Args:
            number: as it is dialled.
            inside: whether it is an extension's.
        """
        found = self._names.get((number, inside))
        if found is None:
            from ctiapp.ui.people.tiles import number_name

            directory = self._services.directory
            me = self._services.session.status.me
            who = directory.identify(number)
            name = directory.place_name(number) if who is None else who.label
            if me is not None and inside and number == me.number:
                found = words.word("tile.you")
            else:
                found = name or number_name(number, number.text if inside else display(number))
            if len(self._names) >= _MOST:
                self._names.clear()
            self._names[number, inside] = found
        return found

    def department_of(self, extension: Extension) -> str:
        """Where somebody works; empty where that is not known."""
        departments = self._services.directory.departments
        if departments is not self._known:
            from ctiapp.ui.people.roster import departments_of

            self._known = departments
            self._works = departments_of(departments)
        return self._works.get(extension.ext_id, "")
