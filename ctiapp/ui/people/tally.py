"""Who is busy, and who is registered, kept up with what changes.

With ten thousand people nobody can look at all of them twice a second and paint in time as well. So
whoever's phone changed is written down, and looked at a little later, some hundreds each turn of
the loop; everybody is looked at only when anybody may have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ctiapp.ui.calls.people import BUSY as BUSY_LAMPS
from ctiapp.ui.calls.people import person
from ctiapp.ui.people.roster import BUSY, REGISTERED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.model.directory import Extension
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number
    from ctiapp.ui.calls.people import LampSource
    from ctiapp.ui.people.roster import GroupId

AT_ONCE = 500
"""How many are looked at in one turn: 3 ms."""


class Tally(QObject):
    """The two groups that change with the lamps.

    Signals:
        moved: all who were written down were looked at, and somebody came or went.

    Args:
        lamps: how somebody stands.
        parent: who counts.
    """

    moved = Signal()

    def __init__(self, lamps: LampSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lamps = lamps
        self._people: dict[str, Extension] = {}
        self._inside: dict[GroupId, set[ExtensionId]] = {BUSY: set(), REGISTERED: set()}
        self._waiting: set[str] = set()
        self._differs = False
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._turn)
        self._unsubscribe: Callable[[], None] | None = lamps.subscribe(self._on_lamps)

    def set_people(self, extensions: Sequence[Extension]) -> None:
        """Count among these from now on; each is looked at once more."""
        self._people = {each.number.text: each for each in extensions}
        there = {each.ext_id for each in extensions}
        for inside in self._inside.values():
            gone = inside - there
            inside.difference_update(gone)
            self._differs = self._differs or bool(gone)
        self._waiting = set(self._people)

    def holds(self, group: GroupId) -> Callable[[Extension], bool] | None:
        """Who is in a group, as far as they were looked at; None for one that lamps do not make."""
        inside = self._inside.get(group)
        return None if inside is None else lambda each: each.ext_id in inside

    def count(self, group: GroupId) -> int | None:
        """How many are in a group, as far as they were looked at; None as `holds`."""
        inside = self._inside.get(group)
        return None if inside is None else len(inside)

    @property
    def waiting(self) -> int:
        """How many have not been looked at since they changed."""
        return len(self._waiting)

    def look(self) -> None:
        """Look at who changed: the first hundreds at once, the others in the turns to come."""
        if not self._turns.isActive():
            self._turn()

    def stop(self) -> None:
        """Hear of no lamp any more."""
        self._turns.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    # ----------------------------------------------------------------------------------------------

    def _on_lamps(self, numbers: tuple[Number, ...] | None) -> None:
        if numbers is None:
            self._waiting = set(self._people)
        else:
            self._waiting.update(each.text for each in numbers)

    def _turn(self) -> None:
        for _ in range(min(AT_ONCE, len(self._waiting))):
            extension = self._people.get(self._waiting.pop())
            if extension is not None:
                self._put(extension, BUSY, inside=self._is_busy(extension))
                self._put(extension, REGISTERED, inside=self._is_registered(extension))
        if self._waiting:
            self._turns.start()
            return
        self._turns.stop()
        differs, self._differs = self._differs, False
        if differs:
            self.moved.emit()

    def _put(self, extension: Extension, group: GroupId, *, inside: bool) -> None:
        known = self._inside[group]
        if inside != (extension.ext_id in known):
            self._differs = True
            (known.add if inside else known.discard)(extension.ext_id)

    def _is_busy(self, extension: Extension) -> bool:
        number = extension.number
        known, engaged = self._lamps.lamp(number), self._lamps.engagement(number)
        shown = person(extension, known, engaged, doubtful=self._lamps.doubtful)
        return shown.lamp in BUSY_LAMPS

    def _is_registered(self, extension: Extension) -> bool:
        known = self._lamps.lamp(extension.number)
        told = None if known is None else known.registered
        if told is None:
            told = None if self._lamps.doubtful else extension.registered
        return told is True
