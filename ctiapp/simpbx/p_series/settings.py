"""What an administrator, or the firmware, may have set otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Firmware = Literal["handbook", "strict", "later"]

FIRMWARES: dict[Firmware, str] = {
    "handbook": "37.18.0.59",
    "strict": "37.16.0.25",
    "later": "37.20.0.128",
}
"""What the firmware makes of event 30029, which the handbook does not know, and its version.

``handbook`` takes a subscription that names it and never sends it, ``strict`` refuses the whole
list, ``later`` sends it.
"""

AGENT_STATUS = 30029
"""Agent status changed: the event that only later firmware has."""


@dataclass(slots=True)
class Settings:
    """The settings of one simulated PBX that no call depends on."""

    api_enabled: bool = True
    allow_address: bool = True
    refuse_topics: frozenset[int] = frozenset()
    call_centre: bool = True
    """Whether there is a call-centre subscription: without one, reasons for pauses are refused."""
    firmware: Firmware = "handbook"
    query_lag_s: float = 0.0
    """How long a new call stays invisible to ``call/query``."""

    @property
    def refused_topics(self) -> frozenset[int]:
        """The topics for which a subscription is refused."""
        strict = frozenset({AGENT_STATUS} if self.firmware == "strict" else ())
        return self.refuse_topics | strict

    def sends(self, topic: int) -> bool:
        """Whether this firmware has an event."""
        return topic != AGENT_STATUS or self.firmware == "later"
