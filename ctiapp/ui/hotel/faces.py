"""What the place of the rooms shows, in words: put together elsewhere, painted elsewhere. Pure.

Texts from outside are plain here; whoever shows them isolates them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.commands import Capability
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Scope(Enum):
    """Which rooms the list shows."""

    ALL = "all"
    OCCUPIED = "occupied"
    LEAVING = "leaving"


class Do(Enum):
    """What can be done in the place; the value is the key of its word in ``rooms.do_…``."""

    CALL = "call"
    GUEST = "guest"
    WAKE = "wake"
    LOG = "log"
    CHECK_OUT = "check_out"
    GROUP = "group"
    SHEET = "sheet"
    NEW_ROOM = "new_room"
    DELETE = "delete"
    ALL = "all"
    OCCUPIED = "occupied"
    LEAVING = "leaving"


KEYS: dict[Do, str] = {
    Do.CALL: "Return",
    Do.GUEST: "Ctrl+I",
    Do.WAKE: "Ctrl+W",
    Do.LOG: "Ctrl+L",
    Do.CHECK_OUT: "Ctrl+O",
    Do.GROUP: "Ctrl+G",
    Do.SHEET: "Ctrl+P",
    Do.NEW_ROOM: "Ctrl+E",
    Do.DELETE: "Ctrl+D",
    Do.ALL: "Alt+1",
    Do.OCCUPIED: "Alt+2",
    Do.LEAVING: "Alt+3",
}
"""With which key, as Qt writes it portably. None of them types: letters look for a room."""

NEEDS: dict[Do, Capability] = {
    Do.GUEST: Capability.CHECK_IN,
    Do.WAKE: Capability.WAKE_UPS,
    Do.LOG: Capability.WAKE_UPS,
    Do.CHECK_OUT: Capability.CHECK_OUT,
    Do.GROUP: Capability.WAKE_UPS,
    Do.SHEET: Capability.WAKE_UPS,
    Do.NEW_ROOM: Capability.NEW_ROOMS,
    Do.DELETE: Capability.NEW_ROOMS,
}
"""What the PBX must be able to do for it; what is not named needs nothing of its own."""


def not_here(capabilities: Collection[Capability]) -> frozenset[Do]:
    """What cannot be done in the place at a PBX that can do these."""
    return frozenset(do for do, needed in NEEDS.items() if needed not in capabilities)


SCOPES: dict[Do, Scope] = {
    Do.ALL: Scope.ALL,
    Do.OCCUPIED: Scope.OCCUPIED,
    Do.LEAVING: Scope.LEAVING,
}


@dataclass(frozen=True, slots=True)
class Look:
    """A state by colour, shape and word.

    Attributes:
        tone: of `ctiapp.ui.theme.Tokens`.
        shape: told from the others without its colour.
        word: what it means.
    """

    tone: str
    shape: Shape
    word: str


NO_LOOK = Look("gone", Shape.NONE, "")


@dataclass(frozen=True, slots=True)
class RoomFace:
    """One line of the list.

    Attributes:
        number: of the room.
        guest: who stays there; empty where nobody does.
        stay: vacant, occupied, leaving today.
        lamp: how the room's phone stands.
        wake: the next wake-up call, or what became of the last; empty where there is none.
        red: whether somebody has to do something about it.
        occupied: whether somebody stays there.
        leaving: whether they leave today.
        spoken: all of it in one sentence.
    """

    number: str
    guest: str = ""
    stay: str = ""
    lamp: Look = NO_LOOK
    wake: str = ""
    red: bool = False
    occupied: bool = False
    leaving: bool = False
    spoken: str = ""

    def within(self, scope: Scope) -> bool:
        """Whether the list shows it where only these are wanted."""
        return {
            Scope.ALL: True,
            Scope.OCCUPIED: self.occupied,
            Scope.LEAVING: self.leaving,
        }[scope]

    def matches(self, typed: str) -> bool:
        """Whether what was typed begins its number, or stands in its guest's name."""
        wanted = typed.strip().casefold()
        return self.number.startswith(wanted) or all(
            part in self.guest.casefold() for part in wanted.split()
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rooms there are of each kind."""

    every: int = 0
    occupied: int = 0
    leaving: int = 0

    @staticmethod
    def of(rooms: Sequence[RoomFace]) -> Counts:
        """Count them."""
        return Counts(
            len(rooms), sum(room.occupied for room in rooms), sum(room.leaving for room in rooms)
        )


@dataclass(frozen=True, slots=True)
class WakeFace:
    """One wake-up call of the room that is chosen.

    Attributes:
        key: names it among those of its room.
        time: of the PBX's clock.
        what: once or on which days, and how often it rings again.
        outcome: what became of it today; no shape and no word where it did not ring yet.
        planned: whether this desk has yet to set it on its day.
    """

    key: str
    time: str
    what: str
    outcome: Look = NO_LOOK
    planned: bool = False


@dataclass(frozen=True, slots=True)
class PanelFace:
    """The room that is chosen, in full.

    Attributes:
        number: of the room.
        guest: who stays there; empty where nobody does.
        about: its extension, and where the PBX tells such a thing, whether it may call outside.
        last_call: when it last spoke to whom; empty where that is not known.
        occupied: whether somebody stays there.
        stay: from when till when; empty where nobody wrote that down.
        wakes: its wake-up calls.
        count: how many of how many.
        full: whether it cannot have another one.
        notice: why something of this may be old or cannot be done; empty where nothing is.
    """

    number: str
    guest: str = ""
    about: str = ""
    last_call: str = ""
    occupied: bool = False
    stay: str = ""
    wakes: tuple[WakeFace, ...] = ()
    count: str = ""
    full: bool = False
    notice: str = ""


@dataclass(frozen=True, slots=True)
class RedFace:
    """A wake-up call that somebody has to see to.

    Attributes:
        key: names it.
        number: of the room.
        what: what happened.
        then: what comes next by itself; empty where nothing does.
    """

    key: str
    number: str
    what: str
    then: str = ""


@dataclass(frozen=True, slots=True)
class LineFace:
    """One line of a receipt or of a list of progress.

    Attributes:
        key: what may be tried again by it.
        what: which thing, or which room.
        said: how it stands.
        look: the same by colour and shape.
        again: whether it can be tried again.
    """

    key: str
    what: str
    said: str
    look: Look = NO_LOOK
    again: bool = False
