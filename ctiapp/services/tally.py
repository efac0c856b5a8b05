"""What a session counts as it goes, for whoever wants to know how the link does. Bounded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(slots=True)
class Tally:
    """The counts since the start of the application, over all sign-ins.

    Attributes:
        events: kind of event -> how many arrived; there are only so many kinds.
        repairs: calls that a look at the PBX put right, or brought, without an event.
        tokens_at: when the live token pair came, aware UTC; of one remembered from an earlier run,
            when it was taken up. None where there is none.
    """

    events: Counter[str] = field(default_factory=Counter)
    repairs: int = 0
    tokens_at: datetime | None = None
