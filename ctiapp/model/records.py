"""Calls of the past, as the PBX wrote them down (P: ``cdr/search``)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.call import Direction
    from ctiapp.model.number import Number


class Outcome(Enum):
    """How a call of the past ended."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    FAILED = "failed"
    VOICEMAIL = "voicemail"
    ABANDONED = "abandoned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RecordParty:
    """Who took part.

    Attributes:
        number: empty where they withheld it, and where the record has a name alone.
        name: as the PBX wrote it then; empty where it knew none.
    """

    number: Number
    name: str = ""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One line of the PBX's own list of calls; a call that was moved has several.

    Attributes:
        uid: the PBX's id of this line.
        at: when the call came or was dialled, aware UTC.
        caller: who called.
        callee: who was called, in this part of the call.
        direction: seen from the PBX; None where it says none that is known.
        outcome: how it ended.
        ring_s: how long it rang, in seconds.
        talk_s: how long they talked, in seconds; 0 where nobody did.
        did: the public number that was called; None where none is told.
        reason: the PBX's own words for the end, for the details; empty where it has none.
        recording: the name of the recording's file; empty where there is none.
    """

    uid: str
    at: datetime
    caller: RecordParty
    callee: RecordParty
    direction: Direction | None
    outcome: Outcome
    ring_s: int = 0
    talk_s: int = 0
    did: Number | None = None
    reason: str = ""
    recording: str = ""
