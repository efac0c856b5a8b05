"""A few groups as words in a row, above the small list of people in the calls place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import KeyButton
from ctiapp.ui.people.roster import EVERYBODY, FAVOURITES, GroupId, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ctiapp.model.directory import Department, Extension
    from ctiapp.model.number import Number

MOST = 4
"""Departments at most: the place of the people has them all."""

_WIDEST = 150


def main_departments(departments: Sequence[Department]) -> tuple[Department, ...]:
    """The departments of the first level that parts anything, the biggest of them, by name."""
    level: str | None = None
    while True:
        here = [each for each in departments if _above(each, departments) == level]
        if len(here) != 1:
            break
        level = here[0].department_id
    biggest = sorted(here, key=lambda each: -len(each.members))[:MOST]
    return tuple(sorted(biggest, key=lambda each: each.name.casefold()))


def _above(each: Department, departments: Sequence[Department]) -> str | None:
    known = any(other.department_id == each.parent_id for other in departments)
    return each.parent_id if known else None


def chosen_of(
    group: GroupId, departments: Iterable[Department], favourites: Iterable[Number]
) -> Callable[[Extension], bool] | None:
    """Whether somebody is in a group of the row; None: everybody is."""
    if group == FAVOURITES:
        numbers = frozenset(favourites)
        return lambda each: each.number in numbers
    if group.kind is Kind.DEPARTMENT:
        members = {each.department_id: each.members for each in departments}
        inside = members.get(group.department_id, frozenset())
        return lambda each: each.ext_id in inside
    return None


class ChipRow(QWidget):
    """The row; it is not there where there is nothing to choose.

    Signals:
        picked: a group was chosen; carries its `GroupId`.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[GroupId, KeyButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SIZES.gap_s)
        self.setAccessibleName(words.word("people.groups"))
        self.hide()

    @property
    def chips(self) -> dict[GroupId, KeyButton]:
        """The words in the row."""
        return dict(self._chips)

    def show_groups(
        self, departments: Sequence[Department], *, favourites: bool, count: int, chosen: GroupId
    ) -> None:
        """Show these, and which of them is chosen.

        Args:
            departments: those of the row.
            favourites: whether there is any favourite.
            count: how many people there are at all.
            chosen: which group is shown below.
        """
        wanted: dict[GroupId, str] = {}
        if favourites:
            wanted[FAVOURITES] = words.word("people.favourites")
        for each in departments:
            wanted[GroupId(Kind.DEPARTMENT, each.department_id)] = text.plain(each.name)
        self.setVisible(bool(wanted))
        wanted[EVERYBODY] = words.word("people.all", count=f"{count:,}")
        if list(wanted) != list(self._chips):
            self._make(wanted)
        for group, chip in self._chips.items():
            chip.set_word(wanted[group])
            chip.set_kind("on" if group == chosen else "quiet")
            chip.setChecked(group == chosen)

    def _make(self, wanted: dict[GroupId, str]) -> None:
        for chip in self._chips.values():
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for group, word in wanted.items():
            chip = KeyButton(word, kind="quiet", parent=self)
            chip.setCheckable(True)
            chip.setMaximumWidth(_WIDEST)
            chip.clicked.connect(lambda _=False, g=group: self.picked.emit(g))
            self._row.addWidget(chip)
            chip.show()
            self._chips[group] = chip
