"""Names for the identifiers that a PBX hands out. All are opaque text."""

from __future__ import annotations

from typing import NewType

CallId = NewType("CallId", str)
"""One conversation, as the PBX names it (P: ``call_id``)."""

LegId = NewType("LegId", str)
"""One device's part in a call (P: ``channel_id``). Unique only together with its call."""

ExtensionId = NewType("ExtensionId", str)
"""The PBX's internal id of an extension, not its number."""

QueueId = NewType("QueueId", str)
"""The PBX's internal id of a queue, not its number."""
