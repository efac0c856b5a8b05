"""What an administrator, or the firmware, may have set otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from ctiapp.simpbx.walltime import WallClock

Firmware = Literal["handbook", "strict", "later"]

FIRMWARES: dict[Firmware, str] = {
    "handbook": "37.18.0.59",
    "strict": "37.16.0.25",
    "later": "37.20.0.128",
}
"""What the firmware makes of the events that the handbook does not know, and its version.

``handbook`` takes a subscription that names one and never sends it, ``strict`` refuses the whole
list, ``later`` sends them.
"""

LATER = frozenset({30027, 30029, 30033})
"""The events that only later firmware has: a report was made ready, an agent's status changed, a
recording was made ready."""

DATE_FORMATS = ("MM/DD/YYYY", "YYYY/MM/DD", "DD/MM/YYYY")
"""How dates can be shown; the handbook names the first two (l. 13814)."""

_NOON = 12
_CLOCKS = {12: "%I:%M:%S", 24: "%H:%M:%S"}
_WRITTEN = {"YYYY": "%Y", "MM": "%m", "DD": "%d"}


@dataclass(slots=True)
class Settings:
    """The settings of one simulated PBX that no call depends on."""

    api_enabled: bool = True
    allow_address: bool = True
    refuse_topics: frozenset[int] = frozenset()
    call_centre: bool = True
    """Whether there is a call-centre subscription: without one, reasons for pauses are refused."""
    firmware: Firmware = "handbook"
    recording_ready_s: float = 0.0
    """How long the file of a recording takes to be made ready once it is asked for; 0: it is."""
    query_lag_s: float = 0.0
    """How long a new call stays invisible to ``call/query``."""
    edit_contacts: bool = True
    """Whether the API client may change company contacts."""
    date_format: str = DATE_FORMATS[0]
    hours: Literal[12, 24] = 24
    """Which clock times are shown by."""
    wall: WallClock = field(default_factory=WallClock)
    """The local time of the exchange."""
    needs_organization: bool = False
    """Whether an extension can be changed only with its departments, as l. 3717 has it.

    The example of an edit (l. 3866-3875) is without: where departments are on and this is not set,
    what leaves them out leaves them as they are.
    """
    pms: bool = False
    """Whether a hotel's property management system owns check-in and check-out."""
    pms_owns_data: bool = False
    """Whether it owns rooms and wake-up calls as well."""
    checkout_wipes_records: bool = False
    """Whether a check-out also deletes the past calls of the room (l. 18507; not in l. 15552)."""

    @property
    def zone_min(self) -> int:
        """How far the PBX's clock is ahead of UTC just now, in minutes."""
        return self.wall.offset_min

    @zone_min.setter
    def zone_min(self, minutes: int) -> None:
        """Let the clock be that far ahead of UTC all year."""
        self.wall.offset_min = minutes

    def shown(self, at_s: float) -> str:
        """Return a moment (epoch seconds) as the administrator chose to see times."""
        local = self.wall.local(at_s)
        if self.hours == 24:
            return local.strftime(f"{self._date} %H:%M:%S")
        half = "AM" if local.hour < _NOON else "PM"
        return f"{local.strftime(f'{self._date} %I:%M:%S')} {half}"

    def seconds_of(self, text: str) -> float | None:
        """Return the moment that a text shows; None where it is written in another way."""
        clock, half = text, ""
        if self.hours == _NOON:
            clock, _, half = text.rpartition(" ")
            if half not in ("AM", "PM"):
                return None
        try:
            local = datetime.strptime(f"{clock} +0000", f"{self._date} {_CLOCKS[self.hours]} %z")
        except ValueError:
            return None
        if half == "PM":
            local += timedelta(hours=_NOON)
        return self.wall.moment(local.replace(tzinfo=None))

    @property
    def _date(self) -> str:
        form = self.date_format
        for part, code in _WRITTEN.items():
            form = form.replace(part, code)
        return form

    @property
    def refused_topics(self) -> frozenset[int]:
        """The topics for which a subscription is refused."""
        return self.refuse_topics | (LATER if self.firmware == "strict" else frozenset())

    def sends(self, topic: int) -> bool:
        """Whether this firmware has an event."""
        return topic not in LATER or self.firmware == "later"
