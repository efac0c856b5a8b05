"""What a hotel's front desk works with: rooms, guests and wake-up calls.

A PBX keeps an alarm as a time of its own wall clock, once or on weekdays; it knows neither dates
nor outcomes (P handbook, l. 15021-15500). What goes beyond that is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.directory import Presence

if TYPE_CHECKING:
    from datetime import time

    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number

MAX_ALARMS = 23
"""Alarms that an extension can have at a P-Series PBX (handbook, l. 15290)."""
SNOOZES = range(4)
"""How often an alarm can ring again (P handbook, table 321)."""
SNOOZE_MIN = 10
"""After how many minutes it rings again where nobody says otherwise (P handbook, table 321)."""
WEEKDAYS = range(7)
"""Monday is 0, as `datetime.date.weekday` counts."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A wake-up call as the PBX has it, or is to have it.

    Attributes:
        alarm_id: the PBX's id; empty where it is not set yet.
        at: the time on the PBX's wall clock, to the minute, naive.
        days: the weekdays on which it rings (`WEEKDAYS`); none: once, the next time it is so late.
        snoozes: how often it rings again while nobody answers.
        snooze_min: after how many minutes it rings again.
        prompt: what is played, by its name; empty: the music on hold.
    """

    alarm_id: str
    at: time
    days: frozenset[int] = frozenset()
    snoozes: int = 0
    snooze_min: int = SNOOZE_MIN
    prompt: str = ""

    @property
    def once(self) -> bool:
        """Whether it is gone after it has rung."""
        return not self.days

    @property
    def lasts_min(self) -> int:
        """For how many minutes after its time it may ring again."""
        return self.snoozes * self.snooze_min


@dataclass(frozen=True, slots=True)
class OutsideRoute:
    """A way out of the house that an extension can be allowed to take.

    Attributes:
        route_id: the PBX's id.
        name: what the PBX's administrator calls it.
    """

    route_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Station:
    """All that a PBX tells of a room's extension, but its secrets.

    Attributes:
        ext_id: the PBX's internal id.
        number: the extension number.
        first_name, last_name: of the guest; empty where nobody is named.
        email, mobile: of the guest; empty where there is none.
        presence: as the PBX has it.
        routes: ids of the outside routes that it may take; None where the PBX does not say.
        has_password: whether a user password is set; None where the PBX does not say.
        barred: whether it may not call outside at all, whatever its routes are.
    """

    ext_id: ExtensionId
    number: Number
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    mobile: str = ""
    presence: Presence = Presence.UNKNOWN
    routes: frozenset[str] | None = None
    has_password: bool | None = None
    barred: bool = False


@dataclass(frozen=True, slots=True)
class StationChange:
    """What is to be otherwise with a room's extension; None leaves it as it is.

    Attributes:
        first_name, last_name, email, mobile: of the guest; empty takes them out.
        routes: ids of the outside routes that it may take from now on; with any of them it is
            barred no more.
        presence: what its user says of themselves.
    """

    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    mobile: str | None = None
    routes: frozenset[str] | None = None
    presence: Presence | None = None
