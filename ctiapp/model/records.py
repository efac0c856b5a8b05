"""Calls of the past and what was recorded of them, as the PBX wrote it down (P: ``cdr/search``)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.call import Direction
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number

MAX_RECORDS: Final = 1000
"""So many lines of a list of calls are read at once where nobody asks for more, the newest."""


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


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording of a call.

    Attributes:
        recording_id: the PBX's id of it.
        at: when the call came or was dialled, aware UTC; None where that cannot be told.
        uid: of which line of the PBX's list of calls it is.
        caller: who called.
        callee: who was called.
        talk_s: how long the call was, in seconds; the PBX's own example has 0.
        size: of the file, in bytes; 0 where that is not told.
        direction: seen from the PBX; None where it says none that is known.
        file: the file's name at the PBX, by which it is fetched. A stranger's text: never a path.
    """

    recording_id: str
    at: datetime | None
    uid: str
    caller: RecordParty
    callee: RecordParty
    talk_s: int
    size: int
    direction: Direction | None
    file: str


@dataclass(frozen=True, slots=True)
class Voicemail:
    """One message in a mailbox.

    Mailboxes name their messages by number (``msg0000.wav``), and a PBX may number them anew when
    one goes; so a message is known by all that is told of it, and looked up again before anything
    is done to it.

    Attributes:
        file: its name now. A stranger's text: never a path.
        caller: who left it; empty where that was withheld.
        at: when it was left, aware UTC; None where that cannot be told.
        length_s: how long it is, in seconds; None where that is not told.
        new: whether nobody has heard it yet; None where this PBX does not tell.
    """

    file: str
    caller: RecordParty
    at: datetime | None
    length_s: int | None
    new: bool | None

    def is_same(self, other: Voicemail) -> bool:
        """Whether it is the same message, by another name perhaps, or heard meanwhile."""
        mine = (self.caller.number, self.at, self.length_s)
        theirs = (other.caller.number, other.at, other.length_s)
        return mine == theirs and (self.at is not None or self.file == other.file)


@dataclass(frozen=True, slots=True)
class EndedCall:
    """What the PBX tells of a call once it is over (P 30012); it bears no moment that has a zone.

    Attributes:
        call_id: the call.
        started: when it began, as the PBX wrote it; for the details.
        caller: who called.
        callee: who or what was called, in the end.
        direction: seen from the PBX; None where it says none that is known.
        outcome: how it ended.
        duration_s: from the first ring to the end, in seconds.
        talk_s: how long they talked, in seconds.
        agent_ring_s: how long it rang at agents, in seconds.
        did: the public number that was called; None where none is told.
        recording: the name of the recording's file; empty where there is none.
    """

    call_id: CallId
    started: str
    caller: RecordParty
    callee: RecordParty
    direction: Direction | None
    outcome: Outcome
    duration_s: int = 0
    talk_s: int = 0
    agent_ring_s: int = 0
    did: Number | None = None
    recording: str = ""
