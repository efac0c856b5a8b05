"""What an administrator has ticked, or not, to be told of."""

from __future__ import annotations

from dataclasses import dataclass, field

SWITCHES = ("registration", "call_state", "presence", "trunk")
"""What can be ticked (P handbook, l. 990-1011).

Where a vendor has one status monitor for each extension, it is ``call_state``.
"""


@dataclass(slots=True)
class Monitoring:
    """The monitoring switches: all on, but for what is listed as off."""

    off: set[str] = field(default_factory=set)
    """Switches that are off for everybody."""
    off_for: dict[str, set[str]] = field(default_factory=dict)
    """Extension number to the switches that are off for it."""

    def watched(self, switch: str, extension: str | None = None) -> bool:
        """Whether ``switch`` is on, for an extension where one is given."""
        if switch in self.off:
            return False
        return extension is None or switch not in self.off_for.get(extension, ())
