"""The night sheet: what whoever sits at the desk at night needs on paper. Pure.

Days and times are those of the PBX's wall clock, naive: a wake-up call rings by that one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number


class SheetStay(Enum):
    """How it stands with somebody who comes or goes."""

    ARRIVED = "arrived"
    """They were checked in."""
    DUE = "due"
    """They leave that day, and were not checked out yet."""
    LATE = "late"
    """They should have left on a day before, and were not checked out."""
    DEPARTED = "departed"
    """They were checked out."""


@dataclass(frozen=True, slots=True)
class SheetWake:
    """One wake-up call that is still to ring.

    Attributes:
        room: whose.
        guest: whom the PBX has there; empty where nobody is named.
        on, at: when, by the PBX's clock.
        repeats: whether it rings on other days as well.
        snoozes, snooze_min: how often it rings again, and after how many minutes.
        planned: the PBX does not have it yet: this desk is to set it on that day.
        group: the group that it was set for; empty where there is none.
        language: the guest's, as a code; empty where nobody said.
    """

    room: Number
    guest: str
    on: date
    at: time
    repeats: bool = False
    snoozes: int = 0
    snooze_min: int = 0
    planned: bool = False
    group: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SheetGuest:
    """Somebody who comes or goes.

    Attributes:
        room: theirs.
        guests: their names.
        on: on which day.
        state: how it stands.
        language: theirs, as a code; empty where nobody said.
    """

    room: Number
    guests: tuple[str, ...]
    on: date
    state: SheetStay
    language: str = ""


@dataclass(frozen=True, slots=True)
class SheetRed:
    """A wake-up call that nobody vouched for, and that nobody has acknowledged.

    Attributes:
        room: whose.
        guest: whom the PBX has there; empty where nobody is named.
        due: when it was to ring, by the PBX's clock.
        outcome: what is known of it: the value of a `ctiapp.model.wakes.WakeOutcome`.
    """

    room: Number
    guest: str
    due: datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class NightSheet:
    """The sheet.

    Attributes:
        made: when it was made, by the PBX's clock.
        today, tomorrow: which days those are.
        wakes: all that ring from now on until the end of tomorrow, in order of time.
        arrivals: who came today.
        departures: who leaves or left today, who leaves tomorrow, and who is late; by day and room.
        reds: unacknowledged ones, the oldest first.
        by: whose desk made it.
        notices: what could not be read, so that somebody on the sheet may be missing.
        as_of: when the wake-up calls were read that are on it, by the PBX's clock; None: never.
    """

    made: datetime
    today: date
    tomorrow: date
    wakes: tuple[SheetWake, ...] = ()
    arrivals: tuple[SheetGuest, ...] = ()
    departures: tuple[SheetGuest, ...] = ()
    reds: tuple[SheetRed, ...] = ()
    by: str = ""
    notices: tuple[Notice, ...] = ()
    as_of: datetime | None = None

    def wakes_on(self, day: date) -> tuple[SheetWake, ...]:
        """Those of one day."""
        return tuple(each for each in self.wakes if each.on == day)
