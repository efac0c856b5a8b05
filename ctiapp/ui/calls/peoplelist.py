"""The People list of the calls place: the grid of the operator panel, where a click calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.ui.people.grid import PeopleGrid
from ctiapp.ui.people.tiles import LOOKS, lamp_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.directory import Extension
    from ctiapp.model.number import Number
    from ctiapp.ui.calls.people import LampSource

__all__ = ["LOOKS", "PeopleList", "lamp_word"]


def _as_written(number: Number, _inside: bool) -> str:
    return number.text


def _in_none(_: Extension) -> str:
    return ""


class PeopleList(PeopleGrid):
    """The grid; a click calls, as Enter does.

    Args:
        lamps: how somebody stands.
        name_of: who has a number, and whether it is an extension's.
        department_of: where somebody works.
        parent: the place.
    """

    def __init__(
        self,
        lamps: LampSource,
        name_of: Callable[[Number, bool], str] = _as_written,
        department_of: Callable[[Extension], str] = _in_none,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(lamps, name_of, department_of, parent=parent)
        self.clicked_on.connect(self.called)
