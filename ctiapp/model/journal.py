"""What the journal of this desk keeps: who did what, when. Never a secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number

Fact = str | int | float | bool | None | list[str]
"""What one fact of an entry may be: what JSON can say, and no deeper."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry.

    Attributes:
        at: when it happened, aware UTC.
        kind: what it is about, one word, e.g. ``listening``.
        number: whom it is about; None where nobody is named.
        call_id: the call it belongs to; None where there is none.
        data: the rest, by the kind's own words; no secret, no token.
        pbx: at which PBX, by its serial number, by its address where it tells none; None where
            that is not known. An extension's number is somebody else's at another.
    """

    at: datetime
    kind: str
    number: Number | None = None
    call_id: CallId | None = None
    data: Mapping[str, Fact] = field(default_factory=dict)
    pbx: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it lies in the journal.

    Attributes:
        row: its number there, by which it can be taken out again.
        entry: what it says.
    """

    row: int
    entry: JournalEntry
