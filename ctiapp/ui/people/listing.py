"""Who is listed on the panel: the chosen group, what was typed, and how many are in each group.

Nobody is listed anew while a question stands at somebody's tile, or a call is carried: the tile
would slide away below the hand. What changed meanwhile is listed as soon as both are over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ctiapp.ui import words
from ctiapp.ui.people.roster import BUSY, EVERYBODY, FAVOURITES, REGISTERED, Roster
from ctiapp.ui.people.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ctiapp.model.directory import Department, Extension
    from ctiapp.model.number import Number
    from ctiapp.ui.calls.people import LampSource
    from ctiapp.ui.people.panel import Panel
    from ctiapp.ui.people.roster import GroupId, Order

COUNT_MS = 500
"""How often those who are busy are counted while it can be seen."""


class Listing(QObject):
    """Fills the panel.

    Signals:
        chosen_otherwise: another group, or another word, was chosen; told before it is listed.
        listed: people were listed anew.

    Args:
        panel: what is filled.
        lamps: how somebody stands.
        held: whether nobody may be listed elsewhere at this moment.
    """

    chosen_otherwise = Signal()
    listed = Signal()

    def __init__(self, panel: Panel, lamps: LampSource, held: Callable[[], bool]) -> None:
        super().__init__(panel)
        self._panel = panel
        self._held = held
        self.roster = Roster()
        self.tally = Tally(lamps, self)
        self._group: GroupId = EVERYBODY
        self._typed = ""
        self._late = False
        self._watched = False
        self._again = QTimer(self)
        self._again.setInterval(COUNT_MS)
        self._again.timeout.connect(self.tally.look)
        self._warming = QTimer(self)
        self._warming.setInterval(0)
        self._warming.timeout.connect(self._warm)
        self.tally.moved.connect(self._on_moved)
        panel.filtered.connect(self._on_filtered)
        panel.groups.picked.connect(self._on_group)

    # -- what is known ---------------------------------------------------------------------------

    def show(
        self,
        people: Sequence[Extension],
        departments: Iterable[Department],
        favourites: Iterable[Number],
    ) -> None:
        """List among these people from now on."""
        if self.roster.set_people(people, departments):
            self._warming.start()
            self.tally.set_people(self.roster.everybody)
            if self._watched:
                self.tally.look()
        self.roster.set_favourites(favourites)
        self.list_again()
        self.count()

    def show_favourites(self, favourites: Iterable[Number]) -> None:
        """These are the favourites from now on."""
        if self.roster.set_favourites(favourites):
            self.list_again()
            self.count()

    def set_order(self, order: Order) -> None:
        """Sort by this."""
        self.roster.set_order(order)
        self.list_now()

    def watch(self, seen: bool) -> None:
        """It can be seen, or no more: nothing is counted that nobody sees."""
        self._watched = seen
        if seen:
            self.tally.look()
            self.count()
            self._again.start()
        else:
            self._again.stop()

    def stop(self) -> None:
        """Hear of nothing any more."""
        self._again.stop()
        self._warming.stop()
        self.tally.stop()

    # -- listing ---------------------------------------------------------------------------------

    def list_now(self) -> None:
        """List who is in the chosen group and fits what was typed."""
        self._late = False
        people = self.roster.members(self._group, self.tally.holds(self._group))
        found = self.roster.matching(people, self._typed)
        self._panel.grid.show_people(found)
        self._panel.show_empty("" if found else self._why_empty(bool(people)))
        self.listed.emit()

    def list_again(self) -> None:
        """List them anew, once nothing holds them where they are."""
        if self._held():
            self._late = True
        else:
            self.list_now()

    def let_go(self) -> None:
        """What held them may be over: list what came meanwhile, after this turn of the loop."""
        if self._late:
            QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        if self._late:
            self.list_again()

    def count(self) -> None:
        """Show how many are in each group."""
        groups = self._panel.groups
        counts = {}
        for group in self.roster.groups:
            by_lamps = self.tally.count(group.group_id)
            counts[group.group_id] = (
                self.roster.count(group.group_id) if by_lamps is None else by_lamps
            )
        groups.show_groups(self.roster.groups, counts, self._group)
        if groups.chosen != self._group:  # a department that there is no more
            self._group = groups.chosen
            self.list_again()

    def _why_empty(self, anybody: bool) -> str:
        if anybody:
            return words.word("people.none_fits")
        if not self.roster.everybody:
            return words.word("people.empty")
        if self._group == FAVOURITES:
            return words.word("people.no_favourite")
        if self._group == BUSY:
            return words.word("people.nobody_busy")
        return words.word("people.nobody")

    # -- what changes ----------------------------------------------------------------------------

    def _on_moved(self) -> None:
        self.count()
        if self._group in (BUSY, REGISTERED):
            self.list_again()

    def _on_filtered(self, typed: str) -> None:
        self._typed = typed
        self.chosen_otherwise.emit()
        self.list_now()

    def _on_group(self, group: GroupId) -> None:
        self._group = group
        self.chosen_otherwise.emit()
        self.tally.look()
        self.list_now()

    def _warm(self) -> None:
        """Have what is searched ready before somebody types, a little of it each turn."""
        if not self.roster.warm():
            self._warming.stop()
