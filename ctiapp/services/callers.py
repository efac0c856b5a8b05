"""What is known of a caller's earlier calls: how often today, whom they spoke to last, the note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.number import Number


@dataclass(frozen=True, slots=True)
class LastTalk:
    """A conversation that a caller had.

    Attributes:
        with_name: with whom; the number where nobody knows the name.
        at: when it was, aware UTC.
        with_number: their number; None where it is not told.
        mine: it was one's own.
    """

    with_name: str
    at: datetime
    with_number: Number | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class CallerLine:
    """What is known of a caller before they say a word.

    Attributes:
        calls_today: how often they called today, this call included where it is theirs.
        abandoned_today: how many of the earlier ones nobody took.
        last_talk: their last conversation with anybody here; None where none is known.
        note: what was noted at an earlier call; empty where nothing was.
    """

    calls_today: int = 0
    abandoned_today: int = 0
    last_talk: LastTalk | None = None
    note: str = ""
