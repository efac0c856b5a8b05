"""What an extension does in a call, as others see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.call import Moment
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number


class Doing(Enum):
    """What an extension does in a call."""

    TALKING = "talking"
    CALLING = "calling"
    RINGING = "ringing"


@dataclass(frozen=True, slots=True)
class Engagement:
    """What one extension does in one call.

    Attributes:
        call_id: which call.
        doing: what.
        other: with whom: the caller where it rings; None where nobody else is in it, as in a menu.
        inside: whether that is an extension.
        more: how many others take part beside that one.
        via: the queue, menu or group that the call came through; None where it is direct.
        since: since when it does so; None where we did not see it begin.
    """

    call_id: CallId
    doing: Doing
    other: Number | None
    inside: bool
    more: int
    via: Number | None
    since: Moment | None
